//! Ledgers as text: an outline, when it was made, what was closed when, and for each job a line of days.
//!
//! `2026-02-03 Move | 12.p` says that on 3 February it took a quarter of an hour, on the fourth half an hour, on the fifth
//! nothing, and that it passed on the sixth. `r` is a day of rest.

use chrono::{Days, NaiveDate};
use goaltree::edit::{Edit, shape};
use goaltree::insight::today::FOR;
use goaltree::model::{
    Builder, Day, Done, Fact, Field, Ids, Key, Node, NodeId, Note, Place, State, Tree, Value,
};
use goaltree::text::outline;
use goaltree::text::when;

use crate::drive::at;

const MADE: &str = "T09:00:00Z";

/// The tree of such a text.
pub fn read(text: &str) -> Tree {
    let mut outline = String::new();
    let (mut created, mut closed, mut days) = (NaiveDate::default(), Vec::new(), Vec::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let date = |text: &str| when::parse_date(text).unwrap_or_else(|| panic!("no date: {line}"));
        match line.split_once(' ') {
            Some(("created", day)) => created = date(day),
            Some(("closed", rest)) => {
                let (day, title) = rest.split_once(' ').expect("a title");
                closed.push((date(day), title));
            }
            Some((day, rest)) if line.starts_with(|letter: char| letter.is_ascii_digit()) => {
                days.push((date(day), rest.split_once(" | ").expect("days")));
            }
            _ => outline.push_str(&format!("{line}\n")),
        }
    }
    let items = outline::parse(&outline, created);
    let (mut tree, mut ids) = (Tree::default(), Ids::seeded(7));
    Edit::new(&mut tree, &mut ids, at(&format!("{created}{MADE}")))
        .run("test", |edit| shape::plant(edit, Place::default(), &items))
        .expect("an outline");
    with_days(&tree, &closed, &days)
}

type Line<'t> = (NaiveDate, (&'t str, &'t str));

fn with_days(tree: &Tree, closed: &[(NaiveDate, &str)], days: &[Line<'_>]) -> Tree {
    let mut builder = Builder::default();
    for (_, node) in tree.walk(None) {
        let mut fields: Vec<Field> = node.fields().to_vec();
        let day = closed.iter().find(|(_, title)| *title == node.title()).map(|(day, _)| *day);
        let day = day.or_else(|| last_tick(days, node.title()).filter(|_| node.state() == State::Done));
        if let Some(day) = day {
            fields.retain(|field| !matches!(field.key(), Key::State | Key::Closed));
            fields.extend(State::Done.field());
            fields.push(Field::new(Key::Closed, Value::Stamp(at(&format!("{day}T18:00:00Z")).stamp())));
        }
        builder.node(Node::with_fields(node.id(), fields), tree.parent(node.id()));
    }
    let titled = |title: &str| tree.walk(None).map(|(_, node)| node).find(|node| node.title() == title);
    for (nth, (first, (title, letters))) in days.iter().enumerate() {
        let node = titled(title);
        let id = node.map_or_else(|| NodeId::parse(&title.replace(' ', "-")), Node::id);
        let repeats = node.is_some_and(|node| node.field(Key::Repeat).is_some());
        for (past, letter) in letters.chars().enumerate() {
            let date = *first + Days::new(past as u64);
            let done = |quarters: u32| Done {
                id,
                at: format!("{:02}:{:02}", 8 + nth % 12, past % 60).into(),
                minutes: Some(quarters * 15),
                guess: None,
                title: (*title).into(),
                unknown: repeats.then(|| (FOR.into(), format!("\"{date}\"").into())).into_iter().collect(),
            };
            let day = match letter {
                'r' => Day { facts: vec![Fact::Kind("rest".into())], ..Day::default() },
                'p' => Day { noted: vec![(Note::Passed, id)], ..Day::default() },
                letter => match letter.to_digit(10) {
                    Some(quarters) => Day { done: vec![done(quarters)], ..Day::default() },
                    None => continue,
                },
            };
            builder.day(date, day);
        }
    }
    builder.finish().0
}

/// The last day on which something was ticked.
fn last_tick(days: &[Line<'_>], title: &str) -> Option<NaiveDate> {
    let of_it = days.iter().filter(|(_, (other, _))| *other == title);
    let last = |letters: &str| letters.rfind(|letter: char| letter.is_ascii_digit()).map(|at| at as u64);
    of_it.filter_map(|(first, (_, letters))| Some(*first + Days::new(last(letters)?))).max()
}
