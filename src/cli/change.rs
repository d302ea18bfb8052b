//! The verbs that change something: add, done, split, undo.

use std::io;

use super::output::{Look, Output};
use super::session::Session;
use super::{Failure, Options, args, exchange, reference};
use crate::edit::{schedule, shape, split as splitting, status};
use crate::insight::{progress, today};
use crate::model::{Node, NodeId, State, Tree};
use crate::text::count::counted;
use crate::text::line::Line;
use crate::text::outline::{self, Item};
use crate::text::when::{self, Today};

/// Stands for standard input.
pub(super) const INPUT: &str = "-";
/// A number up to this is a row of Today; a longer one may be the beginning of an id.
const MOST_ROWS: usize = 99;

/// `goaltree add`.
pub(super) fn add(options: &Options, typed: &args::Add) -> Result<(), Failure> {
    let items = items_of(&typed.words, options.clock.now().today())?;
    let mut session = Session::open(options)?;
    let under = typed.under.as_ref().map(|text| reference::find(&session.tree, text)).transpose()?;
    let name = match &items[..] {
        [item] => format!("adding {}", item.line.title),
        items => format!("adding {} items", items.len()),
    };
    let tops = session.change(&name, |edit| {
        let tops = shape::plant(edit, edit.tree().end_of(under), &items)?;
        if typed.today {
            let job = first_job(edit.tree(), &tops).ok_or("There is no open job in it for Today.")?;
            schedule::put_on(edit, job)?;
        }
        Ok(tops)
    })?;
    let tree = session.close();
    let mut out = Output::open();
    for id in tops {
        say(&mut out, "added", &tree, id)?;
    }
    Ok(out.finish()?)
}

fn first_job(tree: &Tree, tops: &[NodeId]) -> Option<NodeId> {
    let mut nodes = tops.iter().flat_map(|top| tree.walk(Some(*top)).map(|(_, node)| node));
    nodes.find(|node| tree.is_leaf(node.id()) && node.state() == State::Open).map(Node::id)
}

/// What is to be added: the words as one line, or an outline from standard input.
fn items_of(words: &[String], today: Today) -> Result<Vec<Item>, Failure> {
    if words == [INPUT] {
        return read_outline(today);
    }
    let line = Line::parse(&words.join(" ").replace(['\n', '\r', '\t'], " "), today);
    if line.is_empty() {
        return Err(Failure::wrong_use("nothing to add").hint("goaltree add \"Ring the plumber ~5m\""));
    }
    Ok(line.each().into_iter().map(|line| Item { depth: 0, state: State::Open, line, note: None }).collect())
}

fn read_outline(today: Today) -> Result<Vec<Item>, Failure> {
    let items = outline::parse(&String::from_utf8_lossy(&exchange::standard_input()?), today);
    if items.is_empty() {
        return Err(Failure::could_not("standard input holds no item").hint("one item a line"));
    }
    Ok(items)
}

/// `added k7q2m9x4tz  Title ~15m`
fn say(out: &mut Output, what: &str, tree: &Tree, id: NodeId) -> io::Result<()> {
    let line = tree.get(id).map(|node| Line::of(node).print()).unwrap_or_default();
    out.line(&[(Look::Plain, what), (Look::Dim, &format!(" {id}  ")), (Look::Plain, &line)])
}

/// `goaltree done`.
pub(super) fn done(options: &Options, typed: &args::Done) -> Result<(), Failure> {
    let mut session = Session::open(options)?;
    let id = listed_or_named(&session, &typed.words.join(" "))?;
    let (is_job, title) = (session.tree.is_leaf(id), title(&session.tree, id));
    if session.tree.get(id).is_some_and(|node| node.state() == State::Done) {
        return Err(Failure::could_not(format!("{title} is done already")));
    }
    refuse_open_jobs(&session.tree, id, &title)?;
    let name = if is_job { format!("tick of {title}") } else { format!("closing of {title}") };
    session.change(&name, |edit| if is_job { status::tick(edit, id) } else { status::close(edit, id) })?;
    let tree = session.close();
    let mut out = Output::open();
    say(&mut out, if is_job { "done" } else { "closed" }, &tree, id)?;
    if is_job && tree.parent(id).is_some() {
        out.plain(&progress::after_tick(&tree, id))?;
    }
    Ok(out.finish()?)
}

/// `goaltree later`.
pub(super) fn later(options: &Options, typed: &args::Later) -> Result<(), Failure> {
    let mut session = Session::open(options)?;
    let id = listed_or_named(&session, &typed.words.join(" "))?;
    let name = format!("{} later", title(&session.tree, id));
    session.change(&name, |edit| schedule::later(edit, id))?;
    let tree = session.close();
    let mut out = Output::open();
    say(&mut out, "later", &tree, id)?;
    Ok(out.finish()?)
}

/// A row of `goaltree today` by its number, or any item.
///
/// A number that is no row does not fall through to ids that begin so: it would tick whatever happens to.
pub(super) fn listed_or_named(session: &Session, text: &str) -> Result<NodeId, Failure> {
    let id = NodeId::verbatim(text).filter(|id| session.tree.contains(*id));
    let Ok(number @ 0..=MOST_ROWS) = text.parse::<usize>() else {
        return reference::find(&session.tree, text);
    };
    let rows = today::today(&session.tree, session.now.day()).rows();
    let row = number.checked_sub(1).and_then(|at| rows.get(at)).copied();
    id.or(row).ok_or_else(|| {
        Failure::could_not(format!("Today has no row {number}"))
            .hint("`goaltree today` prints them with their numbers")
    })
}

/// The jobs are what is ticked: what has open ones below it is not closed from afar.
fn refuse_open_jobs(tree: &Tree, id: NodeId, title: &str) -> Result<(), Failure> {
    if tree.is_leaf(id) || progress::can_close(tree, id) {
        return Ok(());
    }
    let count = tree.count(Some(id));
    let open = match count.total - count.done {
        // Everything is ticked, but something between is not closed.
        0 => format!("{} of its items are not closed", tree.open_children(id)),
        1 => "1 job is open".to_owned(),
        jobs => format!("{jobs} jobs are open"),
    };
    Err(Failure::could_not(format!("{open} in {title}"))
        .hint(format!("`goaltree show {id}` prints what is below it")))
}

fn title(tree: &Tree, id: NodeId) -> String {
    tree.get(id).map(|node| node.title().to_owned()).unwrap_or_default()
}

/// `goaltree split`.
pub(super) fn split(options: &Options, typed: &args::Split) -> Result<(), Failure> {
    let Some((INPUT, words)) = typed.words.split_last().map(|(last, words)| (&**last, words)) else {
        return Err(Failure::wrong_use("the parts come from standard input")
            .hint("`goaltree split REF - < parts.txt`, one job a line"));
    };
    let mut session = Session::open(options)?;
    let id = reference::find(&session.tree, &words.join(" "))?;
    let items = read_outline(options.clock.now().today())?;
    let title = title(&session.tree, id);
    let count = counted(items.len(), "item");
    let first = session.change(&format!("split of {title} ({count})"), |edit| {
        splitting::split(edit, id, &items, false, None)
    })?;
    let tree = session.close();
    let mut out = Output::open();
    let minutes = tree.count(Some(id)).minutes_left;
    let left = if minutes == 0 { String::new() } else { format!(", {} left", when::say_minutes(minutes)) };
    out.line(&[
        (Look::Plain, "split"),
        (Look::Dim, &format!(" {id}  ")),
        (Look::Plain, &title),
        (Look::Dim, &format!("  {count}{left}")),
    ])?;
    if let Some(first) = first {
        say(&mut out, "first", &tree, first)?;
    }
    Ok(out.finish()?)
}

/// `goaltree undo`.
pub(super) fn undo(options: &Options) -> Result<(), Failure> {
    let mut session = Session::open(options)?;
    let name = session.undo()?;
    session.close();
    let mut out = Output::open();
    out.plain(&format!("Taken back: {name}."))?;
    Ok(out.finish()?)
}
