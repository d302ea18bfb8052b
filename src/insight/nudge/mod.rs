//! Nudges: small, rare, with a way out. At most one about an item, and it asks, never tells.

mod vague;

use chrono::NaiveDate;

use super::progress::{self, BIG_MINUTES};
use super::today;
use crate::model::{Key, Node, NodeId, State, Tree};
use crate::text::{safe, when};

pub use vague::is_vague;

/// Times that a job went back from Today unticked, from which on it is asked about.
const OFTEN_ROLLED: u32 = 3;
/// Open items in one list, above which groups help.
pub const MANY: u32 = 20;
/// A job of fewer minutes is done sooner than kept.
pub const SHORT_MINUTES: u32 = 2;
/// Days before and after one on which an item was spoken of, without a word about it.
const REST_DAYS: i64 = 3;
/// Columns that a sentence takes at most, and those that each can have.
const MOST_COLUMNS: usize = 60;
const LEAST_COLUMNS: usize = 52;

/// What may be said about an item, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nudge {
    /// On Today, while a sequence makes it wait.
    Blocked,
    /// Went back from Today three times.
    Rolled,
    /// A job over half an hour.
    Big,
    /// A title that leaves open what to do, and no estimate.
    Vague,
    /// Over twenty open items in one list.
    Many,
    /// A job of under two minutes.
    Short,
}

/// What is not said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// The logical day.
    pub day: NaiveDate,
    /// Kinds that are switched off.
    pub off: Vec<Nudge>,
    /// On which day the item was spoken of last. For three days around it nothing more is said; on the day itself it
    /// stays.
    pub told: Option<NaiveDate>,
}

impl Limits {
    /// Whether nothing may be said about the item.
    fn rests(&self) -> bool {
        let days = self.told.map_or(0, |told| (self.day - told).num_days().abs());
        (1..=REST_DAYS).contains(&days)
    }
}

/// What to say about an item; the strongest if there are several.
#[must_use]
pub fn nudge(tree: &Tree, id: NodeId, limits: &Limits) -> Option<Nudge> {
    let node = tree.get(id)?;
    if limits.rests() || is_off(node) || !is_in_play(tree, id) {
        return None;
    }
    Nudge::ALL.into_iter().find(|nudge| !limits.off.contains(nudge) && nudge.fits(tree, node, limits.day))
}

/// Why an open job is worth a split before the work, if it is: it is too big for one go, or too vague to begin.
#[must_use]
pub fn worth_a_split(tree: &Tree, id: NodeId) -> Option<Nudge> {
    let node = tree.get(id).filter(|node| !is_off(node))?;
    let fits = |nudge: &Nudge| nudge.fits(tree, node, NaiveDate::default());
    let why = [Nudge::Big, Nudge::Vague].into_iter().find(fits)?;
    // Last, as it looks at every item above.
    is_in_play(tree, id).then_some(why)
}

/// Whether a job is open and so big that two smaller ones are better, as far as the person wants to hear of it.
#[must_use]
pub fn is_big(node: &Node) -> bool {
    let is_over = node.minutes().is_some_and(|minutes| minutes > factor(node) * BIG_MINUTES);
    node.state() == State::Open && !is_off(node) && is_over
}

/// The person wants no word about it.
fn is_off(node: &Node) -> bool {
    node.text(Key::Nudge) == Some("off")
}

/// The person refused twice.
fn is_less(node: &Node) -> bool {
    node.text(Key::Nudge) == Some("less")
}

/// By how much the thresholds are raised.
fn factor(node: &Node) -> u32 {
    if is_less(node) { 2 } else { 1 }
}

/// Open, with nothing settled above it.
fn is_in_play(tree: &Tree, id: NodeId) -> bool {
    let is_open = |id| tree.get(id).is_some_and(|node| node.state() == State::Open);
    is_open(id) && tree.ancestors(id).all(is_open)
}

impl Nudge {
    /// All of them, the strongest first.
    pub const ALL: [Self; 6] = [Self::Blocked, Self::Rolled, Self::Big, Self::Vague, Self::Many, Self::Short];

    /// The word by which it is switched off.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Rolled => "rolled",
            Self::Big => "big",
            Self::Vague => "vague",
            Self::Many => "many",
            Self::Short => "short",
        }
    }

    /// The keys that answer it.
    #[must_use]
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Blocked => &["right"],
            Self::Rolled => &["s", "e", "x"],
            Self::Big => &["s"],
            Self::Vague => &["s", "e"],
            Self::Many => &["m", "W"],
            Self::Short => &[],
        }
    }

    /// What it says of an item in so many columns, at least 52; never more than 60.
    #[must_use]
    pub fn words(self, tree: &Tree, id: NodeId, columns: usize) -> String {
        let number = |key| tree.get(id).and_then(|node| node.number(key)).unwrap_or(0);
        match self {
            Self::Blocked => {
                let other = progress::waits_for(tree, id).and_then(|other| tree.get(other));
                let title = safe::clean(other.map_or("", Node::title));
                let (before, behind) = ("Waits for ", ". Take that one?");
                let title = safe::cut(
                    &title,
                    columns.clamp(LEAST_COLUMNS, MOST_COLUMNS) - before.len() - behind.len(),
                    "…",
                );
                format!("{before}{title}{behind}")
            }
            Self::Rolled => {
                let time = match number(Key::Rolled) {
                    ..=3 => "Third time".to_owned(),
                    times => format!("{times} times"),
                };
                format!("{time}. Smaller, someone else, later, or let go?")
            }
            Self::Big => {
                let length = match number(Key::Minutes) {
                    minutes @ ..60 => format!("{minutes} min"),
                    minutes => when::say_minutes(minutes.into()),
                };
                format!("{length}. Two smaller ones?")
            }
            Self::Vague => "What would one see you do first?".to_owned(),
            Self::Many => format!("{} in one list. Group them?", tree.open_children(id)),
            Self::Short => "Two minutes: do it now?".to_owned(),
        }
    }

    /// Whether it can be said of an open item on `day`.
    fn fits(self, tree: &Tree, node: &Node, day: NaiveDate) -> bool {
        let id = node.id();
        let is_job = tree.is_leaf(id);
        match self {
            Self::Blocked => {
                let is_listed = today::is_on(tree, day, id);
                is_job && is_listed && !is_less(node) && progress::waits(tree, id)
            }
            Self::Rolled => {
                is_job && node.number(Key::Rolled).is_some_and(|times| times >= factor(node) * OFTEN_ROLLED)
            }
            Self::Big => is_job && is_big(node),
            // A template says what is to be done.
            Self::Vague => {
                let is_told = node.minutes().is_some() || node.field(Key::Template).is_some();
                is_job && !is_told && !is_less(node) && is_vague(node.title())
            }
            Self::Many => tree.open_children(id) > factor(node) * MANY,
            // What waits cannot be done now.
            Self::Short => {
                let is_short = node.minutes().is_some_and(|minutes| minutes < SHORT_MINUTES);
                is_job && is_short && !is_less(node) && !progress::waits(tree, id)
            }
        }
    }
}

#[cfg(test)]
mod tests;
