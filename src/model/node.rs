//! One thing that a person wants: a goal, a subgoal or a job, which is told by where it stands, not by a type.

use chrono::NaiveDate;

use super::{Field, Key, NodeId, Stamp, Text, Value};

/// How far a node has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Still to be done.
    Open,
    /// Ticked, or closed if it has children.
    Done,
    /// Let go: decided against.
    Dropped,
    /// Kept, but out of every list and count.
    Resting,
}

/// What a person knows about one thing: its id and the properties that are set.
///
/// Where it stands in the tree is not part of it; the [`Tree`](super::Tree) knows that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    id: NodeId,
    /// Sorted by [`Field::by_property`], none twice. A boxed slice: two words instead of three, a hundred thousand times.
    fields: Box<[Field]>,
}

impl Node {
    /// A node with a title and nothing else.
    #[must_use]
    pub fn new(id: NodeId, title: &str) -> Self {
        Self { id, fields: Box::new([Field::text(Key::Title, title)]) }
    }

    /// A node with these properties; of two values for one property the later counts.
    #[must_use]
    pub fn with_fields(id: NodeId, mut fields: Vec<Field>) -> Self {
        if !fields.is_sorted_by(|a, b| a.by_property(b).is_lt()) {
            fields.sort_by(Field::by_property);
            fields.reverse();
            fields.dedup_by(|a, b| a.by_property(b).is_eq());
            fields.reverse();
        }
        Self { id, fields: fields.into_boxed_slice() }
    }

    /// The same properties under another id.
    #[must_use]
    pub fn renamed(self, id: NodeId) -> Self {
        Self { id, fields: self.fields }
    }

    /// Its name.
    #[must_use]
    pub fn id(&self) -> NodeId {
        self.id
    }

    /// All properties that are set, in the order of the file.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The value of `key`; of a list, its first item.
    #[must_use]
    pub fn field(&self, key: Key) -> Option<&Field> {
        self.fields.iter().find(|field| field.key() == key)
    }

    /// The items of a list, or the one value of another property.
    pub fn all(&self, key: Key) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.key() == key)
    }

    /// The property that `like` would replace.
    #[must_use]
    pub fn same_property(&self, like: &Field) -> Option<&Field> {
        self.fields.binary_search_by(|field| field.by_property(like)).ok().map(|at| &self.fields[at])
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        self.text(Key::Title).unwrap_or_default()
    }

    /// The text of `key`.
    #[must_use]
    pub fn text(&self, key: Key) -> Option<&str> {
        self.field(key).and_then(Field::as_text)
    }

    /// The number of `key`.
    #[must_use]
    pub fn number(&self, key: Key) -> Option<u32> {
        self.field(key).and_then(Field::as_number)
    }

    /// The date of `key`.
    #[must_use]
    pub fn date(&self, key: Key) -> Option<NaiveDate> {
        match self.field(key)?.value() {
            Value::Date(day) => Some(*day),
            _ => None,
        }
    }

    /// How long it is thought to take, in minutes.
    #[must_use]
    pub fn minutes(&self) -> Option<u32> {
        self.number(Key::Minutes)
    }

    /// Its tags.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.all(Key::Tags).filter_map(Field::as_text)
    }

    /// How far it has come.
    #[must_use]
    pub fn state(&self) -> State {
        self.text(Key::State).map_or(State::Open, State::named)
    }

    /// When it was done or let go.
    #[must_use]
    pub fn closed(&self) -> Option<Stamp> {
        match self.field(Key::Closed)?.value() {
            Value::Stamp(stamp) => Some(*stamp),
            _ => None,
        }
    }

    /// Whether it repeats, and nothing says when that ends.
    #[must_use]
    pub fn repeats_without_end(&self) -> bool {
        self.field(Key::Repeat).is_some()
            && self.field(Key::Times).is_none()
            && self.field(Key::Until).is_none()
    }

    /// Whether its children are to be done in their order.
    #[must_use]
    pub fn is_sequence(&self) -> bool {
        self.field(Key::Order).is_some()
    }

    /// Replaces `old` by `new`, which are the same property. Only the tree may do this.
    pub(super) fn set(&mut self, old: Option<&Field>, new: Option<Field>) {
        let Some(like) = new.as_ref().or(old) else { return };
        match (self.fields.binary_search_by(|field| field.by_property(like)), new) {
            (Ok(at), Some(field)) => self.fields[at] = field,
            (Ok(at), None) => {
                let mut fields = std::mem::take(&mut self.fields).into_vec();
                fields.remove(at);
                self.fields = fields.into_boxed_slice();
            }
            (Err(at), Some(field)) => {
                let mut fields = std::mem::take(&mut self.fields).into_vec();
                fields.insert(at, field);
                self.fields = fields.into_boxed_slice();
            }
            (Err(_), None) => {}
        }
    }
}

impl State {
    /// The state that the file calls `word`; open, if that is none.
    #[must_use]
    pub fn named(word: &str) -> Self {
        match word {
            "done" => Self::Done,
            "dropped" => Self::Dropped,
            "resting" => Self::Resting,
            _ => Self::Open,
        }
    }

    /// The word for it in the file; none for open.
    #[must_use]
    pub fn word(self) -> Option<Text> {
        match self {
            Self::Open => None,
            Self::Done => Some("done".into()),
            Self::Dropped => Some("dropped".into()),
            Self::Resting => Some("resting".into()),
        }
    }

    /// The property that says so; none for open.
    #[must_use]
    pub fn field(self) -> Option<Field> {
        self.word().map(|word| Field::new(Key::State, Value::Text(word)))
    }
}
