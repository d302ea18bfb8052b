//! Typing: one line, or an outline of lines with depth, by graphemes.

use tui_input::{Input, InputRequest};

use super::key::{Code, Key};
use crate::text::outline::Levels;

/// One line that is being typed.
#[derive(Debug, Clone, Default)]
pub struct Typing(Input);

impl Typing {
    /// A line with the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Input::new(one_line(text)))
    }

    /// A line with the cursor behind `before`.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Self {
        let cursor = before.chars().count();
        Self(Input::new(format!("{before}{after}")).with_cursor(cursor))
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.value()
    }

    /// What stands before the cursor, and behind it.
    #[must_use]
    pub fn halves(&self) -> (&str, &str) {
        let text = self.0.value();
        let at = text.char_indices().nth(self.0.cursor()).map_or(text.len(), |(at, _)| at);
        text.split_at(at)
    }

    /// Whether the cursor stands before the first character.
    #[must_use]
    pub fn at_start(&self) -> bool {
        self.0.cursor() == 0
    }

    /// Puts text where the cursor stands. Line ends become blanks.
    pub fn insert(&mut self, text: &str) {
        let (before, after) = self.halves();
        *self = Self::between(&format!("{before}{}", one_line(text)), after);
    }

    /// What a key does in a line; false if it does nothing there.
    pub fn press(&mut self, key: Key) -> bool {
        let request = match (key.code, key.ctrl, key.alt) {
            (Code::Left, false, false) => InputRequest::GoToPrevChar,
            (Code::Right, false, false) => InputRequest::GoToNextChar,
            (Code::Left, true, _) | (Code::Char('b'), _, true) => InputRequest::GoToPrevWord,
            (Code::Right, true, _) | (Code::Char('f'), _, true) => InputRequest::GoToNextWord,
            (Code::Home, ..) | (Code::Char('a'), true, _) => InputRequest::GoToStart,
            (Code::End, ..) | (Code::Char('e'), true, _) => InputRequest::GoToEnd,
            (Code::Backspace, _, true) | (Code::Char('w'), true, _) => InputRequest::DeletePrevWord,
            (Code::Backspace, ..) => InputRequest::DeletePrevChar,
            (Code::Delete, ..) => InputRequest::DeleteNextChar,
            (Code::Char('k'), true, _) => InputRequest::DeleteTillEnd,
            (Code::Char('u'), true, _) => InputRequest::DeleteLine,
            (Code::Char('y'), true, _) => InputRequest::Yank,
            (Code::Char(character), false, false) => InputRequest::InsertChar(character),
            _ => return false,
        };
        self.0.handle(request);
        true
    }

    /// Puts the cursor at the end or the start.
    pub fn go_to_end(&mut self) {
        self.0.handle(InputRequest::GoToEnd);
    }
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Lines with depth, one job each.
#[derive(Debug, Clone)]
pub struct Editor {
    lines: Vec<(usize, Typing)>,
    cursor: usize,
}

impl Default for Editor {
    fn default() -> Self {
        Self { lines: vec![(0, Typing::default())], cursor: 0 }
    }
}

impl Editor {
    /// An editor with this outline, the cursor behind its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut editor = Self::default();
        editor.insert(text);
        editor
    }

    /// An editor with these lines at the top level, the cursor at the end of the first.
    #[must_use]
    pub fn of_lines(lines: &[&str]) -> Self {
        Self { lines: lines.iter().map(|line| (0, Typing::new(line))).collect(), cursor: 0 }
    }

    /// The editor with its cursor at the end of the first line.
    #[must_use]
    pub fn at_the_top(self) -> Self {
        Self { cursor: 0, ..self }
    }

    /// The lines, each with its depth.
    #[must_use]
    pub fn lines(&self) -> &[(usize, Typing)] {
        &self.lines
    }

    /// On which line the cursor stands.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|(_, line)| line.text().trim().is_empty())
    }

    /// The lines as an outline.
    #[must_use]
    pub fn text(&self) -> String {
        let lines = self.lines.iter().map(|(depth, line)| format!("{}{}", "  ".repeat(*depth), line.text()));
        let mut text = lines.collect::<Vec<_>>().join("\n");
        text.truncate(text.trim_end().len());
        text
    }

    /// Puts text where the cursor stands; its lines become lines, its indentation depth.
    pub fn insert(&mut self, text: &str) {
        let (depth, line) = &self.lines[self.cursor];
        if !text.contains(['\n', '\r']) {
            self.lines[self.cursor].1.insert(text);
            return;
        }
        let (before, after) = line.halves();
        let depth = *depth;
        let mut parts: Vec<(usize, Typing)> =
            raw_depths(text).into_iter().map(|(deeper, body)| (depth + deeper, Typing::new(body))).collect();
        if let Some(first) = parts.first_mut() {
            *first = (depth, Typing::new(&format!("{before}{}", first.1.text())));
        }
        if text.ends_with('\n') && !after.is_empty() {
            parts.push((depth, Typing::default()));
        }
        if let Some(last) = parts.last_mut() {
            last.1 = Typing::between(last.1.text(), after);
        } else {
            return;
        }
        let count = parts.len();
        self.lines.splice(self.cursor..=self.cursor, parts);
        self.cursor += count - 1;
        self.settle();
    }

    /// Puts an outline below the line of the cursor and what lies below that, as deep as it is; an empty line gives way.
    pub fn add_below(&mut self, text: &str) {
        let (depth, line) = &self.lines[self.cursor];
        if !line.text().trim().is_empty() {
            let (depth, end) = (*depth, self.end_of_branch());
            self.lines.insert(end, (depth, Typing::default()));
            self.cursor = end;
        }
        self.lines[self.cursor].1 = Typing::default();
        self.insert(text);
    }

    /// What a key does in the text; false if it does nothing there.
    pub fn press(&mut self, key: Key) -> bool {
        let is_last = self.cursor + 1 == self.lines.len();
        let (depth, line) = &mut self.lines[self.cursor];
        match key.code {
            Code::Enter if !key.alt && !key.ctrl => {
                let (before, after) = line.halves();
                let (before, after) = (before.to_owned(), after.to_owned());
                let depth = *depth;
                self.lines[self.cursor].1 = Typing::new(&before);
                self.lines.insert(self.cursor + 1, (depth, Typing::between("", &after)));
                self.cursor += 1;
            }
            Code::Tab => self.shift(1),
            Code::BackTab => self.shift(-1),
            Code::Backspace if line.at_start() && *depth > 0 => self.shift(-1),
            Code::Backspace if line.at_start() && self.cursor > 0 => {
                let (_, line) = self.lines.remove(self.cursor);
                self.cursor -= 1;
                let above = self.lines[self.cursor].1.text().to_owned();
                self.lines[self.cursor].1 = Typing::between(&above, line.text());
            }
            Code::Delete if line.halves().1.is_empty() && !is_last => {
                let (_, below) = self.lines.remove(self.cursor + 1);
                let here = self.lines[self.cursor].1.text().to_owned();
                self.lines[self.cursor].1 = Typing::between(&here, below.text());
            }
            Code::Up if !key.alt => self.cursor = self.cursor.saturating_sub(1),
            Code::Down if !key.alt => self.cursor = (self.cursor + 1).min(self.lines.len() - 1),
            Code::Up | Code::Down => self.swap(key.code == Code::Down),
            Code::Right if key.alt => self.shift(1),
            Code::Left if key.alt => self.shift(-1),
            Code::PageUp => self.cursor = self.cursor.saturating_sub(10),
            Code::PageDown => self.cursor = (self.cursor + 10).min(self.lines.len() - 1),
            _ => return line.press(key),
        }
        self.settle();
        true
    }

    /// Makes the line, and what lies below it, deeper or shallower.
    fn shift(&mut self, by: isize) {
        let depth = self.lines[self.cursor].0;
        let most = self.cursor.checked_sub(1).map_or(0, |above| self.lines[above].0 + 1);
        let wanted = depth.saturating_add_signed(by).min(most);
        let end = self.end_of_branch();
        for line in &mut self.lines[self.cursor..end] {
            line.0 = line.0 + wanted - depth;
        }
    }

    fn end_of_branch(&self) -> usize {
        let depth = self.lines[self.cursor].0;
        let below = self.lines[self.cursor + 1..].iter().position(|line| line.0 <= depth);
        below.map_or(self.lines.len(), |count| self.cursor + 1 + count)
    }

    fn swap(&mut self, down: bool) {
        let other = if down { self.cursor + 1 } else { self.cursor.wrapping_sub(1) };
        if other < self.lines.len() {
            self.lines.swap(self.cursor, other);
            self.cursor = other;
        }
    }

    /// Depths as a tree can have them.
    fn settle(&mut self) {
        let mut most = 0;
        for line in &mut self.lines {
            line.0 = line.0.min(most);
            most = line.0 + 1;
        }
    }
}

/// The lines of a text with their depths by indentation, marks and all.
fn raw_depths(text: &str) -> Vec<(usize, &str)> {
    let mut levels = Levels::default();
    let lines = text.lines().filter(|raw| !raw.trim().is_empty());
    lines.map(|raw| (levels.depth(raw), raw.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> String {
        let mut editor = Editor::default();
        for key in keys.split(' ') {
            match key.strip_prefix("paste:") {
                Some(text) => editor.insert(&text.replace('_', " ").replace('|', "\n")),
                None if key.chars().count() > 1 && Key::parse(key).is_none() => {
                    key.chars().for_each(|character| editor.insert(&character.to_string()));
                }
                None => {
                    editor.press(Key::parse(key).unwrap_or(Key::plain(Code::Esc)));
                }
            }
        }
        editor.text()
    }

    #[test]
    fn lines_have_depth() {
        assert_eq!(typed("abc enter tab def enter S-tab ghi"), "abc\n  def\nghi");
        assert_eq!(typed("tab abc"), "abc");
        assert_eq!(typed("abc enter tab def home backspace backspace"), "abcdef");
        assert_eq!(typed("abc enter tab def enter tab ghi up S-tab"), "abc\ndef\n  ghi");
        assert_eq!(typed("abcdef left left enter"), "abcd\nef");
    }

    #[test]
    fn what_is_added_below_stands_behind_the_branch() {
        let below = |text: &str, up: usize, added: &str| {
            let mut editor = Editor::new(text);
            (0..up).for_each(|_| _ = editor.press(Key::plain(Code::Up)));
            editor.add_below(added);
            editor.text()
        };
        assert_eq!(below("a\n  b\nc", 2, "x\n  y"), "a\n  b\nx\n  y\nc");
        assert_eq!(below("a\n  b\nc", 1, "x"), "a\n  b\n  x\nc");
        assert_eq!(below("", 0, "x\ny"), "x\ny");
    }

    #[test]
    fn pasted_outlines_keep_their_shape() {
        assert_eq!(typed("paste:a|__b|____c|d"), "a\n  b\n    c\nd");
        assert_eq!(typed("xyz left paste:1|2"), "xy1\n2z");
        assert_eq!(typed("abc paste:|d|"), "abcd");
    }
}
