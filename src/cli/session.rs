//! One change from the shell: made on the tree as it is, stored, and made again if somebody was first.

use super::output::note;
use super::{Failure, Options, open};
use crate::edit::{Edit, Outcome, schedule};
use crate::model::{Change, History, Ids, Now, Tree, diff, op};
use crate::store::{Commit, Store, is_step};

/// Others may be first so often before it is given up.
const MOST_TRIES: usize = 100;

/// The open file, to be changed.
pub(super) struct Session {
    pub tree: Tree,
    pub now: Now,
    store: Store,
    history: History,
    ids: Ids,
}

impl Session {
    pub fn open(options: &Options) -> Result<Self, Failure> {
        let (store, opened) = open(options)?;
        if let Some(why) = opened.read_only {
            return Err(Failure::could_not(format!("{} is read-only: {why}", options.file.display())));
        }
        let ids = Ids::seeded(fastrand::u64(..));
        Ok(Self { tree: opened.tree, now: options.clock.now(), store, history: opened.history, ids })
    }

    /// Does `verb` as one change called `name`; before it, what a new day brings.
    pub fn change<T>(
        &mut self,
        name: &str,
        verb: impl Fn(&mut Edit<'_>) -> Outcome<T>,
    ) -> Result<T, Failure> {
        self.store(|session| {
            let Self { tree, ids, now, .. } = session;
            let mut changes = Vec::new();
            if schedule::must_begin_day(tree, now.day()) {
                let begun = Edit::new(tree, ids, *now).run("beginning the day", schedule::begin_day);
                changes.extend(begun.map(|(change, ())| change));
            }
            let (change, value) = Edit::new(tree, ids, *now).run(name, &verb)?;
            changes.push(change);
            Ok((changes, value))
        })
    }

    /// Does `verb` as a change that is no step of the person's.
    pub fn change_quietly(&mut self, verb: impl Fn(&mut Edit<'_>) -> Outcome) -> Result<(), Failure> {
        self.store(|session| {
            let Self { tree, ids, now, .. } = session;
            let (change, ()) = Edit::new(tree, ids, *now).run("", &verb)?;
            Ok((vec![change], ()))
        })
    }

    /// Makes the tree what `wanted` says, as one change called `name`.
    pub fn put(&mut self, name: &str, wanted: &Tree) -> Result<(), Failure> {
        self.store(|session| {
            let ops = diff(&session.tree, wanted);
            let change = Change { key: session.ids.number(), name: name.to_owned(), ops, of: None };
            let applied = session.tree.apply_all(&change.ops);
            applied.map_err(|_| Failure::could_not("the backup does not fit the file"))?;
            Ok((vec![change], ()))
        })
    }

    /// Takes the last change back, and gives its name.
    pub fn undo(&mut self) -> Result<String, Failure> {
        self.store(|session| {
            // Another try starts from the same history.
            let mut history = session.history.clone();
            let change = history
                .undo(&mut session.tree, session.ids.number())
                .ok_or_else(|| Failure::could_not("there is nothing to take back"))?;
            let name = change.name.clone();
            Ok((vec![change], name))
        })
    }

    fn store<T>(
        &mut self,
        make: impl Fn(&mut Self) -> Result<(Vec<Change>, T), Failure>,
    ) -> Result<T, Failure> {
        for _ in 0..MOST_TRIES {
            let (changes, value) = make(self)?;
            match self.store.commit(&changes)? {
                Commit::Stored { .. } => return Ok(value),
                Commit::Behind(theirs) => self.take_in(&changes, &theirs)?,
            }
        }
        Err(Failure::could_not("others change the file all the time").hint("try it later"))
    }

    /// Takes our changes back, and applies those of others, who were first.
    fn take_in(&mut self, ours: &[Change], theirs: &[Change]) -> Result<(), Failure> {
        let undone = ours.iter().rev().try_for_each(|change| self.tree.apply_all(&op::inverse(&change.ops)));
        let applied =
            undone.and_then(|()| theirs.iter().try_for_each(|change| self.tree.apply_all(&change.ops)));
        for change in theirs.iter().filter(|change| is_step(change)) {
            self.history.record(change);
        }
        applied.map_err(|_| Failure::could_not("the file changed meanwhile").hint("try it once more"))
    }

    /// Writes the file. If that fails, the change is in the journal all the same.
    pub fn close(self) -> Tree {
        self.store.offer(&self.tree);
        if let Err(error) = self.store.close() {
            note(&format!("stored in the journal; the file itself waits: {error}"));
        }
        self.tree
    }
}
