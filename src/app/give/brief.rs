//! The brief: what somebody else is told, line by line; each can be taken out, and notes are out until they are ticked.

use std::collections::HashSet;

use super::ask::{Ask, Entry, Then, hand_of, slot};
use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::page::{Page, PageLine, PageRow};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card, Effect};
use crate::edit::handover;
use crate::insight::brief::{self, Line, Part};
use crate::model::handover::{Arrow, Step};
use crate::model::{NodeId, State, Tree};

/// What is asked for once, in this order.
const ASKED: [Entry; 6] =
    [Entry::Finished, Entry::Like, Entry::Unlike, Entry::Promised, Entry::Price, Entry::Changes];

/// The brief of one job.
#[derive(Debug)]
pub struct BriefCard {
    node: NodeId,
    at: usize,
    /// The lines that are not as they come: by place and words, so that a line that changed is asked about anew.
    turned: HashSet<(Part, String)>,
    ask: Option<Ask>,
}

impl BriefCard {
    fn lines(&self, tree: &Tree) -> Vec<Line> {
        let mut lines = brief::brief(tree, self.node);
        for line in &mut lines {
            line.is_in ^= self.turned.contains(&(line.part, line.text.clone()));
        }
        lines
    }
}

/// What is typed for a line, where it is the person's to say.
fn entry(part: Part) -> Option<Entry> {
    Some(match part {
        Part::Finished => Entry::Finished,
        Part::Like => Entry::Like,
        Part::Unlike => Entry::Unlike,
        Part::By => Entry::Promised,
        Part::Price => Entry::Price,
        Part::Changes => Entry::Changes,
        _ => return None,
    })
}

impl Paged for BriefCard {
    fn room(&self) -> Room {
        if self.ask.is_some() { Room::BriefLine } else { Room::Brief }
    }

    fn page(&self, app: &App) -> Page<'_> {
        let title = format!("Brief: {}", app.title(self.node));
        let mut page = Page { title, ..Page::default() };
        for (nth, line) in self.lines(&app.tree).iter().enumerate() {
            let label = line.part.label();
            let text =
                if label.is_empty() { line.text.clone() } else { format!("{label:<14} {}", line.text) };
            page.row(PageRow {
                is_marked: Some(line.is_in),
                text,
                is_dim: !line.is_in,
                is_selected: nth == self.at,
                ..PageRow::default()
            });
        }
        if let Some(ask) = &self.ask {
            page.blank();
            page.lines.push(PageLine::Typing(ask.entry().label(), &ask.typing));
            page.dim(ask.entry().takes());
        }
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        self.ask.as_mut().map(|ask| &mut ask.typing)
    }

    fn draft(&self) -> Option<(String, String)> {
        self.ask.as_ref().map(|ask| (ask.slot(self.node), ask.typing.text().to_owned()))
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        tree.get(self.node).is_none_or(|node| node.state() != State::Open)
    }
}

impl App {
    /// The brief of the job on the card; the first time, what is still open is asked for.
    pub(in crate::app) fn hand_brief(&mut self) {
        let Some((node, hand)) = self.handed() else { return };
        let is_first = hand.step() == Step::CouldGo && self.read_only.is_none();
        let open: Vec<Entry> = ASKED.into_iter().filter(|entry| entry.print(&hand).is_empty()).collect();
        let is_asked = is_first && open.contains(&Entry::Finished);
        let ask = is_asked.then(|| Ask::new(self, node, Then::Agree, &open));
        let card = BriefCard { node, at: 0, turned: HashSet::new(), ask };
        self.card = Card::Page(PageCard::Brief(card));
    }

    fn brief_card(&mut self) -> Option<&mut BriefCard> {
        match &mut self.card {
            Card::Page(PageCard::Brief(card)) => Some(card),
            _ => None,
        }
    }

    /// The job of the brief, and its lines.
    fn briefed(&self) -> Option<(NodeId, Vec<Line>, usize)> {
        match &self.card {
            Card::Page(PageCard::Brief(card)) => Some((card.node, card.lines(&self.tree), card.at)),
            _ => None,
        }
    }

    pub(in crate::app) fn brief_up(&mut self) {
        if let Some(card) = self.brief_card() {
            card.at = card.at.saturating_sub(1);
        }
    }

    pub(in crate::app) fn brief_down(&mut self) {
        let Some((_, lines, at)) = self.briefed() else { return };
        if let Some(card) = self.brief_card() {
            card.at = (at + 1).min(lines.len().saturating_sub(1));
        }
    }

    pub(in crate::app) fn brief_toggle(&mut self) {
        let Some((_, lines, at)) = self.briefed() else { return };
        let Some(line) = lines.get(at) else { return };
        if line.text.is_empty() {
            return self.say("Nothing stands there yet; `e` says it.");
        }
        let key = (line.part, line.text.clone());
        if let Some(card) = self.brief_card()
            && !card.turned.remove(&key)
        {
            card.turned.insert(key);
        }
        self.brief_down();
    }

    pub(in crate::app) fn brief_edit(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let Some((id, lines, at)) = self.briefed() else { return };
        match lines.get(at).and_then(|line| entry(line.part)) {
            Some(entry) => {
                let ask = Ask::new(self, id, Then::Agree, &[entry]);
                if let Some(card) = self.brief_card() {
                    card.ask = Some(ask);
                }
            }
            None => self.say("That line comes from the tree; Space takes it out."),
        }
    }

    fn brief_text(&mut self, markdown: bool) {
        let Some((_, lines, _)) = self.briefed() else { return };
        let text = brief::print(&lines, markdown);
        let count = text.lines().count();
        self.effects.push(Effect::Copy(text));
        self.say(format!("{count} lines copied."));
    }

    pub(in crate::app) fn brief_copy(&mut self) {
        self.brief_text(false);
    }

    pub(in crate::app) fn brief_copy_markdown(&mut self) {
        self.brief_text(true);
    }

    /// It is written: the hand-over goes on.
    pub(in crate::app) fn brief_done(&mut self) {
        let Some((id, ..)) = self.briefed() else { return };
        self.open_hand_of(id);
        if hand_of(&self.tree, id).step() == Step::CouldGo {
            self.take_arrow(id, Arrow::Brief, &[]);
        }
    }

    /// Not now: a job on Today for writing it.
    pub(in crate::app) fn brief_later(&mut self) {
        let Some((id, ..)) = self.briefed() else { return };
        if hand_of(&self.tree, id).step() != Step::CouldGo {
            return self.say("It is written already.");
        }
        let rest = self.config.hours.rest.clone();
        let name = format!("brief of {}, later", self.title(id));
        let noted = self.change(name, |edit| {
            handover::take(edit, id, Arrow::Brief, &[], &rest)?;
            handover::brief_later(edit, id)
        });
        if noted.is_some() {
            self.open_hand_of(id);
            self.say("On Today: write the brief, 10 min.");
        }
    }

    pub(in crate::app) fn brief_leave(&mut self) {
        if let Some((id, ..)) = self.briefed() {
            self.open_hand_of(id);
        }
    }

    /// Takes a line at once, so that none is lost, and goes on to the next.
    pub(in crate::app) fn brief_line_take(&mut self) {
        let Some((id, ..)) = self.briefed() else { return };
        let Some(mut ask) = self.brief_card().and_then(|card| card.ask.take()) else { return };
        let (entry, text) = (ask.entry(), ask.typing.text().to_owned());
        let mut is_last = false;
        match self.read_entry(entry, &text) {
            None => self.say(entry.takes()),
            Some(terms) => {
                self.agree(id, &terms);
                self.forget_draft(&slot(entry, id));
                is_last = ask.next(self, id);
            }
        }
        if let Some(card) = self.brief_card().filter(|_| !is_last) {
            card.ask = Some(ask);
        }
    }

    pub(in crate::app) fn brief_line_leave(&mut self) {
        let Some((id, ..)) = self.briefed() else { return };
        let Some(ask) = self.brief_card().and_then(|card| card.ask.take()) else { return };
        self.drafts_due = false;
        self.keep_draft(ask.slot(id), ask.typing.text().to_owned());
    }
}
