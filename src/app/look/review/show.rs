//! What the cards of the review look like.

use super::ReviewCard;
use super::parts::{DonePart, Kept, Part, WithPart};
use crate::app::App;
use crate::app::command::{self, Room};
use crate::app::day::{job_row, whereabouts};
use crate::app::page::{Page, PageLine, PageRow};
use crate::app::paged::Paged;
use crate::insight::habits;
use crate::insight::review::{Alignment, Asked, Card as Number, Week};
use crate::insight::strength::Strength;
use crate::model::{Key, Node, NodeId};
use crate::text::count::counted;
use crate::text::line::words::{say, say_day, say_money};
use crate::text::when::say_minutes;

/// Repeats, and things with others, that are shown.
const MOST_ROWS: usize = 10;

impl ReviewCard {
    pub(super) fn show(&self, app: &App) -> Page<'_> {
        let number = self.part.number().number();
        let mut page = Page { right: format!("{number} of {}", Number::ALL.len()), ..Page::default() };
        match &self.part {
            Part::Done(part) => done(app, part, &mut page),
            Part::Goals { asked, at, .. } => goal(app, asked, *at, &mut page),
            Part::Jobs { rows, at } => {
                page.title = format!("Big, or back three times: {} of {}", at + 1, rows.len());
                if let Some(id) = rows.get(*at) {
                    page.row(job_row(app, *id, rolled(app, *id)));
                    page.dim(whereabouts(app, *id));
                }
            }
            Part::With(part) => with(app, part, &mut page),
            Part::Kept(kept) => kept_up(app, kept, &mut page),
            Part::Week { goals, at, week, alignment } => {
                next_week(app, (goals, *at), week, *alignment, &mut page);
            }
            Part::Rooms { days, at, .. } => {
                page.title = "Next week: room".into();
                page.say("How much of each day is yours?");
                page.blank();
                for (nth, (day, minutes)) in days.iter().enumerate() {
                    page.row(PageRow {
                        text: say_day(*day),
                        right: say_minutes((*minutes).into()),
                        is_selected: nth == *at,
                        ..PageRow::default()
                    });
                }
            }
            Part::Loose { rows, at } => {
                page.title = format!("Without a goal: {} of {}", at + 1, rows.len());
                if let Some(id) = rows.get(*at) {
                    page.row(job_row(app, *id, None));
                    page.dim("File it under a goal, let it go, or is it part of life?");
                }
            }
        }
        page.blank();
        page.dim(self.keys(app));
        page
    }

    /// Its keys in one line; none goes back from the first card, nor on from one that came by itself.
    fn keys(&self, app: &App) -> String {
        let room = self.room();
        if self.is_single && room == Room::Review {
            return "Enter closes it".into();
        }
        let is_first = self.part.number() == Number::Done || (self.is_single && room == Room::ReviewWeek);
        let hidden = if is_first { "before" } else { "" };
        let told = command::all().filter(|command| command.room == room && !command.hint.is_empty());
        let told = told.filter(|command| command.hint != hidden);
        let keys: Vec<String> =
            told.map(|command| format!("{} {}", command.key(app.ascii), command.hint)).collect();
        keys.join("  ")
    }
}

fn done(app: &App, part: &DonePart, page: &mut Page<'_>) {
    page.title = "The last seven days".into();
    let all = part.week.all;
    if all.ticks == 0 && all.minutes == 0 {
        return page.say("Nothing was ticked. The tree is where you left it.");
    }
    let days = counted(part.week.days, "day");
    page.lines.push(PageLine::Strong(format!(
        "{}, {}, on {days}",
        counted(all.ticks, "job"),
        say_minutes(all.minutes)
    )));
    page.blank();
    for share in &part.week.goals {
        let spent = share.spent;
        page.row(PageRow {
            text: share.goal.map_or("without a goal", |goal| app.title(goal)).to_owned(),
            right: format!("{} · {}", counted(spent.ticks, "job"), say_minutes(spent.minutes)),
            is_dim: share.goal.is_none(),
            ..PageRow::default()
        });
    }
    if !part.counters.is_empty() || !part.firsts.is_empty() {
        page.blank();
    }
    for (by, counter) in &part.counters {
        let of = counter.wanted.map(|wanted| format!(" of {wanted}")).unwrap_or_default();
        page.say(format!("{}: {by} more, {}{of}", counter.unit, counter.count));
    }
    for first in &part.firsts {
        page.say(format!("First: {first}"));
    }
}

fn goal(app: &App, asked: &[Asked], at: usize, page: &mut Page<'_>) {
    page.title = format!("Goals to look at: {} of {}", at + 1, asked.len());
    let Some(asked) = asked.get(at) else { return };
    let node = app.tree.get(asked.id);
    let count = app.tree.count(Some(asked.id));
    let right =
        if count.total == 0 { String::new() } else { format!("{} of {} done", count.done, count.total) };
    let text = app.title(asked.id).to_owned();
    page.row(PageRow { text, right, is_selected: true, ..PageRow::default() });
    let horizon = node.and_then(|node| node.text(Key::Horizon)).map(|horizon| format!("{horizon} horizon"));
    let words: Vec<String> = [asked.why.words()].into_iter().chain(horizon).collect();
    page.say(words.join(" · "));
    if let Some(vision) = app.vision_of(asked.id) {
        page.dim(vision);
    }
}

/// How often a job went back from Today.
fn rolled(app: &App, id: NodeId) -> Option<String> {
    let times = app.tree.get(id).and_then(|node| node.number(Key::Rolled))?;
    Some(format!("back {times} times")).filter(|_| times > 1)
}

fn with(app: &App, part: &WithPart, page: &mut Page<'_>) {
    page.title = "With others".into();
    for with in part.with.iter().take(MOST_ROWS) {
        let is_due = with.chase.is_some_and(|day| day <= app.now.day());
        let ask =
            with.chase.map(|day| if is_due { "ask now".into() } else { format!("ask {}", say_day(day)) });
        let right: Vec<String> = [with.who.clone()].into_iter().chain(ask).collect();
        page.row(PageRow {
            text: app.title(with.id).to_owned(),
            right: right.join(" · "),
            ..PageRow::default()
        });
    }
    more(part.with.len(), page);
    if part.could_go > 0 {
        page.dim(format!("{} could be handed over.", counted(part.could_go, "job")));
    }
    if !part.money.is_empty() && !part.with.is_empty() {
        page.blank();
    }
    for money in &part.money {
        let say = |amount| say_money(amount, &money.currency);
        page.say(format!(
            "{} to come, {} spent.",
            say(money.planned.saturating_add(money.out)),
            say(money.spent)
        ));
    }
}

/// That there are more than are shown.
fn more(count: usize, page: &mut Page<'_>) {
    if count > MOST_ROWS {
        page.dim(format!("  and {} more", count - MOST_ROWS));
    }
}

fn kept_up(app: &App, kept: &[Kept], page: &mut Page<'_>) {
    page.title = "What you really kept up".into();
    page.dim("In four weeks: done of planned, and how firm it is");
    page.blank();
    for kept in kept.iter().take(MOST_ROWS) {
        let node = app.tree.get(kept.id);
        let rule = node.and_then(|node| node.field(Key::Repeat)).and_then(say);
        let rating = node.and_then(|node| node.number(Key::Keep)).map(|keep| format!("keep {keep}"));
        let strength =
            kept.strength.map(|strength: Strength| format!("{} {}", strength.word(), strength.score()));
        let counted = (kept.planned > 0.0)
            .then(|| format!("{} of {}", say_number(kept.done), say_number(kept.planned)));
        let right: Vec<String> = rating.into_iter().chain(counted).chain(strength).collect();
        page.row(PageRow {
            text: node.map(Node::title).unwrap_or_default().to_owned(),
            right: if right.is_empty() { rule.unwrap_or_default() } else { right.join(" · ") },
            ..PageRow::default()
        });
    }
    more(kept.len(), page);
}

/// Occurrences; a half for a smaller version.
fn say_number(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.1}") }
}

fn next_week(
    app: &App,
    (goals, at): (&[NodeId], usize),
    week: &Week,
    alignment: Option<Alignment>,
    page: &mut Page<'_>,
) {
    page.title = "Next week".into();
    if let Some(vision) = app.vision_of_today() {
        page.say(vision);
    }
    if let Some(Alignment { under, all }) = alignment {
        let (under, all) = (say_minutes(under), say_minutes(all));
        page.dim(format!("{under} of the last {all} served a vision."));
    }
    page.blank();
    page.say("One to three goals for the week?");
    let chosen: Vec<NodeId> = habits::goals_of_week(&app.tree, app.now.day()).collect();
    for (nth, id) in goals.iter().enumerate() {
        let spent = week.goals.iter().find(|share| share.goal == Some(*id)).map(|share| share.spent.minutes);
        page.row(PageRow {
            is_marked: Some(chosen.contains(id)),
            text: app.title(*id).to_owned(),
            right: spent.map(|minutes| format!("{} last week", say_minutes(minutes))).unwrap_or_default(),
            is_selected: nth == at,
            ..PageRow::default()
        });
    }
    if goals.is_empty() {
        page.dim("No goal to choose yet.");
    }
}
