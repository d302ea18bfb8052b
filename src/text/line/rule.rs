//! How often something repeats, as typed: the text of a rule, if it is one.

use crate::model::Rule;

/// The rule behind `every:`, by the calendar: `day`, `2w`, `mon,thu`, `month@last`, `3x/week`, each also `+all`.
pub(super) fn every(text: &str) -> Option<String> {
    rule("every", text)
}

/// The rule behind `after:`, counted from each tick: `3d`, `1mo`.
pub(super) fn after(text: &str) -> Option<String> {
    rule("after", text)
}

/// It stays as it was typed, but for capitals.
fn rule(name: &str, text: &str) -> Option<String> {
    let text = format!("{name}:{}", text.to_lowercase());
    Rule::parse(&text).is_some().then_some(text)
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
