//! `:waiting`: who has what, since when, and for when it is promised.

use crate::app::command::Room;
use crate::app::page::{Page, PageRow};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::insight::budget::{self, limit};
use crate::insight::review::{With, with_others};
use crate::model::handover::Arrow;
use crate::model::{Key, NodeId, Tree};
use crate::text::line::words::say_day;
use crate::text::money::Money;

/// What others have.
#[derive(Debug)]
pub struct WaitingCard {
    at: usize,
}

impl Paged for WaitingCard {
    fn room(&self) -> Room {
        Room::Waiting
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: "Waiting on".into(), ..Page::default() };
        let all = with_others(&app.tree);
        let at = self.at.min(all.len().saturating_sub(1));
        for (nth, with) in all.iter().enumerate() {
            page.row(PageRow {
                text: app.title(with.id).to_owned(),
                right: format!("{}, {}", with.who, with.step.word()),
                is_selected: nth == at,
                ..PageRow::default()
            });
        }
        page.blank();
        match all.get(at) {
            Some(with) => page.dim(say(with)),
            None => page.dim("Nobody has anything of yours."),
        }
        page
    }

    fn is_gone(&self, _: &Tree) -> bool {
        false
    }
}

/// Since when, for when, and when to ask: `since Fri 20 Nov · promised for Fri 27 Nov`.
fn say(with: &With) -> String {
    let day = |day: Option<chrono::NaiveDate>, word: &str| day.map(|day| format!("{word} {}", say_day(day)));
    let parts = [day(with.since, "since"), day(with.promised, "promised for"), day(with.chase, "ask on")];
    let said = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if said.is_empty() { "No day is noted.".into() } else { said }
}

impl App {
    pub(in crate::app) fn open_waiting(&mut self) {
        if with_others(&self.tree).is_empty() {
            return self.say("Nobody has anything of yours; `&` hands over.");
        }
        self.card = Card::Page(PageCard::Waiting(WaitingCard { at: 0 }));
    }

    /// The row under the cursor.
    fn waited_for(&self) -> Option<NodeId> {
        let Card::Page(PageCard::Waiting(card)) = &self.card else { return None };
        let all = with_others(&self.tree);
        all.get(card.at.min(all.len().saturating_sub(1))).map(|with| with.id)
    }

    fn waiting_move(&mut self, to: impl FnOnce(usize) -> usize) {
        let last = with_others(&self.tree).len().saturating_sub(1);
        if let Card::Page(PageCard::Waiting(card)) = &mut self.card {
            card.at = to(card.at.min(last)).min(last);
        }
    }

    pub(in crate::app) fn waiting_up(&mut self) {
        self.waiting_move(|at| at.saturating_sub(1));
    }

    pub(in crate::app) fn waiting_down(&mut self) {
        self.waiting_move(|at| at + 1);
    }

    fn waiting_take(&mut self, arrow: Arrow) {
        match self.waited_for() {
            Some(id) => {
                self.take_arrow(id, arrow, &[]);
            }
            None => self.say("Nobody has anything of yours."),
        }
    }

    pub(in crate::app) fn waiting_chase(&mut self) {
        self.waiting_take(Arrow::Chase);
    }

    pub(in crate::app) fn waiting_deliver(&mut self) {
        self.waiting_take(Arrow::Deliver);
    }

    pub(in crate::app) fn waiting_take_back(&mut self) {
        self.waiting_take(Arrow::TakeBack);
    }

    pub(in crate::app) fn waiting_hand(&mut self) {
        match self.waited_for() {
            Some(id) => self.open_hand_of(id),
            None => self.say("Nobody has anything of yours."),
        }
    }

    /// `budget 200` for what is under the cursor, `budget off`, or nothing: what it comes to.
    pub(in crate::app) fn set_budget(&mut self, text: &str) {
        let Some(id) = self.cursor() else { return self.say("Nothing here yet; `a` adds.") };
        let text = text.trim();
        if text.is_empty() {
            let own = self.tree.get(id).and_then(limit);
            let said = budget::say(self.budgets().at(Some(id)), own.as_ref());
            return self.say(if said.is_empty() { "No money in it yet.".into() } else { said.join("; ") });
        }
        let money = Money::parse(text, &self.config.money.currency);
        if money.is_none() && text != "off" {
            return self.say("An amount such as 200 or 40 EUR; off takes it away.");
        }
        let field = money.map(|money| crate::model::Field::text(Key::Budget, &money.json().to_string()));
        if self.tree.get(id).is_some_and(|node| node.field(Key::Budget) == field.as_ref()) {
            return self.say("It is so already.");
        }
        let name = format!("budget of {}", self.title(id));
        if self.change(name, |edit| edit.set(id, Key::Budget, field)).is_some() {
            let own = self.tree.get(id).and_then(limit);
            self.say(own.map_or("No budget.".into(), |own| format!("It may cost {}.", own.say())));
        }
    }
}
