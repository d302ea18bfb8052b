//! Where the files are: from options, environment and the platform's folders; and the verb that tells.

use std::path::PathBuf;

use etcetera::BaseStrategy;

use super::output::{Look, Output, is_terminal};
use super::{Failure, Options, args, locate, setting};

/// The file and the state folder: `--file`, else `GOALTREE_FILE`, else the platform's data folder.
pub(super) fn find(file: Option<PathBuf>) -> Result<(PathBuf, PathBuf), Failure> {
    let folders = etcetera::choose_base_strategy().map_err(|error| {
        Failure::could_not(format!("there is no home folder: {error}")).hint("set HOME to a folder of yours")
    })?;
    let data = folders.data_dir().join("goaltree");
    let state = folders.state_dir().map_or_else(|| data.join("state"), |state| state.join("goaltree"));
    let file = file.or_else(|| setting("GOALTREE_FILE").map(PathBuf::from));
    Ok((file.unwrap_or_else(|| data.join("goals.json")), state))
}

/// `goaltree path`.
pub(super) fn path(options: &Options, typed: &args::Path) -> Result<(), Failure> {
    let location = locate(options)?;
    let mut out = Output::open();
    if typed.all {
        let (journal, backups) = (location.journal(), location.backups());
        let rows = [
            ("file", &location.file),
            ("journal", &journal),
            ("state", &location.state),
            ("backups", &backups),
        ];
        for (name, path) in rows {
            out.line(&[(Look::Dim, &format!("{name:<9}")), (Look::Plain, &path.to_string_lossy())])?;
        }
    } else if is_terminal() {
        out.plain(&location.file.to_string_lossy())?;
    } else {
        // For `$(goaltree path)` byte by byte.
        out.bytes(location.file.as_os_str().as_encoded_bytes())?;
        out.bytes(b"\n")?;
    }
    Ok(out.finish()?)
}
