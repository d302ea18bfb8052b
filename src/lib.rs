//! goaltree: what is too big becomes a handful of jobs of minutes, a few of them are done every day, and one day the
//! person looks up and sees how far they have come.
//!
//! The layers in reading order; each may use those above it in this list, and what stands in the table of
//! `tests/it/tidy.rs`, which holds the code to it:
//!
//! - [`model`]: what it is. Pure data, the one enum of operations, undo, diff and merge.
//! - [`text`]: what it looks like as text: a line, an outline, the state file, what may reach a terminal.
//! - [`exchange`]: the formats of other programs, from and to text.
//! - [`insight`]: what it means: numbers and words computed from tree and ledger, never stored twice.
//! - [`config`]: what a person can set; the one table of keys of `config.toml`.
//! - [`edit`]: what a user can do to it. Keys and command line call the same verbs.
//! - [`store`]: files: the journal before the frame, the checkpoint, the lock, backups.
//! - [`app`]: one session. Pure: `update(&mut App, Msg) -> Vec<Effect>`; the one table of commands.
//! - [`view`]: one frame. Pure: `render(&App, &Theme, Rect, &mut Buffer)`.
//! - [`cli`]: the command line.
//! - [`terminal`]: events to messages, effects to the store.
//! - [`clock`]: the one thing that reads the time.
//!
//! Invariants, mostly absences:
//!
//! - Only [`model::Tree::apply`] writes to a tree. Every parent exists; nothing is its own ancestor.
//! - Every change that a user can make is a [`model::Change`], and can be inverted from itself alone.
//! - `apply(diff(a, b), a) == b`; merging with an unchanged side gives the other side; `merge` always gives a tree; a
//!   change applied and undone is no change, byte for byte, in the saved file.
//! - No pure layer reads a clock, a file, the environment or a random number.
//! - Rendering changes nothing.
//! - After every message the cursor is on a visible row, or the pane is empty.
//! - A key that is not in [`app::command::all`] does nothing but say so.
//! - Nothing that came from a file or a paste reaches the terminal without passing [`text::safe`].
//! - No cost on the way from a key to its frame grows with the size of the tree.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod edit;
pub mod exchange;
pub mod insight;
pub mod model;
pub mod store;
pub mod terminal;
pub mod text;
pub mod view;
