//! Reminders while the program is open: a line on the screen when the time of one comes, and the question of the plan
//! after too many that nobody looked at.

use std::time::Duration;

use crate::app::{App, Effect};
use crate::insight::pledge;
use crate::insight::remind;
use crate::model::{Key, Now};

/// How long it is slept at most before a reminder: neither a machine that sleeps nor a clock that is changed is waited
/// for.
const MOST_PATIENCE: Duration = Duration::from_secs(60);

impl App {
    /// How long until it is looked whether a reminder has come; none if none comes today.
    pub(super) fn reminder_wakes_in(&self, now: Now) -> Option<Duration> {
        if !self.config.remind.in_app || !self.may_remind() {
            return None;
        }
        let manner = self.config.manner(&self.told);
        let wait = remind::next_in(&self.tree, now, &manner, &self.told)?;
        Some(wait.to_std().unwrap_or_default().min(MOST_PATIENCE))
    }

    /// Whether there is anything to be reminded of, on whatever day: told without a look at a whole day.
    fn may_remind(&self) -> bool {
        let keys = [Key::At, Key::Hard, Key::Hand];
        let has_one = |node: &crate::model::Node| keys.iter().any(|key| node.field(*key).is_some());
        self.tree.file().get(pledge::NAME).is_some() || self.tree.dated().any(has_one)
    }

    /// Tells of what has come; whoever told of it before is asked by the outside.
    pub(in crate::app) fn watch_reminders(&mut self) {
        if !self.config.remind.in_app || !self.may_remind() {
            return;
        }
        let manner = self.config.manner(&self.told);
        let due = remind::due(&self.tree, self.now, &manner, &self.told);
        let new = self.told.tell(&due, self.now);
        if !new.is_empty() {
            let words = remind::say_all(&self.tree, self.now, &manner, &new).join(" · ");
            self.effects.push(Effect::Remind(new, words));
        }
    }

    /// At the start: whatever has come by now needs no reminder. Says whether that is to be remembered.
    pub fn see_reminders(&mut self) -> bool {
        let due = remind::due(&self.tree, self.now, &self.config.manner(&self.told), &self.told);
        let is_new = !self.told.tell(&due, self.now).is_empty();
        self.told.look() || is_new
    }

    /// The person is here: whatever came before has been seen.
    pub(in crate::app) fn answer_reminders(&mut self) {
        if self.told.look() {
            self.effects.push(Effect::Looked);
        }
    }

    /// After too many reminders without a look: what a plan asks, once.
    pub(super) fn ask_about_reminders(&mut self) {
        if self.told.ask() {
            self.effects.push(Effect::AskedAboutReminders);
            self.say("Three unanswered. Fewer, or other times? `:pledge`");
        }
    }

    /// `remind`, or `remind test`: what comes today, or whether the desktop can tell.
    pub(in crate::app) fn remind(&mut self, words: &str) {
        match words.trim() {
            "test" => self.effects.push(Effect::TestReminder),
            "" => {
                let manner = self.config.manner(&self.told);
                let wait = remind::next_in(&self.tree, self.now, &manner, &self.told);
                let time = wait.map(|wait| self.now.time + wait);
                match time {
                    Some(time) => self.say(format!("The next reminder comes at {}.", time.format("%H:%M"))),
                    None => self.say("No more reminders today. `:pledge` sets times."),
                }
            }
            _ => self.say("`:remind` tells the next, `:remind test` tries the desktop."),
        }
    }
}
