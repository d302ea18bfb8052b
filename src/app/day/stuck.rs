//! Stuck: what is it like, what is the way out, something nice after; then five minutes.
//!
//! The order is that of an experiment with 1 035 people: name the feeling, cut a sub-task, choose a reward.

use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::page::{Page, PageLine};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::edit::{schedule, split, status};
use crate::insight::proof::proof;
use crate::insight::{progress, today};
use crate::model::{Field, Key, NodeId, State, Tree};
use crate::text::outline::{self, Item};

/// Minutes of the box at the end.
const MINUTES: u32 = 5;
/// What a job that somebody else could do says of its hand-over.
const COULD_GO: &str = r#"{"step":"could go"}"#;
/// The plan for the worst, as the person ends it.
const IF_THEN: &str = "If it goes wrong, then I will ";

/// A job that does not move.
#[derive(Debug)]
pub struct StuckCard {
    /// Which.
    pub job: NodeId,
    step: Step,
}

#[derive(Debug)]
enum Step {
    /// What is it like?
    Like,
    /// What would one see you do first?
    Unclear(Typing),
    /// What was done before of this kind, and what if it goes wrong?
    Scary(Option<String>, Typing),
    /// Who, if not you?
    NotMine,
    /// Something nice after?
    Nice(Typing),
}

impl Paged for StuckCard {
    fn room(&self) -> Room {
        if matches!(self.step, Step::Like | Step::NotMine) { Room::Stuck } else { Room::StuckLine }
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: app.title(self.job).to_owned(), ..Page::default() };
        match &self.step {
            Step::Like => {
                page.say("What is it like?");
                page.say("1 unclear   2 too big   3 dull   4 scary   5 not mine");
            }
            Step::Unclear(typing) => {
                page.say("What would one see you do first?");
                page.lines.push(PageLine::Typing("", typing));
            }
            Step::Scary(before, typing) => {
                if let Some(before) = before {
                    page.say(before.clone());
                    page.blank();
                }
                page.say(IF_THEN.trim_end());
                page.lines.push(PageLine::Typing("", typing));
            }
            Step::NotMine => {
                page.say("What becomes of it?");
                page.say("1 could be handed over   2 let go   3 later");
            }
            Step::Nice(typing) => {
                page.say("Something nice after?");
                page.lines.push(PageLine::Typing("", typing));
                page.dim("Enter begins five minutes.");
            }
        }
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        match &mut self.step {
            Step::Unclear(typing) | Step::Scary(_, typing) | Step::Nice(typing) => Some(typing),
            Step::Like | Step::NotMine => None,
        }
    }

    /// What is half typed, but for a reward, which is a matter of the moment.
    fn draft(&self) -> Option<(String, String)> {
        match &self.step {
            Step::Unclear(typing) | Step::Scary(_, typing) => {
                Some((slot(self.job), typing.text().to_owned()))
            }
            Step::Like | Step::NotMine | Step::Nice(_) => None,
        }
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        !tree.contains(self.job)
    }
}

/// The name under which unfinished text is kept.
fn slot(job: NodeId) -> String {
    format!("stuck:{job}")
}

impl App {
    /// Asks about the selected job, or the first one in what is selected.
    pub(in crate::app) fn open_stuck(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let Some(id) = self.cursor() else { return self.say("Nothing to be stuck on yet; `a` adds.") };
        if self.tree.get(id).is_none_or(|node| node.state() != State::Open) {
            return self.say("It is settled; `space` opens it once more.");
        }
        match progress::first_available(&self.tree, id).or(Some(id).filter(|id| self.tree.is_leaf(*id))) {
            Some(job) => self.stuck_at(job, Step::Like),
            None => self.say("Nothing in it can be begun now; `s` splits it."),
        }
    }

    fn stuck_at(&mut self, job: NodeId, step: Step) {
        self.card = Card::Page(PageCard::Stuck(StuckCard { job, step }));
    }

    pub(in crate::app) fn stuck_1(&mut self) {
        self.stuck_answer(1);
    }

    pub(in crate::app) fn stuck_2(&mut self) {
        self.stuck_answer(2);
    }

    pub(in crate::app) fn stuck_3(&mut self) {
        self.stuck_answer(3);
    }

    pub(in crate::app) fn stuck_4(&mut self) {
        self.stuck_answer(4);
    }

    pub(in crate::app) fn stuck_5(&mut self) {
        self.stuck_answer(5);
    }

    fn stuck_answer(&mut self, answer: u8) {
        let Card::Page(PageCard::Stuck(card)) = &self.card else { return };
        let (job, is_mine) = (card.job, matches!(card.step, Step::Like));
        let kept = || Typing::new(self.drafts.get(&slot(job)).map_or("", String::as_str));
        match (is_mine, answer) {
            (true, 1) => self.stuck_at(job, Step::Unclear(kept())),
            (true, 2) => {
                self.card = Card::None;
                self.go_to(job);
                self.split();
            }
            (true, 3) => self.stuck_at(job, Step::Nice(Typing::default())),
            (true, 4) => {
                let typing = self.worst_case(job).filter(|_| kept().text().is_empty()).unwrap_or_else(kept);
                self.stuck_at(job, Step::Scary(self.say_proof(job), typing));
            }
            (true, 5) => self.stuck_at(job, Step::NotMine),
            (false, 1) => self.could_go(job),
            (false, 2) => {
                self.card = Card::None;
                let name = format!("letting go of {}", self.title(job));
                if self.change(name, |edit| status::let_go(edit, job)).is_some() {
                    self.say("Let go. `u` brings it back.");
                }
            }
            (false, 3) => self.stuck_later(job),
            _ => self.say("1 to 3, or Esc."),
        }
    }

    /// What was planned for the worst before, as far as the person wrote it.
    fn worst_case(&self, job: NodeId) -> Option<Typing> {
        let plan = self.tree.get(job)?.text(Key::IfThen)?;
        Some(Typing::new(plan.strip_prefix(IF_THEN)?))
    }

    /// `You have done this kind: Call the bank (May), Tax letter (June).`
    fn say_proof(&self, job: NodeId) -> Option<String> {
        let say = |(title, day): (String, Option<chrono::NaiveDate>)| match day {
            Some(day) => format!("{title} ({})", day.format("%B")),
            None => title,
        };
        let found: Vec<String> = proof(&self.tree, job, self.now).into_iter().map(say).collect();
        (!found.is_empty()).then(|| format!("You have done this kind: {}.", found.join(", ")))
    }

    fn could_go(&mut self, job: NodeId) {
        self.card = Card::None;
        let name = format!("{} could go", self.title(job));
        let field = Field::text(Key::Hand, COULD_GO);
        if self.change(name, |edit| edit.set(job, Key::Hand, Some(field))).is_some() {
            self.say("Marked: somebody else could do it.");
        }
    }

    fn stuck_later(&mut self, job: NodeId) {
        self.card = Card::None;
        if !today::is_on(&self.tree, self.now.day(), job) {
            return self.say("It is in the tree; nothing asks for it.");
        }
        let name = format!("taking off Today {}", self.title(job));
        if self.change(name, |edit| schedule::take_off(edit, job)).is_some() {
            self.say("Back in the tree.");
        }
    }

    /// Enter where an answer is typed.
    pub(in crate::app) fn stuck_take(&mut self) {
        let Card::Page(PageCard::Stuck(card)) = &mut self.card else { return };
        let job = card.job;
        let Some(text) = card.typing().map(|typing| typing.text().trim().to_owned()) else { return };
        match card.step {
            Step::Unclear(_) => {
                let first = if text.is_empty() { Some(job) } else { self.first_thing(job, &text) };
                if let Some(first) = first {
                    self.stuck_at(first, Step::Nice(Typing::default()));
                }
            }
            Step::Scary(..) => {
                if self.plan_for_the_worst(job, &text) {
                    self.stuck_at(job, Step::Nice(Typing::default()));
                }
            }
            Step::Nice(_) => {
                let title = self.title(job);
                let point = if text.is_empty() { title.to_owned() } else { format!("{title}, then {text}") };
                self.go_to(job);
                self.begin_box(job, MINUTES, &point, 0);
            }
            Step::Like | Step::NotMine => {}
        }
    }

    /// Puts the first thing to do inside the job; on Today it takes its place.
    fn first_thing(&mut self, job: NodeId, text: &str) -> Option<NodeId> {
        let mut items = outline::parse(text, self.now.today());
        // The first step is not the whole of it: what is behind it stays open, with what it was thought to take.
        if let Some(rest) = self.rest_of(job) {
            items.push(Item { depth: 0, ..rest });
        }
        let name = format!("first thing of {}", self.title(job));
        let first = self.change(name, |edit| split::split(edit, job, &items, false, None))??;
        self.forget_draft(&slot(job));
        self.folds.set(job, true);
        Some(first)
    }

    /// What is left of a job without parts once its first step is one.
    fn rest_of(&self, job: NodeId) -> Option<Item> {
        let node = self.tree.get(job).filter(|_| self.tree.is_leaf(job))?;
        let minutes = node.minutes().map(|minutes| format!(" ~{minutes}m")).unwrap_or_default();
        outline::parse(&format!("{}: the rest{minutes}", node.title()), self.now.today()).into_iter().next()
    }

    /// Says whether one can go on.
    fn plan_for_the_worst(&mut self, job: NodeId, text: &str) -> bool {
        let plan = format!("{IF_THEN}{text}");
        let is_new = self.tree.get(job).is_some_and(|node| node.text(Key::IfThen) != Some(&*plan));
        if text.is_empty() || !is_new {
            return true;
        }
        let name = format!("plan for {}", self.title(job));
        let field = Field::text(Key::IfThen, &plan);
        let is_kept = self.change(name, |edit| edit.set(job, Key::IfThen, Some(field))).is_some();
        if is_kept {
            self.forget_draft(&slot(job));
        }
        is_kept
    }

    /// Esc: what is typed comes back with the next `!` on the job.
    pub(in crate::app) fn stuck_leave(&mut self) {
        let Card::Page(PageCard::Stuck(card)) = std::mem::take(&mut self.card) else { return };
        if let Some((slot, text)) = card.draft() {
            self.keep_draft(slot, text);
        }
    }
}
