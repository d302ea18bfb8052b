//! The journal as an open file: append, look what others appended, begin it anew.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic::{self, absent_is_none, which};
use super::disk::{self, File, Temp};
use super::line::{self, Head, Numbered, Page};
use crate::model::{Change, Stamp};

/// The journal grows by this much at a time, filled with newlines: a full disk then still takes changes, and a sync
/// need not write down a new length.
const BLOCK: u64 = 64 << 10;
/// So many bytes of changes that are in the file already stay in a new journal, for windows that have not seen them.
const CARRIED: usize = 32 << 10;

/// An open journal.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: Arc<File>,
    which: (u64, u64),
    /// Everything that was read and written through this handle; kept so that it can be written anew.
    page: Page,
    head: Head,
    size: u64,
}

/// What a look found, beside changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// This is the journal, or the one that took its place is.
    Here,
    /// The journal is gone, ours is still open.
    Gone,
    /// Another journal is in its place that does not go on where this one ended, or something that is none.
    Other,
}

impl Journal {
    /// Opens the journal, whose content was read before as `page`.
    ///
    /// The caller holds the lock since it read it.
    pub fn open(path: &Path, page: Page) -> io::Result<Self> {
        let file = File::open_as(path, OpenOptions::new().read(true).write(true))?;
        let metadata = file.metadata()?;
        let head = page.head.ok_or(io::ErrorKind::InvalidData)?;
        let which = which(&metadata);
        Ok(Self { path: path.to_owned(), file: Arc::new(file), which, page, head, size: metadata.len() })
    }

    /// Begins a journal in the place of whatever is there.
    pub fn begin(path: &Path, head: Head, pages: &Page, keep: Keep) -> io::Result<Self> {
        let fresh = Fresh::prepare(path, head, pages, keep)?;
        fresh.persist(path)
    }

    pub fn head(&self) -> Head {
        self.head
    }

    pub fn page(&self) -> &Page {
        &self.page
    }

    pub fn number(&self) -> u64 {
        self.page.number()
    }

    pub fn which(&self) -> (u64, u64) {
        self.which
    }

    /// To be synced without holding up anybody.
    pub fn handle(&self) -> Arc<File> {
        Arc::clone(&self.file)
    }

    /// Everything in it, as it is on the disk.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        self.bytes_from(0)
    }

    fn bytes_from(&self, start: u64) -> io::Result<Vec<u8>> {
        let length = self.file.metadata()?.len().saturating_sub(start);
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        let got = self.file.read_at(&mut bytes, start)?;
        bytes.truncate(got);
        Ok(bytes)
    }

    /// Whether there is nothing to look at: one `stat` and one byte. For this, the lock is not needed.
    pub fn is_quiet(&self) -> io::Result<bool> {
        let there = absent_is_none(disk::metadata(&self.path))?;
        if there.is_none_or(|there| which(&there) != self.which) {
            return Ok(false);
        }
        self.ends_here()
    }

    /// Whether nothing stands where the next line goes.
    fn ends_here(&self) -> io::Result<bool> {
        let mut byte = [b'\n'];
        self.file.read_at(&mut byte, self.page.tail)?;
        Ok(byte == [b'\n'])
    }

    /// Puts what others appended into `inbox`, here or to the journal that took the place of this one. The caller holds
    /// the lock.
    pub fn look(&mut self, inbox: &mut Vec<Change>) -> io::Result<Look> {
        self.drain(inbox)?;
        if self.page.damaged || self.page.newer {
            return Ok(Look::Other);
        }
        let Some(there) = absent_is_none(disk::metadata(&self.path))? else { return Ok(Look::Gone) };
        if which(&there) == self.which {
            return Ok(Look::Here);
        }
        let page = Page::read(&disk::read(&self.path)?);
        let last = self.number();
        let first = page.changes.front().map_or(page.number() + 1, |first| first.n);
        let goes_on = page.head.is_some_and(|head| head.life == self.head.life)
            && first <= last + 1
            && page.number() >= last
            && !page.damaged
            && !page.newer;
        if !goes_on {
            return Ok(Look::Other);
        }
        *self = Self::open(&self.path, page)?;
        inbox.extend(self.page.after(last).map(|numbered| numbered.change.clone()));
        Ok(Look::Here)
    }

    /// What others appended behind what is known.
    fn drain(&mut self, inbox: &mut Vec<Change>) -> io::Result<()> {
        if self.ends_here()? {
            return Ok(());
        }
        let last = self.number();
        let bytes = self.bytes_from(self.page.tail)?;
        self.size = self.page.tail + bytes.len() as u64;
        self.page.go_on(&bytes);
        inbox.extend(self.page.after(last).map(|numbered| numbered.change.clone()));
        Ok(())
    }

    /// Appends changes in one write: all of them or none. The caller holds the lock and has looked.
    pub fn append(&mut self, changes: &[Change], at: Stamp) -> io::Result<u64> {
        let mut n = self.number();
        let mut bytes = Vec::new();
        let mut numbered = Vec::with_capacity(changes.len());
        for change in changes {
            n += 1;
            let line = line::print_change(n, at, change);
            bytes.extend_from_slice(&line);
            numbered.push(Numbered { n, change: change.clone(), line: line.into() });
        }
        self.write(bytes)?;
        self.page.changes.extend(numbered);
        Ok(n)
    }

    /// Appends a checkpoint line.
    pub fn mark(&mut self, file: atomic::FileId, n: u64) -> io::Result<()> {
        self.write(line::print_mark(file, n))?;
        self.page.marks.push((file, n));
        Ok(())
    }

    /// Appends a draft line.
    pub fn draft(&mut self, slot: &str, text: Option<&str>) -> io::Result<()> {
        self.write(line::print_draft(slot, text))?;
        match text {
            Some(text) => self.page.drafts.insert(slot.to_owned(), text.to_owned()),
            None => self.page.drafts.remove(slot),
        };
        Ok(())
    }

    fn write(&mut self, mut bytes: Vec<u8>) -> io::Result<()> {
        let (tail, size) = (self.page.tail, self.size);
        let end = tail + bytes.len() as u64;
        fill(&mut bytes, self.page.dirt.saturating_sub(tail));
        let lean = bytes.len();
        if end >= size {
            fill(&mut bytes, (end / BLOCK + 1) * BLOCK - tail);
        }
        let mut written = self.file.write_at(&bytes, tail);
        if written.is_err() && bytes.len() > lean {
            // No room for the next block; there may be for the line.
            self.take_back(bytes.len());
            bytes.truncate(lean);
            written = self.file.write_at(&bytes, tail);
        }
        if written.is_err() {
            self.take_back(bytes.len());
            return written;
        }
        self.size = size.max(tail + bytes.len() as u64);
        self.page.tail = end;
        self.page.dirt = end;
        Ok(())
    }

    /// After a failed write: nothing is half there.
    fn take_back(&mut self, attempted: usize) {
        let (tail, size) = (self.page.tail, self.size);
        let end = tail + attempted as u64;
        let cut = self.file.set_len(size.max(tail));
        let blank = vec![b'\n'; usize::try_from(end.min(size).saturating_sub(tail)).unwrap_or(0)];
        if cut.and_then(|()| self.file.write_at(&blank, tail)).is_err() {
            self.page.dirt = end;
        }
    }

    /// Writes a journal that has no name yet: the slow part of [`Journal::begin`].
    pub fn prepare(path: &Path, head: Head, pages: &Page, keep: Keep) -> io::Result<Fresh> {
        Fresh::prepare(path, head, pages, keep)
    }

    /// The journal that takes the place of this one.
    pub fn successor(&self, head: Head, keep: Keep) -> io::Result<Fresh> {
        Fresh::prepare(&self.path, head, &self.page, keep)
    }

    /// Lets `fresh` take the place of this one, with what was appended here meanwhile.
    pub fn hand_over(&mut self, mut fresh: Fresh) -> io::Result<()> {
        let mut late: Vec<u8> =
            self.page.after(fresh.page.number()).flat_map(|numbered| numbered.line.iter().copied()).collect();
        for slot in fresh.page.drafts.keys().filter(|slot| !self.page.drafts.contains_key(*slot)) {
            late.extend(line::print_draft(slot, None));
        }
        for (slot, text) in
            self.page.drafts.iter().filter(|draft| fresh.page.drafts.get(draft.0) != Some(draft.1))
        {
            late.extend(line::print_draft(slot, Some(text)));
        }
        if !late.is_empty() {
            fresh.temp.file.write_at(&late, fresh.page.tail)?;
            fresh.size = fresh.size.max(fresh.page.tail + late.len() as u64);
            fresh.page.go_on(&late);
        }
        *self = fresh.persist(&self.path)?;
        Ok(())
    }
}

fn fill(bytes: &mut Vec<u8>, length: u64) {
    let length = usize::try_from(length).unwrap_or(0);
    if bytes.len() < length {
        bytes.resize(length, b'\n');
    }
}

/// How a new journal is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Synced, with room for the next changes.
    Room,
    /// Synced, as short as it can be: nobody is going to write soon.
    Lean,
    /// Not synced: somebody is waiting for a key; the sync comes later.
    Quick,
}

/// A journal that has no name yet.
#[derive(Debug)]
pub(super) struct Fresh {
    temp: Temp,
    head: Head,
    page: Page,
    size: u64,
}

impl Fresh {
    /// Writes `head`, the changes of `old` that `head` does not contain, the last of the others, and the drafts.
    fn prepare(path: &Path, head: Head, old: &Page, keep: Keep) -> io::Result<Self> {
        let mut bytes = head.print();
        for numbered in old.changes.iter().skip(first_carried(old, head)) {
            bytes.extend_from_slice(&numbered.line);
        }
        let marks = old.marks.iter().filter(|_| old.head == Some(head));
        bytes.extend(marks.flat_map(|(file, n)| line::print_mark(*file, *n)));
        print_drafts(&mut bytes, &old.drafts);
        let page = Page::read(&bytes);
        if keep == Keep::Room {
            let length = (bytes.len() as u64 / BLOCK + 1) * BLOCK;
            fill(&mut bytes, length);
        }
        let temp = atomic::prepare(path, &bytes, None)?;
        if keep != Keep::Quick {
            temp.file.sync_all()?;
        }
        Ok(Self { temp, head, page, size: bytes.len() as u64 })
    }

    fn persist(self, path: &Path) -> io::Result<Journal> {
        let Self { temp, head, page, size } = self;
        let file = temp.persist(path)?;
        let which = which(&file.metadata()?);
        Ok(Journal { path: path.to_owned(), file: Arc::new(file), which, page, head, size })
    }
}

fn first_carried(old: &Page, head: Head) -> usize {
    // Another life has other numbers: none of the old changes means anything in it but those that go on from `head`.
    let same_life = old.head.is_some_and(|before| before.life == head.life);
    let mut bytes = 0;
    let mut first = old.changes.len();
    for (at, numbered) in old.changes.iter().enumerate().rev() {
        bytes += numbered.line.len();
        if numbered.n <= head.n && (bytes > CARRIED || !same_life) {
            break;
        }
        first = at;
    }
    first
}

fn print_drafts(bytes: &mut Vec<u8>, drafts: &BTreeMap<String, String>) {
    for (slot, text) in drafts {
        bytes.extend(line::print_draft(slot, Some(text)));
    }
}
