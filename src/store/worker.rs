//! The disk thread of the terminal program: it waits for disks so that no key has to.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use super::atomic::{self, Stat};
use super::checkpoint::Outcome;
use super::disk;
use super::journal::Keep;
use super::shared::{Shared, State};
use super::{Error, Event, history};
use crate::model::Change;

/// A checkpoint comes after so much quiet...
const QUIET: Duration = Duration::from_secs(1);
/// ... or so long after the first change that it is to contain.
const LATEST: Duration = Duration::from_secs(10);
/// How often others are looked for.
const LOOK: Duration = Duration::from_secs(1);
/// How long the owner's tree is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long until what failed is tried again.
const AGAIN: Duration = Duration::from_secs(5);
/// An unfinished file as old as this belongs to nobody who is still alive.
const ABANDONED: Duration = Duration::from_secs(3_600);

/// What is said when the thread has broken.
const STOPPED: &str = "nothing is synced any more; every change is in the journal; quit and open it again";

/// What the owner of the store tells the thread.
#[derive(Debug)]
pub(super) enum Order {
    Stored(Vec<Change>),
    Drafted,
    /// The owner's tree is there for a checkpoint.
    Offered,
    Stop,
}

/// The thread, as its owner sees it.
#[derive(Debug)]
pub(super) struct Worker {
    orders: Sender<Order>,
    thread: JoinHandle<Result<(), Error>>,
}

impl Worker {
    pub fn start(shared: Arc<Shared>, notify: impl Fn(Event) + Send + 'static, dirty: bool) -> Self {
        let (orders, inbox) = mpsc::channel();
        let thread = thread::spawn(move || {
            let work = || Disk::new(&shared, &notify, dirty).run(&inbox);
            // What it left half done is in no memory of ours: each step is whole on the disk.
            panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
                notify(Event::Trouble(STOPPED.to_owned()));
                while !matches!(inbox.recv(), Ok(Order::Stop)) {}
                shared.last_checkpoint()
            })
        });
        Self { orders, thread }
    }

    pub fn tell(&self, order: Order) {
        // Without the thread nothing is synced, but everything is stored; `stop` tells what became of it.
        let _ = self.orders.send(order);
    }

    /// The last checkpoint.
    pub fn stop(self) -> Result<(), Error> {
        self.tell(Order::Stop);
        self.thread.join().unwrap_or(Ok(()))
    }
}

struct Disk<'a> {
    shared: &'a Shared,
    notify: &'a dyn Fn(Event),
    /// Since when, and since when last, there is something that the file has not.
    first: Option<Instant>,
    last: Option<Instant>,
    not_before: Option<Instant>,
    next_look: Instant,
    /// Until when the owner's tree is waited for.
    asked: Option<Instant>,
    /// Something was written that is not synced.
    unsynced: bool,
    trouble: Option<String>,
    /// When it was last said that there is something to take in.
    news_at: Option<Instant>,
    /// The file as it was when it could not be read, so as not to try that again each second.
    refused: Option<Stat>,
}

impl<'a> Disk<'a> {
    fn new(shared: &'a Shared, notify: &'a dyn Fn(Event), dirty: bool) -> Self {
        let now = Instant::now();
        let since = dirty.then_some(now);
        Self {
            shared,
            notify,
            first: since,
            last: since,
            not_before: None,
            next_look: now + LOOK,
            asked: None,
            unsynced: dirty,
            trouble: None,
            news_at: None,
            refused: None,
        }
    }

    fn run(mut self, orders: &Receiver<Order>) -> Result<(), Error> {
        self.sweep();
        // Worth nothing but room.
        let _ = history::shorten(&self.shared.location);
        loop {
            match orders.recv_timeout(self.next_time().saturating_duration_since(Instant::now())) {
                Ok(order) => {
                    let mut stored = Vec::new();
                    let stop = std::iter::once(order)
                        .chain(orders.try_iter())
                        .any(|order| self.hear(order, &mut stored));
                    if !stored.is_empty() {
                        // A step of undo after the next start, no more.
                        let _ = history::append(&self.shared.location, &stored);
                    }
                    if stop {
                        return self.finish();
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                // The program ends without a word: the journal has everything.
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            self.work();
        }
    }

    /// Takes note of an order; whether it is the last.
    fn hear(&mut self, order: Order, stored: &mut Vec<Change>) -> bool {
        match order {
            Order::Stored(changes) => {
                stored.extend(changes);
                let now = Instant::now();
                self.first.get_or_insert(now);
                self.last = Some(now);
                self.unsynced = true;
            }
            Order::Drafted => self.unsynced = true,
            Order::Offered => self.asked = None,
            Order::Stop => return true,
        }
        false
    }

    fn work(&mut self) {
        if self.unsynced && self.is_time() {
            self.sync();
            // Only a later merge asks for it: it may wait for what the person waits for.
            self.shared.keep_due();
        }
        let now = Instant::now();
        if self.checkpoint_time().is_some_and(|due| due <= now) {
            self.checkpoint();
        }
        if self.next_look <= now {
            self.next_look = now + LOOK;
            self.look();
        }
        if !self.shared.inner().inbox.is_empty() && self.news_at.is_none_or(|at| at + LOOK <= now) {
            self.news_at = Some(now);
            (self.notify)(Event::News);
        }
    }

    fn is_time(&self) -> bool {
        self.not_before.is_none_or(|time| time <= Instant::now())
    }

    fn checkpoint_time(&self) -> Option<Instant> {
        let due = (self.last? + QUIET).min(self.first? + LATEST);
        let due = self.asked.unwrap_or(due);
        Some(self.not_before.map_or(due, |time| due.max(time)))
    }

    fn next_time(&self) -> Instant {
        let checkpoint = self.checkpoint_time().unwrap_or(self.next_look);
        checkpoint.min(self.next_look)
    }

    fn sync(&mut self) {
        match self.shared.sync() {
            Ok(None) => {}
            Ok(Some(number)) => {
                self.unsynced = false;
                (self.notify)(Event::Synced(number));
            }
            Err(error) => self.fail(&error),
        }
    }

    fn checkpoint(&mut self) {
        if !self.shared.has_offer() && self.asked.is_none() {
            // Whoever has the tree may save us reading everything; nobody has to.
            self.asked = Some(Instant::now() + PATIENCE);
            return (self.notify)(Event::Due);
        }
        self.asked = None;
        match self.shared.checkpoint(Keep::Room) {
            Ok(Outcome::Written) => {
                (self.first, self.last, self.not_before) = (None, None, None);
                // What came after the tree was lent waits for the next time.
                if self.shared.has_more_than_file() {
                    (self.first, self.last) = (Some(Instant::now()), Some(Instant::now()));
                }
                self.well();
            }
            Ok(Outcome::Later) => self.last = Some(Instant::now()),
            Err(error) => self.fail(&error),
        }
    }

    fn look(&mut self) {
        let there = Stat::at(&self.shared.location.file).ok().flatten();
        let refused = self.refused.is_some() && self.refused == there;
        let settled = there.is_none_or(|stat| stat.is_settled());
        match self.shared.look(!refused && settled) {
            Ok(()) => {
                if !refused && settled && self.refused.take().is_some() {
                    self.not_before = None;
                }
                let gone = there.is_none() && self.shared.inner().seen.is_some();
                if gone {
                    let name = self.shared.location.name();
                    self.say(format!("{name} is gone; the next change writes it again"));
                } else if !refused && settled && self.is_time() && self.first.is_none() {
                    self.well();
                }
            }
            Err(error) => {
                if matches!(error, Error::Unreadable { .. } | Error::ReadOnly { .. } | Error::Lost { .. }) {
                    self.refused = there;
                }
                self.fail(&error);
            }
        }
    }

    fn fail(&mut self, error: &Error) {
        self.not_before = Some(Instant::now() + AGAIN);
        let name = self.shared.location.name();
        self.say(match error {
            Error::Unreadable { refused, .. } => {
                format!("{name} was changed outside and cannot be read: {refused}; your changes are kept in the journal")
            }
            error => match error.hint() {
                Some(hint) => format!("{error}; {hint}"),
                None => format!("{error}; it is tried again"),
            },
        });
    }

    /// Tells trouble, once.
    fn say(&mut self, trouble: String) {
        if self.trouble.as_ref() != Some(&trouble) {
            (self.notify)(Event::Trouble(trouble.clone()));
            self.trouble = Some(trouble);
        }
    }

    fn well(&mut self) {
        if self.trouble.take().is_some() {
            (self.notify)(Event::Well);
        }
    }

    fn finish(&mut self) -> Result<(), Error> {
        if self.first.is_none() {
            return Ok(());
        }
        if self.shared.inner().broken {
            self.sync();
        }
        self.shared.last_checkpoint()
    }

    /// Removes what programs that were killed left unfinished.
    fn sweep(&self) {
        let file = &self.shared.location.file;
        let Ok(entries) = disk::list(atomic::folder_of(file)) else { return };
        let prefixes =
            [atomic::unfinished_prefix(file), atomic::unfinished_prefix(&self.shared.location.journal())];
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let ours =
                name.ends_with(atomic::UNFINISHED) && prefixes.iter().any(|prefix| name.starts_with(prefix));
            let modified = entry.metadata().and_then(|metadata| metadata.modified());
            let age = modified.ok().and_then(|at| SystemTime::now().duration_since(at).ok());
            if ours && age.is_some_and(|age| age > ABANDONED) {
                let _ = disk::remove_file(&entry.path());
            }
        }
    }
}

impl Shared {
    /// What was written before the call is on the disk; if need be, the journal is begun anew on another descriptor.
    /// The number of the last change that is there; none without a journal.
    pub fn sync(&self) -> Result<Option<u64>, Error> {
        let (handle, number, folder, broken) = {
            let mut inner = self.inner();
            let (folder, broken) = (std::mem::take(&mut inner.folder_due), inner.broken);
            let State::Attached(journal) = &inner.state else { return Ok(None) };
            (journal.handle(), journal.number(), folder, broken)
        };
        let path = self.location.journal();
        let sync = || {
            handle.sync_data()?;
            if folder { atomic::sync_folder(&path) } else { Ok(()) }
        };
        if broken || sync().is_err() {
            self.inner().broken = true;
            let _writing = self.writing();
            let _guard = self.hold()?;
            self.renew(None, Keep::Room)?;
        }
        Ok(Some(number))
    }
}
