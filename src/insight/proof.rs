//! What was done before of the same kind as a job that scares.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::model::{Key, Node, NodeId, Now, State, Tree};

/// So many are enough to be reminded.
const MOST: usize = 3;

/// Up to three jobs that were finished and share a tag with `id`, or come from the same template, newest first: titles,
/// and the days on which they were done as far as that is known. The ledger tells, and for what is older than it the
/// tree.
#[must_use]
pub fn proof(tree: &Tree, id: NodeId, now: Now) -> Vec<(String, Option<NaiveDate>)> {
    let Some(node) = tree.get(id) else { return Vec::new() };
    let tags: Vec<&str> = node.tags().collect();
    let template = template(tree, id);
    if tags.is_empty() && template.is_none() {
        return Vec::new();
    }
    let is_alike = |other: NodeId| {
        let shares = |node: &Node| node.tags().any(|tag| tags.contains(&tag));
        other != id
            && (tree.get(other).is_some_and(shares)
                || (template.is_some() && self::template(tree, other) == template))
    };
    let told = tree.days().iter().rev().flat_map(|(day, record)| {
        record.done.iter().rev().map(|done| (done.id, done.title.to_string(), Some(*day)))
    });
    let mut older: Vec<_> = tree
        .walk(None)
        .map(|(_, node)| node)
        .filter(|node| node.state() == State::Done && tree.is_leaf(node.id()))
        .map(|node| (node.id(), node.title().to_owned(), node.closed().map(|stamp| now.day_of(stamp))))
        .collect();
    older.sort_by_key(|(_, _, day)| std::cmp::Reverse(*day));
    let mut seen = HashSet::new();
    let found = told.chain(older).filter(|(other, title, _)| is_alike(*other) && seen.insert(title.clone()));
    found.take(MOST).map(|(_, title, day)| (title, day)).collect()
}

/// The template that filled the nearest item at or above.
fn template(tree: &Tree, id: NodeId) -> Option<&str> {
    tree.path(id).find_map(|id| tree.get(id)?.text(Key::Template))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json;

    #[test]
    fn the_same_tag_or_template_newest_first() {
        let file = r#"{"goaltree":1,"nodes":[
            {"id":"tax","title":"Ring the tax office","tags":["phone"]},
            {"id":"bank","title":"Call the bank","tags":["phone","money"],"state":"done"},
            {"id":"week","title":"Ring mother","tags":["phone"]},
            {"id":"old","title":"Ring the school","tags":["phone"],"state":"done","closed":"2025-05-04T10:00:00Z"},
            {"id":"tea","title":"Tea","state":"done"},
            {"id":"one","title":"Post one","template":"blog-post"},
            {"id":"a","parent":"one","title":"Publish","state":"done"},
            {"id":"two","title":"Post two","template":"blog-post"},
            {"id":"b","parent":"two","title":"Publish the second"}],
            "days":[
            {"day":"2026-05-04","done":[{"id":"bank","at":"09:00","title":"Call the bank"},{"id":"tea","at":"10:00","title":"Tea"}]},
            {"day":"2026-06-04","done":[{"id":"week","at":"09:00","title":"Ring mother"}]},
            {"day":"2026-06-11","done":[{"id":"week","at":"09:00","title":"Ring mother"}]}]}"#;
        let tree = json::read(file.as_bytes()).unwrap().tree;
        let now = Now::new(chrono::DateTime::parse_from_rfc3339("2026-11-21T09:00:00Z").unwrap());
        let found = |id: &str| {
            let found = proof(&tree, NodeId::parse(id), now).into_iter();
            found
                .map(|(title, day)| format!("{title} {}", day.map(|day| day.to_string()).unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("tax"),
            ["Ring mother 2026-06-11", "Call the bank 2026-05-04", "Ring the school 2025-05-04"]
        );
        assert_eq!(found("b"), ["Publish "]);
        assert_eq!(found("tea"), Vec::<String>::new());
        assert_eq!(found("nobody"), Vec::<String>::new());
    }
}
