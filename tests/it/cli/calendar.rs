//! `goaltree export --format ics`.

use super::Shell;

fn shell() -> Shell {
    let shell = Shell::new();
    shell.write(
        r#"{"goaltree":1,"nodes":[
{"id":"goal","title":"Move, at last"},
{"id":"van","parent":"goal","title":"Rent a van; big","minutes":20,"plan":"2026-11-24","at":"18:00"},
{"id":"pill","parent":"goal","title":"Pill","at":"07:15"},
{"id":"tax","parent":"goal","title":"Tax","due":"2026-12-31","hard":true},
{"id":"soft","parent":"goal","title":"Soft","due":"2026-12-01"},
{"id":"far","parent":"goal","title":"Far","due":"2027-03-01","hard":true},
{"id":"past","parent":"goal","title":"Past","plan":"2026-11-20","at":"18:00"},
{"id":"done","parent":"goal","title":"Done","due":"2026-12-01","hard":true,"state":"done"},
{"id":"rests","title":"Rests","state":"resting"},
{"id":"inrest","parent":"rests","title":"In rest","due":"2026-12-01","hard":true},
{"id":"logo","title":"Logo","hand":{"to":"ana","chase":"2026-11-26"}}],
"days":[{"day":"2026-11-21","list":["pill"]}],
"pledge":{"text":"Before coffee","times":["08:00","17:30"]}}"#,
    );
    shell
}

fn values<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    text.split("\r\n").filter_map(|line| line.strip_prefix(name)).collect()
}

#[test]
fn a_calendar_has_the_pledge_and_what_has_a_day() {
    let shell = shell();
    let text = shell.ok(&["export", "--format", "ics"]);
    assert_eq!(
        values(&text, "SUMMARY:"),
        ["Before coffee", "Before coffee", "Rent a van\\; big", "Pill", "Due: Tax", "Ask ana: Logo"]
    );
    assert_eq!(
        values(&text, "UID:"),
        [
            "pledge-0800@goaltree",
            "pledge-1730@goaltree",
            "van-20261124-at@goaltree",
            "pill-20261121-at@goaltree",
            "tax-20261231-due@goaltree",
            "logo-20261126-ask@goaltree"
        ]
    );
    assert_eq!(
        values(&text, "DTSTART:"),
        ["20261101T080000", "20261101T173000", "20261124T180000", "20261121T071500"]
    );
    assert_eq!(values(&text, "DTSTART;VALUE=DATE:"), ["20261231", "20261126"]);
    assert_eq!(values(&text, "RRULE:"), ["FREQ=DAILY", "FREQ=DAILY"]);
    // A branch has no pledge.
    let branch = shell.ok(&["export", "goal", "--format", "ics"]);
    assert_eq!(values(&branch, "SUMMARY:"), ["Rent a van\\; big", "Pill", "Due: Tax"]);
}

#[test]
fn what_is_busy_has_no_title() {
    let text = shell().ok(&["export", "--format", "ics", "--privacy", "busy"]);
    assert_eq!(values(&text, "SUMMARY:"), ["Busy"; 6]);
    for title in ["van", "Pill", "Tax", "Logo", "ana", "coffee"] {
        let said = text.replace("van-2026", "").contains(title);
        assert!(!said, "{title}: {text}");
    }
}

#[test]
fn a_change_raises_the_sequence_and_nothing_else_changes() {
    let mut shell = shell();
    let first = shell.ok(&["export", "--format", "ics"]);
    shell.now = "2026-11-21T10:00:00Z";
    assert_eq!(shell.ok(&["export", "--format", "ics"]), first, "byte by byte");
    let changed = std::fs::read_to_string(shell.file()).unwrap().replace("big", "small");
    shell.write(&changed);
    let second = shell.ok(&["export", "--format", "ics"]);
    assert_eq!(values(&first, "SEQUENCE:"), ["0"; 6]);
    assert_eq!(values(&second, "SEQUENCE:"), ["0", "0", "1", "0", "0", "0"]);
    assert_eq!(values(&second, "DTSTAMP:")[2], "20261121T100000Z");
    assert_eq!(values(&second, "DTSTAMP:")[1], "20261121T090000Z");
    assert_eq!(values(&second, "UID:"), values(&first, "UID:"));
}
