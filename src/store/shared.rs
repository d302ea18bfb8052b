//! What the threads of one process share: the lock, the open journal, and what others did that nobody took in yet.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::atomic::{self, FileId, Stat};
use super::disk;
use super::journal::{Journal, Keep, Look};
use super::line::{Head, Page};
use super::load::{self, Inputs, Link, Loaded};
use super::lock::{Guard, Lock};
use super::offer::Offered;
use super::{Error, KEPT, Location, OUTSIDE};
use crate::clock::Clock;
use crate::model::{Change, Op, Tree, diff, merge};
use crate::text::json;

/// See the module.
#[derive(Debug)]
pub(super) struct Shared {
    pub location: Location,
    pub clock: Clock,
    lock: Lock,
    inner: Mutex<Inner>,
    /// Held by whoever attaches, which may take as long as a disk does.
    attaching: Mutex<()>,
    /// The tree of the owner of the store, for the next checkpoint.
    pub offered: Mutex<Option<Offered>>,
    /// Held by whoever gives the file or the journal its name; taken after `attaching`.
    writing: Mutex<()>,
}

/// Held for microseconds, never while waiting for a disk: the thread of the keys uses it.
#[derive(Debug)]
pub(super) struct Inner {
    pub state: State,
    /// Changes of others, in the order of their numbers.
    pub inbox: Vec<Change>,
    /// The state file as it is known.
    pub seen: Option<Stat>,
    /// The file had to be mended, or is of an older version: the original is set aside before it is replaced.
    pub was_mended: bool,
    pub read_only: Option<String>,
    /// The journal's name is not durable yet.
    pub folder_due: bool,
    /// A sync of the journal's descriptor failed: another one would prove nothing.
    pub broken: bool,
    /// The file that the journal continues, of which a copy is to be kept.
    base_due: Option<Arc<Vec<u8>>>,
    /// Where the lines went whose journal was lost.
    lost: Option<Option<PathBuf>>,
}

/// Whether there is a journal to append to.
#[derive(Debug)]
pub(super) enum State {
    Attached(Box<Journal>),
    Detached(Arc<Known>),
}

/// What the owner of the store has, as long as no journal says it.
#[derive(Debug, Default)]
pub(super) struct Known {
    tree: KnownTree,
    /// What it grew from, if changes of our own are in it that may have been lost.
    base: Option<Tree>,
    file: Option<Stat>,
    journal: Option<Stat>,
}

#[derive(Debug)]
enum KnownTree {
    /// As in this file, which may be big and is rarely asked for.
    Bytes(Option<Arc<Vec<u8>>>),
    Tree(Box<Tree>),
}

impl Default for KnownTree {
    fn default() -> Self {
        Self::Bytes(None)
    }
}

impl Known {
    fn tree(&self) -> Tree {
        match &self.tree {
            KnownTree::Bytes(bytes) => {
                let read = bytes.as_ref().and_then(|bytes| json::read(bytes).ok());
                read.map(|read| read.tree).unwrap_or_default()
            }
            KnownTree::Tree(tree) => (**tree).clone(),
        }
    }
}

impl Shared {
    pub fn new(location: Location, clock: Clock) -> Self {
        let lock = Lock::new(location.lock());
        let inner = Inner {
            state: State::Detached(Arc::default()),
            inbox: Vec::new(),
            seen: None,
            was_mended: false,
            read_only: None,
            folder_due: false,
            broken: false,
            base_due: None,
            lost: None,
        };
        Self {
            location,
            clock,
            lock,
            inner: Mutex::new(inner),
            attaching: Mutex::new(()),
            offered: Mutex::new(None),
            writing: Mutex::new(()),
        }
    }

    pub fn inner(&self) -> MutexGuard<'_, Inner> {
        // A thread that panicked changed nothing by halves: everything is done in single steps on the disk.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps other threads from replacing the file or the journal, but not from appending.
    pub fn writing(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is a journal to append to.
    pub fn is_attached(&self) -> bool {
        matches!(self.inner().state, State::Attached(_))
    }

    /// Keeps other processes from writing.
    pub fn hold(&self) -> Result<Guard<'_>, Error> {
        // A folder that is gone while we follow a journal in it may be a disk that was taken out: it is not made anew.
        if !self.is_attached() {
            let made = disk::make_folder(atomic::folder_of(&self.location.file));
            made.map_err(|error| Error::io(&self.location.file, error))?;
        }
        self.lock.hold().map_err(|error| self.lock_error(error))
    }

    /// As [`Shared::hold`], but makes nothing. To look, no lock is better than no look.
    pub fn hold_if_there(&self) -> Result<Option<Guard<'_>>, Error> {
        match self.lock.hold_if_there() {
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => Ok(None),
            other => other.map_err(|error| self.lock_error(error)),
        }
    }

    /// Whether windows cannot keep clear of each other here.
    pub fn has_no_locks(&self) -> bool {
        self.lock.is_unsupported()
    }

    fn lock_error(&self, error: std::io::Error) -> Error {
        if error.kind() == std::io::ErrorKind::TimedOut {
            return Error::Busy { file: self.location.file.clone() };
        }
        Error::io(&self.location.lock(), error)
    }

    /// An error of the journal.
    pub fn journal_error(&self, error: std::io::Error) -> Error {
        Error::io(&self.location.journal(), error)
    }

    /// Takes note of what was read when the store was opened.
    pub fn start(&self, inputs: Inputs, loaded: &Loaded) -> Result<(), Error> {
        let mut inner = self.inner();
        inner.seen = inputs.stat;
        let follows = matches!(loaded.link, Link::Follows { .. }) && inner.read_only.is_none();
        inner.state = match inputs.page {
            Some(page) if follows => match Journal::open(&self.location.journal(), page) {
                Ok(journal) => State::Attached(Box::new(journal)),
                Err(error) => match self.journal_error(error) {
                    error @ Error::NoPermission { .. } => {
                        inner.read_only = Some(error.to_string());
                        State::Detached(Arc::new(
                            self.known(KnownTree::Tree(Box::new(loaded.tree.clone())), inputs.stat),
                        ))
                    }
                    error => return Err(error),
                },
            },
            None => State::Detached(Arc::new(
                self.known(KnownTree::Bytes(inputs.file.map(Arc::new)), inputs.stat),
            )),
            Some(_) => {
                let tree = KnownTree::Tree(Box::new(loaded.tree.clone()));
                State::Detached(Arc::new(self.known(tree, inputs.stat)))
            }
        };
        Ok(())
    }

    fn known(&self, tree: KnownTree, file: Option<Stat>) -> Known {
        let journal = Stat::at(&self.location.journal()).ok().flatten();
        Known { tree, base: None, file, journal }
    }

    /// Puts what others did into the inbox, and finds the journal that is to be appended to; if `write`, makes it.
    ///
    /// The caller holds the lock.
    pub fn catch_up(&self, write: bool) -> Result<(), Error> {
        {
            let mut inner = self.inner();
            let inner = &mut *inner;
            if let State::Attached(journal) = &mut inner.state {
                match journal.look(&mut inner.inbox).map_err(|error| self.journal_error(error))? {
                    Look::Here => return Ok(()),
                    Look::Gone => {
                        let fresh = journal.successor(journal.head(), Keep::Quick);
                        let handed = fresh.and_then(|fresh| journal.hand_over(fresh));
                        inner.folder_due = true;
                        return handed.map_err(|error| self.journal_error(error));
                    }
                    Look::Other => {
                        let page = journal.page().clone();
                        inner.state = State::Detached(Arc::new(self.detach(&mut inner.lost, &page)?));
                    }
                }
            }
        }
        self.attach(write)
    }

    /// The journal was replaced by one that does not go on where it ended. What we have is then known only from a copy
    /// of the file that it was about, and the lines that are in memory.
    fn detach(&self, lost: &mut Option<Option<PathBuf>>, page: &Page) -> Result<Known, Error> {
        if let Some((base, tree)) = load::follow(&self.location, page) {
            let tree = KnownTree::Tree(Box::new(tree));
            return Ok(Known { tree, base: Some(base), file: None, journal: None });
        }
        let kept = lost.get_or_insert_with(|| self.rescue(page)).clone();
        Err(Error::Lost { file: self.location.file.clone(), kept })
    }

    /// Writes the lines that have no place any more to a file of their own.
    fn rescue(&self, page: &Page) -> Option<PathBuf> {
        let mut bytes = page.head?.print();
        bytes.extend(page.changes.iter().flat_map(|numbered| numbered.line.iter().copied()));
        let now = self.clock.now().time.format("%Y-%m-%dT%H%M%S");
        let path = atomic::beside(&self.location.journal(), &format!(".lost-{now}"));
        atomic::replace(&path, &bytes, true).ok().map(|()| path)
    }

    /// Finds the journal, or makes it, and tells the owner by the inbox in what the tree differs from theirs.
    fn attach(&self, write: bool) -> Result<(), Error> {
        let _alone = self.attaching.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, read_only) = match &*self.inner() {
            Inner { state: State::Detached(known), read_only, .. } => {
                (Arc::clone(known), read_only.is_some())
            }
            Inner { state: State::Attached(_), .. } => return Ok(()),
        };
        let same = self.is_same(&known);
        if same && (!write || read_only) {
            return Ok(());
        }
        if same
            && known.journal.is_none()
            && known.base.is_none()
            && let KnownTree::Bytes(bytes) = &known.tree
        {
            let journal = self.begin(bytes.clone())?;
            return self.enter(journal, known.file, None);
        }
        if write && !read_only {
            self.wait_for_writer();
        }
        let mut inputs = Inputs::read(&self.location)?;
        let loaded = load::load(&self.location, &inputs)?;
        self.refuse_newer(&inputs, &loaded)?;
        let write = write && !read_only;
        let journal = match loaded.link {
            Link::Follows { .. } if !read_only => {
                let page = inputs.page.take().unwrap_or_default();
                Journal::open(&self.location.journal(), page).map_err(|error| self.journal_error(error))?
            }
            Link::Fresh if write => self.begin(inputs.file.take().map(Arc::new))?,
            Link::Unsettled if write => {
                let news = news(&known, &loaded.tree);
                return self.settle(inputs, loaded, news);
            }
            _ => {
                let mut inner = self.inner();
                inner.inbox.extend(news(&known, &loaded.tree).0);
                inner.seen = inputs.stat;
                let tree = KnownTree::Tree(Box::new(loaded.tree));
                inner.state = State::Detached(Arc::new(self.known(tree, inputs.stat)));
                return Ok(());
            }
        };
        self.enter(journal, inputs.stat, Some(news(&known, &loaded.tree)))
    }

    fn is_same(&self, known: &Known) -> bool {
        let (file, journal) = (Stat::at(&self.location.file), Stat::at(&self.location.journal()));
        matches!((file, journal), (Ok(file), Ok(journal)) if file == known.file && journal == known.journal)
    }

    /// Nothing of a newer program is written over.
    pub fn refuse_newer(&self, inputs: &Inputs, loaded: &Loaded) -> Result<(), Error> {
        match made_by_newer(inputs, loaded) {
            Some(why) => Err(Error::ReadOnly { file: self.location.file.clone(), why }),
            None => Ok(()),
        }
    }

    /// Begins a journal that goes on from the state file, of which a copy must be kept to merge with; but not now, since
    /// somebody waits for a key.
    fn begin(&self, bytes: Option<Arc<Vec<u8>>>) -> Result<Journal, Error> {
        let file = bytes.as_ref().map(|bytes| FileId::of(bytes));
        let head = Head { life: fastrand::u64(..), file, n: 0 };
        let begun = Journal::begin(&self.location.journal(), head, &Page::default(), Keep::Quick);
        self.inner().base_due = bytes;
        begun.map_err(|error| self.journal_error(error))
    }

    /// Keeps the copy that is due, if one is.
    pub fn keep_due(&self) {
        let due = self.inner().base_due.take();
        if let Some(bytes) = due {
            self.keep_base_bytes(&bytes);
        }
    }

    /// From now on `journal` is the one.
    pub fn enter(&self, mut journal: Journal, seen: Option<Stat>, news: Option<News>) -> Result<(), Error> {
        let mut inner = self.inner();
        if let Some((theirs, ours)) = news {
            if let Some(ours) = ours {
                let stored = journal.append(&[ours], self.clock.now().stamp());
                stored.map_err(|error| self.journal_error(error))?;
            }
            inner.inbox.extend(theirs);
        }
        inner.seen = seen;
        inner.folder_due = true;
        inner.state = State::Attached(Box::new(journal));
        Ok(())
    }

    /// A plain copy of the file as it is known, for a merge some day.
    pub fn keep_base_bytes(&self, bytes: &[u8]) {
        let path = self.location.base();
        let same = disk::metadata(&path).is_ok_and(|metadata| metadata.len() == bytes.len() as u64)
            && disk::read(&path).is_ok_and(|kept| kept == bytes);
        if !same && disk::make_folder(&self.location.state).is_ok() {
            let _ = atomic::replace(&path, bytes, false);
        }
    }
}

/// What the owner has to apply, and what the journal has to be told, so that both have the same.
pub(super) type News = (Option<Change>, Option<Change>);

fn news(known: &Known, now: &Tree) -> News {
    let before = known.tree();
    match &known.base {
        None => (change(OUTSIDE, diff(&before, now)), None),
        Some(base) => {
            let both = merge(base, &before, now).0;
            (change(OUTSIDE, diff(&before, &both)), change(KEPT, diff(now, &both)))
        }
    }
}

/// A change of nobody's key; none if it changes nothing.
pub(super) fn change(name: &str, ops: Vec<Op>) -> Option<Change> {
    (!ops.is_empty()).then(|| Change { key: fastrand::u64(..), name: name.to_owned(), ops, of: None })
}

/// Why it must not be written, if a newer program made it.
pub(super) fn made_by_newer(inputs: &Inputs, loaded: &Loaded) -> Option<String> {
    if loaded.version > json::VERSION {
        return Some(format!(
            "made by a newer goaltree (format {}); update goaltree to change it",
            loaded.version
        ));
    }
    let newer = inputs.page.as_ref().is_some_and(|page| page.newer);
    newer.then(|| "its journal was made by a newer goaltree; update goaltree to change it".to_owned())
}
