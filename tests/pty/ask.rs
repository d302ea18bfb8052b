//! The idea command as a real program: its answer, its end, and that nothing of it reaches the terminal by itself.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::home::Home;
use crate::screen::{count, find};
use crate::system::until;
use crate::window::{PATIENCE, Window};

const CTRL_G: &str = "\x07";
const CTRL_T: &str = "\x14";
const CTRL_S: &str = "\x13";
/// How long what is done at once may take on a machine that does other things too.
const SOON: Duration = Duration::from_secs(10);

/// A home in which this script is the idea command `my-splitter`.
fn home(script: &str) -> Home {
    let home = Home::with_jobs(&["Alpha"]);
    let path = home.path("my-splitter");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
    fs::create_dir_all(home.path("config/goaltree")).expect("a folder");
    let text = format!("[ideas]\ncommand = ['{}', '--jobs', '12']\n", path.display());
    fs::write(home.path("config/goaltree/config.toml"), text).expect("a file");
    home
}

/// A window in which the command was asked about Alpha for the first time, in an editor with `Mine`.
fn asked(home: &Home) -> Window {
    let window = Window::open_sized(home, 120, 36);
    window.wait_cursor("Alpha");
    window.keys("s");
    window.wait("one job a line");
    window.keys("Mine");
    window.wait("1 job");
    window.keys(CTRL_G);
    window.wait("Run this command?");
    assert!(!home.path("ran").exists(), "nothing is run before the person says so");
    window.keys("\r");
    window
}

/// The number of the script's process, once it has written it down.
fn pid(home: &Home) -> String {
    let read = || fs::read_to_string(home.path("ran")).unwrap_or_default();
    until(PATIENCE, "the command", || read().ends_with('\n'));
    read().trim().to_owned()
}

fn is_alive(pid: &str) -> bool {
    let found = Command::new("kill").args(["-0", pid]).stderr(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

#[test]
fn an_answer_becomes_jobs() {
    let home =
        home(r#"echo $$ > ran; cat > question; echo "$@" > words; printf 'One ~5m\nTwo\n  Three ~10m\n'"#);
    let window = asked(&home);
    window.wait("The answer is there: 2 jobs.");
    window.keys(CTRL_T);
    window.wait("IDEAS");
    window.keys("\r");
    window.wait("Answer: 2 jobs taken.");
    window.keys(CTRL_S);
    window.wait_gone("SPLIT");
    window.quit();
    assert_eq!(home.titles(None), ["Alpha", "Mine", "One", "Two", "Three"]);
    let said = |name: &str| fs::read_to_string(home.path(name)).expect("the command ran");
    assert_eq!(said("words"), "--jobs 12\n");
    let question: serde_json::Value = serde_json::from_str(&said("question")).expect("JSON");
    assert_eq!((&question["title"], &question["existing"][0]), (&"Alpha".into(), &"Mine".into()));

    // It was said yes to for good.
    let window = Window::open(&home);
    window.wait_cursor("Mine");
    window.keys(&format!("s{CTRL_G}"));
    window.wait("The answer is there: 2 jobs.");
    window.keys("\x1b");
    window.wait_gone("SPLIT");
    window.quit();
}

#[test]
fn a_command_that_hangs_is_stopped_by_esc_and_keeps_nobody() {
    let home = home("trap '' TERM HUP INT; echo $$ > ran; while :; do sleep 1; done");
    let window = asked(&home);
    let first = pid(&home);
    window.keys(" more");
    window.wait("Mine more");
    let start = Instant::now();
    window.keys("\x1b");
    window.wait_within(SOON, "the end of asking", |view| view.has("Stopped asking."));
    until(SOON, "the end of the command", || !is_alive(&first));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());

    // The next question is another one.
    fs::remove_file(home.path("ran")).expect("a file");
    window.keys(CTRL_G);
    let second = pid(&home);
    assert_ne!(first, second);
    window.keys("\x1b");
    window.wait("Stopped asking.");
    until(SOON, "the end of the command", || !is_alive(&second));
    window.quit_from_editor();
}

#[test]
fn a_command_that_runs_does_not_keep_the_program() {
    let home = home("trap '' TERM HUP INT; echo $$ > ran; while :; do sleep 1; done");
    let mut window = asked(&home);
    let pid = pid(&home);
    window.signal("TERM");
    assert_eq!(window.wait_end(SOON).exit_code(), 128 + 15);
    window.assert_given_back();
    until(SOON, "the end of the command", || !is_alive(&pid));
}

#[test]
fn a_command_that_does_not_work_is_told() {
    for (script, said) in [
        ("echo half; echo no such model >&2; exit 1", "my-splitter ended with 1: no such model."),
        ("exit 3", "my-splitter ended with 3."),
        ("exit 0", "The command answered nothing."),
    ] {
        let home = home(script);
        let window = asked(&home);
        window.wait(said);
        window.keys(" more");
        window.wait("Mine more");
        window.quit_from_editor();
        assert_eq!(home.titles(None), ["Alpha"]);
    }
    let home = home("exit 0");
    fs::remove_file(home.path("my-splitter")).expect("a file");
    let window = asked(&home);
    window.wait("There is no program `my-splitter`.");
    window.quit_from_editor();
}

#[test]
fn a_flood_is_cut() {
    let home = home("yes 'A line of many' | head -c 10485760");
    let window = asked(&home);
    window.wait("The answer is there: 200 jobs.");
    window.keys(" more");
    window.wait("Mine more");
    window.quit_from_editor();
}

#[test]
fn nothing_of_an_answer_acts_on_the_terminal() {
    let home = home(r"printf '\033]52;c;aGVsbG8=\007One\033[2J\033c\n\302\23331mTwo\rThree\n\033[6n\n'");
    let window = asked(&home);
    window.wait("The answer is there:");
    window.keys(CTRL_T);
    window.wait("IDEAS");
    window.keys("a");
    window.wait("taken. Ctrl-S saves.");
    window.keys(CTRL_S);
    window.wait_gone("SPLIT");
    window.rest();
    let raw = window.since(0);
    assert!(find(&raw, b"]52;c;aGVsbG8=").is_some(), "it is in sight as text");
    for harmful in ["\x1b]52;", "\x1b[2J\x1bc", "\x1bc", "\u{9b}", "\x07", "\x1b[6n"] {
        assert_eq!(count(&raw, harmful), 0, "{harmful:?}");
    }
    window.quit();
    assert!(!home.read().contains("\\u001b"), "{}", home.read());
}
