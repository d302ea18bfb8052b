//! What others wrote into the file itself: an editor, a sync tool. Both sides are merged, and all are told.

use super::atomic::FileId;
use super::checkpoint::{Outcome, step};
use super::journal::{Journal, Keep};
use super::line::Head;
use super::load::{self, Inputs, Link, Loaded};
use super::shared::{News, Shared, State, change};
use super::{Error, OUTSIDE, backup};
use crate::model::diff;

/// How often it is tried again when keys come in between.
const TRIES: usize = 10;

impl Shared {
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
        let Some(content) = self.put(next)? else {
            return Err(Error::io(&self.location.file, std::io::ErrorKind::Interrupted.into()));
        };
        step("settled");
        // Those who follow the old journal cannot be told what happened: a new life tells them to look for themselves.
        let head = Head { life: fastrand::u64(..), file: Some(id), n: number + 1 };
        let begun = Journal::begin(&path, head, &page, Keep::Room);
        let journal = begun.map_err(|error| self.journal_error(error))?;
        self.keep_base(&content);
        let seen = self.inner().seen;
        self.enter(journal, seen, Some(news))
    }
}
