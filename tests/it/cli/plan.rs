//! plan, fit.

use serde_json::Value;

use super::Shell;

fn json(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_plan_is_printed_and_changes_nothing() {
    let shell = Shell::small();
    let before = std::fs::read(shell.file()).unwrap();
    assert_eq!(
        shell.ok(&["plan", "--room", "25m"]),
        "\
Plan for Saturday: room 25 m, planning 20, in 15
+ List ten titles     10m  small · opens 1 more
+ Ring the plumber     5m  small
"
    );
    assert_eq!(
        shell.ok(&["plan", "--room", "10"]),
        "\
Plan for Saturday: room 10 m, planning 8, in 10
+ List ten titles     10m  small · opens 1 more
Also possible:
  Ring the plumber     5m  no room · small
"
    );
    assert_eq!(std::fs::read(shell.file()).unwrap(), before);
    assert_eq!(Shell::new().ok(&["plan"]), "Nothing can be planned yet; `goaltree add LINE` adds a job.\n");
}

#[test]
fn a_plan_is_accepted_as_one_step() {
    let shell = Shell::small();
    shell.ok(&["add", "--today", "Water the plants ~5m"]);
    let out = shell.ok(&["plan", "--room", "30", "--accept"]);
    assert!(out.ends_with("3 jobs are on Today.\n"), "{out}");
    let today = shell.ok(&["today"]);
    assert!(today.contains(" 1 [ ] Water the plants") && today.contains("List ten titles"), "{today}");
    assert!(shell.ok(&["plan"]).starts_with("Plan for Saturday: room 30 m"), "the room is kept");
    assert!(
        shell.ok(&["plan", "--accept"]).ends_with("3 jobs are on Today.\n"),
        "nothing more is no failure"
    );
    assert_eq!(shell.ok(&["undo"]), "Taken back: plan of 3 jobs.\n");
    assert!(shell.ok(&["today"]).ends_with("1 left 5 m\n"));
}

#[test]
fn the_settings_count() {
    let shell = Shell::small();
    let config = shell.home.path().join("config/goaltree/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(config, "[day]\nroom_sat = \"15m\"\n[rank]\nopens = 0\nsize = 0\nbalance = 0\n").unwrap();
    assert_eq!(
        shell.ok(&["plan"]),
        "\
Plan for Saturday: room 15 m, planning 12, in 15
+ Ring the plumber     5m
+ List ten titles     10m
"
    );
}

#[test]
fn three_jobs_fit_into_a_few_minutes() {
    let shell = Shell::small();
    assert_eq!(
        shell.ok(&["fit", "15"]),
        "\
List ten titles     10m  best now · small · opens 1 more
Ring the plumber     5m  easiest · small
"
    );
    assert_eq!(shell.ok(&["fit"]), shell.ok(&["fit", "15m"]));
    assert_eq!(shell.ok(&["fit", "5"]), "Ring the plumber     5m  best now · small\n");
    let said = shell.run(&["fit", "1"]);
    assert_eq!((said.code, &*said.out), (0, ""));
    assert!(said.err.contains("nothing that short; `goaltree split REF -`"), "{}", said.err);
    for wrong in ["0", "x", "25h"] {
        assert_eq!(shell.run(&["fit", wrong]).code, 2, "{wrong}");
        assert_eq!(shell.run(&["plan", "--room", wrong]).code, 2, "{wrong}");
    }
}

#[test]
fn proposals_are_printed_for_programs() {
    let shell = Shell::small();
    shell.ok(&["add", "--today", "Odd \"title\" ~5m"]);
    let rows = json(&shell.ok(&["plan", "--room", "12", "--json"]));
    let told: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} {}", row["title"], row["proposal"]["kind"], row["proposal"]["taken"]))
        .collect();
    assert_eq!(
        told,
        [
            r#""Odd \"title\"" "today" true"#,
            r#""Ring the plumber" "chosen" true"#,
            r#""List ten titles" "unseen" false"#
        ]
    );
    assert_eq!(rows[2]["proposal"]["points"], 8);
    assert_eq!(rows[2]["proposal"]["reasons"][0], "long out of sight");
    assert_eq!((&rows[2]["path"][1], &rows[0]["today"]), (&Value::from("Cold brew"), &Value::from(true)));
    let rows = json(&shell.ok(&["fit", "5", "--json"]));
    assert_eq!(rows[0]["proposal"]["reasons"][0], "best now");
    assert_eq!(rows[0]["proposal"]["minutes"], 5);
    assert_eq!(json(&shell.ok(&["fit", "1", "--json"])), [] as [Value; 0]);
}
