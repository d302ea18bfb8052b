//! One session: what is on the screen, and what a key does. Pure: [`App::update`] takes a message and gives effects.

mod capture;
mod change;
pub mod command;
pub mod editor;
mod find;
mod first;
pub mod key;
pub mod layout;
pub mod list;
mod msg;
mod navigate;
pub mod pointer;
pub mod rows;
mod session;
mod split;
mod templates;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

pub use capture::{LineCard, Purpose};
pub use find::Find;
pub use first::Choice;
pub use key::{Code, Key};
pub use layout::{Layout, Pane};
pub use list::{HelpCard, PaletteCard};
pub use msg::{Effect, Msg, Pointer};
pub use rows::{Folds, Rows};
pub use split::SplitCard;
pub use templates::{Offer, TemplatesCard};

use crate::config::Config;
use crate::insight::today::{self, Today};
use crate::model::{Again, Change, Conflict, History, Ids, NodeId, Now, Tree, history};
use crate::text::template::Template;
use editor::Typing;

/// What lies over the panes or stands in one of them, and takes the keys.
#[derive(Debug, Default)]
pub enum Card {
    /// Nothing: the keys go to the panes.
    #[default]
    None,
    /// One line is being typed.
    Line(LineCard),
    /// A node is being split.
    Split(SplitCard),
    /// A find is being typed.
    Find,
    /// The commands.
    Palette(PaletteCard),
    /// The templates.
    Templates(TemplatesCard),
    /// The keys.
    Help(HelpCard),
    /// The first goal.
    First(Typing),
    /// The first job for Today.
    Choose(Choice),
}

/// A key that asks for a second press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Armed {
    CloseAll(NodeId),
    Quit,
}

/// The cursor and the topmost row of a pane.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// The selected row.
    pub cursor: Option<NodeId>,
    /// The row at the top.
    pub top: Option<NodeId>,
    /// Where the cursor goes when its row disappears: the row above it.
    refuge: Option<NodeId>,
}

/// Goals among which one with a vision keeps a row for it on the screen.
const GOALS_LOOKED_AT: usize = 20;

/// Everything that one session knows.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that have nothing to do with each other")]
pub struct App {
    /// The goals and the ledger.
    pub tree: Tree,
    /// What can be taken back.
    pub history: History,
    /// When it is.
    pub now: Now,
    /// Whether only ASCII is drawn.
    pub ascii: bool,
    /// Whether the file is a throw-away copy.
    pub is_demo: bool,
    /// Why nothing can be changed, if nothing can.
    pub read_only: Option<String>,
    /// Which pane has the keys.
    pub pane: Pane,
    /// Where one is in the tree.
    pub tree_place: Place,
    /// Where one is on Today.
    pub today_place: Place,
    /// What is folded.
    pub folds: Folds,
    /// What was folded before everything was unfolded at once.
    folds_before: Option<Folds>,
    /// The node that is shown as the whole.
    pub hoist: Option<NodeId>,
    /// How wide Today is beside the tree.
    pub today_columns: u16,
    /// Rows picked for a bulk action, in the order of picking.
    pub marked: Vec<NodeId>,
    /// What takes the keys instead of the panes.
    pub card: Card,
    /// The find that `n` and `N` follow.
    pub find: Option<Find>,
    /// What the program says, until the next key.
    pub status: Option<String>,
    /// What is wrong with the file, until it is over.
    pub trouble: Option<String>,
    /// Whether everything shown is on the disk.
    pub safe: bool,
    /// What the person has set.
    pub config: Config,
    /// What items can be filled from, by slug.
    pub templates: Vec<Template>,
    /// Half-typed texts by what they are for.
    pub drafts: BTreeMap<String, String>,
    armed: Option<Armed>,
    drafts_due: bool,
    /// What the text in the person's own editor is kept as.
    composing: Option<String>,
    ids: Ids,
    screen: Rect,
    effects: Vec<Effect>,
}

impl App {
    /// A session on `tree`, at `now`, with ids that follow from `seed`.
    #[must_use]
    pub fn new(tree: Tree, now: Now, seed: u64) -> Self {
        let mut app = Self {
            tree,
            history: History::default(),
            now,
            ascii: false,
            is_demo: false,
            read_only: None,
            pane: Pane::Tree,
            tree_place: Place::default(),
            today_place: Place::default(),
            folds: Folds::default(),
            folds_before: None,
            hoist: None,
            today_columns: layout::TODAY_COLUMNS,
            marked: Vec::new(),
            card: Card::None,
            find: None,
            status: None,
            trouble: None,
            safe: true,
            config: Config::default(),
            templates: Vec::new(),
            drafts: BTreeMap::new(),
            armed: None,
            drafts_due: false,
            composing: None,
            ids: Ids::seeded(seed),
            screen: Rect::new(0, 0, 80, 24),
            effects: Vec::new(),
        };
        app.unfold_first_screen();
        if app.tree.is_empty() {
            app.card = Card::First(Typing::default());
        }
        app.settle();
        app
    }

    /// Takes in what happened at `now`, and says what the outside shall do.
    pub fn update(&mut self, now: Now, msg: Msg) -> Vec<Effect> {
        self.now = now;
        match msg {
            Msg::Key(key) => {
                self.status = None;
                self.begin_day();
                self.press(key);
            }
            Msg::Paste(text) => {
                self.status = None;
                self.begin_day();
                self.paste(&text);
            }
            Msg::Mouse(pointer, x, y) => self.point(pointer, x, y),
            Msg::Resize(width, height) => self.screen = Rect::new(0, 0, width, height),
            Msg::Foreign { theirs, unstored } => self.take_in(&theirs, &unstored),
            Msg::Trouble(trouble) => self.trouble = trouble,
            Msg::Notice(text) => self.status = Some(text),
            Msg::Safe(safe) => self.safe = safe,
            Msg::Composed(result) => self.take_composed(result),
            Msg::KeepDrafts => self.keep_drafts(),
        }
        self.settle();
        std::mem::take(&mut self.effects)
    }

    /// The places of everything on the screen.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let pane = self.focus();
        // The row of the vision stays where it is while the cursor walks from a goal with one to a goal without.
        let has_vision = self.vision().is_some() || self.has_vision_at_the_top();
        // What a split means in words needs more room than a list of jobs.
        let words = match self.card {
            // A third pane leaves less to share.
            Card::Split(_) if self.screen.width >= layout::WIDE => self.screen.width / 4,
            Card::Split(_) => self.screen.width * 2 / 5,
            _ => 0,
        };
        Layout::of(self.screen, pane, has_vision, self.today_columns.max(words))
    }

    /// The pane in which something happens when a key is pressed: the split editor stands in the tree's place.
    #[must_use]
    pub fn focus(&self) -> Pane {
        if matches!(self.card, Card::Split(_)) { Pane::Tree } else { self.pane }
    }

    /// The size of the screen.
    #[must_use]
    pub fn screen(&self) -> Rect {
        self.screen
    }

    /// The rows of the tree in sight.
    #[must_use]
    pub fn rows(&self) -> Rows<'_> {
        Rows { tree: &self.tree, folds: &self.folds, hoist: self.hoist }
    }

    /// Today's list.
    #[must_use]
    pub fn today(&self) -> Today {
        today::today(&self.tree, self.now.day())
    }

    /// The selected node of the pane that has the keys.
    #[must_use]
    pub fn cursor(&self) -> Option<NodeId> {
        match self.pane {
            Pane::Tree => self.tree_place.cursor,
            Pane::Today => self.today_place.cursor,
        }
    }

    /// The sentence of the nearest vision above the cursor.
    #[must_use]
    pub fn vision(&self) -> Option<&str> {
        let cursor = self.cursor()?;
        let mut here = std::iter::once(cursor).chain(self.tree.ancestors(cursor));
        here.find_map(|id| self.tree.get(id)?.text(crate::model::Key::Vision))
    }

    fn has_vision_at_the_top(&self) -> bool {
        let mut goals = self.tree.children(None).take(GOALS_LOOKED_AT);
        goals.any(|id| self.tree.get(id).is_some_and(|node| node.text(crate::model::Key::Vision).is_some()))
    }

    /// The words for a node in a sentence.
    #[must_use]
    pub fn title(&self, id: NodeId) -> &str {
        self.tree.get(id).map_or("", |node| node.title())
    }

    /// Whether half-typed text waits to be written down.
    #[must_use]
    pub fn drafts_due(&self) -> bool {
        self.drafts_due
    }

    /// Tells of properties that two sides of a merge wanted differently.
    pub fn tell_conflicts(&mut self, conflicts: &[Conflict]) {
        if !conflicts.is_empty() {
            self.status = Some(format!("{} changed on both sides; one of each was kept.", conflicts.len()));
        }
    }

    fn say(&mut self, text: impl Into<String>) {
        self.status = Some(text.into());
    }

    /// Takes others' changes in below our own that are not stored yet.
    fn take_in(&mut self, theirs: &[Change], unstored: &[Change]) {
        for change in unstored.iter().rev() {
            // What was applied last fits backwards first.
            self.tree.apply_all(&crate::model::op::inverse(&change.ops)).unwrap_or_default();
        }
        for change in theirs {
            if self.tree.apply_all(&change.ops).is_err() {
                history::rebase(&mut self.tree, &change.ops, history::Others::Yield);
            }
            // What another window took back of ours is not ours to take back any more.
            if change.of.is_some() {
                self.history.record(change);
            }
        }
        for change in unstored {
            let ops = history::rebase(&mut self.tree, &change.ops, history::Others::Yield);
            if ops.is_empty() {
                self.history.forget(change.key);
                self.status =
                    Some("That was changed in another window a moment ago; look at it once more.".into());
                continue;
            }
            self.effects.push(Effect::Commit(Change { ops, ..change.clone() }));
        }
        if let Some(change) = theirs.iter().rev().find(|change| !change.name.is_empty())
            && unstored.is_empty()
        {
            let again = match change.of {
                None => "",
                Some(Again::Undo(_)) => "taken back: ",
                Some(Again::Redo(_)) => "redone: ",
            };
            self.status = Some(format!("From elsewhere: {again}{}.", change.name));
        }
    }

    /// After every message: cursors stand on rows that exist, and in sight.
    fn settle(&mut self) {
        self.hoist = self.hoist.filter(|id| self.tree.contains(*id));
        let tree = &self.tree;
        if !self.marked.is_empty() {
            self.marked.retain(|id| tree.contains(*id));
        }
        self.settle_card();
        self.settle_cursors();
        // Only now: the layout depends on where the cursors are.
        let layout = self.layout();
        self.scroll_tree(usize::from(layout.tree.height));
        self.scroll_today(usize::from(layout.today.height));
    }

    fn settle_cursors(&mut self) {
        let rows = self.rows();
        let Place { cursor, refuge, .. } = self.tree_place;
        let shown = |id: NodeId| rows.nearest_shown(id);
        let cursor = cursor.and_then(shown).or_else(|| refuge.and_then(shown)).or_else(|| rows.first());
        let refuge = cursor.and_then(|id| rows.previous(id));
        (self.tree_place.cursor, self.tree_place.refuge) = (cursor, refuge);

        let rows = self.today().rows();
        let Place { cursor, refuge, .. } = self.today_place;
        let known = |id: &NodeId| rows.contains(id);
        let first_open = || rows.iter().copied().find(|id| self.tree.get(*id).is_some_and(is_open));
        let cursor = cursor.filter(known).or_else(|| refuge.filter(known)).or_else(first_open);
        let cursor = cursor.or_else(|| rows.first().copied());
        let at = rows.iter().position(|id| Some(*id) == cursor).unwrap_or(0);
        let refuge = at.checked_sub(1).or(Some(1)).and_then(|at| rows.get(at)).copied();
        (self.today_place.cursor, self.today_place.refuge) = (cursor, refuge);
    }

    fn scroll_tree(&mut self, height: usize) {
        let height = height.saturating_sub(self.input_rows()).max(1);
        let target = self.tree_place.cursor.map(|cursor| self.row_to_show(cursor));
        self.tree_place.top = target.map(|target| self.rows().scroll(self.tree_place.top, target, height));
    }

    fn scroll_today(&mut self, height: usize) {
        let rows = self.today().rows();
        let place = |id: Option<NodeId>| rows.iter().position(|other| Some(*other) == id).unwrap_or(0);
        let (at, top) = (place(self.today_place.cursor), place(self.today_place.top));
        let height = height.max(1);
        let top = top.min(at).max((at + 1).saturating_sub(height)).min(rows.len().saturating_sub(height));
        self.today_place.top = rows.get(top).copied();
    }
}

fn is_open(node: &crate::model::Node) -> bool {
    node.state() == crate::model::State::Open
}
