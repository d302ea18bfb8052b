//! Templates: offered, taken, browsed, and filled on demand.

use goaltree::app::Card;

use crate::drive::{Drive, check};

const ADS: &str = "
    - [ ] Google Ads for the grinder page  <
    - [ ] Buy milk
    ";

fn lines(drive: &Drive) -> Vec<String> {
    let Card::Split(card) = &drive.app.card else { panic!("no editor: {}", drive.said()) };
    card.editor.text().lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_title_that_matches_is_told_and_nothing_is_put_in() {
    let mut drive = Drive::outline(ADS);
    drive.press("s");
    assert_eq!(drive.said(), "Template: PPC campaign, 13 jobs. Ctrl-T takes it.");
    assert!(lines(&drive).is_empty());
    drive.press("esc");
    assert!(drive.is_at_rest() && drive.app.drafts.is_empty());
    drive.press("down s");
    assert_eq!(drive.said(), "");
    drive.press("C-t");
    assert_eq!(drive.said(), "No template matches this title; `:templates` shows all.");
}

#[test]
fn the_best_match_is_taken_then_the_next() {
    let mut drive = Drive::outline(ADS);
    drive.press("s C-t");
    assert_eq!(drive.said(), "Template: PPC campaign, 13 jobs; 1 of 2, Ctrl-T shows the next.");
    assert_eq!(lines(&drive)[0], "Ground >>");
    assert_eq!(lines(&drive).len(), 17);
    drive.press("C-t");
    assert_eq!(drive.said(), "Template: Ad creative, 13 jobs; 2 of 2, Ctrl-T shows the next.");
    drive.press("C-t");
    assert_eq!(lines(&drive)[1], "Write the goal, the daily limit and the sum at which you stop ~10m");
    drive.press("C-s");
    let tree = drive.print();
    assert!(
        tree.contains("    - [ ] Pause what costs money and never converts ~20m start:2026-11-23\n"),
        "{tree}"
    );
    assert_eq!(drive.said(), "13 jobs. Space ticks, `t` puts one on Today.");
    check(ADS, "s C-t C-s u", &ADS.replace("  <", " <"));
}

#[test]
fn own_text_is_never_replaced() {
    let mut drive = Drive::outline(ADS);
    drive.press("s \"Mine\" C-t");
    assert_eq!(drive.said(), "Your text stays; Ctrl-T fills an empty editor.");
    assert_eq!(lines(&drive), ["Mine"]);
    drive.press("C-u C-t \"!\" C-t");
    assert_eq!(drive.said(), "Your text stays; Ctrl-T fills an empty editor.");
    assert_eq!(lines(&drive)[0], "Ground >>!");
    drive.press("esc s");
    assert_eq!(drive.said(), "Your draft is back.");
}

#[test]
fn a_template_that_was_not_touched_is_no_draft() {
    let mut drive = Drive::outline(ADS);
    drive.press("s C-t down esc");
    assert!(drive.app.drafts.is_empty(), "{:?}", drive.app.drafts);
    assert_eq!(drive.said(), "");
}

#[test]
fn what_names_a_template_opens_with_it_until_it_is_filled() {
    let mut drive = Drive::outline("- [ ] Cold brew =>blog-post <");
    drive.press("s");
    assert_eq!(drive.said(), "Template: Blog post, 14 jobs.");
    assert_eq!(lines(&drive)[0], "Angle >>");
    drive.press("C-s left left left s");
    assert!(lines(&drive).is_empty(), "it is filled already");
    let mut drive = Drive::outline("- [ ] Cold brew =>nothing <");
    drive.press("s");
    assert_eq!(drive.said(), "No template is called nothing.");
    assert!(lines(&drive).is_empty());
    let mut drive = Drive::outline("- [ ] Cold brew =>blog-post <");
    drive.press("S");
    assert_eq!(lines(&drive), ["[x]", "[ ]"], "splitting off what is done asks for two lines");
}

#[test]
fn the_first_goal_is_offered_its_template() {
    let mut drive = Drive::outline("");
    drive.app.card = Card::First(goaltree::app::editor::Typing::default());
    drive.press("\"Write a book\" enter");
    assert_eq!(drive.said(), "Template: Write a book, 13 jobs. Ctrl-T takes it.");
}

#[test]
fn the_browser_puts_a_template_into_the_editor() {
    let mut drive = Drive::outline(ADS);
    drive.press("down : \"templates\" enter \"move hou\" enter");
    assert_eq!(drive.said(), "Template: Move house, 15 jobs.");
    assert_eq!(lines(&drive)[0], "Paper >>");
    drive.press("esc");
    assert_eq!(drive.print().lines().count(), 2, "nothing is put in without a key");
    drive.press("s \"Mine\" esc : \"templates\" enter \"move hou\" enter");
    assert_eq!(drive.said(), "The template stands below your draft.");
    assert_eq!(lines(&drive)[..2], ["Mine", "Paper >>"]);
    drive.press("esc : \"templates\" enter \"qqq\" enter");
    assert_eq!(drive.said(), "No template matches.");
    drive.press("C-u paste:webinar enter");
    assert_eq!(drive.said(), "The template stands below your draft.");
    drive.press("esc : \"templates\" enter end esc");
    assert!(drive.is_at_rest());
}

#[test]
fn without_an_item_the_browser_says_so() {
    let mut drive = Drive::outline("");
    drive.press("esc : \"templates\" enter enter");
    assert_eq!(drive.said(), "Nothing to fill yet; `a` adds a goal.");
}
