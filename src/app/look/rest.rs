//! Resting: an item that is kept, but out of every list and count, until it is woken.

use crate::app::App;
use crate::edit::status;

impl App {
    /// Lets what is chosen rest.
    pub(super) fn rest(&mut self) {
        let chosen = self.chosen();
        if chosen.is_empty() {
            return self.say("Nothing here to rest yet; `a` adds.");
        }
        let name = self.name("resting of", &chosen);
        if self.change(name, |edit| chosen.iter().try_for_each(|id| status::rest(edit, *id))).is_some() {
            self.marked.clear();
            let them = if chosen.len() == 1 { "it" } else { "them" };
            self.say(format!("Resting. `:wake` brings {them} back."));
        }
    }

    /// Wakes what is chosen.
    pub(super) fn wake(&mut self) {
        let chosen = self.chosen();
        if chosen.is_empty() {
            return self.say("Nothing here that rests.");
        }
        let name = self.name("waking of", &chosen);
        if self.change(name, |edit| chosen.iter().try_for_each(|id| status::wake(edit, *id))).is_some() {
            self.marked.clear();
            self.say("Awake.");
        }
    }
}
