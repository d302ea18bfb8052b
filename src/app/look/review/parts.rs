//! What each card of the review speaks of, gathered once when it opens.

use chrono::{Days, NaiveDate};

use crate::app::App;
use crate::insight::budget::Sum;
use crate::insight::counters::{self, Counter};
use crate::insight::habits;
use crate::insight::horizon::Horizon;
use crate::insight::review::{self, Alignment, Asked, Card as Number, Week, With};
use crate::insight::strength::{self, Strength};
use crate::model::handover::Step;
use crate::model::{Done, Key, Node, NodeId, State};
use crate::text::hand::Hand;

/// Days of the ledger in which repeats are looked at.
const KEPT_DAYS: u64 = 27;
/// Goals among which those of the week are chosen.
const MOST_GOALS: usize = 12;

/// A part of the review.
#[derive(Debug)]
pub(super) enum Part {
    Done(DonePart),
    Goals { asked: Vec<Asked>, rows: Vec<NodeId>, at: usize },
    Jobs { rows: Vec<NodeId>, at: usize },
    With(WithPart),
    Kept(Vec<Kept>),
    Week { goals: Vec<NodeId>, at: usize, week: Week, alignment: Option<Alignment> },
    Rooms { days: Vec<(NaiveDate, u32)>, before: Vec<(NaiveDate, u32)>, at: usize },
    Loose { rows: Vec<NodeId>, at: usize },
}

/// What was done.
#[derive(Debug)]
pub(super) struct DonePart {
    pub week: Week,
    /// Counters that grew: by how much, and what they are now.
    pub counters: Vec<(u64, Counter)>,
    /// What was done for the first time.
    pub firsts: Vec<String>,
}

/// What others have.
#[derive(Debug)]
pub(super) struct WithPart {
    pub with: Vec<With>,
    pub money: Vec<Sum>,
    /// Jobs that could be handed over.
    pub could_go: usize,
}

/// What became of a repeat.
#[derive(Debug)]
pub(super) struct Kept {
    pub id: NodeId,
    pub done: f64,
    pub planned: f64,
    pub strength: Option<Strength>,
}

impl Part {
    /// The card that it belongs to.
    pub fn number(&self) -> Number {
        match self {
            Self::Done(_) => Number::Done,
            Self::Goals { .. } => Number::Goals,
            Self::Jobs { .. } => Number::Big,
            Self::With(_) => Number::With,
            Self::Kept(_) => Number::Kept,
            Self::Week { .. } | Self::Rooms { .. } | Self::Loose { .. } => Number::Next,
        }
    }

    /// The items that are asked about one after another, and at which it stands.
    pub fn asked(&mut self) -> Option<(&[NodeId], &mut usize)> {
        match self {
            Self::Goals { rows, at, .. } | Self::Jobs { rows, at } | Self::Loose { rows, at } => {
                Some((rows, at))
            }
            _ => None,
        }
    }

    /// The item that is asked about.
    pub fn item(&self) -> Option<NodeId> {
        match self {
            Self::Goals { rows, at, .. } | Self::Jobs { rows, at } | Self::Loose { rows, at } => {
                rows.get(*at).copied()
            }
            _ => None,
        }
    }
}

impl App {
    /// What a card speaks of; none if there is nothing to say.
    pub(super) fn review_part(&self, card: Number) -> Option<Part> {
        let today = self.now.day();
        match card {
            Number::Done => Some(Part::Done(self.done_part())),
            Number::Goals => {
                let asked = review::goals(&self.tree, self.now);
                let rows: Vec<NodeId> = asked.iter().map(|asked| asked.id).collect();
                (!rows.is_empty()).then_some(Part::Goals { asked, rows, at: 0 })
            }
            Number::Big => {
                let rows = review::jobs(&self.tree, today);
                (!rows.is_empty()).then_some(Part::Jobs { rows, at: 0 })
            }
            Number::With => self.with_part(),
            Number::Kept => self.kept_part(),
            Number::Next => Some(self.week_part()),
        }
    }

    fn done_part(&self) -> DonePart {
        let (first, last) = (self.review_since(), self.now.day());
        let ticks = || self.tree.days().range(first..=last).flat_map(|(_, day)| &day.done);
        let added = counters::added(&self.tree, ticks());
        let grown = |(id, _, by): (NodeId, String, u64)| Some((by, counters::of(&self.tree, id)?));
        let counters: Vec<(u64, Counter)> = added.into_iter().filter_map(grown).collect();
        let firsts = firsts(self, &counters, ticks);
        DonePart { week: review::week(&self.tree, first, last), counters, firsts }
    }

    fn with_part(&self) -> Option<Part> {
        let (with, money) = (review::with_others(&self.tree), self.budgets().at(None).to_vec());
        let is_offered = |node: &&Node| matches!(Hand::of(node).step(), Step::CouldGo | Step::Briefed);
        let could_go = self.tree.dated().filter(is_offered).count();
        let is_empty = with.is_empty() && money.is_empty() && could_go == 0;
        (!is_empty).then_some(Part::With(WithPart { with, money, could_go }))
    }

    fn kept_part(&self) -> Option<Part> {
        let today = self.now.day();
        let since = today.checked_sub_days(Days::new(KEPT_DAYS)).unwrap_or(today);
        let (starts, rest) = (self.now.calendar.week_starts, &self.config.hours.rest);
        let kept = |id: NodeId| {
            let (done, planned) = strength::kept_up(&self.tree, id, since, today, starts, rest)?;
            let strength = strength::strength(&self.tree, id, today, starts, rest);
            Some(Kept { id, done, planned, strength })
        };
        let repeats = self.tree.dated().filter(|node| node.field(Key::Repeat).is_some());
        let mut all: Vec<Kept> = repeats.map(Node::id).filter_map(kept).collect();
        all.sort_by_key(|kept| {
            (std::cmp::Reverse(kept.strength.map(Strength::score)), self.tree.age(kept.id))
        });
        (!all.is_empty()).then_some(Part::Kept(all))
    }

    fn week_part(&self) -> Part {
        let week = review::week(&self.tree, self.review_since(), self.now.day());
        let alignment = review::alignment(&self.tree, &week);
        Part::Week { goals: self.goals_for_week(), at: 0, week, alignment }
    }

    /// Goals that could be goals of the week: those that are, the open ones at the top, and what has a near horizon.
    fn goals_for_week(&self) -> Vec<NodeId> {
        let is_one = |depth: usize, node: &Node| {
            let is_near = matches!(Horizon::of(node), Some(Horizon::Short | Horizon::Medium));
            let has_begun = node.date(Key::Start).is_none_or(|start| start <= self.now.day());
            let is_goal = !self.tree.is_leaf(node.id()) && Some(node.id()) != review::life(&self.tree);
            node.state() == State::Open && has_begun && ((depth == 0 && is_goal) || is_near)
        };
        let chosen: Vec<NodeId> = habits::goals_of_week(&self.tree, self.now.day()).collect();
        let all = self.tree.walk(None);
        let all = all.filter(|(depth, node)| is_one(*depth, node) || chosen.contains(&node.id()));
        let mut goals: Vec<NodeId> = all.map(|(_, node)| node.id()).collect();
        let mut left = MOST_GOALS.saturating_sub(chosen.len());
        goals.retain(|id| {
            let is_chosen = chosen.contains(id);
            let fits = is_chosen || left > 0;
            left = left.saturating_sub(usize::from(!is_chosen));
            fits
        });
        goals
    }

    /// The seven days to come.
    pub(super) fn rooms_part(&self) -> Part {
        let days = self.now.day().iter_days().skip(1).take(7);
        let days: Vec<(NaiveDate, u32)> =
            days.map(|day| (day, self.config.room(&self.tree, day).minutes)).collect();
        Part::Rooms { before: days.clone(), days, at: 0 }
    }

    /// The loose jobs that were never asked about.
    pub(super) fn loose_part(&self) -> Option<Part> {
        let rows = review::loose(&self.tree, self.now.day());
        (!rows.is_empty()).then_some(Part::Loose { rows, at: 0 })
    }
}

/// What these days brought for the first time: counters that had nothing before.
fn firsts<'t, T: Iterator<Item = &'t Done>>(
    app: &App,
    counters: &[(u64, Counter)],
    ticks: impl Fn() -> T,
) -> Vec<String> {
    let begun = counters.iter().filter(|(by, counter)| *by == counter.count);
    let first = |counter: &Counter| {
        let adds =
            |done: &&Done| counters::of(&app.tree, done.id).is_some_and(|other| other.unit == counter.unit);
        ticks().find(adds).map(|done| done.title.to_string())
    };
    begun.filter_map(|(_, counter)| first(counter)).collect()
}
