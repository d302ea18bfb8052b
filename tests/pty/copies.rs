//! A copy from another device beside the file, in the real program.

use std::fs;
use std::path::PathBuf;

use crate::home::Home;
use crate::window::Window;

const SYNCTHING: &str = "goals.sync-conflict-20261121-090000-ABCDEFG.json";
const DROPBOX: &str = "goals (Ana's conflicted copy 2026-11-21).json";

/// What lies in the folder of the backups.
fn set_aside(home: &Home) -> Vec<String> {
    let folders = fs::read_dir(home.path("state/goaltree")).expect("the state").flatten();
    let backups =
        folders.map(|folder| folder.path().join("backups")).filter(|folder: &PathBuf| folder.is_dir());
    let names = backups.flat_map(|folder| fs::read_dir(folder).expect("backups").flatten());
    let mut names: Vec<String> =
        names.map(|entry| entry.file_name().into_string().expect("a name")).collect();
    names.retain(|name| name.contains("conflict"));
    names.sort();
    names
}

/// G12: copies of sync tools are noticed at the start, and merged.
#[test]
fn copies_are_told_taken_in_and_set_aside() {
    let home = Home::with_jobs(&["Ring the plumber", "Read a book"]);
    let other = home.read();
    fs::write(home.path(SYNCTHING), other.replace("Read a book", "Read two books")).expect("a copy");
    fs::write(home.path(DROPBOX), other.replace("job0000001", "fromana001")).expect("a copy");
    let window = Window::open(&home);
    window.wait("A copy from another device lies beside the file");
    window.keys(":merge-copies\r");
    window.wait("1 thing waits for a choice");
    window.wait("3 done");
    window.keys(":conflicts\r");
    window.wait("from elsewhere: title");
    window.keys("qu");
    window.wait("Taken back: taking a copy in.");
    window.wait("2 done");
    window.keys("\x12");
    window.wait("3 done");
    window.quit();
    assert_eq!(set_aside(&home), [DROPBOX, SYNCTHING]);
    assert!(!home.path(SYNCTHING).exists() && !home.path(DROPBOX).exists());
    let text = home.read();
    assert!(text.contains("Read a book") && text.contains("Read two books"), "{text}");
}
