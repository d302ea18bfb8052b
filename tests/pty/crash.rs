//! Nothing that was on the screen is ever lost.

use std::time::Duration;

use crate::home::Home;
use crate::window::Window;

#[test]
fn kill_loses_nothing_that_was_shown() {
    let home = Home::with_jobs(&["Base"]);
    let mut expected = vec!["○ Base".to_owned()];
    for round in 0..20 {
        // One pane: a title stands once on the screen.
        let window = Window::open_sized(&home, 60, 40);
        window.wait("Base");
        window.look(|view| {
            for row in &expected {
                assert!(view.has(row), "round {round}: {row:?} was lost:\n{}", view.text());
            }
            let rows = view.rows();
            let count = rows.iter().filter(|row| row.contains("Round")).count();
            assert_eq!(count, expected.len() - 1, "{}", view.text());
        });
        if round % 2 == 0 {
            let row = format!("Round {round:02}");
            window.keys(&format!("Ga{row} ~5m"));
            window.wait(&format!("{row} ~5m"));
            window.keys("\r");
            // The line as it is kept: its minutes have left the title.
            let wanted = format!("○ {row}");
            window.wait_for(&wanted, |view| view.has(&wanted) && !view.has("~5m"));
            expected.push(wanted);
        } else {
            let wanted = expected.last().expect("one").replace('○', "✓");
            window.keys("G ");
            window.wait(&wanted);
            *expected.last_mut().expect("one") = wanted;
        }
        window.kill();
    }
    let window = Window::open_sized(&home, 60, 40);
    window.wait("Round 18");
    window.quit();
    assert_eq!(home.titles(Some("done")).len(), 10);
    assert_eq!(home.titles(None), ["Base"]);
}

/// G2: half-typed text survives too.
#[test]
fn half_typed_text_survives_a_kill() {
    let home = Home::with_jobs(&["Write a thesis"]);
    let window = Window::open(&home);
    window.wait_cursor("Write a thesis");
    window.keys("s");
    window.wait("one job a line");
    let text = "outline the chapters";
    for (at, character) in text.char_indices() {
        window.keys(&character.to_string());
        window.wait(&text[..=at]);
        // Typing without a pause, for more than the second after which it must be written down.
        std::thread::sleep(Duration::from_millis(80));
    }
    window.kill();

    let window = Window::open(&home);
    window.wait("Unfinished text is kept");
    window.keys("s");
    window.wait("Your draft is back.");
    window.wait("outline");
    window.keys("\x13");
    window.wait_gone("SPLIT");
    window.quit();
    assert!(home.nodes()[1]["title"].as_str().is_some_and(|title| title.starts_with("outline")));
}
