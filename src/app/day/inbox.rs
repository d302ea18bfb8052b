//! The inbox: one line from anywhere goes to the top level, where it lies loose until it is filed or done.

use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::page::{Page, PageLine};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::edit::shape;
use crate::model::{NodeId, State};
use crate::text::line::Line;

/// The name under which an unfinished line is kept.
pub const DRAFT: &str = "inbox";

/// One line for the inbox.
#[derive(Debug)]
pub struct InboxCard {
    /// What is typed.
    pub typing: Typing,
    /// What lay there before, and comes back.
    pub(super) under: Box<Card>,
}

impl Paged for InboxCard {
    fn room(&self) -> Room {
        Room::Inbox
    }

    fn page(&self, _: &App) -> Page<'_> {
        let mut page = Page { title: "Inbox".into(), ..Page::default() };
        page.lines.push(PageLine::Typing("", &self.typing));
        page.dim("It lies loose at the top level; `:file` puts it under a goal.");
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        Some(&mut self.typing)
    }

    fn draft(&self) -> Option<(String, String)> {
        Some((DRAFT.into(), self.typing.text().to_owned()))
    }
}

impl App {
    /// Asks for one line, whatever else is going on.
    pub(in crate::app) fn open_inbox(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let typing = Typing::new(self.drafts.get(DRAFT).map_or("", String::as_str));
        let under = Box::new(std::mem::take(&mut self.card));
        self.card = Card::Page(PageCard::Inbox(InboxCard { typing, under }));
    }

    pub(in crate::app) fn inbox_save(&mut self) {
        let Card::Page(PageCard::Inbox(card)) = std::mem::take(&mut self.card) else { return };
        self.card = *card.under;
        self.forget_draft(DRAFT);
        let line = Line::parse(card.typing.text(), self.now.today());
        if line.is_empty() {
            return;
        }
        let place = self.tree.end_of(None);
        let name = format!("{} in the inbox", line.title);
        if self.change(name, |edit| shape::add(edit, place, &line)).is_some() {
            self.say(format!("In the inbox: {}.", line.title));
        }
    }

    pub(in crate::app) fn inbox_leave(&mut self) {
        let Card::Page(PageCard::Inbox(card)) = std::mem::take(&mut self.card) else { return };
        self.card = *card.under;
        self.keep_draft(DRAFT.into(), card.typing.text().to_owned());
    }

    /// What lies loose at the top level: open jobs without a goal.
    #[must_use]
    pub fn inbox(&self) -> Vec<NodeId> {
        let is_loose = |id: &NodeId| {
            self.tree.is_leaf(*id) && self.tree.get(*id).is_some_and(|node| node.state() == State::Open)
        };
        self.tree.children(None).filter(is_loose).collect()
    }
}
