//! `&`: one job that somebody else has or could have: how far it is, whether it pays, and what can be done next.

use super::ask::{Ask, Entry, hand_of};
use crate::app::command::{Room, named};
use crate::app::editor::Typing;
use crate::app::page::{Page, PageLine};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::insight::budget;
use crate::insight::habits;
use crate::insight::helpers;
use crate::insight::worth::worth;
use crate::model::handover::{Arrow, Step};
use crate::model::{Key, Node, NodeId, State, Tree};
use crate::text::hand::Hand;
use crate::text::line::words::say_day;
use crate::text::when;

/// The command of each arrow.
pub(super) const ARROW_KEYS: [(Arrow, &str); 9] = [
    (Arrow::Offer, "hand-offer"),
    (Arrow::Brief, "hand-brief"),
    (Arrow::Post, "hand-post"),
    (Arrow::Begin, "hand-begin"),
    (Arrow::Chase, "hand-chase"),
    (Arrow::Deliver, "hand-deliver"),
    (Arrow::Accept, "hand-accept"),
    (Arrow::Revise, "hand-revise"),
    (Arrow::TakeBack, "hand-take-back"),
];

/// One job and its hand-over.
#[derive(Debug)]
pub struct HandCard {
    /// Which.
    pub(super) node: NodeId,
    /// Lines that are being typed.
    pub(super) ask: Option<Ask>,
    /// Who did such jobs before.
    helper: Option<String>,
}

impl Paged for HandCard {
    fn room(&self) -> Room {
        if self.ask.is_some() { Room::HandLine } else { Room::Hand }
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: app.title(self.node).to_owned(), ..Page::default() };
        let Some(node) = app.tree.get(self.node) else { return page };
        let hand = Hand::of(node);
        page.right = hand.text("to").map_or_else(String::new, |to| format!("{to}, ")) + hand.step().word();
        for line in app.say_worth(node, &hand) {
            page.say(line);
        }
        for line in facts(&hand) {
            page.say(line);
        }
        if hand.step() < Step::InWork {
            page.lines.extend(self.helper.iter().map(|helper| PageLine::Dim(helper.clone())));
        }
        let sums = app.budgets();
        if let Some(goal) = app.tree.ancestors(self.node).last()
            && let Some(top) = app.tree.get(goal)
        {
            for line in budget::say(sums.at(Some(goal)), budget::limit(top).as_ref()) {
                page.dim(format!("{}: {line}", top.title()));
            }
        }
        page.blank();
        match &self.ask {
            Some(ask) => {
                page.lines.push(PageLine::Typing(ask.entry().label(), &ask.typing));
                page.dim(ask.entry().takes());
                let usual = (ask.entry() == Entry::Price).then(|| app.usual_prices(ask, &hand)).flatten();
                page.lines.extend(usual.map(PageLine::Dim));
            }
            None => page.dim(keys(app, &hand)),
        }
        page
    }

    fn typing(&mut self) -> Option<&mut Typing> {
        self.ask.as_mut().map(|ask| &mut ask.typing)
    }

    fn draft(&self) -> Option<(String, String)> {
        self.ask.as_ref().map(|ask| (ask.slot(self.node), ask.typing.text().to_owned()))
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        tree.get(self.node).is_none_or(|node| node.state() != State::Open)
    }
}

/// What is agreed, and when: each in a line.
fn facts(hand: &Hand) -> Vec<String> {
    let mut facts = Vec::new();
    let mut line = |parts: Vec<Option<String>>| {
        let words = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        if !words.is_empty() {
            facts.push(words);
        }
    };
    let day = |name: &str, word: &str| hand.day(name).map(|day| format!("{word} {}", say_day(day)));
    line(vec![day("since", "since"), day("promised", "promised for"), day("chase", "ask on")]);
    let price = hand.money("price").map(|price| match hand.copies() {
        1 => price.say(),
        copies => format!("{copies} x {}", price.say()),
    });
    let fee = Some(hand.fee()).filter(|fee| fee.0 > 0).map(|fee| format!("fee {}", fee.say()));
    let paid = hand.money("paid").map(|paid| format!("{} paid", paid.say()));
    line(vec![price, fee, paid, hand.text("market").map(str::to_owned)]);
    let asked = hand.number("chased").map(|count| match count {
        1 => "asked once".into(),
        count => format!("asked {count} times"),
    });
    let changes = match (hand.number("revisions"), hand.number("changes")) {
        (done, Some(agreed)) => Some(format!("{} of {agreed} changes", done.unwrap_or(0))),
        (Some(1), None) => Some("1 change".into()),
        (Some(done), None) => Some(format!("{done} changes")),
        (None, None) => None,
    };
    line(vec![asked, changes]);
    facts
}

/// The keys that lead on from here.
fn keys(app: &App, hand: &Hand) -> String {
    let can = ARROW_KEYS.iter().filter(|(arrow, _)| hand.step().after(*arrow).is_some());
    let arrows = can.map(|(_, name)| *name);
    let more = ["hand-price", "hand-read"].into_iter();
    let market = (!app.config.markets.is_empty()).then_some("hand-open");
    let names: Vec<&str> = arrows.chain(more).chain(market).chain(["hand-leave"]).collect();
    names
        .iter()
        .filter_map(|name| named(name))
        .map(|it| format!("{} {}", it.key(app.ascii), it.hint))
        .collect::<Vec<_>>()
        .join("   ")
}

impl App {
    /// Whether it pays, and what an hour of it costs.
    fn say_worth(&self, node: &Node, hand: &Hand) -> Vec<String> {
        let minutes = habits::correction(&self.tree, self.now.day()).minutes(node);
        let Some(price) = hand.money("price") else {
            let words =
                format!("{} of yours.", when::say_minutes(u64::from(minutes) * u64::from(hand.copies())));
            return vec![format!("{words} `$` says what it would cost.")];
        };
        let worth = worth(minutes, hand.copies(), &price, hand.fee());
        let hour = self.config.my_hour();
        let mut said = vec![worth.say(hour.as_ref(), node.number(Key::Dread))];
        if let (Some(an_hour), Some(hour)) =
            (worth.an_hour(), hour.filter(|it| it.currency == price.currency))
        {
            said.push(format!("{} a saved hour; yours is worth {}.", an_hour.say(), hour.say()));
        }
        said
    }

    /// Prices that are usual in the market that was typed or agreed on.
    fn usual_prices(&self, ask: &Ask, hand: &Hand) -> Option<String> {
        let typed = ask.typed().find(|(entry, _)| *entry == Entry::Market).map(|(_, text)| text);
        let market = self.config.market(typed.or_else(|| hand.text("market"))?)?;
        let prices: Vec<String> = market.presets.iter().map(ToString::to_string).collect();
        (!prices.is_empty()).then(|| format!("Usual at {}: {}.", market.name, prices.join(", ")))
    }

    /// The card of the item under the cursor.
    pub(in crate::app) fn open_hand(&mut self) {
        let Some(id) = self.cursor() else { return self.say("Nothing here yet; `a` adds.") };
        if self.tree.get(id).is_none_or(|node| node.state() != State::Open) {
            return self.say("It is settled; `space` opens it once more.");
        }
        self.open_hand_of(id);
    }

    pub(super) fn open_hand_of(&mut self, node: NodeId) {
        let best = self.tree.get(node).and_then(|node| helpers::best(&self.tree, node.tags()));
        let helper = best.map(|best| best.say());
        self.card = Card::Page(PageCard::Hand(HandCard { node, ask: None, helper }));
    }

    pub(super) fn hand_card(&mut self) -> Option<&mut HandCard> {
        match &mut self.card {
            Card::Page(PageCard::Hand(card)) => Some(card),
            _ => None,
        }
    }

    /// The job of the card, and its hand-over.
    pub(super) fn handed(&self) -> Option<(NodeId, Hand)> {
        match &self.card {
            Card::Page(PageCard::Hand(card)) => Some((card.node, hand_of(&self.tree, card.node))),
            _ => None,
        }
    }
}
