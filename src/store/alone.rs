//! Work on the state file by another program, such as git, while no other goaltree writes.

use super::load::{self, Inputs, Link};
use super::lock::Lock;
use super::{Error, Location};

/// Does `work` while nobody else appends to the journal or replaces the file, and tells it whether the file has all
/// that the journal has. Keys wait meanwhile, so it must not take long.
///
/// # Errors
/// Another process does not let go of the lock.
pub fn alone<T>(location: &Location, work: impl FnOnce(bool) -> T) -> Result<T, Error> {
    let lock = Lock::new(location.lock());
    let held = lock.hold().map_err(|error| match error.kind() {
        std::io::ErrorKind::TimedOut => Error::Busy { file: location.file.clone() },
        _ => Error::io(&location.lock(), error),
    });
    let _guard = held?;
    let loaded = Inputs::read(location).and_then(|inputs| load::load(location, &inputs));
    Ok(work(loaded.is_ok_and(|loaded| loaded.is_file || loaded.link == Link::Fresh)))
}
