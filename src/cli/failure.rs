//! Why a verb did not do what it was asked for: a sentence, a next step, and an exit code.

use std::io;
use std::process::ExitCode;

use super::output;
use crate::edit::Reason;
use crate::store;
use crate::terminal;

/// It could not be done.
const COULD_NOT: u8 = 1;
/// It was asked for in a wrong way.
const WRONG_USE: u8 = 2;

/// Why a verb did not do what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    code: u8,
    /// Nothing, if everything was said already.
    sentence: Option<String>,
    /// What belongs to the sentence, line by line.
    details: Vec<String>,
    hint: Option<String>,
}

impl Failure {
    /// It could not be done: exit code 1.
    #[must_use]
    pub fn could_not(sentence: impl Into<String>) -> Self {
        Self { code: COULD_NOT, sentence: Some(sentence.into()), details: Vec::new(), hint: None }
    }

    /// It was asked for in a wrong way: exit code 2.
    #[must_use]
    pub fn wrong_use(sentence: impl Into<String>) -> Self {
        Self { code: WRONG_USE, ..Self::could_not(sentence) }
    }

    /// Everything was said already: exit code 1.
    #[must_use]
    pub fn told() -> Self {
        Self { code: COULD_NOT, sentence: None, details: Vec::new(), hint: None }
    }

    /// Everything was said already, with this exit code.
    #[must_use]
    pub fn with_code(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// A signal ended it: the exit code says which.
    #[must_use]
    pub fn ended(code: u8) -> Self {
        Self { code, ..Self::told() }
    }

    /// With the next step.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// With lines below the sentence.
    #[must_use]
    pub fn details(self, details: Vec<String>) -> Self {
        Self { details, ..self }
    }

    /// Says it on standard error, and gives the exit code.
    #[must_use]
    pub fn report(&self) -> ExitCode {
        if let Some(sentence) = &self.sentence {
            output::error_line("goaltree: ", sentence);
        }
        for detail in &self.details {
            output::error_line("  ", detail);
        }
        if let Some(hint) = &self.hint {
            output::error_line("  hint: ", hint);
        }
        ExitCode::from(self.code)
    }
}

/// Of writing to standard output. A reader who has read enough is no trouble.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { code: 0, ..Self::told() };
        }
        Self::could_not(format!("standard output cannot be written: {error}"))
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self { hint: error.hint(), ..Self::could_not(error.to_string()) }
    }
}

impl From<terminal::Error> for Failure {
    fn from(error: terminal::Error) -> Self {
        Self { hint: error.hint(), ..Self::could_not(error.to_string()) }
    }
}

/// The status line begins with a capital letter and ends with a full stop; here it is a part of a line.
impl From<Reason> for Failure {
    fn from(reason: Reason) -> Self {
        let text = reason.0.trim_end_matches('.');
        let mut characters = text.chars();
        let first: String = characters.next().into_iter().flat_map(char::to_lowercase).collect();
        Self::could_not(first + characters.as_str())
    }
}
