//! waiting, brief.

use super::Shell;

fn shell() -> Shell {
    Shell::with_nodes(&[
        r#"{"id":"site","title":"Coffee site"}"#,
        r#"{"id":"logo","parent":"site","title":"Logo","note":"not for others","hand":{"to":"ana","step":"in work","since":"2026-11-18","promised":"2026-11-27","chase":"2026-11-27","finished":"One SVG"}}"#,
        r#"{"id":"one","parent":"logo","title":"Reads well at 16 px"}"#,
        r#"{"id":"text","parent":"site","title":"About page","hand":{"step":"could go"}}"#,
    ])
}

#[test]
fn waiting_tells_who_has_what() {
    let shell = shell();
    assert_eq!(
        shell.ok(&["waiting"]),
        "Logo  ana, in work · since Wed 18 Nov · promised for Fri 27 Nov · ask on Fri 27 Nov\n"
    );
    let json: serde_json::Value = serde_json::from_str(&shell.ok(&["waiting", "--json"])).expect("JSON");
    assert_eq!((json[0]["who"].as_str(), json[0]["step"].as_str()), (Some("ana"), Some("in work")));
    assert_eq!(Shell::with_nodes(&[]).ok(&["waiting"]), "Nobody has anything of yours.\n");
}

#[test]
fn a_brief_goes_out_without_notes_unless_they_are_asked_for() {
    let shell = shell();
    let plain = shell.ok(&["brief", "logo"]);
    assert_eq!(
        plain,
        "# Logo\n\nFor:           Coffee site\nDeliver:       One SVG\nDone when:     - Reads well at 16 px\n\
         By:            Fri 27 Nov\n\nI will check within one day.\n"
    );
    assert!(shell.ok(&["brief", "logo", "--markdown"]).contains("- **Deliver:** One SVG\n"));
    assert!(shell.ok(&["brief", "logo", "--notes"]).contains("Note:          - not for others\n"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.txt");
    let said = shell.run(&["brief", "logo", "--out", path.to_str().expect("a path")]);
    assert_eq!((said.code, &*said.out), (0, ""));
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), plain);
}
