//! The zoom-out ritual: when it was done, and when it is proposed.

use chrono::NaiveDate;

use crate::model::Tree;
use crate::text::when;

/// The name under which the file holds the day on which it was done last.
pub const NAME: &str = "zoomed_out";
/// Days from one to the next.
const EVERY: i64 = 90;
/// Days for which it is proposed then.
const FOR: i64 = 7;

/// The day on which it was done last.
#[must_use]
pub fn last(tree: &Tree) -> Option<NaiveDate> {
    when::parse_date(&serde_json::from_str::<String>(tree.file().get(NAME)?).ok()?)
}

/// A day as the file holds it.
#[must_use]
pub fn json(day: NaiveDate) -> String {
    format!("\"{day}\"")
}

/// Whether it is proposed: on the first day of all, then for a week each ninety days.
#[must_use]
pub fn is_proposed(tree: &Tree, today: NaiveDate) -> bool {
    let first = || tree.days().keys().next().copied().unwrap_or(today).min(today);
    let done = last(tree);
    let days = (today - done.unwrap_or_else(first)).num_days();
    let is_first_day = done.is_none() && days == 0;
    is_first_day || (days >= EVERY && days % EVERY < FOR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json;

    #[test]
    fn it_is_proposed_on_the_first_day_and_for_a_week_each_ninety() {
        let tree = |more: &str| {
            json::read(format!("{{\"goaltree\":1,\"nodes\":[]{more}}}").as_bytes()).unwrap().tree
        };
        let begun = ",\"days\":[{\"day\":\"2026-01-01\",\"looks\":[\"08:00\"]}]";
        let done = ",\"days\":[{\"day\":\"2026-01-01\",\"looks\":[\"08:00\"]}],\"zoomed_out\":\"2026-02-01\"";
        for (more, today, wanted) in [
            ("", "2026-01-01", true),
            (begun, "2026-01-01", true),
            (begun, "2026-01-02", false),
            (begun, "2026-03-31", false),
            (begun, "2026-04-01", true),
            (begun, "2026-04-07", true),
            (begun, "2026-04-08", false),
            (begun, "2026-06-30", true),
            (done, "2026-02-01", false),
            (done, "2026-04-01", false),
            (done, "2026-05-02", true),
            (done, "2026-05-09", false),
        ] {
            let today = today.parse().unwrap();
            assert_eq!(is_proposed(&tree(more), today), wanted, "{more} {today}");
        }
        assert_eq!(last(&tree(",\"zoomed_out\":5")), None);
        let day = "2026-02-01".parse().unwrap();
        assert_eq!((last(&tree(done)), json(day)), (Some(day), "\"2026-02-01\"".into()));
    }
}
