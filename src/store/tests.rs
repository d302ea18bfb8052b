//! What only the inside can test: a crash between any two steps, and keys that come in between.

mod crash;
mod failing;
mod network;
mod owner;

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::checkpoint::BETWEEN;
use super::*;
use crate::model::history::{Others, rebase};
use crate::model::{Field, Key, Node, NodeId, Op};

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The state folder's name depends on where the file is; a copy of everything elsewhere needs the copy's name.
fn place(root: &Path) -> Location {
    let mut location = Location::new(&root.join("data/goals.json"), &root.join("state")).unwrap();
    location.state = root.join("state/goals");
    location
}

fn clock() -> Clock {
    Clock::from_setting(Some("2026-11-21T09:12:00+01:00")).unwrap()
}

fn add(title: &str) -> Change {
    change(Op::Create { node: Node::new(NodeId::parse(title), title), place: crate::model::Place::default() })
}

fn change(op: Op) -> Change {
    Change { key: fastrand::u64(..), name: "test".into(), ops: vec![op], of: None }
}

fn commit(store: &mut Store, tree: &mut Tree, change: &Change) {
    loop {
        let mut next = tree.clone();
        let ops = rebase(&mut next, &change.ops, Others::Yield);
        match store.commit(&[Change { ops, ..change.clone() }]).unwrap() {
            Commit::Stored { .. } => {
                *tree = next;
                return;
            }
            Commit::Behind(changes) => changes.iter().for_each(|change| tree.apply_all(&change.ops).unwrap()),
        }
    }
}

fn titles(tree: &Tree) -> Vec<String> {
    let mut titles: Vec<String> = tree.walk(None).map(|(_, node)| node.title().to_owned()).collect();
    titles.sort();
    titles
}

/// Copies everything at each step of `run`.
fn snapshots(root: &Path, run: impl FnOnce()) -> Vec<(String, PathBuf)> {
    let taken: Rc<RefCell<Vec<(String, PathBuf)>>> = Rc::default();
    let (sink, from) = (Rc::clone(&taken), root.to_owned());
    let between = move |name: &str| {
        let mut taken = sink.borrow_mut();
        let to = from.join(format!("copies/{}", taken.len()));
        copy_folder(&from.join("data"), &to.join("data"));
        copy_folder(&from.join("state"), &to.join("state"));
        taken.push((name.to_owned(), to));
    };
    BETWEEN.set(Some(Box::new(between)));
    run();
    BETWEEN.set(None);
    taken.take()
}

/// Opens each copy, as after a crash, and then once more.
fn check_copies(copies: &[(String, PathBuf)], expected: &[&str]) {
    for (name, root) in copies {
        for _ in 0..2 {
            let (store, opened) = Store::open(&place(root), clock()).unwrap();
            assert_eq!(titles(&opened.tree), expected, "after {name}");
            store.close().unwrap();
        }
        let mut names: Vec<_> =
            fs::read_dir(root.join("data")).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.retain(|path| path.to_string_lossy().contains("damaged"));
        assert_eq!(names, Vec::<PathBuf>::new(), "after {name}");
    }
}

/// G4: the file is whole, the old one or the new one.
#[test]
fn a_crash_at_any_step_of_a_checkpoint_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let (mut store, opened) = Store::open(&place(root), clock()).unwrap();
    let mut tree = opened.tree;
    commit(&mut store, &mut tree, &add("a"));
    store.shared.checkpoint(Keep::Room).unwrap();
    commit(&mut store, &mut tree, &add("b"));
    commit(&mut store, &mut tree, &add("c"));
    let copies =
        snapshots(root, || assert_eq!(store.shared.checkpoint(Keep::Room).unwrap(), Outcome::Written));
    let names: Vec<&str> = copies.iter().map(|copy| &*copy.0).collect();
    assert_eq!(names, ["prepared", "marked", "put", "renewing"]);
    check_copies(&copies, &["a", "b", "c"]);
}

/// G5: a crash between file and journal is harmless.
#[test]
fn keys_between_the_steps_of_a_checkpoint_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let (mut store, opened) = Store::open(&place(root), clock()).unwrap();
    let mut tree = opened.tree;
    commit(&mut store, &mut tree, &add("a"));
    let shared = Arc::clone(&store.shared);
    let store = Rc::new(RefCell::new((store, tree)));
    let typist = Rc::clone(&store);
    BETWEEN.set(Some(Box::new(move |name| {
        let (store, tree) = &mut *typist.borrow_mut();
        commit(store, tree, &add(name));
        store.draft("line", Some(name)).unwrap();
    })));
    assert_eq!(shared.checkpoint(Keep::Room).unwrap(), Outcome::Written);
    BETWEEN.set(None);
    let expected = ["a", "marked", "prepared", "put", "renewing"];
    assert_eq!(titles(&store.borrow().1), expected);
    let (again, opened) = Store::open(&place(root), clock()).unwrap();
    assert_eq!(titles(&opened.tree), expected);
    assert_eq!(opened.drafts, [Draft { slot: "line".into(), text: "renewing".into() }]);
    drop(again);
    assert_eq!(shared.checkpoint(Keep::Room).unwrap(), Outcome::Written);
    let file = json::read(&fs::read(place(root).file).unwrap()).unwrap();
    assert_eq!(titles(&file.tree), expected);
}

#[test]
fn a_crash_while_outside_changes_are_taken_in_loses_neither_side() {
    for attached in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let location = place(root);
        let (mut store, opened) = Store::open(&location, clock()).unwrap();
        let mut tree = opened.tree;
        commit(&mut store, &mut tree, &add("a"));
        store.shared.checkpoint(Keep::Room).unwrap();
        let old = Some(Field::text(Key::Title, "a"));
        let set = |new| Op::Set {
            id: NodeId::parse("a"),
            old: old.clone(),
            new: Some(Field::text(Key::Title, new)),
        };
        commit(&mut store, &mut tree, &change(set("ours")));
        commit(&mut store, &mut tree, &add("b"));
        let text = fs::read_to_string(&location.file).unwrap();
        let text = text.replace(
            "{\"id\":\"a\",\"title\":\"a\"",
            "{\"id\":\"x\",\"title\":\"x\"},\n{\"id\":\"a\",\"title\":\"theirs\"",
        );
        fs::write(&location.file, text).unwrap();
        let copies = if attached {
            snapshots(root, || assert_eq!(store.shared.checkpoint(Keep::Room).unwrap(), Outcome::Written))
        } else {
            drop(store);
            let (store, opened) = Store::open(&location, clock()).unwrap();
            assert_eq!(opened.notices.len(), 2, "{:?}", opened.notices);
            snapshots(root, || store.close().unwrap())
        };
        assert!(copies.len() >= 3, "{copies:?}");
        check_copies(&copies, &["b", "theirs", "x"]);
        for (name, root) in &copies {
            let text = fs::read_to_string(place(root).file).unwrap();
            assert_eq!(text.matches(r#""conflicts":["#).count(), 1, "after {name}: {text}");
        }
    }
}

/// G8: a sync that failed is never tried again on the same file.
#[test]
fn a_sync_that_fails_is_followed_by_a_new_file_not_by_another_sync() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, opened) = Store::open(&place(folder.path()), clock()).unwrap();
    let mut tree = opened.tree;
    commit(&mut store, &mut tree, &add("a"));
    store.draft("line", Some("half")).unwrap();
    let before = fs::metadata(place(folder.path()).journal()).unwrap();
    store.shared.renew(None, Keep::Room).unwrap();
    let after = fs::metadata(place(folder.path()).journal()).unwrap();
    assert_ne!(atomic::which(&before), atomic::which(&after));
    commit(&mut store, &mut tree, &add("b"));
    drop(store);
    let (_, opened) = Store::open(&place(folder.path()), clock()).unwrap();
    assert_eq!(titles(&opened.tree), ["a", "b"]);
    assert_eq!(opened.drafts.len(), 1);
}

/// G30: backups are there without a thought.
#[test]
fn backups_are_thinned_out_as_they_age() {
    let folder = tempfile::tempdir().unwrap();
    let location = place(folder.path());
    fs::create_dir_all(folder.path().join("data")).unwrap();
    let start = chrono::DateTime::parse_from_rfc3339("2026-03-01T00:10:00+01:00").unwrap();
    for hours in (0..24 * 90).step_by(5) {
        let now = start + chrono::TimeDelta::hours(hours);
        fs::remove_file(&location.file).ok();
        fs::write(&location.file, hours.to_string()).unwrap();
        for _ in 0..2 {
            backup::make(&location, &location.file, Clock::starting(now), false).unwrap();
        }
    }
    let backups = backup::list(&location);
    // Five of the fourteen days are among the newest, and three of the eight weeks among those.
    assert_eq!(backups.len(), 24 + 9 + 5);
    assert!(backups.is_sorted_by(|a, b| a.at > b.at));
    assert_eq!(fs::read_to_string(&backups[0].path).unwrap(), "2155");
    let age = backups[0].at - backups[backups.len() - 1].at;
    assert!((42..=56).contains(&age.num_days()), "{age}");
}

#[test]
fn a_long_history_is_shortened() {
    let folder = tempfile::tempdir().unwrap();
    let location = place(folder.path());
    let changes: Vec<Change> = (0..2_500).map(|nth| add(&format!("n{nth}"))).collect();
    history::append(&location, &changes).unwrap();
    history::shorten(&location).unwrap();
    assert_eq!(fs::read_to_string(location.history()).unwrap().lines().count(), 1_000);
    let history = history::load(&location, None);
    assert_eq!(history.done().len(), 1_000);
    assert_eq!(history.done().last(), changes.last());
}
