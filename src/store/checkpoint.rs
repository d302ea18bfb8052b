//! The checkpoint: the whole file is written anew, and the journal begun anew behind it.
//!
//! At every instant, file and journal together say everything. The order of the steps is what makes it so.

use std::time::Duration;

use super::atomic::{self, FileId, Stat};
use super::disk::{self, File, Temp};
use super::journal::{Journal, Keep};
use super::line::{Head, Page};
use super::load::{self, Inputs, Link, Loaded};
use super::offer::{Content, Offered};
use super::shared::{Shared, State};
use super::{Error, backup};
use crate::model::Tree;
use crate::text::json;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// File and journal say the same, and the file alone says it all.
    Written,
    /// Something else was written meanwhile: again, in a moment.
    Later,
}

/// Who empties a file to write it gets so long.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(20);

/// A state file that has no name yet, and what is to be kept before it gets one.
pub(super) struct Next {
    /// None if the file stays as it is.
    temp: Option<Temp>,
    content: Content,
    pub(super) id: FileId,
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
        if let Some(file) = &file {
            let metadata = file.metadata().map_err(|error| Error::io(&self.location.file, error))?;
            inputs.stat = Some(Stat::of(&metadata));
        }
        if let Some((next, number)) = self.next_offered(&inputs)? {
            return self.replace(next, number, inputs.stat, which, keep);
        }
        if let Some(file) = &mut file {
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
        let (next, number) = (self.next(&mut inputs, &loaded)?, loaded.number);
        drop(loaded);
        self.replace(next, number, inputs.stat, which, keep)
    }

    /// The next file from the tree that the owner of the store offered, if that is all that it takes.
    fn next_offered(&self, inputs: &Inputs) -> Result<Option<(Next, u64)>, Error> {
        let Some(Offered { tree, number, life }) = self.take_offer() else { return Ok(None) };
        let (seen, was_mended) = {
            let inner = self.inner();
            (inner.seen, inner.was_mended)
        };
        let Some(page) = &inputs.page else { return Ok(None) };
        let Some(head) = page.head.filter(|head| head.file.is_some() && !page.damaged && !was_mended) else {
            return Ok(None);
        };
        // The file is the one that we know, or gone, with whatever copy there is of it; what the journal has beyond the
        // tree stays in it.
        let fits = inputs.stat.is_none_or(|stat| Some(stat) == seen)
            && head.life == life
            && (head.n + 1..=page.number()).contains(&number);
        if !fits {
            return Ok(None);
        }
        let io = |error| Error::io(&self.location.file, error);
        let like = atomic::absent_is_none(disk::metadata(&self.location.file)).map_err(io)?;
        let mut temp = atomic::begin(&self.location.file, like.as_ref()).map_err(io)?;
        let mut out = atomic::Summing::new(&mut temp.file);
        json::write(&tree, &mut out).map_err(io)?;
        let id = out.id();
        temp.file.sync_all().map_err(io)?;
        let next = Next {
            temp: Some(temp),
            content: Content::InFile,
            id,
            before: inputs.stat,
            set_aside: false,
            back_up: Some(false),
            outside: false,
        };
        Ok(Some((next, number)))
    }

    /// The second half of a checkpoint: what was prepared takes the place of the file, if nothing has changed.
    fn replace(
        &self,
        next: Next,
        number: u64,
        before: Option<Stat>,
        which: (u64, u64),
        keep: Keep,
    ) -> Result<Outcome, Error> {
        step("prepared");
        let _guard = self.hold()?;
        self.catch_up(false)?;
        let _writing = self.writing();
        let handle = {
            let mut inner = self.inner();
            let State::Attached(journal) = &mut inner.state else { return Ok(Outcome::Later) };
            if journal.which() != which || self.stat()? != before {
                return Ok(Outcome::Later);
            }
            journal.mark(next.id, number).map_err(|error| self.journal_error(error))?;
            journal.handle()
        };
        self.sync_marked(&handle)?;
        step("marked");
        self.finish(next, number, keep)
    }

    /// An empty file is damage, or somebody has just opened it to write it anew: those get a moment.
    pub fn wait_for_writer(&self) {
        let file = &self.location.file;
        let begun = || {
            let metadata = disk::metadata(file).ok().filter(|metadata| metadata.len() == 0)?;
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
    pub(super) fn next(&self, inputs: &mut Inputs, loaded: &Loaded) -> Result<Next, Error> {
        let before = inputs.stat;
        let there = inputs.file.take();
        let outside = loaded.link == Link::Unsettled;
        if loaded.is_file
            && let Some(bytes) = there
        {
            let id = FileId::of(&bytes);
            let content = Content::Bytes(bytes);
            return Ok(Next { temp: None, content, id, before, set_aside: false, back_up: None, outside });
        }
        let empty = there.as_deref().is_some_and(load::is_blank) && outside;
        drop(there);
        let bytes = print(&loaded.tree);
        let temp = self.prepare(&bytes).map_err(|error| Error::io(&self.location.file, error))?;
        Ok(Next {
            temp: Some(temp),
            id: FileId::of(&bytes),
            content: Content::Bytes(bytes),
            before,
            set_aside: !loaded.problems.is_empty() || loaded.version < json::VERSION || empty,
            back_up: if empty { None } else { Some(loaded.conflicts) },
            outside,
        })
    }

    fn prepare(&self, bytes: &[u8]) -> std::io::Result<Temp> {
        let like = atomic::absent_is_none(disk::metadata(&self.location.file))?;
        let temp = atomic::prepare(&self.location.file, bytes, like.as_ref())?;
        temp.file.sync_all()?;
        Ok(temp)
    }

    /// The last steps, when the journal names the file that is about to appear. The caller holds the lock.
    pub(super) fn finish(&self, next: Next, n: u64, keep: Keep) -> Result<Outcome, Error> {
        let id = next.id;
        let Some(content) = self.put(next)? else { return Ok(Outcome::Later) };
        step("put");
        let head = Head { life: 0, file: Some(id), n };
        self.renew(Some(head), keep)?;
        self.keep_base(&content);
        Ok(Outcome::Written)
    }

    /// Gives the file its name, after what it replaces was kept; not if that is another than it was.
    pub(super) fn put(&self, next: Next) -> Result<Option<Content>, Error> {
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
            let seen = temp.file.metadata().map(|metadata| Stat::of(&metadata));
            let seen = seen.map_err(|error| Error::io(file, error))?;
            let put = temp.persist(file).and_then(|_| atomic::sync_folder(file));
            let mut inner = self.inner();
            (inner.seen, inner.was_mended) = (Some(seen), false);
            drop(inner);
            put.map_err(|error| Error::io(file, error))?;
        } else {
            self.inner().seen = next.before;
        }
        Ok(Some(next.content))
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

    /// Makes the line durable that names the next file. Where the sync fails, the descriptor proves nothing any more:
    /// everything is written to another file.
    pub(super) fn sync_marked(&self, handle: &File) -> Result<(), Error> {
        if handle.sync_data().is_ok() {
            return Ok(());
        }
        self.inner().broken = true;
        self.renew(None, Keep::Room)
    }
}

/// The file that says `tree`.
pub(super) fn print(tree: &Tree) -> Vec<u8> {
    // Room that is not needed is never touched.
    let mut bytes = Vec::with_capacity(tree.len() * 192 + 4_096);
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
pub(super) fn step(name: &str) {
    #[cfg(test)]
    BETWEEN.with_borrow_mut(|between| {
        if let Some(between) = between {
            between(name);
        }
    });
}
