//! Horizons: how far away lies what a node wants. Set on some, inherited below them; where none is set, depth decides,
//! for display only.

use crate::model::{Key, Node, NodeId, Tree};

/// How far away something lies, the farthest first: `Vision < Now`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Horizon {
    /// Ten years and more, without an end.
    Vision,
    /// One to ten years.
    Long,
    /// One to twelve months.
    Medium,
    /// A week to a month.
    Short,
    /// A job.
    Now,
}

impl Horizon {
    /// Those that can be set, the farthest first.
    pub const SET: [Self; 4] = [Self::Vision, Self::Long, Self::Medium, Self::Short];

    /// The word for it, as in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Vision => "vision",
            Self::Long => "long",
            Self::Medium => "medium",
            Self::Short => "short",
            Self::Now => "now",
        }
    }

    /// How far that is.
    #[must_use]
    pub fn means(self) -> &'static str {
        match self {
            Self::Vision => "ten years and more",
            Self::Long => "one to ten years",
            Self::Medium => "one to twelve months",
            Self::Short => "a week to a month",
            Self::Now => "a job",
        }
    }

    /// The one called `word`, of those that can be set.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::SET.into_iter().find(|horizon| horizon.word() == word)
    }

    /// What is set on a node itself.
    #[must_use]
    pub fn of(node: &Node) -> Option<Self> {
        Self::named(node.text(Key::Horizon)?)
    }

    /// The next one away; none beyond the vision.
    #[must_use]
    pub fn farther(self) -> Option<Self> {
        let at = Self::SET.iter().position(|other| *other == self).unwrap_or(Self::SET.len());
        at.checked_sub(1).map(|at| Self::SET[at])
    }

    /// The next one towards today; none nearer than short among those that can be set.
    #[must_use]
    pub fn nearer(self) -> Option<Self> {
        let at = Self::SET.iter().position(|other| *other == self)?;
        Self::SET.get(at + 1).copied()
    }
}

/// What is set on a node or inherited from the nearest node above it where one is set.
#[must_use]
pub fn inherited(tree: &Tree, id: NodeId) -> Option<Horizon> {
    tree.path(id).find_map(|id| Horizon::of(tree.get(id)?))
}

/// Where a node stands for display: what is set on it; else a job is for now, a root a vision, and each level below is
/// one step nearer, so that a lens always has something to fold.
#[must_use]
pub fn shown(tree: &Tree, id: NodeId) -> Horizon {
    let mut path: Vec<NodeId> = Vec::new();
    let mut above = None;
    for id in tree.path(id) {
        if let Some(set) = tree.get(id).and_then(Horizon::of) {
            above = Some(set);
            break;
        }
        path.push(id);
    }
    let reach = path.into_iter().rev().fold(above, |above, id| Some(below(tree, id, above)));
    reach.unwrap_or(Horizon::Now)
}

/// Where a node stands for display, given where its parent does.
#[must_use]
pub fn below(tree: &Tree, id: NodeId, parent: Option<Horizon>) -> Horizon {
    let Some(node) = tree.get(id) else { return Horizon::Now };
    match (Horizon::of(node), parent) {
        (Some(set), _) => set,
        (None, _) if tree.is_leaf(id) => Horizon::Now,
        (None, None) => Horizon::Vision,
        (None, Some(parent)) => parent.nearer().unwrap_or(Horizon::Short),
    }
}

/// The nearest node above for which a horizon is set, if that is nearer than the node's own: the child reaches farther
/// than what it serves.
#[must_use]
pub fn nearer_above(tree: &Tree, id: NodeId) -> Option<(NodeId, Horizon)> {
    let own = Horizon::of(tree.get(id)?)?;
    let set = |id: NodeId| Some((id, Horizon::of(tree.get(id)?)?));
    tree.ancestors(id).find_map(set).filter(|(_, above)| *above > own)
}

#[cfg(test)]
mod tests {
    use super::Horizon::{Long, Medium, Now, Short, Vision};
    use super::*;
    use crate::model::{Builder, Field};

    /// Parent, id, horizon; in tree order.
    fn tree(nodes: &[(&str, &str, &str)]) -> Tree {
        let mut builder = Builder::default();
        for (parent, id, horizon) in nodes {
            let mut fields = vec![Field::text(Key::Title, id)];
            fields.extend((!horizon.is_empty()).then(|| Field::text(Key::Horizon, horizon)));
            let parent = (!parent.is_empty()).then(|| NodeId::parse(parent));
            builder.node(Node::with_fields(NodeId::parse(id), fields), parent);
        }
        builder.finish().0
    }

    fn id(name: &str) -> NodeId {
        NodeId::parse(name)
    }

    #[test]
    fn horizons_are_set_inherited_or_made_of_depth() {
        let tree = tree(&[
            ("", "life", ""),
            ("life", "year", ""),
            ("year", "month", ""),
            ("month", "week", ""),
            ("week", "job", ""),
            ("", "site", "long"),
            ("site", "posts", ""),
            ("posts", "brew", ""),
            ("brew", "body", ""),
            ("body", "write", ""),
            ("site", "dream", "vision"),
            ("", "loose", ""),
        ]);
        for (name, given, display) in [
            ("life", None, Vision),
            ("year", None, Long),
            ("month", None, Medium),
            ("week", None, Short),
            ("job", None, Now),
            ("site", Some(Long), Long),
            ("posts", Some(Long), Medium),
            ("brew", Some(Long), Short),
            ("body", Some(Long), Short),
            ("write", Some(Long), Now),
            ("dream", Some(Vision), Vision),
            ("loose", None, Now),
            ("nobody", None, Now),
        ] {
            assert_eq!((inherited(&tree, id(name)), shown(&tree, id(name))), (given, display), "{name}");
        }
        assert_eq!(nearer_above(&tree, id("dream")), Some((id("site"), Long)));
        assert_eq!(nearer_above(&tree, id("site")), None);
        assert_eq!(nearer_above(&tree, id("posts")), None);
    }

    #[test]
    fn steps_lead_from_the_vision_to_what_is_short_and_back() {
        let nearer: Vec<_> = std::iter::successors(Some(Horizon::Vision), |at| at.nearer()).collect();
        assert_eq!(nearer, Horizon::SET);
        let farther: Vec<_> = std::iter::successors(Some(Horizon::Now), |at| at.farther()).collect();
        assert_eq!(farther.len(), 5);
        for horizon in Horizon::SET {
            assert_eq!(Horizon::named(horizon.word()), Some(horizon));
        }
        assert_eq!(Horizon::named("now"), None, "a job needs no word");
    }
}
