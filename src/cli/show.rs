//! The verbs that print: list, today, show.

use std::io;

use chrono::NaiveDate;

use super::filter::Filter;
use super::output::{Look, Output, note};
use super::session::Session;
use super::{Failure, Options, args, json, open, reference};
use crate::edit::Edit;
use crate::edit::schedule::{self, Leftover};
use crate::insight::progress::{self, Kind};
use crate::insight::today::{self, Today};
use crate::model::{Field, Ids, Key, Node, NodeId, State, Tree, Value};
use crate::store::Opened;
use crate::text::line::{Line, words};
use crate::text::{safe, when};

/// Levels of depth that are shown by indentation.
const DEEPEST_INDENT: usize = 40;
/// Columns of a title, beyond which the columns behind it give way.
const WIDEST_TITLE: usize = 44;
/// Columns of a name in `goaltree show`.
const NAME_WIDTH: usize = 10;

/// `goaltree list`.
pub(super) fn list(options: &Options, typed: &args::List) -> Result<(), Failure> {
    let filter = Filter::parse(&typed.filter)?;
    let (_, opened) = open(options)?;
    let (tree, day) = (&opened.tree, options.clock.now().day());
    let mut out = Output::open();
    if typed.json {
        let found = tree.walk(None).map(|(_, node)| node).filter(|node| filter.fits(tree, node, day));
        json::print(&mut out, tree, day, found.map(Node::id))?;
        return Ok(out.finish()?);
    }
    let any = print_outline(&mut out, tree, |node| filter.fits(tree, node, day))?;
    out.finish()?;
    match (any, filter.is_empty()) {
        (true, _) => {}
        (false, true) => note("nothing here yet; `goaltree add LINE` adds"),
        (false, false) => note("nothing matches"),
    }
    Ok(())
}

/// Prints what `fits`, and what stands above it. Whether there was anything.
fn print_outline(out: &mut Output, tree: &Tree, fits: impl Fn(&Node) -> bool) -> io::Result<bool> {
    let width = id_width(tree.walk(None).map(|(_, node)| node.id()));
    let mut any = false;
    // Those above the node at hand, and how many of them stand there already.
    let mut path: Vec<&Node> = Vec::new();
    let mut printed = 0;
    for (depth, node) in tree.walk(None) {
        path.truncate(depth);
        printed = printed.min(depth);
        path.push(node);
        if !fits(node) {
            continue;
        }
        any = true;
        for (depth, node) in path.iter().enumerate().skip(printed) {
            print_row(out, tree, node, depth, width)?;
        }
        printed = path.len();
    }
    Ok(any)
}

fn id_width(ids: impl Iterator<Item = NodeId>) -> usize {
    ids.map(|id| id.with_str(str::len)).max().unwrap_or(0)
}

fn print_row(out: &mut Output, tree: &Tree, node: &Node, depth: usize, width: usize) -> io::Result<()> {
    let id = format!("{:<width$} ", node.id());
    let indent = "  ".repeat(depth.min(DEEPEST_INDENT));
    let look = if node.state() == State::Open { Look::Plain } else { Look::Dim };
    out.line(&[
        (Look::Dim, &id),
        mark(node.state()),
        (Look::Plain, &indent),
        (look, &Line::of(node).print()),
        (Look::Dim, &counts(tree, node)),
    ])
}

fn mark(state: State) -> (Look, &'static str) {
    match state {
        State::Open => (Look::Plain, "[ ] "),
        State::Done => (Look::Good, "[x] "),
        State::Dropped => (Look::Dim, "[-] "),
        State::Resting => (Look::Dim, "[~] "),
    }
}

/// `  3/10` for what has jobs below it.
fn counts(tree: &Tree, node: &Node) -> String {
    let count = tree.count(Some(node.id()));
    if tree.is_leaf(node.id()) { String::new() } else { format!("  {}/{}", count.done, count.total) }
}

/// `goaltree today`.
pub(super) fn today(options: &Options, typed: &args::Today) -> Result<(), Failure> {
    let (_, opened) = open(options)?;
    look(options, &opened)?;
    let (tree, day) = (&opened.tree, options.clock.now().day());
    let today = today::today(tree, day);
    let rows = today.rows();
    let mut out = Output::open();
    if typed.json {
        json::print(&mut out, tree, day, rows.into_iter())?;
        return Ok(out.finish()?);
    }
    if rows.is_empty() {
        out.plain("Nothing on Today yet; `goaltree add --today LINE` puts a job there.")?;
        return Ok(out.finish()?);
    }
    let nodes: Vec<&Node> = rows.iter().filter_map(|id| tree.get(*id)).collect();
    let widest = nodes.iter().map(|node| safe::width(&safe::clean(node.title()))).max().unwrap_or(0);
    for (nth, node) in nodes.iter().enumerate() {
        // What repeats is open, but ticked as far as today goes.
        let is_done = today::is_done_for_now(tree, day, node.id());
        let state = if is_done { State::Done } else { node.state() };
        let beside = beside(tree, &today, node);
        print_today_row(&mut out, (nth + 1, state), node, &beside, widest.min(WIDEST_TITLE))?;
    }
    let left = Leftover::of(tree, day).asked(tree).len();
    if left > 0 {
        out.plain(&format!("{left} from the last list went back to the tree."))?;
    }
    out.plain(&match (today.open, today.minutes_open) {
        (0, _) => "All done.".to_owned(),
        (open, 0) => format!("{open} left"),
        (open, minutes) => format!("{open} left {}", when::say_minutes(minutes)),
    })?;
    Ok(out.finish()?)
}

/// Reading the list is a look, if there is a pledge; a file that cannot be changed is read all the same.
fn look(options: &Options, opened: &Opened) -> Result<(), Failure> {
    let mut tree = opened.tree.clone();
    let counts =
        Edit::new(&mut tree, &mut Ids::seeded(0), options.clock.now()).run("", schedule::look).is_ok();
    if counts && opened.read_only.is_none() {
        let mut session = Session::open(options)?;
        session.change_quietly(schedule::look)?;
        session.close();
    }
    Ok(())
}

/// What stands behind a row: where it belongs, or why it is there.
fn beside(tree: &Tree, today: &Today, node: &Node) -> String {
    let hand = || node.field(Key::Hand).and_then(words::with).unwrap_or_default();
    if today.ready.contains(&node.id()) {
        return "all done: close it?".to_owned();
    }
    if today.chase.contains(&node.id()) {
        return format!("ask {}", hand());
    }
    tree.parent(node.id()).and_then(|id| tree.get(id)).map_or("", Node::title).to_owned()
}

fn print_today_row(
    out: &mut Output,
    (nth, state): (usize, State),
    node: &Node,
    beside: &str,
    width: usize,
) -> io::Result<()> {
    let title = safe::clean(node.title());
    let minutes = node.minutes().map(when::print_minutes).unwrap_or_default();
    let fill = " ".repeat(width.saturating_sub(safe::width(&title)));
    let behind = format!("{fill}  {minutes:>5}  {}", safe::clean(beside));
    let look = if state == State::Open { Look::Plain } else { Look::Dim };
    out.line(&[
        (Look::Dim, &format!("{nth:>2} ")),
        mark(state),
        (look, &title),
        (Look::Dim, behind.trim_end()),
    ])
}

/// `goaltree show`.
pub(super) fn show(options: &Options, typed: &args::Show) -> Result<(), Failure> {
    let (_, opened) = open(options)?;
    let (tree, day) = (&opened.tree, options.clock.now().day());
    let id = reference::find(tree, &typed.words.join(" "))?;
    let Some(node) = tree.get(id) else { return Err(Failure::could_not("that item is gone")) };
    let mut out = Output::open();
    out.line(&[(Look::Bold, node.title())])?;
    print_property(&mut out, "id", &id.to_string())?;
    if tree.parent(id).is_some() {
        print_property(&mut out, "path", &reference::path_line(tree, id))?;
    }
    print_property(&mut out, "state", &state_words(tree, node, day))?;
    if !tree.is_leaf(id) {
        print_property(&mut out, "jobs", &count_words(tree, id))?;
    }
    for (name, value) in properties(node) {
        for (nth, line) in value.lines().enumerate() {
            print_property(&mut out, if nth == 0 { &name } else { "" }, line)?;
        }
    }
    let children: Vec<&Node> = tree.children(Some(id)).filter_map(|id| tree.get(id)).collect();
    if !children.is_empty() {
        out.plain("")?;
    }
    let width = id_width(children.iter().map(|node| node.id()));
    for child in children {
        print_row(&mut out, tree, child, 0, width)?;
    }
    Ok(out.finish()?)
}

fn print_property(out: &mut Output, name: &str, value: &str) -> io::Result<()> {
    out.line(&[(Look::Dim, &format!("  {name:<NAME_WIDTH$}  ")), (Look::Plain, value)])
}

fn state_words(tree: &Tree, node: &Node, day: NaiveDate) -> String {
    let id = node.id();
    let state = match node.state() {
        State::Open => "open",
        State::Done => "done",
        State::Dropped => "let go",
        State::Resting => "resting",
    };
    let mut words = format!("{}, {state}", Kind::of(tree, id).word());
    if today::is_on(tree, day, id) {
        words.push_str(", on Today");
    }
    if node.state() == State::Open && !progress::is_available(tree, id) {
        words.push_str(", not to be begun yet");
    }
    words
}

fn count_words(tree: &Tree, id: NodeId) -> String {
    let count = tree.count(Some(id));
    let left = match count.minutes_left {
        0 => String::new(),
        minutes => format!(", {} left", when::say_minutes(minutes)),
    };
    format!("{} of {} done{left}", count.done, count.total)
}

/// What is known beside the title and the state: names of the file, and values for reading.
fn properties(node: &Node) -> Vec<(String, String)> {
    let mut properties: Vec<(String, String)> = Vec::new();
    for field in node.fields().iter().filter(|field| !matches!(field.key(), Key::Title | Key::State)) {
        let value = say(field);
        match properties.last_mut() {
            // The items of a list follow each other.
            Some((name, values)) if *name == field.name() => {
                values.push(' ');
                values.push_str(&value);
            }
            _ => properties.push((field.name().to_owned(), value)),
        }
    }
    properties
}

fn say(field: &Field) -> String {
    match (field.key(), field.value()) {
        (Key::Tags, Value::Text(tag)) => format!("#{tag}"),
        (_, Value::Text(text)) => text.to_string(),
        (Key::Minutes | Key::Guess | Key::Spent, Value::Number(minutes)) => {
            when::say_minutes(u64::from(*minutes))
        }
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Date(date)) => date.to_string(),
        (_, Value::Stamp(stamp)) => when::print_stamp(*stamp),
        (_, Value::Flag) => "yes".to_owned(),
        (_, Value::Node(id)) => id.to_string(),
        (_, Value::Raw(raw)) => raw.1.to_string(),
        (_, Value::Other(other)) => {
            format!("[{}]", words::say_wanted(&other.0, other.1.as_ref(), &|id| id.to_string()))
        }
    }
}
