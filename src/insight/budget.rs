//! What jobs cost, own costs and prices of others alike: thought of, out, spent; up the tree, currency by currency.
//!
//! A price that was agreed on stands in the place of the cost of a job. Nothing is converted.

use std::collections::HashMap;

use crate::model::handover::Step;
use crate::model::{Field, Key, Node, NodeId, State, Tree};
use crate::text::hand::Hand;
use crate::text::line::words;
use crate::text::money::Money;

/// Where an amount stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Thought of.
    Planned,
    /// Agreed with somebody.
    Out,
    /// Gone.
    Spent,
}

/// What something costs, in one currency, in hundredths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sum {
    /// `USD`
    pub currency: String,
    /// Thought of.
    pub planned: u64,
    /// Agreed with somebody.
    pub out: u64,
    /// Gone.
    pub spent: u64,
}

/// What every node with money at or below it costs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Budgets {
    by_node: HashMap<NodeId, Vec<Sum>>,
    all: Vec<Sum>,
}

/// What a node says to be gone, out, or thought of by itself.
#[must_use]
pub fn own(node: &Node) -> Vec<(Part, Money)> {
    let hand = Hand::of(node);
    let cost = || node.field(Key::Cost).and_then(words::cost);
    let cost = || cost().map(|(hundredths, currency)| Money { hundredths, currency });
    let mut amount = hand.whole_price().or_else(cost);
    let paid = hand.money("paid");
    let step = hand.step();
    // What was paid is a part of the price, but for a price that is the person's own once more.
    if let (Some(amount), Some(paid)) = (&mut amount, &paid)
        && amount.currency == paid.currency
        && step != Step::Mine
    {
        amount.hundredths = amount.hundredths.saturating_sub(paid.hundredths);
    }
    let part = match node.state() {
        State::Open if step.is_out() => Some(Part::Out),
        State::Open => Some(Part::Planned),
        State::Done => Some(Part::Spent),
        State::Dropped | State::Resting => None,
    };
    let amount = part.zip(amount);
    paid.map(|paid| (Part::Spent, paid)).into_iter().chain(amount).collect()
}

impl Sum {
    fn add(&mut self, part: Part, hundredths: u64) {
        let place = match part {
            Part::Planned => &mut self.planned,
            Part::Out => &mut self.out,
            Part::Spent => &mut self.spent,
        };
        *place = place.saturating_add(hundredths);
    }

    /// `$35 spent · 20 out · 80 thought of`; what is nothing is left out.
    fn parts(&self) -> Vec<String> {
        let parts = [(self.spent, "spent"), (self.out, "out"), (self.planned, "thought of")];
        let shown = parts.into_iter().filter(|part| part.0 > 0).enumerate();
        shown
            .map(|(nth, (hundredths, word))| {
                let money = Money { hundredths, currency: self.currency.clone() };
                format!("{} {word}", if nth == 0 { money.say() } else { money.say_bare() })
            })
            .collect()
    }
}

/// Adds an amount to the sum of its currency.
fn add(sums: &mut Vec<Sum>, part: Part, money: &Money) {
    let at = match sums.binary_search_by(|sum| sum.currency.cmp(&money.currency)) {
        Ok(at) => at,
        Err(at) => {
            sums.insert(at, Sum { currency: money.currency.clone(), ..Sum::default() });
            at
        }
    };
    sums[at].add(part, money.hundredths);
}

impl Budgets {
    /// Everything that costs something, up the tree. What is thought of counts only where nothing above was let go or
    /// rests.
    #[must_use]
    pub fn of(tree: &Tree) -> Self {
        let mut budgets = Self::default();
        let is_off =
            |id| tree.get(id).is_some_and(|node| matches!(node.state(), State::Dropped | State::Resting));
        for node in tree.priced() {
            let is_thought_away = || tree.ancestors(node.id()).any(is_off);
            for (part, money) in own(node) {
                if part == Part::Planned && is_thought_away() {
                    continue;
                }
                add(&mut budgets.all, part, &money);
                for id in std::iter::once(node.id()).chain(tree.ancestors(node.id())) {
                    add(budgets.by_node.entry(id).or_default(), part, &money);
                }
            }
        }
        budgets
    }

    /// The sums of one branch; of everything without one.
    #[must_use]
    pub fn at(&self, id: Option<NodeId>) -> &[Sum] {
        match id {
            Some(id) => self.by_node.get(&id).map_or(&[], Vec::as_slice),
            None => &self.all,
        }
    }
}

/// What a goal may cost.
#[must_use]
pub fn limit(node: &Node) -> Option<Money> {
    let json = node.field(Key::Budget).and_then(Field::as_text)?;
    Money::of(serde_json::from_str::<serde_json::Value>(json).ok()?.as_object()?)
}

/// Each currency in words: `$35 spent · 20 out · 80 thought of · of 200`, and by how much it is over.
#[must_use]
pub fn say(sums: &[Sum], limit: Option<&Money>) -> Vec<String> {
    let mut said = Vec::new();
    for sum in sums {
        let mut parts = sum.parts();
        if let Some(limit) = limit.filter(|limit| limit.currency == sum.currency) {
            parts.push(format!("of {}", limit.say_bare()));
            parts.extend(over(sum, limit).map(|over| format!("over by {}", over.say_bare())));
        }
        said.push(parts.join(" · "));
    }
    if let Some(limit) = limit.filter(|limit| sums.iter().all(|sum| sum.currency != limit.currency)) {
        said.push(format!("nothing of {}", limit.say()));
    }
    said.retain(|words| !words.is_empty());
    said
}

/// By how much what is gone and out is more than what it may cost.
fn over(sum: &Sum, limit: &Money) -> Option<Money> {
    let hundredths =
        sum.spent.saturating_add(sum.out).checked_sub(limit.hundredths).filter(|over| *over > 0)?;
    Some(Money { hundredths, currency: limit.currency.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json;

    const HEAD: &str = "{\"goaltree\":1,\"nodes\":[";

    fn tree(nodes: &str) -> Tree {
        json::read(format!("{HEAD}{nodes}],\"days\":[]}}").as_bytes()).expect("a file").tree
    }

    fn said(tree: &Tree, id: &str) -> Vec<String> {
        let id = NodeId::parse(id);
        say(Budgets::of(tree).at(Some(id)), tree.get(id).and_then(limit).as_ref())
    }

    #[test]
    fn money_is_summed_up_the_tree_by_currency() {
        let tree = tree(
            r#"{"id":"g","title":"Goal","budget":{"amount":"200","currency":"USD"}},
            {"id":"a","parent":"g","title":"A","state":"done","cost":{"amount":"35.00","currency":"USD"}},
            {"id":"b","parent":"g","title":"B","hand":{"to":"ana","step":"posted","price":{"amount":"10","currency":"USD"},"copies":2}},
            {"id":"s","parent":"g","title":"S"},
            {"id":"c","parent":"s","title":"C","cost":{"amount":"80","currency":"USD"},"hand":{"step":"could go"}},
            {"id":"d","parent":"s","title":"D","cost":{"amount":"7.50","currency":"EUR"}},
            {"id":"e","parent":"s","title":"E","state":"dropped","cost":{"amount":"99","currency":"USD"}},
            {"id":"r","title":"Rests","state":"resting"},
            {"id":"f","parent":"r","title":"F","cost":{"amount":"1","currency":"USD"}},
            {"id":"h","title":"H","budget":{"amount":"20","currency":"USD"}},
            {"id":"i","parent":"h","title":"I","hand":{"to":"x","price":{"amount":"35","currency":"USD"},"paid":{"amount":"5","currency":"USD"}}},
            {"id":"j","title":"J","budget":{"amount":"20","currency":"EUR"}},
            {"id":"k","title":"K","cost":{"amount":"4","currency":"USD"},"hand":{"paid":{"amount":"5","currency":"USD"}}}"#,
        );
        assert_eq!(said(&tree, "g"), ["7.50 EUR thought of", "$35 spent · 20 out · 80 thought of · of 200"]);
        assert_eq!(said(&tree, "s"), ["7.50 EUR thought of", "$80 thought of"]);
        assert_eq!(said(&tree, "r"), [] as [&str; 0]);
        assert_eq!(said(&tree, "h"), ["$5 spent · 30 out · of 20 · over by 15"]);
        assert_eq!(said(&tree, "j"), ["nothing of 20 EUR"]);
        assert_eq!(said(&tree, "k"), ["$5 spent · 4 thought of"]);
        let all = Budgets::of(&tree).at(None).to_vec();
        assert_eq!((all.len(), all[1].spent, all[1].out, all[1].planned), (2, 4500, 5000, 8400));
    }
}
