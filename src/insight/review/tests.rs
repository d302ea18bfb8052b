//! A ledger in text, and what a review makes of it.

use chrono::{DateTime, NaiveDate, Weekday};

use super::*;
use crate::insight::budget::{Budgets, Sum};
use crate::model::Now;
use crate::text::json;

const FILE: &str = r#"{"goaltree":1,"nodes":[
{"id":"site","title":"Site","horizon":"long","vision":"Mornings free.","created":"2026-11-01T09:00:00Z"},
{"id":"write","parent":"site","title":"Write","minutes":15},
{"id":"about","parent":"site","title":"Redo the about page","minutes":90,"rolled":3},
{"id":"film","parent":"site","title":"Film","minutes":45},
{"id":"logo","parent":"site","title":"Logo","minutes":40,"hand":{"to":"ana","chase":"2026-11-20"},"cost":{"amount":"12.50","currency":"USD"}},
{"id":"spring","parent":"site","title":"Spring","horizon":"short","created":"2026-11-10T09:00:00Z"},
{"id":"sow","parent":"spring","title":"Sow"},
{"id":"move","title":"Move","created":"2026-10-01T09:00:00Z"},
{"id":"ask","parent":"move","title":"Ask movers"},
{"id":"tax","title":"Tax","created":"2026-11-18T09:00:00Z"},
{"id":"sent","parent":"tax","title":"Send it","state":"done","cost":{"amount":"30","currency":"USD"}},
{"id":"home","title":"Home","created":"2026-11-18T09:00:00Z"},
{"id":"wait","parent":"home","title":"Wait","state":"dropped"},
{"id":"fit","title":"Fit","created":"2026-11-18T09:00:00Z"},
{"id":"run","parent":"fit","title":"Run","repeat":"every:day","plan":"2026-11-21"},
{"id":"life","title":"Life","created":"2026-11-18T09:00:00Z"},
{"id":"shop","parent":"life","title":"Shop"},
{"id":"later","title":"Later","start":"2027-01-01","horizon":"long","created":"2026-01-01T09:00:00Z"},
{"id":"ring","title":"Ring","rolled":4},
{"id":"mow","title":"Mow","repeat":"every:week"}],
"days":[
{"day":"2026-10-02","done":[{"id":"ask","at":"09:00","minutes":5,"title":"Ask"}]},
{"day":"2026-11-16","done":[{"id":"write","at":"09:00","minutes":30,"title":"Write"}],"review":"1x9"},
{"day":"2026-11-19","done":[{"id":"run","at":"09:00","title":"Run"},{"id":"gone","at":"10:00","title":"Gone"}],"boxes":[{"id":"write","at":"11:00","planned":15,"minutes":20}],"review":"31"},
{"day":"2026-11-20","done":[{"id":"shop","at":"09:00","minutes":60,"title":"Shop"}]}],
"life":"life"}"#;

fn tree() -> Tree {
    let read = json::read(FILE.as_bytes()).unwrap();
    assert_eq!(read.problems, []);
    read.tree
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn asked(tree: &Tree, now: &str) -> Vec<(String, String)> {
    let now = Now::new(DateTime::parse_from_rfc3339(now).unwrap());
    goals(tree, now).into_iter().map(|asked| (asked.id.to_string(), asked.why.words())).collect()
}

#[test]
fn goals_ask_by_what_they_lack_and_by_their_horizon() {
    let pair = |id: &str, why: &str| (id.to_owned(), why.to_owned());
    let tree = tree();
    assert_eq!(
        asked(&tree, "2026-11-21T09:00:00Z"),
        [
            pair("spring", "not looked at yet"),
            pair("move", "no step for 7 weeks"),
            pair("tax", "all in it is done"),
            pair("home", "no next job"),
        ]
    );
    assert_eq!(asked(&tree, "2027-02-10T09:00:00Z")[0], pair("site", "no step for 11 weeks"));
}

#[test]
fn what_was_looked_at_is_left_alone_for_its_time() {
    for (looked, today, asks) in [
        ("2026-11-21", "2026-11-27", false),
        ("2026-11-21", "2026-11-28", true),
        ("2026-11-21", "2026-12-11", true),
    ] {
        let file = FILE.replace(
            "\"2026-11-20\",\"done\"",
            &format!("\"{looked}\",\"reviewed\":[\"home\",\"spring\",\"about\",\"ring\"],\"done\""),
        );
        let tree = json::read(file.as_bytes()).unwrap().tree;
        let found = asked(&tree, &format!("{today}T09:00:00Z"));
        assert_eq!(found.iter().any(|(id, _)| id == "home"), asks, "{today}");
        assert_eq!(found.iter().any(|(id, _)| id == "spring"), asks, "{today}");
        assert!(!jobs(&tree, day(today)).contains(&NodeId::parse("about")), "four weeks");
        assert_eq!(loose(&tree, day(today)), [], "once");
    }
}

#[test]
fn jobs_that_came_back_are_asked_about_before_big_ones() {
    let names = |ids: Vec<NodeId>| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(jobs(&tree(), day("2026-11-21"))), ["ring", "about", "film"]);
    assert_eq!(names(loose(&tree(), day("2026-11-21"))), ["ring"]);
    let many: String = (0..9)
        .map(|nth| format!("{{\"id\":\"n{nth}\",\"title\":\"N\",\"minutes\":{}}},", 40 + nth))
        .collect();
    let file = FILE.replace("\"nodes\":[", &format!("\"nodes\":[{many}"));
    let found = names(jobs(&json::read(file.as_bytes()).unwrap().tree, day("2026-11-21")));
    assert_eq!(found, ["ring", "about", "n8", "n7", "n6"]);
}

#[test]
fn a_week_is_told_by_goal_and_for_the_visions() {
    let tree = tree();
    let week = week(&tree, day("2026-11-15"), day("2026-11-21"));
    assert_eq!((week.all.ticks, week.all.minutes, week.days), (4, 30 + 15 + 15 + 20 + 60, 3));
    let goals: Vec<(Option<String>, u32, u64)> = week
        .goals
        .iter()
        .map(|share| (share.goal.map(|id| id.to_string()), share.spent.ticks, share.spent.minutes))
        .collect();
    let some = |id: &str| Some(id.to_owned());
    assert_eq!(goals, [(some("life"), 1, 60), (some("site"), 1, 50), (some("fit"), 1, 15), (None, 1, 15)]);
    // What is life does not count against anything.
    assert_eq!(alignment(&tree, &week), Some(Alignment { under: 50, all: 80 }));
    assert_eq!(alignment(&tree, &Week::default()), None);
    let by_day: u64 = tree
        .days()
        .range(day("2026-11-15")..)
        .map(|(_, day)| crate::insight::spent::Scope::All.spent(day).minutes)
        .sum();
    assert_eq!(by_day, week.all.minutes, "the same minutes as everywhere");
}

#[test]
fn others_and_money() {
    let with = with_others(&tree());
    assert_eq!((with.len(), &*with[0].who, with[0].chase), (1, "ana", Some(day("2026-11-20"))));
    let sum = Sum { currency: "USD".into(), out: 1250, spent: 3000, planned: 0 };
    assert_eq!(Budgets::of(&tree()).at(None), [sum]);
}

#[test]
fn cards_that_were_gone_through_are_told_by_the_ledger() {
    let tree = tree();
    let monday = first_of_week(day("2026-11-21"), Weekday::Mon);
    assert_eq!(monday, day("2026-11-16"));
    assert_eq!(first_of_week(monday, Weekday::Mon), monday);
    let gone: Vec<Card> = gone_through(&tree, monday, day("2026-11-21")).into_iter().collect();
    assert_eq!(gone, [Card::Done, Card::Big]);
    let ripe_on = |today: &str| ripe(&tree, day(today)).iter().map(|card| card.number()).collect::<Vec<_>>();
    assert_eq!(ripe_on("2026-11-21"), [2, 4, 5, 6]);
    assert_eq!(ripe_on("2026-11-26"), [1, 2, 3, 4, 5, 6]);
    assert_eq!(ripe_on("2026-10-08"), [] as [usize; 0], "no week to look back on yet");
    let fact = with_card(None, Card::Big);
    assert_eq!(fact, Fact::Review("3".into()));
    assert_eq!(with_card(Some(&with_card(Some(&fact), Card::Next)), Card::Done), Fact::Review("136".into()));
    assert_eq!(
        Card::ALL.map(|card| card.next().and_then(Card::previous)),
        [0, 1, 2, 3, 4, 9].map(|at| Card::ALL.get(at).copied())
    );
}
