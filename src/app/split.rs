//! The split editor: one job a line, in the place of the node's children.

use super::editor::Editor;
use super::ideas::Ideas;
use super::{App, Card, Key, Pane, first};
use crate::edit::split;
use crate::insight::nudge::{MANY, Nudge, SHORT_MINUTES};
use crate::insight::progress::BIG_MINUTES;
use crate::insight::today;
use crate::model::{Key as Property, Node, NodeId};
use crate::text::count::counted;
use crate::text::outline::{self, Item};
use crate::text::template;
use crate::text::when::{self, Today};

/// A node that is being split.
#[derive(Debug)]
pub struct SplitCard {
    /// Which node.
    pub node: NodeId,
    /// What is typed.
    pub editor: Editor,
    /// Whether this is the first goal of all.
    pub first: bool,
    /// Whether what is ticked in the text was done today.
    pub credit: bool,
    /// The name of the template that is being made instead of a split.
    pub template: Option<String>,
    /// What could stand in the text.
    pub ideas: Ideas,
}

impl SplitCard {
    /// The name under which unfinished text is kept.
    pub(super) fn draft(&self) -> String {
        let what = if self.template.is_some() { "template" } else { "split" };
        format!("{what}:{}", self.node)
    }

    /// Whether nothing but ideas as they were offered stands there.
    pub(super) fn is_untouched(&self) -> bool {
        self.ideas.is_untouched(&self.editor.text())
    }

    /// What the text comes to: `6 jobs · 2 h 05 · 1 over 30 min`, and a nudge unless its kind is in `off`.
    #[must_use]
    pub fn sum(&self, today: impl Into<Today>, off: &[Nudge]) -> String {
        let mut text = self.editor.text();
        if self.template.is_some() {
            // The lines at the head of a template are no jobs.
            text = template::parse(&text).map(|template| template.body).unwrap_or_default();
        }
        let items = outline::parse(&text, today);
        let jobs: Vec<u32> = outline::leaves(&items).map(|item| item.line.minutes().unwrap_or(0)).collect();
        let mut parts = vec![counted(jobs.len(), "job")];
        let minutes: u64 = jobs.iter().map(|minutes| u64::from(*minutes)).sum();
        if minutes > 0 {
            parts.push(when::say_minutes(minutes));
        }
        let big = jobs.iter().filter(|minutes| **minutes > BIG_MINUTES).count();
        if big > 0 {
            parts.push(format!("{big} over {BIG_MINUTES} min"));
        }
        parts.extend(nudge(&items, off));
        parts.join(" · ")
    }
}

impl App {
    pub(super) fn split(&mut self) {
        match self.cursor() {
            Some(id) => {
                self.open_split(id, false);
                self.gather_ideas();
            }
            None => self.say("Nothing to split yet; `a` adds a goal."),
        }
    }

    /// Two lines to type: what is done of a job, and the rest.
    pub(super) fn split_off_done(&mut self) {
        let Some(id) = self.cursor() else { return self.say("Nothing to split yet; `a` adds a goal.") };
        self.open_split(id, false);
        if let Card::Split(card) = &mut self.card {
            card.credit = true;
            if card.editor.is_empty() {
                card.editor = Editor::of_lines(&["[x] ", "[ ] "]);
                self.say("First what is done, then the rest.");
            }
        }
    }

    pub(super) fn open_split(&mut self, node: NodeId, first: bool) {
        if self.refuse_read_only() {
            return;
        }
        let mut card = SplitCard {
            node,
            editor: Editor::default(),
            first,
            credit: false,
            template: None,
            ideas: Ideas::default(),
        };
        if let Some(draft) = self.drafts.get(&card.draft()) {
            card.editor = Editor::new(draft);
            self.say("Your draft is back.");
        } else if let Some(orphan) = self.orphaned_draft() {
            // Text of an item that is gone is offered at the next split, so that it can be reached at all.
            if let Some(text) = self.drafts.remove(&orphan) {
                self.effects.push(super::Effect::Draft(orphan, None));
                card.editor = Editor::new(&text);
                self.drafts_due = true;
                self.say("Text kept from an item that is gone.");
            }
        }
        self.marked.clear();
        self.card = Card::Split(card);
    }

    pub(super) fn split_save(&mut self) {
        let Card::Split(card) = &self.card else { return };
        if card.template.is_some() {
            return self.save_template();
        }
        let (id, first, credit, draft) = (card.node, card.first, card.credit, card.draft());
        let template = card.ideas.template().map(str::to_owned);
        let items = outline::parse(&card.editor.text(), self.now.today());
        if items.is_empty() {
            return self.say("Nothing to split into yet; one job a line.");
        }
        let guess = self.tree.get(id).and_then(Node::minutes).filter(|_| self.tree.is_leaf(id));
        let jobs = counted(outline::leaves(&items).count(), "job");
        let was_on_today = today::is_on(&self.tree, self.now.day(), id);
        let name = format!("split of {} ({jobs})", self.title(id));
        let Some(job) = self.change(name, |edit| split::split(edit, id, &items, credit, template.as_deref()))
        else {
            return;
        };
        self.stop_asking();
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
            _ if was_on_today => format!("{jobs}. The first is on Today now."),
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

    /// Hands the text to the person's own editor; it comes back by [`App::take_composed`].
    pub(super) fn split_compose(&mut self) {
        let Card::Split(card) = &self.card else { return };
        let (slot, text) = (card.draft(), card.editor.text());
        self.keep_drafts();
        self.composing = Some(slot);
        self.effects.push(super::Effect::Compose(text));
    }

    pub(super) fn take_composed(&mut self, result: Result<String, String>) {
        let slot = self.composing.take();
        let text = match result {
            Ok(text) => text,
            Err(why) => return self.say(why),
        };
        match (&mut self.card, slot) {
            (Card::Split(card), Some(slot)) if card.draft() == slot => {
                let editor = Editor::new(&text);
                if editor.text() != card.editor.text() {
                    card.editor = editor;
                    self.drafts_due = true;
                }
            }
            // The item was removed elsewhere meanwhile.
            (_, Some(slot)) => {
                self.keep_draft(slot, text);
                self.say("That item is gone; your text is kept as a draft.");
            }
            _ => {}
        }
    }

    pub(super) fn split_leave(&mut self) {
        if self.stop_asking() {
            return;
        }
        let Card::Split(card) = std::mem::take(&mut self.card) else { return };
        let draft = card.draft();
        let offers = card.ideas.untaken_offers();
        if (card.editor.is_empty() && offers.is_empty()) || card.is_untouched() {
            return self.forget_draft(&draft);
        }
        // What was pasted and not taken is not lost either.
        let text = [card.editor.text(), offers].join("\n");
        self.keep_draft(draft, text.trim_end().to_owned());
        match &card.template {
            Some(name) => self.say(format!("Kept as a draft; `:template save {name}` brings it back.")),
            None => self.say(format!("Kept as a draft; `s` on {} brings it back.", self.title(card.node))),
        }
    }

    fn orphaned_draft(&self) -> Option<String> {
        let of_nobody = |slot: &&String| {
            slot.split_once(':').is_some_and(|(_, id)| !self.tree.contains(NodeId::parse(id)))
        };
        self.drafts.keys().find(of_nobody).cloned()
    }

    /// What the half-typed texts belong to, in words; none if there are none.
    #[must_use]
    pub fn say_drafts(&self) -> Option<String> {
        let slot = self.drafts.keys().next()?;
        let (what, id) = slot.split_once(':').unwrap_or((slot, ""));
        let title = self.title(NodeId::parse(id));
        Some(match what {
            "split" if !title.is_empty() => format!("Unfinished text is kept: `s` on {title}."),
            "stuck" if !title.is_empty() => format!("Unfinished text is kept: stuck at {title}."),
            "edit" if !title.is_empty() => format!("Unfinished text is kept: `e` on {title}."),
            "why" if !title.is_empty() => format!("Unfinished text is kept: `w` on {title}."),
            "vision" if !title.is_empty() => format!("Unfinished text is kept: `:vision`, {title}."),
            set if set.starts_with("set-") && !title.is_empty() => {
                format!("Unfinished text is kept: `:set` on {title}.")
            }
            "zoom-out" => "Unfinished text is kept: `V` brings it back.".into(),
            "fit" => "Unfinished text is kept: `f` brings it back.".into(),
            "inbox" => "Unfinished text is kept: `i` brings it back.".into(),
            "line" => "Unfinished text is kept: `a` brings it back.".into(),
            _ => "Unfinished text is kept: `s` on any item brings it back.".into(),
        })
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

/// A word about a list that is long, or a job that takes no time.
fn nudge(items: &[Item], off: &[Nudge]) -> Option<String> {
    let (mut open, mut longest): (Vec<u32>, u32) = (Vec::new(), 0);
    for item in items {
        open.truncate(item.depth + 1);
        open.resize(item.depth + 1, 0);
        open[item.depth] += 1;
        longest = longest.max(open[item.depth]);
    }
    if longest > MANY && !off.contains(&Nudge::Many) {
        return Some(format!("{longest} in one list. Group them?"));
    }
    let is_short = |item: &Item| item.line.minutes().is_some_and(|minutes| minutes < SHORT_MINUTES);
    (items.iter().any(is_short) && !off.contains(&Nudge::Short)).then(|| "Two minutes: do it now?".to_owned())
}
