//! `:horizon` and `:vision`: how far away something lies, and its sentence for every morning.

use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::page::{Page, PageLine};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::insight::horizon::{self, Horizon};
use crate::model::{Field, Key, NodeId, Tree};

/// Goals at the top among which one with a vision keeps a row for it on the screen.
const GOALS_LOOKED_AT: usize = 20;

/// The sentence of a goal, being typed.
#[derive(Debug)]
pub struct VisionCard {
    node: NodeId,
    typing: Typing,
}

impl Paged for VisionCard {
    fn room(&self) -> Room {
        Room::Vision
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: app.title(self.node).to_owned(), ..Page::default() };
        page.say("One sentence to see every morning, as if it were so.");
        page.lines.push(PageLine::Typing("", &self.typing));
        page.dim("An empty line takes it away; `:vision off` hides all.");
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        Some(&mut self.typing)
    }

    fn draft(&self) -> Option<(String, String)> {
        Some((slot(self.node), self.typing.text().to_owned()))
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        !tree.contains(self.node)
    }
}

/// The name under which an unfinished sentence is kept.
fn slot(node: NodeId) -> String {
    format!("vision:{node}")
}

impl App {
    /// The sentence above the panes: that of the nearest vision at or above the cursor; where there is none, the
    /// goals at the top take turns by day.
    #[must_use]
    pub fn vision(&self) -> Option<&str> {
        let own = self.cursor().and_then(|id| self.vision_of(id));
        own.or_else(|| self.vision_of_today())
    }

    /// The sentence of a goal at the top, if visions are shown; where several have one, they take turns by day.
    pub(super) fn vision_of_today(&self) -> Option<&str> {
        if self.looking.vision_off {
            return None;
        }
        let goals = self.tree.children(None).take(GOALS_LOOKED_AT);
        let open = goals.filter_map(|id| self.tree.get(id)).filter(|node| crate::app::is_open(node));
        let visions: Vec<&str> = open.filter_map(|node| node.text(Key::Vision)).collect();
        let day = chrono::Datelike::num_days_from_ce(&self.now.day()).unsigned_abs() as usize;
        visions.get(day.checked_rem(visions.len())?).copied()
    }

    /// The sentence of the nearest vision at or above an item, if visions are shown.
    #[must_use]
    pub fn vision_of(&self, id: NodeId) -> Option<&str> {
        let node = self.tree.get(self.has_vision(id)?)?;
        if self.looking.vision_off { None } else { node.text(Key::Vision) }
    }

    /// The nearest item with a vision at or above one.
    fn has_vision(&self, id: NodeId) -> Option<NodeId> {
        let mut here = self.tree.path(id);
        here.find(|id| self.tree.get(*id).is_some_and(|node| node.text(Key::Vision).is_some()))
    }

    /// `vision off`, `vision on`, `vision WORDS`, or nothing: the sentence is typed on a card. It is that of the
    /// nearest item with one, else that of the goal at the top.
    pub(in crate::app) fn set_vision(&mut self, words: &str) {
        match words {
            "off" | "on" => {
                self.looking.vision_off = words == "off";
                return self.say(if self.looking.vision_off {
                    "No vision is shown; `:vision on` shows them."
                } else {
                    "Visions are shown."
                });
            }
            _ => {}
        }
        let Some(id) = self.cursor() else { return self.say("A vision belongs to a goal; `a` adds one.") };
        if self.refuse_read_only() {
            return;
        }
        let top = self.tree.root(id);
        let node = self.has_vision(id).unwrap_or(top);
        if !words.is_empty() {
            return self.write_vision(node, words);
        }
        let own = self.tree.get(node).and_then(|node| node.text(Key::Vision)).unwrap_or_default();
        let kept = self.drafts.get(&slot(node)).map_or(own, String::as_str);
        let typing = Typing::new(kept);
        self.card = Card::Page(PageCard::Vision(VisionCard { node, typing }));
    }

    fn write_vision(&mut self, node: NodeId, words: &str) {
        let new = (!words.is_empty()).then(|| Field::text(Key::Vision, words));
        let is_so = self.tree.get(node).is_some_and(|node| node.field(Key::Vision) == new.as_ref());
        let name = format!("vision of {}", self.title(node));
        if !is_so && self.change(name, |edit| edit.set(node, Key::Vision, new)).is_some() {
            self.say(format!("The vision of {}.", self.title(node)));
        }
    }

    pub(in crate::app) fn vision_save(&mut self) {
        let Card::Page(PageCard::Vision(card)) = std::mem::take(&mut self.card) else { return };
        self.forget_draft(&slot(card.node));
        self.write_vision(card.node, card.typing.text().trim());
    }

    pub(in crate::app) fn vision_leave(&mut self) {
        let Card::Page(PageCard::Vision(card)) = std::mem::take(&mut self.card) else { return };
        let own =
            self.tree.get(card.node).and_then(|node| node.text(Key::Vision)).unwrap_or_default().to_owned();
        self.keep_changed(slot(card.node), card.typing.text(), &own);
    }

    /// `horizon WORD` for what is chosen, `horizon off`, or nothing: what it is.
    pub(in crate::app) fn set_horizon(&mut self, word: &str) {
        let chosen = self.chosen();
        let Some(first) = chosen.first().copied() else { return self.say("Nothing here yet; `a` adds.") };
        let new = Horizon::named(word);
        if new.is_none() && word != "off" {
            let words = self.say_horizon(first);
            return self.say(if word.is_empty() {
                format!("{words} vision, long, medium, short or off sets it.")
            } else {
                "One of vision, long, medium, short; off takes it away.".into()
            });
        }
        let name = self.name("horizon of", &chosen);
        let field = new.map(|horizon| Field::text(Key::Horizon, horizon.word()));
        let set = self
            .change(name, |edit| chosen.iter().try_for_each(|id| edit.set(*id, Key::Horizon, field.clone())));
        if set.is_some() {
            self.marked.clear();
            self.bring_into_sight(first);
            let words = self.said_of_horizon(first, new);
            self.say(words);
        }
    }

    /// `Long, one to ten years.`
    fn say_horizon(&self, id: NodeId) -> String {
        let Some(horizon) = horizon::inherited(&self.tree, id) else { return "None is set.".into() };
        let (word, means) = (horizon.word(), horizon.means());
        let own = self.tree.get(id).and_then(Horizon::of).is_some();
        if own { format!("{word}, {means}.") } else { format!("{word}, from above.") }
    }

    fn said_of_horizon(&self, id: NodeId, new: Option<Horizon>) -> String {
        match (new, horizon::nearer_above(&self.tree, id)) {
            (Some(_), Some((above, nearer))) => {
                format!("Farther than {}, which is {}. Fine?", self.title(above), nearer.word())
            }
            (Some(horizon), None) => format!("{}: {}.", horizon.word(), horizon.means()),
            (None, _) => "No horizon of its own.".into(),
        }
    }
}
