//! Today, split, find, palette, mouse, others, and what is kept.

use goaltree::app::{Effect, Msg, Pane, Pointer};
use goaltree::model::Op;

use super::SITE;
use crate::drive::{Drive, at, check};

#[test]
fn unfinished_lines_come_back() {
    let mut drive = Drive::outline(SITE);
    drive.press("a \"half a tho\" esc");
    assert_eq!(drive.said(), "Kept as a draft; `a` brings it back.");
    drive.press("down a \"ught\" enter esc");
    assert!(drive.print().contains("half a thought"));
    drive.press("e \" more\" esc e enter");
    assert!(drive.print().contains("half a thought more"));
}

#[test]
fn today_takes_jobs_and_gives_them_back() {
    check(SITE, "t", &SITE.replace("~15m  <", "~15m T <"));
    check(SITE, "t t", &SITE.replace("  <", " <"));
    let mut drive = Drive::outline(SITE);
    drive.press("up t");
    assert!(drive.said().starts_with("Today takes jobs"));
    drive.press("down t end t tab down A-up space");
    assert_eq!(drive.app.pane, Pane::Today);
    let titles: Vec<&str> =
        drive.app.today().list.iter().map(|id| drive.app.tree.get(*id).expect("it").title()).collect();
    assert_eq!(titles, ["Health", "Write"]);
    assert!(drive.print().contains("[x] Health T"), "{}", drive.print());
    drive.press("a \"Ring ~5m\" enter esc right");
    assert!(drive.print().contains("[ ] Ring ~5m T <"), "{}", drive.print());
}

#[test]
fn split_makes_jobs_and_gives_the_first_to_today() {
    check(
        SITE,
        "t s \"One ~5m\" enter \"Two\" enter tab \"Deep\" C-s",
        "
        - [ ] Coffee site
          - [ ] Posts
            - [ ] Write
              - [ ] One ~5m T <
              - [ ] Two
                - [ ] Deep
            - [x] Draw
          - [ ] Ads
        - [ ] Health
        ",
    );
    check(SITE, "s \"One\" A-enter u", &SITE.replace("  <", " <"));
    check(
        SITE,
        "s paste:-_[x]_a\\n__*_b_~5m\\n3._c C-s",
        "
        - [ ] Coffee site
          - [ ] Posts
            - [ ] Write
              - [ ] a
                - [ ] b ~5m <
              - [ ] c
            - [x] Draw
          - [ ] Ads
        - [ ] Health
        ",
    );
    let mut drive = Drive::outline(SITE);
    drive.press("s \"One\" C-s");
    assert_eq!(drive.said(), "1 job. Space ticks, `t` puts one on Today.");
}

#[test]
fn split_loses_nothing_on_esc() {
    let mut drive = Drive::outline(SITE);
    drive.press("s \"One\" enter tab \"Two\" esc");
    assert_eq!(drive.said(), "Kept as a draft; `s` on Write brings it back.");
    assert!(
        drive
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Draft(_, Some(text)) if text == "One\n  Two"))
    );
    drive.press("s C-s");
    assert!(drive.print().contains("- [ ] One\n        - [ ] Two"), "{}", drive.print());
    assert!(drive.app.drafts.is_empty());
}

#[test]
fn find_reaches_into_folds() {
    let folded =
        SITE.replace("- [ ] Posts", "+ [ ] Posts").replace("  <", "").replace("[ ] Health", "[ ] Health <");
    let mut drive = Drive::outline(&folded);
    drive.press("/ \"drw\"");
    assert!(drive.print().contains("Draw <"));
    drive.press("esc");
    assert!(drive.print().contains("Health <"), "back to where it began");
    assert!(drive.print().contains("+ [ ] Posts"), "folded as before");
    drive.press("/ \"a\" enter n N");
    assert!(drive.is_at_rest());
    drive.press("/ \"qqq\" enter N");
    assert_eq!(drive.said(), "No find is going on; / begins one.");
}

#[test]
fn the_palette_runs_any_command() {
    let mut drive = Drive::outline(SITE);
    drive.press(": \"let go\" enter");
    assert!(drive.print().contains("[-] Write"));
    drive.press("C-p \"write /tmp/x y.json\" enter");
    assert!(drive.effects.contains(&Effect::WriteCopy("/tmp/x y.json".into())));
    drive.press(": \"zzzz\" enter");
    assert_eq!(drive.said(), "No command is called that.");
}

#[test]
fn no_key_is_silent() {
    let mut drive = Drive::outline(SITE);
    drive.press("C-x");
    assert_eq!(drive.said(), "^X does nothing here. ? shows the keys.");
    drive.press("right");
    assert_eq!(drive.said(), "A job: nothing inside. `s` splits it, `A` adds inside.");
    drive.press("backspace");
    assert_eq!(drive.said(), "Zoomed out already.");
}

#[test]
fn pasting_into_the_tree_plants_an_outline() {
    check(
        SITE,
        "end paste:-_[_]_One\\n____-_[x]_Two_~5m\\nThree",
        "
        - [ ] Coffee site
          - [ ] Posts
            - [ ] Write ~15m
            - [x] Draw
          - [ ] Ads
        - [ ] Health
          - [ ] One <
            - [x] Two ~5m
          - [ ] Three
        ",
    );
}

#[test]
fn the_mouse_selects_folds_and_ticks() {
    let mut drive = Drive::outline(SITE);
    let row = |drive: &Drive, title: &str| {
        drive.screen().lines().position(|line| line.contains(title)).expect(title) as u16
    };
    let y = row(&drive, "Ads");
    drive.press(&format!("click:20,{y}"));
    assert!(drive.print().contains("Ads <"));
    let y = row(&drive, "Posts");
    drive.press(&format!("click:3,{y}"));
    assert!(drive.print().contains("+ [ ] Posts <"));
    let y = row(&drive, "Health");
    drive.press(&format!("click:1,{y}"));
    assert!(drive.print().contains("[x] Health"));
    let y = row(&drive, "TODAY");
    drive.press(&format!("click:60,{y}"));
    assert_eq!(drive.app.pane, Pane::Today);
    drive.send(Msg::Mouse(Pointer::WheelDown, 10, 8));
    assert_eq!(drive.app.pane, Pane::Today, "the wheel does not take the keys along");
}

#[test]
fn a_new_day_begins_at_four_with_an_empty_list() {
    let mut drive = Drive::outline(SITE);
    drive.press("t down down t");
    drive.now = at("2026-11-22T03:59:00Z");
    drive.press("up");
    assert_eq!(drive.app.today().list.len(), 2, "the night belongs to the day before");
    drive.now = at("2026-11-22T04:00:00Z");
    drive.press("up");
    assert_eq!(drive.app.today().list.len(), 0);
    drive.press("esc");
    let rolled = |drive: &Drive, title: &str| {
        let found = drive.app.tree.walk(None).find(|(_, node)| node.title() == title).expect("it");
        found.1.number(goaltree::model::Key::Rolled)
    };
    assert_eq!((rolled(&drive, "Write"), rolled(&drive, "Draw")), (Some(1), None));
    let count = drive.effects.len();
    drive.press("down down");
    assert_eq!(drive.effects.len(), count, "once");
    drive.press("u");
    assert_eq!(rolled(&drive, "Write"), None);
}

#[test]
fn others_changes_come_in_below_ours() {
    let mut mine = Drive::outline(SITE);
    let mut other = Drive::outline(SITE);
    other.press("e \" it\" enter");
    let Some(Effect::Commit(theirs)) = other.effects.first().cloned() else { panic!("a change") };
    mine.press("space");
    let Some(Effect::Commit(ours)) = mine.effects.first().cloned() else { panic!("a change") };
    mine.send(Msg::Foreign { theirs: vec![theirs], unstored: vec![ours] });
    assert!(mine.print().contains("[x] Write it ~15m"), "{}", mine.print());
    assert!(
        matches!(&mine.effects[1], Effect::Commit(change) if change.ops.iter().all(|op| !matches!(op, Op::Create { .. })))
    );
    mine.press("u");
    assert!(mine.print().contains("[ ] Write it ~15m"), "undo takes back only what was ours");
}

#[test]
fn nothing_changes_in_a_read_only_file() {
    let mut drive = Drive::outline(SITE);
    drive.app.read_only = Some("made by a newer goaltree".into());
    let before = drive.print();
    for keys in ["space", "x", "a", "s", "t", "del", "J", "u", "C-r", "e"] {
        drive.press(keys);
        assert_eq!(drive.said(), "Read-only: made by a newer goaltree", "{keys}");
    }
    assert_eq!((drive.print(), drive.effects.len()), (before, 0));
}

#[test]
fn what_another_window_took_back_is_done_anew_in_its_order() {
    let mut mine = Drive::outline("- [ ] A  <\n");
    mine.press("a \"Novel\" enter esc s \"Plot\" enter \"People\" C-s");
    mine.press("u");
    // The shell takes the next step back: it knows the same history.
    let mut shell = Drive::outline("- [ ] A\n");
    (shell.app.tree, shell.app.history) = (mine.app.tree.clone(), mine.app.history.clone());
    let count = shell.effects.len();
    shell.press("u");
    let Some(Effect::Commit(theirs)) = shell.effects.get(count).cloned() else { panic!("a change") };
    mine.send(Msg::Foreign { theirs: vec![theirs], unstored: vec![] });
    assert_eq!(mine.said(), "From elsewhere: taken back: adding Novel.");
    assert_eq!(mine.press("C-r").said(), "Redone: adding Novel.");
    mine.press("C-r");
    assert!(mine.print().contains("- [ ] Novel\n  - [ ] Plot"), "{}", mine.print());
    mine.press("u u");
    assert!(!mine.print().contains("Novel"));
}

#[test]
fn marked_goals_close_only_on_a_second_space() {
    let mut drive = Drive::outline(SITE);
    drive.press("home m end m space");
    assert_eq!(drive.said(), "3 open jobs in what is marked. Space once more closes all.");
    drive.press("space");
    assert_eq!(drive.said(), "3 done.");
    assert_eq!(drive.app.marked, []);
}

#[test]
fn a_job_on_today_that_gets_parts_gives_its_place_to_the_first() {
    for keys in ["t A \"Part\" enter esc", "t paste:Part", "t s \"Part\" C-s"] {
        let mut drive = Drive::outline(SITE);
        drive.press(keys);
        assert!(drive.print().contains("- [ ] Write\n      - [ ] Part T"), "{keys}\n{}", drive.print());
    }
}

#[test]
fn text_of_an_item_that_is_gone_is_offered_at_the_next_split() {
    let mut drive = Drive::outline(SITE);
    drive.press("s \"Half\" esc del home s");
    assert_eq!(drive.said(), "Text kept from an item that is gone.");
    drive.press("C-s");
    assert!(drive.print().contains("Half"));
    assert!(drive.app.drafts.is_empty());
}

#[test]
fn what_is_pasted_on_today_stands_on_it() {
    let mut drive = Drive::outline(SITE);
    drive.press("tab paste:Ring_~5m\\nWrite");
    assert_eq!(drive.app.today().list.len(), 2);
    assert_eq!(drive.said(), "2 items added and put on Today. `u` takes them back.");
}

#[test]
fn the_star_folds_as_before() {
    let folded =
        SITE.replace("- [ ] Posts", "+ [ ] Posts").replace("  <", "").replace("[ ] Health", "[ ] Health <");
    check(&folded, "*", &folded.replace("+ [ ] Posts", "- [ ] Posts"));
    check(&folded, "* *", &folded);
}

#[test]
fn letting_go_is_written_down_and_taken_back_on_the_same_day() {
    let dropped = |drive: &Drive| -> Vec<String> {
        let days = drive.app.tree.days().values().flat_map(|day| &day.dropped);
        days.map(|entry| format!("{} {}", entry.at, entry.title)).collect()
    };
    let mut drive = Drive::outline("- [ ] Write <\n- [ ] Draw");
    drive.press("x");
    assert_eq!(dropped(&drive), ["09:00 Write"]);
    drive.press("space");
    assert!(dropped(&drive).is_empty());
    drive.press("x x");
    assert_eq!(dropped(&drive), ["09:00 Write"], "once is enough");
    drive.now = at("2026-11-22T09:00:00Z");
    drive.press("space");
    assert_eq!(dropped(&drive), ["09:00 Write"], "what was decided on another day stays written");
}

#[test]
fn an_unfinished_line_that_is_left_untouched_is_let_go() {
    let mut drive = Drive::outline("- [ ] Write  <\n");
    drive.press("e \"xx\" esc e");
    assert_eq!(drive.said(), "Your unfinished line is back; Esc lets it go.");
    drive.press("esc e");
    assert!(!drive.screen().contains("xx"), "{}", drive.screen());
    drive.press("esc e \"yy\" esc e \"z\" esc e");
    assert!(drive.screen().contains("yyz"), "what is typed on is kept: {}", drive.screen());
}
