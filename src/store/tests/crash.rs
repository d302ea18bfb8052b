//! The program dies at every single call of the system, and again while it recovers from that.

use super::owner::{Owner, assert_whole, calls, folder, odd_names};
use super::*;
use crate::store::disk::Call;
use crate::store::faults::{EIO, ENOSPC, Faults, How, Plan};

const DEATH: Plan = Plan { how: How::Dies, call: None, nth: 0, for_ever: false };
const TORN: Plan = Plan { how: How::DiesTorn, call: Some(Call::Write), nth: 0, for_ever: false };

/// At every call, and not at every other or so: minutes.
pub fn is_long() -> bool {
    std::env::var_os("GOALTREE_LONG").is_some()
}

/// Works until the plan kills the program.
fn die(root: &Path, plan: Plan) -> Owner {
    let faults = Faults::plan(root, plan);
    let mut owner = Owner::new(root, false);
    let end = owner.work();
    assert!(faults.hits() == 1, "{plan:?}");
    // Who could not be told ends well: what failed at the end was a kindness.
    assert!(end.is_err() || owner.store.is_none(), "{plan:?}");
    owner.store = None;
    owner
}

/// What the disk says must be what was shown, or that with the change that was on its way, whole.
fn check(root: &Path, owner: &Owner, when: &str) {
    assert_whole(root, when);
    for _ in 0..2 {
        let (store, opened) = Store::open(&place(root), clock()).unwrap();
        let fits = opened.tree == owner.shown || opened.tree == owner.next;
        assert!(fits, "{when}: {:?} for {:?}", titles(&opened.tree), titles(&owner.shown));
        assert_eq!(opened.notices, Vec::<String>::new(), "{when}");
        store.close().unwrap();
        assert_whole(root, when);
    }
    assert_eq!(odd_names(root), Vec::<String>::new(), "{when}");
}

#[test]
fn dying_at_any_call_loses_nothing() {
    let mut trials = 0;
    for plan in [DEATH, TORN] {
        let count = calls(plan, |root| Owner::new(root, false).work().unwrap());
        let step = if is_long() { 1 } else { 2 };
        for nth in (fastrand::usize(..step)..count).step_by(step) {
            let folder = folder();
            let plan = Plan { nth, ..plan };
            let owner = die(folder.path(), plan);
            check(folder.path(), &owner, &format!("{plan:?}"));
            trials += 1;
        }
    }
    println!("| killed at every call of a session, reopened | {trials} | 0 | 0 | 0 | 0 |");
    assert!(trials > 150, "{trials}");
}

/// G3: a power cut loses nothing that was called safe.
/// G28: what is called safe is on the disk.
#[test]
fn a_power_cut_at_any_call_loses_nothing_that_was_safe() {
    let mut trials = 0;
    let count = calls(DEATH, |root| Owner::new(root, false).work().unwrap());
    let step = if is_long() { 1 } else { 3 };
    for nth in (fastrand::usize(..step)..count).step_by(step) {
        let folder = folder();
        let root = folder.path();
        let plan = Plan { nth, ..DEATH };
        let faults = Faults::plan(root, plan);
        let mut owner = Owner::new(root, false);
        // It dies somewhere in it.
        let _ = owner.work();
        owner.store = None;
        for (names, contents) in [(true, true), (true, false), (false, true)] {
            let when = format!("call {nth}, names forgotten: {names}, contents forgotten: {contents}");
            let left = self::folder();
            let folders = ["data", "state/goals", "state/goals/backups"];
            faults.cut_power(&folders, left.path(), names, contents);
            let (store, opened) = Store::open(&place(left.path()), clock()).expect(&when);
            let mut fitting = owner.past[owner.safe..].iter().chain([&owner.next]);
            assert!(fitting.any(|tree| *tree == opened.tree), "{when}: {:?}", titles(&opened.tree));
            store.close().unwrap();
            assert_whole(left.path(), &when);
            trials += 1;
        }
    }
    println!("| power cut at every call: what was not synced is forgotten | {trials} | 0 | 0 | 0 | 0 |");
    assert!(trials > 150, "{trials}");
}

#[test]
fn dying_while_others_write_the_file_loses_neither_side() {
    let mut trials = 0;
    let count = calls(DEATH, |root| Owner::new(root, false).work_with_others().unwrap());
    let step = if is_long() { 1 } else { 2 };
    for nth in (fastrand::usize(..step)..count).step_by(step) {
        let folder = folder();
        let root = folder.path();
        let faults = Faults::plan(root, Plan { nth, ..DEATH });
        let mut owner = Owner::new(root, false);
        // It dies somewhere in it.
        let _ = owner.work_with_others();
        owner.store = None;
        drop(faults);
        let file = fs::read_to_string(place(root).file).unwrap_or_default();
        for _ in 0..2 {
            let (store, opened) = Store::open(&place(root), clock()).unwrap();
            for title in titles(&owner.shown) {
                assert!(opened.tree.contains(NodeId::parse(&title)), "call {nth}: {title} was shown");
            }
            for title in ["x", "y"].iter().filter(|title| file.contains(&format!("\"{title}\""))) {
                assert!(opened.tree.contains(NodeId::parse(title)), "call {nth}: {title} was in the file");
            }
            store.close().unwrap();
            assert_whole(root, "after others");
        }
        trials += 1;
    }
    println!("| killed at every call while others write the file | {trials} | 0 | 0 | 0 | 0 |");
    assert!(trials > 100, "{trials}");
}

/// Opens, changes something and closes; what was to be changed may be there afterwards.
fn recover(root: &Path) -> Result<(), Error> {
    let mut owner = Owner::new(root, false);
    owner.open()?;
    owner.commit(add("z"))?;
    owner.close()
}

/// As if the change of the recovery had never been.
fn without_z(tree: &Tree) -> Tree {
    let mut tree = tree.clone();
    if let (Some(node), Some(place)) = (tree.get(NodeId::parse("z")).cloned(), tree.place(NodeId::parse("z")))
    {
        tree.apply(&Op::Delete { node, place }).unwrap();
    }
    tree
}

#[test]
fn a_fault_while_recovering_from_a_crash_loses_nothing() {
    let mut trials = 0;
    let count = calls(DEATH, |root| Owner::new(root, false).work().unwrap());
    let (step, times) = if is_long() { (1, 40) } else { (7, 4) };
    for nth in (fastrand::usize(..step)..count).step_by(step) {
        for _ in 0..times {
            let folder = folder();
            let root = folder.path();
            let owner = die(root, Plan { nth, ..DEATH });
            let how = fastrand::choice([How::Dies, How::DiesTorn, EIO, ENOSPC, How::Short]).unwrap();
            let plan = Plan { how, call: None, nth: fastrand::usize(..90), for_ever: fastrand::bool() };
            let when = format!("call {nth}, then {plan:?}");
            let faults = Faults::plan(root, plan);
            // What it says of this is the business of others.
            let _ = recover(root);
            drop(faults);
            assert_whole(root, &when);
            let (store, opened) = Store::open(&place(root), clock()).unwrap();
            let tree = without_z(&opened.tree);
            assert!(tree == owner.shown || tree == owner.next, "{when}: {:?}", titles(&tree));
            store.close().unwrap();
            assert_whole(root, &when);
            trials += 1;
        }
    }
    println!("| a second fault while recovering from the first | {trials} | 0 | 0 | 0 | 0 |");
    assert!(trials > 50, "{trials}");
}
