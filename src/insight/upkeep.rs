//! What the ledger tells of one thing that repeats: when it was done last, and how much it came to.

use chrono::{Datelike, Days, NaiveDate};

use crate::model::{Key, Node, NodeId, Rule, Tree};
use crate::text::when;

/// How much a repeat came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Volume {
    /// The day on which it was done last.
    pub last: Option<NaiveDate>,
    /// Days in a row on which it was done, up to today or yesterday.
    pub in_a_row: u32,
    /// How often this month.
    pub this_month: u32,
    /// How often in all.
    pub in_all: u32,
    /// Minutes credited in all.
    pub minutes: u64,
}

/// What the ledger up to `today` tells of a node.
#[must_use]
pub fn volume(tree: &Tree, id: NodeId, today: NaiveDate) -> Volume {
    let mut volume = Volume::default();
    // The day on which it would have to be done next, going back, to stand in the same row.
    let mut expected = Some(today);
    for (day, record) in tree.days().range(..=today).rev() {
        let ticks = record.done.iter().filter(|done| done.id == id).count() as u32;
        volume.minutes +=
            record.credits().filter(|credit| credit.0 == id).map(|credit| u64::from(credit.1)).sum::<u64>();
        if ticks == 0 {
            continue;
        }
        let is_first = volume.last.is_none();
        let back = |day: NaiveDate| day.checked_sub_days(Days::new(1));
        let is_in_row = expected == Some(*day) || (is_first && back(today) == Some(*day));
        expected = back(*day).filter(|_| is_in_row);
        volume.in_a_row += u32::from(is_in_row);
        volume.last = volume.last.or(Some(*day));
        volume.in_all += ticks;
        if (day.year(), day.month()) == (today.year(), today.month()) {
            volume.this_month += ticks;
        }
    }
    volume
}

impl Volume {
    /// `last 9 days ago`; none if it was done today, or never.
    #[must_use]
    pub fn say_last(&self, today: NaiveDate) -> Option<String> {
        match (today - self.last?).num_days() {
            0 => None,
            1 => Some("last yesterday".into()),
            days => Some(format!("last {days} days ago")),
        }
    }

    /// `day after day 31 · this month 22 · in all 104, 52 h`; none below two ticks.
    #[must_use]
    pub fn say(&self) -> Option<String> {
        if self.in_all < 2 {
            return None;
        }
        let mut parts = Vec::new();
        parts.extend((self.in_a_row > 1).then(|| format!("day after day {}", self.in_a_row)));
        parts.extend((self.this_month > 0).then(|| format!("this month {}", self.this_month)));
        let minutes = (self.minutes > 0).then(|| format!(", {}", when::say_minutes(self.minutes)));
        parts.push(format!("in all {}{}", self.in_all, minutes.unwrap_or_default()));
        Some(parts.join(" · "))
    }
}

/// `2 still open`, of what has to be done each time; none below two.
#[must_use]
pub fn say_backlog(node: &Node, today: NaiveDate) -> Option<String> {
    let rule = Rule::of(node)?;
    let due = node.date(Key::Plan).or_else(|| node.date(Key::Due))?;
    let count = rule.backlog(node.date(Key::Anchor).unwrap_or(due), due, today);
    (count > 1).then(|| format!("{count} still open"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, Day, Done};

    /// A ledger with ticks so many days back from Saturday, 21 November 2026, each of half an hour.
    fn said(back: &[u64]) -> (Option<String>, Option<String>) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let id = NodeId::parse("a");
        let mut builder = Builder::default();
        builder.node(Node::new(id, "Run"), None);
        for back in back {
            let done = |id| Done {
                id,
                at: "09:00".into(),
                minutes: Some(30),
                guess: None,
                title: "".into(),
                unknown: vec![],
            };
            let done = vec![done(id), done(NodeId::parse("b"))];
            builder.day(today - Days::new(*back), Day { done, ..Day::default() });
        }
        let volume = volume(&builder.finish().0, id, today);
        (volume.say_last(today), volume.say())
    }

    #[test]
    fn the_volume_counts_days_in_a_row_the_month_and_all() {
        for (back, last, volume) in [
            (&[][..], None, None),
            (&[0], None, None),
            (&[0, 1, 2], None, Some("day after day 3 · this month 3 · in all 3, 1 h 30")),
            (&[1, 2, 4], Some("last yesterday"), Some("day after day 2 · this month 3 · in all 3, 1 h 30")),
            (&[2, 3], Some("last 2 days ago"), Some("this month 2 · in all 2, 1 h")),
            (&[0, 2], None, Some("this month 2 · in all 2, 1 h")),
            (&[40, 41], Some("last 40 days ago"), Some("in all 2, 1 h")),
        ] {
            assert_eq!(said(back), (last.map(str::to_owned), volume.map(str::to_owned)), "{back:?}");
        }
    }
}
