//! Find as one types: fuzzy, across folded branches, without losing one's place.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::editor::Typing;
use super::{App, Card, Key, Pane};
use crate::insight::horizon::Horizon;
use crate::model::NodeId;

/// A find and where it led.
#[derive(Debug, Clone)]
pub struct Find {
    /// What is looked for.
    pub typing: Typing,
    /// What matches, in the order of the tree.
    pub matches: Vec<NodeId>,
    /// Which match the cursor stands on.
    pub at: usize,
    /// Where it began: the cursor, the pane, and what was zoomed into.
    start: (Option<NodeId>, Pane, Option<NodeId>, Option<Horizon>),
    /// Branches that were unfolded to show the match, and are folded again behind it.
    revealed: Vec<NodeId>,
}

/// A match that scores less than this share of the best one is noise.
const WORTH_PERCENT: u32 = 60;

impl App {
    pub(super) fn open_find(&mut self) {
        self.find = Some(Find {
            typing: Typing::default(),
            matches: Vec::new(),
            at: 0,
            start: (self.tree_place.cursor, self.pane, self.hoist, self.lens()),
            revealed: Vec::new(),
        });
        self.pane = Pane::Tree;
        self.card = Card::Find;
    }

    pub(super) fn type_find(&mut self, key: Key) -> bool {
        let Some(find) = &mut self.find else { return false };
        let taken = find.typing.press(key);
        if taken {
            self.look_for();
        }
        taken
    }

    pub(super) fn paste_find(&mut self, text: &str) {
        if let Some(find) = &mut self.find {
            find.typing.insert(text);
            self.look_for();
        }
    }

    /// Finds anew after something was typed, and goes to the best match.
    fn look_for(&mut self) {
        let Some(find) = &mut self.find else { return };
        let text = find.typing.text().trim().to_owned();
        let start = find.start.0;
        (find.matches, find.at) = matches(&self.tree, &text);
        if find.matches.is_empty() {
            self.refold();
            self.tree_place.cursor = start;
        } else {
            self.show_match();
        }
    }

    /// Folds what was only unfolded to show a match.
    fn refold(&mut self) {
        let revealed = self.find.as_mut().map(|find| std::mem::take(&mut find.revealed)).unwrap_or_default();
        for id in revealed {
            self.folds.set(id, false);
        }
    }

    fn show_match(&mut self) {
        self.refold();
        let Some(id) = self.find.as_ref().and_then(|find| find.matches.get(find.at)).copied() else { return };
        let revealed = self.reveal(id);
        if let Some(find) = &mut self.find {
            find.revealed = revealed;
        }
        self.tree_place.cursor = Some(id);
        self.pane = Pane::Tree;
    }

    pub(super) fn find_next(&mut self) {
        self.step_find(1);
    }

    pub(super) fn find_previous(&mut self) {
        self.step_find(-1);
    }

    fn step_find(&mut self, by: isize) {
        let Some(find) = &mut self.find else { return self.say("No find is going on; / begins one.") };
        let tree = &self.tree;
        find.matches.retain(|id| tree.contains(*id));
        let Ok(count) = isize::try_from(find.matches.len()) else { return };
        if count == 0 {
            return self.say("Nothing matches.");
        }
        let at = isize::try_from(find.at).unwrap_or(0);
        find.at = (at + by).rem_euclid(count).unsigned_abs();
        self.show_match();
        let place = self.find.as_ref().map(Find::place);
        self.status = place;
    }

    pub(super) fn find_keep(&mut self) {
        self.card = Card::None;
        if let Some(find) = &mut self.find {
            // Stay: what was unfolded remains unfolded.
            find.revealed.clear();
            if find.matches.is_empty() {
                self.find = None;
                self.say("Nothing matches.");
            } else {
                let place = find.place();
                self.say(format!("{place} · n next, N previous, Esc ends"));
            }
        }
    }

    pub(super) fn find_leave(&mut self) {
        self.refold();
        self.card = Card::None;
        if let Some(find) = self.find.take() {
            let (cursor, pane, hoist, lens) = find.start;
            self.tree_place.cursor = cursor;
            self.pane = pane;
            self.hoist = hoist;
            self.set_lens(lens);
        }
    }
}

impl Find {
    /// `3 of 17 · cold brew`
    #[must_use]
    pub fn place(&self) -> String {
        match self.matches.len() {
            0 => "no match".to_owned(),
            count => format!("{} of {count} · {}", self.at + 1, self.typing.text()),
        }
    }
}

/// What matches `text` in the order of the tree, and which of them matches best.
fn matches(tree: &crate::model::Tree, text: &str) -> (Vec<NodeId>, usize) {
    if text.is_empty() {
        return (Vec::new(), 0);
    }
    let pattern = Pattern::parse(text, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut best = 0;
    let mut scored: Vec<(u32, NodeId)> = Vec::new();
    for (_, node) in tree.walk(None) {
        let title = crate::text::safe::head(node.title(), 1_000);
        if let Some(score) = pattern.score(Utf32Str::new(title, &mut buffer), &mut matcher) {
            best = best.max(score);
            scored.push((score, node.id()));
        }
    }
    scored.retain(|(score, _)| score * 100 >= best * WORTH_PERCENT);
    let at = scored.iter().position(|(score, _)| *score == best).unwrap_or(0);
    (scored.into_iter().map(|(_, id)| id).collect(), at)
}
