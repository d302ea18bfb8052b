//! The terminal: events in, messages to the session, effects to the store, one write per frame.
//!
//! One thread reads the terminal (crossterm can spin for ever when it goes away), one waits for it to go away, one for
//! signals, the store has one for the disk; this one waits on a single channel and does everything else. Nothing is
//! drawn, and no time is spent, while nothing happens; a box on the screen wakes it once a second.

mod ask;
mod background;
mod clipboard;
mod compose;
mod copies;
mod desktop;
mod effects;
mod error;
mod gate;
mod input;
mod open;
mod remind;
mod screen;
mod start;
mod tell;
mod templates;

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::app::{App, Effect, Msg};
use crate::clock::Clock;
use crate::config::Config;
use crate::model::Change;
use crate::store::{self, Commit, Location, Store};
use crate::text::template::Template;
use crate::view::Theme;
use background::QUESTION;
use compose::Away;
use effects::Asked;
use gate::Gate;
use input::Event;
use screen::Screen;

pub use ask::Ask;
pub use background::ThemeChoice;
pub use clipboard::program as clipboard_program;
pub use desktop::notify as notify_desktop;
pub use error::Error;
pub use remind::{MEMORY as REMINDERS, TEST as TEST_REMINDER};
pub use tell::{environment, say as say_notifications};

/// Nodes that are lent to a checkpoint between two keys: a hundred thousand take one to six milliseconds.
const MOST_LENT: usize = 200_000;
/// How long half-typed text may wait before it is written down.
const DRAFT_DELAY: Duration = Duration::from_secs(1);
/// The exit code of a program that a signal ended is this and the signal's number.
const SIGNALLED: u8 = 128;
/// How long a change that could not be written waits for the next try.
const RETRY_DELAY: Duration = Duration::from_secs(5);

/// What the terminal program needs to know.
#[derive(Debug)]
pub struct Options {
    /// Where the goals are.
    pub location: Location,
    /// Which colours.
    pub theme: ThemeChoice,
    /// Whether only ASCII is drawn.
    pub ascii: bool,
    /// The one clock.
    pub clock: Clock,
    /// Whether the file is a throw-away copy.
    pub is_demo: bool,
    /// What items can be filled from.
    pub templates: Vec<Template>,
    /// Where the person's own templates are kept.
    pub templates_folder: PathBuf,
    /// What the person has set.
    pub config: Config,
    /// What is to be told at the start.
    pub notices: Vec<String>,
}

/// Runs the program until the person quits, and gives the exit code: 0, or that of the signal that ended it.
///
/// # Errors
/// The file cannot be opened, the terminal cannot be used, or the last changes cannot be saved.
pub fn run(options: &Options) -> Result<u8, Error> {
    let (store, opened) = Store::open(&options.location, options.clock).map_err(Error::Store)?;
    let colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let told = options.theme.told();
    let theme = Theme::new(told.unwrap_or_default(), colour, options.ascii);
    let (sender, receiver) = mpsc::channel();
    // From here on, no signal ends the program before it has given the terminal back.
    #[cfg(unix)]
    input::hear_signals(sender.clone());
    let mut screen = Screen::enter(&options.location).map_err(Error::Terminal)?;
    if told.is_none() && colour {
        screen.ask(QUESTION);
    }
    let app = start::app(options, opened);
    let mut program = Program {
        app,
        store,
        screen,
        theme,
        clock: options.clock,
        templates: options.templates_folder.clone(),
        location: options.location.clone(),
        copies: Vec::new(),
        copies_taken: false,
        sender,
        gate: Gate::default(),
        away: None,
        asked: Asked::default(),
        back_since: None,
        unstored: Vec::new(),
        last_number: 0,
        drafts_since: None,
        quit: None,
    };
    program.draw();
    program.listen();
    program.follow_events(&receiver);
    program.leave()
}

struct Program {
    app: App,
    store: Store,
    screen: Screen,
    theme: Theme,
    clock: Clock,
    /// Where the person's own templates are kept.
    templates: PathBuf,
    location: Location,
    /// The copies beside the file that were read last.
    copies: Vec<store::copies::Copy>,
    /// Whether they are in the session, and to be set aside.
    copies_taken: bool,
    /// Where everything that happens comes in.
    sender: Sender<Event>,
    /// Where the thread waits that reads the terminal, while another program has it.
    gate: Gate,
    /// The editor that has the terminal.
    away: Option<Away>,
    /// The idea command.
    asked: Asked,
    /// When the last editor gave it back.
    back_since: Option<Instant>,
    /// Changes that the session has and the journal does not, oldest first.
    unstored: Vec<Change>,
    last_number: u64,
    /// Since when half-typed text waits to be written down.
    drafts_since: Option<Instant>,
    quit: Option<Leave>,
}

/// Why the program ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leave {
    /// The person wants to.
    Asked,
    /// A signal.
    Signal(i32),
    /// The terminal is gone: nothing may be written to it any more.
    HungUp,
}

impl Program {
    fn listen(&mut self) {
        let (input, gate) = (self.sender.clone(), self.gate.clone());
        std::thread::spawn(move || input::read(&input, &gate));
        #[cfg(unix)]
        {
            let end = self.sender.clone();
            std::thread::spawn(move || input::wait_for_hangup(&end));
        }
        let disk = self.sender.clone();
        self.store.start_worker(move |event| {
            // The main thread is gone only when the program ends.
            let _ = disk.send(Event::Store(event));
        });
    }

    fn follow_events(&mut self, receiver: &Receiver<Event>) {
        while self.quit.is_none() {
            let event = match self.patience() {
                None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(patience) => receiver.recv_timeout(patience),
            };
            match event {
                Ok(event) => {
                    self.take(event);
                    // Everything that waits is taken in before a frame is drawn.
                    while let Ok(event) = receiver.try_recv() {
                        self.take(event);
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.tick(),
                Err(RecvTimeoutError::Disconnected) => self.quit = Some(Leave::HungUp),
            }
            if self.quit.is_none() {
                self.draw();
            }
        }
    }

    /// How long to wait for events before something has to be done.
    fn patience(&mut self) -> Option<Duration> {
        if !self.app.drafts_due() {
            self.drafts_since = None;
        }
        let drafts = self.app.drafts_due().then(|| {
            let since = *self.drafts_since.get_or_insert_with(Instant::now);
            DRAFT_DELAY.saturating_sub(since.elapsed())
        });
        let retry = (!self.unstored.is_empty()).then_some(RETRY_DELAY);
        let clock = self.app.wakes_in(self.clock.now());
        drafts.into_iter().chain(retry).chain(clock).min()
    }

    fn tick(&mut self) {
        self.store_changes();
        self.set_copies_aside();
        if self.app.drafts_due() {
            self.send(Msg::KeepDrafts);
        }
        if self.app.wakes_in(self.clock.now()).is_some() {
            self.send(Msg::Tick);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            // Typed on the way to an editor, and meant for that.
            Event::Input(_) if self.away.is_some() => {}
            Event::Input(input) => {
                // The terminal has forgotten what did not fit for an instant, also if the size is the old one again.
                if matches!(input, crossterm::event::Event::Resize(..)) {
                    self.screen.redraw_all();
                }
                if let Some(msg) = input::message(input) {
                    #[cfg(debug_assertions)]
                    break_if_asked(&msg);
                    self.send(msg);
                }
                // Typing without a pause must not keep drafts waiting.
                if self.drafts_since.is_some_and(|since| since.elapsed() >= DRAFT_DELAY) {
                    self.send(Msg::KeepDrafts);
                    self.drafts_since = None;
                }
            }
            Event::Background(background) => self.theme = Theme::new(background, true, self.app.ascii),
            Event::InputEnded => self.quit = Some(Leave::HungUp),
            Event::Signal(signal) => self.obey(signal),
            Event::Store(event) => self.hear(event),
            Event::EditorEnded(ended) => self.come_back(ended),
            Event::Answered(number, answer) => self.hear_answer(number, answer),
            Event::Notified(outcome) => self.hear_of_desktop(outcome),
        }
    }

    fn hear(&mut self, event: store::Event) {
        match event {
            store::Event::Synced(number) => {
                if number >= self.last_number && self.unstored.is_empty() {
                    self.send(Msg::Safe(true));
                }
            }
            store::Event::News => match self.store.take_in() {
                Ok(theirs) if theirs.is_empty() => {}
                Ok(theirs) => {
                    let unstored = std::mem::take(&mut self.unstored);
                    self.send(Msg::Foreign { theirs, unstored });
                }
                Err(error) => self.send(Msg::Trouble(Some(error.to_string()))),
            },
            // A larger tree is read by the thread that has the time: lending a million nodes takes 40 ms of this one.
            store::Event::Due if self.app.tree.len() > MOST_LENT => {}
            store::Event::Due => self.lend_tree(),
            store::Event::Trouble(words) => self.send(Msg::Trouble(Some(words))),
            store::Event::Well => self.send(Msg::Trouble(None)),
        }
    }

    fn obey(&mut self, signal: i32) {
        #[cfg(unix)]
        match signal {
            signal if self.is_for_editor(signal) => self.obey_with_editor(signal),
            signal_hook::consts::SIGTSTP => self.suspend(),
            // At a new size, a terminal has forgotten what did not fit, also if the size is the old one again.
            signal_hook::consts::SIGCONT | signal_hook::consts::SIGWINCH => self.screen.redraw_all(),
            signal => self.quit = Some(Leave::Signal(signal)),
        }
        #[cfg(not(unix))]
        {
            self.quit = Some(Leave::Signal(signal));
        }
    }

    fn send(&mut self, msg: Msg) {
        let effects = self.app.update(self.clock.now(), msg);
        for effect in effects {
            self.perform(effect);
        }
        self.store_changes();
        self.set_copies_aside();
    }

    /// Writes what the session has and the journal does not; what others wrote meanwhile is taken in first.
    fn store_changes(&mut self) {
        while !self.unstored.is_empty() {
            let now = self.clock.now();
            match self.store.commit(&self.unstored) {
                Ok(Commit::Stored { number }) => {
                    self.unstored.clear();
                    self.last_number = number;
                    self.app.update(now, Msg::Safe(false));
                }
                Ok(Commit::Behind(theirs)) => {
                    let unstored = std::mem::take(&mut self.unstored);
                    for effect in self.app.update(now, Msg::Foreign { theirs, unstored }) {
                        if let Effect::Commit(change) = effect {
                            self.unstored.push(change);
                        }
                    }
                }
                Err(error) => {
                    self.app.update(now, Msg::Trouble(Some(trouble(&error))));
                    return;
                }
            }
        }
    }

    /// Lends the tree to a checkpoint, if it is what the journal says.
    fn lend_tree(&self) {
        if self.unstored.is_empty() {
            self.store.offer(&self.app.tree);
        }
    }

    fn draw(&mut self) {
        if self.away.is_some() {
            return;
        }
        if let Ok(size) = self.screen.size()
            && size != self.app.screen().as_size()
        {
            self.app.update(self.clock.now(), Msg::Resize(size.width, size.height));
        }
        if self.screen.draw(&self.app, &self.theme).is_err() {
            self.quit = Some(Leave::HungUp);
        }
    }

    fn leave(mut self) -> Result<u8, Error> {
        let reason = self.quit.unwrap_or(Leave::Asked);
        self.asked.stop();
        // An editor has been given the terminal already.
        let is_away = self.away.is_some();
        self.end_editor();
        if self.app.drafts_due() {
            self.send(Msg::KeepDrafts);
        }
        self.store_changes();
        self.store.save_session(&self.app.session());
        if reason != Leave::HungUp && !is_away {
            Screen::leave();
        }
        self.lend_tree();
        let closed = self.store.close();
        match reason {
            Leave::Asked => closed.map(|()| 0).map_err(Error::Store),
            Leave::HungUp => Ok(SIGNALLED + 1),
            Leave::Signal(signal) => Ok(SIGNALLED + u8::try_from(signal).unwrap_or(0)),
        }
    }
}

/// Breaks at a key, so that a test can see what becomes of the terminal. Only debug builds do this.
#[cfg(debug_assertions)]
fn break_if_asked(msg: &Msg) {
    if let (Msg::Key(key), Ok(asked)) = (msg, std::env::var("GOALTREE_BREAK_AT")) {
        assert!(key.to_string() != asked, "asked to break at {asked}");
    }
}

fn trouble(error: &store::Error) -> String {
    match error.hint() {
        Some(hint) => format!("{error}; {hint}"),
        None => error.to_string(),
    }
}
