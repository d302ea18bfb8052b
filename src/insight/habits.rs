//! What is learnt from the ledger: how long jobs really take, and how much of a day is the person's own.
//!
//! All of it is silent until there is enough to learn from.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::spent::Scope;
use super::trial::Trial;
use crate::model::{Day, Node, NodeId, Note, Text, Tree};

/// What a job without an estimate counts as where planning needs a number, in minutes.
pub const UNKNOWN_MINUTES: u32 = 15;
/// Room of a day of which nothing is known, in minutes.
pub const DEFAULT_ROOM: u32 = 60;

/// Measured jobs that the correction looks at.
const JOBS_SEEN: usize = 20;
/// Measured jobs that it needs, and that a tag needs for a correction of its own.
const LEAST_JOBS: usize = 5;
const LEAST_TAGGED: usize = 8;
/// The correction stays within these, whatever was measured.
const LEAST_FACTOR: f64 = 0.5;
const MOST_FACTOR: f64 = 3.0;

/// Active days of a kind from which its room is learnt, and how many it needs.
const DAYS_SEEN: usize = 8;
const LEAST_DAYS: usize = 4;
/// Credited minutes that make a day without a tick an active one.
pub(super) const ACTIVE_MINUTES: u64 = 5;
/// Days for which the learnt room must have differed from the set one before a word is said.
const HINT_DAYS: u64 = 14;

/// How the person's times compare with their estimates.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Correction {
    all: Option<f64>,
    /// Tags with a factor of their own, those with most measured jobs first.
    tags: Vec<(Text, f64)>,
}

/// The correction as of `today`: the median of actual ÷ estimate over the last twenty measured jobs, kept between 0.5
/// and 3. It needs five; a tag with eight has its own. The median of an even number is the mean of the middle two.
#[must_use]
pub fn correction(tree: &Tree, today: NaiveDate) -> Correction {
    let mut all: Vec<f64> = Vec::new();
    let mut tagged: HashMap<&str, Vec<f64>> = HashMap::new();
    let days = tree.days().range(..=today).rev();
    for done in days.flat_map(|(_, day)| day.done.iter().rev()) {
        let (Some(minutes), Some(guess)) = (done.minutes, done.guess.filter(|guess| *guess > 0)) else {
            continue;
        };
        let ratio = f64::from(minutes) / f64::from(guess);
        keep(&mut all, ratio);
        for tag in tree.get(done.id).into_iter().flat_map(Node::tags) {
            keep(tagged.entry(tag).or_default(), ratio);
        }
    }
    let mut tags: Vec<(&str, Vec<f64>)> = tagged.into_iter().collect();
    tags.sort_by(|(one, some), (other, more)| more.len().cmp(&some.len()).then(one.cmp(other)));
    let own = |(tag, ratios): (&str, Vec<f64>)| Some((tag.into(), factor(ratios, LEAST_TAGGED)?));
    Correction { all: factor(all, LEAST_JOBS), tags: tags.into_iter().filter_map(own).collect() }
}

fn keep(ratios: &mut Vec<f64>, ratio: f64) {
    if ratios.len() < JOBS_SEEN {
        ratios.push(ratio);
    }
}

fn factor(mut ratios: Vec<f64>, least: usize) -> Option<f64> {
    if ratios.len() < least {
        return None;
    }
    ratios.sort_by(f64::total_cmp);
    let middle = ratios.len() / 2;
    let median = if ratios.len() % 2 == 1 {
        ratios[middle]
    } else {
        f64::midpoint(ratios[middle - 1], ratios[middle])
    };
    Some(median.clamp(LEAST_FACTOR, MOST_FACTOR))
}

impl Correction {
    /// Minutes to plan for a job: its corrected estimate, or fifteen where there is none.
    #[must_use]
    pub fn minutes(&self, node: &Node) -> u32 {
        self.estimate(node.minutes(), || node.tags()).unwrap_or(UNKNOWN_MINUTES)
    }

    /// The corrected estimate, rounded to five; never 0. Without enough measured jobs it is the estimate itself.
    #[expect(clippy::cast_sign_loss, reason = "a product of numbers above zero")]
    pub(super) fn estimate<'n, T: Iterator<Item = &'n str>>(
        &self,
        minutes: Option<u32>,
        tags: impl Fn() -> T,
    ) -> Option<u32> {
        let minutes = minutes?;
        let own = self.tags.iter().find(|(own, _)| tags().any(|tag| *tag == **own));
        let Some(factor) = own.map(|own| own.1).or(self.all) else { return Some(minutes) };
        let exact = f64::from(minutes) * factor;
        let rounded = (exact / 5.0).round() as u32 * 5;
        Some(if rounded == 0 { (exact.round() as u32).max(1) } else { rounded })
    }

    /// `15 m (yours: 20)`, or `15 m` where the correction changes nothing; none without an estimate.
    #[must_use]
    pub fn words(&self, node: &Node) -> Option<String> {
        let (minutes, yours) = (node.minutes()?, self.minutes(node));
        Some(if minutes == yours { format!("{minutes} m") } else { format!("{minutes} m (yours: {yours})") })
    }
}

/// How much of a day is the person's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Minutes: as said today, else as set for this weekday, else as learnt, else an hour.
    pub minutes: u32,
    /// Whether it was said, set or learnt.
    pub is_known: bool,
    /// What the ledger tells of such days, if it tells enough.
    pub learnt: Option<u32>,
    /// A word on a set room that the days have not been like for two weeks.
    pub hint: Option<String>,
}

impl Room {
    /// Minutes to be planned: 80 % of the room.
    #[must_use]
    pub fn planned(&self) -> u32 {
        (u64::from(self.minutes) * 4 / 5) as u32
    }
}

/// The room of `today`, with the minutes that were set for its weekday and the weekdays that are for rest.
#[must_use]
pub fn room(tree: &Tree, today: NaiveDate, set: Option<u32>, rest: &[Weekday]) -> Room {
    let is_rest = is_rest_day(tree, today, rest);
    let learnt = learnt_room(tree, today, is_rest, rest);
    let said = tree.day(today).and_then(Day::room);
    let known = said.or(set).or(learnt);
    let differs = |back| {
        let day = today.checked_sub_days(Days::new(back))?;
        let (learnt, set) = (u64::from(learnt_room(tree, day, is_rest, rest)?), u64::from(set?));
        (learnt.abs_diff(set) * 4 > set).then_some(learnt > set)
    };
    let sides: Option<Vec<bool>> = (0..HINT_DAYS).map(differs).collect();
    let hint = learnt.filter(|_| sides.is_some_and(|sides| sides.iter().all(|side| *side == sides[0])));
    let days = if is_rest { "rest days" } else { "working days" };
    let hint = hint.map(|minutes| format!("Your last {days} came to {minutes} min. Use that?"));
    Room { minutes: known.unwrap_or(DEFAULT_ROOM), is_known: known.is_some(), learnt, hint }
}

/// The 60th percentile of the minutes credited on the last eight active days before `day` that were days of rest, or
/// working days: by nearest rank, so of eight the fifth smallest; rounded to five. Rough days teach nothing.
fn learnt_room(tree: &Tree, day: NaiveDate, is_rest: bool, rest: &[Weekday]) -> Option<u32> {
    let days = tree.days().range(..day).rev().filter(|(date, record)| {
        is_active(record) && !record.is_rough() && is_rest_day(tree, **date, rest) == is_rest
    });
    let mut minutes: Vec<u64> = days.take(DAYS_SEEN).map(|(_, record)| worth(record)).collect();
    if minutes.len() < LEAST_DAYS {
        return None;
    }
    minutes.sort_unstable();
    let rank = (minutes.len() * 6).div_ceil(10);
    u32::try_from((minutes[rank - 1] + 2) / 5 * 5).ok().map(|minutes| minutes.max(5))
}

/// Whether something was ticked on a day, or five minutes were spent.
#[must_use]
pub fn is_active(day: &Day) -> bool {
    Scope::All.spent(day).is_active()
}

/// Minutes of a day as planning counts them.
fn worth(day: &Day) -> u64 {
    Scope::All.spent(day).minutes
}

/// Whether a day is for rest: by its weekday, or because the ledger says so.
#[must_use]
pub fn is_rest_day(tree: &Tree, day: NaiveDate, rest: &[Weekday]) -> bool {
    rest.contains(&day.weekday()) || tree.day(day).is_some_and(Day::is_rest)
}

/// Working days from `from` through `through`; none if that is past. A week of nothing but rest counts as work.
#[must_use]
pub fn working_days(from: NaiveDate, through: NaiveDate, rest: &[Weekday]) -> u32 {
    let Ok(days) = u32::try_from((through - from).num_days() + 1) else { return 0 };
    let work = |days: u32| {
        let weekdays = std::iter::successors(Some(from.weekday()), |weekday| Some(weekday.succ()));
        weekdays.take(days as usize).filter(|weekday| !rest.contains(weekday)).fold(0, |count, _| count + 1)
    };
    match work(7) {
        0 => days,
        a_week => days / 7 * a_week + work(days % 7),
    }
}

/// The day that comes `count` working days after `from`; a time without any working day counts day by day.
#[must_use]
pub fn after_working_days(tree: &Tree, from: NaiveDate, count: u32, rest: &[Weekday]) -> NaiveDate {
    let days = || from.iter_days().skip(1);
    let mut work = days().take(60).filter(|day| !is_rest_day(tree, *day, rest));
    let at = count.saturating_sub(1) as usize;
    work.nth(at).or_else(|| days().nth(at)).unwrap_or(from)
}

/// The goals of the week: those chosen last within the seven days up to `today`, and the one that is on trial.
pub fn goals_of_week(tree: &Tree, today: NaiveDate) -> impl Iterator<Item = NodeId> {
    let first = today.checked_sub_days(Days::new(6)).unwrap_or(today);
    let chosen = tree.days().range(first..=today).rev().map(|(_, day)| day);
    let last = chosen.into_iter().find(|day| day.noted(Note::Goal).next().is_some());
    let tried = Trial::of(tree).filter(|trial| !trial.is_over(today)).map(|trial| trial.chosen);
    let is_chosen = move |id: &NodeId| last.is_some_and(|day| day.has(Note::Goal, *id));
    last.into_iter().flat_map(|day| day.noted(Note::Goal)).chain(tried.filter(|id| !is_chosen(id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, Done, Fact, Field, Key};

    fn date(back: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap() - Days::new(back)
    }

    fn job(id: &str, minutes: u32, tag: &str) -> Node {
        let fields = vec![Field::number(Key::Minutes, minutes), Field::text(Key::Tags, tag)];
        Node::with_fields(NodeId::parse(id), fields)
    }

    fn done(id: &str, minutes: Option<u32>, guess: Option<u32>) -> Done {
        let at = format!("0{}:00", 5 + guess.unwrap_or(0) % 4).into();
        Done { id: NodeId::parse(id), at, minutes, guess, title: "".into(), unknown: vec![] }
    }

    /// One measured job a day, the first yesterday: whose, its minutes and its estimate.
    fn measured(jobs: &[(&str, u32, u32)]) -> Tree {
        let mut builder = Builder::default();
        builder.node(job("w", 15, "write"), None);
        builder.node(job("p", 15, "phone"), None);
        for (at, (id, minutes, guess)) in jobs.iter().enumerate() {
            let done = vec![done(id, Some(*minutes), Some(*guess))];
            builder.day(date(at as u64 + 1), Day { done, ..Day::default() });
        }
        builder.finish().0
    }

    #[test]
    fn estimates_are_corrected_by_the_median_of_the_measured() {
        let said = |jobs: &[(&str, u32, u32)], estimate| {
            let learnt = correction(&measured(jobs), date(0));
            (learnt.words(&job("w", estimate, "write")), learnt.words(&job("p", estimate, "phone")))
        };
        let both = |words: &str| (Some(words.to_owned()), Some(words.to_owned()));
        let (even, odd) = ([("w", 30, 15), ("w", 15, 15)].repeat(2), [("w", 20, 15); 5]);
        assert_eq!(said(&even, 15), both("15 m"), "four are too few");
        assert_eq!(said(&odd, 15), both("15 m (yours: 20)"));
        assert_eq!(said(&odd, 14), both("14 m (yours: 20)"), "rounded to five");
        assert_eq!(said(&[("w", 90, 15); 6], 15), both("15 m (yours: 45)"), "at most three times");
        assert_eq!(said(&[("w", 1, 15); 6], 20), both("20 m (yours: 10)"), "at least half");
        assert_eq!(said(&[("w", 1, 15); 6], 1), both("1 m"), "never nothing");
        assert_eq!(said(&even.repeat(2), 20), both("20 m (yours: 30)"), "the middle of the middle two");
        let recent = [[("gone", 30, 15); 20], [("gone", 15, 15); 20]].concat();
        assert_eq!(said(&recent, 10), both("10 m (yours: 20)"), "the last twenty count");
        let own = [vec![("w", 45, 15); 8], vec![("p", 15, 15); 12]].concat();
        assert_eq!(said(&own, 10), (Some("10 m (yours: 30)".into()), Some("10 m".into())));
        let learnt = correction(&measured(&odd), date(0));
        assert_eq!(learnt.minutes(&Node::new(NodeId::parse("x"), "no estimate")), UNKNOWN_MINUTES);
        assert_eq!(learnt.words(&Node::new(NodeId::parse("x"), "no estimate")), None);
    }

    /// A ledger of credited minutes a day, yesterday first; 0 is an empty day.
    fn lived(minutes: &[u32]) -> Tree {
        let mut builder = Builder::default();
        for (at, minutes) in minutes.iter().enumerate().filter(|(_, minutes)| **minutes > 0) {
            let done = vec![done("a", Some(*minutes), None)];
            builder.day(date(at as u64 + 1), Day { done, ..Day::default() });
        }
        builder.finish().0
    }

    #[test]
    fn room_is_learnt_from_days_of_the_same_kind() {
        let learnt = |minutes: &[u32], rest: &[Weekday]| room(&lived(minutes), date(0), None, rest);
        let ten: Vec<u32> = (1..=10).map(|nth| nth * 10).collect();
        for (minutes, rest, wanted) in [
            (&[][..], &[][..], None),
            (&[50, 50, 50], &[], None),
            (&[50, 0, 10, 30, 20], &[], Some(30)),
            (&[48, 0, 48, 48, 48], &[], Some(50)),
            (&ten, &[], Some(50)),
            // Today is a Saturday: yesterday and the days before are of the other kind.
            (&ten, &[Weekday::Sat], None),
            (&[5, 5, 5, 5, 5, 5, 80].repeat(4), &[Weekday::Sat], Some(80)),
        ] {
            let room = learnt(minutes, rest);
            assert_eq!(room.learnt, wanted, "{minutes:?} {rest:?}");
            assert_eq!(room.minutes, wanted.unwrap_or(DEFAULT_ROOM));
            assert_eq!(room.hint, None);
        }
        let bare = |_| Day { done: vec![done("a", None, None), done("b", None, None)], ..Day::default() };
        let mut builder = Builder::default();
        (1..=4).for_each(|back| builder.day(date(back), bare(back)));
        let rough = Day { facts: vec![Fact::Kind("rough".into())], ..bare(5) };
        builder.day(date(5), Day { done: vec![done("c", Some(5), None)], ..rough });
        assert_eq!(
            room(&builder.finish().0, date(0), None, &[]).learnt,
            Some(30),
            "ticks without minutes count"
        );
    }

    #[test]
    fn what_was_said_and_set_goes_first_and_a_lasting_difference_is_told() {
        let hint = |tree: &Tree, set| room(tree, date(0), Some(set), &[]).hint;
        let long = lived(&[50; 30]);
        let told = Some("Your last working days came to 50 min. Use that?".to_owned());
        for (set, wanted) in [(90, &told), (66, &None), (60, &None), (40, &None), (39, &told)] {
            assert_eq!(&hint(&long, set), wanted, "{set}");
        }
        assert_eq!(hint(&lived(&[50; 16]), 90), None, "not for two weeks yet");
        assert_eq!(room(&long, date(0), Some(90), &[]).planned(), 72);
        let mut builder = Builder::default();
        builder.day(date(0), Day { facts: vec![Fact::Room(25)], ..Day::default() });
        assert_eq!(room(&builder.finish().0, date(0), Some(90), &[]).minutes, 25);
    }

    #[test]
    fn working_days_are_counted_one_by_one() {
        let (weekend, all) =
            ([Weekday::Sat, Weekday::Sun], [0, 1, 2, 3, 4, 5, 6].map(|day| date(day).weekday()));
        for from in 0..7 {
            for length in 0..30 {
                let (from, through) = (date(from + 40), date(from + 40) + Days::new(length));
                let days = from.iter_days().take_while(|day| *day <= through);
                let wanted = days.filter(|day| !weekend.contains(&day.weekday())).count();
                assert_eq!(working_days(from, through, &weekend) as usize, wanted, "{from} {through}");
                assert_eq!(u64::from(working_days(from, through, &all)), length + 1);
            }
        }
        assert_eq!(working_days(date(0), date(1), &[]), 0);
    }

    #[test]
    fn goals_of_the_week_are_those_chosen_last() {
        let mut builder = Builder::default();
        for (back, goal) in [(9, "a"), (5, "b"), (3, "c")] {
            let noted = vec![(Note::Goal, NodeId::parse(goal))];
            builder.day(date(back), Day { noted, ..Day::default() });
        }
        let tree = builder.finish().0;
        for (back, wanted) in [(0, "c"), (4, "b"), (2, "c"), (7, "a")] {
            let goals: Vec<String> = goals_of_week(&tree, date(back)).map(|id| id.to_string()).collect();
            assert_eq!(goals, [wanted], "{back}");
        }
        assert_eq!(goals_of_week(&tree, date(0) + Days::new(4)).count(), 0);
    }
}
