//! Every change to a tree: what fits, what does not, and what it does.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{ROOT, Tree};
use crate::model::{Field, Key, Mark, Misfit, Node, NodeId, Op, Place, Text};

impl Tree {
    /// Changes the tree by one op, or not at all.
    ///
    /// # Errors
    /// The op must fit the tree as it is: a node to create must not exist, what is replaced must be what the op says.
    pub fn apply(&mut self, op: &Op) -> Result<(), Misfit> {
        self.revision += 1;
        match op {
            Op::Create { node, place } => self.create(node, *place),
            Op::Delete { node, place } => self.delete(node, *place),
            Op::Move { id, old, new } => self.relocate(*id, *old, *new),
            Op::Set { id, old, new } => self.set(*id, old.as_ref(), new.as_ref()),
            Op::Day { day, old, new } => self.set_day(*day, old.as_ref(), new.as_ref()),
            Op::File { old, new } => self.set_file(old.as_ref(), new.as_ref()),
        }
    }

    /// Applies all ops, or none.
    ///
    /// # Errors
    /// The first misfit; the tree is then as it was.
    pub fn apply_all(&mut self, ops: &[Op]) -> Result<(), Misfit> {
        for (count, op) in ops.iter().enumerate() {
            if let Err(misfit) = self.apply(op) {
                for op in ops[..count].iter().rev() {
                    self.apply(&op.clone().inverse())?;
                }
                return Err(misfit);
            }
        }
        Ok(())
    }

    fn create(&mut self, node: &Node, place: Place) -> Result<(), Misfit> {
        let id = node.id();
        if self.contains(id) {
            return Err(Misfit::Exists(id));
        }
        let (parent, after) = self.resolve(id, place)?;
        let at = self.allocate(node.clone());
        self.link(at, parent, after);
        Ok(())
    }

    fn delete(&mut self, node: &Node, place: Place) -> Result<(), Misfit> {
        let id = node.id();
        let at = self.at(id)?;
        if self.slots[at].first != ROOT {
            return Err(Misfit::HasChildren(id));
        }
        if *self.slots[at].node != *node || self.place(id) != Some(place) {
            return Err(Misfit::Before);
        }
        self.unlink(at as u32);
        self.index.remove(&id);
        self.slots[at].node = Arc::new(Node::with_fields(id, Vec::new()));
        self.note_dates(at as u32);
        self.free.push(at as u32);
        Ok(())
    }

    fn relocate(&mut self, id: NodeId, old: Place, new: Place) -> Result<(), Misfit> {
        let at = self.at(id)? as u32;
        if self.place(id) != Some(old) {
            return Err(Misfit::Before);
        }
        let (parent, after) = self.resolve(id, new)?;
        let inside = std::iter::successors(Some(parent), |at| Some(self.slots[*at as usize].parent));
        if after == at || inside.take_while(|at| *at != ROOT).any(|above| above == at) {
            return Err(Misfit::Place(id));
        }
        self.unlink(at);
        self.link(at, parent, after);
        Ok(())
    }

    fn set(&mut self, id: NodeId, old: Option<&Field>, new: Option<&Field>) -> Result<(), Misfit> {
        let at = self.at(id)?;
        if let (Some(old), Some(new)) = (old, new)
            && !old.by_property(new).is_eq()
        {
            return Err(Misfit::Before);
        }
        let Some(like) = old.or(new) else { return Ok(()) };
        if self.slots[at].node.same_property(like) != old {
            return Err(Misfit::Before);
        }
        let counts = matches!(like.key(), Key::State | Key::Minutes | Key::Repeat | Key::Times | Key::Until);
        if !counts {
            Arc::make_mut(&mut self.slots[at].node).set(old, new.cloned());
            self.note_dates(at as u32);
            return Ok(());
        }
        let parent = self.slots[at].parent as usize;
        let above = self.total(parent);
        let (was, was_open) = (self.total(at), self.slots[at].is_open());
        Arc::make_mut(&mut self.slots[at].node).set(old, new.cloned());
        self.note_dates(at as u32);
        self.note_root(at as u32);
        let is_open = self.slots[at].is_open();
        let open = &mut self.slots[parent].open_children;
        *open = *open + u32::from(is_open) - u32::from(was_open);
        self.bubble(parent, above, was, self.total(at));
        Ok(())
    }

    fn set_day(&mut self, day: NaiveDate, old: Option<&Mark>, new: Option<&Mark>) -> Result<(), Misfit> {
        let Some(like) = old.or(new) else { return Ok(()) };
        let record = self.days.entry(day).or_default();
        let fits = record.mark(like).as_ref() == old
            && new.is_none_or(|new| like.same_property(new) && record.has_place_for(new));
        if fits {
            record.set(old, new.cloned());
        }
        if record.is_empty() {
            self.days.remove(&day);
        }
        if fits { Ok(()) } else { Err(Misfit::Before) }
    }

    fn set_file(&mut self, old: Option<&(Text, Text)>, new: Option<&(Text, Text)>) -> Result<(), Misfit> {
        let Some((name, _)) = old.or(new) else { return Ok(()) };
        if self.file.get(name) != old.map(|entry| &entry.1) || new.is_some_and(|entry| entry.0 != *name) {
            return Err(Misfit::Before);
        }
        self.file.remove(name);
        self.file.extend(new.cloned());
        Ok(())
    }

    fn resolve(&self, id: NodeId, place: Place) -> Result<(u32, u32), Misfit> {
        let parent = self.below(place.parent).ok_or(Misfit::Place(id))? as u32;
        let after = match place.after {
            None => ROOT,
            Some(after) => self.at(after).map_err(|_| Misfit::Place(id))? as u32,
        };
        if after != ROOT && self.slots[after as usize].parent != parent {
            return Err(Misfit::Place(id));
        }
        Ok((parent, after))
    }
}
