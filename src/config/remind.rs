//! When and by what the person is reminded.

use chrono::NaiveTime;

use super::Config;
use crate::insight::remind::{Manner, Told};

/// By what a terminal notifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Channel {
    /// By what is known of the terminal.
    #[default]
    Auto,
    /// By the sequence OSC 9.
    Osc9,
    /// By the sequence OSC 99.
    Osc99,
    /// By the sequence OSC 777.
    Osc777,
    /// By its bell alone.
    Bell,
    /// Not at all.
    Off,
}

impl Channel {
    /// The channel that a setting names.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "auto" => Self::Auto,
            "9" => Self::Osc9,
            "99" => Self::Osc99,
            "777" => Self::Osc777,
            "bell" => Self::Bell,
            "off" => Self::Off,
            _ => return None,
        })
    }
}

/// When and by what the person is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Remind {
    /// Whether a line on the screen does, while the program is open.
    pub in_app: bool,
    /// Whether a bell comes with it.
    pub bell: bool,
    /// By what the terminal notifies.
    pub terminal: Channel,
    /// Whether the desktop notifies.
    pub desktop: bool,
    /// Whether an evening without a tick offers something small.
    pub evening: bool,
    /// From when on it is quiet.
    pub quiet_from: NaiveTime,
    /// Until when it is quiet.
    pub quiet_to: NaiveTime,
}

impl Default for Remind {
    fn default() -> Self {
        let Manner { quiet_from, quiet_to, evening, .. } = Manner::default();
        let terminal = Channel::default();
        Self { in_app: true, bell: false, terminal, desktop: true, evening, quiet_from, quiet_to }
    }
}

impl Config {
    /// When the person wants to be reminded, after what was told lately.
    #[must_use]
    pub fn manner(&self, told: &Told) -> Manner {
        Manner {
            quiet_from: self.remind.quiet_from,
            quiet_to: self.remind.quiet_to,
            evening: self.remind.evening,
            rest: self.hours.rest.clone(),
            halved: told.is_enough(),
        }
    }
}
