//! Files: nothing that was stored is lost, whoever else writes, and whenever the program ends.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot go on shall panic")]

use std::fs;
use std::path::{Path, PathBuf};

use goaltree::clock::Clock;
use goaltree::model::history::{Others, rebase};
use goaltree::model::{Change, Field, Key, Node, NodeId, Op, Tree};
use goaltree::store::{Commit, Error, Location, Opened, Store};
use goaltree::text::json;

const NOW: &str = "2026-11-21T09:12:00+01:00";

/// A folder of its own, with a state file and a state folder.
struct Desk {
    folder: tempfile::TempDir,
    clock: Clock,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), clock: Clock::from_setting(Some(NOW)).unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self) -> PathBuf {
        self.path("data/goals.json")
    }

    fn journal(&self) -> PathBuf {
        self.path("data/goals.json.journal")
    }

    fn location(&self) -> Location {
        Location::new(&self.file(), &self.path("state")).unwrap()
    }

    fn open(&self) -> Window {
        self.try_open().unwrap()
    }

    fn try_open(&self) -> Result<Window, Error> {
        let (store, opened) = Store::open(&self.location(), self.clock)?;
        Ok(Window { tree: opened.tree.clone(), store, opened })
    }

    fn write(&self, text: &str) {
        fs::create_dir_all(self.path("data")).unwrap();
        fs::write(self.file(), text).unwrap();
    }

    fn read(&self) -> Tree {
        json::read(&fs::read(self.file()).unwrap()).unwrap().tree
    }

    /// Names of the files beside the state file.
    fn names(&self) -> Vec<String> {
        names(&self.path("data"))
    }
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A store and the tree of its owner.
struct Window {
    store: Store,
    tree: Tree,
    opened: Opened,
}

impl Window {
    /// Does it as the program does: fits the ops onto the tree, stores them, and begins anew when others were first.
    fn run(&mut self, ops: &[Op]) {
        loop {
            let mut next = self.tree.clone();
            let ops = rebase(&mut next, ops, Others::Yield);
            let change = Change { key: fastrand::u64(..), name: "test".into(), ops, of: None };
            match self.store.commit(&[change]).unwrap() {
                Commit::Stored { .. } => {
                    self.tree = next;
                    return;
                }
                Commit::Behind(changes) => self.apply(&changes),
            }
        }
    }

    fn take_in(&mut self) -> usize {
        let changes = self.store.take_in().unwrap();
        self.apply(&changes);
        changes.len()
    }

    fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            self.tree.apply_all(&change.ops).unwrap();
        }
    }

    fn add(&mut self, title: &str) {
        let ops = [add(&self.tree, title)];
        self.run(&ops);
    }

    fn rename(&mut self, id: &str, title: &str) {
        let ops = [set(&self.tree, id, Field::text(Key::Title, title))];
        self.run(&ops);
    }

    fn titles(&self) -> String {
        titles(&self.tree)
    }
}

fn add(tree: &Tree, title: &str) -> Op {
    Op::Create { node: Node::new(NodeId::parse(title), title), place: tree.end_of(None) }
}

fn set(tree: &Tree, id: &str, new: Field) -> Op {
    let id = NodeId::parse(id);
    Op::Set { id, old: tree.get(id).unwrap().same_property(&new).cloned(), new: Some(new) }
}

fn titles(tree: &Tree) -> String {
    tree.walk(None).map(|(_, node)| node.title()).collect::<Vec<_>>().join(" ")
}

/// A state file with these lines as nodes.
fn state(nodes: &[&str]) -> String {
    format!("{{\n\"goaltree\": 1,\n\"nodes\": [\n{}\n],\n\"days\": [\n]\n}}\n", nodes.join(",\n"))
}

#[test]
fn what_is_stored_is_there_after_a_close_and_after_none() {
    let desk = Desk::new();
    let mut window = desk.open();
    assert_eq!(desk.names(), Vec::<String>::new(), "opening makes nothing");
    window.add("a");
    window.add("b");
    drop(window);
    let mut window = desk.open();
    assert_eq!(window.titles(), "a b");
    window.add("c");
    window.store.close().unwrap();
    assert_eq!(titles(&desk.read()), "a b c");
    let mut window = desk.open();
    window.rename("b", "B");
    drop(window);
    let window = desk.open();
    assert_eq!(window.titles(), "a B c");
    window.store.close().unwrap();
    assert_eq!(titles(&desk.read()), "a B c");
    assert_eq!(desk.names(), ["goals.json", "goals.json.journal", "goals.json.lock"]);
}

#[test]
fn two_windows_have_the_same_tree() {
    let desk = Desk::new();
    let (mut one, mut two) = (desk.open(), desk.open());
    one.add("a");
    two.add("b");
    one.add("c");
    two.rename("a", "A");
    assert_eq!(one.take_in(), 1);
    assert_eq!(one.take_in(), 0);
    assert_eq!(one.titles(), "b A c");
    assert_eq!(one.tree, two.tree);
    one.store.close().unwrap();
    two.add("d");
    two.store.close().unwrap();
    assert_eq!(titles(&desk.read()), "b A c d");
}

#[test]
fn a_cut_journal_keeps_every_whole_line() {
    let desk = Desk::new();
    let mut window = desk.open();
    let mut ends = vec![];
    for nth in 0..12 {
        window.add(&format!("job-{nth}"));
        ends.push(length(&fs::read(desk.journal()).unwrap()));
    }
    drop(window);
    let bytes = fs::read(desk.journal()).unwrap();
    let head = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mut cuts: Vec<usize> = (head..ends[11]).step_by(37).collect();
    cuts.extend(ends.iter().flat_map(|end| [end - 2, end - 1, *end, end + 1]));
    for cut in cuts {
        // Cut off, and cut within a preallocated journal.
        for filler in [0, 5_000] {
            let mut torn = bytes[..cut].to_vec();
            torn.resize(cut + filler, b'\n');
            fs::write(desk.journal(), &torn).unwrap();
            let mut window = desk.open();
            // With its end missing, a line is whole only if blank lines follow it.
            let whole = ends.iter().filter(|end| **end <= cut + usize::from(filler > 0)).count();
            assert_eq!(window.tree.len(), whole, "cut at {cut}");
            window.add("more");
            window.rename("more", "a title that is longer than the rest of the torn line, whatever that was");
            drop(window);
            assert_eq!(desk.open().tree.len(), whole + 1, "cut at {cut}");
        }
    }
    fs::write(desk.journal(), &bytes[..head - 5]).unwrap();
    assert_eq!(desk.open().tree.len(), 0);
}

/// Without the blank lines at the end, but for the end of the last line.
fn length(journal: &[u8]) -> usize {
    journal.iter().rposition(|byte| *byte != b'\n').unwrap() + 2
}

#[test]
fn damage_in_the_middle_is_set_aside() {
    let desk = Desk::new();
    let mut window = desk.open();
    ["a", "b", "c"].iter().for_each(|title| window.add(title));
    drop(window);
    let text = fs::read_to_string(desk.journal()).unwrap();
    fs::write(desk.journal(), text.replacen("\"title\":\"b\"", "\"title\":\"x\"", 1)).unwrap();
    let mut window = desk.open();
    assert_eq!(window.titles(), "a");
    assert!(window.opened.notices[0].contains("damaged"), "{:?}", window.opened.notices);
    window.add("d");
    window.store.close().unwrap();
    let names = desk.names();
    let aside =
        names.iter().find(|name| name.starts_with("goals.json.journal.damaged-2026-11-21T0912")).unwrap();
    assert!(fs::read_to_string(desk.path("data").join(aside)).unwrap().contains("\"title\":\"x\""));
    assert_eq!(desk.open().titles(), "a d");
    assert_eq!(desk.open().opened.notices, Vec::<String>::new());
}

#[test]
fn many_windows_and_checkpoints_converge() {
    let desk = Desk::new();
    let mut random = fastrand::Rng::with_seed(7);
    let mut windows: Vec<Window> = (0..3).map(|_| desk.open()).collect();
    for nth in 0..150 {
        let at = random.usize(..windows.len());
        let window = &mut windows[at];
        let ids: Vec<NodeId> = window.tree.walk(None).map(|(_, node)| node.id()).collect();
        match random.u8(..8) {
            0..3 => window.add(&format!("n{nth}")),
            3..6 if !ids.is_empty() => {
                let id = ids[random.usize(..ids.len())].to_string();
                window.rename(&id, &format!("t{nth}"));
            }
            6 => drop(window.take_in()),
            7 => {
                // A command line, which checkpoints at its end.
                let mut command = desk.open();
                command.add(&format!("c{nth}"));
                command.store.close().unwrap();
            }
            _ => {}
        }
        if random.u8(..20) == 0 {
            let window = windows.swap_remove(at);
            window.store.close().unwrap();
            windows.push(desk.open());
        }
    }
    for window in &mut windows {
        window.take_in();
    }
    let tree = windows[0].tree.clone();
    assert!(windows.iter().all(|window| window.tree == tree));
    assert!(desk.open().tree == tree);
    for window in windows {
        window.store.close().unwrap();
    }
    assert!(desk.read() == tree);
}

#[test]
fn a_window_that_slept_through_many_checkpoints_catches_up() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.add("a");
    let big = "x".repeat(3_000);
    for nth in 0..40 {
        let mut command = desk.open();
        command.rename("a", &format!("a{nth} {big}"));
        command.add(&format!("b{nth}"));
        command.store.close().unwrap();
    }
    window.add("z");
    assert_eq!(window.tree.len(), 42);
    assert!(desk.open().tree == window.tree);
    window.store.close().unwrap();
    assert_eq!(desk.read().len(), 42);
}

#[test]
fn a_journal_that_is_removed_is_written_again() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.add("a");
    fs::remove_file(desk.journal()).unwrap();
    window.add("b");
    assert_eq!(desk.open().titles(), "a b");
    // And where somebody else began another one meanwhile, both sides survive.
    fs::remove_file(desk.journal()).unwrap();
    let mut other = desk.open();
    other.add("c");
    window.add("d");
    other.take_in();
    assert_eq!(window.tree.len(), 4);
    assert!(window.tree == other.tree);
    assert!(window.tree == desk.open().tree);
}

const LINES: [&str; 2] = [
    r#"{"id":"aaa","title":"Coffee","note":"old","x-mine":{"k":[1, 2]}}"#,
    r#"{"id":"bbb","title":"Piano"}"#,
];

#[test]
fn edits_outside_are_merged_open_or_closed() {
    for open in [true, false] {
        let desk = Desk::new();
        desk.write(&state(&LINES));
        let mut window = desk.open();
        window.rename("aaa", "Coffee site");
        window.run(&[set(&window.tree, "aaa", Field::text(Key::Note, "alpha"))]);
        if !open {
            drop(window);
        }
        desk.write(&state(&[
            &LINES[0].replace("old", "beta"),
            r#"{"id":"bbb","title":"Cello"}"#,
            r#"{"title":"Typed"}"#,
        ]));
        let mut window = desk.open();
        assert_eq!(window.titles(), "Coffee site Cello Typed");
        window.add("z");
        window.store.close().unwrap();
        let text = fs::read_to_string(desk.file()).unwrap();
        for part in ["Coffee site", "Cello", "Typed", "beta", "other copy: alpha", r#""x-mine":{"k":[1, 2]}"#]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert_eq!(names(&desk.location().backups()).len(), 1, "the file before the merge");
    }
}

#[test]
fn an_edit_outside_reaches_the_window_that_is_open() {
    let desk = Desk::new();
    desk.write(&state(&LINES));
    let mut window = desk.open();
    let mut other = desk.open();
    desk.write(&state(&LINES[..1]));
    assert_eq!(window.take_in(), 1, "before there is a journal");
    assert_eq!(window.titles(), "Coffee");
    window.rename("aaa", "Tea");
    desk.write(&state(&LINES));
    window.store.close().unwrap();
    other.take_in();
    assert_eq!(other.titles(), "Tea Piano");
    assert!(desk.read() == other.tree);
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let desk = Desk::new();
    desk.write(&state(&LINES));
    let mut window = desk.open();
    window.rename("aaa", "Tea");
    desk.write("{\"goaltree\": 1, \"nodes\": [\n{\"id\"");
    window.rename("bbb", "Cello");
    let error = window.store.close().unwrap_err();
    assert!(matches!(error, Error::Unreadable { .. }));
    assert!(
        error.to_string().ends_with("goals.json, line 2, column 5: EOF while parsing an object"),
        "{error}"
    );
    assert!(error.hint().unwrap().contains("goaltree doctor"));
    assert!(matches!(desk.try_open().err().unwrap(), Error::Unreadable { .. }));
    assert_eq!(fs::read_to_string(desk.file()).unwrap().len(), 32);
    desk.write(&state(&LINES));
    assert_eq!(desk.open().titles(), "Tea Cello");
}

#[test]
fn an_emptied_or_removed_file_is_brought_back() {
    for removed in [true, false] {
        let desk = Desk::new();
        let mut window = desk.open();
        window.add("a");
        window.store.close().unwrap();
        let mut window = desk.open();
        window.add("b");
        drop(window);
        if removed {
            fs::remove_file(desk.file()).unwrap();
        } else {
            desk.write("");
        }
        let window = desk.open();
        assert_eq!(window.titles(), "a b");
        assert_eq!(window.opened.notices.len(), 1);
        window.store.close().unwrap();
        assert_eq!(titles(&desk.read()), "a b");
    }
    let desk = Desk::new();
    desk.write("");
    let mut window = desk.open();
    window.add("a");
    window.store.close().unwrap();
    assert_eq!(titles(&desk.read()), "a");
}

#[test]
fn a_file_without_a_copy_that_vanished_is_not_replaced_by_nothing() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.add("a");
    window.store.close().unwrap();
    let mut window = desk.open();
    window.add("b");
    fs::remove_dir_all(desk.path("state")).unwrap();
    fs::remove_file(desk.file()).unwrap();
    assert!(matches!(window.store.close().unwrap_err(), Error::Gone { .. }));
    assert!(matches!(desk.try_open().err().unwrap(), Error::Gone { .. }));
    assert_eq!(desk.names(), ["goals.json.journal", "goals.json.lock"]);
}

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
fn drafts_survive_until_they_are_over() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.store.draft("split:aaa", Some("one\ntwo")).unwrap();
    window.store.draft("line", Some("half")).unwrap();
    window.store.draft("line", None).unwrap();
    drop(window);
    let mut window = desk.open();
    let drafts = |window: &Window| {
        window.opened.drafts.iter().map(|draft| format!("{} {}", draft.slot, draft.text)).collect::<Vec<_>>()
    };
    assert_eq!(drafts(&window), ["split:aaa one\ntwo"]);
    window.add("a");
    window.store.close().unwrap();
    let mut window = desk.open();
    assert_eq!(drafts(&window), ["split:aaa one\ntwo"]);
    window.store.draft("split:aaa", None).unwrap();
    drop(window);
    assert_eq!(drafts(&desk.open()), Vec::<String>::new());
}

#[test]
fn the_history_and_the_session_survive() {
    let desk = Desk::new();
    let mut window = desk.open();
    assert_eq!(Store::load_session(&desk.location()), None);
    window.add("a");
    window.add("b");
    window.store.save_session("{}");
    assert_eq!(Store::load_session(&desk.location()).as_deref(), Some("{}"));
    window.store.close().unwrap();
    let mut window = desk.open();
    let mut tree = window.tree.clone();
    assert_eq!(window.opened.history.done().len(), 2);
    let undo = window.opened.history.undo(&mut tree, 77).unwrap();
    assert!(matches!(window.store.commit(&[undo]).unwrap(), Commit::Stored { .. }));
    drop(window);
    // Even if the history file was not written, the journal knows.
    let history = desk.location().state.join("history.jsonl");
    let text = fs::read_to_string(&history).unwrap();
    fs::write(&history, text.lines().take(2).collect::<Vec<_>>().join("\n") + "\nrubbish\n").unwrap();
    let window = desk.open();
    assert_eq!(window.titles(), "a");
    assert_eq!((window.opened.history.done().len(), window.opened.history.undone().len()), (1, 1));
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

mod disk_thread {
    use std::sync::mpsc;
    use std::time::{Duration, Instant};

    use goaltree::store::Event;

    use super::*;

    fn start(window: &mut Window) -> mpsc::Receiver<Event> {
        let (sender, events) = mpsc::channel();
        window.store.start_worker(move |event| drop(sender.send(event)));
        events
    }

    fn wait_for(events: &mpsc::Receiver<Event>, wanted: impl Fn(&Event) -> bool) -> Event {
        let end = Instant::now() + Duration::from_secs(8);
        loop {
            let event = events.recv_timeout(end - Instant::now()).unwrap();
            if wanted(&event) {
                return event;
            }
        }
    }

    fn until(true_at_last: impl Fn() -> bool) {
        let end = Instant::now() + Duration::from_secs(8);
        while !true_at_last() {
            assert!(Instant::now() < end);
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[test]
    fn syncs_writes_and_merges() {
        let desk = Desk::new();
        let mut window = desk.open();
        let events = start(&mut window);
        window.add("a");
        assert_eq!(wait_for(&events, |_| true), Event::Synced(1));
        until(|| desk.file().exists());
        assert_eq!(titles(&desk.read()), "a");
        // Something else writes the file.
        let text = fs::read_to_string(desk.file()).unwrap();
        desk.write(&text.replace("\"title\":\"a\"", "\"title\":\"A\""));
        wait_for(&events, |event| *event == Event::News);
        window.take_in();
        assert_eq!(window.titles(), "A");
        // Another window appends.
        let mut other = desk.open();
        other.add("b");
        wait_for(&events, |event| *event == Event::News);
        window.take_in();
        assert_eq!(window.titles(), "A b");
        window.store.close().unwrap();
    }

    #[test]
    fn tells_trouble_once_and_when_it_is_over() {
        let desk = Desk::new();
        let mut window = desk.open();
        let events = start(&mut window);
        window.add("a");
        until(|| desk.file().exists());
        desk.write("rubbish");
        let trouble = wait_for(&events, |event| matches!(event, Event::Trouble(_)));
        let Event::Trouble(text) = trouble else { unreachable!() };
        assert!(text.starts_with("goals.json was changed outside and cannot be read: line 1"), "{text}");
        window.add("b");
        std::thread::sleep(Duration::from_millis(2_500));
        assert_eq!(fs::read_to_string(desk.file()).unwrap(), "rubbish");
        assert!(!events.try_iter().any(|event| matches!(event, Event::Trouble(_) | Event::Well)));
        desk.write(&state(&[r#"{"id":"a","title":"a"}"#, r#"{"id":"q","title":"q"}"#]));
        wait_for(&events, |event| *event == Event::Well);
        window.take_in();
        assert_eq!(window.tree.len(), 3);
        // And a file that is removed comes back with the next change.
        fs::remove_file(desk.file()).unwrap();
        let trouble = wait_for(&events, |event| matches!(event, Event::Trouble(_)));
        assert_eq!(trouble, Event::Trouble("goals.json is gone; the next change writes it again".into()));
        window.add("c");
        wait_for(&events, |event| *event == Event::Well);
        assert!(desk.read() == window.tree);
        window.store.close().unwrap();
    }
}

/// Programs that are killed at any instant: what they were told is stored is there.
#[cfg(unix)]
mod killed {
    use std::io::Write;
    use std::process::{Child, Command};
    use std::time::Duration;

    use super::*;

    const WHERE: &str = "GOALTREE_TEST_VICTIM";

    /// Not a test of its own: the program that is killed. It writes down what it was told is stored.
    #[test]
    fn victim() {
        let Ok(name) = std::env::var(WHERE) else { return };
        let (folder, name) = name.rsplit_once('#').unwrap();
        let folder = Path::new(folder);
        let clock = Clock::from_setting(Some(NOW)).unwrap();
        let location = Location::new(&folder.join("data/goals.json"), &folder.join("state")).unwrap();
        let mut told = fs::OpenOptions::new().create(true).append(true).open(folder.join("told")).unwrap();
        for round in 0.. {
            let (store, opened) = Store::open(&location, clock).unwrap();
            let mut window = Window { tree: opened.tree.clone(), store, opened };
            for nth in 0..3 {
                let title = format!("{name}-{round}-{nth}");
                window.add(&title);
                told.write_all(format!("{title}\n").as_bytes()).unwrap();
            }
            window.store.close().unwrap();
        }
    }

    fn spawn(folder: &Path, name: &str) -> Child {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "killed::victim"]).env(WHERE, format!("{}#{name}", folder.display()));
        command.stdout(std::process::Stdio::null()).spawn().unwrap()
    }

    #[test]
    fn what_was_told_is_there() {
        let desk = Desk::new();
        for round in 0..12 {
            let mut victims: Vec<Child> =
                (0..2).map(|nth| spawn(desk.folder.path(), &format!("{round}{nth}"))).collect();
            std::thread::sleep(Duration::from_millis(60 + fastrand::u64(..60)));
            for victim in &mut victims {
                assert!(victim.try_wait().unwrap().is_none(), "it ended by itself");
                victim.kill().unwrap();
                victim.wait().unwrap();
            }
            let window = desk.open();
            assert_eq!(window.opened.notices, Vec::<String>::new());
            let told = fs::read_to_string(desk.path("told")).unwrap_or_default();
            for title in told.lines() {
                assert!(window.tree.contains(NodeId::parse(title)), "{title}");
            }
        }
        assert!(fs::read_to_string(desk.path("told")).unwrap().lines().count() > 50);
    }
}
