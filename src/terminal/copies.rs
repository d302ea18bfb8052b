//! Copies beside the file: read when the session asks for them, set aside when they are in it.

use super::Program;
use crate::app::{Copies, Msg};
use crate::store::copies;

/// What is told at the start, if there are any.
pub const FOUND: &str = "A copy from another device lies beside the file; `:merge-copies` takes it in.";

impl Program {
    pub(super) fn read_copies(&mut self) {
        let (copies, refused) = copies::read(&self.location, &self.app.tree);
        let trees = copies.iter().map(|copy| (copy.tree.clone(), copy.base.clone())).collect();
        self.copies = copies;
        self.send(Msg::Copies(Copies { trees, refused }));
    }

    /// Moves the copies away, if what was in them is stored.
    pub(super) fn set_copies_aside(&mut self) {
        if !self.copies_taken || !self.unstored.is_empty() {
            return;
        }
        self.copies_taken = false;
        for copy in std::mem::take(&mut self.copies) {
            if let Err(error) = copy.set_aside(&self.location) {
                self.app
                    .update(self.clock.now(), Msg::Notice(format!("The copy stays where it is: {error}")));
            }
        }
    }
}
