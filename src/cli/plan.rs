//! The verbs that propose: plan, fit.

use std::io;

use super::json::{self, Proposal};
use super::output::{Look, Output, note};
use super::session::Session;
use super::{Failure, Options, args, open};
use crate::edit::schedule;
use crate::insight::plan::{self as planning, GRACE, Kind, Plan, Row};
use crate::insight::rank::{self, Context};
use crate::model::{Node, NodeId, Now, Tree};
use crate::text::count::counted;
use crate::text::{safe, when};

/// Columns of a title, beyond which the columns behind it give way.
const WIDEST_TITLE: usize = 44;

/// A proposal, and for how many minutes it is.
struct Proposed {
    room: u32,
    planned: u32,
    plan: Plan,
}

impl Proposed {
    fn new(options: &Options, tree: &Tree, now: Now, room: Option<u32>) -> Self {
        let context = options.settings.config.context(tree, now);
        let room = room.unwrap_or(context.room);
        let planned = room * 4 / 5;
        let context = Context { room, free_minutes: Some(room), ..context };
        Self { room, planned, plan: planning::plan(tree, &context, planned) }
    }

    fn jobs(&self) -> Vec<NodeId> {
        let taken = self.plan.rows.iter().filter(|row| matches!(row.kind, Kind::Given | Kind::Chosen));
        taken.map(|row| row.id).collect()
    }

    fn minutes(&self) -> u32 {
        let taken = self.plan.rows.iter().filter(|row| row.kind.is_taken());
        taken.map(|row| row.minutes).sum::<u32>().saturating_add(self.plan.done)
    }
}

/// `goaltree plan`.
pub(super) fn plan(options: &Options, typed: &args::Plan) -> Result<(), Failure> {
    let now = options.clock.now();
    let (tree, proposed) = if typed.accept {
        accept(options, typed)?
    } else {
        let (_, opened) = open(options)?;
        let proposed = Proposed::new(options, &opened.tree, now, typed.room);
        (opened.tree, proposed)
    };
    let mut out = Output::open();
    if typed.json {
        let rows = proposed.plan.rows.iter().map(|row| {
            let plan = Some((row.kind.word(), row.kind.is_taken()));
            (row.id, Some(Proposal { plan, minutes: row.minutes, reasons: &row.reasons, points: row.sum }))
        });
        json::print_proposals(&mut out, &tree, now.day(), rows)?;
    } else if proposed.plan.rows.is_empty() {
        out.plain("Nothing can be planned yet; `goaltree add LINE` adds a job.")?;
    } else {
        print(&mut out, &tree, now, &proposed)?;
        if typed.accept {
            let jobs = proposed.jobs().len();
            out.plain(&format!("{jobs} {} on Today.", if jobs == 1 { "job is" } else { "jobs are" }))?;
        }
    }
    Ok(out.finish()?)
}

/// Puts what is proposed on Today; what stands there already is no change.
fn accept(options: &Options, typed: &args::Plan) -> Result<(Tree, Proposed), Failure> {
    let mut session = Session::open(options)?;
    let now = session.now;
    let proposed = Proposed::new(options, &session.tree, now, typed.room);
    let record = session.tree.day(now.day());
    let is_there = |id: &NodeId| record.is_some_and(|day| day.list.contains(id));
    let is_said = typed.room.is_none() || record.and_then(crate::model::Day::room) == typed.room;
    if is_said && proposed.jobs().iter().all(is_there) {
        return Ok((session.close(), proposed));
    }
    let name = format!("plan of {}", counted(proposed.jobs().len(), "job"));
    let proposed = session.change(&name, |edit| {
        let proposed = Proposed::new(options, edit.tree(), now, typed.room);
        if let Some(room) = typed.room {
            schedule::set_room(edit, room)?;
        }
        schedule::take_up(edit, &proposed.jobs(), &[])?;
        Ok(proposed)
    })?;
    Ok((session.close(), proposed))
}

fn print(out: &mut Output, tree: &Tree, now: Now, proposed: &Proposed) -> io::Result<()> {
    let (room, planned, minutes) = (proposed.room, proposed.planned, proposed.minutes());
    let day = now.day().format("%A");
    out.line(&[(Look::Bold, &format!("Plan for {day}: room {room} m, planning {planned}, in {minutes}"))])?;
    let done = proposed.plan.done;
    if done > 0 {
        out.line(&[(Look::Dim, &format!("{} done today; they count.", when::say_minutes(done.into())))])?;
    }
    let width = title_width(tree, proposed.plan.rows.iter().map(|row| row.id));
    let mut is_below = false;
    for row in &proposed.plan.rows {
        let is_taken = row.kind.is_taken();
        if !is_taken && !std::mem::replace(&mut is_below, true) {
            out.line(&[(Look::Dim, "Also possible:")])?;
        }
        let has_room = minutes.saturating_add(row.minutes) <= planned.saturating_add(GRACE);
        let reasons = row.notes(is_taken || has_room);
        print_row(out, tree, if is_taken { "+ " } else { "  " }, row, &reasons, width)?;
    }
    Ok(())
}

fn title_width(tree: &Tree, ids: impl Iterator<Item = NodeId>) -> usize {
    let titles = ids.filter_map(|id| tree.get(id)).map(|node| safe::width(&safe::clean(node.title())));
    titles.max().unwrap_or(0).min(WIDEST_TITLE)
}

fn print_row(
    out: &mut Output,
    tree: &Tree,
    mark: &str,
    row: &Row,
    reasons: &[String],
    width: usize,
) -> io::Result<()> {
    let title = safe::clean(tree.get(row.id).map(Node::title).unwrap_or_default());
    let fill = " ".repeat(width.saturating_sub(safe::width(&title)));
    let behind = format!("{fill}  {:>5}  {}", when::print_minutes(row.minutes), reasons.join(" · "));
    let look = if row.kind.is_taken() { Look::Plain } else { Look::Dim };
    out.line(&[(Look::Good, mark), (look, &title), (Look::Dim, behind.trim_end())])
}

/// `goaltree fit`.
pub(super) fn fit(options: &Options, typed: &args::Fit) -> Result<(), Failure> {
    let (_, opened) = open(options)?;
    let (tree, now) = (&opened.tree, options.clock.now());
    let context = options.settings.config.context(tree, now);
    let rows: Vec<Row> = rank::fit(tree, &context, typed.minutes)
        .into_iter()
        .map(|fit| {
            let first = fit.reason.words().to_owned();
            let reasons = std::iter::once(first).chain(fit.job.reasons(tree, &context)).collect();
            Row { id: fit.job.id, kind: Kind::Chosen, minutes: fit.job.minutes, reasons, sum: Some(fit.sum) }
        })
        .collect();
    let mut out = Output::open();
    if typed.json {
        let rows = rows.iter().map(|row| {
            let (minutes, reasons, points) = (row.minutes, &row.reasons[..], row.sum);
            (row.id, Some(Proposal { plan: None, minutes, reasons, points }))
        });
        json::print_proposals(&mut out, tree, now.day(), rows)?;
        return Ok(out.finish()?);
    }
    let width = title_width(tree, rows.iter().map(|row| row.id));
    for row in &rows {
        print_row(&mut out, tree, "", row, &row.reasons, width)?;
    }
    out.finish()?;
    if rows.is_empty() {
        note("nothing that short; `goaltree split REF -` makes smaller jobs");
    }
    Ok(())
}
