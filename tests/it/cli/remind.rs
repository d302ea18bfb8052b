//! `goaltree remind`: once for each slot, by a desktop that is made up, and timers that nobody else's file is lost to.

use std::fs;
use std::path::PathBuf;

use super::{Said, Shell};
use assert_cmd::Command;

fn shell() -> Shell {
    let mut shell = Shell::new();
    shell.write(
        r#"{"goaltree":1,"nodes":[
{"id":"tea","title":"Tea \u001b]0;x\u0007 $(rm -r /)","minutes":5,"plan":"2026-11-21","at":"09:15"},
{"id":"run","title":"Run","minutes":30}],
"days":[{"day":"2026-11-21","list":["run"]}],
"pledge":{"text":"Before coffee","times":["08:00","17:30"]}}"#,
    );
    shell.now = "2026-11-21T08:05:00Z";
    shell
}

/// A folder with a `notify-send` that runs this.
#[cfg(unix)]
fn desktop(shell: &Shell, script: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let folder = shell.home.path().join("bin");
    fs::create_dir_all(&folder).unwrap();
    let program = folder.join("notify-send");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn with_path(shell: &Shell, path: &PathBuf, args: &[&str]) -> Said {
    let mut command = shell.command(args);
    command.env("PATH", path);
    Said::of(&mut Command::from_std(command))
}

#[test]
fn what_has_come_is_told_once() {
    let mut shell = shell();
    for (now, wanted) in [
        ("2026-11-21T07:59:00Z", ""),
        ("2026-11-21T09:20:00Z", "09:15: Tea \u{241b}]0;x\u{2407} $(rm -r /)\n"),
        ("2026-11-21T09:20:00Z", ""),
        ("2026-11-21T07:59:00Z", ""),
        ("2026-11-21T17:30:00Z", "Two minutes would do: Tea \u{241b}]0;x\u{2407} $(rm -r /)\n"),
        // The night was slept through; the job of the day before is gone with it.
        ("2026-11-23T09:00:00Z", "Nothing is on the list yet.\n"),
    ] {
        shell.now = now;
        assert_eq!(shell.ok(&["remind", "--check"]), wanted, "{now}");
    }
}

#[test]
fn a_look_at_the_file_waits_for_no_lock_and_changes_nothing() {
    let shell = shell();
    let before = fs::read(shell.file()).unwrap();
    let lock = fs::File::create(shell.file().with_file_name("goals.json.lock")).unwrap();
    lock.lock().unwrap();
    let since = std::time::Instant::now();
    shell.ok(&["remind", "--check"]);
    assert!(since.elapsed().as_secs() < 4, "{:?}", since.elapsed());
    assert_eq!(fs::read(shell.file()).unwrap(), before);
}

#[test]
fn the_day_is_listed() {
    let mut shell = shell();
    shell.now = "2026-11-21T09:20:00Z";
    let list = "     09:15  Tea \u{241b}]0;x\u{2407} $(rm -r /)\n     17:30  Two minutes would do: Tea";
    assert!(shell.ok(&["remind"]).starts_with(list), "{}", shell.ok(&["remind"]));
    shell.ok(&["remind", "--check"]);
    assert!(shell.ok(&["remind"]).starts_with("told 09:15"));
}

#[test]
#[cfg(unix)]
fn a_desktop_that_does_not_answer_is_one_clear_line() {
    let shell = shell();
    let nothing = shell.home.path().join("nothing");
    let said = with_path(&shell, &nothing, &["remind", "--test"]);
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.starts_with("goaltree: notify-send is not there"), "{}", said.err);
    let refusing = desktop(&shell, "echo 'no bus\u{1b}[2J' >&2; exit 3");
    let said = with_path(&shell, &refusing, &["remind", "--test"]);
    assert_eq!(said.code, 1);
    assert!(said.err.starts_with("goaltree: notify-send refused: no bus\u{241b}[2J\n"), "{}", said.err);
    // It stays off: nothing is started.
    let touched = shell.home.path().join("touched");
    let trap = desktop(&shell, &format!(": > '{}'", touched.display()));
    let said = with_path(&shell, &trap, &["remind", "--check"]);
    assert_eq!((said.code, touched.exists()), (0, false), "{said:?}");
}

#[test]
#[cfg(unix)]
fn after_a_try_the_desktop_is_told_in_words_that_cannot_act() {
    let mut shell = shell();
    let log = shell.home.path().join("log");
    let record = desktop(&shell, &format!("printf '%s\\n' \"$@\" >> '{}'", log.display()));
    assert_eq!(with_path(&shell, &record, &["remind", "--test"]).code, 0);
    shell.now = "2026-11-21T09:20:00Z";
    assert_eq!(with_path(&shell, &record, &["remind", "--check"]).code, 0);
    let said = fs::read_to_string(&log).unwrap();
    let last: Vec<&str> = said.lines().rev().take(3).collect();
    assert_eq!(last, ["09:15: Tea \u{241b}]0;x\u{2407} $(rm -r /)", "goaltree", "--"]);
    // Where it is gone by then, the words are printed, and a line says so.
    shell.now = "2026-11-21T17:40:00Z";
    let said = with_path(&shell, &shell.home.path().join("nothing"), &["remind", "--check"]);
    assert_eq!(said.code, 0);
    assert!(
        said.out.starts_with("Two minutes") && said.err.starts_with("note: notify-send is not there"),
        "{said:?}"
    );
}

#[test]
fn timers_are_printed_and_written_but_over_nothing_of_others() {
    let shell = shell();
    for (timer, parts) in [
        ("systemd", ["OnCalendar=*:0/15", "ExecStart=\"", "\"remind\" \"--check\""]),
        ("cron", ["*/15 * * * * ", "DBUS_SESSION_BUS_ADDRESS", "'remind' '--check'"]),
        ("launchd", ["<integer>900</integer>", "<string>remind</string>", "goaltree.remind"]),
        ("schtasks", ["PT15M", "&quot;remind&quot; &quot;--check&quot;", "<Command>"]),
    ] {
        let said = shell.run(&["remind", "--install", timer]);
        assert!(said.code == 0 && parts.iter().all(|part| said.out.contains(part)), "{timer}: {said:?}");
        assert!(said.out.contains("goals.json"), "{timer}");
    }
    let folder = shell.home.path().join("config/systemd/user");
    assert!(!folder.exists(), "printing writes nothing");
    let write = ["remind", "--install", "systemd", "--write"];
    assert_eq!(shell.run(&write).code, 0);
    assert_eq!(shell.run(&write).code, 0, "over its own files");
    let service = folder.join("goaltree.service");
    assert!(fs::read_to_string(&service).unwrap().contains("--check"));
    fs::write(&service, "mine").unwrap();
    fs::remove_file(folder.join("goaltree.timer")).unwrap();
    let said = shell.run(&write);
    assert!(said.code == 1 && said.err.contains("was not written by goaltree"), "{said:?}");
    assert_eq!(fs::read_to_string(&service).unwrap(), "mine");
    assert!(!folder.join("goaltree.timer").exists(), "none of them");
    let said = shell.run(&["remind", "--install", "cron", "--write"]);
    assert!(said.code == 1 && said.err.contains("crontab -e"), "{said:?}");
}
