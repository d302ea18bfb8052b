//! A box, begun and ended from the shell.

use super::Shell;

fn at(shell: &mut Shell, now: &'static str, args: &[&str]) -> String {
    shell.now = now;
    shell.ok(args)
}

#[test]
fn a_box_is_begun_told_of_and_ended() {
    let mut shell = Shell::small();
    assert_eq!(shell.ok(&["box"]), "No box runs.\n");
    let begun = shell.ok(&["box", "opening"]);
    assert_eq!(begun, "15 m on Write the opening until 09:15. `goaltree box --end` counts it.\n");
    let told = at(&mut shell, "2026-11-21T09:05:30Z", &["box"]);
    assert_eq!(told, "15 m on Write the opening until 09:15: 10 m left\n");
    let ended = at(&mut shell, "2026-11-21T09:09:00Z", &["box", "--end"]);
    assert_eq!(ended, "9 minutes on Write the opening. They count.\n");
    assert!(shell.ok(&["list", "--json"]).contains("\"spent\":9"));
    shell.ok(&["undo"]);
    assert!(shell.ok(&["box"]).starts_with("15 m on Write the opening until 09:15"));
    let said = shell.run(&["box", "--end", "3"]);
    assert_eq!(said.out, "3 minutes on Write the opening. They count.\n");
}

#[test]
fn one_runs_at_a_time_and_a_tick_is_measured() {
    let mut shell = Shell::small();
    shell.ok(&["box", "plumber", "10"]);
    let next = at(&mut shell, "2026-11-21T09:30:00Z", &["box", "list", "ten", "titles", "25"]);
    assert_eq!(
        next,
        "10 minutes on Ring the plumber. They count.\n\
         25 m on List ten titles until 09:55. `goaltree box --end` counts it.\n"
    );
    let over = at(&mut shell, "2026-11-21T11:00:00Z", &["box"]);
    assert_eq!(over, "25 m on List ten titles until 09:55: its time is over\n");
    shell.ok(&["done", "list ten"]);
    shell.ok(&["done", "plumber"]);
    assert_eq!(shell.ok(&["box"]), "No box runs.\n");
    let file = std::fs::read_to_string(shell.file()).unwrap();
    assert!(file.contains(r#""minutes":25,"guess":10,"title":"List ten titles""#), "{file}");
    assert!(file.contains(r#""minutes":10,"guess":5,"title":"Ring the plumber""#), "{file}");
}

#[test]
fn what_cannot_be_boxed_says_why() {
    let shell = Shell::small();
    for (args, code, words) in [
        (vec!["box", "coffee site"], 1, "a box takes a job"),
        (vec!["box", "nobody"], 1, "nothing matches"),
        (vec!["box", "plumber", "0"], 2, "1 to 240 minutes"),
        (vec!["box", "plumber", "900"], 2, "1 to 240 minutes"),
        (vec!["box", "--end"], 1, "no box runs"),
        (vec!["box", "7"], 1, "Today has no row 7"),
        (vec!["box", "--end", "5", "plumber"], 2, "not both"),
    ] {
        let said = shell.run(&args);
        assert_eq!(said.code, code, "{args:?}: {said:?}");
        assert!(said.err.contains(words), "{args:?}: {said:?}");
    }
}
