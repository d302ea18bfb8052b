//! Two windows and twenty commands of the shell on one file, all at once.

use std::time::Duration;

use crate::home::Home;
use crate::window::Window;

const COMMANDS: usize = 20;
/// Generous: one look a second, on a machine that does other things too.
const SOON: Duration = Duration::from_secs(6);

#[test]
fn two_windows_and_twenty_commands_lose_nothing() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let (one, two) = (Window::open_sized(&home, 60, 60), Window::open_sized(&home, 60, 60));
    for window in [&one, &two] {
        window.wait_cursor("Alpha");
        window.keys("Ga");
        window.wait("Enter save");
    }
    let wanted: Vec<String> = std::thread::scope(|scope| {
        for nth in 0..COMMANDS {
            let home = &home;
            scope.spawn(move || {
                let said = home.run(&["add", &format!("shell-{nth:02}")]);
                assert_eq!(said.code, Some(0), "{said:?}");
            });
        }
        for nth in 0..8 {
            one.keys(&format!("one-{nth}\r"));
            two.keys(&format!("two-{nth}\r"));
            std::thread::sleep(Duration::from_millis(30));
        }
        let shell = (0..COMMANDS).map(|nth| format!("shell-{nth:02}"));
        shell.chain((0..8).flat_map(|nth| [format!("one-{nth}"), format!("two-{nth}")])).collect()
    });
    for window in [&one, &two] {
        window.wait_within(SOON, "everything", |view| {
            wanted.iter().all(|title| view.has(&format!("○ {title}")))
        });
        window.keys("\x1b");
        window.wait_gone("Enter save");
    }
    // Taking back in one window takes back what was done there.
    for nth in (0..8).rev() {
        one.keys("u");
        one.wait_gone(&format!("○ one-{nth}"));
    }
    two.wait_within(SOON, "the undo", |view| !view.has("○ one-") && view.has("○ two-7"));
    one.quit();
    two.quit();
    let titles = home.titles(None);
    let expected = wanted.iter().filter(|title| !title.starts_with("one"));
    for title in expected {
        assert_eq!(titles.iter().filter(|other| *other == title).count(), 1, "{title}");
    }
    assert_eq!(titles.len(), 2 + COMMANDS + 8);
    println!("| two windows and {COMMANDS} commands at once, changes | {} | 0 | 0 | 0 | 0 |", wanted.len());
}

#[test]
fn a_lock_that_was_left_behind_keeps_nobody_out() {
    let home = Home::with_jobs(&["Alpha"]);
    // As if a program on another machine had died with it.
    std::fs::write(home.path("goals.json.lock"), "4711@elsewhere\n").expect("a file");
    let window = Window::open(&home);
    window.wait_cursor("Alpha");
    window.keys(" ");
    window.wait("1 of 1 done");
    // A program that is killed while it works leaves its lock file, and no lock.
    window.kill();
    let said = home.run(&["add", "Beta"]);
    assert_eq!((said.code, &*said.err), (Some(0), ""), "{said:?}");
    assert_eq!(home.titles(None), ["Beta"]);
}
