//! What can be typed: the table of verbs with their words and examples, and the options that all of them share.
//!
//! Each verb is one row of [`Verb`]; the row is parser, help and dispatch.

#![expect(clippy::doc_markdown, reason = "clap shows these texts as they stand")]

use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    Failure, Options, boxed, change, config, doctor, exchange, give, json, merge, places, plan, prompt,
    remind, report, restore, show, sync, template,
};

const LONG_ABOUT: &str = "\
goaltree splits what is too big into jobs of minutes, puts a few of them on Today, and shows how far \
you have come.

Without a verb it opens in the terminal. The verbs work on the same file, also while the program is \
open.";

const EXAMPLES: &str = "\
Examples:
  goaltree                             open your goals
  goaltree --demo                      look around in a full tree that is not kept
  goaltree add \"Ring the plumber ~5m\"  keep a thought
  goaltree today                       what is on the list

Exit codes: 0 done, 1 could not, 2 wrong use.";

pub(super) const REFERENCES: &str = "\
REF is an id, the beginning of one, or words that match one title.";

pub(super) use super::operands::*;

/// Everything that can be typed.
#[derive(Debug, Parser)]
#[command(name = "goaltree", bin_name = "goaltree", version, about = "Goals into jobs of minutes, a few a day", long_about = LONG_ABOUT)]
#[command(after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Typed {
    #[command(flatten)]
    pub shared: Shared,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What every verb and the terminal program understand.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every verb")]
pub(super) struct Shared {
    /// The file with your goals [env: GOALTREE_FILE] [default: goaltree/goals.json in the data folder]
    #[arg(long, global = true, value_name = "PATH")]
    pub file: Option<PathBuf>,
    /// Work on a throw-away copy of a full tree
    #[arg(long, global = true, conflicts_with = "file")]
    pub demo: bool,
    /// auto, dark or light: for which background the colours are [env: GOALTREE_THEME]
    #[arg(long, global = true, value_name = "WHICH", hide_possible_values = true)]
    pub theme: Option<ThemeChoice>,
    /// Draw with ASCII alone
    #[arg(long, global = true, env = "GOALTREE_ASCII", hide_env_values = true)]
    #[arg(value_parser = FalseyValueParser::new())]
    pub ascii: bool,
    /// Nothing moves by itself: no counter brightens after a tick
    #[arg(long, global = true, env = "GOALTREE_STILL", hide_env_values = true)]
    #[arg(value_parser = FalseyValueParser::new())]
    pub still: bool,
}

/// For which background the colours are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ThemeChoice {
    /// The terminal is asked.
    #[default]
    Auto,
    /// Light letters on dark.
    Dark,
    /// Dark letters on light.
    Light,
}

/// The table of verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Add a line at the end of your goals, or under an item
    #[command(after_help = "\
Examples:
  goaltree add \"Ring the plumber ~5m #phone\" --today
  goaltree add --under \"coffee site\" \"Write the about page ~25m\"
  pbpaste | goaltree add --under k7q2 -

The last words of a line can be an estimate (~25m, ~1h30), tags (#phone), days (>fri planned,
^31-12 due), a repeat (*week) and more; the README has the table.
In an outline, indentation makes depth.
REF is an id, the beginning of one, or words that match one title.")]
    Add(Add),
    /// Print the tree, or what matches
    #[command(after_help = "\
Examples:
  goaltree list
  goaltree list is:ready #write
  goaltree list --json | jq -r '.[] | select(.due) | .title'

`goaltree list --help` tells what --json prints.")]
    #[command(after_long_help = json::LIST_HELP)]
    List(List),
    /// Print what is on Today
    #[command(after_help = "\
Examples:
  goaltree today
  goaltree today --json

`goaltree done 2` ticks the second row.
--json prints the rows as `goaltree list --json` does.")]
    Today(Today),
    /// Print a plan for the day, and put it on Today if you like
    #[command(after_help = "\
Examples:
  goaltree plan
  goaltree plan --room 1h30
  goaltree plan --room 90 --accept
  goaltree plan --json | jq -r '.[] | select(.proposal.taken) | .title'

Rows with + make the plan: what is on Today, who is to be asked, and what the ranking adds.
80 % of the room is planned. Without --room it is what you said today, set, or had lately.
--json prints the rows as `goaltree list --json` does, each with its proposal: kind (today, chase,
chosen, spare, unseen), taken, minutes, reasons, and points (not there: it cannot be begun).")]
    Plan(Plan),
    /// Print three jobs for a few minutes
    #[command(after_help = "\
Examples:
  goaltree fit
  goaltree fit 25 --json

The three are the best now, the easiest, and the shortest that you dread, or else the second best.
--json prints them as `goaltree list --json` does, each with its proposal: minutes, reasons, points.")]
    Fit(Fit),
    /// Send jobs back to the tree: off Today, and planned for no day
    #[command(after_help = format!("\
Examples:
  goaltree later 2           # the second row of Today
  goaltree later ring the plumber

{REFERENCES}"))]
    Later(Later),
    /// Print what is left of Today in a few letters, for the prompt of a shell
    #[command(after_help = "\
Examples:
  PS1='$(goaltree prompt) \\w \\$ '
  goaltree prompt   # 3 left 45m")]
    Prompt,
    /// Print all about one item
    #[command(after_help = format!("Example: goaltree show cold brew\n\n{REFERENCES}"))]
    Show(Show),
    /// Tick a job, or close what has nothing open below it
    #[command(after_help = format!("\
Examples:
  goaltree done 2                 the second row of `goaltree today`
  goaltree done ring the plumber

{REFERENCES}"))]
    Done(Done),
    /// Begin a box: minutes for one job; end it, or say what runs
    #[command(after_help = format!("\
Examples:
  goaltree box 2                  the second row of `goaltree today`
  goaltree box write the opening 20
  goaltree box --end              counts the minutes so far, at most those planned
  goaltree box --end 12           counts twelve

Without MINUTES it is your corrected estimate, 5 to 30, or 20. At most one box runs; another one
ends it. The program in the terminal shows it with `b`, and asks when its end was not seen.
{REFERENCES}"))]
    Box(Box),
    /// Take the last change back, also one of an earlier run
    #[command(after_help = "Example: goaltree undo")]
    Undo,
    /// Put an outline from standard input below an item
    #[command(after_help = format!("\
Example:
  goaltree split \"cold brew\" - <<END
  Angle
    List ten titles, star one ~10m
  Write the opening 100 words ~15m
  END

Indentation makes depth.
{REFERENCES}"))]
    Split(Split),
    /// Add what a Markdown or text file lists, as one undo step
    #[command(after_help = format!("\
Examples:
  goaltree import plan.md --dry-run
  goaltree import plan.md --under \"coffee site\"
  goaltree export | goaltree --file other.json import -

Read are: headings, # to ######, as levels above the lists; bullets and numbers; boxes: [x] done,
[-] let go, [~] resting; in text without any of them, indentation by tabs or blanks. Text below a
list item or a heading is its note. The last words of a line are read as if it were typed
(~25m, #phone, >fri). What is done stays open if something open is below it.
At most 64 MB and 1,000,000 lines. The file itself is never changed.
{REFERENCES}"))]
    Import(Import),
    /// Print the tree or a branch for other programs
    #[command(after_help = format!("\
Examples:
  goaltree export > goals.outline
  goaltree export cold brew --format markdown
  goaltree export --format json | jq length
  goaltree export --format ics > ~/Sync/goaltree.ics

outline: our own notation, with | before notes; `goaltree import` reads it back as it was.
markdown: one nested list of boxes, with notes as paragraphs; import reads that back too.
json: as `goaltree list --json`.
ics: a calendar to subscribe to: the looks of your pledge, jobs with a day and at:18:00, and for 60
days what must be done and whom to ask. With --privacy busy no title is in it. Calendars fetch it
every few hours, and most pass over its alarms: set a default notification for that calendar.
Text goes out as it is, but for control characters other than tabs, which become visible marks;
on a terminal that holds for everything that could act on it.
{REFERENCES}"))]
    Export(Export),
    /// Print the reminders of today, tell what has come, or set up a timer for that
    #[command(after_help = "\
Examples:
  goaltree remind                              what comes today, and what was told
  goaltree remind --test                       try the desktop; from then on it is used
  goaltree remind --check                      tell what has come since the last check, once
  goaltree remind --install systemd --write    a timer that checks every quarter of an hour

Reminders come at the times of your pledge, at:18:00 of a job on Today, at 10:00 on the day to ask
somebody, and at 09:00 on the working day before what must be done; at most as many a day as the
pledge has times, and one for each such date. From 21:00 to 08:00 it is quiet. After three without
a look there are half as many. `goaltree config show` has the settings under [remind].")]
    Remind(Remind),
    /// Print what was done in the last week, month or year, or draw it
    #[command(after_help = format!("\
Examples:
  goaltree report
  goaltree report --month --goal \"coffee site\"
  goaltree report --year --json | jq -r '.done[] | .title'
  goaltree report --svg year.svg          a picture to show; it replaces the file

Today is the last day. Of everything, what was done is told by goal; of one goal, by its parts.
--json prints goal, first, last, jobs, minutes, active_days, and the lists done, counters, firsts
and repeats. The same look back, with the days to walk on, is `L` in the program.
{REFERENCES}"))]
    Report(Report),
    /// Print who has what, since when, and for when it is promised
    #[command(after_help = "\
Examples:
  goaltree waiting
  goaltree waiting --json | jq -r '.[] | select(.chase) | .title'

--json prints id, title, who, step, since, promised and chase. `:waiting` in the program has the keys.")]
    Waiting(Waiting),
    /// Print what somebody else is to be told of a job
    #[command(after_help = format!("\
Examples:
  goaltree brief logo
  goaltree brief logo --markdown --out logo.md

It is built from the item: what it is for, what is handed in, what is in it as \"done when\", day
and price. Its note is left out without --notes.
{REFERENCES}"))]
    Brief(Brief),
    /// Fill an item from a template, or make a template of an item
    #[command(after_help = "\
Examples:
  goaltree template list
  goaltree template apply blog-post \"cold brew\"
  goaltree template save \"cold brew\" drink-post

A template is an outline of jobs for one kind of goal. A line that ends with =>blog-post is filled
from that template when it is split.")]
    #[command(subcommand)]
    Template(template::Verb),
    /// Tell of your settings
    #[command(after_help = "\
Examples:
  goaltree config show
  goaltree config check

Everything has a default; `goaltree config path` prints where the file with your settings is.")]
    #[command(subcommand)]
    Config(config::Verb),
    /// Commit the file, take in what other machines did, and send yours, by git
    #[command(after_help = "\
Examples:
  goaltree sync --init git@example.org:me/goals.git   once on each machine
  goaltree sync                                       as often as you like
  goaltree sync --init                                a repository without another machine

The repository is in the folder of the file. What both sides did is merged item by item; where both
changed one property, both values are kept, and `:conflicts` in the program shows them.
Without a network it commits and says so. git is never let ask anything: it uses the keys and the
password helpers that you have set up. Its hooks and signatures are left out.")]
    Sync(Sync),
    /// Merge three files, as git asks for it
    #[command(after_help = "\
Example: git config merge.goaltree.driver 'goaltree merge %O %A %B'

Writes the outcome into OURS. Exit codes: 0 merged, 1 merged, and both sides changed one property
(both values are kept), 2 a file cannot be read, and OURS is as it was.
`goaltree sync --init` sets it up.")]
    Merge(Merge),
    /// Print where the file is
    #[command(after_help = "\
Examples:
  git -C \"$(dirname \"$(goaltree path)\")\" init
  goaltree path --all")]
    Path(Path),
    /// Look whether everything is in order; changes nothing
    #[command(after_help = "\
Examples:
  goaltree doctor
  goaltree doctor --repair

--repair writes what can be read of file, journal and last copy to a new file beside yours.")]
    Doctor(Doctor),
    /// List the backups, or bring one back as one change
    #[command(after_help = "\
Examples:
  goaltree restore
  goaltree restore 2 --dry-run
  goaltree restore 2026-11-21T0900
  goaltree undo                     takes that back

Kept are one an hour (24), one a day (14) and one a week (8). If your file cannot be read, it is
set aside, and the backup takes its place.")]
    Restore(Restore),
}

impl Verb {
    /// Whether it says itself what is wrong with the settings.
    pub(super) fn tells_of_settings(&self) -> bool {
        matches!(self, Self::Config(_) | Self::Doctor(_))
    }

    /// Does it.
    ///
    /// # Errors
    /// Why it could not.
    pub fn run(&self, options: &Options) -> Result<(), Failure> {
        match self {
            Self::Add(typed) => change::add(options, typed),
            Self::List(typed) => show::list(options, typed),
            Self::Today(typed) => show::today(options, typed),
            Self::Plan(typed) => plan::plan(options, typed),
            Self::Fit(typed) => plan::fit(options, typed),
            Self::Later(typed) => change::later(options, typed),
            Self::Prompt => prompt::prompt(options),
            Self::Show(typed) => show::show(options, typed),
            Self::Done(typed) => change::done(options, typed),
            Self::Box(typed) => boxed::run(options, typed),
            Self::Undo => change::undo(options),
            Self::Split(typed) => change::split(options, typed),
            Self::Import(typed) => exchange::import(options, typed),
            Self::Export(typed) => exchange::export(options, typed),
            Self::Remind(typed) => remind::remind(options, typed),
            Self::Report(typed) => report::report(options, typed),
            Self::Waiting(typed) => give::waiting(options, typed),
            Self::Brief(typed) => give::brief(options, typed),
            Self::Template(verb) => verb.run(options),
            Self::Config(verb) => verb.run(options),
            Self::Sync(typed) => sync::sync(options, typed),
            Self::Merge(typed) => merge::merge(typed),
            Self::Path(typed) => places::path(options, typed),
            Self::Doctor(typed) => doctor::doctor(options, typed),
            Self::Restore(typed) => restore::restore(options, typed),
        }
    }
}
