//! Looking back on fixed ledgers: the pages, the keys, the laws, and the picture.

use chrono::{Datelike, Weekday};
use goaltree::app::{Effect, Msg};
use goaltree::insight::lookback::report::{Report, Span};
use goaltree::insight::lookback::{self, Frame, Lookback};
use goaltree::insight::momentum::Pace;
use goaltree::model::{NodeId, Tree};
use goaltree::text::json;
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::drive::{Drive, NOW, at};
use crate::ledger;

const MONTH: &str = include_str!("../data/ledger-month.txt");
pub const YEAR: &str = include_str!("../data/ledger-year.txt");
const TEN_YEARS: &str = include_str!("../data/ledger-ten-years.txt");
const SIZES: [(u16, u16); 3] = [(80, 24), (60, 20), (120, 36)];

pub fn frame() -> Frame<'static> {
    Frame { now: at(NOW), pace: Pace::default(), rest: &[] }
}

fn drive(text: &str, width: u16, height: u16) -> Drive {
    let mut drive = Drive::tree(ledger::read(text));
    drive.send(Msg::Resize(width, height));
    drive
}

#[test]
fn pages_at_every_size() {
    for (name, text) in [("month", MONTH), ("year", YEAR), ("ten_years", TEN_YEARS)] {
        for (width, height) in SIZES {
            let mut drive = drive(text, width, height);
            assert_snapshot!(format!("look_{name}_{width}x{height}"), drive.press("L").screen());
        }
    }
    let mut drive = drive(YEAR, 80, 24);
    assert_snapshot!("look_goal_80x24", drive.press("L tab").screen());
    assert_snapshot!("look_repeat_80x24", drive.press("tab tab").screen());
    assert_snapshot!("look_day_80x24", drive.press("tab tab tab up up up up left left left enter").screen());
    drive.app.ascii = true;
    let ascii = drive.press("esc S-tab end").screen();
    assert!(ascii.is_ascii(), "{ascii}");
    assert_snapshot!("look_ascii_80x24", ascii);
}

#[test]
fn days_are_walked_and_opened() {
    let mut drive = drive(YEAR, 80, 24);
    drive.press("L");
    for (keys, day) in [
        ("", "Sat 21 Nov: "),
        ("right", "Sat 21 Nov: "),
        ("left", "Fri 20 Nov: "),
        ("up", "Fri 13 Nov: "),
        ("down down", "Sat 21 Nov: "),
        ("home", "Tue 3 Feb: 1 job, 30 min"),
        ("up up", "Tue 20 Jan: no ticks"),
        ("end", "Sat 21 Nov: "),
        ("tab", "Sat 21 Nov: "),
        ("S-tab", "Sat 21 Nov: "),
    ] {
        drive.press(keys);
        assert!(drive.screen().contains(day), "{keys}: {day}\n{}", drive.screen());
    }
    let screen = drive.press("home enter").screen();
    assert!(screen.contains("Tue 3 Feb") && screen.contains("Buy the domain"), "{screen}");
    assert!(drive.press("left").screen().contains("Nothing is noted of this day."));
    drive.press("right right esc");
    assert!(drive.screen().contains("Wed 4 Feb: "), "it comes back on the day that was read last");
    drive.press("esc");
    assert!(drive.is_at_rest());
}

#[test]
fn ten_years_are_walked_to_their_first_day() {
    let mut drive = drive(TEN_YEARS, 80, 24);
    let screen = drive.press("L home").screen();
    assert!(screen.contains("Thu 24 Nov 2016: "), "{screen}");
    for _ in 0..60 {
        drive.press("up");
    }
    assert!(drive.screen().contains("2016: no ticks"), "{}", drive.screen());
}

#[test]
fn the_page_is_copied_as_text() {
    let mut drive = drive(YEAR, 60, 20);
    drive.press("L y");
    let Some(Effect::Copy(text)) = drive.effects.last() else { panic!("nothing was copied") };
    assert_snapshot!("look_copied", text);
    assert_eq!(drive.said(), "The page is copied.");
}

#[test]
fn without_a_ledger_it_says_what_will_be_there() {
    let mut drive = Drive::outline("- Coffee site\n  - Write the opening");
    let screen = drive.press("L").screen();
    assert!(screen.contains("Nothing is done yet. Each tick leaves its mark here"), "{screen}");
    assert!(drive.press("left up enter").screen().contains("Nothing is noted of this day."));
    assert!(drive.press("esc esc").is_at_rest());
}

#[test]
fn what_is_ticked_and_removed_still_counts() {
    let mut drive =
        Drive::outline("- Posts goal:10posts\n  - Publish one ~20m +1posts <\n  - Publish two +1posts");
    drive.press("space");
    let before = Lookback::of(&drive.app.tree, None, frame());
    assert_eq!((before.jobs, before.minutes, before.counters[0].count), (1, 20, 1));
    let one = drive.app.tree.walk(None).find(|(_, node)| node.title() == "Publish one").unwrap().1.id();
    drive.app.tree_place.cursor = Some(one);
    drive.press("del");
    assert!(!drive.app.tree.contains(one), "it is gone");
    let after = Lookback::of(&drive.app.tree, None, frame());
    assert_eq!(
        (after.jobs, after.minutes, &after.counters, &after.firsts, &after.map),
        (before.jobs, before.minutes, &before.counters, &before.firsts, &before.map)
    );
}

#[test]
fn a_page_follows_what_changes_elsewhere() {
    let mut drive = drive(MONTH, 80, 24);
    drive.press("L");
    let jobs = |drive: &Drive| Lookback::of(&drive.app.tree, None, frame()).jobs;
    let before = jobs(&drive);
    drive.press("esc G space L");
    assert_eq!(jobs(&drive), before + 1);
    assert!(drive.screen().contains(&format!("{} jobs", before + 1)), "{}", drive.screen());
    drive.press("esc u L");
    assert!(drive.screen().contains(&format!("{before} jobs")), "{}", drive.screen());
}

fn tree(days: &str, more: &str) -> Tree {
    ledger::read(&format!(
        "created 2026-01-01\n- Site\n  - Write +1posts\n  - Draw\n2026-06-01 Write | {days}\n2026-06-03 Draw | {more}\n"
    ))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_tick_more_never_lowers_anything(
        days in "[1-9.r]{1,170}",
        more in "[1-9.r]{1,170}",
        goal in any::<bool>(),
    ) {
        let less: String = more.chars().enumerate().map(|(at, letter)| if at % 3 == 0 { '.' } else { letter }).collect();
        let (few, many) = (tree(&days, &less), tree(&days, &more));
        let of = |tree: &Tree| {
            let site = tree.first_child(None);
            Lookback::of(tree, site.filter(|_| goal), frame())
        };
        let (few, many) = (of(&few), of(&many));
        prop_assert!(few.jobs <= many.jobs && few.minutes <= many.minutes && few.active <= many.active);
        prop_assert!(few.since.is_none() || many.since <= few.since);
    }

    #[test]
    fn reckoning_anew_gives_the_same(days in "[1-9.rp]{1,170}", more in "[1-9.]{1,170}") {
        let tree = tree(&days, &more);
        let mut written = Vec::new();
        json::write(&tree, &mut written).unwrap();
        let read = json::read(&written).unwrap().tree;
        for goal in [None, tree.first_child(None)] {
            let back = Lookback::of(&tree, goal, frame());
            prop_assert_eq!(&back, &Lookback::of(&read, goal, frame()));
            for span in [Span::Week, Span::Month, Span::Year] {
                let report = Report::of(&tree, goal, span, frame());
                prop_assert!(report.jobs <= back.jobs && report.minutes <= back.minutes);
            }
        }
    }
}

/// Whether a text is well-formed XML, as far as such pictures use it: tags that close each other, quoted attributes,
/// no bare `<`, `&` or control character. Gives the names of the elements.
fn elements(text: &str) -> Vec<String> {
    let (mut names, mut open, mut rest) = (Vec::new(), Vec::new(), text);
    let is_plain = |text: &str| {
        let bare = text
            .split('&')
            .skip(1)
            .any(|after| !["amp;", "lt;", "gt;", "quot;"].iter().any(|entity| after.starts_with(entity)));
        assert!(!bare && !text.contains(|letter: char| letter.is_control() && letter != '\n'), "{text:?}");
    };
    while let Some(start) = rest.find('<') {
        is_plain(&rest[..start]);
        let end = start + rest[start..].find('>').expect("an end of the tag");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let body = tag.strip_suffix('/').unwrap_or(tag);
        let (name, attributes) = body.split_once(' ').unwrap_or((body, ""));
        let quoted: Vec<&str> = attributes.split('"').collect();
        assert!(quoted.len() % 2 == 1, "{tag}");
        for (at, part) in quoted.iter().enumerate() {
            let is_name = |part: &str| part.strip_suffix('=').is_some_and(|name| !name.trim().is_empty());
            assert!(at % 2 == 1 || part.trim().is_empty() || is_name(part), "{tag}");
            is_plain(part);
        }
        names.push(name.to_owned());
        if body.len() == tag.len() {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest:?}");
    names
}

#[test]
fn the_picture_is_well_formed_and_told_in_words() {
    let hostile = "<script>alert(\"x\")</script> & ]]> \u{1b}]0;x\u{7} \u{202e}'--";
    let year = YEAR.replace("A home", hostile).replace("Coffee site", &format!("{hostile} site"));
    for text in [MONTH, YEAR, TEN_YEARS, &year, "- Site\n"] {
        let tree = ledger::read(text);
        for goal in std::iter::once(None).chain(lookback::subjects(&tree).into_iter().map(Some)) {
            let picture = lookback::svg(&Lookback::of(&tree, goal, frame()), at(NOW).day());
            let names = elements(&picture);
            assert_eq!(names[..3], ["svg", "title", "desc"]);
            assert!(picture.contains("role=\"img\" aria-labelledby=\"title description\""));
            assert!(!names.iter().any(|name| name == "script"));
        }
    }
    let picture = lookback::svg(&Lookback::of(&ledger::read(YEAR), None, frame()), at(NOW).day());
    assert!(picture.contains("<desc id=\"description\">Since 3 February 2026: "), "{}", &picture[..600]);
}

#[test]
fn a_report_of_a_span() {
    let tree = ledger::read(MONTH);
    let site: Option<NodeId> = tree.first_child(None);
    let of = |goal, span| Report::of(&tree, goal, span, frame());
    let week = of(None, Span::Week);
    assert_eq!((week.first.to_string(), week.last.to_string()), ("2026-11-15".into(), "2026-11-21".into()));
    let shares: Vec<(&str, u64, u64)> =
        week.shares.iter().map(|share| (&*share.title, share.jobs, share.minutes)).collect();
    assert_eq!(shares, [("other", 5, 240), ("Move, any pace", 6, 150), ("Coffee site", 1, 15)]);
    let said: Vec<String> =
        week.counters.iter().map(|(counter, gained)| format!("{gained}, {}", counter.say())).collect();
    assert_eq!(said, ["1, posts 2 of 10"]);
    assert_eq!((of(site, Span::Week).jobs, of(site, Span::Month).jobs, of(site, Span::Year).jobs), (1, 4, 4));
    assert_eq!(of(None, Span::Month).first.weekday(), Weekday::Thu);
    assert_eq!(of(None, Span::Year).repeats.len(), 1);
}

/// What another window did while the burn-up is open is in its words at once.
#[test]
fn the_forecast_takes_in_what_others_did() {
    let (mut here, mut there) = (Drive::demo(80, 24), Drive::demo(80, 24));
    there.press("tab space");
    let theirs: Vec<_> = there.effects.drain(..).filter_map(committed).collect();
    let november = |screen: String| screen.lines().find(|line| line.contains("November:")).map(str::to_owned);
    let before = november(here.press("F").screen());
    here.send(Msg::Foreign { theirs, unstored: Vec::new() });
    let after = november(here.screen());
    assert!(before.is_some() && before != after, "{before:?}");
    assert_eq!(after, november(here.press("esc F").screen()));
}

fn committed(effect: Effect) -> Option<goaltree::model::Change> {
    if let Effect::Commit(change) = effect { Some(change) } else { None }
}
