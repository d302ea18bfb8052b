//! The weekly review: which goals and jobs ask to be looked at, what the week came to, and which of its cards are left.

mod asks;
mod week;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::model::{Fact, Key, NodeId, Note, Tree};

pub use asks::{Asked, Why, goals, jobs, loose};
pub use week::{Alignment, GoalShare, Week, With, alignment, week, with_others};

/// Days of a week.
const WEEK: u64 = 7;
/// Most goals of a week.
pub const MOST_GOALS: usize = 3;
/// The name under which the file holds the goal of all that is life and serves no vision.
pub const LIFE: &str = "life";

/// A card of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Card {
    /// What was done, by goal.
    Done,
    /// Goals to look at.
    Goals,
    /// Jobs that are big, or went back from Today three times.
    Big,
    /// What others have, and money.
    With,
    /// What was really kept up.
    Kept,
    /// The week to come.
    Next,
}

impl Card {
    /// All, in their order.
    pub const ALL: [Self; 6] = [Self::Done, Self::Goals, Self::Big, Self::With, Self::Kept, Self::Next];

    /// Its number, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|card| *card == self).map_or(1, |at| at + 1)
    }

    /// The one behind it; none behind the last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The one before it; none before the first.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.number().checked_sub(2).map(|at| Self::ALL[at])
    }

    fn of_digit(digit: char) -> Option<Self> {
        let number = digit.to_digit(10)? as usize;
        Self::ALL.get(number.checked_sub(1)?).copied()
    }
}

/// The first day of the week that holds `today`.
#[must_use]
pub fn first_of_week(today: NaiveDate, week_starts: Weekday) -> NaiveDate {
    let back = today.weekday().days_since(week_starts);
    today.checked_sub_days(Days::new(back.into())).unwrap_or(today)
}

/// Which cards were gone through from `since` to `today`, as the ledger says.
#[must_use]
pub fn gone_through(tree: &Tree, since: NaiveDate, today: NaiveDate) -> BTreeSet<Card> {
    let facts = tree.days().range(since..=today).flat_map(|(_, day)| &day.facts);
    let said = facts.filter_map(|fact| if let Fact::Review(cards) = fact { Some(cards) } else { None });
    said.flat_map(|cards| cards.chars().filter_map(Card::of_digit)).collect()
}

/// The fact of a day on which a card was gone through beside those that it told before.
#[must_use]
pub fn with_card(before: Option<&Fact>, card: Card) -> Fact {
    let told = match before {
        Some(Fact::Review(cards)) => cards.chars().filter_map(Card::of_digit).collect(),
        _ => BTreeSet::new(),
    };
    let cards: BTreeSet<Card> = told.into_iter().chain([card]).collect();
    Fact::Review(cards.into_iter().map(|card| card.number().to_string()).collect::<String>().into())
}

/// Cards whose time has come: those that were not gone through for a week, once there is a week to look back on.
#[must_use]
pub fn ripe(tree: &Tree, today: NaiveDate) -> Vec<Card> {
    let back = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let has_begun = tree.days().keys().next().is_some_and(|first| *first <= back(WEEK));
    let gone = gone_through(tree, back(WEEK - 1), today);
    Card::ALL.into_iter().filter(|card| has_begun && !gone.contains(card)).collect()
}

/// When each node was looked at last.
fn looked_at(tree: &Tree, today: NaiveDate) -> BTreeMap<NodeId, NaiveDate> {
    let days = tree.days().range(..=today);
    days.flat_map(|(date, day)| day.noted(Note::Reviewed).map(|id| (id, *date))).collect()
}

/// The goal of all that is life and serves no vision, if there is one.
#[must_use]
pub fn life(tree: &Tree) -> Option<NodeId> {
    let name = tree.file().get(LIFE)?.trim_matches('"').to_owned();
    Some(NodeId::parse(&name)).filter(|id| tree.parent(*id).is_none() && tree.contains(*id))
}

/// Whether a goal serves a vision: it has its sentence, or is one.
#[must_use]
pub fn has_vision(tree: &Tree, id: NodeId) -> bool {
    tree.get(id)
        .is_some_and(|node| node.text(Key::Vision).is_some() || node.text(Key::Horizon) == Some("vision"))
}

#[cfg(test)]
mod tests;
