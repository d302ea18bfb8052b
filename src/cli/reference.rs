//! Which item is meant: an id, the beginning of one, or words of a title.

use super::Failure;
use crate::model::{Node, NodeId, Tree};

/// So many of several matches are named.
const MOST_NAMED: usize = 10;
/// Between the titles of a path.
const STEP: &str = " / ";

/// The one item that `text` means.
///
/// The closer match wins: the id itself, the whole title, the beginning of one id alone, and then everything that
/// begins so or has all these words in its title.
pub(super) fn find(tree: &Tree, text: &str) -> Result<NodeId, Failure> {
    let text = text.trim();
    if let Some(id) = NodeId::verbatim(text).filter(|id| tree.contains(*id)) {
        return Ok(id);
    }
    if text.is_empty() {
        return Err(Failure::wrong_use("no item is named")
            .hint("name it by its id, the beginning of that, or words of its title"));
    }
    let found = matches(tree, text);
    match found[..] {
        [id] => Ok(id),
        [] => Err(Failure::could_not(format!("nothing matches {text:?}"))
            .hint("`goaltree list` prints every item with its id")),
        _ => Err(several(tree, text, &found)),
    }
}

fn matches(tree: &Tree, text: &str) -> Vec<NodeId> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let (mut titled, mut begun, mut worded) = (Vec::new(), Vec::new(), Vec::new());
    for (_, node) in tree.walk(None) {
        let title = node.title().to_lowercase();
        if title == lower {
            titled.push(node.id());
        }
        if node.id().with_str(|id| id.starts_with(text) || id.starts_with(&lower)) {
            begun.push(node.id());
        } else if words.iter().all(|word| title.contains(word)) {
            worded.push(node.id());
        }
    }
    if !titled.is_empty() {
        return titled;
    }
    if begun.len() != 1 {
        begun.append(&mut worded);
    }
    begun
}

fn several(tree: &Tree, text: &str, found: &[NodeId]) -> Failure {
    let mut lines: Vec<String> = found.iter().take(MOST_NAMED).map(|id| describe(tree, *id)).collect();
    if found.len() > MOST_NAMED {
        lines.push(format!("and {} more", found.len() - MOST_NAMED));
    }
    Failure::wrong_use(format!("{text:?} matches {} items", found.len()))
        .details(lines)
        .hint("use an id, or more words of the title")
}

fn describe(tree: &Tree, id: NodeId) -> String {
    let title = tree.get(id).map_or("", |node| node.title());
    if tree.parent(id).is_none() {
        return format!("{id}  {title}");
    }
    format!("{id}  {title}  ({})", path_line(tree, id))
}

/// The titles above an item, the goal first.
pub(super) fn path(tree: &Tree, id: NodeId) -> Vec<&str> {
    let mut titles: Vec<&str> = tree.ancestors(id).filter_map(|id| tree.get(id)).map(Node::title).collect();
    titles.reverse();
    titles
}

/// The titles above an item as one line.
pub(super) fn path_line(tree: &Tree, id: NodeId) -> String {
    path(tree, id).join(STEP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, Node};

    fn tree(items: &[(&str, &str)]) -> Tree {
        let mut builder = Builder::default();
        for (id, title) in items {
            builder.node(Node::new(NodeId::parse(id), title), None);
        }
        builder.finish().0
    }

    #[test]
    fn the_closer_match_wins() {
        let tree = tree(&[
            ("abc1", "Ring the plumber"),
            ("abc2", "Ring the tax office"),
            ("ring9", "Write"),
            ("x1", "ABC1"),
            ("x2", "Plan the ring of writers"),
        ]);
        let found = |text: &str| find(&tree, text).map(|id| id.to_string()).ok();
        assert_eq!(found("abc1").as_deref(), Some("abc1"), "an id before a title");
        assert_eq!(found("ring").as_deref(), Some("ring9"), "the beginning of one id before words");
        assert_eq!(found("write").as_deref(), Some("ring9"), "a whole title before words");
        assert_eq!(found("OFFICE ring").as_deref(), Some("abc2"), "words in any order");
        assert_eq!(found("ABC2").as_deref(), Some("abc2"), "ids in capitals");
        assert_eq!(found("abc"), None, "two begin so");
        assert_eq!(found("the ring"), None, "three have these words");
        assert_eq!(found("nothing"), None);
        assert_eq!(found(" "), None);
    }
}
