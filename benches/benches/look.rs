//! Looking back over ten years: everything that the page of `L` shows, with the map of all its days; and ahead: the
//! forecast of a goal, and of all that is written down on a Sunday.

use chrono::Days;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use goaltree::insight::forecast::{forecast, record::to_note};
use goaltree::insight::lookback::{Frame, Lookback};
use goaltree::insight::momentum::Pace;
use goaltree::model::Now;
use goaltree_benches::{now, ten_years};

/// Nodes of the tree.
const NODES: usize = 10_000;

fn looking_back(criterion: &mut Criterion) {
    let tree = ten_years(NODES);
    let goal = tree.first_child(None);
    let mut group = criterion.benchmark_group("look_back");
    for (name, goal) in [("everything", None), ("goal", goal)] {
        group.bench_function(name, |bencher| {
            bencher
                .iter(|| Lookback::of(&tree, goal, Frame { now: now(), pace: Pace::default(), rest: &[] }));
        });
    }
    group.finish();
}

fn looking_ahead(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("forecast");
    group.sample_size(20);
    let sunday = Now::new(now().time + Days::new(1));
    for count in [NODES, 10 * NODES] {
        let tree = ten_years(count);
        let goal = tree.children(None).max_by_key(|id| tree.count(Some(*id)).total).expect("a goal");
        group.bench_function(BenchmarkId::new("largest_goal", count), |bencher| {
            bencher.iter(|| forecast(&tree, goal, now(), &[], 1.0));
        });
        group.bench_function(BenchmarkId::new("sunday", count), |bencher| {
            bencher.iter(|| to_note(&tree, sunday, &[]));
        });
    }
    group.finish();
}

criterion_group!(benches, looking_back, looking_ahead);
criterion_main!(benches);
