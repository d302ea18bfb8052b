//! Today's pane line by line: what stands where, for drawing and for the mouse.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chrono::NaiveDate;

use super::App;
use crate::insight::budget::Budgets;
use crate::insight::habits;
use crate::insight::momentum::Days;
use crate::insight::spent::Scope;
use crate::insight::today::{self, Today};
use crate::model::NodeId;
use crate::text::count::counted;
use crate::text::when;

/// Rows of the list that are shown while the cursor is among them.
const MOST_ROWS: usize = 9;

/// Of which tree on which day something was computed.
type Key = (u64, usize, NaiveDate);

/// What every frame and key asks for and only a change makes another one.
#[derive(Debug, Default)]
pub(super) struct Seen {
    today: RefCell<Option<(Key, Today)>>,
    planned: Cell<Option<(Key, u32)>>,
    room: Cell<Option<(Key, Option<u32>)>>,
    momentum: RefCell<Option<(Key, String)>>,
    budgets: RefCell<Option<(Key, Rc<Budgets>)>>,
}

/// One line of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TodayLine {
    /// A job of the list, or one that was done beside it.
    Job(NodeId),
    /// Something that can be closed.
    Ready(NodeId),
    /// Something that somebody is to be asked about.
    Chase(NodeId),
    /// So many more jobs of the list.
    More(usize),
    /// The name of what stands below.
    Heading(String),
    /// A sentence.
    Words(&'static str),
    /// Nothing.
    Blank,
}

impl TodayLine {
    /// The item that stands there.
    #[must_use]
    pub fn id(&self) -> Option<NodeId> {
        match self {
            Self::Job(id) | Self::Ready(id) | Self::Chase(id) => Some(*id),
            _ => None,
        }
    }
}

impl App {
    /// Today's list.
    #[must_use]
    pub fn today(&self) -> Today {
        let key = (self.tree.revision(), self.tree.len(), self.now.day());
        let mut seen = self.seen.today.borrow_mut();
        match &*seen {
            Some((known, today)) if *known == key => today.clone(),
            _ => {
                let today = today::today(&self.tree, self.now.day());
                *seen = Some((key, today.clone()));
                today
            }
        }
    }

    /// What everything costs.
    #[must_use]
    pub fn budgets(&self) -> Rc<Budgets> {
        let key = (self.tree.revision(), self.tree.len(), self.now.day());
        let mut seen = self.seen.budgets.borrow_mut();
        match &*seen {
            Some((known, budgets)) if *known == key => Rc::clone(budgets),
            _ => {
                let budgets = Rc::new(Budgets::of(&self.tree));
                *seen = Some((key, Rc::clone(&budgets)));
                budgets
            }
        }
    }

    /// Every line of the pane.
    #[must_use]
    pub fn today_lines(&self) -> Vec<TodayLine> {
        let today = self.today();
        let at = today.list.iter().position(|id| Some(*id) == self.today_place.cursor);
        let short =
            today.list.len() > MOST_ROWS + 1 && at.is_none_or(|at| at < MOST_ROWS) && !today.list.is_empty();
        let shown = if short { MOST_ROWS } else { today.list.len() };
        let mut lines: Vec<TodayLine> = today.list[..shown].iter().copied().map(TodayLine::Job).collect();
        if short {
            lines.push(TodayLine::More(today.list.len() - shown));
        }
        lines.extend(today.ready.iter().copied().map(TodayLine::Ready));
        if !today.chase.is_empty() {
            lines.extend([TodayLine::Blank, TodayLine::Heading("CHASE".into())]);
            lines.extend(today.chase.iter().copied().map(TodayLine::Chase));
        }
        if today.done > 0 {
            let mut words = format!("DONE TODAY  {}", counted(today.done, "job"));
            if today.minutes_done > 0 {
                words.push_str(&format!("  {}", when::say_minutes(today.minutes_done)));
            }
            lines.extend([TodayLine::Blank, TodayLine::Heading(words)]);
            let mut beside: Vec<NodeId> = today.beside.iter().map(|done| done.id).collect();
            beside.dedup();
            lines.extend(beside.into_iter().map(TodayLine::Job));
            if today.open == 0 && !today.list.is_empty() {
                lines.push(TodayLine::Words("All done. Rest, or more: `f`"));
            }
        }
        lines
    }

    /// The minutes that are to be planned today, once it is known how much of it is the person's own: said, set or
    /// learnt. 80 % of that.
    #[must_use]
    pub fn room_today(&self) -> Option<u32> {
        let key = (self.tree.revision(), self.tree.len(), self.now.day());
        if let Some((known, room)) = self.seen.room.get()
            && known == key
        {
            return room;
        }
        let room = self.config.room(&self.tree, self.now.day());
        let is_known = room.is_known.then(|| room.planned());
        self.seen.room.set(Some((key, is_known)));
        is_known
    }

    /// Whether it grows, the rate, and the run: `gathering · 21 of 28 · run 12`; empty as long as there is little to
    /// tell. `dot` stands between them.
    #[must_use]
    pub fn momentum(&self, dot: &str) -> String {
        let key = (self.tree.revision(), self.tree.len(), self.now.day());
        let mut seen = self.seen.momentum.borrow_mut();
        match &*seen {
            Some((known, words)) if *known == key => words.clone(),
            _ => {
                let config = &self.config;
                let days = Days::of(&self.tree, &Scope::All, self.now.day(), &config.hours.rest);
                let pace = config.momentum.shows_run.then_some(config.momentum.pace);
                let words = days.line(pace).join(&format!(" {dot} "));
                *seen = Some((key, words.clone()));
                words
            }
        }
    }

    /// Whether today is for rest, by the settings or as it was said.
    #[must_use]
    pub fn is_rest_day(&self) -> bool {
        habits::is_rest_day(&self.tree, self.now.day(), &self.config.hours.rest)
    }

    /// The minutes of all jobs on the list, done or not, as long as such jobs really take.
    #[must_use]
    pub fn planned(&self) -> u32 {
        let key = (self.tree.revision(), self.tree.len(), self.now.day());
        if let Some((known, minutes)) = self.seen.planned.get()
            && known == key
        {
            return minutes;
        }
        let correction = habits::correction(&self.tree, self.now.day());
        let list = self.today().list;
        let jobs = list.iter().filter_map(|id| self.tree.get(*id));
        let minutes = jobs.map(|node| correction.minutes(node)).sum();
        self.seen.planned.set(Some((key, minutes)));
        minutes
    }

    /// The lines that fit into `height`, from the topmost on.
    #[must_use]
    pub fn today_window(&self, height: usize) -> Vec<TodayLine> {
        let lines = self.today_lines();
        let top = self.today_place.top.and_then(|top| lines.iter().position(|line| line.id() == Some(top)));
        lines.into_iter().skip(top.unwrap_or(0)).take(height).collect()
    }

    /// Moves the topmost line as little as keeps the cursor in sight.
    pub(super) fn scroll_today(&mut self, height: usize) {
        let lines = self.today_lines();
        let place = |id: Option<NodeId>| lines.iter().position(|line| line.id().is_some() && line.id() == id);
        let height = height.max(1);
        let at = place(self.today_place.cursor).unwrap_or(0);
        let most = lines.len().saturating_sub(height);
        let least = (at + 1).saturating_sub(height);
        let top = place(self.today_place.top).unwrap_or(0).min(at).min(most.max(least)).max(least);
        self.today_place.top = lines[top.min(lines.len())..].iter().find_map(TodayLine::id);
    }
}
