//! What is asked on the way, one line each: how it is typed, read, and kept.

use serde_json::Value as Json;

use crate::app::App;
use crate::app::editor::Typing;
use crate::model::handover::Arrow;
use crate::model::{NodeId, Tree};
use crate::text::hand::Hand;
use crate::text::money::Money;
use crate::text::when;

/// The most that is counted.
const MOST: u32 = 999;

/// Something that is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Market,
    Price,
    Copies,
    Changes,
    Paid,
    Promised,
    Helper,
    Stars,
    Line,
    Finished,
    Like,
    Unlike,
}

/// What happens when everything is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// It is written down.
    Agree,
    /// An arrow is taken.
    Take(Arrow),
}

/// Lines that are typed one after another.
#[derive(Debug)]
pub(super) struct Ask {
    pub then: Then,
    entries: Vec<Entry>,
    at: usize,
    typed: Vec<String>,
    pub typing: Typing,
}

impl Entry {
    /// Its name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Market => "market",
            Self::Price => "price",
            Self::Copies => "copies",
            Self::Changes => "changes",
            Self::Paid => "paid",
            Self::Promised => "promised",
            Self::Helper => "to",
            Self::Stars => "stars",
            Self::Line => "line",
            Self::Finished => "finished",
            Self::Like => "like",
            Self::Unlike => "unlike",
        }
    }

    /// What stands before it while it is typed.
    pub fn label(self) -> &'static str {
        match self {
            Self::Market => "where",
            Self::Price => "price of one",
            Self::Copies => "how many",
            Self::Changes => "changes",
            Self::Paid => "paid so far",
            Self::Promised => "promised for",
            Self::Helper => "who",
            Self::Stars => "stars",
            Self::Line => "a word on it",
            Self::Finished => "deliver",
            Self::Like => "like this",
            Self::Unlike => "not like this",
        }
    }

    /// What can be typed.
    pub fn takes(self) -> &'static str {
        match self {
            Self::Market => "A market of your settings, or any name; `o` opens one.",
            Self::Price | Self::Paid => "Such as $12.50 or 40 EUR.",
            Self::Copies => "How many of it are wanted, 1 to 999.",
            Self::Changes => "How many changes are agreed, 0 to 999.",
            Self::Promised => "A day such as fri, +3d, 31-12.",
            Self::Helper => "A name; empty is somebody.",
            Self::Stars => "1 to 5, or nothing.",
            Self::Line => "One line to remember, or nothing.",
            Self::Finished => "What is handed in: how many, which format, which size.",
            Self::Like => "A link or a word on something that is as wanted.",
            Self::Unlike => "A link or a word on something that is not.",
        }
    }

    /// What stands there by now, as it is typed.
    pub fn print(self, hand: &Hand) -> String {
        match self {
            Self::Price | Self::Paid => hand.money(self.name()).map(|money| money.say()),
            Self::Copies | Self::Changes | Self::Stars => hand.number(self.name()).map(|it| it.to_string()),
            _ => hand.text(self.name()).map(str::to_owned),
        }
        .unwrap_or_default()
    }
}

impl Ask {
    /// Asks for these of a job: what was typed before, else what stands there.
    pub fn new(app: &App, id: NodeId, then: Then, entries: &[Entry]) -> Self {
        let mut ask =
            Self { then, entries: entries.to_vec(), at: 0, typed: Vec::new(), typing: Typing::default() };
        ask.fill(app, id);
        ask
    }

    fn fill(&mut self, app: &App, id: NodeId) {
        let kept = app.drafts.get(&self.slot(id)).cloned();
        self.typing = Typing::new(&kept.unwrap_or_else(|| app.usual(id, self.entry())));
    }

    pub fn entry(&self) -> Entry {
        self.entries[self.at]
    }

    /// The name under which an unfinished line is kept.
    pub fn slot(&self, id: NodeId) -> String {
        slot(self.entry(), id)
    }

    /// Takes the line, and goes on to the next one. Says whether there is none.
    pub fn next(&mut self, app: &App, id: NodeId) -> bool {
        self.typed.push(self.typing.text().trim().to_owned());
        if self.at + 1 == self.entries.len() {
            return true;
        }
        self.at += 1;
        self.fill(app, id);
        false
    }

    /// Everything that was typed so far.
    pub fn typed(&self) -> impl Iterator<Item = (Entry, &str)> {
        self.entries.iter().copied().zip(self.typed.iter().map(String::as_str))
    }
}

/// The name under which an unfinished line is kept.
pub(super) fn slot(entry: Entry, id: NodeId) -> String {
    format!("hand-{}:{id}", entry.name())
}

/// The hand-over of a node.
pub(super) fn hand_of(tree: &Tree, id: NodeId) -> Hand {
    tree.get(id).map(Hand::of).unwrap_or_default()
}

impl App {
    /// What is proposed for an entry: what stands there, else what the rest tells.
    fn usual(&self, id: NodeId, entry: Entry) -> String {
        let hand = hand_of(&self.tree, id);
        let told = entry.print(&hand);
        if !told.is_empty() {
            return told;
        }
        let node = self.tree.get(id);
        match entry {
            Entry::Helper => {
                let best = node.and_then(|node| crate::insight::helpers::best(&self.tree, node.tags()));
                best.map(|helper| helper.name).unwrap_or_default()
            }
            Entry::Price => {
                let cost = node.and_then(|node| node.field(crate::model::Key::Cost));
                let cost = cost.and_then(crate::text::line::words::cost);
                cost.map(|(hundredths, currency)| Money { hundredths, currency }.say()).unwrap_or_default()
            }
            Entry::Market => self
                .config
                .markets
                .first()
                .filter(|_| self.config.markets.len() == 1)
                .map_or_else(String::new, |it| it.name.clone()),
            _ => String::new(),
        }
    }

    /// What a line means for the hand-over: entries by name; nothing if it cannot be read.
    pub(super) fn read_entry(&self, entry: Entry, text: &str) -> Option<Vec<(&'static str, Option<Json>)>> {
        let text = text.trim();
        if entry == Entry::Market {
            let market = self.config.market(text);
            let name = market.map_or(text, |market| &market.name);
            let fee = market.filter(|market| market.fee.0 > 0).map(|market| Json::from(market.fee.print()));
            return Some(vec![("market", (!name.is_empty()).then(|| name.into())), ("fee", fee)]);
        }
        let value = if text.is_empty() { None } else { Some(self.read_value(entry, text)?) };
        Some(vec![(entry.name(), value)])
    }

    fn read_value(&self, entry: Entry, text: &str) -> Option<Json> {
        let count = |least: u32, most: u32| text.parse::<u32>().ok().filter(|it| (least..=most).contains(it));
        Some(match entry {
            Entry::Price | Entry::Paid => Money::parse(text, &self.config.money.currency)?.json(),
            Entry::Copies => count(1, MOST)?.into(),
            Entry::Changes => count(0, MOST)?.into(),
            Entry::Stars => count(1, 5)?.into(),
            Entry::Promised => when::parse_day(text, self.now.today())?.to_string().into(),
            Entry::Helper => text.trim_start_matches('@').into(),
            _ => text.into(),
        })
    }
}
