//! import, export.

use std::fs;

use super::Shell;
use super::trouble::{in_terminal, is_harmless};

const PLAN: &str = "\
# Coffee book

What it is for.

## Research

- [x] Read two books ~2h #read
  1. Ask Ana
     - [-] Ask Ben
- [~] Visit a farm

  In spring.

## Write
* [ ] Outline ~30m
";

const READ: &str = "\
- [ ] Coffee book
  | What it is for.
  - [ ] Research
    - [ ] Read two books ~2h #read
      - [ ] Ask Ana
        - [-] Ask Ben
    - [~] Visit a farm
      | In spring.
  - [ ] Write
    - [ ] Outline ~30m
";

/// G20: what is taken in is one step.
#[test]
fn a_markdown_file_is_added_as_one_step() {
    let shell = Shell::small();
    let before = shell.list();
    fs::write(shell.home.path().join("plan.md"), PLAN).unwrap();
    assert_eq!(
        shell.ok(&["import", "plan.md", "--under", "cold brew"]),
        "added 8 items under Cold brew: 3 jobs, 1 let go, 1 resting, 2 notes\n"
    );
    assert_eq!(shell.ok(&["export", "coffee", "book"]), READ);
    assert!(shell.ok(&["show", "coffee book"]).contains("  path        Coffee site / Cold brew\n"));
    assert_eq!(shell.ok(&["undo"]), "Taken back: import of 8 items.\n");
    assert_eq!(shell.list(), before);
    assert_eq!(fs::read_to_string(shell.home.path().join("plan.md")).unwrap(), PLAN);
}

#[test]
fn a_rehearsal_prints_and_changes_nothing() {
    let shell = Shell::small();
    let before = fs::read(shell.file()).unwrap();
    let said = shell.feed(&["import", "-", "--dry-run", "--under", "loose"], PLAN);
    assert_eq!((said.code, &*said.out), (0, READ));
    assert_eq!(
        said.err,
        "note: would add 8 items: 3 jobs, 1 let go, 1 resting, 2 notes under Ring the plumber; nothing was changed\n"
    );
    assert_eq!(fs::read(shell.file()).unwrap(), before);
    assert_eq!(shell.feed(&["import", "-", "--dry-run", "--under", "nobody"], PLAN).code, 1);
}

#[test]
fn what_goes_out_comes_back() {
    let shell = Shell::small();
    shell.ok(&["done", "one"]);
    shell.feed(&["import", "-", "--under", "part"], PLAN);
    for format in ["outline", "markdown"] {
        let out = shell.ok(&["export", "--format", format]);
        let other = Shell::new();
        assert_eq!(other.feed(&["import", "-"], &out).code, 0);
        assert_eq!(other.ok(&["export", "--format", format]), out);
        assert_eq!(other.ok(&["export"]), shell.ok(&["export"]));
    }
    assert!(
        shell
            .ok(&["export", "farm", "--format", "markdown"])
            .starts_with("- [~] Visit a farm\n\n  In spring.\n")
    );
}

#[test]
fn json_is_what_list_prints() {
    let shell = Shell::small();
    assert_eq!(shell.ok(&["export", "--format", "json"]), shell.ok(&["list", "--json"]));
    let branch = shell.ok(&["export", "part", "--format", "json"]);
    let ids: Vec<serde_json::Value> = serde_json::from_str(&branch).unwrap();
    assert_eq!(
        ids.iter().map(|node| node["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ["part", "one", "two"]
    );
    let said = Shell::new().run(&["export"]);
    assert_eq!((said.code, &*said.out), (0, ""));
    assert!(said.err.contains("`goaltree add LINE`"));
}

/// G20: limits come before anything is done.
#[test]
fn what_is_no_list_is_refused() {
    let shell = Shell::new();
    let refused = |bytes: &[u8]| {
        fs::write(shell.home.path().join("x"), bytes).unwrap();
        let said = shell.run(&["import", "x"]);
        assert_eq!((said.code, &*said.out), (1, ""));
        assert!(said.err.contains("\n  hint: "), "{}", said.err);
        said.err.lines().next().unwrap().trim_start_matches("goaltree: ").to_owned()
    };
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n"), "x is not a text file in UTF-8");
    assert_eq!(refused(b"- a\n\0"), "x is not a text file in UTF-8");
    assert_eq!(refused(b"\xff\xfea\0"), "x is not a text file in UTF-8");
    assert_eq!(refused(b"\n// nothing\n---\n"), "x holds no item");
    assert_eq!(refused(b"{\"goaltree\": 1, \"nodes\": []}"), "x is JSON, not a list");
    assert_eq!(
        refused("a\n".repeat(1_000_001).as_bytes()),
        "x has more than 1,000,000 lines, the most that is read"
    );
    assert_eq!(refused(&vec![b'a'; 64_000_001]), "x is larger than 64 MB, the most that is read");
    for (input, most) in [("a".repeat(64_000_001), "64 MB"), ("a\n".repeat(1_000_001), "1,000,000 lines")] {
        for args in [&["add", "-"][..], &["import", "-"]] {
            let said = shell.feed(args, &input);
            assert!(said.code == 1 && said.err.contains(most), "{args:?}: {}", said.err);
        }
    }
    assert!(shell.run(&["import", "nowhere.md"]).err.starts_with("goaltree: nowhere.md cannot be read: "));
    assert!(shell.run(&["import", "."]).err.starts_with("goaltree: . is a folder"));
    assert_eq!(shell.run(&["import"]).code, 2);
    assert_eq!(shell.run(&["export", "--format", "opml"]).code, 2);
    assert_eq!(shell.run(&["export", "nobody"]).code, 1);
    assert!(!shell.file().exists());
    assert_eq!(shell.feed(&["import", "-"], "\u{feff}- a\r\n  - b\r\n").code, 0);
    assert_eq!(shell.ok(&["export"]), "- [ ] a\n  - [ ] b\n");
}

#[test]
fn control_characters_do_not_go_out_and_a_terminal_gets_nothing_that_acts() {
    let shell = Shell::with_nodes(&[
        r#"{"id":"a","title":"a \u001b[2J\n\u202e b","note":"x\u0007\ty\n\u009b31m \u200f z"}"#,
    ]);
    assert_eq!(shell.ok(&["export"]), "- [ ] a ␛[2J \u{202e} b\n  | x␇\ty\n  | \u{fffd}31m \u{200f} z\n");
    for format in ["outline", "markdown", "json"] {
        let seen = in_terminal(&shell, &["export", "--format", format], &[]).replace("\r\n", "\n");
        assert!(seen.contains("31m") && is_harmless(&seen), "{seen:?}");
    }
}
