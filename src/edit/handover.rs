//! Handing a job over, arrow by arrow of [`ARROWS`](crate::model::handover::ARROWS), each with what it brings along.

use chrono::{Days, Weekday};
use serde_json::Value as Json;

use super::{Edit, Outcome, Reason, schedule, status};
use crate::insight::habits;
use crate::model::handover::{Arrow, Step};
use crate::model::{Field, Key, Node, NodeId, Place, State};
use crate::text::hand::Hand;

/// Minutes for writing down what is wanted.
pub const BRIEF_MINUTES: u32 = 10;
/// Minutes for looking at what came back.
pub const CHECK_MINUTES: u32 = 10;
/// Days until it is asked how it goes, where nothing was promised.
const FIRST_CHASE: u64 = 3;
/// Working days from one question to the next.
const NEXT_CHASE: u32 = 2;

/// What ends with a hand-over that is taken back; what was paid stays, and what is wanted.
const ENDS: [&str; 12] = [
    "to",
    "since",
    "promised",
    "chase",
    "chased",
    "market",
    "fee",
    "price",
    "copies",
    "changes",
    "revisions",
    "check",
];

/// What is agreed: entries of the hand-over by their names; none takes one out.
pub type Terms = [(&'static str, Option<Json>)];

/// Writes down what is agreed, and leaves the step as it is.
///
/// # Errors
/// It is not open.
pub fn agree(edit: &mut Edit<'_>, id: NodeId, terms: &Terms) -> Outcome {
    let mut hand = open_hand(edit, id)?;
    put(&mut hand, terms);
    edit.set(id, Key::Hand, hand.field())
}

/// Goes along one arrow, with what is agreed on the way. Says where it led.
///
/// # Errors
/// The arrow does not begin at the step of the job, or it is not open.
pub fn take(edit: &mut Edit<'_>, id: NodeId, arrow: Arrow, terms: &Terms, rest: &[Weekday]) -> Outcome<Step> {
    let mut hand = open_hand(edit, id)?;
    let from = hand.step();
    let Some(to) = from.after(arrow) else {
        return Err(Reason(format!("It is {}; that does not follow from there.", from.word())));
    };
    if arrow == Arrow::Offer {
        status::could_go(edit, id)?;
        hand = open_hand(edit, id)?;
    }
    put(&mut hand, terms);
    hand.go_to(to);
    let today = edit.now().day();
    let day = |day: chrono::NaiveDate| Some(Json::from(day.to_string()));
    let next = |edit: &Edit<'_>| habits::after_working_days(edit.tree(), today, NEXT_CHASE, rest);
    match arrow {
        Arrow::Offer | Arrow::Brief => {}
        Arrow::Post => {
            hand.set("since", day(today));
            schedule::take_off(edit, id)?;
        }
        Arrow::Begin => {
            let later = today.checked_add_days(Days::new(FIRST_CHASE)).unwrap_or(today);
            hand.set("since", day(today));
            hand.set("chase", day(hand.day("promised").unwrap_or(later)));
        }
        Arrow::Chase => {
            hand.count("chased");
            hand.set("chase", day(next(edit)));
        }
        Arrow::Deliver => {
            hand.set("chase", None);
            let title = format!("Check {}", edit.node(id)?.title());
            let check = add_job(edit, id, &title, CHECK_MINUTES)?;
            hand.set("check", Some(check.to_string().into()));
        }
        Arrow::Revise => {
            settle_check(edit, &mut hand)?;
            hand.count("revisions");
            hand.set("chase", day(next(edit)));
        }
        Arrow::Accept => settle_check(edit, &mut hand)?,
        Arrow::TakeBack => {
            if let Some(check) = hand.check().filter(|check| is_open(edit, *check)) {
                edit.delete(check)?;
            }
            ENDS.iter().for_each(|name| hand.set(name, None));
        }
    }
    edit.set(id, Key::Hand, hand.field())?;
    if arrow == Arrow::Accept {
        status::close_all(edit, id)?;
    }
    Ok(to)
}

/// Puts "Write the brief" on Today, beside what it is for.
///
/// # Errors
/// There is no such node.
pub fn brief_later(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let title = format!("Write the brief: {}", edit.node(id)?.title());
    add_job(edit, id, &title, BRIEF_MINUTES).map(|_| ())
}

fn put(hand: &mut Hand, terms: &Terms) {
    for (name, value) in terms {
        hand.set(name, value.clone());
    }
}

fn is_open(edit: &Edit<'_>, id: NodeId) -> bool {
    edit.tree().get(id).is_some_and(|node| node.state() == State::Open)
}

fn open_hand(edit: &Edit<'_>, id: NodeId) -> Outcome<Hand> {
    let node = edit.node(id)?;
    if node.state() != State::Open {
        return Err("It is settled; `space` opens it once more.".into());
    }
    Ok(Hand::of(node))
}

/// Puts a job of the person's own before an item, where no sequence holds it back, and on Today.
fn add_job(edit: &mut Edit<'_>, beside: NodeId, title: &str, minutes: u32) -> Outcome<NodeId> {
    let id = edit.fresh_id();
    let fields = vec![Field::text(Key::Title, title), Field::number(Key::Minutes, minutes)];
    let place = Place { parent: edit.tree().parent(beside), after: edit.tree().previous(beside) };
    edit.create(Node::with_fields(id, fields), place)?;
    schedule::put_on(edit, id)?;
    Ok(id)
}

/// What came back was looked at: the job for that is done.
fn settle_check(edit: &mut Edit<'_>, hand: &mut Hand) -> Outcome {
    if let Some(check) = hand.check().filter(|check| is_open(edit, *check) && edit.tree().is_leaf(*check)) {
        status::tick(edit, check)?;
    }
    hand.set("check", None);
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;

    use super::*;
    use crate::insight::progress;
    use crate::insight::rank;
    use crate::insight::today;
    use crate::model::{Change, History, Ids, Now, Tree};
    use crate::text::json;

    const FILE: &str = r#"{"goaltree":1,"nodes":[
        {"id":"site","title":"Site","order":"seq"},
        {"id":"logo","parent":"site","title":"Logo","minutes":40,"tags":["draw"],"hand":{"mood":"calm"}},
        {"id":"next","parent":"site","title":"Put it in","minutes":5}],"days":[]}"#;

    struct Bench {
        tree: Tree,
        ids: Ids,
        now: Now,
        history: History,
    }

    impl Bench {
        fn new() -> Self {
            let tree = json::read(FILE.as_bytes()).expect("a file").tree;
            // A Friday.
            let now = Now::new(DateTime::parse_from_rfc3339("2026-11-20T09:00:00Z").expect("a time"));
            Self { tree, ids: Ids::seeded(1), now, history: History::default() }
        }

        fn run<T>(&mut self, verb: impl FnOnce(&mut Edit<'_>) -> Outcome<T>) -> Outcome<T> {
            let (change, value): (Change, T) =
                Edit::new(&mut self.tree, &mut self.ids, self.now).run("it", verb)?;
            self.history.record(&change);
            Ok(value)
        }

        fn go(&mut self, arrow: Arrow, terms: &Terms) -> Outcome<Step> {
            let rest = [Weekday::Sat, Weekday::Sun];
            self.run(|edit| take(edit, logo(), arrow, terms, &rest))
        }

        fn hand(&self) -> Hand {
            Hand::of(self.tree.get(logo()).expect("it is there"))
        }

        fn day(&self) -> &crate::model::Day {
            self.tree.day(self.now.day()).expect("a day")
        }
    }

    fn logo() -> NodeId {
        NodeId::parse("logo")
    }

    /// Up to a step, by the shortest way.
    fn at(step: Step) -> Bench {
        let mut bench = Bench::new();
        let promised = [
            ("promised", Some(json!("2026-11-27"))),
            ("price", Some(json!({"amount":"10.00","currency":"USD"}))),
        ];
        let way: [(Arrow, &Terms); 6] = [
            (Arrow::Offer, &[]),
            (Arrow::Brief, &[]),
            (Arrow::Post, &promised),
            (Arrow::Begin, &[("to", None)]),
            (Arrow::Deliver, &[]),
            (Arrow::Accept, &[]),
        ];
        let named = [("to", Some(json!("ana")))];
        for (arrow, terms) in way.into_iter().take(Step::ALL.iter().position(|it| *it == step).expect("one"))
        {
            bench.go(arrow, if arrow == Arrow::Begin { &named } else { terms }).expect("an arrow");
        }
        assert_eq!(bench.hand().step(), step);
        bench
    }

    #[test]
    fn arrows_lead_on_can_be_taken_back_and_no_other_does_anything() {
        for step in Step::ALL {
            for arrow in Arrow::ALL {
                let mut bench = at(step);
                let before = bench.tree.clone();
                let led = bench.go(arrow, &[]);
                assert_eq!(led.ok(), step.after(arrow), "{step:?} {arrow:?}");
                if let Some(to) = step.after(arrow) {
                    assert_eq!(bench.hand().step(), to, "{step:?} {arrow:?}");
                    let _ = bench.history.undo(&mut bench.tree, 9).expect("a step");
                }
                assert!(bench.tree == before, "{step:?} {arrow:?}");
            }
        }
    }

    #[test]
    fn each_arrow_brings_along_what_it_says() {
        let day = |text: &str| text.parse().ok();
        let mut bench = at(Step::Posted);
        assert!(rank::gate(&bench.tree, bench.now.day(), logo()).is_some(), "no candidate");
        assert!(progress::waits(&bench.tree, NodeId::parse("next")), "holds back what follows");
        bench.go(Arrow::Begin, &[("to", Some(json!("ana")))]).unwrap();
        assert_eq!(
            (bench.hand().day("chase"), bench.hand().day("since")),
            (day("2026-11-27"), day("2026-11-20"))
        );
        assert!(today::today(&bench.tree, bench.now.day()).chase.is_empty());
        bench.go(Arrow::Chase, &[]).unwrap();
        assert_eq!(bench.hand().day("chase"), day("2026-11-24"), "two working days after a Friday");
        let tuesday = day("2026-11-24").unwrap();
        assert_eq!(today::today(&bench.tree, tuesday).chase, [logo()]);
        bench.go(Arrow::Deliver, &[]).unwrap();
        let check = bench.hand().check().unwrap();
        let node = bench.tree.get(check).unwrap();
        assert_eq!((node.title(), node.minutes()), ("Check Logo", Some(10)));
        assert!(today::is_on(&bench.tree, bench.now.day(), check) && !progress::waits(&bench.tree, check));
        bench.go(Arrow::Revise, &[]).unwrap();
        assert_eq!((bench.hand().number("revisions"), bench.hand().check()), (Some(1), None));
        assert_eq!(bench.day().done.len(), 1, "the looking is done");
        bench.go(Arrow::Deliver, &[]).unwrap();
        let terms = [("stars", Some(json!(4))), ("line", Some(json!("quick")))];
        bench.go(Arrow::Accept, &terms).unwrap();
        assert_eq!(bench.tree.get(logo()).unwrap().state(), State::Done);
        let done = bench.day().done.iter().find(|done| done.id == logo()).unwrap();
        assert_eq!(done.minutes, Some(0), "the minutes were not the person's own");
        let (name, said) = &done.unknown[0];
        assert_eq!(
            (&**name, &**said),
            ("helped", r#"{"by":"ana","days":0,"line":"quick","stars":4,"tags":["draw"]}"#)
        );
        assert_eq!(bench.hand().text("mood"), Some("calm"), "what is not known is kept");
    }

    #[test]
    fn what_is_taken_back_keeps_what_was_paid_and_nothing_of_the_price() {
        let mut bench = at(Step::Delivered);
        let check = bench.hand().check().unwrap();
        let paid = [("paid", Some(json!({"amount":"4.00","currency":"USD"})))];
        bench.run(|edit| agree(edit, logo(), &paid)).unwrap();
        bench.go(Arrow::TakeBack, &[]).unwrap();
        let field = bench.hand().field().unwrap();
        assert_eq!(field.as_text(), Some(r#"{"mood":"calm","paid":{"amount":"4.00","currency":"USD"}}"#));
        assert!(!bench.tree.contains(check) && rank::gate(&bench.tree, bench.now.day(), logo()).is_none());
    }

    #[test]
    fn without_a_promise_it_is_asked_after_three_days_and_a_brief_can_wait() {
        let mut bench = at(Step::CouldGo);
        bench.run(|edit| brief_later(edit, logo())).unwrap();
        let last = *bench.day().list.last().unwrap();
        assert_eq!(bench.tree.get(last).unwrap().title(), "Write the brief: Logo");
        for arrow in [Arrow::Brief, Arrow::Post, Arrow::Begin] {
            bench.go(arrow, &[]).unwrap();
        }
        assert_eq!(bench.hand().day("chase"), "2026-11-23".parse().ok());
    }
}
