//! What the session wants of the outside.

use std::path::PathBuf;

use super::{Leave, Program, tell, trouble};
use crate::app::{Effect, Msg};
use crate::store::Store;

impl Program {
    /// Does what the session wants.
    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Commit(change) => self.unstored.push(change),
            Effect::Draft(slot, text) => {
                if let Err(error) = self.store.draft(&slot, text.as_deref()) {
                    self.app.update(self.clock.now(), Msg::Trouble(Some(trouble(&error))));
                }
            }
            Effect::WriteCopy(path) => {
                let path = at_home(&path);
                let words = match Store::write_copy(&path, &self.app.tree) {
                    Ok(()) => format!("A copy is in {}.", path.display()),
                    Err(error) => trouble(&error),
                };
                self.app.update(self.clock.now(), Msg::Notice(words));
            }
            Effect::SaveTemplate(template) => self.save_template(&template),
            Effect::Copy(text) => self.screen.copy(&text),
            Effect::Ask(_) | Effect::StopAsking => {}
            Effect::Compose(text) => self.compose(&text),
            Effect::Ring(words) => self.screen.ask(&tell::ring(tell::Way::of(&tell::environment), &words)),
            Effect::Suspend => self.suspend(),
            Effect::Redraw => self.screen.redraw_all(),
            Effect::Quit => self.quit = Some(Leave::Asked),
        }
    }
}

/// A path as a person types it: `~/` is their home.
fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(path),
    }
}
