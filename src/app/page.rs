//! What a card shows as a page of text: the view draws every such page in the same way.

use crate::app::editor::Typing;

/// A card, from top to bottom.
#[derive(Debug, Default)]
pub struct Page<'a> {
    /// Its name.
    pub title: String,
    /// What stands at the right of the name: a place, a sum.
    pub right: String,
    /// Its lines.
    pub lines: Vec<PageLine<'a>>,
    /// Whether nothing else is to be seen beside it.
    pub is_alone: bool,
}

/// One line of a card.
#[derive(Debug)]
pub enum PageLine<'a> {
    /// Nothing.
    Blank,
    /// What matters most: one line, in the middle where the card is alone.
    Strong(String),
    /// A sentence; a long one takes several lines.
    Text(String),
    /// The same, of less weight.
    Dim(String),
    /// Two lines over time.
    Chart(Chart),
    /// A row of a list.
    Row(PageRow),
    /// A line that is being typed, behind a word that says for what.
    Typing(&'static str, &'a Typing),
}

/// What is done and all there is, week by week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chart {
    /// What is done, oldest first.
    pub below: Vec<u64>,
    /// All there is, of the same weeks.
    pub above: Vec<u64>,
    /// The first week.
    pub left: String,
    /// The last one.
    pub right: String,
    /// The most there was, in words.
    pub top: String,
    /// How many rows it takes.
    pub rows: u16,
}

/// A row of a list.
#[derive(Debug, Clone, Default)]
pub struct PageRow {
    /// Whether it is taken, done or picked; none where that cannot be.
    pub is_marked: Option<bool>,
    /// What it is.
    pub text: String,
    /// What stands at its right: minutes, a reason. It is never cut; where it does not fit it is left out.
    pub right: String,
    /// Reasons, the first one first: they stand behind the rest in a column of their own, as many as fit.
    pub notes: Vec<String>,
    /// Whether it is of less weight.
    pub is_dim: bool,
    /// Whether the cursor is on it.
    pub is_selected: bool,
}

impl Page<'_> {
    /// Adds a row; the first of it is the one that the cursor of a list at `at` is on when `index` is the same.
    pub fn row(&mut self, row: PageRow) {
        self.lines.push(PageLine::Row(row));
    }

    /// Adds a sentence.
    pub fn say(&mut self, words: impl Into<String>) {
        self.lines.push(PageLine::Text(words.into()));
    }

    /// Adds a sentence of less weight.
    pub fn dim(&mut self, words: impl Into<String>) {
        self.lines.push(PageLine::Dim(words.into()));
    }

    /// Adds an empty line.
    pub fn blank(&mut self) {
        self.lines.push(PageLine::Blank);
    }
}
