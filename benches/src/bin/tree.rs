//! Writes a state file of N made-up nodes: `tree N OUT.json [--wide|--deep]`.

use std::error::Error;
use std::fs::File;

use goaltree::text::json;
use goaltree_benches::{Shape, tree};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (count, path, shape) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [count, path] => (count, path, Shape::Real),
        [count, path, "--wide"] => (count, path, Shape::Wide),
        [count, path, "--deep"] => (count, path, Shape::Deep),
        _ => return Err("usage: tree N OUT.json [--wide|--deep]".into()),
    };
    let count = count.replace([',', '_'], "").parse()?;
    Ok(json::write(&tree(count, shape), &mut File::create(path)?)?)
}
