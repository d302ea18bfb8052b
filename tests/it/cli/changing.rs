//! add, done, split, undo.

use std::fs;

use super::{Said, Shell, added};

#[test]
fn a_line_is_added_at_the_end_and_the_file_is_made() {
    let shell = Shell::new();
    let out = shell.ok(&["add", "Ring", "the plumber", "~5m", "#phone"]);
    let id = added(&out).to_owned();
    assert_eq!(out, format!("added {id}  Ring the plumber ~5m #phone\n"));
    shell.ok(&["add", "Learn the piano"]);
    let list = shell.list();
    assert_eq!(list.lines().next(), Some(&*format!("{id} [ ] Ring the plumber ~5m #phone")));
    assert!(list.ends_with("[ ] Learn the piano\n"), "{list}");
    assert!(fs::read_to_string(shell.file()).unwrap().contains(r#""title":"Ring the plumber","minutes":5"#));
}

#[test]
fn a_line_goes_under_an_item_and_onto_today() {
    let shell = Shell::small();
    shell.ok(&["add", "--under", "cold brew", "--today", "Draw the cup"]);
    assert!(shell.list().contains("[ ]     Draw the cup\n"));
    let today = shell.ok(&["today"]);
    assert!(today.contains(" 1 [ ] Draw the cup"), "{today}");
    assert!(today.contains("Cold brew\n1 left\n"), "{today}");
}

#[test]
fn an_outline_comes_from_standard_input() {
    let shell = Shell::new();
    let said = shell.feed(&["add", "--today", "-"], "- Move\n    - Papers\n        - Scan ~10m\n- Piano\n");
    assert_eq!((said.code, &*said.err), (0, ""));
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(
        matches!(lines[..], [move_, piano] if move_.ends_with("  Move") && piano.ends_with("  Piano")),
        "{lines:?}"
    );
    assert!(
        shell.ok(&["today"]).contains("Scan    10m  Papers\n1 left 10 m\n"),
        "the first job, not its goal"
    );
    let list = shell.list();
    let shape: Vec<&str> = list.lines().map(|line| &line[11..]).collect();
    assert_eq!(shape, ["[ ] Move  0/1", "[ ]   Papers  0/1", "[ ]     Scan ~10m", "[ ] Piano"]);
}

#[test]
fn nothing_is_not_added() {
    let shell = Shell::new();
    assert_eq!(shell.run(&["add"]).code, 2);
    assert_eq!(shell.run(&["add", " "]).code, 2);
    assert_eq!(shell.feed(&["add", "-"], "\n  \n").code, 1);
    assert_eq!(shell.run(&["add", "--under", "nobody", "x"]).code, 1);
    let settled = shell.feed(&["add", "--today", "-"], "- [x] Done before\n");
    assert_eq!(settled.code, 1);
    assert!(settled.err.starts_with("goaltree: there is no open job in it for Today\n"), "{settled:?}");
    assert!(!shell.file().exists());
}

#[test]
fn a_job_is_ticked_by_id_by_words_and_by_its_row() {
    let shell = Shell::small();
    assert_eq!(
        shell.ok(&["done", "ten", "TITLES"]),
        "done one  List ten titles ~10m #write\n1 left to Coffee site. Next: Write the opening.\n"
    );
    assert_eq!(shell.ok(&["done", "loo"]), "done loose  Ring the plumber ~5m #phone\n");
    shell.ok(&["add", "--today", "Water the plants"]);
    shell.ok(&["add", "--today", "Feed the cat"]);
    assert!(
        shell.ok(&["done", "2"]).ends_with("  Feed the cat\n"),
        "the list comes before what was done beside it"
    );
    let again = shell.run(&["done", "one"]);
    assert_eq!((again.code, &*again.err), (1, "goaltree: List ten titles is done already\n"));
    assert_eq!(shell.run(&["done", "9"]).err.lines().next(), Some("goaltree: Today has no row 9"));
}

#[test]
fn what_repeats_is_done_for_today() {
    let shell = Shell::with_nodes(&[
        r#"{"id":"goal","title":"Garden"}"#,
        r#"{"id":"water","parent":"goal","title":"Water","repeat":"every:day+all","anchor":"2020-01-01","plan":"2020-01-01"}"#,
        r#"{"id":"rake","parent":"goal","title":"Rake","repeat":"after:3d"}"#,
    ]);
    let out = shell.ok(&["done", "water"]);
    assert_eq!(out, "done water  Water >2020-01-02 *day+all\nDone; next on Thu 2 Jan.\n");
    assert!(shell.ok(&["done", "rake"]).starts_with("done rake  Rake >2"));
    let again = shell.run(&["done", "rake"]);
    assert!(again.code == 1 && again.err.starts_with("goaltree: done today already; next on "), "{again:?}");
    let today = shell.ok(&["today"]);
    assert!(today.contains("[ ] Water") && today.contains("[x] Rake"), "{today}");
    let file = fs::read_to_string(shell.file()).unwrap();
    assert!(file.contains(r#""title":"Water","for":"2020-01-01"}"#), "{file}");
    shell.ok(&["undo"]);
    assert!(shell.list().ends_with("[ ]   Rake after:3d\n"), "{}", shell.list());
    let closed = shell.run(&["done", "goal"]);
    assert!(
        closed.err.starts_with("goaltree: 2 of its items are not closed in Garden\n"),
        "nothing was done: {closed:?}"
    );
    shell.feed(&["add", "--under", "goal", "-"], "- [x] Plant\n");
    shell.ok(&["done", "goal"]);
    let list = shell.list();
    assert!(list.contains("[x] Garden") && list.contains(" [ ] Rake after:3d\n"), "moved up: {list}");
}

#[test]
fn a_number_is_a_row_and_never_the_beginning_of_an_id() {
    let shell = Shell::with_nodes(&[r#"{"id":"2abc","title":"A"}"#, r#"{"id":"7","title":"B"}"#]);
    let said = shell.run(&["done", "2"]);
    assert_eq!((said.code, said.err.lines().next()), (1, Some("goaltree: Today has no row 2")));
    assert_eq!(shell.ok(&["done", "7"]), "done 7  B\n", "a whole id");
    assert_eq!(shell.ok(&["done", "2a"]), "done 2abc  A\n");
}

#[test]
fn what_has_open_jobs_is_not_closed() {
    let shell = Shell::small();
    let said = shell.run(&["done", "part"]);
    assert_eq!(
        said,
        Said {
            code: 1,
            out: String::new(),
            err: "goaltree: 2 jobs are open in Cold brew\n  hint: `goaltree show part` prints what is below it\n".into()
        }
    );
    shell.ok(&["done", "one"]);
    shell.ok(&["done", "two"]);
    assert_eq!(
        shell.run(&["done", "goal"]).err.lines().next(),
        Some("goaltree: 1 of its items are not closed in Coffee site")
    );
    assert_eq!(shell.ok(&["done", "part"]), "closed part  Cold brew >>\n");
    assert_eq!(shell.ok(&["done", "goal"]), "closed goal  Coffee site\n");
}

#[test]
fn tokens_are_understood_as_in_the_program() {
    let shell = Shell::new();
    let out = shell.ok(&["add", "Draw", "the", "logo", "@ana", "$25", "chase:2026-11-30", ">2026-11-28"]);
    assert!(out.ends_with("  Draw the logo >2026-11-28 @ana chase:2026-11-30 $25\n"), "{out}");
    let shown = shell.ok(&["show", "logo"]);
    assert!(shown.contains("  hand        {\"to\":\"ana\",\"chase\":\"2026-11-30\"}\n"), "{shown}");
    assert_eq!(shell.ok(&["add", "Write", "ads", "x3", "~5m"]).lines().count(), 3);
    assert_eq!(shell.feed(&["add", "-"], "Posts x2\n  Draft\n").out.lines().count(), 2);
    assert_eq!(shell.list().lines().count(), 8);
}

#[test]
fn a_split_takes_the_place_on_today() {
    let shell = Shell::new();
    let id = added(&shell.ok(&["add", "--today", "Write the post ~1h"])).to_owned();
    let said = shell.feed(&["split", "write", "post", "-"], "Angle ~10m\nOpening ~15m\n");
    assert_eq!((said.code, &*said.err), (0, ""));
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[0], format!("split {id}  Write the post  2 items, 25 m left"));
    assert!(lines[1].starts_with("first ") && lines[1].ends_with("  Angle ~10m"), "{lines:?}");
    assert!(shell.ok(&["today"]).contains(" 1 [ ] Angle    10m  Write the post\n"));
    assert!(shell.ok(&["show", &id]).contains("  guess       1 h\n"));
    assert_eq!(shell.run(&["split", &id]).code, 2, "no dash");
    assert_eq!(shell.run(&["split", "-"]).code, 2, "no item");
    assert_eq!(shell.feed(&["split", &id, "-"], "").code, 1, "nothing to split into");
}

#[test]
fn undo_goes_back_through_earlier_runs() {
    let shell = Shell::small();
    let before = fs::read_to_string(shell.file()).unwrap();
    shell.ok(&["add", "Feed the cat"]);
    shell.ok(&["done", "two"]);
    shell.feed(&["split", "loose", "-"], "Find the number\n");
    // What is remembered does not depend on the journal.
    fs::remove_file(shell.file().with_extension("json.journal")).unwrap();
    assert_eq!(shell.ok(&["undo"]), "Taken back: split of Ring the plumber (1 item).\n");
    assert_eq!(shell.ok(&["undo"]), "Taken back: tick of Write the opening.\n");
    assert_eq!(shell.ok(&["undo"]), "Taken back: adding Feed the cat.\n");
    let said = shell.run(&["undo"]);
    assert_eq!((said.code, &*said.err), (1, "goaltree: there is nothing to take back\n"));
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&fs::read_to_string(shell.file()).unwrap()), lines(&before));
}

#[test]
fn a_look_is_no_step() {
    let shell = Shell::new();
    shell
        .write("{\"goaltree\":1,\"nodes\":[],\"days\":[],\"pledge\":{\"text\":\"x\",\"times\":[\"08:00\"]}}");
    shell.ok(&["add", "Feed the cat"]);
    shell.ok(&["today"]);
    assert!(std::fs::read_to_string(shell.file()).unwrap().contains("looks"), "it was counted");
    assert_eq!(shell.ok(&["undo"]), "Taken back: adding Feed the cat.\n");
    assert_eq!(shell.run(&["undo"]).code, 1, "the look stays");
}

#[test]
fn a_new_day_begins_with_the_first_change() {
    let mut shell = Shell::new();
    shell.now = "2026-11-20T09:00:00Z";
    shell.ok(&["add", "--today", "Feed the cat"]);
    shell.now = "2026-11-21T09:00:00Z";
    assert!(shell.ok(&["today"]).starts_with("Nothing on Today yet"));
    assert!(!fs::read_to_string(shell.file()).unwrap().contains("rolled"), "looking changes nothing");
    shell.ok(&["add", "Water the plants"]);
    let file = fs::read_to_string(shell.file()).unwrap();
    assert!(file.contains(r#""rolled":1"#), "{file}");
    assert_eq!(shell.ok(&["undo"]), "Taken back: adding Water the plants.\n");
    assert_eq!(shell.ok(&["undo"]), "Taken back: beginning the day.\n");
}

#[test]
fn several_shells_at_once_lose_nothing() {
    let shell = Shell::small();
    std::thread::scope(|scope| {
        for nth in 0..8 {
            let shell = &shell;
            scope.spawn(move || shell.ok(&["add", &format!("Job {nth}")]));
        }
    });
    let list = shell.list();
    assert!((0..8).all(|nth| list.contains(&format!("Job {nth}\n"))), "{list}");
    assert_eq!(list.lines().count(), 5 + 8);
}

#[test]
fn later_sends_a_row_of_today_back_to_the_tree() {
    let shell = Shell::small();
    shell.ok(&["add", "--today", "Buy filters >today ~5m"]);
    assert!(shell.ok(&["today"]).contains("Buy filters"));
    let out = shell.ok(&["later", "1"]);
    assert!(out.starts_with("later ") && out.contains("Buy filters"), "{out}");
    assert!(shell.ok(&["today"]).starts_with("Nothing on Today yet"));
    assert!(shell.list().contains("[ ] Buy filters ~5m\n"), "{}", shell.list());
    shell.ok(&["undo"]);
    assert!(shell.ok(&["today"]).contains("Buy filters"));
}
