//! Every call of the system fails, in every way, once or for ever: it is told, nothing is lost, and it heals.

use std::sync::mpsc;
use std::time::Instant;

use super::crash::is_long;
use super::owner::{Owner, assert_whole, calls, folder};
use super::*;
use crate::store::disk::Call;
use crate::store::faults::{EACCES, EIO, ENOSPC, EROFS, Faults, How, Plan};

/// Which calls fail in which ways.
const WAYS: [(Call, &[How]); 9] = [
    (Call::Open, &[EIO, EACCES, EROFS]),
    (Call::Read, &[EIO]),
    (Call::Write, &[EIO, ENOSPC, How::Short]),
    (Call::Sync, &[EIO, ENOSPC]),
    (Call::Truncate, &[EIO]),
    (Call::Rename, &[EIO, EACCES, ENOSPC]),
    (Call::Stat, &[EIO]),
    (Call::Folder, &[EACCES, ENOSPC]),
    (Call::Lock, &[EIO]),
];

/// Works on while the plan holds, then once more when it does not. What was shown at the end of the bad times.
fn suffer(root: &Path, plan: Plan) -> Owner {
    let mut owner = Owner::new(root, true);
    // A store that cannot be opened tells so, and there is nobody to lose anything yet.
    owner.open().unwrap();
    let faults = Faults::plan(root, plan);
    owner.commit(add("a")).unwrap();
    owner.commit(add("b")).unwrap();
    owner.checkpoint(false).unwrap();
    owner.commit(add("c")).unwrap();
    owner.draft("half").unwrap();
    owner.checkpoint(true).unwrap();
    owner.commit(owner::rename("a", "A")).unwrap();
    let unsaid = faults.hits() > 0 && owner.said.is_empty() && !owner.waiting.is_empty();
    assert!(!unsaid, "{plan:?}: in silence");
    drop(faults);
    owner
}

/// G6: a disk that fails is told of, and it is tried again.
#[test]
fn calls_that_fail_are_told_and_lose_nothing() {
    let (mut trials, mut told) = (0, 0);
    for (call, hows) in WAYS {
        for how in hows {
            for for_ever in [false, true] {
                let plan = Plan { how: *how, call: Some(call), nth: 0, for_ever };
                let count = calls(plan, |root| drop(suffer_nothing(root)));
                for nth in 0..count {
                    if !is_long() && !fastrand::bool() {
                        continue;
                    }
                    let plan = Plan { nth, ..plan };
                    told += usize::from(one(plan));
                    trials += 1;
                }
            }
        }
    }
    println!(
        "| a call fails once or for ever ({told} told, the others mended unseen) | {trials} | 0 | 0 | 0 | 0 |"
    );
    assert!(trials > 150 && told > 50, "{trials} {told}");
}

fn suffer_nothing(root: &Path) -> Owner {
    suffer(root, Plan { how: EIO, call: None, nth: usize::MAX, for_ever: false })
}

/// Whether it was told.
fn one(plan: Plan) -> bool {
    let folder = folder();
    let root = folder.path();
    let mut owner = suffer(root, plan);
    let when = format!("{plan:?}");
    for said in &owner.said {
        assert!(said.len() > 12 && !said.contains('\n'), "{when}: {said}");
    }
    assert_whole(root, &when);
    // As if it were killed now: what was shown is there.
    let (_, opened) = Store::open(&place(root), clock()).unwrap();
    assert!(opened.tree == owner.shown, "{when}: {:?} for {:?}", titles(&opened.tree), titles(&owner.shown));
    // And if it goes on, what waited gets there too.
    owner.retry().unwrap();
    assert!(owner.waiting.is_empty(), "{when}: {:?}", owner.said);
    assert_eq!(titles(&owner.shown), ["A", "b", "c"], "{when}: {:?}", owner.said);
    owner.close().unwrap();
    let file = json::read(&fs::read(place(root).file).unwrap()).unwrap();
    assert!(file.tree == owner.shown, "{when}: {:?}", titles(&file.tree));
    let (_, opened) = Store::open(&place(root), clock()).unwrap();
    assert!(opened.tree == owner.shown, "{when}");
    !owner.said.is_empty()
}

/// Waits for an event of this kind, and fails after a time.
fn wait(events: &mpsc::Receiver<Event>, when: &str, wanted: impl Fn(&Event) -> bool) -> Event {
    let end = Instant::now() + Duration::from_secs(25);
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let event = events.recv_timeout(left).unwrap_or_else(|_| panic!("{when}: nothing was told"));
        if wanted(&event) {
            return event;
        }
    }
}

/// The disk thread tells in one line, goes on, and tells when it is over.
fn tells_and_heals(call: Call, how: How, words: &str) {
    let (folder, when) = (folder(), format!("{call:?} {how:?}"));
    let root = folder.path();
    let (sender, events) = mpsc::channel();
    let mut owner = Owner::new(root, true);
    owner.open().unwrap();
    let mut store = owner.store.take().unwrap();
    store.start_worker(move |event| drop(sender.send(event)));
    owner.store = Some(store);
    owner.commit(add("a")).unwrap();
    wait(&events, &when, |event| matches!(event, Event::Synced(_)));
    let faults = Faults::plan(root, Plan { how, call: Some(call), nth: 0, for_ever: true });
    owner.commit(add("b")).unwrap();
    let Event::Trouble(said) = wait(&events, &when, |event| matches!(event, Event::Trouble(_))) else {
        unreachable!()
    };
    assert!(said.contains(words) && !said.contains('\n'), "{when}: {said}");
    drop(faults);
    owner.retry().unwrap();
    wait(&events, &when, |event| *event == Event::Well);
    owner.commit(add("c")).unwrap();
    owner.close().unwrap();
    let file = json::read(&fs::read(place(root).file).unwrap()).unwrap();
    assert_eq!(titles(&file.tree), ["a", "b", "c"], "{when}");
}

/// G22: a thread that breaks is told, keys are stored on, and the file is written at the end.
#[test]
fn a_disk_thread_that_breaks_is_told_and_loses_nothing() {
    let folder = folder();
    let root = folder.path();
    let (sender, events) = mpsc::channel();
    let (mut store, opened) = Store::open(&place(root), clock()).unwrap();
    let mut tree = opened.tree;
    store.start_worker(move |event| drop(sender.send(event)));
    commit(&mut store, &mut tree, &add("a"));
    wait(&events, "at first", |event| matches!(event, Event::Synced(_)));
    // The calls of this thread do not wait for a sync; that is what the other one is for.
    let faults =
        Faults::plan(root, Plan { how: How::Panics, call: Some(Call::Sync), nth: 0, for_ever: true });
    commit(&mut store, &mut tree, &add("b"));
    let told = wait(&events, "broken", |event| matches!(event, Event::Trouble(_)));
    let Event::Trouble(said) = told else { unreachable!() };
    assert!(said.contains("every change is in the journal"), "{said}");
    drop(faults);
    commit(&mut store, &mut tree, &add("c"));
    store.close().unwrap();
    let file = json::read(&fs::read(place(root).file).unwrap()).unwrap();
    assert_eq!(titles(&file.tree), ["a", "b", "c"]);
}

#[test]
fn the_disk_thread_tells_and_heals() {
    let cases = [
        (Call::Sync, EIO, "it is tried again"),
        (Call::Sync, ENOSPC, "make room"),
        (Call::Write, ENOSPC, "the disk is full"),
        (Call::Write, How::Short, "make room"),
        (Call::Rename, EACCES, "no permission"),
        (Call::Open, EROFS, "see who owns it"),
    ];
    std::thread::scope(|scope| {
        for (call, how, words) in cases {
            scope.spawn(move || tells_and_heals(call, how, words));
        }
    });
    println!("| the disk fails under the running disk thread | {} | 0 | 0 | 0 | 0 |", cases.len());
}
