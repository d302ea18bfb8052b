//! The screen: entered, drawn in one write a frame, and always given back as it was found.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::rc::Rc;

use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect, Size};

use super::clipboard;
use crate::app::App;
use crate::store::Location;
use crate::text::safe;
use crate::view::{self, Theme};

/// Alternate screen, keyboard flags (each screen has its own), bracketed paste, clicks and wheel without motion.
const ENTER: &str = "\x1b[?1049h\x1b[>1u\x1b[?2004h\x1b[?1000h\x1b[?1006h\x1b[?25l";
/// The same backwards.
const LEAVE: &str = "\x1b[?25h\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[<1u\x1b[?1049l";
/// Around a frame: terminals that know it show the frame at once.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Gathers what ratatui writes, flushes and all, so that a frame leaves in one piece.
#[derive(Clone, Default)]
struct Gather(Rc<RefCell<Vec<u8>>>);

impl Write for Gather {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal while the program has it.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Gather>>,
    gathered: Gather,
}

impl Screen {
    /// Takes the terminal, and makes sure that even a panic gives it back.
    pub fn enter(location: &Location) -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::other("standard output goes elsewhere"));
        }
        let gathered = Gather::default();
        let terminal = Terminal::new(CrosstermBackend::new(gathered.clone()))?;
        let screen = Self { terminal, gathered };
        restore_on_panic(location.journal());
        take_terminal()?;
        Ok(screen)
    }

    /// Takes the terminal again after the program was suspended.
    pub fn reenter(&mut self) -> io::Result<()> {
        take_terminal()?;
        self.redraw_all();
        Ok(())
    }

    /// Gives the terminal back.
    pub fn leave() {
        give_terminal_back();
    }

    /// Forgets what is on the screen, so that the next frame draws all of it.
    pub fn redraw_all(&mut self) {
        // Not `clear`: that asks the terminal where its cursor is, and the answer would come to the thread that reads.
        let Ok(size) = self.terminal.size() else { return };
        // Clearing only fails where writing fails, and gathering does not.
        let _ = self.terminal.resize(Rect::from((Position::ORIGIN, size)));
    }

    /// Sends a question to the terminal with the next frame.
    pub fn ask(&mut self, question: &[u8]) {
        self.gathered.0.borrow_mut().extend_from_slice(question);
    }

    /// Puts text on the clipboard: of the terminal by OSC 52 with the next frame, also over SSH, and of the system where
    /// it has a program for that.
    pub fn copy(&mut self, text: &str) {
        // Gathering does not fail.
        let _ = crossterm::queue!(self.gathered, CopyToClipboard::to_clipboard_from(text));
        clipboard::offer(text);
    }

    /// The size of the terminal.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Draws the session in one write.
    pub fn draw(&mut self, app: &App, theme: &Theme) -> io::Result<()> {
        self.gathered.0.borrow_mut().splice(0..0, BEGIN.iter().copied());
        self.terminal.draw(|frame| {
            let area = frame.area();
            if let Some(position) = view::render(app, theme, area, frame.buffer_mut()) {
                frame.set_cursor_position(position);
            }
        })?;
        let mut bytes = self.gathered.0.borrow_mut();
        bytes.extend_from_slice(END);
        let mut out = io::stdout().lock();
        let written = out.write_all(&bytes).and_then(|()| out.flush());
        bytes.clear();
        written
    }
}

fn take_terminal() -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = io::stdout().lock();
    out.write_all(ENTER.as_bytes())?;
    out.flush()
}

/// Nothing can be done where giving back fails: the terminal is gone.
fn give_terminal_back() {
    let mut out = io::stdout().lock();
    let _ = out.write_all(LEAVE.as_bytes()).and_then(|()| out.flush());
    let _ = disable_raw_mode();
}

fn restore_on_panic(journal: PathBuf) {
    std::panic::set_hook(Box::new(move |info| {
        // A thread beside the main one must not take the screen away under it.
        if std::thread::current().name() == Some("main") {
            give_terminal_back();
            let mut words: Vec<String> =
                info.to_string().lines().map(|line| safe::clean(line).into_owned()).collect();
            let trace = std::backtrace::Backtrace::capture();
            if trace.status() == std::backtrace::BacktraceStatus::Captured {
                words.push(trace.to_string());
            }
            // What went wrong may quote a title, and where errors go to may be gone too.
            let _ = writeln!(
                io::stderr(),
                "{}\nEvery change that was on the screen is in {} and comes back at the next start.",
                words.join("\n"),
                journal.display()
            );
        }
    }));
}
