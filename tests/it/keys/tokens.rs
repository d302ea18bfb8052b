//! What a line can say beside its title, as it is typed and edited. Today is a Saturday, 21 November 2026.

use goaltree::model::{Key, NodeId, Value};

use super::SITE;
use crate::drive::{Drive, check};

/// The value of a property of the item under the cursor, as the file has it.
fn value(drive: &Drive, key: Key) -> String {
    let node = drive.app.tree.get(under_cursor(drive)).unwrap();
    match node.field(key).map(goaltree::model::Field::value) {
        None => String::new(),
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Date(day)) => day.to_string(),
        Some(other) => format!("{other:?}"),
    }
}

fn under_cursor(drive: &Drive) -> NodeId {
    drive.app.tree_place.cursor.expect("a cursor")
}

#[test]
fn a_typed_day_is_kept_as_a_date() {
    check(SITE, "e \" >tom ^fri\" enter", &SITE.replace("  <", " >2026-11-22 ^2026-11-27 <"));
    check(SITE, "e \" ^^eom\" enter e C-k \" ~15m ^31-12\" enter", &SITE.replace("  <", " ^2026-12-31 <"));
}

#[test]
fn all_tokens_are_shown_and_can_be_taken_away() {
    let all = "- [ ] a ~5m #t >> >2026-11-22 ^^2026-11-27 start:2026-11-23 *week times:5 until:2026-12-31 !! :( keep:4 \
               slot:short when:\"after coffee\" goal:9posts +1posts =>post @ana chase:2026-11-24 $5";
    check(&format!("{all}  <\n"), "e enter", &format!("{all} <\n"));
    check(&format!("{all}  <\n"), "e \"b\" enter", &format!("{} <\n", all.replacen(" a ", " ab ", 1)));
    check(&format!("{all}  <\n"), "e C-k enter", "- [ ] a <\n");
    check(&format!("{all}  <\n"), "e C-k enter u", &format!("{all} <\n"));
    let mut drive = Drive::outline(&format!("{all}  <\n"));
    drive.press("e C-k enter");
    assert_eq!((value(&drive, Key::Hard), value(&drive, Key::Anchor)), (String::new(), String::new()));
}

#[test]
fn prose_stays_prose() {
    check("", "esc a \"Reply to @ana\" enter esc", "- [ ] Reply to @ana <\n");
    check("", "esc a \"Find it ~abc\" enter esc", "- [ ] Find it ~abc <\n");
    check("- [ ] Reply \\to @ana  <\n", "e \" soon\" enter", "- [ ] Reply \\to soon @ana <\n");
    check("- [ ] Reply \\to @ana  <\n", "e enter", "- [ ] Reply \\to @ana <\n");
}

#[test]
fn copies_stand_one_behind_the_other() {
    check(
        "- [ ] Ads  <\n- [ ] Later\n",
        "A \"Write x3 ~5m\" enter \"Check\" enter esc",
        "
        - [ ] Ads
          - [ ] Write 1 ~5m
          - [ ] Write 2 ~5m
          - [ ] Write 3 ~5m
          - [ ] Check <
        - [ ] Later
        ",
    );
    check(
        "- [ ] Write ~5m  <\n- [ ] Later\n",
        "e \" x2\" enter",
        "- [ ] Write 1 ~5m <\n- [ ] Write 2 ~5m\n- [ ] Later\n",
    );
    let mut drive = Drive::outline("- [ ] Posts  <\n");
    drive.press("s \"Post x2\" enter tab \"Draft ~10m\" enter \"Send ~5m\"");
    assert!(drive.screen().contains("4 jobs · 30 m"), "{}", drive.screen());
    drive.press("C-s");
    let branch = "  - [ ] Post 1\n    - [ ] Draft ~10m <\n    - [ ] Send ~5m\n";
    let second = branch.replace(" <", "").replace("Post 1", "Post 2");
    assert_eq!(drive.print(), format!("- [ ] Posts\n{branch}{second}"));
    drive.press("u");
    assert_eq!(drive.print(), "- [ ] Posts <\n", "one undo step");
    let mut today = Drive::outline("- [ ] Posts\n");
    today.press("tab a \"Post x2\" enter esc");
    assert_eq!(today.app.today().list.len(), 2);
}

#[test]
fn a_repeat_is_anchored_once() {
    for (line, anchor) in [
        ("Rent *month ^31-1", "2027-01-31"),
        ("Rent *month >tom", "2026-11-22"),
        ("Rent after:1mo", "2026-11-21"),
    ] {
        let mut drive = Drive::outline("");
        drive.press(&format!("esc a \"{line}\" enter esc"));
        assert_eq!(value(&drive, Key::Anchor), anchor, "{line}");
        drive.press("e C-e \" ^28-2\" enter");
        assert_eq!(value(&drive, Key::Anchor), anchor, "the same rule keeps its first date");
        drive.press("e C-k \" *week ^tom\" enter");
        assert_eq!(value(&drive, Key::Anchor), "2026-11-22", "another rule begins anew");
    }
}

#[test]
fn what_no_token_can_say_outlives_an_edit() {
    let json = r#"{"goaltree":1,"nodes":[{"id":"a","title":"Logo","tags":["two words"],
        "cost":{"amount":"5","currency":"EUR"},"hand":{"to":"ana","step":"posted","chase":"2026-11-24"}}],"days":[]}"#;
    let read = goaltree::text::json::read(json.as_bytes()).unwrap();
    let mut drive = Drive::tree(read.tree);
    drive.press("e \" red ~5m #x\" enter");
    assert_eq!(drive.print(), "- [ ] Logo red ~5m #x <\n");
    assert_eq!(value(&drive, Key::Cost), r#"{"amount":"5","currency":"EUR"}"#);
    assert_eq!(value(&drive, Key::Hand), r#"{"to":"ana","step":"posted","chase":"2026-11-24"}"#);
    drive.press("e C-e \" @bob\" enter");
    let hand = value(&drive, Key::Hand);
    assert!(
        hand.contains(r#""to":"bob""#) && hand.contains("posted") && hand.contains("2026-11-24"),
        "{hand}"
    );
}

#[test]
fn the_detail_says_in_words_what_a_token_set() {
    let mut drive = Drive::outline(
        "- [ ] Logo *month ^^fri !! :( keep:4 slot:short when:\"after coffee\" @ana chase:+3d $5 +1posts  <\n",
    );
    drive.send(goaltree::app::Msg::Resize(200, 24));
    let screen = drive.screen();
    for words in [
        "every month",
        "due Fri 27 Nov",
        "a must",
        "importance 5",
        "dread 2",
        "keep 4",
        "short slot",
        "after coffee",
        "handed to ana, chase Tue 24 Nov",
        "$5",
        "adds 1 posts",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
}

#[test]
fn a_sequence_typed_as_such_makes_its_items_wait() {
    let mut drive = Drive::outline("- [ ] Goal\n  - [ ] Angle >>\n    - [ ] a\n    - [ ] b  <\n");
    assert!(drive.screen().contains("waits for the one before"));
    drive.press("up space down");
    assert!(!drive.screen().contains("waits for the one before"));
}
