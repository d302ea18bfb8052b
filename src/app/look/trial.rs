//! `:trial`: one of two or three goals for a fortnight, and the question when it is over.

use crate::app::command::Room;
use crate::app::page::{Page, PageLine, PageRow};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::edit::trial::{self, Answer};
use crate::insight::trial::{MOST_DAYS, Trial, USUAL_DAYS};
use crate::model::{NodeId, Tree};
use crate::text::count::counted;
use crate::text::line::words::say_day;
use crate::text::when;

/// How many goals a trial chooses from.
const GOALS: std::ops::RangeInclusive<usize> = 2..=3;

/// A trial that is chosen, or asked about.
#[derive(Debug)]
pub enum TrialCard {
    /// Which of these goals, and for how many days?
    Begin {
        /// The goals.
        goals: Vec<NodeId>,
        /// The one under the cursor.
        at: usize,
        /// How many days.
        days: u32,
    },
    /// Keep, switch, or both?
    End(Trial),
}

impl Paged for TrialCard {
    fn room(&self) -> Room {
        match self {
            Self::Begin { .. } => Room::Trial,
            Self::End(_) => Room::TrialEnd,
        }
    }

    fn page(&self, app: &App) -> Page<'_> {
        match self {
            Self::Begin { goals, at, days } => begin_page(app, goals, *at, *days),
            Self::End(trial) => end_page(app, trial),
        }
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        match self {
            Self::Begin { goals, .. } => goals.iter().any(|id| !tree.contains(*id)),
            Self::End(trial) => Trial::of(tree).as_ref() != Some(trial),
        }
    }
}

fn begin_page<'p>(app: &App, goals: &[NodeId], at: usize, days: u32) -> Page<'p> {
    let (less, more) = if app.ascii { ("<-", "->") } else { ("←", "→") };
    let mut page = Page { title: "A trial".into(), ..Page::default() };
    page.say("Which one first?");
    for (nth, id) in goals.iter().enumerate() {
        page.row(PageRow { text: app.title(*id).into(), is_selected: nth == at, ..PageRow::default() });
    }
    page.blank();
    page.lines.push(PageLine::Strong(format!("    {less}  {}  {more}", counted(days, "day"))));
    page.blank();
    let chosen = goals.get(at).copied().unwrap_or_else(|| NodeId::parse(""));
    let until = say_day(Trial::new(chosen, Vec::new(), app.now.day(), days).until);
    page.dim(format!("The others wait until {until}; this one is the goal of the week."));
    page
}

fn end_page<'p>(app: &App, trial: &Trial) -> Page<'p> {
    let mut page = Page { title: app.title(trial.chosen).into(), ..Page::default() };
    let spent = trial.spent(&app.tree);
    let jobs = counted(spent.ticks, "job");
    let minutes = when::say_minutes(spent.minutes);
    let left = (trial.until - app.now.day()).num_days();
    if left > 0 {
        page.right = format!("until {}", say_day(trial.until));
    }
    page.say(format!(
        "{} of the {} days of the trial: {jobs}, {minutes}.",
        trial.days() - left.max(0),
        trial.days()
    ));
    let others: Vec<&str> = trial.others.iter().map(|id| app.title(*id)).collect();
    page.dim(format!("Waiting: {}.", others.join(", ")));
    page.blank();
    page.lines.push(PageLine::Strong("Keep, switch, or both?".into()));
    page.blank();
    page.dim("k  keep: it goes on, what waits rests");
    page.dim("s  switch: it rests, what waits begins");
    page.dim("b  both go on");
    page
}

impl App {
    /// `trial` or `trial DAYS` on the marked goals; while one runs, what it came to so far.
    pub(in crate::app) fn open_trial(&mut self, words: &str) {
        if self.refuse_read_only() {
            return;
        }
        if let Some(trial) = Trial::of(&self.tree) {
            self.card = Card::Page(PageCard::Trial(TrialCard::End(trial)));
            return;
        }
        let is_open = |id: &NodeId| self.tree.get(*id).is_some_and(crate::app::is_open);
        let goals: Vec<NodeId> = self.chosen().into_iter().filter(is_open).collect();
        if !GOALS.contains(&goals.len()) {
            return self.say("Mark two or three goals with `m`, then `:trial`.");
        }
        let days = words.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days)).unwrap_or(USUAL_DAYS);
        self.card = Card::Page(PageCard::Trial(TrialCard::Begin { goals, at: 0, days }));
    }

    fn trial_move(&mut self, down: isize, more: i32) {
        let Card::Page(PageCard::Trial(TrialCard::Begin { goals, at, days })) = &mut self.card else {
            return;
        };
        *at = at.saturating_add_signed(down).min(goals.len().saturating_sub(1));
        *days = days.saturating_add_signed(more).clamp(1, MOST_DAYS);
    }

    pub(in crate::app) fn trial_up(&mut self) {
        self.trial_move(-1, 0);
    }

    pub(in crate::app) fn trial_down(&mut self) {
        self.trial_move(1, 0);
    }

    pub(in crate::app) fn trial_more(&mut self) {
        self.trial_move(0, 1);
    }

    pub(in crate::app) fn trial_less(&mut self) {
        self.trial_move(0, -1);
    }

    pub(in crate::app) fn trial_begin(&mut self) {
        let Card::Page(PageCard::Trial(TrialCard::Begin { goals, at, days })) = &self.card else { return };
        let Some(chosen) = goals.get(*at).copied() else { return };
        let others = goals.iter().copied().filter(|id| *id != chosen).collect();
        let trial = Trial::new(chosen, others, self.now.day(), *days);
        self.card = Card::None;
        let name = format!("trial of {}", self.title(chosen));
        if self.change(name, |edit| trial::begin(edit, &trial)).is_some() {
            self.marked.clear();
            self.say(format!("{} until {}. `u` takes it back.", self.title(chosen), say_day(trial.until)));
        }
    }

    fn trial_answer(&mut self, answer: Answer) {
        let Card::Page(PageCard::Trial(TrialCard::End(trial))) = &self.card else { return };
        let trial = trial.clone();
        self.card = Card::None;
        let name = format!("end of the trial of {}", self.title(trial.chosen));
        if self.change(name, |edit| trial::end(edit, &trial, answer)).is_none() {
            return;
        }
        let title = self.title(trial.chosen);
        self.say(match answer {
            Answer::Keep => format!("{title} goes on; the rest waits, resting."),
            Answer::Switch => format!("{title} rests."),
            Answer::Both => "All of them go on.".into(),
        });
    }

    pub(in crate::app) fn trial_keep(&mut self) {
        self.trial_answer(Answer::Keep);
    }

    pub(in crate::app) fn trial_switch(&mut self) {
        self.trial_answer(Answer::Switch);
    }

    pub(in crate::app) fn trial_both(&mut self) {
        self.trial_answer(Answer::Both);
    }

    /// On the day on which a trial is over: asks, once a day, where nothing else lies over the panes.
    pub(in crate::app) fn ask_about_trial(&mut self) {
        let day = self.now.day();
        if !matches!(self.card, Card::None)
            || self.read_only.is_some()
            || self.looking.trial_asked == Some(day)
        {
            return;
        }
        if let Some(trial) = Trial::of(&self.tree).filter(|trial| trial.is_over(day)) {
            self.looking.trial_asked = Some(day);
            self.card = Card::Page(PageCard::Trial(TrialCard::End(trial)));
        }
    }
}
