//! Making a template of a branch: what belongs to this one time is left out.

use std::fmt::Write;

use chrono::NaiveDate;

use super::{TOPIC, Template};
use crate::model::{Field, Key, Node, NodeId, Tree};
use crate::text::line::Line;
use crate::text::outline;

/// From so many times on, what a job really took is believed more than its estimate.
const ENOUGH_TIMES: usize = 3;

/// What of a branch belongs to one time only, or to somebody.
const LEFT_OUT: &[Key] = &[Key::Plan, Key::Start, Key::Due, Key::Hard, Key::Until, Key::Hand];

/// What is kept beside the jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keep {
    /// The notes.
    pub notes: bool,
}

/// The template that a branch makes, without its top. Ticks and people are left out; start and due dates count from
/// the first start; an estimate is the median of what it took, if that is known of three times; the title of the top
/// is `{topic}` wherever a job says it.
#[must_use]
pub fn of(tree: &Tree, top: NodeId, slug: &str, keep: Keep) -> Template {
    let title = tree.get(top).map_or("", Node::title);
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.is_empty() { slug.to_owned() } else { title };
    let nodes: Vec<(usize, &Node)> = tree.walk(Some(top)).skip(1).collect();
    let first = nodes.iter().filter_map(|(_, node)| node.date(Key::Start)).min();
    let mut body = String::new();
    for (depth, node) in nodes {
        let indent = "  ".repeat(depth - 1);
        let line = line(tree, node, &title, first);
        body.push_str(&format!("{indent}{line}\n"));
        for note in node.text(Key::Note).filter(|_| keep.notes).unwrap_or_default().lines() {
            body.push_str(&format!("{indent}  | {}\n", with_mark(note, &title)));
        }
    }
    Template { slug: slug.to_owned(), keys: vec![title.to_lowercase().replace(',', "")], title, body }
}

fn line(tree: &Tree, node: &Node, topic: &str, first: Option<NaiveDate>) -> String {
    let mut line = Line::of(node);
    line.fields.retain(|field| !LEFT_OUT.contains(&field.key()));
    if let (Some(minutes), Some(_)) = (usual_minutes(tree, node.id()), node.minutes()) {
        line.fields.retain(|field| field.key() != Key::Minutes);
        line.fields.push(Field::number(Key::Minutes, minutes));
        line.fields.sort_by(Field::by_property);
    }
    line.title = with_mark(&line.title, topic);
    let mut text = line.print();
    let offset = |key| {
        let days = (node.date(key)? - first?).num_days();
        (days > 0).then_some(days)
    };
    for (key, mark) in [(Key::Start, "start:"), (Key::Due, "^")] {
        if let Some(days) = offset(key) {
            // Writing to a string cannot fail.
            let _ = write!(text, " {mark}+{days}d");
        }
    }
    // A title that looks like a bullet, a note or a comment stays a title.
    outline::boxed_if_needed(text, &line.title)
}

/// The median of the minutes that the ledger knows of a job.
fn usual_minutes(tree: &Tree, id: NodeId) -> Option<u32> {
    let done = tree.days().values().flat_map(|day| &day.done).filter(|done| done.id == id);
    let mut minutes: Vec<u32> = done.filter_map(|done| done.minutes).collect();
    minutes.sort_unstable();
    (minutes.len() >= ENOUGH_TIMES).then(|| minutes[minutes.len() / 2])
}

/// The text with `{topic}` wherever it says the topic, in whatever case, as whole words.
fn with_mark(text: &str, topic: &str) -> String {
    if topic.is_empty() {
        return text.to_owned();
    }
    let mut marked = String::new();
    let mut rest = text;
    let mut before = None;
    while let Some(letter) = rest.chars().next() {
        let begins = before.is_none_or(|before: char| !before.is_alphanumeric());
        if let Some(after) = without_topic(rest, topic).filter(|_| begins) {
            marked.push_str(TOPIC);
            (rest, before) = (after, None);
            continue;
        }
        marked.push(letter);
        (rest, before) = (&rest[letter.len_utf8()..], Some(letter));
    }
    marked
}

/// What stands behind the topic at the beginning of a text.
fn without_topic<'t>(text: &'t str, topic: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in topic.chars() {
        let letter = rest.next()?;
        if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}
