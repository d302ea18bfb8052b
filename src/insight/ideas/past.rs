//! Own past splits: what was finished elsewhere under such a title, and what it really took.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::words::{may_have, stems};
use crate::model::{Field, Key, Node, NodeId, Stamp, State, Tree};
use crate::text::line::Line;
use crate::text::outline;
use crate::text::safe;

/// Most past splits that are offered for one item.
pub const MOST: usize = 3;

/// A title is found from this share of the words on: so many of so many.
const LEAST_SHARE: (usize, usize) = (3, 5);

/// What of a line belongs to that one time, or to somebody.
const LEFT_OUT: &[Key] = &[
    Key::Minutes,
    Key::Plan,
    Key::Start,
    Key::Due,
    Key::Hard,
    Key::Until,
    Key::Times,
    Key::Repeat,
    Key::Hand,
];

/// Something that was split and finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// What.
    pub id: NodeId,
    /// What it is called.
    pub title: String,
    /// How many of its jobs were done.
    pub jobs: usize,
    /// What these were estimated at, in minutes.
    pub minutes: u64,
    /// What they really took, in minutes: what was credited, else what the ledger says, else the estimate.
    pub took: u64,
}

/// At most `most` finished branches elsewhere in the tree that are like the item `id`, the newest first.
///
/// A branch is finished when something below it was done and nothing is open any more; whether it was closed does not
/// matter. It is like the item if both carry the same template, or if they share at least 60 % of the meaningful words
/// of the title that has fewer of them (the overlap coefficient): "Post" is found for "Cold brew post", and "Cold brew
/// post for June" too. "Aeropress post" is not: by the one word *post* every post would be like every other. Posts
/// that were made from one template find each other by that.
#[must_use]
pub fn past(tree: &Tree, id: NodeId, most: usize) -> Vec<Past> {
    let Some(node) = tree.get(id) else { return Vec::new() };
    let mut found: Vec<(Option<Stamp>, NodeId)> = Vec::new();
    let like = Like { words: stems(node.title()), template: node.text(Key::Template) };
    let mut lower = String::new();
    for other in finished(tree, id) {
        if like.fits(other, &mut lower) {
            found.push((closed(tree, other), other.id()));
        }
    }
    found.sort_by_key(|(closed, _)| Reverse(*closed));
    found.truncate(most);
    let branches: Vec<Vec<Work<'_>>> = found.iter().map(|(_, id)| work(tree, *id)).collect();
    let took = took(tree, branches.iter().flatten().filter(|work| work.is_job).map(|work| work.node));
    let sum = |jobs: &[Work<'_>], minutes: &dyn Fn(&Node) -> Option<u32>| -> u64 {
        let jobs = jobs.iter().filter(|work| work.is_job);
        jobs.map(|work| u64::from(minutes(work.node).unwrap_or(0))).sum()
    };
    let tell = |((_, id), jobs): (&(Option<Stamp>, NodeId), &Vec<Work<'_>>)| Past {
        id: *id,
        title: tree.get(*id).map(|node| node.title().to_owned()).unwrap_or_default(),
        jobs: jobs.iter().filter(|work| work.is_job).count(),
        minutes: sum(jobs, &Node::minutes),
        took: sum(jobs, &|node| took.get(&node.id()).copied()),
    };
    found.iter().zip(&branches).map(tell).collect()
}

impl Past {
    /// What was done there as an outline for the split editor, without the branch itself: titles, tags, prices and
    /// order as they were, estimates as it really took; no states, dates, people or notes.
    #[must_use]
    pub fn outline(&self, tree: &Tree) -> String {
        let below = work(tree, self.id);
        let took = took(tree, below.iter().filter(|work| work.is_job).map(|work| work.node));
        let line = |work: &Work<'_>| {
            let mut line = Line::of(work.node);
            line.fields.retain(|field| !LEFT_OUT.contains(&field.key()));
            if work.is_job {
                let minutes = took.get(&work.node.id()).copied();
                line.fields.extend(minutes.map(|minutes| Field::number(Key::Minutes, minutes)));
            } else {
                // It was filled from it; now it would be filled twice.
                line.fields.retain(|field| field.key() != Key::Template);
            }
            line.fields.sort_by(Field::by_property);
            let text = outline::print_open(&line);
            format!("{}{}\n", "  ".repeat(work.depth), safe::without_controls(&text))
        };
        below.iter().map(line).collect()
    }
}

/// What a title is compared by.
struct Like<'t> {
    words: Vec<String>,
    template: Option<&'t str>,
}

impl Like<'_> {
    fn fits(&self, other: &Node, lower: &mut String) -> bool {
        if self.template.is_some() && other.text(Key::Template) == self.template {
            return true;
        }
        // Of most titles no word is shared.
        may_have(other.title(), &self.words, lower) && self.shares_enough(&stems(other.title()))
    }

    fn shares_enough(&self, words: &[String]) -> bool {
        let shared = words.iter().filter(|word| self.words.contains(word)).count();
        let fewer = words.len().min(self.words.len());
        shared > 0 && shared * LEAST_SHARE.1 >= fewer * LEAST_SHARE.0
    }
}

/// Every finished branch that neither holds `id` nor lies within it, in the order of the screen.
fn finished(tree: &Tree, id: NodeId) -> impl Iterator<Item = &Node> {
    let above: Vec<NodeId> = tree.ancestors(id).collect();
    let mut within = None;
    let mut rows = tree.walk(None).peekable();
    std::iter::from_fn(move || {
        loop {
            let (depth, node) = rows.next()?;
            if within.is_some_and(|top| depth <= top) {
                within = None;
            }
            if node.id() == id {
                within = Some(depth);
            }
            let has_children = rows.peek().is_some_and(|(next, _)| *next > depth);
            let is_elsewhere = within.is_none() && !above.contains(&node.id());
            if has_children && is_elsewhere && is_finished(tree, node) {
                return Some(node);
            }
        }
    })
}

fn is_finished(tree: &Tree, node: &Node) -> bool {
    let count = tree.count(Some(node.id()));
    count.done > 0 && count.done == count.total
}

/// When a branch was closed; of one that was not, when its last job was.
fn closed(tree: &Tree, node: &Node) -> Option<Stamp> {
    node.closed().or_else(|| tree.walk(Some(node.id())).filter_map(|(_, node)| node.closed()).max())
}

/// One line of what was done.
struct Work<'t> {
    /// Below the top, from 0.
    depth: usize,
    node: &'t Node,
    is_job: bool,
}

/// What was done below a node, without what was let go or rests, in the order of the screen.
fn work(tree: &Tree, top: NodeId) -> Vec<Work<'_>> {
    let mut left_out = None;
    let mut work = Vec::new();
    for (depth, node) in tree.walk(Some(top)).skip(1) {
        if left_out.is_some_and(|top| depth > top) {
            continue;
        }
        let is_job = tree.is_leaf(node.id());
        let is_done = if is_job { node.state() == State::Done } else { is_finished(tree, node) };
        left_out = (!is_done).then_some(depth);
        if is_done {
            work.push(Work { depth: depth - 1, node, is_job });
        }
    }
    work
}

/// What jobs really took, as far as anything is known: what was credited, else what the ledger says of the last time,
/// else the estimate. None of them is believed if it is no time at all.
fn took<'t>(tree: &Tree, jobs: impl Iterator<Item = &'t Node>) -> HashMap<NodeId, u32> {
    let (mut took, mut unknown) = (HashMap::new(), HashSet::new());
    for job in jobs {
        let spent = job.number(Key::Spent).filter(|minutes| *minutes > 0);
        if spent.is_none() {
            unknown.insert(job.id());
        }
        if let Some(minutes) = spent.or(job.minutes()) {
            took.insert(job.id(), minutes);
        }
    }
    if unknown.is_empty() {
        return took;
    }
    // The ledger ascends, so that the last time is what stays.
    for done in tree.days().values().flat_map(|day| &day.done).filter(|done| unknown.contains(&done.id)) {
        if let Some(minutes) = done.minutes.filter(|minutes| *minutes > 0) {
            took.insert(done.id, minutes);
        }
    }
    took
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::model::{Builder, Day, Done, Value};

    /// Plants an outline; `[x]` jobs and branches were closed in the order of their lines, ids are those lines: n0, n1...
    fn tree(text: &str) -> Tree {
        planted(text).finish().0
    }

    fn planted(text: &str) -> Builder {
        let mut builder = Builder::default();
        let mut path: Vec<NodeId> = Vec::new();
        for (at, item) in (0_i64..).zip(outline::parse(text, NaiveDate::default())) {
            let id = NodeId::parse(&format!("n{at}"));
            let node = item.line.node(id);
            let mut fields = node.fields().to_vec();
            if let Some(state) = item.state.field() {
                fields.push(state);
                fields.push(Field::new(Key::Closed, Value::Stamp(Stamp(at))));
            }
            path.truncate(item.depth);
            builder.node(Node::with_fields(id, fields), path.last().copied());
            path.push(id);
        }
        builder
    }

    fn titles(tree: &Tree, id: &str) -> Vec<String> {
        past(tree, NodeId::parse(id), MOST).into_iter().map(|past| past.title).collect()
    }

    #[test]
    fn titles_find_each_other_by_most_of_their_words() {
        for (title, other, is_found) in [
            ("Cold brew post", "Cold brew posts", true),
            ("Cold brew post", "Post", true),
            ("Post", "Cold brew post", true),
            ("Cold brew post", "Cold brew post for June", true),
            ("Cold brew post", "Aeropress post", false),
            ("Cold brew post", "Cold brew video", true),
            ("Cold brew post", "Filter coffee post", false),
            ("Cold brew post", "Buy milk", false),
            ("Move to Lisbon", "Moving to Porto", false),
            ("The", "The", false),
            ("", "", false),
            ("日本語", "日本語", true),
        ] {
            let tree = tree(&format!("- [ ] {title}\n- [ ] {other}\n  - [x] job\n"));
            assert_eq!(!titles(&tree, "n0").is_empty(), is_found, "{title} | {other}");
        }
    }

    #[test]
    fn a_template_finds_what_came_from_it() {
        let tree = tree(
            "Cold brew =>blog-post\nAeropress post =>blog-post\n  - [x] job\nOther =>video\n  - [x] job\n",
        );
        assert_eq!(titles(&tree, "n0"), ["Aeropress post"]);
        assert!(titles(&tree, "n3").is_empty());
    }

    #[test]
    fn only_what_is_finished_and_elsewhere_is_found() {
        for (text, count) in [
            ("Post\nPost\n  - [x] a", 1),
            ("Post\n[x] Post\n  - [x] a\n  - [-] b", 1),
            ("Post\nPost\n  - [x] a\n  - [ ] b", 0),
            ("Post\n[x] Post\n  - [x] a\n  - [ ] b", 0),
            ("Post\nPost\n  - [-] a", 0),
            ("Post\n[-] Post\n  - [x] a", 0),
            ("Post\n[x] Post", 0),
            ("Post\n  Post\n    - [x] a", 0),
            ("Post\n  - [x] a", 0),
            ("Post\n  a\nPost\n  - [x] a", 1),
        ] {
            assert_eq!(titles(&tree(text), "n0").len(), count, "{text}");
        }
        let above = tree("Post\n  [x] Post\n    - [x] a\n  - [x] b");
        assert_eq!(titles(&above, "n3"), Vec::<String>::new());
        let done = tree("Post\n  [x] Post\n    - [x] a\n  - [x] Post");
        assert_eq!(titles(&done, "n3").len(), 1, "its sibling, not what holds it");
        assert!(past(&done, NodeId::parse("gone"), MOST).is_empty());
    }

    #[test]
    fn the_newest_come_first_and_no_more_than_wanted() {
        let text =
            "Post\n[x] Post 2\n  - [x] a\nPost 4\n  - [x] b\n[x] Post 6\n  - [x] c\n[x] Post 8\n  - [x] d";
        assert_eq!(titles(&tree(text), "n0"), ["Post 8", "Post 6", "Post 4"]);
    }

    #[test]
    fn what_it_took_is_credited_or_in_the_ledger_or_guessed() {
        let mut builder = planted(
            "Post\nCold brew post\n  [x] Body >>\n    [x] Write it ~30m #write @ana >2026-01-02\n    [x] Read it ~10m\n    \
             [-] Drop it ~99m\n  [x] Pay for it $5 ~15m\n  [x] \\[ ] Box x\n  [-] Out\n    [x] Gone ~5m",
        );
        let done = |id: &str, minutes| Done {
            id: NodeId::parse(id),
            at: "09:00".into(),
            minutes,
            guess: None,
            title: "".into(),
            unknown: Vec::new(),
        };
        for (day, done) in [
            (1, vec![done("n3", Some(20)), done("n4", Some(7))]),
            (2, vec![done("n3", Some(45)), done("n4", None), done("n6", Some(0))]),
        ] {
            let day = NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
            builder.day(day, Day { done, ..Day::default() });
        }
        let mut tree = builder.finish().0;
        let spent = crate::model::Op::Set {
            id: NodeId::parse("n4"),
            old: None,
            new: Some(Field::number(Key::Spent, 12)),
        };
        tree.apply(&spent).unwrap();
        let found = past(&tree, NodeId::parse("n0"), MOST);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].jobs, found[0].minutes, found[0].took), (4, 55, 45 + 12 + 15));
        assert_eq!(
            found[0].outline(&tree),
            "Body >>\n  Write it ~45m #write\n  Read it ~12m\nPay for it ~15m $5\n\\[ ] Box x\n"
        );
    }

    #[test]
    fn an_outline_is_read_back_with_the_same_titles() {
        let tree = tree("Post\n[x] Post\n  - [x] - [x] a\n  - [x] | b\n  - [x] 1. c\n  - [x] Learn \\#c");
        let text = past(&tree, NodeId::parse("n0"), MOST)[0].outline(&tree);
        let items = outline::parse(&text, NaiveDate::default());
        let read: Vec<(&str, State)> = items.iter().map(|item| (&*item.line.title, item.state)).collect();
        let wanted: Vec<(&str, State)> =
            tree.walk(None).skip(2).map(|(_, node)| (node.title(), State::Open)).collect();
        assert_eq!(read, wanted);
    }
}
