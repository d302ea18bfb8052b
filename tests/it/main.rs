//! Everything that is tested from outside, in one binary.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot go on shall panic")]

mod drive;
mod generators;
mod keys;
mod laws;
mod screens;
mod tidy;
