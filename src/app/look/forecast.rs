//! The burn-up of a goal, and when it will be done: two lines, and what they say in words.

use std::time::Duration;

use chrono::{Datelike, NaiveDate};

use crate::app::command::Room;
use crate::app::page::{Chart, Page, PageLine};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::edit;
use crate::insight::burnup::{self, Week};
use crate::insight::forecast::{Record, forecast, record};
use crate::model::{Node, NodeId, State, Tree};
use crate::text::when;

/// A pause in typing.
const PAUSE: Duration = Duration::from_secs(2);
/// Rows of the screen beside those of the chart.
const BESIDE: u16 = 14;
/// Rows of the chart.
const FEW_ROWS: u16 = 5;
const MOST_ROWS: u16 = 18;
/// Columns of the card where the screen has them.
const WIDE: u16 = 100;

/// The burn-up of one goal.
#[derive(Debug)]
pub struct ForecastCard {
    goal: NodeId,
    /// Of which state of the tree.
    revision: u64,
    weeks: Vec<Week>,
    /// What the lines say: this month and the one before, the range, and how earlier ones did.
    words: Vec<String>,
}

impl ForecastCard {
    fn of(app: &App, goal: NodeId) -> Self {
        let (tree, now) = (&app.tree, app.now);
        let weeks = burnup::burnup(tree, goal, now);
        let this = now.day().with_day(1).unwrap_or(now.day());
        let months = this.pred_opt().into_iter().chain([this]);
        let mut words: Vec<String> =
            months.filter_map(|month| burnup::caption(tree, goal, now, month)).collect();
        let record = Record::of(tree, now);
        match forecast(tree, goal, now, &app.config.hours.rest, record.width()) {
            Some(outlook) => {
                words.extend(outlook.say(now.day()));
                words.extend(record.say());
            }
            None => words.push("With fewer than five open jobs there is no forecast.".into()),
        }
        Self { goal, revision: tree.revision(), weeks, words }
    }

    fn chart(&self, rows: u16) -> Chart {
        let hours = |minutes: u64| when::say_minutes(minutes);
        let line = |of: &dyn Fn(&Week) -> u64| self.weeks.iter().map(of).collect();
        let day = |week: Option<&Week>| week.map_or_else(String::new, |week| say(week.first));
        Chart {
            below: line(&|week| week.done),
            above: line(&|week| week.all),
            left: day(self.weeks.first()),
            right: "this week".into(),
            top: hours(self.weeks.iter().map(|week| week.all).max().unwrap_or(0)),
            rows,
        }
    }
}

fn say(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

impl Paged for ForecastCard {
    fn room(&self) -> Room {
        Room::Forecast
    }

    fn page(&self, app: &App) -> Page<'_> {
        let count = app.tree.count(Some(self.goal));
        let mut page = Page {
            title: format!("How far {} is", app.title(self.goal)),
            right: format!("{} of {}", count.done, count.total),
            width: WIDE.min(app.screen().width),
            ..Page::default()
        };
        if self.weeks.len() > 1 {
            let rows = app.screen().height.saturating_sub(BESIDE).clamp(FEW_ROWS, MOST_ROWS);
            page.lines.push(PageLine::Chart(self.chart(rows)));
            page.dim("filled: done   line: all there is");
        } else {
            page.dim("After two weeks there is a picture here: what is done, and all there is.");
        }
        page.blank();
        self.words.iter().for_each(|words| page.say(words.clone()));
        page
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        !tree.contains(self.goal)
    }
}

impl App {
    /// Shows how far the goal under the cursor is, or the one above it.
    pub(in crate::app) fn open_forecast(&mut self) {
        let is_goal = |id: &NodeId| !self.tree.is_leaf(*id);
        let above = |id: NodeId| self.tree.path(id).find(is_goal);
        let goal = self.cursor().and_then(above).or_else(|| self.goals().first().copied());
        match goal {
            Some(goal) => self.forecast_of(goal),
            None => self.say("No goal with jobs yet; `s` splits one."),
        }
    }

    fn forecast_of(&mut self, goal: NodeId) {
        self.card = Card::Page(PageCard::Forecast(ForecastCard::of(self, goal)));
    }

    /// What changed since, in another window or by git, is reckoned anew.
    pub(in crate::app) fn settle_forecast(&mut self) {
        let Card::Page(PageCard::Forecast(card)) = &self.card else { return };
        if card.revision != self.tree.revision() && self.tree.contains(card.goal) {
            self.forecast_of(card.goal);
        }
    }

    /// The open goals at the top of the tree.
    fn goals(&self) -> Vec<NodeId> {
        let is_open = |node: &Node| node.state() == State::Open && !self.tree.is_leaf(node.id());
        self.tree.children(None).filter(|id| self.tree.get(*id).is_some_and(is_open)).collect()
    }

    pub(in crate::app) fn forecast_next(&mut self) {
        self.forecast_step(1);
    }

    pub(in crate::app) fn forecast_back(&mut self) {
        self.forecast_step(-1);
    }

    /// To another goal at the top, round and round; from a subgoal first to its own.
    fn forecast_step(&mut self, by: isize) {
        let Card::Page(PageCard::Forecast(card)) = &self.card else { return };
        let goals = self.goals();
        let root = self.tree.ancestors(card.goal).last();
        let at = goals.iter().position(|id| *id == root.unwrap_or(card.goal));
        let to = match (at, root) {
            (Some(at), Some(_)) => at,
            (Some(at), None) => (at + goals.len()).saturating_add_signed(by) % goals.len(),
            (None, _) => 0,
        };
        if let Some(goal) = goals.get(to) {
            self.forecast_of(*goal);
        }
    }

    pub(in crate::app) fn forecast_open(&mut self) {
        let Card::Page(PageCard::Forecast(card)) = std::mem::take(&mut self.card) else { return };
        self.go_to(card.goal);
    }

    /// How long until what is forecast on a Sunday is written down: a pause in typing, for it takes some tenths of a
    /// second. None before the day has begun, on another day, and where it was done.
    pub(in crate::app) fn notes_in(&self) -> Option<Duration> {
        let day = self.now.day();
        let is_due = record::is_day(day) && self.begun == Some(day) && self.looking.noted_on != Some(day);
        (is_due && self.read_only.is_none()).then_some(PAUSE)
    }

    pub(in crate::app) fn note_forecasts(&mut self) {
        if self.notes_in().is_none() {
            return;
        }
        self.looking.noted_on = Some(self.now.day());
        if let Some(said) = record::to_note(&self.tree, self.now, &self.config.hours.rest) {
            self.change_quietly(|edit| edit::forecast::note(edit, &said));
        }
    }
}
