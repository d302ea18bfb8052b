//! The tokens that a line can end with: reading a word as one, and spelling it.

use std::fmt;
use std::mem::discriminant;

use chrono::{NaiveDate, NaiveTime};

use super::rule;
use crate::text::when::{self, Today};

/// How a cue begins.
pub(super) const CUE: &str = "when:\"";

/// Most numbered copies of one line.
const MOST_COPIES: u32 = 100;

/// Names of tokens that are followed by a colon and a value.
const NAMES: &[&str] = &[
    "due", "start", "at", "every", "after", "times", "until", "chase", "dread", "keep", "slot", "when",
    "goal",
];

/// What one token says. The order is the one in which a line shows them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is named after the property that it sets; the spelling stands below")]
pub enum Token {
    Minutes(u32),
    Tag(String),
    /// Children one after another.
    Order,
    Plan(NaiveDate),
    /// Wanted by; whether that is a must.
    Due(NaiveDate, bool),
    Start(NaiveDate),
    At(NaiveTime),
    /// The rule with its `every:` or `after:`.
    Repeat(String),
    Times(u32),
    Until(NaiveDate),
    Importance(u32),
    Dread(u32),
    Keep(u32),
    Slot(&'static str),
    Cue(String),
    Goal(u32, String),
    Adds(u32, String),
    Template(String),
    /// To whom it is handed, or that it could be to somebody.
    Hand(Option<String>),
    Chase(NaiveDate),
    /// Dollars, as typed.
    Cost(String),
    Copies(u32),
}

impl Token {
    /// Reads a word as typed on the day `today`; none if it is not a token.
    #[must_use]
    pub fn read(word: &str, today: impl Into<Today>) -> Option<Self> {
        let today = today.into();
        match word.split_once(':') {
            Some((name, value)) if NAMES.contains(&name) => read_named(name, value, today),
            _ => read_marked(word, today),
        }
    }

    /// Whether one of both would replace the other.
    #[must_use]
    pub fn is_same_property(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Tag(mine), Self::Tag(theirs)) => mine == theirs,
            _ => discriminant(self) == discriminant(other),
        }
    }

    /// Whether some words in front of it make it prose: `Reply to @ana`.
    #[must_use]
    pub fn is_guarded(&self) -> bool {
        matches!(self, Self::Hand(Some(_)) | Self::Cost(_))
    }
}

fn read_named(name: &str, value: &str, today: Today) -> Option<Token> {
    let day = || when::parse_day(value, today);
    let up_to = |most: u32| number(value).filter(|number| *number <= most);
    match name {
        "due" => day().map(|day| Token::Due(day, false)),
        "start" => day().map(Token::Start),
        "at" => when::parse_time(value).map(Token::At),
        "until" => day().map(Token::Until),
        "chase" => day().map(Token::Chase),
        "every" => rule::every(value).map(Token::Repeat),
        "after" => rule::after(value).map(Token::Repeat),
        "times" => up_to(u32::MAX).map(Token::Times),
        "dread" => up_to(3).map(Token::Dread),
        "keep" => up_to(5).map(Token::Keep),
        "slot" => ["short", "long"].into_iter().find(|slot| *slot == value).map(Token::Slot),
        "when" => {
            let cue = value.strip_prefix('"')?.strip_suffix('"')?.trim();
            let fits = !cue.is_empty() && !cue.contains(|letter: char| letter == '"' || letter.is_control());
            fits.then(|| Token::Cue(cue.to_owned()))
        }
        "goal" => count(value).map(|(count, unit)| Token::Goal(count, unit)),
        _ => None,
    }
}

fn read_marked(word: &str, today: Today) -> Option<Token> {
    match word {
        ">>" => return Some(Token::Order),
        "!" => return Some(Token::Importance(4)),
        "!!" => return Some(Token::Importance(5)),
        ":(" => return Some(Token::Dread(2)),
        ":((" => return Some(Token::Dread(3)),
        "@?" => return Some(Token::Hand(None)),
        _ => {}
    }
    let day = |text| when::parse_day(text, today);
    if let Some(slug) = word.strip_prefix("=>") {
        return is_name(slug).then(|| Token::Template(slug.to_owned()));
    }
    if let Some(text) = word.strip_prefix("^^") {
        return day(text).map(|day| Token::Due(day, true));
    }
    let mut letters = word.chars();
    let (mark, rest) = (letters.next()?, letters.as_str());
    match mark {
        '^' => day(rest).map(|day| Token::Due(day, false)),
        '>' => day(rest).map(Token::Plan),
        '~' => when::parse_minutes(rest).map(Token::Minutes),
        '#' => is_tag(rest).then(|| Token::Tag(rest.to_owned())),
        '@' => is_person(rest).then(|| Token::Hand(Some(rest.to_owned()))),
        '$' => is_amount(rest).then(|| Token::Cost(rest.to_owned())),
        '*' => rule::every(rest).map(Token::Repeat),
        '!' => number(rest).filter(|number| *number <= 5 && rest.len() == 1).map(Token::Importance),
        'x' => number(rest).filter(|number| (2..=MOST_COPIES).contains(number)).map(Token::Copies),
        // What would be a date behind another mark is a mistake rather than three of the unit `d`.
        '+' => count(rest)
            .filter(|(_, unit)| !matches!(&**unit, "d" | "w" | "mo" | "y"))
            .map(|(count, unit)| Token::Adds(count, unit)),
        _ => None,
    }
}

/// A whole number from 1.
fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number > 0)
}

/// `100posts`: how many, and of what.
fn count(text: &str) -> Option<(u32, String)> {
    let (digits, unit) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit())?);
    is_person(unit).then_some(())?;
    number(digits).map(|count| (count, unit.to_owned()))
}

/// A tag can be anything that starts with a letter and cannot be taken for something else.
fn is_tag(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && !text.contains(|letter: char| matches!(letter, '#' | '"') || letter.is_whitespace())
        && !text.ends_with(':')
}

/// A name that starts with a letter or a digit: of a template.
fn is_name(text: &str) -> bool {
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
    text.chars().all(inside)
        && text.starts_with(char::is_alphanumeric)
        && text.ends_with(char::is_alphanumeric)
}

/// A name that starts with a letter: of a person, or of what is counted.
pub(super) fn is_person(text: &str) -> bool {
    is_name(text) && text.starts_with(char::is_alphabetic)
}

/// `5`, `12.50`.
fn is_amount(text: &str) -> bool {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "00"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (1..=9).contains(&whole.len()) && rest.len() == 2 && digits(whole) && digits(rest)
}

/// Whether a word that is no token was probably meant as one. What prose has as well (`#1`, `@home!`, `$5k`) is not.
#[must_use]
pub(super) fn looks_like_one(word: &str) -> bool {
    let named = word.split_once(':').is_some_and(|(name, value)| NAMES.contains(&name) && !value.is_empty());
    let numbered = |mark| {
        word.strip_prefix(mark).is_some_and(|rest: &str| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let marked = word.len() > 1 && (word.starts_with(['~', '>', '^', '*']) || word.starts_with("=>"));
    named || marked || numbered('!') || numbered('+')
}

impl fmt::Display for Token {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Minutes(minutes) => write!(to, "~{}", when::print_minutes(*minutes)),
            Self::Tag(tag) => write!(to, "#{tag}"),
            Self::Order => to.write_str(">>"),
            Self::Plan(day) => write!(to, ">{day}"),
            Self::Due(day, true) => write!(to, "^^{day}"),
            Self::Due(day, false) => write!(to, "^{day}"),
            Self::Start(day) => write!(to, "start:{day}"),
            Self::At(time) => write!(to, "at:{}", when::print_time(*time)),
            Self::Repeat(rule) => match rule.strip_prefix("every:") {
                Some(rule) => write!(to, "*{rule}"),
                None => to.write_str(rule),
            },
            Self::Times(times) => write!(to, "times:{times}"),
            Self::Until(day) => write!(to, "until:{day}"),
            Self::Importance(4) => to.write_str("!"),
            Self::Importance(5) => to.write_str("!!"),
            Self::Importance(number) => write!(to, "!{number}"),
            Self::Dread(2) => to.write_str(":("),
            Self::Dread(3) => to.write_str(":(("),
            Self::Dread(number) => write!(to, "dread:{number}"),
            Self::Keep(number) => write!(to, "keep:{number}"),
            Self::Slot(slot) => write!(to, "slot:{slot}"),
            Self::Cue(cue) => write!(to, "{CUE}{cue}\""),
            Self::Goal(count, unit) => write!(to, "goal:{count}{unit}"),
            Self::Adds(count, unit) => write!(to, "+{count}{unit}"),
            Self::Template(slug) => write!(to, "=>{slug}"),
            Self::Hand(name) => write!(to, "@{}", name.as_deref().unwrap_or("?")),
            Self::Chase(day) => write!(to, "chase:{day}"),
            Self::Cost(amount) => write!(to, "${amount}"),
            Self::Copies(count) => write!(to, "x{count}"),
        }
    }
}
