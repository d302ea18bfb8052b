//! What the keys of the ritual do.

use std::time::Duration;

use super::{DRAFT, PARTS, Part, RitualCard};
use crate::app::editor::Typing;
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card, Pane};
use crate::edit::ritual::{self, Answers};
use crate::model::{Key, Now};
use crate::text::line::Line;

impl App {
    /// Begins the ritual on the goal of the cursor, or goes on where it was left.
    pub(in crate::app) fn open_ritual(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let goal = self.cursor().map(|id| self.tree.root(id)).filter(|id| !self.tree.is_leaf(*id));
        let draft = self.drafts.get(DRAFT).map(String::as_str);
        let card = RitualCard::new(&self.tree, goal, draft, self.now.time);
        if draft.is_some() {
            self.say("Where you left it.");
        }
        self.card = Card::Page(PageCard::Ritual(card));
    }

    fn ritual(&mut self) -> Option<&mut RitualCard> {
        match &mut self.card {
            Card::Page(PageCard::Ritual(card)) => Some(card),
            _ => None,
        }
    }

    /// How long until the minutes on the card are others.
    pub(in crate::app) fn ritual_wakes_in(&self, now: Now) -> Option<Duration> {
        let Card::Page(PageCard::Ritual(card)) = &self.card else { return None };
        let gone = (now.time - card.opened).num_milliseconds().rem_euclid(60_000);
        u64::try_from(60_000 - gone).ok().map(Duration::from_millis)
    }

    pub(in crate::app) fn ritual_up(&mut self) {
        if let Some(card) = self.ritual() {
            card.at = card.at.saturating_sub(1);
            self.drafts_due = true;
        }
    }

    pub(in crate::app) fn ritual_down(&mut self) {
        if let Some(card) = self.ritual() {
            card.at = (card.at + 1).min(PARTS.len() - 1);
            self.drafts_due = true;
        }
    }

    /// Takes one of the items that are there already; pressed once more, the next one.
    pub(in crate::app) fn ritual_pick(&mut self) {
        let Card::Page(PageCard::Ritual(card)) = &self.card else { return };
        let there = card.there(&self.tree);
        let text = card.texts[card.at].text();
        let next = there.iter().position(|title| title == text).map_or(0, |at| (at + 1) % there.len());
        let Some(title) = there.get(next).cloned() else {
            return self.say("Nothing is there yet for this one.");
        };
        if let Some(card) = self.ritual() {
            card.texts[card.at] = Typing::new(&title);
            self.drafts_due = true;
        }
    }

    /// On to the next part; behind the last one it ends, if there is a step.
    pub(in crate::app) fn ritual_next(&mut self) {
        match self.ritual().map(|card| card.part()) {
            Some(Part::Repeat) => self.finish_ritual(),
            Some(_) => self.ritual_down(),
            None => {}
        }
    }

    fn finish_ritual(&mut self) {
        let Card::Page(PageCard::Ritual(card)) = &self.card else { return };
        let step = match self.ritual_step(card) {
            Ok(step) => step,
            Err((part, words)) => {
                let at = PARTS.iter().position(|row| row.0 == part).unwrap_or_default();
                self.say(words);
                return self.ritual().into_iter().for_each(|card| card.at = at);
            }
        };
        let title = Line::parse(card.text(Part::Goal), self.now.today());
        let goal = card.named_goal(&self.tree).ok_or(&title);
        let answers = Answers {
            notes: [Part::Day, Part::Possible].map(|part| card.text(part).to_owned()),
            vision: card.text(Part::Vision).to_owned(),
            obstacle: card.text(Part::Obstacle).to_owned(),
            then: card.text(Part::Then).to_owned(),
            milestones: [0, 1, 2, 3].map(|at| card.text(Part::Milestone(at)).to_owned()),
            step,
        };
        let name = format!("zooming out on {}", card.text(Part::Goal));
        let Some(job) = self.change(name, |edit| ritual::zoom_out(edit, goal, &answers)) else { return };
        self.card = Card::None;
        self.forget_draft(DRAFT);
        self.reveal(job);
        (self.tree_place.cursor, self.today_place.cursor) = (Some(job), Some(job));
        self.pane = Pane::Today;
        self.say(format!("On Today: {}.", self.title(job)));
    }

    /// The next step with its rule; or what is missing, and what to say.
    fn ritual_step(&self, card: &RitualCard) -> Result<Line, (Part, &'static str)> {
        let today = self.now.today();
        let mut step = Line::parse(card.text(Part::Step), today);
        if step.is_empty() {
            return Err((Part::Step, "And the smallest next step?"));
        }
        if step.minutes().is_some_and(|minutes| minutes > ritual::MOST_MINUTES) {
            return Err((Part::Step, "Fifteen minutes at most. What is a part of it?"));
        }
        if card.text(Part::Goal).is_empty() {
            return Err((Part::Goal, "Which goal is it for? A title is enough."));
        }
        let rule = card.text(Part::Repeat);
        if !rule.is_empty() {
            let read = |text: &str| Line::parse(&format!("x {text}"), today);
            let lines = [read(rule), read(&format!("*{rule}"))];
            let mut fields = lines.into_iter().flat_map(|line| line.fields);
            let Some(field) = fields.find(|field| field.key() == Key::Repeat) else {
                return Err((Part::Repeat, "day, mon,thu or 3x/week; empty means once."));
            };
            step.fields.retain(|field| field.key() != Key::Repeat);
            step.fields.push(field);
            step.fields.sort_by(crate::model::Field::by_property);
        }
        Ok(step)
    }

    /// Esc: every word is kept for the next `V`.
    pub(in crate::app) fn ritual_leave(&mut self) {
        let Card::Page(PageCard::Ritual(card)) = std::mem::take(&mut self.card) else { return };
        if let Some((slot, text)) = card.draft() {
            let is_kept = !text.is_empty();
            self.keep_draft(slot, text);
            if is_kept {
                self.say("Kept; `V` goes on where you were.");
            }
        }
    }
}
