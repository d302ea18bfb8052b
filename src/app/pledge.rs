//! The pledge in a session: counting looks, and saying when they shall be.

use chrono::TimeDelta;

use super::App;
use crate::edit::schedule;
use crate::insight::pledge::{self, Pledge};

/// How long Today has been on the screen before a key there is a look.
const LOOK_SECONDS: i64 = 3;

impl App {
    /// The looks that were kept today, and those that are meant; none without a pledge.
    #[must_use]
    pub fn looks(&self) -> Option<(usize, usize)> {
        let pledge = Pledge::of(&self.tree)?;
        let kept =
            self.tree.day(self.now.day()).map_or(0, |day| pledge.kept(day, self.now.calendar.day_starts));
        Some((kept, pledge.times.len()))
    }

    /// Counts a look if Today is on the screen for a while, or something was changed.
    pub(super) fn look(&mut self, changed: bool) {
        let is_long = self.now.time - self.since >= TimeDelta::seconds(LOOK_SECONDS);
        let is_seen = is_long && self.layout().today.width > 0;
        if self.read_only.is_some() || !(is_seen || changed) {
            return;
        }
        self.change_quietly(schedule::look);
    }

    /// `pledge 08:00 17:30 WORDS`, `pledge off`, or nothing: what it is.
    pub(super) fn set_pledge(&mut self, words: &str) {
        let words = words.trim();
        let old = Pledge::of(&self.tree);
        match (words, &old) {
            ("", Some(pledge)) => return self.say(format!("{} {}", pledge.times.join(" "), pledge.text)),
            ("", None) => {
                let times = ["08:00", "13:00", "17:30"];
                let looks = pledge::suggested_looks(self.today().list.len());
                let some = if looks == 2 { "08:00 17:30".to_owned() } else { times[..looks].join(" ") };
                return self.say(format!("For this list: `:pledge {some} YOUR WORDS`."));
            }
            ("off", _) => {
                if self.change("ending the pledge", |edit| edit.set_file(pledge::NAME, None)).is_some() {
                    self.say("No pledge.");
                }
                return;
            }
            _ => {}
        }
        let is_time =
            |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit()) && word.contains(':');
        let times: Vec<&str> = words.split_whitespace().take_while(is_time).collect();
        let text = words.split_whitespace().skip(times.len()).collect::<Vec<_>>().join(" ");
        let made =
            Pledge::new(&text, &times, self.now.calendar.day_starts).filter(|made| !made.times.is_empty());
        let Some(mut made) = made else {
            return self.say("Times first: `:pledge 08:00 17:30 before coffee`.");
        };
        if let Some(old) = old {
            made.notes = old.notes;
            if made.times.len() < old.times.len() {
                let (from, to) = (old.times.len(), made.times.len());
                made.notes.push(format!("{}: from {from} to {to} looks", self.now.day()));
            }
        }
        let json = made.json();
        if self.change("a pledge", |edit| edit.set_file(pledge::NAME, Some(&json))).is_some() {
            self.say("Noted. I will keep count of looks, nothing else.");
        }
    }
}
