//! Typing one line into the tree: adding, one Enter per item, and editing.

use super::editor::Typing;
use super::{App, Card, Pane};
use crate::edit::{schedule, shape};
use crate::model::{NodeId, Place};
use crate::text::line::Line;

/// What the line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A new item behind this one, or the first of all.
    After(Option<NodeId>),
    /// A new item at the end of what is inside this one.
    Inside(NodeId),
    /// A new job at the root that goes onto Today as well.
    Today,
    /// A new item around the marked ones, the first of which is this.
    Wrap(NodeId),
    /// This item, said anew.
    Edit(NodeId),
}

/// One line that is being typed, in the row where it will stand.
#[derive(Debug)]
pub struct LineCard {
    /// What it is for.
    pub purpose: Purpose,
    /// What is typed.
    pub typing: Typing,
    /// The unfinished text with which it began.
    resumed: Option<String>,
}

impl LineCard {
    /// The name under which unfinished text is kept.
    pub(super) fn draft(&self) -> String {
        match self.purpose {
            Purpose::Edit(id) => format!("edit:{id}"),
            _ => "line".into(),
        }
    }

    /// Whether several lines become several items.
    pub(super) fn takes_outlines(&self) -> bool {
        matches!(self.purpose, Purpose::After(_) | Purpose::Inside(_))
    }
}

impl App {
    pub(super) fn add_after(&mut self) {
        match self.cursor() {
            None if self.pane == Pane::Tree => self.add_goal(),
            cursor => self.open_line(Purpose::After(cursor)),
        }
    }

    /// A line for a new goal, behind all that are in sight.
    pub(super) fn add_goal(&mut self) {
        self.open_line(Purpose::After(self.rows().last_root()));
    }

    pub(super) fn add_inside(&mut self) {
        match self.cursor() {
            Some(id) => {
                self.folds.set(id, true);
                self.open_line(Purpose::Inside(id));
            }
            None => self.open_line(Purpose::After(None)),
        }
    }

    pub(super) fn wrap(&mut self) {
        let Some(first) = self.chosen_neighbours().and_then(|chosen| chosen.first().copied()) else { return };
        if Some(first) == self.hoist {
            return self.say("This is what you zoomed into; Backspace zooms out.");
        }
        self.open_line(Purpose::Wrap(first));
        if self.status.is_none() {
            self.say("What are they together?");
        }
    }

    fn wrap_in(&mut self, line: &Line) {
        let Some(chosen) = self.chosen_neighbours() else { return };
        let name = format!("wrapping in {}", line.title);
        let wrapper = self.change(name, |edit| shape::wrap(edit, &chosen, line));
        if let Some(id) = wrapper {
            self.folds.set(id, true);
            self.tree_place.cursor = Some(id);
            self.bring_into_sight(id);
            self.marked.clear();
        }
    }

    pub(super) fn add_today(&mut self) {
        self.open_line(Purpose::Today);
    }

    pub(super) fn edit_line(&mut self) {
        match self.cursor() {
            Some(id) => self.open_line(Purpose::Edit(id)),
            None => self.say("Nothing to edit yet; `a` adds."),
        }
    }

    fn open_line(&mut self, purpose: Purpose) {
        if self.refuse_read_only() {
            return;
        }
        // What is zoomed into has no neighbours in sight: a new line goes inside.
        let purpose = match purpose {
            Purpose::After(Some(id)) if Some(id) == self.hoist => Purpose::Inside(id),
            purpose => purpose,
        };
        let mut card = LineCard { purpose, typing: Typing::default(), resumed: None };
        let draft = self.drafts.get(&card.draft()).cloned();
        let own = match purpose {
            Purpose::Edit(id) => self.tree.get(id).map(|node| Line::of(node).halves()),
            _ => None,
        };
        if draft.is_some() {
            self.say("Your unfinished line is back; Esc lets it go.");
            card.resumed.clone_from(&draft);
        }
        card.typing = match (draft, own) {
            (Some(draft), _) => Typing::new(&draft),
            // The cursor stands behind the title: words and tokens can both be added there.
            (None, Some((title, tokens))) => Typing::between(&title, &tokens),
            (None, None) => Typing::default(),
        };
        self.card = Card::Line(card);
    }

    pub(super) fn line_save(&mut self) {
        let (purpose, text, draft) = match &self.card {
            Card::Line(card) => (card.purpose, card.typing.text().to_owned(), card.draft()),
            Card::First(_) => return self.save_first(),
            _ => return,
        };
        let line = Line::parse(&text, self.now.today());
        self.forget_draft(&draft);
        self.card = Card::None;
        if line.is_empty() {
            return;
        }
        match purpose {
            Purpose::Edit(id) => {
                let name = format!("edit of {}", self.title(id));
                if Line::of(self.tree.get(id).unwrap_or(&line.node(id))) != line {
                    self.change(name, |edit| shape::rewrite(edit, id, &line));
                }
            }
            Purpose::Today => {
                let added = self.change(format!("{} on Today", line.title), |edit| {
                    let ids = shape::add(edit, edit.tree().end_of(None), &line)?;
                    ids.iter().try_for_each(|id| schedule::put_on(edit, *id))?;
                    Ok(ids.last().copied())
                });
                self.today_place.cursor = added.flatten().or(self.today_place.cursor);
                self.open_line(purpose);
            }
            Purpose::Wrap(_) => self.wrap_in(&line),
            Purpose::After(_) | Purpose::Inside(_) => {
                let place = self.place_of(purpose);
                let added =
                    self.change(format!("adding {}", line.title), |edit| shape::add(edit, place, &line));
                if let Some(id) = added.and_then(|ids| ids.last().copied()) {
                    self.tree_place.cursor = Some(id);
                    self.bring_into_sight(id);
                    self.open_line(Purpose::After(Some(id)));
                }
            }
        }
    }

    pub(super) fn place_of(&self, purpose: Purpose) -> Place {
        match purpose {
            Purpose::After(Some(id)) => Place { parent: self.tree.parent(id), after: Some(id) },
            Purpose::Inside(id) => self.tree.end_of(Some(id)),
            _ => self.tree.end_of(None),
        }
    }

    pub(super) fn line_leave(&mut self) {
        match std::mem::take(&mut self.card) {
            Card::Line(card) => {
                let text = card.typing.text();
                let unchanged = match card.purpose {
                    Purpose::Edit(id) => self.tree.get(id).is_some_and(|node| Line::of(node).print() == text),
                    _ => text.trim().is_empty(),
                };
                // What came back and was left untouched is not wanted.
                if unchanged || card.resumed.as_deref() == Some(text) {
                    self.forget_draft(&card.draft());
                } else {
                    self.keep_draft(card.draft(), text.to_owned());
                    let key = if matches!(card.purpose, Purpose::Edit(_)) { "e" } else { "a" };
                    self.say(format!("Kept as a draft; `{key}` brings it back."));
                }
            }
            Card::First(typing) if !typing.text().trim().is_empty() => {
                self.keep_draft("line".into(), typing.text().to_owned());
            }
            _ => {}
        }
    }

    pub(super) fn line_deeper(&mut self) {
        self.shift_line(|app, id| {
            let above = app.tree.first_child(Some(id)).is_none() || app.folds.is_open(id);
            above.then_some(Purpose::Inside(id))
        });
    }

    pub(super) fn line_shallower(&mut self) {
        let purpose = match &self.card {
            Card::Line(LineCard { purpose: Purpose::Inside(id), .. }) => Some(Purpose::After(Some(*id))),
            Card::Line(LineCard { purpose: Purpose::After(Some(id)), .. }) => self
                .tree
                .parent(*id)
                .filter(|_| self.hoist != Some(*id))
                .map(|above| Purpose::After(Some(above))),
            _ => None,
        };
        self.set_purpose(purpose.filter(|purpose| *purpose != Purpose::After(self.hoist)));
    }

    fn shift_line(&mut self, inside: impl Fn(&Self, NodeId) -> Option<Purpose>) {
        let purpose = match &self.card {
            Card::Line(LineCard { purpose: Purpose::After(Some(id)), .. }) => inside(self, *id),
            _ => None,
        };
        if let Some(Purpose::Inside(id)) = purpose {
            self.folds.set(id, true);
        }
        self.set_purpose(purpose);
    }

    fn set_purpose(&mut self, purpose: Option<Purpose>) {
        match (purpose, &mut self.card) {
            (Some(purpose), Card::Line(card)) => card.purpose = purpose,
            _ => self.say("It cannot go further that way."),
        }
    }

    /// How many rows the line that is being typed takes beside those of the tree.
    pub(super) fn input_rows(&self) -> usize {
        usize::from(
            matches!(&self.card, Card::Line(card) if !matches!(card.purpose, Purpose::Edit(_) | Purpose::Today)),
        )
    }

    /// The row that must be in sight: the cursor, or the one behind which a line is being typed.
    pub(super) fn row_to_show(&self, cursor: NodeId) -> NodeId {
        match &self.card {
            Card::Line(LineCard {
                purpose: Purpose::After(Some(id)) | Purpose::Inside(id) | Purpose::Wrap(id),
                ..
            }) => self.rows().last_within(*id),
            _ => cursor,
        }
    }
}
