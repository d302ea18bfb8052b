//! The person's own editor in the place of the split editor: what goes out, and what comes back.

use goaltree::app::{Card, Effect, Msg};

use super::SITE;
use crate::drive::Drive;

fn text(drive: &Drive) -> String {
    let Card::Split(card) = &drive.app.card else { panic!("no split editor") };
    card.editor.text()
}

#[test]
fn the_text_goes_out_and_comes_back_as_a_draft() {
    let mut drive = Drive::outline(SITE);
    drive.press("s \"One\" enter tab \"Two\"");
    drive.effects.clear();
    drive.press("C-e");
    let node = drive.app.tree_place.cursor.unwrap();
    let slot = format!("split:{node}");
    let out = "One\n  Two".to_owned();
    assert_eq!(drive.effects, [Effect::Draft(slot, Some(out.clone())), Effect::Compose(out)]);
    drive.send(Msg::Composed(Ok("Three ~5m\n\n\tFour\n| a note\n".into())));
    assert_eq!(text(&drive), "Three ~5m\n  Four\n| a note");
    assert!(drive.app.drafts_due());
    drive.press("C-s");
    assert!(drive.print().contains("Three") && drive.print().contains("Four"), "{}", drive.print());
}

#[test]
fn what_did_not_work_is_said_and_the_text_stays() {
    let mut drive = Drive::outline(SITE);
    drive.press("s \"One\" C-e");
    drive.send(Msg::Composed(Err("The editor ended with 3; your text is as it was.".into())));
    assert_eq!(
        (text(&drive).as_str(), drive.said()),
        ("One", "The editor ended with 3; your text is as it was.")
    );
    // Nothing changed: nothing is written, and the cursor stays.
    drive.press("C-e");
    drive.send(Msg::Composed(Ok("One\n".into())));
    assert!(!drive.app.drafts_due());
    drive.press("C-e");
    drive.send(Msg::Composed(Ok("\n".into())));
    assert_eq!(text(&drive), "");
}

#[test]
fn text_for_an_item_that_is_gone_is_kept() {
    let mut drive = Drive::outline(SITE);
    drive.press("s C-e");
    let mut other = Drive::tree(drive.app.tree.clone());
    other.app.folds.set_all(true);
    other.app.tree_place.cursor = drive.app.tree_place.cursor;
    other.press("del");
    let [Effect::Commit(change)] = &other.effects[..] else { panic!("{:?}", other.effects) };
    let theirs = vec![change.clone()];
    drive.send(Msg::Foreign { theirs, unstored: vec![] });
    drive.send(Msg::Composed(Ok("Half\n".into())));
    assert_eq!(drive.said(), "That item is gone; your text is kept as a draft.");
    drive.press("s");
    assert_eq!((text(&drive).as_str(), drive.said()), ("Half", "Text kept from an item that is gone."));
}
