//! What makes the system check for reminders by itself, every quarter of an hour: the files of its own timers.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::args::Timer;
use super::output::{Output, note};
use super::{Failure, Options, setting};
use crate::store::Location;

/// Stands in each file: by it a file of ours is known.
const MARK: &str = "written by `goaltree remind --install`";
/// Seconds between two checks.
const EVERY: u32 = 900;

/// A file of a timer.
struct Timed {
    path: Option<PathBuf>,
    text: String,
}

/// Prints the files of a timer, or writes them where they belong.
pub(super) fn install(options: &Options, at: &Location, timer: Timer, write: bool) -> Result<(), Failure> {
    let program = std::env::current_exe()?;
    let words = [text(&program)?, "--file", text(&at.file)?, "remind", "--check"];
    let (files, next) = files(options, timer, &words);
    if write {
        return write_all(&files, &next);
    }
    let mut out = Output::open();
    for file in &files {
        if let Some(path) = &file.path {
            note(&format!("the next lines belong into {}; --write puts them there", path.display()));
        }
        out.text(&file.text)?;
    }
    out.finish()?;
    note(&next);
    Ok(())
}

/// A path as a file of lines can hold it.
fn text(path: &Path) -> Result<&str, Failure> {
    let text = path.to_str().filter(|text| !text.chars().any(char::is_control));
    text.ok_or_else(|| Failure::could_not(format!("{} has letters that no timer takes", path.display())))
}

/// The files, and what is to be done with them.
fn files(options: &Options, timer: Timer, words: &[&str; 5]) -> (Vec<Timed>, String) {
    let config = options.config_file.parent().unwrap_or(Path::new(""));
    let home = setting("HOME").map(PathBuf::from).unwrap_or_default();
    match timer {
        Timer::Systemd => {
            let folder = config.parent().unwrap_or(config).join("systemd/user");
            let file = |name: &str, text: String| Timed { path: Some(folder.join(name)), text };
            let files =
                vec![file("goaltree.service", service(words)), file("goaltree.timer", systemd_timer())];
            (files, "then `systemctl --user enable --now goaltree.timer`".into())
        }
        Timer::Cron => {
            (vec![Timed { path: None, text: crontab(words) }], "`crontab -e` takes these lines".into())
        }
        Timer::Launchd => {
            let path = home.join("Library/LaunchAgents/goaltree.remind.plist");
            let next = format!("then `launchctl load {}`", path.display());
            (vec![Timed { path: Some(path), text: plist(words) }], next)
        }
        Timer::Schtasks => {
            let path = config.join("goaltree-remind.xml");
            let next = format!("then `schtasks /Create /TN goaltree /XML \"{}\"`", path.display());
            (vec![Timed { path: Some(path), text: task(words) }], next)
        }
    }
}

fn service(words: &[&str]) -> String {
    let quoted = |word: &&str| {
        let escaped = word.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
        format!("\"{escaped}\"")
    };
    let command = words.iter().map(quoted).collect::<Vec<_>>().join(" ");
    format!(
        "# goaltree.service, {MARK}\n[Unit]\nDescription=Reminders of goaltree\n\n[Service]\nType=oneshot\nExecStart={command}\n"
    )
}

fn systemd_timer() -> String {
    let timer = "OnCalendar=*:0/15\nPersistent=true";
    format!(
        "# goaltree.timer, {MARK}\n[Unit]\nDescription=Reminders of goaltree\n\n[Timer]\n{timer}\n\n[Install]\nWantedBy=timers.target\n"
    )
}

fn crontab(words: &[&str]) -> String {
    // The shell reads the line after cron did, which takes a percent sign for the end of it.
    let quoted = |word: &&str| format!("'{}'", word.replace('\'', "'\\''").replace('%', "\\%"));
    let command = words.iter().map(quoted).collect::<Vec<_>>().join(" ");
    let bus = "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$(id -u)/bus";
    format!("# {MARK}; the desktop is found by its bus\n*/15 * * * * {bus} {command}\n")
}

fn xml(word: &str) -> String {
    word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn plist(words: &[&str]) -> String {
    let words: String = words.iter().map(|word| format!("    <string>{}</string>\n", xml(word))).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {MARK} -->\n<plist version=\"1.0\">\n<dict>\n  \
         <key>Label</key>\n  <string>goaltree.remind</string>\n  <key>ProgramArguments</key>\n  <array>\n{words}  \
         </array>\n  <key>StartInterval</key>\n  <integer>{EVERY}</integer>\n</dict>\n</plist>\n"
    )
}

fn task(words: &[&str]) -> String {
    let [program, arguments @ ..] = words else { return String::new() };
    // No path of Windows has a quote in it.
    let quoted: Vec<String> = arguments.iter().map(|word| format!("\"{word}\"")).collect();
    let start = "<StartBoundary>2026-01-01T00:00:00</StartBoundary>";
    let every = "<Repetition><Interval>PT15M</Interval></Repetition>";
    format!(
        "<?xml version=\"1.0\"?>\n<!-- {MARK} -->\n\
         <Task version=\"1.2\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\n  \
         <Triggers><TimeTrigger>{every}{start}</TimeTrigger></Triggers>\n  \
         <Actions><Exec><Command>{}</Command><Arguments>{}</Arguments></Exec></Actions>\n</Task>\n",
        xml(program),
        xml(&quoted.join(" "))
    )
}

/// Writes all of the files, or none if one of them is not ours.
fn write_all(files: &[Timed], next: &str) -> Result<(), Failure> {
    let placed: Vec<(&PathBuf, &str)> =
        files.iter().filter_map(|file| Some((file.path.as_ref()?, &*file.text))).collect();
    if placed.is_empty() {
        return Err(Failure::could_not("cron has no file of its own for that")
            .hint("leave --write out, and paste what is printed at `crontab -e`"));
    }
    for (path, _) in &placed {
        let is_ours = match fs::read_to_string(path) {
            Ok(text) => text.contains(MARK),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        if !is_ours {
            return Err(Failure::could_not(format!("{} was not written by goaltree", path.display()))
                .hint("move it away, or leave --write out; nothing was written"));
        }
    }
    let mut out = Output::open();
    for (path, text) in placed {
        let cannot = |error| Failure::could_not(format!("{} cannot be written: {error}", path.display()));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(cannot)?;
        }
        fs::write(path, text).map_err(cannot)?;
        out.plain(&format!("wrote {}", path.display()))?;
    }
    out.finish()?;
    note(next);
    Ok(())
}
