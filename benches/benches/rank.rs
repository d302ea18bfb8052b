//! Ranking every open job and filling a day with them.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use goaltree::insight::rank::{Context, fill, rank};
use goaltree::model::{State, Tree};
use goaltree_benches::{Shape, now, tree};

fn open_jobs(tree: &Tree) -> usize {
    tree.walk(None).filter(|(_, node)| tree.is_leaf(node.id()) && node.state() == State::Open).count()
}

fn ranking(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rank_and_fill");
    group.sample_size(20);
    // Of so many nodes about 10,000 and 100,000 are open jobs.
    for nodes in [26_200, 263_000] {
        let tree = tree(nodes, Shape::Real);
        let name = BenchmarkId::new("open_jobs", open_jobs(&tree));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let context = Context::new(&tree, now().day(), 600, &[]);
                fill(&rank(&tree, &context), context.room, &[]).len()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, ranking);
criterion_main!(benches);
