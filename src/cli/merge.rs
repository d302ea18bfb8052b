//! `goaltree merge`: three state files into one, as a merge driver of git.

use std::path::Path;

use super::output::note;
use super::{Failure, args};
use crate::model::{Conflict, Tree, merge as merge_trees};
use crate::store::{Store, read_file};
use crate::text::{choice, json};

/// A file cannot be read; nothing was written.
const UNREADABLE: u8 = 2;
/// So many conflicts are listed.
const MOST_LISTED: usize = 20;

/// `goaltree merge`.
pub(super) fn merge(typed: &args::Merge) -> Result<(), Failure> {
    // Where both sides added the file, git gives an empty one as the base.
    let base = read(&typed.base, true)?;
    let (ours, theirs) = (read(&typed.ours, false)?, read(&typed.theirs, false)?);
    let (merged, conflicts) = merge_trees(&base, &ours, &theirs);
    Store::write_over(&typed.ours, &merged).map_err(|error| Failure::from(error).with_code(UNREADABLE))?;
    tell(&merged, &conflicts);
    if conflicts.is_empty() { Ok(()) } else { Err(Failure::told()) }
}

/// The tree in a file that may be written over.
fn read(path: &Path, may_be_empty: bool) -> Result<Tree, Failure> {
    let refuse = |why: String| {
        Failure::could_not(format!("{}: {why}", path.display()))
            .hint("nothing was merged; OURS is as it was")
            .with_code(UNREADABLE)
    };
    let bytes = read_file(path).map_err(|error| refuse(error.to_string()))?;
    if may_be_empty && bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Tree::default());
    }
    parse(&bytes).map_err(refuse)
}

/// A tree that this version may merge and write.
pub(super) fn parse(bytes: &[u8]) -> Result<Tree, String> {
    let read = json::read(bytes).map_err(|refused| refused.to_string())?;
    if read.version > json::VERSION {
        return Err(format!("made by a newer goaltree (format {})", read.version));
    }
    Ok(read.tree)
}

/// Says in what the sides disagreed.
pub(super) fn tell(tree: &Tree, conflicts: &[Conflict]) {
    for conflict in conflicts.iter().take(MOST_LISTED) {
        let (kept, other) = choice::say(tree, conflict);
        note(&format!("{}: {kept}; the other side: {other}", choice::about(tree, conflict)));
    }
    if let Some(more) = conflicts.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        note(&format!("and {more} more"));
    }
}
