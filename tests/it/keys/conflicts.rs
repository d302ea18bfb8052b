//! What both sides changed, and copies from other devices.

use goaltree::app::{Copies, Effect, Msg};
use goaltree::model::Tree;
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
