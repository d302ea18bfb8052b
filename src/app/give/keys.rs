//! The keys of a hand-over: each takes one arrow, after the lines that it asks for.

use super::ask::{Ask, Entry, Then, hand_of, slot};
use crate::app::{App, Card, Effect, PageCard};
use crate::edit::handover::{self, Terms};
use crate::model::NodeId;
use crate::model::handover::{Arrow, Step};
use crate::text::hand::Hand;
use crate::text::line::words::say_day;

/// What an arrow asks for.
fn asked(arrow: Arrow) -> &'static [Entry] {
    match arrow {
        Arrow::Post => &[Entry::Market, Entry::Price, Entry::Promised],
        Arrow::Begin => &[Entry::Helper, Entry::Promised],
        Arrow::Accept => &[Entry::Stars, Entry::Line],
        _ => &[],
    }
}

/// The name of the change.
fn name(arrow: Arrow) -> &'static str {
    match arrow {
        Arrow::Offer => "could go:",
        Arrow::Brief => "brief of",
        Arrow::Post => "posting of",
        Arrow::Begin => "handing over of",
        Arrow::Chase => "asking about",
        Arrow::Deliver => "delivery of",
        Arrow::Accept => "taking of",
        Arrow::Revise => "change of",
        Arrow::TakeBack => "taking back of",
    }
}

macro_rules! arrows {
    ($($name:ident: $arrow:ident,)*) => {
        impl App {
            $(pub(in crate::app) fn $name(&mut self) {
                self.hand_key(Arrow::$arrow);
            })*
        }
    };
}

arrows! {
    hand_offer: Offer,
    hand_post: Post,
    hand_begin: Begin,
    hand_chase: Chase,
    hand_deliver: Deliver,
    hand_accept: Accept,
    hand_revise: Revise,
    hand_take_back: TakeBack,
}

impl App {
    fn hand_key(&mut self, arrow: Arrow) {
        let Some((id, hand)) = self.handed() else { return };
        if hand.step().after(arrow).is_none() {
            return self.say(format!("It is {}; that does not follow from there.", hand.step().word()));
        }
        if asked(arrow).is_empty() {
            self.take_arrow(id, arrow, &[]);
        } else {
            self.ask_for(id, Then::Take(arrow), asked(arrow));
        }
    }

    fn ask_for(&mut self, id: NodeId, then: Then, entries: &[Entry]) {
        if self.refuse_read_only() {
            return;
        }
        let ask = Ask::new(self, id, then, entries);
        if let Some(card) = self.hand_card() {
            card.ask = Some(ask);
        }
    }

    /// What it would cost, how many, how many changes, and what was paid.
    pub(in crate::app) fn hand_price(&mut self) {
        if let Some((id, _)) = self.handed() {
            let entries = [Entry::Price, Entry::Copies, Entry::Changes, Entry::Paid];
            self.ask_for(id, Then::Agree, &entries);
        }
    }

    /// Takes one arrow, and says what came of it.
    pub(super) fn take_arrow(&mut self, id: NodeId, arrow: Arrow, terms: &Terms) -> bool {
        let name = format!("{} {}", name(arrow), self.title(id));
        let rest = self.config.hours.rest.clone();
        let took = self.change(name, |edit| handover::take(edit, id, arrow, terms, &rest)).is_some();
        if took {
            if arrow == Arrow::Accept {
                self.card = Card::None;
            }
            self.say(said(arrow, &hand_of(&self.tree, id)));
        }
        took
    }

    /// Takes the line that is typed; after the last one everything happens as one change.
    pub(in crate::app) fn hand_line_take(&mut self) {
        let Some((id, _)) = self.handed() else { return };
        let Some(mut ask) = self.hand_card().and_then(|card| card.ask.take()) else { return };
        let (entry, text) = (ask.entry(), ask.typing.text().to_owned());
        if self.read_entry(entry, &text).is_none() {
            self.say(entry.takes());
        } else {
            self.keep_draft(ask.slot(id), text);
            if ask.next(self, id) {
                return self.hand_finish(id, &ask);
            }
        }
        if let Some(card) = self.hand_card() {
            card.ask = Some(ask);
        }
    }

    fn hand_finish(&mut self, id: NodeId, ask: &Ask) {
        let read = ask.typed().filter_map(|(entry, text)| self.read_entry(entry, text));
        let terms: Vec<_> = read.flatten().collect();
        let entries: Vec<Entry> = ask.typed().map(|(entry, _)| entry).collect();
        match ask.then {
            Then::Take(arrow) => {
                if !self.take_arrow(id, arrow, &terms) {
                    return;
                }
            }
            Then::Agree => {
                self.agree(id, &terms);
            }
        }
        for entry in entries {
            self.forget_draft(&slot(entry, id));
        }
    }

    /// Writes down what is agreed, if that is anything new.
    pub(super) fn agree(&mut self, id: NodeId, terms: &Terms) {
        let mut hand = hand_of(&self.tree, id);
        let before = hand.field();
        terms.iter().for_each(|(name, value)| hand.set(name, value.clone()));
        if hand.field() != before {
            let name = format!("what is agreed for {}", self.title(id));
            self.change(name, |edit| handover::agree(edit, id, terms));
        }
    }

    /// Leaves the line; what is typed is kept.
    pub(in crate::app) fn hand_line_leave(&mut self) {
        let Some((id, _)) = self.handed() else { return };
        let Some(ask) = self.hand_card().and_then(|card| card.ask.take()) else { return };
        self.drafts_due = false;
        self.keep_draft(ask.slot(id), ask.typing.text().to_owned());
    }

    /// Opens the market with a search for the title: only ever because this key was pressed.
    pub(in crate::app) fn hand_open(&mut self) {
        let Some((id, hand)) = self.handed() else { return };
        let chosen = hand.text("market").and_then(|name| self.config.market(name));
        let Some(market) = chosen.or(self.config.markets.first()) else {
            return self.say("No [[market]] in your settings yet.");
        };
        let words = format!("{} opens in your browser.", market.name);
        self.effects.push(Effect::Open(market.address(self.title(id))));
        self.say(words);
    }

    /// On Today, `c`: it was asked how it goes.
    pub(in crate::app) fn chase(&mut self) {
        let Some(id) = self.cursor() else { return self.say("Nothing on Today yet.") };
        if hand_of(&self.tree, id).step() == Step::Mine {
            return self.say("Nobody else has it; `&` hands it over.");
        }
        self.take_arrow(id, Arrow::Chase, &[]);
    }

    /// Offers that were pasted on the card become jobs in it, as in a split.
    pub(in crate::app) fn paste_on_hand(&mut self, text: &str) {
        let Card::Page(PageCard::Hand(card)) = &self.card else { return };
        let id = card.node;
        self.card = Card::None;
        self.go_to_in_tree(id);
        self.split();
        if matches!(self.card, Card::Split(_)) {
            self.paste_offers(text);
        }
    }
}

/// What came of an arrow.
fn said(arrow: Arrow, hand: &Hand) -> String {
    let who = hand.text("to").unwrap_or("Somebody");
    let ask = hand.day("chase").map(say_day).unwrap_or_default();
    match arrow {
        Arrow::Offer => "It could be handed over. `b` writes the brief.".into(),
        Arrow::Brief => "Briefed. `p` when it is posted.".into(),
        Arrow::Post => match hand.whole_price() {
            Some(price) => format!("Posted; {} set aside.", price.say()),
            None => "Posted.".into(),
        },
        Arrow::Begin => format!("{who} has it; ask on {ask}."),
        Arrow::Chase => format!("Asked; the next time on {ask}."),
        Arrow::Deliver => format!("{who} delivered. Look at it: 10 min."),
        Arrow::Accept => format!("Taken off your list by {who}."),
        Arrow::Revise => match (hand.number("revisions"), hand.number("changes")) {
            (Some(done), Some(agreed)) if done > agreed => {
                format!("Back in work: change {done}, {agreed} agreed.")
            }
            _ => format!("Back in work; ask on {ask}."),
        },
        Arrow::TakeBack => "Yours once more.".into(),
    }
}
