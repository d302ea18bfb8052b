//! Going through the big and the vague jobs of a branch, one after another; it can be left at any time.

use super::{App, Card};
use crate::insight::nudge::{self, Nudge};
use crate::insight::progress;
use crate::model::NodeId;

/// What is to be looked at.
#[derive(Debug)]
pub struct Audit {
    /// The jobs, in the order of the tree; those that need nothing any more are passed over.
    pub queue: Vec<NodeId>,
    /// Which of them is looked at.
    pub at: usize,
}

impl App {
    /// Begins with the branch under the cursor, or with everything where it has nothing to look at; at a job, with
    /// everything from that job on.
    pub(super) fn open_audit(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let branch = self.cursor().filter(|id| !self.tree.is_leaf(*id));
        let mut queue = branch.map(|id| progress::audit(&self.tree, Some(id))).unwrap_or_default();
        if queue.is_empty() {
            queue = progress::audit(&self.tree, None);
        }
        if queue.is_empty() {
            return self.say("No job is over 30 minutes or vague.");
        }
        self.marked.clear();
        let at = queue.iter().position(|id| Some(*id) == self.cursor()).unwrap_or(0);
        self.audit = Some(Audit { queue, at });
    }

    /// The job that is looked at, and why.
    #[must_use]
    pub fn audited(&self) -> Option<(NodeId, Nudge)> {
        let audit = self.audit.as_ref().filter(|_| matches!(self.card, Card::None))?;
        let id = *audit.queue.get(audit.at)?;
        Some((id, nudge::worth_a_split(&self.tree, id)?))
    }

    /// After every message: what needs nothing any more is behind us.
    pub(super) fn settle_audit(&mut self) {
        if self.audit.is_none() || !matches!(self.card, Card::None) {
            return;
        }
        match self.audited() {
            Some((id, _)) if self.cursor() != Some(id) => self.go_to_in_tree(id),
            Some(_) => {}
            None => {
                self.audit_next();
                self.settle_audit();
            }
        }
    }

    /// Which of the queue still need something.
    fn needy(&self) -> Vec<bool> {
        let queue = self.audit.iter().flat_map(|audit| &audit.queue);
        queue.map(|id| nudge::worth_a_split(&self.tree, *id).is_some()).collect()
    }

    fn look_at(&mut self, place: usize) {
        self.audit.iter_mut().for_each(|audit| audit.at = place);
    }

    pub(super) fn audit_next(&mut self) {
        let next = self.audit.as_ref().map_or(0, |audit| audit.at + 1);
        match self.needy().iter().skip(next).position(|needs| *needs) {
            Some(steps) => self.look_at(next + steps),
            None => self.audit_leave(),
        }
    }

    pub(super) fn audit_back(&mut self) {
        let here = self.audit.as_ref().map_or(0, |audit| audit.at);
        match self.needy().iter().take(here).rposition(|needs| *needs) {
            Some(before) => self.look_at(before),
            None => self.say("The first one."),
        }
    }

    /// Takes the last change back, and goes to the job that it was about.
    pub(super) fn audit_undo(&mut self) {
        let before = self.needy();
        self.undo();
        let after = self.needy();
        let is_back = |(before, after): (&bool, &bool)| *after && !before;
        if let Some(place) = before.iter().zip(&after).position(is_back) {
            self.look_at(place);
        }
    }

    pub(super) fn audit_leave(&mut self) {
        let left = self.needy().iter().filter(|needs| **needs).count();
        self.audit = None;
        self.say(match left {
            0 => "Looked through; nothing big or vague is left here.".to_owned(),
            1 => "1 left as it is; `:audit` looks once more.".to_owned(),
            left => format!("{left} left as they are; `:audit` looks once more."),
        });
    }
}
