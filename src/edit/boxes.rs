//! Boxes: minutes with one point to reach. At most one runs, wherever it was begun; the ledger holds it, so that it
//! outlives the program that began it.
//!
//! A running box has no `minutes`, and one property beside the usual ones: `since`, the instant from which its time
//! counts (pauses move it on), or while it pauses `paused`, the seconds that it has so far. Without either, as another
//! program may write it, its time counts from `at`.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta};

use super::{Edit, Outcome};
use crate::insight::habits::UNKNOWN_MINUTES;
use crate::model::{Boxed, Done, Field, Key, Mark, NodeId, Now, State, Text, Timed, Tree};

/// In the ledger, while a box runs: the instant from which its time counts, as seconds of Unix time.
const SINCE: &str = "since";
/// In the ledger, while a box pauses: the seconds that it has so far.
const PAUSED: &str = "paused";
/// The longest box, in minutes.
pub const MOST_MINUTES: u32 = 240;
/// Seconds over its time after which nobody knows any more how long a box really was.
const FORGOTTEN: i64 = 60;
/// Boxes with no more minutes between them were in a row.
const ROW_GAP: i64 = 3;

/// A box that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// The logical day on which it was begun.
    pub day: NaiveDate,
    /// What the ledger says of it.
    pub boxed: Boxed,
}

/// The one box that runs; of several, as after a merge, the last.
#[must_use]
pub fn running(tree: &Tree) -> Option<Running> {
    all_running(tree).next()
}

fn all_running(tree: &Tree) -> impl Iterator<Item = Running> {
    let of_day = |(day, record): (&NaiveDate, &crate::model::Day)| {
        let open = record.boxes.iter().rev().filter(|boxed| boxed.minutes.is_none());
        open.map(|boxed| Running { day: *day, boxed: boxed.clone() }).collect::<Vec<_>>()
    };
    tree.days().iter().rev().flat_map(of_day)
}

impl Running {
    /// The same box as it is in `tree`; none if it does not run any more.
    #[must_use]
    pub fn in_tree(&self, tree: &Tree) -> Option<Self> {
        let mut boxes = tree.day(self.day)?.boxes.iter();
        let boxed = boxes.find(|boxed| boxed.same_moment(&self.boxed))?;
        boxed.minutes.is_none().then(|| Self { day: self.day, boxed: boxed.clone() })
    }

    /// Seconds that it has so far.
    #[must_use]
    pub fn seconds(&self, now: Now) -> i64 {
        if let Some(seconds) = self.said(PAUSED) {
            return seconds.max(0);
        }
        let since = self.said(SINCE).unwrap_or_else(|| self.begun(now).timestamp());
        now.time.timestamp().saturating_sub(since).max(0)
    }

    /// Seconds that are left; below zero once its time is over.
    #[must_use]
    pub fn left(&self, now: Now) -> i64 {
        (i64::from(self.boxed.planned) * 60).saturating_sub(self.seconds(now))
    }

    /// Whether it pauses.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.said(PAUSED).is_some()
    }

    /// Minutes that it has so far, to the nearest, at most those planned: what counts if nobody says more.
    #[must_use]
    pub fn minutes(&self, now: Now) -> u32 {
        let minutes = self.seconds(now).saturating_add(30) / 60;
        u32::try_from(minutes).unwrap_or(u32::MAX).min(self.boxed.planned)
    }

    /// Whether its time has been over for so long that nobody knows any more how long it really was.
    #[must_use]
    pub fn is_forgotten(&self, now: Now) -> bool {
        !self.is_paused() && self.left(now) < -FORGOTTEN
    }

    /// When its time is over, if it does not pause.
    #[must_use]
    pub fn ends(&self, now: Now) -> DateTime<FixedOffset> {
        let left = TimeDelta::try_seconds(self.left(now)).unwrap_or_default();
        now.time.checked_add_signed(left).unwrap_or(now.time)
    }

    fn said(&self, name: &str) -> Option<i64> {
        self.boxed.unknown.iter().find(|(other, _)| &**other == name)?.1.parse().ok()
    }

    /// When it was begun, as its time of day tells in the zone of `now`.
    fn begun(&self, now: Now) -> DateTime<FixedOffset> {
        let at = NaiveTime::parse_from_str(&self.boxed.at, "%H:%M").unwrap_or(now.calendar.day_starts);
        let nights = Days::new(u64::from(at < now.calendar.day_starts));
        let day = self.day.checked_add_days(nights).unwrap_or(self.day);
        day.and_time(at).and_local_timezone(*now.time.offset()).single().unwrap_or(now.time)
    }

    /// The same with another clock; none where it has ended.
    fn with(&self, clock: Option<(&str, i64)>) -> Boxed {
        let mut boxed = self.boxed.clone();
        boxed.unknown.retain(|(name, _)| !matches!(&**name, SINCE | PAUSED));
        boxed.unknown.extend(clock.map(|(name, seconds)| (name.into(), seconds.to_string().into())));
        boxed
    }
}

/// Begins a box on an open job. One that runs ends with what it has, at most what it was planned for.
///
/// # Errors
/// It is not an open job.
pub fn begin(edit: &mut Edit<'_>, id: NodeId, planned: u32, point: &str) -> Outcome {
    if !edit.tree().is_leaf(id) {
        return Err("A box takes a job; → shows those below, `s` splits.".into());
    }
    if edit.node(id)?.state() != State::Open {
        return Err("It is settled; `space` opens it once more.".into());
    }
    end_all(edit, None)?;
    let (now, day) = (edit.now(), edit.now().day());
    let boxed = Boxed {
        id,
        at: free_minute(edit, id),
        planned: planned.clamp(1, MOST_MINUTES),
        minutes: None,
        point: point.into(),
        title: edit.node(id)?.title().into(),
        unknown: vec![(SINCE.into(), now.time.timestamp().to_string().into())],
    };
    edit.mark(day, None, Some(Mark::Boxed(boxed)))
}

/// The time of day, or the next minute at which nothing is known of `id`.
fn free_minute(edit: &Edit<'_>, id: NodeId) -> Text {
    let day = edit.tree().day(edit.now().day());
    let stands = |at: &str| {
        let boxed = |boxed: &Boxed| boxed.id == id && &*boxed.at == at;
        let done = |done: &Done| done.id == id && &*done.at == at;
        day.is_some_and(|day| day.boxes.iter().any(boxed) || day.done.iter().any(done))
    };
    let mut minute = edit.now();
    while stands(&minute.time_of_day()) {
        minute.time += TimeDelta::minutes(1);
    }
    minute.time_of_day().into()
}

/// Ends a box with these minutes, which are credited to its job; a box of none leaves no trace.
///
/// # Errors
/// It does not run as it is told.
pub fn end(edit: &mut Edit<'_>, running: &Running, minutes: u32) -> Outcome {
    let ended = Boxed { minutes: Some(minutes), ..running.with(None) };
    let ended = (minutes > 0).then_some(Mark::Boxed(ended));
    edit.mark(running.day, Some(Mark::Boxed(running.boxed.clone())), ended)?;
    let id = running.boxed.id;
    if minutes == 0 || !edit.tree().contains(id) {
        return Ok(());
    }
    let spent = edit.node(id)?.number(Key::Spent).unwrap_or(0).saturating_add(minutes);
    edit.set(id, Key::Spent, Some(Field::number(Key::Spent, spent)))
}

/// Ends what runs, on `id` or on whatever, with what it has.
pub(super) fn end_all(edit: &mut Edit<'_>, id: Option<NodeId>) -> Outcome {
    let fits = |running: &Running| id.is_none_or(|id| running.boxed.id == id);
    let found: Vec<Running> = all_running(edit.tree()).filter(fits).collect();
    let now = edit.now();
    found.iter().try_for_each(|running| end(edit, running, running.minutes(now)))
}

/// Lets a box pause, or go on.
///
/// # Errors
/// It does not run as it is told.
pub fn toggle_pause(edit: &mut Edit<'_>, running: &Running) -> Outcome {
    let (now, seconds) = (edit.now(), running.seconds(edit.now()));
    let clock = if running.is_paused() { (SINCE, now.time.timestamp() - seconds) } else { (PAUSED, seconds) };
    replace(edit, running, running.with(Some(clock)))
}

/// Gives a box more minutes.
///
/// # Errors
/// It does not run as it is told.
pub fn extend(edit: &mut Edit<'_>, running: &Running, minutes: u32) -> Outcome {
    let planned = running.boxed.planned.saturating_add(minutes);
    replace(edit, running, Boxed { planned, ..running.boxed.clone() })
}

fn replace(edit: &mut Edit<'_>, running: &Running, boxed: Boxed) -> Outcome {
    edit.mark(running.day, Some(Mark::Boxed(running.boxed.clone())), Some(Mark::Boxed(boxed)))
}

/// What a tick of `id` has measured: the minutes of its boxes since its last tick, and what it was thought to take.
pub(super) fn measured(tree: &Tree, id: NodeId) -> Option<(u32, u32)> {
    let node = tree.get(id).filter(|node| node.number(Key::Spent) > Some(0))?;
    let mut minutes: u32 = 0;
    for day in tree.days().values().rev() {
        let last = day.done.iter().rfind(|done| done.id == id);
        let since = day
            .boxes
            .iter()
            .filter(|boxed| boxed.id == id && last.is_none_or(|done| boxed.order() > done.order()));
        minutes = since.filter_map(|boxed| boxed.minutes).fold(minutes, u32::saturating_add);
        if last.is_some() {
            break;
        }
    }
    (minutes > 0).then(|| (minutes, node.minutes().unwrap_or(UNKNOWN_MINUTES)))
}

/// How many boxes of today followed each other up to now, with hardly a minute between them.
#[must_use]
pub fn in_a_row(tree: &Tree, now: Now) -> usize {
    let boxes = tree.day(now.day()).map(|day| &day.boxes[..]).unwrap_or_default();
    let mut next = now.time;
    let mut count = 0;
    for boxed in boxes.iter().rev() {
        let Some(minutes) = boxed.minutes else { continue };
        let begun = Running { day: now.day(), boxed: boxed.clone() }.begun(now);
        let gap = (next - begun).num_minutes() - i64::from(minutes);
        if gap > ROW_GAP {
            break;
        }
        (next, count) = (begun, count + 1);
    }
    count
}
