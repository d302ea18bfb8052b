//! What a person sees, as text, at the sizes that people have. `cargo insta review`, or `INSTA_UPDATE=always cargo
//! test`, takes changed screens over; look at each before you do.

use goaltree::app::Msg;
use insta::assert_snapshot;

use crate::drive::Drive;

/// To the half-written post in the demo.
const TO_THE_OPENING: &str = "down down right down right down down right down down";

#[test]
fn the_main_screen_at_every_size() {
    for (width, height) in [(80, 24), (120, 36), (60, 20), (20, 5)] {
        let mut drive = Drive::demo(width, height);
        assert_snapshot!(format!("main_{width}x{height}"), drive.screen());
        drive.press(TO_THE_OPENING).press("space");
        assert_snapshot!(format!("ticked_{width}x{height}"), drive.screen());
        drive.press("tab");
        assert_snapshot!(format!("today_{width}x{height}"), drive.screen());
    }
}

#[test]
fn the_split_editor_at_every_size() {
    for (width, height) in [(80, 24), (120, 36), (60, 20), (20, 5)] {
        let mut drive = Drive::demo(width, height);
        drive.press(
            "down down s \"Write to Marta ~10m\" enter tab \"Ask for a photo ~45m\" enter \"日本 Graça\"",
        );
        assert_snapshot!(format!("split_{width}x{height}"), drive.screen());
    }
}

#[test]
fn a_line_is_typed_where_it_will_stand() {
    let mut drive = Drive::demo(80, 24);
    drive.press("down a \"New page ~5m\"");
    assert_snapshot!("line_typed", drive.screen());
    drive.press("esc down e \" #coffee\"");
    assert_snapshot!("line_edited", drive.screen());
}

#[test]
fn cards() {
    let mut drive = Drive::demo(80, 24);
    assert_snapshot!("help", drive.press("?").screen());
    assert_snapshot!("palette", drive.press("esc : \"zo\"").screen());
    assert_snapshot!("find", drive.press("esc / \"cevic\"").screen());
    assert_snapshot!("zoomed", drive.press("enter left z").screen());
}

#[test]
fn cards_of_the_day() {
    for (width, height) in [(80, 24), (60, 20)] {
        let mut drive = Drive::demo(width, height).restarted("2026-11-22T08:00:00Z");
        drive.send(Msg::Resize(width, height));
        assert_snapshot!(format!("triage_{width}x{height}"), drive.screen());
        assert_snapshot!(format!("dates_{width}x{height}"), drive.press("d \"fri ^^1-12\"").screen());
        let mut drive = Drive::demo(width, height);
        assert_snapshot!(format!("evening_done_{width}x{height}"), drive.press("v").screen());
        assert_snapshot!(format!("evening_open_{width}x{height}"), drive.press("enter").screen());
        let keys = "enter enter enter enter \"after coffee\"";
        assert_snapshot!(format!("evening_first_{width}x{height}"), drive.press(keys).screen());
        assert_snapshot!(format!("rough_{width}x{height}"), drive.press("esc ~ tab").screen());
    }
}

#[test]
fn templates() {
    for (width, height) in [(80, 24), (60, 20)] {
        let mut drive = Drive::demo(width, height);
        assert_snapshot!(
            format!("templates_{width}x{height}"),
            drive.press(": \"templates\" enter").screen()
        );
        assert_snapshot!(format!("templates_found_{width}x{height}"), drive.press("\"ad\" down").screen());
    }
    let mut drive = Drive::outline("- Google Ads for the grinder page <");
    assert_snapshot!("template_offered", drive.press("s").screen());
    assert_snapshot!("template_taken", drive.press("C-t").screen());
}

#[test]
fn the_first_minute() {
    let mut drive = Drive::outline("");
    drive.app.card = goaltree::app::Card::First(goaltree::app::editor::Typing::default());
    assert_snapshot!("first_1_question", drive.screen());
    drive.press("\"Write a book\" enter");
    assert_snapshot!("first_2_split", drive.screen());
    drive.press(
        "\"Outline the chapters ~20m\" enter \"Write one page ~30m\" enter \"Buy a notebook ~5m\" C-s",
    );
    assert_snapshot!("first_3_choice", drive.screen());
    drive.press("enter space");
    assert_snapshot!("first_4_ticked", drive.screen());
}

#[test]
fn empty_panes_say_what_to_do() {
    let mut drive = Drive::outline("");
    drive.press("esc");
    assert_snapshot!("empty", drive.screen());
}

#[test]
fn the_plan_and_jobs_for_a_few_minutes() {
    for (width, height) in [(80, 24), (60, 20)] {
        let mut drive = Drive::demo(width, height);
        let mut shot = |name: &str, keys: &str| {
            assert_snapshot!(format!("{name}_{width}x{height}"), drive.press(keys).screen());
        };
        shot("plan_hours", "p right right right right right right");
        shot("plan", "enter down space");
        shot("plan_why", "e");
        shot("plan_formula", "e ?");
        shot("planned", "esc enter");
        shot("fit", "1 5 f down");
        shot("fit_line", "esc 1 f");
    }
}

#[test]
fn plain_ascii_draws_nothing_else() {
    let mut drive = Drive::demo(80, 24);
    drive.app.ascii = true;
    drive.press(TO_THE_OPENING);
    let ours: String =
        drive.screen().lines().filter(|line| !line.contains("ç") && !line.contains("ê")).collect();
    assert!(ours.replace('█', "").is_ascii(), "{ours}");
    assert_snapshot!("ascii", drive.screen());
}

#[test]
fn wide_characters_keep_the_columns_straight() {
    let mut drive = Drive::outline(
        "
        - [ ] 日本語を勉強する
          - [ ] かな ~5m
          - [ ] e\u{301}te\u{301} 👩‍👩‍👧 family ~10m
          - [ ] \u{1b}[2J\u{202e}hostile\u{7} ~15m
        ",
    );
    drive.press("t");
    assert_snapshot!("wide", drive.screen());
    drive.send(Msg::Resize(30, 10));
    assert_snapshot!("wide_narrow", drive.screen());
}

#[test]
fn a_box_at_every_size() {
    for (width, height) in [(80, 24), (60, 20)] {
        let mut drive = Drive::demo(width, height);
        drive.press(TO_THE_OPENING).press("b");
        assert_snapshot!(format!("box_plan_{width}x{height}"), drive.screen());
        drive.press("enter").wait(200);
        assert_snapshot!(format!("box_runs_{width}x{height}"), drive.screen());
        drive.wait(720);
        assert_snapshot!(format!("box_over_{width}x{height}"), drive.screen());
        drive.wait(120).press("space");
        assert_snapshot!(format!("box_really_{width}x{height}"), drive.screen());
        drive.press("enter");
        assert_snapshot!(format!("box_next_{width}x{height}"), drive.screen());
    }
}

#[test]
fn stuck() {
    for (width, height) in [(80, 24), (60, 20)] {
        let mut drive = Drive::demo(width, height);
        drive.press(TO_THE_OPENING).press("!");
        assert_snapshot!(format!("stuck_1_like_{width}x{height}"), drive.screen());
        drive.press("4");
        assert_snapshot!(format!("stuck_2_scary_{width}x{height}"), drive.screen());
        drive.press("\"show it to Marta\" enter");
        assert_snapshot!(format!("stuck_3_nice_{width}x{height}"), drive.screen());
    }
}

#[test]
fn the_review_and_what_is_reached() {
    for (width, height) in [(80, 24), (60, 20)] {
        let mut drive = crate::keys::review::drive(crate::keys::review::FILE);
        drive.send(Msg::Resize(width, height));
        let mut shot = |name: &str, keys: &str| {
            assert_snapshot!(format!("review_{name}_{width}x{height}"), drive.press(keys).screen());
        };
        shot("1_done", "R");
        shot("2_goals", "enter");
        shot("3_jobs", "right");
        shot("4_with", "right");
        shot("5_kept", "enter");
        shot("6_week", "enter down space");
        shot("6_rooms", "enter down right");
        shot("6_loose", "enter");
        shot("single", "esc p enter enter");
        let mut drive = Drive::demo(width, height);
        drive.press(": \"confetti on\" enter home space space");
        assert_snapshot!(format!("reached_{width}x{height}"), drive.screen());
        assert_snapshot!(format!("reached_row_{width}x{height}"), drive.press("enter end right").screen());
    }
}

#[test]
fn looking_from_farther_away() {
    for (width, height) in [(80, 24), (60, 20)] {
        let mut drive = Drive::demo(width, height);
        let mut shot = |name: &str, keys: &str| {
            assert_snapshot!(format!("{name}_{width}x{height}"), drive.press(keys).screen());
        };
        shot("lens_medium", "* [ [");
        shot("why_chain", "esc * home w");
        shot("why_chain_typed", "esc end up up up up up up up up w down e C-u \"Marta is near\"");
        shot("set", "esc esc : \"set\" enter down enter \"4\" enter down");
        shot("ritual_1_day", "esc home V");
        shot("ritual_3_vision", "enter enter");
        shot("ritual_6_milestones", "enter enter enter enter C-n enter");
        shot("ritual_7_step", "enter enter enter C-n enter");
        shot("trial", "esc home Z m end up up m : \"trial\" enter");
    }
}

#[test]
fn no_size_is_too_small() {
    let mut drive = Drive::demo(80, 24);
    for keys in [
        "",
        "s",
        "esc ?",
        "esc :",
        "esc a",
        "tab \"deeper\"",
        "esc /",
        "esc tab a",
        "esc",
        ": \"templates\" enter",
        "esc",
        "p",
        "enter",
        "e",
        "esc esc f",
        "d",
        "esc v",
        "enter",
        "esc ~",
        "esc i",
        "esc R",
        "enter",
        "right",
        "esc home space space",
        "enter end right",
        "esc esc esc w",
        "e",
        "esc esc V",
        "up down enter",
        "esc : \"set\" enter enter",
        "esc esc [ [ [",
    ] {
        drive.press(keys);
        for width in [0, 1, 2, 3, 5, 10, 69, 70, 71, 119, 120, 500] {
            for height in [0, 1, 2, 3, 4, 7, 8, 13, 14, 15, 16, 200] {
                drive.send(Msg::Resize(width, height));
                crate::cells::check(&drive.app);
            }
        }
    }
}

#[test]
fn nudges_and_the_audit() {
    for (width, height) in [(80, 24), (120, 36), (60, 20)] {
        let mut drive = Drive::outline(
            "- House <\n  - Taxes\n  - Move >>\n    - Find two boxes ~5m\n    - Pack the books ~1h30 #home ^^tom\n      \
             | Jonas lends his van on Sunday afternoon, and his brother, too\n  - Website\n- Write it ~45m",
        );
        drive.send(Msg::Resize(width, height));
        drive.press(": \"audit\" enter down");
        assert_snapshot!(format!("audit_{width}x{height}"), drive.screen());
        drive.press("down");
        assert_snapshot!(format!("audit_vague_{width}x{height}"), drive.screen());
        drive.press("esc up t");
        assert_snapshot!(format!("nudge_{width}x{height}"), drive.screen());
    }
}
