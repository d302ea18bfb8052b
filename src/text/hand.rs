//! The hand-over of a node, as the file has it: an object of which what is not known here is kept.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use super::line::property::object;
use super::money::{Fee, Money};
use super::when;
use crate::model::handover::Step;
use crate::model::{Field, Key, Node, NodeId, State};

/// In the line of the ledger for a job that somebody else did: who, how many days, what it was like.
pub const HELPED: &str = "helped";

/// Who has a job, since when, and what was agreed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hand {
    object: Map<String, Json>,
    is_open: bool,
}

impl Hand {
    /// The hand-over of a node; one that says nothing, if there is none.
    #[must_use]
    pub fn of(node: &Node) -> Self {
        let object = node.field(Key::Hand).and_then(Field::as_text).and_then(object).unwrap_or_default();
        Self { object, is_open: node.state() == State::Open }
    }

    /// How far it has come. Who has a job without a word on the step is at it; what was taken and is open once more
    /// waits to be looked at.
    #[must_use]
    pub fn step(&self) -> Step {
        match self.text("step").map(Step::named) {
            Some(Some(Step::Accepted)) if self.is_open => Step::Delivered,
            Some(Some(step)) => step,
            // A word of a newer version.
            Some(None) => Step::InWork,
            None if self.text("to").is_some() => Step::InWork,
            None => Step::Mine,
        }
    }

    /// Goes to another step.
    pub fn go_to(&mut self, step: Step) {
        self.set("step", (step != Step::Mine).then(|| step.word().into()));
    }

    /// A text by its name: `to`, `market`, `line`.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.object.get(name).and_then(Json::as_str)
    }

    /// A day by its name: `since`, `promised`, `chase`.
    #[must_use]
    pub fn day(&self, name: &str) -> Option<NaiveDate> {
        self.text(name).and_then(when::parse_date)
    }

    /// A number by its name: `copies`, `changes`, `revisions`, `chased`, `stars`.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u32> {
        self.object.get(name).and_then(Json::as_u64).and_then(|number| number.try_into().ok())
    }

    /// Money by its name: `price` of one copy, `paid`.
    #[must_use]
    pub fn money(&self, name: &str) -> Option<Money> {
        self.object.get(name).and_then(Json::as_object).and_then(Money::of)
    }

    /// How many of it are wanted.
    #[must_use]
    pub fn copies(&self) -> u32 {
        self.number("copies").unwrap_or(1).max(1)
    }

    /// What the market keeps.
    #[must_use]
    pub fn fee(&self) -> Fee {
        self.text("fee").and_then(Fee::parse).unwrap_or_default()
    }

    /// The whole price: of all copies, with the fee.
    #[must_use]
    pub fn whole_price(&self) -> Option<Money> {
        self.money("price").map(|price| price.times(self.copies(), self.fee()))
    }

    /// The job for looking at what came back.
    #[must_use]
    pub fn check(&self) -> Option<NodeId> {
        self.text("check").map(NodeId::parse)
    }

    /// Sets an entry, or takes it out.
    pub fn set(&mut self, name: &str, value: Option<Json>) {
        match value {
            Some(value) => self.object.insert(name.into(), value),
            None => self.object.remove(name),
        };
    }

    /// Counts one more.
    pub fn count(&mut self, name: &str) -> u32 {
        let count = self.number(name).unwrap_or(0).saturating_add(1);
        self.set(name, Some(count.into()));
        count
    }

    /// The property that says so; none if nothing is left to be said.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        let text = || Json::from(self.object.clone()).to_string();
        (!self.object.is_empty()).then(|| Field::text(Key::Hand, &text()))
    }

    /// What the ledger keeps of a job that came back on `day`: whoever did it, in how many days, how well.
    #[must_use]
    pub fn helped<'n>(&self, tags: impl Iterator<Item = &'n str>, day: NaiveDate) -> Option<Json> {
        let who = self.text("to").filter(|_| self.step() > Step::Posted)?;
        let mut said = json!({ "by": who });
        let days = self.day("since").map(|since| (day - since).num_days().max(0));
        let tags: Vec<&str> = tags.collect();
        let parts = [
            ("days", days.map(Json::from)),
            ("stars", self.number("stars").map(Json::from)),
            ("line", self.text("line").map(Json::from)),
            ("tags", (!tags.is_empty()).then(|| tags.into())),
        ];
        for (name, value) in parts {
            if let Some(value) = value {
                said[name] = value;
            }
        }
        Some(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_file_says_is_read_and_what_is_not_known_is_kept() {
        let node = |json: &str, state: State| {
            let fields = [Some(Field::text(Key::Hand, json)), state.field()];
            Node::with_fields(NodeId::parse("a"), fields.into_iter().flatten().collect())
        };
        for (json, step) in [
            ("{\"to\":\"ana\"}", Step::InWork),
            ("{\"to\":\"ana\",\"step\":\"could go\"}", Step::CouldGo),
            ("{\"step\":\"asked twice\"}", Step::InWork),
            ("{\"step\":\"accepted\"}", Step::Delivered),
            ("{\"chase\":\"2026-11-24\"}", Step::Mine),
            ("{\"paid\":{\"amount\":\"5\"}}", Step::Mine),
            ("[]", Step::Mine),
        ] {
            assert_eq!(Hand::of(&node(json, State::Open)).step(), step, "{json}");
        }
        assert_eq!(Hand::of(&node("{\"step\":\"accepted\"}", State::Done)).step(), Step::Accepted);
        let mut hand = Hand::of(&node("{\"to\":\"ana\",\"mood\":[1],\"copies\":3}", State::Open));
        hand.go_to(Step::Posted);
        assert_eq!((hand.count("revisions"), hand.count("revisions"), hand.copies()), (1, 2, 3));
        let text = hand.field().unwrap().as_text().unwrap().to_owned();
        assert_eq!(text, r#"{"copies":3,"mood":[1],"revisions":2,"step":"posted","to":"ana"}"#);
        assert_eq!(Hand::default().field(), None);
    }
}
