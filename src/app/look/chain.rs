//! The why chain: what a job is good for, and what that is good for, up to the vision.

use crate::app::command::Room;
use crate::app::editor::Typing;
use crate::app::page::{Page, PageLine, PageRow};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::model::{Field, Key, NodeId, Tree};
use crate::text::safe;

/// Columns from which on a link is told once more in full.
const LONG: usize = 58;

/// What an item is good for, link by link.
#[derive(Debug)]
pub struct ChainCard {
    /// Where the chain begins.
    node: NodeId,
    /// The link under the cursor.
    at: usize,
    /// The reason of an item, while it is typed.
    typing: Option<(NodeId, Typing)>,
}

/// One link: the item that it leads to, in which words, and its title where the words are others.
struct Link {
    node: NodeId,
    words: String,
    title: String,
}

impl ChainCard {
    /// The links from the item upwards. What a reason leads to stands behind it.
    fn links(&self, app: &App) -> Vec<Link> {
        let mark = if app.ascii { "<" } else { "‹" };
        let why = |id: NodeId| app.tree.get(id).and_then(|node| node.text(Key::Why));
        let mut links =
            vec![Link { node: self.node, words: app.title(self.node).into(), title: String::new() }];
        let mut below = self.node;
        for above in app.tree.ancestors(self.node) {
            let title = app.title(above).to_owned();
            links.push(match why(below) {
                Some(why) => Link { node: above, words: format!("{mark} {}", reason(why)), title },
                None => Link { node: above, words: format!("{mark} for {title}"), title: String::new() },
            });
            below = above;
        }
        let vision = || app.tree.get(below).and_then(|node| node.text(Key::Vision));
        let last = why(below).map(|why| format!("{mark} {}", reason(why)));
        let last = last.or_else(|| vision().map(|vision| format!("{mark} {vision}")));
        links.extend(last.map(|words| Link { node: below, words, title: String::new() }));
        links
    }

    fn at_node(&self, app: &App) -> NodeId {
        self.links(app).get(self.at).map_or(self.node, |link| link.node)
    }
}

impl Paged for ChainCard {
    fn room(&self) -> Room {
        if self.typing.is_some() { Room::ChainLine } else { Room::Chain }
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: "What it is good for".into(), ..Page::default() };
        let links = self.links(app);
        for (at, link) in links.iter().enumerate() {
            page.row(PageRow {
                text: link.words.clone(),
                right: link.title.clone(),
                is_selected: at == self.at,
                ..PageRow::default()
            });
        }
        page.blank();
        match (&self.typing, links.get(self.at)) {
            (Some((node, typing)), _) => {
                page.say(format!("{}, so that", app.title(*node)));
                page.lines.push(PageLine::Typing("", typing));
            }
            (None, Some(link)) if safe::width(&link.words) > LONG => page.say(&link.words),
            _ => page.dim("`e` says it in your own words."),
        }
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        self.typing.as_mut().map(|(_, typing)| typing)
    }

    fn draft(&self) -> Option<(String, String)> {
        self.typing.as_ref().map(|(node, typing)| (slot(*node), typing.text().to_owned()))
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        !tree.contains(self.node)
    }
}

/// A reason in the chain: `so that` stands before one that goes on like a sentence, not before one that begins anew.
fn reason(why: &str) -> String {
    if why.starts_with(char::is_lowercase) { format!("so that {why}") } else { why.to_owned() }
}

/// The name under which an unfinished reason is kept.
fn slot(node: NodeId) -> String {
    format!("why:{node}")
}

impl App {
    pub(in crate::app) fn open_chain(&mut self) {
        let Some(node) = self.cursor() else { return self.say("Nothing here yet; `a` adds.") };
        self.card = Card::Page(PageCard::Chain(ChainCard { node, at: 0, typing: None }));
    }

    fn chain(&mut self) -> Option<&mut ChainCard> {
        match &mut self.card {
            Card::Page(PageCard::Chain(card)) => Some(card),
            _ => None,
        }
    }

    fn why(&self, node: NodeId) -> String {
        self.tree.get(node).and_then(|node| node.text(Key::Why)).unwrap_or_default().to_owned()
    }

    fn chain_step(&mut self, by: isize) {
        let Card::Page(PageCard::Chain(card)) = &self.card else { return };
        let last = card.links(self).len().saturating_sub(1);
        if let Some(card) = self.chain() {
            card.at = card.at.saturating_add_signed(by).min(last);
        }
    }

    pub(in crate::app) fn chain_up(&mut self) {
        self.chain_step(-1);
    }

    pub(in crate::app) fn chain_down(&mut self) {
        self.chain_step(1);
    }

    pub(in crate::app) fn chain_go(&mut self) {
        let Card::Page(PageCard::Chain(card)) = &self.card else { return };
        let node = card.at_node(self);
        self.close_card();
        self.go_to_in_tree(node);
    }

    pub(in crate::app) fn chain_edit(&mut self) {
        if self.refuse_read_only() {
            return;
        }
        let Card::Page(PageCard::Chain(card)) = &self.card else { return };
        let node = card.at_node(self);
        let typing = Typing::new(self.drafts.get(&slot(node)).unwrap_or(&self.why(node)));
        if let Some(card) = self.chain() {
            card.typing = Some((node, typing));
        }
    }

    /// The item whose reason was typed, and the reason; nothing is typed any more.
    fn end_chain_line(&mut self) -> Option<(NodeId, String)> {
        let (node, typing) = self.chain()?.typing.take()?;
        Some((node, typing.text().trim().to_owned()))
    }

    pub(in crate::app) fn chain_save(&mut self) {
        let Some((node, text)) = self.end_chain_line() else { return };
        self.forget_draft(&slot(node));
        let text = text.strip_prefix("so that ").unwrap_or(&text);
        let new = (!text.is_empty()).then(|| Field::text(Key::Why, text));
        if self.tree.get(node).is_some_and(|node| node.field(Key::Why) != new.as_ref()) {
            let name = format!("why of {}", self.title(node));
            self.change(name, |edit| edit.set(node, Key::Why, new));
        }
        self.chain_step(0);
    }

    pub(in crate::app) fn chain_line_leave(&mut self) {
        let Some((node, text)) = self.end_chain_line() else { return };
        let own = self.why(node);
        self.keep_changed(slot(node), &text, &own);
    }
}
