//! What the program writes: one piece a frame, little, nothing while nothing happens, and nothing that acts.

use std::time::Duration;

use crate::home::Home;
use crate::screen::{BEGIN, END, count};
use crate::system::{process, until};
use crate::window::{PATIENCE, Window};

#[test]
fn nothing_happens_while_nothing_happens() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let window = Window::open(&home);
    window.wait_cursor("Alpha");
    window.keys(" ");
    window.wait("1 of 2 done");
    // The checkpoint comes within two seconds of the last change.
    until(PATIENCE, "the checkpoint", || home.read().contains("done"));
    window.rest();
    let (mark, before) = (window.mark(), process(window.pid));
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(String::from_utf8_lossy(&window.since(mark)), "");
    if let (Some((_, before)), Some((_, after))) = (before, process(window.pid)) {
        let used = after.saturating_sub(before);
        assert!(used < Duration::from_millis(50), "{used:?} of CPU in two idle seconds");
    }
    window.quit();
}

#[test]
fn a_frame_is_one_short_write() {
    let home = Home::with_jobs(&(1..=50).map(|at| format!("Job {at:02}")).collect::<Vec<_>>());
    let window = Window::open(&home);
    window.wait_cursor("Job 01");
    window.rest();
    for step in 2..=15 {
        let (mark, pieces) = (window.mark(), window.pieces().len());
        window.keys("j");
        window.wait_cursor(&format!("Job {step:02}"));
        let bytes = window.since(mark);
        assert!(bytes.len() < 1_000, "{} bytes for a step", bytes.len());
        assert_eq!(window.pieces().len(), pieces + 1, "one frame is one piece");
        assert!(bytes.starts_with(BEGIN.as_bytes()) && bytes.ends_with(END.as_bytes()));
        assert_eq!((count(&bytes, BEGIN), count(&bytes, END)), (1, 1));
    }
    window.keys("?");
    window.wait("Esc closes");
    let raw = window.since(0);
    assert_eq!(count(&raw, BEGIN), count(&raw, END));
    assert_eq!(
        count(&raw, "\x1b[6n") + count(&raw, "\x1b[c") + count(&raw, "\x1b[?u"),
        0,
        "no other questions"
    );
    window.keys("\x1b");
    window.wait_gone("Esc closes");
    window.quit();
}

/// G21: no stored text acts on the terminal.
#[test]
fn stored_text_cannot_act_on_the_terminal() {
    let evil = "a\u{1b}[31337mb\u{1b}]52;c;ZXZpbA==\u{7}c\u{9b}31337md\u{202e}e\u{200b}f\u{1b}]0;title\u{1b}\\g\u{7f}\u{85}h";
    let home = Home::new();
    let text = serde_json::Value::from(evil);
    home.write(&format!(
        "{{\"goaltree\":1,\"nodes\":[\n{{\"id\":\"aaaaaaaaaa\",\"title\":{text},\"vision\":{text},\"horizon\":\"long\",\"note\":{text},\"tags\":[{text}]}},\n{{\"id\":\"bbbbbbbbbb\",\"parent\":\"aaaaaaaaaa\",\"title\":{text},\"note\":{text},\"hand\":{{\"to\":{text}}},\"goal\":{{\"count\":3,\"unit\":{text}}}}}\n],\n\"days\":[{{\"day\":\"2026-11-21\",\"list\":[\"bbbbbbbbbb\"],\"done\":[{{\"id\":\"gone\",\"at\":\"08:00\",\"title\":{text}}}]}}]}}"
    ));
    let window = Window::open_sized(&home, 130, 40);
    window.wait("␛[31337m");
    // Through the detail, the editors, the find, the panes, and what is said of each change.
    for keys in "j|s|\x1b[27u|e|\x1b[27u|/c|\r|t|t| |u|x|u|z|Z|\t|:|\x1b[27u|K|e".split('|') {
        window.step(keys);
    }
    window.paste(evil);
    window.rest();
    window.keys("\x1b");
    window.rest();
    let raw = window.since(0);
    for part in
        ["\x1b[31337m", "\x1b]52", "\x1b]0", "\u{9b}", "\u{85}", "\u{202e}", "\u{200b}", "\u{7f}", "\u{7}"]
    {
        let at = raw.windows(part.len()).position(|window| window == part.as_bytes());
        let around =
            at.map(|at| String::from_utf8_lossy(&raw[at.saturating_sub(300)..raw.len().min(at + 40)]));
        assert_eq!(around, None, "{part:?} came out raw");
    }
    window.quit();
    assert!(home.nodes().iter().any(|node| node["title"] == evil), "stored as it came");
}
