//! Tables of texts: what they set, and what is told of them.

use std::time::Duration;

use chrono::{NaiveTime, Weekday};

use super::*;
use crate::config::full_name;
use crate::insight::nudge::Nudge;

fn problems(text: &str) -> Vec<String> {
    read(text).problems.iter().map(ToString::to_string).collect()
}

#[test]
fn each_default_in_the_table_is_the_default() {
    for row in KEYS {
        let text = match row.section {
            "" => format!("{} = {}", row.name, row.default),
            section => format!("[{section}]\n{} = {}", row.name, row.default),
        };
        let read = read(&text);
        assert_eq!((read.config, read.problems), (Config::default(), vec![]), "{text}");
    }
    let names: Vec<String> = KEYS.iter().map(full_name).collect();
    assert!(names.iter().enumerate().all(|(at, name)| !names[..at].contains(name)), "{names:?}");
    // The top comes first, and each section stands together, so that what is printed can be read.
    let mut sections: Vec<&str> = KEYS.iter().map(|row| row.section).collect();
    sections.dedup();
    assert_eq!(sections[0], "");
    assert!(sections.iter().enumerate().all(|(at, section)| !sections[..at].contains(section)));
}

#[test]
fn what_is_set_holds() {
    let text = "week_starts = \"Sunday\"\nday_starts = 05:30:00\n[ideas]\ncommand = [\"my-splitter\", '--jobs',\n  \
                \"12\"] # mine\ntimeout_s = 0x10\n[nudges]\nbig = false\nnudges.x = 1\n";
    let said = read(text);
    assert_eq!(said.config.calendar.week_starts, Weekday::Sun);
    assert_eq!(said.config.calendar.day_starts, NaiveTime::from_hms_opt(5, 30, 0).unwrap());
    assert_eq!(said.config.ideas.command, ["my-splitter", "--jobs", "12"]);
    assert_eq!(said.config.ideas.timeout, Duration::from_secs(16));
    assert_eq!(said.config.nudges.off(), [Nudge::Big]);
    assert_eq!(problems(text), ["config.toml line 9: no key is called `nudges`"]);

    let printed = said.print();
    let again = read(&printed);
    assert_eq!((again.config, again.problems), (said.config, vec![]), "{printed}");
    assert_eq!(read(&Read::default().print()).config, Config::default());
    // All off is off, whatever else is said.
    let off = read("nudges = { all = false, big = true }").config.nudges;
    assert_eq!(off.off(), Nudge::ALL);
    for nudge in Nudge::ALL {
        let text = format!("[nudges]\n{} = false", nudge.name());
        assert_eq!(read(&text).config.nudges.off(), [nudge], "{text}");
    }
}

#[test]
fn what_cannot_be_used_is_told_with_its_line() {
    for (text, told) in [
        ("", ""),
        ("# nothing\n\n", ""),
        ("\u{feff}week_starts = \"sun\"", ""),
        ("\r\n[ideas]\r\ncomand = []\r\n", "line 3: no key is called `comand`; did you mean `command`?"),
        (
            "[ideas]\ncommand = \"my-splitter\"",
            "line 2: `command` is to be a list of words such as [\"my-splitter\", \"--jobs\", \"12\"]",
        ),
        (
            "[ideas]\ncommand = [1]",
            "line 2: `command` is to be a list of words such as [\"my-splitter\", \"--jobs\", \"12\"]",
        ),
        (
            "[ideas]\ncommand = [\"\"]",
            "line 2: `command` is to be a list of words such as [\"my-splitter\", \"--jobs\", \"12\"]",
        ),
        ("[ideas]\ntimeout_s = 0", "line 2: `timeout_s` is to be a whole number from 1 to 3600"),
        ("[ideas]\ntimeout_s = -5", "line 2: `timeout_s` is to be a whole number from 1 to 3600"),
        ("[ideas]\ntimeout_s = 1.5", "line 2: `timeout_s` is to be a whole number from 1 to 3600"),
        (
            "[ideas]\ntimeout_s = 99999999999999999999",
            "line 2: `timeout_s` is to be a whole number from 1 to 3600",
        ),
        ("week_starts = 1", "line 1: `week_starts` is to be a day such as \"mon\""),
        ("week_starts = \"montag\"", "line 1: `week_starts` is to be a day such as \"mon\""),
        ("day_starts = \"25:00\"", "line 1: `day_starts` is to be a time from \"00:00\" to \"12:00\""),
        ("day_starts = \"12:01\"", "line 1: `day_starts` is to be a time from \"00:00\" to \"12:00\""),
        ("day_starts = 2026-11-21", "line 1: `day_starts` is to be a time from \"00:00\" to \"12:00\""),
        ("[nudges]\nbig = \"no\"", "line 2: `big` is to be true or false"),
        ("[nudge]\nbig = false", "line 1: no section is called [nudge]; did you mean [nudges]?"),
        ("[colours]\nx = 1", "line 1: no section is called [colours]"),
        ("x.y.z = 1", "line 1: no section is called [x]"),
        ("ideas = 5", "line 1: `ideas` is a section; write [ideas] and its keys below"),
        ("[[ideas]]\ncommand = []", "line 1: `ideas` is a section; write [ideas] and its keys below"),
        ("[ideas]\nweek_starts = \"mon\"", "line 2: `week_starts` belongs above the first section"),
        ("timeout_s = 5", "line 1: `timeout_s` belongs into the section [ideas]"),
        ("[ideas]\n\"\" = 5", "line 2: no key is called ``"),
    ] {
        let told: Vec<String> =
            Some(format!("config.toml {told}")).filter(|_| !told.is_empty()).into_iter().collect();
        assert_eq!(problems(text), told, "{text:?}");
    }
}

#[test]
fn a_broken_line_leaves_the_others_alone() {
    for (text, line) in [
        ("week_starts = \"sun\"\nday_starts = \n[nudges]\nbig = false", 2),
        ("week_starts = \"sun\"\nday_starts = 05:\n[nudges]\nbig = false", 2),
        ("week_starts = \"sun\"\nthis is not TOML\n[nudges]\nbig = false", 2),
        ("week_starts = \"sun\"\n[nudges]\nvague = \"fal\nbig = false", 3),
        ("week_starts = \"sun\"\nweek_starts = \"mon\"\n[nudges]\nbig = false", 2),
        ("week_starts = \"sun\"\n[nudges]\nbig = false\n[ideas\ntimeout_s = 5", 4),
    ] {
        let read = read(text);
        assert_eq!(
            read.problems.first().map(|problem| problem.line),
            Some(line),
            "{text:?}: {:?}",
            read.problems
        );
        assert_eq!(read.config.calendar.week_starts, Weekday::Sun, "{text:?}: {:?}", read.problems);
        assert!(!read.config.nudges.wants(Nudge::Big), "{text:?}: {:?}", read.problems);
    }
}

#[test]
fn problems_come_from_the_top_and_hostile_texts_are_told_too() {
    let text = "[nudges]\nbig = 1\n[ideas]\ncomand = []\n[nudges.more]\n";
    let lines: Vec<usize> = read(text).problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [2, 4, 5]);
    for text in ["[".repeat(10_000), format!("x = {}", "[".repeat(10_000)), "a.".repeat(10_000), "\0".into()]
    {
        let read = read(&text);
        assert!(!read.problems.is_empty());
        assert_eq!(read.config, Config::default());
    }
}
