//! Asks a program of the person's own: JSON to its standard input, lines from its standard output.
//!
//! It runs without a shell and in a process group of its own, so that its children end with it. Whatever it does, it is
//! ended: after its time, after enough lines, and when the program leaves. Nobody waits for it on the way to a frame.

use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::text::safe;

/// Most lines that are read.
const MOST_LINES: usize = 200;
/// Most bytes that are read.
const MOST_BYTES: usize = 64 << 10;
/// Most bytes of its complaints.
const MOST_COMPLAINT: usize = 4 << 10;
/// Columns for what is said of it, and for its name there.
const STATUS_COLUMNS: usize = 60;
const NAME_COLUMNS: usize = 20;
/// How long one of two may last without the other: an open output after its end, or a program after its output.
const GRACE: Duration = Duration::from_millis(300);
/// How often is looked whether it has ended.
const STEP: Duration = Duration::from_millis(20);

/// A program that was asked. Dropping this ends it.
#[derive(Debug)]
pub struct Ask(Arc<Mutex<Life>>);

/// Whether there is something to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Life {
    /// The process that leads the group.
    Runs(u32),
    /// Nobody wants to know any more.
    Stopped,
    Over,
}

impl Ask {
    /// Starts `command`, the program and its arguments, and gives it `stdin_json`. When it has ended, or has said
    /// enough, or `timeout` is over, `on_end` gets its lines, or a sentence for the status line, once.
    ///
    /// `on_end` runs in another thread; if the program cannot be started, in this one and at once.
    pub fn start(
        command: &[String],
        stdin_json: String,
        timeout: Duration,
        on_end: impl FnOnce(Result<String, String>) + Send + 'static,
    ) -> Self {
        let deadline = Instant::now() + timeout;
        let Some((program, arguments)) = command.split_first() else {
            on_end(Err("No program is set: `command` in [ideas].".into()));
            return Self(Arc::new(Mutex::new(Life::Over)));
        };
        let name = short_name(program);
        let mut child = match spawn(program, arguments) {
            Ok(child) => child,
            Err(error) => {
                on_end(Err(short(&match error.kind() {
                    ErrorKind::NotFound => format!("There is no program `{name}`."),
                    _ => format!("`{name}` cannot be started: {error}."),
                })));
                return Self(Arc::new(Mutex::new(Life::Over)));
            }
        };
        let life = Arc::new(Mutex::new(Life::Runs(child.id())));
        if let Some(mut input) = child.stdin.take() {
            // A program that never reads keeps nobody but this thread, and that no longer than it lives.
            std::thread::spawn(move || input.write_all(stdin_json.as_bytes()));
        }
        let ask = Self(Arc::clone(&life));
        std::thread::spawn(move || {
            let mut talk = Talk::new(&mut child);
            let end = talk.follow(&mut child, deadline, &life);
            let wanted = finish(&life);
            // It was killed, if it had not ended: this does not take long.
            let status = child.wait();
            if wanted {
                on_end(talk.result(end, status.ok(), &name, timeout));
            }
        });
        ask
    }

    /// Ends the program and its children at once. What it said is not told any more, unless that is on its way already.
    pub fn stop(self) {}
}

impl Drop for Ask {
    fn drop(&mut self) {
        let mut life = lock(&self.0);
        if let Life::Runs(pid) = *life {
            kill_group(pid);
            *life = Life::Stopped;
        }
    }
}

fn lock(life: &Mutex<Life>) -> MutexGuard<'_, Life> {
    life.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends what is left of the group, as long as its number cannot be another's; tells whether somebody waits for the end.
fn finish(life: &Mutex<Life>) -> bool {
    let mut life = lock(life);
    match std::mem::replace(&mut *life, Life::Over) {
        Life::Runs(pid) => {
            kill_group(pid);
            true
        }
        Life::Stopped | Life::Over => false,
    }
}

fn spawn(program: &str, arguments: &[String]) -> std::io::Result<Child> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

/// Why a talk is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// It ended by itself.
    Itself,
    /// It has said enough, or will say no more.
    Enough,
    /// Its time is over.
    Late,
    /// Nobody wants to know any more.
    Stopped,
}

/// What a program says.
struct Talk<O, E> {
    out: Stream<O>,
    err: Stream<E>,
}

/// One of its outputs.
struct Stream<S> {
    /// None from its end on.
    source: Option<S>,
    closed: Option<Instant>,
    bytes: Vec<u8>,
    most: usize,
}

impl<S: Read> Stream<S> {
    fn new(source: Option<S>, most: usize) -> Self {
        Self { source, closed: None, bytes: Vec::new(), most }
    }

    /// Takes one piece, which is there; what is too much is read and forgotten.
    fn take_piece(&mut self) {
        let Some(source) = &mut self.source else { return };
        let mut piece = [0; 8 << 10];
        match source.read(&mut piece) {
            Ok(0) => self.close(),
            Ok(count) => {
                let room = self.most.saturating_sub(self.bytes.len());
                self.bytes.extend_from_slice(&piece[..count.min(room)]);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => self.close(),
        }
    }

    fn close(&mut self) {
        self.source = None;
        self.closed = Some(Instant::now());
    }
}

impl Talk<std::process::ChildStdout, std::process::ChildStderr> {
    fn new(child: &mut Child) -> Self {
        Self {
            out: Stream::new(child.stdout.take(), MOST_BYTES),
            err: Stream::new(child.stderr.take(), MOST_COMPLAINT),
        }
    }

    /// Listens until there is nothing more to wait for.
    fn follow(&mut self, child: &mut Child, deadline: Instant, life: &Mutex<Life>) -> End {
        let mut ended: Option<Instant> = None;
        loop {
            self.listen(STEP);
            let waited = |since: Option<Instant>| since.is_some_and(|since| since.elapsed() >= GRACE);
            if *lock(life) == Life::Stopped {
                return End::Stopped;
            }
            if self.has_enough() {
                return End::Enough;
            }
            if ended.is_none() && has_ended(child) {
                ended = Some(Instant::now());
            }
            let all_closed = self.out.source.is_none() && self.err.source.is_none();
            if (ended.is_some() && all_closed) || waited(ended) {
                return End::Itself;
            }
            if Instant::now() >= deadline {
                return End::Late;
            }
            if waited(self.out.closed) {
                return End::Enough;
            }
        }
    }

    /// Takes what is said within `limit`; sleeps if nothing is.
    #[cfg(unix)]
    fn listen(&mut self, limit: Duration) {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        let mut waiting = Vec::with_capacity(2);
        waiting.extend(self.out.source.as_ref().map(|out| PollFd::new(out, PollFlags::IN)));
        waiting.extend(self.err.source.as_ref().map(|err| PollFd::new(err, PollFlags::IN)));
        let limit = Timespec::try_from(limit).ok();
        if poll(&mut waiting, limit.as_ref()).is_err() {
            return;
        }
        let mut ready = waiting.iter().map(|one| !one.revents().is_empty()).collect::<Vec<_>>().into_iter();
        let out_ready = self.out.source.is_some() && ready.next().unwrap_or(false);
        if self.err.source.is_some() && ready.next().unwrap_or(false) {
            self.err.take_piece();
        }
        if out_ready {
            self.out.take_piece();
        }
    }

    /// Elsewhere there is no waiting for two at once: what is said comes when it comes.
    #[cfg(not(unix))]
    fn listen(&mut self, _: Duration) {
        self.out.take_piece();
    }

    fn has_enough(&self) -> bool {
        let lines = || self.out.bytes.iter().filter(|byte| **byte == b'\n').count();
        self.out.bytes.len() >= MOST_BYTES || lines() >= MOST_LINES
    }

    fn result(
        self,
        end: End,
        status: Option<ExitStatus>,
        name: &str,
        timeout: Duration,
    ) -> Result<String, String> {
        match (end, status) {
            (End::Late | End::Stopped, _) => {
                Err(format!("`{name}` took over {} s and was stopped.", timeout.as_secs()))
            }
            (End::Itself, Some(status)) if !status.success() => Err(self.complaint(status, name)),
            _ => Ok(self.lines()),
        }
    }

    fn lines(&self) -> String {
        let mut bytes = &self.out.bytes[..];
        // The line in the middle of which was stopped is not one.
        if bytes.len() >= MOST_BYTES
            && let Some(end) = bytes.iter().rposition(|byte| *byte == b'\n')
        {
            bytes = &bytes[..=end];
        }
        let text = String::from_utf8_lossy(bytes);
        text.lines().take(MOST_LINES).map(|line| safe::without_controls(line).into_owned() + "\n").collect()
    }

    /// The first line of what it complains about.
    fn complaint(&self, status: ExitStatus, name: &str) -> String {
        let text = String::from_utf8_lossy(&self.err.bytes);
        let first = text.lines().map(str::trim).find(|line| !line.is_empty());
        let end = match status.code() {
            Some(code) => format!("{name} ended with {code}"),
            None => format!("A signal ended {name}"),
        };
        short(&match first {
            Some(line) => format!("{end}: {}.", line.trim_end_matches('.')),
            None => format!("{end}."),
        })
    }
}

/// Whether it has ended. Its number stays its own until somebody waits for it, so that its group can still be ended.
#[cfg(unix)]
fn has_ended(child: &Child) -> bool {
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    let Some(pid) = pid(child.id()) else { return true };
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    match waitid(WaitId::Pid(pid), options) {
        Ok(state) => state.is_some(),
        Err(error) => error != rustix::io::Errno::INTR,
    }
}

#[cfg(not(unix))]
fn has_ended(child: &mut Child) -> bool {
    !matches!(child.try_wait(), Ok(None))
}

#[cfg(unix)]
fn pid(number: u32) -> Option<rustix::process::Pid> {
    rustix::process::Pid::from_raw(i32::try_from(number).ok()?)
}

#[cfg(unix)]
fn kill_group(number: u32) {
    if let Some(pid) = pid(number) {
        // All of it may have ended by itself.
        let _ = rustix::process::kill_process_group(pid, rustix::process::Signal::KILL);
    }
}

#[cfg(not(unix))]
fn kill_group(_: u32) {}

fn short_name(program: &str) -> String {
    let name = Path::new(program).file_name().unwrap_or(program.as_ref()).to_string_lossy();
    safe::cut(&safe::clean(&name), NAME_COLUMNS, "…").into_owned()
}

fn short(sentence: &str) -> String {
    safe::cut(&safe::clean(sentence), STATUS_COLUMNS, "…").into_owned()
}

#[cfg(all(test, unix))]
mod tests;
