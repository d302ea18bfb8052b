//! The binary: a thin shell around the library.
use goaltree::{clock::Clock, store::Location, terminal};
fn main() {
    let clock = Clock::from_setting(std::env::var("GOALTREE_NOW").ok().as_deref()).unwrap();
    let args: Vec<String> = std::env::args().collect();
    let location =
        Location::new(std::path::Path::new(&args[2]), std::path::Path::new("/tmp/gtstate")).unwrap();
    let options = terminal::Options { location, theme: terminal::ThemeChoice::Auto, ascii: false, clock };
    if let Err(e) = terminal::run(&options) {
        eprintln!("goaltree: {e}");
        std::process::exit(1);
    }
}
