//! Two sides wanted one property differently: one value counts, the other stays in sight until a person chooses.
//!
//! The other value is a property of its own, which merges add and choosing removes: an entry of `conflicts` of the node
//! or of the day; for what the file says of itself, an entry beside it, named by [`elsewhere`].

use chrono::NaiveDate;
use xxhash_rust::xxh3::xxh3_64;

use super::{Field, Key, Mark, Node, NodeId, Op, State, Text, Tree, Value};

/// The name under which the place in the tree stands among the properties.
pub const PARENT: &str = "parent";
/// Between the name of what the file says of itself and the number of another value of it.
const ELSEWHERE: &str = "_elsewhere_";

/// One property that both sides changed, differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// A property of a node.
    Field {
        /// Of which node.
        id: NodeId,
        /// The name of the property in the file, or [`PARENT`].
        name: Text,
        /// What it is now; none if it is not set.
        kept: Option<Value>,
        /// What the other side wanted.
        other: Option<Value>,
    },
    /// A property of a day.
    Mark {
        /// Of which logical day.
        day: NaiveDate,
        /// What it is now; none if it is not set.
        kept: Option<Mark>,
        /// What the other side wanted.
        other: Mark,
    },
    /// Something that the file says of itself.
    File {
        /// Its name.
        name: Text,
        /// Its JSON now; none if it is not there.
        kept: Option<Text>,
        /// What the other side wanted.
        other: Text,
    },
}

impl Conflict {
    /// Whose property it is, if it is that of a node.
    #[must_use]
    pub fn node(&self) -> Option<NodeId> {
        if let Self::Field { id, .. } = self { Some(*id) } else { None }
    }
}

/// The name under which `json` stands beside what the file calls `name`, the same on every side: other values get other
/// names, so that none takes another's place.
#[must_use]
pub fn elsewhere(name: &str, json: &str) -> Text {
    let stem = stem(name).unwrap_or(name);
    format!("{stem}{ELSEWHERE}{:016x}", xxh3_64(json.as_bytes())).into()
}

/// Of what an entry of the file is another value; none for entries that count themselves.
fn stem(name: &str) -> Option<&str> {
    let (stem, number) = name.rsplit_once(ELSEWHERE)?;
    (number.len() == 16 && number.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(stem)
}

/// Whether `op` adds something that waits for a choice.
#[must_use]
pub fn is_choice(op: &Op) -> bool {
    match op {
        Op::Set { new: Some(field), .. } => field.key() == Key::Conflicts,
        Op::Day { new, .. } => matches!(new, Some(Mark::Other(_))),
        Op::File { new: Some((name, _)), .. } => stem(name).is_some(),
        _ => false,
    }
}

/// The value of the property called `name`.
#[must_use]
pub fn value(tree: &Tree, node: &Node, name: &str) -> Option<Value> {
    if name == PARENT {
        return tree.parent(node.id()).map(Value::Node);
    }
    let field = match Key::named(name) {
        Some(key) => node.field(key),
        None => node.all(Key::Unknown).find(|field| field.name() == name),
    };
    field.map(|field| field.value().clone())
}

/// The entries of a node that wait for a choice: the other value is not the one that counts, and can be taken.
pub fn waiting<'t>(tree: &'t Tree, node: &'t Node) -> impl Iterator<Item = &'t Field> {
    node.all(Key::Conflicts).filter(move |entry| {
        entry.as_other().is_some_and(|(name, other)| {
            let place =
                |value: &Value| matches!(value, Value::Node(id) if name == PARENT && !tree.contains(*id));
            value(tree, node, name).as_ref() != other && !other.is_some_and(place)
        })
    })
}

/// Everything that waits for a choice: of nodes in the order of the tree, of days, of the file.
pub fn all_waiting(tree: &Tree) -> impl Iterator<Item = Conflict> {
    let of_node = move |node: &Node, entry: &Field| {
        let (name, other) = entry.as_other()?;
        let kept = value(tree, node, name);
        Some(Conflict::Field { id: node.id(), name: name.into(), kept, other: other.cloned() })
    };
    let nodes = tree
        .walk(None)
        .flat_map(move |(_, node)| waiting(tree, node).filter_map(move |entry| of_node(node, entry)));
    let days = tree.days().iter().flat_map(|(date, day)| {
        day.waiting().map(|other| Conflict::Mark { day: *date, kept: day.mark(other), other: other.clone() })
    });
    let file = tree.file().iter().filter_map(|(name, other)| {
        let stem = stem(name)?;
        let kept = tree.file().get(stem).cloned();
        let waits = kept.as_ref() != Some(other);
        waits.then(|| Conflict::File { name: stem.into(), kept, other: other.clone() })
    });
    nodes.chain(days).chain(file)
}

/// Whether the program writes this entry of a day itself: one of two counts, and nobody is asked about it.
pub(super) fn is_settled(name: &str) -> bool {
    name == "forecasts"
}

/// What the program itself writes down beside what a person does: nobody is asked about it. None for anything else.
///
/// `kept` is the state that counts. `ours` and `theirs` are what two sides have for `like`, none of it as before.
pub(super) fn settled(like: &Field, ours: &Node, theirs: &Node, kept: State) -> Option<Option<Field>> {
    let (mine, other) = (ours.same_property(like), theirs.same_property(like));
    let least = || mine.into_iter().chain(other).min_by(|a, b| a.value().cmp(b.value()));
    let most = || mine.into_iter().chain(other).max_by(|a, b| a.value().cmp(b.value()));
    let field = match like.key() {
        Key::Closed => match (ours.state() == kept, theirs.state() == kept) {
            (true, false) => mine,
            (false, true) => other,
            _ => least(),
        },
        Key::Created => least(),
        Key::Spent | Key::Rolled => most(),
        _ => return None,
    };
    Some(field.cloned())
}
