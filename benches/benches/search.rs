//! Typing a find, letter by letter.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use goaltree::app::{App, Key, Msg};
use goaltree_benches::{Shape, now, tree};

fn search(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("find");
    group.sample_size(20);
    for count in [100, 10_000, 100_000] {
        let mut app = App::new(tree(count, Shape::Real), now(), 1);
        let mut press = |keys: &[&str]| {
            for key in keys {
                drop(app.update(now(), Msg::Key(Key::parse(key).expect("a key"))));
            }
        };
        group.bench_function(BenchmarkId::new("5_letters", count), |bencher| {
            bencher.iter(|| press(&["/", "g", "r", "a", "n", "t", "esc"]));
        });
    }
    group.finish();
}

criterion_group!(benches, search);
criterion_main!(benches);
