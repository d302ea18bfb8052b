//! What is stored is there again, whatever became of the end of the journal.

use super::*;

#[test]
fn what_is_stored_is_there_after_a_close_and_after_none() {
    let desk = Desk::new();
    let mut window = desk.open();
    assert_eq!(desk.names(), Vec::<String>::new(), "opening makes nothing");
    window.add("a");
    window.add("b");
    drop(window);
    let mut window = desk.open();
    assert_eq!(window.titles(), "a b");
    window.add("c");
    window.store.close().unwrap();
    assert_eq!(titles(&desk.read()), "a b c");
    let mut window = desk.open();
    window.rename("b", "B");
    drop(window);
    let window = desk.open();
    assert_eq!(window.titles(), "a B c");
    window.store.close().unwrap();
    assert_eq!(titles(&desk.read()), "a B c");
    assert_eq!(desk.names(), ["goals.json", "goals.json.journal", "goals.json.lock"]);
}

#[test]
fn a_cut_journal_keeps_every_whole_line() {
    let desk = Desk::new();
    let mut window = desk.open();
    let mut ends = vec![];
    for nth in 0..12 {
        window.add(&format!("job-{nth}"));
        ends.push(length(&fs::read(desk.journal()).unwrap()));
    }
    drop(window);
    let bytes = fs::read(desk.journal()).unwrap();
    let head = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mut cuts: Vec<usize> = (head..ends[11]).step_by(37).collect();
    cuts.extend(ends.iter().flat_map(|end| [end - 2, end - 1, *end, end + 1]));
    for cut in cuts {
        // Cut off, and cut within a preallocated journal.
        for filler in [0, 5_000] {
            let mut torn = bytes[..cut].to_vec();
            torn.resize(cut + filler, b'\n');
            fs::write(desk.journal(), &torn).unwrap();
            let mut window = desk.open();
            // With its end missing, a line is whole only if blank lines follow it.
            let whole = ends.iter().filter(|end| **end <= cut + usize::from(filler > 0)).count();
            assert_eq!(window.tree.len(), whole, "cut at {cut}");
            window.add("more");
            window.rename("more", "a title that is longer than the rest of the torn line, whatever that was");
            drop(window);
            assert_eq!(desk.open().tree.len(), whole + 1, "cut at {cut}");
        }
    }
    fs::write(desk.journal(), &bytes[..head - 5]).unwrap();
    assert_eq!(desk.open().tree.len(), 0);
}

/// Without the blank lines at the end, but for the end of the last line.
fn length(journal: &[u8]) -> usize {
    journal.iter().rposition(|byte| *byte != b'\n').unwrap() + 2
}

#[test]
fn damage_in_the_middle_is_set_aside() {
    let desk = Desk::new();
    let mut window = desk.open();
    ["a", "b", "c"].iter().for_each(|title| window.add(title));
    drop(window);
    let text = fs::read_to_string(desk.journal()).unwrap();
    fs::write(desk.journal(), text.replacen("\"title\":\"b\"", "\"title\":\"x\"", 1)).unwrap();
    let mut window = desk.open();
    assert_eq!(window.titles(), "a");
    assert!(window.opened.notices[0].contains("damaged"), "{:?}", window.opened.notices);
    window.add("d");
    window.store.close().unwrap();
    let names = desk.names();
    let aside =
        names.iter().find(|name| name.starts_with("goals.json.journal.damaged-2026-11-21T0912")).unwrap();
    assert!(fs::read_to_string(desk.path("data").join(aside)).unwrap().contains("\"title\":\"x\""));
    assert_eq!(desk.open().titles(), "a d");
    assert_eq!(desk.open().opened.notices, Vec::<String>::new());
}

#[test]
fn drafts_survive_until_they_are_over() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.store.draft("split:aaa", Some("one\ntwo")).unwrap();
    window.store.draft("line", Some("half")).unwrap();
    window.store.draft("line", None).unwrap();
    drop(window);
    let mut window = desk.open();
    let drafts = |window: &Window| {
        window.opened.drafts.iter().map(|draft| format!("{} {}", draft.slot, draft.text)).collect::<Vec<_>>()
    };
    assert_eq!(drafts(&window), ["split:aaa one\ntwo"]);
    window.add("a");
    window.store.close().unwrap();
    let mut window = desk.open();
    assert_eq!(drafts(&window), ["split:aaa one\ntwo"]);
    window.store.draft("split:aaa", None).unwrap();
    drop(window);
    assert_eq!(drafts(&desk.open()), Vec::<String>::new());
}

/// G29: undo survives a crash.
#[test]
fn the_history_and_the_session_survive() {
    let desk = Desk::new();
    let mut window = desk.open();
    assert_eq!(Store::load_session(&desk.location()), None);
    window.add("a");
    window.add("b");
    window.store.save_session("{}");
    assert_eq!(Store::load_session(&desk.location()).as_deref(), Some("{}"));
    window.store.close().unwrap();
    let mut window = desk.open();
    let mut tree = window.tree.clone();
    assert_eq!(window.opened.history.done().len(), 2);
    let undo = window.opened.history.undo(&mut tree, 77).unwrap();
    assert!(matches!(window.store.commit(&[undo]).unwrap(), Commit::Stored { .. }));
    drop(window);
    // Even if the history file was not written, the journal knows.
    let history = desk.location().state.join("history.jsonl");
    let text = fs::read_to_string(&history).unwrap();
    fs::write(&history, text.lines().take(2).collect::<Vec<_>>().join("\n") + "\nrubbish\n").unwrap();
    let window = desk.open();
    assert_eq!(window.titles(), "a");
    assert_eq!((window.opened.history.done().len(), window.opened.history.undone().len()), (1, 1));
}
