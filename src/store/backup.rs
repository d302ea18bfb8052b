//! Copies that nobody had to think of: one an hour at most, thinned out as they age; and what is set aside.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDateTime};

use super::atomic::{self, FileId, absent_is_none, beside};
use super::disk;
use super::{Error, Location};
use crate::clock::Clock;
use crate::model::Tree;
use crate::text::json;

/// `2026-11-21T0912`
const TIME: &str = "%Y-%m-%dT%H%M";
/// At most one an hour, but for those before a merge.
const NEWEST: usize = 24;
const DAILY: usize = 14;
const WEEKLY: usize = 8;

/// A copy in the `backups` folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made, local.
    pub at: NaiveDateTime,
}

/// In how many items one tree differs from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Difference {
    /// Items that only the newer one has.
    pub new: usize,
    /// Items that only the older one has.
    pub gone: usize,
    /// Items that stand under another parent or say something else.
    pub changed: usize,
}

impl Difference {
    /// From `old` to `new`.
    #[must_use]
    pub fn between(old: &Tree, new: &Tree) -> Self {
        let mut difference = Self::default();
        for (_, node) in new.walk(None) {
            match old.get(node.id()) {
                None => difference.new += 1,
                Some(before) => {
                    let moved = old.parent(node.id()) != new.parent(node.id());
                    difference.changed += usize::from(moved || before != node);
                }
            }
        }
        difference.gone = old.len() - (new.len() - difference.new);
        difference
    }
}

/// What a backup says.
///
/// # Errors
/// It cannot be read, or is none.
pub fn read(backup: &Backup) -> Result<Tree, Error> {
    let bytes = disk::read(&backup.path).map_err(|error| Error::io(&backup.path, error))?;
    let refused = |refused| Error::Unreadable { file: backup.path.clone(), refused, backup: None };
    Ok(json::read(&bytes).map_err(refused)?.tree)
}

/// The backups of this file, newest first.
#[must_use]
pub fn list(location: &Location) -> Vec<Backup> {
    let prefix = format!("{}-", location.stem());
    let Ok(entries) = disk::list(&location.backups()) else { return Vec::new() };
    let mut backups: Vec<Backup> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let time = name.strip_prefix(&prefix)?.strip_suffix(".json")?;
            let at = NaiveDateTime::parse_from_str(time.get(..15)?, TIME).ok()?;
            Some(Backup { path: entry.path(), at })
        })
        .collect();
    backups.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.path.cmp(&a.path)));
    backups
}

/// The newest one, to be named in a hint.
pub(super) fn newest(location: &Location) -> Option<PathBuf> {
    list(location).into_iter().next().map(|backup| backup.path)
}

/// The content of the backup that is the file `id`.
pub(super) fn find(location: &Location, id: FileId) -> Option<Vec<u8>> {
    list(location).into_iter().find_map(|backup| {
        let fits = disk::metadata(&backup.path).is_ok_and(|metadata| metadata.len() == id.len);
        fits.then(|| disk::read(&backup.path).ok()).flatten().filter(|bytes| FileId::of(bytes) == id)
    })
}

/// Keeps `file`, which is about to be replaced, if the last hour has no backup yet or if it `must` be.
///
/// A hard link is enough: what replaces the file leaves the old one as it is.
pub(super) fn make(location: &Location, file: &Path, clock: Clock, must: bool) -> io::Result<()> {
    let Some(there) = absent_is_none(disk::metadata(file))? else { return Ok(()) };
    let now = clock.now().time.naive_local();
    let backups = list(location);
    if let Some(last) = backups.first() {
        let same_hour = hour(last.at) == hour(now);
        if same_hour && !must || is_same(&last.path, file, there.len()) {
            return Ok(());
        }
    }
    let folder = location.backups();
    disk::make_folder(&folder)?;
    let name = folder.join(format!("{}-{}", location.stem(), now.format(TIME)));
    let path = free(&name, ".json");
    copy(file, &path)?;
    prune(&list(location));
    Ok(())
}

/// A link to the file as it is, or a copy of it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if disk::hard_link(from, to).is_ok() {
        return Ok(());
    }
    atomic::replace(to, &disk::read(from)?, false)
}

/// Copies `from` beside it as `from.WHAT-DATE`, never over anything. Synced: the original is going to be replaced.
pub(super) fn set_aside(from: &Path, what: &str, clock: Clock) -> io::Result<PathBuf> {
    let name = beside(from, &format!(".{what}-{}", clock.now().time.format(TIME)));
    let path = free(&name, "");
    match disk::read(from) {
        // It goes past the memory.
        Err(error) if disk::is_too_large(&error) => {
            disk::copy(from, &path)?;
            disk::File::open(&path)?.sync_all()?;
        }
        read => atomic::replace(&path, &read?, true)?,
    }
    Ok(path)
}

/// `name` and `ending`, with a number between them if that is taken.
pub(super) fn free(name: &Path, ending: &str) -> PathBuf {
    let numbered = (2..).map(|nth| beside(name, &format!("-{nth}{ending}")));
    let mut names = std::iter::once(beside(name, ending)).chain(numbered);
    names.find(|path| !path.exists()).unwrap_or_else(|| beside(name, ending))
}

fn is_same(backup: &Path, file: &Path, len: u64) -> bool {
    disk::metadata(backup).is_ok_and(|metadata| metadata.len() == len)
        && matches!((disk::read(backup), disk::read(file)), (Ok(a), Ok(b)) if a == b)
}

fn hour(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H").to_string()
}

/// Removes what is neither one of the newest nor the last of one of the last days or weeks.
fn prune(backups: &[Backup]) {
    let mut kept: HashSet<&Path> = backups.iter().take(NEWEST).map(|backup| &*backup.path).collect();
    let week = |at: NaiveDateTime| format!("{:?}", at.iso_week());
    let day = |at: NaiveDateTime| at.date().to_string();
    let ages: [(usize, &dyn Fn(NaiveDateTime) -> String); 2] = [(DAILY, &day), (WEEKLY, &week)];
    for (count, name) in ages {
        let mut seen = HashSet::new();
        for backup in backups {
            let first = seen.insert(name(backup.at));
            if first && seen.len() <= count {
                kept.insert(&backup.path);
            }
        }
    }
    for backup in backups.iter().filter(|backup| !kept.contains(&*backup.path)) {
        // What cannot be removed is one copy too many, no more.
        let _ = disk::remove_file(&backup.path);
    }
}
