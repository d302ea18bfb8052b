//! Disks that fail, for tests: the Nth call below a folder goes wrong, once or for ever, or the program dies there.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::disk::{self, Call};

/// What happens at the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Nothing is done, and this is the error's number.
    Fails(i32),
    /// Half of what is to be written is written, then there is no room; other calls fail as a whole.
    Short,
    /// The program is killed before the call: nothing reaches the disk any more.
    Dies,
    /// As that, but in the middle of a write.
    DiesTorn,
    /// The thread panics.
    Panics,
}

/// Input or output error, no room, no permission, read-only file system: the same numbers on all Unixes that we know.
pub(super) const EIO: How = How::Fails(5);
pub(super) const ENOSPC: How = How::Fails(28);
pub(super) const EACCES: How = How::Fails(13);
pub(super) const EROFS: How = How::Fails(30);

/// What goes wrong below a folder.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    pub how: How,
    /// Which calls count; none for all.
    pub call: Option<Call>,
    /// The first is 0.
    pub nth: usize,
    pub for_ever: bool,
}

#[derive(Debug)]
struct State {
    plan: Plan,
    /// Calls that counted so far.
    count: usize,
    /// Those that went wrong.
    hits: usize,
    dead: bool,
    durable: Durable,
}

/// What a power cut leaves for certain, and no more.
#[derive(Debug, Default)]
struct Durable {
    /// By the number of the file.
    contents: HashMap<u64, Vec<u8>>,
    /// By folder: names, and the numbers of their files.
    names: HashMap<PathBuf, Vec<(OsString, u64)>>,
}

/// As long as this lives, the plan holds.
#[derive(Debug)]
pub(super) struct Faults {
    root: PathBuf,
    state: Arc<Mutex<State>>,
}

static ALL: Mutex<Vec<(PathBuf, Arc<Mutex<State>>)>> = Mutex::new(Vec::new());

fn all() -> std::sync::MutexGuard<'static, Vec<(PathBuf, Arc<Mutex<State>>)>> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Faults {
    pub fn plan(root: &Path, plan: Plan) -> Self {
        let root = root.canonicalize().unwrap();
        let state =
            Arc::new(Mutex::new(State { plan, count: 0, hits: 0, dead: false, durable: Durable::default() }));
        all().push((root.clone(), Arc::clone(&state)));
        Self { root, state }
    }

    /// How many calls there were of those that count.
    pub fn count(&self) -> usize {
        self.state.lock().unwrap().count
    }

    /// How many calls went wrong.
    pub fn hits(&self) -> usize {
        self.state.lock().unwrap().hits
    }
}

/// The files of a folder: names and numbers.
fn names(folder: &Path) -> Vec<(OsString, u64)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    files.map(|entry| (entry.file_name(), entry.metadata().unwrap().ino())).collect()
}

impl Faults {
    /// Writes below `to` what a power cut leaves of `folders`, if it forgets the names, or the contents, or both, that
    /// nobody had synced.
    pub fn cut_power(&self, folders: &[&str], to: &Path, names_too: bool, contents_too: bool) {
        let state = self.state.lock().unwrap();
        let there: Vec<PathBuf> =
            folders.iter().map(|name| self.root.join(name)).filter(|folder| folder.is_dir()).collect();
        let mut contents: HashMap<u64, Vec<u8>> = HashMap::new();
        for folder in &there {
            let read = |(name, number)| (number, fs::read(folder.join(name)).unwrap());
            contents.extend(names(folder).into_iter().map(read));
        }
        for folder in &there {
            let left = to.join(folder.strip_prefix(&self.root).unwrap());
            fs::create_dir_all(&left).unwrap();
            let durable = state.durable.names.get(folder).cloned().unwrap_or_default();
            for (name, number) in if names_too { durable } else { names(folder) } {
                let synced = state.durable.contents.get(&number);
                let now = contents.get(&number).filter(|_| !contents_too);
                fs::write(left.join(name), now.or(synced).cloned().unwrap_or_default()).unwrap();
            }
        }
    }
}

/// Remembers what is durable now.
pub(super) fn synced(path: &Path, file: &File) -> io::Result<()> {
    let found = all().iter().find(|(root, _)| path.starts_with(root)).map(|(_, state)| Arc::clone(state));
    let Some(state) = found else { return Ok(()) };
    let metadata = file.metadata()?;
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    if metadata.is_dir() {
        state.durable.names.insert(path.to_owned(), names(path));
    } else {
        let mut bytes = vec![0; usize::try_from(metadata.len()).unwrap()];
        disk::read_at(file, &mut bytes, 0)?;
        state.durable.contents.insert(metadata.ino(), bytes);
    }
    Ok(())
}

impl Drop for Faults {
    fn drop(&mut self) {
        all().retain(|(root, _)| *root != self.root);
    }
}

/// What is planned for this call.
fn planned(call: Call, path: &Path) -> Option<How> {
    let state = all().iter().find(|(root, _)| path.starts_with(root)).map(|(_, state)| Arc::clone(state))?;
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    if state.dead {
        return Some(How::Dies);
    }
    let Plan { how, call: wanted, nth, for_ever } = state.plan;
    if wanted.is_some_and(|wanted| wanted != call) {
        return None;
    }
    let at = state.count;
    state.count += 1;
    let hit = at == nth || for_ever && at > nth;
    state.hits += usize::from(hit);
    state.dead = hit && matches!(how, How::Dies | How::DiesTorn);
    hit.then_some(how)
}

fn error(how: How) -> io::Error {
    match how {
        How::Fails(number) => io::Error::from_raw_os_error(number),
        How::Short => io::Error::from_raw_os_error(28),
        How::Dies | How::DiesTorn => io::Error::other("killed"),
        How::Panics => panic!("planned"),
    }
}

/// Whether the call goes on to the system.
pub(super) fn ask(call: Call, path: &Path) -> io::Result<()> {
    planned(call, path).map_or(Ok(()), |how| Err(error(how)))
}

/// As [`ask`] for a write, of which a part may get through.
pub(super) fn tear<'b>(path: &Path, bytes: &'b [u8]) -> io::Result<Option<(&'b [u8], io::Error)>> {
    match planned(Call::Write, path) {
        None => Ok(None),
        Some(how @ (How::Short | How::DiesTorn)) => Ok(Some((&bytes[..bytes.len() / 2], error(how)))),
        Some(how) => Err(error(how)),
    }
}
