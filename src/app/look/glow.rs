//! What brightens for an instant after a tick, and what the cards that look up and back remember.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use crate::app::App;
use crate::insight::review::Card;
use crate::model::{NodeId, Now};

/// How long counters stay bright after a tick, in milliseconds.
const BRIGHT: i64 = 300;

/// What the cards that look up and back remember.
#[derive(Debug, Default)]
pub struct Looking {
    /// Whether a reached goal has dots on its card, if that was said in the session.
    pub(in crate::app) confetti: Option<bool>,
    /// Whether the person wants no vision above the panes.
    pub(in crate::app) vision_off: bool,
    /// On which day they were asked about a trial that is over.
    pub(in crate::app) trial_asked: Option<NaiveDate>,
    /// Which card of the review was offered by itself, and on which day.
    pub(in crate::app) offered: Option<(NaiveDate, Card)>,
    /// The job that was ticked, and until when what stands above it is bright.
    bright: Option<(NodeId, DateTime<FixedOffset>)>,
    /// On which day it was looked whether a forecast is to be written down.
    pub(in crate::app) noted_on: Option<NaiveDate>,
    /// What was closed, until the next key.
    pub(in crate::app) closed: Option<NodeId>,
}

impl App {
    /// After a tick: the counters up the path brighten for an instant.
    pub(in crate::app) fn brighten(&mut self, id: NodeId) {
        if !self.config.look.still {
            self.looking.bright = Some((id, self.now.time + TimeDelta::milliseconds(BRIGHT)));
        }
    }

    /// Takes the brightness away when its time is over.
    pub(in crate::app) fn fade(&mut self) {
        self.looking.bright = self.looking.bright.filter(|(_, until)| *until > self.now.time);
    }

    /// How long something is still bright.
    pub(in crate::app) fn fades_in(&self, now: Now) -> Option<Duration> {
        let (_, until) = self.looking.bright?;
        Some((until - now.time).to_std().unwrap_or_default())
    }

    /// Whether the counter of an item is bright: a job below it was ticked an instant ago.
    #[must_use]
    pub fn is_bright(&self, id: NodeId) -> bool {
        let is_above = |job: NodeId| self.tree.ancestors(job).any(|above| above == id);
        self.looking.bright.is_some_and(|(job, _)| is_above(job))
    }

    /// Whether an item was closed with the last key.
    #[must_use]
    pub fn was_closed(&self, id: NodeId) -> bool {
        self.looking.closed == Some(id)
    }
}
