//! A schedule by a clock that is made up, minute by minute, in two zones.

use chrono::{DateTime, FixedOffset, Utc};

use super::*;
use crate::text::json;

fn tree(nodes: &str, rest: &str) -> Tree {
    let file = format!("{{\"goaltree\":1,\"nodes\":[{nodes}]{rest}}}");
    let read = json::read(file.as_bytes()).unwrap();
    assert_eq!(read.problems, []);
    read.tree
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn loud() -> Manner {
    Manner { quiet_from: NaiveTime::MIN, quiet_to: NaiveTime::MIN, ..Manner::default() }
}

fn times(tree: &Tree, on: &str, manner: &Manner) -> Vec<String> {
    let slots = schedule(tree, day(on), Calendar::default(), manner);
    let at = |slot: &Slot| slot.at.format("%m-%dT%H:%M").to_string();
    let what = |slot: &Slot| slot.key().split(' ').skip(2).collect::<Vec<_>>().join(" ");
    slots.iter().map(|slot| format!("{} {}", at(slot), what(slot))).collect()
}

const LOGO: &str = r#"{"id":"logo","title":"Logo","hand":{"to":"ana","chase":"2026-11-24"}}"#;
const TAX: &str = r#"{"id":"tax","title":"Tax","due":"2026-11-23","hard":true}"#;
const SOFT: &str = r#"{"id":"soft","title":"Soft","due":"2026-11-23"}"#;
const PILL: &str = r#"{"id":"pill","title":"Pill","plan":"2026-11-24","at":"18:00"}"#;
const MOM: &str = r#"{"id":"mom","title":"Mom","plan":"2026-11-24","at":"09:15"}"#;
const DONE: &str = r#"{"id":"done","title":"Done","plan":"2026-11-24","at":"12:00","state":"done"}"#;

fn pledge(times: &str) -> String {
    format!(",\"pledge\":{{\"text\":\"x\",\"times\":[{times}]}}")
}

#[test]
fn each_kind_has_its_time() {
    let weekend = Manner { rest: vec![Weekday::Sat, Weekday::Sun], ..Manner::default() };
    let all = [LOGO, TAX, SOFT, PILL, DONE].join(",");
    let (none, three) = (String::new(), pledge("\"08:30\",\"13:00\",\"17:30\""));
    for (nodes, rest, on, manner, wanted) in [
        // A hard date on the working day before it.
        (TAX, &none, "2026-11-22", Manner::default(), &["11-22T09:00 due tax"][..]),
        (TAX, &none, "2026-11-22", weekend.clone(), &[]),
        (TAX, &none, "2026-11-20", weekend.clone(), &["11-20T09:00 due tax"]),
        (TAX, &none, "2026-11-19", weekend, &[]),
        (SOFT, &none, "2026-11-22", Manner::default(), &[]),
        // What has a time takes the place of the look next to it, and nothing is added.
        (
            &all,
            &three,
            "2026-11-24",
            Manner::default(),
            &["11-24T10:00 chase", "11-24T13:00 look", "11-24T18:00 at pill"],
        ),
        (
            &all,
            &three,
            "2026-11-23",
            Manner::default(),
            &["11-23T08:30 look", "11-23T13:00 look", "11-23T17:30 look"],
        ),
        (
            &all,
            &three,
            "2026-11-22",
            Manner::default(),
            &["11-22T08:30 look", "11-22T09:00 due tax", "11-22T13:00 look", "11-22T17:30 look"],
        ),
        // Half of them, but each hard date.
        (
            &all,
            &three,
            "2026-11-22",
            Manner { halved: true, ..Manner::default() },
            &["11-22T08:30 look", "11-22T09:00 due tax", "11-22T13:00 look"],
        ),
        // Without a pledge there is one a day.
        (&[PILL, MOM, LOGO].join(","), &none, "2026-11-24", Manner::default(), &["11-24T09:15 at mom"]),
        (LOGO, &none, "2026-11-24", Manner::default(), &["11-24T10:00 chase"]),
        // Quiet hours: a morning waits for their end, an evening stays quiet.
        (
            "",
            &pledge("\"07:00\",\"21:00\",\"20:59\",\"01:00\""),
            "2026-11-24",
            Manner::default(),
            &["11-24T08:00 look", "11-24T20:59 look"],
        ),
        ("", &pledge("\"07:00\",\"01:00\""), "2026-11-24", loud(), &["11-24T07:00 look", "11-25T01:00 look"]),
    ] {
        assert_eq!(times(&tree(nodes, rest), on, &manner), wanted, "{nodes} {on}");
    }
}

/// The offset of Berlin in 2026.
fn berlin(time: DateTime<Utc>) -> i32 {
    let summer = time.naive_utc() >= day("2026-03-29").and_hms_opt(1, 0, 0).unwrap()
        && time.naive_utc() < day("2026-10-25").and_hms_opt(1, 0, 0).unwrap();
    if summer { 2 } else { 1 }
}

/// The offset of New York in 2026.
fn new_york(time: DateTime<Utc>) -> i32 {
    let summer = time.naive_utc() >= day("2026-03-08").and_hms_opt(7, 0, 0).unwrap()
        && time.naive_utc() < day("2026-11-01").and_hms_opt(6, 0, 0).unwrap();
    if summer { -4 } else { -5 }
}

fn now(zone: fn(DateTime<Utc>) -> i32, time: DateTime<Utc>) -> Now {
    Now::new(time.with_timezone(&FixedOffset::east_opt(zone(time) * 3_600).unwrap()))
}

/// What is told when the clock is looked at at each of these times.
fn told(tree: &Tree, known: &mut Told, times: impl Iterator<Item = Now>) -> Vec<String> {
    let mut said = Vec::new();
    for now in times {
        let slots = due(tree, now, &loud(), known);
        for slot in known.tell(&slots, now) {
            said.push(format!("{} {}", now.time.format("%m-%dT%H:%M%:z"), slot.key()));
        }
    }
    said
}

#[test]
fn each_slot_comes_once_where_the_clock_is_changed() {
    let tree = tree("", &pledge("\"01:30\",\"02:30\",\"12:00\""));
    for (zone, from, wanted) in [
        (
            berlin as fn(_) -> _,
            "2026-03-28T12:00:00Z",
            ["03-29T01:30+01:00", "03-29T03:00+02:00", "03-29T12:00+02:00"],
        ),
        (berlin, "2026-10-24T12:00:00Z", ["10-25T01:30+02:00", "10-25T02:30+02:00", "10-25T12:00+01:00"]),
        (new_york, "2026-03-07T18:00:00Z", ["03-08T01:30-05:00", "03-08T03:00-04:00", "03-08T12:00-04:00"]),
        (new_york, "2026-10-31T18:00:00Z", ["11-01T01:30-04:00", "11-01T02:30-05:00", "11-01T12:00-05:00"]),
    ] {
        let from: DateTime<Utc> = from.parse().unwrap();
        let mut known = Told::default();
        // What was to come before the clock is first looked at is not what this is about.
        known.tell(&due(&tree, now(zone, from), &loud(), &known), now(zone, from));
        let minutes = (1..24 * 60).map(|minute| now(zone, from + TimeDelta::minutes(minute)));
        let said = told(&tree, &mut known, minutes);
        let at: Vec<&str> = said.iter().map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(at, wanted, "{said:?}");
    }
}

#[test]
fn a_night_that_was_slept_through_is_gone_and_a_clock_set_back_tells_nothing_twice() {
    let tree = tree("", &pledge("\"08:00\",\"13:00\",\"20:00\""));
    let at = |text: &str| Now::new(DateTime::parse_from_rfc3339(&format!("{text}:00+01:00")).unwrap());
    let mut known = Told::default();
    let clock = [
        ("2026-11-20T08:03", &["08:00"][..]),
        ("2026-11-20T08:04", &[]),
        // Slept through the evening and the night: two looks of the day before are not told any more.
        ("2026-11-21T07:59", &[]),
        ("2026-11-21T14:10", &["08:00", "13:00"]),
        // Set back, and on again.
        ("2026-11-21T07:30", &[]),
        ("2026-11-21T14:10", &[]),
        ("2026-11-19T14:10", &["08:00", "13:00"]),
        ("2026-11-21T14:11", &[]),
        ("2026-11-21T20:00", &["20:00"]),
    ];
    for (time, wanted) in clock {
        let said = told(&tree, &mut known, std::iter::once(at(time)));
        let times: Vec<&str> = said.iter().map(|line| line.split(' ').nth(2).unwrap()).collect();
        assert_eq!(times, wanted, "{time}");
        known = Told::read(Some(&known.json()));
    }
}

#[test]
fn a_look_that_was_taken_is_not_asked_for() {
    let looked =
        r#","days":[{"day":"2026-11-20","looks":["07:10"]}]"#.to_owned() + &pledge("\"08:00\",\"13:00\"");
    let tree = tree("", &looked);
    let at = |time: &str| Now::new(DateTime::parse_from_rfc3339(&format!("2026-11-20T{time}:00Z")).unwrap());
    let known = Told::default();
    assert_eq!(due(&tree, at("08:30"), &loud(), &known), []);
    assert_eq!(next_in(&tree, at("08:30"), &loud(), &known), Some(TimeDelta::minutes(4 * 60 + 30)));
    assert_eq!(due(&tree, at("13:00"), &loud(), &known).len(), 1);
}

#[test]
fn three_without_a_look_halve_what_comes_and_a_plan_asks_once() {
    let at = |hour: i64| {
        Now::new(DateTime::parse_from_rfc3339("2026-11-20T08:00:00Z").unwrap() + TimeDelta::hours(hour))
    };
    let tree = tree("", &pledge("\"08:00\",\"10:00\",\"12:00\",\"14:00\""));
    let mut known = Told::default();
    for hour in [0, 2, 4] {
        assert!(!known.is_enough(), "{hour}");
        known.look_in(&tree, at(hour));
        told(&tree, &mut known, std::iter::once(at(hour)));
    }
    assert!(known.is_enough());
    let halved = Manner { halved: known.is_enough(), ..loud() };
    assert_eq!(times(&tree, "2026-11-21", &halved), ["11-21T08:00 look", "11-21T10:00 look"]);
    assert!(known.look() && !known.is_enough() && !known.look());
    assert!(known.ask() && !known.ask(), "once");
    // A tick in the ledger is a look as well, if it is younger.
    for (tick, wanted) in [("11:59", true), ("12:00", false), ("01:30", false)] {
        let mut known = Told::default();
        for hour in [0, 2, 4] {
            told(&tree, &mut known, std::iter::once(at(hour)));
        }
        let ticked =
            format!(r#","days":[{{"day":"2026-11-20","done":[{{"id":"a","at":"{tick}","title":"A"}}]}}]"#);
        known.look_in(&self::tree("", &ticked), at(6));
        assert_eq!(known.is_enough(), wanted, "{tick}");
    }
}

#[test]
fn what_is_said() {
    let nodes =
        [LOGO, TAX, PILL, r#"{"id":"tea","title":"Tea","minutes":5,"mini":"Put the kettle on"}"#].join(",");
    let on = |list: &str| {
        tree(&nodes, &format!(r#","days":[{{"day":"2026-11-24","list":[{list}]}}]{}"#, pledge("\"08:00\"")))
    };
    let at = |time: &str| Now::new(DateTime::parse_from_rfc3339(&format!("2026-11-24T{time}:00Z")).unwrap());
    let slot = |time: &str, kind: Kind| Slot {
        day: day("2026-11-24"),
        time: time.parse().unwrap(),
        at: at("08:00").time.naive_local(),
        kind,
    };
    let (logo, tax, pill) = (NodeId::parse("logo"), NodeId::parse("tax"), NodeId::parse("pill"));
    let rest = Manner { rest: vec![Weekday::Tue], ..Manner::default() };
    for (list, time, kind, manner, wanted) in [
        ("\"tea\"", "08:00", Kind::Look, Manner::default(), "Your list is ready: 3 jobs, 5 min."),
        ("\"tea\"", "18:00", Kind::Look, Manner::default(), "Two minutes would do: Put the kettle on"),
        ("", "18:00", Kind::Look, Manner::default(), "Two minutes would do: Tax"),
        ("\"tea\"", "18:00", Kind::Look, rest, "Your list is ready: 3 jobs, 5 min."),
        (
            "\"tea\"",
            "18:00",
            Kind::Look,
            Manner { evening: false, ..Manner::default() },
            "Your list is ready: 3 jobs, 5 min.",
        ),
        ("", "18:00", Kind::At(pill), Manner::default(), "18:00: Pill"),
        ("", "09:00", Kind::Hard(tax), Manner::default(), "Due Mon 23 Nov: Tax"),
        ("", "10:00", Kind::Chase(vec![logo]), Manner::default(), "Ask ana: Logo"),
        ("", "10:00", Kind::Chase(vec![logo, tax]), Manner::default(), "Ask ana: Logo, and 1 more"),
    ] {
        assert_eq!(say(&on(list), at(time), &manner, &slot(time, kind)), wanted, "{list} {time}");
    }
    let looks = [slot("08:00", Kind::Look), slot("13:00", Kind::Look), slot("18:00", Kind::At(pill))];
    assert_eq!(say_all(&on(""), at("19:00"), &Manner::default(), &looks).len(), 2, "of two looks the last");
    let empty = tree("", "");
    assert_eq!(say(&empty, at("08:00"), &Manner::default(), &looks[0]), "Nothing is on the list yet.");
}

#[test]
fn a_day_has_no_more_than_the_pledge_and_the_hard_dates() {
    let every = [0_usize, 1, 2, 5];
    for (looks, jobs) in every.iter().flat_map(|looks| every.map(|jobs| (*looks, jobs))) {
        for (asks, musts) in [(0, 0), (1, 0), (3, 2), (0, 3)] {
            let job =
                |nth: usize| format!(r#"{{"id":"j{nth}","title":"J","plan":"2026-11-24","at":"1{nth}:30"}}"#);
            let ask = |nth: usize| {
                format!(r#"{{"id":"a{nth}","title":"A","hand":{{"to":"ana","chase":"2026-11-24"}}}}"#)
            };
            let must =
                |nth: usize| format!(r#"{{"id":"m{nth}","title":"M","due":"2026-11-25","hard":true}}"#);
            let nodes: Vec<String> =
                (0..jobs).map(job).chain((0..asks).map(ask)).chain((0..musts).map(must)).collect();
            let times: Vec<String> = (0..looks).map(|nth| format!("\"1{nth}:00\"")).collect();
            let tree = tree(&nodes.join(","), &pledge(&times.join(",")));
            for halved in [false, true] {
                let manner = Manner { halved, ..Manner::default() };
                let slots = schedule(&tree, day("2026-11-24"), Calendar::default(), &manner);
                let most = if halved { looks.max(1).div_ceil(2) } else { looks.max(1) };
                let wanted = most.min(looks + jobs + asks.min(1)) + musts;
                assert_eq!(slots.len(), wanted, "{looks} {jobs} {asks} {musts}");
                assert!(slots.is_sorted_by_key(|slot| slot.at));
            }
        }
    }
}
