//! The verbs for other programs' files: import, export.

use std::fs::File;
use std::io::{self, IsTerminal, Read};

use super::args::{self, Format};
use super::change::INPUT;
use super::output::{Output, note};
use super::session::Session;
use super::{Failure, Options, calendar, json, locate, open, reference};
use crate::edit::{Edit, shape};
use crate::exchange::markdown;
use crate::model::{Ids, Node, NodeId, Place, State, Tree};
use crate::text::count::counted;
use crate::text::outline::{self, Item};

/// Most that is read: what is larger is hardly a list, and its text would fill the memory several times over.
const MOST_MEGABYTES: u64 = 64;
const MOST_LINES: usize = 1_000_000;

/// `goaltree import`.
pub(super) fn import(options: &Options, typed: &args::Import) -> Result<(), Failure> {
    let name = if typed.from.as_os_str() == INPUT {
        "standard input".to_owned()
    } else {
        typed.from.display().to_string()
    };
    let items = markdown::parse(&read(typed, &name)?, options.clock.now().today());
    if items.is_empty() {
        return Err(Failure::could_not(format!("{name} holds no item"))
            .hint("one item a line: a list, headings, or indented lines"));
    }
    if typed.dry_run {
        return rehearse(options, typed, &items);
    }
    let mut session = Session::open(options)?;
    let under = find(&session.tree, typed.under.as_deref())?;
    let change = format!("import of {}", counted(items.len(), "item"));
    let tops = session.change(&change, |edit| shape::plant(edit, edit.tree().end_of(under), &items))?;
    let tree = session.close();
    let mut out = Output::open();
    out.plain(&format!("added {}", tally(&tree, &tops, under)))?;
    Ok(out.finish()?)
}

fn find(tree: &Tree, text: Option<&str>) -> Result<Option<NodeId>, Failure> {
    text.map(|text| reference::find(tree, text)).transpose()
}

/// Prints what would be added as an outline, and how much that is. The file stays as it is.
fn rehearse(options: &Options, typed: &args::Import, items: &[Item]) -> Result<(), Failure> {
    let (_, opened) = open(options)?;
    let under = find(&opened.tree, typed.under.as_deref())?;
    let (mut tree, mut ids) = (Tree::default(), Ids::seeded(0));
    let (_, tops) = Edit::new(&mut tree, &mut ids, options.clock.now())
        .run("import", |edit| shape::plant(edit, Place::default(), items))?;
    let sum = tally(&tree, &tops, None);
    let below = under.and_then(|id| opened.tree.get(id)).map(|node| format!(" under {}", node.title()));
    let mut out = Output::open();
    out.text(&outline::print(&tree, None))?;
    out.finish()?;
    note(&format!("would add {sum}{}; nothing was changed", below.unwrap_or_default()));
    Ok(())
}

/// `12 items under Coffee site: 9 jobs, 2 done, 1 note`
fn tally(tree: &Tree, tops: &[NodeId], under: Option<NodeId>) -> String {
    let nodes: Vec<&Node> = tops.iter().flat_map(|top| tree.walk(Some(*top)).map(|(_, node)| node)).collect();
    let count = |is: &dyn Fn(&Node) -> bool| nodes.iter().filter(|node| is(node)).count();
    let parts = [
        (count(&|node| tree.is_leaf(node.id())), "job", "jobs"),
        (count(&|node| node.state() == State::Done), "done", "done"),
        (count(&|node| node.state() == State::Dropped), "let go", "let go"),
        (count(&|node| node.state() == State::Resting), "resting", "resting"),
        (count(&|node| outline::note_lines(node).next().is_some()), "note", "notes"),
    ];
    let said = parts.iter().filter(|part| part.0 > 0);
    let said: Vec<String> =
        said.map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many })).collect();
    let parent = under.and_then(|id| tree.get(id)).map(|node| format!(" under {}", node.title()));
    format!("{}{}: {}", counted(nodes.len(), "item"), parent.unwrap_or_default(), said.join(", "))
}

/// The text of the file, if it is text and not too much of it.
fn read(typed: &args::Import, name: &str) -> Result<String, Failure> {
    let cannot = |error: io::Error| Failure::could_not(format!("{name} cannot be read: {error}"));
    if typed.from.as_os_str() == INPUT {
        return text_of(standard_input()?, name);
    }
    let file = File::open(&typed.from).map_err(cannot)?;
    if file.metadata().map_err(cannot)?.is_dir() {
        return Err(Failure::could_not(format!("{name} is a folder")).hint("name a file in it"));
    }
    text_of(all_of(file, name)?, name)
}

/// What comes on standard input, if it is not too much.
pub(super) fn standard_input() -> Result<Vec<u8>, Failure> {
    if io::stdin().is_terminal() {
        note("one item a line, deeper ones indented; Ctrl-D ends");
    }
    all_of(io::stdin().lock(), "standard input")
}

/// All that can be read, if it is not too much: limits come before anything is done with it.
fn all_of(from: impl Read, name: &str) -> Result<Vec<u8>, Failure> {
    let refuse = |what: &str| {
        Err(Failure::could_not(format!("{name} {what}, the most that is read")).hint("import it in parts"))
    };
    let mut bytes = Vec::new();
    let most = MOST_MEGABYTES * 1_000_000;
    // One byte more tells whether there is more.
    from.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::could_not(format!("{name} cannot be read: {error}")))?;
    if bytes.len() as u64 > most {
        return refuse(&format!("is larger than {MOST_MEGABYTES} MB"));
    }
    if bytes.split(|byte| *byte == b'\n').nth(MOST_LINES).is_some_and(|rest| !rest.is_empty()) {
        return refuse("has more than 1,000,000 lines");
    }
    Ok(bytes)
}

fn text_of(bytes: Vec<u8>, name: &str) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0')).ok_or_else(|| {
        Failure::could_not(format!("{name} is not a text file in UTF-8"))
            .hint("save it as plain text or Markdown in UTF-8")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.starts_with(['{', '[']) && is_json(text) {
        return Err(Failure::could_not(format!("{name} is JSON, not a list"))
            .hint("`goaltree --file PATH list` opens a file of goals"));
    }
    Ok(text.to_owned())
}

fn is_json(text: &str) -> bool {
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(serde_json::Value::Array(list)) => !list.is_empty(),
        Ok(value) => value.is_object(),
        Err(_) => false,
    }
}

/// `goaltree export`.
pub(super) fn export(options: &Options, typed: &args::Export) -> Result<(), Failure> {
    let (_, opened) = open(options)?;
    let tree = &opened.tree;
    let words = typed.words.join(" ");
    let top = find(tree, (!typed.words.is_empty()).then_some(&*words))?;
    let mut out = Output::open();
    match typed.format {
        Format::Outline => out.text(&outline::print(tree, top))?,
        Format::Markdown => out.text(&markdown::print(tree, top))?,
        Format::Json => {
            let ids = tree.walk(top).map(|(_, node)| node.id());
            json::print(&mut out, tree, options.clock.now().day(), ids)?;
        }
        Format::Ics => {
            let now = options.clock.now();
            out.bytes(calendar::print(tree, top, now, typed.privacy, &locate(options)?).as_bytes())?;
        }
    }
    out.finish()?;
    if tree.is_empty() {
        note("nothing here yet; `goaltree add LINE` adds");
    }
    Ok(())
}
