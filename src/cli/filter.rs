//! The filter of `goaltree list`: words, tags and states, all of which must fit.

use chrono::NaiveDate;

use super::Failure;
use crate::insight::progress;
use crate::insight::today;
use crate::model::{Node, State, Tree};

/// What an item must be.
#[derive(Debug, Default)]
pub(super) struct Filter(Vec<Term>);

#[derive(Debug)]
enum Term {
    /// In the title, in small letters.
    Word(String),
    /// One of the tags, in small letters.
    Tag(String),
    Is(State),
    Today,
    Ready,
}

const STATES: &str = "is:open, is:done, is:dropped, is:resting, is:today, is:ready";

impl Filter {
    pub fn parse(words: &[String]) -> Result<Self, Failure> {
        let words = words.iter().flat_map(|word| word.split_whitespace());
        words.map(|word| term(&word.to_lowercase())).collect::<Result<_, _>>().map(Self)
    }

    /// Whether an item is looked for.
    pub fn fits(&self, tree: &Tree, node: &Node, day: NaiveDate) -> bool {
        let title = if self.0.is_empty() { String::new() } else { node.title().to_lowercase() };
        self.0.iter().all(|term| match term {
            Term::Word(word) => title.contains(word),
            Term::Tag(tag) => node.tags().any(|other| other.to_lowercase() == *tag),
            Term::Is(state) => node.state() == *state,
            Term::Today => today::is_on(tree, day, node.id()),
            Term::Ready => tree.is_leaf(node.id()) && progress::is_available(tree, node.id()),
        })
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn term(word: &str) -> Result<Term, Failure> {
    if let Some(tag) = word.strip_prefix('#').filter(|tag| !tag.is_empty()) {
        return Ok(Term::Tag(tag.to_owned()));
    }
    Ok(match word.strip_prefix("is:") {
        None => Term::Word(word.to_owned()),
        Some("open") => Term::Is(State::Open),
        Some("done") => Term::Is(State::Done),
        Some("dropped") => Term::Is(State::Dropped),
        Some("resting") => Term::Is(State::Resting),
        Some("today") => Term::Today,
        Some("ready") => Term::Ready,
        Some(_) => {
            return Err(
                Failure::wrong_use(format!("{word:?} is no filter")).hint(format!("there are {STATES}"))
            );
        }
    })
}
