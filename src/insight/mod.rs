//! What it means: numbers and words computed from tree and ledger, never stored twice.

pub mod habits;
pub mod ideas;
pub mod news;
pub mod nudge;
pub mod pledge;
pub mod progress;
pub mod rank;
pub mod today;
