//! One node as one line: `Write the opening ~15m #write`, and back.
//!
//! Tokens are taken from the tail only: the last word is looked at, taken off if it is a token, and so on until one
//! is not. So prose is safe in the middle of a line; a backslash keeps a last word that looks like a token. Which
//! tokens there are stands in [`token`], what they say of a node in [`property`].

pub mod property;
mod rule;
pub mod token;
pub mod words;

use self::token::Token;
use crate::model::{Field, Key, Node, NodeId};
use crate::text::safe;
use crate::text::when::Today;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// What remains in front of the tokens.
    pub title: String,
    /// What the tokens say, one property each.
    pub fields: Vec<Field>,
    /// How many numbered copies it asks for.
    pub copies: Option<u32>,
}

/// The properties that a line can say. Editing it sets or clears these and leaves all others alone; so it does with
/// values that no token can tell, such as a hand-over that has gone further.
pub const SPOKEN: &[Key] = &[
    Key::Title,
    Key::Order,
    Key::Minutes,
    Key::Start,
    Key::Plan,
    Key::Due,
    Key::Hard,
    Key::At,
    Key::Tags,
    Key::Repeat,
    Key::Times,
    Key::Until,
    Key::Importance,
    Key::Dread,
    Key::Keep,
    Key::Slot,
    Key::Cue,
    Key::Goal,
    Key::Adds,
    Key::Cost,
    Key::Hand,
    Key::Template,
];

/// After these a `@name` or a `$5` is prose.
const GUARDS: &[&str] = &[
    "to", "with", "for", "from", "is", "are", "was", "of", "at", "by", "on", "under", "about", "than", "and",
    "or", "ask", "tell",
];

impl Line {
    /// Reads a line as typed on the day `today`. Any text is one; what is no token is title.
    #[must_use]
    pub fn parse(text: &str, today: impl Into<Today>) -> Self {
        // What is printed of a control character is kept of it: tags stand in order, and would come back in another.
        let text = safe::without_controls(text.trim());
        let (rest, tokens) = take_tail(&text, today.into());
        let (before, word) = last_word(rest);
        let title = match word.strip_prefix('\\').filter(|bare| needs_backslash(before, bare)) {
            Some(bare) => format!("{}{bare}", &rest[..rest.len() - word.len()]),
            None => rest.to_owned(),
        };
        let copies = tokens.iter().find_map(|token| match token {
            Token::Copies(count) => Some(*count),
            _ => None,
        });
        Self { title, fields: property::fields(&tokens), copies }
    }

    /// How many bytes of a text as typed are title; what follows are tokens.
    #[must_use]
    pub fn title_bytes(text: &str, today: impl Into<Today>) -> usize {
        let margin = text.len() - text.trim_start().len();
        margin + take_tail(text.trim(), today.into()).0.len()
    }

    /// What the tokens say, in words for reading.
    #[must_use]
    pub fn facts(&self) -> Vec<String> {
        let mut facts: Vec<String> = self
            .minutes()
            .map(|minutes| crate::text::when::say_minutes(minutes.into()))
            .into_iter()
            .collect();
        facts.extend(self.fields.iter().filter_map(words::say));
        facts.extend(
            self.fields.iter().any(|field| field.key() == Key::Order).then(|| "in this order".to_owned()),
        );
        facts.extend(self.copies.map(|copies| format!("{copies} copies")));
        facts
    }

    /// The properties of a node as a line, as far as a line can say them.
    #[must_use]
    pub fn of(node: &Node) -> Self {
        let fields = property::fields(&property::tokens(node.fields()));
        Self { title: node.title().trim().to_owned(), fields, copies: None }
    }

    /// The line as it is typed, each token in its shortest spelling; dates stand there in full, so that it says the
    /// same on any day.
    #[must_use]
    pub fn print(&self) -> String {
        let (title, tokens) = self.halves();
        title + &tokens
    }

    /// The title as it is typed, and the tokens, each with a blank before it.
    #[must_use]
    pub fn halves(&self) -> (String, String) {
        let mut tokens = property::tokens(&self.fields);
        tokens.extend(self.copies.map(Token::Copies));
        let mut title = self.title.clone();
        let (before, word) = last_word(&title);
        let slashed = word.starts_with('\\') && needs_backslash(before, word);
        let readable = !is_prose(before, word) && Token::read(word, Today::default()).is_some();
        let guards = guards(word) && tokens.first().is_some_and(Token::is_guarded);
        if slashed || readable || guards {
            title.insert(title.len() - word.len(), '\\');
        }
        (title, tokens.iter().map(|token| format!(" {token}")).collect())
    }

    /// Words at the end of the title that look like tokens but are none: `~abc`, `>32nov`, a second estimate, and
    /// whatever stands before such a word.
    #[must_use]
    pub fn doubts(&self) -> Vec<&str> {
        let said = property::tokens(&self.fields);
        let mut doubts = Vec::new();
        let mut rest = &*self.title;
        loop {
            let (before, word) = last_word(rest);
            let doubtful = match Token::read(word, Today::default()) {
                _ if is_prose(before, word) => false,
                // By itself it is one that a backslash keeps.
                Some(token) => !doubts.is_empty() || said.iter().any(|other| other.is_same_property(&token)),
                None => token::looks_like_one(word),
            };
            if !doubtful {
                doubts.reverse();
                return doubts;
            }
            doubts.push(word);
            rest = before;
        }
    }

    /// A new node that is what the line says.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node {
        let mut fields = vec![Field::text(Key::Title, &self.title)];
        fields.extend(self.fields.iter().cloned());
        Node::with_fields(id, fields)
    }

    /// The numbered copies that it asks for; without `x10` it is its own only copy.
    #[must_use]
    pub fn each(&self) -> Vec<Self> {
        let Some(count) = self.copies else { return vec![self.clone()] };
        let numbered = |number| Self {
            title: format!("{} {number}", self.title),
            fields: self.fields.clone(),
            copies: None,
        };
        (1..=count).map(numbered).collect()
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

/// Takes tokens off the end of a text until a word is none: what is left, and the tokens, last first.
fn take_tail(text: &str, today: Today) -> (&str, Vec<Token>) {
    let mut rest = text;
    let mut tokens: Vec<Token> = Vec::new();
    loop {
        let (before, word) = last_word(rest);
        let fits = |token: &Token| !tokens.iter().any(|said| said.is_same_property(token));
        let token = if is_prose(before, word) { None } else { Token::read(word, today).filter(fits) };
        let Some(token) = token else { return (rest, tokens) };
        tokens.push(token);
        rest = before;
    }
}

/// What stands before the last word, and that word; a cue in quotes is one word, whatever blanks it holds.
fn last_word(text: &str) -> (&str, &str) {
    let quoted = text.strip_suffix('"').and_then(|text| {
        let at = text.rfind(token::CUE).filter(|at| !text[at + token::CUE.len()..].contains('"'))?;
        let before = text[..at].trim_end_matches('\\');
        (before.is_empty() || before.ends_with(char::is_whitespace)).then_some(before.len())
    });
    let word = || text.char_indices().rev().find(|(_, letter)| letter.is_whitespace());
    let at = quoted.or_else(|| word().map(|(at, blank)| at + blank.len_utf8())).unwrap_or(0);
    (text[..at].trim_end(), &text[at..])
}

/// Whether a word is text by where it stands, whatever it looks like: a title must remain, and prose is guarded.
fn is_prose(before: &str, word: &str) -> bool {
    before.is_empty() || (word.starts_with(['@', '$']) && word != "@?" && guards(last_word(before).1))
}

/// Whether a word makes the `@name` behind it prose; with a backslash it does not.
fn guards(word: &str) -> bool {
    (word.ends_with(':') && !word.starts_with('\\'))
        || GUARDS.iter().any(|guard| word.eq_ignore_ascii_case(guard))
}

/// Whether a backslash in front of a word is a mark and not a letter: a token or a guard, or one with backslashes.
fn needs_backslash(before: &str, word: &str) -> bool {
    let bare = word.trim_start_matches('\\');
    guards(bare) || (!before.is_empty() && Token::read(bare, Today::default()).is_some())
}

#[cfg(test)]
mod tests;
