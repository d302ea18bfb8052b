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
    assert_eq!(drive.said(), "Ideas: PPC campaign, 13 jobs. Ctrl-T goes there.");
    assert!(lines(&drive).is_empty());
    drive.press("esc");
    assert!(drive.is_at_rest() && drive.app.drafts.is_empty());
    drive.press("down s");
    assert_eq!(drive.said(), "");
    drive.press("C-t");
    assert_eq!(drive.said(), "No ideas for this title; `:templates` shows all.");
}

#[test]
fn enter_takes_a_whole_template_and_the_item_remembers_it() {
    let mut drive = Drive::outline(ADS);
    drive.press("s C-t enter");
    assert_eq!(drive.said(), "PPC campaign: 13 jobs taken. Ctrl-S saves.");
    assert_eq!(lines(&drive)[0], "Ground >>");
    assert_eq!(lines(&drive).len(), 17);
    drive.press("C-s");
    let tree = drive.print();
    assert!(tree.starts_with("- [ ] Google Ads for the grinder page =>ppc-campaign\n"), "{tree}");
    assert!(
        tree.contains("    - [ ] Pause what costs money and never converts ~20m start:2026-11-23\n"),
        "{tree}"
    );
    assert_eq!(drive.said(), "13 jobs. Space ticks, `t` puts one on Today.");
    check(ADS, "s C-t enter C-s u", &ADS.replace("  <", " <"));
}

#[test]
fn lines_are_picked_one_by_one() {
    let mut drive = Drive::outline(ADS);
    // Down from the heading: the group, then its jobs.
    drive.press("s C-t down down enter");
    assert_eq!(lines(&drive), ["Write the goal, the daily limit and the sum at which you stop ~10m"]);
    drive.press("C-t home esc");
    drive.press("C-t down down space space a");
    assert_eq!(lines(&drive).len(), 17, "all of it goes below the line that is there, but that line");
    let mut drive = Drive::outline(ADS);
    drive.press("s \"Mine\" enter C-t down down space space enter");
    assert_eq!(lines(&drive).len(), 3, "{:?}", lines(&drive));
    assert_eq!(lines(&drive)[0], "Mine");
    assert_eq!(drive.said(), "PPC campaign: 2 jobs taken. Ctrl-S saves.");
    drive.press("C-s");
    assert!(!drive.print().contains("=>"), "two lines are not the template");
    // The cursor of the pane goes from sheet to sheet, and letters there are no text.
    let mut drive = Drive::outline(ADS);
    drive.press("s C-t space");
    assert_eq!(drive.said(), "Enter takes all of it; ↓ goes to its lines.");
    drive.press("pagedown pagedown z");
    assert_eq!(drive.said(), "z does nothing here.");
    drive.press("a");
    assert_eq!(drive.said(), "Ad creative: 13 jobs taken. Ctrl-S saves.");
}

#[test]
fn own_text_stays_and_ideas_stand_below_its_line() {
    let mut drive = Drive::outline(ADS);
    drive.press("s \"Mine\" C-t enter");
    assert_eq!(lines(&drive)[..2], ["Mine", "Ground >>"]);
    drive.press("esc s");
    assert_eq!(drive.said(), "Your draft is back.");
}

#[test]
fn a_template_that_was_not_touched_is_no_draft() {
    let mut drive = Drive::outline(ADS);
    drive.press("s C-t enter down esc");
    assert!(drive.app.drafts.is_empty(), "{:?}", drive.app.drafts);
    assert_eq!(drive.said(), "");
}

#[test]
fn questions_come_one_at_a_time_and_stay() {
    let mut drive = Drive::outline(ADS);
    drive.press("s C-o");
    assert!(drive.screen().contains("What comes right before this?"), "{}", drive.screen());
    drive.press("\"Mine\"");
    assert!(drive.screen().contains("What comes right before this?"), "{}", drive.screen());
    drive.press("C-o");
    assert!(!drive.screen().contains("What comes right before this?"), "{}", drive.screen());
}

#[test]
fn a_branch_becomes_a_template_after_a_look() {
    use goaltree::app::{Effect, Msg};
    let mut drive =
        Drive::outline("- [ ] Cold brew <\n  - [x] Buy beans ~10m #shop\n  - [ ] Write about cold brew");
    drive.press(": \"template save cold-brew\" enter");
    assert_eq!(drive.said(), "Look it over; Ctrl-S keeps it as a template.");
    assert_eq!(
        lines(&drive),
        ["= Cold brew", "slug: cold-brew", "keys: cold brew", "Buy beans ~10m #shop", "Write about {topic}"]
    );
    drive.press("down down down \"!\" C-s");
    let Some(Effect::SaveTemplate(template)) = drive.effects.last().cloned() else {
        panic!("{:?}", drive.effects)
    };
    assert_eq!((&*template.slug, template.jobs()), ("cold-brew", 2));
    drive.send(Msg::TemplateSaved(Err("it is there already".into())));
    assert_eq!(drive.said(), "it is there already");
    assert_eq!(lines(&drive).len(), 5, "the text stays");
    drive.send(Msg::TemplateSaved(Ok((vec![template], "saved".into()))));
    assert!(drive.is_at_rest() && drive.app.drafts.is_empty() && drive.app.templates.len() == 1);
    let mut drive = Drive::outline(ADS);
    drive.press(": \"template save x\" enter");
    assert_eq!(drive.said(), "Nothing is inside; a template is made of jobs inside.");
    drive.press(": \"template save A b\" enter");
    assert_eq!(drive.said(), "template save NAME: small letters, digits and hyphens.");
}

#[test]
fn what_names_a_template_opens_with_it_until_it_is_filled() {
    let mut drive = Drive::outline("- [ ] Cold brew =>blog-post <");
    drive.press("s");
    assert_eq!(drive.said(), "Blog post: 14 jobs taken. Ctrl-S saves.");
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
    assert_eq!(drive.said(), "Ideas: Write a book, 13 jobs. Ctrl-T goes there.");
}

#[test]
fn the_browser_puts_a_template_into_the_editor() {
    let mut drive = Drive::outline(ADS);
    drive.press("down : \"templates\" enter \"move hou\" enter");
    assert_eq!(drive.said(), "Move house: 15 jobs taken. Ctrl-S saves.");
    assert_eq!(lines(&drive)[0], "Paper >>");
    drive.press("esc");
    assert_eq!(drive.print().lines().count(), 2, "nothing is put in without a key");
    drive.press("s \"Mine\" esc : \"templates\" enter \"move hou\" enter");
    assert_eq!(drive.said(), "Enter puts it into your draft.");
    drive.press("enter");
    assert_eq!(lines(&drive)[..2], ["Mine", "Paper >>"]);
    drive.press("esc : \"templates\" enter \"qqq\" enter");
    assert_eq!(drive.said(), "No template matches.");
    drive.press("C-u paste:webinar enter");
    assert_eq!(drive.said(), "Enter puts it into your draft.");
    drive.press("C-t");
    drive.press("esc : \"templates\" enter end esc");
    assert!(drive.is_at_rest());
}

#[test]
fn without_an_item_the_browser_says_so() {
    let mut drive = Drive::outline("");
    drive.press("esc : \"templates\" enter enter");
    assert_eq!(drive.said(), "Nothing to fill yet; `a` adds a goal.");
}
