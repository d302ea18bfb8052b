//! Copies that Syncthing, Dropbox and others lay beside the file when two devices changed it.

use std::io;
use std::path::{Path, PathBuf};

use super::atomic::{self, FileId};
use super::{Location, backup, disk};
use crate::model::{Tree, common};
use crate::text::json;

/// A copy that can be merged.
#[derive(Debug, Clone)]
pub struct Copy {
    path: PathBuf,
    id: FileId,
    /// What it says.
    pub tree: Tree,
    /// The last state of which it is known that both come from it.
    pub base: Option<Tree>,
}

/// The copies beside the file, by name.
#[must_use]
pub fn list(location: &Location) -> Vec<PathBuf> {
    let Ok(entries) = disk::list(atomic::folder_of(&location.file)) else { return Vec::new() };
    let extension = location.file.extension().map(|end| format!(".{}", end.to_string_lossy()));
    let (stem, ending) = (location.stem(), extension.unwrap_or_default());
    let fits = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        is_copy(&name, &stem, &ending) && path.is_file()
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(fits).collect();
    paths.sort();
    paths
}

/// `goals.sync-conflict-20261121-090000-ABCDEFG.json`, `goals (Ana's conflicted copy 2026-11-21).json`
fn is_copy(name: &str, stem: &str, ending: &str) -> bool {
    let Some(mark) = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(ending)) else { return false };
    mark.starts_with(".sync-conflict-")
        || (mark.starts_with(" (") && mark.ends_with(')') && mark.to_lowercase().contains("conflicted copy"))
}

/// Reads the copies; and says of which that was not possible. `ours` is the tree as it is now.
#[must_use]
pub fn read(location: &Location, ours: &Tree) -> (Vec<Copy>, Vec<String>) {
    let (mut copies, mut refused) = (Vec::new(), Vec::new());
    for path in list(location) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match disk::read(&path).map_err(|error| error.to_string()).and_then(|bytes| parse(&bytes)) {
            Ok((id, tree)) => {
                let base = base(location, ours, &tree);
                copies.push(Copy { path, id, tree, base });
            }
            Err(why) => refused.push(format!("{name}: {why}")),
        }
    }
    (copies, refused)
}

fn parse(bytes: &[u8]) -> Result<(FileId, Tree), String> {
    let read = json::read(bytes).map_err(|refused| refused.to_string())?;
    if read.version > json::VERSION {
        return Err("made by a newer goaltree".to_owned());
    }
    Ok((FileId::of(bytes), read.tree))
}

/// The newest backup from which both come.
fn base(location: &Location, ours: &Tree, copy: &Tree) -> Option<Tree> {
    backup::list(location).into_iter().find_map(|backup| {
        let tree = json::read(&disk::read(&backup.path).ok()?).ok()?.tree;
        common::is_older_than_both(&tree, ours, copy).then_some(tree)
    })
}

impl Copy {
    /// Moves it to the backups, under its own name; not if it is another by now.
    ///
    /// # Errors
    /// It could not be moved; it is then still there.
    pub fn set_aside(&self, location: &Location) -> io::Result<()> {
        let bytes = disk::read(&self.path)?;
        if FileId::of(&bytes) != self.id {
            return Ok(());
        }
        disk::make_folder(&location.backups())?;
        let name = self.path.file_name().unwrap_or_default();
        let target = backup::free(&location.backups().join(Path::new(name).with_extension("")), ".json");
        // Another disk may lie between.
        atomic::replace(&target, &bytes, true)?;
        disk::remove_file(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_told_by_their_names() {
        for (name, wanted) in [
            ("goals.sync-conflict-20261121-090000-ABCDEFG.json", true),
            ("goals (Ana's conflicted copy 2026-11-21).json", true),
            ("goals (conflicted copy 2026-11-21 091500).json", true),
            ("goals (Case Conflicted Copy).json", true),
            ("goals.json", false),
            ("goals (old).json", false),
            ("goals.sync-conflict-20261121-090000-ABCDEFG.json.journal", false),
            ("other.sync-conflict-20261121-090000-ABCDEFG.json", false),
        ] {
            assert_eq!(is_copy(name, "goals", ".json"), wanted, "{name}");
        }
    }
}
