//! A line says what is known of a node, is read back the same on any day, and loses nothing.

use chrono::{Days, NaiveDate};
use goaltree::edit::{Edit, shape};
use goaltree::model::{Field, Ids, Key, Node, NodeId, Place, Tree, Value};
use goaltree::text::line::{Line, SPOKEN};
use goaltree::text::outline;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::config;
use crate::generators::{dates, fields};

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..800).prop_map(|days| NaiveDate::from_ymd_opt(2027, 1, 1).unwrap() + Days::new(days))
}

/// Words with which titles like to end, and some that look like tokens.
fn words() -> impl Strategy<Value = &'static str> {
    select(vec![
        "write",
        "to",
        "ask",
        "Cost:",
        "and",
        "\\to",
        "\\",
        "\\\\#x",
        "#x",
        "#1",
        "~5m",
        "~abc",
        "@ana",
        "@?",
        "$5",
        "!",
        "!3",
        "x10",
        ">>",
        ">fri",
        "^2026-12-31",
        "due:fri",
        "when:\"a",
        "b\"",
        "when:\"a b\"",
        "\\when:\"a b\"",
        "=>post",
        "+1posts",
        "+3d",
        "goal:9x",
        "*day",
        "after:3d",
        "chase:tom",
        "keep:4",
        "ü\"",
        "slot:short",
        ":(",
        "dread:1",
        "times:2",
        "until:eoy",
        "start:+1mo",
        "at:9:05",
        "牛乳",
    ])
}

fn titles() -> impl Strategy<Value = String> {
    (select(vec!["Write", "to", "~5m", "\\to", "x10", "when:\"a b\"", "Cost:"]), vec(words(), 0..4))
        .prop_map(|(first, rest)| [&[first], &rest[..]].concat().join(" "))
}

/// Values that tokens can say, and some that they cannot.
fn said() -> impl Strategy<Value = Field> {
    let text =
        |key, texts: &'static [&'static str]| select(texts).prop_map(move |text| Field::text(key, text));
    let date = |key| dates().prop_map(move |day| Field::new(key, Value::Date(day)));
    let number = |key, most: u32| (1..=most).prop_map(move |number| Field::number(key, number));
    prop_oneof![
        number(Key::Minutes, 6_000),
        number(Key::Times, 99),
        number(Key::Importance, 5),
        number(Key::Dread, 3),
        number(Key::Keep, 5),
        prop_oneof![date(Key::Plan), date(Key::Due), date(Key::Start), date(Key::Until), date(Key::Anchor)],
        Just(Field::new(Key::Hard, Value::Flag)),
        text(Key::Order, &["seq"]),
        text(Key::Slot, &["short", "long"]),
        text(Key::Tags, &["a", "b.c", "ünï", "x:y", "x:", "1", "a\"", "two words", "\\"]),
        text(
            Key::Repeat,
            &["every:day", "every:mon,thu", "every:month@last+all", "after:3d", "now and then", "every:Mon"]
        ),
        text(Key::Cue, &["coffee", "after coffee", "a  b", " a", "say \"b\"", "when: at", "\u{1b}"]),
        text(
            Key::Goal,
            &[r#"{"count":100,"unit":"posts"}"#, r#"{ "unit": "posts", "count": 5 }"#, r#"{"count":100}"#]
        ),
        text(Key::Adds, &[r#"{"count":1,"unit":"posts"}"#, r#"{"count":1,"unit":"d"}"#, "[]"]),
        text(Key::Cost, &[r#"{"amount":"5","currency":"USD"}"#, r#"{"amount":"5","currency":"EUR"}"#, "5"]),
        text(
            Key::Hand,
            &[
                r#"{"to":"ana"}"#,
                r#"{"to":"ana","chase":"2026-11-24"}"#,
                r#"{"step":"could go"}"#,
                r#"{"chase":"2026-11-24"}"#,
                r#"{"to":"ana","step":"posted"}"#,
                r#"{"to":"Ana Maria"}"#,
                "{}",
            ]
        ),
        text(Key::At, &["18:00", "09:05", "00:00", "9:05", "noon"]),
        text(Key::Template, &["blog-post", "a b", "-"]),
    ]
}

fn nodes() -> impl Strategy<Value = Node> {
    (titles(), vec(said(), 0..9), vec(fields(), 0..3)).prop_map(|(title, said, others)| {
        let mut fields: Vec<Field> = others.into_iter().chain(said).collect();
        fields.push(Field::text(Key::Title, &title));
        Node::with_fields(NodeId::parse("n"), fields)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..config() })]

    #[test]
    fn a_node_is_read_as_it_was_printed_on_any_day(node in nodes(), day in days(), copies in prop_oneof![9 => Just(None), 1 => Just(Some(7))]) {
        let line = Line { copies, ..Line::of(&node) };
        let printed = line.print();
        prop_assert_eq!(&Line::parse(&printed, day), &line, "{}", printed);
        prop_assert!(line.fields.iter().all(|field| SPOKEN.contains(&field.key())));
    }

    #[test]
    fn any_line_is_printed_stably(words in vec(words(), 0..9), day in days()) {
        let text = words.join(" ");
        let line = Line::parse(&text, day);
        let printed = line.print();
        prop_assert_eq!(&Line::parse(&printed, day), &line, "{:?} -> {:?}", text, &printed);
        prop_assert_eq!(Line::parse(&printed, day + Days::new(40)).print(), printed);
        let (title, tokens) = line.halves();
        prop_assert_eq!(title + &tokens, line.print());
        prop_assert!(line.doubts().iter().all(|doubt| line.title.contains(doubt)));
    }

    #[test]
    fn an_unchanged_line_changes_nothing(node in nodes(), day in days()) {
        let (mut tree, mut ids) = (Tree::default(), Ids::seeded(1));
        let now = crate::drive::at(crate::drive::NOW);
        let id = node.id();
        Edit::new(&mut tree, &mut ids, now).run("add", |edit| edit.create(node.clone(), Place::default())).unwrap();
        let line = Line::parse(&Line::of(&node).print(), day);
        let again = Edit::new(&mut tree, &mut ids, now).run("edit", |edit| shape::rewrite(edit, id, &line));
        prop_assert!(again.is_err(), "{:?}", again);
        // A new title alone changes the title alone.
        let line = Line { title: "another".into(), ..line };
        let (change, ()) =
            Edit::new(&mut tree, &mut ids, now).run("edit", |edit| shape::rewrite(edit, id, &line)).unwrap();
        prop_assert_eq!(change.ops.len(), 1);
        // Without any token, what no token can say remains.
        let line = Line { title: "bare".into(), ..Line::default() };
        Edit::new(&mut tree, &mut ids, now).run("edit", |edit| shape::rewrite(edit, id, &line)).unwrap();
        let left = tree.get(id).unwrap();
        prop_assert_eq!(Line::of(left).print(), "bare");
        let said = Line::of(&node).node(id);
        let untold = node.fields().iter().filter(|field| said.same_property(field).is_none());
        let kept = untold.filter(|field| field.key() != Key::Anchor);
        let missing: Vec<&Field> = kept.filter(|field| left.same_property(field) != Some(field)).collect();
        prop_assert_eq!(missing, Vec::<&Field>::new());
    }

    #[test]
    fn an_outline_of_nodes_is_read_as_it_was_printed(list in vec((nodes(), any::<u8>()), 1..9), day in days()) {
        let mut tree = Tree::default();
        let (mut ids, now) = (Ids::seeded(1), crate::drive::at(crate::drive::NOW));
        let mut known: Vec<NodeId> = Vec::new();
        Edit::new(&mut tree, &mut ids, now)
            .run("add", |edit| {
                for (node, parent) in &list {
                    let id = edit.fresh_id();
                    let parent = known.get(usize::from(*parent) % (known.len() + 1)).copied();
                    edit.create(node.clone().renamed(id), edit.tree().end_of(parent))?;
                    edit.set(id, Key::Note, None)?;
                    edit.set(id, Key::Guess, None)?;
                    known.push(id);
                }
                Ok(())
            })
            .unwrap();
        let printed = outline::print(&tree, None);
        let read = outline::parse(&printed, day);
        let lines: Vec<Line> = tree.walk(None).map(|(_, node)| Line::of(node)).collect();
        prop_assert_eq!(read.into_iter().map(|item| item.line).collect::<Vec<_>>(), lines, "{}", printed);
    }
}
