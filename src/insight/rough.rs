//! What a rough day asks for: one small thing.

use chrono::NaiveDate;

use super::rank::{self, Context};
use super::{habits, today};
use crate::model::{Day, Key, Node, NodeId, Tree};

/// Minutes that a small thing takes at most.
const SMALL: u32 = 5;

/// The one thing for a rough day: of what repeats today and has a smaller version the smallest; else the smallest job
/// of Today that takes five minutes at most; else the smallest such job of all, of equal ones the best.
#[must_use]
pub fn one_small_thing(tree: &Tree, context: &Context) -> Option<NodeId> {
    let can_begin = |id: &NodeId| rank::gate(tree, context.day, *id).is_none();
    let listed = today::today(tree, context.day).list;
    let nodes = || listed.iter().copied().filter(can_begin).filter_map(|id| tree.get(id));
    let minutes = |node: &&Node| node.minutes().unwrap_or(habits::UNKNOWN_MINUTES);
    let has_mini = |node: &&Node| node.field(Key::Repeat).is_some() && node.field(Key::Mini).is_some();
    let mini = nodes().filter(has_mini).min_by_key(minutes).map(Node::id);
    let small = || nodes().filter(|node| minutes(node) <= SMALL).min_by_key(minutes).map(Node::id);
    let of_all = || {
        let ranked = rank::rank(tree, context);
        ranked.iter().filter(|job| job.minutes <= SMALL).min_by_key(|job| job.minutes).map(|job| job.id)
    };
    mini.or_else(small).or_else(of_all)
}

/// What a job is called on Today: on a rough day its smaller version, if it has one.
#[must_use]
pub fn title(tree: &Tree, day: NaiveDate, id: NodeId) -> &str {
    let Some(node) = tree.get(id) else { return "" };
    let mini = node.text(Key::Mini).filter(|_| tree.day(day).is_some_and(Day::is_rough));
    mini.unwrap_or(node.title())
}
