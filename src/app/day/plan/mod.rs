//! The plan: how much of the day is one's own, then what goes in. Esc keeps what is done so far.

mod keys;
mod show;

pub(in crate::app) use keys::{less_room, more_room};

use crate::app::page::Page;
use crate::app::paged::{PageCard, Paged};
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::app::command::Room;
use crate::app::{App, Card};
use crate::insight::plan::{self, Kind, Plan};
use crate::insight::rank::Context;
use crate::model::NodeId;

/// A plan for the day.
#[derive(Debug)]
pub struct PlanCard {
    /// Minutes of the day that are the person's own.
    pub hours: u32,
    /// What they were before they were set here.
    before: u32,
    /// What such days came to lately, and the words for it, if they differ.
    learnt: Option<(u32, String)>,
    /// What could be done; none while the hours are asked for.
    choice: Option<Choice>,
}

/// What could be done, and what of it is taken.
#[derive(Debug)]
struct Choice {
    plan: Plan,
    taken: Vec<bool>,
    at: usize,
}

/// What a plan comes back to after something else, or at the next `p`.
#[derive(Debug, Default)]
pub struct Planning {
    /// Of which day the picks are.
    day: Option<NaiveDate>,
    /// What was taken or left against the proposal.
    picks: BTreeMap<NodeId, bool>,
    /// Whether the choice opens as soon as no other card lies there.
    returns: bool,
    /// What of the inbox is to be filed before that.
    pub(super) filing: Vec<NodeId>,
}

impl PlanCard {
    /// Minutes that are planned: 80 % of the room.
    fn planned(&self) -> u32 {
        self.hours * 4 / 5
    }
}

impl Paged for PlanCard {
    fn room(&self) -> Room {
        if self.choice.is_some() { Room::Plan } else { Room::Hours }
    }

    fn page(&self, app: &App) -> Page<'_> {
        self.show(app)
    }
}

impl Choice {
    /// Minutes of what is taken, and of what is done.
    fn minutes(&self) -> u32 {
        let rows = self.plan.rows.iter().zip(&self.taken).filter(|(_, taken)| **taken);
        rows.map(|(row, _)| row.minutes).sum::<u32>().saturating_add(self.plan.done)
    }

    /// The jobs that are taken, in their order.
    fn jobs(&self) -> Vec<NodeId> {
        let rows = self.plan.rows.iter().zip(&self.taken);
        rows.filter(|(row, taken)| **taken && row.kind != Kind::Chase).map(|(row, _)| row.id).collect()
    }
}

impl App {
    /// Asks how much of the day is the person's own; a plan that was left with picks goes on where it was.
    pub(in crate::app) fn open_plan(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let card = self.plan_card();
        if self.plan_for(card.hours).rows.is_empty() {
            return self.say("Nothing can be planned yet; `a` adds a job.");
        }
        let has_picks = self.planning.day == Some(self.now.day()) && !self.planning.picks.is_empty();
        self.card = Card::Page(PageCard::Plan(card));
        self.ask_about_reminders();
        if has_picks {
            self.choose(0);
        }
    }

    fn plan_card(&self) -> PlanCard {
        let room = self.config.room(&self.tree, self.now.day());
        PlanCard {
            hours: room.minutes,
            before: room.minutes,
            learnt: room.learnt.zip(room.hint),
            choice: None,
        }
    }

    fn plan_context(&self, hours: u32) -> Context {
        Context { free_minutes: Some(hours), ..self.context() }
    }

    fn plan_for(&self, hours: u32) -> Plan {
        plan::plan(&self.tree, &self.plan_context(hours), hours * 4 / 5)
    }

    /// Makes the proposal for the hours of the card, with what was picked before.
    fn choose(&mut self, at: usize) {
        let Card::Page(PageCard::Plan(card)) = &self.card else { return };
        let hours = card.hours;
        let (mut plan, context) = (self.plan_for(hours), self.plan_context(hours));
        if self.planning.day != Some(context.day) {
            self.planning.picks.clear();
            self.planning.day = Some(context.day);
        }
        for id in self.planning.picks.iter().filter(|pick| *pick.1).map(|pick| *pick.0) {
            plan.keep(&self.tree, &context, id);
        }
        let is_taken = |row: &plan::Row| {
            let pick = self.planning.picks.get(&row.id).copied();
            pick.unwrap_or_else(|| row.kind.is_taken())
        };
        let taken = plan.rows.iter().map(is_taken).collect();
        let at = at.min(plan.rows.len().saturating_sub(1));
        if let Card::Page(PageCard::Plan(card)) = &mut self.card {
            card.choice = Some(Choice { plan, taken, at });
        }
    }

    /// After every message: what was to be done before the plan is done, or the plan is of things or of a day
    /// gone by.
    pub(in crate::app) fn go_on_planning(&mut self) {
        match &self.card {
            Card::None => {}
            Card::Page(PageCard::Plan(PlanCard { choice: Some(choice), .. })) => {
                let gone = choice.plan.rows.iter().any(|row| !self.tree.contains(row.id));
                let at = choice.at;
                if gone || self.planning.day != Some(self.now.day()) {
                    self.choose(at);
                }
                return;
            }
            _ => return,
        }
        let inbox = if self.planning.filing.is_empty() { Vec::new() } else { self.inbox() };
        self.planning.filing.retain(|id| inbox.contains(id));
        if !self.planning.filing.is_empty() {
            let next = self.planning.filing.remove(0);
            self.file(vec![next]);
        } else if std::mem::take(&mut self.planning.returns) {
            self.card = Card::Page(PageCard::Plan(self.plan_card()));
            self.choose(0);
        }
    }
}
