//! From a key to its frame, with everything unfolded and the cursor in the middle of the tree.
//!
//! The tree has 100 to 1,000,000 nodes, and once a ledger of ten years; what is asked is that the times do not grow
//! with it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use goaltree::app::{App, Key, Msg};
use goaltree::model::{NodeId, Tree};
use goaltree::view::{Background, Theme, render};
use goaltree_benches::{Shape, middle, now, ten_years, tree};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

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
    Case { name: "lens", on_job: false, before: &[], timed: "[", after: &["]"] },
    Case { name: "lens_undo", on_job: false, before: &["a", "x", "enter", "esc", "["], timed: "u", after: &["]", "]"] },
];

/// The session, its theme, and the frame before.
struct Screen {
    app: App,
    theme: Theme,
    shown: Buffer,
}

impl Screen {
    fn new(tree: Tree) -> Self {
        let mut app = App::new(tree, now(), 1);
        app.folds.set_all(true);
        let area = Rect::new(0, 0, 140, 40);
        app.update(now(), Msg::Resize(area.width, area.height));
        Self { app, theme: Theme::new(Background::Dark, true, false), shown: Buffer::empty(area) }
    }

    fn press(&mut self, key: &str) {
        let key = Key::parse(key).expect("a key");
        drop(self.app.update(now(), Msg::Key(key)));
    }

    /// Renders the next frame and finds the cells that change.
    fn draw(&mut self) {
        let mut next = Buffer::empty(self.shown.area);
        render(&self.app, &self.theme, next.area, &mut next);
        black_box(self.shown.diff(&next));
        self.shown = next;
    }

    /// The time of the case's key alone, pressed `times` times from the same place.
    fn run(&mut self, case: &Case, start: Option<NodeId>, times: u64, frame: bool) -> Duration {
        let mut sum = Duration::ZERO;
        for _ in 0..times {
            self.app.tree_place.cursor = start;
            case.before.iter().for_each(|key| self.press(key));
            if frame {
                self.draw();
            }
            let from = Instant::now();
            self.press(case.timed);
            if frame {
                self.draw();
            }
            sum += from.elapsed();
            case.after.iter().for_each(|key| self.press(key));
        }
        sum
    }
}

fn keys(criterion: &mut Criterion) {
    for count in [100, 10_000, 100_000, 1_000_000] {
        let mut screen = Screen::new(tree(count, Shape::Real));
        all(criterion, &mut screen, &count.to_string());
    }
    let mut screen = Screen::new(ten_years(100_000));
    all(criterion, &mut screen, "100000 after ten years");
}

fn all(criterion: &mut Criterion, screen: &mut Screen, tree: &str) {
    for (name, frame) in [("key_to_update", false), ("key_to_frame", true)] {
        let mut group = criterion.benchmark_group(name);
        for case in CASES {
            let job = middle(&screen.app.tree);
            let start = if case.on_job { job } else { job.and_then(|id| screen.app.tree.parent(id)) };
            group.bench_function(BenchmarkId::new(case.name, tree), |bencher| {
                bencher.iter_custom(|times| screen.run(case, start, times, frame));
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
