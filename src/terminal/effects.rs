//! What the session asks for, done outside of it.

use std::path::PathBuf;

use super::ask::Ask;
use super::input::Event;
use super::{Leave, Program, tell, trouble};
use crate::app::{Effect, Msg};
use crate::store::Store;

/// The idea command, as far as somebody waits for it.
#[derive(Default)]
pub struct Asked {
    running: Option<Ask>,
    /// Which question this is: an answer to an earlier one may be on its way still.
    number: u64,
}

impl Asked {
    /// Ends the command at once.
    pub fn stop(&mut self) {
        if let Some(ask) = self.running.take() {
            ask.stop();
        }
    }
}

impl Program {
    /// Does what the session asks for.
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
            Effect::Open(address) => {
                if !super::open::page(&address) {
                    self.screen.copy(&address);
                    let words = "No browser opens here; the address is on the clipboard.";
                    self.app.update(self.clock.now(), Msg::Notice(words.into()));
                }
            }
            Effect::Ask(question) => self.ask(question),
            Effect::StopAsking => self.asked.stop(),
            Effect::ReadCopies => self.read_copies(),
            Effect::SetCopiesAside => self.copies_taken = true,
            Effect::Compose(text) => self.compose(&text),
            Effect::Ring(words) => self.ring(true, &words),
            Effect::Remind(slots, words) => self.remind(&slots, words),
            Effect::Looked => self.keep_told(|told| _ = told.look()),
            Effect::AskedAboutReminders => self.keep_told(|told| _ = told.ask()),
            Effect::TestReminder => self.test_desktop(),
            Effect::Suspend => self.suspend(),
            Effect::Redraw => self.screen.redraw_all(),
            Effect::Quit => self.quit = Some(Leave::Asked),
        }
    }

    pub(super) fn ring(&mut self, bell: bool, words: &str) {
        let way = tell::Way::of(self.app.config.remind.terminal, &tell::environment);
        self.screen.ask(&tell::ring(way, bell, words));
    }

    fn ask(&mut self, question: String) {
        self.asked.stop();
        self.asked.number += 1;
        let (number, answers) = (self.asked.number, self.sender.clone());
        let ideas = &self.app.config.ideas;
        self.asked.running = Some(Ask::start(&ideas.command, question, ideas.timeout, move |answer| {
            // The main thread is gone only when the program ends.
            let _ = answers.send(Event::Answered(number, answer));
        }));
    }

    pub(super) fn hear_answer(&mut self, number: u64, answer: Result<String, String>) {
        if number == self.asked.number && self.asked.running.take().is_some() {
            self.send(Msg::Answer(answer));
        }
    }

    /// Gives the terminal back to the shell until it wakes the program up.
    pub(super) fn suspend(&mut self) {
        #[cfg(unix)]
        {
            self.store.save_session(&self.app.session());
            super::Screen::leave();
            // Nothing useful can be done if the signal cannot be raised: the program simply goes on.
            let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
            if self.screen.reenter().is_err() {
                self.quit = Some(Leave::HungUp);
            }
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
