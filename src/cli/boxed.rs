//! `goaltree box`: begins a box, ends it, or says what runs. The program in the terminal shows the same box.

use super::change::listed_or_named;
use super::output::{Look, Output};
use super::session::Session;
use super::{Failure, Options, args, open};
use crate::edit::boxes::{self, Running};
use crate::insight::habits;
use crate::model::{NodeId, Now, Tree};
use crate::text::when;

/// Minutes of a box on a job without an estimate.
const USUAL_MINUTES: u32 = 20;

/// `goaltree box`.
pub(super) fn run(options: &Options, typed: &args::Box) -> Result<(), Failure> {
    match (&typed.end, &typed.words[..]) {
        (Some(_), [_, ..]) => Err(Failure::wrong_use("a box is begun or ended, not both")),
        (Some(minutes), []) => end(options, *minutes),
        (None, []) => say(options),
        (None, words) => begin(options, words),
    }
}

/// What is to be boxed, and for how many minutes: the last word if it is a number and not the only one.
fn parted(words: &[String]) -> (String, Option<u32>) {
    let text = words.join(" ");
    let minutes = text.rsplit_once(' ').and_then(|(before, last)| {
        let minutes = last.trim_end_matches('m').parse::<u32>().ok()?;
        Some((before.to_owned(), Some(minutes)))
    });
    minutes.unwrap_or((text, None))
}

fn begin(options: &Options, words: &[String]) -> Result<(), Failure> {
    let (text, minutes) = parted(words);
    if minutes.is_some_and(|minutes| !(1..=boxes::MOST_MINUTES).contains(&minutes)) {
        let most = boxes::MOST_MINUTES;
        return Err(Failure::wrong_use(format!("a box takes 1 to {most} minutes")));
    }
    let mut session = Session::open(options)?;
    let id = listed_or_named(&session, &text)?;
    let minutes = minutes.unwrap_or_else(|| usual(&session.tree, session.now, id));
    let before = boxes::running(&session.tree);
    let name = format!("box on {}", title(&session.tree, id));
    session.change(&name, |edit| boxes::begin(edit, id, minutes, ""))?;
    let now = session.now;
    let tree = session.close();
    let mut out = Output::open();
    if let Some(before) = before {
        out.plain(&counted(&before, before.minutes(now)))?;
    }
    if let Some(running) = boxes::running(&tree) {
        out.line(&[(Look::Plain, &line(&running, now)), (Look::Dim, ". `goaltree box --end` counts it.")])?;
    }
    Ok(out.finish()?)
}

/// The corrected estimate, else the usual.
fn usual(tree: &Tree, now: Now, id: NodeId) -> u32 {
    let node = tree.get(id).filter(|node| node.minutes().is_some());
    let minutes = node.map(|node| habits::correction(tree, now.day()).minutes(node));
    minutes.map_or(USUAL_MINUTES, |minutes| minutes.clamp(5, 30))
}

fn end(options: &Options, minutes: Option<u32>) -> Result<(), Failure> {
    let mut session = Session::open(options)?;
    let Some(running) = boxes::running(&session.tree) else {
        return Err(Failure::could_not("no box runs").hint("`goaltree box REF` begins one"));
    };
    let minutes = minutes.unwrap_or_else(|| running.minutes(session.now));
    let name = format!("minutes on {}", running.boxed.title);
    session.change(&name, |edit| boxes::end(edit, &running, minutes))?;
    session.close();
    let mut out = Output::open();
    out.plain(&counted(&running, minutes))?;
    Ok(out.finish()?)
}

fn say(options: &Options) -> Result<(), Failure> {
    let (_store, opened) = open(options)?;
    let now = options.clock.now();
    let mut out = Output::open();
    match boxes::running(&opened.tree) {
        Some(running) if running.is_paused() => {
            let left = say_left(&running, now);
            out.plain(&format!("{} pauses, {left}", what(&running)))?;
        }
        Some(running) => out.plain(&format!("{}: {}", line(&running, now), say_left(&running, now)))?,
        None => out.plain("No box runs.")?,
    }
    Ok(out.finish()?)
}

fn say_left(running: &Running, now: Now) -> String {
    match u64::try_from(running.left(now)) {
        Ok(left @ 1..) => format!("{} left", when::say_minutes(left.div_ceil(60))),
        _ => "its time is over".into(),
    }
}

/// `20 m on Write the opening until 11:40`
fn line(running: &Running, now: Now) -> String {
    let until = running.ends(now).format("%H:%M");
    format!("{} until {until}", what(running))
}

fn what(running: &Running) -> String {
    let minutes = when::say_minutes(running.boxed.planned.into());
    format!("{minutes} on {}", running.boxed.title)
}

fn counted(running: &Running, minutes: u32) -> String {
    let title = &running.boxed.title;
    match minutes {
        0 => format!("Less than a minute on {title}; nothing to count."),
        1 => format!("1 minute on {title}. It counts."),
        minutes => format!("{minutes} minutes on {title}. They count."),
    }
}

fn title(tree: &Tree, id: NodeId) -> String {
    tree.get(id).map(|node| node.title().to_owned()).unwrap_or_default()
}
