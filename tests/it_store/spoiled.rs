//! Files that were cut or in which bits have flipped: told, never written over unseen, and every whole line kept.

use super::*;

/// How a spoiled place was opened.
#[derive(Debug, Default)]
struct Sum {
    trials: usize,
    refused: usize,
    told: usize,
    silent: usize,
    lost: usize,
}

/// A desk with a file of six jobs, and a journal with four changes behind it: what is in the file, and in both.
fn desk() -> (Desk, Tree, Tree) {
    let desk = Desk::new();
    let mut window = desk.open();
    (0..6).for_each(|nth| window.add(&format!("file-{nth}")));
    let file = window.tree.clone();
    window.store.close().unwrap();
    let mut window = desk.open();
    (0..4).for_each(|nth| window.add(&format!("journal-{nth}")));
    let both = window.tree.clone();
    (desk, file, both)
}

/// Every offset, or as many as take a second.
fn offsets(length: usize) -> impl Iterator<Item = usize> {
    let step = if std::env::var_os("GOALTREE_LONG").is_some() { 1 } else { length / 60 + 1 };
    (fastrand::usize(..step)..length).step_by(step)
}

/// Opens the desk with `bytes` in the place of a file, looks, and closes it without a change.
fn look(desk: &Desk, path: &Path, bytes: &[u8], wanted: &Tree, sum: &mut Sum) -> Option<Tree> {
    fs::write(path, bytes).unwrap();
    sum.trials += 1;
    let result = match desk.try_open() {
        Err(error) => {
            assert!(error.hint().is_some_and(|hint| !hint.is_empty()), "{error}");
            sum.refused += 1;
            None
        }
        Ok(window) => {
            let told = !window.opened.notices.is_empty() || !window.opened.problems.is_empty();
            sum.told += usize::from(told);
            sum.silent += usize::from(!told && window.tree != *wanted);
            let read_only = window.opened.read_only.is_some();
            Some(window.tree).filter(|_| !read_only)
        }
    };
    assert_eq!(fs::read(path).unwrap(), bytes, "opening writes nothing");
    result
}

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 1 << fastrand::u8(..8);
    bytes
}

fn print(what: &str, sum: &Sum) {
    let Sum { trials, refused, told, silent, lost } = sum;
    println!("| {what} ({refused} refused, {told} told) | {trials} | {lost} | 0 | 0 | {silent} |");
}

/// G15: bits that flip are noticed, not written on.
#[test]
fn a_file_that_was_cut_or_flipped_is_told() {
    let (desk, _, both) = desk();
    let whole = fs::read(desk.file()).unwrap();
    let (mut cuts, mut flips) = (Sum::default(), Sum::default());
    for at in offsets(whole.len()) {
        if let Some(tree) = look(&desk, &desk.file(), &whole[..at], &both, &mut cuts) {
            cuts.lost += usize::from(tree != both);
        }
        let bytes = flipped(&whole, at);
        look(&desk, &desk.file(), &bytes, &both, &mut flips);
        // What was in the file is in a copy that does not change with it; what is in the journal stays there.
        let backup = fs::read(desk.location().state.join("base.json")).unwrap();
        flips.lost += usize::from(backup != whole);
    }
    print("the file cut anywhere", &cuts);
    print("a bit of the file flipped", &flips);
    assert_eq!((cuts.silent, cuts.lost, flips.silent, flips.lost), (0, 0, 0, 0), "{cuts:?} {flips:?}");
    assert!(cuts.trials > 40 && flips.trials > 40);
}

#[test]
fn a_flipped_file_without_a_pending_change_is_told_too() {
    let (desk, ..) = desk();
    desk.open().store.close().unwrap();
    let (whole, tree) = (fs::read(desk.file()).unwrap(), desk.open().tree);
    let mut sum = Sum::default();
    for at in offsets(whole.len()) {
        look(&desk, &desk.file(), &flipped(&whole, at), &tree, &mut sum);
    }
    print("a bit of the file flipped, nothing pending", &sum);
    assert_eq!(sum.silent, 0, "{sum:?}");
}

#[test]
fn a_journal_that_was_cut_or_flipped_keeps_what_is_whole() {
    let (desk, file, both) = desk();
    let journal = fs::read(desk.journal()).unwrap();
    let used = journal.iter().rposition(|byte| *byte != b'\n').unwrap() + 2;
    let (mut cuts, mut flips) = (Sum::default(), Sum::default());
    for at in offsets(used) {
        // One line is the head; the first changes are those that the file has already.
        let kept = look(&desk, &desk.journal(), &journal[..at], &both, &mut cuts).unwrap_or_default();
        let lines = journal[..at].iter().filter(|byte| **byte == b'\n').count();
        cuts.lost += usize::from(kept.len() < file.len().max(lines.saturating_sub(1)));
        let kept = look(&desk, &desk.journal(), &flipped(&journal, at), &both, &mut flips);
        flips.lost += usize::from(kept.is_some_and(|tree| tree.len() < file.len()));
    }
    print("the journal cut anywhere (what is cut off is gone)", &Sum { silent: 0, ..cuts });
    print("a bit of the journal flipped", &flips);
    assert_eq!((cuts.lost, flips.lost, flips.silent), (0, 0, 0), "{cuts:?} {flips:?}");
}

#[cfg(unix)]
#[test]
fn the_owner_and_the_group_stay() {
    use std::os::unix::fs::{MetadataExt, chown};
    let desk = Desk::new();
    desk.write(&state(&LINES));
    let ours = fs::metadata(desk.file()).unwrap();
    if chown(desk.file(), Some(12_345), Some(54_321)).is_err() {
        println!("skipped: giving a file away takes root");
        return;
    }
    let mut window = desk.open();
    window.add("x");
    window.store.close().unwrap();
    let now = fs::metadata(desk.file()).unwrap();
    assert_ne!(now.ino(), ours.ino(), "it was replaced");
    assert_eq!((now.uid(), now.gid(), now.mode() & 0o777), (12_345, 54_321, ours.mode() & 0o777));
}
