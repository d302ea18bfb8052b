//! Why a job is proposed, or why not: its sum, term by term.

use crate::app::command::Room;
use crate::app::page::{Page, PageRow};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::insight::plan;
use crate::insight::rank::{self, Context, FORMULA, Points, Ranked};
use crate::insight::today;
use crate::model::NodeId;

/// A sum, or the formula behind all sums.
#[derive(Debug)]
pub struct WhyCard {
    title: String,
    /// A sentence before the rows.
    head: String,
    /// A name, a number, and what it means.
    rows: Vec<(&'static str, String, String)>,
    /// A sentence behind the rows.
    foot: String,
    at: usize,
    /// What lay there before, and comes back.
    under: Box<Card>,
}

impl WhyCard {
    fn of_job(app: &App, job: &Ranked, context: &Context, under: Box<Card>) -> Self {
        let terms = job.terms(&app.tree, context);
        let (count, nothing): (Vec<_>, Vec<_>) = terms.into_iter().partition(|term| term.value != Points(0));
        let mut rows: Vec<_> =
            count.into_iter().map(|term| (term.name, term.value.to_string(), term.words)).collect();
        rows.push(("sum", job.sum.to_string(), "0 is an ordinary job".into()));
        let nothing: Vec<&str> = nothing.iter().map(|term| term.name).collect();
        let foot =
            if nothing.is_empty() { String::new() } else { format!("Nothing from {}.", nothing.join(", ")) };
        let is_on = today::is_on(&app.tree, context.day, job.id);
        let head = if is_on { "On Today already.".to_owned() } else { String::new() };
        Self { title: app.title(job.id).to_owned(), head, rows, foot, at: 0, under }
    }

    fn of_formula(context: &Context, under: Box<Card>) -> Self {
        let named = context.weights.named().into_iter().zip(FORMULA);
        let rows =
            named.map(|((name, weight), means)| (name, weight.to_string(), means.to_owned())).collect();
        Self {
            title: "How jobs are ranked".into(),
            head: "The sum of these, each times its weight:".into(),
            rows,
            foot: "Each job of a goal that is taken costs its others 6. The weights are in [rank] of the settings."
                .into(),
            at: 0,
            under,
        }
    }
}

impl Paged for WhyCard {
    fn room(&self) -> Room {
        Room::Why
    }

    fn page(&self, _: &App) -> Page<'_> {
        let mut page = Page { title: self.title.clone(), ..Page::default() };
        if !self.head.is_empty() {
            page.say(self.head.clone());
        }
        for (at, (name, number, means)) in self.rows.iter().enumerate() {
            let text = format!("{name:<8}{number:>6}  {means}");
            page.row(PageRow { text, is_selected: at == self.at, ..PageRow::default() });
        }
        if !self.foot.is_empty() {
            page.dim(self.foot.clone());
        }
        page
    }
}

impl App {
    /// For whom and when jobs are ranked.
    #[must_use]
    pub fn context(&self) -> Context {
        self.config.context(&self.tree, self.now)
    }

    /// Says why the job under the cursor is proposed, or why not.
    pub(in crate::app) fn open_why(&mut self) {
        let Some(id) = self.cursor() else { return self.say("Nothing here yet; `a` adds.") };
        let room = self.config.room(&self.tree, self.now.day()).minutes;
        self.show_why(id, Some(room));
    }

    /// Shows the sum of a job, or says what keeps it from having one.
    pub(super) fn show_why(&mut self, id: NodeId, free_minutes: Option<u32>) {
        let context = Context { free_minutes, ..self.context() };
        let Some(job) = plan::explain(&self.tree, &context, id) else {
            let words =
                rank::why_not(&self.tree, &context, id).map(|gate| gate.words(&self.tree, context.day));
            return self.say(format!("Not proposed: {}.", words.unwrap_or_default()));
        };
        let under = Box::new(std::mem::take(&mut self.card));
        let card = WhyCard::of_job(self, &job, &context, under);
        self.card = Card::Page(PageCard::Why(card));
    }

    /// Shows the formula over what is there.
    pub(super) fn show_formula(&mut self) {
        let under = Box::new(std::mem::take(&mut self.card));
        self.card = Card::Page(PageCard::Why(WhyCard::of_formula(&self.context(), under)));
    }

    pub(in crate::app) fn why_up(&mut self) {
        if let Card::Page(PageCard::Why(card)) = &mut self.card {
            card.at = card.at.saturating_sub(1);
        }
    }

    pub(in crate::app) fn why_down(&mut self) {
        if let Card::Page(PageCard::Why(card)) = &mut self.card {
            card.at = (card.at + 1).min(card.rows.len().saturating_sub(1));
        }
    }

    pub(in crate::app) fn why_leave(&mut self) {
        if let Card::Page(PageCard::Why(card)) = std::mem::take(&mut self.card) {
            self.card = *card.under;
        }
    }
}
