//! Files: the state file, its journal, and what is promised about them in FILE-FORMAT.md.
//!
//! A change is in the journal before anybody sees it; the file follows. Several windows and commands may have one file
//! open: each appends only to what it knows (compare-and-append), so that all of them have the same tree. The store has
//! no tree of its own: what file and journal say together is computed by `load`, when opening as at each checkpoint.

mod alone;
mod atomic;
pub mod backup;
mod checkpoint;
pub mod copies;
mod disk;
mod error;
#[cfg(test)]
mod faults;
mod history;
mod journal;
pub mod kept;
mod line;
mod load;
mod location;
mod lock;
mod offer;
mod outside;
mod repair;
mod shared;
pub mod templates;
#[cfg(test)]
mod tests;
mod worker;

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::clock::Clock;
use crate::model::{Change, History, Tree};
use crate::text::json;

use atomic::Stat;
use checkpoint::Outcome;
use disk::File;
use journal::Keep;
use load::{Inputs, Link, Loaded};
use shared::{Shared, State};
use worker::{Order, Worker};

pub use alone::alone;
pub use backup::Difference;
pub use disk::read as read_file;
pub use error::Error;
pub use history::is_step;
pub use load::expect;
pub use location::Location;
pub use repair::{Repaired, put_back, repair};

/// The name of a change that came from the file itself, by whatever hand.
pub const OUTSIDE: &str = "changes made outside";
/// The name of a change that puts back what would have been lost when the journal was replaced.
pub const KEPT: &str = "changes kept by a window";

/// How often a checkpoint is tried at the end, when others write at the same time.
const LAST_TRIES: u64 = 10;

/// What a file held when it was opened.
#[derive(Debug)]
pub struct Opened {
    /// Goals, jobs and days.
    pub tree: Tree,
    /// What earlier runs did: the last thousand changes at most.
    pub history: History,
    /// What was merged, brought back or set aside, as sentences.
    pub notices: Vec<String>,
    /// What was mended in the file.
    pub problems: Vec<json::Problem>,
    /// Why nothing can be written, if so.
    pub read_only: Option<String>,
    /// Half-typed text of a run that did not come to its end.
    pub drafts: Vec<Draft>,
}

/// Half-typed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which editor, such as `split:ID`.
    pub slot: String,
    /// What was typed.
    pub text: String,
}

/// What became of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Commit {
    /// They are in the journal; the last of them has this number.
    Stored {
        /// Counted over all windows.
        number: u64,
    },
    /// Nothing was written, because others were first: apply these exactly, fit yours onto that, and try again.
    Behind(Vec<Change>),
}

/// What the disk thread tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// All changes up to this number survive a power cut.
    Synced(u64),
    /// Others changed something: call [`Store::take_in`].
    News,
    /// A checkpoint is due: `offer` the tree if nothing of it is unstored.
    Due,
    /// Something cannot be written or read. A sentence with the next step. Told once; it goes on being tried.
    Trouble(String),
    /// The trouble is over.
    Well,
}

/// An open file.
#[derive(Debug)]
pub struct Store {
    shared: Arc<Shared>,
    worker: Option<Worker>,
    /// Whether [`Store::close`] may have something to write.
    dirty: bool,
}

impl Store {
    /// Opens the file, which need not exist. Writes nothing: what must be mended is mended with the first change.
    ///
    /// # Errors
    /// What is no goaltree file, or may not be read. Nothing is written then.
    pub fn open(location: &Location, clock: Clock) -> Result<(Self, Opened), Error> {
        let shared = Shared::new(location.clone(), clock);
        let (inputs, loaded) = {
            let _guard = shared.hold_if_there()?;
            let inputs = Inputs::read(location)?;
            let loaded = load::load(location, &inputs)?;
            shared.inner().read_only =
                shared::made_by_newer(&inputs, &loaded).or_else(|| may_not_write(location));
            (inputs, loaded)
        };
        let page = inputs.page.clone();
        shared.start(inputs, &loaded)?;
        let drafts = page.iter().flat_map(|page| &page.drafts);
        let drafts = drafts.map(|(slot, text)| Draft { slot: slot.clone(), text: text.clone() }).collect();
        let history = history::load(location, page.as_ref());
        let Loaded { tree, problems, mut notices, link, is_file, version, .. } = loaded;
        if shared.has_no_locks() {
            notices.push(format!(
                "{} lies where files cannot be locked; use one window at a time",
                location.name()
            ));
        }
        shared.inner().was_mended = !problems.is_empty() || version < json::VERSION;
        let read_only = shared.inner().read_only.clone();
        let dirty = !is_file && link != Link::Fresh && read_only.is_none();
        let store = Self { shared: Arc::new(shared), worker: None, dirty };
        Ok((store, Opened { tree, history, notices, problems, read_only, drafts }))
    }

    /// Stores changes, all of them or none, in one write.
    ///
    /// # Errors
    /// Nothing is stored then, and nothing is half stored.
    pub fn commit(&mut self, changes: &[Change]) -> Result<Commit, Error> {
        self.refuse_read_only()?;
        let shared = &*self.shared;
        let _guard = shared.hold()?;
        shared.catch_up(true)?;
        let mut inner = shared.inner();
        if !inner.inbox.is_empty() {
            return Ok(Commit::Behind(std::mem::take(&mut inner.inbox)));
        }
        let State::Attached(journal) = &mut inner.state else {
            return Err(Error::Busy { file: shared.location.file.clone() });
        };
        let stored = journal.append(changes, shared.clock.now().stamp());
        let number = stored.map_err(|error| shared.journal_error(error))?;
        drop(inner);
        self.dirty = true;
        if let Some(worker) = &self.worker {
            worker.tell(Order::Stored(changes.to_vec()));
        } else {
            shared.keep_due();
            // A step of undo less, if this fails; the change itself is stored.
            let _ = history::append(&shared.location, changes);
        }
        Ok(Commit::Stored { number })
    }

    /// What others changed since the last time, to be applied exactly and in this order. Usually nothing, and then cheap.
    ///
    /// # Errors
    /// The file or the journal cannot be read.
    pub fn take_in(&mut self) -> Result<Vec<Change>, Error> {
        self.shared.look(false)?;
        Ok(std::mem::take(&mut self.shared.inner().inbox))
    }

    /// Keeps half-typed text until it is over, which is when `text` is none.
    ///
    /// # Errors
    /// It could not be written.
    pub fn draft(&mut self, slot: &str, text: Option<&str>) -> Result<(), Error> {
        self.refuse_read_only()?;
        let shared = &*self.shared;
        let _guard = shared.hold()?;
        shared.catch_up(true)?;
        let mut inner = shared.inner();
        if let State::Attached(journal) = &mut inner.state
            && journal.page().drafts.get(slot).map(String::as_str) != text
        {
            journal.draft(slot, text).map_err(|error| shared.journal_error(error))?;
        }
        drop(inner);
        match &self.worker {
            Some(worker) => worker.tell(Order::Drafted),
            None => shared.keep_due(),
        }
        Ok(())
    }

    /// Starts the disk thread, which syncs, writes checkpoints, and looks for what others do.
    pub fn start_worker(&mut self, notify: impl Fn(Event) + Send + 'static) {
        if self.worker.is_none() {
            self.worker = Some(Worker::start(Arc::clone(&self.shared), notify, self.dirty));
        }
    }

    /// Lends the tree to the next checkpoint, which then needs not read everything once more: a copy that shares the
    /// nodes. It must be what this store has handed out and stored, no more and no less.
    pub fn offer(&self, tree: &Tree) {
        self.shared.offer(tree);
        if let Some(worker) = &self.worker {
            worker.tell(Order::Offered);
        }
    }

    /// Writes the file if it has not everything, and ends.
    ///
    /// # Errors
    /// The file could not be written; the journal still has every change.
    pub fn close(mut self) -> Result<(), Error> {
        if let Some(worker) = self.worker.take() {
            return worker.stop();
        }
        if !self.dirty {
            return Ok(());
        }
        // Worth a word at most; the next run tries again.
        let _ = history::shorten(&self.shared.location);
        self.shared.last_checkpoint()
    }

    /// Remembers where the person was. What fails here costs a few keys at the next start.
    pub fn save_session(&self, json: &str) {
        let path = self.shared.location.session();
        if disk::make_folder(&self.shared.location.state).is_ok() {
            let _ = atomic::replace(&path, json.as_bytes(), false);
        }
    }

    /// Where the person was.
    #[must_use]
    pub fn load_session(location: &Location) -> Option<String> {
        String::from_utf8(disk::read(&location.session()).ok()?).ok()
    }

    /// Writes the tree to another file.
    ///
    /// # Errors
    /// It could not be written; what was there is then still there.
    pub fn write_copy(path: &Path, tree: &Tree) -> Result<(), Error> {
        if path.is_dir() {
            return Err(Error::IsFolder { file: path.to_owned() });
        }
        if path.exists() {
            return Err(Error::Exists { file: path.to_owned() });
        }
        atomic::replace(path, &checkpoint::print(tree), true).map_err(|error| Error::io(path, error))
    }

    /// Writes the tree over a file that need not be a state file of ours, whole or not at all; mode and owner stay.
    ///
    /// # Errors
    /// It could not be written; what was there is then still there.
    pub fn write_over(path: &Path, tree: &Tree) -> Result<(), Error> {
        let written = || {
            let like = atomic::absent_is_none(disk::metadata(path))?;
            let temp = atomic::prepare(path, &checkpoint::print(tree), like.as_ref())?;
            temp.file.sync_all()?;
            temp.persist(path).map(|_| ())
        };
        written().map_err(|error| Error::io(path, error))
    }

    fn refuse_read_only(&self) -> Result<(), Error> {
        match self.shared.inner().read_only.clone() {
            Some(why) => Err(Error::ReadOnly { file: self.shared.location.file.clone(), why }),
            None => Ok(()),
        }
    }
}

/// What the bytes of a journal hold, as far as they are whole: changes, and half-typed texts.
#[must_use]
pub fn read_journal(bytes: &[u8]) -> (Vec<Change>, Vec<Draft>) {
    let page = line::Page::read(bytes);
    let drafts = page.drafts.into_iter().map(|(slot, text)| Draft { slot, text });
    (page.changes.into_iter().map(|numbered| numbered.change).collect(), drafts.collect())
}

impl Shared {
    /// Looks what others did; without the lock, if there is nothing. Whether the file too, or only the journal.
    fn look(&self, at_file: bool) -> Result<(), Error> {
        let quiet = match &self.inner().state {
            State::Attached(journal) => Some(journal.is_quiet().map_err(|error| self.journal_error(error))?),
            State::Detached(_) => None,
        };
        if quiet != Some(true) {
            let _guard = if quiet.is_some() { Some(self.hold()?) } else { self.hold_if_there()? };
            self.catch_up(false)?;
        }
        if !at_file || !self.is_attached() {
            return Ok(());
        }
        let seen = Stat::at(&self.location.file).map_err(|error| Error::io(&self.location.file, error))?;
        // A file that is gone is written again with the next change, not against the will of who removed it.
        if seen.is_some() && seen != self.inner().seen {
            self.take_outside()?;
        }
        Ok(())
    }

    /// As often as it takes.
    fn last_checkpoint(&self) -> Result<(), Error> {
        for nth in 0..LAST_TRIES {
            // A tree that was lent for an earlier checkpoint, which failed, has not everything.
            if self.checkpoint(Keep::Lean)? == Outcome::Written && !self.has_more_than_file() {
                return Ok(());
            }
            // Others are at it: the more often, the longer the pause.
            std::thread::sleep(Duration::from_millis(nth));
        }
        Ok(())
    }
}

/// Why the file may not be written, if it is there and so.
fn may_not_write(location: &Location) -> Option<String> {
    let folder = atomic::folder_of(&location.file);
    if cfg!(unix) && disk::metadata(folder).is_ok_and(|metadata| metadata.permissions().readonly()) {
        return Some(format!("nothing may be written in {}", folder.display()));
    }
    let opened = File::open_as(&location.file, OpenOptions::new().write(true));
    match opened.map_err(|error| Error::io(&location.file, error)) {
        Err(error @ Error::NoPermission { .. }) => Some(error.to_string()),
        _ => None,
    }
}
