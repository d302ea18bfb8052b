//! `kill -9` at random instants: what was on the screen by then is there.

use std::time::Duration;

use crate::home::Home;
use crate::window::Window;

/// Homes that are worked in at the same time, and kills in each.
const HOMES: usize = 6;
const KILLS: usize = 10;
/// Lines that are typed in a burst, with the kill somewhere in it.
const LINES: usize = 6;

/// Types a burst of lines, and kills the program in the middle of it. What stood on the screen as kept by then.
fn burst(home: &Home, round: usize) -> Vec<String> {
    let window = Window::open_sized(home, 60, 90);
    window.wait("space tick");
    window.keys("Ga");
    window.wait("Enter save");
    let titles: Vec<String> = (0..LINES).map(|nth| format!("r{round:02}x{nth}")).collect();
    for title in &titles {
        window.keys(&format!("{title}\r"));
        std::thread::sleep(Duration::from_millis(fastrand::u64(0..12)));
    }
    std::thread::sleep(Duration::from_millis(fastrand::u64(0..40)));
    let shown = window.look(|view| {
        titles.iter().filter(|title| view.has(&format!("○ {title}"))).cloned().collect::<Vec<_>>()
    });
    window.kill();
    shown
}

/// Kills again and again in one home: how many trials there were with something shown, and how many lines were lost.
fn kill_again_and_again(kills: usize) -> (usize, usize, usize) {
    let home = Home::with_jobs(&["Base"]);
    let (mut shown, mut trials, mut lost) = (Vec::new(), 0, 0);
    for round in 0..kills {
        let more = burst(&home, round);
        trials += usize::from(!more.is_empty());
        shown.extend(more);
        let said = home.run(&["list"]);
        lost += shown.iter().filter(|title| !said.out.contains(&***title)).count();
        assert_eq!((said.code, &*said.err), (Some(0), ""), "round {round}");
    }
    (trials, shown.len(), lost)
}

/// G1: `kill -9` at any instant loses nothing that was drawn.
#[test]
fn what_was_shown_survives_sixty_kills() {
    // So many trials in all, if somebody says so.
    let asked = std::env::var("GOALTREE_TRIALS").ok().and_then(|text| text.parse::<usize>().ok());
    let kills = asked.map_or(KILLS, |trials| trials.div_ceil(HOMES));
    let homes: Vec<_> = (0..HOMES).map(|_| std::thread::spawn(move || kill_again_and_again(kills))).collect();
    let mut sums = (0, 0, 0);
    for home in homes {
        let (trials, shown, lost) = home.join().expect("no panic");
        sums = (sums.0 + trials, sums.1 + shown, sums.2 + lost);
    }
    let (trials, shown, lost) = sums;
    println!(
        "| `kill -9` of the program while it is typed into ({shown} lines shown) | {trials} | {lost} | 0 | 0 | 0 |"
    );
    assert_eq!(lost, 0, "of {shown}");
    assert!(trials >= 5 * HOMES * kills / 6, "the kill came too early in most of {trials}");
}
