//! The box: one point, minutes that count down, and nothing else on the screen.

use crate::app::page::Page;
use crate::app::paged::{PageCard, Paged};
use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::{App, Card};
use crate::edit::boxes::{self, Running};
use crate::edit::status;
use crate::insight::habits;
use crate::model::{Node, NodeId, Now, State, Tree};

/// Minutes of a box on a job without an estimate, and the bounds for one with an estimate.
const USUAL_MINUTES: u32 = 20;
const PRESET: (u32, u32) = (5, 30);
/// Minutes that `+` gives, and how often it gives them.
const MORE_MINUTES: u32 = 5;
pub(super) const MOST_MORE: u8 = 2;
/// Minutes of a rest.
const REST_MINUTES: i64 = 5;
/// The longest time that a person may say that a box was, in minutes.
const MOST_MINUTES: u32 = 24 * 60;

/// A box, before, while and after it runs.
#[derive(Debug)]
pub enum BoxCard {
    /// Minutes and point can be changed.
    Plan {
        /// The job.
        job: NodeId,
        /// `20 Write the opening`
        typing: Typing,
    },
    /// It runs, or its time is over.
    Run(Run),
    /// Nobody saw its end: how long was it?
    Really {
        /// Which.
        running: Running,
        /// The minutes.
        typing: Typing,
        /// Whether what stands there is what was offered, so that the first digit takes its place.
        is_offer: bool,
        /// What the person wanted when this was asked.
        then: Then,
    },
    /// A few minutes between two boxes.
    Rest {
        /// The job to go on with.
        job: NodeId,
        /// When it is over.
        until: DateTime<FixedOffset>,
        /// Whether its end was told.
        told: bool,
    },
}

/// A box that runs.
#[derive(Debug, Clone)]
pub struct Run {
    /// Which.
    pub(super) running: Running,
    /// How often it was given more minutes.
    pub(super) more: u8,
    /// Whether its end was told.
    pub(super) told: bool,
}

/// What follows the end of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Nothing.
    Leave,
    /// The job is done.
    There,
    /// Another few minutes.
    More(u8),
    /// A rest.
    Rest,
    /// What is done of the job is split off.
    Split,
}

impl BoxCard {
    /// Asks how long a box really was; what was planned stands there.
    pub(super) fn really(running: Running, then: Then) -> Self {
        let typing = Typing::new(&running.boxed.planned.to_string());
        Self::Really { running, typing, is_offer: true, then }
    }
}

impl Paged for BoxCard {
    fn room(&self) -> Room {
        if matches!(self, Self::Run(_)) { Room::Box } else { Room::BoxLine }
    }

    fn page(&self, app: &App) -> Page<'_> {
        self.show(app)
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        match self {
            Self::Plan { typing, .. } | Self::Really { typing, .. } => Some(typing),
            Self::Run(_) | Self::Rest { .. } => None,
        }
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        matches!(self, Self::Plan { job, .. } | Self::Rest { job, .. } if !tree.contains(*job))
    }
}

impl Run {
    pub(super) fn is_forgotten(&self, now: Now) -> bool {
        self.running.is_forgotten(now)
    }

    /// What is to be reached.
    pub(super) fn point(&self) -> &str {
        let boxed = &self.running.boxed;
        if boxed.point.is_empty() { &boxed.title } else { &boxed.point }
    }
}

/// What is said of minutes that count.
fn said_of(minutes: u32) -> String {
    match minutes {
        0 => "Less than a minute; nothing to count.".into(),
        1 => "1 minute on it. It counts.".into(),
        minutes => format!("{minutes} minutes on it. They count."),
    }
}

/// Minutes and point, as they are typed: `20 Write the opening`.
fn read_plan(text: &str) -> (Option<u32>, &str) {
    let text = text.trim();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match first.trim_end_matches('m').parse::<u32>() {
        Ok(minutes) => (Some(minutes.clamp(1, boxes::MOST_MINUTES)), rest.trim()),
        Err(_) => (None, text),
    }
}

impl App {
    /// `b`: the box that runs, else a new one on the selected job.
    pub(in crate::app) fn open_box(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        match (boxes::running(&self.tree), self.cursor()) {
            (Some(running), _) => self.show_box(running),
            (None, Some(id)) => self.plan_box(id),
            (None, None) => self.say("Nothing to begin yet; `a` adds a job."),
        }
    }

    /// `b` in Now.
    pub(in crate::app) fn now_box(&mut self) {
        if self.leave_now().is_some() {
            self.open_box();
        }
    }

    /// Opens the line with minutes and point for a new box.
    pub(in crate::app) fn plan_box(&mut self, id: NodeId) {
        if !self.tree.is_leaf(id) {
            return self.say("A box takes a job; → shows those below, `s` splits.");
        }
        if self.tree.get(id).is_none_or(|node| node.state() != State::Open) {
            return self.say("It is settled; `space` opens it once more.");
        }
        let Some(node) = self.tree.get(id).filter(|node| node.state() == State::Open) else {
            return self.say("It is settled; `space` opens it once more.");
        };
        let minutes = self.box_minutes(node);
        let typing = Typing::new(&format!("{minutes} {}", node.title()));
        self.card = Card::Page(PageCard::Box(BoxCard::Plan { job: id, typing }));
    }

    /// The corrected estimate within reason, else the usual.
    pub(super) fn box_minutes(&self, node: &Node) -> u32 {
        let corrected = || habits::correction(&self.tree, self.now.day()).minutes(node);
        node.minutes().map_or(USUAL_MINUTES, |_| corrected().clamp(PRESET.0, PRESET.1))
    }

    /// Begins a box, and shows it.
    pub(in crate::app) fn begin_box(&mut self, id: NodeId, minutes: u32, point: &str, more: u8) {
        let name = format!("box on {}", self.title(id));
        let point = if point == self.title(id) { "" } else { point };
        if self.change(name, |edit| boxes::begin(edit, id, minutes, point)).is_some()
            && let Some(running) = boxes::running(&self.tree)
        {
            self.run_box(running, more);
        }
    }

    fn show_box(&mut self, running: Running) {
        if running.is_forgotten(self.now) {
            self.ask_really(running, Then::Leave);
        } else {
            self.run_box(running, 0);
        }
    }

    fn run_box(&mut self, running: Running, more: u8) {
        self.card = Card::Page(PageCard::Box(BoxCard::Run(Run { running, more, told: false })));
    }

    fn ask_really(&mut self, running: Running, then: Then) {
        self.card = Card::Page(PageCard::Box(BoxCard::really(running, then)));
    }

    /// What is typed first takes the place of the minutes that were offered.
    pub(in crate::app) fn typed_in_box(&mut self) {
        if let Card::Page(PageCard::Box(BoxCard::Really { running, typing, is_offer, .. })) = &mut self.card
            && std::mem::take(is_offer)
            && let Some(typed) = typing.text().strip_prefix(&running.boxed.planned.to_string())
            && !typed.is_empty()
        {
            let typed = typed.to_owned();
            *typing = Typing::new(&typed);
        }
    }

    /// Enter: begins, takes the minutes, or goes on.
    pub(in crate::app) fn box_take(&mut self) {
        match &self.card {
            Card::Page(PageCard::Box(BoxCard::Plan { job, typing })) => {
                let job = *job;
                let (minutes, point) = read_plan(typing.text());
                let usual = || self.tree.get(job).map_or(USUAL_MINUTES, |node| self.box_minutes(node));
                let (minutes, point) = (minutes.unwrap_or_else(usual), point.to_owned());
                self.begin_box(job, minutes, &point, 0);
            }
            Card::Page(PageCard::Box(BoxCard::Really { running, typing, then, .. })) => {
                let Ok(minutes) = typing.text().trim().trim_end_matches('m').parse::<u32>() else {
                    return self.say("Minutes as a number, such as 20.");
                };
                let (running, then) = (running.clone(), *then);
                self.end_box(&running, minutes.min(MOST_MINUTES), then);
            }
            Card::Page(PageCard::Box(BoxCard::Rest { job, .. })) => {
                let job = *job;
                self.card = Card::None;
                self.plan_box(job);
            }
            _ => {}
        }
    }

    /// Esc where a line is typed or a rest goes on.
    pub(in crate::app) fn box_drop(&mut self) {
        match std::mem::take(&mut self.card) {
            Card::Page(PageCard::Box(BoxCard::Really { running, .. })) => {
                self.end_box(&running, running.minutes(self.now), Then::Leave);
            }
            Card::Page(PageCard::Box(BoxCard::Rest { .. } | BoxCard::Plan { .. })) | Card::None => {}
            card => self.card = card,
        }
    }

    pub(in crate::app) fn box_there(&mut self) {
        self.leave_box(Then::There);
    }

    pub(in crate::app) fn box_rest(&mut self) {
        self.leave_box(Then::Rest);
    }

    pub(in crate::app) fn box_split(&mut self) {
        self.leave_box(Then::Split);
    }

    pub(in crate::app) fn box_leave(&mut self) {
        self.leave_box(Then::Leave);
    }

    /// Five more minutes, twice.
    pub(in crate::app) fn box_more(&mut self) {
        let Card::Page(PageCard::Box(BoxCard::Run(run))) = &self.card else { return };
        let Run { running, more, .. } = run.clone();
        if more >= MOST_MORE {
            return self.say("Bigger than it looked. Note what is done, split the rest?");
        }
        if running.is_forgotten(self.now) {
            return self.ask_really(running, Then::More(more + 1));
        }
        let name = format!("more minutes on {}", running.boxed.title);
        if self.change(name, |edit| boxes::extend(edit, &running, MORE_MINUTES)).is_some()
            && let Some(running) = running.in_tree(&self.tree)
        {
            self.run_box(running, more + 1);
        }
    }

    pub(in crate::app) fn box_pause(&mut self) {
        let Card::Page(PageCard::Box(BoxCard::Run(run))) = &self.card else { return };
        let Run { running, more, .. } = run.clone();
        if running.left(self.now) <= 0 {
            return self.say("Its time is over.");
        }
        let what = if running.is_paused() { "going on with" } else { "pause of" };
        let name = format!("{what} the box on {}", running.boxed.title);
        if self.change(name, |edit| boxes::toggle_pause(edit, &running)).is_some()
            && let Some(running) = running.in_tree(&self.tree)
        {
            self.run_box(running, more);
        }
    }

    fn leave_box(&mut self, then: Then) {
        let Card::Page(PageCard::Box(BoxCard::Run(run))) = &self.card else { return };
        let running = run.running.clone();
        if running.is_forgotten(self.now) {
            return self.ask_really(running, then);
        }
        let minutes = running.minutes(self.now);
        let minutes = if then == Then::There { minutes.max(1) } else { minutes };
        self.end_box(&running, minutes, then);
    }

    fn end_box(&mut self, running: &Running, minutes: u32, then: Then) {
        let (id, title) = (running.boxed.id, running.boxed.title.clone());
        let is_open = self.tree.get(id).is_some_and(|node| node.state() == State::Open);
        let ticks = then == Then::There && is_open && self.tree.is_leaf(id);
        let ended = |app: &mut Self, ticks: bool| {
            let name = format!("{} {title}", if ticks { "tick of" } else { "minutes on" });
            app.change(name, |edit| {
                boxes::end(edit, running, minutes)?;
                if ticks { status::tick(edit, id) } else { Ok(()) }
            })
        };
        // What cannot be ticked, such as a repeat that was done today, keeps its minutes all the same.
        let is_ticked = ticks && ended(self, true).is_some();
        if !is_ticked && ended(self, false).is_none() {
            return;
        }
        self.card = Card::None;
        if self.tree.contains(id) {
            self.go_to(id);
        }
        if is_ticked {
            return self.offer_next(id);
        }
        if ticks {
            return;
        }
        self.say(said_of(minutes));
        self.after_box(id, running, then);
    }

    fn after_box(&mut self, id: NodeId, running: &Running, then: Then) {
        if !self.tree.contains(id) {
            return;
        }
        match then {
            Then::Rest => {
                let until = self.now.time + TimeDelta::minutes(REST_MINUTES);
                self.card = Card::Page(PageCard::Box(BoxCard::Rest { job: id, until, told: false }));
            }
            Then::More(more) => self.begin_box(id, MORE_MINUTES, &running.boxed.point, more),
            Then::Split => self.split_off_done(),
            Then::Leave | Then::There => {}
        }
    }

    /// After a tick: the next job of Today, or the best one, as a box that waits for Enter.
    fn offer_next(&mut self, done: NodeId) {
        let mut words = self.said_of_tick(done);
        let next = self.jobs_to_do().into_iter().find(|id| *id != done);
        if let Some(next) = next {
            self.go_to(next);
            self.plan_box(next);
            // The line says what is next on Today; the words would name what is next in the goal.
            let end = words.rfind(" Next: ").unwrap_or(words.len());
            words.truncate(end);
        }
        self.say(words);
    }
}
