//! The one way to standard output and standard error: what is written is made harmless here, and nowhere else.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::sync::{Mutex, PoisonError};

use crate::text::safe;

/// How a part of a line looks where there are colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Dim,
    Bold,
    Good,
    Bad,
}

impl Look {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Dim => "\x1b[2m",
            Self::Bold => "\x1b[1m",
            Self::Good => "\x1b[32m",
            Self::Bad => "\x1b[31m",
        }
    }
}

/// Standard output.
pub(super) struct Output {
    out: BufWriter<StdoutLock<'static>>,
    colour: bool,
}

impl Output {
    pub fn open() -> Self {
        Self { out: BufWriter::new(io::stdout().lock()), colour: has_colour() }
    }

    /// Writes one line of these parts, without what could act on a terminal.
    pub fn line(&mut self, parts: &[(Look, &str)]) -> io::Result<()> {
        for (look, text) in parts {
            let text = safe::clean(text);
            if self.colour && *look != Look::Plain && !text.is_empty() {
                write!(self.out, "{}{text}\x1b[0m", look.code())?;
            } else {
                self.out.write_all(text.as_bytes())?;
            }
        }
        writeln!(self.out)
    }

    /// Writes one plain line.
    pub fn plain(&mut self, text: &str) -> io::Result<()> {
        self.line(&[(Look::Plain, text)])
    }

    /// Writes lines that another program may read: as they are, unless a person looks at them.
    ///
    /// They must have no control characters but tabs.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        if is_terminal() {
            return text.lines().try_for_each(|line| self.plain(line));
        }
        self.bytes(text.as_bytes())
    }

    /// Writes bytes for programs, as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Whatever is still on its way is written.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether colours are wanted: on a terminal that has some, and not under `NO_COLOR`.
pub(super) fn has_colour() -> bool {
    is_terminal()
        && super::setting("NO_COLOR").is_none()
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Whether a person looks at what is printed.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Says something that is not the answer, once: a verb may open the file twice.
pub(super) fn note(text: &str) {
    static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    if !said.iter().any(|before| before == text) {
        error_line("note: ", text);
        said.push(text.to_owned());
    }
}

/// A line on standard error. Where it cannot be written, nobody listens.
pub(super) fn error_line(start: &str, text: &str) {
    let _ = writeln!(io::stderr(), "{start}{}", safe::clean(text));
}
