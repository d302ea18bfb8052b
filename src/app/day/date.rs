//! The date card: when an item is planned, due, and not to be begun before, in one line.

use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::page::{Page, PageLine};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::edit::schedule;
use crate::model::{Field, Key, NodeId, Tree, Value};
use crate::text::dates;

/// The dates of one item.
#[derive(Debug)]
pub struct DateCard {
    /// Which item.
    pub node: NodeId,
    /// What is typed.
    pub typing: Typing,
}

impl Paged for DateCard {
    fn room(&self) -> Room {
        Room::Dates
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: format!("Dates of {}", app.title(self.node)), ..Page::default() };
        page.lines.push(PageLine::Typing("", &self.typing));
        page.say(match dates::parse(self.typing.text(), app.now.today()) {
            Ok(fields) => dates::say(&fields),
            Err(word) => format!("{word} is no date"),
        });
        page.blank();
        page.dim("fri planned  ^fri due  ^^fri a must  start:fri  at:18:00");
        page.dim("Days: today tom fri +3d +2w eow eom 31-12 2026-12-31");
        page.dim("Again and again: `:repeat day`, or *day in its line.");
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        Some(&mut self.typing)
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        !tree.contains(self.node)
    }
}

impl App {
    /// Asks for the dates of the item under the cursor.
    pub(in crate::app) fn open_dates(&mut self) {
        match self.cursor() {
            Some(id) => self.open_dates_of(id),
            None => self.say("Nothing here yet; `a` adds."),
        }
    }

    pub(super) fn open_dates_of(&mut self, node: NodeId) {
        if self.refuse_read_only() {
            return;
        }
        let typing = Typing::new(&self.tree.get(node).map(dates::print).unwrap_or_default());
        self.card = Card::Page(PageCard::Date(DateCard { node, typing }));
    }

    pub(in crate::app) fn date_save(&mut self) {
        let Card::Page(PageCard::Date(card)) = &self.card else { return };
        let id = card.node;
        let fields = match dates::parse(card.typing.text(), self.now.today()) {
            Ok(fields) => fields,
            Err(word) => {
                let words = format!("{word} is no date; fri, +3d, eom or 31-12 are.");
                return self.say(words);
            }
        };
        self.card = Card::None;
        if self.tree.get(id).is_some_and(|node| schedule::has_dates(node, &fields)) {
            return;
        }
        let name = format!("dates of {}", self.title(id));
        let is_past = |field: &Field| {
            field.key() == Key::Plan && matches!(field.value(), Value::Date(day) if *day < self.now.day())
        };
        let gone_by = if fields.iter().any(is_past) { " That day has gone by." } else { "" };
        if self.change(name, |edit| schedule::set_dates(edit, id, &fields)).is_some() {
            self.say(format!("{}: {}.{gone_by}", self.title(id), dates::say(&fields)));
        }
    }

    /// Sends what is chosen back to the tree: off Today, with no day planned.
    pub(in crate::app) fn later(&mut self) {
        let chosen = self.chosen();
        if chosen.is_empty() {
            return self.say("Nothing here yet; `a` adds.");
        }
        let name = match &chosen[..] {
            [one] => format!("later: {}", self.title(*one)),
            many => format!("later: {} items", many.len()),
        };
        let is_there = chosen.iter().all(|id| !schedule::is_scheduled(&self.tree, self.now.day(), *id));
        if is_there
            || self.change(name, |edit| chosen.iter().try_for_each(|id| schedule::later(edit, *id))).is_some()
        {
            self.marked.clear();
            self.say("Back in the tree.");
        }
    }
}
