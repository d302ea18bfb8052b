//! What can go wrong with files, each as a sentence with a next step.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, TooLarge};
use crate::text::json::Refused;

/// Why a file was not read or not written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not a goaltree file, or a part of one.
    #[error("{}, {refused}", file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// Where in it, and what was expected.
        refused: Refused,
        /// The newest backup.
        backup: Option<PathBuf>,
    },
    /// A folder stands in its place.
    #[error("{} is a folder, not a file", file.display())]
    IsFolder {
        /// Which.
        file: PathBuf,
    },
    /// It would fill the memory.
    #[error("{} is {TooLarge}", file.display())]
    TooLarge {
        /// Which.
        file: PathBuf,
    },
    /// A copy must not take the place of another file.
    #[error("{} exists already", file.display())]
    Exists {
        /// Which.
        file: PathBuf,
    },
    /// The system does not let us.
    #[error("no permission for {}", file.display())]
    NoPermission {
        /// For what.
        file: PathBuf,
    },
    /// No room, or the quota is used up.
    #[error("the disk is full: {} was not written", file.display())]
    Full {
        /// What was to be written.
        file: PathBuf,
    },
    /// It was opened for reading only.
    #[error("{} is read-only: {why}", file.display())]
    ReadOnly {
        /// Which.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// Another process has held the lock for seconds.
    #[error("{} is locked by another goaltree that does not answer", file.display())]
    Busy {
        /// Which file.
        file: PathBuf,
    },
    /// The file is gone or empty, and what is left does not make a whole.
    #[error("{} is gone or empty, and no copy of it fits its journal", file.display())]
    Gone {
        /// Which.
        file: PathBuf,
        /// The newest backup.
        backup: Option<PathBuf>,
    },
    /// The file or its journal was replaced while it was open, and it is not known any more by what.
    #[error("{} or its journal was replaced while it was open", file.display())]
    Lost {
        /// Which.
        file: PathBuf,
        /// Where the changes of this window are.
        kept: Option<PathBuf>,
    },
    /// Anything else.
    #[error("{}: {source}", file.display())]
    Io {
        /// Of which file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// The error that `source` means for `file`.
    #[must_use]
    pub fn io(file: &Path, source: io::Error) -> Self {
        let file = file.to_owned();
        if disk::is_too_large(&source) {
            return Self::TooLarge { file };
        }
        match source.kind() {
            io::ErrorKind::IsADirectory => Self::IsFolder { file },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::NoPermission { file }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { file },
            _ => Self::Io { file, source },
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let last = |backup: &Option<PathBuf>| {
            backup.as_ref().map(|path| format!("the last good copy is {}", path.display()))
        };
        match self {
            Self::Unreadable { backup, .. } => {
                let copy = last(backup).map(|copy| format!("; {copy}")).unwrap_or_default();
                Some(format!("nothing was written; `goaltree doctor` shows what can be repaired{copy}"))
            }
            Self::IsFolder { .. } => Some("name a file, such as goals.json in that folder".into()),
            Self::TooLarge { .. } => {
                Some("move it away, or `goaltree restore 1` brings the last backup back".into())
            }
            Self::Exists { .. } => Some("name another file".into()),
            Self::NoPermission { .. } => Some("see who owns it and its folder".into()),
            Self::Full { .. } => Some("make room; nothing that was stored before is harmed".into()),
            Self::ReadOnly { .. } => Some("`:write PATH` saves a copy elsewhere".into()),
            Self::Busy { .. } => Some("end or continue the other one, which may be stopped".into()),
            Self::Gone { backup, .. } => Some(match last(backup) {
                Some(copy) => format!("nothing was written; {copy}"),
                None => "nothing was written; there is no backup; move the journal away to begin anew".into(),
            }),
            Self::Lost { kept, .. } => Some(match kept {
                Some(path) => {
                    format!("start goaltree again; the changes of this window are kept in {}", path.display())
                }
                None => "start goaltree again".into(),
            }),
            Self::Io { .. } => None,
        }
    }
}
