//! The readers under a fuzzer: see README.md.

pub mod targets;
mod whole;
