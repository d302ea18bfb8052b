//! The disk thread: what it syncs, writes and tells.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use goaltree::store::Event;

use super::*;

fn start(window: &mut Window) -> mpsc::Receiver<Event> {
    let (sender, events) = mpsc::channel();
    window.store.start_worker(move |event| drop(sender.send(event)));
    events
}

fn wait_for(events: &mpsc::Receiver<Event>, wanted: impl Fn(&Event) -> bool) -> Event {
    let end = Instant::now() + Duration::from_secs(8);
    loop {
        let event = events.recv_timeout(end - Instant::now()).unwrap();
        if wanted(&event) {
            return event;
        }
    }
}

fn until(true_at_last: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(8);
    while !true_at_last() {
        assert!(Instant::now() < end);
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn syncs_writes_and_merges() {
    let desk = Desk::new();
    let mut window = desk.open();
    let events = start(&mut window);
    window.add("a");
    assert_eq!(wait_for(&events, |_| true), Event::Synced(1));
    until(|| desk.file().exists());
    assert_eq!(titles(&desk.read()), "a");
    // Something else writes the file.
    let text = fs::read_to_string(desk.file()).unwrap();
    desk.write(&text.replace("\"title\":\"a\"", "\"title\":\"A\""));
    wait_for(&events, |event| *event == Event::News);
    window.take_in();
    assert_eq!(window.titles(), "A");
    // Another window appends.
    let mut other = desk.open();
    other.add("b");
    wait_for(&events, |event| *event == Event::News);
    window.take_in();
    assert_eq!(window.titles(), "A b");
    window.store.close().unwrap();
}

#[test]
fn tells_trouble_once_and_when_it_is_over() {
    let desk = Desk::new();
    let mut window = desk.open();
    let events = start(&mut window);
    window.add("a");
    until(|| desk.file().exists());
    desk.write("rubbish");
    let trouble = wait_for(&events, |event| matches!(event, Event::Trouble(_)));
    let Event::Trouble(text) = trouble else { unreachable!() };
    assert!(text.starts_with("goals.json was changed outside and cannot be read: line 1"), "{text}");
    window.add("b");
    std::thread::sleep(Duration::from_millis(2_500));
    assert_eq!(fs::read_to_string(desk.file()).unwrap(), "rubbish");
    assert!(!events.try_iter().any(|event| matches!(event, Event::Trouble(_) | Event::Well)));
    desk.write(&state(&[r#"{"id":"a","title":"a"}"#, r#"{"id":"q","title":"q"}"#]));
    wait_for(&events, |event| *event == Event::Well);
    window.take_in();
    assert_eq!(window.tree.len(), 3);
    // And a file that is removed comes back with the next change.
    fs::remove_file(desk.file()).unwrap();
    let trouble = wait_for(&events, |event| matches!(event, Event::Trouble(_)));
    assert_eq!(trouble, Event::Trouble("goals.json is gone; the next change writes it again".into()));
    window.add("c");
    wait_for(&events, |event| *event == Event::Well);
    assert!(desk.read() == window.tree);
    window.store.close().unwrap();
}

#[test]
fn who_writes_the_file_slowly_is_waited_for() {
    let desk = Desk::new();
    let mut window = desk.open();
    let events = start(&mut window);
    window.add("a");
    until(|| desk.file().exists());
    let text = fs::read_to_string(desk.file()).unwrap();
    let mut writer = fs::File::create(desk.file()).unwrap();
    std::thread::sleep(Duration::from_millis(1_300));
    std::io::Write::write_all(&mut writer, text.replace("\"title\":\"a\"", "\"title\":\"A\"").as_bytes())
        .unwrap();
    wait_for(&events, |event| *event == Event::News);
    window.take_in();
    assert_eq!(window.titles(), "A");
    window.store.close().unwrap();
    assert_eq!(titles(&desk.read()), "A");
}

#[test]
fn a_tree_that_is_lent_is_what_the_file_says() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.add("z");
    window.store.close().unwrap();
    let mut window = desk.open();
    let events = start(&mut window);
    let mut other = desk.open();
    for nth in 0..4 {
        window.add(&format!("a{nth}"));
        wait_for(&events, |event| *event == Event::Due);
        // What another window does meanwhile is not in the tree that is lent, and stays in the journal.
        other.add(&format!("b{nth}"));
        window.take_in();
        window.store.offer(&window.tree);
        window.add(&format!("c{nth}"));
        until(|| titles(&desk.read()).contains(&format!("a{nth}")));
        assert_eq!(desk.open().titles(), window.titles(), "file and journal say all");
        assert!(desk.open().tree == window.tree);
    }
    window.store.offer(&window.tree);
    window.store.close().unwrap();
    assert!(desk.read() == desk.open().tree);
}
