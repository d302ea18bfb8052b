//! The lock between processes: held by the kernel, so that it dies with its process.
//!
//! It is counted within the process: when one of its threads holds it, the others go ahead, so that a key never waits
//! for the disk thread. Between threads, the mutex around the journal decides.

use std::fs::{OpenOptions, TryLockError};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::atomic::{absent_is_none, which};
use super::disk::{self, File};

/// After this long, the other process is thought to be stopped.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(1);

/// The lock file, which is never the state file: that is replaced, and its lock with it.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    held: Mutex<Held>,
    unsupported: AtomicBool,
}

#[derive(Debug, Default)]
struct Held {
    file: Option<File>,
    count: usize,
}

/// As long as this lives, no other process writes.
#[derive(Debug)]
pub(super) struct Guard<'a>(&'a Lock);

impl Lock {
    pub fn new(path: PathBuf) -> Self {
        Self { path, held: Mutex::default(), unsupported: AtomicBool::new(false) }
    }

    /// Waits for the lock; makes its file if needed. `TimedOut` if the other process does not answer.
    pub fn hold(&self) -> io::Result<Guard<'_>> {
        let mut held = self.held();
        if held.count == 0 {
            held.file = Some(self.wait(|| open(&self.path))?);
        }
        held.count += 1;
        Ok(Guard(self))
    }

    /// As [`Lock::hold`], but makes nothing: where there is no lock file, nobody has ever written.
    pub fn hold_if_there(&self) -> io::Result<Option<Guard<'_>>> {
        let mut held = self.held();
        if held.count == 0 {
            let file = absent_is_none(self.wait(|| File::open(&self.path)))?;
            if file.is_none() {
                return Ok(None);
            }
            held.file = file;
        }
        held.count += 1;
        Ok(Some(Guard(self)))
    }

    /// Whether the file system has no locks, as some network file systems.
    pub fn is_unsupported(&self) -> bool {
        self.unsupported.load(Ordering::Relaxed)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, open: impl Fn() -> io::Result<File>) -> io::Result<File> {
        let since = Instant::now();
        loop {
            let file = open()?;
            match file.try_lock() {
                // Somebody may have removed the file before we had it; the lock is then on nothing.
                Ok(()) if self.is_current(&file)? => return Ok(file),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(_)) => {
                    self.unsupported.store(true, Ordering::Relaxed);
                    return Ok(file);
                }
            }
            if since.elapsed() > PATIENCE {
                return Err(io::ErrorKind::TimedOut.into());
            }
            thread::sleep(PAUSE);
        }
    }

    fn is_current(&self, file: &File) -> io::Result<bool> {
        let there = absent_is_none(disk::metadata(&self.path))?;
        let ours = which(&file.metadata()?);
        Ok(there.is_some_and(|there| which(&there) == ours))
    }
}

fn open(path: &std::path::Path) -> io::Result<File> {
    File::open_private(path, OpenOptions::new().read(true).write(true).create(true).truncate(false))
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let mut held = self.0.held();
        held.count -= 1;
        if held.count == 0 {
            held.file = None;
        }
    }
}
