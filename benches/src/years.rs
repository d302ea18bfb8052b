//! A made-up life of ten years.

use chrono::Days;
use goaltree::model::{Builder, Day, Done, Field, Key, Node, NodeId, Tree, Value};

use crate::{Shape, now, tree};

/// Days of the ledger, and ticks on all of them together.
const DAYS: u64 = 3_650;
const TICKS: usize = 20_000;
/// Nodes that repeat.
const REPEATS: usize = 12;

/// A made-up life with a ledger of ten years: every day five or six ticks, a fifth of them of repeats.
#[must_use]
pub fn ten_years(nodes: usize) -> Tree {
    let old = tree(nodes, Shape::Real);
    let mut builder = Builder::default();
    let mut jobs: Vec<(NodeId, String)> = Vec::new();
    let mut repeats: Vec<usize> = Vec::new();
    for (_, node) in old.walk(None) {
        let mut fields = node.fields().to_vec();
        if old.is_leaf(node.id()) {
            jobs.push((node.id(), node.title().to_owned()));
            if jobs.len().is_multiple_of(nodes / 2 / REPEATS) && repeats.len() < REPEATS {
                repeats.push(jobs.len() - 1);
                fields.retain(|field| !matches!(field.key(), Key::State | Key::Closed));
                fields.push(Field::text(Key::Repeat, "every:day"));
                fields.push(Field::new(Key::Plan, Value::Date(now().day())));
            } else if jobs.len().is_multiple_of(7) {
                fields.push(Field::text(Key::Adds, "{\"count\":1,\"unit\":\"posts\"}"));
            }
        }
        builder.node(Node::with_fields(node.id(), fields), old.parent(node.id()));
    }
    let mut rng = fastrand::Rng::with_seed(7);
    let mut days: Vec<Day> = (0..DAYS).map(|_| Day::default()).collect();
    for nth in 0..TICKS {
        let at = if rng.u8(..5) == 0 { repeats[rng.usize(..repeats.len())] } else { rng.usize(..jobs.len()) };
        let (id, title) = &jobs[at];
        let day = &mut days[nth % DAYS as usize];
        day.done.push(Done {
            id: *id,
            at: format!("{:02}:{:02}", 8 + day.done.len(), nth % 60).into(),
            minutes: Some(rng.u32(5..40)),
            guess: None,
            title: title.as_str().into(),
            unknown: vec![],
        });
    }
    for (back, day) in (1..).zip(days) {
        builder.day(now().day() - Days::new(back), day);
    }
    builder.finish().0
}
