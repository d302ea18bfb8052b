//! Lists over the panes: the palette of commands, and the keys that work here.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::command::{self, Command, Room, Run};
use super::editor::Typing;
use super::{App, Card};

/// The commands that match what is typed.
#[derive(Debug)]
pub struct PaletteCard {
    /// What is typed.
    pub typing: Typing,
    /// The commands that match, the best first.
    pub found: Vec<&'static Command>,
    /// Which one is selected.
    pub at: usize,
}

/// The keys of a room.
#[derive(Debug)]
pub struct HelpCard {
    /// Whose keys are shown first.
    pub room: Room,
    /// The first line in sight.
    pub top: usize,
}

impl App {
    pub(super) fn open_palette(&mut self) {
        let found = offered(self.room());
        self.card = Card::Palette(PaletteCard { typing: Typing::default(), found, at: 0 });
    }

    pub(super) fn open_help(&mut self) {
        self.card = Card::Help(HelpCard { room: self.room(), top: 0 });
    }

    /// Matches the commands anew after something was typed.
    pub(super) fn filter_palette(&mut self) {
        let mut pane = Room::Tree;
        if self.pane == super::Pane::Today {
            pane = Room::Today;
        }
        let Card::Palette(card) = &mut self.card else { return };
        let text = card.typing.text().trim().to_owned();
        let (name, argument) = text.split_once(' ').unwrap_or((&text, ""));
        let with_argument = |command: &&Command| command.name == name && matches!(command.run, Run::With(_));
        card.found = match command::all().find(with_argument) {
            Some(command) if !argument.is_empty() => vec![command],
            _ => matching(&text, offered(pane)),
        };
        // A name that is typed in full is that command, whatever else it is the beginning of.
        if let Some(at) = card.found.iter().position(|command| command.name == text) {
            card.found[..=at].rotate_right(1);
        }
        card.at = 0;
    }

    pub(super) fn list_up(&mut self) {
        self.list_step(-1);
    }

    pub(super) fn list_down(&mut self) {
        self.list_step(1);
    }

    pub(super) fn list_page_up(&mut self) {
        self.list_step(-10);
    }

    pub(super) fn list_page_down(&mut self) {
        self.list_step(10);
    }

    pub(super) fn list_first(&mut self) {
        self.list_step(-10_000);
    }

    pub(super) fn list_last(&mut self) {
        self.list_step(10_000);
    }

    fn list_step(&mut self, steps: isize) {
        let screen = usize::from(self.screen().height);
        match &mut self.card {
            Card::Palette(card) => {
                card.at = card.at.saturating_add_signed(steps).min(card.found.len().saturating_sub(1));
            }
            Card::Templates(card) => {
                card.at = card.at.saturating_add_signed(steps).min(card.found.len().saturating_sub(1));
            }
            Card::Choose(choice) => {
                choice.at = choice.at.saturating_add_signed(steps).min(choice.jobs.len().saturating_sub(1));
            }
            Card::Help(card) => {
                let lines = help(card.room).len() + 1;
                let most = lines.saturating_sub(screen.saturating_sub(4));
                card.top = card.top.saturating_add_signed(steps).min(most);
            }
            _ => {}
        }
    }

    pub(super) fn list_take(&mut self) {
        match &self.card {
            Card::Choose(_) => self.take_choice(),
            Card::Help(_) => self.card = Card::None,
            Card::Templates(_) => self.take_template(),
            Card::Palette(card) => {
                let text = card.typing.text().trim();
                let argument = text.split_once(' ').map_or("", |(_, argument)| argument).trim().to_owned();
                let Some(command) = card.found.get(card.at).copied() else {
                    return self.say("No command is called that.");
                };
                self.card = Card::None;
                match command.run {
                    Run::Plain(run) => run(self),
                    Run::With(run) => run(self, &argument),
                }
            }
            _ => {}
        }
    }

    pub(super) fn list_leave(&mut self) {
        if matches!(self.card, Card::Choose(_)) {
            self.say("`t` puts a job on Today.");
        }
        self.card = Card::None;
    }

    /// After every message: what a card speaks of exists.
    pub(super) fn settle_card(&mut self) {
        let gone = match &mut self.card {
            Card::Line(card) => match card.purpose {
                super::capture::Purpose::After(Some(id))
                | super::capture::Purpose::Wrap(id)
                | super::capture::Purpose::Inside(id)
                | super::capture::Purpose::Edit(id) => !self.tree.contains(id),
                _ => false,
            },
            Card::Split(card) => !self.tree.contains(card.node),
            Card::Page(card) => card.is_gone(&self.tree),
            Card::Choose(choice) => {
                let tree = &self.tree;
                choice.jobs.retain(|id| tree.contains(*id));
                choice.jobs.is_empty()
            }
            _ => false,
        };
        if gone {
            self.stop_asking();
            self.drafts_due = true;
            self.keep_drafts();
            self.card = Card::None;
            self.say("That item was removed elsewhere; your text is a draft.");
        }
    }
}

/// The commands that the palette offers in a pane.
fn offered(room: Room) -> Vec<&'static Command> {
    let mut commands: Vec<&Command> = command::all().filter(|command| command.works_in(room)).collect();
    // Walking is done by keys: what one looks for by name comes first.
    commands.sort_by_key(|command| command.hint.is_empty() && !command.keys.is_empty());
    commands
}

/// Those of `commands` whose names or docs match, the best first.
fn matching(text: &str, commands: Vec<&'static Command>) -> Vec<&'static Command> {
    let pattern = Pattern::parse(text, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, &Command)> = Vec::new();
    for command in commands {
        let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher);
        // A name counts for more than the words of its doc, of which only whole parts count.
        let begins = if command.name.starts_with(text) { 1_000 } else { 0 };
        let name = score(command.name).map(|score| score * 2 + begins);
        let said = command.doc.to_lowercase().contains(&text.to_lowercase());
        let best = name.or_else(|| said.then_some(1));
        scored.extend(best.map(|score| (score, command)));
    }
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, command)| command).collect()
}

/// What a newcomer needs, and nothing else.
const TO_BEGIN_WITH: [&str; 10] =
    ["up", "down", "unfold", "fold", "tick", "add", "split", "today", "other-pane", "quit"];

/// What the marks mean, in the order in which the theme lists them.
pub const MARKS: [&str; 10] = [
    "folded: something is inside",
    "an open job",
    "done",
    "waits for the one before it",
    "somebody else has it",
    "let go",
    "look at me: ready to close, or over 30 minutes",
    "on Today",
    "marked",
    "active days of 28; run: in a row, two of seven may be empty",
];

/// The lines of the help: in the panes what a newcomer needs first, then the keys of `room`, then all others.
#[must_use]
pub fn help(room: Room) -> Vec<HelpLine> {
    let in_panes = matches!(room, Room::Tree | Room::Today);
    let mut lines = Vec::new();
    if in_panes {
        lines.push(HelpLine::Heading("To begin with"));
        lines.extend(TO_BEGIN_WITH.iter().filter_map(|name| command::named(name)).map(HelpLine::Command));
        lines.extend([HelpLine::Blank, HelpLine::Heading("Marks")]);
        lines.extend((0..MARKS.len()).map(HelpLine::Mark));
    }
    let here = [room, Room::Panes].into_iter().filter(|other| *other == room || in_panes);
    let others =
        Room::ALL.iter().copied().filter(|other| *other != room && !(in_panes && *other == Room::Panes));
    for room in here.chain(others) {
        let begun = |command: &&Command| in_panes && TO_BEGIN_WITH.contains(&command.name);
        let commands = command::all().filter(|command| command.room == room && !command.keys.is_empty());
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Heading(room.heading()));
        lines.extend(commands.filter(|command| !begun(command)).map(HelpLine::Command));
    }
    lines
}

/// One line of the help.
#[derive(Debug, Clone, Copy)]
pub enum HelpLine {
    /// Between two rooms.
    Blank,
    /// Where the keys below work.
    Heading(&'static str),
    /// One of [`MARKS`].
    Mark(usize),
    /// A command with its keys.
    Command(&'static Command),
}
