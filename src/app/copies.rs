//! Copies of the file that another device laid beside it are taken in, as one change.

use super::{App, Effect};
use crate::model::{Tree, common, diff};

/// What was found beside the file.
#[derive(Debug, Clone, Default)]
pub struct Copies {
    /// Each copy, with the last state from which it and ours come, if that is known.
    pub trees: Vec<(Tree, Option<Tree>)>,
    /// Of which it is said why they could not be read.
    pub refused: Vec<String>,
}

impl App {
    /// Asks for the copies beside the file.
    pub(super) fn merge_copies(&mut self) {
        if !self.refuse_read_only() {
            self.effects.push(Effect::ReadCopies);
        }
    }

    /// Takes the copies in; they are set aside when that is written down.
    pub(super) fn take_copies(&mut self, copies: &Copies) {
        if copies.trees.is_empty() {
            let why = copies.refused.first().cloned();
            return self.say(why.unwrap_or_else(|| "No copy lies beside the file.".to_owned()));
        }
        let (mut merged, mut conflicts) = (self.tree.clone(), 0);
        for (tree, base) in &copies.trees {
            let (next, found) = common::take_copy(base.as_ref(), &merged, tree);
            (merged, conflicts) = (next, conflicts + found.len());
        }
        let ops = diff(&self.tree, &merged);
        if !ops.is_empty() && self.change("taking a copy in", |edit| edit.all(ops)).is_none() {
            return;
        }
        self.effects.push(Effect::SetCopiesAside);
        let words = match conflicts {
            0 => "Taken in; the copy is among the backups now.".to_owned(),
            1 => "Taken in; 1 thing waits for a choice: `:conflicts`.".to_owned(),
            count => format!("Taken in; {count} things wait for a choice: `:conflicts`."),
        };
        self.say(copies.refused.first().cloned().unwrap_or(words));
    }
}
