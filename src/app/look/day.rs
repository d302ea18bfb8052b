//! One day of the past: what was done, and what else the ledger tells of it.

use chrono::NaiveDate;

use super::LookCard;
use crate::app::command::Room;
use crate::app::page::{Page, PageRow};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::insight::lookback::day;
use crate::model::{Day, Fact};

/// One day.
#[derive(Debug)]
pub struct LookDayCard {
    day: NaiveDate,
    /// The row under the cursor.
    at: usize,
    /// The look-back that it was opened from, and that comes back.
    from: LookCard,
}

impl LookDayCard {
    pub(super) fn of(from: LookCard) -> Self {
        Self { day: from.day, at: 0, from }
    }
}

impl Paged for LookDayCard {
    fn room(&self) -> Room {
        Room::LookDay
    }

    fn page(&self, app: &App) -> Page<'_> {
        let nothing = Day::default();
        let record = app.tree.day(self.day).unwrap_or(&nothing);
        let mut page =
            Page { title: day::name(self.day, app.now.day()), right: day::sum(record), ..Page::default() };
        let lines = day::lines(&app.tree, record);
        if lines.is_empty() {
            page.dim("Nothing is noted of this day.");
        }
        let at = self.at.min(lines.len().saturating_sub(1));
        for (index, line) in lines.into_iter().enumerate() {
            page.row(PageRow {
                is_marked: line.is_done.then_some(true),
                text: line.text,
                right: [line.goal, line.right]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
                notes: Vec::new(),
                is_dim: !line.is_done,
                is_selected: index == at,
            });
        }
        for fact in &record.facts {
            match fact {
                Fact::Helped(words) => page.dim(format!("What helped: {words}")),
                Fact::Room(minutes) => page.dim(format!("{minutes} minutes of it were yours")),
                Fact::Kind(_) | Fact::Review(_) => {}
            }
        }
        page
    }
}

impl App {
    fn look_day(&mut self, to: impl Fn(NaiveDate) -> Option<NaiveDate>) {
        let today = self.now.day();
        if let Card::Page(PageCard::LookDay(card)) = &mut self.card {
            card.day = to(card.day).filter(|day| *day <= today).unwrap_or(card.day);
            card.at = 0;
        }
    }

    pub(in crate::app) fn look_day_left(&mut self) {
        self.look_day(|day| day.pred_opt());
    }

    pub(in crate::app) fn look_day_right(&mut self) {
        self.look_day(|day| day.succ_opt());
    }

    pub(in crate::app) fn look_day_up(&mut self) {
        if let Card::Page(PageCard::LookDay(card)) = &mut self.card {
            card.at = card.at.saturating_sub(1);
        }
    }

    pub(in crate::app) fn look_day_down(&mut self) {
        if let Card::Page(PageCard::LookDay(card)) = &mut self.card {
            let count = self.tree.day(card.day).map_or(0, |record| day::lines(&self.tree, record).len());
            card.at = (card.at + 1).min(count.saturating_sub(1));
        }
    }

    pub(in crate::app) fn look_day_leave(&mut self) {
        let Card::Page(PageCard::LookDay(card)) = std::mem::take(&mut self.card) else { return };
        self.card = Card::Page(PageCard::Look(card.from.on(card.day)));
    }
}
