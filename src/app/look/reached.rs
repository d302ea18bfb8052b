//! What is said when something is closed: a line for a subgoal, a card for a goal, an empty page for a vision.

use crate::app::command::Room;
use crate::app::day::say_keys;
use crate::app::editor::Typing;
use crate::app::page::{Page, PageLine};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card, Pane};
use crate::edit::{Edit, Outcome};
use crate::insight::counters;
use crate::insight::reached::{self, Reached};
use crate::model::{Field, Key, NodeId, Op, State, Tree};

/// The longest line that is said of a tick.
const MOST_LETTERS: usize = 60;
/// One frame of dots.
const DOTS: [&str; 2] = [
    "  .  *   .     o  .    *  .   .    *    .  o   .   *",
    " *   .    o  .     *    .   .  o    .  *    .    .  ",
];

/// A goal that was reached.
#[derive(Debug)]
pub struct ReachedCard {
    goal: NodeId,
    sums: Reached,
    /// What repeats in it and goes on without it.
    goes_on: Vec<String>,
    /// The sentence for a vision that is lived.
    sentence: Option<Typing>,
}

impl Paged for ReachedCard {
    fn room(&self) -> Room {
        if self.sentence.is_some() { Room::Lived } else { Room::Reached }
    }

    fn page(&self, app: &App) -> Page<'_> {
        if let Some(typing) = &self.sentence {
            let mut page = Page { title: app.title(self.goal).to_owned(), ..Page::default() };
            page.blank();
            page.lines.push(PageLine::Typing("", typing));
            page.blank();
            page.dim(say_keys(app, Room::Lived));
            return page;
        }
        let mut page = Page { title: "Reached".into(), ..Page::default() };
        let has_dots = app.looking.confetti.unwrap_or(app.config.look.confetti);
        let dots = |nth: usize| PageLine::Dim(DOTS[nth].to_owned());
        page.lines.extend(has_dots.then(|| dots(0)));
        page.lines.push(PageLine::Strong(app.title(self.goal).to_owned()));
        page.say(self.sums.say(app.now.day()));
        page.lines.extend(has_dots.then(|| dots(1)));
        page.blank();
        for (name, title) in [("First", &self.sums.first), ("Last", &self.sums.last)] {
            if let Some(title) = title {
                page.say(format!("{name}: {title}"));
            }
        }
        if !self.sums.helpers.is_empty() {
            page.say(format!("With {}", self.sums.helpers.join(", ")));
        }
        for title in &self.goes_on {
            page.dim(format!("{title} goes on, at the top of the tree."));
        }
        page.blank();
        page.say("What now?");
        page.dim(app.keys_of(&["reached-look", "reached-next", "reached-leave"]));
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        self.sentence.as_mut()
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        tree.get(self.goal).is_none_or(|node| node.state() != State::Done)
    }
}

/// Puts a sentence behind the note of an item.
fn add_to_note(edit: &mut Edit<'_>, id: NodeId, sentence: &str) -> Outcome {
    let before = edit.node(id)?.text(Key::Note).map(|note| format!("{note}\n")).unwrap_or_default();
    edit.set(id, Key::Note, Some(Field::text(Key::Note, &format!("{before}{sentence}"))))
}

impl App {
    /// Whether an item begins anew when it is closed.
    pub(in crate::app) fn begins_anew(&self, id: NodeId) -> bool {
        self.tree.get(id).is_some_and(|node| node.field(Key::Repeat).is_some())
    }

    /// After something was closed: a line, or the card of a goal.
    pub(in crate::app) fn closed(&mut self, id: NodeId, is_anew: bool, words: Option<String>) {
        // After the last time it repeats no more, and is closed like anything else.
        if is_anew && !self.begins_anew(id) {
            self.step_beside(id);
            return self.say(format!("{} is closed, and begins anew.", self.title(id)));
        }
        if self.tree.parent(id).is_some() {
            self.looking.closed = Some(id);
            return self.say(words.unwrap_or_else(|| self.said_of_closing(id)));
        }
        let goes_on = self.goes_on_behind(id);
        self.step_beside(id);
        self.status = words;
        let is_vision = self.tree.get(id).and_then(|node| node.text(Key::Horizon)) == Some("vision");
        let sums = reached::reached(&self.tree, id, self.now);
        let sentence = is_vision.then(Typing::default);
        self.card = Card::Page(PageCard::Reached(ReachedCard { goal: id, sums, goes_on, sentence }));
    }

    /// What stood in a goal, repeats, and moved up behind it when that was closed.
    fn goes_on_behind(&self, goal: NodeId) -> Vec<String> {
        let behind = std::iter::successors(self.tree.next(goal), |id| self.tree.next(*id));
        let moved = self.history.done().last().map(|change| &change.ops[..]).unwrap_or_default();
        let is_moved =
            |id: &NodeId| moved.iter().any(|op| matches!(op, Op::Move { id: moved, .. } if moved == id));
        behind.take_while(is_moved).map(|id| self.title(id).to_owned()).collect()
    }

    /// `Body is closed. 4 of 5 in Cold brew.`
    fn said_of_closing(&self, id: NodeId) -> String {
        let title = self.title(id);
        let Some(parent) = self.tree.parent(id) else { return format!("{title} is closed.") };
        let parts = || {
            let all = self.tree.children(Some(parent)).filter(|id| !self.tree.is_leaf(*id));
            all.filter_map(|id| self.tree.get(id)).map(crate::model::Node::state)
        };
        let closed = parts().filter(|state| *state == State::Done).count();
        let all = parts().filter(|state| matches!(state, State::Open | State::Done)).count();
        if all < 2 {
            return format!("{title} is closed, in {}.", self.title(parent));
        }
        format!("{title} is closed. {closed} of {all} parts of {}.", self.title(parent))
    }

    /// What a tick brought a counter to, if that is worth a line; with what is next where there is room.
    pub(in crate::app) fn said_of_counter(&self, id: NodeId) -> Option<String> {
        let mut words = counters::say_tick(&self.tree, id)?;
        let noted = " Noted under firsts.";
        if words.starts_with("First ") {
            words.push_str(noted);
        }
        let next = crate::insight::progress::after_tick(&self.tree, id);
        let next = next
            .find("Next: ")
            .map(|at| &next[at..])
            .filter(|next| next.chars().count() + words.chars().count() < MOST_LETTERS);
        Some(next.map_or_else(|| words.clone(), |next| format!("{words} {next}")))
    }

    pub(in crate::app) fn reached_look(&mut self) {
        if let Card::Page(PageCard::Reached(card)) = &self.card {
            self.look_back_at(Some(card.goal));
        }
    }

    /// A line for the next goal.
    pub(in crate::app) fn reached_next(&mut self) {
        self.card = Card::None;
        self.pane = Pane::Tree;
        self.hoist = None;
        self.add_goal();
    }

    /// Keeps the sentence for a vision that is lived.
    pub(in crate::app) fn lived_keep(&mut self) {
        let Card::Page(PageCard::Reached(card)) = std::mem::take(&mut self.card) else { return };
        let sentence = card.sentence.as_ref().map(|typing| typing.text().trim().to_owned());
        let Some(sentence) = sentence.filter(|sentence| !sentence.is_empty()) else { return };
        if self
            .change(self.name("sentence for", &[card.goal]), |edit| add_to_note(edit, card.goal, &sentence))
            .is_some()
        {
            self.say("Kept in its note.");
        }
    }

    /// Dots on the card of a reached goal, or none.
    pub(in crate::app) fn set_confetti(&mut self, words: &str) {
        self.looking.confetti = match words.trim() {
            "on" => Some(true),
            "off" => Some(false),
            _ => return self.say("confetti on, or confetti off."),
        };
        self.say(if words.trim() == "on" { "Dots, once a goal is reached." } else { "No dots." });
    }
}
