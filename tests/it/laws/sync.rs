//! Three replicas, edited and merged in any order over what they know to have in common, as git does it.

use std::collections::{BTreeSet, HashMap};

use goaltree::model::rival;
use goaltree::model::{Field, Mark, Node, NodeId, Text, Tree, Value, merge};
use goaltree::text::json;
use proptest::collection::vec;
use proptest::prelude::*;

use super::merge::{is_in_sight, is_mark_in_sight, is_settled, nothing_is_lost};
use super::{check, config};
use crate::generators::{Edit, edited, edits, trees};

#[derive(Debug, Clone)]
enum Step {
    /// A replica does something.
    Edits(usize, Vec<Edit>),
    /// A replica takes in what another has.
    Pull(usize, usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0_usize..3, vec(edits(), 1..6)).prop_map(|(who, edits)| Step::Edits(who, edits)),
        (0_usize..3, 0_usize..3).prop_map(|(who, from)| Step::Pull(who, from)),
    ];
    vec(step, 2..20)
}

/// Commits, each with what it comes from.
struct Histories {
    commits: Vec<(Tree, BTreeSet<usize>)>,
    heads: [usize; 3],
}

impl Histories {
    fn new(tree: Tree) -> Self {
        Self { commits: vec![(tree, BTreeSet::from([0]))], heads: [0; 3] }
    }

    fn commit(&mut self, tree: Tree, parents: &[usize]) -> usize {
        let number = self.commits.len();
        let mut known: BTreeSet<usize> =
            parents.iter().flat_map(|parent| self.commits[*parent].1.iter().copied()).collect();
        known.insert(number);
        self.commits.push((tree, known));
        number
    }

    fn knows(&self, commit: usize, other: usize) -> bool {
        self.commits[commit].1.contains(&other)
    }

    /// The last states that both know; several of them are merged first, as git does it.
    fn base(&self, one: usize, other: usize) -> Tree {
        let common: Vec<usize> = self.commits[one].1.intersection(&self.commits[other].1).copied().collect();
        let is_last =
            |commit: &&usize| !common.iter().any(|later| later != *commit && self.knows(*later, **commit));
        let last: Vec<usize> = common.iter().filter(is_last).copied().collect();
        let mut base = self.commits[last[0]].0.clone();
        for next in &last[1..] {
            base = merge(&self.base(last[0], *next), &base, &self.commits[*next].0).0;
        }
        base
    }

    fn pull(&mut self, who: usize, from: usize) {
        let (mine, other) = (self.heads[who], self.heads[from]);
        if self.knows(mine, other) {
            return;
        }
        if self.knows(other, mine) {
            self.heads[who] = other;
            return;
        }
        let base = self.base(mine, other);
        let (ours, theirs) = (&self.commits[mine].0, &self.commits[other].0);
        let merged = merge(&base, ours, theirs).0;
        check(&merged);
        assert!(merged == merge(&base, theirs, ours).0, "whoever merges gets the same");
        for (side, other) in [(ours, theirs), (theirs, ours)] {
            nothing_is_lost(&base, side, other, &merged);
            stays_in_sight(&base, side, &merged);
            the_ledger_stays_in_sight(&base, side, &merged);
        }
        self.heads[who] = self.commit(merged, &[mine, other]);
    }
}

/// Every value that counts or waits for a choice.
fn sights(tree: &Tree) -> HashMap<NodeId, Vec<(String, Option<Value>)>> {
    let of = |node: &Node| {
        let counts =
            node.fields().iter().filter(|field| !is_settled(field.key()) && !field.key().shape().is_list());
        let counts = counts.map(|field| (field.name().to_owned(), Some(field.value().clone())));
        let waiting = rival::waiting(tree, node).filter_map(Field::as_other);
        counts.chain(waiting.map(|(name, value)| (name.to_owned(), value.cloned()))).collect()
    };
    tree.walk(None).map(|(_, node)| (node.id(), of(node))).collect()
}

/// What a side brought into sight is in sight of all, until somebody who saw it changes it.
fn stays_in_sight(base: &Tree, side: &Tree, merged: &Tree) {
    let before = sights(base);
    for (id, values) in sights(side) {
        for (name, value) in values {
            let is_new = before.get(&id).is_none_or(|old| !old.contains(&(name.clone(), value.clone())));
            let can_be = !matches!(value, Some(Value::Node(place)) if !merged.contains(place));
            // A place that is gone cannot be chosen.
            if is_new && can_be {
                assert!(
                    is_in_sight(merged, id, &name, value.as_ref()),
                    "{name} {value:?} of {id} is out of sight"
                );
            }
        }
    }
}

/// As [`stays_in_sight`], of days and of what the file says of itself.
fn the_ledger_stays_in_sight(base: &Tree, side: &Tree, merged: &Tree) {
    for (date, day) in side.days() {
        let counts = day.marks().filter(|mark| !matches!(mark, Mark::Listed { .. } | Mark::Other(_)));
        for mark in counts.chain(day.waiting().cloned()) {
            let was = is_mark_in_sight(base, *date, &mark);
            assert!(was || is_mark_in_sight(merged, *date, &mark), "{mark:?} on {date} is out of sight");
        }
    }
    let sights = |tree: &Tree| -> BTreeSet<(Text, Text)> {
        let file = tree.file().iter().map(|(name, json)| (name.clone(), json.clone()));
        let beside = |(name, json): &(Text, Text)| (rival::elsewhere(name, json), json.clone());
        file.flat_map(|entry| [beside(&entry), entry]).collect()
    };
    let (before, now) = (sights(base), sights(merged));
    for entry in side.file().iter().map(|(name, json)| (rival::elsewhere(name, json), json.clone())) {
        assert!(before.contains(&entry) || now.contains(&entry), "{entry:?} is out of sight");
    }
}

fn bytes(tree: &Tree) -> Vec<u8> {
    let mut bytes = Vec::new();
    json::write(tree, &mut bytes).unwrap();
    bytes
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn replicas_converge_and_lose_nothing(start in trees(), steps in steps()) {
        let mut all = Histories::new(start);
        for step in &steps {
            match step {
                Step::Edits(who, edits) => {
                    let head = all.heads[*who];
                    let tree = edited(&all.commits[head].0, edits);
                    all.heads[*who] = all.commit(tree, &[head]);
                }
                Step::Pull(who, from) => all.pull(*who, *from),
            }
        }
        for (who, from) in [(0, 1), (0, 2), (1, 0), (2, 0)] {
            all.pull(who, from);
        }
        let ends = all.heads.map(|head| bytes(&all.commits[head].0));
        prop_assert!(ends[0] == ends[1] && ends[1] == ends[2], "byte for byte the same");
    }
}
