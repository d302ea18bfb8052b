//! Why a text could not be read as what it should be.

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct Refused {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What was expected.
    pub what: String,
}

/// What serde says, in our words.
pub(super) fn refusal(error: &serde_json::Error) -> Refused {
    let full = error.to_string();
    let what = full.rsplit_once(" at line ").map_or(&*full, |(what, _)| what);
    // A text that is not closed is noticed at the end of its line, which serde counts as the next one's column 0.
    let (line, column) = match (error.line(), error.column()) {
        (line, 0) if line > 1 => (line - 1, 0),
        place => place,
    };
    Refused { line, column, what: what.to_owned() }
}
