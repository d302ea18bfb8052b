//! report.

use serde_json::Value;

use super::Shell;

fn shell() -> Shell {
    // Ids decide about ticks of the same minute.
    let shell = Shell::with_nodes(&[
        r#"{"id":"goal","title":"Coffee site"}"#,
        r#"{"id":"part","parent":"goal","title":"Cold brew"}"#,
        r#"{"id":"one","parent":"part","title":"List ten titles","minutes":10}"#,
        r#"{"id":"two","parent":"part","title":"Write the opening","minutes":15}"#,
        r#"{"id":"three","parent":"part","title":"Publish it","minutes":10,"adds":{"count":1,"unit":"posts"}}"#,
        r#"{"id":"loose","title":"Ring the plumber","minutes":5}"#,
    ]);
    shell.ok(&["done", "list ten titles"]);
    shell.ok(&["done", "ring the plumber"]);
    shell
}

#[test]
fn it_tells_of_a_span() {
    let shell = shell();
    shell.ok(&["done", "write the opening"]);
    shell.ok(&["done", "publish it"]);
    assert_eq!(
        shell.ok(&["report"]),
        "\
Sun 15 Nov to Sat 21 Nov
4 jobs · 40 m · 1 of 7 days active

Done
  Coffee site       3 jobs · 35 m
  Ring the plumber  1 job · 5 m

Counted
  posts  1, in all 1

First
  Ring the plumber, 21 Nov
  Publish it, 21 Nov
"
    );
    let goal = shell.ok(&["report", "--month", "--goal", "coffee site"]);
    assert!(
        goal.starts_with("Coffee site, Thu 22 Oct to Sat 21 Nov\n3 jobs · 35 m · 1 of 31 days"),
        "{goal}"
    );
    assert!(shell.ok(&["report", "--year"]).starts_with("Sat 22 Nov 2025 to Sat 21 Nov\n4 jobs"));
    let json: Value = serde_json::from_str(&shell.ok(&["report", "--json"])).unwrap();
    assert_eq!((&json["jobs"], &json["active_days"], &json["goal"]), (&4.into(), &1.into(), &Value::Null));
    assert_eq!(json["done"][0]["title"], "Coffee site");
    assert_eq!(json["counters"][0]["gained"], 1);
}

#[test]
fn nothing_done_is_no_trouble() {
    let shell = Shell::new();
    assert_eq!(shell.ok(&["report"]), "Sun 15 Nov to Sat 21 Nov\nNo ticks in these days.\n");
}

#[test]
fn it_draws_a_picture() {
    let shell = shell();
    let said = shell.run(&["report", "--svg", "year.svg"]);
    assert_eq!((said.code, &*said.out, &*said.err), (0, "", "note: the picture is in year.svg\n"));
    let picture = std::fs::read_to_string(shell.home.path().join("year.svg")).unwrap();
    assert!(
        picture.starts_with("<svg ") && picture.contains("<title id=\"title\">How far it has come</title>")
    );
    let nowhere = shell.run(&["report", "--svg", "nowhere/year.svg"]);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.err.contains("nowhere/year.svg cannot be written"), "{}", nowhere.err);
    assert_eq!(shell.run(&["report", "--week", "--month"]).code, 2);
}
