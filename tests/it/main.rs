//! Everything that is tested from outside, in one binary.

mod drive;
mod generators;
mod laws;
mod screens;
