//! How firmly a repeat is rooted, 0 to 100: each occurrence that was done moves it up, each that passed moves it down
//! by a slice. In the manner of Loop Habit Tracker's score, in a simpler form of our own.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, Weekday};

use super::habits::is_rest_day;
use super::today::FOR;
use crate::model::repeat::{Cycle, Interval};
use crate::model::{Done, Key, Node, NodeId, Note, Rule, State, Tree};
use crate::text::when;

/// Occurrences of something daily after which half of a strength is left; rarer ones need fewer, by the root of how
/// rare they are.
const HALF_LIFE: f64 = 13.0;
/// What the smaller version counts.
const MINI: f64 = 0.5;
/// Most occurrences that one late tick or an open date stands for; they leave a hundredth of a strength.
const MOST_PASSED: usize = 100;

/// 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Strength(f64);

impl Strength {
    /// 0 to 100.
    #[must_use]
    #[expect(clippy::cast_sign_loss, reason = "it is between 0 and 1")]
    pub fn score(self) -> u32 {
        (self.0 * 100.0).round() as u32
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self.score() {
            0..25 => "seed",
            25..50 => "sprouting",
            50..75 => "rooted",
            _ => "strong",
        }
    }

    /// After `weight` occurrences, of which the share `done` was done; one loses 1 − `kept` of the strength.
    fn settle(&mut self, kept: f64, done: f64, weight: f64) {
        let kept = kept.powf(weight);
        self.0 = self.0 * kept + done * (1.0 - kept);
    }
}

/// How much of a strength one occurrence leaves.
fn kept(rule: Rule) -> f64 {
    0.5_f64.powf(rule.interval_days().sqrt() / HALF_LIFE)
}

/// What became of a repeat, gathered once.
#[derive(Default)]
struct Past {
    /// What each occurrence counts that was done, and on which day that was.
    done: BTreeMap<NaiveDate, (f64, NaiveDate)>,
    /// What each day counts on which it was done.
    days: BTreeMap<NaiveDate, f64>,
    passed: Vec<NaiveDate>,
    skipped: Vec<NaiveDate>,
}

impl Past {
    fn of(tree: &Tree, node: &Node, today: NaiveDate) -> Self {
        let mut past = Self::default();
        let id = node.id();
        for (date, day) in tree.days() {
            for done in day.done.iter().filter(|done| done.id == id && *date <= today) {
                let worth = worth(node, done);
                if let Some(due) = counted_for(done) {
                    past.done.insert(due, (worth, *date));
                }
                let best = past.days.entry(*date).or_insert(worth);
                *best = best.max(worth);
            }
            let has = |note| day.has(note, id);
            past.passed.extend(has(Note::Passed).then_some(*date));
            past.skipped.extend(has(Note::Skipped).then_some(*date));
        }
        past
    }
}

fn worth(node: &Node, done: &Done) -> f64 {
    let is_mini = *done.title != *node.title() && node.text(Key::Mini) == Some(&*done.title);
    if is_mini { MINI } else { 1.0 }
}

/// The date of the repeat for which a tick counted.
fn counted_for(done: &Done) -> Option<NaiveDate> {
    let said = done.unknown.iter().find(|(name, _)| &**name == FOR)?;
    when::parse_date(said.1.trim_matches('"'))
}

/// The strength of a repeat as of `today`; none if it does not repeat, or nothing of it is past yet.
///
/// What was left out on purpose, and what passed on a day of rest, does nothing. Ticks beside the dates do nothing. A
/// quota is settled when its week or month is over.
#[must_use]
pub fn strength(
    tree: &Tree,
    id: NodeId,
    today: NaiveDate,
    week_starts: Weekday,
    rest: &[Weekday],
) -> Option<Strength> {
    let (rule, settled) = settled(tree, id, today, week_starts, rest)?;
    let mut strength = Strength::default();
    settled.iter().for_each(|settled| strength.settle(kept(rule), settled.share, settled.weight));
    (!settled.is_empty()).then_some(strength)
}

/// How many occurrences were done from `since` on, and how many there were; none if it does not repeat. What
/// [`strength`] leaves out is left out here too.
#[must_use]
pub fn kept_up(
    tree: &Tree,
    id: NodeId,
    since: NaiveDate,
    today: NaiveDate,
    week_starts: Weekday,
    rest: &[Weekday],
) -> Option<(f64, f64)> {
    let (_, settled) = settled(tree, id, today, week_starts, rest)?;
    let settled = || settled.iter().filter(|settled| settled.day >= since);
    let done = settled().map(|settled| settled.share * settled.weight).sum();
    Some((done, settled().map(|settled| settled.weight).sum()))
}

/// What became of one occurrence, or of a quota's period.
#[derive(Debug, Clone, Copy)]
struct Settled {
    /// Of which date; of a period, its last one.
    day: NaiveDate,
    /// The share that was done, 0 to 1.
    share: f64,
    /// For how many occurrences it stands.
    weight: f64,
}

/// All that is settled by `today`, oldest first.
fn settled(
    tree: &Tree,
    id: NodeId,
    today: NaiveDate,
    week_starts: Weekday,
    rest: &[Weekday],
) -> Option<(Rule, Vec<Settled>)> {
    let node = tree.get(id)?;
    let rule = Rule::of(node)?;
    let past = Past::of(tree, node, today);
    let is_rest = |day| is_rest_day(tree, day, rest);
    let settled = match rule.cycle {
        Cycle::Quota(count, _) => quotas(rule, count, &past, (today, week_starts), &is_rest),
        _ => occurrences(node, rule, &past, today, &is_rest),
    };
    Some((rule, settled))
}

/// Each occurrence, oldest first.
fn occurrences(
    node: &Node,
    rule: Rule,
    past: &Past,
    today: NaiveDate,
    is_rest: &dyn Fn(NaiveDate) -> bool,
) -> Vec<Settled> {
    let mut counts: Vec<(NaiveDate, f64)> =
        past.done.iter().map(|(due, (worth, _))| (*due, *worth)).collect();
    let open = node.date(Key::Plan).or_else(|| node.date(Key::Due));
    let open = open.filter(|due| node.state() == State::Open && !past.done.contains_key(due));
    let mut passed = past.passed.clone();
    if let Cycle::After(interval) = rule.cycle {
        // No date but the one that is open: each further interval without a tick passed.
        let late = past.done.iter().map(|(due, (_, ticked))| (*due, *ticked));
        let open = open.map(|due| (due, today));
        passed.extend(late.chain(open).flat_map(|(due, until)| steps(interval, due, until)));
    } else if let Some((due, until)) = open.zip(today.succ_opt()) {
        // The open one passes when the next is there.
        let anchor = node.date(Key::Anchor).unwrap_or(due);
        passed.extend(
            due.succ_opt()
                .into_iter()
                .flat_map(|next| rule.occurrences(anchor, next..until).take(MOST_PASSED)),
        );
    }
    let is_counted = |day: &NaiveDate| {
        *day <= today && !is_rest(*day) && !past.done.contains_key(day) && !past.skipped.contains(day)
    };
    passed.retain(is_counted);
    passed.sort_unstable();
    passed.dedup();
    counts.extend(passed.into_iter().map(|day| (day, 0.0)));
    counts.sort_by_key(|count| count.0);
    counts.into_iter().map(|(day, share)| Settled { day, share, weight: 1.0 }).collect()
}

fn steps(interval: Interval, due: NaiveDate, until: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let days = std::iter::successors(interval.after(due), move |day| interval.after(*day));
    days.take_while(move |day| *day <= until).take(MOST_PASSED)
}

/// Each period that is over, oldest first.
fn quotas(
    rule: Rule,
    count: u32,
    past: &Past,
    (today, week_starts): (NaiveDate, Weekday),
    is_rest: &dyn Fn(NaiveDate) -> bool,
) -> Vec<Settled> {
    let mut counts = Vec::new();
    let Some(begun) = past.days.keys().next().copied() else { return counts };
    let mut at = begun;
    while let Some(period) = rule.period(at, week_starts).filter(|period| *period.end() < today) {
        let (first, last) = period.into_inner();
        let days = || first.max(begun).iter_days().take_while(|day| *day <= last);
        let done: f64 = past.days.range(first..=last).map(|(_, worth)| worth).sum();
        let ticked = past.days.range(first..=last).count() as u32;
        let is_over = past.skipped.iter().any(|day| (first..=last).contains(day));
        let work = if is_over { 0 } else { days().filter(|day| !is_rest(*day)).count() as u32 };
        // Days of rest make it ask for less, though never for less than was done.
        let asked = count.min(work.max(ticked));
        if asked > 0 {
            let weight = f64::from(asked);
            counts.push(Settled { day: last, share: (done / weight).min(1.0), weight });
        }
        match last.checked_add_days(Days::new(1)) {
            Some(next) => at = next,
            None => break,
        }
    }
    counts
}

#[cfg(test)]
mod tests;
