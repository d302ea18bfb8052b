//! What can be had of a file that cannot be read: its readable lines, and the last copy with the journal behind it.

use std::path::PathBuf;

use super::disk;
use super::line::Page;
use super::load::follow;
use super::shared::Shared;
use super::{Error, Location, atomic, backup};
use crate::clock::Clock;
use crate::model::history::{Others, rebase};
use crate::model::{Key, Op, Tree, diff};
use crate::text::json;

/// What could be had.
#[derive(Debug)]
pub struct Repaired {
    /// All of it in one tree.
    pub tree: Tree,
    /// The numbers of lines that say nothing.
    pub unreadable: Vec<usize>,
    /// Whether there was a last known state, with the journal behind it.
    pub from_copy: bool,
}

/// Puts together what can be had of file, journal and last copy. Writes nothing.
///
/// Where both say something, the file's line holds; what only the copy has stays.
///
/// # Errors
/// The file is there and the system does not let us read it.
pub fn repair(location: &Location) -> Result<Repaired, Error> {
    let read =
        |path: PathBuf| atomic::absent_is_none(disk::read(&path)).map_err(|error| Error::io(&path, error));
    let bytes = read(location.file.clone())?.unwrap_or_default();
    let (salvaged, unreadable) = match json::read(&bytes) {
        Ok(read) => (read.tree, Vec::new()),
        Err(_) => salvage(&String::from_utf8_lossy(&bytes)),
    };
    let page = read(location.journal())?.map(|bytes| Page::read(&bytes));
    let known = page.as_ref().and_then(|page| follow(location, page)).map(|(_, ours)| ours);
    let from_copy = known.is_some();
    let mut tree = known.unwrap_or_default();
    let takes_away = |op: &Op| {
        matches!(
            op,
            Op::Delete { .. }
                | Op::Set { new: None, .. }
                | Op::Day { new: None, .. }
                | Op::File { new: None, .. }
        )
    };
    let adds: Vec<Op> = diff(&tree, &salvaged).into_iter().filter(|op| !takes_away(op)).collect();
    rebase(&mut tree, &adds, Others::Yield);
    Ok(Repaired { tree, unreadable, from_copy })
}

/// A file with this in the place of nodes, days and whatever else stands in it.
fn file(nodes: &str, days: &str, rest: &str) -> String {
    format!("{{\"goaltree\": 1,\n\"nodes\": [\n{nodes}\n],\n\"days\": [\n{days}\n]{rest}\n}}\n")
}

/// The lines that say something each by itself, as one tree; and the numbers of the others.
fn salvage(text: &str) -> (Tree, Vec<usize>) {
    let (mut nodes, mut days, mut rest, mut unreadable) = (Vec::new(), Vec::new(), String::new(), Vec::new());
    let says = |text: &str| json::read(text.as_bytes()).ok();
    let frame = ["", "{", "}", "[", "]", "{}", "\"nodes\": [", "\"nodes\":[", "\"days\": [", "\"days\":["];
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '\u{feff}' | '\0'));
        if frame.contains(&line) || line.starts_with("\"goaltree\"") {
            continue;
        }
        let is_node = json::parse_node(line).is_ok_and(|(node, _)| node.field(Key::Title).is_some());
        if is_node {
            nodes.push(line);
        } else if says(&file("", line, "")).is_some_and(|read| !read.tree.days().is_empty()) {
            days.push(line);
        } else if line.starts_with('"') && says(&file("", "", &format!(",\n{line}"))).is_some() {
            rest.push_str(&format!(",\n{line}"));
        } else {
            unreadable.push(at + 1);
        }
    }
    let tree = says(&file(&nodes.join(",\n"), &days.join(",\n"), &rest)).map(|read| read.tree);
    (tree.unwrap_or_default(), unreadable)
}

/// Lets a backup take the place of a file that cannot be read or is gone; says under which name it was set aside.
///
/// # Errors
/// One of both could not be written; the file is then as it was.
pub fn put_back(
    location: &Location,
    backup: &backup::Backup,
    clock: Clock,
) -> Result<Option<PathBuf>, Error> {
    let bytes = disk::read(&backup.path).map_err(|error| Error::io(&backup.path, error))?;
    let shared = Shared::new(location.clone(), clock);
    let _guard = shared.hold()?;
    let io = |error| Error::io(&location.file, error);
    let there = atomic::absent_is_none(disk::metadata(&location.file)).map_err(io)?;
    let aside =
        there.map(|_| backup::set_aside(&location.file, "unreadable", clock)).transpose().map_err(io)?;
    atomic::replace(&location.file, &bytes, true).map_err(io)?;
    Ok(aside)
}
