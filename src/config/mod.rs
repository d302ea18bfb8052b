//! What a person can set: the text of `config.toml` in, a [`Config`] and what is wrong with the text out.
//!
//! Everything has a default, and nothing has to be set. A key is a row of [`KEYS`] and a field of [`Config`]: the
//! reader, `goaltree config` and the README know it from there. What cannot be used is told with its line, and all the
//! rest holds.

mod day;
mod keys;
mod money;
mod nearest;
mod read;
mod remind;

use std::fmt;
use std::time::Duration;

pub use day::Hours;
pub use keys::{KEYS, Row, full_name};
pub use money::{Market, MoneySettings};
pub use read::{Read, read};
pub use remind::{Channel, Remind};

use crate::insight::momentum::Pace;
use crate::insight::nudge::Nudge;
use crate::insight::rank::Weights;
use crate::model::Calendar;

/// What a person can set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    /// When days and weeks begin.
    pub calendar: Calendar,
    /// How much of a day is the person's own.
    pub hours: Hours,
    /// How much each term of the ranking counts.
    pub weights: Weights,
    /// What counts as a run, and whether it is shown.
    pub momentum: Momentum,
    /// Who is asked for ideas.
    pub ideas: Ideas,
    /// Which nudges are wanted.
    pub nudges: Nudges,
    /// What is drawn.
    pub look: Look,
    /// When and by what the person is reminded.
    pub remind: Remind,
    /// What an hour is worth, in which currency.
    pub money: MoneySettings,
    /// Where work for others is offered.
    pub markets: Vec<Market>,
}

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Whether nothing moves by itself.
    pub still: bool,
    /// Whether a reached goal has dots on its card.
    pub confetti: bool,
}

/// How momentum is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Momentum {
    /// How many days of seven the person means to be active.
    pub pace: Pace,
    /// Whether the run is shown beside the rate.
    pub shows_run: bool,
}

impl Default for Momentum {
    fn default() -> Self {
        Self { pace: Pace::default(), shows_run: true }
    }
}

/// The program that is asked for ideas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ideas {
    /// The program and its arguments; empty if there is none.
    pub command: Vec<String>,
    /// How long it may take.
    pub timeout: Duration,
}

impl Default for Ideas {
    fn default() -> Self {
        Self { command: Vec::new(), timeout: Duration::from_secs(60) }
    }
}

/// Which nudges are wanted: all of them, unless told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Nudges {
    none: bool,
    off: Vec<Nudge>,
}

impl Nudges {
    /// Whether a nudge of this kind is wanted.
    #[must_use]
    pub fn wants(&self, nudge: Nudge) -> bool {
        !self.none && !self.off.contains(&nudge)
    }

    /// Those that are not wanted.
    #[must_use]
    pub fn off(&self) -> Vec<Nudge> {
        Nudge::ALL.into_iter().filter(|nudge| !self.wants(*nudge)).collect()
    }

    fn set_all(&mut self, wanted: bool) {
        self.none = !wanted;
    }

    fn set(&mut self, nudge: Nudge, wanted: bool) {
        self.off.retain(|other| *other != nudge);
        if !wanted {
            self.off.push(nudge);
        }
    }
}

/// Something in the text that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// In which line, from 1; 0 if it is about the whole.
    pub line: usize,
    /// What it is.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(to, "config.toml: {}", self.what),
            line => write!(to, "config.toml line {line}: {}", self.what),
        }
    }
}
