//! Ideas beside the split editor: the person's own past, pasted offers, and a command that is asked.

use goaltree::app::ideas::Source;
use goaltree::app::{Card, Effect, Msg};
use goaltree::edit::{Edit, shape};
use goaltree::model::Ids;

use crate::drive::Drive;

const POSTS: &str = "
    - [ ] Posts
      - [x] Aeropress post
        - [x] Ask the one question ~5m
        - [x] Write it ~20m #write
      - [ ] Cold brew post  <
        - [ ] Write it
    ";

fn lines(drive: &Drive) -> Vec<String> {
    let Card::Split(card) = &drive.app.card else { panic!("no editor: {}", drive.said()) };
    card.editor.text().lines().map(|line| line.trim().to_owned()).collect()
}

fn sheets(drive: &Drive) -> Vec<(String, String)> {
    let Card::Split(card) = &drive.app.card else { panic!("no editor: {}", drive.said()) };
    card.ideas.sheets.iter().map(|sheet| (sheet.title.clone(), sheet.about.clone())).collect()
}

#[test]
fn what_was_done_before_is_offered_first_with_what_it_took() {
    let mut drive = Drive::outline(
        &POSTS
            .replace("Aeropress post", "Aeropress post =>blog-post")
            .replace("Cold brew post", "Cold brew post =>blog-post"),
    );
    drive.press("s");
    let found = sheets(&drive);
    assert_eq!(found[0], ("Last time: Aeropress post".into(), "2 jobs, took 25 m".into()));
    assert_eq!(found[1], ("Blog post".into(), "14 jobs".into()));
    drive.press("C-t enter");
    assert_eq!(lines(&drive), ["Ask the one question ~5m"], "what is there already is left out");
    assert_eq!(drive.said(), "1 job taken; 1 like what is there left out.");
    drive.press("esc s C-t down down enter");
    assert_eq!(lines(&drive), ["Write it ~20m #write"], "but by itself it can be taken");
}

#[test]
fn pasted_offers_become_jobs_beside_the_text() {
    let mut drive = Drive::outline("- Shop <");
    drive.press("s \"Mine\" paste:I_will_design_a_logo_for_$25\\n★_4.9_(231)\\nI_will_write_your_about_page");
    assert_eq!(drive.said(), "Offers, cleaned: 2 jobs. Enter takes them.");
    assert_eq!(lines(&drive), ["Mine"], "nothing is put in without a key");
    drive.press("enter");
    assert_eq!(lines(&drive), ["Mine", "Design a logo", "Write your about page"]);
    assert_eq!(sheets(&drive)[1].0, "As it was pasted");
    // An ordinary outline is text.
    drive.press("C-u paste:One\\n_two\\nThree");
    assert_eq!(lines(&drive)[2..], ["One", "two", "Three"]);
}

fn asking() -> Drive {
    let mut drive = Drive::outline("- Shop\n  - Cold brew <\n    | a secret\n    - Angle");
    drive.app.config.ideas.command = vec!["my-splitter".into(), "--jobs".into(), "12".into()];
    drive
}

#[test]
fn the_command_is_shown_before_it_is_run_for_the_first_time() {
    let mut drive = asking();
    drive.press("s \"Mine\" C-g");
    assert!(drive.screen().contains("my-splitter --jobs 12"), "{}", drive.screen());
    assert!(drive.screen().contains("Notes are not sent."), "{}", drive.screen());
    assert!(!drive.effects.iter().any(|effect| matches!(effect, Effect::Ask(_))));
    drive.press("esc C-g enter");
    let Some(Effect::Ask(question)) = drive.effects.last() else { panic!("{:?}", drive.effects) };
    assert_eq!(
        question,
        r#"{"version":1,"title":"Cold brew","path":["Shop"],"why":null,"existing":["Angle","Mine"],"limit_minutes":30,"fineness":2,"language":"en"}"#
    );
    let (_, example) = include_str!("../../../README.md").split_once("```json\n").expect("an example");
    let example = example.split("```").next().unwrap();
    let typed = question.replace(r#"["Shop"]"#, r#"["Shop","Posts"]"#).replace(r#","Mine""#, "");
    assert_eq!(example.trim(), typed, "the README shows the question");
    drive.send(Msg::Answer(Ok("One ~5m\n  Two\n".into())));
    assert_eq!(drive.said(), "The answer is there: 1 job. Ctrl-T goes there.");
    assert_eq!(lines(&drive), ["Mine"], "nothing is put in without a key");
    drive.press("C-t a");
    assert_eq!(lines(&drive), ["Mine", "One ~5m", "Two"]);
    // It was approved; another one would be shown first.
    drive.press("A-3 C-g");
    let Some(Effect::Ask(question)) = drive.effects.last() else { panic!("{:?}", drive.effects) };
    assert!(question.contains("\"fineness\":3"), "{question}");
    let session = drive.app.session();
    let mut later = asking();
    later.app.restore(&session);
    later.press("s C-g");
    assert!(matches!(later.effects.last(), Some(Effect::Ask(_))));
    later.app.config.ideas.command = vec!["another".into()];
    later.press("esc C-g");
    let Card::Split(card) = &later.app.card else { panic!("no editor") };
    assert_eq!(card.ideas.sheets[0].source, Source::Consent);
}

#[test]
fn asking_can_be_stopped_and_can_fail() {
    let mut drive = asking();
    drive.press("s C-g enter \"Mine\" esc");
    assert_eq!(drive.effects.last(), Some(&Effect::StopAsking));
    assert_eq!(drive.said(), "Stopped asking.");
    drive.send(Msg::Answer(Ok("Too late".into())));
    assert_eq!(sheets(&drive), [], "an answer to nobody is no answer");
    drive.press("C-g");
    drive.send(Msg::Answer(Err("my-splitter ended with 1: no such model.".into())));
    assert_eq!(drive.said(), "my-splitter ended with 1: no such model.");
    drive.press("C-g");
    drive.send(Msg::Answer(Ok("\n // nothing\n".into())));
    assert_eq!(drive.said(), "The command answered nothing.");
    assert_eq!(lines(&drive), ["Mine"]);
    // Leaving ends the question too.
    drive.press("C-g C-s");
    assert_eq!(drive.effects.iter().filter(|effect| **effect == Effect::StopAsking).count(), 2);
    // So does the end of the item in another window.
    let mut drive = asking();
    drive.press("s C-g enter");
    let id = drive.app.tree_place.cursor.unwrap();
    let (mut other, mut ids) = (drive.app.tree.clone(), Ids::seeded(9));
    let removal =
        Edit::new(&mut other, &mut ids, drive.now).run("removal", |edit| shape::remove(edit, &[id]));
    drive.send(Msg::Foreign { theirs: vec![removal.unwrap().0], unstored: Vec::new() });
    assert!(drive.is_at_rest() && drive.effects.contains(&Effect::StopAsking));
    let mut drive = Drive::outline("- Shop <");
    drive.press("s C-g");
    assert_eq!(drive.said(), "No idea command is set: `goaltree config show`, [ideas].");
}

#[test]
fn long_lists_and_crumbs_are_told_in_the_sum() {
    let mut drive = Drive::outline("- Shop <");
    drive.press("s \"Thing x23\"");
    assert!(drive.screen().contains("23 in one list. Group them?"), "{}", drive.screen());
    drive.press("C-u \"Thing ~1m\"");
    assert!(drive.screen().contains("Two minutes: do it now?"), "{}", drive.screen());
}

#[test]
fn what_a_line_means_is_told_in_the_weeks_of_the_person() {
    let mut drive = Drive::outline("- Shop <");
    drive.press("s \"Ring ^eow\"");
    assert!(drive.screen().contains("due Sun 22 Nov"), "{}", drive.screen());
    drive.now.calendar.week_starts = chrono::Weekday::Sun;
    drive.send(Msg::Resize(80, 24));
    assert!(drive.screen().contains("due Sat 21 Nov"), "{}", drive.screen());
}
