//! Everything that changes goals: the verbs of `edit`, called by keys, and what is said afterwards.

use super::{App, Armed, Effect, Pane};
use crate::edit::{Edit, Outcome, schedule, shape, split, status};
use crate::insight::progress;
use crate::insight::today;
use crate::model::{Node, NodeId, State};
use crate::text::count::counted;
use crate::text::line::words;
use crate::text::{outline, when};

type Verb = fn(&mut Edit<'_>, &[NodeId]) -> Outcome;

/// The name of what a new day brings.
const BEGINNING: &str = "beginning the day";

impl App {
    /// Does `verb` as one change called `name`, or says why not.
    pub(super) fn change<T>(
        &mut self,
        name: impl Into<String>,
        verb: impl FnOnce(&mut Edit<'_>) -> Outcome<T>,
    ) -> Option<T> {
        if self.refuse_read_only() {
            return None;
        }
        match Edit::new(&mut self.tree, &mut self.ids, self.now).run(name, verb) {
            Ok((change, value)) => {
                self.history.record(&change);
                self.effects.push(Effect::Commit(change));
                Some(value)
            }
            Err(reason) => {
                self.say(reason.0);
                None
            }
        }
    }

    /// Says why nothing can be changed, if nothing can.
    pub(super) fn refuse_read_only(&mut self) -> bool {
        let reason = self.read_only.clone();
        let refused = reason.is_some();
        if let Some(reason) = reason {
            self.say(format!("Read-only: {reason}"));
        }
        refused
    }

    /// At the first key of a new logical day, what was left open goes back to the tree. The person is asked about it
    /// when the key has done its work. A plan for a day gone by that is made later on waits for the next morning.
    pub(super) fn begin_day(&mut self) {
        let day = self.now.day();
        if self.read_only.is_some() || self.begun == Some(day) {
            return;
        }
        self.begun = Some(day);
        if schedule::must_begin_day(&self.tree, day) {
            self.note_leftover();
            self.change(BEGINNING, schedule::begin_day);
        }
    }

    /// A change that is no step of the person's, so that it is not taken back.
    pub(super) fn change_quietly(&mut self, verb: impl Fn(&mut Edit<'_>) -> Outcome) {
        if let Ok((change, ())) = Edit::new(&mut self.tree, &mut self.ids, self.now).run("", verb) {
            self.effects.push(Effect::Commit(change));
        }
    }

    /// The marked rows, without those that lie below another; else the row under the cursor.
    pub(super) fn chosen(&self) -> Vec<NodeId> {
        if self.marked.is_empty() || self.pane == Pane::Today {
            return self.cursor().into_iter().collect();
        }
        let below_another = |id: &NodeId| self.tree.ancestors(*id).any(|above| self.marked.contains(&above));
        self.marked.iter().copied().filter(|id| !below_another(id)).collect()
    }

    /// The chosen rows in their order, if they stand under one parent.
    pub(super) fn chosen_neighbours(&mut self) -> Option<Vec<NodeId>> {
        let chosen = self.chosen();
        let Some(first) = chosen.first() else {
            self.say("Nothing here yet; `a` adds.");
            return None;
        };
        if chosen.len() == 1 {
            return Some(chosen);
        }
        let parent = self.tree.parent(*first);
        if chosen.iter().any(|id| self.tree.parent(*id) != parent) {
            self.say("Marked in different places; mark neighbours to move them.");
            return None;
        }
        Some(self.tree.children(parent).filter(|id| chosen.contains(id)).collect())
    }

    /// The name of a change.
    pub(super) fn name(&self, what: &str, ids: &[NodeId]) -> String {
        match ids {
            [id] => format!("{what} {}", self.title(*id)),
            ids => format!("{what} {} items", ids.len()),
        }
    }

    pub(super) fn tick(&mut self) {
        let chosen = self.chosen();
        if chosen.len() > 1 {
            return self.tick_marked(&chosen);
        }
        let Some(id) = chosen.first().copied() else { return self.say("Nothing to tick yet; `a` adds.") };
        let state = self.tree.get(id).map_or(State::Open, Node::state);
        if state != State::Open {
            self.change(self.name("opening", &[id]), |edit| status::untick(edit, id));
            if self.status.is_none() {
                self.say("Open once more.");
            }
        } else if self.repeats(id) {
            self.tick_repeat(id);
        } else if self.tree.is_leaf(id) {
            if self.change(self.name("tick of", &[id]), |edit| status::tick(edit, id)).is_some() {
                self.brighten(id);
                self.say(self.said_of_tick(id));
            }
        } else if progress::can_close(&self.tree, id) {
            let is_anew = self.begins_anew(id);
            if self.change(self.name("closing of", &[id]), |edit| status::close(edit, id)).is_some() {
                self.closed(id, is_anew, None);
            }
        } else if self.armed.take() == Some(Armed::CloseAll(id)) {
            let (open, is_anew) = (self.open_jobs(id), self.begins_anew(id));
            if self.change(self.name("closing of", &[id]), |edit| status::close_all(edit, id)).is_some() {
                let words = format!("{} is closed, {open} with it. `u` takes it back.", self.title(id));
                self.closed(id, is_anew, Some(words));
            }
        } else {
            self.armed = Some(Armed::CloseAll(id));
            self.say(format!(
                "{} open in {}. Space once more closes all.",
                self.open_jobs(id),
                self.title(id)
            ));
            return;
        }
        self.marked.clear();
    }

    /// What is said of a job that was ticked.
    pub(super) fn said_of_tick(&self, id: NodeId) -> String {
        let is_dreaded = |node: &Node| node.number(crate::model::Key::Dread) > Some(1);
        let helper =
            self.tree.get(id).and_then(|node| node.field(crate::model::Key::Hand)).and_then(words::with);
        if let Some(who) = helper {
            return format!("Taken off your list by {who}.");
        }
        if self.tree.get(id).is_some_and(is_dreaded) {
            return "That one is off your mind.".into();
        }
        if let Some(words) = self.said_of_counter(id) {
            return words;
        }
        progress::after_tick(&self.tree, id)
    }

    fn open_jobs(&self, id: NodeId) -> String {
        let count = self.tree.count(Some(id));
        counted(count.total - count.done, "job")
    }

    fn tick_marked(&mut self, ids: &[NodeId]) {
        let jobs: u32 =
            ids.iter().map(|id| self.tree.count(Some(*id))).map(|count| count.total - count.done).sum();
        if ids.iter().any(|id| !self.tree.is_leaf(*id)) && self.armed.take() != Some(Armed::CloseMarked) {
            self.armed = Some(Armed::CloseMarked);
            return self.say(format!(
                "{} in what is marked. Space once more closes all.",
                counted(jobs, "open job")
            ));
        }
        let done = self.change(self.name("tick of", ids), |edit| {
            let open: Vec<NodeId> =
                ids.iter().copied().filter(|id| edit.node(*id).is_ok_and(super::is_open)).collect();
            open.into_iter().try_for_each(|id| status::close_all(edit, id))
        });
        if done.is_some() {
            self.marked.clear();
            self.say(format!("{jobs} done."));
        }
    }

    pub(super) fn toggle_today(&mut self) {
        let chosen = self.chosen();
        let day = self.now.day();
        let (on, off): (Vec<NodeId>, Vec<NodeId>) =
            chosen.iter().copied().partition(|id| today::is_on(&self.tree, day, *id));
        if chosen.is_empty() {
            return self.say("Nothing here yet; `a` adds.");
        }
        // A mixed choice goes onto Today as a whole.
        if off.is_empty() {
            let settled = on.iter().all(|id| self.tree.get(*id).is_some_and(|node| !super::is_open(node)));
            let name = self.name("taking off Today", &on);
            if self.change(name, |edit| on.iter().try_for_each(|id| schedule::take_off(edit, *id))).is_some()
            {
                self.say(if settled {
                    "Off the list; what is done stays counted."
                } else {
                    "Back in the tree."
                });
            }
        } else {
            let name = self.name("putting on Today", &off);
            if self.change(name, |edit| off.iter().try_for_each(|id| schedule::put_on(edit, *id))).is_some() {
                let today = self.today();
                let minutes = when::say_minutes(today.minutes_open);
                self.say(format!("On Today: {} open, {minutes}.", today.open));
            }
        }
        self.marked.clear();
    }

    pub(super) fn let_go(&mut self) {
        let chosen = self.chosen();
        if let Some(id) = chosen.first().copied().filter(|id| chosen.len() == 1 && self.repeats(*id)) {
            self.marked.clear();
            return self.skip_repeat(id);
        }
        let name = self.name("letting go of", &chosen);
        if self.change(name, |edit| chosen.iter().try_for_each(|id| status::let_go(edit, *id))).is_some() {
            self.marked.clear();
            self.say(format!("Let go. `u` brings {} back.", if chosen.len() == 1 { "it" } else { "them" }));
        }
    }

    pub(super) fn remove(&mut self) {
        let chosen = self.chosen();
        let Some(first) = chosen.first().copied() else { return self.say("Nothing here to remove.") };
        let rows = self.rows();
        // The cursor goes to what moves up into the place: the next sibling, else the one before, else the parent.
        let next =
            std::iter::successors(Some(first), |id| rows.next_sibling(*id)).find(|id| !chosen.contains(id));
        let next = next.or_else(|| rows.previous(first));
        let name = self.name("removal of", &chosen);
        let count: usize = chosen.iter().map(|id| self.tree.walk(Some(*id)).count()).sum();
        if self.change(name, |edit| shape::remove(edit, &chosen)).is_some() {
            self.marked.clear();
            if self.pane == Pane::Tree {
                self.tree_place.cursor = next;
            }
            self.say(format!("{count} removed. `u` brings {} back.", if count == 1 { "it" } else { "them" }));
        }
    }

    fn reshape(&mut self, what: &str, verb: Verb) {
        let Some(chosen) = self.chosen_neighbours() else { return };
        if self.cursor().is_some_and(|id| Some(id) == self.hoist) {
            return self.say("This is what you zoomed into; Backspace zooms out.");
        }
        self.change(self.name(what, &chosen), |edit| verb(edit, &chosen));
        if let Some(parent) = self.cursor().and_then(|id| self.tree.parent(id)) {
            self.folds.set(parent, true);
        }
    }

    pub(super) fn move_up(&mut self) {
        if self.pane == Pane::Today {
            return self.shift_today(false);
        }
        self.reshape("move of", shape::move_up);
    }

    pub(super) fn move_down(&mut self) {
        if self.pane == Pane::Today {
            return self.shift_today(true);
        }
        self.reshape("move of", shape::move_down);
    }

    fn shift_today(&mut self, down: bool) {
        let Some(id) = self.cursor() else { return self.say("Nothing on Today yet.") };
        self.change(self.name("move of", &[id]), |edit| schedule::shift(edit, id, down));
    }

    pub(super) fn merge_back(&mut self) {
        let Some(id) = self.cursor() else { return self.say("Nothing here yet; `a` adds.") };
        let count = self.tree.walk(Some(id)).count() - 1;
        let name = self.name("folding back of", &[id]);
        if self.change(name, |edit| split::merge_back(edit, id)).is_some() {
            self.say(format!("One job again; {count} inside are in its note. `u`: back."));
        }
    }

    pub(super) fn copy(&mut self) {
        let chosen = self.chosen();
        if chosen.is_empty() {
            return self.say("Nothing here to copy.");
        }
        let text: String = chosen.iter().map(|id| outline::print(&self.tree, Some(*id))).collect();
        let count = text.lines().count();
        self.effects.push(Effect::Copy(text));
        self.say(format!("{} copied.", counted(count, "line")));
    }

    pub(super) fn indent(&mut self) {
        self.reshape("indent of", shape::indent);
    }

    pub(super) fn outdent(&mut self) {
        let child_of_hoist =
            self.cursor().and_then(|id| self.tree.parent(id)).is_some_and(|id| Some(id) == self.hoist);
        if child_of_hoist {
            return self.say("It would leave what you zoomed into; Backspace zooms out.");
        }
        self.reshape("outdent of", shape::outdent);
    }

    pub(super) fn undo(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        // What a new day brings would be brought again by the next key: the step before it goes back with it.
        if self.history.done().last().is_some_and(|change| change.name == BEGINNING) {
            let key = self.ids.number();
            let begun = self.history.undo(&mut self.tree, key);
            self.effects.extend(begun.map(Effect::Commit));
        }
        let key = self.ids.number();
        match self.history.undo(&mut self.tree, key) {
            Some(change) => {
                self.say(format!("Taken back: {}.", change.name));
                self.follow(&change);
                self.effects.push(Effect::Commit(change));
            }
            None => self.say("Nothing to take back."),
        }
    }

    pub(super) fn redo(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let key = self.ids.number();
        match self.history.redo(&mut self.tree, key) {
            Some(change) => {
                self.say(format!("Redone: {}.", change.name));
                self.follow(&change);
                self.effects.push(Effect::Commit(change));
            }
            None => self.say("Nothing to redo."),
        }
    }

    /// Puts the cursor of the tree where a change happened, if that is in sight.
    fn follow(&mut self, change: &crate::model::Change) {
        use crate::model::Op;
        let touched = |op: &Op| match op {
            Op::Create { node, .. } => Some(node.id()),
            Op::Move { id, .. } | Op::Set { id, .. } => Some(*id),
            Op::Delete { .. } | Op::Day { .. } | Op::File { .. } => None,
        };
        // A branch comes back from its top down: its first op is the one to look at.
        let id = change.ops.iter().find_map(touched);
        if let Some(id) = id.filter(|id| self.tree.contains(*id)) {
            self.tree_place.cursor = Some(id);
        }
    }
}
