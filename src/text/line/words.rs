//! What a token set, in words for reading.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use super::property::{BRIEFED, COULD_GO, object};
use crate::model::rival::PARENT;
use crate::model::{Field, Key, NodeId, Rule, Value};
use crate::text::money::{DOLLARS, Money};
use crate::text::when;

/// A property in words; none if it has its own place, or needs none.
#[must_use]
pub fn say(field: &Field) -> Option<String> {
    let words = match (field.key(), field.value()) {
        (Key::Due, Value::Date(day)) => format!("due {}", say_day(*day)),
        (Key::Hard, _) => "a must".to_owned(),
        (Key::Plan, Value::Date(day)) => format!("planned {}", say_day(*day)),
        (Key::Start, Value::Date(day)) => format!("from {}", say_day(*day)),
        (Key::At, Value::Text(time)) => format!("at {time}"),
        (Key::Tags, Value::Text(tag)) => format!("#{tag}"),
        (Key::Repeat, Value::Text(text)) => {
            Rule::parse(text).map_or_else(|| text.to_string(), |rule| rule.say())
        }
        (Key::Cue, Value::Text(text)) => text.to_string(),
        (Key::Times, Value::Number(1)) => "once".to_owned(),
        (Key::Times, Value::Number(times)) => format!("{times} times"),
        (Key::Until, Value::Date(day)) => format!("until {}", say_day(*day)),
        (Key::Importance | Key::Dread | Key::Keep, Value::Number(number)) => {
            format!("{} {number}", field.name())
        }
        (Key::Slot, Value::Text(slot)) => format!("{slot} slot"),
        (Key::Mini, Value::Text(text)) => format!("mini: {text}"),
        (Key::Template, Value::Text(slug)) => format!("fills from {slug}"),
        (Key::Goal | Key::Adds, Value::Text(json)) => format!("{} {}", field.name(), say_count(json)?),
        (Key::Cost, Value::Text(json)) => say_cost(&object(json)?)?,
        (Key::Hand, Value::Text(json)) => say_hand(&object(json)?)?,
        _ => return None,
    };
    Some(words)
}

/// A property by its name in the file, as one of two sides wants it: `title "Tea"`, `no note`, `under Posts`.
#[must_use]
pub fn say_wanted(name: &str, value: Option<&Value>, title: &dyn Fn(NodeId) -> String) -> String {
    let Some(value) = value else {
        return match name {
            PARENT => "at the top level".to_owned(),
            "state" => "open".to_owned(),
            _ => format!("no {name}"),
        };
    };
    let key = Key::named(name).unwrap_or(Key::Unknown);
    match (key, value) {
        (_, Value::Node(id)) => format!("under {}", title(*id)),
        (_, Value::Raw(raw)) => format!("{name} {}", raw.1),
        (Key::State, Value::Text(word)) if &**word == "dropped" => "let go".to_owned(),
        (Key::State, Value::Text(word)) => word.to_string(),
        (Key::Minutes | Key::Guess, Value::Number(minutes)) => {
            format!("{name} {}", when::say_minutes((*minutes).into()))
        }
        (_, Value::Stamp(stamp)) => format!("{name} {}", when::print_stamp(*stamp)),
        (key, value) => match (say(&Field::new(key, value.clone())), value) {
            (Some(words), _) => words,
            (None, Value::Text(text)) => format!("{name} \"{text}\""),
            (None, Value::Number(number)) => format!("{name} {number}"),
            (None, _) => name.to_owned(),
        },
    }
}

/// A day for reading: `Fri 27 Nov`.
#[must_use]
pub fn say_day(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

fn text<'o>(object: &'o Map<String, Json>, name: &str) -> Option<&'o str> {
    object.get(name).and_then(Json::as_str)
}

fn say_count(json: &str) -> Option<String> {
    let object = object(json)?;
    let count = object.get("count")?.as_u64()?;
    Some(text(&object, "unit").map_or_else(|| count.to_string(), |unit| format!("{count} {unit}")))
}

fn say_cost(object: &Map<String, Json>) -> Option<String> {
    let amount = text(object, "amount")?;
    Some(match text(object, "currency") {
        Some(DOLLARS) => format!("${amount}"),
        currency => format!("{amount} {}", currency.unwrap_or_default()).trim_end().to_owned(),
    })
}

fn say_hand(object: &Map<String, Json>) -> Option<String> {
    let who = match (text(object, "to"), text(object, "step")) {
        (to, Some(COULD_GO)) => {
            Some(to.map_or_else(|| "could be handed over".to_owned(), |to| format!("could go to {to}")))
        }
        (Some(to), None) => Some(format!("handed to {to}")),
        (Some(to), Some(step)) => Some(format!("handed to {to}: {step}")),
        (None, step) => step.map(|step| format!("handed over: {step}")),
    };
    let chase = text(object, "chase").and_then(when::parse_date).map(|day| format!("chase {}", say_day(day)));
    let parts: Vec<String> = who.into_iter().chain(chase).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// With whom a job is, of its hand-over: a name, or `somebody`; none while nobody was asked.
#[must_use]
pub fn with(hand: &Field) -> Option<String> {
    let object = object(hand.as_text()?)?;
    match (text(&object, "to"), text(&object, "step")) {
        (_, Some(COULD_GO | BRIEFED)) | (None, None) => None,
        (to, _) => Some(to.unwrap_or("somebody").to_owned()),
    }
}

/// How many of what: a goal of `100 posts`, or what a tick adds to it.
#[must_use]
pub fn counted(field: &Field) -> Option<(u32, String)> {
    let object = object(field.as_text()?)?;
    let count = u32::try_from(object.get("count")?.as_u64()?).ok()?;
    Some((count, text(&object, "unit").unwrap_or_default().to_owned()))
}

/// What something costs: hundredths, and of which currency.
#[must_use]
pub fn cost(field: &Field) -> Option<(u64, String)> {
    Money::of(&object(field.as_text()?)?).map(|money| (money.hundredths, money.currency))
}

/// Hundredths of a currency for reading: `$12`, `12.50 EUR`.
#[must_use]
pub fn say_money(hundredths: u64, currency: &str) -> String {
    Money { hundredths, currency: currency.to_owned() }.say()
}

/// When somebody who has a job is to be asked about it.
#[must_use]
pub fn chase(hand: &Field) -> Option<NaiveDate> {
    when::parse_date(text(&object(hand.as_text()?)?, "chase")?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::line::Line;

    #[test]
    fn counts_and_money_are_read_and_said() {
        let field = |key, json: &str| Field::text(key, json);
        assert_eq!(
            counted(&field(Key::Adds, "{\"count\":2,\"unit\":\"posts\"}")),
            Some((2, "posts".to_owned()))
        );
        assert_eq!(counted(&field(Key::Adds, "{\"count\":2}")), Some((2, String::new())));
        assert_eq!(counted(&field(Key::Adds, "2")), None);
        for (amount, currency, said) in
            [("12.00", "USD", "$12"), ("12.5", "EUR", "12.50 EUR"), ("7", "", "7"), ("0.999", "USD", "$0.99")]
        {
            let json = format!("{{\"amount\":\"{amount}\",\"currency\":\"{currency}\"}}");
            let (hundredths, currency) = cost(&field(Key::Cost, &json)).unwrap();
            assert_eq!(say_money(hundredths, &currency), said);
        }
        assert_eq!(cost(&field(Key::Cost, "{\"amount\":\"some\"}")), None);
    }

    #[test]
    fn each_token_has_words() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        for (token, words) in [
            ("^fri", "due Fri 27 Nov"),
            ("^^fri", "due Fri 27 Nov, a must"),
            (">tom", "planned Sun 22 Nov"),
            ("start:+2d", "from Mon 23 Nov"),
            ("#write", "#write"),
            ("*month", "every month"),
            ("after:3d", "3 days after each tick"),
            ("times:5", "5 times"),
            ("until:eoy", "until Thu 31 Dec"),
            ("!!", "importance 5"),
            (":(", "dread 2"),
            ("keep:4", "keep 4"),
            ("slot:short", "short slot"),
            ("when:\"after coffee\"", "after coffee"),
            ("=>blog-post", "fills from blog-post"),
            ("goal:100posts", "goal 100 posts"),
            ("+1posts", "adds 1 posts"),
            ("$5", "$5"),
            ("@ana", "handed to ana"),
            ("@ana chase:+3d", "handed to ana, chase Tue 24 Nov"),
            ("@?", "could be handed over"),
        ] {
            let line = Line::parse(&format!("x {token}"), today);
            let said: Vec<String> = line.fields.iter().filter_map(say).collect();
            assert_eq!(said.join(", "), words, "{token}");
        }
        let cost = Field::text(Key::Cost, "{\"amount\":\"12.00\",\"currency\":\"EUR\"}");
        assert_eq!(say(&cost).as_deref(), Some("12.00 EUR"));
        let hand = Field::text(Key::Hand, "{\"to\":\"ana\",\"step\":\"posted\"}");
        assert_eq!(say(&hand).as_deref(), Some("handed to ana: posted"));
        assert_eq!(say(&Field::text(Key::Hand, "[]")), None);
        for (json, who) in [
            ("{\"to\":\"Ana\"}", Some("Ana")),
            ("{\"to\":\"Ana\",\"step\":\"could go\"}", None),
            ("{\"step\":\"briefed\"}", None),
            ("{\"step\":\"posted\"}", Some("somebody")),
            ("{\"chase\":\"2026-11-24\"}", None),
            ("[]", None),
        ] {
            assert_eq!(with(&Field::text(Key::Hand, json)).as_deref(), who, "{json}");
        }
    }
}
