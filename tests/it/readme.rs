//! What the README, the schema and the changelog say is what the program does.

use goaltree::app::command::{COMMANDS, Room};
use goaltree::model::field::{KEYS, Shape};

const README: &str = include_str!("../../README.md");

/// The key table as the README holds it. `UPDATE=1 cargo test readme` writes it anew.
fn key_table() -> String {
    let mut table = String::from("| Keys | What they do | Where |\n|---|---|---|\n");
    for room in Room::ALL {
        for command in COMMANDS.iter().filter(|command| command.room == room && !command.keys.is_empty()) {
            let keys: Vec<String> = command
                .keys
                .iter()
                .map(|key| format!("`{}`", goaltree::app::key::say(key, false).replace('|', "\\|")))
                .collect();
            table.push_str(&format!("| {} | {} | {} |\n", keys.join(" "), command.doc, room.heading()));
        }
    }
    table
}

#[test]
fn the_key_table_is_the_table_of_commands() {
    let (start, end) = ("<!-- keys -->\n", "<!-- end of keys -->");
    let (before, rest) = README.split_once(start).expect("a mark before the keys");
    let (table, after) = rest.split_once(end).expect("a mark behind the keys");
    if std::env::var_os("UPDATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        std::fs::write(path, format!("{before}{start}{}{end}{after}", key_table())).unwrap();
        return;
    }
    assert_eq!(table, key_table(), "UPDATE=1 cargo test readme writes it anew");
}

#[test]
fn the_two_commands_stand_in_the_readme_and_ci_runs_the_second() {
    assert!(README.contains("cargo run --release -- --demo"));
    assert!(README.contains("cargo test\n"));
    let ci = include_str!("../../.ci/run");
    assert!(ci.lines().any(|line| line == "cargo test"));
}

#[test]
fn the_schema_knows_every_field() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../assets/schema.json")).unwrap();
    let node = &schema["$defs"]["node"]["properties"];
    for (_, name, shape) in KEYS {
        let property = &node[*name];
        let wanted = match shape {
            Shape::Text | Shape::Word(_) | Shape::Date | Shape::Stamp => "string",
            Shape::Number(..) => "integer",
            Shape::Flag => "boolean",
            Shape::Texts | Shape::Nodes => "array",
            Shape::Json => "object",
        };
        assert_eq!(property["type"], wanted, "{name}");
        if let Shape::Word(words) = shape {
            let listed: Vec<&str> =
                property["enum"].as_array().unwrap().iter().filter_map(|word| word.as_str()).collect();
            assert_eq!(listed, *words, "{name}");
        }
        if let Shape::Number(least, most) = shape {
            assert_eq!(property["minimum"], *least, "{name}");
            assert!(*most == u32::MAX || property["maximum"] == *most, "{name}");
        }
    }
    let known = KEYS.len() + 2;
    assert_eq!(node.as_object().unwrap().len(), known, "id, parent and the fields, nothing else");
}

#[test]
fn the_changelog_speaks_of_this_version() {
    let changelog = include_str!("../../assets/changelog.md");
    assert!(changelog.contains(concat!("## ", env!("CARGO_PKG_VERSION"))));
}
