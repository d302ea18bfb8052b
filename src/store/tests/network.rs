//! A file system without locks, as some of the network.

use super::*;
use crate::store::disk::Call;
use crate::store::faults::{Faults, How, Plan};

/// No locks are available.
const ENOLCK: How = How::Fails(37);

/// G14: it works, says so once at each start, and overwrites nothing that it has not read.
#[test]
fn without_locks_it_works_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let location = place(folder.path());
    let plan = Plan { how: ENOLCK, call: Some(Call::Lock), nth: 0, for_ever: true };
    let faults = Faults::plan(folder.path(), plan);
    let (mut store, opened) = Store::open(&location, clock()).unwrap();
    let mut tree = opened.tree;
    commit(&mut store, &mut tree, &add("a"));
    store.close().unwrap();
    assert!(faults.hits() > 0, "it was asked for");

    let (mut one, opened) = Store::open(&location, clock()).unwrap();
    let told: Vec<&String> =
        opened.notices.iter().filter(|notice| notice.contains("cannot be locked")).collect();
    assert!(told.len() == 1 && told[0].contains("one window at a time"), "{:?}", opened.notices);
    let (mut other, again) = Store::open(&location, clock()).unwrap();
    let (mut here, mut there) = (opened.tree, again.tree);
    commit(&mut one, &mut here, &add("b"));
    commit(&mut other, &mut there, &add("c"));
    commit(&mut one, &mut here, &add("d"));
    // Another machine puts its file over ours.
    let bytes = fs::read(&location.file).unwrap();
    let text = String::from_utf8(bytes)
        .unwrap()
        .replace("\n],\n\"days\"", ",\n{\"id\":\"far\",\"title\":\"far\"}\n],\n\"days\"");
    fs::write(&location.file, text).unwrap();
    one.close().unwrap();
    other.close().unwrap();
    let (_, opened) = Store::open(&location, clock()).unwrap();
    let mut all = titles(&opened.tree);
    all.sort();
    assert_eq!(all, ["a", "b", "c", "d", "far"]);
}
