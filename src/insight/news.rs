//! What happened between two states of a tree, in a few words.

use std::collections::HashSet;

use crate::model::{Key, Node, NodeId, State, Tree};

/// How many items were done, added and so on. Each item counts once, under the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct News {
    /// Ticked or closed; of a repeat, on how many days.
    pub done: usize,
    /// New, and not done.
    pub added: usize,
    /// Decided against.
    pub let_go: usize,
    /// Gone.
    pub removed: usize,
    /// Put under another item.
    pub moved: usize,
    /// With another title, estimate or anything else.
    pub changed: usize,
    /// Whether there is something else: another order, another list of a day.
    pub other: bool,
}

/// What it takes from `old` to `new`.
#[must_use]
pub fn between(old: &Tree, new: &Tree) -> News {
    let mut news = News::default();
    let ticks = |tree: &Tree| -> HashSet<(chrono::NaiveDate, NodeId)> {
        tree.days().iter().flat_map(|(day, record)| record.done.iter().map(|done| (*day, done.id))).collect()
    };
    let (before, after) = (ticks(old), ticks(new));
    let ticked: HashSet<NodeId> = after.difference(&before).map(|(_, id)| *id).collect();
    news.done = after.difference(&before).count();
    for (_, node) in new.walk(None) {
        let id = node.id();
        let was = old.get(id);
        let became = |state| node.state() == state && was.is_none_or(|was| was.state() != state);
        if ticked.contains(&id) {
            continue;
        }
        match was {
            _ if became(State::Done) => news.done += 1,
            None => news.added += 1,
            Some(_) if became(State::Dropped) => news.let_go += 1,
            Some(_) if old.parent(id) != new.parent(id) => news.moved += 1,
            Some(was) if differs(was, node) => news.changed += 1,
            Some(_) => {}
        }
    }
    news.removed = old.walk(None).filter(|(_, node)| !new.contains(node.id())).count();
    news.other = old != new;
    news
}

/// Whether something differs that a person set.
fn differs(was: &Node, is: &Node) -> bool {
    let own = |node: &Node| {
        let fields =
            node.fields().iter().filter(|field| !matches!(field.key(), Key::Rolled | Key::Conflicts));
        fields.cloned().collect::<Vec<_>>()
    };
    own(was) != own(is)
}

impl News {
    /// `3 done, 2 added`; none if nothing happened.
    #[must_use]
    pub fn say(&self) -> Option<String> {
        let counts = [
            (self.done, "done"),
            (self.added, "added"),
            (self.let_go, "let go"),
            (self.changed, "changed"),
            (self.moved, "moved"),
            (self.removed, "removed"),
        ];
        let said: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        if said.is_empty() { self.other.then(|| "the days".to_owned()) } else { Some(said.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json;

    fn tree(nodes: &str, days: &str) -> Tree {
        json::read(format!("{{\"goaltree\":1,\"nodes\":[{nodes}],\"days\":[{days}]}}").as_bytes())
            .unwrap()
            .tree
    }

    #[test]
    fn each_item_counts_once() {
        let a = r#"{"id":"a","title":"A"}"#;
        let b = r#"{"id":"b","title":"B"}"#;
        let day = r#"{"day":"2026-11-21","done":[{"id":"a","at":"09:00","title":"A"}]}"#;
        let listed = r#"{"day":"2026-11-21","list":["a"]}"#;
        for (old, new, words) in [
            (tree(a, ""), tree(a, ""), None),
            (tree(a, ""), tree(a, listed), Some("the days")),
            (tree(a, ""), tree(&format!("{a},{b}"), day), Some("1 done, 1 added")),
            (tree(a, ""), tree(r#"{"id":"a","title":"A","state":"done"}"#, day), Some("1 done")),
            (tree(a, ""), tree(r#"{"id":"a","title":"A","state":"done"}"#, ""), Some("1 done")),
            (tree(a, ""), tree(r#"{"id":"a","title":"A","state":"dropped"}"#, ""), Some("1 let go")),
            (tree(a, ""), tree(r#"{"id":"a","title":"Tea"}"#, ""), Some("1 changed")),
            (tree(&format!("{a},{b}"), ""), tree(a, ""), Some("1 removed")),
            (
                tree(&format!("{a},{b}"), ""),
                tree(&format!(r#"{a},{{"id":"b","parent":"a","title":"B"}}"#), ""),
                Some("1 moved"),
            ),
        ] {
            assert_eq!(between(&old, &new).say().as_deref(), words);
        }
    }
}
