//! What somebody else is told of a job: lines that are built from its node, each of which can be taken out.
//!
//! A note is never part of it unless it is asked for.

use chrono::NaiveDate;

use crate::model::{Key, Node, NodeId, State, Tree};
use crate::text::hand::Hand;
use crate::text::line::words::say_day;
use crate::text::safe;

/// What a line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the labels below tell what each means")]
pub enum Part {
    Title,
    For,
    Finished,
    Like,
    Unlike,
    DoneWhen,
    By,
    Price,
    Changes,
    Check,
    Note,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it tells.
    pub part: Part,
    /// In words; empty where that is still to be said.
    pub text: String,
    /// Whether it goes out.
    pub is_in: bool,
}

impl Part {
    /// What stands in front of it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Title | Self::Check => "",
            Self::For => "For",
            Self::Finished => "Deliver",
            Self::Like => "Like this",
            Self::Unlike => "Not like this",
            Self::DoneWhen => "Done when",
            Self::By => "By",
            Self::Price => "Price",
            Self::Changes => "Changes",
            Self::Note => "Note",
        }
    }
}

/// The lines for a node, in their order; of its note each is left out.
#[must_use]
pub fn brief(tree: &Tree, id: NodeId) -> Vec<Line> {
    let Some(node) = tree.get(id) else { return Vec::new() };
    let hand = Hand::of(node);
    let title = |id: NodeId| tree.get(id).map(Node::title).unwrap_or_default();
    let mut lines = Vec::new();
    let mut add = |part, text: &str| {
        // One line stays one line, and nothing in it acts on a terminal.
        let text = safe::clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
        lines.push(Line { part, is_in: !text.is_empty() && part != Part::Note, text });
    };
    add(Part::Title, node.title());
    add(Part::For, tree.ancestors(id).last().map(title).unwrap_or_default());
    for (part, name) in [(Part::Finished, "finished"), (Part::Like, "like"), (Part::Unlike, "unlike")] {
        add(part, hand.text(name).unwrap_or_default());
    }
    let is_open = |child: &NodeId| tree.get(*child).is_some_and(|node| node.state() == State::Open);
    for child in tree.children(Some(id)).filter(is_open) {
        add(Part::DoneWhen, title(child));
    }
    add(Part::By, &by(node, &hand).map(say_day).unwrap_or_default());
    add(Part::Price, &price(&hand).unwrap_or_default());
    add(Part::Changes, &hand.number("changes").map(|count| count.to_string()).unwrap_or_default());
    add(Part::Check, "I will check within one day.");
    for line in node.text(Key::Note).unwrap_or_default().lines().filter(|line| !line.trim().is_empty()) {
        add(Part::Note, line);
    }
    lines
}

fn by(node: &Node, hand: &Hand) -> Option<NaiveDate> {
    hand.day("promised").or_else(|| node.date(Key::Due))
}

fn price(hand: &Hand) -> Option<String> {
    let price = hand.money("price")?;
    Some(match hand.copies() {
        1 => price.say(),
        copies => format!("{copies} x {}", price.say()),
    })
}

/// What goes out, as plain text or as Markdown.
#[must_use]
pub fn print(lines: &[Line], markdown: bool) -> String {
    let mut text = String::new();
    let mut last = None;
    for Line { part, text: words, .. } in lines.iter().filter(|line| line.is_in && !line.text.is_empty()) {
        let words = if markdown { escape(words) } else { words.clone() };
        let label = part.label();
        let is_list = matches!(part, Part::DoneWhen | Part::Note);
        let is_first = last.replace(*part) != Some(*part);
        let line = match (part, markdown) {
            (Part::Title, _) => format!("# {words}\n"),
            (Part::Check, _) => format!("\n{words}"),
            (_, true) if is_list && is_first => format!("- **{label}:**\n  - {words}"),
            (_, true) if is_list => format!("  - {words}"),
            (_, true) => format!("- **{label}:** {words}"),
            (_, false) if is_list => {
                format!("{:<15}- {words}", if is_first { format!("{label}:") } else { String::new() })
            }
            (_, false) => format!("{:<15}{words}", format!("{label}:")),
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// So that what a title says is no mark-up.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json;

    const FILE: &str = r#"{"goaltree":1,"nodes":[
        {"id":"site","title":"A coffee site"},
        {"id":"pics","parent":"site","title":"Ten pictures\u001b[2J","note":"secret one\nsecret two","due":"2026-12-01",
         "hand":{"step":"briefed","finished":"10 JPG, 1600 px wide","like":"https://example.org/a_b","price":{"amount":"10.00","currency":"USD"},"copies":2,"changes":1,"promised":"2026-11-27"}},
        {"id":"one","parent":"pics","title":"Each shows a *drink*"},
        {"id":"two","parent":"pics","title":"File names say what is seen"},
        {"id":"off","parent":"pics","title":"Let go","state":"dropped"}],"days":[]}"#;

    #[test]
    fn it_is_built_from_the_node_without_its_note() {
        let tree = json::read(FILE.as_bytes()).expect("a file").tree;
        let mut lines = brief(&tree, NodeId::parse("pics"));
        assert_eq!(
            print(&lines, false),
            "# Ten pictures␛[2J\n\n\
             For:           A coffee site\n\
             Deliver:       10 JPG, 1600 px wide\n\
             Like this:     https://example.org/a_b\n\
             Done when:     - Each shows a *drink*\n               \
             - File names say what is seen\n\
             By:            Fri 27 Nov\n\
             Price:         2 x $10\n\
             Changes:       1\n\n\
             I will check within one day.\n"
        );
        let markdown = print(&lines, true);
        assert!(markdown.contains("- **Done when:**\n  - Each shows a \\*drink\\*\n"), "{markdown}");
        for text in [print(&lines, false), markdown] {
            assert!(!text.contains("secret"), "{text}");
        }
        lines.iter_mut().for_each(|line| line.is_in = line.part == Part::Note);
        assert_eq!(print(&lines, false), "Note:          - secret one\n               - secret two\n");
        assert!(brief(&tree, NodeId::parse("gone")).is_empty());
    }
}
