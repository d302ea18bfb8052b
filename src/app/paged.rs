//! Cards that are pages of text: one table of them. Each says whose keys work, what is to be seen, and what is typed.

use super::command::Room;
use super::editor::Typing;
use super::page::Page;
use super::{App, Card, day, give, look};
use crate::model::Tree;

/// What every such card is asked.
pub trait Paged {
    /// Whose keys work.
    fn room(&self) -> Room;

    /// What is to be seen.
    fn page(&self, app: &App) -> Page<'_>;

    /// The line that is being typed, if one is.
    fn typing(&mut self) -> Option<&mut Typing> {
        None
    }

    /// What is half typed, and under which name it is kept.
    fn draft(&self) -> Option<(String, String)> {
        None
    }

    /// Whether what it speaks of is gone.
    fn is_gone(&self, _: &Tree) -> bool {
        false
    }
}

macro_rules! cards {
    ($($(#[$doc:meta])* $name:ident($card:ty),)*) => {
        /// A card that is a page of text.
        #[derive(Debug)]
        pub enum PageCard {
            $($(#[$doc])* $name($card),)*
        }

        impl PageCard {
            fn asked(&self) -> &dyn Paged {
                match self {
                    $(Self::$name(card) => card,)*
                }
            }

            fn asked_mut(&mut self) -> &mut dyn Paged {
                match self {
                    $(Self::$name(card) => card,)*
                }
            }
        }
    };
}

cards! {
    /// An item is to be moved under another one.
    File(day::FileCard),
    /// A line for the inbox is being typed.
    Inbox(day::InboxCard),
    /// One job and nothing else.
    Now(day::NowCard),
    /// A plan for the day.
    Plan(day::PlanCard),
    /// What a job comes to.
    Why(day::WhyCard),
    /// Jobs for a few minutes.
    Fit(day::FitCard),
    /// The dates of an item.
    Date(day::DateCard),
    /// What the days before left.
    Triage(day::TriageCard),
    /// One small thing after an absence.
    Welcome(day::WelcomeCard),
    /// The close of a day.
    Evening(day::EveningCard),
    /// A challenge that is through.
    Challenge(day::ChallengeCard),
    /// A box.
    Box(day::BoxCard),
    /// A job that does not move.
    Stuck(day::StuckCard),
    /// How far one has come.
    Look(look::LookCard),
    /// One day of the past.
    LookDay(look::LookDayCard),
    /// What both sides changed is chosen from.
    Conflicts(day::ConflictsCard),
    /// What an item is good for, link by link.
    Chain(look::ChainCard),
    /// The zoom-out ritual.
    Ritual(look::RitualCard),
    /// What is seldom set.
    Set(look::SetCard),
    /// One of a few goals for a while.
    Trial(look::TrialCard),
    /// The sentence of a goal is being typed.
    Vision(look::VisionCard),
    /// How far a goal is, and when it may be done.
    Forecast(look::ForecastCard),
    /// A reached goal.
    Reached(look::ReachedCard),
    /// The weekly review.
    Review(look::ReviewCard),
    /// A job that somebody else has or could have.
    Hand(give::HandCard),
    /// What somebody else is told.
    Brief(give::BriefCard),
    /// What others have.
    Waiting(give::WaitingCard),
}

impl PageCard {
    /// Whose keys work.
    #[must_use]
    pub fn room(&self) -> Room {
        self.asked().room()
    }

    /// What is to be seen.
    #[must_use]
    pub fn page(&self, app: &App) -> Page<'_> {
        self.asked().page(app)
    }

    /// The line that is being typed, if one is.
    pub(super) fn typing(&mut self) -> Option<&mut Typing> {
        self.asked_mut().typing()
    }

    /// What is half typed, and under which name it is kept.
    pub(super) fn draft(&self) -> Option<(String, String)> {
        self.asked().draft()
    }

    /// Whether what it speaks of is gone.
    pub(super) fn is_gone(&self, tree: &Tree) -> bool {
        self.asked().is_gone(tree)
    }
}

impl App {
    /// After something was typed into a card.
    pub(super) fn typed_in_card(&mut self) {
        match &self.card {
            Card::Page(PageCard::File(_)) => self.filter_places(),
            Card::Page(PageCard::Box(_)) => self.typed_in_box(),
            Card::Page(card) => self.drafts_due |= card.draft().is_some(),
            _ => {}
        }
    }
}
