//! A box in a real terminal: it outlives the program, wakes it once a second, and rings once.

use std::time::Duration;

use portable_pty::CommandBuilder;

use crate::home::Home;
use crate::screen::{BEGIN, count};
use crate::window::{Ground, Opening, Window};

/// A window that opens at this time of the day.
fn open_at(home: &Home, time: &str) -> Window {
    let mut command = CommandBuilder::new("env");
    command.arg(format!("GOALTREE_NOW=2026-11-21T{time}Z"));
    command.args([env!("CARGO_BIN_EXE_goaltree"), "--file"]);
    command.arg(home.file());
    Opening { home, columns: 80, rows: 24, ground: Ground::Silent }.open_with(command)
}

#[test]
fn a_box_outlives_kill_and_is_asked_for() {
    let home = Home::with_jobs(&["Write the opening"]);
    let window = open_at(&home, "09:00:00");
    window.wait_cursor("Write the opening");
    window.keys("b");
    window.wait("20 Write the opening");
    window.keys("\r");
    window.wait("p pause");
    window.kill();

    let window = open_at(&home, "09:19:56");
    window.wait("A box runs until 09:20");
    let mark = window.mark();
    window.keys("b");
    window.wait("Time. Are you there?");
    let raw = window.since(mark);
    assert_eq!((count(&raw, "\u{7}"), count(&raw, "\u{1b}]9;Time: Write the opening\u{1b}\\")), (1, 1));
    window.kill();

    let window = open_at(&home, "10:00:00");
    window.wait("How long was it really?");
    window.keys("1");
    window.keys("8\r");
    window.wait("18 minutes on it. They count.");
    window.quit();
    assert_eq!(home.nodes()[0]["spent"], 18);
}

#[test]
fn a_clock_on_the_screen_is_one_short_frame_a_second() {
    let home = Home::with_jobs(&["Write the opening"]);
    let window = open_at(&home, "09:00:00");
    window.wait_cursor("Write the opening");
    window.keys("b\r");
    window.wait("p pause");
    // The checkpoint after the change is over.
    std::thread::sleep(Duration::from_secs(3));
    let mark = window.mark();
    std::thread::sleep(Duration::from_secs(3));
    let raw = window.since(mark);
    let frames = count(&raw, BEGIN);
    assert!((2..=4).contains(&frames), "{frames} frames in three seconds");
    assert!(raw.len() < frames * 100, "{} bytes in {frames} frames", raw.len());
    window.keys("p");
    window.wait("pause,");
    std::thread::sleep(Duration::from_secs(3));
    let mark = window.mark();
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(window.since(mark).len(), 0, "a pause moves nothing");
    window.keys("\x1b");
    window.wait("nothing to count");
    window.quit();
}
