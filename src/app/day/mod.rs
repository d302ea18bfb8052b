//! The cards of the day: each is a room with keys of its own and a page that the view draws.

mod alarm;
mod boxed;
mod challenge;
mod commands;
mod conflicts;
mod date;
mod evening;
mod file;
mod fit;
mod inbox;
mod landmark;
mod now;
mod page;
mod plan;
mod rough;
mod stuck;
mod triage;
mod why;

use super::command::Room;
use super::editor::Typing;
use super::{App, Card};
use crate::model::{Tree, rival};

pub use boxed::BoxCard;
pub use challenge::ChallengeCard;
pub use commands::TABLES;
pub use conflicts::ConflictsCard;
pub use date::DateCard;
pub use evening::EveningCard;
pub use file::FileCard;
pub use fit::FitCard;
pub use inbox::InboxCard;
pub use now::NowCard;
pub use page::{Page, PageLine, PageRow};
pub use plan::PlanCard;
pub(super) use plan::Planning;
pub use stuck::StuckCard;
pub use triage::{TriageCard, WelcomeCard};
pub use why::WhyCard;

/// A card of the day.
#[derive(Debug)]
pub enum DayCard {
    /// An item is to be moved under another one.
    File(FileCard),
    /// A line for the inbox is being typed.
    Inbox(InboxCard),
    /// One job and nothing else.
    Now(NowCard),
    /// A plan for the day.
    Plan(PlanCard),
    /// What a job comes to.
    Why(WhyCard),
    /// Jobs for a few minutes.
    Fit(FitCard),
    /// The dates of an item.
    Date(DateCard),
    /// What the days before left.
    Triage(TriageCard),
    /// One small thing after an absence.
    Welcome(WelcomeCard),
    /// The close of a day.
    Evening(EveningCard),
    /// A challenge that is through.
    Challenge(ChallengeCard),
    /// A box.
    Box(BoxCard),
    /// A job that does not move.
    Stuck(StuckCard),
    /// What both sides changed is chosen from.
    Conflicts(ConflictsCard),
}

impl DayCard {
    /// Whose keys work.
    #[must_use]
    pub fn room(&self) -> Room {
        match self {
            Self::File(_) => Room::File,
            Self::Inbox(_) => Room::Inbox,
            Self::Now(_) => Room::Now,
            Self::Plan(card) => card.room(),
            Self::Why(_) => Room::Why,
            Self::Fit(card) => card.room(),
            Self::Date(_) => Room::Dates,
            Self::Triage(_) => Room::Triage,
            Self::Welcome(_) => Room::Welcome,
            Self::Evening(card) => card.room(),
            Self::Challenge(_) => Room::Challenge,
            Self::Box(card) => card.room(),
            Self::Stuck(card) => card.room(),
            Self::Conflicts(_) => Room::Conflicts,
        }
    }

    /// What is to be seen.
    #[must_use]
    pub fn page(&self, app: &App) -> Page<'_> {
        match self {
            Self::File(card) => card.page(app),
            Self::Inbox(card) => card.page(),
            Self::Now(card) => card.page(app),
            Self::Plan(card) => card.page(app),
            Self::Why(card) => card.page(),
            Self::Fit(card) => card.page(app),
            Self::Date(card) => card.page(app),
            Self::Triage(card) => card.page(app),
            Self::Welcome(card) => card.page(app),
            Self::Evening(card) => card.page(app),
            Self::Challenge(card) => card.page(app),
            Self::Box(card) => card.page(app),
            Self::Stuck(card) => card.page(app),
            Self::Conflicts(card) => card.page(app),
        }
    }

    /// The line that is being typed, if one is.
    pub(super) fn typing(&mut self) -> Option<&mut Typing> {
        match self {
            Self::File(card) => Some(&mut card.typing),
            Self::Inbox(card) => Some(&mut card.typing),
            Self::Fit(card) => card.typing.as_mut(),
            Self::Date(card) => Some(&mut card.typing),
            Self::Evening(card) => card.typing(),
            Self::Box(card) => card.typing(),
            Self::Stuck(card) => card.typing(),
            Self::Now(_)
            | Self::Plan(_)
            | Self::Why(_)
            | Self::Triage(_)
            | Self::Welcome(_)
            | Self::Challenge(_)
            | Self::Conflicts(_) => None,
        }
    }

    /// What is half typed, and under which name it is kept.
    pub(super) fn draft(&self) -> Option<(String, String)> {
        match self {
            Self::Inbox(card) => Some((inbox::DRAFT.into(), card.typing.text().to_owned())),
            Self::Fit(card) => Some((fit::DRAFT.into(), card.typing.as_ref()?.text().to_owned())),
            Self::Stuck(card) => card.draft(),
            _ => None,
        }
    }

    /// Whether what it speaks of is gone.
    pub(super) fn is_gone(&self, tree: &Tree) -> bool {
        match self {
            Self::File(card) => card.nodes.iter().any(|id| !tree.contains(*id)),
            Self::Now(card) => !tree.contains(card.job),
            Self::Fit(card) => card.is_gone(tree),
            Self::Date(card) => !tree.contains(card.node),
            Self::Welcome(card) => card.is_gone(tree),
            Self::Challenge(card) => !tree.contains(card.node),
            Self::Box(card) => card.is_gone(tree),
            Self::Stuck(card) => !tree.contains(card.job),
            // A plan is made anew where something of it is gone.
            Self::Inbox(_) | Self::Plan(_) | Self::Why(_) | Self::Triage(_) | Self::Evening(_) => false,
            Self::Conflicts(_) => rival::all_waiting(tree).next().is_none(),
        }
    }
}

impl App {
    /// After something was typed into a card.
    pub(super) fn typed_in_card(&mut self) {
        match &self.card {
            Card::Day(DayCard::File(_)) => self.filter_places(),
            Card::Day(DayCard::Box(_)) => self.typed_in_box(),
            Card::Day(card) => self.drafts_due |= card.draft().is_some(),
            _ => {}
        }
    }
}
