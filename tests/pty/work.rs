//! What people do all day: the first minute, splitting, ticking, quitting, coming back.

use crate::home::Home;
use crate::window::Window;

const CTRL_S: &str = "\x13";

#[test]
fn the_first_minute() {
    let home = Home::new();
    let window = Window::open(&home);
    window.wait("What would you like to have done, some day?");
    window.keys("Play the piano for friends\r");
    window.wait("Too big for today");
    window.keys("Find a teacher ~10m\rBuy a stool\rLearn one song ~2h");
    window.wait("3 jobs");
    window.keys(CTRL_S);
    window.wait("Which one now?");
    window.keys("\r");
    window.wait("On Today. Space when it is done.");
    window.keys(" ");
    window.wait("1 of 3 done");
    window.quit();

    assert_eq!(home.titles(Some("done")), ["Find a teacher"]);
    assert_eq!(home.titles(None), ["Play the piano for friends", "Buy a stool", "Learn one song"]);
    let nodes = home.nodes();
    assert!(nodes[1..].iter().all(|node| node["parent"] == nodes[0]["id"]), "{}", home.read());
    let file: serde_json::Value = serde_json::from_str(&home.read()).expect("JSON");
    assert_eq!(file["days"][0]["day"], "2026-11-21");
    assert_eq!(file["days"][0]["done"][0]["title"], "Find a teacher");
    assert_eq!(file["days"][0]["list"][0], nodes[1]["id"]);

    let window = Window::open(&home);
    window.wait("1 of 3 done");
    window.wait("» TODAY");
    window.wait("Buy a stool");
    window.keys(" ");
    window.wait("0 of 3 done");
    window.quit();
}

#[test]
fn a_job_is_split_and_its_first_part_ticked() {
    let home = Home::with_jobs(&["Move house", "Read a book"]);
    let window = Window::open(&home);
    window.wait("Read a book");
    window.keys("s");
    window.wait("one job a line");
    window.keys("Count the boxes ~5m\rCall three movers ~15m\rSort the cellar ~4h\rCancel the power ~10m");
    window.wait("1 over 30 min");
    window.keys(CTRL_S);
    window.wait_cursor("Count the boxes");
    window.keys(" ");
    window.wait("1 of 5 done");
    window.quit();
    assert_eq!(home.titles(Some("done")), ["Count the boxes"]);
    assert_eq!(
        home.titles(None),
        ["Move house", "Call three movers", "Sort the cellar", "Cancel the power", "Read a book"]
    );
}

#[test]
fn cursor_and_folds_are_restored() {
    let home = Home::with_jobs(&["One", "Two", "Three"]);
    let window = Window::open(&home);
    window.wait("Three");
    window.keys("sOne a\rOne b");
    window.wait("2 jobs");
    window.keys(CTRL_S);
    window.wait_cursor("One a");
    // Folds `One`, goes to `Three`.
    window.keys("hh");
    window.wait_gone("One b");
    window.keys("jj");
    window.wait_cursor("Three");
    window.quit();

    let window = Window::open(&home);
    window.wait_cursor("Three");
    window.look(|view| assert!(!view.has("One b") && view.has("One"), "{}", view.text()));
    window.keys("kk");
    window.wait_cursor("One");
    window.keys("l");
    window.wait("One b");
    window.quit();
}

#[test]
fn keys_of_the_newer_protocol_are_understood() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let window = Window::open(&home);
    window.wait_cursor("Alpha");
    window.keys("sOnly part");
    window.wait("1 job");
    // Ctrl-S and Esc as terminals send them that took the keyboard flags.
    window.keys("\x1b[115;5u");
    window.wait_cursor("Only part");
    window.keys("?");
    window.wait("Esc closes");
    window.keys("\x1b[27u");
    window.wait_gone("Esc closes");
    window.quit();
}

#[test]
fn the_mouse_chooses_a_row() {
    let home = Home::with_jobs(&["Alpha", "Beta", "Gamma"]);
    let window = Window::open(&home);
    window.wait_cursor("Alpha");
    let row = window.look(|view| view.rows().iter().position(|row| row.contains("Gamma")).expect("a row"));
    let line = row + 1;
    window.keys(&format!("\x1b[<0;6;{line}M\x1b[<0;6;{line}m"));
    window.wait_cursor("Gamma");
    window.quit();
}
