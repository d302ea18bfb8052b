//! `goaltree merge`, and what the doctor says of two devices.

use std::fs;
use std::path::Path;

use super::Shell;

fn write(folder: &Path, name: &str, nodes: &[&str]) -> String {
    let text = format!("{{\n\"goaltree\": 1,\n\"nodes\": [\n{}\n],\n\"days\": [\n]\n}}\n", nodes.join(",\n"));
    fs::write(folder.join(name), &text).unwrap();
    text
}

#[test]
fn the_merge_driver_tells_by_its_exit_code() {
    let shell = Shell::new();
    let home = shell.home.path();
    let one = r#"{"id":"a","title":"A","x-mine":[1]}"#;
    write(home, "-base one", &[one, r#"{"id":"b","title":"B"}"#]);
    let merge = |ours: &[&str], theirs: &[&str]| {
        write(home, "ours", ours);
        write(home, "theirs", theirs);
        let said = shell.run(&["merge", "--", "-base one", "ours", "theirs"]);
        (said, fs::read_to_string(home.join("ours")).unwrap())
    };
    let (said, text) = merge(
        &[r#"{"id":"a","title":"Tea","x-mine":[1]}"#, r#"{"id":"b","title":"B"}"#],
        &[one, r#"{"id":"c","title":"C"}"#],
    );
    assert_eq!((said.code, &*said.err), (0, ""));
    assert!(text.contains("Tea") && text.contains("\"C\"") && !text.contains("\"B\""), "{text}");
    assert!(text.contains(r#""x-mine":[1]"#), "{text}");
    let (said, text) = merge(&[r#"{"id":"a","title":"Tea"}"#], &[r#"{"id":"a","title":"Milk"}"#]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("title \"Tea\"; the other side: title \"Milk\""), "{}", said.err);
    assert!(text.contains(r#""title":"Tea","conflicts":[{"title":"Milk"}]"#), "{text}");
    // An empty base is what git gives where both sides added the file; an empty side is damage.
    fs::write(home.join("none"), "").unwrap();
    let before = write(home, "ours", &[one]);
    assert_eq!(shell.run(&["merge", "none", "ours", "theirs"]).code, 1);
    fs::write(home.join("ours"), &before).unwrap();
    fs::write(home.join("newer"), "{\"goaltree\": 2, \"nodes\": []}").unwrap();
    for theirs in ["none", "newer", "not there", "."] {
        let said = shell.run(&["merge", "-base one", "ours", theirs].map(|name| match name {
            "-base one" => "./-base one",
            name => name,
        }));
        assert_eq!(said.code, 2, "{theirs}: {said:?}");
        assert_eq!(fs::read_to_string(home.join("ours")).unwrap(), before, "{theirs}");
    }
}

#[test]
fn the_doctor_names_copies_and_choices() {
    let shell = Shell::with_nodes(&[r#"{"id":"a","title":"A","conflicts":[{"title":"B"},{"title":"A"}]}"#]);
    let copy = shell.file().with_file_name("goals (conflicted copy 2026-11-21).json");
    fs::copy(shell.file(), &copy).unwrap();
    let said = shell.run(&["doctor"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.contains("1 changed on both sides; both values are kept; next: `:conflicts`"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("(conflicted copy 2026-11-21).json comes from another device; next: "),
        "{}",
        said.out
    );
    assert!(shell.ok(&["show", "a"]).contains("conflicts"));
}
