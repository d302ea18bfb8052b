//! What it is: goals, subgoals, jobs and days as pure data, and the laws of changing them.
//!
//! Nothing here knows of text, files, clocks or terminals.

pub mod build;
pub mod common;
pub mod day;
pub mod diff;
pub mod entry;
pub mod field;
pub mod handover;
pub mod history;
pub mod id;
pub mod merge;
pub mod node;
pub mod now;
pub mod op;
pub mod order;
pub mod repeat;
pub mod rival;
pub mod tree;

pub use build::{Builder, Repair};
pub use day::{Day, Mark};
pub use diff::diff;
pub use entry::{Boxed, Done, Dropped, Fact, Note, Timed};
pub use field::{Field, Key, Shape, Stamp, Text, Value};
pub use history::{Again, Change, History};
pub use id::{Ids, NodeId};
pub use merge::merge;
pub use node::{Node, State};
pub use now::{Calendar, Now, Today};
pub use op::{Op, Place};
pub use repeat::Rule;
pub use rival::Conflict;
pub use tree::{Count, Misfit, Tree};
