//! `:set`: the fields that are seldom set, each with its value and what it means. Nothing of them is seen elsewhere
//! until it is set.

use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::page::{Page, PageLine, PageRow};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::model::{Field, Key, NodeId, Shape, Tree, Value};
use crate::text::line::Line;

/// The fields in the order of the card, each with what it means and what can be typed.
const FIELDS: [(Key, &str, &str); 7] = [
    (Key::Why, "What it is good for; `w` shows the chain.", "so that"),
    (Key::Importance, "How much it matters beside its neighbours; 3 is usual.", "1 to 5"),
    (Key::Dread, "How little you like it; a morning plan puts it first.", "1 to 3"),
    (Key::Keep, "How well you could keep it up; plans lean on that.", "1 to 5"),
    (Key::Slot, "The stretch of time it fits; holds for what is inside.", "short or long"),
    (Key::Cue, "The moment of the day that calls for it.", "a moment, such as: after coffee"),
    (Key::Mini, "Its two-minute version, for a rough day.", "a smaller job"),
];

/// What is seldom set of an item.
#[derive(Debug)]
pub struct SetCard {
    node: NodeId,
    /// The field under the cursor.
    at: usize,
    /// Its value, while it is typed.
    typing: Option<Typing>,
}

impl SetCard {
    fn key(&self) -> Key {
        FIELDS[self.at].0
    }

    /// The name under which an unfinished value is kept.
    fn slot(&self) -> String {
        format!("set-{}:{}", self.key().name(), self.node)
    }
}

/// The value of a field as it is typed.
fn print(tree: &Tree, node: NodeId, key: Key) -> String {
    match tree.get(node).and_then(|node| node.field(key)).map(Field::value) {
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// What was typed for `key`, bare or as the token of a line: none is nothing set; nothing if it is no such value.
fn read(key: Key, text: &str) -> Option<Option<Field>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let token = Line::parse(&format!("x {text}"), crate::text::when::Today::default());
    if let Some(field) = token.fields.into_iter().find(|field| field.key() == key) {
        return Some(Some(field));
    }
    match key.shape() {
        // Three is what nothing set means.
        Shape::Number(..) if key == Key::Importance && matches!(text, "3" | "!3") => Some(None),
        Shape::Number(least, most) => {
            let number = text.parse().ok().filter(|number| (least..=most).contains(number))?;
            Some(Some(Field::number(key, number)))
        }
        Shape::Word(words) => words.contains(&text).then(|| Some(Field::text(key, text))),
        // Quotes end a cue in a line.
        _ if key == Key::Cue => Some(Some(Field::text(key, &text.replace('"', "'")))),
        _ => Some(Some(Field::text(key, text))),
    }
}

impl Paged for SetCard {
    fn room(&self) -> Room {
        if self.typing.is_some() { Room::SetLine } else { Room::Set }
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: app.title(self.node).to_owned(), ..Page::default() };
        for (at, (key, ..)) in FIELDS.iter().enumerate() {
            let value = print(&app.tree, self.node, *key);
            page.row(PageRow {
                text: format!("{:<12}{value}", key.name()),
                is_dim: value.is_empty(),
                is_selected: at == self.at,
                ..PageRow::default()
            });
        }
        page.blank();
        let (key, means, typed) = FIELDS[self.at];
        match &self.typing {
            Some(typing) => {
                page.lines.push(PageLine::Typing(key.name(), typing));
                page.dim(typed);
            }
            None => page.dim(means),
        }
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        self.typing.as_mut()
    }

    fn draft(&self) -> Option<(String, String)> {
        self.typing.as_ref().map(|typing| (self.slot(), typing.text().to_owned()))
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        !tree.contains(self.node)
    }
}

impl App {
    pub(in crate::app) fn open_set(&mut self) {
        let Some(node) = self.cursor() else { return self.say("Nothing here yet; `a` adds.") };
        self.card = Card::Page(PageCard::Set(SetCard { node, at: 0, typing: None }));
    }

    fn set_card(&mut self) -> Option<&mut SetCard> {
        match &mut self.card {
            Card::Page(PageCard::Set(card)) => Some(card),
            _ => None,
        }
    }

    pub(in crate::app) fn set_up(&mut self) {
        if let Some(card) = self.set_card() {
            card.at = card.at.saturating_sub(1);
        }
    }

    pub(in crate::app) fn set_down(&mut self) {
        if let Some(card) = self.set_card() {
            card.at = (card.at + 1).min(FIELDS.len() - 1);
        }
    }

    pub(in crate::app) fn set_edit(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let Card::Page(PageCard::Set(card)) = &self.card else { return };
        let own = print(&self.tree, card.node, card.key());
        let typing = Typing::new(self.drafts.get(&card.slot()).unwrap_or(&own));
        if let Some(card) = self.set_card() {
            card.typing = Some(typing);
        }
    }

    pub(in crate::app) fn set_clear(&mut self) {
        let Card::Page(PageCard::Set(card)) = &self.card else { return };
        let (node, key) = (card.node, card.key());
        if print(&self.tree, node, key).is_empty() {
            return self.say("Nothing is set there.");
        }
        self.set_field(node, key, None);
    }

    fn set_field(&mut self, node: NodeId, key: Key, new: Option<Field>) {
        let name = format!("{} of {}", key.name(), self.title(node));
        if self.tree.get(node).is_some_and(|node| node.field(key) != new.as_ref()) {
            self.change(name, |edit| edit.set(node, key, new));
        }
    }

    pub(in crate::app) fn set_save(&mut self) {
        let Card::Page(PageCard::Set(card)) = &self.card else { return };
        let (node, key, slot, at) = (card.node, card.key(), card.slot(), card.at);
        let Some(typing) = &card.typing else { return };
        let Some(new) = read(key, typing.text()) else {
            return self.say(format!("{} takes {}.", key.name(), FIELDS[at].2));
        };
        self.forget_draft(&slot);
        self.set_field(node, key, new);
        if let Some(card) = self.set_card() {
            card.typing = None;
        }
    }

    pub(in crate::app) fn set_line_leave(&mut self) {
        let Some(card) = self.set_card() else { return };
        let (node, key, slot) = (card.node, card.key(), card.slot());
        let Some(typing) = card.typing.take() else { return };
        let own = print(&self.tree, node, key);
        self.keep_changed(slot, typing.text(), &own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_typed_bare_or_as_tokens() {
        for (key, text, wanted) in [
            (Key::Importance, "4", Some(Some("4"))),
            (Key::Importance, "!!", Some(Some("5"))),
            (Key::Importance, "3", Some(None)),
            (Key::Importance, "!3", Some(None)),
            (Key::Importance, "6", None),
            (Key::Dread, ":(", Some(Some("2"))),
            (Key::Dread, "dread:3", Some(Some("3"))),
            (Key::Dread, "4", None),
            (Key::Keep, "keep:5", Some(Some("5"))),
            (Key::Keep, "often", None),
            (Key::Slot, "long", Some(Some("long"))),
            (Key::Slot, "slot:short", Some(Some("short"))),
            (Key::Slot, "tiny", None),
            (Key::Cue, "after coffee", Some(Some("after coffee"))),
            (Key::Cue, "when:\"at noon\"", Some(Some("at noon"))),
            (Key::Cue, "when \"it\" rains", Some(Some("when 'it' rains"))),
            (Key::Mini, "One line ~5m", Some(Some("One line ~5m"))),
            (Key::Why, " mornings are free ", Some(Some("mornings are free"))),
            (Key::Why, "", Some(None)),
        ] {
            let found = read(key, text).map(|field| {
                field.map(|field| match field.value() {
                    Value::Number(number) => number.to_string(),
                    _ => field.as_text().unwrap_or_default().to_owned(),
                })
            });
            let wanted = wanted.map(|value| value.map(str::to_owned));
            assert_eq!(found, wanted, "{}: {text}", key.name());
        }
    }
}
