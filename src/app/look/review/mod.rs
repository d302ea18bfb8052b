//! The weekly review: six cards, one after another. What is answered is a change at once, and the ledger knows which
//! cards were gone through, so that it can be left anywhere and goes on there in the same week.

mod answers;
pub mod commands;
mod parts;
mod show;

use chrono::Days;

use crate::app::command::Room;
use crate::app::page::Page;
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card, Effect};
use crate::edit::{Edit, review as edit};
use crate::insight::review::{self, Card as Number};
use crate::model::{Node, NodeId, Tree};

use parts::Part;

/// A card of the weekly review.
#[derive(Debug)]
pub struct ReviewCard {
    part: Part,
    /// Whether it came by itself, and no other card follows.
    is_single: bool,
    /// The item that is asked about as it was when another card was opened on it.
    parked: Option<Parked>,
}

/// An item, where it stood, and how many lay in it.
type Parked = (Node, Option<NodeId>, usize);

impl Paged for ReviewCard {
    fn room(&self) -> Room {
        match &self.part {
            Part::Done(_) | Part::With(_) | Part::Kept(_) => Room::Review,
            Part::Goals { .. } => Room::ReviewGoals,
            Part::Jobs { .. } => Room::ReviewJobs,
            Part::Week { .. } => Room::ReviewWeek,
            Part::Rooms { .. } => Room::ReviewRooms,
            Part::Loose { .. } => Room::ReviewLoose,
        }
    }

    fn page(&self, app: &App) -> Page<'_> {
        self.show(app)
    }
}

fn parked(tree: &Tree, id: NodeId) -> Option<Parked> {
    Some((tree.get(id)?.clone(), tree.parent(id), tree.children(Some(id)).count()))
}

impl App {
    /// `R`: the review, from the first card that was not gone through this week.
    pub(in crate::app) fn open_review(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let today = self.now.day();
        let monday = review::first_of_week(today, self.now.calendar.week_starts);
        let gone = review::gone_through(&self.tree, monday, today);
        let first = Number::ALL.into_iter().find(|card| !gone.contains(card));
        self.go_to_review_card(first.unwrap_or(Number::Done));
    }

    /// At the end of a plan: one card whose time has come, once a day. It waits until nothing else lies there.
    pub(in crate::app) fn offer_review(&mut self) {
        let today = self.now.day();
        if self.looking.offered.is_some_and(|(day, _)| day == today) || self.waiting.is_some() {
            return;
        }
        // Behind the one that was offered last, so that one that was left does not come every day.
        let last = self.looking.offered.map(|(_, card)| card);
        let (before, behind): (Vec<Number>, Vec<Number>) =
            review::ripe(&self.tree, today).into_iter().partition(|card| Some(*card) <= last);
        let part = behind.into_iter().chain(before).find_map(|card| self.review_part(card));
        if let Some(part) = part {
            self.looking.offered = Some((today, part.number()));
            let card = ReviewCard { part, is_single: true, parked: None };
            self.waiting = Some(PageCard::Review(card));
        }
    }

    /// Opens this card, or the next one that has something in it.
    fn go_to_review_card(&mut self, from: Number) {
        let mut at = Some(from);
        while let Some(number) = at {
            if let Some(part) = self.review_part(number) {
                let card = ReviewCard { part, is_single: false, parked: None };
                self.card = Card::Page(PageCard::Review(card));
                return;
            }
            self.note_review(number);
            at = number.next();
        }
        self.end_review();
    }

    fn end_review(&mut self) {
        self.card = Card::None;
        self.say("The week is looked through.");
    }

    /// Writes down that a card was gone through; that is no step that could be taken back.
    fn note_review(&mut self, number: Number) {
        let edit = Edit::new(&mut self.tree, &mut self.ids, self.now);
        if let Ok((change, ())) = edit.run("", |edit| edit::go_through(edit, number)) {
            self.effects.push(Effect::Commit(change));
        }
    }

    fn review(&mut self) -> Option<&mut ReviewCard> {
        if let Card::Page(PageCard::Review(card)) = &mut self.card { Some(card) } else { None }
    }

    /// On to the next part, card, or the end.
    pub(in crate::app) fn review_next(&mut self) {
        self.keep_rooms();
        let Some(card) = self.review() else { return };
        let (number, is_single) = (card.part.number(), card.is_single);
        let within = match &card.part {
            Part::Week { .. } => Some(self.rooms_part()),
            Part::Rooms { .. } => self.loose_part(),
            _ => None,
        };
        if let Some(part) = within {
            if let Some(card) = self.review() {
                card.part = part;
            }
            return;
        }
        self.note_review(number);
        match number.next() {
            _ if is_single => self.card = Card::None,
            Some(next) => self.go_to_review_card(next),
            None => self.end_review(),
        }
    }

    /// Back to the part or the card before.
    pub(in crate::app) fn review_back(&mut self) {
        self.keep_rooms();
        let Some(card) = self.review() else { return };
        let (number, is_single) = (card.part.number(), card.is_single);
        let before = match &card.part {
            Part::Loose { .. } => Some(self.rooms_part()),
            Part::Rooms { .. } => self.review_part(Number::Next),
            _ if is_single => None,
            _ => std::iter::successors(number.previous(), |card| card.previous())
                .find_map(|card| self.review_part(card)),
        };
        match (before, self.review()) {
            (Some(part), Some(card)) => card.part = part,
            _ => self.say("This is the first card."),
        }
    }

    pub(in crate::app) fn review_leave(&mut self) {
        self.keep_rooms();
        let is_single = self.review().is_some_and(|card| card.is_single);
        self.card = Card::None;
        if !is_single {
            self.say("Kept as far as you came; `R` goes on.");
        }
    }

    /// Passes over what is settled by now; behind the last one comes the next card.
    pub(in crate::app) fn settle_review(&mut self) {
        let Card::Page(PageCard::Review(card)) = &mut self.card else { return };
        let Some((rows, at)) = card.part.asked() else { return };
        let tree = &self.tree;
        let mut handled = None;
        if let (Some(id), Some(before)) = (rows.get(*at), card.parked.take()) {
            let is_changed = parked(tree, *id).as_ref() != Some(&before);
            handled = is_changed.then_some(*id);
            *at += usize::from(is_changed);
        }
        while rows.get(*at).is_some_and(|id| !tree.get(*id).is_some_and(crate::app::is_open)) {
            *at += 1;
        }
        let is_through = *at >= rows.len();
        let is_goal = matches!(card.part, Part::Goals { .. });
        if let Some(id) = handled.filter(|id| is_goal && self.tree.contains(*id)) {
            // A goal that was split was looked at as well.
            let said = self.status.take();
            self.change(self.name("looking at", &[id]), |edit| edit::keep(edit, id));
            self.status = said;
        }
        if is_through {
            self.review_next();
        }
    }

    /// The first day of the seven that the review looks back on.
    fn review_since(&self) -> chrono::NaiveDate {
        self.now.day().checked_sub_days(Days::new(6)).unwrap_or(self.now.day())
    }
}
