//! Why the program in the terminal could not run.

use std::io;

use crate::store;

/// Why the program could not run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file.
    #[error("{0}")]
    Store(store::Error),
    /// The terminal.
    #[error("this is not a terminal that can be drawn on: {0}")]
    Terminal(io::Error),
}

impl Error {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Store(error) => error.hint(),
            Self::Terminal(_) => {
                Some("`goaltree list` and the other verbs work without one: `goaltree --help`".into())
            }
        }
    }
}
