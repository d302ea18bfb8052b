//! The zoom-out ritual: seven questions from ten years on down to fifteen minutes of today, one a screen. It can be
//! left anywhere without losing a word, and ends with a job on Today.

mod keys;
mod show;

use chrono::{DateTime, FixedOffset};

use crate::app::App;
use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::page::Page;
use crate::app::paged::Paged;
use crate::edit::ritual::{self, IF_THEN, NOTES};
use crate::insight::horizon;
use crate::insight::progress;
use crate::model::{Key, Node, NodeId, Tree};

/// The name under which half-answered questions are kept.
const DRAFT: &str = "zoom-out";
/// Items that are looked through for what can be taken, and how many are told.
const LOOKED_AT: usize = 2_000;
const MOST_TOLD: usize = 4;

/// What is answered, in the order of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Possible,
    Vision,
    Goal,
    Obstacle,
    Then,
    /// One of the milestones.
    Milestone(usize),
    Step,
    Repeat,
}

/// Each part with the number of its screen and what stands before it.
const PARTS: [(Part, usize, &str); 12] = [
    (Part::Day, 1, ""),
    (Part::Possible, 2, ""),
    (Part::Vision, 3, "I see "),
    (Part::Goal, 3, "for   "),
    (Part::Obstacle, 4, ""),
    (Part::Then, 5, ""),
    (Part::Milestone(0), 6, "in three years "),
    (Part::Milestone(1), 6, "this year      "),
    (Part::Milestone(2), 6, "in three months"),
    (Part::Milestone(3), 6, "this month     "),
    (Part::Step, 7, "the step  "),
    (Part::Repeat, 7, "on repeat?"),
];

/// The ritual, as far as it is answered.
#[derive(Debug)]
pub struct RitualCard {
    /// What is typed, by part.
    texts: Vec<Typing>,
    /// What stood there at the beginning.
    before: Vec<String>,
    /// Which part is typed.
    at: usize,
    /// When it was opened.
    opened: DateTime<FixedOffset>,
    /// The goal that it began with.
    goal: Option<NodeId>,
}

impl RitualCard {
    /// A ritual on a goal, with what is known of it, or as it was left.
    fn new(tree: &Tree, goal: Option<NodeId>, draft: Option<&str>, opened: DateTime<FixedOffset>) -> Self {
        let node = goal.and_then(|id| tree.get(id));
        let before: Vec<String> = PARTS.iter().map(|(part, ..)| part.known(node)).collect();
        let mut card = Self {
            texts: before.iter().map(|text| Typing::new(text)).collect(),
            before,
            at: 0,
            opened,
            goal,
        };
        let (at, texts) = draft.and_then(|draft| draft.split_once('\n')).unwrap_or_default();
        if let Some(at) = at.strip_prefix("at ").and_then(|at| at.parse().ok()) {
            card.at = PARTS.len().saturating_sub(1).min(at);
            for (typing, text) in card.texts.iter_mut().zip(texts.split('\n')) {
                *typing = Typing::new(text);
            }
        }
        card
    }

    fn part(&self) -> Part {
        PARTS[self.at].0
    }

    fn text(&self, part: Part) -> &str {
        let at = PARTS.iter().position(|row| row.0 == part).unwrap_or_default();
        self.texts[at].text().trim()
    }

    /// The goal whose title is typed: the one that the ritual began with, or another one at the top.
    fn named_goal(&self, tree: &Tree) -> Option<NodeId> {
        let title = self.text(Part::Goal).to_lowercase();
        let is_it = |id: &NodeId| {
            let open = tree.get(*id).filter(|node| crate::app::is_open(node));
            open.is_some_and(|node| node.title().trim().to_lowercase() == title)
        };
        self.goal.filter(is_it).or_else(|| tree.children(None).find(is_it))
    }

    /// What exists already and could stand in the part that is typed.
    fn there(&self, tree: &Tree) -> Vec<String> {
        let open = |node: &Node| crate::app::is_open(node);
        let titles =
            |nodes: Vec<&Node>| nodes.into_iter().map(|node| node.title().trim().to_owned()).collect();
        let inside = || {
            let goal = self.named_goal(tree);
            let nodes = goal.into_iter().flat_map(|goal| tree.walk(Some(goal)).skip(1).take(LOOKED_AT));
            nodes.map(|(_, node)| node).filter(|node| open(node))
        };
        match self.part() {
            Part::Goal => {
                let goals = tree.children(None).filter(|id| !tree.is_leaf(*id)).filter_map(|id| tree.get(id));
                titles(goals.filter(|node| open(node)).take(MOST_TOLD).collect())
            }
            Part::Milestone(at) => {
                let is_so = |node: &&Node| {
                    let id = node.id();
                    horizon::shown(tree, id) == ritual::MILESTONES[at]
                        && !progress::is_ready_to_close(tree, id)
                };
                titles(inside().filter(is_so).take(MOST_TOLD).collect())
            }
            Part::Step => {
                let is_small = |node: &&Node| {
                    let minutes = node.minutes().unwrap_or(ritual::MOST_MINUTES);
                    let can_begin = tree.is_leaf(node.id()) && progress::is_available(tree, node.id());
                    can_begin && minutes <= ritual::MOST_MINUTES && node.field(Key::Hand).is_none()
                };
                titles(inside().filter(is_small).take(MOST_TOLD - 1).collect())
            }
            _ => Vec::new(),
        }
    }
}

impl Part {
    /// What a goal says of it already.
    fn known(self, goal: Option<&Node>) -> String {
        let Some(goal) = goal else { return String::new() };
        let noted = |begin: &str| goal.text(Key::Note)?.lines().find_map(|line| line.strip_prefix(begin));
        let known = match self {
            Self::Day => noted(NOTES[0]),
            Self::Possible => noted(NOTES[1]),
            Self::Vision => goal.text(Key::Vision),
            Self::Goal => Some(goal.title()),
            Self::Obstacle => goal.text(Key::Obstacle),
            Self::Then => goal.text(Key::IfThen).and_then(|text| text.strip_prefix(IF_THEN)),
            Self::Milestone(_) | Self::Step | Self::Repeat => None,
        };
        known.unwrap_or_default().to_owned()
    }
}

impl Paged for RitualCard {
    fn room(&self) -> Room {
        Room::Ritual
    }

    fn page(&self, app: &App) -> Page<'_> {
        self.show(app)
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        self.texts.get_mut(self.at)
    }

    fn draft(&self) -> Option<(String, String)> {
        let texts: Vec<&str> = self.texts.iter().map(Typing::text).collect();
        let is_new = texts.iter().zip(&self.before).any(|(text, before)| text != before);
        let text = if is_new { format!("at {}\n{}", self.at, texts.join("\n")) } else { String::new() };
        Some((DRAFT.into(), text))
    }
}
