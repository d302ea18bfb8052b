//! Order among siblings: the fewest moves from one list to another, and three lists into one.

use std::collections::{HashMap, HashSet};

use super::NodeId;

/// The members of `new` that need not move, as a set: a longest run of them that stands in the same order in `old`.
///
/// Source: patience sorting (Schensted 1961), O(n log n).
#[must_use]
pub fn keep_still(old: &[NodeId], new: &[NodeId]) -> HashSet<NodeId> {
    let place: HashMap<NodeId, usize> = old.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let known: Vec<(usize, NodeId)> =
        new.iter().filter_map(|id| place.get(id).map(|at| (*at, *id))).collect();
    // piles[k]: index into `known` of the smallest end of an ascending run of length k + 1
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; known.len()];
    for (index, (at, _)) in known.iter().enumerate() {
        let pile = piles.partition_point(|end| known[*end].0 < *at);
        before[index] = pile.checked_sub(1).map(|below| piles[below]);
        if pile == piles.len() {
            piles.push(index);
        } else {
            piles[pile] = index;
        }
    }
    std::iter::successors(piles.last().copied(), |index| before[*index]).map(|index| known[index].1).collect()
}

/// One list of `members` from the lists of two people who started from `base`.
///
/// If one of them left the order alone, the other's order counts; if both changed it, one of the two is taken, the
/// same whichever side asks. What the chosen list lacks stands behind its nearest elder in the other one.
#[must_use]
pub fn merge(base: &[NodeId], ours: &[NodeId], theirs: &[NodeId], members: &HashSet<NodeId>) -> Vec<NodeId> {
    let only = |list: &[NodeId], set: &HashSet<NodeId>| -> Vec<NodeId> {
        list.iter().filter(|id| set.contains(id)).copied().collect()
    };
    let in_base: HashSet<NodeId> = base.iter().copied().collect();
    let untouched = |list: &[NodeId]| {
        let set: HashSet<NodeId> = list.iter().copied().collect();
        only(list, &in_base) == only(base, &set)
    };
    let (spine, other) = match (untouched(ours), untouched(theirs)) {
        (true, false) => (theirs, ours),
        (false, true) => (ours, theirs),
        _ if ours >= theirs => (ours, theirs),
        _ => (theirs, ours),
    };
    let mut merged = only(spine, members);
    let mut has: HashSet<NodeId> = merged.iter().copied().collect();
    for list in [other, base] {
        insert_missing(&mut merged, &mut has, list, members);
    }
    merged
}

/// Puts the members of `list` that `merged` lacks behind their nearest elder that it has.
fn insert_missing(
    merged: &mut Vec<NodeId>,
    has: &mut HashSet<NodeId>,
    list: &[NodeId],
    members: &HashSet<NodeId>,
) {
    // Behind which element (none: at the front) which newcomers go, in their order.
    let mut groups: HashMap<Option<NodeId>, Vec<NodeId>> = HashMap::new();
    let mut elder = None;
    for id in list.iter().filter(|id| members.contains(id)) {
        if has.contains(id) {
            elder = Some(*id);
        } else {
            groups.entry(elder).or_default().push(*id);
        }
    }
    if groups.is_empty() {
        return;
    }
    let old = std::mem::take(merged);
    for slot in std::iter::once(None).chain(old.into_iter().map(Some)) {
        merged.extend(slot);
        merged.extend(groups.remove(&slot).unwrap_or_default());
    }
    has.extend(merged.iter());
}
