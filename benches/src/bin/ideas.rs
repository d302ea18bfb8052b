//! What the split editor asks for when it opens and while one types, in milliseconds: `ideas [RUNS]`.

use std::hint::black_box;
use std::time::Instant;

use goaltree::insight::ideas::near::Near;
use goaltree::insight::ideas::past::{MOST, past};
use goaltree::insight::ideas::{Finder, shelf};
use goaltree::insight::{nudge, progress};
use goaltree::model::{Builder, Field, Ids, Key, Node, NodeId, State, Tree};
use goaltree::text::line::Line;
use goaltree::text::template::Template;
use goaltree_benches::{Shape, now, titles, tree};

const TEMPLATES: usize = 1_000;
const PHRASES: usize = 4;
const PAST: usize = 10_000;
const LINES: usize = 10_000;
const OFFERS: usize = 200;
const CHILDREN: usize = 1_000;

fn main() {
    let runs = std::env::args().nth(1).and_then(|runs| runs.parse().ok()).unwrap_or(101);
    let templates = templates();
    let finder = Finder::new(&templates);
    let (finished, id) = finished();
    let title = finished.get(id).map_or("", Node::title).to_owned();
    let life = tree(100_000, Shape::Real);
    let first = life.first_child(None).expect("a goal");

    time(runs, "prepare 1,000 templates", || Finder::new(&templates));
    time(runs, "match a title with them", || finder.matching(&title));
    time(runs, "find it among 10,000 finished", || past(&finished, id, MOST));
    time(runs, "both in one frame", || (finder.matching(&title), past(&finished, id, MOST)));
    time(runs, "find it in a tree of 100,000", || past(&life, first, MOST));

    let (offers, children) = (titles(OFFERS), titles(CHILDREN));
    let children: Vec<Near> = children.iter().map(|title| Near::new(title)).collect();
    time(runs, "compare 200 offers with 1,000 children", || {
        let offers = offers.iter().map(|title| Near::new(title));
        offers.map(|offer| children.iter().filter(|child| child.is_near(&offer)).count()).sum::<usize>()
    });
    let page: String =
        titles(LINES).iter().map(|title| format!("I will {title} for $5\n★ 4.9 (1k+)\n")).collect();
    time(runs, "clean a page of 20,000 lines", || (shelf::looks_like_offers(&page), shelf::offers(&page)));

    let lines: Vec<String> =
        tree(LINES, Shape::Real).walk(None).map(|(_, node)| Line::of(node).print()).collect();
    time(runs, "read 10,000 lines", || {
        lines.iter().map(|line| Line::parse(line, now().day())).filter(|line| !line.is_empty()).count()
    });
    let limits = nudge::Limits { day: now().day(), ..Default::default() };
    time(runs, "audit a tree of 100,000", || progress::audit(&life, None));
    time(runs, "nudge about one item", || nudge::nudge(&life, first, &limits));
}

/// Prints the median and the longest of many runs.
fn time<T>(runs: usize, what: &str, mut run: impl FnMut() -> T) {
    let mut taken: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    println!("{what:<40} {:>8.3} ms, at most {:>8.3}", taken[runs / 2], taken[runs - 1]);
}

fn templates() -> Vec<Template> {
    let keys = titles(TEMPLATES * PHRASES);
    let template = |(at, keys): (usize, &[String])| Template {
        slug: format!("t{at}"),
        title: format!("Template {at}"),
        keys: keys.to_vec(),
        body: "Job\n".into(),
    };
    keys.chunks(PHRASES).enumerate().map(template).collect()
}

/// Finished branches of one job each, and an item that is like some of them.
fn finished() -> (Tree, NodeId) {
    let mut ids = Ids::seeded(1);
    let mut next = || ids.fresh();
    let mut builder = Builder::default();
    let titles = titles(PAST);
    for title in &titles {
        let (top, job) = (next(), next());
        let fields = [Field::text(Key::Title, "Job"), Field::number(Key::Minutes, 10)];
        builder.node(Node::new(top, title), None);
        builder
            .node(Node::with_fields(job, fields.into_iter().chain(State::Done.field()).collect()), Some(top));
    }
    let id = next();
    builder.node(Node::new(id, &titles[PAST / 2]), None);
    (builder.finish().0, id)
}
