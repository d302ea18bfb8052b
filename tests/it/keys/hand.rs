//! Handing over: `&`, `:waiting`, `:budget`, the brief.

use goaltree::app::{Effect, Msg};
use goaltree::model::{Key, NodeId, State};
use goaltree::text::json;

use crate::drive::Drive;

const FILE: &str = r#"{"goaltree":1,"nodes":[
{"id":"site","title":"Coffee site","budget":{"amount":"20.00","currency":"USD"}},
{"id":"logo","parent":"site","title":"Draw the logo","minutes":60,"tags":["draw"],"note":"only mine"},
{"id":"text","parent":"site","title":"About page","minutes":30}],
"days":[{"day":"2026-11-02","done":[{"id":"old","at":"09:00","title":"Old","helped":{"by":"ana","days":4,"stars":5,"tags":["draw"]}}]}]}"#;

fn start() -> Drive {
    let mut drive = Drive::tree(json::read(FILE.as_bytes()).expect("a file").tree);
    let read = goaltree::config::read(
        "[money]\nmy_hour = 30\n[[market]]\nname = \"Gigs\"\nurl = \"https://gigs.example\"\nsearch = \"https://gigs.example/?q={q}\"\nfee = 0.05\npresets = [5, 10]\n",
    );
    assert_eq!(read.problems, []);
    drive.app.config = read.config;
    drive.press("down");
    drive
}

fn hand(drive: &Drive) -> String {
    let node = drive.app.tree.get(NodeId::parse("logo")).expect("the job");
    node.text(Key::Hand).unwrap_or_default().to_owned()
}

fn type_line(drive: &mut Drive, text: &str) {
    drive.press("C-a C-k");
    drive.send(Msg::Paste(text.to_owned()));
    drive.press("enter");
}

/// Up to posted.
fn posted() -> Drive {
    let mut drive = start();
    drive.press("& & b");
    for text in ["One SVG", "", "", "fri", "$10", "1"] {
        type_line(&mut drive, text);
    }
    drive.press("enter p enter");
    assert!(drive.screen().contains("Usual at Gigs: 5, 10."), "{}", drive.screen());
    drive.press("enter enter");
    assert_eq!(drive.said(), "Posted; $10.50 set aside.");
    drive
}

#[test]
fn a_job_goes_out_and_comes_back() {
    let mut drive = posted();
    let screen = drive.screen();
    assert!(screen.contains("Saves 40 m for $10.50. Worth it."), "{screen}");
    assert!(screen.contains("$15.75 a saved hour; yours is worth $30."), "{screen}");
    assert!(screen.contains("Coffee site: $10.50 out · of 20"), "{screen}");
    assert!(screen.contains("ana: 1 job, 4 days, 5 stars"), "{screen}");
    drive.press("w enter enter");
    assert_eq!(drive.said(), "ana has it; ask on Fri 27 Nov.");
    drive.press("p");
    assert_eq!(drive.said(), "It is in work; that does not follow from there.");
    drive.press("c");
    assert_eq!(drive.said(), "Asked; the next time on Mon 23 Nov.");
    drive.press("d r");
    assert_eq!(drive.said(), "Back in work; ask on Mon 23 Nov.");
    drive.press("d r");
    assert_eq!(drive.said(), "Back in work: change 2, 1 agreed.");
    drive.press("d space");
    type_line(&mut drive, "6");
    assert_eq!(drive.said(), "1 to 5, or nothing.");
    type_line(&mut drive, "4");
    type_line(&mut drive, "calm and quick");
    assert_eq!(drive.said(), "Taken off your list by ana.");
    let node = drive.app.tree.get(NodeId::parse("logo")).expect("the job");
    assert_eq!(node.state(), State::Done);
    assert!(drive.screen().contains("$10.50 spent"), "{}", drive.screen());
    drive.press("u");
    assert!(hand(&drive).contains("\"step\":\"delivered\""), "{}", hand(&drive));
}

#[test]
fn esc_loses_nothing_and_changes_nothing() {
    let mut drive = start();
    drive.press("& $");
    let before = hand(&drive);
    drive.press("C-a C-k");
    drive.send(Msg::Paste("$12".into()));
    drive.press("enter");
    drive.send(Msg::Paste("3".into()));
    drive.press("esc esc");
    assert_eq!(hand(&drive), before);
    drive.press("& $");
    assert!(drive.screen().contains("$12"), "{}", drive.screen());
    drive.press("enter enter enter enter");
    assert!(hand(&drive).contains("\"copies\":3"), "{}", hand(&drive));
    assert!(drive.screen().contains("3 x $12"), "{}", drive.screen());
}

#[test]
fn a_brief_is_seen_and_copied_line_by_line() {
    let mut drive = posted();
    drive.press("e y");
    let copied = |drive: &Drive| {
        let text = drive.effects.iter().rev().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.clone()),
            _ => None,
        });
        text.expect("a copy")
    };
    let text = copied(&drive);
    assert!(
        text.starts_with("# Draw the logo\n\nFor:           Coffee site\nDeliver:       One SVG\n"),
        "{text}"
    );
    assert!(!text.contains("only mine"));
    drive.press("down space end y");
    assert!(!copied(&drive).contains("Coffee site"));
    drive.press(&"down ".repeat(12));
    drive.press("space y");
    assert!(copied(&drive).contains("only mine"));
}

#[test]
fn a_market_opens_by_a_key_and_by_its_plain_address() {
    let mut drive = start();
    drive.press("& o");
    let opened = Effect::Open("https://gigs.example/?q=Draw%20the%20logo".into());
    assert!(drive.effects.contains(&opened), "{:?}", drive.effects);
    drive.send(Msg::Paste("\n1. Sketch three ideas\n2. Draw the best one\n3. Export it\n".into()));
    drive.press("esc");
}

#[test]
fn what_others_have_is_asked_about_with_one_key() {
    let mut drive = posted();
    drive.press("w enter enter esc");
    drive.press(": \"waiting\" enter");
    let screen = drive.screen();
    assert!(screen.contains("ana, in work"), "{screen}");
    assert!(screen.contains("promised for Fri 27 Nov"), "{screen}");
    drive.press("c");
    assert_eq!(drive.said(), "Asked; the next time on Mon 23 Nov.");
    drive.press("m");
    assert_eq!(drive.said(), "Yours once more.");
    assert!(drive.screen().contains("Nobody has anything of yours."), "{}", drive.screen());
    drive.press("esc");
    drive.press(": \"waiting\" enter");
    assert_eq!(drive.said(), "Nobody has anything of yours; `&` hands over.");
}

#[test]
fn a_goal_has_a_budget_and_words_for_it() {
    let mut drive = posted();
    drive.press("esc up");
    drive.press(": \"budget 8\" enter");
    assert_eq!(drive.said(), "It may cost $8.");
    drive.press(": \"budget\" enter");
    assert_eq!(drive.said(), "$10.50 out · of 8 · over by 2.50");
    drive.press(": \"budget many\" enter");
    assert_eq!(drive.said(), "An amount such as 200 or 40 EUR; off takes it away.");
    drive.press(": \"budget off\" enter");
    assert_eq!(drive.said(), "No budget.");
}
