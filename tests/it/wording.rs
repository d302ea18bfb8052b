//! What the program says, against the rules of its wording: short, plain, never a scold.

use std::path::Path;

/// Words that are never said, in any form that begins like this.
const NEVER: &[&str] = &[
    "overdue", "late", "behind", "failed", "failure", "missed", "lazy", "slow", "streak", "broken", "forgot",
    "finally", "give up", "just", "simply", "should",
];

/// Where one of them is what is meant: by its file and a part of the sentence.
const MEANT: &[(&str, &str)] =
    &[("insight/rank/terms.rs", "get it behind you"), ("insight/rank/choose.rs", "get it behind you")];

/// Letters of a sentence in the status line.
const MOST_LETTERS: usize = 60;

/// The string literals of a source without its tests and comments, each with its line.
fn literals(text: &str) -> Vec<(usize, String)> {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let mut rest = line;
        if line.trim_start().starts_with("//") || line.contains("reason = ") {
            continue;
        }
        while let Some(start) = rest.find('"') {
            let mut literal = String::new();
            let mut letters = rest[start + 1..].char_indices();
            let mut end = None;
            while let Some((at, letter)) = letters.next() {
                match letter {
                    '\\' => literal.extend(letters.next().map(|next| next.1)),
                    '"' => {
                        end = Some(start + 1 + at + 1);
                        break;
                    }
                    letter => literal.push(letter),
                }
            }
            found.push((number, literal));
            let Some(end) = end else { break };
            rest = &rest[end..];
        }
    }
    found
}

fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut waiting: Vec<_> =
        ["app", "edit", "insight", "view"].iter().map(|layer| src.join(layer)).collect();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                let name = path.strip_prefix(&src).expect("in src").to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(&path).expect("a source")));
            }
        }
    }
    found
}

/// Whether a literal is a sentence for a person, not a name or a pattern.
fn is_said(literal: &str) -> bool {
    literal.contains(' ') && literal.chars().any(char::is_alphabetic)
}

#[test]
fn nothing_that_is_said_scolds_or_shouts() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        for (number, literal) in literals(&text).into_iter().filter(|(_, literal)| is_said(literal)) {
            let lower = literal.to_lowercase();
            let meant = MEANT.iter().any(|(file, words)| name == *file && literal.contains(words));
            let says = |word: &str| {
                lower
                    .match_indices(word)
                    .any(|(at, _)| !lower[..at].ends_with(|letter: char| letter.is_alphabetic()))
            };
            let word = NEVER
                .iter()
                .find(|word| says(word) && !meant && !lower.contains("later") && !lower.contains("lately"));
            if let Some(word) = word {
                wrong.push(format!("{name}:{number}: {word:?} in {literal:?}"));
            }
            if literal.contains('!') && !literal.contains("!!") && !literal.contains("^!") {
                wrong.push(format!("{name}:{number}: an exclamation mark in {literal:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_status_line_is_short() {
    let mut wrong = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| name.starts_with("app/")) {
        let lines: Vec<&str> = text.lines().collect();
        for (number, literal) in literals(&text) {
            let told = lines[number - 1].contains("say(");
            // What stands for a title is not counted.
            let (mut fixed, mut inside) = (0, false);
            for letter in literal.chars() {
                inside = letter == '{' || (inside && letter != '}');
                fixed += usize::from(!inside);
            }
            if told && fixed > MOST_LETTERS {
                wrong.push(format!("{name}:{number}: {fixed} letters: {literal:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
