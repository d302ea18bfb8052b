//! What is not written, and what stays as it was.

use super::*;

/// G17: a newer file is shown and not changed.
#[test]
fn a_folder_and_a_newer_file_are_refused_politely() {
    let desk = Desk::new();
    fs::create_dir_all(desk.file()).unwrap();
    assert!(matches!(desk.try_open().err().unwrap(), Error::IsFolder { .. }));
    let desk = Desk::new();
    desk.write(&state(&LINES).replace("\"goaltree\": 1", "\"goaltree\": 2"));
    let mut window = desk.open();
    assert!(window.opened.read_only.as_ref().unwrap().starts_with("made by a newer goaltree (format 2)"));
    let change = Change { key: 1, name: "x".into(), ops: vec![add(&window.tree, "x")], of: None };
    assert!(matches!(window.store.commit(&[change]), Err(Error::ReadOnly { .. })));
    assert!(window.store.draft("line", Some("x")).is_err());
    window.store.close().unwrap();
    assert_eq!(desk.names(), ["goals.json"]);
    assert!(!desk.path("state").exists());
}

#[cfg(unix)]
/// G10: links, modes and owners stay.
#[test]
fn links_stay_links_and_modes_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    desk.write(&state(&LINES));
    fs::set_permissions(desk.file(), fs::Permissions::from_mode(0o640)).unwrap();
    for (link, target) in [("link.json", "data/goals.json"), ("dangling.json", "data/new.json")] {
        symlink(target, desk.path(link)).unwrap();
        let location = Location::new(&desk.path(link), &desk.path("state")).unwrap();
        assert_eq!(location.file, desk.path(target).canonicalize().unwrap_or(location.file.clone()));
        let (mut store, opened) = Store::open(&location, desk.clock).unwrap();
        let change = Change { key: 1, name: "x".into(), ops: vec![add(&opened.tree, "x")], of: None };
        assert_eq!(store.commit(&[change]).unwrap(), Commit::Stored { number: 1 });
        store.close().unwrap();
        assert!(fs::symlink_metadata(desk.path(link)).unwrap().is_symlink());
        assert!(fs::read_to_string(desk.path(target)).unwrap().contains("\"x\""));
    }
    let mode = |path: &str| fs::metadata(desk.path(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("data/goals.json"), 0o640);
    assert_eq!(mode("data/new.json"), 0o600);
    assert_eq!(mode("data/new.json.journal"), 0o600);
    assert_eq!(mode("state"), 0o700);
}

#[test]
fn what_was_mended_is_set_aside_first() {
    let desk = Desk::new();
    desk.write(&state(&[LINES[1], r#"{"id":"bbb","title":"Piano again","parent":"nowhere"}"#]));
    let before = fs::read(desk.file()).unwrap();
    let mut window = desk.open();
    assert_eq!(window.opened.problems.len(), 2);
    assert_eq!(desk.names(), ["goals.json"]);
    window.add("x");
    window.store.close().unwrap();
    assert_eq!(fs::read(desk.path("data/goals.json.before-repair-2026-11-21T0912")).unwrap(), before);
    assert_eq!(desk.open().opened.problems, []);
}

#[test]
fn a_copy_is_written_elsewhere() {
    let desk = Desk::new();
    desk.write(&state(&LINES));
    let window = desk.open();
    Store::write_copy(&desk.path("copy.json"), &window.tree).unwrap();
    assert!(json::read(&fs::read(desk.path("copy.json")).unwrap()).unwrap().tree == window.tree);
    assert!(matches!(Store::write_copy(&desk.path("data"), &window.tree), Err(Error::IsFolder { .. })));
}

/// `/dev/full` takes nothing; as journal, lock and file it stands for a disk that is full.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let error = Store::write_copy(Path::new("/dev/full/x"), &Tree::default()).unwrap_err();
    assert!(matches!(error, Error::Io { .. }));
    let full = Error::io(Path::new("goals.json"), std::io::ErrorKind::StorageFull.into());
    assert_eq!(full.to_string(), "the disk is full: goals.json was not written");
    assert!(full.hint().is_some());
}
