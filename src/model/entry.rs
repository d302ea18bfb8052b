//! What the ledger records of a day: things that happened at a time, notes about nodes, facts about the day.

use super::{NodeId, Text};

/// What happened to a node at a time of day; it stays when the node is gone. Id and time tell one from the other.
pub trait Timed: Ord {
    /// To what.
    fn id(&self) -> NodeId;
    /// Local time of day, `09:12`.
    fn at(&self) -> &str;

    /// Whether `other` would take its place.
    fn same_moment(&self, other: &Self) -> bool {
        self.id() == other.id() && self.at() == other.at()
    }

    /// By time on the logical day, which begins at 04:00: what was done after midnight comes last.
    fn order(&self) -> (bool, &str, NodeId) {
        (self.at() < "04:00", self.at(), self.id())
    }
}

/// Something that was done on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Done {
    /// What.
    pub id: NodeId,
    /// Local time of day, `09:12`.
    pub at: Text,
    /// Minutes credited, if an estimate or a timer gave them.
    pub minutes: Option<u32>,
    /// What it was thought to take, if `minutes` was measured; the boxes of the day have credited those minutes.
    pub guess: Option<u32>,
    /// What it was called then.
    pub title: Text,
    /// What this version does not know of it: names and JSON.
    pub unknown: Vec<(Text, Text)>,
}

/// A time-boxed try at one point.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Boxed {
    /// At what.
    pub id: NodeId,
    /// When it began, local time of day.
    pub at: Text,
    /// Minutes that it was to last.
    pub planned: u32,
    /// Minutes that it lasted; none while it runs.
    pub minutes: Option<u32>,
    /// What was to be reached.
    pub point: Text,
    /// What the job was called then.
    pub title: Text,
    /// What this version does not know of it: names and JSON.
    pub unknown: Vec<(Text, Text)>,
}

/// Something that was let go on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dropped {
    /// What.
    pub id: NodeId,
    /// Local time of day.
    pub at: Text,
    /// What it was called then.
    pub title: Text,
    /// What this version does not know of it: names and JSON.
    pub unknown: Vec<(Text, Text)>,
}

macro_rules! timed {
    ($($kind:ty),*) => {$(
        impl Timed for $kind {
            fn id(&self) -> NodeId {
                self.id
            }

            fn at(&self) -> &str {
                &self.at
            }
        }
    )*};
}

timed!(Done, Boxed, Dropped);

/// What a day says of a node without a time; each node once under each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// Was on the list, was not ticked, and went back to the tree.
    Rolled,
    /// An occurrence of a repeat went by.
    Passed,
    /// An occurrence of a repeat was left out on purpose.
    Skipped,
    /// Was chosen as a goal of the week.
    Goal,
    /// Was taken off the list by hand, so that no date puts it there that day.
    Off,
    /// Was looked at in a weekly review, and kept as it is.
    Reviewed,
}

impl Note {
    /// All, in the order of the file.
    pub const ALL: [Self; 6] =
        [Self::Rolled, Self::Passed, Self::Skipped, Self::Goal, Self::Off, Self::Reviewed];

    /// The name of the list in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rolled => "rolled",
            Self::Passed => "passed",
            Self::Skipped => "skipped",
            Self::Goal => "goals",
            Self::Off => "off",
            Self::Reviewed => "reviewed",
        }
    }
}

/// What a day says of itself; each once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// `rest` or `rough`; a day that does not say is a working day.
    Kind(Text),
    /// Minutes of the day that are the person's own.
    Room(u32),
    /// What the person answered to "What helped?".
    Helped(Text),
    /// Which cards of the weekly review were gone through, by their numbers: `136`.
    Review(Text),
}

impl Fact {
    /// The name in the file.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Kind(_) => "kind",
            Self::Room(_) => "room",
            Self::Helped(_) => "helped",
            Self::Review(_) => "review",
        }
    }
}
