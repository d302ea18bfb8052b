//! Random trees, days and edits. Ids come from a small pool, so that two trees speak of the same nodes.

use chrono::NaiveDate;
use goaltree::model::field::KEYS;
use goaltree::model::{
    Boxed, Builder, Day, Done, Dropped, Fact, Field, Key, Mark, Node, NodeId, Note, Op, Place, Shape, Stamp,
    Tree, Value, diff,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// How many ids there are.
const POOL: u8 = 48;

/// The nth id of the pool; what is beyond the pool is nobody's but the caller's.
pub fn id(nth: u8) -> NodeId {
    NodeId::parse(&format!("n{nth}"))
}

pub fn ids() -> impl Strategy<Value = NodeId> + Clone {
    (0..POOL).prop_map(id)
}

/// Those that stand in days: so few that two days speak of the same.
fn few() -> impl Strategy<Value = NodeId> + Clone {
    (0..12_u8).prop_map(id)
}

fn words() -> impl Strategy<Value = Box<str>> + Clone {
    proptest::sample::select(vec!["", "tea", "Tee", "two words", "ünï", "\u{1b}[2J"]).prop_map(Into::into)
}

pub fn dates() -> impl Strategy<Value = NaiveDate> + Clone {
    (0_u64..4).prop_map(|days| NaiveDate::from_ymd_opt(2026, 2, 27).unwrap() + chrono::Days::new(days))
}

fn times() -> impl Strategy<Value = Box<str>> + Clone {
    proptest::sample::select(vec!["00:30", "03:59", "04:00", "09:12", "23:15"]).prop_map(Into::into)
}

fn json() -> impl Strategy<Value = Box<str>> + Clone {
    proptest::sample::select(vec!["1", "{\"a\":2}", "[]", "null"]).prop_map(Into::into)
}

fn values(shape: Shape) -> BoxedStrategy<Value> {
    match shape {
        Shape::Text | Shape::Texts => words().prop_map(Value::Text).boxed(),
        Shape::Word(list) => proptest::sample::select(list).prop_map(|word| Value::Text(word.into())).boxed(),
        Shape::Number(least, most) => {
            (least..=most.min(least.saturating_add(90))).prop_map(Value::Number).boxed()
        }
        Shape::Date => dates().prop_map(Value::Date).boxed(),
        Shape::Time => proptest::sample::select(&["00:00", "09:05", "18:00"])
            .prop_map(|time| Value::Text(time.into()))
            .boxed(),
        Shape::Stamp => (0_i64..3).prop_map(|second| Value::Stamp(Stamp(second))).boxed(),
        Shape::Flag => Just(Value::Flag).boxed(),
        Shape::Nodes => ids().prop_map(Value::Node).boxed(),
        Shape::Json => json().prop_map(Value::Text).boxed(),
        Shape::Others => others().boxed(),
    }
}

fn others() -> impl Strategy<Value = Value> + Clone {
    let other = |name: &str, value| Value::Other(Box::new((name.into(), value)));
    prop_oneof![
        option::of(words()).prop_map(move |text| other("title", text.map(Value::Text))),
        option::of(dates()).prop_map(move |day| other("due", day.map(Value::Date))),
        option::of(ids()).prop_map(move |id| other("parent", id.map(Value::Node))),
        option::of(json())
            .prop_map(move |text| other("cost", text.filter(|text| &**text != "null").map(Value::Text))),
        json().prop_map(move |json| {
            let raw = (&*json != "null").then(|| Value::Raw(Box::new(("x1".into(), json))));
            other("x1", raw)
        }),
    ]
}

/// Any property; those that count come often.
pub fn fields() -> BoxedStrategy<Field> {
    let of = |row: &(Key, &str, Shape)| {
        let key = row.0;
        let weight = if matches!(key, Key::State | Key::Minutes | Key::Tags) { 12 } else { 1 };
        (weight, values(row.2).prop_map(move |value| Field::new(key, value)).boxed())
    };
    let unknown = (0_u8..3, json()).prop_map(|(name, json)| Field::unknown(&format!("x{name}"), &json));
    let mut all: Vec<_> = KEYS.iter().map(of).collect();
    all.push((3, unknown.boxed()));
    proptest::strategy::Union::new_weighted(all).boxed()
}

fn unknowns() -> impl Strategy<Value = Vec<(Box<str>, Box<str>)>> + Clone {
    option::of(json()).prop_map(|json| json.map(|json| ("x".into(), json)).into_iter().collect())
}

fn dones() -> impl Strategy<Value = Done> + Clone {
    let minutes = (option::of(0_u32..3), option::of(0_u32..3));
    (few(), times(), minutes, words(), unknowns()).prop_map(|(id, at, (minutes, guess), title, unknown)| {
        Done { id, at, minutes, guess, title, unknown }
    })
}

fn boxes() -> impl Strategy<Value = Boxed> + Clone {
    let minutes = (0_u32..3, option::of(0_u32..3));
    (few(), times(), minutes, words(), words(), unknowns()).prop_map(
        |(id, at, (planned, minutes), point, title, unknown)| Boxed {
            id,
            at,
            planned,
            minutes,
            point,
            title,
            unknown,
        },
    )
}

fn droppeds() -> impl Strategy<Value = Dropped> + Clone {
    (few(), times(), words(), unknowns()).prop_map(|(id, at, title, unknown)| Dropped {
        id,
        at,
        title,
        unknown,
    })
}

fn notes() -> impl Strategy<Value = (Note, NodeId)> + Clone {
    (proptest::sample::select(&Note::ALL[..]), few())
}

fn facts() -> impl Strategy<Value = Fact> + Clone {
    prop_oneof![
        proptest::sample::select(vec!["rest", "rough", ""]).prop_map(|kind| Fact::Kind(kind.into())),
        (0_u32..3).prop_map(Fact::Room),
        words().prop_map(Fact::Helped),
        words().prop_map(Fact::Review),
    ]
}

fn days() -> impl Strategy<Value = Day> {
    let unknown = vec(((0_u8..3).prop_map(|nth| format!("x{nth}").into()), json()), 0..3);
    let happened = (vec(dones(), 0..5), vec(boxes(), 0..3), vec(droppeds(), 0..3));
    let said = (vec(facts(), 0..4), vec(rivals(), 0..3));
    (vec(few(), 0..9), happened, vec(notes(), 0..6), vec(times(), 0..3), said, unknown).prop_map(
        |(list, (done, boxes, dropped), noted, looks, (facts, conflicts), unknown)| Day {
            list,
            done,
            boxes,
            dropped,
            noted,
            looks,
            facts,
            unknown,
            conflicts,
        },
    )
}

fn entries() -> impl Strategy<Value = (Box<str>, Box<str>)> {
    ((0_u8..3).prop_map(|nth| format!("f{nth}").into()), json())
}

/// A tree of up to forty nodes and a few days.
pub fn trees() -> BoxedStrategy<Tree> {
    let fields = fields();
    let nodes = vec((ids(), any::<u8>(), vec(fields, 0..4)), 0..=40);
    (nodes, vec((dates(), days()), 0..3), vec(entries(), 0..3)).prop_map(build).boxed()
}

type Parts = (Vec<(NodeId, u8, Vec<Field>)>, Vec<(NaiveDate, Day)>, Vec<(Box<str>, Box<str>)>);

fn build((nodes, days, file): Parts) -> Tree {
    let mut builder = Builder::default();
    let mut known: Vec<NodeId> = Vec::new();
    for (id, choice, fields) in nodes {
        if !known.contains(&id) {
            let parent = usize::from(choice) % (known.len() + 1);
            builder.node(Node::with_fields(id, fields), known.get(parent).copied());
            known.push(id);
        }
    }
    for (date, day) in days {
        builder.day(date, day);
    }
    for (name, json) in file {
        builder.file(&name, &json);
    }
    let (tree, repairs) = builder.finish();
    assert_eq!(repairs, []);
    tree
}

/// An edit before it is known to which tree: numbers choose among what is there.
#[derive(Debug, Clone)]
pub enum Edit {
    Create(NodeId, u8, u8, Vec<Field>),
    Delete(u8),
    Move(u8, u8, u8),
    Set(u8, Field),
    Unset(u8, u8),
    List(NaiveDate, NodeId, u8),
    Mark(NaiveDate, Mark),
    Unmark(NaiveDate, u8),
    File(Box<str>, Option<Box<str>>),
}

pub fn edits() -> BoxedStrategy<Edit> {
    let n = any::<u8>;
    prop_oneof![
        2 => (ids(), n(), n(), vec(fields(), 0..3)).prop_map(|(id, a, b, list)| Edit::Create(id, a, b, list)),
        1 => n().prop_map(Edit::Delete),
        2 => (n(), n(), n()).prop_map(|(a, b, c)| Edit::Move(a, b, c)),
        2 => (n(), fields()).prop_map(|(a, field)| Edit::Set(a, field)),
        1 => (n(), n()).prop_map(|(a, b)| Edit::Unset(a, b)),
        2 => (dates(), few(), n()).prop_map(|(date, id, after)| Edit::List(date, id, after)),
        1 => (dates(), marks()).prop_map(|(date, mark)| Edit::Mark(date, mark)),
        1 => (dates(), n()).prop_map(|(date, a)| Edit::Unmark(date, a)),
        1 => (entries(), any::<bool>()).prop_map(|((name, json), set)| Edit::File(name, set.then_some(json))),
    ]
    .boxed()
}

/// Of which two sides can have different ones in one place.
fn rivals() -> impl Strategy<Value = Mark> {
    prop_oneof![
        dones().prop_map(Mark::Done),
        boxes().prop_map(Mark::Boxed),
        droppeds().prop_map(Mark::Dropped),
        facts().prop_map(Mark::Fact),
        json().prop_map(|json| Mark::Unknown("x1".into(), json)),
    ]
}

fn marks() -> impl Strategy<Value = Mark> {
    prop_oneof![
        5 => rivals(),
        1 => notes().prop_map(|(note, id)| Mark::Noted(note, id)),
        1 => times().prop_map(Mark::Look),
        1 => rivals().prop_map(|mark| Mark::Other(Box::new(mark))),
    ]
}

impl Edit {
    /// The op that does it to `tree`, if it means something there.
    pub fn op(&self, tree: &Tree) -> Option<Op> {
        let all: Vec<NodeId> = tree.walk(None).map(|(_, node)| node.id()).collect();
        let pick = |nth: u8| (!all.is_empty()).then(|| all[usize::from(nth) % all.len()]);
        let place = |nth: u8, after: u8, not: Option<NodeId>| {
            let parent = all.get(usize::from(nth) % (all.len() + 1)).copied();
            let list: Vec<NodeId> = tree.children(parent).filter(|id| Some(*id) != not).collect();
            Place { parent, after: list.get(usize::from(after) % (list.len() + 1)).copied() }
        };
        match self {
            Self::Create(id, parent, after, fields) => (!tree.contains(*id)).then(|| Op::Create {
                node: Node::with_fields(*id, fields.clone()),
                place: place(*parent, *after, None),
            }),
            Self::Delete(nth) => {
                let leaves: Vec<NodeId> = all.iter().copied().filter(|id| tree.is_leaf(*id)).collect();
                let id = *leaves.get(usize::from(*nth) % leaves.len().max(1))?;
                diff::delete(&mut tree.clone(), id)
            }
            Self::Move(nth, parent, after) => {
                let id = pick(*nth)?;
                let new = place(*parent, *after, Some(id));
                let fits = new.parent.is_none_or(|parent| !tree.is_within(parent, id));
                fits.then_some(Op::Move { id, old: tree.place(id)?, new })
            }
            Self::Set(nth, field) => {
                let id = pick(*nth)?;
                let old = tree.get(id)?.same_property(field).cloned();
                Some(Op::Set { id, old, new: Some(field.clone()) })
            }
            Self::Unset(nth, field) => {
                let id = pick(*nth)?;
                let fields = tree.get(id)?.fields();
                let old = fields.get(usize::from(*field) % fields.len().max(1))?;
                Some(Op::Set { id, old: Some(old.clone()), new: None })
            }
            Self::List(day, id, after) => {
                let list = tree.day(*day).map(|day| day.list.clone()).unwrap_or_default();
                let others: Vec<NodeId> = list.into_iter().filter(|other| other != id).collect();
                let after = others.get(usize::from(*after) % (others.len() + 1)).copied();
                Self::Mark(*day, Mark::Listed { id: *id, after }).op(tree)
            }
            Self::Mark(day, mark) => {
                let old = tree.day(*day).and_then(|day| day.mark(mark));
                Some(Op::Day { day: *day, old, new: Some(mark.clone()) })
            }
            Self::Unmark(day, nth) => {
                let marks: Vec<Mark> = tree.day(*day)?.marks().collect();
                let old = marks.get(usize::from(*nth) % marks.len().max(1))?.clone();
                Some(Op::Day { day: *day, old: Some(old), new: None })
            }
            Self::File(name, json) => {
                let old = tree.file().get_key_value(name).map(|(name, json)| (name.clone(), json.clone()));
                let new = json.clone().map(|json| (name.clone(), json));
                (old.is_some() || new.is_some()).then_some(Op::File { old, new })
            }
        }
    }
}

/// Does `edits` to `tree` and says by which ops.
pub fn edit(tree: &mut Tree, edits: &[Edit]) -> Vec<Op> {
    let mut ops = Vec::new();
    for edit in edits {
        if let Some(op) = edit.op(tree) {
            tree.apply(&op).unwrap_or_else(|misfit| panic!("{misfit}: {op:?}"));
            ops.push(op);
        }
    }
    ops
}

/// `tree` after `edits`.
pub fn edited(tree: &Tree, edits: &[Edit]) -> Tree {
    let mut tree = tree.clone();
    edit(&mut tree, edits);
    tree
}
