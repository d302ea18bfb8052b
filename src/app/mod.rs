//! One session: what is on the screen, and what a key does. Pure: [`App::update`] takes a message and gives effects.

mod ask;
mod audit;
mod capture;
mod change;
pub mod command;
mod copies;
pub mod day;
pub mod editor;
mod find;
mod first;
pub mod give;
pub mod ideas;
pub mod key;
pub mod layout;
pub mod list;
mod listing;
pub mod look;
mod msg;
mod navigate;
mod nudges;
mod outside;
pub mod page;
pub mod paged;
mod paste;
mod pledge;
pub mod pointer;
pub mod reached;
mod repeat;
mod rest;
mod room;
pub mod rows;
mod screen;
mod session;
mod split;
mod templates;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use ratatui::layout::Rect;

pub use audit::Audit;
pub use capture::{LineCard, Purpose};
pub use copies::Copies;
pub use find::Find;
pub use first::Choice;
pub use key::{Code, Key};
pub use layout::{Layout, Pane};
pub use list::{HelpCard, PaletteCard};
pub use listing::TodayLine;
pub use msg::{Effect, Msg, Pointer};
pub use paged::PageCard;
pub use rows::{Folds, Rows};
pub use split::SplitCard;
pub use templates::TemplatesCard;

use crate::config::Config;
use crate::insight::nudge::Nudge;
pub use crate::insight::remind::{Slot, Told};
use crate::model::{History, Ids, NodeId, Now, Tree};
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
    /// One that is a page of text.
    Page(PageCard),
    /// The first goal.
    First(Typing),
    /// The first job for Today.
    Choose(Choice),
}

/// A key that asks for a second press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Armed {
    CloseAll(NodeId),
    CloseMarked,
    /// A tick that counted for today is to count for the next date.
    Ahead(NodeId),
    /// What was left out once is to end.
    End(NodeId),
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
    /// How far one looks, if not down to the jobs.
    lens: Option<look::Lens>,
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
    /// What items can be filled from, by slug.
    pub templates: Vec<Template>,
    /// What the person has set.
    pub config: Config,
    /// The big and the vague jobs that are looked through.
    pub audit: Option<Audit>,
    /// What is said of the item under the cursor.
    nudge: Option<(NodeId, Nudge)>,
    /// What was said of which.
    memory: nudges::Memory,
    /// The command that may be asked: the person was shown it.
    pub(crate) approved: Vec<String>,
    /// How finely the command shall split, from 1 to 3.
    fineness: u8,
    /// Half-typed texts by what they are for.
    pub drafts: BTreeMap<String, String>,
    /// Minutes that were typed in the panes, for the key behind them.
    count: Option<u32>,
    /// What a plan comes back to.
    planning: day::Planning,
    /// Since when Today could be looked at.
    since: DateTime<FixedOffset>,
    armed: Option<Armed>,
    /// What comes back once nothing lies over the panes.
    waiting: Option<PageCard>,
    /// On which day the person was asked about what the days before left.
    asked_on: Option<chrono::NaiveDate>,
    /// The goals that stand under one row at the end of the tree.
    reached: reached::Reached,
    /// What the cards that look up and back remember.
    pub looking: look::Looking,
    /// Which day has begun: what was left before it is dealt with.
    begun: Option<chrono::NaiveDate>,
    /// What the person was reminded of, and whether they looked.
    pub told: Told,
    drafts_due: bool,
    /// What the text in the person's own editor is kept as.
    composing: Option<String>,
    ids: Ids,
    screen: Rect,
    effects: Vec<Effect>,
    /// What was computed of the day since the last change.
    seen: listing::Seen,
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
            lens: None,
            today_columns: layout::TODAY_COLUMNS,
            marked: Vec::new(),
            card: Card::None,
            find: None,
            status: None,
            trouble: None,
            safe: true,
            templates: Vec::new(),
            config: Config::default(),
            audit: None,
            nudge: None,
            memory: nudges::Memory::default(),
            approved: Vec::new(),
            fineness: ask::USUAL_FINENESS,
            drafts: BTreeMap::new(),
            count: None,
            planning: day::Planning::default(),
            since: now.time,
            armed: None,
            waiting: None,
            asked_on: None,
            reached: reached::Reached::default(),
            looking: look::Looking::default(),
            begun: None,
            told: Told::default(),
            drafts_due: false,
            composing: None,
            ids: Ids::seeded(seed),
            screen: Rect::new(0, 0, 80, 24),
            effects: Vec::new(),
            seen: listing::Seen::default(),
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
                self.looking.closed = None;
                self.begin_day();
                self.answer_reminders();
                let before = self.effects.len();
                // A key that was meant for what was there before is no answer to a question.
                if !self.watch_box() {
                    self.press(key);
                }
                self.look(self.effects.len() > before);
                self.come_back();
            }
            Msg::Paste(text) => {
                self.status = None;
                self.begin_day();
                self.paste(&text);
                self.come_back();
            }
            Msg::Mouse(pointer, x, y) => {
                self.point(pointer, x, y);
                self.come_back();
            }
            Msg::Resize(width, height) => self.screen = Rect::new(0, 0, width, height),
            Msg::Foreign { theirs, unstored } => self.take_in(&theirs, &unstored),
            Msg::Trouble(trouble) => self.trouble = trouble,
            Msg::Notice(text) => self.status = Some(text),
            Msg::Safe(safe) => self.safe = safe,
            Msg::Composed(result) => self.take_composed(result),
            Msg::KeepDrafts => self.keep_drafts(),
            Msg::Tick => {
                self.fade();
                self.watch_box();
                self.note_forecasts();
                self.watch_reminders();
            }
            Msg::Answer(answer) => self.hear_answer(answer),
            Msg::Copies(copies) => self.take_copies(&copies),
            Msg::TemplateSaved(result) => self.take_saved_template(result),
        }
        self.settle();
        std::mem::take(&mut self.effects)
    }

    /// The rows of the tree in sight.
    #[must_use]
    pub fn rows(&self) -> Rows<'_> {
        let (reached, lens) = (&self.reached.goals, self.lens.as_ref());
        Rows { tree: &self.tree, folds: &self.folds, hoist: self.hoist, reached, lens }
    }

    /// The selected node of the pane that has the keys.
    #[must_use]
    pub fn cursor(&self) -> Option<NodeId> {
        match self.pane {
            Pane::Tree => self.tree_place.cursor.filter(|id| *id != reached::row()),
            Pane::Today => self.today_place.cursor,
        }
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

    fn say(&mut self, text: impl Into<String>) {
        self.status = Some(text.into());
    }

    /// After every message: cursors stand on rows that exist, and in sight.
    fn settle(&mut self) {
        self.hoist = self.hoist.filter(|id| self.tree.contains(*id));
        let tree = &self.tree;
        if !self.marked.is_empty() {
            self.marked.retain(|id| tree.contains(*id));
        }
        self.settle_triage();
        self.settle_evening();
        self.settle_review();
        self.settle_box();
        self.settle_look();
        self.settle_forecast();
        self.settle_card();
        self.go_on_planning();
        self.settle_audit();
        self.settle_reached();
        self.settle_cursors();
        // Only now: the layout depends on where the cursors are.
        let layout = self.layout();
        self.scroll_tree(usize::from(layout.tree.height));
        self.scroll_today(usize::from(layout.today.height));
        self.settle_nudge(&layout);
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
}

fn is_open(node: &crate::model::Node) -> bool {
    node.state() == crate::model::State::Open
}
