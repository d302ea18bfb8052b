//! What goes out comes back the same: shape, titles, tokens, states and notes.

use goaltree::edit::{Edit, shape};
use goaltree::exchange::markdown;
use goaltree::model::{Field, Ids, Key, Node, NodeId, Place, State, Tree};
use goaltree::text::outline::{self, Item};
use goaltree::text::safe;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::config;
use crate::generators::trees;

fn titles() -> impl Strategy<Value = String> {
    let words = vec![
        "write",
        "-",
        "- [x]",
        "[ ]",
        "[-]",
        "1.",
        "//",
        "|",
        "#",
        "##",
        "~5m",
        "#x",
        "x3",
        "to",
        "@ana",
        "\\",
        "☐",
        "\t",
        "\n",
        "\u{1b}[2J",
        "\u{85}",
        "\u{202e}",
        "```",
        "<br>",
        "日本",
        "---",
        ":",
    ];
    vec(select(words), 0..4).prop_map(|words| words.join(" "))
}

fn notes() -> impl Strategy<Value = String> {
    let lines = vec![
        "",
        "",
        "",
        " ",
        "text",
        "  further in",
        "behind  ",
        "- item",
        "  * item",
        "3) item",
        "3\\) item",
        "\\- item",
        "\\",
        "| bar",
        "|",
        "// slashes",
        "# heading",
        "---",
        "===",
        "```",
        "~~~sh",
        "<br>",
        "☑ box",
        "[x] box",
        "> said",
        "• dot",
        "\ttab",
        "\u{1b}[2J",
        "\r",
        "\u{a0}",
        "~5m",
        "\\\\|",
    ];
    vec(select(lines), 0..6).prop_map(|lines| lines.join("\n"))
}

/// Random trees with titles and notes that could be taken for something else.
fn written() -> impl Strategy<Value = Tree> {
    let texts = vec((option::weighted(0.7, titles()), option::weighted(0.5, notes())), 40..=40);
    (trees(), texts).prop_map(|(mut tree, texts)| {
        let nodes: Vec<NodeId> = tree.walk(None).map(|(_, node)| node.id()).collect();
        let mut ids = Ids::seeded(1);
        let edit = Edit::new(&mut tree, &mut ids, crate::drive::at(crate::drive::NOW));
        let _ = edit.run("texts", |edit| {
            // Children first: what has something open below it is not done.
            for (id, (title, note)) in nodes.iter().zip(&texts).rev() {
                if let Some(title) = title {
                    edit.set(*id, Key::Title, Some(Field::text(Key::Title, title)))?;
                }
                if let Some(note) = note {
                    edit.set(*id, Key::Note, Some(Field::text(Key::Note, note)))?;
                }
                if edit.node(*id)?.state() == State::Done && edit.tree().open_children(*id) > 0 {
                    edit.set(*id, Key::State, None)?;
                }
            }
            Ok(())
        });
        tree
    })
}

fn planted(items: &[Item]) -> Tree {
    let (mut tree, mut ids) = (Tree::default(), Ids::seeded(1));
    let edit = Edit::new(&mut tree, &mut ids, crate::drive::at(crate::drive::NOW));
    let _ = edit.run("import", |edit| shape::plant(edit, Place::default(), items));
    tree
}

type Row = (usize, String, State, Option<String>);

/// What must come back of each node.
fn rows(tree: &Tree, note: impl Fn(&Node) -> Option<String>) -> Vec<Row> {
    let title = |node: &Node| match safe::without_controls(node.title().trim()).into_owned() {
        title if title.is_empty() => outline::NO_TITLE.to_owned(),
        title => title,
    };
    tree.walk(None).map(|(depth, node)| (depth, title(node), node.state(), note(node))).collect()
}

/// A note without control characters.
fn note(node: &Node) -> Option<String> {
    let lines: Vec<_> = outline::note_lines(node).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The same, where a line of blanks is an empty one, and a note of such lines none.
fn paragraphs(node: &Node) -> Option<String> {
    let note = note(node).filter(|note| !note.trim().is_empty())?;
    let lines = note.split('\n').map(|line| if line.trim().is_empty() { "" } else { line });
    Some(lines.collect::<Vec<_>>().join("\n"))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_outline_comes_back_as_it_went_out(tree in written()) {
        let out = outline::print(&tree, None);
        let today = crate::drive::at(crate::drive::NOW).day();
        for items in [outline::parse(&out, today), markdown::parse(&out, today)] {
            let back = planted(&items);
            prop_assert_eq!(rows(&back, note), rows(&tree, note), "{}", out);
            prop_assert_eq!(outline::print(&back, None), &*out, "tokens too");
        }
    }

    #[test]
    fn markdown_comes_back_as_it_went_out(tree in written()) {
        let out = markdown::print(&tree, None);
        prop_assert!(!out.contains(|letter: char| letter.is_control() && !matches!(letter, '\n' | '\t')));
        let back = planted(&markdown::parse(&out, crate::drive::at(crate::drive::NOW).day()));
        prop_assert_eq!(rows(&back, paragraphs), rows(&tree, paragraphs), "{}", out);
        prop_assert_eq!(markdown::print(&back, None), out);
    }

    #[test]
    fn any_text_can_be_imported(lines in vec("[ \t]{0,4}([-*#>|`~]{1,3}|1\\.|\\[x\\]|//|<br>)? ?[a-c\\\\日]{0,3}", 0..12)) {
        let text = lines.join("\n");
        let back = planted(&markdown::parse(&text, crate::drive::at(crate::drive::NOW).day()));
        let out = outline::print(&back, None);
        prop_assert_eq!(outline::print(&planted(&markdown::parse(&out, crate::drive::at(crate::drive::NOW).day())), None), out);
    }
}
