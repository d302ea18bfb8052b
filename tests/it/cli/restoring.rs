//! Backups that are listed and brought back, and copies that are repaired.

use std::fs;

use super::Shell;

/// Three backups: of one job, of two, and of three, of which the first has another title by then.
fn with_backups() -> Shell {
    let mut shell = Shell::with_nodes(&[r#"{"id":"aaa","title":"First"}"#]);
    for (hour, line) in [("09", "Second"), ("10", "Third"), ("11", "Fourth")] {
        shell.now = match hour {
            "09" => "2026-11-21T09:00:00Z",
            "10" => "2026-11-21T10:00:00Z",
            _ => "2026-11-21T11:00:00Z",
        };
        shell.ok(&["add", line]);
    }
    shell
}

#[test]
fn backups_are_listed_with_what_they_would_change() {
    let shell = with_backups();
    let said = shell.run(&["restore"]);
    assert_eq!(said.code, 0);
    let lines: Vec<Vec<&str>> = said.out.lines().map(|line| line.split_whitespace().collect()).collect();
    let seen: Vec<String> = lines.iter().map(|line| [&line[..3], &line[5..]].concat().join(" ")).collect();
    let expected = [
        "1 2026-11-21 11:00 3 items +0 -1 ~0",
        "2 2026-11-21 10:00 2 items +0 -2 ~0",
        "3 2026-11-21 09:00 1 item +0 -3 ~0",
    ];
    assert_eq!(seen, expected);
    assert!(said.err.starts_with("note: what `goaltree restore N` would "), "{}", said.err);
    assert_eq!(
        Shell::small().ok(&["restore"]),
        "no backups yet; one an hour is made when the file changes\n"
    );
}

#[test]
fn a_backup_takes_the_place_of_a_file_that_is_too_large() {
    let shell = with_backups();
    let wanted = fs::File::options().write(true).open(shell.file()).unwrap();
    wanted.set_len(1 << 30).unwrap();
    assert!(shell.run(&["list"]).err.contains("`goaltree restore 1` brings the last backup back"));
    let said = shell.run(&["restore"]);
    assert!(said.code == 0 && said.out.contains("3 items") && said.err.contains("larger than 512 MB"));
    let out = shell.run(&["restore", "1"]).out;
    let (_, aside) = out.trim().split_once("; what could not be read is in ").expect("a name");
    assert_eq!(fs::metadata(aside).unwrap().len(), 1 << 30);
    assert!(shell.run(&["list"]).out.contains("Third"));
}

#[test]
fn a_backup_comes_back_as_one_change_and_goes_again() {
    let shell = with_backups();
    shell.ok(&["done", "Second"]);
    let before = shell.list();
    let file = fs::read(shell.file()).unwrap();
    let said = shell.run(&["restore", "2", "--dry-run"]);
    assert!(said.out.contains("~ ") && said.out.contains("- ") && said.out.contains("Fourth"), "{said:?}");
    assert!(said.err.ends_with("+0 -2 ~1; nothing was changed\n"), "{said:?}");
    assert_eq!(fs::read(shell.file()).unwrap(), file);

    let out = shell.ok(&["restore", "T1000"]);
    assert_eq!(out, "back to 2026-11-21 10:00: +0 -2 ~1; `goaltree undo` takes it back\n");
    let list = shell.list();
    assert!(list.contains("[ ] Second") && !list.contains("Third"), "{list}");
    assert!(shell.run(&["restore", "T1000"]).err.contains("everything is as on 2026-11-21 10:00 already"));
    assert_eq!(shell.ok(&["undo"]), "Taken back: return to 2026-11-21 10:00.\n");
    assert_eq!(shell.list(), before);
    let again = fs::read_to_string(shell.file()).unwrap();
    assert_eq!(again, String::from_utf8(file).unwrap(), "byte for byte");
}

#[test]
fn what_is_no_backup_is_told() {
    let shell = with_backups();
    for (which, code, words) in [
        ("9", 1, "no backup is \"9\""),
        ("0", 1, "no backup"),
        ("2026", 2, "in the names of 3 backups"),
        ("x", 1, "no backup"),
    ] {
        let said = shell.run(&["restore", which]);
        assert_eq!((said.code, said.err.contains(words)), (code, true), "{which}: {said:?}");
        assert!(said.err.contains("hint: "), "{said:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_set_aside_for_a_backup() {
    let shell = with_backups();
    fs::write(shell.file(), "rubbish").unwrap();
    let said = shell.run(&["restore"]);
    assert!(said.err.contains("goals.json, line 1") && said.out.contains("3 items"), "{said:?}");
    let said = shell.run(&["restore", "1"]);
    assert!(said.code == 0 && said.err.starts_with("note: "), "{said:?}");
    let out = said.out;
    assert!(out.starts_with("back to 2026-11-21 11:00; what could not be read is in "), "{out}");
    let aside = out.trim_end().rsplit(' ').next().unwrap();
    assert_eq!(fs::read_to_string(aside).unwrap(), "rubbish");
    assert_eq!(shell.run(&["list"]).out.lines().count(), 3);
    // And where the file is gone, with every copy of it but the backups.
    fs::remove_file(shell.file()).unwrap();
    fs::remove_file(shell.file().with_file_name("goals.json.journal")).unwrap();
    assert_eq!(shell.run(&["restore", "1"]).code, 0);
    assert_eq!(shell.run(&["list"]).out.lines().count(), 3);
}

#[test]
fn the_doctor_writes_a_repaired_copy_beside_the_file() {
    let shell = with_backups();
    let text = fs::read_to_string(shell.file()).unwrap();
    // A line of the file is cut, and another was typed by hand; the last copy still has the former.
    let cut = text.replace("\"title\":\"Third\"", "\"title").replace("First", "First of all");
    fs::write(shell.file(), &cut).unwrap();
    let said = shell.run(&["doctor", "--repair"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains("4 items from the file, its journal and its last copy"), "{}", said.out);
    assert!(said.out.contains("what lines 6 of the file say"), "{}", said.out);
    assert_eq!(fs::read_to_string(shell.file()).unwrap(), cut, "the file stays as it is");
    let copy = shell.file().with_file_name("goals.json.repaired-2026-11-21T1100");
    let list = shell.ok(&["--file", copy.to_str().unwrap(), "list"]);
    for title in ["First of all", "Second", "Third", "Fourth"] {
        assert!(list.contains(title), "{title}: {list}");
    }
    // A second one takes another name; without any copy, the readable lines are all there is.
    fs::remove_dir_all(shell.home.path().join("state")).unwrap();
    let said = shell.run(&["doctor", "--repair"]);
    assert!(said.out.contains("repaired-2026-11-21T1100-2: 3 items from the file\n"), "{}", said.out);
}
