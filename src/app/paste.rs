//! What is pasted: into what is being typed, or into the tree as an outline; and how much of it.

use super::{App, Card, PageCard, Pane};
use crate::edit::{schedule, shape};
use crate::insight::ideas::shelf;
use crate::model::Place;
use crate::text::count::counted;
use crate::text::{outline, safe};

/// Bytes of a paste that go into one line: more could not be drawn between two keys.
const MOST_IN_LINE: usize = 1 << 20;
/// Bytes and lines of a paste that become items.
const MOST_IN_OUTLINE: usize = 4 << 20;
const MOST_LINES: usize = 50_000;

impl App {
    /// Text was pasted. What no frame could be drawn of in time is left out.
    pub(super) fn paste(&mut self, text: &str) {
        let is_outline = match &self.card {
            Card::Line(card) => card.takes_outlines() && text.trim().contains('\n'),
            Card::Split(_) | Card::None => true,
            _ => false,
        };
        let kept = if is_outline { head_of_outline(text) } else { safe::head(text, MOST_IN_LINE) };
        self.paste_whole(kept);
        if kept.len() < text.len() {
            self.say(if is_outline {
                "Cut at 50,000 lines or 4 MB; `goaltree import` takes more."
            } else {
                "Cut at 1 MB, the most that goes into a line."
            });
        }
    }

    /// Into what is being typed, else into the tree as an outline.
    fn paste_whole(&mut self, text: &str) {
        match &mut self.card {
            Card::Line(card) if !text.trim().contains('\n') => card.typing.insert(text),
            Card::Line(card) => {
                let purpose = card.purpose;
                if !card.takes_outlines() {
                    return card.typing.insert(text);
                }
                let typed = format!("{}{text}", card.typing.text());
                let place = self.place_of(purpose);
                self.card = Card::None;
                self.forget_draft("line");
                self.plant(place, &typed);
            }
            Card::Split(_) if shelf::looks_like_offers(text) => self.paste_offers(text),
            Card::Split(card) => card.editor.insert(text),
            Card::First(typing) => typing.insert(text),
            Card::Find => self.paste_find(text),
            Card::Templates(card) => {
                card.typing.insert(text);
                self.filter_templates();
            }
            Card::Page(PageCard::Hand(_)) if shelf::looks_like_offers(text) => self.paste_on_hand(text),
            Card::Page(card) => {
                if let Some(typing) = card.typing() {
                    typing.insert(text);
                    self.typed_in_card();
                }
            }
            Card::Palette(card) => {
                card.typing.insert(text);
                self.filter_palette();
            }
            Card::None => {
                let inside = self.cursor().filter(|_| self.pane == Pane::Tree);
                self.plant(self.tree.end_of(inside), text);
            }
            Card::Help(_) | Card::Choose(_) => {}
        }
        self.drafts_due |= matches!(self.card, Card::Line(_) | Card::Split(_));
    }

    fn plant(&mut self, place: Place, text: &str) {
        let items = outline::parse(text, self.now.today());
        let what = counted(items.len(), "item");
        if items.is_empty() {
            return self.say("Nothing in that to add.");
        }
        let on_today = self.pane == Pane::Today;
        let tops = self.change(format!("pasting {what}"), |edit| {
            let tops = shape::plant(edit, place, &items)?;
            for id in tops.iter().copied().filter(|_| on_today) {
                if edit.tree().is_leaf(id) && edit.node(id).is_ok_and(super::is_open) {
                    schedule::put_on(edit, id)?;
                }
            }
            Ok(tops)
        });
        let Some(tops) = tops else { return };
        if let Some(parent) = place.parent {
            self.folds.set(parent, true);
        }
        if let Some(first) = tops.first().copied() {
            self.tree_place.cursor = Some(first);
            self.bring_into_sight(first);
        }
        let place = match place.parent {
            Some(parent) => format!("inside {}", self.title(parent)),
            None if on_today => "and put on Today".into(),
            None => "at the top level".into(),
        };
        self.say(format!(
            "{what} added {place}. `u` takes {} back.",
            if items.len() == 1 { "it" } else { "them" }
        ));
    }
}

/// As many whole lines of an outline as are taken; of a line that is longer than all of that, its beginning.
fn head_of_outline(text: &str) -> &str {
    let end = text.match_indices('\n').nth(MOST_LINES - 1).map_or(text.len(), |(at, _)| at + 1);
    let head = safe::head(&text[..end], MOST_IN_OUTLINE);
    if head.len() == end {
        return head;
    }
    head.rfind('\n').map_or(head, |at| &head[..=at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_are_taken() {
        let (short, long) = ("日本\n".repeat(MOST_LINES), "日本語".repeat(MOST_IN_OUTLINE / 9) + "\n");
        assert_eq!(head_of_outline(&short), short);
        assert_eq!(head_of_outline(&format!("{short}more")), short);
        assert_eq!(head_of_outline(&long), long);
        assert_eq!(head_of_outline(&format!("{long}{}", "more".repeat(9))), long);
        assert_eq!(head_of_outline(&"日".repeat(MOST_IN_OUTLINE)).len(), MOST_IN_OUTLINE - 1);
        assert_eq!(head_of_outline(""), "");
    }
}
