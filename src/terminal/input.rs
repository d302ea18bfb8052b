//! What comes from outside: keys, paste, mouse, signals, and the terminal's answers.

use std::io;
use std::process::ExitStatus;
use std::sync::mpsc::Sender;
use std::time::Instant;

use crossterm::event::{
    self, Event as Input, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use super::background::{Answers, Heard};
use super::gate::Gate;
use crate::app::{Code, Key, Msg, Pointer};
use crate::store;
use crate::view::Background;

/// Something that the main thread waits for.
pub enum Event {
    Input(Input),
    /// The terminal told what its background is like.
    Background(Background),
    /// The terminal is gone, or cannot be read any more.
    InputEnded,
    Signal(i32),
    Store(store::Event),
    /// The editor that had the terminal has ended.
    EditorEnded(io::Result<ExitStatus>),
    /// What the idea command answered to the question of this number, or why it did not.
    Answered(u64, Result<String, String>),
    /// A notification of the desktop was shown, or why it was not.
    Notified(Result<(), String>),
}

/// Reads the terminal until it is gone, as long as the gate is open.
pub fn read(sender: &Sender<Event>, gate: &Gate) {
    read_until_gone(sender, gate);
    gate.end();
}

fn read_until_gone(sender: &Sender<Event>, gate: &Gate) {
    let mut answers = Answers::default();
    loop {
        gate.pass();
        match event::read() {
            Ok(input) => {
                let events = match answers.hear(input, Instant::now()) {
                    Heard::Nothing => vec![],
                    Heard::Answer(background) => vec![Event::Background(background)],
                    Heard::Events(events) => events.into_iter().map(Event::Input).collect(),
                };
                if events.into_iter().try_for_each(|event| sender.send(event)).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => {
                let _ = sender.send(Event::InputEnded);
                return;
            }
        }
    }
}

/// Catches the signals that mean something to the program from now on, and passes them on.
#[cfg(unix)]
pub fn hear_signals(sender: Sender<Event>) {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    let wanted = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    let Ok(mut signals) = signal_hook::iterator::Signals::new(wanted) else { return };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if sender.send(Event::Signal(signal)).is_err() {
                return;
            }
        }
    });
}

/// Notices that the terminal is gone where no signal tells, as below a parent that ignores it.
#[cfg(unix)]
pub fn wait_for_hangup(sender: &Sender<Event>) {
    use rustix::event::{PollFd, PollFlags, poll};
    use std::io::IsTerminal as _;
    let out = io::stdout();
    if !out.is_terminal() {
        return;
    }
    // Asked for nothing, it tells of the end only.
    let mut waiting = [PollFd::new(&out, PollFlags::empty())];
    while poll(&mut waiting, None) == Err(rustix::io::Errno::INTR) {}
    // Systems that cannot wait for a terminal say so at once: there the signal has to do.
    if waiting[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) {
        let _ = sender.send(Event::InputEnded);
    }
}

/// What an event of the terminal means to the session.
pub fn message(input: Input) -> Option<Msg> {
    match input {
        Input::Key(key) if key.kind != KeyEventKind::Release => {
            let code = code(key.code)?;
            let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
            let alt = key.modifiers.contains(KeyModifiers::ALT);
            Some(Msg::Key(Key { code, ctrl, alt }))
        }
        // Terminals send line ends as the Enter key does.
        Input::Paste(text) => Some(Msg::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))),
        Input::Resize(width, height) => Some(Msg::Resize(width, height)),
        Input::Mouse(mouse) => {
            let pointer = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Pointer::Click,
                MouseEventKind::ScrollUp => Pointer::WheelUp,
                MouseEventKind::ScrollDown => Pointer::WheelDown,
                _ => return None,
            };
            Some(Msg::Mouse(pointer, mouse.column, mouse.row))
        }
        Input::Key(_) | Input::FocusGained | Input::FocusLost => None,
    }
}

fn code(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Char(character) => Code::Char(character),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    })
}
