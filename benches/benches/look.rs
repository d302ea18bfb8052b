//! Looking back over ten years: everything that the page of `L` shows, with the map of all its days.

use chrono::Days;
use criterion::{Criterion, criterion_group, criterion_main};
use goaltree::insight::lookback::{Frame, Lookback};
use goaltree::insight::momentum::Pace;
use goaltree::model::{Builder, Day, Done, Field, Key, Node, NodeId, Tree, Value};
use goaltree_benches::{Shape, now, tree};

/// Days of the ledger, and ticks on all of them together.
const DAYS: u64 = 3_650;
const TICKS: usize = 20_000;
/// Nodes of the tree, and how many of them repeat.
const NODES: usize = 10_000;
const REPEATS: usize = 12;

/// A made-up life with a ledger of ten years: every day five or six ticks, a fifth of them of repeats.
fn ten_years() -> Tree {
    let old = tree(NODES, Shape::Real);
    let mut builder = Builder::default();
    let mut jobs: Vec<(NodeId, String)> = Vec::new();
    let mut repeats = 0;
    for (_, node) in old.walk(None) {
        let mut fields = node.fields().to_vec();
        if old.is_leaf(node.id()) {
            jobs.push((node.id(), node.title().to_owned()));
            if jobs.len() % (NODES / 2 / REPEATS) == 0 && repeats < REPEATS {
                repeats += 1;
                fields.retain(|field| !matches!(field.key(), Key::State | Key::Closed));
                fields.push(Field::text(Key::Repeat, "every:day"));
                fields.push(Field::new(Key::Plan, Value::Date(now().day())));
            } else if jobs.len() % 7 == 0 {
                fields.push(Field::text(Key::Adds, "{\"count\":1,\"unit\":\"posts\"}"));
            }
        }
        builder.node(Node::with_fields(node.id(), fields), old.parent(node.id()));
    }
    let mut rng = fastrand::Rng::with_seed(7);
    let mut days: Vec<Day> = (0..DAYS).map(|_| Day::default()).collect();
    for nth in 0..TICKS {
        let (id, title) = &jobs[rng.usize(..jobs.len())];
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

fn looking_back(criterion: &mut Criterion) {
    let tree = ten_years();
    let goal = tree.first_child(None);
    let mut group = criterion.benchmark_group("look_back");
    for (name, goal) in [("everything", None), ("goal", goal)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| Lookback::of(&tree, goal, Frame { now: now(), pace: Pace::default(), rest: &[] }));
        });
    }
    group.finish();
}

criterion_group!(benches, looking_back);
criterion_main!(benches);
