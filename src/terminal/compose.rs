//! The person's own editor on the text of the split editor: it gets the terminal while it runs.
//!
//! It runs in the program's process group, so that Ctrl-Z in it stops both, and the shell sees it. Meanwhile nothing is
//! drawn and nothing read; all else goes on: other windows are heard, and the end of the terminal is noticed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::input::Event;
use super::screen::Screen;
use super::{Leave, Program};
use crate::app::Msg;
use crate::text::safe;

/// The editor where the environment names none.
const FALLBACK: &str = "vi";
/// More than this is not the outline of one goal.
const MOST_BYTES: u64 = 4 << 20;
/// Columns for the name of a program in a sentence.
const NAME_COLUMNS: usize = 20;
/// Columns for what is said of an editor.
const STATUS_COLUMNS: usize = 60;
/// A signal of the editor's keys may be heard so long after its end.
const LATE: Duration = Duration::from_millis(500);
/// How long an editor may take to end when the program has to.
const GRACE: Duration = Duration::from_millis(500);

/// An editor that has the terminal.
pub struct Away {
    /// Its process.
    pid: u32,
    /// Waits for its end.
    waiting: JoinHandle<()>,
    /// The text, in a folder that nobody else can look into and that vanishes with this value.
    folder: TempDir,
    /// What was in it at the beginning.
    before: String,
    modes: Option<Modes>,
}

impl Away {
    fn file(&self) -> PathBuf {
        file_in(&self.folder)
    }
}

fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("split.outline")
}

/// The program and its arguments: `VISUAL`, else `EDITOR`, else `vi`, parted at blanks. Nothing goes through a shell.
fn editor() -> (String, Vec<String>) {
    let settings = ["VISUAL", "EDITOR"].into_iter().filter_map(std::env::var_os);
    let settings = settings.map(|setting| setting.to_string_lossy().into_owned());
    let found = settings.into_iter().find(|setting| !setting.trim().is_empty());
    let found = found.unwrap_or_else(|| FALLBACK.to_owned());
    let mut words = found.split_whitespace().map(str::to_owned);
    (words.next().unwrap_or_else(|| FALLBACK.to_owned()), words.collect())
}

fn write_private(text: &str) -> io::Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    let mut file = OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        folder.permissions(fs::Permissions::from_mode(0o700));
        file.mode(0o600);
    }
    let folder = folder.prefix("goaltree-").tempdir()?;
    file.open(file_in(&folder))?.write_all(text.as_bytes())?;
    Ok(folder)
}

/// Starts the editor on the terminal, and a thread that tells of its end.
fn start(
    program: &str,
    words: &[String],
    folder: &TempDir,
    ended: Sender<Event>,
) -> io::Result<(u32, JoinHandle<()>)> {
    let mut command = Command::new(program);
    command.args(words).arg(file_in(folder));
    if !io::stdin().is_terminal() {
        command.stdin(Stdio::from(File::open("/dev/tty")?));
    }
    let mut child = command.spawn()?;
    let pid = child.id();
    let waiting = std::thread::spawn(move || {
        // The main thread is gone only when the program ends.
        let _ = ended.send(Event::EditorEnded(child.wait()));
    });
    Ok((pid, waiting))
}

impl Program {
    /// Gives the terminal to the person's editor with this text.
    pub(super) fn compose(&mut self, text: &str) {
        let text = if text.is_empty() { String::new() } else { format!("{text}\n") };
        if !self.gate.close() {
            self.gate.open();
            return self.tell(Err("The terminal is busy; Ctrl-E once more.".into()));
        }
        let (program, words) = editor();
        let folder = match write_private(&text) {
            Ok(folder) => folder,
            Err(error) => {
                self.gate.open();
                return self.tell(Err(format!("No file for the editor: {error}.")));
            }
        };
        Screen::leave();
        let modes = Modes::get();
        match start(&program, &words, &folder, self.sender.clone()) {
            Ok((pid, waiting)) => self.away = Some(Away { pid, waiting, folder, before: text, modes }),
            Err(error) => {
                self.take_terminal_again();
                self.tell(Err(no_editor(&program, &error)));
            }
        }
    }

    /// The editor has ended: the terminal is the program's own again.
    pub(super) fn come_back(&mut self, ended: io::Result<ExitStatus>) {
        let Some(away) = self.away.take() else { return };
        if let Some(modes) = &away.modes {
            modes.set();
        }
        self.take_terminal_again();
        self.back_since = Some(Instant::now());
        let result = match ended {
            Ok(status) if status.success() => read(&away),
            Ok(status) => Err(match status.code() {
                Some(code) => format!("The editor ended with {code}; your text is as it was."),
                None => "A signal ended the editor; your text is as it was.".into(),
            }),
            Err(error) => Err(format!("The editor was lost: {error}.")),
        };
        self.tell(result);
    }

    /// Hands the text over, or a sentence that fits into the status line.
    fn tell(&mut self, result: Result<String, String>) {
        let short = |why: String| safe::cut(&safe::clean(&why), STATUS_COLUMNS, "…").into_owned();
        self.send(Msg::Composed(result.map_err(short)));
    }

    fn take_terminal_again(&mut self) {
        if self.screen.reenter().is_err() {
            self.quit = Some(Leave::HungUp);
        }
        self.gate.open();
    }

    /// Whether a signal is for the editor that has the terminal, or had it a moment ago: those of keys go to all
    /// programs on the terminal.
    #[cfg(unix)]
    pub(super) fn is_for_editor(&self, signal: i32) -> bool {
        use signal_hook::consts::{SIGCONT, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH};
        let of_keys = matches!(signal, SIGINT | SIGQUIT | SIGTSTP);
        let of_screen = matches!(signal, SIGCONT | SIGWINCH);
        let was_away = self.back_since.is_some_and(|back| back.elapsed() < LATE);
        (self.away.is_some() && (of_keys || of_screen)) || (was_away && of_keys)
    }

    /// Stops with an editor that stops, so that the shell takes the terminal.
    #[cfg(unix)]
    pub(super) fn obey_with_editor(&self, signal: i32) {
        if signal == signal_hook::consts::SIGTSTP && self.away.is_some() {
            // Nothing useful can be done if the signal cannot be raised.
            let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
        }
    }

    /// The program has to end while an editor runs: the editor ends too, and what was saved in it is kept as a draft.
    pub(super) fn end_editor(&mut self) {
        let Some(away) = self.away.take() else { return };
        end(&away);
        if let Ok(text) = read(&away)
            && text != away.before
        {
            self.tell(Ok(text));
        }
        if let Some(modes) = away.modes.filter(|_| self.quit != Some(Leave::HungUp)) {
            modes.set();
        }
    }
}

/// Asks the editor to end, and makes it end if it does not.
fn end(away: &Away) {
    for gently in [true, false] {
        let start = Instant::now();
        if !away.waiting.is_finished() {
            terminate(away.pid, gently);
        }
        while !away.waiting.is_finished() && start.elapsed() < GRACE {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[cfg(unix)]
fn terminate(pid: u32, gently: bool) {
    use rustix::process::{Pid, Signal, kill_process};
    let signal = if gently { Signal::TERM } else { Signal::KILL };
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        // It may have ended by itself.
        let _ = kill_process(pid, signal);
    }
}

#[cfg(not(unix))]
fn terminate(_: u32, _: bool) {}

fn read(away: &Away) -> Result<String, String> {
    let path = away.file();
    let gone = |error: io::Error| format!("The edited text cannot be read: {error}.");
    if fs::metadata(&path).map_err(gone)?.len() > MOST_BYTES {
        return Err("The edited text is over 4 MB; your text is as it was.".into());
    }
    let bytes = fs::read(&path).map_err(gone)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn no_editor(program: &str, error: &io::Error) -> String {
    let name = safe::cut(program, NAME_COLUMNS, "…");
    match error.kind() {
        io::ErrorKind::NotFound => format!("No editor `{name}`; $EDITOR names one."),
        _ => format!("`{name}` cannot be started: {error}."),
    }
}

/// The modes of the terminal, to be set again after an editor that left others behind.
#[cfg(unix)]
struct Modes(rustix::termios::Termios);

#[cfg(unix)]
impl Modes {
    fn get() -> Option<Self> {
        rustix::termios::tcgetattr(io::stdout()).ok().map(Self)
    }

    fn set(&self) {
        // Where that fails, the terminal is gone, which is noticed elsewhere.
        let _ = rustix::termios::tcsetattr(io::stdout(), rustix::termios::OptionalActions::Now, &self.0);
    }
}

/// Elsewhere, they are the editor's business.
#[cfg(not(unix))]
struct Modes;

#[cfg(not(unix))]
impl Modes {
    fn get() -> Option<Self> {
        None
    }

    fn set(&self) {}
}
