//! However the program is ended or stopped, everything is saved and the terminal is as it was.

use std::time::Duration;

use crate::home::Home;
use crate::system::{process, until};
use crate::window::{MODES, PATIENCE, Window};

/// How long the program may take to end.
const SOON: Duration = Duration::from_secs(10);

/// A window in which a job was ticked a moment ago.
fn window_with_a_tick(home: &Home) -> Window {
    let window = Window::open(home);
    window.wait_cursor("Alpha");
    window.keys(" ");
    window.wait("1 of 2 done");
    window
}

fn ends_by(name: &str, number: u32) {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let mut window = window_with_a_tick(&home);
    window.keys("s");
    window.wait("one job a line");
    window.keys("half typed");
    window.wait("half typed");
    window.signal(name);
    let status = window.wait_end(SOON);
    assert_eq!(status.exit_code(), 128 + number);
    window.assert_given_back();
    assert_eq!(home.titles(Some("done")), ["Alpha"]);

    let window = Window::open(&home);
    window.wait_cursor("Alpha");
    window.keys("s");
    window.wait("half typed");
    // Esc leaves the editor, and the draft is kept.
    window.keys("\x1b");
    window.wait("Kept as a draft");
    window.quit();
}

#[test]
fn sigterm_saves_and_restores() {
    ends_by("TERM", 15);
}

#[test]
fn sigint_saves_and_restores() {
    ends_by("INT", 2);
}

/// G23: signals and a closed terminal lose nothing.
#[test]
fn sighup_saves_and_restores() {
    ends_by("HUP", 1);
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let mut window = window_with_a_tick(&home);
    window.close();
    window.wait_end(SOON);
    assert_eq!(home.titles(Some("done")), ["Alpha"]);
    let window = Window::open(&home);
    window.wait("1 of 2 done");
    window.quit();
}

/// A parent that ignores hang-ups, as `nohup` does, keeps the signal from the program: it has to notice by itself.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_terminal_ends_the_program_without_a_signal_too() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let script = r#"trap '' HUP; sh -c 'echo $$ > pid; exec "$0" --file "$1"' "$0" "$1"; true"#;
    let mut window = Window::open_in_shell(&home, script);
    window.wait_cursor("Alpha");
    window.keys(" ");
    window.wait("1 of 2 done");
    let pid: u32 =
        std::fs::read_to_string(home.path("pid")).expect("an id").trim().parse().expect("a number");
    window.close();
    let gone = || process(pid).is_none_or(|(state, _)| state == 'Z');
    until(SOON, "the end of the process", gone);
    assert_eq!(home.titles(Some("done")), ["Alpha"]);
}

/// Stops the program by `stop`, looks, and lets it go on.
#[cfg(target_os = "linux")]
fn stops_and_goes_on(stop: impl FnOnce(&Window)) {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let window = window_with_a_tick(&home);
    // What was said of the tick goes with the next key, and with Ctrl-Z too.
    window.step("j");
    window.step("k");
    window.rest();
    let before = window.text();
    let mark = window.mark();
    stop(&window);
    until(SOON, "the stop", || process(window.pid).is_some_and(|(state, _)| state == 'T'));
    window.wait_for("the screen of the shell", |view| !view.0.alternate_screen());
    for (on, off) in MODES {
        assert_eq!((window.count(mark, on), window.count(mark, off)), (0, 1), "{off:?}");
    }
    let mark = window.mark();
    window.signal("CONT");
    window.wait_within(SOON, "the screen as it was", |view| {
        view.0.alternate_screen() && view.0.bracketed_paste() && view.text() == before
    });
    for (on, off) in MODES {
        assert_eq!((window.count(mark, on), window.count(mark, off)), (1, 0), "{on:?}");
    }
    assert_eq!(window.count(mark, "\x1b[6n"), 0, "the terminal is asked nothing that could stay unanswered");
    window.keys("j ");
    window.wait_within(SOON, "the next tick", |view| view.has("2 of 2 done"));
    window.quit();
    assert_eq!(home.titles(Some("done")), ["Alpha", "Beta"]);
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_z_stops_and_sigcont_goes_on() {
    stops_and_goes_on(|window| window.keys("\x1a"));
}

#[cfg(target_os = "linux")]
/// G24: it can be stopped, and goes on.
#[test]
fn sigtstp_stops_and_sigcont_goes_on() {
    stops_and_goes_on(|window| window.signal("TSTP"));
}

#[test]
fn ctrl_l_draws_everything_anew() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let window = Window::open(&home);
    window.wait_cursor("Alpha");
    let before = window.text();
    window.spoil();
    let mark = window.mark();
    window.keys("\x0c");
    window.wait_within(SOON, "the screen as it was", |view| view.text() == before);
    assert_eq!(window.count(mark, "\x1b[6n"), 0, "the terminal is asked nothing that could stay unanswered");
    window.quit();
}

#[test]
fn quitting_twice_in_a_row_is_quitting() {
    let home = Home::with_jobs(&["Alpha"]);
    let mut window = Window::open(&home);
    window.wait_cursor("Alpha");
    window.keys("\x03\x03");
    assert_eq!(window.wait_end(PATIENCE).exit_code(), 0);
    window.assert_given_back();
}

/// G22: it gives the terminal back, says where everything is, and nothing that was shown is lost.
#[cfg(debug_assertions)] // others do not break when asked
#[test]
fn a_program_that_breaks_gives_the_terminal_back() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let mut window = Window::open_in_shell(&home, "GOALTREE_BREAK_AT=Z exec \"$0\" --file \"$1\"");
    window.wait_cursor("Alpha");
    window.keys(" ");
    window.wait("1 of 2 done");
    let mark = window.mark();
    window.keys("Z");
    assert_eq!(window.wait_end(SOON).exit_code(), 101);
    window.assert_given_back();
    let said = String::from_utf8_lossy(&window.since(mark)).replace(['\r', '\n'], "");
    let journal = home.path("goals.json.journal").canonicalize().expect("it is there");
    assert!(said.contains("asked to break at Z"), "{said}");
    assert!(said.contains(&format!("was on the screen is in {}", journal.display())), "{said}");
    let list = home.run(&["list"]);
    assert!(list.out.contains("Beta") && list.err.is_empty(), "{list:?}");
    assert_eq!(home.run(&["undo"]).out, "Taken back: tick of Alpha.\n");
}
