//! Where the files are: from options, environment and the platform's folders; and the verb that tells.

use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::output::{Look, Output, is_terminal};
use super::{Failure, Options, args, locate, setting};

/// Where everything is.
#[derive(Debug)]
pub(super) struct Places {
    /// The file with the goals.
    pub file: PathBuf,
    /// The folder in which every state file has one of its own.
    pub state_root: PathBuf,
    /// The folder with the person's own templates.
    pub templates: PathBuf,
    /// The file with the person's settings.
    pub config_file: PathBuf,
}

impl Places {
    /// The file: `--file`, else `GOALTREE_FILE`, else in the platform's data folder; the folders are the platform's.
    pub fn find(file: Option<PathBuf>) -> Result<Self, Failure> {
        let folders = etcetera::choose_base_strategy().map_err(|error| {
            Failure::could_not(format!("there is no home folder: {error}"))
                .hint("set HOME to a folder of yours")
        })?;
        let data = folders.data_dir().join("goaltree");
        let state_root =
            folders.state_dir().map_or_else(|| data.join("state"), |state| state.join("goaltree"));
        let config = folders.config_dir().join("goaltree");
        let (templates, config_file) = (config.join("templates"), config.join("config.toml"));
        let file = file.or_else(|| setting("GOALTREE_FILE").map(PathBuf::from));
        let file = file.unwrap_or_else(|| data.join("goals.json"));
        Ok(Self { file, state_root, templates, config_file })
    }

    /// Everything in one folder, for a copy that is thrown away.
    pub fn within(folder: &Path) -> Self {
        Self {
            file: folder.join("goals.json"),
            state_root: folder.join("state"),
            templates: folder.join("templates"),
            config_file: folder.join("config.toml"),
        }
    }
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
            ("templates", &options.templates),
            ("config", &options.config_file),
        ];
        for (name, path) in rows {
            out.line(&[(Look::Dim, &format!("{name:<11}")), (Look::Plain, &path.to_string_lossy())])?;
        }
    } else {
        print(&mut out, &location.file)?;
    }
    Ok(out.finish()?)
}

/// One path for a person to read, or for `$(goaltree path)` byte by byte.
pub(super) fn print(out: &mut Output, path: &Path) -> io::Result<()> {
    if is_terminal() {
        return out.plain(&path.to_string_lossy());
    }
    out.bytes(path.as_os_str().as_encoded_bytes())?;
    out.bytes(b"\n")
}
