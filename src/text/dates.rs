//! The dates of one item as one line: `fri ^^1-12 start:+2d`, and back.

use super::line::property;
use super::line::token::Token;
use super::line::words;
use super::when::{self, Today};
use crate::model::{Field, Key, Node};

/// The properties that such a line says.
pub const KEYS: [Key; 5] = [Key::Start, Key::Plan, Key::Due, Key::Hard, Key::At];

/// Reads the line as typed on the day `today`: a bare day plans. No line means no dates.
///
/// # Errors
/// A word is no date: the word.
pub fn parse(text: &str, today: impl Into<Today>) -> Result<Vec<Field>, &str> {
    let today = today.into();
    let token = |word| {
        let token = when::parse_day(word, today).map(Token::Plan).or_else(|| Token::read(word, today));
        token
            .filter(|token| matches!(token, Token::Plan(_) | Token::Due(..) | Token::Start(_) | Token::At(_)))
            .ok_or(word)
    };
    let mut tokens: Vec<Token> = Vec::new();
    for word in text.split_whitespace() {
        let token = token(word)?;
        // Of two that say the same the later counts, as in a title.
        tokens.retain(|other| !other.is_same_property(&token));
        tokens.push(token);
    }
    Ok(property::fields(&tokens))
}

/// The dates of a node as they are typed, each day in full.
#[must_use]
pub fn print(node: &Node) -> String {
    let fields: Vec<Field> =
        node.fields().iter().filter(|field| KEYS.contains(&field.key())).cloned().collect();
    let words = property::tokens(&fields).into_iter().map(|token| match token {
        Token::Plan(day) => day.to_string(),
        token => token.to_string(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What the dates are, for reading.
#[must_use]
pub fn say(fields: &[Field]) -> String {
    let words: Vec<String> = fields.iter().filter_map(words::say).collect();
    if words.is_empty() { "no dates".into() } else { words.join(" · ") }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::model::NodeId;

    #[test]
    fn dates_are_understood_and_printed() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        for (text, said, printed) in [
            ("", "no dates", ""),
            ("fri", "planned Fri 27 Nov", "2026-11-27"),
            (">fri", "planned Fri 27 Nov", "2026-11-27"),
            ("+3d tom", "planned Sun 22 Nov", "2026-11-22"),
            ("^eom", "due Mon 30 Nov", "^2026-11-30"),
            ("^^1-12 start:+2d", "from Mon 23 Nov · due Tue 1 Dec · a must", "start:2026-11-23 ^^2026-12-01"),
            ("tom at:9:05", "planned Sun 22 Nov · at 09:05", "2026-11-22 at:09:05"),
            ("due:fri  today", "planned Sat 21 Nov · due Fri 27 Nov", "2026-11-21 ^2026-11-27"),
        ] {
            let fields = parse(text, today).unwrap();
            assert_eq!(say(&fields), said, "{text}");
            let node = Node::with_fields(NodeId::parse("a"), fields.clone());
            assert_eq!(parse(&print(&node), today).as_ref(), Ok(&fields), "{text}");
            let mut words: Vec<String> = print(&node).split(' ').map(str::to_owned).collect();
            words.sort();
            let mut wanted: Vec<&str> = printed.split(' ').collect();
            wanted.sort_unstable();
            assert_eq!(words, wanted);
        }
        for (text, word) in [
            ("frid", "frid"),
            ("fri ~15m", "~15m"),
            ("fri at noon", "at"),
            ("at:24:00", "at:24:00"),
            ("^", "^"),
        ] {
            assert_eq!(parse(text, today), Err(word), "{text}");
        }
    }
}
