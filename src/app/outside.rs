//! What others did to the file while it is open here.

use super::{App, Effect};
use crate::model::{Again, Change, history, rival};

impl App {
    /// Tells of properties that both sides changed, if others' changes brought some.
    fn tell_choices(&mut self, theirs: &[Change]) {
        let count = theirs.iter().flat_map(|change| &change.ops).filter(|op| rival::is_choice(op)).count();
        match count {
            0 => {}
            1 => self.say("Both sides changed 1 thing: `:conflicts` shows it."),
            count => self.say(format!("Both sides changed {count} things: `:conflicts` shows them.")),
        }
    }

    /// Takes others' changes in below our own that are not stored yet.
    pub(super) fn take_in(&mut self, theirs: &[Change], unstored: &[Change]) {
        for change in unstored.iter().rev() {
            // What was applied last fits backwards first.
            self.tree.apply_all(&crate::model::op::inverse(&change.ops)).unwrap_or_default();
        }
        for change in theirs {
            if self.tree.apply_all(&change.ops).is_err() {
                history::rebase(&mut self.tree, &change.ops, history::Others::Yield);
            }
            // What another window took back of ours is not ours to take back any more.
            if change.of.is_some() {
                self.history.record(change);
            }
        }
        for change in unstored {
            let ops = history::rebase(&mut self.tree, &change.ops, history::Others::Yield);
            if ops.is_empty() {
                self.history.forget(change.key);
                self.status =
                    Some("That was changed in another window a moment ago; look at it once more.".into());
                continue;
            }
            self.effects.push(Effect::Commit(Change { ops, ..change.clone() }));
        }
        if let Some(change) = theirs.iter().rev().find(|change| !change.name.is_empty())
            && unstored.is_empty()
        {
            let again = match change.of {
                None => "",
                Some(Again::Undo(_)) => "taken back: ",
                Some(Again::Redo(_)) => "redone: ",
            };
            self.status = Some(format!("From elsewhere: {again}{}.", change.name));
        }
        self.tell_choices(theirs);
        // Another device may have sent a day that nobody began.
        self.begun = None;
    }
}
