//! Triage: what the days before left, one job at a time. Whatever is not answered goes back to the tree.

use crate::app::page::{Page, PageRow};
use crate::app::paged::{PageCard, Paged};
use chrono::{Days, NaiveDate};

use crate::app::command::{self, Room};
use crate::app::{App, Card};
use crate::edit::schedule::{self, Leftover};
use crate::edit::status;
use crate::insight::{habits, today};
use crate::model::{Key, Node, NodeId, Note, Tree};
use crate::text::line::words;
use crate::text::when;

/// A job due within so many working days is one for today.
const SOON: u32 = 3;
/// From so many times on the list on, a job is asked about in earnest.
const OFTEN: u32 = 2;
/// After more days than these without a word in the ledger there is no list of what was left.
const AWAY: i64 = 3;

/// What the days before left.
#[derive(Debug)]
pub struct TriageCard {
    /// The day that left it.
    since: NaiveDate,
    /// The jobs, newest first, each with how many times it was on the list.
    rows: Vec<(NodeId, u32)>,
    /// Which one is asked about.
    at: usize,
    /// The job as it was when another card was opened on it.
    parked: Option<Node>,
}

/// What becomes of a job that was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Answer {
    Today,
    Tomorrow,
    Later,
    HandOver,
    LetGo,
}

impl TriageCard {
    /// What is left of the days before `today`, if somebody is to be asked about it.
    fn of(tree: &Tree, today: NaiveDate) -> Option<Self> {
        let left = Leftover::of(tree, today);
        let jobs = left.asked(tree).into_iter().filter(|id| tree.is_leaf(*id));
        let rows: Vec<(NodeId, u32)> = jobs.map(|id| (id, left.times(tree, id))).collect();
        let since = left.since(tree).filter(|_| !rows.is_empty())?;
        Some(Self { since, rows, at: 0, parked: None })
    }

    /// What went back to the tree when the shell began the day, where nobody could be asked.
    fn of_rolled(tree: &Tree, today: NaiveDate) -> Option<Self> {
        let (since, record) = tree.days().range(..today).rfind(|(_, record)| !record.list.is_empty())?;
        let is_asked = |id: &NodeId| {
            let node = tree.get(*id).filter(|node| crate::app::is_open(node) && tree.is_leaf(*id));
            record.has(Note::Rolled, *id)
                && node.is_some_and(|node| node.field(Key::Repeat).is_none())
                && !schedule::is_scheduled(tree, today, *id)
        };
        let times = |id: NodeId| tree.get(id).and_then(|node| node.number(Key::Rolled)).unwrap_or(0);
        let jobs = record.list.iter().rev().copied().filter(is_asked);
        let rows: Vec<(NodeId, u32)> = jobs.map(|id| (id, times(id))).collect();
        let is_recent = (today - *since).num_days() <= AWAY && !rows.is_empty();
        is_recent.then_some(Self { since: *since, rows, at: 0, parked: None })
    }

    fn row(&self) -> Option<(NodeId, u32)> {
        self.rows.get(self.at).copied()
    }

    /// The usual answer: today for what is due soon or was left once, else later.
    fn usual(&self, app: &App) -> Answer {
        let Some((id, times)) = self.row() else { return Answer::Later };
        let due = app.tree.get(id).and_then(|node| node.date(Key::Due));
        let from = app.now.day().succ_opt().unwrap_or(app.now.day());
        let is_soon = due.is_some_and(|due| habits::working_days(from, due, &[]) <= SOON);
        if is_soon || times < OFTEN { Answer::Today } else { Answer::Later }
    }

    /// Whether the job is not to be asked about any more: it is gone or settled, or another card dealt with it.
    fn is_settled(&self, tree: &Tree) -> bool {
        let Some(node) = self.row().and_then(|(id, _)| tree.get(id)) else { return true };
        let is_changed = self.parked.as_ref().is_some_and(|before| before != node);
        !crate::app::is_open(node) || !tree.is_leaf(node.id()) || is_changed
    }
}

impl Paged for TriageCard {
    fn room(&self) -> Room {
        Room::Triage
    }

    fn page(&self, app: &App) -> Page<'_> {
        let (title, right) = (
            format!("{} left {}", say_since(self.since, app.now.day()), self.rows.len()),
            format!("{} of {}", self.at + 1, self.rows.len()),
        );
        let mut page = Page { title, right, ..Page::default() };
        let Some((id, times)) = self.row() else { return page };
        page.row(job_row(app, id, Some(say_times(times))));
        page.dim(whereabouts(app, id));
        page.blank();
        if times >= OFTEN {
            let nth = say_times(times);
            let (first, rest) = nth.split_at(1);
            let nth = format!("{}{rest}", first.to_uppercase());
            page.say(format!("{nth} on the list. Smaller, someone else, later, or let go?"));
        }
        let usual = if self.usual(app) == Answer::Today { "today" } else { "later" };
        page.dim(say_keys(app, Room::Triage));
        page.dim(format!("Enter {usual}  Esc all later"));
        page
    }
}

/// A job as the one row of a card.
pub(in crate::app) fn job_row(app: &App, id: NodeId, word: Option<String>) -> PageRow {
    let minutes = app.tree.get(id).and_then(Node::minutes).map(|minutes| when::say_minutes(minutes.into()));
    let right: Vec<String> = minutes.into_iter().chain(word).collect();
    PageRow {
        text: app.title(id).to_owned(),
        right: right.join(" · "),
        is_selected: true,
        ..PageRow::default()
    }
}

/// The keys of a room with what they do, in one line of the smallest card.
pub(in crate::app) fn say_keys(app: &App, room: Room) -> String {
    let told = command::all().filter(|command| command.room == room && !command.hint.is_empty());
    let keys: Vec<String> =
        told.map(|command| format!("{} {}", command.key(app.ascii), command.hint)).collect();
    keys.join("  ")
}

/// What a job serves, and its dates.
pub(in crate::app) fn whereabouts(app: &App, id: NodeId) -> String {
    let above: Vec<&str> = app.tree.ancestors(id).take(3).map(|above| app.title(above)).collect();
    let due = app.tree.get(id).and_then(|node| node.field(Key::Due)).and_then(words::say);
    let above = (!above.is_empty()).then(|| above.join(" ‹ "));
    let words: Vec<String> = above.into_iter().chain(due).collect();
    words.join(" · ")
}

/// `Yesterday`, `Friday`, `3 Nov`.
fn say_since(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        1 => "Yesterday".to_owned(),
        2..=6 => day.format("%A").to_string(),
        _ => day.format("%-d %b").to_string(),
    }
}

/// Which time on the list it would be.
fn say_times(times: u32) -> String {
    const NAMES: [&str; 9] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    match (times, NAMES.get(times as usize)) {
        (0, _) => "was planned".to_owned(),
        (1, _) => "second day".to_owned(),
        (_, Some(name)) => format!("{name} time"),
        (_, None) => format!("{}th time", times + 1),
    }
}

impl App {
    /// At the start of the program: asks about what the days before left. Nothing is written before the first key.
    pub fn open_day(&mut self) {
        // A program that was closed before the first key has asked in vain.
        let asked_on = self.asked_on.take();
        self.note_leftover();
        if self.waiting.is_none() && self.read_only.is_none() {
            let day = self.now.day();
            let rolled = TriageCard::of_rolled(&self.tree, day);
            let rolled = rolled.filter(|card| asked_on.is_none_or(|asked| asked <= card.since));
            self.asked_on = if rolled.is_some() { Some(day) } else { asked_on };
            self.waiting = rolled.map(PageCard::Triage);
        }
        self.come_back();
        self.settle();
    }

    /// Before a new day begins: what is to be asked about, once a day.
    pub(in crate::app) fn note_leftover(&mut self) {
        let day = self.now.day();
        if self.read_only.is_some() || self.asked_on == Some(day) {
            return;
        }
        let Some(card) = TriageCard::of(&self.tree, day) else { return };
        self.asked_on = Some(day);
        let last = self.tree.days().range(..day).next_back().map(|(last, _)| *last);
        let is_back = last.is_some_and(|last| (day - last).num_days() > AWAY);
        self.waiting =
            Some(if is_back { PageCard::Welcome(self.small_thing()) } else { PageCard::Triage(card) });
    }

    /// A card that waited for another one comes back once nothing lies over the panes.
    pub(in crate::app) fn come_back(&mut self) {
        if matches!(self.card, Card::None)
            && let Some(card) = self.waiting.take()
        {
            self.card = Card::Page(card);
        }
        self.ask_about_trial();
    }

    /// Passes over jobs that are settled by now; without another one the card is done.
    pub(in crate::app) fn settle_triage(&mut self) {
        let Card::Page(PageCard::Triage(card)) = &mut self.card else { return };
        while card.row().is_some() && card.is_settled(&self.tree) {
            card.at += 1;
            card.parked = None;
        }
        card.parked = None;
        if card.row().is_none() {
            self.card = Card::None;
        }
    }

    fn triage(&mut self, answer: Answer) {
        let Card::Page(PageCard::Triage(card)) = &self.card else { return };
        let Some((id, _)) = card.row() else { return };
        if self.answer(id, answer)
            && let Card::Page(PageCard::Triage(card)) = &mut self.card
        {
            card.at += 1;
        }
    }

    /// Does as a job was answered, as one step; false if that cannot be.
    pub(in crate::app) fn answer(&mut self, id: NodeId, answer: Answer) -> bool {
        let (day, title) = (self.now.day(), self.title(id).to_owned());
        let tomorrow = day.checked_add_days(Days::new(1)).unwrap_or(day);
        let node = self.tree.get(id);
        let could_go = || node.and_then(|node| node.field(Key::Hand)).and_then(words::say);
        let is_so = match answer {
            Answer::Today => today::is_on(&self.tree, day, id),
            Answer::Later => !schedule::is_scheduled(&self.tree, day, id),
            Answer::HandOver => could_go().is_some_and(|words| words.starts_with("could")),
            Answer::Tomorrow | Answer::LetGo => false,
        };
        let (name, said) = match answer {
            Answer::Today => ("on Today", "On Today."),
            Answer::Tomorrow => ("tomorrow", "Planned for tomorrow."),
            Answer::Later => ("later", "Back in the tree."),
            Answer::HandOver => ("could be handed over", "Noted: it could be handed over."),
            Answer::LetGo => ("letting go", "Let go. `u` brings it back."),
        };
        let done = is_so
            || self
                .change(format!("{name}: {title}"), |edit| match answer {
                    Answer::Today => schedule::put_on(edit, id),
                    Answer::Tomorrow => schedule::plan(edit, id, tomorrow),
                    Answer::Later => schedule::later(edit, id),
                    Answer::HandOver => status::could_go(edit, id),
                    Answer::LetGo => status::let_go(edit, id),
                })
                .is_some();
        if done {
            self.say(said);
        }
        done
    }

    pub(in crate::app) fn triage_usual(&mut self) {
        let Card::Page(PageCard::Triage(card)) = &self.card else { return };
        self.triage(card.usual(self));
    }

    pub(in crate::app) fn triage_today(&mut self) {
        self.triage(Answer::Today);
    }

    pub(in crate::app) fn triage_later(&mut self) {
        self.triage(Answer::Later);
    }

    pub(in crate::app) fn triage_hand(&mut self) {
        self.triage(Answer::HandOver);
    }

    pub(in crate::app) fn triage_let_go(&mut self) {
        self.triage(Answer::LetGo);
    }

    pub(in crate::app) fn triage_date(&mut self) {
        if let Some(id) = self.park() {
            self.open_dates_of(id);
        }
    }

    pub(in crate::app) fn triage_split(&mut self) {
        if let Some(id) = self.park() {
            self.open_split(id, false);
            self.gather_ideas();
        }
    }

    /// Makes room for another card on the job that is asked about.
    fn park(&mut self) -> Option<NodeId> {
        let Card::Page(PageCard::Triage(mut card)) = std::mem::take(&mut self.card) else { return None };
        let id = card.row()?.0;
        card.parked = self.tree.get(id).cloned();
        self.waiting = Some(PageCard::Triage(card));
        Some(id)
    }

    pub(in crate::app) fn triage_leave(&mut self) {
        let Card::Page(PageCard::Triage(card)) = std::mem::take(&mut self.card) else { return };
        let day = self.now.day();
        let rest: Vec<NodeId> = card.rows[card.at..].iter().map(|row| row.0).collect();
        let on: Vec<NodeId> =
            rest.into_iter().filter(|id| schedule::is_scheduled(&self.tree, day, *id)).collect();
        if !on.is_empty() {
            self.change("later: all that is left", |edit| {
                on.iter().try_for_each(|id| schedule::later(edit, *id))
            });
        }
        self.say("Back in the tree.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_have_words() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let said: Vec<String> = [20, 19, 15, 14].map(|since| say_since(day(since), day(21))).into();
        assert_eq!(said, ["Yesterday", "Thursday", "Sunday", "14 Nov"]);
        let said: Vec<String> = [0, 1, 2, 8, 9].map(say_times).into();
        assert_eq!(said, ["was planned", "second day", "third time", "ninth time", "10th time"]);
    }
}
