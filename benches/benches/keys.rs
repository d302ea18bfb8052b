//! From a key to its frame, with everything unfolded and the cursor in the middle of the tree.
//!
//! The tree has 100 to 1,000,000 nodes; what is asked is that the times do not grow with it.

use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use goaltree::app::{App, Key, Msg};
use goaltree::model::NodeId;
use goaltree_benches::{Shape, middle, now, tree};

/// What is pressed: keys that prepare, the keys that are timed, and keys that bring everything back.
struct Case {
    name: &'static str,
    on_job: bool,
    before: &'static [&'static str],
    timed: &'static str,
    after: &'static [&'static str],
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case { name: "cursor", on_job: true, before: &[], timed: "down", after: &[] },
    Case { name: "page", on_job: true, before: &[], timed: "pagedown", after: &[] },
    Case { name: "fold", on_job: false, before: &[], timed: "left", after: &["right"] },
    Case { name: "tick", on_job: true, before: &[], timed: "space", after: &["u"] },
    Case { name: "undo", on_job: true, before: &["space"], timed: "u", after: &[] },
    Case { name: "add", on_job: true, before: &["a", "x"], timed: "enter", after: &["esc", "u"] },
];

fn press(app: &mut App, key: &str) {
    let key = Key::parse(key).expect("a key");
    drop(app.update(now(), Msg::Key(key)));
}

impl Case {
    /// The time of the timed key alone, pressed `times` times from the same place.
    fn run(&self, app: &mut App, start: Option<NodeId>, times: u64) -> Duration {
        let mut sum = Duration::ZERO;
        for _ in 0..times {
            app.tree_place.cursor = start;
            self.before.iter().for_each(|key| press(app, key));
            let from = Instant::now();
            press(app, self.timed);
            sum += from.elapsed();
            self.after.iter().for_each(|key| press(app, key));
        }
        sum
    }
}

fn keys(criterion: &mut Criterion) {
    for count in [100, 10_000, 100_000, 1_000_000] {
        let mut app = App::new(tree(count, Shape::Real), now(), 1);
        app.folds.set_all(true);
        app.update(now(), Msg::Resize(140, 40));
        let mut group = criterion.benchmark_group("key");
        for case in CASES {
            let start = middle(&app.tree, case.on_job);
            group.bench_function(BenchmarkId::new(case.name, count), |bencher| {
                bencher.iter_custom(|times| case.run(&mut app, start, times));
            });
        }
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    targets = keys
}
criterion_main!(benches);
