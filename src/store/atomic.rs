//! Single files: which one it is, and how it is replaced so that it is always whole, the old or the new.

use std::fs::Metadata;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::disk::{self, File, Temp};

/// How long a program takes to write a file, from its first to its last call.
const MOMENT: Duration = Duration::from_millis(250);

/// Tells one content of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileId {
    pub len: u64,
    pub sum: u64,
}

impl FileId {
    pub fn of(bytes: &[u8]) -> Self {
        Self { len: bytes.len() as u64, sum: xxh3_64(bytes) }
    }
}

/// Passes on what is written, and sums it up.
pub(super) struct Summing<W> {
    out: W,
    len: u64,
    sum: Xxh3,
}

impl<W: Write> Summing<W> {
    pub fn new(out: W) -> Self {
        Self { out, len: 0, sum: Xxh3::new() }
    }

    /// What was written so far.
    pub fn id(&self) -> FileId {
        FileId { len: self.len, sum: self.sum.digest() }
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.len += count as u64;
        self.sum.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What the system says of a file without reading it. If it is the same, so is the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stat {
    which: (u64, u64),
    len: u64,
    modified: Option<SystemTime>,
}

impl Stat {
    pub fn of(metadata: &Metadata) -> Self {
        Self { which: which(metadata), len: metadata.len(), modified: metadata.modified().ok() }
    }

    /// Whether nobody has written to it in this moment, so that nobody is likely to be in the middle of it.
    pub fn is_settled(&self) -> bool {
        let age = self.modified.and_then(|at| at.elapsed().ok());
        age.is_none_or(|age| age > MOMENT)
    }

    /// Of the file at `path`; none if there is none.
    pub fn at(path: &Path) -> io::Result<Option<Self>> {
        Ok(absent_is_none(disk::metadata(path))?.as_ref().map(Self::of))
    }
}

/// Tells one file from another that takes its name. On systems without inodes, by when it was made.
#[cfg(unix)]
pub(super) fn which(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

/// Tells one file from another that takes its name. On systems without inodes, by when it was made.
#[cfg(not(unix))]
pub(super) fn which(metadata: &Metadata) -> (u64, u64) {
    let made = metadata.created().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
    made.map_or((0, 0), |since| (since.as_secs(), since.subsec_nanos().into()))
}

/// A file that is not there is none, every other failure a failure.
pub(super) fn absent_is_none<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// `path` with `ending` behind its name: `goals.json` and `.journal` make `goals.json.journal`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// How the names of unfinished files begin, so that they can be swept away.
pub(super) fn unfinished_prefix(target: &Path) -> String {
    format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy())
}

/// The ending of unfinished files.
pub(super) const UNFINISHED: &str = ".tmp";

/// Writes `bytes` to a new file in the folder of `target`, with the mode and the owner of `like`.
///
/// Only `persist` makes it take the place of `target`; dropped, it is gone.
pub(super) fn prepare(target: &Path, bytes: &[u8], like: Option<&Metadata>) -> io::Result<Temp> {
    let mut temp = begin(target, like)?;
    temp.file.write_all(bytes)?;
    Ok(temp)
}

/// As [`prepare`], to be written by the caller.
pub(super) fn begin(target: &Path, like: Option<&Metadata>) -> io::Result<Temp> {
    let folder = folder_of(target);
    let prefix = unfinished_prefix(target);
    let temp = Temp::new(folder, &prefix, UNFINISHED)?;
    if let Some(like) = like {
        disk::keep_owner(temp.path(), like);
        temp.file.set_permissions(like.permissions())?;
    }
    Ok(temp)
}

/// Replaces `target` by `bytes`, whole or not at all; durable only if `durable`, because that takes time.
pub(super) fn replace(target: &Path, bytes: &[u8], durable: bool) -> io::Result<()> {
    let like = absent_is_none(disk::metadata(target))?;
    let temp = prepare(target, bytes, like.as_ref())?;
    if durable {
        temp.file.sync_all()?;
    }
    temp.persist(target)?;
    if durable { sync_folder(target) } else { Ok(()) }
}

/// Makes it durable that `path` is the name of what it is now.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder_of(path))?.sync_all() } else { Ok(()) }
}

/// The folder that `path` is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
