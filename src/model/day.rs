//! The ledger: what was on the list, done and looked at on one logical day.

use super::{NodeId, Text};

/// Something that was done on a day. It stays when the node is gone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Done {
    /// What.
    pub id: NodeId,
    /// Local time of day, `09:12`.
    pub at: Text,
    /// Minutes credited, if an estimate or a timer gave them.
    pub minutes: Option<u32>,
    /// What it was called then.
    pub title: Text,
    /// What this version does not know of it: names and JSON.
    pub unknown: Vec<(Text, Text)>,
}

impl Done {
    /// By time on the logical day, which begins at 04:00: what was done after midnight comes last.
    fn order(&self) -> (bool, &str, NodeId) {
        (&*self.at < "04:00", &self.at, self.id)
    }
}

/// One property of a day: the smallest thing that two windows may change at once.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Was on the list of that day, was not ticked, and went back to the tree.
    Rolled(NodeId),
    /// The list was looked at, at this local time of day.
    Look(Text),
    /// Something that a newer version or another program wrote: its name and its JSON.
    Unknown(Text, Text),
}

impl Mark {
    /// Whether `other` would take this one's place.
    #[must_use]
    pub fn same_property(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Listed { id: mine, .. }, Self::Listed { id: theirs, .. })
            | (Self::Rolled(mine), Self::Rolled(theirs)) => mine == theirs,
            (Self::Done(mine), Self::Done(theirs)) => mine.id == theirs.id && mine.at == theirs.at,
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
    /// What went back to the tree unticked.
    pub rolled: Vec<NodeId>,
    /// When the list was looked at, ascending.
    pub looks: Vec<Text>,
    /// What this version does not know, by name.
    pub unknown: Vec<(Text, Text)>,
}

impl Day {
    /// Whether there is nothing to be written down.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
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
            .chain(self.rolled.iter().copied().map(Mark::Rolled))
            .chain(self.looks.iter().cloned().map(Mark::Look))
            .chain(self.unknown.iter().cloned().map(|(name, json)| Mark::Unknown(name, json)))
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
            Some(Mark::Done(done)) => self.done.retain(|other| other.id != done.id || other.at != done.at),
            Some(Mark::Rolled(id)) => self.rolled.retain(|other| other != id),
            Some(Mark::Look(at)) => self.looks.retain(|other| other != at),
            Some(Mark::Unknown(name, _)) => self.unknown.retain(|other| other.0 != *name),
            None => {}
        }
        match new {
            Some(Mark::Listed { id, after }) => {
                let place = after.and_then(|after| self.list.iter().position(|other| *other == after));
                self.list.insert(place.map_or(0, |place| place + 1), id);
            }
            Some(Mark::Done(done)) => {
                let place = self.done.partition_point(|other| other.order() < done.order());
                self.done.insert(place, done);
            }
            Some(Mark::Rolled(id)) => insert_sorted(&mut self.rolled, id),
            Some(Mark::Look(at)) => insert_sorted(&mut self.looks, at),
            Some(Mark::Unknown(name, json)) => insert_sorted(&mut self.unknown, (name, json)),
            None => {}
        }
    }

    /// Brings the lists into the one order in which they are kept, and drops what stands twice.
    #[must_use]
    pub fn canonical(mut self) -> Self {
        let mut seen = std::collections::HashSet::new();
        self.list.retain(|id| seen.insert(*id));
        self.done.sort_by(|a, b| a.order().cmp(&b.order()));
        self.done.dedup_by(|a, b| a.id == b.id && a.at == b.at);
        self.rolled.sort_unstable();
        self.rolled.dedup();
        self.looks.sort_unstable();
        self.looks.dedup();
        self.unknown.sort_unstable();
        self.unknown.dedup_by(|a, b| a.0 == b.0);
        self
    }
}

fn insert_sorted<T: Ord>(list: &mut Vec<T>, item: T) {
    let place = list.partition_point(|other| *other < item);
    list.insert(place, item);
}
