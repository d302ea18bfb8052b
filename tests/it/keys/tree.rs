//! Walking, ticking, typing, moving: what changes the tree.

use super::SITE;
use crate::drive::{Drive, check};

#[test]
fn the_cursor_walks_and_folds() {
    check(SITE, "up up down k j j j", &SITE.replace("  <", "").replace("Draw", "Draw <"));
    check(
        SITE,
        "left left left",
        "
        - [ ] Coffee site <
          + [ ] Posts
            - [ ] Write ~15m
            - [x] Draw
          - [ ] Ads
        - [ ] Health
        ",
    );
    check(SITE, "h h l l", &SITE.replace("  <", " <"));
    check(SITE, "G g end home pagedown", &SITE.replace("  <", "").replace("Health", "Health <"));
}

#[test]
fn space_ticks_and_unticks() {
    check(SITE, "space", &SITE.replace("[ ] Write ~15m  <", "[x] Write ~15m <"));
    check(SITE, "space space", &SITE.replace("  <", " <"));
    check(SITE, "down space", &SITE.replace("  <", "").replace("[x] Draw", "[ ] Draw <"));
    let mut drive = Drive::outline(SITE);
    drive.press("space");
    assert_eq!(drive.said(), "All 2 done in Posts. Next: Ads.");
    let today = drive.app.today();
    assert_eq!((today.done, today.minutes_done), (1, 15));
    drive.press("space");
    assert_eq!(drive.app.today().done, 0);
    assert_eq!(drive.said(), "Open once more.");
}

#[test]
fn a_parent_closes_only_on_a_second_space() {
    let mut drive = Drive::outline(SITE);
    drive.press("home space");
    assert_eq!(drive.said(), "2 jobs open in Coffee site. Space once more closes all.");
    drive.press("down up space");
    assert_eq!(
        drive.said(),
        "2 jobs open in Coffee site. Space once more closes all.",
        "another key disarms"
    );
    drive.press("space");
    let closed = "
        - [x] Coffee site
          - [x] Posts
            - [x] Write ~15m
            - [x] Draw
          - [x] Ads
        - [ ] Health <
        ";
    assert_eq!(drive.print(), Drive::outline(closed).print());
    drive.press("enter u");
    assert!(drive.print().contains("- [ ] Write ~15m"), "one undo step");
    check(
        "
        - [ ] Goal  <
          - [x] a
          - [x] b
        ",
        "space",
        "
        - [x] Goal
          - [x] a
          - [x] b
        ",
    );
    check(
        "
        - [x] Goal
          - [x] a  <
        ",
        "space",
        "
        - [ ] Goal
          - [ ] a <
        ",
    );
}

#[test]
fn capture_is_one_enter_an_item() {
    check(
        SITE,
        "a \"One ~5m\" enter \"Two\" enter enter",
        "
        - [ ] Coffee site
          - [ ] Posts
            - [ ] Write ~15m
            - [ ] One ~5m
            - [ ] Two <
            - [x] Draw
          - [ ] Ads
        - [ ] Health
        ",
    );
    check(
        SITE,
        "up A \"Last\" enter esc",
        "
        - [ ] Coffee site
          - [ ] Posts
            - [ ] Write ~15m
            - [x] Draw
            - [ ] Last <
          - [ ] Ads
        - [ ] Health
        ",
    );
    check(
        "- [ ] A  <\n",
        "a \"B\" enter tab \"C\" enter S-tab \"D\" enter esc",
        "
        - [ ] A
        - [ ] B
          - [ ] C
        - [ ] D <
        ",
    );
    check("", "esc a \"First\" enter esc", "- [ ] First <\n");
}

#[test]
fn a_line_is_edited_with_its_tokens() {
    check(SITE, "e \" #x\" enter", &SITE.replace("Write ~15m  <", "Write ~15m #x <"));
    check(SITE, "enter C-u \"Rewrite ~1h\" enter", &SITE.replace("Write ~15m  <", "Rewrite ~1h <"));
    check(SITE, "e enter", &SITE.replace("  <", " <"));
    let mut drive = Drive::outline(SITE);
    drive.press("e enter");
    assert_eq!(drive.effects, [], "nothing changed, nothing to undo");
}

#[test]
fn branches_move() {
    check(
        SITE,
        "J",
        &SITE.replace(
            "        - [ ] Write ~15m  <\n        - [x] Draw\n",
            "        - [x] Draw\n        - [ ] Write ~15m <\n",
        ),
    );
    check(
        SITE,
        "up A-down",
        "
        - [ ] Coffee site
          - [ ] Ads
          - [ ] Posts <
            - [ ] Write ~15m
            - [x] Draw
        - [ ] Health
        ",
    );
    check(
        SITE,
        "end >",
        "
        - [ ] Coffee site
          - [ ] Posts
            - [ ] Write ~15m
            - [x] Draw
          - [ ] Ads
          - [ ] Health <
        ",
    );
    check(
        SITE,
        "< A-left A-up",
        "
        - [ ] Write ~15m <
        - [ ] Coffee site
          - [ ] Posts
            - [x] Draw
          - [ ] Ads
        - [ ] Health
        ",
    );
    let mut drive = Drive::outline(SITE);
    drive.press("home K");
    assert_eq!(drive.said(), "It is the first here; outdent moves it out.");
    drive.press("<");
    assert_eq!(drive.said(), "It stands at the top level already.");
}

#[test]
fn letting_go_and_removing_can_be_taken_back() {
    check(SITE, "x", &SITE.replace("[ ] Write ~15m  <", "[-] Write ~15m <"));
    check(SITE, "x space", &SITE.replace("  <", " <"));
    check(
        SITE,
        "up del",
        "
        - [ ] Coffee site
          - [ ] Ads <
        - [ ] Health
        ",
    );
    check(SITE, "up del u", &SITE.replace("  <", "").replace("[ ] Posts", "[ ] Posts <"));
    check(
        SITE,
        "end del",
        &SITE.replace("  <", "").replace("    - [ ] Health\n", "").replace("[ ] Ads", "[ ] Ads <"),
    );
    check("- [ ] A  <\n", "del", "");
}

#[test]
fn undo_and_redo_have_no_end() {
    let mut drive = Drive::outline(SITE);
    let start = drive.print();
    drive.press("space J t up x a \"New\" enter esc del home z Z e \"!\" enter");
    let end = drive.print();
    for _ in 0..8 {
        drive.press("u");
    }
    assert_eq!(drive.said(), "Nothing to take back.");
    let strip = |text: &str| text.replace(" <", "");
    assert_eq!(strip(&drive.print()), strip(&start));
    for _ in 0..8 {
        drive.press("C-r");
    }
    assert_eq!(strip(&drive.print()), strip(&end));
}

#[test]
fn marks_gather_a_bulk_action() {
    check(
        "
        - [ ] A
          - [ ] a1  <
          - [ ] a2
          - [ ] a3
        ",
        "m m space",
        "
        - [ ] A
          - [x] a1
          - [x] a2
          - [ ] a3 <
        ",
    );
    check(
        "
        - [ ] A
        - [ ] B  <
        - [ ] C
        ",
        "m m >",
        "
        - [ ] A
          - [ ] B
          - [ ] C <
        ",
    );
    check(
        "
        - [ ] A  <
          - [ ] a
        - [ ] B
        ",
        "m m m del",
        "",
    );
    let mut drive = Drive::outline(SITE);
    drive.press("m esc x");
    assert_eq!(drive.app.marked, []);
}

#[test]
fn zoom_shows_a_branch_as_the_whole() {
    let mut drive = Drive::outline(SITE);
    drive.press("up z end");
    assert_eq!(drive.app.hoist.map(|id| drive.app.title(id).to_owned()).as_deref(), Some("Posts"));
    assert!(drive.print().contains("Draw <"), "the last row is the last inside");
    drive.press("backspace end");
    assert!(drive.print().contains("Ads <"));
    drive.press("Z end");
    assert!(drive.print().contains("Health <"));
}

#[test]
fn marked_items_are_wrapped_and_a_branch_folds_back() {
    check(
        "
        - [ ] A
          - [ ] a1  <
          - [ ] a2
          - [ ] a3
        ",
        "m m W \"Both\" enter",
        "
        - [ ] A
          - [ ] Both <
            - [ ] a1
            - [ ] a2
          - [ ] a3
        ",
    );
    let mut drive = Drive::outline(SITE);
    drive.press("t s \"One ~5m\" enter \"Two\" C-s up M");
    assert!(drive.print().contains("- [ ] Write ~15m T <"), "{}", drive.print());
    let note =
        drive.app.tree.get(drive.app.cursor().unwrap()).unwrap().text(goaltree::model::Key::Note).unwrap();
    assert_eq!(note, "- [ ] One ~5m\n- [ ] Two");
    drive.press("u");
    assert!(drive.print().contains("- [ ] One ~5m T"), "{}", drive.print());
    assert_eq!(drive.press("end M").said(), "Nothing inside to fold back.");
}

#[test]
fn what_is_done_is_split_off_and_counted() {
    let mut drive = Drive::outline(SITE);
    drive.press("S \"Half ~10m\" down \"The rest ~5m\" C-s");
    assert!(drive.print().contains("- [x] Half ~10m\n      - [ ] The rest ~5m <"), "{}", drive.print());
    assert_eq!((drive.app.today().done, drive.app.today().minutes_done), (1, 10));
    drive.press("u");
    assert_eq!(drive.app.today().done, 0);
}

#[test]
fn a_branch_is_copied_as_an_outline() {
    let mut drive = Drive::outline(SITE);
    drive.press("up y");
    let outline = "- [ ] Posts\n  - [ ] Write ~15m\n  - [x] Draw\n";
    assert!(drive.effects.contains(&goaltree::app::Effect::Copy(outline.into())));
    assert_eq!(drive.said(), "3 lines copied.");
}
