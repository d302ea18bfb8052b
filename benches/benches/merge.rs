//! What changed between two trees, and three trees into one.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use goaltree::model::{Field, Ids, Key, Node, NodeId, Op, Place, Tree, diff, merge};
use goaltree_benches::{Shape, tree};

/// `base` with every fiftieth node, from the `from`th on, renamed, and something new and something moved behind it.
fn edited(base: &Tree, from: usize) -> Tree {
    let mut tree = base.clone();
    let mut ids = Ids::seeded(from as u64);
    let nodes: Vec<NodeId> = base.walk(None).map(|(_, node)| node.id()).skip(from).step_by(50).collect();
    for id in nodes {
        let old = tree.get(id).and_then(|node| node.field(Key::Title)).cloned();
        let new = Some(Field::text(Key::Title, "Something else"));
        let behind = Place { parent: tree.parent(id), after: Some(id) };
        let mut ops = vec![
            Op::Set { id, old, new },
            Op::Create { node: Node::new(ids.fresh(), "Something new"), place: behind },
        ];
        if let (Some(parent), Some(next)) = (behind.parent, tree.next(id)) {
            ops.push(Op::Move {
                id,
                old: tree.place(id).unwrap_or_default(),
                new: Place { parent: Some(parent), after: Some(next) },
            });
        }
        tree.apply_all(&ops[..2]).expect("a rename and a new node fit");
        // What was moved is no longer where the op says where its neighbour was moved before.
        tree.apply_all(&ops[2..]).unwrap_or_default();
    }
    tree
}

fn three_trees(criterion: &mut Criterion) {
    let base = tree(10_000, Shape::Real);
    let (ours, theirs) = (edited(&base, 0), edited(&base, 25));
    let mut group = criterion.benchmark_group("10000");
    group.sample_size(30);
    group.bench_function("diff", |bencher| bencher.iter(|| diff(black_box(&base), black_box(&ours))));
    group.bench_function("merge", |bencher| {
        bencher.iter_with_large_drop(|| merge(black_box(&base), black_box(&ours), black_box(&theirs)));
    });
    group.finish();
}

criterion_group!(benches, three_trees);
criterion_main!(benches);
