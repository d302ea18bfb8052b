//! Now: one job and nothing else.

use crate::app::command::Room;
use crate::app::page::{Page, PageLine};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card, Pane};
use crate::insight::rank;
use crate::model::{Key, Node, NodeId, State, Tree};
use crate::text::when;

/// One job.
#[derive(Debug)]
pub struct NowCard {
    /// Which.
    pub job: NodeId,
    /// What could be done instead, in the order of Today, then of the ranking.
    others: Vec<NodeId>,
}

impl Paged for NowCard {
    fn room(&self) -> Room {
        Room::Now
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { is_alone: true, ..Page::default() };
        page.lines.push(PageLine::Strong(app.today_title(self.job).to_owned()));
        let minutes =
            app.tree.get(self.job).and_then(Node::minutes).map(|minutes| when::say_minutes(minutes.into()));
        let branch = app.tree.parent(self.job).map(|parent| app.title(parent).to_owned());
        let cue = app.tree.get(self.job).and_then(|node| node.text(Key::Cue)).map(str::to_owned);
        let facts: Vec<String> = minutes.into_iter().chain(branch).chain(cue).collect();
        page.blank();
        page.dim(facts.join(" · "));
        page.blank();
        if let Some(vision) = app.vision_of(self.job) {
            page.say(vision);
            page.blank();
        }
        page.dim(app.status.clone().unwrap_or_else(|| app.key_line(Room::Now)));
        page
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        !tree.contains(self.job)
    }
}

impl App {
    /// Shows the next job of Today, or the one that the ranking likes best.
    pub(in crate::app) fn open_now(&mut self) {
        let mut jobs = self.jobs_to_do();
        if self.pane == Pane::Today
            && let Some(at) = jobs.iter().position(|id| Some(*id) == self.cursor())
        {
            jobs.rotate_left(at);
        }
        match jobs.split_first() {
            Some((job, others)) => self.show_now(*job, others.to_vec()),
            None => self.say("Nothing can be begun now; `a` adds a job."),
        }
    }

    pub(super) fn show_now(&mut self, job: NodeId, others: Vec<NodeId>) {
        self.card = Card::Page(PageCard::Now(NowCard { job, others }));
    }

    /// What can be begun of Today, else what the ranking likes best.
    pub(super) fn jobs_to_do(&self) -> Vec<NodeId> {
        let mut jobs: Vec<NodeId> = self.today().list;
        jobs.retain(|id| self.can_begin(*id));
        if jobs.is_empty() {
            let ranked = rank::rank(&self.tree, &self.context());
            jobs.extend(ranked.iter().take(5).map(|job| job.id));
        }
        jobs
    }

    pub(in crate::app) fn now_next(&mut self) {
        let Card::Page(PageCard::Now(card)) = &mut self.card else { return };
        if card.others.is_empty() {
            return self.say("This is the only one.");
        }
        let job = std::mem::replace(&mut card.job, card.others.remove(0));
        card.others.push(job);
    }

    pub(in crate::app) fn now_tick(&mut self) {
        let Some(job) = self.leave_now() else { return };
        self.tick();
        let words = self.status.take();
        if self.tree.get(job).is_some_and(|node| node.state() == State::Open) && !self.is_done_today(job) {
            self.status = words;
            return;
        }
        self.open_now();
        self.status = words;
    }

    pub(in crate::app) fn now_split(&mut self) {
        if self.leave_now().is_some() {
            self.split();
        }
    }

    pub(in crate::app) fn now_leave(&mut self) {
        self.leave_now();
    }

    /// Closes the card; the cursor stands on its job.
    pub(super) fn leave_now(&mut self) -> Option<NodeId> {
        let Card::Page(PageCard::Now(card)) = std::mem::take(&mut self.card) else { return None };
        self.go_to(card.job);
        Some(card.job)
    }

    /// Puts the cursor on an item: on Today if it stands there, else in the tree.
    pub(in crate::app) fn go_to(&mut self, id: NodeId) {
        if self.today().rows().contains(&id) {
            self.pane = Pane::Today;
            self.today_place.cursor = Some(id);
        } else {
            self.pane = Pane::Tree;
            self.reveal(id);
            self.tree_place.cursor = Some(id);
        }
    }

    fn can_begin(&self, id: NodeId) -> bool {
        rank::gate(&self.tree, self.now.day(), id).is_none()
    }

    fn is_done_today(&self, id: NodeId) -> bool {
        self.tree.day(self.now.day()).is_some_and(|record| record.done.iter().any(|done| done.id == id))
    }
}
