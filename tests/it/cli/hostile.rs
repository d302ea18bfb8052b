//! Text from strangers on the command line: what is printed of it, what is said of it, and what it cannot start.

use std::fs;
use std::path::Path;

use super::trouble::{in_terminal, is_harmless};
use super::{Said, Shell};
use crate::hostile::{NASTY, file, nasty};

/// Everything at once, as far as it can be an argument.
fn all() -> String {
    NASTY.concat().replace('\0', "")
}

fn shell(text: &str) -> Shell {
    let shell = Shell::new();
    shell.write(&String::from_utf8(file(text)).expect("JSON"));
    shell
}

/// What the program itself sends to a terminal that has colours, and nothing else.
fn is_safe(text: &str) -> bool {
    let looks = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[31m", "\u{1b}[32m", "\r\n"];
    let rest = looks.iter().fold(text.to_owned(), |rest, look| rest.replace(look, "\n"));
    rest.lines().all(|line| goaltree::text::safe::clean(line) == line)
}

const PRINTING: &[&[&str]] = &[
    &["list"],
    &["list", "--json"],
    &["today"],
    &["today", "--json"],
    &["prompt"],
    &["show", "top"],
    &["show", "e"],
    &["export"],
    &["export", "--format", "markdown"],
    &["export", "--format", "json"],
    &["template", "list"],
    &["config", "show"],
    &["path", "--all"],
    &["doctor"],
    &["done", "three"],
    &["undo"],
];

#[test]
fn nothing_that_is_printed_acts() {
    let shell = shell(&all());
    let templates = shell.home.path().join("config/goaltree/templates");
    fs::create_dir_all(&templates).unwrap();
    let nasty = all();
    fs::write(templates.join("own.outline"), format!("= {nasty}\nslug: own\na {nasty}\n")).unwrap();
    fs::write(templates.join("bad\u{1b}[2J.outline"), &nasty).unwrap();
    fs::write(
        templates.join("../config.toml"),
        format!("{nasty} = \"{nasty}\"\n[ideas]\ncommand = [{nasty:?}]\n"),
    )
    .unwrap();
    for args in PRINTING {
        let said = shell.run(args);
        let text = said.out.replace('\t', " ");
        assert!(
            !text.chars().any(|letter| letter.is_control() && letter != '\n'),
            "{args:?}: {:?}",
            said.out
        );
        assert!(is_harmless(&said.err), "{args:?}: {:?}", said.err);
        let seen = in_terminal(&shell, args, &[]);
        assert!(is_safe(&seen), "{args:?}: {seen:?}");
    }
}

#[test]
fn json_is_exact() {
    for text in nasty().iter().filter(|text| text.len() < 4_000) {
        let shell = shell(text);
        for args in [&["list", "--json"][..], &["export", "--format", "json"]] {
            let list: serde_json::Value = serde_json::from_str(&shell.run(args).out).unwrap();
            assert!(list.as_array().unwrap().iter().all(|node| node["title"] == **text), "{text:?}");
        }
    }
}

#[test]
fn what_is_said_of_arguments_does_not_act() {
    let shell = Shell::small();
    let nasty = all();
    let unexpected = format!("--{nasty}");
    let calls: &[&[&str]] = &[
        &[&nasty],
        &[&unexpected],
        &["--theme", &nasty, "list"],
        &["list", &unexpected],
        &["show", &nasty],
        &["done", &nasty],
        &["--file", &nasty, "show", "x"],
        &["import", &nasty],
        &["template", "show", &nasty],
        &["template", "apply", &nasty, "one"],
        &["template", "save", "goal", &nasty],
        &["export", "--format", &nasty],
    ];
    for args in calls {
        let Said { code, out, err } = shell.run(args);
        assert!(code > 0 && !err.is_empty() && out.is_empty(), "{args:?}: {code} {out:?}");
        assert!(is_harmless(&err), "{args:?}: {err:?}");
        let seen = in_terminal(&shell, args, &[("NO_COLOR", "1")]);
        assert!(is_safe(&seen), "{args:?}: {seen:?}");
    }
}

#[test]
fn a_file_may_be_called_like_an_option() {
    let shell = Shell::new();
    for name in ["--file=-rf", "--file=--json", "--file=--", "--file=$(touch ran)", "--file=a;touch ran"] {
        shell.ok(&[name, "add", "One"]);
        assert!(shell.ok(&[name, "list"]).contains("[ ] One"), "{name}");
        assert!(shell.home.path().join(name.strip_prefix("--file=").unwrap()).is_file());
    }
    assert!(!shell.home.path().join("ran").exists());
}

#[test]
fn templates_are_names_in_one_folder() {
    let shell = Shell::small();
    let outside = shell.home.path().join("config/goaltree/x.outline");
    fs::create_dir_all(outside.parent().unwrap()).unwrap();
    fs::write(&outside, "= X\nslug: x\nOne\n").unwrap();
    for name in ["../x", "../x.outline", "/etc/passwd", "x", "~/x"] {
        let said = shell.run(&["template", "apply", name, "goal"]);
        assert!(said.code > 0 && said.out.is_empty(), "{name}: {said:?}");
    }
    for name in ["../y", "/tmp/goaltree-y", "Y", "y/../z", ""] {
        let said = shell.run(&["template", "save", "goal", name]);
        assert!(said.code > 0 && said.out.is_empty(), "{name}: {said:?}");
    }
    let left = fs::read_dir(outside.parent().unwrap()).unwrap().count();
    assert_eq!(left, 1, "nothing was written");
}

/// A gigabyte with nothing in it, which takes no room.
fn grow(path: &Path, bytes: u64) {
    fs::File::options().write(true).create(true).truncate(false).open(path).unwrap().set_len(bytes).unwrap();
}

#[test]
fn a_file_that_would_fill_the_memory_is_refused() {
    let shell = Shell::small();
    let before = fs::metadata(shell.file()).unwrap().len();
    grow(&shell.file(), 1 << 30);
    for args in [&["list"][..], &["add", "x"], &["prompt"], &["doctor"], &["doctor", "--repair"]] {
        let Said { code, out, err } = shell.run(args);
        let said = out + &err;
        assert!(code == 1 || args == ["prompt"], "{args:?}: {code}");
        assert!(said.contains("goals.json is larger than 512 MB, the most that is read"), "{args:?}: {said}");
        assert!(said.contains("move it away"), "{args:?}: {said}");
    }
    assert_eq!(fs::metadata(shell.file()).unwrap().len(), 1 << 30, "nothing was written");
    grow(&shell.file(), before);
    assert!(shell.list().contains("Coffee site"));
}

#[test]
fn what_lies_beside_the_file_is_refused_too_if_it_is_too_large() {
    let shell = Shell::small();
    shell.ok(&["add", "One"]);
    let huge = shell.home.path().join("huge.json");
    grow(&huge, 1 << 30);
    let file = shell.file().display().to_string();
    let huge = huge.display().to_string();
    for args in
        [["merge", &huge, &file, &file], ["merge", &file, &file, &huge], ["merge", &file, &huge, &file]]
    {
        let said = shell.run(&args);
        assert_eq!(said.code, 2, "{args:?}");
        assert!(said.err.contains("huge.json: larger than 512 MB"), "{args:?}: {}", said.err);
    }
    let journal = format!("{file}.journal");
    let before = fs::metadata(&journal).unwrap().len();
    grow(Path::new(&journal), 1 << 30);
    let said = shell.run(&["list"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("journal is larger than 512 MB"), "{}", said.err);
    grow(Path::new(&journal), before);
    assert!(shell.list().contains("One"));
}
