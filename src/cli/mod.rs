//! The command line: one table of verbs, one file a group. It works on the same file as the program in the terminal,
//! also while that is open, and with the same verbs of [`crate::edit`].

mod args;
mod boxed;
mod calendar;
mod change;
mod config;
mod demo;
mod doctor;
mod exchange;
mod failure;
mod filter;
mod give;
mod json;
mod merge;
mod operands;
mod output;
mod places;
mod plan;
mod prompt;
mod reference;
mod remind;
mod repair;
mod report;
mod restore;
mod session;
mod show;
mod sync;
mod template;
mod timers;

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use tempfile::TempDir;

use crate::clock::Clock;
use crate::config as settings;
use crate::store::{Location, Opened, Store};
use crate::terminal;
use crate::text::json::Problem;
use crate::text::safe;
use places::Places;

pub use args::{ThemeChoice, Verb};
pub use demo::shifted as demo_file;
pub use failure::Failure;

/// What the program was told from outside, settled: options, environment and defaults.
#[derive(Debug, Clone)]
pub struct Options {
    /// The file with the goals. It need not exist.
    pub file: PathBuf,
    /// The folder in which every state file has one of its own.
    pub state_root: PathBuf,
    /// The folder with the person's own templates. It need not exist.
    pub templates: PathBuf,
    /// The file with the person's settings. It need not exist.
    pub config_file: PathBuf,
    /// What that file says.
    pub settings: settings::Read,
    /// For which background the colours are.
    pub theme: ThemeChoice,
    /// Whether only ASCII is drawn.
    pub ascii: bool,
    /// The time.
    pub clock: Clock,
    /// Whether the file is a throw-away copy.
    pub demo: bool,
}

/// One call of the program.
#[derive(Debug)]
pub struct Call {
    /// What to do; none for the program in the terminal.
    pub verb: Option<Verb>,
    /// How.
    pub options: Options,
    /// The folder of the throw-away copy: it vanishes with this value.
    _demo: Option<TempDir>,
}

impl Call {
    /// Reads the command line and the environment. Wrong use and `--help` end the process here.
    ///
    /// # Errors
    /// A setting that says nothing, or folders that cannot be found or made.
    pub fn from_env() -> Result<Self, Failure> {
        let args::Typed { shared, verb } = parse();
        let now = setting("GOALTREE_NOW").map(|text| text.to_string_lossy().into_owned());
        let clock = Clock::from_setting(now.as_deref()).map_err(Failure::wrong_use)?;
        let theme = match shared.theme {
            Some(theme) => theme,
            None => theme_setting()?,
        };
        let demo = if shared.demo { Some(demo::make(clock.now().day())?) } else { None };
        let places = match &demo {
            Some(folder) => Places::within(folder.path()),
            None => Places::find(shared.file)?,
        };
        let Places { file, state_root, templates, config_file } = places;
        let mut settings = config::load(&config_file);
        settings.config.look.still |= shared.still;
        let clock = clock.with(settings.config.calendar);
        let (ascii, demo_only) = (shared.ascii, shared.demo);
        let options = Options {
            file,
            state_root,
            templates,
            config_file,
            settings,
            theme,
            ascii,
            clock,
            demo: demo_only,
        };
        Ok(Self { verb, options, _demo: demo })
    }

    /// Does what was asked: one verb, or the program in the terminal until it is left.
    ///
    /// # Errors
    /// Whatever went wrong, with its next step and its exit code.
    pub fn run(&self) -> Result<(), Failure> {
        match &self.verb {
            Some(verb) => {
                if !verb.tells_of_settings() {
                    config::tell_first(&self.options.settings);
                }
                verb.run(&self.options)
            }
            None => terminal(&self.options),
        }
    }
}

fn terminal(options: &Options) -> Result<(), Failure> {
    let theme = match options.theme {
        ThemeChoice::Auto => terminal::ThemeChoice::Auto,
        ThemeChoice::Dark => terminal::ThemeChoice::Dark,
        ThemeChoice::Light => terminal::ThemeChoice::Light,
    };
    let (ascii, clock, is_demo) = (options.ascii, options.clock, options.demo);
    let mut notices: Vec<String> = options.settings.problems.iter().map(ToString::to_string).collect();
    let (templates, left_out) = crate::store::templates::load(&options.templates);
    notices.extend(left_out);
    let location = locate(options)?;
    let options = terminal::Options {
        location,
        theme,
        ascii,
        clock,
        is_demo,
        templates,
        templates_folder: options.templates.clone(),
        config: options.settings.config.clone(),
        notices,
    };
    match terminal::run(&options)? {
        0 => Ok(()),
        code => Err(Failure::ended(code)),
    }
}

/// What was typed. Words that nobody expects are quoted in the answer, and may have come from anywhere: a script that
/// passes on the title of a page, say.
fn parse() -> args::Typed {
    args::Typed::try_parse().unwrap_or_else(|error| {
        let is_clean = |word: OsString| matches!(safe::clean(&word.to_string_lossy()), Cow::Borrowed(_));
        if std::env::args_os().all(is_clean) {
            error.exit();
        }
        let lines = error.render().to_string();
        lines.lines().for_each(|line| output::error_line("", line));
        std::process::exit(error.exit_code());
    })
}

/// A variable of the environment, if it is set to something.
fn setting(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

fn theme_setting() -> Result<ThemeChoice, Failure> {
    let Some(word) = setting("GOALTREE_THEME") else { return Ok(ThemeChoice::Auto) };
    let word = word.to_string_lossy();
    ThemeChoice::from_str(&word, true)
        .map_err(|_| Failure::wrong_use(format!("GOALTREE_THEME is not auto, dark or light: {word:?}")))
}

/// Opens the file, and says on standard error what there is to say about it.
fn open(options: &Options) -> Result<(Store, Opened), Failure> {
    let location = locate(options)?;
    let (store, opened) = Store::open(&location, options.clock)?;
    for notice in &opened.notices {
        output::note(notice);
    }
    if let [first, rest @ ..] = &opened.problems[..] {
        let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
        let (name, problem) = (location.name(), say_problem(first));
        output::note(&format!("{name}, {problem}{more}; `goaltree doctor` lists it"));
    }
    Ok((store, opened))
}

/// `line 12: ...`; without the line where it is not about one.
fn say_problem(problem: &Problem) -> String {
    match problem.line {
        0 => problem.what.clone(),
        line => format!("line {line}: {}", problem.what),
    }
}

fn locate(options: &Options) -> Result<Location, Failure> {
    Location::new(&options.file, &options.state_root)
        .map_err(|error| Failure::could_not(format!("{}: {error}", options.file.display())))
}
