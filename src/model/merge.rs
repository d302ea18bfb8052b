//! Two people changed one tree: what both did, in one tree.
//!
//! The rule in a sentence: each property takes the value of the side that changed it; where both did, differently,
//! one value is chosen, the same whichever side asks, and the other is kept beside it; an edit beats a removal.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::entry::Timed;
use super::rival::{self, Conflict, PARENT};
use super::{
    Boxed, Builder, Day, Done, Dropped, Field, Key, Mark, Node, NodeId, State, Text, Tree, Value, order,
};

/// Both sides' changes since `base` in one tree, and the properties in which they disagreed, of which the tree keeps the
/// other value too (see [`rival`]).
///
/// Nothing of either side is out of sight, but for what one of these rules settles: an edit beats a removal; a job that
/// both ticked on one day was done once, at the earlier time; of what the program writes down itself (when a node was
/// made and closed, minutes credited, times rolled, the record of forecasts) the earlier or the greater counts; a place
/// that is gone cannot be chosen.
///
/// `merge(b, o, b) == o`, `merge(b, o, t) == merge(b, t, o)`, and it is always a tree.
#[must_use]
pub fn merge(base: &Tree, ours: &Tree, theirs: &Tree) -> (Tree, Vec<Conflict>) {
    let three = Three { base, ours, theirs };
    let mut conflicts = Vec::new();
    let (parents, mut moves) = three.parents();
    let mut children: HashMap<Option<NodeId>, HashSet<NodeId>> = HashMap::new();
    for (id, parent) in &parents {
        children.entry(*parent).or_default().insert(*id);
    }
    let mut builder = Builder::default();
    let mut waiting: Vec<(NodeId, Option<NodeId>)> = Vec::new();
    let mut descend = |parent: Option<NodeId>, waiting: &mut Vec<_>| {
        let Some(members) = children.remove(&parent) else { return };
        let list = three.siblings(parent, &members);
        waiting.extend(list.into_iter().rev().map(|id| (id, parent)));
    };
    descend(None, &mut waiting);
    while let Some((id, parent)) = waiting.pop() {
        let first = conflicts.len();
        let places = moves.remove(&id).unwrap_or_default();
        conflicts.extend(places.into_iter().map(|place| moved(id, parent, place)));
        let node = three.node(id, &mut conflicts);
        builder.node(with_entries(node, &conflicts[first..]), parent);
        descend(Some(id), &mut waiting);
    }
    three.days(&mut builder, &mut conflicts);
    three.file(&mut builder, &mut conflicts);
    (builder.finish().0, conflicts)
}

/// The node with what the other side wanted.
fn with_entries(node: Node, conflicts: &[Conflict]) -> Node {
    if conflicts.is_empty() {
        return node;
    }
    let entry = |conflict: &Conflict| match conflict {
        Conflict::Field { name, other, .. } => Some(Field::other(name, other.clone())),
        _ => None,
    };
    let entries = conflicts.iter().filter_map(entry);
    Node::with_fields(node.id(), node.fields().iter().cloned().chain(entries).collect())
}

/// The value of the side that changed it. If both did, the greater one, so that both sides choose alike.
fn choose<T: PartialEq>(
    base: &T,
    ours: T,
    theirs: T,
    greater: impl FnOnce(&T, &T) -> bool,
) -> (T, Option<T>) {
    if ours == theirs || *base == theirs {
        (ours, None)
    } else if *base == ours {
        (theirs, None)
    } else if greater(&ours, &theirs) {
        (ours, Some(theirs))
    } else {
        (theirs, Some(ours))
    }
}

fn moved(id: NodeId, kept: Option<NodeId>, other: Option<NodeId>) -> Conflict {
    Conflict::Field { id, name: PARENT.into(), kept: kept.map(Value::Node), other: other.map(Value::Node) }
}

/// `from` and what is above it.
fn climb(
    parents: &BTreeMap<NodeId, Option<NodeId>>,
    from: Option<NodeId>,
) -> impl Iterator<Item = NodeId> + use<'_> {
    std::iter::successors(from, |id| parents.get(id).copied().flatten())
}

/// Moves that did not come about, by the node that was moved: a side wanted it to be under these.
type Moves = HashMap<NodeId, Vec<Option<NodeId>>>;

struct Three<'a> {
    base: &'a Tree,
    ours: &'a Tree,
    theirs: &'a Tree,
}

impl Three<'_> {
    /// Who stays, and under whom: every parent stays too, and nothing is its own ancestor.
    fn parents(&self) -> (BTreeMap<NodeId, Option<NodeId>>, Moves) {
        let (mut parents, mut moves) = (BTreeMap::new(), Moves::new());
        let everyone = [self.ours, self.theirs].into_iter().flat_map(|tree| tree.walk(None));
        let mut waiting: Vec<NodeId> =
            everyone.map(|(_, node)| node.id()).filter(|id| self.stays(*id)).collect();
        while let Some(id) = waiting.pop() {
            if parents.contains_key(&id) {
                continue;
            }
            let (parent, lost) = self.parent(id);
            parents.insert(id, parent);
            if let Some(other) = lost {
                moves.entry(id).or_default().push(other);
            }
            // A parent that one side removed stays for the sake of what the other put or edited below it.
            waiting.extend(parent);
        }
        for (id, wanted) in self.open_circles(&mut parents) {
            moves.entry(id).or_default().push(wanted);
        }
        // A place that is gone cannot be chosen.
        for (id, places) in &mut moves {
            let here = parents.get(id).copied().flatten();
            places.retain(|place| *place != here && place.is_none_or(|place| parents.contains_key(&place)));
        }
        (parents, moves)
    }

    fn stays(&self, id: NodeId) -> bool {
        match (self.base.get(id), self.ours.get(id), self.theirs.get(id)) {
            (None, ours, theirs) => ours.is_some() || theirs.is_some(),
            (Some(_), Some(_), Some(_)) => true,
            (Some(_), None, None) => false,
            (Some(before), Some(now), None) => self.was_touched(self.ours, before, now),
            (Some(before), None, Some(now)) => self.was_touched(self.theirs, before, now),
        }
    }

    fn was_touched(&self, side: &Tree, before: &Node, now: &Node) -> bool {
        before != now || self.base.parent(now.id()) != side.parent(now.id())
    }

    /// Under whom it stands, and under whom it would by the other side's move.
    fn parent(&self, id: NodeId) -> (Option<NodeId>, Option<Option<NodeId>>) {
        let of = |tree: &Tree| tree.contains(id).then(|| tree.parent(id));
        match (of(self.base), of(self.ours), of(self.theirs)) {
            (Some(base), Some(ours), Some(theirs)) => {
                choose(&base, ours, theirs, |ours, theirs| ours > theirs)
            }
            (None, Some(ours), Some(theirs)) => {
                (ours.max(theirs), (ours != theirs).then(|| ours.min(theirs)))
            }
            (base, ours, theirs) => (ours.or(theirs).or(base).flatten(), None),
        }
    }

    /// Two moves that are fine alone can close a circle: then one that was moved goes back to where it was, or to the
    /// top level if that has come to lie below it. Gives those, and under whom they were to be.
    fn open_circles(&self, parents: &mut BTreeMap<NodeId, Option<NodeId>>) -> Vec<(NodeId, Option<NodeId>)> {
        let wanted = parents.clone();
        let opened = self.cut_circles(parents);
        for id in opened.iter().copied() {
            let home = self.base.parent(id).filter(|home| parents.contains_key(home));
            if !climb(parents, home).any(|above| above == id) {
                parents.insert(id, home);
            }
        }
        opened.into_iter().map(|id| (id, wanted.get(&id).copied().flatten())).collect()
    }

    /// Puts one member of each circle at the top level.
    fn cut_circles(&self, parents: &mut BTreeMap<NodeId, Option<NodeId>>) -> Vec<NodeId> {
        let mut climbs: HashMap<NodeId, usize> = HashMap::with_capacity(parents.len());
        let mut cut = Vec::new();
        let starts: Vec<NodeId> = parents.keys().copied().collect();
        for (nth, start) in starts.into_iter().enumerate() {
            let met = climb(parents, Some(start)).find(|id| match climbs.entry(*id) {
                Entry::Occupied(_) => true,
                Entry::Vacant(entry) => {
                    entry.insert(nth);
                    false
                }
            });
            // Only a climb that meets itself went round.
            if let Some(met) = met.filter(|met| climbs.get(met) == Some(&nth)) {
                let circle = climb(parents, Some(met)).skip(1).take_while(|id| *id != met);
                let moved =
                    |id: &NodeId| self.base.contains(*id) && parents.get(id) != Some(&self.base.parent(*id));
                let chosen = std::iter::once(met)
                    .chain(circle)
                    .min_by_key(|id| (!moved(id), self.base.contains(*id), *id))
                    .unwrap_or(met);
                parents.insert(chosen, None);
                cut.push(chosen);
            }
        }
        cut
    }

    fn siblings(&self, parent: Option<NodeId>, members: &HashSet<NodeId>) -> Vec<NodeId> {
        let list = |tree: &Tree| -> Vec<NodeId> {
            if parent.is_none_or(|parent| tree.contains(parent)) {
                tree.children(parent).collect()
            } else {
                vec![]
            }
        };
        let mut merged = order::merge(&list(self.base), &list(self.ours), &list(self.theirs), members);
        if merged.len() < members.len() {
            // Those whom no list has here: put back by a circle that was opened.
            let placed: HashSet<NodeId> = merged.iter().copied().collect();
            let rest: BTreeSet<NodeId> = members.difference(&placed).copied().collect();
            merged.extend(rest);
        }
        merged
    }

    fn node(&self, id: NodeId, conflicts: &mut Vec<Conflict>) -> Node {
        let (base, ours, theirs) = (self.base.get(id), self.ours.get(id), self.theirs.get(id));
        let (Some(mine), Some(other)) = (ours, theirs) else {
            return ours.or(theirs).or(base).cloned().unwrap_or_else(|| Node::new(id, ""));
        };
        if mine == other || base == Some(other) {
            return mine.clone();
        }
        if base == Some(mine) {
            return other.clone();
        }
        let mut likes: Vec<&Field> = mine.fields().iter().chain(other.fields()).collect();
        likes.sort_by(|a, b| a.by_property(b));
        likes.dedup_by(|a, b| a.by_property(b).is_eq());
        let mut fields = Vec::with_capacity(likes.len());
        // It comes before what depends on it.
        let mut state = State::Open;
        for like in likes {
            let of = |node: &Node| node.same_property(like).cloned();
            let before = base.and_then(of);
            let greater = |a: &Option<Field>, b: &Option<Field>| {
                a.as_ref().map(Field::value) > b.as_ref().map(Field::value)
            };
            let (mut kept, lost) = choose(&before, of(mine), of(other), greater);
            if like.key() == Key::State {
                state = kept.as_ref().and_then(Field::as_text).map_or(State::Open, State::named);
            }
            if let Some(lost) = lost {
                match rival::settled(like, mine, other, state) {
                    Some(settled) => kept = settled,
                    None => conflicts.push(Conflict::Field {
                        id,
                        name: like.name().into(),
                        kept: kept.as_ref().map(|field| field.value().clone()),
                        other: lost.map(|field| field.value().clone()),
                    }),
                }
            }
            fields.extend(kept);
        }
        Node::with_fields(id, fields)
    }

    fn days(&self, builder: &mut Builder, conflicts: &mut Vec<Conflict>) {
        let dates: BTreeSet<NaiveDate> =
            [self.base, self.ours, self.theirs].iter().flat_map(|tree| tree.days().keys()).copied().collect();
        let empty = Day::default();
        for date in dates {
            let of = |tree: &Tree| tree.day(date).cloned().unwrap_or_else(|| empty.clone());
            let (day, lost) = merge_days(&of(self.base), &of(self.ours), &of(self.theirs));
            let lost = lost.into_iter().filter(|other| day.mark(other).as_ref() != Some(other));
            conflicts.extend(lost.map(|other| Conflict::Mark { day: date, kept: day.mark(&other), other }));
            builder.day(date, day);
        }
    }

    fn file(&self, builder: &mut Builder, conflicts: &mut Vec<Conflict>) {
        let names: BTreeSet<&Text> =
            [self.base, self.ours, self.theirs].iter().flat_map(|tree| tree.file().keys()).collect();
        for name in names {
            let of = |tree: &Tree| tree.file().get(name).cloned();
            let size = |json: &Option<Text>| (json.as_ref().map(|json| json.len()), json.clone());
            let greater = |a: &Option<Text>, b: &Option<Text>| size(a) > size(b);
            let (kept, lost) = choose(&of(self.base), of(self.ours), of(self.theirs), greater);
            if let Some(json) = &kept {
                builder.file(name, json);
            }
            if let Some(other) = lost.flatten() {
                builder.file(&rival::elsewhere(name, &other), &other);
                conflicts.push(Conflict::File { name: name.clone(), kept, other });
            }
        }
    }
}

/// The day, and what was wanted and does not count, which it keeps too. An edit beats a removal.
fn merge_days(base: &Day, ours: &Day, theirs: &Day) -> (Day, Vec<Mark>) {
    let mut lost = Vec::new();
    let listed: HashSet<NodeId> = survivors(&base.list, &ours.list, &theirs.list).into_iter().collect();
    let day = Day {
        list: order::merge(&base.list, &ours.list, &theirs.list, &listed),
        done: once(&base.done, &ours.done, &theirs.done, |done| lost.push(Mark::Done(done))),
        boxes: keyed(&base.boxes, &ours.boxes, &theirs.boxes, Boxed::same_moment, |boxed| {
            lost.push(Mark::Boxed(boxed));
        }),
        dropped: keyed(&base.dropped, &ours.dropped, &theirs.dropped, Dropped::same_moment, |dropped| {
            lost.push(Mark::Dropped(dropped));
        }),
        noted: survivors(&base.noted, &ours.noted, &theirs.noted),
        looks: survivors(&base.looks, &ours.looks, &theirs.looks),
        facts: keyed(
            &base.facts,
            &ours.facts,
            &theirs.facts,
            |a, b| a.name() == b.name(),
            |fact| lost.push(Mark::Fact(fact)),
        ),
        unknown: keyed(
            &base.unknown,
            &ours.unknown,
            &theirs.unknown,
            |a, b| a.0 == b.0,
            |(name, json)| lost.extend((!rival::is_settled(&name)).then_some(Mark::Unknown(name, json))),
        ),
        conflicts: survivors(&base.conflicts, &ours.conflicts, &theirs.conflicts),
    };
    let conflicts = day.conflicts.iter().chain(&lost).cloned().collect();
    (Day { conflicts, ..day }.canonical(), lost)
}

/// The ticks of both sides. A job that both ticked on that day was done once: the earlier tick stands.
fn once(base: &[Done], ours: &[Done], theirs: &[Done], lost: impl FnMut(Done)) -> Vec<Done> {
    let mut done = keyed(base, ours, theirs, Done::same_moment, lost);
    let has = |list: &[Done], tick: &Done| list.iter().any(|other| other.same_moment(tick));
    let added = |side: &[Done], other: &[Done]| -> Vec<Done> {
        let mut added: Vec<Done> =
            side.iter().filter(|tick| !has(base, tick) && !has(other, tick)).cloned().collect();
        added.sort_by(|a, b| a.order().cmp(&b.order()));
        added
    };
    let mut theirs_alone = added(theirs, ours);
    for tick in added(ours, theirs) {
        // What a tick of a repeat says of itself tells for which date it was.
        let same = |other: &Done| other.id == tick.id && other.unknown == tick.unknown;
        if let Some(at) = theirs_alone.iter().position(same) {
            let twin = theirs_alone.remove(at);
            let second = if twin.order() < tick.order() { &tick } else { &twin };
            done.retain(|other| !other.same_moment(second));
        }
    }
    done
}

/// The entries after both sides added, changed and removed some; `same` tells which are one entry, and such stand
/// side by side in the order of their type. `lost` is handed what does not count.
fn keyed<T: Ord + Clone>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    same: impl Fn(&T, &T) -> bool,
    mut lost: impl FnMut(T),
) -> Vec<T> {
    let mut likes: Vec<&T> = ours.iter().chain(theirs).collect();
    likes.sort();
    likes.dedup_by(|a, b| same(a, b));
    let of = |list: &[T], like: &T| list.iter().find(|entry| same(entry, like)).cloned();
    let chosen = |like: &T| {
        let (kept, other) = choose(&of(base, like), of(ours, like), of(theirs, like), |a, b| a > b);
        other.flatten().into_iter().for_each(&mut lost);
        kept
    };
    likes.into_iter().filter_map(chosen).collect()
}

/// The members of a set after both sides added and removed some.
fn survivors<T: PartialEq + Clone>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    let mut kept: Vec<T> =
        ours.iter().filter(|item| theirs.contains(item) || !base.contains(item)).cloned().collect();
    let added = theirs.iter().filter(|item| !ours.contains(item) && !base.contains(item));
    kept.extend(added.cloned());
    kept
}
