//! Laws of handing over and of money: sums hold up the tree, a step only moves its amount, a note stays at home.

use goaltree::edit::Edit;
use goaltree::edit::handover::take;
use goaltree::insight::brief::{Part, brief, print};
use goaltree::insight::budget::{self, Budgets, Sum};
use goaltree::model::handover::{ARROWS, Arrow, Step};
use goaltree::model::{Field, Ids, Key, NodeId, Now, Tree};
use goaltree::text::hand::Hand;
use proptest::prelude::*;

use crate::generators::trees;

fn now() -> Now {
    Now::new(chrono::DateTime::parse_from_rfc3339("2026-11-20T09:00:00Z").expect("a time"))
}

/// What was written into a tree: a cost, and how far a hand-over has come, for each node.
fn priced(mut tree: Tree, amounts: &[(u32, usize, bool)]) -> Tree {
    let ids: Vec<NodeId> = tree.walk(None).map(|(_, node)| node.id()).collect();
    let verb = |edit: &mut Edit<'_>| {
        for (id, (amount, step, is_dollars)) in ids.iter().zip(amounts.iter().cycle()) {
            let money = format!(
                r#"{{"amount":"{}.{:02}","currency":"{}"}}"#,
                amount / 100,
                amount % 100,
                if *is_dollars { "USD" } else { "EUR" }
            );
            edit.set(*id, Key::Cost, Some(Field::text(Key::Cost, &money)))?;
            let step = Step::ALL[step % Step::ALL.len()];
            if step != Step::Mine {
                let hand = format!(r#"{{"to":"ana","step":"{}","price":{money},"fee":"0.05"}}"#, step.word());
                edit.set(*id, Key::Hand, Some(Field::text(Key::Hand, &hand)))?;
            }
        }
        Ok(())
    };
    // An empty tree has nothing to be written.
    let _ = Edit::new(&mut tree, &mut Ids::seeded(1), now()).run("prices", verb);
    tree
}

fn total(sums: &[Sum]) -> Vec<(String, u64)> {
    let sum = |sum: &Sum| (sum.currency.clone(), sum.planned + sum.out + sum.spent);
    sums.iter().map(sum).filter(|sum| sum.1 > 0).collect()
}

fn amounts() -> impl Strategy<Value = Vec<(u32, usize, bool)>> {
    proptest::collection::vec((1u32..100_000, 0usize..7, any::<bool>()), 1..9)
}

proptest! {
    #[test]
    fn what_a_parent_costs_is_what_is_in_it_and_itself(tree in trees(), amounts in amounts()) {
        let tree = priced(tree, &amounts);
        let budgets = Budgets::of(&tree);
        let parts = |sum: &Sum| [sum.planned, sum.out, sum.spent];
        for id in std::iter::once(None).chain(tree.walk(None).map(|(_, node)| Some(node.id()))) {
            for sum in budgets.at(id) {
                let inside = |id: NodeId| budgets.at(Some(id)).iter().find(|it| it.currency == sum.currency);
                let mut rest = parts(sum);
                for child in tree.children(id).filter_map(inside) {
                    for (rest, part) in rest.iter_mut().zip(parts(child)) {
                        prop_assert!(*rest >= part);
                        *rest -= part;
                    }
                }
                let own = id.and_then(|id| tree.get(id)).map(budget::own).unwrap_or_default();
                let own = own.iter().filter(|(_, money)| money.currency == sum.currency);
                let own: u64 = own.map(|(_, money)| money.hundredths).sum();
                let left: u64 = rest.iter().sum();
                // What is thought of under something that was let go counts nowhere.
                prop_assert!(left == own || left == 0, "{left} {own}");
            }
        }
    }

    #[test]
    fn a_step_only_moves_its_amount(tree in trees(), amounts in amounts(), at in any::<prop::sample::Index>()) {
        let tree = priced(tree, &amounts);
        for (_, node) in tree.walk(None) {
            let Some(row) = ARROWS.iter().filter(|row| row.0 == Hand::of(node).step()).nth(at.index(2)) else { continue };
            if matches!(row.1, Arrow::TakeBack | Arrow::Accept) {
                continue;
            }
            let mut after = tree.clone();
            let verb = |edit: &mut Edit<'_>| take(edit, node.id(), row.1, &[], &[]);
            if Edit::new(&mut after, &mut Ids::seeded(2), now()).run("step", verb).is_err() {
                continue;
            }
            let is_thought_away = tree.ancestors(node.id()).any(|id| {
                tree.get(id).is_some_and(|node| node.state() != goaltree::model::State::Open)
            });
            if !is_thought_away {
                let (before, after) = (Budgets::of(&tree), Budgets::of(&after));
                prop_assert_eq!(total(before.at(None)), total(after.at(None)));
            }
        }
    }

    #[test]
    fn no_note_is_in_a_brief_that_was_not_asked_for_it(tree in trees(), markdown in any::<bool>()) {
        for (_, node) in tree.walk(None) {
            let mut noted = tree.clone();
            let note = "zq7 secret\n\nzq7 more";
            let verb = |edit: &mut Edit<'_>| edit.set(node.id(), Key::Note, Some(Field::text(Key::Note, note)));
            let _ = Edit::new(&mut noted, &mut Ids::seeded(1), now()).run("note", verb);
            let mut lines = brief(&noted, node.id());
            prop_assert!(!print(&lines, markdown).contains("zq7"));
            lines.iter_mut().filter(|line| line.part == Part::Note).for_each(|line| line.is_in = true);
            prop_assert!(print(&lines, markdown).contains("zq7 more"));
        }
    }
}
