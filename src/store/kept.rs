//! Small texts in the state folder that several processes change, each behind a lock of its own; and a look at the goals
//! that waits for nobody.

use std::io;

use super::lock::Lock;
use super::{Error, Location, atomic, disk, load};
use crate::model::Tree;

/// What file and journal say together, read without the lock: a reader in the background keeps no window waiting.
///
/// # Errors
/// What is no goaltree file, or may not be read.
pub fn peek(location: &Location) -> Result<Tree, Error> {
    let inputs = load::Inputs::read(location)?;
    Ok(load::load(location, &inputs)?.tree)
}

/// Changes the text called `name`: gives it to `work`, and keeps what that makes of it, whole or not at all. Of two
/// processes the second one is given what the first one kept.
///
/// # Errors
/// The text cannot be written; `work` has been done then.
pub fn change<T>(
    location: &Location,
    name: &str,
    work: impl FnOnce(Option<&str>) -> (String, T),
) -> io::Result<T> {
    disk::make_folder(&location.state)?;
    let path = location.state.join(name);
    let lock = Lock::new(location.state.join(format!("{name}.lock")));
    let _guard = lock.hold()?;
    let before = read(location, name);
    let (after, outcome) = work(before.as_deref());
    if before.as_deref() != Some(&*after) {
        atomic::replace(&path, after.as_bytes(), false)?;
    }
    Ok(outcome)
}

/// The text called `name`; none if there is none that can be read.
#[must_use]
pub fn read(location: &Location, name: &str) -> Option<String> {
    String::from_utf8(disk::read(&location.state.join(name)).ok()?).ok()
}
