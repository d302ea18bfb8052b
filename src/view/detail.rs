//! What is known of the item under the cursor: two lines below the panes, or a pane of its own.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::paint;
use super::theme::Theme;
use crate::app::{App, Layout, key};
use crate::insight::nudge::Nudge;
use crate::insight::progress::{self, Kind};
use crate::insight::{budget, today, upkeep};
use crate::model::{Field, Key, Node, NodeId, State, rival};
use crate::text::hand::Hand;
use crate::text::line::words;
use crate::text::{safe, when};

/// Columns for a nudge that is wrapped afterwards.
const WORDS_COLUMNS: usize = 80;
/// Columns with fewer of which the second line says nothing beside a nudge.
const FEWEST_COLUMNS: u16 = 16;

/// Draws the detail where the layout has room for it.
pub fn render(app: &App, theme: &Theme, layout: &Layout, buffer: &mut Buffer) {
    let area = layout.detail;
    if layout.rule.height > 0 {
        paint::rule(buffer, theme, layout.rule);
    }
    let Some(id) = app.cursor().filter(|_| area.height > 0) else { return };
    let mut facts = facts(app, id);
    let dot = format!(" {} ", theme.glyphs.dot);
    if area.height <= 2 {
        let title = app.title(id).to_owned();
        let (x, width) = (area.x + 1, area.width.saturating_sub(2));
        let room = width.saturating_sub(12);
        while safe::width(&facts.join(&dot)) >= usize::from(room) && facts.pop().is_some() {}
        let right = [(facts.join(&dot), theme.dim)];
        let end = paint::right(buffer, theme, (area.right().saturating_sub(1), area.y), room, &right);
        paint::text(buffer, theme, (x, area.y), end.saturating_sub(x + 1), &title, theme.strong);
        let nudge = nudge(app, theme, id, usize::from(width));
        let end = paint::right(buffer, theme, (x + width, area.y + 1), width, &nudge);
        let room = if nudge.is_empty() { width } else { end.saturating_sub(x + 2) };
        if room >= FEWEST_COLUMNS {
            paint::text(buffer, theme, (x, area.y + 1), room, &second_line(app, id), theme.dim);
        }
        return;
    }
    let columns = usize::from(area.width.saturating_sub(2));
    let mut lines = Vec::new();
    lines.extend(
        safe::wrap(safe::head(app.title(id), 600), columns).into_iter().map(|line| (line, theme.strong)),
    );
    lines.extend(facts.iter().flat_map(|fact| safe::wrap(fact, columns)).map(|line| (line, theme.text)));
    let nudge = nudge(app, theme, id, WORDS_COLUMNS).into_iter().map(|(words, _)| words).collect::<String>();
    lines.extend(safe::wrap(&nudge, columns).into_iter().map(|line| (line, theme.token)));
    lines.extend(
        volume(app, id).iter().flat_map(|words| safe::wrap(words, columns)).map(|line| (line, theme.text)),
    );
    lines.push((String::new(), theme.text));
    let path = serves(app, id);
    lines.extend(safe::wrap(&path, columns).into_iter().map(|line| (line, theme.dim)));
    if let Some(note) = app.tree.get(id).and_then(|node| node.text(Key::Note)) {
        lines.push((String::new(), theme.text));
        lines.extend(safe::wrap(safe::head(note, 4_096), columns).into_iter().map(|line| (line, theme.text)));
    }
    for y in area.top()..area.bottom() {
        paint::text(buffer, theme, (area.x.saturating_sub(1), y), 1, theme.glyphs.wall, theme.dim);
    }
    for ((line, style), y) in lines.iter().zip(area.top()..area.bottom()) {
        paint::text(buffer, theme, (area.x + 1, y), area.width.saturating_sub(1), line, *style);
    }
}

/// What is said of the item, and the keys that answer it, in so many columns.
fn nudge(app: &App, theme: &Theme, id: NodeId, columns: usize) -> Vec<(String, Style)> {
    let Some((_, nudge)) = app.nudge().filter(|(other, _)| *other == id) else { return Vec::new() };
    // Each key with what it does, as in the footer, where there is room for that.
    let told = nudge.keys().iter().map(|notation| format!(" {}", app.key_and_hint(notation)));
    let bare = nudge.keys().iter().map(|notation| format!(" {}", key::say(notation, app.ascii)));
    let (told, bare): (String, String) = (told.collect(), bare.collect());
    let whole = safe::width(&nudge.words(&app.tree, id, columns)) + safe::width(&told);
    let keys = if whole <= columns { told } else { bare };
    let room = columns.saturating_sub(safe::width(&keys));
    let words = nudge.words(&app.tree, id, room);
    vec![(safe::cut(&words, room, theme.glyphs.ellipsis).into_owned(), theme.token), (keys, theme.accent)]
}

/// The first line of the note, else what a repeat came to and what the item serves.
fn second_line(app: &App, id: NodeId) -> String {
    let note = app.tree.get(id).and_then(|node| node.text(Key::Note));
    if let Some(line) = note.and_then(|note| note.lines().next()) {
        return format!("note: {line}");
    }
    let parts: Vec<String> = volume(app, id).into_iter().chain([serves(app, id)]).collect();
    parts.join(" · ")
}

/// What the item is good for: the titles above it, nearest first.
fn serves(app: &App, id: NodeId) -> String {
    let above: Vec<&str> = app.tree.ancestors(id).take(8).map(|above| app.title(above)).collect();
    match (above.is_empty(), Kind::of(&app.tree, id)) {
        (false, _) => format!("serves {}", above.join(" ‹ ")),
        (true, Kind::Goal) => String::new(),
        (true, _) => "no goal above it yet".to_owned(),
    }
}

/// What is set, in words; what is not set takes no room.
fn facts(app: &App, id: NodeId) -> Vec<String> {
    let tree = &app.tree;
    let Some(node) = tree.get(id) else { return Vec::new() };
    let mut facts = Vec::new();
    let is_said = |nudge| app.nudge() == Some((id, nudge));
    let count = tree.count(Some(id));
    if !tree.is_leaf(id) {
        facts.push(format!("{} of {} jobs", count.done, count.total));
        if count.minutes_left > 0 {
            facts.push(format!("{} left", when::say_minutes(count.minutes_left)));
        }
        facts.extend(app.guess(id).map(|guess| format!("guessed {}", when::say_minutes(guess.into()))));
        if node.is_sequence() {
            facts.push("in this order".into());
        }
        if progress::is_ready_to_close(tree, id) {
            facts.push("ready: space closes, `s` adds".into());
        }
    } else if let Some(minutes) = node.minutes().filter(|_| !is_said(Nudge::Big)) {
        facts.push(when::say_minutes(minutes.into()));
    }
    facts.extend(money(app, node));
    match node.state() {
        State::Open if app.is_done_for_now(node) => facts.push("done today".into()),
        State::Open if today::is_on(tree, app.now.day(), id) => facts.push("on Today".into()),
        State::Open => {}
        State::Done => facts.push(closed("done", app, id)),
        State::Dropped => facts.push(closed("let go", app, id)),
        State::Resting => facts.push("resting; `:wake` brings it back".into()),
    }
    if node.state() == State::Open && progress::waits(tree, id) && !is_said(Nudge::Blocked) {
        facts.push("waits for the one before".into());
    }
    if let Some(rolled) = node.number(Key::Rolled).filter(|_| !is_said(Nudge::Rolled)) {
        facts.push(if rolled == 1 {
            "on Today once before".into()
        } else {
            format!("on Today {rolled} times before")
        });
    }
    // What is filled already is not filled once more.
    let is_filled = |field: &&Field| field.key() == Key::Template && !tree.is_leaf(id);
    let said = node.fields().iter().filter(|field| !is_filled(field));
    // A repeat whose day has come is on Today; when it was last says more than since when it waits.
    let has_come = node.field(Key::Repeat).is_some() && node.date(Key::Plan) <= Some(app.now.day());
    facts.extend(said.filter_map(|field| match field.key() {
        Key::Plan if has_come => None,
        Key::Repeat => Some(say_repeat(app, node, words::say(field)?)),
        _ => words::say(field),
    }));
    let title = |id| app.title(id).to_owned();
    // What waits for a choice comes first: the last ones go where there is little room.
    let others = rival::waiting(tree, node).filter_map(Field::as_other);
    facts.splice(
        0..0,
        others
            .map(|(name, value)| format!("also: {} from elsewhere", words::say_wanted(name, value, &title))),
    );
    facts
}

/// What it costs, where that is more than its own cost, which is said with what is set.
fn money(app: &App, node: &Node) -> Vec<String> {
    let (limit, hand) = (budget::limit(node), Hand::of(node));
    let is_more = limit.is_some() || hand.money("price").or(hand.money("paid")).is_some();
    if !is_more && app.tree.is_leaf(node.id()) {
        return Vec::new();
    }
    budget::say(app.budgets().at(Some(node.id())), limit.as_ref())
}

/// `every Monday · last 9 days ago`
fn say_repeat(app: &App, node: &Node, rule: String) -> String {
    let today = app.now.day();
    if node.state() != State::Open {
        return rule;
    }
    let last = upkeep::volume(&app.tree, node.id(), today).say_last(today);
    let parts: Vec<String> =
        std::iter::once(rule).chain(last).chain(upkeep::say_backlog(node, today)).collect();
    parts.join(" · ")
}

/// How much a repeat came to.
fn volume(app: &App, id: NodeId) -> Option<String> {
    app.tree.get(id)?.field(Key::Repeat)?;
    upkeep::volume(&app.tree, id, app.now.day()).say()
}

fn closed(word: &str, app: &App, id: NodeId) -> String {
    match app.tree.get(id).and_then(Node::closed) {
        Some(stamp) => format!("{word} {}", app.now.day_of(stamp).format("%-d %b")),
        None => word.to_owned(),
    }
}
