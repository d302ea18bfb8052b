//! Reminders outside of the session: who told first is settled in the state folder, and what is told goes to the screen, the
//! terminal and the desktop.

use super::input::Event;
use super::{Options, Program, desktop};
use crate::app::{App, Msg, Slot, Told};
use crate::store::{Location, kept};

/// The name of what is remembered of them.
pub const MEMORY: &str = "remind.json";
/// What a try says.
pub const TEST: &str = "This is how a reminder looks.";

/// Changes what is remembered. Where it cannot be kept, this window goes by what it knows.
fn change<T>(at: &Location, work: impl FnOnce(&mut Told) -> T) -> Option<T> {
    let kept = kept::change(at, MEMORY, |json| {
        let mut told = Told::read(json);
        let outcome = work(&mut told);
        (told.json(), outcome)
    });
    kept.ok()
}

/// At the start, the person looks: what has come by now needs no reminder.
pub fn begin(options: &Options, app: &mut App) {
    let mut told = Told::read(kept::read(&options.location, MEMORY).as_deref());
    std::mem::swap(&mut app.told, &mut told);
    if app.see_reminders() {
        let seen = app.told.clone();
        change(&options.location, |told| *told = seen);
    }
}

impl Program {
    pub(super) fn keep_told(&self, work: impl FnOnce(&mut Told)) {
        change(&self.location, work);
    }

    pub(super) fn remind(&mut self, slots: &[Slot], words: String) {
        let now = self.clock.now();
        let is_new = change(&self.location, |told| !told.tell(slots, now).is_empty());
        if !is_new.unwrap_or(true) {
            return;
        }
        self.ring(self.app.config.remind.bell, &words);
        if self.app.config.remind.desktop && self.app.told.desktop {
            self.notify(words.clone(), false);
        }
        self.app.update(now, Msg::Notice(words));
    }

    pub(super) fn test_desktop(&mut self) {
        self.notify(TEST.to_owned(), true);
    }

    /// Nobody waits for the desktop on the way to the next frame.
    fn notify(&self, words: String, is_test: bool) {
        let events = self.sender.clone();
        std::thread::spawn(move || {
            let outcome = desktop::notify(&words);
            if is_test || outcome.is_err() {
                // The main thread is gone only when the program ends.
                let _ = events.send(Event::Notified(outcome));
            }
        });
    }

    pub(super) fn hear_of_desktop(&mut self, outcome: Result<(), String>) {
        let words = match outcome {
            Ok(()) => {
                self.app.told.desktop = true;
                self.keep_told(|told| told.desktop = true);
                "The desktop tells you from now on.".to_owned()
            }
            Err(why) => why,
        };
        self.app.update(self.clock.now(), Msg::Notice(words));
    }
}
