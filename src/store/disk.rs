//! The store's one way to the disk: the calls of the system as they are.
//!
//! In tests, each call first asks the faults that are planned for its folder. Otherwise nothing stands between: the
//! types have no field more, and the questions are empty functions.

use std::fs::{self, DirBuilder, Metadata, OpenOptions, Permissions, ReadDir, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

#[cfg(test)]
use super::faults;

/// What is asked of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    Open,
    Read,
    Write,
    Sync,
    Truncate,
    Rename,
    Remove,
    Link,
    Stat,
    Mode,
    Folder,
    List,
    Lock,
}

/// Whether the call goes on to the system. Only tests say no.
#[cfg_attr(not(test), expect(unused_variables, clippy::unnecessary_wraps, reason = "only tests look"))]
#[inline]
fn ask(call: Call, path: &Path) -> io::Result<()> {
    #[cfg(test)]
    faults::ask(call, path)?;
    Ok(())
}

/// An open file.
#[derive(Debug)]
pub(super) struct File {
    inner: fs::File,
    #[cfg(test)]
    path: PathBuf,
}

impl File {
    /// Opens it to be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        Self::open_as(path, OpenOptions::new().read(true))
    }

    pub fn open_as(path: &Path, options: &OpenOptions) -> io::Result<Self> {
        ask(Call::Open, path)?;
        Ok(Self {
            inner: options.open(path)?,
            #[cfg(test)]
            path: path.to_owned(),
        })
    }

    /// For its owner alone, if it is made.
    pub fn open_private(path: &Path, options: &mut OpenOptions) -> io::Result<Self> {
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
        Self::open_as(path, options)
    }

    #[cfg_attr(
        not(test),
        expect(unused_variables, clippy::unused_self, clippy::unnecessary_wraps, reason = "only tests look")
    )]
    #[inline]
    fn ask(&self, call: Call) -> io::Result<()> {
        #[cfg(test)]
        faults::ask(call, &self.path)?;
        Ok(())
    }

    pub fn metadata(&self) -> io::Result<Metadata> {
        self.ask(Call::Stat)?;
        self.inner.metadata()
    }

    pub fn set_permissions(&self, permissions: Permissions) -> io::Result<()> {
        self.ask(Call::Mode)?;
        self.inner.set_permissions(permissions)
    }

    pub fn set_len(&self, length: u64) -> io::Result<()> {
        self.ask(Call::Truncate)?;
        self.inner.set_len(length)
    }

    pub fn sync_all(&self) -> io::Result<()> {
        self.ask(Call::Sync)?;
        self.inner.sync_all()?;
        self.note_sync()
    }

    pub fn sync_data(&self) -> io::Result<()> {
        self.ask(Call::Sync)?;
        self.inner.sync_data()?;
        self.note_sync()
    }

    #[cfg_attr(
        not(test),
        expect(
            clippy::unused_self,
            clippy::unnecessary_wraps,
            reason = "only tests remember what is durable"
        )
    )]
    #[inline]
    fn note_sync(&self) -> io::Result<()> {
        #[cfg(test)]
        faults::synced(&self.path, &self.inner)?;
        Ok(())
    }

    pub fn try_lock(&self) -> Result<(), TryLockError> {
        self.ask(Call::Lock).map_err(TryLockError::Error)?;
        self.inner.try_lock()
    }

    /// Writes all of `bytes` at `offset`, in one call where the system lets us.
    pub fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        #[cfg(test)]
        if let Some((part, error)) = faults::tear(&self.path, bytes)? {
            return write_at(&self.inner, part, offset).and(Err(error));
        }
        write_at(&self.inner, bytes, offset)
    }

    /// Reads from `offset` until `buffer` is full or the file ends; says how much it was.
    pub fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.ask(Call::Read)?;
        read_at(&self.inner, buffer, offset)
    }
}

impl Read for File {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.ask(Call::Read)?;
        self.inner.read(buffer)
    }

    fn read_to_end(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        self.ask(Call::Read)?;
        // That of the system's file knows how much there is to come.
        self.inner.read_to_end(bytes)
    }
}

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        #[cfg(test)]
        if let Some((part, error)) = faults::tear(&self.path, bytes)? {
            return self.inner.write_all(part).and(Err(error));
        }
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(unix)]
fn write_at(file: &fs::File, bytes: &[u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, offset)
}

#[cfg(not(unix))]
fn write_at(mut file: &fs::File, bytes: &[u8], offset: u64) -> io::Result<()> {
    use std::io::{Seek, SeekFrom};
    file.seek(SeekFrom::Start(offset))?;
    file.write_all(bytes)
}

#[cfg(unix)]
pub(super) fn read_at(file: &fs::File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    let mut got = 0;
    while got < buffer.len() {
        match std::os::unix::fs::FileExt::read_at(file, &mut buffer[got..], offset + got as u64)? {
            0 => break,
            more => got += more,
        }
    }
    Ok(got)
}

#[cfg(not(unix))]
fn read_at(mut file: &fs::File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    use std::io::{Seek, SeekFrom};
    file.seek(SeekFrom::Start(offset))?;
    let mut got = 0;
    while got < buffer.len() {
        match file.read(&mut buffer[got..])? {
            0 => break,
            more => got += more,
        }
    }
    Ok(got)
}

/// A new file under a name that nobody guesses. Dropped, it is gone.
#[derive(Debug)]
pub(super) struct Temp {
    pub file: File,
    name: Name,
}

/// Removes the file of this name at its end, unless that has another name by then.
#[derive(Debug)]
struct Name {
    path: PathBuf,
    kept: bool,
}

impl Drop for Name {
    fn drop(&mut self) {
        if !self.kept {
            // What stays behind is swept away some day.
            let _ = remove_file(&self.path);
        }
    }
}

/// How often a name that is taken is followed by another.
const MOST_NAMES: usize = 100;

impl Temp {
    /// Makes one in `folder`, for its owner alone.
    pub fn new(folder: &Path, prefix: &str, suffix: &str) -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..MOST_NAMES {
            let random: String = (0..8).map(|_| fastrand::alphanumeric()).collect();
            let path = folder.join(format!("{prefix}{random}{suffix}"));
            match File::open_private(&path, OpenOptions::new().read(true).write(true).create_new(true)) {
                Ok(file) => return Ok(Self { file, name: Name { path, kept: false } }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    pub fn path(&self) -> &Path {
        &self.name.path
    }

    /// Gives it its name, whatever had that before.
    pub fn persist(self, target: &Path) -> io::Result<File> {
        let Self { file, mut name } = self;
        rename(&name.path, target)?;
        name.kept = true;
        Ok(file)
    }
}

/// Three million items. What is read takes three to four times as much memory.
pub(super) const MOST_BYTES: u64 = 512 << 20;

/// Why a file was not read: it would fill the memory.
#[derive(Debug, thiserror::Error)]
#[error("larger than 512 MB, the most that is read")]
pub(super) struct TooLarge;

/// Whether it is why a file was not read. The system has an error of this kind too, for what is written.
pub(super) fn is_too_large(error: &io::Error) -> bool {
    error.get_ref().and_then(|inner| inner.downcast_ref::<TooLarge>()).is_some()
}

/// What is in a file.
///
/// # Errors
/// What the system says, or that it is larger than 512 MB.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    ask(Call::Open, path)?;
    ask(Call::Read, path)?;
    let mut file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length > MOST_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, TooLarge));
    }
    let mut bytes = Vec::with_capacity(length as usize);
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    ask(Call::Stat, path)?;
    fs::metadata(path)
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    ask(Call::Rename, to)?;
    fs::rename(from, to)
}

pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    ask(Call::Remove, path)?;
    fs::remove_file(path)
}

pub(super) fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    ask(Call::Link, to)?;
    fs::hard_link(from, to)
}

pub(super) fn copy(from: &Path, to: &Path) -> io::Result<u64> {
    ask(Call::Read, from)?;
    ask(Call::Write, to)?;
    fs::copy(from, to)
}

pub(super) fn list(folder: &Path) -> io::Result<ReadDir> {
    ask(Call::List, folder)?;
    fs::read_dir(folder)
}

/// Makes the folder and those above it, for its owner alone.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    ask(Call::Folder, path)?;
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    // Its own name is durable too, as far as the system lets us say so.
    if cfg!(unix)
        && let Some(above) = path.parent()
    {
        let _ = File::open(above).and_then(|above| above.sync_all());
    }
    Ok(())
}

/// A file that belonged to somebody else's group goes on doing so, where we may decide that.
#[cfg(unix)]
pub(super) fn keep_owner(path: &Path, like: &Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let ours = metadata(path).is_ok_and(|new| new.uid() == like.uid() && new.gid() == like.gid());
    if !ours && chown(path, Some(like.uid()), Some(like.gid())).is_err() {
        // Not ours to give away; the group alone may be.
        let _ = chown(path, None, Some(like.gid()));
    }
}

#[cfg(not(unix))]
pub(super) fn keep_owner(_: &Path, _: &Metadata) {}
