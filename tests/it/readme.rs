//! What the README, the schema and the changelog say is what the program does.

use goaltree::app::command::{self, Room};
use goaltree::model::field::{KEYS, Shape};

const README: &str = include_str!("../../README.md");

/// The key table as the README holds it. `UPDATE=1 cargo test readme` writes it anew.
fn key_table() -> String {
    let mut table = String::from("| Keys | What they do | Where |\n|---|---|---|\n");
    for room in Room::ALL.iter().copied() {
        for command in command::all().filter(|command| command.room == room && !command.keys.is_empty()) {
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

/// The settings as the README holds them.
fn config_table() -> String {
    let mut table = String::from("| Key | Default | What it means |\n|---|---|---|\n");
    for row in goaltree::config::KEYS {
        let name = goaltree::config::full_name(row);
        table.push_str(&format!("| `{name}` | `{}` | {} |\n", row.default, row.means));
    }
    table
}

#[test]
fn the_tables_are_those_of_the_program() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    for (name, wanted) in [("keys", key_table()), ("config", config_table())] {
        let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
        // Each is written before the next is looked for.
        let readme = std::fs::read_to_string(path).unwrap();
        let (before, rest) = readme.split_once(&start).expect("a mark before the table");
        let (table, after) = rest.split_once(&end).expect("a mark behind the table");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, format!("{before}{start}{wanted}{end}{after}")).unwrap();
            continue;
        }
        assert_eq!(table, wanted, "UPDATE=1 cargo test readme writes it anew");
    }
}

#[test]
fn the_settings_in_the_readme_can_be_used() {
    let examples: Vec<&str> = README.split("```toml\n").skip(1).collect();
    assert_eq!(examples.len(), 2);
    for example in examples {
        let read = goaltree::config::read(example.split("```").next().unwrap());
        assert!(read.problems.is_empty() && read.config != goaltree::config::Config::default(), "{read:?}");
    }
}

#[test]
fn every_token_in_the_readme_is_one() {
    use goaltree::text::line::{Line, SPOKEN};
    use goaltree::text::when;
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let (_, section) = README.split_once("## What a line can say").expect("the section");
    let (section, _) = section.split_once("\n## ").expect("its end");
    let quoted = |text: &str| -> Vec<String> {
        text.split('`').skip(1).step_by(2).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let mut said = vec![goaltree::model::Key::Title];
    for row in section.lines().filter(|line| line.starts_with("| `")) {
        for token in quoted(row.split('|').nth(1).unwrap()) {
            let line = Line::parse(&format!("x {token}"), today);
            assert_eq!(line.title, "x", "{token}");
            assert!(line.copies.is_some() || !line.fields.is_empty(), "{token}");
            said.extend(line.fields.iter().map(goaltree::model::Field::key));
        }
    }
    said.sort();
    said.dedup();
    assert_eq!(said, SPOKEN, "each has its row");
    let (_, days) = section.split_once("\nDays:").expect("the days");
    for day in quoted(days.split("In an outline").next().unwrap()) {
        assert!(when::parse_day(&day, today).is_some(), "{day}");
    }
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
            Shape::Text | Shape::Word(_) | Shape::Date | Shape::Time | Shape::Stamp => "string",
            Shape::Number(..) => "integer",
            Shape::Flag => "boolean",
            Shape::Texts | Shape::Nodes | Shape::Others => "array",
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

#[test]
fn the_templates_are_the_files_of_their_folder() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/templates");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let all = goaltree::text::template::built_in();
    let table: Vec<String> = all.iter().map(|template| format!("{}.outline", template.slug)).collect();
    assert_eq!(table, files);
}
