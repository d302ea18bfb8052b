//! Counters: what ticks add up to (`+1posts`), of how many that are wanted (`goal:100posts`).

use std::collections::HashSet;

use crate::model::{Done, Key, Node, NodeId, State, Tree};
use crate::text::line::words::counted;

/// Every so many of a counter are worth a line.
const STEP: u64 = 10;

/// A counter as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// Of what: `posts`.
    pub unit: String,
    /// How many there are.
    pub count: u64,
    /// How many are wanted, if a goal says so.
    pub wanted: Option<u32>,
}

/// What ticks of a node add.
fn adds(node: &Node) -> Option<(u32, String)> {
    counted(node.field(Key::Adds)?)
}

/// Where the counter of `unit` to which a node adds is kept: the nearest goal above it that wants some, and how many.
fn home(tree: &Tree, id: NodeId, unit: &str) -> Option<(NodeId, u32)> {
    tree.path(id).find_map(|id| {
        let (wanted, of) = counted(tree.get(id)?.field(Key::Goal)?)?;
        (of == unit).then_some((id, wanted))
    })
}

/// How many `unit` were added within `top`, of none anywhere: each tick of the ledger counts, and what was done without
/// a line there.
#[must_use]
pub fn total(tree: &Tree, top: Option<NodeId>, unit: &str) -> u64 {
    let adds = |node: &Node| adds(node).filter(|(_, of)| of == unit).map_or(0, |(count, _)| u64::from(count));
    let is_in = |id: NodeId| top.is_none_or(|top| tree.is_within(id, top));
    let mut told: HashSet<NodeId> = HashSet::new();
    let mut sum = 0;
    for done in tree.days().values().flat_map(|day| &day.done) {
        let count = tree.get(done.id).map_or(0, adds);
        if count > 0 && is_in(done.id) {
            told.insert(done.id);
            sum += count;
        }
    }
    let untold = tree.walk(top).map(|(_, node)| node).filter(|node| node.state() == State::Done);
    sum + untold.filter(|node| !told.contains(&node.id())).map(adds).sum::<u64>()
}

/// The counter to which ticks of a node add.
#[must_use]
pub fn of(tree: &Tree, id: NodeId) -> Option<Counter> {
    let (_, unit) = adds(tree.get(id)?)?;
    let home = home(tree, id, &unit);
    let count = total(tree, home.map(|home| home.0), &unit);
    Some(Counter { unit, count, wanted: home.map(|home| home.1) })
}

/// What a tick of a node that has been counted is worth saying: the first of its kind, a ten, or all that are wanted.
#[must_use]
pub fn say_tick(tree: &Tree, id: NodeId) -> Option<String> {
    let (added, _) = adds(tree.get(id)?)?;
    let counter = of(tree, id)?;
    let (after, before) = (counter.count, counter.count.saturating_sub(added.into()));
    let wanted = counter.wanted.map(u64::from).filter(|wanted| (before + 1..=after).contains(wanted));
    let round = (before / STEP < after / STEP).then_some(after / STEP * STEP);
    match wanted.or(round) {
        Some(count) => Some(format!("{count} {}.", counter.unit)),
        None if before == 0 && after > 0 => Some(format!("First {} out.", single(&counter.unit, after))),
        None => None,
    }
}

/// One of several: `posts` is `post`; of more than one, `5 km`.
fn single(unit: &str, count: u64) -> String {
    match (count, unit.strip_suffix('s')) {
        (1, Some(one)) => one.to_owned(),
        (1, None) => unit.to_owned(),
        (count, _) => format!("{count} {unit}"),
    }
}

/// What these ticks added, by unit, in the order of the first of each.
#[must_use]
pub fn added<'t>(tree: &Tree, ticks: impl Iterator<Item = &'t Done>) -> Vec<(NodeId, String, u64)> {
    let mut sums: Vec<(NodeId, String, u64)> = Vec::new();
    for done in ticks {
        let Some((count, unit)) = tree.get(done.id).and_then(adds) else { continue };
        match sums.iter_mut().find(|sum| sum.1 == unit) {
            Some(sum) => sum.2 += u64::from(count),
            None => sums.push((done.id, unit, count.into())),
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json;

    /// A goal of ten posts, of which so many were ticked in the ledger and one without it.
    fn tree(ticks: usize) -> Tree {
        let tick = |at: usize| format!(r#"{{"id":"a","at":"09:{at:02}","title":"Publish"}}"#);
        let ticks: Vec<String> = (0..ticks).map(tick).collect();
        let file = format!(
            r#"{{"goaltree":1,"nodes":[
            {{"id":"posts","title":"Posts","goal":{{"count":12,"unit":"posts"}}}},
            {{"id":"a","parent":"posts","title":"Publish","repeat":"day","adds":{{"count":1,"unit":"posts"}}}},
            {{"id":"old","parent":"posts","title":"An old one","state":"done","adds":{{"count":1,"unit":"posts"}}}},
            {{"id":"run","title":"Run","state":"done","adds":{{"count":5,"unit":"km"}}}},
            {{"id":"else","title":"A guest post","state":"done","adds":{{"count":1,"unit":"posts"}}}}],
            "days":[{{"day":"2026-11-20","done":[{}]}}]}}"#,
            ticks.join(",")
        );
        json::read(file.as_bytes()).unwrap().tree
    }

    #[test]
    fn ticks_are_counted_under_the_goal_that_wants_them() {
        let tree = tree(3);
        let counter = of(&tree, NodeId::parse("a")).unwrap();
        assert_eq!(counter, Counter { unit: "posts".into(), count: 4, wanted: Some(12) });
        assert_eq!(total(&tree, None, "posts"), 5, "everywhere");
        assert_eq!(of(&tree, NodeId::parse("run")).unwrap().wanted, None);
        let ticks = tree.days().values().flat_map(|day| &day.done);
        assert_eq!(added(&tree, ticks), [(NodeId::parse("a"), "posts".to_owned(), 3)]);
    }

    #[test]
    fn a_ten_all_of_them_and_the_first_are_said() {
        let said = |ticks, id: &str| say_tick(&tree(ticks), NodeId::parse(id));
        assert_eq!(said(8, "a"), None);
        assert_eq!(said(9, "a").as_deref(), Some("10 posts."));
        assert_eq!(said(11, "a").as_deref(), Some("12 posts."), "all that are wanted");
        assert_eq!(said(0, "run").as_deref(), Some("First 5 km out."));
        assert_eq!(said(0, "else"), None, "an old one is there");
        assert_eq!((single("posts", 1), single("km", 1)), ("post".to_owned(), "km".to_owned()));
    }
}
