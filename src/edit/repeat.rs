//! Repeats: a tick that leads to the next date, skipping one, ending them, and goals that begin anew.
//!
//! One occurrence is open at a time. Its date is the node's `plan`; a `due` of its own moves along. The line in the
//! ledger says `for` which date a tick counted, and which properties were `new` with it, so that it can be taken back.

use chrono::{NaiveDate, TimeDelta};

use super::{Edit, Outcome, Reason, schedule, status};
use crate::insight::today::{self, FOR};
use crate::model::repeat::{Occurrence, ends};
use crate::model::{
    Done, Field, Key, Mark, Node, NodeId, Note, Place, Rule, Stamp, State, Text, Tree, Value,
};
use crate::text::line::words::say_day;
use crate::text::when;

/// In the ledger: what the tick set that was not set before.
const NEW: &str = "new";

/// Most occurrences that are written down as passed at one tick: two months of days.
const MOST_PASSED: usize = 62;

/// What ends with a repeat.
const RULE_KEYS: [Key; 4] = [Key::Repeat, Key::Anchor, Key::Times, Key::Until];

/// Dates that move from one occurrence to the next.
const DATES: [Key; 3] = [Key::Start, Key::Plan, Key::Due];

/// The rule of an open node; none if it does not repeat.
#[must_use]
pub fn rule(tree: &Tree, id: NodeId) -> Option<Rule> {
    tree.get(id).filter(|node| node.state() == State::Open).and_then(Rule::of)
}

/// The date of the occurrence that is open: when it is planned, else due, else as soon as the rule can begin.
#[must_use]
pub fn occurrence(node: &Node, rule: Rule, today: NaiveDate) -> NaiveDate {
    let begun = || date(node.fields(), Key::Anchor).map(|anchor| rule.first(anchor));
    planned(node.fields()).or_else(begun).unwrap_or_else(|| first_date(node.fields(), rule, today))
}

/// The first date of a repeat that begins with these properties.
#[must_use]
pub fn first_date(fields: &[Field], rule: Rule, today: NaiveDate) -> NaiveDate {
    planned(fields).unwrap_or_else(|| rule.first(date(fields, Key::Start).unwrap_or(today)))
}

fn planned(fields: &[Field]) -> Option<NaiveDate> {
    date(fields, Key::Plan).or_else(|| date(fields, Key::Due))
}

fn date(fields: &[Field], key: Key) -> Option<NaiveDate> {
    match fields.iter().find(|field| field.key() == key)?.value() {
        Value::Date(day) => Some(*day),
        _ => None,
    }
}

fn dated(key: Key, day: NaiveDate) -> Field {
    Field::new(key, Value::Date(day))
}

/// Ticks an open job that repeats: it gets its line in the ledger and goes on to its next date, or is done for good.
///
/// So long before its date that it may not be meant for it, the tick counts for today and the date stays. Says
/// whether that was so; [`count_ahead`] counts it for the date then.
///
/// # Errors
/// It does not repeat, or was done today and is not due before another day.
pub fn tick(edit: &mut Edit<'_>, id: NodeId) -> Outcome<bool> {
    let (rule, due) = open_occurrence(edit, id)?;
    let day = edit.now().day();
    if today::is_done_for_now(edit.tree(), day, id) {
        return Err(Reason(format!("Done today already; next on {}.", say_day(due))));
    }
    let early = rule.is_early(due, day, edit.now().calendar.week_starts);
    if early {
        let fresh = go_to(edit, id, due, due)?;
        record(edit, id, None, &fresh)?;
    } else {
        tick_for(edit, id, rule, due)?;
    }
    Ok(early)
}

/// Lets a tick of today that counted for no date count for the next one.
///
/// # Errors
/// It does not repeat, or has no such tick today.
pub fn count_ahead(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let (rule, due) = open_occurrence(edit, id)?;
    if last_done(edit, id).is_none_or(|done| said_date(&done).is_some()) {
        return Err("It was not done today beside its dates.".into());
    }
    untick(edit, id)?;
    tick_for(edit, id, rule, due)
}

fn open_occurrence(edit: &Edit<'_>, id: NodeId) -> Outcome<(Rule, NaiveDate)> {
    let node = edit.node(id)?;
    let rule = rule(edit.tree(), id).ok_or("It does not repeat.")?;
    Ok((rule, occurrence(node, rule, edit.now().day())))
}

fn tick_for(edit: &mut Edit<'_>, id: NodeId, rule: Rule, due: NaiveDate) -> Outcome {
    let done = days_done(edit, id, rule);
    let Some(next) = next(edit, id, rule, due, done)? else {
        record(edit, id, Some(due), &[])?;
        return status::mark_done(edit, id);
    };
    let passed: Vec<NaiveDate> = rule.passed(open_at(edit, id, due, done)?).take(MOST_PASSED).collect();
    for day in passed {
        note(edit, day, Note::Passed, id)?;
    }
    let fresh = go_to(edit, id, due, next)?;
    let times = edit.node(id)?.number(Key::Times);
    edit.set(id, Key::Times, times.map(|times| Field::number(Key::Times, times - 1)))?;
    record(edit, id, Some(due), &fresh)
}

/// The date after the one that is open; none if the repeat ends here.
fn next(edit: &Edit<'_>, id: NodeId, rule: Rule, due: NaiveDate, done: u32) -> Outcome<Option<NaiveDate>> {
    let next = rule.next(open_at(edit, id, due, done)?);
    let node = edit.node(id)?;
    let over = ends(node.number(Key::Times), date(node.fields(), Key::Until), next);
    Ok((!over).then_some(next))
}

/// The occurrence that is open, as it is ticked now.
fn open_at(edit: &Edit<'_>, id: NodeId, due: NaiveDate, done: u32) -> Outcome<Occurrence> {
    let anchor = date(edit.node(id)?.fields(), Key::Anchor).unwrap_or(due);
    let (ticked, week_starts) = (edit.now().day(), edit.now().calendar.week_starts);
    Ok(Occurrence { anchor, due, ticked, week_starts, done })
}

/// Writes down of a day what became of an occurrence, once.
fn note(edit: &mut Edit<'_>, day: NaiveDate, note: Note, id: NodeId) -> Outcome {
    let stands = edit.tree().day(day).is_some_and(|record| record.has(note, id));
    if stands { Ok(()) } else { edit.mark(day, None, Some(Mark::Noted(note, id))) }
}

/// Moves a node from one date to another, and says what had not been set before.
fn go_to(edit: &mut Edit<'_>, id: NodeId, from: NaiveDate, to: NaiveDate) -> Outcome<Vec<Key>> {
    let node = edit.node(id)?;
    let wanted = date(node.fields(), Key::Due);
    let anchor = date(node.fields(), Key::Anchor).unwrap_or(from);
    let fresh = [Key::Plan, Key::Anchor].into_iter().filter(|key| node.field(*key).is_none()).collect();
    edit.set(id, Key::Anchor, Some(dated(Key::Anchor, anchor)))?;
    edit.set(id, Key::Plan, Some(dated(Key::Plan, to)))?;
    edit.set(id, Key::Due, wanted.map(|day| dated(Key::Due, moved(day, to - from))))?;
    Ok(fresh)
}

fn moved(day: NaiveDate, by: TimeDelta) -> NaiveDate {
    day.checked_add_signed(by).unwrap_or(day)
}

/// Of a quota: on how many days of its period a job was done, today among them.
fn days_done(edit: &Edit<'_>, id: NodeId, rule: Rule) -> u32 {
    let today = edit.now().day();
    let Some(period) = rule.period(today, edit.now().calendar.week_starts) else { return 1 };
    let days = edit.tree().days().range(period);
    let others = days.filter(|(day, record)| **day != today && record.done.iter().any(|done| done.id == id));
    1 + others.count() as u32
}

/// Puts a line into the ledger of today. Two within a minute stand there a minute apart.
fn record(edit: &mut Edit<'_>, id: NodeId, due: Option<NaiveDate>, fresh: &[Key]) -> Outcome {
    let day = edit.tree().day(edit.now().day());
    let stands =
        |at: &str| day.is_some_and(|day| day.done.iter().any(|done| done.id == id && &*done.at == at));
    let mut minute = edit.now();
    while stands(&minute.time_of_day()) {
        minute.time += TimeDelta::minutes(1);
    }
    let mut unknown: Vec<(Text, Text)> = Vec::new();
    unknown.extend(due.map(|day| (FOR.into(), format!("\"{day}\"").into())));
    if !fresh.is_empty() {
        let names: Vec<String> = fresh.iter().map(|key| format!("\"{}\"", key.name())).collect();
        unknown.push((NEW.into(), format!("[{}]", names.join(",")).into()));
    }
    status::record(edit, id, &minute.time_of_day(), unknown)
}

/// The last tick of today: the one for the latest date.
fn last_done(edit: &Edit<'_>, id: NodeId) -> Option<Done> {
    let day = edit.tree().day(edit.now().day())?;
    let ticks = day.done.iter().filter(|done| done.id == id);
    ticks.max_by_key(|done| said_date(done)).cloned()
}

fn said<'d>(done: &'d Done, name: &str) -> Option<&'d str> {
    done.unknown.iter().find(|(other, _)| &**other == name).map(|(_, json)| &**json)
}

fn said_date(done: &Done) -> Option<NaiveDate> {
    said(done, FOR).and_then(|json| when::parse_date(json.trim_matches('"')))
}

/// Takes today's last tick of an open node that repeats back: its dates and what is left of its times are as before.
///
/// # Errors
/// It was not ticked today.
pub fn untick(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let done = last_done(edit, id).ok_or("It was not done today.")?;
    let node = edit.node(id)?;
    if let Some((due, plan)) = said_date(&done).zip(date(node.fields(), Key::Plan)) {
        let times = node.number(Key::Times).map(|times| Field::number(Key::Times, times + 1));
        go_to(edit, id, plan, due)?;
        edit.set(id, Key::Times, times)?;
        let since = edit.tree().days().range(due..);
        let passed: Vec<NaiveDate> =
            since.filter(|(_, record)| record.has(Note::Passed, id)).map(|(day, _)| *day).collect();
        for day in passed {
            edit.mark(day, Some(Mark::Noted(Note::Passed, id)), None)?;
        }
    }
    for key in [Key::Plan, Key::Anchor] {
        if said(&done, NEW).is_some_and(|names| names.contains(key.name())) {
            edit.set(id, key, None)?;
        }
    }
    edit.mark(edit.now().day(), Some(Mark::Done(done)), None)
}

/// Leaves this occurrence out: on to the next date, with a word in the ledger that it was meant; of a quota, the rest of its period.
/// What has no next date is let go.
///
/// # Errors
/// It does not repeat.
pub fn skip(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let (rule, due) = open_occurrence(edit, id)?;
    match next(edit, id, rule, due, u32::MAX)? {
        Some(next) => {
            note(edit, due, Note::Skipped, id)?;
            go_to(edit, id, due, next)?;
            schedule::take_off(edit, id)
        }
        None => status::let_go(edit, id),
    }
}

/// Lets a repeat that was ticked for the last time go on without an end.
///
/// # Errors
/// It does not repeat.
pub fn keep_on(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    status::untick(edit, id)?;
    edit.set(id, Key::Times, None)?;
    edit.set(id, Key::Until, None)?;
    let (rule, due) = open_occurrence(edit, id)?;
    tick_for(edit, id, rule, due)
}

/// Ends a repeat: it repeats no more and is let go.
///
/// # Errors
/// It does not repeat.
pub fn end(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    open_occurrence(edit, id)?;
    forget_rule(edit, id)?;
    status::let_go(edit, id)
}

fn forget_rule(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    RULE_KEYS.into_iter().try_for_each(|key| edit.set(id, key, None))
}

/// For a goal that is closed: if its repeat goes on, it stands anew behind itself, un-ticked, its dates as far from
/// the next date as they were from this one, and the finished one repeats no more.
///
/// What repeats itself below it goes over as it is; what was let go stays where it is.
pub(super) fn begin_anew(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let (rule, due) = open_occurrence(edit, id)?;
    let done = days_done(edit, id, rule);
    let Some(next) = next(edit, id, rule, due, done)? else { return Ok(()) };
    let new = clone_branch(edit, id, next - due)?;
    let node = edit.node(id)?;
    let anchor = date(node.fields(), Key::Anchor).unwrap_or(due);
    let times = node.number(Key::Times).map(|times| Field::number(Key::Times, times - 1));
    edit.set(new, Key::Anchor, Some(dated(Key::Anchor, anchor)))?;
    edit.set(new, Key::Plan, Some(dated(Key::Plan, next)))?;
    edit.set(new, Key::Times, times)?;
    forget_rule(edit, id)
}

/// Copies a branch behind itself as it was before anything of it was done, its dates moved.
fn clone_branch(edit: &mut Edit<'_>, top: NodeId, by: TimeDelta) -> Outcome<NodeId> {
    let branch: Vec<(usize, Node)> =
        edit.tree().walk(Some(top)).map(|(depth, node)| (depth, node.clone())).collect();
    let mut path: Vec<NodeId> = Vec::new();
    let mut passed_below = None;
    for (depth, node) in branch {
        if passed_below.is_some_and(|passed| depth > passed) {
            continue;
        }
        path.truncate(depth);
        let place = match path.last() {
            Some(parent) => edit.tree().end_of(Some(*parent)),
            None => Place { parent: edit.tree().parent(top), after: Some(top) },
        };
        let goes_over = depth > 0 && rule(edit.tree(), node.id()).is_some();
        passed_below = (goes_over || node.state() == State::Dropped).then_some(depth);
        if goes_over {
            edit.relocate(node.id(), place)?;
        } else if passed_below.is_none() {
            let id = edit.fresh_id();
            let node = anew(&node, id, edit.now().stamp(), by);
            edit.create(node, place)?;
            path.push(id);
        }
    }
    path.first().copied().ok_or_else(|| "That item is gone.".into())
}

/// A node as it was before anything of it was done.
fn anew(node: &Node, id: NodeId, created: Stamp, by: TimeDelta) -> Node {
    let rests = node.state() == State::Resting;
    let is_kept = |key: Key| match key {
        Key::State => rests,
        Key::Closed | Key::Spent | Key::Rolled | Key::Hand | Key::Conflicts | Key::Created => false,
        _ => true,
    };
    let kept = node.fields().iter().filter(|field| is_kept(field.key()));
    let mut fields: Vec<Field> = kept
        .map(|field| match field.value() {
            Value::Date(day) if DATES.contains(&field.key()) => dated(field.key(), moved(*day, by)),
            _ => field.clone(),
        })
        .collect();
    fields.push(Field::new(Key::Created, Value::Stamp(created)));
    Node::with_fields(id, fields)
}
