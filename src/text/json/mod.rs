//! The state file: one node a line, one day a line, read and written.
//!
//! `read` takes what people, merges and other versions leave behind and says what it had to mend; `write` always
//! writes the same bytes for the same tree. What the file promises stands in FILE-FORMAT.md.

mod day;
mod loose;
mod mark;
mod read;
mod refused;
mod write;

pub use day::{parse_box, parse_done, parse_dropped, parse_fact};
pub use mark::{parse_entry, parse_mark, print_entry, print_mark};
pub use read::{Problem, Read, parse_fields, parse_node, read};
pub use refused::Refused;
pub use write::{
    print_box, print_done, print_dropped, print_fact, print_fields, print_node, print_text, write,
};

/// The version of the format that this program writes.
pub const VERSION: u64 = 1;
