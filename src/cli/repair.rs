//! `goaltree doctor --repair`: a repaired copy beside the file, which itself stays as it is.

use std::path::PathBuf;

use super::output::{Look, Output};
use super::{Failure, Options};
use crate::store::{Location, Store, repair as mending};
use crate::text::count::counted;

/// So many lines that say nothing are named.
const MOST_NAMED: usize = 20;

/// Writes the copy, and says what is in it.
pub(super) fn repair(out: &mut Output, options: &Options, location: &Location) -> Result<(), Failure> {
    let repaired = mending(location)?;
    if repaired.tree.is_empty() {
        out.plain("nothing to repair: neither file nor journal nor copy holds an item")?;
        return Ok(());
    }
    let path = free(location, options);
    Store::write_copy(&path, &repaired.tree)?;
    let count = repaired.tree.len();
    let copy = if repaired.from_copy { "the file, its journal and its last copy" } else { "the file" };
    out.line(&[
        (Look::Good, "new "),
        (Look::Dim, "repaired  "),
        (Look::Plain, &format!("{}: {} from {copy}", path.display(), counted(count, "item"))),
    ])?;
    if !repaired.unreadable.is_empty() {
        let lines = repaired.unreadable.iter().take(MOST_NAMED).map(ToString::to_string);
        let more = if repaired.unreadable.len() > MOST_NAMED { " and more" } else { "" };
        let text =
            format!("what lines {}{more} of the file say is not in it", lines.collect::<Vec<_>>().join(", "));
        out.plain(&format!("              {text}"))?;
    }
    out.plain("              look into it with `goaltree --file` and that name; if it is right, move it over the file")?;
    Ok(())
}

/// A name beside the file that nothing has.
fn free(location: &Location, options: &Options) -> PathBuf {
    let time = options.clock.now().time.format("%Y-%m-%dT%H%M");
    let name =
        |number: &str| location.file.with_file_name(format!("{}.repaired-{time}{number}", location.name()));
    let numbered = (2..).map(|nth| name(&format!("-{nth}")));
    std::iter::once(name("")).chain(numbered).find(|path| !path.exists()).unwrap_or_else(|| name(""))
}
