//! How often something repeats, as typed: whether a rule is one. What follows from it is not told here.

use chrono::Weekday;

/// Most of a unit between two times, or times in a period.
const MOST: u32 = 999;

/// The rule behind `every:`, by the calendar: `day`, `2w`, `mon,thu`, `month@last`, `3x/week`, each also `+all`.
pub(super) fn every(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let rule = text.strip_suffix("+all").unwrap_or(&text);
    let fits = matches!(rule, "day" | "weekday" | "week" | "month" | "year")
        || is_interval(rule)
        || rule.split(',').all(is_weekday)
        || rule.strip_prefix("month@").is_some_and(is_day_of_month)
        || rule
            .split_once("x/")
            .is_some_and(|(times, period)| number(times).is_some() && matches!(period, "week" | "month"));
    fits.then(|| format!("every:{text}"))
}

/// The rule behind `after:`, counted from each tick: `3d`, `1mo`.
pub(super) fn after(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    is_interval(&text).then(|| format!("after:{text}"))
}

/// `3d`, `2w`, `6mo`, `1y`.
fn is_interval(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (count, unit) = text.split_at(digits);
    number(count).is_some() && matches!(unit, "d" | "w" | "mo" | "y")
}

fn is_weekday(text: &str) -> bool {
    text.len() == 3 && text.parse::<Weekday>().is_ok()
}

/// `15`, `last`, `2tue`, `-1fri`.
fn is_day_of_month(text: &str) -> bool {
    let nth_weekday =
        |nth: &str, day: &str| matches!(nth, "1" | "2" | "3" | "4" | "5" | "-1") && is_weekday(day);
    text == "last"
        || number(text).is_some_and(|day| day <= 31)
        || text
            .len()
            .checked_sub(3)
            .and_then(|at| text.split_at_checked(at))
            .is_some_and(|(nth, day)| nth_weekday(nth, day))
}

fn number(text: &str) -> Option<u32> {
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && (1..=MOST).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules() {
        for text in [
            "day",
            "3d",
            "2w",
            "week",
            "month",
            "6mo",
            "year",
            "1y",
            "weekday",
            "mon,thu",
            "month@15",
            "month@last",
            "month@2tue",
            "month@-1fri",
            "3x/week",
            "2x/month",
            "month+all",
            "mon,thu+all",
        ] {
            assert_eq!(every(text), Some(format!("every:{text}")));
        }
        assert_eq!(every("Mon,THU").as_deref(), Some("every:mon,thu"));
        for text in [
            "",
            "d",
            "0d",
            "1000d",
            "3x",
            "x/week",
            "3x/day",
            "monday",
            "mon,",
            "mon thu",
            "month@0",
            "month@32",
            "month@6tue",
            "month@tue",
            "month@",
            "bold*",
            "+all",
            "день",
            "month@ён",
            "month@1日",
        ] {
            assert_eq!(every(text), None, "{text}");
        }
        for (text, fits) in
            [("3d", true), ("2w", true), ("1mo", true), ("2y", true), ("day", false), ("3d+all", false)]
        {
            assert_eq!(after(text).is_some(), fits, "{text}");
        }
    }
}
