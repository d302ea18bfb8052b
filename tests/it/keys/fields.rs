//! What is seldom set: the card, the line, and the why chain.

use goaltree::model::Key;

use super::SITE;
use crate::drive::{Drive, check};

#[test]
fn fields_are_set_and_taken_away_on_one_card() {
    let set = |keys: &str, line: &str| check(SITE, keys, &SITE.replace("~15m  <", &format!("~15m{line} <")));
    for (down, typed, line) in [
        ("down", "4", " !"),
        ("down", "!!", " !!"),
        ("down", "3", ""),
        ("down down", "2", " :("),
        ("down down", "dread:1", " dread:1"),
        ("down down down", "5", " keep:5"),
        ("down down down down", "short", " slot:short"),
        ("down down down down down", "after coffee", " when:'after coffee'"),
    ] {
        let line = line.replace('\'', "\"");
        set(&format!(": \"set\" enter {down} enter \"{typed}\" enter esc"), &line);
        // The same by the line, which reads what the card has set.
        if !line.is_empty() && !line.contains('"') {
            set(&format!("e end \"{line}\" enter"), &line);
        }
        set(
            &format!(
                ": \"set\" enter {down} enter \"{typed}\" enter {} esc",
                if line.is_empty() { "" } else { "del" }
            ),
            "",
        );
    }
    let mut drive = Drive::outline(SITE);
    drive.press(": \"set\" enter down enter \"9\" enter");
    assert_eq!(drive.said(), "importance takes 1 to 5.");
    drive.press("esc");
    assert!(drive.screen().contains("How much it matters"), "{}", drive.screen());
    drive.press("enter");
    assert!(drive.screen().contains("importance » 9█"), "what was typed is kept: {}", drive.screen());
    drive.press("C-u enter del");
    assert_eq!(drive.said(), "Nothing is set there.");
}

#[test]
fn what_is_not_set_is_not_seen() {
    let mut drive = Drive::outline(SITE);
    let words = ["dread", "keep", "slot", "importance", "mini"];
    assert!(words.iter().all(|word| !drive.screen().contains(word)), "{}", drive.screen());
    drive.press(": \"set\" enter down down down down down down enter \"One line\" enter esc");
    assert!(drive.screen().contains("mini: One line"), "{}", drive.screen());
}

#[test]
fn the_chain_leads_from_a_job_to_the_vision() {
    let mut drive = Drive::outline(SITE);
    drive.press("w");
    let screen = drive.screen();
    for link in ["» Write", "‹ for Posts", "‹ for Coffee site"] {
        assert!(screen.contains(link), "{link}: {screen}");
    }
    drive.press(
        "e \"the post is out\" enter down e \"so that people find it\" enter down e \"rent is paid\" enter",
    );
    let screen = drive.screen();
    for link in ["‹ so that the post is out", "Posts", "‹ so that people find it", "‹ so that rent is paid"]
    {
        assert!(screen.contains(link), "{link}: {screen}");
    }
    let whys: Vec<Option<&str>> = drive.app.tree.walk(None).map(|(_, node)| node.text(Key::Why)).collect();
    assert_eq!(whys[..3], [Some("rent is paid"), Some("people find it"), Some("the post is out")]);
    drive.press("up enter");
    assert!(drive.is_at_rest());
    assert_eq!(drive.app.tree_place.cursor.map(|id| drive.app.title(id)), Some("Posts"));
    drive.press("w e C-u enter");
    assert!(drive.screen().contains("‹ for Coffee site"), "an empty line takes it away: {}", drive.screen());
    drive.press("e \"half\" esc esc w e");
    assert!(drive.screen().contains("» half█"), "{}", drive.screen());
}

#[test]
fn a_vision_ends_the_chain_where_no_reason_does() {
    let mut drive = Drive::outline("- Site <\n  - Write");
    drive.press(": \"vision Mornings are free.\" enter down w");
    assert!(drive.screen().contains("‹ Mornings are free."), "{}", drive.screen());
    drive.press("end down down down enter");
    assert_eq!(drive.app.tree_place.cursor.map(|id| drive.app.title(id)), Some("Site"));
}
