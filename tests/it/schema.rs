//! What the program writes fits its schema, and every name in it is in the schema.

use goaltree::edit::{Edit, Outcome, boxes, rough, shape, status};
use goaltree::insight::forecast::NAME;
use goaltree::insight::pledge::Pledge;
use goaltree::insight::ritual;
use goaltree::insight::trial::{self, Trial};
use goaltree::model::field::KEYS;
use goaltree::model::{
    Builder, Day, Field, Ids, Node, NodeId, Place, Shape, Stamp, Tree, Value as Property, merge,
};
use goaltree::text::{json, outline};
use serde_json::Value;

use crate::drive::at;

const PLEDGE: &str = r#"{"text":"When the coffee is ready","times":["08:00"],"notes":["2026-11-20: 09:00"]}"#;
const TRIAL: &str = r#"{"chosen":"goal","others":["other"],"from":"2026-11-21","until":"2026-12-05"}"#;
const FORECASTS: &str = r#"[{"goal":"goal","first":"2026-12-01","last":"2026-12-20","width":1.5}]"#;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../assets/schema.json")).unwrap()
}

/// What of `value` the schema `rule` does not allow or does not know, by its path.
fn misfits(schema: &Value, rule: &Value, value: &Value, path: &str) -> Vec<String> {
    let rule = match rule["$ref"].as_str() {
        Some(place) => schema.pointer(place.trim_start_matches('#')).expect("a definition"),
        None => rule,
    };
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("a type that is not checked: {other}"),
    };
    let mut wrong = Vec::new();
    let types = rule["type"].as_array().map_or_else(|| vec![&rule["type"]], |types| types.iter().collect());
    let number = |name: &str| rule[name].as_i64();
    let is_date =
        || value.as_str().is_some_and(|text| goaltree::text::when::parse_date(&text[..10]).is_some());
    let fits = types.iter().any(|name| is(name.as_str().expect("a type")))
        && rule.get("enum").is_none_or(|words| words.as_array().unwrap().contains(value))
        && rule.get("const").is_none_or(|only| only == value)
        && (rule.get("format").is_none() || is_date())
        && number("minimum").is_none_or(|least| value.as_i64() >= Some(least))
        && number("maximum").is_none_or(|most| value.as_i64() <= Some(most));
    if !fits {
        wrong.push(format!("{path} does not fit: {value}"));
    }
    for name in rule["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(name).is_none() {
            wrong.push(format!("{path} has no {name}"));
        }
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        match rule["properties"].get(name) {
            Some(rule) => wrong.extend(misfits(schema, rule, inner, &path)),
            None if rule.get("properties").is_some() => wrong.push(format!("{path} is not known")),
            // What an object without properties holds is told elsewhere.
            None => {}
        }
    }
    for (nth, item) in value.as_array().into_iter().flatten().enumerate() {
        wrong.extend(misfits(schema, &rule["items"], item, &format!("{path}[{nth}]")));
    }
    wrong
}

fn check(text: &str) -> Vec<String> {
    let schema = schema();
    misfits(&schema, &schema, &serde_json::from_str(text).unwrap(), "")
}

fn printed(tree: &Tree) -> String {
    let mut bytes = Vec::new();
    json::write(tree, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A node with every property that there is.
fn full_node() -> Node {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let values = |shape: Shape| match shape {
        Shape::Text | Shape::Texts => Property::Text("text".into()),
        Shape::Word(words) => Property::Text(words[0].into()),
        Shape::Number(least, _) => Property::Number(least),
        Shape::Date => Property::Date(day),
        Shape::Time => Property::Text("18:00".into()),
        Shape::Stamp => Property::Stamp(Stamp(1_795_000_000)),
        Shape::Flag => Property::Flag,
        Shape::Nodes => Property::Node(NodeId::parse("goal")),
        Shape::Json => Property::Text("{}".into()),
        Shape::Others => Property::Other(Box::new(("title".into(), None))),
    };
    let fields = KEYS.iter().map(|(key, _, shape)| Field::new(*key, values(*shape))).collect();
    Node::with_fields(NodeId::parse("goal"), fields)
}

/// A tree in which the verbs have written whatever they write beside the usual fields, in two states.
fn worked() -> [Tree; 2] {
    let mut builder = Builder::default();
    builder.node(full_node(), None);
    builder.node(Node::new(NodeId::parse("other"), "Other"), None);
    builder.file("pledge", PLEDGE);
    builder.file(trial::NAME, TRIAL);
    builder.file(ritual::NAME, "\"2026-11-21\"");
    let forecasts = vec![(NAME.into(), FORECASTS.into())];
    builder.day("2026-11-15".parse().unwrap(), Day { unknown: forecasts, ..Day::default() });
    let (mut tree, mut ids, now) = (builder.finish().0, Ids::seeded(5), at("2026-11-21T09:00:00Z"));
    let items = outline::parse("Water ~5m *day\nWrite ~30m\n", now.day());
    let mut run = |tree: &mut Tree, verb: &dyn Fn(&mut Edit<'_>) -> Outcome| {
        Edit::new(tree, &mut ids, now).run("test", verb).expect("it can be done");
    };
    run(&mut tree, &|edit| shape::plant(edit, Place::default(), &items).map(|_| ()));
    let job = |title: &str| tree.walk(None).find(|(_, node)| node.title() == title).unwrap().1.id();
    let (water, write) = (job("Water"), job("Write"));
    let given = Field::text(goaltree::model::Key::Hand, "{\"to\":\"ana\"}");
    run(&mut tree, &|edit| edit.set(water, goaltree::model::Key::Hand, Some(given.clone())));
    run(&mut tree, &|edit| status::tick(edit, water));
    run(&mut tree, &|edit| rough::begin(edit, Some(write)));
    run(&mut tree, &|edit| boxes::begin(edit, write, 15, "the opening"));
    let pause = |edit: &mut Edit<'_>| boxes::toggle_pause(edit, &boxes::running(edit.tree()).unwrap());
    run(&mut tree, &pause);
    let paused = tree.clone();
    run(&mut tree, &pause);
    [paused, tree]
}

#[test]
fn everything_that_the_program_writes_fits_the_schema() {
    let [paused, running] = worked();
    for (tree, names) in [
        (&paused, &["\"paused\"", "\"aside\"", "\"for\"", "\"new\"", "\"pledge\"", "\"forecasts\""][..]),
        (&running, &["\"since\""]),
    ] {
        let text = printed(tree);
        assert_eq!(check(&text), Vec::<String>::new(), "{text}");
        assert!(names.iter().all(|name| text.contains(name)), "{text}");
    }
    assert_eq!(Pledge::of(&paused).unwrap().json(), PLEDGE);
    assert_eq!(Trial::of(&paused).unwrap().json(), TRIAL);
    assert_eq!(ritual::last(&paused).map(ritual::json).as_deref(), Some("\"2026-11-21\""));
    let both = merge(&Tree::default(), &paused, &running).0;
    assert!(printed(&both).contains("\"conflicts\":[{\"box\""), "{}", printed(&both));
    assert_eq!(check(&printed(&both)), Vec::<String>::new());
    // And nothing stands in the schema that nobody writes.
    let written = [&both, &paused, &running].map(printed).concat() + include_str!("../samples/1-days.json");
    let schema = schema();
    for of in ["", "/done/items/properties", "/boxes/items/properties", "/dropped/items/properties"] {
        let names = schema.pointer(&format!("/$defs/day/properties{of}")).unwrap().as_object().unwrap();
        assert!(names.keys().all(|name| written.contains(&format!("\"{name}\":"))), "{of}");
    }
}

#[test]
fn samples_fit_the_schema_but_for_what_others_wrote() {
    assert_eq!(check(include_str!("../samples/1-full.json")), Vec::<String>::new());
    assert_eq!(
        check(include_str!("../samples/1-days.json")),
        [
            ".days[0].boxes[1].bell is not known",
            ".days[0].done[1].mood is not known",
            ".days[0].dropped[1].why is not known",
            ".days[1].pulse is not known",
        ]
    );
}

#[test]
fn what_does_not_fit_is_found() {
    for (text, wanted) in [
        (r#"{"nodes":[]}"#, " has no goaltree"),
        (r#"{"goaltree":0}"#, ".goaltree does not fit: 0"),
        (r#"{"goaltree":1,"nodes":[{"hard":false}]}"#, ".nodes[0].hard does not fit: false"),
        (r#"{"goaltree":1,"nodes":[{"state":"gone"}]}"#, r#".nodes[0].state does not fit: "gone""#),
        (r#"{"goaltree":1,"nodes":[{"due":"2026-13-01"}]}"#, r#".nodes[0].due does not fit: "2026-13-01""#),
        (r#"{"goaltree":1,"days":[{"day":"2026-11-21","room":"x"}]}"#, r#".days[0].room does not fit: "x""#),
    ] {
        assert_eq!(check(text), [wanted], "{text}");
    }
}
