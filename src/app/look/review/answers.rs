//! What the keys of the review do with the item that is asked about, with goals of the week and with room.

use chrono::NaiveDate;

use super::parts::Part;
use crate::app::day::{Answer, less_room, more_room};
use crate::app::paged::PageCard;
use crate::app::{App, Card};
use crate::edit::{Edit, Outcome, review as edit, schedule, status};
use crate::model::NodeId;
use crate::text::when;

impl App {
    fn review_item(&self) -> Option<NodeId> {
        if let Card::Page(PageCard::Review(card)) = &self.card { card.part.item() } else { None }
    }

    fn review_on(&mut self) {
        if let Some((_, at)) = self.review().and_then(|card| card.part.asked()) {
            *at += 1;
        }
    }

    /// Keeps the item as it is.
    pub(in crate::app) fn review_keep(&mut self) {
        let Some(id) = self.review_item() else { return };
        if self.change(self.name("keeping", &[id]), |edit| edit::keep(edit, id)).is_some() {
            self.say("Kept.");
            self.review_on();
        }
    }

    pub(in crate::app) fn review_rest(&mut self) {
        let Some(id) = self.review_item() else { return };
        if self.change(self.name("resting of", &[id]), |edit| status::rest(edit, id)).is_some() {
            self.say("Resting. `:wake` brings it back.");
        }
    }

    pub(in crate::app) fn review_let_go(&mut self) {
        if let Some(id) = self.review_item() {
            self.answer(id, Answer::LetGo);
        }
    }

    pub(in crate::app) fn review_later(&mut self) {
        self.review_answer("later:", "Back in the tree.", schedule::later);
    }

    pub(in crate::app) fn review_hand(&mut self) {
        self.review_answer("could be handed over:", "Noted: it could be handed over.", status::could_go);
    }

    /// An answer that leaves the item open: it was looked at, too.
    fn review_answer(&mut self, name: &str, said: &str, verb: fn(&mut Edit<'_>, NodeId) -> Outcome) {
        let Some(id) = self.review_item() else { return };
        let looked_at = |edit: &mut Edit<'_>| {
            verb(edit, id)?;
            edit::keep(edit, id)
        };
        if self.change(self.name(name, &[id]), looked_at).is_some() {
            self.say(said);
            self.review_on();
        }
    }

    pub(in crate::app) fn review_split(&mut self) {
        if let Some(id) = self.park_review() {
            self.open_split(id, false);
            self.gather_ideas();
        }
    }

    pub(in crate::app) fn review_file(&mut self) {
        if let Some(id) = self.park_review() {
            self.file(vec![id]);
        }
    }

    /// What is life and serves no vision.
    pub(in crate::app) fn review_life(&mut self) {
        let Some(id) = self.review_item() else { return };
        if self.change(self.name("moving to life:", &[id]), |edit| edit::to_life(edit, id)).is_some() {
            self.say("Life: it counts against nothing.");
            self.review_on();
        }
    }

    /// Makes room for another card on the item that is asked about.
    fn park_review(&mut self) -> Option<NodeId> {
        let id = self.review_item()?;
        let Card::Page(PageCard::Review(mut card)) = std::mem::take(&mut self.card) else { return None };
        card.parked = super::parked(&self.tree, id);
        self.waiting = Some(PageCard::Review(card));
        Some(id)
    }

    /// Takes the last change back, and asks anew about what is left.
    pub(in crate::app) fn review_undo(&mut self) {
        self.undo();
        let Card::Page(PageCard::Review(card)) = &self.card else { return };
        let part = match &card.part {
            Part::Loose { .. } => self.loose_part(),
            part => self.review_part(part.number()),
        };
        if let (Some(part), Some(card)) = (part, self.review()) {
            card.part = part;
        }
    }

    pub(in crate::app) fn review_up(&mut self) {
        self.review_step(-1);
    }

    pub(in crate::app) fn review_down(&mut self) {
        self.review_step(1);
    }

    fn review_step(&mut self, by: isize) {
        let Some(card) = self.review() else { return };
        let (at, count) = match &mut card.part {
            Part::Week { goals, at, .. } => (at, goals.len()),
            Part::Rooms { days, at, .. } => (at, days.len()),
            _ => return,
        };
        *at = at.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// Takes the goal under the cursor among those of the week, or out.
    pub(in crate::app) fn review_choose(&mut self) {
        let Card::Page(PageCard::Review(card)) = &self.card else { return };
        let Part::Week { goals, at, .. } = &card.part else { return };
        let Some(id) = goals.get(*at).copied() else {
            return self.say("No goal to choose yet; `a` in the tree adds one.");
        };
        match self.change(self.name("goal of the week:", &[id]), |edit| edit::toggle_goal(edit, id)) {
            Some(true) => self.say("A goal of the week."),
            Some(false) => self.say("No goal of the week any more."),
            None => {}
        }
    }

    pub(in crate::app) fn review_less(&mut self) {
        self.change_room(less_room);
    }

    pub(in crate::app) fn review_more(&mut self) {
        self.change_room(more_room);
    }

    fn change_room(&mut self, to: impl Fn(u32) -> u32) {
        if let Some(Part::Rooms { days, at, .. }) = self.review().map(|card| &mut card.part)
            && let Some((_, minutes)) = days.get_mut(*at)
        {
            *minutes = to(*minutes);
        }
    }

    /// Writes the rooms down that were changed.
    pub(super) fn keep_rooms(&mut self) {
        let Some(Part::Rooms { days, before, .. }) = self.review().map(|card| &mut card.part) else { return };
        let changed: Vec<(NaiveDate, u32)> =
            days.iter().zip(&*before).filter(|(now, before)| now != before).map(|(now, _)| *now).collect();
        before.clone_from(days);
        if let Some((day, minutes)) = changed.first() {
            let name = format!("room of {} on {}", when::say_minutes((*minutes).into()), day.format("%a"));
            self.change(name, |edit| edit::set_rooms(edit, &changed));
        }
    }
}
