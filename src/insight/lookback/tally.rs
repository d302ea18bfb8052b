//! What one walk through the tree and one through the ledger give: closed goals, what was counted, and when.

use chrono::NaiveDate;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::counted::{self, Counter};
use crate::insight::habits::UNKNOWN_MINUTES;
use crate::insight::spent::Scope;
use crate::model::{Day, Key, Node, NodeId, Now, State, Tree};

/// A goal or subgoal that was closed.
#[derive(Debug, Clone)]
pub(super) struct Closed {
    pub id: NodeId,
    pub day: NaiveDate,
    pub title: String,
    /// Levels below the root of the tree.
    pub depth: usize,
}

/// Something that was counted.
#[derive(Debug, Clone)]
pub(super) struct Added {
    pub day: NaiveDate,
    /// Its place among the counters.
    pub counter: usize,
    pub count: u32,
    /// What the job was called.
    pub title: String,
    /// Its goal at the top of the tree; none if it is gone.
    pub root: Option<NodeId>,
}

/// The sums.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// The first tick: when, and what.
    pub first: Option<(NaiveDate, String)>,
    /// Goals and subgoals that were closed, in the order of the tree.
    pub closed: Vec<Closed>,
    /// What is counted, most first.
    pub counters: Vec<Counter>,
    /// What was added to it, oldest first.
    pub added: Vec<Added>,
    /// When the oldest node was made.
    pub idea: Option<NaiveDate>,
    /// The goal with most minutes; of one goal, that goal.
    pub busiest: Option<NodeId>,
}

/// A job that adds something.
struct Adder {
    counter: usize,
    count: u32,
}

impl Tally {
    /// What is known of `scope`, which is everything or all at and below `goal`.
    pub fn of(tree: &Tree, scope: &Scope, goal: Option<NodeId>, now: Now) -> Self {
        let mut tally = Self { busiest: goal, ..Self::default() };
        let adders = tally.walk(tree, goal, now);
        let roots = roots(tree, goal);
        let ticked = tally.go_through(tree, scope, &adders, &roots, now.day());
        tally.add_what_is_older(tree, &adders, &ticked, &roots, now);
        tally.sum_up();
        tally
    }

    /// The tree: what was closed, what is wanted, and which jobs add to it.
    fn walk(&mut self, tree: &Tree, goal: Option<NodeId>, now: Now) -> HashMap<NodeId, Adder> {
        let mut adders = HashMap::new();
        let mut oldest = None;
        for (depth, node) in tree.walk(goal) {
            if let Some((wanted, unit)) = counted::of_node(node, Key::Goal) {
                let counter = counted::place(&mut self.counters, unit.into());
                let counter = &mut self.counters[counter];
                counter.wanted = Some(counter.wanted.unwrap_or(0).saturating_add(wanted));
            }
            if let Some((count, unit)) = counted::of_node(node, Key::Adds) {
                let counter = counted::place(&mut self.counters, unit.into());
                adders.insert(node.id(), Adder { counter, count });
            }
            if let (State::Done, Some(stamp), false) = (node.state(), node.closed(), tree.is_leaf(node.id()))
            {
                let depth = depth + goal.map_or(0, |goal| tree.depth(goal));
                let (id, title) = (node.id(), node.title().to_owned());
                self.closed.push(Closed { id, day: now.day_of(stamp), title, depth });
            }
            oldest = oldest.into_iter().chain(created(node)).min();
        }
        self.idea = oldest.map(|stamp| now.day_of(stamp));
        adders
    }

    /// The ledger: the first tick, what was added, and the goal with most minutes. Gives the adders that it names.
    fn go_through(
        &mut self,
        tree: &Tree,
        scope: &Scope,
        adders: &HashMap<NodeId, Adder>,
        roots: &HashMap<NodeId, NodeId>,
        today: NaiveDate,
    ) -> HashSet<NodeId> {
        let mut ticked = HashSet::new();
        let mut minutes: HashMap<NodeId, u64> = HashMap::new();
        for (date, day) in tree.days().range(..=today) {
            for done in day.done.iter().filter(|done| scope.has(done.id)) {
                if self.first.is_none() {
                    self.first = Some((*date, done.title.to_string()));
                }
                let written = counted::of_done(done)
                    .map(|(count, unit)| (counted::place(&mut self.counters, unit.into()), count));
                let adder = adders.get(&done.id);
                if let Some((counter, count)) =
                    written.or_else(|| adder.map(|adder| (adder.counter, adder.count)))
                {
                    let (title, root) = (done.title.to_string(), roots.get(&done.id).copied());
                    self.added.push(Added { day: *date, counter, count, title, root });
                    ticked.insert(done.id);
                }
            }
            for (id, spent) in worth(day) {
                if let Some(root) = roots.get(&id) {
                    *minutes.entry(*root).or_default() += u64::from(spent);
                }
            }
        }
        if self.busiest.is_none() {
            let most = minutes.iter().filter(|(id, _)| !tree.is_leaf(**id));
            self.busiest = most.max_by_key(|(id, minutes)| (**minutes, **id)).map(|(id, _)| *id);
        }
        ticked
    }

    /// What was done before the ledger began, as far as the tree says when.
    fn add_what_is_older(
        &mut self,
        tree: &Tree,
        adders: &HashMap<NodeId, Adder>,
        ticked: &HashSet<NodeId>,
        roots: &HashMap<NodeId, NodeId>,
        now: Now,
    ) {
        for (id, adder) in adders.iter().filter(|(id, _)| !ticked.contains(*id)) {
            let Some(node) = tree.get(*id).filter(|node| node.state() == State::Done) else { continue };
            if let Some(stamp) = node.closed() {
                let (title, root) = (node.title().to_owned(), roots.get(id).copied());
                let (counter, count) = (adder.counter, adder.count);
                self.added.push(Added { day: now.day_of(stamp), counter, count, title, root });
            }
        }
        self.added.sort_by(|one, other| one.day.cmp(&other.day).then_with(|| one.title.cmp(&other.title)));
    }

    /// Counts, and puts first what is most.
    fn sum_up(&mut self) {
        for added in &self.added {
            self.counters[added.counter].count += u64::from(added.count);
        }
        let mut order: Vec<usize> = (0..self.counters.len()).collect();
        let counters = &self.counters;
        order.sort_by(|one, other| {
            let (one, other) = (&counters[*one], &counters[*other]);
            other.count.cmp(&one.count).then_with(|| one.unit.cmp(&other.unit))
        });
        let mut places = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, old)| places[*old] = new);
        self.added.iter_mut().for_each(|added| added.counter = places[added.counter]);
        self.counters = order.iter().map(|at| self.counters[*at].clone()).collect();
    }
}

/// The minutes of a day, of each node; a tick that nothing credited counts as what an unknown estimate does.
pub(super) fn worth(day: &Day) -> impl Iterator<Item = (NodeId, u32)> {
    let is_boxed = |id| day.boxes.iter().any(|boxed| boxed.id == id);
    let bare = day.done.iter().filter(move |done| done.minutes.is_none() && !is_boxed(done.id));
    day.credits().chain(bare.map(|done| (done.id, UNKNOWN_MINUTES)))
}

/// For each node at or below `goal` the one at the top.
pub(super) fn roots(tree: &Tree, goal: Option<NodeId>) -> HashMap<NodeId, NodeId> {
    let mut roots = HashMap::with_capacity(if goal.is_none() { tree.len() } else { 0 });
    let mut root = goal;
    for (depth, node) in tree.walk(goal) {
        if depth == 0 && goal.is_none() {
            root = Some(node.id());
        }
        roots.extend(root.map(|root| (node.id(), root)));
    }
    roots
}

fn created(node: &Node) -> Option<crate::model::Stamp> {
    match node.field(Key::Created)?.value() {
        crate::model::Value::Stamp(stamp) => Some(*stamp),
        _ => None,
    }
}
