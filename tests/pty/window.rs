//! A terminal window with the program in it: keys in, screen and raw bytes out.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use crate::home::Home;
use crate::screen::{Output, View, count, find, find_last};
use crate::system::{signal, until};

/// How long anything may take, on a machine that does other things too.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// The modes that are on while the program has the terminal, and what takes them off.
pub const MODES: [(&str, &str); 5] = [
    ("\x1b[?1049h", "\x1b[?1049l"),
    ("\x1b[?2004h", "\x1b[?2004l"),
    ("\x1b[?1000h", "\x1b[?1000l"),
    ("\x1b[?1006h", "\x1b[?1006l"),
    ("\x1b[>1u", "\x1b[<1u"),
];

/// What the terminal says when it is asked for its background.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Silent,
    Dark,
    Light,
}

impl Ground {
    /// The answer as bytes.
    pub fn answer(self) -> &'static str {
        match self {
            Self::Silent => "",
            Self::Dark => "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
            Self::Light => "\x1b]11;rgb:ffff/ffff/f0f0\x1b\\",
        }
    }
}

struct Shared {
    output: Mutex<Output>,
    changed: Condvar,
    writer: Mutex<Option<Box<dyn Write + Send>>>,
    ground: Ground,
    /// Whether the reader shall end with the next piece, so that nothing holds the terminal any more.
    closing: Mutex<bool>,
}

/// A window with a running program.
pub struct Window {
    shared: Arc<Shared>,
    reader: Option<JoinHandle<()>>,
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    pub pid: u32,
    /// The terminal's settings before anybody changed them.
    settings: String,
}

/// How a window is opened.
pub struct Opening<'a> {
    pub home: &'a Home,
    pub columns: u16,
    pub rows: u16,
    pub ground: Ground,
}

impl Opening<'_> {
    pub fn open(&self) -> Window {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_goaltree"));
        command.args(["--file".as_ref(), self.home.file().as_os_str()]);
        self.open_with(command)
    }

    pub fn open_with(&self, mut command: CommandBuilder) -> Window {
        command.env_clear();
        command.cwd(self.home.path(""));
        for (name, value) in self.home.environment() {
            command.env(name, value);
        }
        let pair = native_pty_system().openpty(size(self.columns, self.rows)).expect("a terminal");
        let settings = settings(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("a process");
        drop(pair.slave);
        let shared = Arc::new(Shared {
            output: Mutex::new(Output::new(at_least_one(self.rows), at_least_one(self.columns))),
            changed: Condvar::new(),
            writer: Mutex::new(Some(pair.master.take_writer().expect("a writer"))),
            ground: self.ground,
            closing: Mutex::new(false),
        });
        let reader = pair.master.try_clone_reader().expect("a reader");
        let thread = std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || read_all(reader, &shared)
        });
        let pid = child.process_id().expect("an id");
        Window { shared, reader: Some(thread), master: Some(pair.master), child, pid, settings }
    }
}

/// Reads what the program writes, shows it, and answers its questions as a terminal does.
fn read_all(mut reader: Box<dyn Read + Send>, shared: &Shared) {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = reader.read(&mut buffer).unwrap_or(0);
        let piece = &buffer[..count];
        let mut output = shared.output.lock().expect("no panic");
        output.ended = count == 0;
        output.take(piece);
        drop(output);
        shared.changed.notify_all();
        if count == 0 || *shared.closing.lock().expect("no panic") {
            return;
        }
        for (question, answer) in
            [("\x1b]11;?", shared.ground.answer()), ("\x1b[c", "\x1b[?62;c"), ("\x1b[?u", "\x1b[?0u")]
        {
            if !answer.is_empty() && find(piece, question.as_bytes()).is_some() {
                shared.send(answer.as_bytes());
            }
        }
    }
}

impl Shared {
    fn send(&self, bytes: &[u8]) {
        if let Some(writer) = &mut *self.writer.lock().expect("no panic") {
            // A program that is gone already hears nothing.
            let _ = writer.write_all(bytes).and_then(|()| writer.flush());
        }
    }
}

impl Window {
    /// Opens a window of 80 columns and 24 rows, and waits for the first frame.
    pub fn open(home: &Home) -> Self {
        Self::open_sized(home, 80, 24)
    }

    /// Opens a window, and waits for the first frame.
    pub fn open_sized(home: &Home, columns: u16, rows: u16) -> Self {
        let window = Opening { home, columns, rows, ground: Ground::Dark }.open();
        window
            .wait_for("the first frame", |view| view.0.alternate_screen() && !view.text().trim().is_empty());
        window
    }

    /// Opens a window with a script of the shell, to which the program is `$0` and the file `$1`.
    pub fn open_in_shell(home: &Home, script: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_goaltree")]);
        command.arg(home.file());
        Opening { home, columns: 80, rows: 24, ground: Ground::Dark }.open_with(command)
    }

    /// Sends keys as a terminal sends them, in one write.
    pub fn keys(&self, keys: &str) {
        self.shared.send(keys.as_bytes());
    }

    /// Pastes; line ends go as carriage returns, as terminals send them.
    pub fn paste(&self, text: &str) {
        self.keys(&format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r")));
    }

    fn output(&self) -> MutexGuard<'_, Output> {
        self.shared.output.lock().expect("no panic")
    }

    /// Waits until the screen is as wanted.
    pub fn wait_for(&self, what: &str, wanted: impl Fn(&View) -> bool) {
        self.wait_within(PATIENCE, what, wanted);
    }

    /// Waits until the screen is as wanted, at most so long.
    pub fn wait_within(&self, limit: Duration, what: &str, wanted: impl Fn(&View) -> bool) {
        let start = Instant::now();
        let mut output = self.output();
        while !wanted(&View(output.parser.screen())) {
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() || output.ended {
                let state = if output.ended { "the program has ended" } else { "in vain" };
                let screen = View(output.parser.screen()).text();
                drop(output);
                let tail = String::from_utf8_lossy(&self.since(self.mark().saturating_sub(300))).into_owned();
                panic!("waited for {what}, {state}:\n{screen}\n--- {tail:?}");
            }
            output = self.shared.changed.wait_timeout(output, left).expect("no panic").0;
        }
    }

    /// Waits until these words are on the screen.
    pub fn wait(&self, words: &str) {
        self.wait_for(&format!("{words:?}"), |view| view.has(words));
    }

    /// Waits until these words are not on the screen.
    pub fn wait_gone(&self, words: &str) {
        self.wait_for(&format!("the end of {words:?}"), |view| !view.has(words));
    }

    /// Waits until the cursor's row has these words.
    pub fn wait_cursor(&self, words: &str) {
        self.wait_for(&format!("the cursor on {words:?}"), |view| {
            view.at_cursor().is_some_and(|(_, row)| row.contains(words))
        });
    }

    /// Sends keys and waits until something comes out.
    pub fn step(&self, keys: &str) {
        let mark = self.mark();
        self.keys(keys);
        let output = self.output();
        let more = |output: &mut Output| output.raw.len() == mark && !output.ended;
        let waited = self.shared.changed.wait_timeout_while(output, PATIENCE, more).expect("no panic");
        assert!(!waited.1.timed_out(), "no frame after {keys:?}");
    }

    /// Waits until nothing comes out any more.
    pub fn rest(&self) {
        let mut length = 0;
        until(PATIENCE, "the end of the output", || {
            std::thread::sleep(Duration::from_millis(80));
            std::mem::replace(&mut length, self.mark()) == length
        });
    }

    /// Leaves what is being typed, and quits.
    pub fn quit_from_editor(self) {
        self.keys("\x1b");
        self.wait("Kept as a draft");
        self.quit();
    }

    /// Writes over the screen, as another program may.
    pub fn spoil(&self) {
        self.output().parser.process(b"\x1b[2J\x1b[5;5Hsomething else");
    }

    /// Looks at the screen.
    pub fn look<T>(&self, look: impl FnOnce(&View) -> T) -> T {
        look(&View(self.output().parser.screen()))
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        View(self.output().parser.screen()).text()
    }

    /// How much came out so far; see [`Window::since`].
    pub fn mark(&self) -> usize {
        self.output().raw.len()
    }

    /// The bytes that came out since a mark.
    pub fn since(&self, mark: usize) -> Vec<u8> {
        self.output().raw[mark..].to_vec()
    }

    /// The lengths of the pieces in which the output came.
    pub fn pieces(&self) -> Vec<usize> {
        self.output().pieces.clone()
    }

    /// How often this came out since a mark.
    pub fn count(&self, mark: usize, text: &str) -> usize {
        count(&self.output().raw[mark..], text)
    }

    /// Makes the window larger or smaller.
    pub fn resize(&self, columns: u16, rows: u16) {
        // The terminal changes first, and then tells.
        self.output().parser.set_size(at_least_one(rows), at_least_one(columns));
        self.master.as_ref().expect("a terminal").resize(size(columns, rows)).expect("a new size");
    }

    /// Sends a signal, such as `TERM`.
    pub fn signal(&self, name: &str) {
        signal(self.pid, name);
    }

    /// Ends the process as a power cut would, as far as a process goes, and waits for its end.
    pub fn kill(mut self) {
        self.signal("KILL");
        self.child.wait().expect("an end");
    }

    /// Waits for the end of the process.
    pub fn wait_end(&mut self, limit: Duration) -> ExitStatus {
        let mut status = None;
        until(limit, "the end of the process", || {
            status = self.child.try_wait().expect("a state");
            status.is_some()
        });
        if let Some(reader) = self.reader.take()
            && self.master.is_some()
        {
            reader.join().expect("no panic");
        }
        status.expect("a status")
    }

    /// Quits as a person does.
    pub fn quit(mut self) {
        self.keys("q");
        let status = self.wait_end(PATIENCE);
        assert_eq!(status.exit_code(), 0, "{}", self.text());
        self.assert_given_back();
    }

    /// The terminal is as it was before the program had it.
    pub fn assert_given_back(&self) {
        let raw = self.since(0);
        for (on, off) in MODES {
            let (ons, offs) = (count(&raw, on), count(&raw, off));
            assert!(ons > 0 && ons == offs, "{on:?} {ons} times, {off:?} {offs} times");
            assert!(find_last(&raw, off.as_bytes()) > find_last(&raw, on.as_bytes()), "{off:?} comes last");
        }
        self.look(|view| {
            assert!(!view.0.alternate_screen() && !view.0.bracketed_paste() && !view.0.hide_cursor());
            assert_eq!(view.0.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        });
        if let Some(master) = &self.master {
            assert_eq!(settings(&**master), self.settings, "raw mode is off");
        }
    }

    /// Closes the window under the running program.
    pub fn close(&mut self) {
        self.rest();
        *self.shared.closing.lock().expect("no panic") = true;
        // Dropping the writer sends Ctrl-J and Ctrl-D, to which the program says something; with that the reader ends.
        self.shared.writer.lock().expect("no panic").take();
        self.reader.take().expect("a reader").join().expect("no panic");
        // What is written after that comes before the end, so that the end is noticed by itself.
        std::thread::sleep(Duration::from_millis(100));
        self.master.take();
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            self.signal("KILL");
            // It was alive a moment ago; nothing else can be done about it.
            let _ = self.child.wait();
        }
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn at_least_one(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("settings"))
}
