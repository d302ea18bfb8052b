//! What the zoom-out ritual leaves: answers on a goal, a path of milestones, and one small job on Today.

use super::{Edit, Outcome, Reason, schedule, shape};
use crate::insight::horizon::Horizon;
use crate::insight::ritual;
use crate::model::{Field, Key, NodeId, State, Tree};
use crate::text::line::Line;

/// The longest next step, and what one is thought to take of which nothing is said, in minutes.
pub const MOST_MINUTES: u32 = 15;
/// What the answers to the first two questions begin with in the note of the goal.
pub const NOTES: [&str; 2] = ["Ten years on: ", "It makes possible: "];
/// How the plan for what gets in the way begins.
pub const IF_THEN: &str = "If that happens, then I will ";
/// The horizons of the milestones: three years, this year, three months, this month.
pub const MILESTONES: [Horizon; 4] = [Horizon::Long, Horizon::Medium, Horizon::Medium, Horizon::Short];

/// What was answered; what is empty leaves everything as it is.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// An ordinary day ten years on, and what the work makes possible.
    pub notes: [String; 2],
    /// One sentence for every morning.
    pub vision: String,
    /// What gets in the way.
    pub obstacle: String,
    /// What to do then.
    pub then: String,
    /// In three years, this year, in three months, this month.
    pub milestones: [String; 4],
    /// The smallest next step.
    pub step: Line,
}

/// Writes the answers to `goal`, or to a new one of this title, and puts the next step on Today. Says which job it is.
///
/// # Errors
/// There is no step, or it is a long one.
pub fn zoom_out(edit: &mut Edit<'_>, goal: Result<NodeId, &Line>, answers: &Answers) -> Outcome<NodeId> {
    if answers.step.is_empty() {
        return Err("And the smallest next step?".into());
    }
    let goal = match goal {
        Ok(goal) => goal,
        Err(line) => add(edit, None, line)?,
    };
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let then = text(&answers.then).map(|then| format!("{IF_THEN}{then}"));
    let note = with_notes(edit.node(goal)?.text(Key::Note).unwrap_or_default(), &answers.notes);
    for (key, value) in [
        (Key::Note, text(&note)),
        (Key::Vision, text(&answers.vision)),
        (Key::Obstacle, text(&answers.obstacle)),
        (Key::IfThen, then),
    ] {
        if let Some(value) = value {
            edit.set(goal, key, Some(Field::text(key, &value)))?;
        }
    }
    let mut parent = goal;
    for (title, horizon) in answers.milestones.iter().zip(MILESTONES).filter(|(title, _)| !title.is_empty()) {
        parent = match open_named(edit.tree(), goal, title) {
            Some(known) => known,
            None => add(edit, Some(parent), &Line { title: title.clone(), ..Line::default() })?,
        };
        if edit.node(parent)?.field(Key::Horizon).is_none() {
            edit.set(parent, Key::Horizon, Some(Field::text(Key::Horizon, horizon.word())))?;
        }
    }
    let job = next_step(edit, goal, parent, &answers.step)?;
    schedule::put_on(edit, job)?;
    let day = ritual::json(edit.now().day());
    edit.set_file(ritual::NAME, Some(&day))?;
    Ok(job)
}

fn add(edit: &mut Edit<'_>, parent: Option<NodeId>, line: &Line) -> Outcome<NodeId> {
    let one = Line { copies: None, ..line.clone() };
    let place = edit.tree().end_of(parent);
    shape::add(edit, place, &one)?.first().copied().ok_or_else(|| "Nothing to add.".into())
}

/// The job that the step names, or a new one under the nearest milestone.
fn next_step(edit: &mut Edit<'_>, goal: NodeId, parent: NodeId, step: &Line) -> Outcome<NodeId> {
    let known =
        open_named(edit.tree(), goal, &step.title).filter(|id| edit.tree().is_leaf(*id) && *id != parent);
    let known_minutes = known.and_then(|id| edit.tree().get(id)?.minutes());
    let minutes = step.minutes().or(known_minutes).unwrap_or(MOST_MINUTES);
    if minutes > MOST_MINUTES {
        return Err(Reason(format!("{minutes} min. What is {MOST_MINUTES} minutes of it?")));
    }
    let Some(job) = known else { return add(edit, Some(parent), &with_minutes(step, minutes)) };
    for field in step.fields.iter().filter(|field| !field.key().shape().is_list()) {
        edit.set(job, field.key(), Some(field.clone()))?;
    }
    Ok(job)
}

fn with_minutes(step: &Line, minutes: u32) -> Line {
    let mut line = step.clone();
    if line.minutes().is_none() {
        line.fields.push(Field::number(Key::Minutes, minutes));
        line.fields.sort_by(Field::by_property);
    }
    line
}

/// The open item of this title inside `top`.
#[must_use]
pub fn open_named(tree: &Tree, top: NodeId, title: &str) -> Option<NodeId> {
    let title = title.to_lowercase();
    let mut inside = tree.walk(Some(top)).filter(|(depth, _)| *depth > 0).map(|(_, node)| node);
    let is_it = |node: &&crate::model::Node| {
        node.state() == State::Open && node.title().trim().to_lowercase() == title
    };
    inside.find(is_it).map(crate::model::Node::id)
}

/// A note with these answers in the places of earlier ones, or behind the rest.
fn with_notes(note: &str, answers: &[String; 2]) -> String {
    let mut lines: Vec<String> = note.lines().map(str::to_owned).collect();
    for (begin, answer) in NOTES.iter().zip(answers).filter(|(_, answer)| !answer.is_empty()) {
        let line = format!("{begin}{answer}");
        match lines.iter().position(|line| line.starts_with(begin)) {
            Some(at) => lines[at] = line,
            None => lines.push(line),
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_take_the_places_of_earlier_ones_in_a_note() {
        let answers = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
        for (note, (first, second), wanted) in [
            ("", ("", ""), ""),
            ("", ("By the sea", ""), "Ten years on: By the sea"),
            (
                "Own words",
                ("By the sea", "Time"),
                "Own words\nTen years on: By the sea\nIt makes possible: Time",
            ),
            ("Ten years on: Here\nOwn", ("By the sea", ""), "Ten years on: By the sea\nOwn"),
            ("Ten years on: Here", ("", "Time"), "Ten years on: Here\nIt makes possible: Time"),
        ] {
            assert_eq!(with_notes(note, &answers(first, second)), wanted, "{note}");
        }
    }
}
