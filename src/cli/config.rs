//! The verb `config`: where the settings are, what they are, and whether they are in order; and where they are read.

use std::fs;
use std::io;
use std::path::Path;

use clap::Subcommand;

use super::output::{Output, note};
use super::{Failure, Options, places};
use crate::config;

/// What can be done with the settings.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Print where the file with your settings is
    #[command(after_help = "Example: $EDITOR \"$(goaltree config path)\"")]
    Path,
    /// Print every key with what it means and its value
    #[command(after_help = "\
Examples:
  goaltree config show
  goaltree config show > config.toml

What is printed is such a file: nothing has to be in yours, and what is not has its default.")]
    Show,
    /// Tell what in the file cannot be used
    #[command(after_help = "\
Example: goaltree config check

Whatever is wrong in the file, the rest holds. The exit code is 1 if something is.")]
    Check,
}

impl Verb {
    /// Does it.
    ///
    /// # Errors
    /// Something is wrong in the file, or standard output cannot be written.
    pub fn run(&self, options: &Options) -> Result<(), Failure> {
        let mut out = Output::open();
        match self {
            Self::Path => places::print(&mut out, &options.config_file)?,
            Self::Show => {
                tell_first(&options.settings);
                for line in options.settings.print().lines() {
                    out.plain(line)?;
                }
            }
            Self::Check => return check(out, options),
        }
        Ok(out.finish()?)
    }
}

fn check(mut out: Output, options: &Options) -> Result<(), Failure> {
    let path = options.config_file.display();
    if options.settings.problems.is_empty() {
        let state = if options.config_file.exists() {
            "is in order"
        } else {
            "is not there; every key has its default"
        };
        out.plain(&format!("{path} {state}"))?;
        return Ok(out.finish()?);
    }
    for problem in &options.settings.problems {
        out.plain(&problem.to_string())?;
    }
    out.finish()?;
    Err(Failure::told())
}

/// Reads the settings. That there is no file is nothing wrong.
pub(super) fn load(file: &Path) -> config::Read {
    match fs::read(file) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => config::read(&text),
            Err(_) => config::Read::unreadable("it is not text in UTF-8".into()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => config::Read::default(),
        Err(error) => config::Read::unreadable(format!("it cannot be read: {error}")),
    }
}

/// Says the first problem on standard error, and how to see the others.
pub(super) fn tell_first(settings: &config::Read) {
    if let [first, rest @ ..] = &settings.problems[..] {
        let more = match rest.len() {
            0 => String::new(),
            count => format!(" (and {count} more; `goaltree config check` lists them)"),
        };
        note(&format!("{first}{more}"));
    }
}
