//! A made-up life of N nodes: always the same for the same N and shape.
//!
//! It has what costs something in a real file: goals of very different sizes, titles of 28 characters on average, some
//! of them not ASCII, estimates, tags, notes, things done and when, and a ledger of sixty days. What is measured is
//! neither flattered (no two titles alike by design of the parser) nor made hard.

mod words;
mod years;

use chrono::{DateTime, Days, NaiveDate};
use goaltree::model::{Builder, Day, Done, Field, Ids, Key, Node, NodeId, Now, Stamp, Tree, Value};

pub use years::ten_years;

/// How the nodes hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Goals with subgoals and jobs, at most [`DEEPEST`] levels.
    Real,
    /// Everything at the top level.
    Wide,
    /// Each inside the one before.
    Deep,
}

/// When it is in every measurement, for `GOALTREE_NOW`.
pub const NOW: &str = "2026-11-21T10:00:00+00:00";
/// The title of the first node, by which a screen is known to be there.
pub const FIRST: &str = "Open the coffee site";
/// The title of an open job in the middle of the rows, by which it can be found.
pub const MIDDLE: &str = "Midmost job";
/// Levels of the real shape.
const DEEPEST: usize = 7;
/// Days of the ledger.
const DAYS: usize = 60;
/// Ticks on a day of the ledger, at most.
const TICKS: usize = 9;

/// [`NOW`] as the program takes it.
///
/// # Panics
/// Never: the constant is a time.
#[must_use]
pub fn now() -> Now {
    Now::new(DateTime::parse_from_rfc3339(NOW).expect("a time"))
}

/// A node of the skeleton.
#[derive(Clone)]
struct Bone {
    parent: Option<usize>,
    leaf: bool,
    done: bool,
    closed: i64,
}

/// The tree of `count` nodes in this shape.
#[must_use]
pub fn tree(count: usize, shape: Shape) -> Tree {
    let mut rng = fastrand::Rng::with_seed(count as u64);
    let mut bones = match shape {
        Shape::Real => skeleton(count, &mut rng),
        Shape::Wide => (0..count).map(|_| bone(None)).collect(),
        Shape::Deep => (0..count).map(|at: usize| bone(at.checked_sub(1))).collect(),
    };
    settle(&mut bones, &mut rng);
    let mut ids = Ids::seeded(count as u64);
    let ids: Vec<NodeId> = bones.iter().map(|_| ids.fresh()).collect();
    let middle = (bones.len() / 2..bones.len()).find(|at| bones[*at].leaf && !bones[*at].done);
    let title = |at: usize| match at {
        0 => FIRST.to_owned(),
        at if Some(at) == middle => MIDDLE.to_owned(),
        at => words::title(bones[at].leaf, &mut rng),
    };
    let titles: Vec<String> = (0..bones.len()).map(title).collect();
    let days = ledger(&mut bones, &ids, &titles, &mut rng);
    // What has jobs inside was closed with the last of them.
    for at in (0..bones.len()).rev() {
        let closed = bones[at].closed;
        if let Some(above) = bones[at].parent.filter(|_| bones[at].done) {
            bones[above].closed = bones[above].closed.max(closed);
        }
    }
    let mut builder = Builder::default();
    for (at, bone) in bones.iter().enumerate() {
        let fields = fields(bone, &titles[at], &mut rng);
        builder.node(Node::with_fields(ids[at], fields), bone.parent.map(|above| ids[above]));
    }
    for (date, day) in days {
        builder.day(date, day);
    }
    builder.finish().0
}

/// Titles of things that have jobs inside, always the same for the same `count`.
#[must_use]
pub fn titles(count: usize) -> Vec<String> {
    let mut rng = fastrand::Rng::with_seed(count as u64);
    (0..count).map(|_| words::title(false, &mut rng)).collect()
}

fn bone(parent: Option<usize>) -> Bone {
    Bone { parent, leaf: true, done: false, closed: 0 }
}

/// Goals of 8 to 2,000 nodes, divided by chance into branches down to jobs, in the order of the screen.
fn skeleton(count: usize, rng: &mut fastrand::Rng) -> Vec<Bone> {
    let mut bones = Vec::with_capacity(count);
    // Branches still to be laid out: under whom, how many nodes, at which level.
    let mut open: Vec<(Option<usize>, usize, usize)> = Vec::new();
    while bones.len() < count {
        let (parent, nodes, level) = open.pop().unwrap_or_else(|| {
            let size = 2_f64.powf(3.0 + 8.0 * rng.f64()) as usize;
            (None, size.min(count - bones.len()), 1)
        });
        let at = bones.len();
        bones.push(bone(parent));
        let below = nodes - 1;
        if below > 0 {
            let parts = parts(below, level, rng);
            open.extend(parts.into_iter().rev().map(|part| (Some(at), part, level + 1)));
        }
    }
    bones
}

/// Divides `below` nodes among children: mostly two to nine of them, now and then a long list, all jobs at the bottom.
fn parts(below: usize, level: usize, rng: &mut fastrand::Rng) -> Vec<usize> {
    if level + 1 >= DEEPEST {
        return vec![1; below];
    }
    let wanted = match rng.u8(..100) {
        0..85 => rng.usize(2..10),
        85..97 => rng.usize(10..25),
        _ => rng.usize(25..60),
    };
    let mut parts = vec![1; wanted.min(below)];
    for _ in parts.len()..below {
        // Of two at random the larger: branches are of very different sizes.
        let (one, other) = (rng.usize(..parts.len()), rng.usize(..parts.len()));
        let larger = if parts[one] > parts[other] { one } else { other };
        parts[larger] += 1;
    }
    parts
}

/// What is done: of the lists of jobs some are wholly done, some not begun, most in between; 40 % in all.
fn settle(bones: &mut [Bone], rng: &mut fastrand::Rng) {
    for at in 0..bones.len() {
        if let Some(above) = bones[at].parent {
            bones[above].leaf = false;
        }
    }
    let shares: Vec<f64> =
        (0..=bones.len()).map(|_| [0.0, 0.3, 0.4, 0.5, 0.5, 0.7, 0.95][rng.usize(..7)]).collect();
    let today = now().stamp().0;
    let mut open_below = vec![false; bones.len()];
    for at in (0..bones.len()).rev() {
        let above = bones[at].parent;
        bones[at].closed = today - rng.i64(61 * 86_400..300 * 86_400);
        bones[at].done = if bones[at].leaf {
            rng.f64() < shares[above.map_or(0, |above| above + 1)]
        } else {
            !open_below[at]
        };
        if let (Some(above), false) = (above, bones[at].done) {
            open_below[above] = true;
        }
    }
    if let Some(first) = bones.first_mut() {
        first.done = false; // so that a first screen has something unfolded
    }
}

/// Sixty days up to today: a list, mostly ticked, and looks at it. The ticks are those of jobs that are done.
fn ledger(
    bones: &mut [Bone],
    ids: &[NodeId],
    titles: &[String],
    rng: &mut fastrand::Rng,
) -> Vec<(NaiveDate, Day)> {
    let jobs = |done: bool| bones.iter().enumerate().filter(move |(_, bone)| bone.leaf && bone.done == done);
    let open: Vec<usize> = jobs(false).map(|(at, _)| at).take(5).collect();
    let mut done: Vec<usize> = jobs(true).map(|(at, _)| at).collect();
    rng.shuffle(&mut done);
    let mut days = Vec::with_capacity(DAYS);
    for back in (0..DAYS as u64).rev() {
        let date = now().day() - Days::new(back);
        let mut day = Day { looks: vec!["08:01".into(), "17:34".into()], ..Day::default() };
        for nth in 0..rng.usize(1..=TICKS) {
            let Some(at) = done.pop() else { break };
            let (hour, minute) = ((5 + nth) as u32, rng.u32(..60));
            bones[at].closed = date.and_hms_opt(hour, minute, 0).map_or(0, |time| time.and_utc().timestamp());
            let title = titles[at].as_str().into();
            let at_time = format!("{hour:02}:{minute:02}").into();
            let minutes = Some(rng.u32(1..=6) * 5);
            let unknown = Vec::new();
            day.done.push(Done { id: ids[at], at: at_time, minutes, guess: None, title, unknown });
            if nth % 3 > 0 {
                day.list.push(ids[at]);
            }
        }
        if back == 0 {
            day.list.extend(open.iter().map(|at| ids[*at]));
        }
        days.push((date, day));
    }
    days
}

fn fields(bone: &Bone, title: &str, rng: &mut fastrand::Rng) -> Vec<Field> {
    let mut fields = vec![Field::text(Key::Title, title)];
    let mut percent = |share: u8| rng.u8(..100) < share;
    let (noted, estimated, tagged, twice) = (percent(8), percent(70), percent(25), percent(30));
    let (due, sequence, dread, vision) = (percent(4), percent(15), percent(3), percent(25));
    if noted {
        fields.push(Field::text(Key::Note, &words::note(rng)));
    }
    if bone.done {
        fields.push(Field::text(Key::State, "done"));
        fields.push(Field::new(Key::Closed, Value::Stamp(Stamp(bone.closed))));
    }
    if bone.leaf && estimated {
        fields.push(Field::number(Key::Minutes, [5, 10, 10, 15, 15, 20, 25, 30, 45, 60][rng.usize(..10)]));
    }
    if !bone.leaf && sequence {
        fields.push(Field::text(Key::Order, "seq"));
    }
    if bone.leaf && due && !bone.done {
        fields.push(Field::new(Key::Due, Value::Date(now().day() + Days::new(rng.u64(2..90)))));
    }
    for _ in 0..u8::from(tagged) + u8::from(tagged && twice) {
        fields.push(Field::text(Key::Tags, words::tag(rng)));
    }
    if dread {
        fields.push(Field::number(Key::Dread, 2));
    }
    if bone.parent.is_none() && !bone.leaf {
        fields.push(Field::text(Key::Horizon, ["long", "medium", "short"][rng.usize(..3)]));
        if vision {
            fields.push(Field::text(Key::Vision, &words::note(rng)));
        }
    }
    let created = Stamp(bone.closed.min(now().stamp().0) - rng.i64(86_400..200 * 86_400));
    fields.push(Field::new(Key::Created, Value::Stamp(created)));
    fields
}

/// The job in the middle of the rows.
#[must_use]
pub fn middle(tree: &Tree) -> Option<NodeId> {
    tree.walk(None).map(|(_, node)| node).find(|node| node.title() == MIDDLE).map(Node::id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_life_is_as_it_was_ordered() {
        let tree = tree(10_000, Shape::Real);
        assert_eq!(tree.len(), 10_000);
        let nodes = || tree.walk(None).map(|(_, node)| node);
        let share = |count: usize, of: usize| count * 100 / of;
        let characters: usize = nodes().map(|node| node.title().chars().count()).sum();
        assert_eq!((characters + tree.len() / 2) / tree.len(), 28, "characters of a title");
        let leaves: Vec<_> = nodes().filter(|node| tree.is_leaf(node.id())).collect();
        let estimated = leaves.iter().filter(|node| node.minutes().is_some()).count();
        assert!(
            (68..=72).contains(&share(estimated, leaves.len())),
            "{estimated} of {} with an estimate",
            leaves.len()
        );
        let done = nodes().filter(|node| node.closed().is_some()).count();
        assert!((36..=44).contains(&share(done, tree.len())), "{done} done");
        let depth = tree.walk(None).map(|(depth, _)| depth + 1).max();
        assert_eq!((depth, tree.days().len()), (Some(DEEPEST), DAYS));
    }

    #[test]
    fn the_same_comes_twice() {
        assert!(tree(1_000, Shape::Real) == tree(1_000, Shape::Real));
        assert_eq!(tree(1_000, Shape::Deep).walk(None).map(|(depth, _)| depth).max(), Some(999));
        assert_eq!(tree(1_000, Shape::Wide).children(None).count(), 1_000);
    }
}
