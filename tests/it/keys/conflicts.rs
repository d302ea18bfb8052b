//! What both sides changed, and copies from other devices.

use goaltree::app::{Copies, Effect, Msg};
use goaltree::model::{Tree, merge};
use goaltree::text::json;

use crate::drive::Drive;

fn tree(nodes: &[&str]) -> Tree {
    let text = format!("{{\"goaltree\":1,\"nodes\":[{}],\"days\":[]}}", nodes.join(","));
    json::read(text.as_bytes()).unwrap().tree
}

fn file(tree: &Tree) -> String {
    let mut bytes = Vec::new();
    json::write(tree, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

const TWO: [&str; 3] = [
    r#"{"id":"posts","title":"Posts"}"#,
    r#"{"id":"a","title":"Coffee","conflicts":[{"parent":"posts"},{"title":"Tea"}]}"#,
    r#"{"id":"b","title":"Piano","state":"done","closed":"2026-11-20T08:00:00Z","conflicts":[{"state":null}]}"#,
];

#[test]
fn one_after_another_is_chosen() {
    let mut drive = Drive::tree(tree(&TWO));
    drive.press("down");
    assert!(drive.screen().contains("also: under Posts from elsewhere"), "{}", drive.screen());
    drive.press(": \"conflicts\" enter");
    let screen = drive.screen();
    for part in ["1 of 3", "here: at the top level", "from elsewhere: under Posts", "keep this"] {
        assert!(screen.contains(part), "{part}: {screen}");
    }
    drive.press("n");
    assert!(drive.screen().contains("from elsewhere: title \"Tea\""), "{}", drive.screen());
    drive.press("N o");
    assert_eq!(drive.said(), "Taken from elsewhere.");
    drive.press("space");
    assert_eq!(drive.said(), "Kept as it was here.");
    assert!(drive.screen().contains("1 of 1") && drive.screen().contains("here: done"), "{}", drive.screen());
    drive.press("u");
    assert!(drive.screen().contains("of 2"), "{}", drive.screen());
    drive.press("space o");
    assert_eq!(drive.said(), "Taken from elsewhere. Nothing else waits.");
    let text = file(&drive.app.tree);
    assert!(!text.contains("conflicts") && !text.contains("closed"), "{text}");
    assert!(text.contains(r#"{"id":"a","parent":"posts","title":"Coffee"}"#), "{text}");
    drive.press(": \"conflicts\" enter");
    assert_eq!(drive.said(), "Nothing waits for a choice.");
}

#[test]
fn days_and_the_file_wait_for_a_choice_too() {
    let side = |kind: &str, room: u32, minutes: u32, pledge: &str| {
        let text = format!(
            r#"{{"goaltree":1,"nodes":[{{"id":"a","title":"Coffee"}}],"days":[{{"day":"2026-11-20",
            "done":[{{"id":"a","at":"09:12","minutes":{minutes},"title":"Coffee"}}],"kind":"{kind}","room":{room}}}],
            "pledge":{{"text":"{pledge}","times":["08:00"]}}}}"#
        );
        json::read(text.as_bytes()).unwrap().tree
    };
    let (ours, theirs) = (side("rest", 60, 10, "tea"), side("rough", 90, 15, "milk"));
    let (merged, conflicts) = merge(&Tree::default(), &ours, &theirs);
    let again = json::read(file(&merged).as_bytes()).unwrap().tree;
    assert_eq!((conflicts.len(), again == merged), (4, true), "{}", file(&merged));
    let mut drive = Drive::tree(again);
    drive.press(": \"conflicts\" enter");
    for (here, elsewhere) in [
        ("Coffee done 09:12, 15 m", "Coffee done 09:12, 10 m"),
        ("a rough day", "a day of rest"),
        ("room 1 h 30", "room 1 h"),
        ("pledge: text \"milk\", times 08:00", "pledge: text \"tea\", times 08:00"),
    ] {
        let screen = drive.screen();
        let told = screen.contains(&format!("here: {here}")) && screen.contains(&format!(": {elsewhere}"));
        assert!(told, "{here}, {elsewhere}: {screen}");
        drive.press("n");
    }
    drive.press("e");
    assert_eq!(drive.said(), "That has no line; o takes the other one.");
    drive.press("o space o o");
    assert_eq!(drive.said(), "Taken from elsewhere. Nothing else waits.");
    let text = file(&drive.app.tree);
    for part in ["\"minutes\":10", "\"kind\":\"rough\"", "\"room\":60", "\"text\":\"tea\""] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("conflicts") && !text.contains("elsewhere"), "{text}");
    drive.press("u u u u");
    assert_eq!(drive.app.conflicts(), conflicts, "what was chosen is taken back too");
}

#[test]
fn a_day_that_stands_twice_differently_waits_for_a_choice() {
    let text = r#"{"goaltree":1,"nodes":[],"days":[{"day":"2026-11-20","room":60},{"day":"2026-11-20","room":90}],
        "x":1,"x":2}"#;
    let tree = json::read(text.as_bytes()).unwrap().tree;
    assert_eq!(Drive::tree(tree.clone()).app.conflicts().len(), 2, "{}", file(&tree));
}

#[test]
fn a_choice_can_be_typed_and_then_made() {
    let mut drive = Drive::tree(tree(&TWO[..2]));
    drive.press(": \"conflicts\" enter o e \" with milk\" enter");
    drive.press(": \"conflicts\" enter");
    assert!(drive.screen().contains("here: title \"Coffee with milk\""), "{}", drive.screen());
    drive.press("esc");
    assert!(drive.is_at_rest());
}

#[test]
fn a_copy_is_one_change_and_is_then_set_aside() {
    let mut drive = Drive::tree(tree(&[r#"{"id":"a","title":"Coffee"}"#]));
    let before = file(&drive.app.tree);
    let copy = tree(&[r#"{"id":"a","title":"Tea"}"#, r#"{"id":"c","title":"Cello"}"#]);
    let now = drive.app.now;
    let take =
        |drive: &mut Drive, trees| drive.app.update(now, Msg::Copies(Copies { trees, refused: vec![] }));
    let effects = take(&mut drive, vec![(copy, None)]);
    assert!(matches!(&effects[..], [Effect::Commit(_), Effect::SetCopiesAside]), "{effects:?}");
    assert_eq!(drive.said(), "Taken in; 1 thing waits for a choice: `:conflicts`.");
    let text = file(&drive.app.tree);
    assert!(["Coffee", "Tea", "Cello"].iter().all(|title| text.contains(title)), "{text}");
    drive.press("u");
    assert_eq!(file(&drive.app.tree), before);
    assert!(take(&mut drive, vec![]).is_empty());
    assert_eq!(drive.said(), "No copy lies beside the file.");
}

#[test]
fn an_open_window_tells_what_both_sides_changed() {
    use goaltree::model::{Change, diff};
    let mut drive = Drive::tree(tree(&[r#"{"id":"a","title":"Coffee"}"#]));
    let theirs = tree(&[r#"{"id":"a","title":"Tea","conflicts":[{"title":"Coffee"}]}"#]);
    let change =
        Change { key: 1, name: "changes made outside".into(), ops: diff(&drive.app.tree, &theirs), of: None };
    drive.send(Msg::Foreign { theirs: vec![change], unstored: vec![] });
    assert_eq!(drive.said(), "Both sides changed 1 thing: `:conflicts` shows it.");
}
