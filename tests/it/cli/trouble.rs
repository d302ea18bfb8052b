//! What does not work, and what must not get through.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{Said, Shell};

const BROKEN: &str = "{\n\"goaltree\": 1,\n\"nodes\": [\n{\"id\":\"one\",\"title\":\"One\"},\n{\"id\":\"two\" \"title\":\"Two\"},\n\
                      {\"id\":\"three\",\"title\":\"Three\"}\n],\n\"days\": [\n{\"day\":\"2026-11-21\",\"list\":[\"one\"]}\n]\n}\n";

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let shell = Shell::new();
    shell.write(BROKEN);
    for verb in [&["list"][..], &["today"], &["show", "one"], &["add", "x"], &["done", "one"], &["undo"]] {
        let said = shell.run(verb);
        assert_eq!((said.code, &*said.out), (1, ""), "{verb:?}");
        let lines: Vec<&str> = said.err.lines().collect();
        assert!(
            lines[0].starts_with("goaltree: ") && lines[0].contains("goals.json, line 5, column "),
            "{lines:?}"
        );
        assert!(lines[1].starts_with("  hint: ") && lines[1].contains("`goaltree doctor`"), "{lines:?}");
    }
    let said = shell.run(&["doctor"]);
    assert_eq!(said.code, 1);
    assert!(said.out.starts_with("!!  file "), "{}", said.out);
    assert!(said.out.contains("line 5, column") && said.out.contains("there is no backup"), "{}", said.out);
    assert!(said.out.contains("2 of 3 node lines can be read one by one"), "{}", said.out);
    assert_eq!(fs::read_to_string(shell.file()).unwrap(), BROKEN);
}

#[test]
fn the_doctor_names_the_newest_backup() {
    let mut shell = Shell::small();
    shell.ok(&["add", "x"]);
    shell.now = "2026-11-21T11:00:00Z";
    shell.ok(&["add", "y"]);
    fs::write(shell.file(), "<<<<<<< ours\n").unwrap();
    let said = shell.run(&["doctor"]);
    assert!(said.out.contains("goals-2026-11-21T1100.json"), "{}", said.out);
    assert!(said.out.contains("line 1: the mark of a merge"), "{}", said.out);
    assert!(shell.run(&["list"]).err.contains("goals-2026-11-21T1100.json"));
}

#[test]
fn the_doctor_finds_nothing_wrong_and_changes_nothing() {
    let shell = Shell::new();
    let out = shell.ok(&["doctor"]);
    assert!(out.lines().all(|line| line.starts_with("ok  ")), "{out}");
    assert_eq!(fs::read_dir(shell.home.path()).unwrap().count(), 0, "nothing was made");
    shell.ok(&["add", "x"]);
    let out = shell.ok(&["doctor"]);
    let names: Vec<&str> = out.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    assert_eq!(
        names,
        [
            "file",
            "journal",
            "lock",
            "config",
            "state",
            "backups",
            "terminal",
            "clipboard",
            "keys",
            "notify",
            "clock"
        ]
    );
}

#[test]
fn the_doctor_lists_what_is_to_be_mended() {
    let shell = Shell::with_nodes(&[
        r#"{"id":"a","title":"A","due":"2026-13-01"}"#,
        r#"{"id":"b","parent":"nobody","title":"B","created":"2027-01-01T00:00:00Z"}"#,
    ]);
    let said = shell.run(&["doctor"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains(": 2 to be mended; next: "), "{}", said.out);
    assert!(said.out.contains("line 4: \"due\" is not a date: \"2026-13-01\"\n"), "{}", said.out);
    assert!(said.out.contains("line 5: b named a parent that does not exist"), "{}", said.out);
    assert!(said.out.contains("but the file has 2027-01-01T00:00:00Z; next: "), "{}", said.out);
    let said = shell.run(&["list"]);
    assert_eq!(said.code, 0);
    assert!(said.err.starts_with("note: goals.json, line 4: \"due\" is not a date"), "{}", said.err);
    assert!(said.err.contains("(and 1 more)"), "{}", said.err);
}

#[test]
fn a_folder_is_no_file() {
    let shell = Shell::new();
    let said = shell.run(&["--file", ".", "list"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("is a folder"), "{said:?}");
    assert_eq!(shell.run(&["--file", ".", "doctor"]).code, 1);
}

#[test]
fn a_newer_file_is_shown_and_not_changed() {
    let shell = Shell::new();
    let newer = "{\n\"goaltree\": 2,\n\"nodes\": [\n{\"id\":\"a\",\"title\":\"A\"}\n],\n\"days\": [\n]\n}\n";
    shell.write(newer);
    assert!(shell.run(&["list"]).out.contains("a [ ] A"));
    let said = shell.run(&["add", "x"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("newer goaltree"), "{said:?}");
    assert_eq!(shell.run(&["doctor"]).code, 1);
    assert_eq!(fs::read_to_string(shell.file()).unwrap(), newer);
}

/// Everything that could act on a terminal, but line ends.
pub(super) fn is_harmless(text: &str) -> bool {
    !text.chars().any(|character| {
        (character.is_control() && character != '\n')
            || matches!(character, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}')
    })
}

#[test]
fn nothing_in_a_title_acts_on_the_terminal() {
    let bad = r"x \u001b[2J \u009b31m \u202e \r\n \u0007 \u007f \u2028 z";
    let node = |id: &str, rest: &str| {
        format!(
            r#"{{"id":"{id}","title":"{id} {bad}","note":"n {bad}","tags":["t{bad}"],"why":"{bad}","odd{bad}":"{bad}"{rest}}}"#
        )
    };
    let (a, b, c) =
        (node("a", ""), node("b", r#","parent":"a""#), node("c", r#","parent":"a","due":"never \u001b[2J""#));
    let raw = "{\"id\":\"d\",\"title\":\"raw \u{9b}31m \u{202e} \u{7f}\"}";
    let shell = Shell::with_nodes(&[&a, &b, &c, raw]);
    let calls: [&[&str]; 12] = [
        &["list"],
        &["list", "--json"],
        &["show", "a"],
        &["show", "b"],
        &["show", "x"],
        &["done", "a"],
        &["done", "b"],
        &["done", "b"],
        &["add", "--under", "a", "--today", "odd \u{1b}[2J \u{9b}31m"],
        &["today"],
        &["undo"],
        &["doctor"],
    ];
    for args in calls {
        let said = shell.run(args);
        assert!(!said.out.is_empty() || !said.err.is_empty(), "{args:?}");
        assert!(is_harmless(&said.out), "{args:?}: {:?}", said.out);
        assert!(is_harmless(&said.err), "{args:?}: {:?}", said.err);
    }
    let said = shell.feed(&["split", "d", "-"], "part \u{1b}]0;title\u{7}\n");
    assert!(said.code == 0 && is_harmless(&said.out), "{said:?}");
    fs::write(shell.file(), "{\n\"goaltree\": 1,\n\"nodes\": [\n\u{1b}[2J\n").unwrap();
    for verb in ["list", "doctor"] {
        let Said { out, err, .. } = shell.run(&[verb]);
        assert!(is_harmless(&out) && is_harmless(&err), "{verb}: {out:?} {err:?}");
    }
}

#[test]
fn a_reader_who_has_read_enough_is_no_trouble() {
    let shell = Shell::new();
    let outline: String =
        (0..5_000).map(|nth| format!("A job with a title of some length, number {nth}\n")).collect();
    assert_eq!(shell.feed(&["add", "-"], &outline).code, 0);
    for args in [&["list"][..], &["list", "--json"], &["export"], &["export", "--format", "markdown"]] {
        let mut child = shell.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), &*err), (Some(0), ""));
    }
}

/// What a terminal gets to see.
pub(super) fn in_terminal(shell: &Shell, args: &[&str], variables: &[(&str, &str)]) -> String {
    let pair =
        native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_goaltree"));
    command.args(args);
    command.env_clear();
    command.cwd(shell.home.path());
    for (name, value) in shell.environment() {
        command.env(name, value);
    }
    command.env("TERM", "xterm-256color");
    for (name, value) in variables {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut bytes = Vec::new();
    // On Linux the end of a terminal is an error.
    let _ = reader.read_to_end(&mut bytes);
    child.wait().unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let shell = Shell::small();
    assert!(!shell.list().contains('\u{1b}'), "no terminal");
    for args in [&["list"][..], &["show", "goal"], &["doctor"]] {
        assert!(in_terminal(&shell, args, &[]).contains("\u{1b}["), "{args:?}");
        assert!(!in_terminal(&shell, args, &[("NO_COLOR", "1")]).contains('\u{1b}'), "{args:?}");
        assert!(!in_terminal(&shell, args, &[("TERM", "dumb")]).contains('\u{1b}'), "{args:?}");
    }
    assert!(in_terminal(&shell, &["list"], &[("NO_COLOR", "")]).contains('\u{1b}'), "empty is not set");
}
