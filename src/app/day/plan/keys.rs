//! What the keys of the plan do.

use super::{Choice, PlanCard};
use crate::app::paged::PageCard;
use crate::app::{App, Card, Pane};
use crate::edit::schedule;
use crate::insight::plan::Kind;
use crate::model::NodeId;
use crate::text::count::counted;
use crate::text::when;

/// One press is so many minutes.
const STEP: u32 = 15;
/// Minutes of a day.
const MOST: u32 = 24 * 60;

/// A step more room on a day, of the whole of it at most.
pub(in crate::app) fn more_room(minutes: u32) -> u32 {
    ((minutes / STEP + 1) * STEP).min(MOST)
}

/// A step less.
pub(in crate::app) fn less_room(minutes: u32) -> u32 {
    minutes.saturating_sub(1) / STEP * STEP
}

impl App {
    fn plan_mut(&mut self) -> Option<&mut PlanCard> {
        if let Card::Page(PageCard::Plan(card)) = &mut self.card { Some(card) } else { None }
    }

    fn choice(&self) -> Option<&Choice> {
        if let Card::Page(PageCard::Plan(card)) = &self.card { card.choice.as_ref() } else { None }
    }

    fn choice_mut(&mut self) -> Option<&mut Choice> {
        self.plan_mut().and_then(|card| card.choice.as_mut())
    }

    /// The row under the cursor.
    fn planned_row(&self) -> Option<NodeId> {
        let choice = self.choice()?;
        choice.plan.rows.get(choice.at).map(|row| row.id)
    }

    pub(in crate::app) fn hours_more(&mut self) {
        if let Some(card) = self.plan_mut() {
            card.hours = more_room(card.hours);
        }
    }

    pub(in crate::app) fn hours_less(&mut self) {
        if let Some(card) = self.plan_mut() {
            card.hours = less_room(card.hours);
        }
    }

    pub(in crate::app) fn hours_learnt(&mut self) {
        let Some(card) = self.plan_mut() else { return };
        match &card.learnt {
            Some((minutes, _)) => card.hours = *minutes,
            None => self.say("Nothing else is learnt from your days yet."),
        }
    }

    pub(in crate::app) fn hours_keep(&mut self) {
        if self.write_hours() {
            self.choose(0);
        }
    }

    pub(in crate::app) fn hours_leave(&mut self) {
        let is_set = self.plan_mut().is_some_and(|card| card.hours != card.before);
        if is_set && self.write_hours() {
            self.say_room_kept();
        }
        self.card = Card::None;
    }

    /// Writes the hours of the card into the ledger of today. Whether they stand there.
    fn write_hours(&mut self) -> bool {
        let Some(hours) = self.plan_mut().map(|card| card.hours) else { return false };
        let said = self.tree.day(self.now.day()).and_then(crate::model::Day::room);
        let name = format!("room of {}", when::say_minutes(hours.into()));
        said == Some(hours) || self.change(name, |edit| schedule::set_room(edit, hours)).is_some()
    }

    fn say_room_kept(&mut self) {
        let Some(hours) = self.plan_mut().map(|card| card.hours) else { return };
        let picks = if self.planning.picks.is_empty() { "" } else { " and your picks" };
        self.say(format!("Kept: a room of {}{picks}. `p` goes on.", when::say_minutes(hours.into())));
    }

    pub(in crate::app) fn plan_up(&mut self) {
        if let Some(choice) = self.choice_mut() {
            choice.at = choice.at.saturating_sub(1);
        }
    }

    pub(in crate::app) fn plan_down(&mut self) {
        if let Some(choice) = self.choice_mut() {
            choice.at = (choice.at + 1).min(choice.plan.rows.len().saturating_sub(1));
        }
    }

    pub(in crate::app) fn plan_toggle(&mut self) {
        let Some(id) = self.planned_row() else { return };
        let Some(choice) = self.choice_mut() else { return };
        if choice.kind() == Some(Kind::Chase) {
            return self.say("It stays until you asked; `x` in the panes lets it go.");
        }
        let (at, kind) = (choice.at, choice.kind());
        choice.taken[at] = !choice.taken[at];
        let taken = choice.taken[at];
        if kind.is_some_and(|kind| kind.is_taken() == taken) {
            self.planning.picks.remove(&id);
        } else {
            self.planning.picks.insert(id, taken);
        }
    }

    pub(in crate::app) fn plan_why(&mut self) {
        let hours = self.plan_mut().map(|card| card.hours);
        if let Some(id) = self.planned_row() {
            self.show_why(id, hours);
        }
    }

    pub(in crate::app) fn plan_formula(&mut self) {
        self.show_formula();
    }

    pub(in crate::app) fn plan_split(&mut self) {
        let Some(id) = self.planned_row() else { return };
        self.planning.returns = true;
        self.card = Card::None;
        self.go_to(id);
        self.split();
    }

    pub(in crate::app) fn plan_inbox(&mut self) {
        let inbox = self.inbox();
        if inbox.is_empty() {
            return self.say("The inbox is empty.");
        }
        (self.planning.returns, self.planning.filing) = (true, inbox);
        self.card = Card::None;
    }

    pub(in crate::app) fn plan_zoom_out(&mut self) {
        self.planning.returns = true;
        self.card = Card::None;
        self.open_ritual();
    }

    pub(in crate::app) fn plan_room(&mut self) {
        if let Some(card) = self.plan_mut() {
            (card.choice, card.before) = (None, card.hours);
        }
    }

    /// Makes what is taken Today's list, as one change.
    pub(in crate::app) fn plan_start(&mut self) {
        let Some(choice) = self.choice() else { return };
        let (jobs, words) = (choice.jobs(), choice.say(self));
        let rows = choice.plan.rows.iter().zip(&choice.taken);
        let left: Vec<NodeId> =
            rows.filter(|(row, taken)| row.kind == Kind::Given && !**taken).map(|(row, _)| row.id).collect();
        let on_list = self.tree.day(self.now.day()).map(|day| &day.list);
        let is_there = |id: &NodeId| on_list.is_some_and(|list| list.contains(id));
        let is_change = !left.is_empty() || !jobs.iter().all(is_there);
        if is_change {
            let name = format!("plan of {}", counted(jobs.len(), "job"));
            if self.change(name, |edit| schedule::take_up(edit, &jobs, &left)).is_none() {
                return;
            }
        }
        self.planning.picks.clear();
        self.card = Card::None;
        self.pane = Pane::Today;
        self.today_place.cursor = jobs.first().copied().or(self.today_place.cursor);
        self.say(words);
        self.offer_review();
    }

    pub(in crate::app) fn plan_leave(&mut self) {
        self.say_room_kept();
        self.card = Card::None;
    }
}
