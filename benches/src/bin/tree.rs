//! Writes a state file of N made-up nodes: `tree N OUT.json [--wide|--deep]`.
//!
//! Beside it, `OUT.json.session` holds a session with everything unfolded and the cursor on a job in the middle.

use std::error::Error;
use std::fs::{self, File};

use goaltree::app::App;
use goaltree::text::json;
use goaltree_benches::{Shape, middle, now, tree};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (count, path, shape) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [count, path] => (count, path, Shape::Real),
        [count, path, "--wide"] => (count, path, Shape::Wide),
        [count, path, "--deep"] => (count, path, Shape::Deep),
        _ => return Err("usage: tree N OUT.json [--wide|--deep]".into()),
    };
    let tree = tree(count.replace(['_', ','], "").parse()?, shape);
    json::write(&tree, &mut File::create(path)?)?;
    let job = middle(&tree, true);
    let mut app = App::new(tree, now(), 1);
    app.folds.set_all(true);
    app.tree_place.cursor = job;
    fs::write(format!("{path}.session"), app.session())?;
    Ok(())
}
