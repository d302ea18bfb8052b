//! What a user can do: verbs that keys and the command line share.
//!
//! A verb writes through an [`Edit`], which applies each op as it records it, so that a verb of many steps sees what
//! its earlier steps did. A verb that does not apply returns a [`Reason`], and nothing has happened.

pub mod boxes;
pub mod conflict;
pub mod forecast;
pub mod handover;
pub mod repeat;
pub mod rest;
pub mod review;
pub mod ritual;
pub mod rough;
pub mod schedule;
pub mod shape;
pub mod split;
pub mod status;
pub mod trial;

use crate::model::{Change, Field, Ids, Key, Mark, Node, NodeId, Now, Op, Place, Text, Tree, diff};

/// Why a verb does not apply here, as the status line says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(pub String);

impl From<&str> for Reason {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// What a verb returns.
pub type Outcome<T = ()> = Result<T, Reason>;

/// One change in the making.
#[derive(Debug)]
pub struct Edit<'t> {
    tree: &'t mut Tree,
    ids: &'t mut Ids,
    now: Now,
    ops: Vec<Op>,
}

impl<'t> Edit<'t> {
    /// Begins a change to `tree`.
    pub fn new(tree: &'t mut Tree, ids: &'t mut Ids, now: Now) -> Self {
        Self { tree, ids, now, ops: Vec::new() }
    }

    /// Does `verb` as one change called `name`, or nothing.
    ///
    /// # Errors
    /// The verb's reason; also if it changed nothing.
    pub fn run<T>(
        mut self,
        name: impl Into<String>,
        verb: impl FnOnce(&mut Self) -> Outcome<T>,
    ) -> Outcome<(Change, T)> {
        match verb(&mut self) {
            Ok(_) if self.ops.is_empty() => Err("Nothing to change.".into()),
            Ok(value) => {
                let change = Change { key: self.ids.number(), name: name.into(), ops: self.ops, of: None };
                Ok((change, value))
            }
            Err(reason) => {
                for op in self.ops.into_iter().rev() {
                    // What was applied a moment ago fits backwards.
                    self.tree.apply(&op.inverse()).unwrap_or_default();
                }
                Err(reason)
            }
        }
    }

    /// Applies ops that were computed on the tree as it is.
    ///
    /// # Errors
    /// They were not.
    pub fn all(&mut self, ops: Vec<Op>) -> Outcome {
        ops.into_iter().try_for_each(|op| self.apply(op))
    }

    /// The tree as it is now, within the change.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        self.tree
    }

    /// When the change is made.
    #[must_use]
    pub fn now(&self) -> Now {
        self.now
    }

    fn apply(&mut self, op: Op) -> Outcome {
        self.tree.apply(&op).map_err(|misfit| Reason(misfit.to_string()))?;
        self.ops.push(op);
        Ok(())
    }

    /// The node, or the reason that there is none.
    ///
    /// # Errors
    /// There is no such node.
    pub fn node(&self, id: NodeId) -> Outcome<&Node> {
        self.tree.get(id).ok_or_else(|| "That item is gone.".into())
    }

    /// An id that nothing has.
    pub fn fresh_id(&mut self) -> NodeId {
        loop {
            let id = self.ids.fresh();
            if !self.tree.contains(id) {
                return id;
            }
        }
    }

    /// Adds a node.
    ///
    /// # Errors
    /// There is no such place.
    pub fn create(&mut self, node: Node, place: Place) -> Outcome {
        self.apply(Op::Create { node, place })
    }

    /// Moves a branch; to where it is already is no change.
    ///
    /// # Errors
    /// There is no such place.
    pub fn relocate(&mut self, id: NodeId, place: Place) -> Outcome {
        let old = self.tree.place(id).ok_or("That item is gone.")?;
        if old == place {
            return Ok(());
        }
        self.apply(Op::Move { id, old, new: place })
    }

    /// Removes a branch, leaf by leaf, and takes it off Today.
    ///
    /// # Errors
    /// There is no such node.
    pub fn delete(&mut self, id: NodeId) -> Outcome {
        self.node(id)?;
        let branch: Vec<NodeId> = self.tree.walk(Some(id)).map(|(_, node)| node.id()).collect();
        for id in branch.into_iter().rev() {
            schedule::take_off(self, id)?;
            let op = diff::delete(self.tree, id).ok_or("That item is gone.")?;
            self.ops.push(op);
        }
        Ok(())
    }

    /// Sets a property, or clears `key`; to what it is already is no change.
    ///
    /// # Errors
    /// There is no such node.
    pub fn set(&mut self, id: NodeId, key: Key, new: Option<Field>) -> Outcome {
        let node = self.node(id)?;
        let old = match &new {
            Some(field) => node.same_property(field),
            None => node.field(key),
        };
        if old == new.as_ref() {
            return Ok(());
        }
        let op = Op::Set { id, old: old.cloned(), new };
        self.apply(op)
    }

    /// Clears one item of a list, or another property.
    ///
    /// # Errors
    /// There is no such node.
    pub fn clear(&mut self, id: NodeId, field: &Field) -> Outcome {
        match self.node(id)?.same_property(field).cloned() {
            Some(old) => self.apply(Op::Set { id, old: Some(old), new: None }),
            None => Ok(()),
        }
    }

    /// Sets what the file holds under `name` beside nodes and days, as JSON, or takes it out.
    ///
    /// # Errors
    /// None in practice: the file is as it was just read.
    pub fn set_file(&mut self, name: &str, json: Option<&str>) -> Outcome {
        let old = self.tree.file().get(name).map(|old| (Text::from(name), old.clone()));
        let new = json.map(|json| (Text::from(name), Text::from(json)));
        if old == new { Ok(()) } else { self.apply(Op::File { old, new }) }
    }

    /// Puts a mark into the ledger of a day, or takes one out.
    ///
    /// # Errors
    /// The ledger is not as the verb thinks.
    pub fn mark(&mut self, day: chrono::NaiveDate, old: Option<Mark>, new: Option<Mark>) -> Outcome {
        if old == new { Ok(()) } else { self.apply(Op::Day { day, old, new }) }
    }
}
