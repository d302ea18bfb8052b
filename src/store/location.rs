//! Where everything lies.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use super::atomic::{absent_is_none, beside, folder_of};

/// More links than this behind each other are a circle.
const MOST_LINKS: usize = 40;

/// A state file and the folder of what the program remembers about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The state file, with symbolic links resolved, so that they stay.
    pub file: PathBuf,
    /// This file's own folder in the state folder.
    pub state: PathBuf,
}

impl Location {
    /// The place of `file`, which need not exist. Makes nothing.
    ///
    /// # Errors
    /// The current folder or a link cannot be read.
    pub fn new(file: &Path, state_root: &Path) -> io::Result<Self> {
        let file = resolve(file)?;
        let sum = xxh3_64(file.as_os_str().as_encoded_bytes()) >> 32;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { state: state_root.join(format!("{stem}-{sum:08x}")), file })
    }

    /// The name of the file, for sentences.
    #[must_use]
    pub fn name(&self) -> String {
        self.file.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The folder of the backups.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        self.state.join("backups")
    }

    /// What tells which file a tool of ours put there.
    #[must_use]
    pub fn expected(&self) -> PathBuf {
        self.state.join("expected")
    }

    /// The journal beside the file.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        beside(&self.file, ".journal")
    }

    pub(super) fn lock(&self) -> PathBuf {
        beside(&self.file, ".lock")
    }

    /// A copy of the file as it was last written.
    pub(super) fn base(&self) -> PathBuf {
        self.state.join("base.json")
    }

    pub(super) fn history(&self) -> PathBuf {
        self.state.join("history.jsonl")
    }

    pub(super) fn session(&self) -> PathBuf {
        self.state.join("session.json")
    }

    pub(super) fn stem(&self) -> String {
        self.file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// The path without links, of which the last part, or more, need not exist.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut path = std::path::absolute(path)?;
    for _ in 0..MOST_LINKS {
        // A link to nothing: what will be made is its target.
        match fs::read_link(&path) {
            Ok(target) => path = folder_of(&path).join(target),
            Err(_) => break,
        }
    }
    let mut missing: Vec<OsString> = Vec::new();
    let mut there = path.clone();
    loop {
        if let Some(mut whole) = absent_is_none(fs::canonicalize(&there))? {
            whole.extend(missing.iter().rev());
            return Ok(whole);
        }
        let (Some(name), Some(folder)) = (there.file_name(), there.parent()) else { return Ok(path) };
        missing.push(name.to_owned());
        there = folder.to_owned();
    }
}
