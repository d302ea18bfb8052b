//! State files that were written once and must open for ever. A sample is never changed; a new one is added.

use goaltree::text::{json, outline};
use insta::assert_snapshot;

/// What a file says, what was wrong with it, and what is written after it was read.
fn opened(bytes: &[u8]) -> String {
    let read = json::read(bytes).expect("it opens");
    let mut written = Vec::new();
    json::write(&read.tree, &mut written).unwrap();
    let again = json::read(&written).expect("what is written opens");
    assert!(again.tree == read.tree, "what is written is what was read");
    assert_eq!(again.problems, [], "what was mended stays mended");
    let problems: String =
        read.problems.iter().map(|problem| format!("line {}: {}\n", problem.line, problem.what)).collect();
    let written = String::from_utf8(written).unwrap();
    format!(
        "{}\n{problems}\n{written}",
        outline::print(&read.tree, None).escape_debug().to_string().replace("\\n", "\n")
    )
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/samples/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// G17: so do fields that nobody knows here.
#[test]
fn every_field_survives_byte_for_byte() {
    for name in ["1-full", "1-unknown-fields", "1-days"] {
        let bytes = sample(name);
        let read = json::read(&bytes).unwrap();
        assert_eq!(read.problems, [], "{name}");
        let mut written = Vec::new();
        json::write(&read.tree, &mut written).unwrap();
        assert_eq!(String::from_utf8(written), String::from_utf8(bytes), "{name}");
    }
}

/// G16: what is cut, odd or half wrong opens with what is readable.
#[test]
fn what_people_and_merges_leave_behind_opens() {
    for name in
        ["1-typed-by-hand", "1-left-by-a-merge", "1-wrong-types", "1-bom-crlf", "1-not-utf8", "1-hostile"]
    {
        assert_snapshot!(name, opened(&sample(name)));
    }
}

#[test]
fn what_is_no_goaltree_file_is_refused_with_its_place() {
    for (text, message) in [
        ("", "line 1, column 0: EOF while parsing a value"),
        ("hello", "line 1, column 1: expected value"),
        ("[]", "line 1, column 0: invalid type: sequence, expected a goaltree file, which begins with {"),
        ("{\"name\":\"some\"}", "line 1, column 15: no field \"goaltree\": this is some other JSON file"),
        (
            "{\n\"goaltree\": 1,\n\"nodes\": [\n{\"id\":\"a\",\"title\":\"cut",
            "line 4, column 22: EOF while parsing a string",
        ),
        ("{\n\"goaltree\": 1,\n\"nodes\": [\n{\"id\":\"a\"},\n]\n}", "line 5, column 1: trailing comma"),
        (
            "{\n\"goaltree\": 1,\n\"nodes\": 5\n}",
            "line 3, column 10: invalid type: integer `5`, expected a list of nodes",
        ),
        ("{\"goaltree\": 1}\n{}", "line 2, column 1: trailing characters"),
    ] {
        assert_eq!(json::read(text.as_bytes()).expect_err(text).to_string(), message, "{text}");
    }
    assert_eq!(json::read(b"{\"goaltree\": 99, \"nodes\": [], \"days\": []}").expect("newer").version, 99);
}

/// G19: depth, number and length have no limit that breaks anything.
#[test]
fn depth_and_size_have_no_limit() {
    let mut text = String::from("{\"goaltree\":1,\"nodes\":[{\"id\":\"n0\",\"title\":\"top\"}");
    for level in 1..100_000 {
        text.push_str(&format!(
            ",\n{{\"id\":\"n{level}\",\"parent\":\"n{}\",\"title\":\"level {level}\"}}",
            level - 1
        ));
    }
    text.push_str("]}");
    let read = json::read(text.as_bytes()).expect("deep");
    assert_eq!((read.tree.len(), read.problems.len()), (100_000, 0));
    let mut drive = crate::drive::Drive::tree(read.tree);
    drive.press("* end space u x u home end").screen();
    let mut written = Vec::new();
    json::write(&drive.app.tree, &mut written).unwrap();
    assert!(json::read(&written).expect("again").tree == drive.app.tree);

    let huge =
        format!("{{\"goaltree\":1,\"nodes\":[{{\"id\":\"a\",\"title\":\"{}\"}}]}}", "é\\n".repeat(500_000));
    let mut drive = crate::drive::Drive::tree(json::read(huge.as_bytes()).expect("huge").tree);
    drive.press("space e esc s esc t").screen();
}
