//! The verbs of handing over: waiting, brief.

use std::path::Path;

use serde_json::{Value as Json, json};

use super::output::{Look, Output, note};
use super::{Failure, Options, args, open, reference};
use crate::insight::brief::{self, Part};
use crate::insight::review::{With, with_others};
use crate::model::{Node, Tree};
use crate::text::line::words::say_day;
use crate::text::safe;

/// Columns of a title, beyond which the columns behind it give way.
const WIDEST_TITLE: usize = 44;

/// `goaltree waiting`.
pub(super) fn waiting(options: &Options, typed: &args::Waiting) -> Result<(), Failure> {
    let (_, opened) = open(options)?;
    let (tree, all) = (&opened.tree, with_others(&opened.tree));
    let mut out = Output::open();
    if typed.json {
        let rows: Vec<Json> = all.iter().map(|with| as_json(tree, with)).collect();
        out.bytes(format!("{:#}\n", Json::from(rows)).as_bytes())?;
        return Ok(out.finish()?);
    }
    if all.is_empty() {
        out.plain("Nobody has anything of yours.")?;
    }
    let title = |with: &With| safe::clean(tree.get(with.id).map_or("", Node::title)).into_owned();
    let width = all.iter().map(|with| safe::width(&title(with))).max().unwrap_or(0).min(WIDEST_TITLE);
    for with in &all {
        let title = title(with);
        let fill = " ".repeat(width.saturating_sub(safe::width(&title)));
        let day =
            |day: Option<chrono::NaiveDate>, word: &str| day.map(|day| format!("{word} {}", say_day(day)));
        let parts = [
            Some(format!("{}, {}", with.who, with.step.word())),
            day(with.since, "since"),
            day(with.promised, "promised for"),
            day(with.chase, "ask on"),
        ];
        let behind = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        out.line(&[(Look::Plain, &title), (Look::Dim, &format!("{fill}  {behind}"))])?;
    }
    Ok(out.finish()?)
}

fn as_json(tree: &Tree, with: &With) -> Json {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    json!({
        "id": with.id.to_string(), "title": tree.get(with.id).map(Node::title), "who": with.who,
        "step": with.step.word(), "since": day(with.since), "promised": day(with.promised),
        "chase": day(with.chase),
    })
}

/// `goaltree brief`.
pub(super) fn brief(options: &Options, typed: &args::Brief) -> Result<(), Failure> {
    let (_, opened) = open(options)?;
    let id = reference::find(&opened.tree, &typed.words.join(" "))?;
    let mut lines = brief::brief(&opened.tree, id);
    if typed.notes {
        lines.iter_mut().filter(|line| line.part == Part::Note).for_each(|line| line.is_in = true);
    }
    let text = brief::print(&lines, typed.markdown);
    if let Some(path) = &typed.out {
        return write(path, &text);
    }
    let mut out = Output::open();
    out.text(&text)?;
    Ok(out.finish()?)
}

/// Writes it to a file. What is there is replaced, as when an export is sent to a file.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| {
        Failure::could_not(format!("{} cannot be written: {error}", path.display()))
            .hint("name a file in a folder that can be written")
    })?;
    note(&format!("the brief is in {}", path.display()));
    Ok(())
}
