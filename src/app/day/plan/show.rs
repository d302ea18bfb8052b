//! What the plan shows.

use super::{Choice, PlanCard};
use crate::app::App;
use crate::app::page::{Page, PageLine, PageRow};
use crate::insight::plan::{GRACE, Kind};
use crate::insight::ritual;
use crate::text::when;

impl PlanCard {
    pub(in crate::app::day) fn show(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: app.now.day().format("Plan for %A").to_string(), ..Page::default() };
        match &self.choice {
            Some(choice) => self.choice_page(app, choice, &mut page),
            None => self.hours_page(app, &mut page),
        }
        page
    }

    fn hours_page(&self, app: &App, page: &mut Page<'_>) {
        let (less, more) = if app.ascii { ("<-", "->") } else { ("←", "→") };
        page.say("How much of today is yours?");
        page.blank();
        let hours = when::say_minutes(self.hours.into());
        page.lines.push(PageLine::Strong(format!("    {less}  {hours}  {more}")));
        page.blank();
        if let Some((_, hint)) = self.learnt.as_ref().filter(|learnt| learnt.0 != self.hours) {
            page.say(format!("{hint} `y`"));
        }
        let planned = when::say_minutes(self.planned().into());
        page.dim(format!("{planned} of it gets planned; the rest is for what comes."));
    }

    fn choice_page(&self, app: &App, choice: &Choice, page: &mut Page<'_>) {
        let (planned, minutes) = (self.planned(), choice.minutes());
        page.right = format!("room {} m, planning {planned}, taken {minutes}", self.hours);
        if choice.plan.done > 0 {
            page.dim(format!("{} done today; they count.", when::say_minutes(choice.plan.done.into())));
        }
        let mut is_below = false;
        for (at, row) in choice.plan.rows.iter().enumerate() {
            if !row.kind.is_taken() && !is_below {
                is_below = true;
                page.dim("Also possible");
            }
            let is_taken = choice.taken[at];
            let has_room = minutes.saturating_add(row.minutes) <= planned.saturating_add(GRACE);
            page.row(PageRow {
                is_marked: Some(is_taken),
                text: app.title(row.id).to_owned(),
                right: when::print_minutes(row.minutes),
                notes: row.notes(is_taken || has_room),
                is_dim: !is_taken,
                is_selected: at == choice.at,
            });
        }
        self.words(app, choice, page);
    }

    /// What there is to say about the choice as a whole.
    fn words(&self, app: &App, choice: &Choice, page: &mut Page<'_>) {
        let more = choice.minutes().saturating_sub(self.planned());
        if more > GRACE {
            page.say(format!("{more} min more than the room. Leave one?"));
        } else if choice.plan.rows.iter().all(|row| !row.kind.is_taken()) && choice.jobs().is_empty() {
            page.say("Nothing fits; space takes one all the same.");
        }
        let inbox = app.inbox().len();
        if inbox > 0 {
            page.dim(format!("{inbox} in the inbox: `i` files them."));
        }
        if ritual::is_proposed(&app.tree, app.now.day()) {
            page.dim("Five minutes from farther away: `V`.");
        }
    }
}

impl Choice {
    /// `Four jobs, 65 minutes. The first one: Publish.`
    pub(super) fn say(&self, app: &App) -> String {
        let jobs = self.jobs();
        let Some(first) = jobs.first().map(|id| app.title(*id)) else {
            return "Nothing taken; `t` puts a job on Today.".into();
        };
        let minutes = self.minutes().saturating_sub(self.plan.done);
        if jobs.len() == 1 {
            return format!("One job, {minutes} minutes: {first}.");
        }
        format!("{} jobs, {minutes} minutes. The first one: {first}.", count(jobs.len()))
    }

    /// Of the row under the cursor.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.plan.rows.get(self.at).map(|row| row.kind)
    }
}

/// A number in words up to nine.
fn count(number: usize) -> String {
    const WORDS: [&str; 8] = ["Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    let word = number.checked_sub(2).and_then(|at| WORDS.get(at));
    word.map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
