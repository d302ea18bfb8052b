//! One walk over the tree that carries down what a job inherits.

use chrono::NaiveDate;

use super::ledger::Ledger;
use super::{Context, Gate, Points, terms};
use crate::insight::habits::UNKNOWN_MINUTES;
use crate::model::{Count, Field, Key, Node, NodeId, State, Tree, Value};
use crate::text::line::words;

/// For which stretch of time a job is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Short,
    Long,
}

/// What of a node counts here, read in one pass over its properties.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub(super) struct Traits {
    pub state: State,
    pub estimate: Option<u32>,
    pub start: Option<NaiveDate>,
    pub plan: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    pub is_hard: bool,
    pub is_repeat: bool,
    pub is_sequence: bool,
    pub is_handed: bool,
    pub importance: u32,
    pub dread: u32,
    pub keep: u32,
    pub rolled: u32,
    pub slot: Option<Slot>,
}

impl Traits {
    pub fn of(node: &Node) -> Self {
        let mut traits = Self {
            state: State::Open,
            estimate: None,
            start: None,
            plan: None,
            due: None,
            is_hard: false,
            is_repeat: false,
            is_sequence: false,
            is_handed: false,
            importance: 3,
            dread: 0,
            keep: 3,
            rolled: 0,
            slot: None,
        };
        for field in node.fields() {
            traits.read(field);
        }
        traits
    }

    fn read(&mut self, field: &Field) {
        match (field.key(), field.value()) {
            (Key::State, Value::Text(word)) => self.state = State::named(word),
            (Key::Minutes, Value::Number(minutes)) => self.estimate = Some(*minutes),
            (Key::Start, Value::Date(day)) => self.start = Some(*day),
            (Key::Plan, Value::Date(day)) => self.plan = Some(*day),
            (Key::Due, Value::Date(day)) => self.due = Some(*day),
            (Key::Hard, _) => self.is_hard = true,
            (Key::Repeat, _) => self.is_repeat = true,
            (Key::Order, _) => self.is_sequence = true,
            (Key::Hand, _) => self.is_handed = words::with(field).is_some(),
            (Key::Importance, Value::Number(importance)) => self.importance = *importance,
            (Key::Dread, Value::Number(dread)) => self.dread = *dread,
            (Key::Keep, Value::Number(keep)) => self.keep = *keep,
            (Key::Rolled, Value::Number(rolled)) => self.rolled = *rolled,
            (Key::Slot, Value::Text(slot)) => {
                self.slot = Some(if &**slot == "short" { Slot::Short } else { Slot::Long });
            }
            _ => {}
        }
    }
}

/// What an importance of 1 to 5 multiplies.
pub(super) fn factor(importance: u32) -> f64 {
    f64::from(importance + 1) / 4.0
}

/// What a node hands down to those below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Carried {
    /// The product of importances down to here.
    pub product: f64,
    /// The date that gives most, and what it gives.
    pub due: Option<(Points, NaiveDate)>,
    pub slot: Option<Slot>,
    /// Whether this is below a goal of the week, or one.
    pub is_focus: bool,
    /// Open jobs that wait for everything from here down.
    pub waiting: u32,
    pub root: NodeId,
    /// By how much the share of the root falls short.
    pub wants: f64,
    gate: Option<Gate>,
}

/// A branch on the way down.
struct Branch {
    carried: Carried,
    is_sequence: bool,
    count: Count,
    /// What was done lately among its children: see [`Ledger::lately`].
    lately: Option<Option<NodeId>>,
    /// Its first open child so far, and its last child so far.
    first_open: Option<NodeId>,
    previous: Option<NodeId>,
}

/// A job as the walk meets it.
pub(super) struct Job<'t> {
    pub node: &'t Node,
    pub traits: Traits,
    /// The corrected estimate.
    pub estimate: Option<u32>,
    pub carried: Carried,
    /// The jobs of its parent, if it has one.
    pub siblings: Option<Count>,
    /// Whether another job of its parent was done lately.
    pub is_lately: bool,
    /// Where it stands in the order of the tree.
    pub place: usize,
    /// The sibling before it.
    pub previous: Option<NodeId>,
    pub gate: Option<Gate>,
}

/// A node in the order of the screen, with the open minutes at and below it.
struct Stop<'t> {
    depth: usize,
    node: &'t Node,
    traits: Traits,
    /// Of a leaf, its corrected estimate.
    estimate: Option<u32>,
    minutes: u64,
    is_leaf: bool,
}

/// Calls `meet` with each leaf in the order of the tree.
pub(super) fn walk<'t>(tree: &'t Tree, context: &Context, ledger: &Ledger, mut meet: impl FnMut(&Job<'t>)) {
    let mut path: Vec<Branch> = Vec::new();
    for (place, stop) in stops(tree, context).iter().enumerate() {
        path.truncate(stop.depth);
        let (node, traits) = (stop.node, stop.traits);
        let count = if stop.is_leaf {
            leaf_count(traits.state, node.repeats_without_end())
        } else {
            tree.count(Some(node.id()))
        };
        let parent = path.last();
        let elder = parent.filter(|parent| parent.is_sequence).and_then(|parent| parent.first_open);
        let own = Gate::of(node, &traits, elder, context.day);
        let gate = own.or(parent.and_then(|parent| parent.carried.gate));
        let carried = Carried { gate, ..carry(parent, stop, count, (context, ledger)) };
        if stop.is_leaf {
            let is_listed = ledger.listed.contains(&node.id());
            let gate = gate.or_else(|| Gate::of_day(is_listed, traits.plan, context.day));
            meet(&Job {
                node,
                traits,
                estimate: stop.estimate,
                carried,
                siblings: parent.map(|parent| parent.count),
                is_lately: parent.and_then(|parent| parent.lately).is_some_and(|one| one != Some(node.id())),
                place,
                previous: parent.and_then(|parent| parent.previous),
                gate,
            });
        }
        if let Some(parent) = path.last_mut() {
            parent.previous = Some(node.id());
            let holds_up = traits.state == State::Open && !traits.is_repeat;
            parent.first_open = parent.first_open.or(holds_up.then(|| node.id()));
        }
        if !stop.is_leaf {
            path.push(Branch {
                lately: ledger.lately(node.id()),
                carried: Carried { gate: gate.map(|gate| gate.below(node.id())), ..carried },
                is_sequence: traits.is_sequence,
                count,
                first_open: None,
                previous: None,
            });
        }
    }
}

/// What a node hands down, but for its gate.
fn carry(
    parent: Option<&Branch>,
    stop: &Stop<'_>,
    count: Count,
    (context, ledger): (&Context, &Ledger),
) -> Carried {
    let (id, traits) = (stop.node.id(), &stop.traits);
    let own = traits.due.map(|due| (terms::due(context, due, traits.is_hard, stop.minutes), due));
    let above = parent.map(|parent| parent.carried);
    let inherited = above.and_then(|above| above.due);
    let open = |count: Count| count.total - count.done;
    let behind = parent.filter(|parent| parent.is_sequence);
    let behind = behind.map_or(0, |parent| open(parent.count).saturating_sub(open(count)));
    Carried {
        product: above.map_or(1.0, |above| above.product) * factor(traits.importance),
        // Of equal dates the nearer one in the tree.
        due: match (own, inherited) {
            (Some(own), Some(inherited)) if inherited.0 > own.0 => Some(inherited),
            (own, inherited) => own.or(inherited),
        },
        slot: traits.slot.or(above.and_then(|above| above.slot)),
        is_focus: above.is_some_and(|above| above.is_focus) || context.goals_of_week.contains(&id),
        waiting: above.map_or(0, |above| above.waiting) + behind,
        root: above.map_or(id, |above| above.root),
        wants: above.map_or_else(|| ledger.wants(id), |above| above.wants),
        gate: None,
    }
}

fn leaf_count(state: State, is_upkeep: bool) -> Count {
    let (done, total) = match state {
        State::Done => (1, 1),
        State::Open if is_upkeep => (0, 0),
        State::Open => (0, 1),
        State::Dropped | State::Resting => (0, 0),
    };
    Count { done, total, minutes_left: 0 }
}

/// Every node in the order of the screen, with sums of corrected minutes from the leaves up.
fn stops<'t>(tree: &'t Tree, context: &Context) -> Vec<Stop<'t>> {
    let mut stops: Vec<Stop<'t>> = Vec::with_capacity(tree.len());
    stops.extend(tree.walk(None).map(|(depth, node)| Stop {
        depth,
        node,
        traits: Traits::of(node),
        estimate: None,
        minutes: 0,
        is_leaf: true,
    }));
    // Sums of children that still look for their parent, by depth.
    let mut sums: Vec<u64> = Vec::new();
    for at in (0..stops.len()).rev() {
        let stop = &mut stops[at];
        stop.is_leaf = sums.len() <= stop.depth + 1;
        let below = if stop.is_leaf { 0 } else { sums.pop().unwrap_or(0) };
        if stop.is_leaf {
            stop.estimate = context.correction.estimate(stop.traits.estimate, || stop.node.tags());
        }
        stop.minutes = match stop.traits.state {
            State::Dropped | State::Resting => 0,
            State::Done if stop.is_leaf => 0,
            State::Open if stop.is_leaf => stop.estimate.unwrap_or(UNKNOWN_MINUTES).into(),
            State::Done | State::Open => below,
        };
        let (depth, minutes) = (stop.depth, stop.minutes);
        sums.resize(sums.len().max(depth + 1), 0);
        sums[depth] += minutes;
    }
    stops
}
