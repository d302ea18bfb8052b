//! After an absence: one small job, and no list.

use super::triage::{Answer, job_row, whereabouts};
use crate::app::command::Room;
use crate::app::page::Page;
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::edit::schedule;
use crate::insight::rank;
use crate::model::{NodeId, Tree};

/// Minutes of the one small thing after an absence.
const SMALL: u32 = 10;

/// After an absence: one small job, and no list.
#[derive(Debug)]
pub struct WelcomeCard {
    /// The best of the small ones, if there is one.
    job: Option<NodeId>,
    /// How many were planned for days that have gone by.
    planned: usize,
}

impl Paged for WelcomeCard {
    fn room(&self) -> Room {
        Room::Welcome
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: "Welcome back".into(), ..Page::default() };
        let planned = match self.planned {
            0 => None,
            1 => Some("1 job was planned for a day gone by; it is in the tree.".into()),
            many => Some(format!("{many} jobs were planned for days gone by; they are in the tree.")),
        };
        let Some(id) = self.job else {
            page.say("Everything is where you left it.");
            planned.into_iter().for_each(|words| page.dim(words));
            page.dim("Enter goes on");
            return page;
        };
        page.say("Everything is where you left it. One small thing?");
        page.blank();
        page.row(job_row(app, id, None));
        page.dim(whereabouts(app, id));
        planned.into_iter().for_each(|words| page.dim(words));
        page.blank();
        page.dim(app.key_line(Room::Welcome));
        page
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        self.job.is_some_and(|id| !tree.contains(id))
    }
}

impl App {
    pub(super) fn small_thing(&self) -> WelcomeCard {
        let ranked = rank::rank(&self.tree, &self.context());
        WelcomeCard {
            planned: schedule::Leftover::of(&self.tree, self.now.day()).planned(),
            job: ranked
                .iter()
                .find(|job| job.minutes <= SMALL && !self.today().list.contains(&job.id))
                .map(|job| job.id),
        }
    }

    pub(in crate::app) fn welcome_take(&mut self) {
        let Card::Page(PageCard::Welcome(card)) = std::mem::take(&mut self.card) else { return };
        let Some(id) = card.job else { return };
        if self.answer(id, Answer::Today) {
            self.go_to(id);
            self.say("On Today. Space when it is done.");
        }
    }
}
