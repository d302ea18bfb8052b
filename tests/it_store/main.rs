//! Files: nothing that was stored is lost, whoever else writes, and whenever the program ends.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot go on shall panic")]

mod disk_thread;
mod journal;
mod keeping;
#[cfg(unix)]
mod killed;
mod outside;
mod spoiled;
mod windows;

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

const LINES: [&str; 2] = [
    r#"{"id":"aaa","title":"Coffee","note":"old","x-mine":{"k":[1, 2]}}"#,
    r#"{"id":"bbb","title":"Piano"}"#,
];
