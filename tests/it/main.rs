//! Everything that is tested from outside, in one binary.

mod cli;
mod generators;
mod laws;
