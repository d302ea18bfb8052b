//! What the program has written, as bytes and as a screen.

use std::num::NonZeroU16;

/// Around a frame.
pub const BEGIN: &str = "\x1b[?2026h";
pub const END: &str = "\x1b[?2026l";

/// What came out of the program so far.
pub struct Output {
    pub raw: Vec<u8>,
    /// How much of it the screen shows: never half a frame, as in a terminal that knows synchronised output.
    shown: usize,
    pub parser: vt100::Parser,
    /// The length of each piece as it was read.
    pub pieces: Vec<usize>,
    pub ended: bool,
}

impl Output {
    /// Nothing yet, on a screen of this size.
    pub fn new(rows: NonZeroU16, columns: NonZeroU16) -> Self {
        let parser = vt100::Parser::new(rows, columns, 0);
        Self { raw: Vec::new(), shown: 0, parser, pieces: Vec::new(), ended: false }
    }

    /// Takes in what was read.
    pub fn take(&mut self, piece: &[u8]) {
        self.raw.extend_from_slice(piece);
        self.pieces.push(piece.len());
        let rest = &self.raw[self.shown..];
        let from = find_last(rest, END.as_bytes()).map_or(0, |at| at + END.len());
        let end = find(&rest[from..], BEGIN.as_bytes()).map_or(rest.len(), |at| from + at);
        self.parser.process(&rest[..end]);
        self.shown += end;
    }
}

/// The screen at one moment.
pub struct View<'a>(pub &'a vt100::Screen);

impl View<'_> {
    pub fn rows(&self) -> Vec<String> {
        self.0.rows(0, self.0.size().1.get()).map(|row| row.trim_end().to_owned()).collect()
    }

    pub fn text(&self) -> String {
        self.rows().join("\n")
    }

    pub fn has(&self, words: &str) -> bool {
        self.rows().iter().any(|row| row.contains(words))
    }

    /// The row of the first pane with the cursor's mark, beside its title.
    pub fn at_cursor(&self) -> Option<(u16, String)> {
        let rows = self.rows();
        let at = rows.iter().enumerate().position(|(at, row)| at >= 2 && row.starts_with('»'))?;
        Some((u16::try_from(at).ok()?, rows[at].clone()))
    }
}

/// Where a part is in a text first.
pub fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// Where a part is in a text last.
pub fn find_last(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).rposition(|window| window == part)
}

/// How often a part is in a text.
pub fn count(text: &[u8], part: &str) -> usize {
    text.windows(part.len()).filter(|window| *window == part.as_bytes()).count()
}
