//! What was told, and whether anybody looked: kept outside of the goals, in the state folder.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Slot;
use crate::model::{Now, Tree};

/// So many reminders in a row without a look are enough.
pub const ENOUGH: u32 = 3;
/// How long it is remembered what was told: longer than a clock is ever set back.
const KEPT_DAYS: u64 = 30;

/// What was told, and whether anybody looked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// The keys of the slots.
    slots: Vec<String>,
    /// How many in a row had no look behind them.
    unanswered: u32,
    /// When the last one was told, in seconds since 1970.
    last: i64,
    /// Whether the next plan asks for fewer, or other times.
    asks: bool,
    /// Whether a desktop notification was tried, and came.
    pub desktop: bool,
}

impl Told {
    /// What the state folder has; nothing was told if that is nothing readable.
    #[must_use]
    pub fn read(json: Option<&str>) -> Self {
        json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
    }

    /// As the state folder keeps it.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether a slot was told.
    #[must_use]
    pub fn has(&self, slot: &Slot) -> bool {
        self.slots.contains(&slot.key())
    }

    /// Takes down that these are told now: one reminder, however many slots came at once. Gives those that nobody has
    /// told before.
    pub fn tell(&mut self, slots: &[Slot], now: Now) -> Vec<Slot> {
        let new: Vec<Slot> = slots.iter().filter(|slot| !self.has(slot)).cloned().collect();
        if new.is_empty() {
            return new;
        }
        self.slots.extend(new.iter().map(Slot::key));
        self.unanswered = self.unanswered.saturating_add(1);
        self.last = now.stamp().0;
        let first = now.day().checked_sub_days(Days::new(KEPT_DAYS)).unwrap_or(NaiveDate::MIN).to_string();
        self.slots.retain(|key| key.as_str() >= &*first);
        new
    }

    /// The person looks: the next reminders are as many as ever, and after too many without a look the next plan asks.
    /// Says whether that changes anything.
    pub fn look(&mut self) -> bool {
        let before = (self.unanswered, self.asks);
        self.asks |= self.is_enough();
        self.unanswered = 0;
        before != (self.unanswered, self.asks)
    }

    /// As [`Told::look`], if the ledger has something of the person that is younger than the last reminder.
    pub fn look_in(&mut self, tree: &Tree, now: Now) {
        let last = now.day_of(crate::model::Stamp(self.last));
        let time = chrono::DateTime::from_timestamp(self.last, 0).unwrap_or_default();
        let time = time.with_timezone(now.time.offset()).format("%H:%M").to_string();
        let starts = now.calendar.day_starts.format("%H:%M").to_string();
        // A night comes behind the evening of its day.
        let order = |at: &str| (at < starts.as_str(), at.to_owned());
        let is_younger = |day: NaiveDate, at: &str| (day, order(at)) >= (last, order(&time));
        let acted = tree.days().range(last..).any(|(day, record)| {
            let done = record.done.iter().map(|done| &*done.at);
            record.looks.iter().map(|at| &**at).chain(done).any(|at| is_younger(*day, at))
        });
        if acted {
            self.look();
        }
    }

    /// Whether there were too many without a look: half as many come.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.unanswered >= ENOUGH
    }

    /// Whether the plan asks; it asks once.
    pub fn ask(&mut self) -> bool {
        std::mem::take(&mut self.asks)
    }
}
