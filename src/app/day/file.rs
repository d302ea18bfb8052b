//! Moving an item under another one by its name: out of the inbox, or from anywhere.

use crate::app::command::Room;
use crate::app::page::{Page, PageLine, PageRow};
use crate::app::paged::{PageCard, Paged};
use crate::model::{NodeId, State, Tree};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::app::editor::Typing;
use crate::app::{App, Card};
use crate::edit::shape;

/// Most places that are offered.
const MOST: usize = 9;

/// Where an item could go.
#[derive(Debug)]
pub struct FileCard {
    /// What is moved.
    pub nodes: Vec<NodeId>,
    /// What is typed.
    pub typing: Typing,
    /// The places that match, the best first; none is the top level.
    pub found: Vec<Option<NodeId>>,
    /// Which of them is selected.
    pub at: usize,
}

impl Paged for FileCard {
    fn room(&self) -> Room {
        Room::File
    }

    fn page(&self, app: &App) -> Page<'_> {
        let title = match &self.nodes[..] {
            [one] => format!("Move {}", app.title(*one)),
            many => format!("Move {} items", many.len()),
        };
        let mut page = Page { title, ..Page::default() };
        page.lines.push(PageLine::Typing("under", &self.typing));
        page.blank();
        if self.found.is_empty() {
            page.dim("No item is called that.");
        }
        for (at, place) in self.found.iter().enumerate() {
            let path =
                place.map(|id| app.tree.ancestors(id).map(|above| app.title(above)).collect::<Vec<_>>());
            page.row(PageRow {
                text: place.map_or("the top level", |id| app.title(id)).to_owned(),
                right: path
                    .and_then(|path| path.first().map(|title| (*title).to_owned()))
                    .unwrap_or_default(),
                is_selected: at == self.at,
                ..PageRow::default()
            });
        }
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        Some(&mut self.typing)
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        self.nodes.iter().any(|id| !tree.contains(*id))
    }
}

impl App {
    /// Asks where what is chosen shall go.
    pub(in crate::app) fn open_file(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let nodes = self.chosen();
        if nodes.is_empty() {
            return self.say("Nothing to move yet; `a` adds.");
        }
        self.file(nodes);
    }

    /// Asks where these shall go.
    pub(in crate::app) fn file(&mut self, nodes: Vec<NodeId>) {
        self.card = Card::Page(PageCard::File(FileCard {
            nodes,
            typing: Typing::default(),
            found: Vec::new(),
            at: 0,
        }));
        self.filter_places();
    }

    /// Looks for the places anew after something was typed.
    pub(in crate::app) fn filter_places(&mut self) {
        let Card::Page(PageCard::File(card)) = &self.card else { return };
        let found = self.places(&card.nodes, card.typing.text().trim());
        if let Card::Page(PageCard::File(card)) = &mut self.card {
            (card.found, card.at) = (found, 0);
        }
    }

    /// Open items that could hold `nodes`, those with something inside first as long as nothing is typed.
    fn places(&self, nodes: &[NodeId], text: &str) -> Vec<Option<NodeId>> {
        let fits = |id: NodeId| {
            let is_open = self.tree.get(id).is_some_and(|node| node.state() == State::Open);
            is_open && !nodes.iter().any(|node| self.tree.is_within(id, *node))
        };
        let parents = nodes.iter().map(|id| self.tree.parent(*id)).collect::<Vec<_>>();
        let all = self.tree.walk(None).map(|(_, node)| node.id()).filter(|id| fits(*id));
        let all = all.filter(|id| !parents.iter().all(|parent| *parent == Some(*id)));
        if text.is_empty() {
            let branches = all.filter(|id| !self.tree.is_leaf(*id)).map(Some);
            let top = parents.iter().any(Option::is_some).then_some(None);
            return top.into_iter().chain(branches).take(MOST).collect();
        }
        let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, bool, NodeId)> = Vec::new();
        for id in all {
            let score = pattern.score(Utf32Str::new(self.title(id), &mut buffer), &mut matcher);
            scored.extend(score.map(|score| (score, !self.tree.is_leaf(id), id)));
        }
        scored.sort_by_key(|(score, is_branch, _)| std::cmp::Reverse((*score, *is_branch)));
        scored.into_iter().take(MOST).map(|(_, _, id)| Some(id)).collect()
    }

    pub(in crate::app) fn file_up(&mut self) {
        if let Card::Page(PageCard::File(card)) = &mut self.card {
            card.at = card.at.saturating_sub(1);
        }
    }

    pub(in crate::app) fn file_down(&mut self) {
        if let Card::Page(PageCard::File(card)) = &mut self.card {
            card.at = (card.at + 1).min(card.found.len().saturating_sub(1));
        }
    }

    pub(in crate::app) fn file_take(&mut self) {
        let Card::Page(PageCard::File(card)) = &self.card else { return };
        let Some(place) = card.found.get(card.at).copied() else {
            return self.say("No item is called that.");
        };
        let nodes = card.nodes.clone();
        self.card = Card::None;
        let name = match &nodes[..] {
            [one] => format!("moving {}", self.title(*one)),
            many => format!("moving {} items", many.len()),
        };
        if self.change(name, |edit| shape::move_under(edit, &nodes, place)).is_some() {
            self.marked.clear();
            if let Some(first) = nodes.first() {
                self.reveal(*first);
                self.tree_place.cursor = Some(*first);
            }
            self.say(format!("Moved to {}.", place.map_or("the top level", |id| self.title(id))));
        }
    }

    pub(in crate::app) fn close_card(&mut self) {
        self.card = Card::None;
        self.planning.filing.clear();
    }
}
