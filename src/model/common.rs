//! What two states of one tree have in common, when nobody has written down where they parted.
//!
//! The ledger only grows: who has an entry has seen the state in which it was made.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::entry::Timed;
use super::{Builder, NodeId, Text, Tree};

/// An entry of the ledger that has a time.
type Moment = (NaiveDate, Option<NodeId>, Text);

fn moments(tree: &Tree) -> HashSet<Moment> {
    fn of<T: Timed>(day: NaiveDate, entries: &[T]) -> impl Iterator<Item = Moment> {
        entries.iter().map(move |entry| (day, Some(entry.id()), entry.at().into()))
    }
    let mut moments = HashSet::new();
    for (day, record) in tree.days() {
        moments.extend(of(*day, &record.done));
        moments.extend(of(*day, &record.boxes));
        moments.extend(of(*day, &record.dropped));
        moments.extend(record.looks.iter().map(|at| (*day, None, at.clone())));
    }
    moments
}

/// Whether `older`, an earlier state of `ours`, is one from which `other` comes too: all that happened in it is in
/// `other`, and so is something that happened later here.
#[must_use]
pub fn is_older_than_both(older: &Tree, ours: &Tree, other: &Tree) -> bool {
    let (older, ours, other) = (moments(older), moments(ours), moments(other));
    older.is_subset(&other) && ours.intersection(&other).any(|moment| !older.contains(moment))
}

/// Both sides' changes in one tree, where `copy` lay beside the file: what `copy` lacks is not thereby removed.
#[must_use]
pub fn take_copy(base: Option<&Tree>, ours: &Tree, copy: &Tree) -> (Tree, Vec<super::Conflict>) {
    let base = base.map(|base| restricted(base, copy)).unwrap_or_default();
    super::merge(&base, ours, copy)
}

/// `base` without the nodes that `copy` lacks.
fn restricted(base: &Tree, copy: &Tree) -> Tree {
    let mut builder = Builder::default();
    for (_, node) in base.walk(None).filter(|(_, node)| copy.contains(node.id())) {
        let parent = base.ancestors(node.id()).find(|above| copy.contains(*above));
        builder.node(node.clone(), parent);
    }
    for (date, day) in base.days() {
        builder.day(*date, day.clone());
    }
    for (name, json) in base.file() {
        builder.file(name, json);
    }
    builder.finish().0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Key, Node};

    fn tree(titles: &[(&str, &str)], looks: &[&str]) -> Tree {
        let mut builder = Builder::default();
        for (id, title) in titles {
            builder.node(Node::new(NodeId::parse(id), title), None);
        }
        let looks = looks.iter().map(|at| (*at).into()).collect();
        builder.day(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), Day { looks, ..Day::default() });
        builder.finish().0
    }

    #[test]
    fn a_state_is_common_only_if_something_later_is_known_on_both_sides() {
        let (old, new) = (tree(&[], &["08:00"]), tree(&[], &["08:00", "09:00"]));
        for (older, ours, other, wanted) in [
            (&old, &new, &new, true),
            (&old, &new, &tree(&[], &["08:00", "08:30"]), false),
            (&new, &new, &old, false),
            (&old, &old, &old, false),
            (&Tree::default(), &old, &new, true),
        ] {
            assert_eq!(is_older_than_both(older, ours, other), wanted, "{older:?}");
        }
    }

    #[test]
    fn what_a_copy_lacks_stays() {
        let base = tree(&[("a", "A"), ("b", "B")], &[]);
        let ours = tree(&[("a", "Tea"), ("b", "B")], &[]);
        let copy = tree(&[("a", "A"), ("c", "C")], &[]);
        let titles = |tree: &Tree| {
            let mut titles: Vec<String> = tree.walk(None).map(|(_, node)| node.title().to_owned()).collect();
            titles.sort();
            titles.join(" ")
        };
        let (merged, conflicts) = take_copy(Some(&base), &ours, &copy);
        assert_eq!((titles(&merged), conflicts.len()), ("B C Tea".into(), 0));
        let (merged, conflicts) = take_copy(None, &ours, &copy);
        assert_eq!((titles(&merged), conflicts.len()), ("B C Tea".into(), 1));
        let a = merged.get(NodeId::parse("a")).unwrap();
        assert_eq!(a.all(Key::Conflicts).count(), 1, "which of the two is older is not known");
    }
}
