//! "I have 15 minutes": three jobs for them, or one line that makes such a job.

use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::page::{Page, PageLine, PageRow};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card, Code, Key};
use crate::edit::{schedule, split};
use crate::insight::rank;
use crate::insight::today;
use crate::model::{Field, Key as Property, NodeId, State, Tree};
use crate::text::count::counted;
use crate::text::line::Line;
use crate::text::outline::Item;
use crate::text::when;

/// The name under which an unfinished line is kept.
pub const DRAFT: &str = "fit";
/// Minutes where none are typed.
const USUAL: u32 = 15;
/// Most minutes that can be typed.
const MOST: u32 = 999;
/// Reasons of a row beside why it is one of the three.
const REASONS: usize = 2;

/// Jobs for a few minutes.
#[derive(Debug)]
pub struct FitCard {
    /// How many minutes.
    pub minutes: u32,
    rows: Vec<FitRow>,
    at: usize,
    /// Where nothing fits: the line that makes a job of `parent`.
    pub typing: Option<Typing>,
    parent: Option<NodeId>,
}

#[derive(Debug)]
struct FitRow {
    job: NodeId,
    minutes: u32,
    reasons: Vec<String>,
}

impl Paged for FitCard {
    fn room(&self) -> Room {
        if self.typing.is_some() { Room::FitLine } else { Room::Fit }
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: say(self.minutes), ..Page::default() };
        if let (Some(typing), Some(parent)) = (&self.typing, self.parent) {
            page.say(format!("Nothing that short. What is {} of {}?", say(self.minutes), app.title(parent)));
            page.blank();
            page.lines.push(PageLine::Typing("", typing));
        }
        for (at, row) in self.rows.iter().enumerate() {
            page.row(PageRow {
                text: app.title(row.job).to_owned(),
                right: when::print_minutes(row.minutes),
                notes: row.reasons.clone(),
                is_selected: at == self.at,
                ..PageRow::default()
            });
        }
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        self.typing.as_mut()
    }

    fn draft(&self) -> Option<(String, String)> {
        Some((DRAFT.into(), self.typing.as_ref()?.text().to_owned()))
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        let jobs = self.rows.iter().map(|row| row.job);
        jobs.chain(self.parent).any(|id| !tree.contains(id))
    }
}

/// `15 minutes`
fn say(minutes: u32) -> String {
    counted(minutes, "minute")
}

impl App {
    /// Digits in the panes are minutes for the key behind them. Whether the key was one.
    pub(in crate::app) fn type_count(&mut self, key: Key) -> bool {
        let digit = match key.code {
            Code::Char(character) if !key.ctrl && !key.alt => character.to_digit(10),
            _ => None,
        };
        let in_panes = matches!(self.room(), Room::Tree | Room::Today);
        let Some(digit) = digit.filter(|_| in_panes) else { return false };
        let count = (self.count.unwrap_or(0) * 10 + digit).min(MOST);
        (self.count, self.armed) = (Some(count), None);
        self.say(format!("{}: `f` offers jobs for them.", say(count)));
        true
    }

    /// Offers jobs for the minutes that were typed, or for fifteen.
    pub(in crate::app) fn open_fit(&mut self) {
        let minutes = self.count.take().filter(|minutes| *minutes > 0).unwrap_or(USUAL);
        let context = self.context();
        let rows: Vec<FitRow> = rank::fit(&self.tree, &context, minutes)
            .into_iter()
            .map(|fit| {
                let more = fit.job.reasons(&self.tree, &context).into_iter().take(REASONS);
                let reasons = std::iter::once(fit.reason.words().to_owned()).chain(more).collect();
                FitRow { job: fit.job.id, minutes: fit.job.minutes, reasons }
            })
            .collect();
        let mut card = FitCard { minutes, rows, at: 0, typing: None, parent: None };
        if card.rows.is_empty() {
            let ranked = rank::rank_with_listed(&self.tree, &context);
            let Some(best) = ranked.first() else {
                return self.say("Nothing can be begun now; `a` adds a job.");
            };
            if self.refuse_read_only() {
                return;
            }
            card.parent = Some(best.id);
            card.typing = Some(Typing::new(self.drafts.get(DRAFT).map_or("", String::as_str)));
        }
        self.card = Card::Page(PageCard::Fit(card));
    }

    pub(in crate::app) fn fit_up(&mut self) {
        if let Card::Page(PageCard::Fit(card)) = &mut self.card {
            card.at = card.at.saturating_sub(1);
        }
    }

    pub(in crate::app) fn fit_down(&mut self) {
        if let Card::Page(PageCard::Fit(card)) = &mut self.card {
            card.at = (card.at + 1).min(card.rows.len().saturating_sub(1));
        }
    }

    pub(in crate::app) fn fit_begin(&mut self) {
        let Card::Page(PageCard::Fit(card)) = &self.card else { return };
        if let Some(job) = card.rows.get(card.at).map(|row| row.job) {
            self.begin_job(job);
        }
    }

    /// Makes the typed line the first job of what is too long, and begins it.
    pub(in crate::app) fn fit_line_begin(&mut self) {
        let Card::Page(PageCard::Fit(card)) = &self.card else { return };
        let (Some(typing), Some(parent)) = (&card.typing, card.parent) else { return };
        let mut line = Line::parse(typing.text(), self.now.today());
        if line.is_empty() {
            return self.say("One line is enough; Esc leaves.");
        }
        if line.minutes().is_none() {
            line.fields.push(Field::number(Property::Minutes, card.minutes));
        }
        let name = format!("{} of {}", line.title, self.title(parent));
        let item = [Item { depth: 0, state: State::Open, line, note: None }];
        let made = self.change(name, |edit| split::split(edit, parent, &item, false, None));
        if let Some(job) = made.flatten() {
            self.forget_draft(DRAFT);
            self.begin_job(job);
        }
    }

    pub(in crate::app) fn fit_line_leave(&mut self) {
        let Card::Page(card) = std::mem::take(&mut self.card) else { return };
        if let Some((slot, text)) = card.draft() {
            self.keep_draft(slot, text);
        }
    }

    /// Begins a box on a job that was picked; it goes onto Today.
    pub(super) fn begin_job(&mut self, job: NodeId) {
        self.card = Card::None;
        let is_on = today::is_on(&self.tree, self.now.day(), job);
        let name = format!("putting on Today {}", self.title(job));
        if !is_on && self.change(name, |edit| schedule::put_on(edit, job)).is_none() {
            return;
        }
        let minutes = self.tree.get(job).map_or(USUAL, |node| self.box_minutes(node));
        let point = self.title(job).to_owned();
        self.begin_box(job, minutes, &point, 0);
    }
}
