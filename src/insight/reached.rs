//! What a goal came to that is closed: from when to when, how many jobs and hours, the first one and the last.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::spent::{Scope, Spent};
use crate::model::{Key, Node, NodeId, Now, State, Tree};
use crate::text::count::counted;
use crate::text::line::words;
use crate::text::when;

/// What a goal came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reached {
    /// The day on which the first job was done, as far as that is known.
    pub begun: Option<NaiveDate>,
    /// Jobs done: ticks of the ledger, and what was done without one.
    pub jobs: u32,
    /// Minutes credited.
    pub minutes: u64,
    /// The title of the job that was done first.
    pub first: Option<String>,
    /// The title of the one that was done last, if it is another.
    pub last: Option<String>,
    /// Who had a job of it.
    pub helpers: Vec<String>,
}

/// A job that was done, by its time; what was ticked in one minute stands in the order of the tree.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    day: NaiveDate,
    /// What was done after midnight comes last.
    is_night: bool,
    at: String,
    place: usize,
    title: String,
    id: NodeId,
}

/// What `goal` with all that is in it came to by now.
#[must_use]
pub fn reached(tree: &Tree, goal: NodeId, now: Now) -> Reached {
    let scope = Scope::branch(tree, goal);
    let places: HashMap<NodeId, usize> =
        tree.walk(Some(goal)).enumerate().map(|(place, (_, node))| (node.id(), place)).collect();
    let mut steps: Vec<Step> = Vec::new();
    let mut all = Spent::default();
    for (date, day) in tree.days().range(..=now.day()) {
        let spent = scope.spent(day);
        all.minutes += spent.minutes;
        let ticks = day.done.iter().filter(|done| scope.has(done.id));
        steps.extend(ticks.map(|done| Step {
            day: *date,
            is_night: &*done.at < "04:00",
            at: done.at.to_string(),
            place: places.get(&done.id).copied().unwrap_or_default(),
            title: done.title.to_string(),
            id: done.id,
        }));
    }
    let mut told: Vec<NodeId> = steps.iter().map(|step| step.id).collect();
    told.sort_unstable();
    let mut helpers: Vec<String> = Vec::new();
    for node in tree.walk(Some(goal)).map(|(_, node)| node).filter(|node| node.state() == State::Done) {
        let id = node.id();
        if tree.is_leaf(id) && told.binary_search(&id).is_err() {
            all.minutes += node.minutes().map_or(0, u64::from);
            let day = node.closed().map_or(now.day(), |stamp| now.day_of(stamp));
            let (at, title) = (String::new(), node.title().to_owned());
            let place = places.get(&id).copied().unwrap_or_default();
            steps.push(Step { day, is_night: false, at, place, title, id });
        }
        let who = node.field(Key::Hand).and_then(words::with);
        helpers.extend(who.filter(|who| who != "somebody" && !helpers.contains(who)));
    }
    steps.sort();
    let last = (steps.len() > 1).then(|| steps.last().map(|step| step.title.clone())).flatten();
    Reached {
        begun: steps.first().map(|step| step.day),
        jobs: steps.len() as u32,
        minutes: all.minutes,
        first: steps.first().map(|step| step.title.clone()),
        last,
        helpers,
    }
}

impl Reached {
    /// `3 Feb – 21 Nov, 141 jobs, 38 h.`
    #[must_use]
    pub fn say(&self, today: NaiveDate) -> String {
        let mut parts = Vec::new();
        if let Some(begun) = self.begun {
            let say = |day: NaiveDate| {
                let is_other_year = begun.year() != today.year();
                day.format(if is_other_year { "%-d %b %Y" } else { "%-d %b" }).to_string()
            };
            parts.push(if begun == today {
                say(today)
            } else {
                format!("{} – {}", say(begun), say(today))
            });
        }
        parts.push(counted(self.jobs, "job"));
        if self.minutes > 0 {
            // From ten hours on, minutes tell nothing.
            let minutes = if self.minutes >= 600 { (self.minutes + 30) / 60 * 60 } else { self.minutes };
            parts.push(when::say_minutes(minutes));
        }
        format!("{}.", parts.join(", "))
    }
}

/// The goals at the top that are closed, the newest first.
#[must_use]
pub fn closed_goals(tree: &Tree) -> Vec<NodeId> {
    let mut closed: Vec<&Node> = tree.done_roots().filter(|node| !tree.is_leaf(node.id())).collect();
    closed.sort_by_key(|node| (std::cmp::Reverse(node.closed()), node.id()));
    closed.into_iter().map(Node::id).collect()
}

/// Whether a node is a goal at the top that is closed.
#[must_use]
pub fn is_closed_goal(tree: &Tree, id: NodeId) -> bool {
    tree.get(id).is_some_and(|node| node.state() == State::Done)
        && tree.parent(id).is_none()
        && !tree.is_leaf(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json;

    #[test]
    fn a_goal_is_summed_up_from_its_first_job_to_its_last() {
        let file = r#"{"goaltree":1,"nodes":[
            {"id":"g","title":"Ten posts","state":"done","closed":"2026-11-21T09:00:00Z"},
            {"id":"b","parent":"g","title":"Publish","state":"done","hand":{"to":"Ana"}},
            {"id":"a","parent":"g","title":"List ten titles","state":"done","hand":{"to":"Ana","step":"accepted"}},
            {"id":"old","parent":"g","title":"Before the ledger","state":"done","minutes":20,"closed":"2026-02-03T09:00:00Z"},
            {"id":"x","parent":"g","title":"Let go","state":"dropped"},
            {"id":"h","title":"Older","state":"done","closed":"2026-11-20T09:00:00Z"},
            {"id":"i","parent":"h","title":"In it","state":"done"},
            {"id":"j","title":"Loose","state":"done"},
            {"id":"k","title":"Open"},{"id":"l","parent":"k","title":"In it"}],
            "days":[
            {"day":"2026-03-01","done":[{"id":"a","at":"01:00","minutes":500,"title":"List ten titles"},{"id":"b","at":"22:00","minutes":300,"title":"Publish"}]}]}"#;
        let tree = json::read(file.as_bytes()).unwrap().tree;
        let now = Now::new(chrono::DateTime::parse_from_rfc3339("2026-11-21T09:00:00Z").unwrap());
        let sums = reached(&tree, NodeId::parse("g"), now);
        assert_eq!(sums.say(now.day()), "3 Feb – 21 Nov, 3 jobs, 14 h.");
        assert_eq!(
            (sums.first.as_deref(), sums.last.as_deref()),
            (Some("Before the ledger"), Some("List ten titles"))
        );
        assert_eq!(sums.helpers, ["Ana"]);
        let next_year = NaiveDate::from_ymd_opt(2027, 1, 2).unwrap();
        assert_eq!(sums.say(next_year), "3 Feb 2026 – 2 Jan 2027, 3 jobs, 14 h.");
        assert_eq!(Reached::default().say(next_year), "0 jobs.");
        let names: Vec<String> = closed_goals(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(names, ["g", "h"], "goals with something in them, the newest first");
    }
}
