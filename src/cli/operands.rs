//! What can be typed behind each verb.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::text::when;

/// See [`super::Verb::Add`].
#[derive(Debug, Args)]
pub struct Add {
    /// Below this item
    #[arg(long, value_name = "REF")]
    pub under: Option<String>,
    /// Put it on Today too; of an outline, its first job
    #[arg(long)]
    pub today: bool,
    /// What to add; `-` reads an outline from standard input
    #[arg(required = true, value_name = "LINE")]
    pub words: Vec<String>,
}

/// See [`super::Verb::List`].
#[derive(Debug, Args)]
pub struct List {
    /// Words of the title, #tags, and is:open, is:done, is:dropped, is:resting, is:today, is:ready; all must fit
    #[arg(value_name = "FILTER")]
    pub filter: Vec<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// See [`super::Verb::Today`].
#[derive(Debug, Args)]
pub struct Today {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// See [`super::Verb::Plan`].
#[derive(Debug, Args)]
pub struct Plan {
    /// How much of the day is yours: 90, 90m, 1h30
    #[arg(long, value_name = "MINUTES", value_parser = minutes)]
    pub room: Option<u32>,
    /// Put it on Today, as one undo step
    #[arg(long)]
    pub accept: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// See [`super::Verb::Fit`].
#[derive(Debug, Args)]
pub struct Fit {
    /// For how many minutes: 15, 15m, 1h
    #[arg(value_name = "MINUTES", default_value = "15", value_parser = minutes)]
    pub minutes: u32,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Up to a whole day.
fn minutes(text: &str) -> Result<u32, String> {
    let minutes = when::parse_minutes(text).filter(|minutes| (1..=24 * 60).contains(minutes));
    minutes.ok_or_else(|| "minutes are 90, 90m or 1h30, up to 24h".to_owned())
}

/// See [`super::Verb::Later`].
#[derive(Debug, Args)]
pub struct Later {
    /// Which: a row of `goaltree today`, or REF
    #[arg(value_name = "REF", required = true)]
    pub words: Vec<String>,
}

/// See [`super::Verb::Show`].
#[derive(Debug, Args)]
pub struct Show {
    /// Which item
    #[arg(required = true, value_name = "REF")]
    pub words: Vec<String>,
}

/// See [`super::Verb::Done`].
#[derive(Debug, Args)]
pub struct Done {
    /// Which item, or the number of a row of `goaltree today`
    #[arg(required = true, value_name = "REF")]
    pub words: Vec<String>,
}

/// See [`super::Verb::Box`].
#[derive(Debug, Args)]
#[command(override_usage = "goaltree box [REF] [MINUTES]\n       goaltree box --end [MINUTES]")]
pub struct Box {
    /// Which job, or the number of a row of `goaltree today`; then how many minutes
    #[arg(value_name = "REF")]
    pub words: Vec<String>,
    /// End the box that runs; with how many minutes, if not those so far
    #[arg(long, value_name = "MINUTES", num_args = 0..=1)]
    pub end: Option<Option<u32>>,
}

/// See [`super::Verb::Split`].
#[derive(Debug, Args)]
#[command(override_usage = "goaltree split [OPTIONS] <REF>... -")]
pub struct Split {
    /// Which item, and `-` for standard input
    #[arg(required = true, value_name = "REF")]
    pub words: Vec<String>,
}

/// See [`super::Verb::Import`].
#[derive(Debug, Args)]
pub struct Import {
    /// Below this item
    #[arg(long, value_name = "REF")]
    pub under: Option<String>,
    /// Print what would be added, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Which file to read; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub from: PathBuf,
}

/// See [`super::Verb::Export`].
#[derive(Debug, Args)]
pub struct Export {
    /// Which item, with all below it; without one, everything
    #[arg(value_name = "REF")]
    pub words: Vec<String>,
    /// outline, markdown, json or ics
    #[arg(long, value_name = "WHICH", default_value = "outline", hide_possible_values = true)]
    pub format: Format,
    /// titles or busy: what a calendar tells
    #[arg(long, value_name = "WHAT", default_value = "titles", hide_possible_values = true)]
    pub privacy: Privacy,
}

/// What [`super::Verb::Export`] prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Our own notation.
    Outline,
    /// A nested list of boxes.
    Markdown,
    /// As `goaltree list --json`.
    Json,
    /// A calendar.
    Ics,
}

/// What a calendar tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Privacy {
    /// What each entry is.
    Titles,
    /// That there is something.
    Busy,
}

/// See [`super::Verb::Remind`].
#[derive(Debug, Args)]
pub struct Remind {
    /// Tell what has come since the last check; the desktop tells too, if it was tried
    #[arg(long, conflicts_with_all = ["test", "install"])]
    pub check: bool,
    /// Show one on the desktop, and from then on all of them
    #[arg(long, conflicts_with = "install")]
    pub test: bool,
    /// systemd, cron, launchd or schtasks: print what makes it check by itself
    #[arg(long, value_name = "TIMER", hide_possible_values = true)]
    pub install: Option<Timer>,
    /// Write those files where they belong
    #[arg(long, requires = "install")]
    pub write: bool,
}

/// What starts a program every quarter of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Timer {
    /// Linux.
    Systemd,
    /// Unix.
    Cron,
    /// macOS.
    Launchd,
    /// Windows.
    Schtasks,
}

/// See [`super::Verb::Report`].
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct Report {
    /// The last seven days; so it is if nothing is said
    #[arg(long, conflicts_with_all = ["month", "year"])]
    pub week: bool,
    /// The last month
    #[arg(long, conflicts_with = "year")]
    pub month: bool,
    /// The last year
    #[arg(long)]
    pub year: bool,
    /// Of this goal alone, by its parts
    #[arg(long, value_name = "REF")]
    pub goal: Option<String>,
    /// Print for programs
    #[arg(long)]
    pub json: bool,
    /// Write the map of the last 53 weeks and the path of the goal as a picture to this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["week", "month", "year", "json"])]
    pub svg: Option<PathBuf>,
}

/// See [`super::Verb::Waiting`].
#[derive(Debug, Args)]
pub struct Waiting {
    /// Print for programs
    #[arg(long)]
    pub json: bool,
}

/// See [`super::Verb::Brief`].
#[derive(Debug, Args)]
pub struct Brief {
    /// The item
    #[arg(required = true, value_name = "REF")]
    pub words: Vec<String>,
    /// As Markdown
    #[arg(long)]
    pub markdown: bool,
    /// With its note
    #[arg(long)]
    pub notes: bool,
    /// Into this file; it is replaced
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// See [`super::Verb::Path`].
#[derive(Debug, Args)]
pub struct Path {
    /// The journal, the state folder, the backups and the templates too
    #[arg(long)]
    pub all: bool,
}

/// See [`super::Verb::Doctor`].
#[derive(Debug, Args)]
pub struct Doctor {
    /// Write what can be read to a new file beside yours
    #[arg(long)]
    pub repair: bool,
}

/// See [`super::Verb::Restore`].
#[derive(Debug, Args)]
pub struct Restore {
    /// Which one: its number in the list, or a part of its name; without it, the list
    #[arg(value_name = "WHICH")]
    pub which: Option<String>,
    /// Print what would come of it, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// See [`super::Verb::Sync`].
#[derive(Debug, Args)]
pub struct Sync {
    /// Set it up; with the address of a repository that all machines share
    #[arg(long, value_name = "REMOTE", num_args = 0..=1)]
    pub init: Option<Option<String>>,
}

/// See [`super::Verb::Merge`].
#[derive(Debug, Args)]
pub struct Merge {
    /// What both sides began with
    pub base: PathBuf,
    /// Our side, and where the outcome goes
    pub ours: PathBuf,
    /// The other side
    pub theirs: PathBuf,
}
