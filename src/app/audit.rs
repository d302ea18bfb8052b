//! Going through the big and the vague jobs of a branch, one after another; it can be left at any time.

use super::{App, Card, Pane};
use crate::insight::nudge::{self, Nudge};
use crate::insight::progress;
use crate::model::NodeId;

/// What is still to be looked at.
#[derive(Debug)]
pub struct Audit {
    /// The jobs, in the order of the tree.
    pub queue: Vec<NodeId>,
    /// Which of them is looked at.
    pub at: usize,
}

impl App {
    /// Begins with the branch under the cursor, or with everything where it has nothing to look at.
    pub(super) fn open_audit(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let branch = self.cursor().map(|id| progress::audit(&self.tree, Some(id))).unwrap_or_default();
        let queue = if branch.is_empty() { progress::audit(&self.tree, None) } else { branch };
        if queue.is_empty() {
            return self.say("No job is over 30 minutes or vague.");
        }
        self.pane = Pane::Tree;
        self.audit = Some(Audit { queue, at: 0 });
        self.go_to_audited();
    }

    /// What there is to be said of the job that is looked at.
    #[must_use]
    pub fn audited(&self) -> Option<(&Audit, Nudge)> {
        let audit = self.audit.as_ref()?;
        Some((audit, nudge::of_job(self.tree.get(*audit.queue.get(audit.at)?)?)?))
    }

    fn go_to_audited(&mut self) {
        let Some(id) = self.audit.as_ref().and_then(|audit| audit.queue.get(audit.at).copied()) else { return };
        self.reveal(id);
        self.tree_place.cursor = Some(id);
    }

    /// After a split, a new name or an undo: what needs nothing any more is behind us.
    pub(super) fn settle_audit(&mut self) {
        if !matches!(self.card, Card::None) {
            return;
        }
        let Some(audit) = &mut self.audit else { return };
        let tree = &self.tree;
        let before = audit.queue.get(audit.at).copied();
        let needs = |id: &NodeId| tree.is_leaf(*id) && tree.get(*id).is_some_and(|node| nudge::of_job(node).is_some());
        let behind = audit.queue[..audit.at].iter().filter(|id| needs(id)).count();
        audit.queue.retain(needs);
        audit.at = behind;
        let now = audit.queue.get(audit.at).copied();
        if audit.queue.is_empty() {
            self.audit = None;
            self.say("Looked through; nothing big or vague is left here.");
        } else if now.is_none() {
            self.audit_leave();
        } else if now != before {
            self.go_to_audited();
        }
    }

    pub(super) fn audit_next(&mut self) {
        let Some(audit) = &mut self.audit else { return };
        audit.at += 1;
        if audit.at >= audit.queue.len() {
            return self.audit_leave();
        }
        self.go_to_audited();
    }

    pub(super) fn audit_back(&mut self) {
        let Some(audit) = &mut self.audit else { return };
        audit.at = audit.at.saturating_sub(1);
        self.go_to_audited();
    }

    pub(super) fn audit_leave(&mut self) {
        let Some(audit) = self.audit.take() else { return };
        let left = audit.queue.len();
        self.say(format!("{left} left as they are. `:audit` looks through them once more."));
    }
}
