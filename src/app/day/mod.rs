//! The cards of the day: each is a room with keys of its own and a page that the view draws.

mod commands;
mod conflicts;
mod file;
mod inbox;
mod now;
mod page;

use super::command::Room;
use super::editor::Typing;
use super::{App, Card};
use crate::model::{Tree, rival};

pub use commands::TABLES;
pub use conflicts::ConflictsCard;
pub use file::FileCard;
pub use inbox::InboxCard;
pub use now::NowCard;
pub use page::{Page, PageLine, PageRow};

/// A card of the day.
#[derive(Debug)]
pub enum DayCard {
    /// An item is to be moved under another one.
    File(FileCard),
    /// A line for the inbox is being typed.
    Inbox(InboxCard),
    /// One job and nothing else.
    Now(NowCard),
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
            Self::Conflicts(card) => card.page(app),
        }
    }

    /// The line that is being typed, if one is.
    pub(super) fn typing(&mut self) -> Option<&mut Typing> {
        match self {
            Self::File(card) => Some(&mut card.typing),
            Self::Inbox(card) => Some(&mut card.typing),
            Self::Now(_) | Self::Conflicts(_) => None,
        }
    }

    /// What is half typed, and under which name it is kept.
    pub(super) fn draft(&self) -> Option<(String, String)> {
        match self {
            Self::Inbox(card) => Some((inbox::DRAFT.into(), card.typing.text().to_owned())),
            Self::File(_) | Self::Now(_) | Self::Conflicts(_) => None,
        }
    }

    /// Whether what it speaks of is gone.
    pub(super) fn is_gone(&self, tree: &Tree) -> bool {
        match self {
            Self::File(card) => card.nodes.iter().any(|id| !tree.contains(*id)),
            Self::Now(card) => !tree.contains(card.job),
            Self::Inbox(_) => false,
            Self::Conflicts(_) => rival::all_waiting(tree).next().is_none(),
        }
    }
}

impl App {
    /// After something was typed into a card.
    pub(super) fn typed_in_card(&mut self) {
        match &self.card {
            Card::Day(DayCard::File(_)) => self.filter_places(),
            Card::Day(card) => self.drafts_due |= card.draft().is_some(),
            _ => {}
        }
    }
}
