//! Everything that is tested from outside, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a test that cannot go on shall panic"
)]

mod cells;
mod cli;
mod days;
mod drive;
mod generators;
mod hostile;
mod keys;
mod laws;
mod ledger;
mod look;
mod monkey;
mod picture;
mod rank;
mod readme;
mod samples;
mod schema;
mod screens;
mod starts;
mod syntax;
#[path = "../fuzz/src/targets.rs"]
mod targets;
mod tidy;
#[path = "../fuzz/src/whole.rs"]
mod whole;
mod wording;
