//! One nudge at a time, about the item under the cursor; what was told is remembered, and it can be refused.

use chrono::NaiveDate;

use super::{App, Card, Layout};
use crate::edit::{Edit, Outcome};
use crate::insight::nudge::{self, Limits, Nudge};
use crate::insight::{progress, today};
use crate::model::{Field, Key, Node, NodeId};

/// Items of which is remembered that they were spoken of.
const MOST_TOLD: usize = 500;
/// Refusals after which the threshold of an item is raised for good.
const ENOUGH_REFUSALS: u8 = 2;

/// When an item was spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    pub id: NodeId,
    /// On which day last.
    pub day: NaiveDate,
    /// How often that was refused.
    pub refused: u8,
    /// Whether it was refused on that day.
    pub hushed: bool,
}

/// What was told. Losing it harms nothing: something is told once more.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The latest last.
    pub told: Vec<Told>,
    /// Whether the person wants none at all.
    pub all_off: bool,
}

impl Memory {
    fn of(&self, id: NodeId) -> Option<&Told> {
        self.told.iter().rev().find(|told| told.id == id)
    }

    /// Notes that an item is spoken of on `day`.
    fn tell(&mut self, id: NodeId, day: NaiveDate) -> &mut Told {
        let before = self.told.iter().rposition(|told| told.id == id).map(|at| self.told.remove(at));
        let refused = before.map_or(0, |told| told.refused);
        let hushed = before.is_some_and(|told| told.hushed && told.day == day);
        let oldest = (self.told.len() + 1).saturating_sub(MOST_TOLD);
        self.told.drain(..oldest);
        let at = self.told.len();
        self.told.push(Told { id, day, refused, hushed });
        &mut self.told[at]
    }

    fn forget(&mut self, id: NodeId) {
        self.told.retain(|told| told.id != id);
    }
}

impl App {
    /// What is said of the item under the cursor, if anything is.
    #[must_use]
    pub fn nudge(&self) -> Option<(NodeId, Nudge)> {
        self.nudge
    }

    /// The kinds of nudges that are not wanted.
    #[must_use]
    pub fn nudges_off(&self) -> Vec<Nudge> {
        if self.memory.all_off { Nudge::ALL.to_vec() } else { self.config.nudges.off() }
    }

    /// Whether a job gets the mark of a big one.
    #[must_use]
    pub fn is_marked_big(&self, node: &Node) -> bool {
        !self.memory.all_off && self.config.nudges.wants(Nudge::Big) && nudge::is_big(node)
    }

    /// After every message: what is said of the item under the cursor, where there is room to say it.
    pub(super) fn settle_nudge(&mut self, layout: &Layout) {
        self.nudge = self.audited();
        let has_room = matches!(self.card, Card::None) && layout.detail.height > 0;
        let Some(id) = self.cursor().filter(|_| has_room && self.audit.is_none()) else { return };
        let day = self.now.day();
        let told = self.memory.of(id).copied();
        if told.is_some_and(|told| told.hushed && told.day == day) {
            return;
        }
        let limits = Limits { day, off: self.nudges_off(), told: told.map(|told| told.day) };
        if let Some(nudge) = nudge::nudge(&self.tree, id, &limits) {
            self.nudge = Some((id, nudge));
            self.memory.tell(id, day);
        }
    }

    /// Not now; after a second time the threshold of the item is raised for good.
    pub(super) fn refuse_nudge(&mut self) {
        let Some((id, _)) = self.nudge else { return };
        let told = self.memory.tell(id, self.now.day());
        told.hushed = true;
        told.refused = told.refused.saturating_add(1);
        let is_enough = told.refused >= ENOUGH_REFUSALS;
        let is_new = self.tree.get(id).is_some_and(|node| node.field(Key::Nudge).is_none());
        if !is_enough || !is_new {
            return self.say("Not now.");
        }
        let name = format!("fewer nudges about {}", self.title(id));
        if self.change(name, |edit| set(edit, &[id], Some("less"))).is_some() {
            self.say("Fewer nudges about this one. `u` takes it back.");
        }
    }

    /// `nudge off`, `nudge on`, and both with `all`.
    pub(super) fn set_nudges(&mut self, words: &str) {
        match words.split_whitespace().collect::<Vec<_>>()[..] {
            ["off"] => self.set_nudges_of_chosen(Some("off")),
            ["on"] => self.set_nudges_of_chosen(None),
            ["off", "all"] => {
                self.memory.all_off = true;
                self.say("No nudges any more; `:nudge on all` brings them.");
            }
            ["on", "all"] => {
                self.memory.all_off = false;
                self.say(match self.config.nudges.off().len() {
                    0 => "Nudges are on.",
                    count if count == Nudge::ALL.len() => "Your config.toml says: none ([nudges], all).",
                    _ => "Nudges are on, but for those off in config.toml.",
                });
            }
            _ => self.say("nudge off, nudge on: here; with `all`: everywhere."),
        }
    }

    fn set_nudges_of_chosen(&mut self, word: Option<&str>) {
        let chosen = self.chosen();
        if chosen.is_empty() {
            return self.say("Nothing here yet; `a` adds.");
        }
        let is_so = |id: &NodeId| self.tree.get(*id).is_some_and(|node| node.text(Key::Nudge) == word);
        let on_or_off = word.unwrap_or("on");
        if chosen.iter().all(is_so) {
            self.say(format!("Nudges are {on_or_off} here already."));
        } else {
            let name = self.name(&format!("nudges {on_or_off} for"), &chosen);
            if self.change(name, |edit| set(edit, &chosen, word)).is_none() {
                return;
            }
            self.say(format!("Nudges are {on_or_off} here. `u` takes it back."));
        }
        chosen.iter().filter(|_| word.is_none()).for_each(|id| self.memory.forget(*id));
        self.marked.clear();
    }

    /// To what the job under the cursor waits for, if that is what is said of it.
    pub(super) fn follow_nudge(&mut self) -> bool {
        let Some((id, Nudge::Blocked)) = self.nudge else { return false };
        let Some(other) = progress::waits_for(&self.tree, id) else { return false };
        self.go_to_in_tree(other);
        let is_listed = today::is_on(&self.tree, self.now.day(), other);
        let how = if is_listed { "it is on Today." } else { "`t` puts it on Today." };
        self.say(format!("This one comes first; {how}"));
        true
    }
}

fn set(edit: &mut Edit<'_>, ids: &[NodeId], word: Option<&str>) -> Outcome {
    let field = word.map(|word| Field::text(Key::Nudge, word));
    ids.iter().try_for_each(|id| edit.set(*id, Key::Nudge, field.clone()))
}
