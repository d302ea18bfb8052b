//! The ledger: what was on the list, done and looked at on one logical day.

use super::{Boxed, Done, Dropped, Fact, NodeId, Note, Text, entry::Timed};

/// One property of a day: the smallest thing that two windows may change at once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// On the list, after another job or first.
    Listed {
        /// What.
        id: NodeId,
        /// Behind which; none for the first place.
        after: Option<NodeId>,
    },
    /// Done.
    Done(Done),
    /// Boxed.
    Boxed(Boxed),
    /// Let go.
    Dropped(Dropped),
    /// Something about a node.
    Noted(Note, NodeId),
    /// The list was looked at, at this local time of day.
    Look(Text),
    /// Something about the day.
    Fact(Fact),
    /// Something that a newer version or another program wrote: its name and its JSON.
    Unknown(Text, Text),
    /// What another side wanted in the place of such a mark, where two changed it; until the person chooses.
    Other(Box<Mark>),
}

impl Mark {
    /// Whether `other` would take this one's place.
    #[must_use]
    pub fn same_property(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Listed { id: mine, .. }, Self::Listed { id: theirs, .. }) => mine == theirs,
            (Self::Done(mine), Self::Done(theirs)) => mine.same_moment(theirs),
            (Self::Boxed(mine), Self::Boxed(theirs)) => mine.same_moment(theirs),
            (Self::Dropped(mine), Self::Dropped(theirs)) => mine.same_moment(theirs),
            (Self::Noted(mine, id), Self::Noted(theirs, other)) => mine == theirs && id == other,
            (Self::Fact(mine), Self::Fact(theirs)) => mine.name() == theirs.name(),
            (Self::Other(mine), Self::Other(theirs)) => mine == theirs,
            (Self::Look(mine), Self::Look(theirs)) | (Self::Unknown(mine, _), Self::Unknown(theirs, _)) => {
                mine == theirs
            }
            _ => false,
        }
    }
}

/// One logical day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Day {
    /// The list, in its order; what is done stays on it.
    pub list: Vec<NodeId>,
    /// What was done, in the order of time.
    pub done: Vec<Done>,
    /// What was boxed, in the order of time.
    pub boxes: Vec<Boxed>,
    /// What was let go, in the order of time.
    pub dropped: Vec<Dropped>,
    /// What is said of nodes, ascending.
    pub noted: Vec<(Note, NodeId)>,
    /// When the list was looked at, ascending.
    pub looks: Vec<Text>,
    /// What is said of the day, in the order of the file.
    pub facts: Vec<Fact>,
    /// What this version does not know, by name.
    pub unknown: Vec<(Text, Text)>,
    /// What other sides wanted, ascending.
    pub conflicts: Vec<Mark>,
}

impl Day {
    /// Whether there is nothing to be written down.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Of which nodes the day says `note`.
    pub fn noted(&self, note: Note) -> impl Iterator<Item = NodeId> {
        self.noted.iter().filter(move |entry| entry.0 == note).map(|entry| entry.1)
    }

    /// Whether the day says `note` of a node.
    #[must_use]
    pub fn has(&self, note: Note, id: NodeId) -> bool {
        self.noted.binary_search(&(note, id)).is_ok()
    }

    /// Whether it was a day of rest.
    #[must_use]
    pub fn is_rest(&self) -> bool {
        self.facts.iter().any(|fact| matches!(fact, Fact::Kind(kind) if &**kind == "rest"))
    }

    /// Whether it was a rough day.
    #[must_use]
    pub fn is_rough(&self) -> bool {
        self.facts.iter().any(|fact| matches!(fact, Fact::Kind(kind) if &**kind == "rough"))
    }

    /// Minutes of the day that are the person's own, if that was said.
    #[must_use]
    pub fn room(&self) -> Option<u32> {
        self.facts.iter().find_map(|fact| if let Fact::Room(minutes) = fact { Some(*minutes) } else { None })
    }

    /// Minutes credited: those of the boxes, and those of what was done without one. A job that was measured has got
    /// its minutes from its boxes already.
    #[must_use]
    pub fn credited(&self) -> u64 {
        self.credits().map(|(_, minutes)| u64::from(minutes)).sum()
    }

    /// What was credited, and how many minutes; a job can come more than once.
    pub fn credits(&self) -> impl Iterator<Item = (NodeId, u32)> {
        let boxed = self.boxes.iter().filter_map(|boxed| Some((boxed.id, boxed.minutes?)));
        let unmeasured = self.done.iter().filter(|done| done.guess.is_none());
        boxed.chain(unmeasured.filter_map(|done| Some((done.id, done.minutes?))))
    }

    /// The mark in whose place `like` would stand.
    #[must_use]
    pub fn mark(&self, like: &Mark) -> Option<Mark> {
        self.marks().find(|mark| mark.same_property(like))
    }

    /// Every mark of the day.
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        let before = std::iter::once(None).chain(self.list.iter().copied().map(Some));
        let listed = self.list.iter().zip(before).map(|(id, after)| Mark::Listed { id: *id, after });
        listed
            .chain(self.done.iter().cloned().map(Mark::Done))
            .chain(self.boxes.iter().cloned().map(Mark::Boxed))
            .chain(self.dropped.iter().cloned().map(Mark::Dropped))
            .chain(self.noted.iter().map(|(note, id)| Mark::Noted(*note, *id)))
            .chain(self.looks.iter().cloned().map(Mark::Look))
            .chain(self.facts.iter().cloned().map(Mark::Fact))
            .chain(self.unknown.iter().cloned().map(|(name, json)| Mark::Unknown(name, json)))
            .chain(self.conflicts.iter().cloned().map(|mark| Mark::Other(Box::new(mark))))
    }

    /// Whether what `mark` would stand behind is on the list.
    pub(super) fn has_place_for(&self, mark: &Mark) -> bool {
        match mark {
            Mark::Listed { id, after: Some(after) } => after != id && self.list.contains(after),
            _ => true,
        }
    }

    /// Takes `old` out and puts `new` in. Only the tree may do this.
    pub(super) fn set(&mut self, old: Option<&Mark>, new: Option<Mark>) {
        match old {
            Some(Mark::Listed { id, .. }) => self.list.retain(|other| other != id),
            Some(Mark::Done(done)) => self.done.retain(|other| !other.same_moment(done)),
            Some(Mark::Boxed(boxed)) => self.boxes.retain(|other| !other.same_moment(boxed)),
            Some(Mark::Dropped(dropped)) => self.dropped.retain(|other| !other.same_moment(dropped)),
            Some(Mark::Noted(note, id)) => self.noted.retain(|other| *other != (*note, *id)),
            Some(Mark::Fact(fact)) => self.facts.retain(|other| other.name() != fact.name()),
            Some(Mark::Look(at)) => self.looks.retain(|other| other != at),
            Some(Mark::Unknown(name, _)) => self.unknown.retain(|other| other.0 != *name),
            Some(Mark::Other(mark)) => self.conflicts.retain(|other| other != &**mark),
            None => {}
        }
        match new {
            Some(Mark::Listed { id, after }) => {
                let place = after.and_then(|after| self.list.iter().position(|other| *other == after));
                self.list.insert(place.map_or(0, |place| place + 1), id);
            }
            Some(Mark::Done(done)) => insert_timed(&mut self.done, done),
            Some(Mark::Boxed(boxed)) => insert_timed(&mut self.boxes, boxed),
            Some(Mark::Dropped(dropped)) => insert_timed(&mut self.dropped, dropped),
            Some(Mark::Noted(note, id)) => insert_sorted(&mut self.noted, (note, id)),
            Some(Mark::Fact(fact)) => insert_sorted(&mut self.facts, fact),
            Some(Mark::Look(at)) => insert_sorted(&mut self.looks, at),
            Some(Mark::Unknown(name, json)) => insert_sorted(&mut self.unknown, (name, json)),
            Some(Mark::Other(mark)) => insert_sorted(&mut self.conflicts, *mark),
            None => {}
        }
    }

    /// What other sides wanted and waits for a choice: it is not what counts.
    pub fn waiting(&self) -> impl Iterator<Item = &Mark> {
        self.conflicts.iter().filter(|other| self.mark(other).as_ref() != Some(other))
    }

    /// Brings the lists into the one order in which they are kept. What stands twice is kept once; where two differ in
    /// one place, the second waits for a choice.
    #[must_use]
    pub fn canonical(mut self) -> Self {
        let mut seen = std::collections::HashSet::new();
        self.list.retain(|id| seen.insert(*id));
        let others = &mut self.conflicts;
        sort_timed(&mut self.done, |done| others.push(Mark::Done(done)));
        sort_timed(&mut self.boxes, |boxed| others.push(Mark::Boxed(boxed)));
        sort_timed(&mut self.dropped, |dropped| others.push(Mark::Dropped(dropped)));
        self.noted.sort_unstable();
        self.noted.dedup();
        self.facts.sort_unstable();
        unite(&mut self.facts, |a, b| a.name() == b.name(), |fact| others.push(Mark::Fact(fact)));
        self.looks.sort_unstable();
        self.looks.dedup();
        self.unknown.sort_unstable();
        unite(&mut self.unknown, |a, b| a.0 == b.0, |(name, json)| others.push(Mark::Unknown(name, json)));
        self.conflicts.sort_unstable();
        self.conflicts.dedup();
        self
    }
}

fn insert_timed<T: Timed>(list: &mut Vec<T>, item: T) {
    let place = list.partition_point(|other| other.order() < item.order());
    list.insert(place, item);
}

fn sort_timed<T: Timed + Clone>(list: &mut Vec<T>, keep: impl FnMut(T)) {
    list.sort_by(|a, b| a.order().cmp(&b.order()));
    unite(list, T::same_moment, keep);
}

/// Leaves the first of neighbours that are the same entry, and hands on those that differ from it.
fn unite<T: PartialEq + Clone>(list: &mut Vec<T>, same: impl Fn(&T, &T) -> bool, mut keep: impl FnMut(T)) {
    list.dedup_by(|later, first| {
        let is_same = same(later, first);
        if is_same && later != first {
            keep(later.clone());
        }
        is_same
    });
}

fn insert_sorted<T: Ord>(list: &mut Vec<T>, item: T) {
    let place = list.partition_point(|other| *other < item);
    list.insert(place, item);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measured_jobs_are_credited_by_their_boxes_alone() {
        let (id, at): (NodeId, Text) = (NodeId::parse("a"), "09:00".into());
        let boxed = |minutes| Boxed {
            id,
            at: at.clone(),
            planned: 15,
            minutes,
            point: "".into(),
            title: "".into(),
            unknown: vec![],
        };
        let done =
            |minutes, guess| Done { id, at: at.clone(), minutes, guess, title: "".into(), unknown: vec![] };
        for (boxes, dones, wanted) in [
            (vec![], vec![done(Some(15), None), done(None, None)], 15),
            (vec![boxed(Some(12)), boxed(Some(8))], vec![done(Some(20), Some(15))], 20),
            (vec![boxed(Some(9)), boxed(None)], vec![done(Some(30), None)], 39),
        ] {
            let day = Day { boxes, done: dones, ..Day::default() };
            assert_eq!(day.credited(), wanted, "{day:?}");
        }
    }
}
