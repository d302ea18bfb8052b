//! One node as one line: `Write the opening ~15m #write`, and back.
//!
//! Tokens are taken from the tail only: the last word is looked at, taken off if it is a token, and so on until one
//! is not. So prose is safe in the middle of a line; a backslash keeps a last word that looks like a token.

use crate::model::{Field, Key, Node, NodeId};
use crate::text::when;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What remains in front of the tokens.
    pub title: String,
    /// What the tokens say, one property each.
    pub fields: Vec<Field>,
}

/// The properties that a line can say: editing it sets or clears these and leaves all others alone.
pub const SPOKEN: &[Key] = &[Key::Title, Key::Minutes, Key::Tags];

impl Line {
    /// Reads a line. Any text is one; what is no token is title.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut rest = text.trim();
        let mut fields = Vec::new();
        while let Some((before, word)) = rest.rsplit_once(char::is_whitespace) {
            let before = before.trim_end();
            let said_before =
                |field: &Field| fields.iter().any(|other: &Field| other.by_property(field).is_eq());
            let Some(field) = token(word).filter(|field| !before.is_empty() && !said_before(field)) else {
                break;
            };
            fields.push(field);
            rest = before;
        }
        let title = match rest.rsplit_once(char::is_whitespace) {
            Some((before, word)) => match word.strip_prefix('\\').filter(|bare| looks_special(bare)) {
                Some(bare) => format!("{before} {bare}"),
                None => rest.to_owned(),
            },
            None => rest.to_owned(),
        };
        fields.sort_by(Field::by_property);
        Self { title, fields }
    }

    /// The properties of a node as a line.
    #[must_use]
    pub fn of(node: &Node) -> Self {
        let spoken = |field: &&Field| field.key() != Key::Title && SPOKEN.contains(&field.key());
        Self {
            title: node.title().to_owned(),
            fields: node.fields().iter().filter(spoken).cloned().collect(),
        }
    }

    /// The line as it is typed.
    #[must_use]
    pub fn print(&self) -> String {
        let mut text = self.title.clone();
        let last = text.rsplit(char::is_whitespace).next().map_or(0, |word| text.len() - word.len());
        if last > 0 && looks_special(&text[last..]) {
            text.insert(last, '\\');
        }
        for field in &self.fields {
            if let Some(token) = print_token(field) {
                text.push(' ');
                text.push_str(&token);
            }
        }
        text
    }

    /// A new node that is what the line says.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node {
        let mut fields = vec![Field::text(Key::Title, &self.title)];
        fields.extend(self.fields.iter().cloned());
        Node::with_fields(id, fields)
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.title.is_empty()
    }

    /// The estimate that it names.
    #[must_use]
    pub fn minutes(&self) -> Option<u32> {
        self.fields.iter().find(|field| field.key() == Key::Minutes).and_then(Field::as_number)
    }
}

/// The property that a word says, if it is a token.
fn token(word: &str) -> Option<Field> {
    if let Some(length) = word.strip_prefix('~') {
        return when::parse_minutes(length).map(|minutes| Field::number(Key::Minutes, minutes));
    }
    if let Some(tag) = word.strip_prefix('#') {
        let named = tag.starts_with(char::is_alphabetic) && !tag.contains('#');
        return named.then(|| Field::text(Key::Tags, tag));
    }
    None
}

fn print_token(field: &Field) -> Option<String> {
    match field.key() {
        Key::Minutes => field.as_number().map(|minutes| format!("~{}", when::print_minutes(minutes))),
        Key::Tags => field.as_text().map(|tag| format!("#{tag}")),
        _ => None,
    }
}

/// Whether a last word must be kept from being read as a token, or as a backslash that keeps one.
fn looks_special(word: &str) -> bool {
    let bare = word.trim_start_matches('\\');
    token(bare).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_taken_from_the_tail() {
        for (text, title, minutes, tags) in [
            ("Write the opening ~15m #write", "Write the opening", Some(15), "write"),
            ("Answer #1 question", "Answer #1 question", None, ""),
            ("Learn C#", "Learn C#", None, ""),
            ("Run 5m ~30", "Run 5m", Some(30), ""),
            ("Email list about #sale today", "Email list about #sale today", None, ""),
            ("Post about \\#hashtags", "Post about #hashtags", None, ""),
            ("~15m", "~15m", None, ""),
            ("Plan 50% off sale ~1h30", "Plan 50% off sale", Some(90), ""),
            ("Two ~5m ~10m", "Two ~5m", Some(10), ""),
            ("牛乳を\u{3000}買う", "牛乳を\u{3000}買う", None, ""),
        ] {
            let line = Line::parse(text);
            assert_eq!((&*line.title, line.minutes()), (title, minutes), "{text}");
            let found: Vec<_> = line.node(NodeId::parse("x")).tags().map(str::to_owned).collect();
            assert_eq!(found.join(" "), tags, "{text}");
            assert_eq!(Line::parse(&line.print()), line, "{text} -> {}", line.print());
        }
    }
}
