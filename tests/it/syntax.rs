//! The line syntax as the product describes it: one vector a line, `tests/data/syntax_vectors.json`.

use chrono::NaiveDate;
use goaltree::model::{Field, Key, Node, NodeId, Value};
use goaltree::text::line::Line;
use serde_json::Value as Json;

/// A Saturday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// What a date in the vectors means on that day.
fn day(typed: &str) -> Value {
    let day = match typed {
        "tom" | "sun" | "+1d" => "2026-11-22",
        "+3d" => "2026-11-24",
        "fri" => "2026-11-27",
        "eom" => "2026-11-30",
        date => date,
    };
    Value::Date(day.parse().unwrap_or_else(|_| panic!("{day}")))
}

/// The properties that one token of a vector means, but those of the hand-over.
fn wanted(name: &str, values: &[&str]) -> Vec<Field> {
    let first = values[0];
    let date = |key| Field::new(key, day(first));
    let counted = |key| {
        Field::text(key, &format!("{{\"count\":{first},\"unit\":\"{}\"}}", values.get(1).unwrap_or(&"")))
    };
    let minutes = |text: &str| match text {
        "1h30" | "1.5h" => 90,
        "2h" => 120,
        text => text.trim_end_matches('m').parse().unwrap(),
    };
    vec![match name {
        "est" => Field::number(Key::Minutes, minutes(first)),
        "tag" => return values.iter().map(|tag| Field::text(Key::Tags, tag)).collect(),
        "plan" => date(Key::Plan),
        "due" => date(Key::Due),
        "hard" => return vec![date(Key::Due), Field::new(Key::Hard, Value::Flag)],
        "imp" => Field::number(Key::Importance, if first == "!!" { 5 } else { 4 }),
        "dread" => Field::number(Key::Dread, if first == ":((" { 3 } else { 2 }),
        "keep" => Field::number(Key::Keep, first.parse().unwrap()),
        "every" | "after" => Field::text(Key::Repeat, &format!("{name}:{first}")),
        "goal" => counted(Key::Goal),
        "adds" => counted(Key::Adds),
        "seq" => Field::text(Key::Order, "seq"),
        "when" => Field::text(Key::Cue, first),
        "tpl" => Field::text(Key::Template, first),
        "cost" => Field::text(Key::Cost, &format!("{{\"amount\":\"{first}\",\"currency\":\"USD\"}}")),
        "who" | "chase" | "copies" => return vec![],
        other => panic!("a token without a meaning: {other}"),
    }]
}

#[test]
fn every_vector_is_read_as_it_is_described() {
    let vectors: Vec<Json> = serde_json::from_str(include_str!("../data/syntax_vectors.json")).unwrap();
    assert_eq!(vectors.len(), 39);
    for vector in vectors {
        let text = vector["in"].as_str().unwrap();
        let tokens = vector["tokens"].as_object().unwrap();
        let values = |name: &str| -> Vec<&str> {
            let list = tokens.get(name).and_then(Json::as_array);
            list.into_iter().flatten().map(|value| value.as_str().unwrap()).collect()
        };
        let line = Line::parse(text, today());
        assert_eq!(line.title, vector["title"], "{text}");
        let mut fields: Vec<Field> = tokens.keys().flat_map(|name| wanted(name, &values(name))).collect();
        let mut hand = Vec::new();
        hand.extend(values("who").first().map(|who| match *who {
            "?" => "\"step\":\"could go\"".to_owned(),
            who => format!("\"to\":\"{who}\""),
        }));
        hand.extend(values("chase").first().map(|typed| match day(typed) {
            Value::Date(day) => format!("\"chase\":\"{day}\""),
            other => panic!("{other:?}"),
        }));
        if !hand.is_empty() {
            fields.push(Field::text(Key::Hand, &format!("{{{}}}", hand.join(","))));
        }
        let node = Node::with_fields(NodeId::parse("n"), fields);
        assert_eq!(line.fields, node.fields(), "{text}");
        assert_eq!(line.copies, values("copies").first().map(|count| count.parse().unwrap()), "{text}");
        let printed = line.print();
        assert_eq!(Line::parse(&printed, today()), line, "{text} -> {printed}");
        assert_eq!(line.doubts(), [""; 0], "{text}");
    }
}
