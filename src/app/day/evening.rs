//! The evening: what was done, what becomes of the rest, the first thing tomorrow, and what helped. Any of it can be
//! left out; each answer is a step of its own.

use crate::app::page::{Page, PageLine, PageRow};
use crate::app::paged::{PageCard, Paged};
use std::collections::HashSet;

use chrono::NaiveDate;

use super::triage::{Answer, job_row, say_keys, whereabouts};
use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::{App, Card};
use crate::edit::{Edit, Outcome, schedule};
use crate::insight::rank::{self, Context};
use crate::insight::today;
use crate::model::{Done, Fact, Field, Key, Mark, Node, NodeId, Tree};
use crate::text::count::counted;
use crate::text::when;

/// Jobs that are offered as the first thing tomorrow.
const MOST: usize = 5;
/// The minute of tomorrow for which they are ranked: nine o'clock.
const MORNING: u32 = 9 * 60;

/// Where one is in the evening.
#[derive(Debug)]
enum Part {
    /// What was done; the row that the cursor is on.
    Done(usize),
    /// Which of the open jobs is asked about, and how it was when another card was opened on it.
    Open(usize, Option<Node>),
    /// The first thing tomorrow.
    First { jobs: Vec<NodeId>, at: usize, cue: Typing },
    /// What helped.
    Helped(Typing),
}

/// The close of a day.
#[derive(Debug)]
pub struct EveningCard {
    part: Part,
    /// The jobs of Today that were open when the evening began.
    open: Vec<NodeId>,
    /// The last line.
    closing: String,
}

impl Paged for EveningCard {
    fn room(&self) -> Room {
        if matches!(self.part, Part::Open(..)) { Room::EveningOpen } else { Room::Evening }
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: "Evening".into(), ..Page::default() };
        match &self.part {
            Part::Done(at) => done_page(app, *at, &mut page),
            Part::Open(at, _) => {
                page.title = "Still open".into();
                page.right = format!("{} of {}", at + 1, self.open.len());
                if let Some(id) = self.open.get(*at) {
                    page.row(job_row(app, *id, None));
                    page.dim(whereabouts(app, *id));
                }
                page.blank();
                page.dim(say_keys(app, Room::EveningOpen));
                page.dim("Enter leaves it for the morning  Esc ends the evening");
            }
            Part::First { jobs, at, cue } => {
                let is_empty = app.done_today().is_empty();
                page.say(if is_empty {
                    "A day without ticks. First thing tomorrow?"
                } else {
                    "First thing tomorrow?"
                });
                page.blank();
                for (nth, id) in jobs.iter().enumerate() {
                    page.row(PageRow { is_selected: nth == *at, ..job_row(app, *id, None) });
                }
                page.blank();
                page.lines.push(PageLine::Typing("when", cue));
                page.dim("A moment of the day, such as: after coffee");
            }
            Part::Helped(typing) => {
                page.say("What helped?");
                page.lines.push(PageLine::Typing("", typing));
                page.dim("One line, or none.");
                page.blank();
                page.dim(say_total(&app.tree, app.now.day(), app.done_today()));
            }
        }
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        match &mut self.part {
            Part::First { cue, .. } => Some(cue),
            Part::Helped(typing) => Some(typing),
            Part::Done(_) | Part::Open(..) => None,
        }
    }
}

fn done_page(app: &App, at: usize, page: &mut Page<'_>) {
    let done = app.done_today();
    page.lines.push(PageLine::Strong(say_total(&app.tree, app.now.day(), done)));
    page.blank();
    for (nth, done) in done.iter().enumerate() {
        let minutes = done.minutes.map(|minutes| when::say_minutes(minutes.into()));
        let goal = app.tree.ancestors(done.id).last().map(|goal| app.title(goal).to_owned());
        let right: Vec<String> = goal.into_iter().chain(minutes).collect();
        page.row(PageRow {
            is_marked: Some(true),
            text: done.title.to_string(),
            right: right.join(" · "),
            is_selected: nth == at,
            ..PageRow::default()
        });
    }
}

/// `Today: 4 jobs, 62 minutes, two goals.`
fn say_total(tree: &Tree, day: NaiveDate, done: &[Done]) -> String {
    const NAMES: [&str; 10] = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let goals =
        done.iter().filter_map(|done| tree.ancestors(done.id).last()).collect::<HashSet<NodeId>>().len();
    let minutes = today::today(tree, day).minutes_done;
    let mut parts = vec![counted(done.len(), "job")];
    if minutes > 0 {
        parts.push(counted(minutes, "minute"));
    }
    if goals > 0 {
        let count = NAMES.get(goals).map_or_else(|| goals.to_string(), |name| (*name).to_owned());
        parts.push(format!("{count} {}", if goals == 1 { "goal" } else { "goals" }));
    }
    format!("Today: {}.", parts.join(", "))
}

/// Plans the first thing for tomorrow, with the moment that calls for it. What repeats has its own day.
fn plan_first(edit: &mut Edit<'_>, id: NodeId, tomorrow: NaiveDate, cue: &str) -> Outcome {
    if edit.node(id)?.field(Key::Repeat).is_none() {
        schedule::plan(edit, id, tomorrow)?;
    }
    if cue.is_empty() { Ok(()) } else { edit.set(id, Key::Cue, Some(Field::text(Key::Cue, cue))) }
}

impl App {
    /// What was done today, in its order.
    fn done_today(&self) -> &[Done] {
        self.tree.day(self.now.day()).map(|record| &record.done[..]).unwrap_or_default()
    }

    fn tomorrow(&self) -> NaiveDate {
        self.now.day().succ_opt().unwrap_or(self.now.day())
    }

    fn evening(&mut self) -> Option<&mut EveningCard> {
        match &mut self.card {
            Card::Page(PageCard::Evening(card)) => Some(card),
            _ => None,
        }
    }

    /// Closes the day, from the first part that has something in it.
    pub(in crate::app) fn open_evening(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let repeats = |id: &NodeId| self.tree.get(*id).is_none_or(|node| node.field(Key::Repeat).is_some());
        let open = |id: &NodeId| self.tree.get(*id).is_some_and(crate::app::is_open);
        let open: Vec<NodeId> =
            self.today().list.into_iter().filter(open).filter(|id| !repeats(id)).collect();
        let part = if self.done_today().is_empty() { Part::Open(0, None) } else { Part::Done(0) };
        self.card = Card::Page(PageCard::Evening(EveningCard { part, open, closing: "Good night.".into() }));
        self.settle_evening();
    }

    /// Passes over open jobs that are settled by now; after the last one comes the first thing tomorrow.
    pub(in crate::app) fn settle_evening(&mut self) {
        let Card::Page(PageCard::Evening(card)) = &mut self.card else { return };
        let Part::Open(at, parked) = &mut card.part else { return };
        let tree = &self.tree;
        let is_settled = |id: &NodeId, parked: &Option<Node>| {
            let Some(node) = tree.get(*id) else { return true };
            !crate::app::is_open(node)
                || !tree.is_leaf(*id)
                || parked.as_ref().is_some_and(|before| before != node)
        };
        while card.open.get(*at).is_some_and(|id| is_settled(id, parked)) {
            *at += 1;
            *parked = None;
        }
        *parked = None;
        if *at >= card.open.len() {
            self.ask_first();
        }
    }

    fn ask_first(&mut self) {
        let tomorrow = self.tomorrow();
        let planned =
            |id: &NodeId| self.tree.get(*id).and_then(|node| node.date(Key::Plan)) == Some(tomorrow);
        let ranked = rank::rank(&self.tree, &Context::new(&self.tree, tomorrow, MORNING, &[]));
        let mut jobs: Vec<NodeId> = ranked.iter().map(|job| job.id).collect();
        jobs.sort_by_key(|id| !planned(id));
        jobs.truncate(MOST);
        let part =
            if jobs.is_empty() { self.helped() } else { Part::First { jobs, at: 0, cue: Typing::default() } };
        if let Some(card) = self.evening() {
            card.part = part;
        }
    }

    fn helped(&self) -> Part {
        let facts = self.tree.day(self.now.day()).map(|record| &record.facts[..]).unwrap_or_default();
        let said =
            facts.iter().find_map(|fact| if let Fact::Helped(text) = fact { Some(&**text) } else { None });
        Part::Helped(Typing::new(said.unwrap_or_default()))
    }

    pub(in crate::app) fn evening_up(&mut self) {
        self.evening_step(-1);
    }

    pub(in crate::app) fn evening_down(&mut self) {
        self.evening_step(1);
    }

    fn evening_step(&mut self, by: isize) {
        let done = self.done_today().len();
        let Some(card) = self.evening() else { return };
        let (at, count) = match &mut card.part {
            Part::Done(at) => (at, done),
            Part::First { jobs, at, .. } => (at, jobs.len()),
            Part::Open(..) | Part::Helped(_) => {
                return self.say("One line, or none; Enter ends the evening.");
            }
        };
        *at = at.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// On to the next part; what is typed or chosen in this one is done.
    pub(in crate::app) fn evening_next(&mut self) {
        let Some(card) = self.evening() else { return };
        match &mut card.part {
            Part::Done(_) => card.part = Part::Open(0, None),
            Part::Open(at, _) => *at += 1,
            Part::First { .. } => self.take_first(),
            Part::Helped(_) => self.take_helped(),
        }
    }

    fn take_first(&mut self) {
        let tomorrow = self.tomorrow();
        let Some(EveningCard { part: Part::First { jobs, at, cue }, .. }) = self.evening() else { return };
        let Some(id) = jobs.get(*at).copied() else { return };
        let cue = cue.text().trim().replace('"', "'");
        let title = self.title(id).to_owned();
        let node = self.tree.get(id);
        let known = node.and_then(|node| node.text(Key::Cue)).unwrap_or_default().to_owned();
        let repeats = node.is_some_and(|node| node.field(Key::Repeat).is_some());
        let is_planned = repeats || node.and_then(|node| node.date(Key::Plan)) == Some(tomorrow);
        let is_so = is_planned && (cue.is_empty() || cue == known);
        let name = format!("first thing tomorrow: {title}");
        if !is_so && self.change(name, |edit| plan_first(edit, id, tomorrow, &cue)).is_none() {
            return;
        }
        let moment = if cue.is_empty() { known } else { cue };
        let moment = if moment.is_empty() { moment } else { format!(", {moment}") };
        let part = self.helped();
        if let Some(card) = self.evening() {
            card.closing = format!("Tomorrow{moment}: {title}. Good night.");
            card.part = part;
        }
    }

    fn take_helped(&mut self) {
        let day = self.now.day();
        let Card::Page(PageCard::Evening(card)) = std::mem::take(&mut self.card) else { return };
        let Part::Helped(typing) = &card.part else { return };
        let text = typing.text().trim();
        let facts = self.tree.day(day).map(|record| record.facts.clone()).unwrap_or_default();
        let old = facts.into_iter().find(|fact| matches!(fact, Fact::Helped(_)));
        let new = (!text.is_empty()).then(|| Fact::Helped(text.into()));
        if old != new {
            self.change("what helped", |edit| edit.mark(day, old.map(Mark::Fact), new.map(Mark::Fact)));
        }
        self.say(card.closing);
    }

    fn evening_answer(&mut self, answer: Answer) {
        let Some(EveningCard { part: Part::Open(at, _), open, .. }) = self.evening() else { return };
        let Some(id) = open.get(*at).copied() else { return };
        if self.answer(id, answer) {
            self.evening_next();
        }
    }

    pub(in crate::app) fn evening_tomorrow(&mut self) {
        self.evening_answer(Answer::Tomorrow);
    }

    pub(in crate::app) fn evening_later(&mut self) {
        self.evening_answer(Answer::Later);
    }

    pub(in crate::app) fn evening_hand(&mut self) {
        self.evening_answer(Answer::HandOver);
    }

    pub(in crate::app) fn evening_let_go(&mut self) {
        self.evening_answer(Answer::LetGo);
    }

    pub(in crate::app) fn evening_split(&mut self) {
        let Card::Page(PageCard::Evening(mut card)) = std::mem::take(&mut self.card) else { return };
        let Part::Open(at, parked) = &mut card.part else { return };
        let Some(id) = card.open.get(*at).copied() else { return };
        *parked = self.tree.get(id).cloned();
        self.waiting = Some(PageCard::Evening(card));
        self.open_split(id, false);
        self.gather_ideas();
    }
}
