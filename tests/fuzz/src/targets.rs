//! What any bytes may do to a reader: nothing but be read or refused. Each function takes what a fuzzer made up and
//! panics where a promise is broken; `tests/it/laws/fuzz.rs` calls the same ones with changed samples.

use chrono::NaiveDate;
use goaltree::config;
use goaltree::edit::{Edit, shape};
use goaltree::exchange::markdown;
use goaltree::model::history::{Others, rebase};
use goaltree::model::{Field, Ids, Key, Node, NodeId, Now, Op, Place, Tree, Value, diff, merge, op};
use goaltree::store;
use goaltree::text::line::Line;
use goaltree::text::outline::{self, Item};
use goaltree::text::{change, json, safe, template};

use crate::whole;

/// A name, and what it calls.
pub type Target = (&'static str, fn(&[u8]));

/// All of them by name.
pub const ALL: &[Target] = &[
    ("state_file", state_file),
    ("journal", journal),
    ("line", line),
    ("import", import),
    ("config", settings),
    ("template", templates),
    ("merge", merging),
    ("safe", shown),
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

fn now() -> Now {
    Now::new(chrono::DateTime::parse_from_rfc3339("2026-11-21T09:00:00Z").expect("a time"))
}

fn written(tree: &Tree) -> Vec<u8> {
    let mut bytes = Vec::new();
    json::write(tree, &mut bytes).expect("memory");
    bytes
}

/// What opens is whole; what is written of it is what was read, needs no mending, and is JSON for everybody.
pub fn state_file(bytes: &[u8]) {
    let Ok(read) = json::read(bytes) else { return };
    whole::check(&read.tree);
    assert!(read.problems.iter().all(|problem| problem.line <= 1 + lines(bytes)));
    stays(&read.tree);
}

fn lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

fn stays(tree: &Tree) {
    let first = written(tree);
    serde_json::from_slice::<&serde_json::value::RawValue>(&first).expect("JSON");
    let again = json::read(&first).expect("what is written opens");
    assert!(again.problems.is_empty(), "{:?}\n{}", again.problems, String::from_utf8_lossy(&first));
    assert!(again.tree == *tree, "{}", String::from_utf8_lossy(&first));
    assert!(written(&again.tree) == first);
}

/// A journal is read up to where it is whole; its changes fit onto any tree, and can be taken back.
pub fn journal(bytes: &[u8]) {
    replay(&store::read_journal(bytes).0);
    let sealed: Vec<u8> = bytes.split(|byte| *byte == b'\n').flat_map(seal).collect();
    replay(&store::read_journal(&sealed).0);
    for line in String::from_utf8_lossy(bytes).lines() {
        if let Ok(change) = change::parse(line) {
            let printed = change::print(&change);
            assert!(!printed.contains('\n'));
            assert_eq!(change::parse(&printed).as_ref(), Ok(&change), "{printed}");
            replay(&[change]);
        }
    }
}

/// The line with the checksum that it would have if the program had written it.
fn seal(line: &[u8]) -> Vec<u8> {
    let end = line.windows(8).rposition(|part| part == b",\"sum\":\"").unwrap_or(line.len());
    let mut body = line[..end].to_vec();
    let sum = xxhash_rust::xxh3::xxh3_64(&body);
    body.extend_from_slice(format!(",\"sum\":\"{sum:016x}\"}}\n").as_bytes());
    body
}

fn replay(changes: &[goaltree::model::Change]) {
    let mut tree = Tree::default();
    for change in changes {
        let before = tree.clone();
        let mut strict = tree.clone();
        let fits = strict.apply_all(&change.ops).is_ok();
        assert!(fits || strict == before, "all of a change or nothing");
        let fitted = rebase(&mut tree, &change.ops, Others::Yield);
        whole::check(&tree);
        let mut copy = before.clone();
        assert!(copy.apply_all(&fitted).is_ok() && copy == tree);
        assert!(copy.apply_all(&op::inverse(&fitted)).is_ok() && copy == before);
    }
    stays(&tree);
}

/// A line is read as it was printed, on any day.
pub fn line(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for text in text.lines() {
        let line = Line::parse(text, today());
        let printed = line.print();
        assert_eq!(Line::parse(&printed, today()), line, "{text:?} -> {printed:?}");
        assert_eq!(Line::parse(&printed, today() + chrono::Days::new(40)).print(), printed);
        let (title, tokens) = line.halves();
        assert_eq!(title + &tokens, printed);
        assert!(line.doubts().iter().all(|doubt| line.title.contains(doubt)));
    }
}

/// Lists in any form become items, and what is printed of them is read as the same.
pub fn import(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let outlines: Read = |text| outline::parse(text, today());
    let lists: Read = |text| markdown::parse(text, today());
    for (read, print) in [(outlines, outline::print as Print), (lists, markdown::print)] {
        let items = read(&text);
        let Some(tree) = plant(&items) else { continue };
        whole::check(&tree);
        stays(&tree);
        let printed = print(&tree, None);
        assert!(!printed.contains(|character: char| character.is_control() && !"\n\t".contains(character)));
        let again = read(&printed);
        let shape = |items: &[Item]| items.iter().map(|item| (item.depth, item.state)).collect::<Vec<_>>();
        let planted = tree.walk(None).map(|(depth, node)| (depth, node.state())).collect::<Vec<_>>();
        assert_eq!(shape(&again), planted, "{printed:?}");
        let once_more = plant(&again).map(|tree| print(&tree, None));
        assert_eq!(once_more, Some(printed));
    }
}

type Read = fn(&str) -> Vec<Item>;
type Print = fn(&Tree, Option<NodeId>) -> String;

fn plant(items: &[Item]) -> Option<Tree> {
    let (mut tree, mut ids) = (Tree::default(), Ids::seeded(1));
    if items.is_empty() {
        return None;
    }
    Edit::new(&mut tree, &mut ids, now())
        .run("import", |edit| shape::plant(edit, Place::default(), items))
        .expect("items can be planted");
    Some(tree)
}

/// Settings are read or told of, and what is printed of them says the same.
pub fn settings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let read = config::read(&text);
    assert!(read.problems.iter().all(|problem| problem.line <= 1 + lines(bytes)));
    let again = config::read(&read.print());
    assert_eq!(again.config, read.config, "{}", read.print());
    assert_eq!(again.problems, []);
}

/// A template is read or refused, and stays what it is; its jobs are the same as text.
pub fn templates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(read) = template::parse(&text) else { return };
    assert!(template::is_slug(&read.slug));
    assert_eq!(template::parse(&read.print()).as_ref(), Ok(&read), "{}", read.print());
    let topic = read.title.clone();
    let items = read.items(&topic, today());
    assert!(items.len() <= read.body.lines().count().max(2_000));
    let _ = read.text(&topic, today());
}

/// Two sides of one tree give one tree, whoever is asked, and it is whole.
pub fn merging(bytes: &[u8]) {
    let third = bytes.len() / 3;
    let (mut base, rest) = (Tree::default(), &bytes[third..]);
    grow(&mut base, &bytes[..third]);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    grow(&mut ours, &rest[..rest.len() / 2]);
    grow(&mut theirs, &rest[rest.len() / 2..]);
    assert!(merge(&base, &ours, &base).0 == ours && merge(&base, &base, &theirs).0 == theirs);
    let (merged, conflicts) = merge(&base, &ours, &theirs);
    whole::check(&merged);
    stays(&merged);
    let (mirrored, same) = merge(&base, &theirs, &ours);
    assert!(merged == mirrored && conflicts == same, "both sides get the same");
    let mut walked = ours.clone();
    let ops = diff(&ours, &merged);
    assert!(walked.apply_all(&ops).is_ok() && walked == merged, "the way there is a change");
    for side in [&ours, &theirs] {
        for (_, node) in side.walk(None) {
            let id = node.id();
            let touched = base.get(id).map(Node::fields) != Some(node.fields());
            assert!(!touched || merged.contains(id), "{id} is lost");
        }
    }
}

/// Does to a tree what the bytes say, four for each edit. Ids come from a small pool, so that two trees meet.
fn grow(tree: &mut Tree, bytes: &[u8]) {
    for edit in bytes.chunks_exact(4) {
        let all: Vec<NodeId> = tree.walk(None).map(|(_, node)| node.id()).collect();
        let named = NodeId::parse(&format!("n{}", edit[1] % 24));
        let at = |nth: u8| all.get(usize::from(nth) % all.len().max(1)).copied();
        let parent = all.get(usize::from(edit[2]) % (all.len() + 1)).copied();
        let siblings: Vec<NodeId> = tree.children(parent).filter(|id| Some(*id) != at(edit[1])).collect();
        let after = siblings.get(usize::from(edit[3]) % (siblings.len() + 1)).copied();
        let made = match (edit[0] % 4, at(edit[1])) {
            (0, _) if !tree.contains(named) => Some(Op::Create {
                node: Node::new(named, &format!("t{}", edit[3])),
                place: Place { parent, after },
            }),
            (1, Some(id)) if tree.is_leaf(id) => diff::delete(&mut tree.clone(), id),
            (2, Some(id)) if parent.is_none_or(|parent| !tree.is_within(parent, id)) => {
                tree.place(id).map(|old| Op::Move { id, old, new: Place { parent, after } })
            }
            (3, Some(id)) => {
                let fields = [
                    Field::text(Key::Title, &format!("s{}", edit[3])),
                    Field::new(Key::State, Value::Text(["done", "dropped"][usize::from(edit[3] % 2)].into())),
                    Field::new(Key::Minutes, Value::Number(1 + u32::from(edit[3]))),
                    Field::text(Key::Tags, &format!("g{}", edit[3] % 5)),
                ];
                let new = fields[usize::from(edit[2] % 4)].clone();
                let old = tree.get(id).and_then(|node| node.same_property(&new)).cloned();
                Some(Op::Set { id, old, new: (edit[3] < 200).then_some(new) })
            }
            _ => None,
        };
        if let Some(op) = made {
            // An op that sets nothing to nothing does not fit.
            let _ = tree.apply(&op);
        }
    }
}

/// What is shown can do nothing, is cleaned once and for all, and takes the columns that it is said to take.
pub fn shown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let cleaned = safe::clean(&text);
    assert!(!cleaned.contains(char::is_control), "{cleaned:?}");
    assert_eq!(safe::clean(&cleaned), cleaned, "{text:?}");
    assert!(!safe::without_controls(&text).contains(|it: char| it.is_control() && it != '\t'));
    for columns in [0, 1, 2, 7, 80] {
        let cut = safe::cut(&cleaned, columns, "…");
        assert!(safe::width(&cut) <= columns, "{cut:?} in {columns}");
        let lines = safe::wrap(&text, columns);
        // One grapheme can be up to nine wide characters, and is not cut.
        assert!(
            columns < 20 || lines.iter().all(|line| safe::width(line) <= columns),
            "{lines:?} in {columns}"
        );
    }
}
