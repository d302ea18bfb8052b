//! `goaltree report`: what was done in the last week, month or year, as text, JSON or a picture.

use std::io;

use serde_json::{Value as Json, json};

use super::output::{Look, Output, note};
use super::{Failure, Options, args, open, reference};
use crate::insight::lookback::report::{Report, Span};
use crate::insight::lookback::{Frame, Lookback, day, say_sum, svg};
use crate::model::{NodeId, Tree};
use crate::text::safe;
use crate::text::when::say_date;

/// Columns of a title, beyond which the columns behind it give way.
const WIDEST_TITLE: usize = 44;

/// `goaltree report`.
pub(super) fn report(options: &Options, typed: &args::Report) -> Result<(), Failure> {
    let (_, opened) = open(options)?;
    let tree = &opened.tree;
    let goal = typed.goal.as_deref().map(|text| reference::find(tree, text)).transpose()?;
    let config = &options.settings.config;
    let frame = Frame { now: options.clock.now(), pace: config.momentum.pace, rest: &config.hours.rest };
    if let Some(path) = &typed.svg {
        return draw(tree, goal, frame, path);
    }
    let span = match (typed.month, typed.year) {
        (true, _) => Span::Month,
        (_, true) => Span::Year,
        _ => Span::Week,
    };
    let report = Report::of(tree, goal, span, frame);
    let mut out = Output::open();
    if typed.json {
        out.bytes(format!("{:#}\n", as_json(&report)).as_bytes())?;
        return Ok(out.finish()?);
    }
    print(&mut out, &report)?;
    Ok(out.finish()?)
}

/// Writes the picture to a file. What is there is replaced, as when an export is sent to a file.
fn draw(tree: &Tree, goal: Option<NodeId>, frame: Frame<'_>, path: &std::path::Path) -> Result<(), Failure> {
    let picture = svg(&Lookback::of(tree, goal, frame), frame.now.day());
    std::fs::write(path, picture).map_err(|error| {
        Failure::could_not(format!("{} cannot be written: {error}", path.display()))
            .hint("name a file in a folder that can be written")
    })?;
    note(&format!("the picture is in {}", path.display()));
    Ok(())
}

fn print(out: &mut Output, report: &Report) -> io::Result<()> {
    let (first, last) = (day::name(report.first, report.last), day::name(report.last, report.last));
    let title = report.title.as_ref().map(|title| format!("{title}, ")).unwrap_or_default();
    out.line(&[(Look::Bold, &format!("{title}{first} to {last}"))])?;
    if report.jobs == 0 && report.minutes == 0 {
        return out.plain("No ticks in these days.");
    }
    let days = (report.last - report.first).num_days() + 1;
    let sum = say_sum(report.jobs, report.minutes);
    out.plain(&format!("{sum} · {} of {days} days active", report.active))?;
    let width = |titles: &mut dyn Iterator<Item = &str>| {
        titles.map(|title| safe::width(&safe::clean(title))).max().unwrap_or(0).min(WIDEST_TITLE)
    };
    section(out, "Done")?;
    let columns = width(&mut report.shares.iter().map(|share| &*share.title));
    for share in &report.shares {
        row(out, &share.title, columns, &say_sum(share.jobs, share.minutes))?;
    }
    if !report.counters.is_empty() {
        section(out, "Counted")?;
        let columns = width(&mut report.counters.iter().map(|(counter, _)| &*counter.unit));
        for (counter, gained) in &report.counters {
            let wanted = counter.wanted.map(|wanted| format!(" of {wanted}")).unwrap_or_default();
            row(out, &counter.unit, columns, &format!("{gained}, in all {}{wanted}", counter.count))?;
        }
    }
    if !report.firsts.is_empty() {
        section(out, "First")?;
        for first in &report.firsts {
            out.plain(&format!("  {}, {}", first.words, say_date(first.day, report.last)))?;
        }
    }
    if !report.repeats.is_empty() {
        section(out, "Repeats")?;
        let columns = width(&mut report.repeats.iter().map(|repeat| &*repeat.title));
        for repeat in &report.repeats {
            let word = repeat.held.as_ref().map(|held| format!(", {}", held.strength.word()));
            let times = if repeat.times == 1 { "once".to_owned() } else { format!("{} times", repeat.times) };
            row(out, &repeat.title, columns, &format!("{times}{}", word.unwrap_or_default()))?;
        }
    }
    Ok(())
}

fn section(out: &mut Output, name: &str) -> io::Result<()> {
    out.plain("")?;
    out.line(&[(Look::Dim, name)])
}

fn row(out: &mut Output, title: &str, columns: usize, behind: &str) -> io::Result<()> {
    let title = safe::clean(title);
    let fill = " ".repeat(columns.saturating_sub(safe::width(&title)));
    out.line(&[(Look::Plain, &format!("  {title}{fill}  ")), (Look::Dim, behind)])
}

fn as_json(report: &Report) -> Json {
    let shares = report.shares.iter().map(|share| {
        json!({ "id": share.goal.map(|id| id.to_string()), "title": share.title, "jobs": share.jobs, "minutes": share.minutes })
    });
    let counters = report.counters.iter().map(|(counter, gained)| {
        json!({ "unit": counter.unit, "gained": gained, "count": counter.count, "wanted": counter.wanted })
    });
    let firsts =
        report.firsts.iter().map(|first| json!({ "day": first.day.to_string(), "title": first.words }));
    let repeats = report.repeats.iter().map(|repeat| {
        let held = repeat.held.as_ref();
        json!({
            "id": repeat.id.to_string(), "title": repeat.title, "times": repeat.times,
            "strength": held.map(|held| held.strength.score()), "in_a_row": held.map(|held| held.run),
        })
    });
    json!({
        "goal": report.title, "first": report.first.to_string(), "last": report.last.to_string(),
        "jobs": report.jobs, "minutes": report.minutes, "active_days": report.active,
        "done": shares.collect::<Vec<_>>(), "counters": counters.collect::<Vec<_>>(),
        "firsts": firsts.collect::<Vec<_>>(), "repeats": repeats.collect::<Vec<_>>(),
    })
}
