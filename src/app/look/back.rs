//! `L`: how far one has come, of everything or of one goal, with a map of the days to walk on.

use chrono::{Days, NaiveDate};

use super::{LookDayCard, page};
use crate::app::command::Room;
use crate::app::page::Page;
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card, Effect};
use crate::insight::lookback::{self, Frame, Lookback};
use crate::model::NodeId;

/// A look back.
#[derive(Debug)]
pub struct LookCard {
    /// What was reckoned, and of which state of the tree.
    pub(super) back: Box<Lookback>,
    revision: u64,
    /// The day under the cursor of the map.
    pub(super) day: NaiveDate,
    /// Lines above the first one in sight.
    pub(super) top: usize,
}

impl Paged for LookCard {
    fn room(&self) -> Room {
        Room::Look
    }

    fn page(&self, app: &App) -> Page<'_> {
        page::page(app, self, app.screen())
    }
}

impl LookCard {
    fn of(app: &App, goal: Option<NodeId>, day: NaiveDate) -> Self {
        let back = Box::new(Lookback::of(&app.tree, goal, app.frame()));
        Self { back, revision: app.tree.revision(), day, top: 0 }
    }

    /// The same, on another day.
    pub(super) fn on(self, day: NaiveDate) -> Self {
        Self { day, ..self }
    }

    /// The first day that can be walked to.
    fn first(&self) -> NaiveDate {
        self.back.map.first
    }
}

impl App {
    /// When it is, and how days are counted.
    fn frame(&self) -> Frame<'_> {
        Frame { now: self.now, pace: self.config.momentum.pace, rest: &self.config.hours.rest }
    }

    /// Looks back at everything; of a zoomed goal, at that.
    pub(in crate::app) fn open_look(&mut self) {
        self.look_back_at(self.hoist.filter(|id| !self.tree.is_leaf(*id)));
    }

    /// Looks back at a goal, or at everything.
    pub(super) fn look_back_at(&mut self, goal: Option<NodeId>) {
        self.card = Card::Page(PageCard::Look(LookCard::of(self, goal, self.now.day())));
    }

    /// What changed since is looked at anew.
    pub(in crate::app) fn settle_look(&mut self) {
        let Card::Page(PageCard::Look(card)) = &self.card else { return };
        if card.revision != self.tree.revision() {
            let goal = card.back.goal.filter(|id| self.tree.contains(*id));
            let card = LookCard { top: card.top, ..LookCard::of(self, goal, card.day) };
            self.card = Card::Page(PageCard::Look(card));
        }
    }

    /// Walks to another day of the map, as far as there are days.
    fn walk_to(&mut self, to: impl Fn(NaiveDate) -> Option<NaiveDate>) {
        let today = self.now.day();
        if let Card::Page(PageCard::Look(card)) = &mut self.card {
            card.top = 0;
            card.day = to(card.day).unwrap_or(today).clamp(card.first().min(today), today);
        }
    }

    pub(in crate::app) fn look_day_before(&mut self) {
        self.walk_to(|day| day.pred_opt());
    }

    pub(in crate::app) fn look_day_after(&mut self) {
        self.walk_to(|day| day.succ_opt());
    }

    pub(in crate::app) fn look_week_before(&mut self) {
        self.walk_to(|day| day.checked_sub_days(Days::new(7)));
    }

    pub(in crate::app) fn look_week_after(&mut self) {
        self.walk_to(|day| day.checked_add_days(Days::new(7)));
    }

    pub(in crate::app) fn look_first(&mut self) {
        let Card::Page(PageCard::Look(card)) = &self.card else { return };
        let first = card.back.since.unwrap_or(card.day);
        self.walk_to(|_| Some(first));
    }

    pub(in crate::app) fn look_today(&mut self) {
        self.walk_to(|_| None);
    }

    pub(in crate::app) fn look_next(&mut self) {
        self.look_at_goal(1);
    }

    pub(in crate::app) fn look_previous(&mut self) {
        self.look_at_goal(-1);
    }

    /// Goes so many on in the ring of everything, each goal and each repeat.
    fn look_at_goal(&mut self, step: isize) {
        let Card::Page(PageCard::Look(card)) = &self.card else { return };
        let subjects = lookback::subjects(&self.tree);
        let ring: Vec<Option<NodeId>> = std::iter::once(None).chain(subjects.into_iter().map(Some)).collect();
        let at = ring.iter().position(|goal| *goal == card.back.goal).unwrap_or(0);
        let at = (at + ring.len()).wrapping_add_signed(step) % ring.len();
        if ring.len() == 1 {
            return self.say("Nothing here to look at on its own.");
        }
        self.card = Card::Page(PageCard::Look(LookCard::of(self, ring[at], card.day)));
        // Of another goal the map may begin elsewhere.
        self.walk_to(Some);
    }

    pub(in crate::app) fn look_lower(&mut self) {
        let step = usize::from(self.screen.height / 2);
        if let Card::Page(PageCard::Look(card)) = &mut self.card {
            card.top += step;
        }
    }

    pub(in crate::app) fn look_higher(&mut self) {
        if let Card::Page(PageCard::Look(card)) = &mut self.card {
            card.top = 0;
        }
    }

    pub(in crate::app) fn look_copy(&mut self) {
        let Card::Page(PageCard::Look(card)) = &self.card else { return };
        let text = page::text(self, card);
        self.effects.push(Effect::Copy(text));
        self.say("The page is copied.");
    }

    pub(in crate::app) fn look_open(&mut self) {
        let Card::Page(PageCard::Look(card)) = std::mem::take(&mut self.card) else { return };
        self.card = Card::Page(PageCard::LookDay(LookDayCard::of(card)));
    }
}
