#!/bin/sh
# Runs every target, or those that are named, for so many seconds each: tests/fuzz/run.sh SECONDS [TARGET...]
# Stable Rust and a C++ compiler are enough. What is found stays in target/fuzz/found.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:?seconds for each target}
shift
[ $# -gt 0 ] || set -- state_file journal line import config template merge safe
host=$(rustc -vV | sed -n 's/^host: //p')
work=$PWD/target/fuzz
sancov='-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4'
sancov="$sancov -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
sancov="$sancov -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
RUSTFLAGS="$sancov --cfg fuzzing -Ccodegen-units=1" CARGO_TARGET_DIR=$work cargo build --release --quiet \
    --target "$host" --manifest-path tests/fuzz/Cargo.toml
mkdir -p "$work/found"
for target in "$@"; do
    corpus=$work/corpus/$target
    mkdir -p "$corpus"
    case $target in
        state_file) cp tests/samples/*.json assets/demo.json "$corpus" ;;
        journal) cp tests/fuzz/seeds/journal.jsonl "$corpus" ;;
        template | line | import) cp assets/templates/* "$corpus" ;;
        config) cp tests/fuzz/seeds/config.toml "$corpus" ;;
    esac
    echo "== $target"
    GOALTREE_TARGET=$target nice "$work/$host/release/fuzz" "$corpus" -max_total_time="$seconds" -timeout=20 \
        -rss_limit_mb=2048 -max_len=4096 -dict=tests/fuzz/seeds/words.dict -print_final_stats=1 \
        -artifact_prefix="$work/found/$target-" -verbosity=0 2>&1 |
        grep -a -E '^(stat::number_of_executed_units|stat::peak_rss)|panicked|^==.*ERROR|artifact|SUMMARY' ||
        true
done
