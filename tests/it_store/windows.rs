//! Several windows and commands on one file.

use super::*;

#[test]
fn two_windows_have_the_same_tree() {
    let desk = Desk::new();
    let (mut one, mut two) = (desk.open(), desk.open());
    one.add("a");
    two.add("b");
    one.add("c");
    two.rename("a", "A");
    assert_eq!(one.take_in(), 1);
    assert_eq!(one.take_in(), 0);
    assert_eq!(one.titles(), "b A c");
    assert_eq!(one.tree, two.tree);
    one.store.close().unwrap();
    two.add("d");
    two.store.close().unwrap();
    assert_eq!(titles(&desk.read()), "b A c d");
}

/// G13: several may write, and all have the same.
#[test]
fn many_windows_and_checkpoints_converge() {
    let desk = Desk::new();
    let mut random = fastrand::Rng::with_seed(7);
    let mut windows: Vec<Window> = (0..3).map(|_| desk.open()).collect();
    for nth in 0..150 {
        let at = random.usize(..windows.len());
        let window = &mut windows[at];
        let ids: Vec<NodeId> = window.tree.walk(None).map(|(_, node)| node.id()).collect();
        match random.u8(..8) {
            0..3 => window.add(&format!("n{nth}")),
            3..6 if !ids.is_empty() => {
                let id = ids[random.usize(..ids.len())].to_string();
                window.rename(&id, &format!("t{nth}"));
            }
            6 => drop(window.take_in()),
            7 => {
                // A command line, which checkpoints at its end.
                let mut command = desk.open();
                command.add(&format!("c{nth}"));
                command.store.close().unwrap();
            }
            _ => {}
        }
        if random.u8(..20) == 0 {
            let window = windows.swap_remove(at);
            window.store.close().unwrap();
            windows.push(desk.open());
        }
    }
    for window in &mut windows {
        window.take_in();
    }
    let tree = windows[0].tree.clone();
    assert!(windows.iter().all(|window| window.tree == tree));
    assert!(desk.open().tree == tree);
    for window in windows {
        window.store.close().unwrap();
    }
    assert!(desk.read() == tree);
}

#[test]
fn a_window_that_slept_through_many_checkpoints_catches_up() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.add("a");
    let big = "x".repeat(3_000);
    for nth in 0..40 {
        let mut command = desk.open();
        command.rename("a", &format!("a{nth} {big}"));
        command.add(&format!("b{nth}"));
        command.store.close().unwrap();
    }
    window.add("z");
    assert_eq!(window.tree.len(), 42);
    assert!(desk.open().tree == window.tree);
    window.store.close().unwrap();
    assert_eq!(desk.read().len(), 42);
}

#[test]
fn a_journal_that_is_removed_is_written_again() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.add("a");
    fs::remove_file(desk.journal()).unwrap();
    window.add("b");
    assert_eq!(desk.open().titles(), "a b");
    // And where somebody else began another one meanwhile, both sides survive.
    fs::remove_file(desk.journal()).unwrap();
    let mut other = desk.open();
    other.add("c");
    window.add("d");
    other.take_in();
    assert_eq!(window.tree.len(), 4);
    assert!(window.tree == other.tree);
    assert!(window.tree == desk.open().tree);
}
