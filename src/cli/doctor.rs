//! `goaltree doctor`: looks at everything that can be wrong, says what to do, and changes nothing.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::output::{Look, Output, has_colour, is_terminal};
use super::{Failure, Options, args, locate, repair, say_problem, setting};
use crate::model::{Key, Stamp, Tree, Value, rival};
use crate::store::{self, Location, Store, backup, copies, read_file};
use crate::text::count::counted;
use crate::text::json::{self, Refused};
use crate::text::{safe, when};

/// So many things that were mended are listed.
const MOST_LISTED: usize = 50;
/// A time that is further ahead than this was not the time.
const CLOCK_SLACK_SECONDS: i64 = 300;
/// The machine's clock stands before the program was written: 2026-01-01.
const EARLIEST: i64 = 1_767_225_600;

/// Prints what it finds, one line each, and remembers whether something is wrong.
struct Report {
    out: Output,
    wrong: bool,
}

impl Report {
    fn ok(&mut self, what: &str, text: &str) -> io::Result<()> {
        self.out.line(&[(Look::Good, "ok  "), (Look::Dim, &format!("{what:<9} ")), (Look::Plain, text)])
    }

    fn wrong(&mut self, what: &str, text: &str, next: &str) -> io::Result<()> {
        self.wrong = true;
        self.out.line(&[
            (Look::Bad, "!!  "),
            (Look::Dim, &format!("{what:<9} ")),
            (Look::Plain, text),
            (Look::Plain, "; next: "),
            (Look::Plain, next),
        ])
    }

    fn detail(&mut self, text: &str) -> io::Result<()> {
        self.out.line(&[(Look::Plain, "              "), (Look::Plain, text)])
    }
}

/// `goaltree doctor`.
pub(super) fn doctor(options: &Options, typed: &args::Doctor) -> Result<(), Failure> {
    let location = locate(options)?;
    let mut report = Report { out: Output::open(), wrong: false };
    let readable = file(&mut report, &location)?;
    let tree = journal(&mut report, options, &location, readable)?;
    both_sides(&mut report, &location, tree.as_ref())?;
    lock(&mut report, &location)?;
    settings(&mut report, options)?;
    state_folder(&mut report, &location)?;
    backups(&mut report, &location)?;
    terminal(&mut report)?;
    clipboard(&mut report)?;
    notifications(&mut report, options)?;
    clock(&mut report, options, tree.as_ref())?;
    let repaired = if typed.repair { repair::repair(&mut report.out, options, &location) } else { Ok(()) };
    report.out.finish()?;
    repaired?;
    if report.wrong { Err(Failure::told()) } else { Ok(()) }
}

/// Whether there is nothing in the file that keeps it from being opened.
fn file(report: &mut Report, location: &Location) -> io::Result<bool> {
    let path = location.file.display();
    let bytes = match read_file(&location.file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            report.ok("file", &format!("{path} is not there; the first change makes it"))?;
            return Ok(true);
        }
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let error = store::Error::io(&location.file, error);
            report.wrong("file", &error.to_string(), &error.hint().unwrap_or_default())?;
            return Ok(false);
        }
        Err(error) => {
            let next = if location.file.is_dir() {
                "name a file with --file, such as goals.json in that folder"
            } else {
                "see who owns it and its folder"
            };
            report.wrong("file", &format!("{path}: {error}"), next)?;
            return Ok(false);
        }
    };
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        report.ok("file", &format!("{path} is empty; the first change fills it"))?;
        return Ok(true);
    }
    match json::read(&bytes) {
        Ok(read) => {
            report_read(report, &path.to_string(), &read)?;
            Ok(true)
        }
        Err(refused) => {
            report_refused(report, location, &bytes, &refused)?;
            Ok(false)
        }
    }
}

fn report_read(report: &mut Report, path: &str, read: &json::Read) -> io::Result<()> {
    if read.version > json::VERSION {
        let text = format!("{path} was made by a newer goaltree (format {})", read.version);
        return report.wrong("file", &text, "update goaltree; until then the file opens read-only");
    }
    if read.problems.is_empty() {
        let count = read.tree.count(None);
        let (items, days) = (read.tree.len(), read.tree.days().len());
        let text = format!(
            "{path}: {}, {} of {} done, {}",
            counted(items, "item"),
            count.done,
            counted(count.total, "job"),
            counted(days, "day")
        );
        return report.ok("file", &text);
    }
    let text = format!("{path}: {} to be mended", read.problems.len());
    report.wrong("file", &text, "the next change writes it mended and sets the original aside")?;
    for problem in read.problems.iter().take(MOST_LISTED) {
        report.detail(&say_problem(problem))?;
    }
    if let Some(more) = read.problems.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        report.detail(&format!("and {more} more"))?;
    }
    Ok(())
}

fn report_refused(
    report: &mut Report,
    location: &Location,
    bytes: &[u8],
    refused: &Refused,
) -> io::Result<()> {
    let text = format!("{}, {refused}", location.file.display());
    let next = match backup::list(location).first() {
        Some(backup) => format!(
            "mend that line, or `goaltree doctor --repair`, or `goaltree restore 1`, which is {}",
            backup.path.display()
        ),
        None => "mend that line, or `goaltree doctor --repair`; there is no backup".to_owned(),
    };
    report.wrong("file", &text, &next)?;
    let content = String::from_utf8_lossy(bytes);
    // Column 0 is the end of the line before.
    let at = if refused.column == 0 { refused.line.saturating_sub(1) } else { refused.line };
    if let Some(line) = content.lines().nth(at.saturating_sub(1)) {
        let shown = safe::clean(line.trim());
        report.detail(&format!("line {at}: {}", safe::cut(&shown, 80, "…")))?;
    }
    if let Some(at) = content.lines().position(|line| line.starts_with("<<<<<<< ")) {
        report.detail(&format!("line {}: the mark of a merge that was not finished", at + 1))?;
    }
    let (readable, all) = salvage(&content);
    report.detail(&format!("{readable} of {all} node lines can be read one by one"))
}

/// How many lines are nodes, taken alone, and how many look as if they were meant to be.
fn salvage(content: &str) -> (usize, usize) {
    let meant = content.lines().map(|line| line.trim().trim_end_matches(','));
    let meant: Vec<&str> =
        meant.filter(|line| line.starts_with("{\"") && !line.starts_with("{\"day\"")).collect();
    let is_node =
        |line: &&&str| json::parse_node(line).is_ok_and(|(node, _)| node.field(Key::Title).is_some());
    (meant.iter().filter(is_node).count(), meant.len())
}

/// The journal, as the program itself would read it; and the tree that both give.
fn journal(
    report: &mut Report,
    options: &Options,
    location: &Location,
    readable: bool,
) -> io::Result<Option<Tree>> {
    let path = location.journal();
    let text = match fs::metadata(&path) {
        Ok(metadata) => format!("{}: {} bytes", path.display(), metadata.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => "none; the file has everything".to_owned(),
        Err(error) => {
            report.wrong(
                "journal",
                &format!("{}: {error}", path.display()),
                "see who owns it and its folder",
            )?;
            return Ok(None);
        }
    };
    if !readable {
        report.ok("journal", &format!("{text}; not looked into before the file can be read"))?;
        return Ok(None);
    }
    match Store::open(location, options.clock) {
        Ok((_, opened)) => {
            if opened.notices.is_empty() {
                report.ok("journal", &text)?;
            }
            for notice in &opened.notices {
                report.wrong("journal", notice, "look whether all is there; the next change settles it")?;
            }
            if let Some(why) = &opened.read_only {
                report.wrong(
                    "journal",
                    &format!("nothing can be written: {why}"),
                    "see who owns the file",
                )?;
            }
            if !opened.drafts.is_empty() {
                let text = format!("{} half-typed texts wait in the journal", opened.drafts.len());
                report.ok("drafts", &text)?;
            }
            Ok(Some(opened.tree))
        }
        Err(error) => {
            let next = error.hint().unwrap_or_else(|| "see the folder of the file".to_owned());
            report.wrong("journal", &error.to_string(), &next)?;
            Ok(None)
        }
    }
}

/// What two devices did at once: what waits for a choice, and copies beside the file.
fn both_sides(report: &mut Report, location: &Location, tree: Option<&Tree>) -> io::Result<()> {
    let count = tree.map_or(0, |tree| rival::all_waiting(tree).count());
    if count > 0 {
        let text = format!("{count} changed on both sides; both values are kept");
        report.wrong("conflicts", &text, "`:conflicts` in the program shows them one by one")?;
    }
    for path in copies::list(location) {
        let text = format!("{} comes from another device", path.display());
        report.wrong("copy", &text, "`:merge-copies` in the program takes it in")?;
    }
    Ok(())
}

fn lock(report: &mut Report, location: &Location) -> io::Result<()> {
    let mut path = location.file.clone().into_os_string();
    path.push(".lock");
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return report.ok("lock", "free"),
        Err(error) => {
            let text = format!("{}: {error}", Path::new(&path).display());
            return report.wrong("lock", &text, "see who owns it and its folder");
        }
    };
    match file.try_lock_shared() {
        Ok(()) => report.ok("lock", "free"),
        Err(fs::TryLockError::WouldBlock) => {
            report.ok("lock", "held by another goaltree at this moment, which takes milliseconds")
        }
        Err(fs::TryLockError::Error(error)) => report.wrong(
            "lock",
            &format!("files cannot be locked here: {error}"),
            "use one window at a time, or move the file to another disk",
        ),
    }
}

fn state_folder(report: &mut Report, location: &Location) -> io::Result<()> {
    let path = location.state.display();
    match fs::metadata(&location.state) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            report.ok("state", &format!("{path} is not there; the first change makes it"))
        }
        Err(error) => report.wrong("state", &format!("{path}: {error}"), "see who owns the folders above it"),
        Ok(metadata) if !metadata.is_dir() => {
            report.wrong("state", &format!("{path} is not a folder"), "move it away")
        }
        // A file without a name: nothing is left behind.
        Ok(_) => match tempfile::tempfile_in(&location.state) {
            Ok(_) => report.ok("state", &path.to_string()),
            Err(error) => report.wrong(
                "state",
                &format!("{path} cannot be written: {error}"),
                "see who owns it; until then undo ends with each run and there are no backups",
            ),
        },
    }
}

fn backups(report: &mut Report, location: &Location) -> io::Result<()> {
    let backups = backup::list(location);
    match backups.first() {
        None => report.ok("backups", "none yet; one an hour is made when the file changes"),
        Some(newest) => {
            let text = format!("{}, the newest {}", backups.len(), newest.path.display());
            match backup::read(newest) {
                Ok(_) => report.ok("backups", &format!("{text}; `goaltree restore` lists them")),
                Err(error) => {
                    report.wrong("backups", &error.to_string(), "`goaltree restore` lists the others")
                }
            }
        }
    }
}

fn terminal(report: &mut Report) -> io::Result<()> {
    let term = setting("TERM").map_or_else(|| "unset".to_owned(), |term| term.to_string_lossy().into_owned());
    if !is_terminal() {
        return report
            .ok("terminal", &format!("TERM {term}; the output goes to no terminal, so it is plain"));
    }
    let colour = match (has_colour(), setting("NO_COLOR")) {
        (true, _) => "colours",
        (false, Some(_)) => "no colours, as NO_COLOR says",
        (false, None) => "no colours",
    };
    let size = crossterm::terminal::size().unwrap_or_default();
    let text = format!("TERM {term}, {colour}, {} columns, {} rows", size.0, size.1);
    if matches!(&*term, "unset" | "dumb") {
        return report.wrong("terminal", &text, "set TERM to what your terminal is, such as xterm-256color");
    }
    report.ok("terminal", &text)
}

/// How what is copied leaves the program, and what stands between the keys and it.
fn clipboard(report: &mut Report) -> io::Result<()> {
    let (by, inside) = (crate::terminal::clipboard_program(), setting("TMUX").is_some());
    let text = by.map_or_else(|| "by the terminal itself (OSC 52)".to_owned(), |name| format!("by {name}"));
    let tmux = "; in tmux: `set -s set-clipboard on`";
    report.ok("clipboard", &format!("{text}{}", if by.is_none() && inside { tmux } else { "" }))?;
    let keys = "each command has a plain one; ? lists them";
    let tmux = "; in tmux: `set -sg escape-time 10`, or Esc is slow";
    report.ok("keys", &format!("{keys}{}", if inside { tmux } else { "" }))
}

/// How the end of a box and reminders reach a person who looks elsewhere.
fn notifications(report: &mut Report, options: &Options) -> io::Result<()> {
    let channel = options.settings.config.remind.terminal;
    report.ok("notify", &crate::terminal::say_notifications(channel, &crate::terminal::environment))
}

/// Whether all of the settings can be used.
fn settings(report: &mut Report, options: &Options) -> io::Result<()> {
    let path = options.config_file.display();
    let [first, rest @ ..] = &options.settings.problems[..] else {
        let state =
            if options.config_file.exists() { "" } else { " is not there; every key has its default" };
        return report.ok("config", &format!("{path}{state}"));
    };
    report.wrong("config", &format!("{path}: {first}"), "`goaltree config show` prints what can be set")?;
    rest.iter().take(MOST_LISTED).try_for_each(|problem| report.detail(&problem.to_string()))
}

fn clock(report: &mut Report, options: &Options, tree: Option<&Tree>) -> io::Result<()> {
    let now = options.clock.now();
    let by = if setting("GOALTREE_NOW").is_some() { ", as GOALTREE_NOW says" } else { "" };
    let text = format!("{}, the day is {}{by}", now.time.format("%Y-%m-%d %H:%M %:z"), now.day());
    let newest = tree.and_then(newest_stamp).unwrap_or(Stamp(i64::MIN));
    let next = "set the machine's clock and its time zone";
    if newest.0 > now.stamp().0.saturating_add(CLOCK_SLACK_SECONDS) {
        let text = format!("{text}, but the file has {}", when::print_stamp(newest));
        return report.wrong("clock", &text, next);
    }
    if now.stamp().0 < EARLIEST {
        return report.wrong("clock", &text, next);
    }
    report.ok("clock", &text)
}

/// The last time at which something was added, done or let go.
fn newest_stamp(tree: &Tree) -> Option<Stamp> {
    let fields = tree.walk(None).flat_map(|(_, node)| node.fields());
    fields.filter_map(|field| if let Value::Stamp(stamp) = field.value() { Some(*stamp) } else { None }).max()
}
