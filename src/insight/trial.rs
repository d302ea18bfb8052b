//! A trial: one of a few goals for some days, while the others wait; then it is asked which it shall be.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::spent::{Scope, Spent};
use crate::model::{NodeId, Tree};
use crate::text::when;

/// The name under which the file holds it.
pub const NAME: &str = "trial";
/// Days that one lasts where nothing else is said, and at most.
pub const USUAL_DAYS: u32 = 14;
/// The longest one, in days.
pub const MOST_DAYS: u32 = 90;

/// A trial, as far as its goals are in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The goal that is tried.
    pub chosen: NodeId,
    /// Those that wait.
    pub others: Vec<NodeId>,
    /// Its first day.
    pub from: NaiveDate,
    /// The day after its last one: then it is asked about.
    pub until: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    chosen: String,
    others: Vec<String>,
    from: String,
    until: String,
}

impl Trial {
    /// A trial of `chosen` from `today` on for so many days.
    #[must_use]
    pub fn new(chosen: NodeId, others: Vec<NodeId>, today: NaiveDate, days: u32) -> Self {
        let until = today.checked_add_days(Days::new(days.into())).unwrap_or(today);
        Self { chosen, others, from: today, until }
    }

    /// The trial of a tree; none if there is none, or its goal is gone.
    #[must_use]
    pub fn of(tree: &Tree) -> Option<Self> {
        let stored: Stored = serde_json::from_str(tree.file().get(NAME)?).ok()?;
        let id = |text: &String| Some(NodeId::parse(text)).filter(|id| tree.contains(*id));
        Some(Self {
            chosen: id(&stored.chosen)?,
            others: stored.others.iter().filter_map(id).collect(),
            from: when::parse_date(&stored.from)?,
            until: when::parse_date(&stored.until)?,
        })
    }

    /// As the file holds it.
    #[must_use]
    pub fn json(&self) -> String {
        let stored = Stored {
            chosen: self.chosen.to_string(),
            others: self.others.iter().map(ToString::to_string).collect(),
            from: self.from.to_string(),
            until: self.until.to_string(),
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Whether it is to be asked about.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        today >= self.until
    }

    /// How many days it lasts.
    #[must_use]
    pub fn days(&self) -> i64 {
        (self.until - self.from).num_days()
    }

    /// What was done of the goal in its days.
    #[must_use]
    pub fn spent(&self, tree: &Tree) -> Spent {
        let scope = Scope::branch(tree, self.chosen);
        let days = tree.days().range(self.from..self.until.max(self.from));
        days.map(|(_, day)| scope.spent(day)).fold(Spent::default(), |sum, day| Spent {
            ticks: sum.ticks + day.ticks,
            minutes: sum.minutes + day.minutes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json;

    #[test]
    fn a_trial_counts_what_was_done_in_its_days() {
        let day = |day: &str, id: &str| {
            format!(
                "{{\"day\":\"{day}\",\"done\":[{{\"id\":\"{id}\",\"at\":\"09:00\",\"minutes\":10,\"title\":\"x\"}}]}}"
            )
        };
        let days = [("2026-11-20", "a1"), ("2026-11-21", "a1"), ("2026-11-22", "b1"), ("2026-11-28", "a1")];
        let days: Vec<String> = days.iter().map(|(date, id)| day(date, id)).collect();
        let trial =
            "{\"chosen\":\"a\",\"others\":[\"b\",\"gone\"],\"from\":\"2026-11-21\",\"until\":\"2026-11-28\"}";
        let text = |trial: &str| {
            format!(
                "{{\"goaltree\":1,\"nodes\":[{{\"id\":\"a\",\"title\":\"A\"}},{{\"id\":\"a1\",\"parent\":\"a\",\"title\":\"x\"}},{{\"id\":\"b\",\"title\":\"B\"}},{{\"id\":\"b1\",\"parent\":\"b\",\"title\":\"y\"}}],\"days\":[{}],\"trial\":{trial}}}",
                days.join(",")
            )
        };
        let tree = json::read(text(trial).as_bytes()).unwrap().tree;
        let found = Trial::of(&tree).unwrap();
        let from: NaiveDate = "2026-11-21".parse().unwrap();
        assert_eq!(found, Trial::new(NodeId::parse("a"), vec![NodeId::parse("b")], from, 7));
        assert_eq!((found.spent(&tree), found.days()), (Spent { ticks: 1, minutes: 10 }, 7));
        assert!(!found.is_over(from) && found.is_over("2026-11-28".parse().unwrap()));
        for trial in
            ["5", "{\"chosen\":\"gone\",\"others\":[],\"from\":\"2026-11-21\",\"until\":\"2026-11-28\"}"]
        {
            assert_eq!(Trial::of(&json::read(text(trial).as_bytes()).unwrap().tree), None);
        }
    }
}
