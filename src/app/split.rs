//! The split editor: one job a line, in the place of the node's children.

use super::editor::Editor;
use super::{App, Card, Key, Pane, first};
use crate::edit::split;
use crate::insight::progress::BIG_MINUTES;
use crate::model::{Key as Property, NodeId};
use crate::text::{outline, when};

/// A node that is being split.
#[derive(Debug)]
pub struct SplitCard {
    /// Which node.
    pub node: NodeId,
    /// What is typed.
    pub editor: Editor,
    /// Whether this is the first goal of all.
    pub first: bool,
}

impl SplitCard {
    /// The name under which unfinished text is kept.
    pub(super) fn draft(&self) -> String {
        format!("split:{}", self.node)
    }

    /// What the text comes to: `6 jobs · 2 h 05 · 1 over 30 min`.
    #[must_use]
    pub fn sum(&self) -> String {
        let items = outline::parse(&self.editor.text());
        let depth_below = |at: usize| items.get(at + 1).map_or(0, |item| item.depth);
        let jobs: Vec<u32> = items
            .iter()
            .enumerate()
            .filter(|(at, item)| depth_below(*at) <= item.depth)
            .map(|(_, item)| item.line.minutes().unwrap_or(0))
            .collect();
        let mut parts = vec![format!("{} {}", jobs.len(), if jobs.len() == 1 { "job" } else { "jobs" })];
        let minutes: u64 = jobs.iter().map(|minutes| u64::from(*minutes)).sum();
        if minutes > 0 {
            parts.push(when::say_minutes(minutes));
        }
        let big = jobs.iter().filter(|minutes| **minutes > BIG_MINUTES).count();
        if big > 0 {
            parts.push(format!("{big} over {BIG_MINUTES} min"));
        }
        parts.join(" · ")
    }
}

impl App {
    pub(super) fn split(&mut self) {
        match self.cursor() {
            Some(id) => self.open_split(id, false),
            None => self.say("Nothing to split yet; `a` adds a goal."),
        }
    }

    pub(super) fn open_split(&mut self, node: NodeId, first: bool) {
        if self.refuse_read_only() {
            return;
        }
        let mut card = SplitCard { node, editor: Editor::default(), first };
        if let Some(draft) = self.drafts.get(&card.draft()) {
            card.editor = Editor::new(draft);
            self.say("Your draft is back.");
        }
        self.marked.clear();
        self.card = Card::Split(card);
    }

    pub(super) fn split_save(&mut self) {
        let Card::Split(card) = &self.card else { return };
        let (id, first, draft) = (card.node, card.first, card.draft());
        let items = outline::parse(&card.editor.text());
        if items.is_empty() {
            return self.say("Nothing to split into yet; one job a line.");
        }
        let guess = self
            .tree
            .get(id)
            .and_then(super::super::model::node::Node::minutes)
            .filter(|_| self.tree.is_leaf(id));
        let jobs = if items.len() == 1 { "1 item".into() } else { format!("{} items", items.len()) };
        let name = format!("split of {} ({jobs})", self.title(id));
        let Some(job) = self.change(name, |edit| split::split(edit, id, &items)) else { return };
        self.forget_draft(&draft);
        self.card = Card::None;
        self.reveal(id);
        self.folds.set(id, true);
        if let Some(job) = job {
            self.reveal(job);
            self.tree_place.cursor = Some(job);
            if self.pane == Pane::Today {
                self.today_place.cursor = Some(job);
            }
        }
        let parts = self.tree.count(Some(id)).minutes_left;
        self.say(match guess {
            Some(guess) if parts > 0 => format!(
                "You guessed {}; the parts say {}.",
                when::say_minutes(guess.into()),
                when::say_minutes(parts)
            ),
            _ => format!("{jobs}. Space ticks, `t` puts one on Today."),
        });
        if first {
            self.card = first::choice(&self.tree, id).map_or(Card::None, Card::Choose);
        }
    }

    pub(super) fn split_deeper(&mut self) {
        self.press_in_split("tab");
    }

    pub(super) fn split_shallower(&mut self) {
        self.press_in_split("S-tab");
    }

    fn press_in_split(&mut self, notation: &str) {
        if let (Card::Split(card), Some(key)) = (&mut self.card, Key::parse(notation)) {
            card.editor.press(key);
            self.drafts_due = true;
        }
    }

    pub(super) fn split_leave(&mut self) {
        let Card::Split(card) = std::mem::take(&mut self.card) else { return };
        let draft = card.draft();
        if card.editor.is_empty() {
            return self.forget_draft(&draft);
        }
        self.drafts_due = false;
        self.keep_draft(draft, card.editor.text());
        self.say(format!("Kept as a draft; `s` on {} brings it back.", self.title(card.node)));
    }

    /// The open items that the node being split has already.
    #[must_use]
    pub fn split_children(&self, node: NodeId) -> Vec<NodeId> {
        let open = |id: &NodeId| self.tree.get(*id).is_some_and(super::is_open);
        self.tree.children(Some(node)).filter(open).take(50).collect()
    }

    /// Whether a node is kept as a guess that its parts are compared with.
    #[must_use]
    pub fn guess(&self, id: NodeId) -> Option<u32> {
        self.tree.get(id).and_then(|node| node.number(Property::Guess))
    }
}
