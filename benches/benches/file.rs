//! From the disk to a tree, and back.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use goaltree::text::json;
use goaltree_benches::{Shape, tree};

fn file(criterion: &mut Criterion) {
    for count in [10_000, 100_000] {
        let tree = tree(count, Shape::Real);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{count}.json"));
        let mut bytes = Vec::new();
        json::write(&tree, &mut bytes).expect("memory takes everything");
        fs::write(&path, &bytes).expect("the target folder can be written");

        let mut group = criterion.benchmark_group("file");
        group.sample_size(30).throughput(Throughput::Bytes(bytes.len() as u64));
        let load = || json::read(&fs::read(&path).expect("it was just written")).expect("a state file");
        group.bench_function(BenchmarkId::new("load", count), |bencher| bencher.iter_with_large_drop(load));
        group.bench_function(BenchmarkId::new("save", count), |bencher| {
            let memory = || Vec::with_capacity(bytes.len());
            let save = |mut out: Vec<u8>| {
                json::write(black_box(&tree), &mut out).expect("memory takes everything");
                out
            };
            bencher.iter_batched(memory, save, BatchSize::LargeInput);
        });
        group.finish();
    }
}

criterion_group!(benches, file);
criterion_main!(benches);
