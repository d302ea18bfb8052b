//! list, today, show, path, help.

use std::collections::BTreeSet;

use goaltree::model::field::KEYS;
use serde_json::Value;

use super::Shell;

const DERIVED: [&str; 7] = ["kind", "depth", "path", "done", "total", "available", "today"];

#[test]
fn the_tree_is_printed_in_columns() {
    let shell = Shell::small();
    shell.ok(&["done", "one"]);
    assert_eq!(
        shell.list(),
        "\
goal  [ ] Coffee site  1/2
part  [ ]   Cold brew >>  1/2
one   [x]     List ten titles ~10m #write
two   [ ]     Write the opening ~15m #write
loose [ ] Ring the plumber ~5m #phone
"
    );
}

#[test]
fn a_filter_keeps_what_stands_above() {
    let shell = Shell::small();
    let ids = |filter: &[&str]| {
        let out = shell.ok(&[&["list"], filter].concat());
        out.lines().filter_map(|line| line.split(' ').next()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids(&["OPENING"]), "goal part two");
    assert_eq!(ids(&["#write", "ten"]), "goal part one");
    assert_eq!(ids(&["#write ten"]), "goal part one", "in one word of the shell too");
    assert_eq!(ids(&["#Phone"]), "loose");
    assert_eq!(ids(&["is:ready"]), "goal part one loose", "the second waits for the first");
    assert_eq!(ids(&["brew"]), "goal part");
    shell.ok(&["done", "loose"]);
    assert_eq!(ids(&["is:done"]), "loose");
    let nothing = shell.run(&["list", "nothing"]);
    assert_eq!((nothing.code, &*nothing.out, &*nothing.err), (0, "", "note: nothing matches\n"));
    let wrong = shell.run(&["list", "is:late"]);
    assert_eq!((wrong.code, &*wrong.out), (2, ""));
    assert!(wrong.err.starts_with("goaltree: \"is:late\" is no filter\n  hint: there are is:open"));
}

#[test]
fn an_empty_tree_says_how_to_begin() {
    let said = Shell::new().run(&["list"]);
    assert_eq!((said.code, &*said.out), (0, ""));
    assert!(said.err.contains("`goaltree add LINE`"));
    assert_eq!(Shell::new().ok(&["list", "--json"]), "[]\n");
    assert!(Shell::new().ok(&["today"]).starts_with("Nothing on Today yet"));
}

#[test]
fn the_demo_ends_today_and_is_not_kept() {
    let mut shell = Shell::new();
    shell.now = "2027-03-01T09:00:00Z";
    let list = shell.ok(&["--demo", "list"]);
    assert_eq!(list.lines().next(), Some("bhp5n40baq [ ] Coffee site  24/47"));
    assert!(shell.ok(&["--demo", "today"]).ends_with("4 left 1 h 15\n"));
    assert!(shell.ok(&["list", "is:today", "--demo"]).lines().count() > 5);
    shell.ok(&["--demo", "done", "2"]);
    assert!(!shell.home.path().join("data").exists() && !shell.home.path().join("state").exists());
}

fn parse(json: &str) -> Vec<serde_json::Map<String, Value>> {
    serde_json::from_str(json).unwrap()
}

#[test]
fn json_has_the_names_of_the_file_and_what_is_derived() {
    // The small tree, with every field that there is on one node, and what another program wrote.
    let all = r#"{"id":"all","parent":"part","title":"t","note":"n","state":"done","closed":"2026-11-20T08:00:00Z",
        "order":"seq","minutes":5,"guess":6,"spent":7,"start":"2026-11-01","plan":"2026-11-02","due":"2026-11-03",
        "hard":true,"at":"18:00","tags":["a","b"],"repeat":"every:mon","anchor":"2026-11-02","times":3,"until":"2026-12-01",
        "importance":5,"dread":2,"keep":4,"slot":"short","horizon":"long","vision":"v","why":"w","obstacle":"o",
        "ifthen":"i","cue":"c","mini":"m","goal":{"count":100,"unit":"posts"},"adds":{"count":1,"unit":"posts"},
        "cost":{"amount":"12.00","currency":"USD"},"budget":{"amount":"9.00","currency":"USD"},"hand":{"to":"ana"},"template":"post","also":["two"],"rolled":1,"nudge":"less",
        "conflicts":[{"title":"u"},{"due":null}],
        "created":"2026-11-01T07:00:00Z","kind":"theirs","theirs":[1]}"#;
    let shell = Shell::with_nodes(&[
        r#"{"id":"goal","title":"Coffee site"}"#,
        r#"{"id":"part","parent":"goal","title":"Cold brew","order":"seq"}"#,
        all,
        r#"{"id":"two","parent":"part","title":"Write","minutes":15}"#,
    ]);
    let out = shell.ok(&["list", "--json"]);
    let nodes = parse(&out);
    assert_eq!(out.lines().count(), nodes.len() + 2, "one a line");
    let names = |node: &serde_json::Map<String, Value>| node.keys().cloned().collect::<BTreeSet<_>>();
    let known = ["id", "parent"].into_iter().chain(KEYS.iter().map(|row| row.1)).chain(DERIVED);
    assert_eq!(names(&nodes[2]), known.clone().chain(["theirs"]).map(str::to_owned).collect());
    let line = out.lines().nth(3).unwrap();
    let places: Vec<_> = known.map(|name| line.find(&format!("\"{name}\":"))).collect();
    assert!(places.is_sorted(), "in their order: {line}");
    let bare: BTreeSet<String> = ["id", "title"].into_iter().chain(DERIVED).map(str::to_owned).collect();
    assert_eq!(names(&nodes[0]), bare);
    assert_eq!(
        Value::from(nodes[3].clone()),
        serde_json::json!({"id":"two","parent":"part","title":"Write","minutes":15,"kind":"job","depth":2,
            "path":["Coffee site","Cold brew"],"done":0,"total":1,"available":true,"today":false})
    );
    assert_eq!((&nodes[0]["kind"], &nodes[1]["kind"]), (&"goal".into(), &"subgoal".into()));
    assert_eq!((&nodes[0]["done"], &nodes[0]["total"]), (&1.into(), &2.into()));
    assert_eq!(nodes[2]["closed"], "2026-11-20T08:00:00Z");
    assert_eq!(parse(&shell.ok(&["list", "--json", "write"])).len(), 1, "matches alone");
}

#[test]
fn json_of_today_has_the_same_names() {
    let shell = Shell::small();
    shell.ok(&["add", "--today", "Feed the cat"]);
    shell.ok(&["done", "loose"]);
    let rows = parse(&shell.ok(&["today", "--json"]));
    let titles: Vec<&Value> = rows.iter().map(|row| &row["title"]).collect();
    assert_eq!(titles, ["Feed the cat", "Ring the plumber"]);
    assert_eq!((&rows[0]["today"], &rows[1]["today"]), (&true.into(), &false.into()));
}

#[test]
fn an_item_is_shown_with_all_that_is_known() {
    let shell = Shell::with_nodes(&[
        r#"{"id":"goal","title":"Coffee site","why":"Mornings free"}"#,
        r#"{"id":"one","parent":"goal","title":"List","note":"first\nsecond","minutes":90,"due":"2026-11-25","tags":["a","b"]}"#,
    ]);
    assert_eq!(
        shell.ok(&["show", "list"]),
        "\
List
  id          one
  path        Coffee site
  state       job, open
  note        first
              second
  minutes     1 h 30
  due         2026-11-25
  tags        #a #b
"
    );
    assert_eq!(
        shell.ok(&["show", "goal"]),
        "\
Coffee site
  id          goal
  state       goal, open
  jobs        0 of 1 done, 1 h 30 left
  why         Mornings free

one [ ] List ~1h30 #a #b ^2026-11-25
"
    );
}

#[test]
fn several_matches_are_listed() {
    let shell = Shell::small();
    let said = shell.run(&["show", "t"]);
    assert_eq!((said.code, &*said.out), (0, shell.ok(&["show", "two"]).as_str()), "the beginning of one id");
    let said = shell.run(&["done", "the"]);
    assert_eq!((said.code, &*said.out), (2, ""));
    assert_eq!(
        said.err,
        "\
goaltree: \"the\" matches 2 items
  two  Write the opening  (Coffee site / Cold brew)
  loose  Ring the plumber
  hint: use an id, or more words of the title
"
    );
    let said = shell.run(&["show", "nobody"]);
    assert_eq!(said.code, 1);
    assert!(said.err.starts_with("goaltree: nothing matches \"nobody\"\n  hint: "));
}

#[test]
fn the_path_is_the_option_or_the_variable_or_the_data_folder() {
    let shell = Shell::new();
    let home = shell.home.path().canonicalize().unwrap();
    assert_eq!(shell.ok(&["path"]), format!("{}\n", home.join("data/goaltree/goals.json").display()));
    assert_eq!(shell.ok(&["--file", "my.json", "path"]), format!("{}\n", home.join("my.json").display()));
    let all = shell.ok(&["path", "--all"]);
    let names: Vec<&str> = all.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["file", "journal", "state", "backups", "templates", "config"]);
    let with = |value: &str, args: &[&str]| {
        let mut command = shell.command(args);
        command.env("GOALTREE_FILE", value);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(with("other.json", &["path"]).ends_with("/other.json\n"));
    assert!(with("other.json", &["path", "--file", "my.json"]).ends_with("/my.json\n"));
    assert!(with("", &["path"]).ends_with("/goals.json\n"), "empty is not set");
}

#[test]
fn every_verb_has_an_example_and_wrong_use_exits_2() {
    let shell = Shell::new();
    for verb in
        ["add", "list", "today", "show", "done", "undo", "split", "import", "export", "path", "doctor"]
    {
        for help in ["--help", "-h"] {
            let out = shell.ok(&[verb, help]);
            let example =
                out.split("Example").nth(1).unwrap_or_else(|| panic!("{verb} {help} has no example"));
            assert!(
                example.contains(&format!("goaltree {verb}")) || example.contains("goaltree path"),
                "{out}"
            );
            assert!(!out.contains('!'), "{out}");
        }
        assert_eq!(shell.run(&[verb, "--nonsense"]).code, 2, "{verb}");
    }
    assert!(shell.ok(&["--help"]).contains("Examples:\n  goaltree "));
    assert_eq!(shell.run(&["nonsense"]).code, 2);
    assert_eq!(shell.run(&["--theme", "pink", "list"]).code, 2);
    assert_eq!(shell.run(&["--demo", "--file", "x", "list"]).code, 2);
    assert!(shell.ok(&["--version"]).starts_with("goaltree "));
}

#[test]
fn the_prompt_says_what_is_left_and_notices_changes() {
    let mut shell = Shell::small();
    assert_eq!(shell.ok(&["prompt"]), "");
    shell.ok(&["add", "--today", "Buy filters ~45m"]);
    assert_eq!(shell.ok(&["prompt"]), "1 left 45m\n");
    // Of files that have been still for a while the words are kept.
    let hour_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3_600);
    for path in [shell.file(), shell.file().with_extension("json.journal")] {
        let file = std::fs::OpenOptions::new().append(true).open(path).unwrap();
        file.set_modified(hour_ago).unwrap();
    }
    assert_eq!(shell.ok(&["prompt"]), "1 left 45m\n");
    let mut folders = std::fs::read_dir(shell.home.path().join("state/goaltree")).unwrap().flatten();
    let cache = folders
        .find_map(|folder| Some(folder.path().join("prompt.json")).filter(|path| path.exists()))
        .unwrap();
    let text = std::fs::read_to_string(&cache).unwrap();
    std::fs::write(&cache, text.replace("1 left 45m", "as before")).unwrap();
    assert_eq!(shell.ok(&["prompt"]), "as before\n");
    shell.ok(&["done", "1"]);
    assert_eq!(shell.ok(&["prompt"]), "done\n");
    shell.now = "2026-11-22T09:00:00Z";
    assert_eq!(shell.ok(&["prompt"]), "", "another day");
}

#[test]
fn today_counts_a_look_and_tells_what_stands_there_for_a_reason() {
    let mut shell = Shell::with_nodes(&[
        r#"{"id":"part","title":"Body"}"#,
        r#"{"id":"one","parent":"part","title":"Write it","minutes":10}"#,
        r#"{"id":"logo","title":"Logo","hand":{"to":"ana","step":"posted","chase":"2026-11-20"}}"#,
        r#"{"id":"run","title":"Run","repeat":"every:day","anchor":"2026-11-01"}"#,
    ]);
    shell.ok(&["done", "one"]);
    let out = shell.ok(&["today"]);
    assert!(out.contains("Run") && out.contains("ask ana") && out.contains("all done: close it?"), "{out}");
    let text = std::fs::read_to_string(shell.file()).unwrap();
    assert!(!text.contains("looks"), "without a pledge nothing is counted: {text}");
    shell.write(
        &text.replace("\n\"days\"", "\n\"pledge\": {\"text\":\"x\",\"times\":[\"08:00\"]},\n\"days\""),
    );
    let said = shell.run(&["today"]);
    assert_eq!(said.err, "note: goals.json was changed outside: the order, or a day\n", "once");
    shell.ok(&["today"]);
    let text = std::fs::read_to_string(shell.file()).unwrap();
    assert_eq!(text.matches("\"looks\":[\"09:00\"]").count(), 1, "{text}");
    shell.now = "2026-11-22T09:00:00Z";
    shell.ok(&["add", "--today", "Once"]);
    shell.now = "2026-11-23T09:00:00Z";
    let out = shell.ok(&["today"]);
    assert!(out.contains("1 from the last list went back to the tree."), "{out}");
}
