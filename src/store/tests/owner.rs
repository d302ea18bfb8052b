//! Who works with a store on a disk that fails: what they were told, and a day's work to do.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::store::faults::{Faults, Plan};

/// A folder in memory where there is one: tens of thousands of syncs come in these tests.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Somebody who works with a store.
pub struct Owner {
    pub root: PathBuf,
    pub store: Option<Store>,
    /// What is on the screen: everything in it was told to be stored.
    pub shown: Tree,
    /// As `shown`, with the change that is on its way.
    pub next: Tree,
    /// What could not be stored, in its order.
    pub waiting: Vec<Change>,
    /// What was said about it.
    pub said: Vec<String>,
    /// Everything that was ever shown, and how much of it was told to survive a power cut.
    pub past: Vec<Tree>,
    pub safe: usize,
    /// Whether to go on after an error, as a window does; otherwise the first one ends it all.
    pub goes_on: bool,
}

impl Owner {
    pub fn new(root: &Path, goes_on: bool) -> Self {
        let empty = Tree::default();
        let (shown, next, root) = (empty.clone(), empty.clone(), root.to_owned());
        let (waiting, said) = (Vec::new(), Vec::new());
        Self { root, store: None, shown, next, waiting, said, past: vec![empty], safe: 0, goes_on }
    }

    pub fn open(&mut self) -> Result<(), Error> {
        let opened = Store::open(&place(&self.root), clock());
        if let Some((store, opened)) = self.heed(opened)? {
            self.store = Some(store);
            (self.shown, self.next) = (opened.tree.clone(), opened.tree);
        }
        Ok(())
    }

    /// Notes what went wrong, and goes on if that is what the owner does.
    fn heed<T>(&mut self, result: Result<T, Error>) -> Result<Option<T>, Error> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(error) if self.goes_on => {
                self.said.push(format!("{error}; {}", error.hint().unwrap_or_default()));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    pub fn commit(&mut self, change: Change) -> Result<(), Error> {
        self.waiting.push(change);
        self.retry()
    }

    /// Stores what waits, in its order.
    pub fn retry(&mut self) -> Result<(), Error> {
        while let Some(change) = self.waiting.first().cloned() {
            let Some(mut store) = self.store.take() else { return Ok(()) };
            let mut next = self.shown.clone();
            let ops = rebase(&mut next, &change.ops, Others::Yield);
            self.next = next;
            let result = store.commit(&[Change { ops, ..change }]);
            self.store = Some(store);
            match self.heed(result)? {
                Some(Commit::Stored { .. }) => {
                    self.shown = self.next.clone();
                    self.past.push(self.shown.clone());
                    self.waiting.remove(0);
                    let synced = self.store.as_ref().unwrap().shared.sync();
                    if self.heed(synced)?.is_some() {
                        self.safe = self.past.len() - 1;
                    }
                }
                Some(Commit::Behind(theirs)) => self.take(&theirs),
                None => return Ok(()),
            }
        }
        Ok(())
    }

    fn take(&mut self, theirs: &[Change]) {
        theirs.iter().for_each(|change| self.shown.apply_all(&change.ops).unwrap());
    }

    pub fn draft(&mut self, text: &str) -> Result<(), Error> {
        let Some(mut store) = self.store.take() else { return Ok(()) };
        let drafted = store.draft("line", Some(text));
        self.store = Some(store);
        self.heed(drafted).map(drop)
    }

    /// A checkpoint as the disk thread makes it; with the owner's tree, if that is lent.
    pub fn checkpoint(&mut self, lend: bool) -> Result<(), Error> {
        let Some(store) = &self.store else { return Ok(()) };
        if lend && self.waiting.is_empty() {
            store.offer(&self.shown);
        }
        let done = store.shared.checkpoint(Keep::Room);
        self.heed(done).map(drop)
    }

    pub fn close(&mut self) -> Result<(), Error> {
        let Some(store) = self.store.take() else { return Ok(()) };
        let closed = store.close();
        self.heed(closed).map(drop)
    }

    /// Everything that a store does, in a short session: a first file, splits, drafts, checkpoints, another start.
    pub fn work(&mut self) -> Result<(), Error> {
        self.open()?;
        self.commit(add("a"))?;
        self.commit(add("b"))?;
        self.checkpoint(false)?;
        self.commit(split("b", 3))?;
        self.draft("half-typed")?;
        self.checkpoint(true)?;
        self.commit(add("c"))?;
        self.close()?;
        self.open()?;
        self.commit(rename("a", "A"))?;
        self.commit(split("c", 2))?;
        self.checkpoint(false)?;
        self.commit(rename("b", &"long ".repeat(600)))?;
        self.close()
    }
}

impl Owner {
    /// Changes are waiting in the journal when an editor writes the file: twice, the second time under an open store.
    pub fn work_with_others(&mut self) -> Result<(), Error> {
        self.open()?;
        self.commit(add("a"))?;
        self.checkpoint(false)?;
        self.commit(add("b"))?;
        self.store = None;
        edit(&self.root, "x");
        self.open()?;
        self.commit(add("c"))?;
        self.checkpoint(false)?;
        self.commit(add("d"))?;
        edit(&self.root, "y");
        self.checkpoint(false)?;
        self.commit(add("e"))?;
        self.close()
    }
}

/// An editor adds a line to the file, whose first node is `a`.
fn edit(root: &Path, title: &str) {
    let file = place(root).file;
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        file,
        text.replacen(
            "{\"id\":\"a\"",
            &format!("{{\"id\":\"{title}\",\"title\":\"{title}\"}},\n{{\"id\":\"a\""),
            1,
        ),
    )
    .unwrap();
}

/// One change of several ops, of which there must never be a part.
fn split(id: &str, parts: usize) -> Change {
    let parent = Some(NodeId::parse(id));
    let mut after = None;
    let ops = (0..parts).map(|nth| {
        let node = Node::new(NodeId::parse(&format!("{id}{nth}")), &format!("part {nth}"));
        let place = crate::model::Place { parent, after: after.replace(node.id()) };
        Op::Create { node, place }
    });
    Change { ops: ops.collect(), ..add("unused") }
}

pub fn rename(id: &str, title: &str) -> Change {
    let field = |title| Some(Field::text(Key::Title, title));
    change(Op::Set { id: NodeId::parse(id), old: field(id), new: field(title) })
}

/// How many calls that a plan names come in the work of a session.
pub fn calls(plan: Plan, run: impl FnOnce(&Path)) -> usize {
    let folder = folder();
    let faults = Faults::plan(folder.path(), Plan { nth: usize::MAX, for_ever: false, ..plan });
    run(folder.path());
    faults.count()
}

/// What lies beside the file, but for what belongs there.
pub fn odd_names(root: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root.join("data")) else { return Vec::new() };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let belongs = |name: &String| {
        matches!(&**name, "goals.json" | "goals.json.journal" | "goals.json.lock")
            || name.contains(".json.") && name.starts_with('.')
    };
    names.filter(|name| !belongs(name)).collect()
}

/// The file parses, if there is one.
pub fn assert_whole(root: &Path, when: &str) {
    if let Ok(bytes) = fs::read(place(root).file) {
        let read = json::read(&bytes);
        assert!(read.is_ok_and(|read| read.problems.is_empty()), "{when}: half a file");
    }
}
