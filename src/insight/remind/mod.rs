//! When the person is reminded of what, day by day, and what was told already.
//!
//! Times are civil: a slot is told once the person's own clock shows its time or a later one. So one that falls into the
//! hour that is left out in spring comes with the first minute that there is, and one in the hour that comes twice in
//! autumn comes with the first. What was told is known by day, time and item: no slot is told twice, also if the clock
//! is set back; one of a day that has gone by is not told any more.

mod told;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

use super::habits;
use super::pledge::Pledge;
use super::today::{self, Today};
use crate::model::{Calendar, Key, Node, NodeId, Now, State, Tree};
use crate::text::line::words;
use crate::text::when;

pub use told::Told;

/// When somebody is to be asked how it goes.
const CHASES: NaiveTime = NaiveTime::from_hms_opt(10, 0, 0).expect("a time");
/// When a hard date is told, on the working day before it.
const HARD: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
/// From then on a look at the list is one of the evening.
const EVENING: NaiveTime = NaiveTime::from_hms_opt(16, 0, 0).expect("a time");
/// The most working days that are looked ahead over: two weeks of rest.
const MOST_REST: u64 = 14;

/// What a slot is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A job that must be done by the next working day, or one of the days for rest before it.
    Hard(NodeId),
    /// A job with a time of its own.
    At(NodeId),
    /// A look at the list.
    Look,
    /// Who is to be asked on that day.
    Chase(Vec<NodeId>),
}

/// One reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The logical day.
    pub day: NaiveDate,
    /// The time of day that it is for.
    pub time: NaiveTime,
    /// When it is told, on the person's clock: later where its time is a quiet one.
    pub at: NaiveDateTime,
    /// What it is for.
    pub kind: Kind,
}

/// When a person wants to be reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manner {
    /// From when on it is quiet.
    pub quiet_from: NaiveTime,
    /// Until when it is quiet; what was meant for the quiet hours of a morning comes then.
    pub quiet_to: NaiveTime,
    /// Whether a line in the evening offers something small.
    pub evening: bool,
    /// The weekdays for rest.
    pub rest: Vec<Weekday>,
    /// Whether the last reminders had no answer, so that there are half as many.
    pub halved: bool,
}

impl Default for Manner {
    /// Quiet from 21:00 to 08:00.
    fn default() -> Self {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self { quiet_from: hour(21), quiet_to: hour(8), evening: true, rest: Vec::new(), halved: false }
    }
}

impl Manner {
    fn is_quiet(&self, time: NaiveTime) -> bool {
        let (begun, over) = (self.quiet_from <= time, self.quiet_to <= time);
        if self.quiet_from <= self.quiet_to { begun && !over } else { begun || !over }
    }

    /// When a time of a logical day is told; not at all if the quiet hours last until the day is over.
    fn told_at(&self, day: NaiveDate, time: NaiveTime, calendar: Calendar) -> Option<NaiveDateTime> {
        let meant = civil(day, time, calendar)?;
        if !self.is_quiet(time) {
            return Some(meant);
        }
        let end = civil(day, self.quiet_to, calendar)?;
        (end >= meant).then_some(end)
    }
}

/// A time of a logical day on the person's clock: a night belongs to the day before.
fn civil(day: NaiveDate, time: NaiveTime, calendar: Calendar) -> Option<NaiveDateTime> {
    let date = if time < calendar.day_starts { day.succ_opt()? } else { day };
    Some(date.and_time(time))
}

impl Slot {
    /// By which it is known that it was told.
    #[must_use]
    pub fn key(&self) -> String {
        let what = match &self.kind {
            Kind::Hard(id) => format!("due {id}"),
            Kind::At(id) => format!("at {id}"),
            Kind::Look => "look".to_owned(),
            Kind::Chase(_) => "chase".to_owned(),
        };
        format!("{} {} {what}", self.day, when::print_time(self.time))
    }
}

/// The reminders of a logical day in the order of their times.
///
/// They are at most as many as the pledge has times, or one without a pledge, and one for each hard date: what has a
/// time of its own takes the place of the look next to it.
#[must_use]
pub fn schedule(tree: &Tree, day: NaiveDate, calendar: Calendar, manner: &Manner) -> Vec<Slot> {
    let slot = |(time, kind)| {
        let at = manner.told_at(day, time, calendar)?;
        Some(Slot { day, time, at, kind })
    };
    let meant = looks(tree);
    let mut most = meant.len().max(1);
    if manner.halved {
        most = most.div_ceil(2);
    }
    let mut looks: Vec<Slot> = meant.into_iter().map(|time| (time, Kind::Look)).filter_map(slot).collect();
    let mut others: Vec<Slot> = of_jobs(tree, day).filter_map(slot).collect();
    others.sort_by_key(|slot| slot.at);
    others.extend(chases(tree, day).and_then(slot));
    others.truncate(most);
    while looks.len() + others.len() > most {
        let far = |look: &Slot| others.iter().map(|other| (other.at - look.at).abs()).min();
        let nearest = (0..looks.len()).rev().min_by_key(|nth| far(&looks[*nth]));
        looks.remove(nearest.unwrap_or_default());
    }
    let mut slots = looks;
    slots.extend(others);
    slots.extend(hard_dues(tree, day, &manner.rest).filter_map(|id| slot((HARD, Kind::Hard(id)))));
    slots.sort_by_key(|slot| slot.at);
    slots
}

/// The times of the pledge.
fn looks(tree: &Tree) -> Vec<NaiveTime> {
    let pledge = Pledge::of(tree).unwrap_or_default();
    pledge.times.iter().filter_map(|time| when::parse_time(time)).collect()
}

/// The time of day of a job, if it has one.
#[must_use]
pub fn time_of(node: &Node) -> Option<NaiveTime> {
    node.text(Key::At).and_then(when::parse_time)
}

/// The open jobs of Today with a time of their own.
fn of_jobs(tree: &Tree, day: NaiveDate) -> impl Iterator<Item = (NaiveTime, Kind)> + '_ {
    let list = today::today(tree, day).list;
    let nodes = list.into_iter().filter_map(move |id| tree.get(id));
    let open = nodes
        .filter(move |node| node.state() == State::Open && !today::is_done_for_now(tree, day, node.id()));
    open.filter_map(|node| Some((time_of(node)?, Kind::At(node.id()))))
}

/// Who is to be asked on that very day.
fn chases(tree: &Tree, day: NaiveDate) -> Option<(NaiveTime, Kind)> {
    let asked = |node: &&Node| chase_day(tree, node) == Some(day);
    let mut all: Vec<NodeId> = tree.dated().filter(asked).map(Node::id).collect();
    all.sort_by_key(|id| tree.age(*id));
    (!all.is_empty()).then_some((CHASES, Kind::Chase(all)))
}

/// When somebody is to be asked about an open job that they have.
#[must_use]
pub fn chase_day(tree: &Tree, node: &Node) -> Option<NaiveDate> {
    let hand = node.field(Key::Hand)?;
    words::with(hand).filter(|_| is_live(tree, node)).and_then(|_| words::chase(hand))
}

/// The day by which an open job must be done.
#[must_use]
pub fn hard_day(tree: &Tree, node: &Node) -> Option<NaiveDate> {
    node.date(Key::Due).filter(|_| node.field(Key::Hard).is_some() && is_live(tree, node))
}

/// Open, as is all above it.
fn is_live(tree: &Tree, node: &Node) -> bool {
    let is_open = |id: NodeId| tree.get(id).is_some_and(|node| node.state() == State::Open);
    node.state() == State::Open && tree.ancestors(node.id()).all(is_open)
}

/// What must be done, and is told on `day`: the last working day before.
fn hard_dues(tree: &Tree, day: NaiveDate, rest: &[Weekday]) -> impl Iterator<Item = NodeId> + use<> {
    let is_work = |day: &NaiveDate| !habits::is_rest_day(tree, *day, rest);
    let days = (1..=MOST_REST).filter_map(|count| day.checked_add_days(Days::new(count)));
    let mut ahead: Vec<NaiveDate> = Vec::new();
    for date in days {
        ahead.push(date);
        if is_work(&date) {
            break;
        }
    }
    if !is_work(&day) {
        ahead.clear();
    }
    let is_near = |node: &&Node| hard_day(tree, node).is_some_and(|due| ahead.contains(&due));
    let mut dues: Vec<NodeId> = tree.dated().filter(is_near).map(Node::id).collect();
    dues.sort_by_key(|id| tree.age(*id));
    dues.into_iter()
}

/// The slots of now that were not told yet, in their order; looks that were taken already are left out.
#[must_use]
pub fn due(tree: &Tree, now: Now, manner: &Manner, told: &Told) -> Vec<Slot> {
    let mut slots = schedule(tree, now.day(), now.calendar, manner);
    slots.retain(|slot| slot.at <= now.time.naive_local() && is_wanted(tree, now, told, slot));
    slots
}

/// How long until the next slot comes, by the person's clock; none if none comes today.
#[must_use]
pub fn next_in(tree: &Tree, now: Now, manner: &Manner, told: &Told) -> Option<TimeDelta> {
    let slots = schedule(tree, now.day(), now.calendar, manner);
    let ahead = slots.iter().filter(|slot| is_wanted(tree, now, told, slot));
    ahead.map(|slot| (slot.at - now.time.naive_local()).max(TimeDelta::zero())).min()
}

fn is_wanted(tree: &Tree, now: Now, told: &Told, slot: &Slot) -> bool {
    let was_taken = || {
        let starts = now.calendar.day_starts;
        let (Some(pledge), Some(day)) = (Pledge::of(tree), tree.day(slot.day)) else { return false };
        let this = pledge.counts_for(&when::print_time(slot.time), starts);
        day.looks.iter().any(|at| pledge.counts_for(at, starts) == this)
    };
    !told.has(slot) && (slot.kind != Kind::Look || !was_taken())
}

/// What is said of slots that come at once: of looks at the list the last one counts.
#[must_use]
pub fn say_all(tree: &Tree, now: Now, manner: &Manner, slots: &[Slot]) -> Vec<String> {
    let last = slots.iter().rposition(|slot| slot.kind == Kind::Look);
    let said = slots.iter().enumerate().filter(|(at, slot)| slot.kind != Kind::Look || Some(*at) == last);
    said.map(|(_, slot)| say(tree, now, manner, slot)).collect()
}

/// A slot in words.
#[must_use]
pub fn say(tree: &Tree, now: Now, manner: &Manner, slot: &Slot) -> String {
    let title = |id: &NodeId| tree.get(*id).map_or("", Node::title);
    match &slot.kind {
        Kind::Look => say_look(tree, now, manner, slot),
        Kind::At(id) => format!("{}: {}", when::print_time(slot.time), title(id)),
        Kind::Hard(id) => {
            let due = tree.get(*id).and_then(|node| node.date(Key::Due)).map(words::say_day);
            format!("Due {}: {}", due.unwrap_or_default(), title(id))
        }
        Kind::Chase(ids) => {
            let who = |id: &NodeId| tree.get(*id)?.field(Key::Hand).and_then(words::with);
            let [first, rest @ ..] = &ids[..] else { return String::new() };
            let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
            format!("Ask {}: {}{more}", who(first).unwrap_or_else(|| "somebody".into()), title(first))
        }
    }
}

/// How the list stands; in the evening of a day without a tick, what would take two minutes.
fn say_look(tree: &Tree, now: Now, manner: &Manner, slot: &Slot) -> String {
    let today = today::today(tree, slot.day);
    let is_evening = slot.time >= EVENING || slot.time.hour() < now.calendar.day_starts.hour();
    let offers = manner.evening && is_evening && today.done == 0;
    if offers
        && !habits::is_rest_day(tree, slot.day, &manner.rest)
        && let Some(small) = smallest(tree, &today)
    {
        return format!("Two minutes would do: {small}");
    }
    match (today.list.len(), today.open) {
        (0, _) => "Nothing is on the list yet.".to_owned(),
        (_, 0) => "All of the list is done.".to_owned(),
        (_, open) => {
            let jobs = if open == 1 { "1 job".to_owned() } else { format!("{open} jobs") };
            let minutes = match today.minutes_open {
                0 => String::new(),
                minutes => format!(", {minutes} min"),
            };
            format!("Your list is ready: {jobs}{minutes}.")
        }
    }
}

/// The two-minute version of a job on the list, or else its smallest job.
fn smallest(tree: &Tree, today: &Today) -> Option<String> {
    let open: Vec<&Node> =
        today.list.iter().filter_map(|id| tree.get(*id)).filter(|node| node.state() == State::Open).collect();
    let mini = open.iter().find_map(|node| node.text(Key::Mini));
    let small = || open.iter().min_by_key(|node| node.minutes().unwrap_or(u32::MAX)).map(|node| node.title());
    mini.or_else(small).map(str::to_owned)
}

#[cfg(test)]
mod tests;
