//! Two windows, and files that are none.

use std::time::Duration;

use crate::home::Home;
use crate::window::{Ground, Opening, PATIENCE, Window};

/// How soon one window shows what was done in the other.
const SOON: Duration = Duration::from_secs(3);

#[test]
fn two_windows_see_each_other() {
    let home = Home::with_jobs(&["Alpha", "Beta", "Gamma"]);
    let one = Window::open(&home);
    let two = Window::open(&home);
    one.wait_cursor("Alpha");
    two.wait_cursor("Alpha");
    one.keys(" ");
    one.wait("1 of 3 done");
    two.wait_within(SOON, "the tick of the first", |view| view.has("1 of 3 done") && view.has("✓ Alpha"));
    two.keys("G ");
    two.wait("2 of 3 done");
    one.wait_within(SOON, "the tick of the second", |view| view.has("2 of 3 done") && view.has("✓ Gamma"));
    // Both at once.
    one.keys("ga");
    two.keys("Ga");
    one.wait("Enter save");
    two.wait("Enter save");
    one.keys("From one\r");
    two.keys("From two\r");
    for window in [&one, &two] {
        window.wait_for("both lines", |view| view.has("○ From one") && view.has("○ From two"));
        window.keys("\x1b");
        window.wait("space tick");
    }
    one.quit();
    two.wait("From one");
    two.quit();
    assert_eq!(home.titles(Some("done")), ["Alpha", "Gamma"]);
    assert_eq!(home.titles(None), ["From one", "Beta", "From two"]);
}

#[test]
fn a_change_by_another_hand_is_taken_in() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let window = Window::open(&home);
    window.wait_cursor("Alpha");
    window.keys(" ");
    window.wait("1 of 2 done");
    let changed = home.read().replace("\"title\":\"Beta\"", "\"title\":\"Better\"");
    home.write(&changed);
    window.wait_within(Duration::from_secs(5), "the new title", |view| {
        view.has("○ Better") && view.has("✓ Alpha")
    });
    window.quit();
    assert_eq!((home.titles(Some("done")), home.titles(None)), (vec!["Alpha".into()], vec!["Better".into()]));
}

#[test]
fn after_a_look_in_the_shell_the_last_change_is_taken_back() {
    let home = Home::new();
    home.write("{\"goaltree\":1,\"nodes\":[],\"pledge\":{\"text\":\"x\",\"times\":[\"08:00\"]}}");
    home.run(&["add", "Feed the cat"]);
    home.run(&["today"]);
    assert!(home.read().contains("looks"), "it was counted");
    let window = Window::open(&home);
    window.wait("Feed the cat");
    window.keys("u");
    window.wait("Taken back: adding Feed the cat.");
    window.quit();
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let evil =
        "{\"goaltree\": 1, \"nodes\": [ {\"id\":\"a\",\"title\":\"x\u{1b}[31337m\"} , oops\u{1b}[31337m\n";
    for text in
        [evil, "[]", "not goals at all\n", "{\"goaltree\":1,\"nodes\":[{\"id\":\"a\",\"title\":\"cut off"]
    {
        let home = Home::new();
        home.write(text);
        let mut window = Opening { home: &home, columns: 100, rows: 24, ground: Ground::Dark }.open();
        let status = window.wait_end(PATIENCE);
        assert_eq!(status.exit_code(), 1, "{text:?}: {}", window.text());
        window.look(|view| {
            assert!(view.has("goaltree: ") && !view.0.alternate_screen(), "{text:?}: {}", view.text());
            assert!(view.has(".json"), "names the file: {}", view.text());
        });
        assert_eq!(window.count(0, "\x1b"), 0, "{:?}", String::from_utf8_lossy(&window.since(0)));
        assert_eq!(home.read(), text);
    }
}

#[test]
fn the_message_goes_to_stderr() {
    let home = Home::new();
    home.write("oops");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_goaltree"))
        .arg("--file")
        .arg(home.file())
        .env_clear()
        .envs(home.environment())
        .output()
        .expect("a process");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), [].as_slice()));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("goaltree: "), "{output:?}");
}

#[test]
fn settings_that_cannot_be_used_are_told_on_the_screen() {
    let home = Home::with_jobs(&["Alpha"]);
    let folder = home.path("config/goaltree");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("config.toml"), "[ideas]\ntimeouts = 5\n").expect("a file");
    let window = Window::open(&home);
    window.wait("config.toml line 2: no key is called `timeouts`;");
    window.wait_cursor("Alpha");
    window.quit();
}
