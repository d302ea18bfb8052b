//! The checkpoint: the whole file is written anew, and the journal begun anew behind it.
//!
//! At every instant, file and journal together say everything. The order of the steps is what makes it so.

use std::time::Duration;

use tempfile::NamedTempFile;

use super::atomic::{self, FileId, Stat};
use super::journal::{Journal, Keep};
use super::line::{Head, Page};
use super::load::{self, Inputs, Link, Loaded};
use super::shared::{News, Shared, State, change};
use super::{Error, OUTSIDE, backup};
use crate::model::{Tree, diff};
use crate::text::json;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// File and journal say the same, and the file alone says it all.
    Written,
    /// Something else was written meanwhile: again, in a moment.
    Later,
}

/// How often it is tried again when keys come in between.
const TRIES: usize = 10;
/// Who empties a file to write it gets so long.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(20);

/// A state file that has no name yet, and what is to be kept before it gets one.
struct Next {
    /// None if the file stays as it is.
    temp: Option<NamedTempFile>,
    bytes: Vec<u8>,
    id: FileId,
    /// What the file was that this one replaces.
    before: Option<Stat>,
    set_aside: bool,
    /// Whether to; and whether it must be.
    back_up: Option<bool>,
    /// Whether it was changed outside. Who did that may not have known the last state, so that is kept.
    outside: bool,
}

impl Shared {
    /// Writes the file if the journal has more than it, durably.
    pub fn checkpoint(&self, keep: Keep) -> Result<Outcome, Error> {
        if self.inner().read_only.is_some() {
            return Ok(Outcome::Written);
        }
        self.keep_due();
        let (mut file, page, which) = {
            let _guard = self.hold()?;
            self.catch_up(false)?;
            if !self.is_attached() {
                return self.bring_back();
            }
            let file = load::open_state(&self.location)?;
            let inner = self.inner();
            let State::Attached(journal) = &inner.state else { return Ok(Outcome::Later) };
            let bytes = journal.bytes().map_err(|error| self.journal_error(error))?;
            (file, Page::read(&bytes), journal.which())
        };
        let mut inputs = Inputs { page: Some(page), ..Inputs::default() };
        if let Some(file) = &mut file {
            let metadata = file.metadata().map_err(|error| Error::io(&self.location.file, error))?;
            inputs.stat = Some(Stat::of(&metadata));
            inputs.file = Some(load::read_state(&self.location, file)?);
        }
        if inputs.page.as_ref().is_some_and(|page| page.damaged) {
            return self.mend_journal();
        }
        let loaded = load::load(&self.location, &inputs)?;
        self.refuse_newer(&inputs, &loaded)?;
        let Link::Follows { contained } = loaded.link else { return self.take_outside() };
        let head = inputs.page.as_ref().and_then(|page| page.head);
        let id = inputs.file.as_deref().map(FileId::of);
        if loaded.number == contained && head.is_some_and(|head| head.file == id) {
            return Ok(Outcome::Written);
        }
        let next = self.next(&mut inputs, &loaded)?;
        step("prepared");

        let _guard = self.hold()?;
        self.catch_up(false)?;
        let _writing = self.writing();
        let handle = {
            let mut inner = self.inner();
            let State::Attached(journal) = &mut inner.state else { return Ok(Outcome::Later) };
            if journal.which() != which || self.stat()? != inputs.stat {
                return Ok(Outcome::Later);
            }
            journal.mark(next.id, loaded.number).map_err(|error| self.journal_error(error))?;
            journal.handle()
        };
        self.sync_marked(&handle)?;
        step("marked");
        self.finish(next, loaded.number, keep)
    }

    /// An empty file is damage, or somebody has just opened it to write it anew: those get a moment.
    pub fn wait_for_writer(&self) {
        let file = &self.location.file;
        let begun = || {
            let metadata = std::fs::metadata(file).ok().filter(|metadata| metadata.len() == 0)?;
            metadata.modified().ok()?.elapsed().ok()
        };
        for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
            if begun().is_none_or(|since| since > PATIENCE) {
                return;
            }
            std::thread::sleep(PAUSE);
        }
    }

    fn stat(&self) -> Result<Option<Stat>, Error> {
        Stat::at(&self.location.file).map_err(|error| Error::io(&self.location.file, error))
    }

    /// Something wrote into our journal. What stood there is in memory.
    fn mend_journal(&self) -> Result<Outcome, Error> {
        let (_guard, path) = (self.hold()?, self.location.journal());
        let _writing = self.writing();
        backup::set_aside(&path, "damaged", self.clock).map_err(|error| self.journal_error(error))?;
        self.renew(None, Keep::Room)?;
        Ok(Outcome::Later)
    }

    /// Nobody has changed anything, but what was found at the start may be better than the file.
    fn bring_back(&self) -> Result<Outcome, Error> {
        let inputs = Inputs::read(&self.location)?;
        let loaded = load::load(&self.location, &inputs)?;
        if loaded.link == Link::Unsettled && !loaded.is_file {
            self.refuse_newer(&inputs, &loaded)?;
            self.catch_up(true)?;
        }
        Ok(Outcome::Written)
    }

    /// Writes what is to become the file, synced, beside it.
    fn next(&self, inputs: &mut Inputs, loaded: &Loaded) -> Result<Next, Error> {
        let before = inputs.stat;
        let there = inputs.file.take();
        let outside = loaded.link == Link::Unsettled;
        if loaded.is_file
            && let Some(bytes) = there
        {
            let id = FileId::of(&bytes);
            return Ok(Next { temp: None, bytes, id, before, set_aside: false, back_up: None, outside });
        }
        let bytes = print(&loaded.tree);
        let temp = self.prepare(&bytes).map_err(|error| Error::io(&self.location.file, error))?;
        let empty = there.as_deref().is_some_and(load::is_blank) && outside;
        Ok(Next {
            temp: Some(temp),
            id: FileId::of(&bytes),
            bytes,
            before,
            set_aside: !loaded.problems.is_empty() || loaded.version < json::VERSION || empty,
            back_up: if empty { None } else { Some(loaded.conflicts) },
            outside,
        })
    }

    fn prepare(&self, bytes: &[u8]) -> std::io::Result<NamedTempFile> {
        let like = atomic::absent_is_none(std::fs::metadata(&self.location.file))?;
        let temp = atomic::prepare(&self.location.file, bytes, like.as_ref())?;
        temp.as_file().sync_all()?;
        Ok(temp)
    }

    /// The last steps, when the journal names the file that is about to appear. The caller holds the lock.
    fn finish(&self, next: Next, n: u64, keep: Keep) -> Result<Outcome, Error> {
        let id = next.id;
        let Some(bytes) = self.put(next)? else { return Ok(Outcome::Later) };
        step("put");
        let head = Head { life: 0, file: Some(id), n };
        self.renew(Some(head), keep)?;
        self.keep_base(&bytes);
        Ok(Outcome::Written)
    }

    /// Gives the file its name, after what it replaces was kept; not if that is another than it was.
    fn put(&self, next: Next) -> Result<Option<Vec<u8>>, Error> {
        let file = &self.location.file;
        if next.outside {
            let kept = backup::make(&self.location, &self.location.base(), self.clock, true);
            kept.map_err(|error| Error::io(&self.location.backups(), error))?;
        }
        if let Some(temp) = next.temp {
            if next.set_aside && next.before.is_some() {
                backup::set_aside(file, "before-repair", self.clock)
                    .map_err(|error| Error::io(file, error))?;
            }
            // The hourly copy is a kindness; the one before a merge that chose between two values is a promise.
            if let Some(must) = next.back_up
                && let Err(error) = backup::make(&self.location, file, self.clock, must)
                && must
            {
                return Err(Error::io(&self.location.backups(), error));
            }
            if self.stat()? != next.before {
                return Ok(None);
            }
            // Not the file that has the name afterwards: that may be another again.
            let seen = temp.as_file().metadata().map(|metadata| Stat::of(&metadata));
            let seen = seen.map_err(|error| Error::io(file, error))?;
            let put = atomic::persist(temp, file).and_then(|_| atomic::sync_folder(file));
            self.inner().seen = Some(seen);
            put.map_err(|error| Error::io(file, error))?;
        } else {
            self.inner().seen = next.before;
        }
        Ok(Some(next.bytes))
    }

    /// Begins the journal anew, behind `head` or behind the same as before, on a new descriptor. The caller holds the
    /// lock. Changes that come in meanwhile are taken along.
    pub fn renew(&self, head: Option<Head>, keep: Keep) -> Result<(), Error> {
        let page = match &self.inner().state {
            State::Attached(journal) => journal.page().clone(),
            State::Detached(_) => return Ok(()),
        };
        let Some(old) = page.head else { return Ok(()) };
        let head = head.map_or(old, |head| Head { life: old.life, ..head });
        let path = self.location.journal();
        let fresh = Journal::prepare(&path, head, &page, keep).map_err(|error| self.journal_error(error))?;
        step("renewing");
        let (handle, late) = {
            let mut inner = self.inner();
            let State::Attached(journal) = &mut inner.state else { return Ok(()) };
            let late = journal.page().tail != page.tail;
            journal.hand_over(fresh).map_err(|error| self.journal_error(error))?;
            (inner.folder_due, inner.broken) = (false, false);
            let State::Attached(journal) = &inner.state else { return Ok(()) };
            (journal.handle(), late)
        };
        if late && let Err(error) = handle.sync_data() {
            self.inner().broken = true;
            return Err(self.journal_error(error));
        }
        atomic::sync_folder(&path).map_err(|error| self.journal_error(error))
    }

    /// Something else wrote the file while we follow a journal: both are merged, the others are told by the journal,
    /// and the file is written.
    pub fn take_outside(&self) -> Result<Outcome, Error> {
        self.keep_due();
        self.wait_for_writer();
        let _guard = self.hold()?;
        for _ in 0..TRIES {
            self.catch_up(false)?;
            let _writing = self.writing();
            let mut inputs = Inputs::read(&self.location)?;
            let loaded = load::load(&self.location, &inputs)?;
            self.refuse_newer(&inputs, &loaded)?;
            match loaded.link {
                Link::Follows { .. } => {
                    self.inner().seen = inputs.stat;
                    return Ok(Outcome::Later);
                }
                Link::Fresh => return Ok(Outcome::Later),
                Link::Unsettled => {}
            }
            let Some(ours) = &loaded.ours else {
                return Err(Error::Lost { file: self.location.file.clone(), kept: None });
            };
            let difference = change(OUTSIDE, diff(ours, &loaded.tree));
            let next = self.next(&mut inputs, &loaded)?;
            let (handle, n) = {
                let mut inner = self.inner();
                let inner = &mut *inner;
                let State::Attached(journal) = &mut inner.state else { return Ok(Outcome::Later) };
                if journal.number() != loaded.number {
                    continue;
                }
                let n = self.tell(journal, difference.as_ref(), next.id)?;
                inner.inbox.extend(difference);
                (journal.handle(), n)
            };
            self.sync_marked(&handle)?;
            step("told");
            return self.finish(next, n, Keep::Room);
        }
        Ok(Outcome::Later)
    }

    /// Makes the line durable that names the next file. Where the sync fails, the descriptor proves nothing any more:
    /// everything is written to another file.
    fn sync_marked(&self, handle: &std::fs::File) -> Result<(), Error> {
        if handle.sync_data().is_ok() {
            return Ok(());
        }
        self.inner().broken = true;
        self.renew(None, Keep::Room)
    }

    /// Writes into the old journal what those who follow it lack, and what is about to become the file.
    fn tell(
        &self,
        journal: &mut Journal,
        lacks: Option<&crate::model::Change>,
        id: FileId,
    ) -> Result<u64, Error> {
        let stored =
            journal.append(lacks.map(std::slice::from_ref).unwrap_or_default(), self.clock.now().stamp());
        let marked = stored.and_then(|n| journal.mark(id, n).map(|()| n));
        marked.map_err(|error| self.journal_error(error))
    }

    /// As [`Shared::take_outside`] for a store that follows no journal yet: the journal that is there is ended, and
    /// another begun. The caller holds the lock.
    pub fn settle(&self, mut inputs: Inputs, loaded: Loaded, news: News) -> Result<(), Error> {
        let path = self.location.journal();
        let _writing = self.writing();
        let page = inputs.page.take().unwrap_or_default();
        let number = page.number();
        let next = self.next(&mut inputs, &loaded)?;
        if let Some(ours) = &loaded.ours {
            let mut journal = Journal::open(&path, page).map_err(|error| self.journal_error(error))?;
            let n = self.tell(&mut journal, change(OUTSIDE, diff(ours, &loaded.tree)).as_ref(), next.id)?;
            let (handle, seen) = (journal.handle(), inputs.stat);
            self.enter(journal, seen, Some(news))?;
            self.sync_marked(&handle)?;
            step("entered");
            return self.finish(next, n, Keep::Room).map(|_| ());
        }
        if page.damaged {
            backup::set_aside(&path, "damaged", self.clock).map_err(|error| self.journal_error(error))?;
        }
        let id = next.id;
        step("settling");
        let Some(bytes) = self.put(next)? else {
            return Err(Error::io(&self.location.file, std::io::ErrorKind::Interrupted.into()));
        };
        step("settled");
        // Those who follow the old journal cannot be told what happened: a new life tells them to look for themselves.
        let head = Head { life: fastrand::u64(..), file: Some(id), n: number + 1 };
        let begun = Journal::begin(&path, head, &page, Keep::Room);
        let journal = begun.map_err(|error| self.journal_error(error))?;
        self.keep_base(&bytes);
        let seen = self.inner().seen;
        self.enter(journal, seen, Some(news))
    }
}

/// The file that says `tree`.
pub(super) fn print(tree: &Tree) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = json::write(tree, &mut bytes);
    debug_assert!(written.is_ok(), "memory takes everything");
    bytes
}

#[cfg(test)]
type Between = Option<Box<dyn FnMut(&str)>>;

#[cfg(test)]
thread_local! {
    /// What a test wants to do between two steps of this thread, as if it were killed there or others were quicker.
    pub(super) static BETWEEN: std::cell::RefCell<Between> = const { std::cell::RefCell::new(None) };
}

/// Here a crash leaves something that must be understood.
#[cfg_attr(not(test), expect(unused_variables, reason = "only tests look"))]
fn step(name: &str) {
    #[cfg(test)]
    BETWEEN.with_borrow_mut(|between| {
        if let Some(between) = between {
            between(name);
        }
    });
}
