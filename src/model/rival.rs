//! Two sides wanted one property differently: one value counts, the other stays in sight until a person chooses.
//!
//! The other value is an entry of `conflicts`, a property of its own: merges add such entries, choosing removes them.

use super::{Field, Key, Node, NodeId, State, Text, Tree, Value};

/// The name under which the place in the tree stands among the properties.
pub const PARENT: &str = "parent";

/// One property that both sides changed, differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Of which node.
    pub id: NodeId,
    /// The name of the property in the file, or [`PARENT`].
    pub name: Text,
    /// What it is now; none if it is not set.
    pub kept: Option<Value>,
    /// What the other side wanted.
    pub other: Option<Value>,
}

impl Conflict {
    /// The entry that keeps the other value in sight.
    #[must_use]
    pub fn entry(&self) -> Field {
        Field::other(&self.name, self.other.clone())
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

/// Every entry that waits for a choice, with its node, in the order of the tree.
pub fn all_waiting(tree: &Tree) -> impl Iterator<Item = (NodeId, &Field)> {
    tree.walk(None).flat_map(move |(_, node)| waiting(tree, node).map(|entry| (node.id(), entry)))
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
