//! What is known of a node, one property at a time.
//!
//! A property is the smallest thing that two people may change at once: the title is one, each tag is its own. The
//! table [`KEYS`] says, once, which there are, what they are called in the file, and what they look like there.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::NodeId;

/// Text that does not grow.
pub type Text = Box<str>;

/// The name of a property, in the order in which the file writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "FILE-FORMAT.md and the table below tell what each means")]
pub enum Key {
    Title,
    Note,
    State,
    Closed,
    Order,
    Minutes,
    Guess,
    Spent,
    Start,
    Plan,
    Due,
    Hard,
    At,
    Tags,
    Repeat,
    Anchor,
    Times,
    Until,
    Importance,
    Dread,
    Keep,
    Slot,
    Horizon,
    Vision,
    Why,
    Obstacle,
    IfThen,
    Cue,
    Mini,
    Goal,
    Adds,
    Cost,
    Budget,
    Hand,
    Template,
    Also,
    Rolled,
    Nudge,
    /// What another side wanted, where two changed one property; until the person chooses.
    Conflicts,
    Created,
    /// Something that a newer version or another program wrote.
    Unknown,
}

/// What a property's value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Any text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number within these bounds.
    Number(u32, u32),
    /// A civil date.
    Date,
    /// A civil time of day, `18:00`. Where the clock is put forward over it, the next minute that there is; where it is
    /// put back, the first of both.
    Time,
    /// An instant.
    Stamp,
    /// There or not.
    Flag,
    /// A list of texts, each a property of its own.
    Texts,
    /// A list of nodes, each a property of its own.
    Nodes,
    /// A JSON value that is kept as it is written.
    Json,
    /// A list of properties of the same node with other values, each an entry of its own.
    Others,
}

/// The longest estimate that makes sense: a hundred hours.
const MOST_MINUTES: u32 = 6_000;

/// Every property: its key, its name in the file, in `--json` and in the docs, and its shape.
pub const KEYS: &[(Key, &str, Shape)] = &[
    (Key::Title, "title", Shape::Text),
    (Key::Note, "note", Shape::Text),
    (Key::State, "state", Shape::Word(&["done", "dropped", "resting"])),
    (Key::Closed, "closed", Shape::Stamp),
    (Key::Order, "order", Shape::Word(&["seq"])),
    (Key::Minutes, "minutes", Shape::Number(1, MOST_MINUTES)),
    (Key::Guess, "guess", Shape::Number(1, MOST_MINUTES)),
    (Key::Spent, "spent", Shape::Number(0, u32::MAX)),
    (Key::Start, "start", Shape::Date),
    (Key::Plan, "plan", Shape::Date),
    (Key::Due, "due", Shape::Date),
    (Key::Hard, "hard", Shape::Flag),
    (Key::At, "at", Shape::Time),
    (Key::Tags, "tags", Shape::Texts),
    (Key::Repeat, "repeat", Shape::Text),
    (Key::Anchor, "anchor", Shape::Date),
    (Key::Times, "times", Shape::Number(1, u32::MAX)),
    (Key::Until, "until", Shape::Date),
    (Key::Importance, "importance", Shape::Number(1, 5)),
    (Key::Dread, "dread", Shape::Number(1, 3)),
    (Key::Keep, "keep", Shape::Number(1, 5)),
    (Key::Slot, "slot", Shape::Word(&["short", "long"])),
    (Key::Horizon, "horizon", Shape::Word(&["vision", "long", "medium", "short"])),
    (Key::Vision, "vision", Shape::Text),
    (Key::Why, "why", Shape::Text),
    (Key::Obstacle, "obstacle", Shape::Text),
    (Key::IfThen, "ifthen", Shape::Text),
    (Key::Cue, "cue", Shape::Text),
    (Key::Mini, "mini", Shape::Text),
    (Key::Goal, "goal", Shape::Json),
    (Key::Adds, "adds", Shape::Json),
    (Key::Cost, "cost", Shape::Json),
    (Key::Budget, "budget", Shape::Json),
    (Key::Hand, "hand", Shape::Json),
    (Key::Template, "template", Shape::Text),
    (Key::Also, "also", Shape::Nodes),
    (Key::Rolled, "rolled", Shape::Number(1, u32::MAX)),
    (Key::Nudge, "nudge", Shape::Word(&["less", "off"])),
    (Key::Conflicts, "conflicts", Shape::Others),
    (Key::Created, "created", Shape::Stamp),
];

impl Shape {
    /// Whether each item is a property of its own.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Texts | Self::Nodes | Self::Others)
    }
}

impl Key {
    /// The name in the file; empty for [`Key::Unknown`], whose fields bring their own.
    #[must_use]
    pub fn name(self) -> &'static str {
        KEYS.get(self as usize).map_or("", |row| row.1)
    }

    /// What the value looks like.
    #[must_use]
    pub fn shape(self) -> Shape {
        KEYS.get(self as usize).map_or(Shape::Json, |row| row.2)
    }

    /// The key called `name` in the file.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::named_from(Self::Title, name)
    }

    /// As [`Key::named`], but looks first where `hint` stands: files write their fields in order.
    #[must_use]
    pub fn named_from(hint: Self, name: &str) -> Option<Self> {
        let (before, after) = KEYS.split_at((hint as usize).min(KEYS.len()));
        after.iter().chain(before).find(|row| row.1 == name).map(|row| row.0)
    }
}

/// An instant to the second: seconds since 1970, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(pub i64);

/// The value of a property.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// For [`Shape::Text`], [`Shape::Word`], [`Shape::Time`], an item of [`Shape::Texts`], and [`Shape::Json`].
    Text(Text),
    /// For [`Shape::Number`].
    Number(u32),
    /// For [`Shape::Date`].
    Date(NaiveDate),
    /// For [`Shape::Stamp`].
    Stamp(Stamp),
    /// For [`Shape::Flag`].
    Flag,
    /// An item of [`Shape::Nodes`].
    Node(NodeId),
    /// Of an unknown field: its name and its JSON, as written.
    Raw(Box<(Text, Text)>),
    /// An item of [`Shape::Others`]: the name of a property, and its other value; none if it was not set there.
    Other(Box<(Text, Option<Value>)>),
}

/// One property that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    key: Key,
    value: Value,
}

impl Field {
    /// The property `key` with `value`, which must have the key's shape.
    #[must_use]
    pub fn new(key: Key, value: Value) -> Self {
        Self { key, value }
    }

    /// A property that is text.
    #[must_use]
    pub fn text(key: Key, text: &str) -> Self {
        Self::new(key, Value::Text(text.into()))
    }

    /// A property that is a number.
    #[must_use]
    pub fn number(key: Key, number: u32) -> Self {
        Self::new(key, Value::Number(number))
    }

    /// A property that this version does not know, with its JSON as written.
    #[must_use]
    pub fn unknown(name: &str, json: &str) -> Self {
        Self::new(Key::Unknown, Value::Raw(Box::new((name.into(), json.into()))))
    }

    /// That another side wanted the property called `name` to have `value`, or not to be set.
    #[must_use]
    pub fn other(name: &str, value: Option<Value>) -> Self {
        Self::new(Key::Conflicts, Value::Other(Box::new((name.into(), value))))
    }

    /// Which property.
    #[must_use]
    pub fn key(&self) -> Key {
        self.key
    }

    /// Its value.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The name in the file.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.value {
            Value::Raw(raw) => &raw.0,
            _ => self.key.name(),
        }
    }

    /// By property, in the order of the file: equal means that one would replace the other.
    #[must_use]
    pub fn by_property(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key).then_with(|| match (&self.value, &other.value) {
            (Value::Raw(mine), Value::Raw(theirs)) => mine.0.cmp(&theirs.0),
            (mine, theirs) if self.key.shape().is_list() => mine.cmp(theirs),
            _ => Ordering::Equal,
        })
    }

    /// What this entry of `conflicts` says: the name of a property, and its other value.
    #[must_use]
    pub fn as_other(&self) -> Option<(&str, Option<&Value>)> {
        match &self.value {
            Value::Other(other) => Some((&other.0, other.1.as_ref())),
            _ => None,
        }
    }

    /// The value as text, if it is text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value as a number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<u32> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_keys() {
        for (index, row) in KEYS.iter().enumerate() {
            assert_eq!(row.0 as usize, index, "{}", row.1);
            assert_eq!(Key::named(row.1), Some(row.0));
        }
        assert_eq!(KEYS.len(), Key::Unknown as usize);
    }
}
