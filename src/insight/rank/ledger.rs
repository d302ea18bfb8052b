//! What the last weeks of the ledger say to the ranking, gathered once.

use chrono::{Days, NaiveDate};
use foldhash::{HashMap, HashMapExt, HashSet};

use super::Context;
use super::walk::{Traits, factor};
use crate::model::{Node, NodeId, State, Tree};

/// Days back for which a job of the same parent counts as done lately.
const LATELY: u64 = 3;
/// Days after which credited minutes count half.
const HALF_LIFE: f64 = 7.0;
/// Days back beyond which they count nothing: a thousandth.
const FAR: u64 = 70;
/// From here on a job is a dreaded one.
pub(super) const DREADED: u32 = 2;

pub(super) struct Ledger {
    /// On Today.
    pub listed: HashSet<NodeId>,
    /// Done today or yesterday.
    pub fresh: HashSet<NodeId>,
    /// Whether something dreaded was done today.
    pub faced: bool,
    /// Below which parents something was done lately; which, if it was one job alone.
    lately: HashMap<NodeId, Option<NodeId>>,
    /// By how much the share of a goal falls short of its importance.
    wants: HashMap<NodeId, f64>,
}

impl Ledger {
    pub fn of(tree: &Tree, context: &Context) -> Self {
        let today = context.day;
        let back = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let done = |first: NaiveDate| {
            tree.days().range(first..=today).flat_map(|(_, day)| &day.done).map(|done| done.id)
        };
        let mut lately = HashMap::new();
        for id in done(back(LATELY)) {
            if let Some(parent) = tree.parent(id) {
                let one = lately.entry(parent).or_insert(Some(id));
                *one = one.filter(|one| *one == id);
            }
        }
        let dread = |id| tree.get(id).map_or(0, |node| Traits::of(node).dread);
        Self {
            listed: tree.day(today).map(|day| day.list.iter().copied().collect()).unwrap_or_default(),
            fresh: done(back(1)).collect(),
            faced: done(today).any(|id| dread(id) >= DREADED),
            lately,
            wants: wants(tree, today, back(FAR)),
        }
    }

    /// Whether something was done lately below `parent`; which, if it was one job alone.
    pub fn lately(&self, parent: NodeId) -> Option<Option<NodeId>> {
        self.lately.get(&parent).copied()
    }

    /// By how much the share of a goal in what was done falls short of its share by importance.
    pub fn wants(&self, root: NodeId) -> f64 {
        self.wants.get(&root).copied().unwrap_or(0.0)
    }
}

/// Want − got for each goal that has something to do now. While nothing is credited, nobody wants.
fn wants(tree: &Tree, today: NaiveDate, first: NaiveDate) -> HashMap<NodeId, f64> {
    let goals = tree.children(None).filter(|id| !tree.is_leaf(*id)).filter_map(|id| tree.get(id));
    let wants = |node: &Node| {
        let (traits, count) = (Traits::of(node), tree.count(Some(node.id())));
        let begun = traits.start.is_none_or(|start| start <= today) && !traits.is_handed;
        let is_left = count.total > count.done || tree.open_children(node.id()) > 0;
        let has_work = traits.state == State::Open && is_left && begun;
        has_work.then(|| (node.id(), factor(traits.importance)))
    };
    let mut wanted: HashMap<NodeId, f64> = goals.filter_map(wants).collect();
    let mut got: HashMap<NodeId, f64> = HashMap::new();
    for (date, day) in tree.days().range(first..=today) {
        let age = u32::try_from((today - *date).num_days()).unwrap_or_default();
        let weight = 0.5_f64.powf(f64::from(age) / HALF_LIFE);
        for (id, minutes) in day.credits() {
            if let Some(root) = tree.ancestors(id).last().filter(|root| wanted.contains_key(root)) {
                *got.entry(root).or_default() += f64::from(minutes) * weight;
            }
        }
    }
    // In the order of the tree, so that sums of fractions are the same each time.
    let roots = || tree.children(None);
    let sum = |of: &HashMap<NodeId, f64>| roots().filter_map(|root| of.get(&root)).sum::<f64>();
    let (all_wanted, all_got) = (sum(&wanted), sum(&got));
    if all_got == 0.0 {
        return HashMap::new();
    }
    for (root, share) in &mut wanted {
        *share = *share / all_wanted - got.get(root).copied().unwrap_or(0.0) / all_got;
    }
    wanted
}
