//! Whole days as scripts: a clock, keys, what is said, and the line of the ledger.
//!
//! A script begins with an outline; behind `---` each line is `at TIME`, `keys KEYS`, `says WORDS`, `shows WORDS` (on the
//! screen), `hides WORDS`, `tree OUTLINE` (lines parted by ` / `), or `DATE: LEDGER`, where the ledger of a day reads
//! `list A, B; done 09:12 A 15m; rolled B`.

use goaltree::model::{Day, NodeId, Note};

use crate::drive::{Drive, at};

fn ledger(drive: &Drive, day: &Day) -> String {
    let title = |id: NodeId| drive.app.title(id).to_owned();
    let mut parts = Vec::new();
    let list = |ids: Vec<NodeId>| ids.into_iter().map(title).collect::<Vec<_>>().join(", ");
    if !day.list.is_empty() {
        parts.push(format!("list {}", list(day.list.clone())));
    }
    let minutes = |minutes: Option<u32>| minutes.map_or(String::new(), |minutes| format!(" {minutes}m"));
    for done in &day.done {
        parts.push(format!("done {} {}{}", done.at, done.title, minutes(done.minutes)));
    }
    for boxed in &day.boxes {
        parts.push(format!("box {} {} {}m{}", boxed.at, boxed.title, boxed.planned, minutes(boxed.minutes)));
    }
    for dropped in &day.dropped {
        parts.push(format!("dropped {} {}", dropped.at, dropped.title));
    }
    for note in Note::ALL {
        // They are kept by id, which says nothing.
        let mut titles: Vec<String> = day.noted(note).map(title).collect();
        titles.sort();
        if !titles.is_empty() {
            parts.push(format!("{} {}", note.name(), titles.join(", ")));
        }
    }
    if day.is_rough() {
        parts.push("rough".into());
    }
    parts.join("; ")
}

fn script(text: &str) {
    let (outline, steps) = text.split_once("---\n").expect("---");
    let mut drive = Drive::outline(outline.trim_start_matches('\n'));
    for step in steps.lines().map(str::trim).filter(|step| !step.is_empty() && !step.starts_with('#')) {
        let (verb, rest) = step.split_once(' ').unwrap_or((step, ""));
        match verb {
            "at" => drive.now = at(rest),
            "keys" => {
                drive.press(rest);
            }
            "says" => assert_eq!(drive.said(), rest, "{step}"),
            "shows" => assert!(drive.screen().contains(rest), "{step}\n{}", drive.screen()),
            "hides" => assert!(!drive.screen().contains(rest), "{step}\n{}", drive.screen()),
            "tree" => {
                let found: Vec<String> = drive.print().lines().map(str::to_owned).collect();
                assert_eq!(found.join(" / "), rest, "{step}");
            }
            date => {
                let date = date.strip_suffix(':').unwrap_or_else(|| panic!("no step: {step}"));
                let day = date.parse().unwrap_or_else(|_| panic!("no date: {step}"));
                let found = drive.app.tree.day(day).map(|day| ledger(&drive, day)).unwrap_or_default();
                assert_eq!(found, rest, "{step}");
            }
        }
    }
}

#[test]
fn a_tick_at_half_past_one_belongs_to_the_day_before() {
    script(
        "
- [ ] Site <
  - [ ] Write ~15m
  - [ ] Read
---
at 2026-11-21T21:00:00+01:00
keys down t
2026-11-21: list Write
at 2026-11-22T01:30:00+01:00
keys space
2026-11-21: list Write; done 01:30 Write 15m
2026-11-22:
shows Sat 21 Nov, night
at 2026-11-22T04:00:00+01:00
keys down t
2026-11-22: list Read
",
    );
}

/// G27: clocks and zones may jump.
#[test]
fn clocks_change_and_the_day_goes_on() {
    // In Berlin the hour from two to three is left out, or comes twice; in New York a week earlier or later.
    for (before, after, day) in [
        ("2026-03-29T01:59:00+01:00", "2026-03-29T03:01:00+02:00", "2026-03-28"),
        ("2026-10-25T02:59:00+02:00", "2026-10-25T02:01:00+01:00", "2026-10-24"),
        ("2026-03-08T01:59:00-05:00", "2026-03-08T03:01:00-04:00", "2026-03-07"),
        ("2026-11-01T01:59:00-04:00", "2026-11-01T01:01:00-05:00", "2026-10-31"),
    ] {
        let times = [before, after].map(|time| time[11..16].to_owned());
        let mut done = [format!("done {} Write", times[0]), format!("done {} Read", times[1])];
        // Where the clock is set back, the ledger stands by the times that the person saw.
        done.sort();
        script(&format!(
            "\n- [ ] Site <\n  - [ ] Write\n  - [ ] Read\n---\nat {before}\nkeys down space\nat {after}\nkeys down space\n{day}: {}\n",
            done.join("; ")
        ));
    }
}

#[test]
fn a_year_ends() {
    script(
        "
- [ ] Run *day >2026-12-31 <
- [ ] Tax ^^2026-12-31
---
at 2026-12-31T23:30:00Z
shows Run
keys space
says Done; next on Fri 1 Jan.
at 2027-01-01T09:00:00Z
keys space
says Done; next on Sat 2 Jan.
2026-12-31: done 23:30 Run
2027-01-01: done 09:00 Run
shows Tax
",
    );
}

#[test]
fn a_journey_and_a_clock_that_is_set_back_lose_nothing() {
    script(
        "
- [ ] Site <
  - [ ] Write
  - [ ] Read
  - [ ] Send
---
at 2026-11-21T23:00:00-08:00
keys down t down t up space
# Nine hours on: it is the morning of the 22nd there.
at 2026-11-22T08:00:00+01:00
keys esc esc down
2026-11-21: list Write, Read; done 23:00 Write; rolled Read
# Back where it is still the 21st: nothing is done twice, and nothing is lost.
at 2026-11-21T23:30:00-08:00
keys down t space
2026-11-21: list Write, Read, Send; done 23:00 Write; done 23:30 Send; rolled Read
# The clock is set back by an hour.
at 2026-11-21T22:30:00-08:00
keys up space
2026-11-21: list Write, Read, Send; done 22:30 Read; done 23:00 Write; done 23:30 Send; rolled Read
",
    );
}

#[test]
fn what_a_day_left_is_asked_about_and_nothing_is_lost() {
    script(
        "
- [ ] Site <
  - [ ] Write ~15m
  - [ ] Read ~5m
  - [ ] Send ~10m
---
at 2026-11-21T09:00:00Z
keys down t down t down t
2026-11-21: list Write, Read, Send
# The program stays open over night; the first key does what it says, then the question comes.
at 2026-11-22T08:00:00Z
keys space
2026-11-22: done 08:00 Send 10m
shows Yesterday left 3
keys t
keys x
2026-11-21: list Write, Read, Send; rolled Read, Send, Write
2026-11-22: list Read; done 08:00 Send 10m; dropped 08:00 Write
hides Yesterday left
keys u
2026-11-22: list Read; done 08:00 Send 10m
",
    );
}

#[test]
fn a_rough_day_a_box_and_an_evening() {
    script(
        "
- [ ] Site <
  - [ ] Write ~15m
  - [ ] Ring ~5m
---
at 2026-11-21T09:00:00Z
keys down t down t ~
shows rough day
2026-11-21: list Ring; rough
keys tab space
2026-11-21: list Ring; done 09:00 Ring 5m; rough
keys ~
2026-11-21: list Write, Ring; done 09:00 Ring 5m
at 2026-11-21T10:00:00Z
keys home b enter
at 2026-11-21T10:12:00Z
keys space
keys esc
2026-11-21: list Write, Ring; done 09:00 Ring 5m; done 10:12 Write 12m; box 10:00 Write 15m 12m
at 2026-11-21T21:00:00Z
keys v
shows Today: 2 jobs, 17 minutes, one goal.
",
    );
}

#[test]
fn a_trial_is_asked_about_when_its_days_are_over() {
    script(
        "
- [ ] Piano <
  - [ ] Play ~15m
- [ ] Guitar
  - [ ] Tune ~5m
---
at 2026-11-21T09:00:00Z
keys m down m : \"trial 7\" enter enter
says Piano until Sat 28 Nov. `u` takes it back.
keys home down t space
2026-11-21: list Play; done 09:00 Play 15m
at 2026-11-27T09:00:00Z
keys home
hides Keep, switch
at 2026-11-28T09:00:00Z
keys home
shows 7 of the 7 days of the trial: 1 job, 15 m.
shows Waiting: Guitar.
keys esc down up
hides Keep, switch
at 2026-11-29T09:00:00Z
keys home
shows Keep, switch, or both?
keys s
says Piano rests.
tree - [~] Piano < /   - [x] Play ~15m / - [ ] Guitar /   - [ ] Tune ~5m
keys u
tree - [ ] Piano < /   - [x] Play ~15m / - [ ] Guitar start:2026-11-28 /   - [ ] Tune ~5m
",
    );
}
