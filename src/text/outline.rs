//! Indented lines and branches: the split editor, pasted lists, and the notation of the tests.
//!
//! Any outline that people paste is understood: bullets, numbers and check boxes are taken off, tabs or any number of
//! blanks make depth.

use std::borrow::Cow;

use crate::model::{Field, Key, Node, NodeId, State, Tree};
use crate::text::line::Line;
use crate::text::safe;
use crate::text::when::Today;

/// One item of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// How deep, from 0; at most one deeper than the item above.
    pub depth: usize,
    /// What its box says: `[x]` done, `[-]` let go, `[~]` resting.
    pub state: State,
    /// What it says.
    pub line: Line,
    /// The note under it.
    pub note: Option<String>,
}

/// Makes depths of indentations: a deeper line opens a level, however much deeper it is; one that matches no level
/// belongs to the nearest shallower one.
#[derive(Debug, Default)]
pub struct Levels(Vec<usize>);

impl Levels {
    /// The depth of the next line.
    pub fn depth(&mut self, raw: &str) -> usize {
        let column = indentation(raw);
        let open = self.0.len();
        while self.0.len() > 1 && self.0.last().is_some_and(|level| *level > column) {
            self.0.pop();
        }
        let closed = self.0.len() < open;
        match self.0.last_mut() {
            Some(level) if column <= *level => {}
            Some(level) if closed => *level = column,
            _ => self.0.push(column),
        }
        self.0.len() - 1
    }
}

/// How far a tab goes.
const TAB_COLUMNS: usize = 4;

/// Most items that `x10` makes of one outline.
const MOST_UNROLLED: usize = 2_000;

/// Stands in an outline for a title that is empty: a line that says nothing is no item.
pub const NO_TITLE: &str = "(no title)";

/// Reads an outline as typed on the day `today`. Empty lines and `//` comments are left out; `| text` is a note for
/// the line above; a line with `x10` becomes ten.
#[must_use]
pub fn parse(text: &str, today: impl Into<Today>) -> Vec<Item> {
    let today = today.into();
    let mut items: Vec<Item> = Vec::new();
    let mut levels = Levels::default();
    for raw in text.lines() {
        let body = raw.trim();
        if body.is_empty() || body.starts_with("//") {
            continue;
        }
        // Blanks at the end of a note are part of it.
        if let Some(note) = note_of(raw.trim_start()) {
            if let Some(item) = items.last_mut() {
                let kept = item.note.take().map_or_else(String::new, |kept| kept + "\n");
                item.note = Some(kept + note);
            }
            continue;
        }
        let depth = levels.depth(raw);
        let (state, body) = strip_marks(body);
        let line = Line::parse(body, today);
        if !line.is_empty() {
            items.push(Item { depth, state, line, note: None });
        }
    }
    settle_depths(&mut items);
    unroll(items)
}

/// Makes numbered copies of the items that ask for them, each with all below it.
#[must_use]
pub fn unroll(mut items: Vec<Item>) -> Vec<Item> {
    // From behind, so that what lies below is unrolled already.
    for at in (0..items.len()).rev() {
        if items[at].line.copies.is_none() {
            continue;
        }
        let below = items[at + 1..].iter().take_while(|item| item.depth > items[at].depth).count();
        let branch: Vec<Item> = items[at..=at + below].to_vec();
        let most = MOST_UNROLLED.saturating_sub(items.len()) / branch.len() + 1;
        let copies = branch[0].line.each().into_iter().take(most);
        let copied = copies.flat_map(|line| {
            let mut copy = branch.clone();
            copy[0].line = line;
            copy
        });
        items.splice(at..=at + below, copied.collect::<Vec<_>>());
    }
    items
}

/// The items that are jobs: nothing stands below them.
pub fn leaves(items: &[Item]) -> impl Iterator<Item = &Item> {
    let depth_below = |at: usize| items.get(at + 1).map_or(0, |item| item.depth);
    items.iter().enumerate().filter(move |(at, item)| depth_below(*at) <= item.depth).map(|(_, item)| item)
}

/// What a line `| text` says of the item above it.
#[must_use]
pub fn note_of(body: &str) -> Option<&str> {
    if body == "|" { Some("") } else { body.strip_prefix("| ") }
}

/// Depths as a tree can have them: the first is 0, each at most one deeper than the one above.
pub fn settle_depths(items: &mut [Item]) {
    let mut most = 0;
    for item in items {
        item.depth = item.depth.min(most);
        most = item.depth + 1;
    }
}

/// Columns of blank before a line.
#[must_use]
pub fn indentation(raw: &str) -> usize {
    raw.chars().take_while(|character| character.is_whitespace()).fold(0, column_behind)
}

/// Where the next character stands behind a blank at `column`.
#[must_use]
pub fn column_behind(column: usize, blank: char) -> usize {
    if blank == '\t' { (column / TAB_COLUMNS + 1) * TAB_COLUMNS } else { column + 1 }
}

/// Boxes, and what they say.
const BOXES: &[(&str, State)] = &[
    ("[ ]", State::Open),
    ("[x]", State::Done),
    ("[X]", State::Done),
    ("[-]", State::Dropped),
    ("[~]", State::Resting),
    ("☐", State::Open),
    ("☑", State::Done),
];

/// Takes bullets, numbers and check boxes off, and tells what the box said.
#[must_use]
pub fn strip_marks(body: &str) -> (State, &str) {
    let mut rest = body;
    for bullet in ["- ", "* ", "+ ", "• ", "– "] {
        if let Some(after) = rest.strip_prefix(bullet) {
            rest = after.trim_start();
            break;
        }
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits)
        && let Some(after) = rest[digits..].strip_prefix(". ").or_else(|| rest[digits..].strip_prefix(") "))
    {
        rest = after.trim_start();
    }
    for (mark, state) in BOXES {
        if let Some(after) = rest.strip_prefix(mark) {
            return (*state, after.trim_start());
        }
    }
    (State::Open, if matches!(rest, "-" | "*" | "•") { "" } else { rest })
}

/// A branch as an outline; of none, the whole tree. What it says is read back the same by [`parse`].
#[must_use]
pub fn print(tree: &Tree, top: Option<NodeId>) -> String {
    print_lines(tree, tree.walk(top))
}

/// What lies below a node, as an outline without the node itself.
#[must_use]
pub fn print_below(tree: &Tree, top: NodeId) -> String {
    print_lines(tree, tree.walk(Some(top)).skip(1).map(|(depth, node)| (depth - 1, node)))
}

fn print_lines<'t>(tree: &Tree, lines: impl Iterator<Item = (usize, &'t Node)>) -> String {
    let mut text = String::new();
    for (depth, node) in lines {
        let indent = "  ".repeat(depth);
        text.push_str(&format!("{indent}{}\n", print_item(tree, node)));
        for note in note_lines(node) {
            text.push_str(&format!(
                "{indent}  {}\n",
                if note.is_empty() { "|".into() } else { format!("| {note}") }
            ));
        }
    }
    text
}

/// A node as `- [ ] title tokens`, without control characters.
#[must_use]
pub fn print_item(tree: &Tree, node: &Node) -> String {
    let mark = match node.state() {
        State::Open => "[ ]",
        State::Done => "[x]",
        State::Dropped => "[-]",
        State::Resting => "[~]",
    };
    let mut line = Line::of(node);
    if line.is_empty() {
        NO_TITLE.clone_into(&mut line.title);
    }
    // What a parent was guessed at is said as it was typed.
    if let Some(guess) =
        node.number(Key::Guess).filter(|_| !tree.is_leaf(node.id()) && node.minutes().is_none())
    {
        line.fields.push(Field::number(Key::Minutes, guess));
        line.fields.sort_by(Field::by_property);
    }
    format!("- {mark} {}", safe::without_controls(&line.print()))
}

/// A line as it is typed; one that would be read as a bullet, a note or a comment stands behind a box of its own.
#[must_use]
pub fn print_open(line: &Line) -> String {
    boxed_if_needed(line.print(), &line.title)
}

/// The text of an open item called `title`, behind a box if it would be read as something else.
#[must_use]
pub fn boxed_if_needed(text: String, title: &str) -> String {
    let items = parse(&text, Today::default());
    let is_read = matches!(&items[..], [item] if item.state == State::Open && item.line.title == title);
    if is_read { text } else { format!("- [ ] {text}") }
}

/// The lines of a note, without control characters; none of a note that is empty.
pub fn note_lines(node: &Node) -> impl Iterator<Item = Cow<'_, str>> {
    let note = node.text(Key::Note).filter(|note| !matches!(*note, "" | "\r"));
    let lines = note.into_iter().flat_map(|note| note.split('\n'));
    lines.map(|line| safe::without_controls(line.strip_suffix('\r').unwrap_or(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        let items = parse(text, Today::default());
        items
            .iter()
            .map(|item| format!("{}{}", ">".repeat(item.depth), item.line.title))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn any_indentation_makes_depth() {
        assert_eq!(shape("a\n  b\n    c\n  d\ne"), "a >b >>c >d e");
        assert_eq!(shape("a\n\tb\n\t\tc\nd"), "a >b >>c d");
        assert_eq!(shape("a\n        b\n    c\nd"), "a >b c d");
        assert_eq!(shape("    a\n  b\n c"), "a b c");
        assert_eq!(shape("a\n b\n\n\n b2\n  c"), "a >b >b2 >>c");
    }

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(shape("- [ ] a\n* b\n1. c\n12) d\n• e\n+ f\n- - g"), "a b c d e f - g");
        let items = parse("- [x] a ~5m\n  | one\n  | two\n// no\n- [ ] b", Today::default());
        assert_eq!((items[0].state, items[0].note.as_deref()), (State::Done, Some("one\ntwo")));
        assert_eq!((items[0].line.minutes(), items[1].state), (Some(5), State::Open));
    }

    #[test]
    fn boxes_say_what_became_of_it() {
        let items = parse("- [-] a\n  |\n  |  two \n  |\n[~] b\n- [X] c", Today::default());
        let states: Vec<State> = items.iter().map(|item| item.state).collect();
        assert_eq!(states, [State::Dropped, State::Resting, State::Done]);
        assert_eq!(items[0].note.as_deref(), Some("\n two \n"));
    }

    #[test]
    fn copies_take_along_what_lies_below() {
        assert_eq!(shape("a x3\nb"), "a 1 a 2 a 3 b");
        assert_eq!(shape("a x2\n  b\n    c x2\nd"), "a 1 >b >>c 1 >>c 2 a 2 >b >>c 1 >>c 2 d");
        let many = parse("a x100\n b x100\n  c x100", Today::default());
        assert!((1_900..=MOST_UNROLLED).contains(&many.len()), "{}", many.len());
    }
}
