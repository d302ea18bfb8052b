//! What was done in a week of the past, in a few words.

use chrono::{NaiveDate, Weekday};
use foldhash::{HashMap, HashMapExt};

use super::tally::{Tally, worth};
use super::week;
use crate::insight::spent::Scope;
use crate::model::{Key, NodeId, State, Tree};
use crate::text::when::say_date;

/// What was done in a week of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// Nothing had begun; when the first thing was written down, if that was after it.
    Before(Option<NaiveDate>),
    /// Nothing was done.
    Quiet,
    /// A job on its own, or one that is gone.
    Job(String),
    /// One job of several in a goal: how the goal is called, at which place the job stands, and of how many.
    Point(String, usize, usize),
    /// Something that repeats, and how often.
    Times(String, u32),
}

impl Then {
    /// `Lead magnet, point 3 of 7`.
    #[must_use]
    pub fn say(&self, today: NaiveDate) -> String {
        match self {
            Self::Before(Some(idea)) => format!("nothing yet, the idea came on {}", say_date(*idea, today)),
            Self::Before(None) => "nothing yet".into(),
            Self::Quiet => "a quiet week".into(),
            Self::Job(title) | Self::Times(title, 1) => title.clone(),
            Self::Point(title, at, of) => format!("{title}, point {at} of {of}"),
            Self::Times(title, times) => format!("{title}, {times} times"),
        }
    }
}

/// What was done in the week in which `day` lies: the goal right above the jobs with most minutes, and its last job of
/// that week.
pub(super) fn then(
    tree: &Tree,
    scope: &Scope,
    tally: &Tally,
    since: Option<NaiveDate>,
    day: NaiveDate,
    week_starts: Weekday,
) -> Then {
    let span = week(day, week_starts);
    if since.is_none_or(|since| since > *span.end()) {
        return Then::Before(tally.idea.filter(|idea| idea > span.end()));
    }
    let repeats = |id| tree.get(id).is_some_and(|node| node.field(Key::Repeat).is_some());
    let group = |id: NodeId| if repeats(id) { id } else { tree.parent(id).unwrap_or(id) };
    let mut minutes: HashMap<NodeId, u32> = HashMap::new();
    let days = || tree.days().range(span.clone()).map(|(_, day)| day);
    for (id, spent) in days().flat_map(worth).filter(|(id, _)| scope.has(*id)) {
        *minutes.entry(group(id)).or_default() += spent;
    }
    let done = || days().flat_map(|day| &day.done).filter(|done| scope.has(done.id));
    let ticked = |id: &NodeId| done().any(|done| group(done.id) == *id);
    let most = minutes.iter().filter(|(id, _)| ticked(id)).max_by_key(|(id, minutes)| (**minutes, **id));
    let Some((most, _)) = most else { return Then::Quiet };
    let of_it = || done().filter(|done| group(done.id) == *most);
    let Some(last) = of_it().next_back() else { return Then::Quiet };
    let Some(node) = tree.get(*most).filter(|_| last.id != *most || repeats(*most)) else {
        return Then::Job(last.title.to_string());
    };
    if repeats(*most) {
        return Then::Times(node.title().to_owned(), of_it().count() as u32);
    }
    let is_told = |id: &NodeId| tree.get(*id).is_some_and(|node| node.state() != State::Dropped);
    let points: Vec<NodeId> = tree.children(Some(*most)).filter(|id| is_told(id) && !repeats(*id)).collect();
    match points.iter().position(|id| *id == last.id) {
        Some(at) => Then::Point(node.title().to_owned(), at + 1, points.len()),
        None => Then::Job(last.title.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use crate::insight::lookback::{Frame, Lookback};
    use crate::insight::momentum::Pace;
    use crate::model::Now;
    use crate::text::json;

    /// What is told of the week a month before 21 November, with these ticks on 20 October and one before them.
    fn told(ticks: &str) -> String {
        let done: Vec<String> = ticks
            .split_whitespace()
            .enumerate()
            .map(|(nth, id)| format!(r#"{{"id":"{id}","at":"09:{nth:02}","minutes":10,"title":"{id}"}}"#))
            .collect();
        let file = format!(
            r#"{{"goaltree":1,"nodes":[
            {{"id":"site","title":"Site","created":"2026-10-29T09:00:00Z"}},
            {{"id":"lead","parent":"site","title":"Lead magnet"}},
            {{"id":"a","parent":"lead","title":"Ask"}},{{"id":"no","parent":"lead","title":"No","state":"dropped"}},
            {{"id":"b","parent":"lead","title":"Build"}},{{"id":"c","parent":"lead","title":"Count"}},
            {{"id":"run","parent":"lead","title":"Run","repeat":"every:day"}}],
            "days":[{{"day":"2026-10-20","done":[{}]}}]}}"#,
            done.join(",")
        );
        let tree = json::read(file.as_bytes()).unwrap().tree;
        let now = Now::new(DateTime::parse_from_rfc3339("2026-11-21T09:00:00Z").unwrap());
        let back = Lookback::of(&tree, None, Frame { now, pace: Pace::default(), rest: &[] });
        back.month_ago.say(now.day())
    }

    #[test]
    fn a_week_is_told_by_its_goal_and_the_last_job_in_it() {
        for (ticks, words) in [
            ("", "nothing yet, the idea came on 29 Oct"),
            ("a", "Lead magnet, point 1 of 3"),
            ("c a b", "Lead magnet, point 2 of 3"),
            ("run run a", "Run, 2 times"),
            ("run", "Run"),
            ("gone gone a", "gone"),
        ] {
            assert_eq!(told(ticks), words, "{ticks}");
        }
    }
}
