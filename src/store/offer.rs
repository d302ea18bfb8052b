//! The owner's tree, lent to a checkpoint: it then needs neither read the file once more nor build a second tree.

use std::sync::{MutexGuard, PoisonError};

use super::disk;
use super::shared::{Shared, State};
use crate::model::Tree;

/// What the owner of the store has, as of a number of the journal.
#[derive(Debug)]
pub(super) struct Offered {
    pub tree: Tree,
    pub number: u64,
    /// Of which journal.
    pub life: u64,
}

/// What a file holds that was just written.
pub(super) enum Content {
    Bytes(Vec<u8>),
    /// Too much to be kept in memory: as it stands in the file.
    InFile,
}

impl Shared {
    /// Takes a copy of the owner's tree for the next checkpoint, which then needs not read everything once more. The
    /// tree has all changes that the owner was told of and has stored, and no others.
    pub fn offer(&self, tree: &Tree) {
        let (number, life) = {
            let inner = self.inner();
            match &inner.state {
                State::Attached(journal) if inner.inbox.is_empty() => (journal.number(), journal.head().life),
                _ => return,
            }
        };
        *self.offered() = Some(Offered { tree: tree.clone(), number, life });
    }

    /// The tree that was offered, once.
    pub fn take_offer(&self) -> Option<Offered> {
        self.offered().take()
    }

    pub fn has_offer(&self) -> bool {
        self.offered().is_some()
    }

    /// Whether the journal has changes that the file has not.
    pub fn has_more_than_file(&self) -> bool {
        match &self.inner().state {
            State::Attached(journal) => journal.number() > journal.head().n,
            State::Detached(_) => false,
        }
    }

    fn offered(&self) -> MutexGuard<'_, Option<Offered>> {
        self.offered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a copy of the file, for the next merge. If that fails, the next merge knows less.
    pub fn keep_base(&self, content: &Content) {
        match content {
            Content::Bytes(bytes) => self.keep_base_bytes(bytes),
            Content::InFile => {
                let (path, next) = (self.location.base(), self.location.base().with_extension("next"));
                let copied = disk::make_folder(&self.location.state)
                    .and_then(|()| disk::copy(&self.location.file, &next))
                    .and_then(|_| disk::rename(&next, &path));
                // A copy that is not the file any more is found out by its checksum when it is asked for.
                if copied.is_err() {
                    let _ = disk::remove_file(&next);
                }
            }
        }
    }
}
