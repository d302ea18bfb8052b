//! Everything that is tested from outside, in one binary.

mod drive;
mod generators;
mod keys;
mod laws;
mod screens;
mod tidy;
