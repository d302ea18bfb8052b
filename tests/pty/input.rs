//! Whatever a terminal sends: much at once, in pieces, late, and any size of window.

use std::time::{Duration, Instant};

use crate::home::Home;
use crate::screen::View;
use crate::window::{Ground, Opening, PATIENCE, Window};

fn jobs(count: usize) -> Vec<String> {
    (1..=count).map(|at| format!("Job {at:04}")).collect()
}

#[test]
fn a_storm_of_sizes_ends_in_the_right_screen() {
    let home = Home::with_jobs(&jobs(300));
    let window = Window::open(&home);
    window.wait_cursor("Job 0001");
    let before = window.text();
    let sizes = [(1, 1), (2, 2), (20, 5), (500, 200), (60, 20), (3, 40), (200, 1), (81, 25)];
    for round in 0..200 {
        let (columns, rows) = sizes[round % sizes.len()];
        window.resize(columns, rows);
        if round % 10 == 0 {
            window.keys("jk");
        }
    }
    window.resize(80, 24);
    window.wait_for("the first screen", |view| view.text() == before);
    // Alive, and the cursor is where it was.
    window.keys("j");
    window.wait_cursor("Job 0002");
    window.quit();
}

/// A terminal forgets what a smaller window has no room for, even if the program only sees the size that it had before.
#[test]
fn a_window_that_was_small_for_an_instant_is_drawn_anew() {
    let home = Home::with_jobs(&jobs(30));
    let window = Window::open(&home);
    window.wait_cursor("Job 0001");
    let before = window.text();
    for _ in 0..20 {
        window.resize(1, 1);
        window.resize(80, 24);
        window.wait_for("the first screen", |view| view.text() == before);
    }
    window.quit();
}

/// G25: any size shows something.
#[test]
fn every_size_shows_something_and_takes_keys() {
    let home = Home::with_jobs(&jobs(30));
    for (columns, rows) in [(1, 1), (2, 2), (20, 5), (10, 1), (500, 200)] {
        let window = Opening { home: &home, columns, rows, ground: Ground::Dark }.open();
        window.wait_for("a frame", |view| view.0.alternate_screen());
        // Esc of the newer protocol: the older one and a key behind it may be taken for Alt and that key.
        for key in ["j", "k", "?", "\x1b[27u"] {
            window.step(key);
        }
        window.quit();
    }
}

/// G26: a large paste is one change, and nothing in it is a command.
#[test]
fn a_large_outline_is_pasted_as_one_change() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let window = Window::open(&home);
    window.wait_cursor("Alpha");
    let text: String = (0..25_000)
        .map(|at| format!("{}- Line {at:05} of an outline\n", if at % 5 == 0 { "" } else { "  " }))
        .collect();
    let text = format!("{text}{}", " ".repeat(1_000_000_usize.saturating_sub(text.len())));
    let start = Instant::now();
    window.paste(&text);
    window.wait("25000 items added inside");
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    // Inner items are five of six lines; what has children counts nothing.
    window.wait("0 of 20001 done");
    window.keys("u");
    window.wait("0 of 2 done");
    window.quit();
    assert_eq!(home.titles(None), ["Alpha", "Beta"]);
}

#[test]
fn a_small_outline_is_pasted_with_its_shape() {
    for line_end in ["\r", "\n", "\r\n"] {
        let home = Home::with_jobs(&["Alpha"]);
        let window = Window::open(&home);
        window.wait_cursor("Alpha");
        let text = "- One\n  - Deep ~5m\n- Two\n".replace('\n', line_end);
        window.keys(&format!("\x1b[200~{text}\x1b[201~"));
        window.wait("3 items added");
        window.keys("s");
        window.wait("one job a line");
        let text = "Six\nSeven\n  Eight".replace('\n', line_end);
        window.keys(&format!("\x1b[200~{text}\x1b[201~"));
        window.wait("2 jobs");
        window.quit_from_editor();
        assert_eq!(home.titles(None), ["Alpha", "One", "Deep", "Two"], "{line_end:?}");
        assert_eq!(home.nodes()[2]["parent"], home.nodes()[1]["id"], "{line_end:?}");
    }
}

#[test]
fn a_large_line_is_pasted_into_a_line() {
    let home = Home::with_jobs(&["Alpha"]);
    let window = Window::open(&home);
    window.wait_cursor("Alpha");
    window.keys("a");
    window.wait("Enter save");
    let start = Instant::now();
    window.paste(&"word ".repeat(200_000));
    window.keys("end");
    window.wait("word end");
    window.keys("\r");
    window.wait_for("the new row", |view| view.has("○ word word") && view.has("0 of 2 done"));
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    window.keys("\x1b");
    window.wait("space tick");
    window.quit();
    assert_eq!(home.nodes()[1]["title"].as_str().map(str::len), Some(1_000_003));
}

#[test]
fn many_keys_at_once_all_count() {
    let home = Home::with_jobs(&jobs(600));
    let window = Window::open(&home);
    window.wait_cursor("Job 0001");
    window.keys(&"\x1b[B".repeat(500));
    window.wait_cursor("Job 0501");
    window.keys(&"k".repeat(500));
    window.wait_cursor("Job 0001");
    window.quit();
}

#[test]
fn an_answer_that_comes_late_is_never_typed() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let window = Opening { home: &home, columns: 80, rows: 24, ground: Ground::Silent }.open();
    window.wait_cursor("Alpha");
    window.keys("aab");
    window.wait("○ ab");
    window.keys(Ground::Light.answer());
    window.keys("cd");
    window.wait("○ abcd");
    // Ended by a bell, and in two pieces.
    window.keys("\x1b]11;rgb:1e1e/1e1e/2e2e\x07ef");
    window.wait("○ abcdef");
    let (one, two) = Ground::Light.answer().split_at(9);
    window.keys(one);
    window.keys(two);
    window.keys("\r");
    window.wait_for("the row", |view| view.has("○ abcdef") && view.has("0 of 3 done"));
    window.keys("\x1b");
    window.wait("space tick");
    // Where nothing is typed, an answer runs no command.
    window.keys(Ground::Dark.answer());
    window.keys("j");
    window.wait_cursor("Beta");
    window.quit();
    assert_eq!(home.titles(None), ["Alpha", "abcdef", "Beta"]);
}

#[test]
fn a_light_terminal_gets_dark_text() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let colours = |ground| {
        let window = Opening { home: &home, columns: 80, rows: 24, ground }.open();
        window.wait_cursor("Alpha");
        let colour = |view: &View| {
            let (row, _) = view.at_cursor().expect("a cursor");
            let cell = view.0.cell(row, 5).expect("a cell");
            (cell.fgcolor(), cell.bgcolor())
        };
        if ground == Ground::Light {
            window.wait_within(PATIENCE, "the light theme", |view| {
                colour(view) == (vt100::Color::Idx(232), vt100::Color::Idx(153))
            });
        }
        let colours = window.look(colour);
        window.quit();
        colours
    };
    let dark = (vt100::Color::Idx(255), vt100::Color::Idx(24));
    assert_eq!(colours(Ground::Dark), dark);
    assert_eq!(colours(Ground::Silent), dark);
    assert_ne!(colours(Ground::Light), dark);
}
