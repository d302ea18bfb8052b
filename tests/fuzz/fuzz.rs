//! One program for all targets: `GOALTREE_TARGET=NAME fuzz CORPUS`.
#![no_main]

use std::sync::LazyLock;

use goaltree_fuzz::targets::ALL;
use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("GOALTREE_TARGET").unwrap_or_default();
    let names: Vec<&str> = ALL.iter().map(|target| target.0).collect();
    let found = ALL.iter().find(|target| target.0 == name);
    found.unwrap_or_else(|| panic!("GOALTREE_TARGET is none of {}", names.join(", "))).1
});

fuzz_target!(|bytes: &[u8]| TARGET(bytes));
