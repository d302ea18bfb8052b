//! The house rules, held against the code: who may use whom, what pure means, and how long things may be.

use std::path::{Path, PathBuf};

/// Which layers each layer may use beside itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("exchange", &["model", "text"]),
    ("insight", &["model", "text"]),
    ("config", &["model", "text", "insight"]),
    ("edit", &["model", "text", "insight"]),
    ("store", &["model", "text", "clock"]),
    ("app", &["model", "text", "insight", "config", "edit"]),
    ("view", &["model", "text", "insight", "edit", "app"]),
    ("cli", &["model", "text", "exchange", "insight", "config", "edit", "store", "clock", "terminal"]),
    ("terminal", &["model", "text", "config", "app", "view", "store", "clock"]),
    ("clock", &["model"]),
];

/// Layers without files, clocks, environment, randomness or a terminal.
const PURE: &[&str] = &["model", "text", "exchange", "insight", "config", "edit", "app", "view"];

/// What no pure layer may say.
const IMPURE: &[&str] =
    &["std::fs", "std::env", "std::process", "crossterm", "::now()", "fastrand::u", "std::io::std"];

const MOST_LINES: usize = 400;

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.ends_with("target") {
                continue;
            }
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source");
                found.push((path, text));
            }
        }
    }
    found
}

/// The layer of a source, by its first folder or its name below `src`.
fn layer(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("in src");
    let first = below.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn layers_use_only_what_they_may() {
    for (path, text) in sources("src") {
        let here = layer(&path);
        if here == "lib" || here == "main" {
            continue;
        }
        let (_, may) =
            MAY_USE.iter().find(|row| row.0 == here).unwrap_or_else(|| panic!("no row for {here}"));
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for (at, _) in code.match_indices("crate::") {
                let used: String = code[at + 7..]
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                    .collect();
                let known = MAY_USE.iter().any(|row| row.0 == used);
                let fine = used == here || may.contains(&&*used);
                assert!(!known || fine, "{}:{}: {here} must not use {used}", path.display(), number + 1);
            }
        }
    }
}

#[test]
fn pure_layers_are_pure() {
    for (path, text) in sources("src").into_iter().filter(|(path, _)| PURE.contains(&&*layer(path))) {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let said = IMPURE.iter().find(|word| code.contains(**word));
            assert!(said.is_none(), "{}:{}: {}", path.display(), number + 1, said.unwrap_or(&""));
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    for (path, text) in sources("src").into_iter().chain(sources("tests")) {
        assert!(text.starts_with("//!"), "{} has no head", path.display());
        assert!(text.lines().count() <= MOST_LINES, "{} has {} lines", path.display(), text.lines().count());
    }
}

#[test]
fn each_promise_names_its_test() {
    let tests: String =
        sources("tests").into_iter().chain(sources("src/store")).map(|(_, text)| text).collect();
    for number in 1..=30 {
        assert!(tests.contains(&format!("/// G{number}: ")), "G{number} of RELIABILITY.md");
    }
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [
        "TO".to_owned() + "DO",
        "FIX".to_owned() + "ME",
        "unimpl".to_owned() + "emented!",
        "to".to_owned() + "do!(",
    ];
    for (path, text) in sources("src").into_iter().chain(sources("tests")) {
        for mark in &marks {
            assert!(!text.contains(mark), "{} says {mark}", path.display());
        }
    }
}

#[test]
fn every_command_is_named_once_and_every_key_means_one_thing() {
    use goaltree::app::command::{self, Room};
    use goaltree::app::key::Key;
    for (at, command) in command::all().enumerate() {
        assert!(command::all().take(at).all(|other| other.name != command.name), "{} twice", command.name);
        assert!(!command.doc.is_empty() && !command.doc.ends_with('.'), "{}", command.name);
        for key in command.keys {
            assert_eq!(Key::parse(key).map(|key| key.to_string()).as_deref(), Some(*key), "{}", command.name);
        }
    }
    for room in Room::ALL.iter().copied().filter(|room| *room != Room::Panes) {
        let here: Vec<_> = command::all().filter(|command| command.works_in(room)).collect();
        for (at, command) in here.iter().enumerate() {
            for key in command.keys {
                let other = here[..at].iter().find(|other| other.keys.contains(key));
                assert!(
                    other.is_none(),
                    "{key} is {} and {}",
                    command.name,
                    other.map_or("", |other| other.name)
                );
            }
        }
    }
}
