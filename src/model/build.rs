//! A tree from a list of nodes that may be wrong: doubled ids, missing parents, circles.
//!
//! Merges of text and hands at night leave such things behind. Everything is repaired by rule, nothing is dropped,
//! and each repair is told.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

use chrono::NaiveDate;

use super::{Day, Node, NodeId, Text, Tree, rival};

/// Something that was wrong and how it was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// Two nodes had one id; the later one was given another.
    Doubled(NodeId, NodeId),
    /// The parent does not exist; the node stands at the top level.
    Orphan(NodeId),
    /// The node was its own ancestor; it stands at the top level.
    Circle(NodeId),
}

impl Repair {
    /// The id that stands in the file where it was wrong.
    #[must_use]
    pub fn id(&self) -> NodeId {
        match self {
            Self::Doubled(id, _) | Self::Orphan(id) | Self::Circle(id) => *id,
        }
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Doubled(old, new) => write!(formatter, "id {old} stood twice; the second is now {new}"),
            Self::Orphan(id) => {
                write!(formatter, "{id} named a parent that does not exist; it stands at the top level")
            }
            Self::Circle(id) => write!(formatter, "{id} was its own ancestor; it stands at the top level"),
        }
    }
}

/// Collects what a file holds and makes a tree of it.
#[derive(Debug, Default)]
pub struct Builder {
    nodes: Vec<(Node, Option<NodeId>)>,
    days: BTreeMap<NaiveDate, Day>,
    file: BTreeMap<Text, Text>,
}

impl Builder {
    /// Adds a node under `parent`, behind those that were added before it. The parent may come later.
    pub fn node(&mut self, node: Node, parent: Option<NodeId>) {
        self.nodes.push((node, parent));
    }

    /// How many nodes were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether no node was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Adds a day; a day that comes twice is joined.
    pub fn day(&mut self, date: NaiveDate, day: Day) {
        let Day { list, done, boxes, dropped, noted, looks, facts, unknown, conflicts } = day;
        let kept = self.days.entry(date).or_default();
        kept.list.extend(list);
        kept.done.extend(done);
        kept.boxes.extend(boxes);
        kept.dropped.extend(dropped);
        kept.noted.extend(noted);
        kept.looks.extend(looks);
        kept.facts.extend(facts);
        kept.unknown.extend(unknown);
        kept.conflicts.extend(conflicts);
    }

    /// Adds something that the file holds beside nodes and days; what comes twice and differs waits for a choice.
    pub fn file(&mut self, name: &str, json: &str) {
        let first = self.file.entry(name.into()).or_insert_with(|| json.into());
        if **first != *json {
            self.file.insert(rival::elsewhere(name, json), json.into());
        }
    }

    /// The tree, and what had to be mended.
    #[must_use]
    pub fn finish(mut self) -> (Tree, Vec<Repair>) {
        let mut repairs = Vec::new();
        let positions = self.give_each_its_own_id(&mut repairs);
        let parents = self.find_parents(&positions, &mut repairs);
        let mut tree = Tree::with_capacity(self.nodes.len());
        self.plant(&parents, &mut tree);
        let days = self.days.into_iter().map(|(date, day)| (date, day.canonical()));
        tree.plant_ledger(days.filter(|(_, day)| !day.is_empty()).collect(), self.file);
        (tree, repairs)
    }

    /// Of the nodes with one id the first keeps it; a new one is nobody's in the whole file.
    fn give_each_its_own_id(&mut self, repairs: &mut Vec<Repair>) -> Positions {
        let mut positions =
            Positions::with_capacity_and_hasher(self.nodes.len(), foldhash::fast::RandomState::default());
        let mut later = Vec::new();
        for (at, (node, _)) in self.nodes.iter().enumerate() {
            match positions.entry(node.id()) {
                Entry::Vacant(entry) => drop(entry.insert(at)),
                Entry::Occupied(_) => later.push(at),
            }
        }
        let mut times: HashMap<NodeId, u32> = HashMap::new();
        for at in later {
            let stub = Node::with_fields(self.nodes[at].0.id(), Vec::new());
            let node = std::mem::replace(&mut self.nodes[at].0, stub);
            let (old, nth) = (node.id(), times.entry(node.id()).or_insert(1));
            let mut free = old;
            while positions.contains_key(&free) {
                *nth += 1;
                free = old.doubled(*nth);
            }
            self.nodes[at].0 = node.renamed(free);
            repairs.push(Repair::Doubled(old, free));
            positions.insert(free, at);
        }
        positions
    }

    /// The position of each node's parent, such that everything hangs on the top level.
    fn find_parents(&self, positions: &Positions, repairs: &mut Vec<Repair>) -> Vec<Option<usize>> {
        let mut parents: Vec<Option<usize>> = Vec::with_capacity(self.nodes.len());
        for (node, parent) in &self.nodes {
            let at = parent.and_then(|parent| positions.get(&parent).copied());
            if parent.is_some() && at.is_none() {
                repairs.push(Repair::Orphan(node.id()));
            }
            parents.push(at);
        }
        // Climb from each node; a mark tells whether a path was walked before or in this very climb.
        let mut climbed = vec![0_usize; parents.len()];
        for start in 0..parents.len() {
            let mut at = start;
            while climbed[at] == 0 {
                climbed[at] = start + 1;
                match parents[at] {
                    None => break,
                    Some(above) if climbed[above] == start + 1 => {
                        parents[at] = None;
                        repairs.push(Repair::Circle(self.nodes[at].0.id()));
                    }
                    Some(above) => at = above,
                }
            }
        }
        parents
    }

    /// Puts every node under its parent, siblings in the order of their lines, without recursion.
    fn plant(&mut self, parents: &[Option<usize>], tree: &mut Tree) {
        // Lists of children as links, filled from behind; position 0 is the top level.
        let mut first = vec![None; parents.len() + 1];
        let mut next = vec![None; parents.len()];
        for (at, parent) in parents.iter().enumerate().rev() {
            let head: &mut Option<usize> = &mut first[parent.map_or(0, |parent| parent + 1)];
            next[at] = head.replace(at);
        }
        let mut line = first[0];
        while let Some(at) = line {
            let parent = parents[at].map(|above| self.nodes[above].0.id());
            let stub = Node::with_fields(self.nodes[at].0.id(), Vec::new());
            tree.plant_last(std::mem::replace(&mut self.nodes[at].0, stub), parent);
            let mut here = Some(at);
            line = first[at + 1];
            while let (None, Some(done)) = (line, here) {
                line = next[done];
                here = parents[done];
            }
        }
        tree.count_all();
    }
}

type Positions = HashMap<NodeId, usize, foldhash::fast::RandomState>;

#[cfg(test)]
mod tests {
    use super::*;

    fn build(lines: &[(&str, &str)]) -> (String, Vec<Repair>) {
        let mut builder = Builder::default();
        for (id, parent) in lines {
            let parent = (!parent.is_empty()).then(|| NodeId::parse(parent));
            builder.node(Node::new(NodeId::parse(id), id), parent);
        }
        let (tree, repairs) = builder.finish();
        let shape = tree.walk(None).map(|(depth, node)| format!("{}{}", ">".repeat(depth), node.title()));
        (shape.collect::<Vec<_>>().join(" "), repairs)
    }

    #[test]
    fn order_is_the_order_of_lines_and_a_child_may_come_first() {
        assert_eq!(build(&[("b", "a"), ("c", "a"), ("a", ""), ("d", "b")]), ("a >b >>d >c".into(), vec![]));
    }

    #[test]
    fn what_is_wrong_is_mended_and_told() {
        let id = NodeId::parse;
        let (shape, repairs) = build(&[("a", "a"), ("b", "c"), ("c", "b"), ("d", "nowhere"), ("d", "")]);
        assert_eq!(shape, "a c >b d d");
        let second = id("d").doubled(2);
        assert_eq!(
            repairs,
            [
                Repair::Doubled(id("d"), second),
                Repair::Orphan(id("d")),
                Repair::Circle(id("a")),
                Repair::Circle(id("c")),
            ]
        );
    }
}
