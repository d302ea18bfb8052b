//! What is restored at the next start: cursor, folds, panes. Losing it harms nothing.

use serde::{Deserialize, Serialize};

use super::nudges::{Memory, Told};
use super::{App, Pane};
use crate::insight::horizon::Horizon;
use crate::insight::review::Card;
use crate::model::NodeId;
use crate::text::when;

#[derive(Debug, Serialize, Deserialize, Default)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "facts that have nothing to do with each other")]
struct Session {
    on_today: bool,
    cursor: Option<String>,
    top: Option<String>,
    today_cursor: Option<String>,
    zoom: Option<String>,
    lens: Option<String>,
    vision_off: bool,
    today_columns: Option<u16>,
    open_by_default: bool,
    folds: Vec<String>,
    approved: Vec<String>,
    /// Which item was spoken of on which day, how often that was refused, and whether on that day.
    told: Vec<(String, String, u8, bool)>,
    nudges_off: bool,
    asked_on: Option<String>,
    /// Which card of the review was offered by itself, and on which day.
    offered: Option<(String, usize)>,
    confetti: Option<bool>,
    trial_asked: Option<String>,
}

impl App {
    /// The session as JSON.
    #[must_use]
    pub fn session(&self) -> String {
        let name = |id: Option<NodeId>| id.map(|id| id.to_string());
        let mut folds: Vec<String> =
            self.folds.except.iter().filter(|id| !self.tree.is_leaf(**id)).map(ToString::to_string).collect();
        folds.sort_unstable();
        let session = Session {
            on_today: self.pane == Pane::Today,
            cursor: name(self.tree_place.cursor),
            top: name(self.tree_place.top),
            today_cursor: name(self.today_place.cursor),
            zoom: name(self.hoist),
            lens: self.lens().map(|horizon| horizon.word().to_owned()),
            vision_off: self.looking.vision_off,
            today_columns: Some(self.today_columns),
            open_by_default: self.folds.open_by_default,
            folds,
            approved: self.approved.clone(),
            told: self.memory.told.iter().map(told).collect(),
            nudges_off: self.memory.all_off,
            asked_on: self.asked_on.map(|day| day.to_string()),
            offered: self.looking.offered.map(|(day, card)| (day.to_string(), card.number())),
            confetti: self.looking.confetti,
            trial_asked: self.looking.trial_asked.map(|day| day.to_string()),
        };
        serde_json::to_string(&session).unwrap_or_default()
    }

    /// Takes a session up again; one that cannot be read changes nothing.
    pub fn restore(&mut self, json: &str) {
        let Ok(session) = serde_json::from_str::<Session>(json) else { return };
        let id = |name: Option<String>| name.map(|name| super::reached::named(&name));
        self.pane = if session.on_today { Pane::Today } else { Pane::Tree };
        self.hoist = id(session.zoom);
        self.set_lens(session.lens.as_deref().and_then(Horizon::named));
        self.looking.vision_off = session.vision_off;
        self.today_columns = session.today_columns.unwrap_or(self.today_columns);
        self.folds.set_all(session.open_by_default);
        self.folds.except = session.folds.iter().map(|name| NodeId::parse(name)).collect();
        self.tree_place = super::Place { cursor: id(session.cursor), top: id(session.top), refuge: None };
        self.today_place.cursor = id(session.today_cursor);
        self.approved = session.approved;
        let told = session.told.iter().filter_map(|(id, day, refused, hushed)| {
            Some(Told { id: NodeId::parse(id), day: day.parse().ok()?, refused: *refused, hushed: *hushed })
        });
        self.memory = Memory { told: told.collect(), all_off: session.nudges_off };
        self.asked_on = session.asked_on.as_deref().and_then(when::parse_date);
        self.looking.offered = session.offered.and_then(|(day, number)| {
            let card = Card::ALL.get(number.checked_sub(1)?)?;
            Some((when::parse_date(&day)?, *card))
        });
        self.looking.confetti = session.confetti;
        self.looking.trial_asked = session.trial_asked.as_deref().and_then(when::parse_date);
        self.settle();
    }
}

fn told(told: &Told) -> (String, String, u8, bool) {
    (told.id.to_string(), told.day.to_string(), told.refused, told.hushed)
}
