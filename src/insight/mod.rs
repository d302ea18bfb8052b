//! What it means: numbers and words computed from tree and ledger, never stored twice.

pub mod burnup;
pub mod counters;
pub mod forecast;
pub mod habits;
pub mod heat;
pub mod horizon;
pub mod ideas;
pub mod lookback;
pub mod momentum;
pub mod news;
pub mod nudge;
pub mod plan;
pub mod pledge;
pub mod progress;
pub mod proof;
pub mod rank;
pub mod reached;
pub mod remind;
pub mod review;
pub mod ritual;
pub mod rough;
pub mod spent;
pub mod strength;
pub mod today;
pub mod trial;
pub mod upkeep;
