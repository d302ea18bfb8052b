//! Lists as Markdown and plain text have them, and as they are written for other programs.
//!
//! The reader takes what people have: headings above lists, bullets, numbers, boxes, or nothing but indentation, and
//! our own outlines too. The writer makes one nested list of boxes, with each note as paragraphs below its item. What
//! in a note could be taken for something else gets a backslash, as Markdown has it, and loses it when read.

use std::borrow::Cow;

use crate::model::{NodeId, State, Tree};
use crate::text::line::Line;
use crate::text::outline::{self, Item, Levels};
use crate::text::when::Today;

/// An empty line before or behind all text of a note, where Markdown would not keep it.
const EMPTY: &str = "<br>";
/// Marks of ours that are no ASCII.
const OTHER_MARKS: &[char] = &['•', '–', '☐', '☑'];

/// A branch as a list of boxes; of none, the whole tree.
#[must_use]
pub fn print(tree: &Tree, top: Option<NodeId>) -> String {
    let mut text = String::new();
    for (depth, node) in tree.walk(top) {
        let indent = "  ".repeat(depth);
        text.push_str(&format!("{indent}{}\n", outline::print_item(tree, node)));
        let lines: Vec<_> = outline::note_lines(node).collect();
        let is_text = |line: &Cow<'_, str>| !line.trim().is_empty();
        let (Some(first), Some(last)) = (lines.iter().position(is_text), lines.iter().rposition(is_text))
        else {
            continue;
        };
        text.push('\n');
        for (nth, line) in lines.iter().enumerate() {
            if is_text(line) {
                text.push_str(&format!("{indent}  {}\n", escape(line)));
            } else if (first..=last).contains(&nth) {
                text.push('\n');
            } else {
                text.push_str(&format!("{indent}  {EMPTY}\n"));
            }
        }
        text.push('\n');
    }
    text
}

/// Reads lists and headings as typed on the day `today`.
#[must_use]
pub fn parse(text: &str, today: impl Into<Today>) -> Vec<Item> {
    let has_list = text.lines().any(|raw| is_marked(raw.trim()));
    let mut reader = Reader { today: today.into(), has_list, ..Reader::default() };
    for raw in text.lines() {
        reader.line(raw);
    }
    let mut items = reader.items;
    outline::settle_depths(&mut items);
    outline::unroll(items)
}

#[derive(Debug, Default)]
struct Reader {
    today: Today,
    /// Whether there is a list anywhere; else every line is an item.
    has_list: bool,
    items: Vec<Item>,
    levels: Levels,
    /// The levels of the headings above.
    headings: Vec<usize>,
    /// The item that the last heading is.
    heading: Option<usize>,
    /// The items that a line below can belong to, each further in than the one before.
    open: Vec<Open>,
    /// The item whose note the last line belonged to.
    noted: Option<usize>,
    /// Empty lines since.
    blanks: usize,
    fence: Option<Fence>,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    item: usize,
    column: usize,
    /// Where its text begins.
    content: usize,
    is_marked: bool,
}

/// Code between two fences, in the note of an item.
#[derive(Debug)]
struct Fence {
    mark: String,
    item: usize,
    content: usize,
}

impl Reader {
    fn line(&mut self, raw: &str) {
        let body = raw.trim();
        if self.fence.is_some() && self.code(raw) {
            return;
        }
        if body.is_empty() {
            self.blanks += 1;
            return;
        }
        if let Some(note) = outline::note_of(raw.trim_start()) {
            self.blanks = 0;
            if let Some(last) = self.items.len().checked_sub(1) {
                self.note(last, note);
            }
        } else if !body.starts_with("//") {
            self.text(raw, body);
        }
        self.blanks = 0;
    }

    /// A line that is an item, a heading, or text below one.
    fn text(&mut self, raw: &str, body: &str) {
        let column = outline::indentation(raw);
        let is_marked = is_marked(body);
        if !is_marked && let Some(owner) = self.owner(column) {
            return self.paragraph(owner, raw);
        }
        if let Some((level, title)) = heading(body) {
            return self.heading(level, title);
        }
        if is_rule(body) {
            return;
        }
        if let Some(item) = self.heading.filter(|_| self.has_list && !is_marked) {
            return self.paragraph(Open { item, column: 0, content: 0, is_marked: true }, raw);
        }
        let depth = self.headings.len() + self.levels.depth(raw);
        let (state, title) = outline::strip_marks(body);
        let line = Line::parse(title, self.today);
        self.noted = None;
        if line.is_empty() {
            return;
        }
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        while self.open.last().is_some_and(|open| open.column >= column) {
            self.open.pop();
        }
        self.open.push(Open { item: self.items.len(), column, content: column + digits + 2, is_marked });
        self.items.push(Item { depth, state, line, note: None });
    }

    /// The list item that text at `column` belongs to.
    fn owner(&self, column: usize) -> Option<Open> {
        let further_out = self.open.partition_point(|open| open.column < column);
        self.open[..further_out].last().filter(|open| open.is_marked).copied()
    }

    fn heading(&mut self, level: usize, title: &str) {
        let line = Line::parse(title, self.today);
        self.noted = None;
        if line.is_empty() {
            return;
        }
        while self.headings.last().is_some_and(|above| *above >= level) {
            self.headings.pop();
        }
        let depth = self.headings.len();
        self.headings.push(level);
        self.heading = Some(self.items.len());
        self.levels = Levels::default();
        self.open.clear();
        self.items.push(Item { depth, state: State::Open, line, note: None });
    }

    fn paragraph(&mut self, owner: Open, raw: &str) {
        let line = dedent(raw, owner.content);
        let body = line.trim();
        if let Some(mark) = fence(body) {
            self.fence = Some(Fence { mark: mark.to_owned(), item: owner.item, content: owner.content });
            self.note(owner.item, line);
        } else {
            let text = if body == EMPTY { String::new() } else { unescape(line) };
            self.note(owner.item, &text);
        }
    }

    /// Takes a line of code as it is. Whether it was one.
    fn code(&mut self, raw: &str) -> bool {
        let Some(fence) = self.fence.take() else { return false };
        let body = raw.trim();
        if !body.is_empty() && outline::indentation(raw) < fence.content {
            return false;
        }
        if body.is_empty() {
            self.blanks += 1;
        } else {
            self.note(fence.item, dedent(raw, fence.content));
            self.blanks = 0;
        }
        let ends = body.starts_with(&fence.mark) && body.trim_start_matches(&fence.mark[..1]).is_empty();
        self.fence = Some(fence).filter(|_| !ends);
        true
    }

    /// Adds a line to the note of an item, and before it the empty ones between it and the line before.
    fn note(&mut self, item: usize, line: &str) {
        let blanks = if self.noted == Some(item) { self.blanks } else { 0 };
        let note = &mut self.items[item].note;
        match note {
            Some(note) => note.push_str(&("\n".repeat(1 + blanks) + line)),
            None => *note = Some(line.to_owned()),
        }
        self.noted = Some(item);
    }
}

/// Whether a bullet, a number or a box stands in front.
fn is_marked(body: &str) -> bool {
    outline::strip_marks(body).1.len() < body.len()
}

/// `## Title ##`: its level and its title.
fn heading(body: &str) -> Option<(usize, &str)> {
    let title = body.trim_start_matches('#');
    let level = body.len() - title.len();
    if !(1..=6).contains(&level) || !(title.is_empty() || title.starts_with([' ', '\t'])) {
        return None;
    }
    let bare = title.trim_end_matches('#');
    Some((level, if bare.ends_with([' ', '\t']) { bare.trim() } else { title.trim() }))
}

/// A line across, or the one below a heading.
fn is_rule(body: &str) -> bool {
    let first = body.chars().next().filter(|letter| "-=*_".contains(*letter));
    body.len() >= 3 && first.is_some_and(|first| body.chars().all(|letter| letter == first))
}

fn fence(body: &str) -> Option<&str> {
    let bare = body.trim_start_matches(if body.starts_with('~') { '~' } else { '`' });
    Some(&body[..body.len() - bare.len()]).filter(|mark| mark.len() >= 3)
}

/// A line without its first `columns` of blank.
fn dedent(raw: &str, columns: usize) -> &str {
    let mut column = 0;
    let mut rest = raw;
    while let Some(blank) = rest.chars().next().filter(|letter| letter.is_whitespace() && column < columns) {
        column = outline::column_behind(column, blank);
        rest = &rest[blank.len_utf8()..];
    }
    rest
}

/// Where a backslash stands that makes a line text: in front, or behind the digits of a number.
fn backslash_place(line: &str) -> usize {
    let start = line.len() - line.trim_start().len();
    start + line[start..].bytes().take_while(u8::is_ascii_digit).count()
}

fn escape(line: &str) -> String {
    let body = line.trim();
    let is_special = is_marked(body)
        || body == EMPTY
        || body.starts_with("//")
        || outline::note_of(body).is_some()
        || fence(body).is_some();
    let mut escaped = line.to_owned();
    if is_special || unescape(line).len() < line.len() {
        escaped.insert(backslash_place(line), '\\');
    }
    escaped
}

fn unescape(line: &str) -> String {
    let (before, rest) = line.split_at(backslash_place(line));
    let is_mark = |letter: char| letter.is_ascii_punctuation() || OTHER_MARKS.contains(&letter);
    match rest.strip_prefix('\\').filter(|bare| bare.starts_with(is_mark)) {
        Some(bare) => format!("{before}{bare}"),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let items = parse(text, Today::default());
        let said = items.iter().map(|item| {
            let state = match item.state {
                State::Open => "",
                State::Done => "x ",
                State::Dropped => "- ",
                State::Resting => "~ ",
            };
            let note = item.note.as_deref().map(|note| format!(" {note:?}")).unwrap_or_default();
            format!("{}{state}{}{note}", ">".repeat(item.depth), item.line.title)
        });
        assert_eq!(said.collect::<Vec<_>>().join(", "), wanted, "{text}");
    }

    #[test]
    fn headings_stand_above_lists() {
        check("# A\n## B ##\n- b\n  - c\n## C#\n1. d\n# E", "A, >B, >>b, >>>c, >C#, >>d, E");
        check("### A\n- b\n###### C\n- d\n# E\n    - f", "A, >b, >C, >>d, E, >f");
        check("A\n=====\n- b\n---\n- c\n#\n#d", "A, b, c, #d");
    }

    #[test]
    fn a_list_has_notes_and_plain_text_has_depth() {
        check(
            "- a\n\n  one\n  two\n\n  three\n\n  - b\n\n  four\n- c",
            "a \"one\\ntwo\\n\\nthree\\nfour\", >b, c",
        );
        check("a\n\tb\n\t\tc\n\n\td\ne", "a, >b, >>c, >d, e");
        check("# A\nb\n  c", "A, >b, >>c");
        check("# A\ntext\n- b\n\nmore", "A \"text\\nmore\", >b");
        check("1. a\n   text\n10. b\n    text\n- [ ] c\n\ttext", "a \"text\", b \"text\", c \"text\"");
        check("* [x] a\n+ [-] b\n- [~] c\n☑ d\n- [ ]\n// no\n  | ours", "x a, - b, ~ c, x d \"ours\"");
    }

    #[test]
    fn code_is_a_note_as_it_is() {
        check("- a\n  ```sh\n  # x\n\n    - y\n  ```\n- b", "a \"```sh\\n# x\\n\\n  - y\\n```\", b");
        check("- a\n  ```\n- b", "a \"```\", b");
    }

    #[test]
    fn what_looks_like_a_mark_in_a_note_gets_a_backslash() {
        for line in [
            "- x", "  * x", "12. x", "1\\. x", "\\- x", "\\\\", "// x", "| x", "|", "```", "<br>", "☐ x",
            "• x",
        ] {
            let escaped = escape(line);
            assert_ne!(escaped, line);
            assert_eq!(unescape(&escaped), line);
            check(&format!("- a\n\n  {escaped}\n"), &format!("a {line:?}"));
        }
        for line in ["x - y", "#x", "> x", "1234. x", "a\\b", "\\n"] {
            assert_eq!(escape(line), line);
        }
    }
}
