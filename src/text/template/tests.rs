//! Reading, filling and saving templates, and what holds for all that come with the program.

use chrono::NaiveDate;

use super::*;
use crate::model::{Builder, Node, NodeId, State};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn refused(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn a_template_has_a_head_and_an_outline() {
    let template =
        parse("// mine\n= Blog post\n\nslug: blog-post\nkeys: blog, post,\nOne ~5m\n  Two\n").unwrap();
    assert_eq!(
        (&*template.slug, &*template.title, &*template.body),
        ("blog-post", "Blog post", "One ~5m\n  Two\n")
    );
    assert_eq!(template.keys, ["blog", "post"]);
    assert_eq!(template.jobs(), 1);
    assert_eq!(parse(&template.print()), Ok(template));
    assert!(parse("= A\nslug: a\nDo it").unwrap().keys.is_empty());
}

#[test]
fn what_is_no_template_is_told_with_its_line() {
    assert_eq!(refused(""), "line 1: a template begins with `= Title`");
    assert_eq!(refused("\nOne\n"), "line 2: a template begins with `= Title`");
    assert_eq!(refused("= A\nOne\n"), "line 2: a line `slug: name` is missing above this");
    assert_eq!(refused("= A\nslug: a\n// nothing\n"), "line 1: there is no job in it");
    for slug in ["", "A b", "../a", "a/b", "-a", "a.b", "Ab"] {
        let said = refused(&format!("= A\nslug: {slug}\nOne\n"));
        assert_eq!(said, "line 2: a slug is small letters and digits with hyphens between");
    }
}

#[test]
fn the_topic_is_a_title_and_never_a_token() {
    let body =
        "  Draft {topic} ~5m start:+2d\n    | About {topic}\n  Plain {topic}\n  Other >fri\n".to_owned();
    let template = Template { slug: "a".into(), title: "A".into(), keys: Vec::new(), body };
    for topic in ["Cold brew", "Post about #tags", "Reply to", "Buy ~10m", "x10", ""] {
        let items = template.items(topic, today());
        assert_eq!(outline::parse(&template.text(topic, today()), today()), items, "{topic}");
        assert_eq!(items[0].line.minutes(), Some(5));
    }
    let items = template.items("Cold brew", today());
    let titles: Vec<&str> = items.iter().map(|item| &*item.line.title).collect();
    assert_eq!(titles, ["Draft Cold brew", "Plain Cold brew", "Other"]);
    assert_eq!(items[0].note.as_deref(), Some("About Cold brew"));
    assert!(items[0].line.print().ends_with("start:2026-11-23"), "days count from the day of use");
}

#[test]
fn a_branch_becomes_a_template() {
    let day = today();
    let mut builder = Builder::default();
    let (goal, part) = (NodeId::parse("goal"), NodeId::parse("part"));
    builder.node(Node::new(goal, "Cold brew"), None);
    builder.node(Line::parse("Words >>", day).node(part), Some(goal));
    for (at, line) in [
        "Write the cold brew opening ~15m @ana start:2026-12-01",
        "Find pictures @? $5 start:+2w ^2026-12-11 >tom",
        "Cold brewing is another word ~10m #write *week",
    ]
    .iter()
    .enumerate()
    {
        builder.node(Line::parse(line, day).node(NodeId::parse(&format!("job{at}"))), Some(part));
    }
    let tree = builder.finish().0;
    let template = of(&tree, goal, "cold-brew", Keep::default());
    let wanted = "= Cold brew\nslug: cold-brew\nkeys: cold brew\nWords >>\n  Write the {topic} opening ~15m\n  \
                  Find pictures $5 start:+4d ^+10d\n  Cold brewing is another word ~10m #write *week\n";
    assert_eq!(template.print(), wanted);
    assert_eq!(parse(wanted), Ok(template));
}

#[test]
fn titles_that_look_like_marks_survive_being_saved() {
    let mut builder = Builder::default();
    let goal = NodeId::parse("goal");
    builder.node(Node::new(goal, ""), None);
    let titles = [
        "// no comment",
        "| no note",
        "- no bullet",
        "[x] not done",
        "1. first",
        "slug: x",
        "= A",
        "Post x3",
    ];
    for (at, title) in titles.iter().enumerate() {
        builder.node(Node::new(NodeId::parse(&format!("job{at}")), title), Some(goal));
    }
    let template = of(&builder.finish().0, goal, "odd", Keep::default());
    assert_eq!(parse(&template.print()).as_ref(), Ok(&template));
    let items = template.items("It", today());
    let read: Vec<&str> = items.iter().map(|item| &*item.line.title).collect();
    assert_eq!(read, titles);
    assert!(items.iter().all(|item| item.state == State::Open));
}

/// The jobs of a template as it is written, each numbered line once.
fn lines(template: &Template) -> Vec<Item> {
    let once = |line: &str| {
        let words: Vec<&str> = line.split(' ').filter(|word| !matches!(*word, "x3" | "x10")).collect();
        words.join(" ") + "\n"
    };
    outline::parse(&template.body.lines().map(once).collect::<String>(), today())
}

#[test]
fn each_template_is_a_handful_of_small_jobs() {
    let all = built_in();
    assert_eq!(all.len(), 30);
    for template in &all {
        let slug = &template.slug;
        assert_eq!(all.iter().filter(|other| other.slug == *slug).count(), 1, "{slug}");
        let items = lines(template);
        let jobs: Vec<&Item> = outline::leaves(&items).collect();
        assert!((8..=15).contains(&jobs.len()), "{slug} has {} jobs", jobs.len());
        for item in &items {
            let title = &item.line.title;
            assert_eq!(item.line.doubts(), Vec::<&str>::new(), "{slug}: {title}");
            let marks = ['~', '#', '@', '$', '>', '^', '*', '+', '{', '='];
            let left = title.split_whitespace().find(|word| word.starts_with(marks) && word.len() > 1);
            assert_eq!(left, None, "{slug}: {title}");
        }
        for job in jobs {
            let fills = slug_of(job);
            let minutes = job.line.minutes();
            assert!(minutes.is_some_and(|minutes| minutes <= 30) || fills.is_some(), "{slug}: {job:?}");
            assert!(fills.is_none_or(|fills| named(&all, &fills).is_some()), "{slug}: {job:?}");
        }
    }
}

fn slug_of(item: &Item) -> Option<String> {
    let field = item.line.fields.iter().find(|field| field.key() == crate::model::Key::Template)?;
    field.as_text().map(str::to_owned)
}

fn expanded(all: &[Template], slug: &str, depth: usize) -> usize {
    assert!(depth < 5, "{slug} fills itself");
    let items = named(all, slug).unwrap().items("It", today());
    outline::leaves(&items).map(|job| slug_of(job).map_or(1, |slug| expanded(all, &slug, depth + 1))).sum()
}

#[test]
fn a_whole_business_is_more_than_a_hundred_jobs() {
    let all = built_in();
    assert!(expanded(&all, "online-business", 0) > 100);
    all.iter().for_each(|template| assert!(expanded(&all, &template.slug, 0) >= template.jobs()));
}
