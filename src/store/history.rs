//! The changes of earlier runs, so that they can be taken back: one line each in the state folder.

use std::collections::HashSet;
use std::fs::OpenOptions;
use std::io::{self, Write};

use super::disk::{self, File};
use super::line::Page;
use super::{KEPT, Location, OUTSIDE, atomic};
use crate::model::{Change, History};
use crate::text::change;

/// Whether a change is a step that a person made and may take back: not what came from the file itself, and not what the
/// program notes without a word, such as a look at the list.
#[must_use]
pub fn is_step(change: &Change) -> bool {
    !matches!(&*change.name, "" | OUTSIDE | KEPT)
}

/// So many can be taken back.
const REMEMBERED: usize = 1_000;
/// With more lines than this, the file is written anew.
const MOST_LINES: usize = 2_000;

/// The history of earlier runs, completed by what only the journal knows because a program did not come to an end.
pub(super) fn load(location: &Location, journal: Option<&Page>) -> History {
    let bytes = disk::read(&location.history()).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    let mut known = HashSet::new();
    let mut history = History::default();
    for line in &lines[lines.len().saturating_sub(REMEMBERED)..] {
        if let Ok(change) = change::parse(line)
            && is_step(&change)
            && known.insert(change.key)
        {
            history.record(&change);
        }
    }
    for numbered in journal.iter().flat_map(|page| &page.changes) {
        if is_step(&numbered.change) && known.insert(numbered.change.key) {
            history.record(&numbered.change);
        }
    }
    history
}

/// Shortens the file if it has grown long. Only those who write at all do this.
pub(super) fn shorten(location: &Location) -> io::Result<()> {
    let Ok(bytes) = disk::read(&location.history()) else { return Ok(()) };
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() <= MOST_LINES {
        return Ok(());
    }
    let mut kept = lines[lines.len() - REMEMBERED..].join("\n");
    kept.push('\n');
    atomic::replace(&location.history(), kept.as_bytes(), false)
}

/// Appends the steps among changes, in one write. What fails here costs a step of undo, not the change.
pub(super) fn append(location: &Location, changes: &[Change]) -> io::Result<()> {
    let mut bytes = Vec::new();
    for change in changes.iter().filter(|change| is_step(change)) {
        bytes.extend_from_slice(change::print(change).as_bytes());
        bytes.push(b'\n');
    }
    disk::make_folder(&location.state)?;
    let mut file = File::open_private(&location.history(), OpenOptions::new().create(true).append(true))?;
    file.write_all(&bytes)
}
