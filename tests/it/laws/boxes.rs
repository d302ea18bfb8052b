//! Boxes: what is credited is credited once, and everything can be taken back.

use chrono::TimeDelta;
use goaltree::edit::{Edit, boxes, status};
use goaltree::model::{History, Ids, Now, Tree};
use goaltree::text::outline;
use proptest::collection::vec;
use proptest::prelude::*;

use super::{check, config};
use crate::drive::at;

/// Minutes and guess of a tick.
type Measured = (Option<u32>, Option<u32>);

#[derive(Debug, Clone, Copy)]
enum Step {
    Begin(usize, u32),
    End(u32),
    Pause,
    More,
    Tick(usize),
    Untick(usize),
}

fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let step = prop_oneof![
        (0..4_usize, 1..40_u32).prop_map(|(job, minutes)| Step::Begin(job, minutes)),
        (0..40_u32).prop_map(Step::End),
        Just(Step::Pause),
        Just(Step::More),
        (0..4_usize).prop_map(Step::Tick),
        (0..4_usize).prop_map(Step::Untick),
    ];
    vec((prop_oneof![4 => 1..60_i64, 1 => Just(1_440)], step), 0..24)
}

fn take(edit: &mut Edit<'_>, step: Step) -> goaltree::edit::Outcome {
    let id = |job: usize| edit.tree().walk(None).nth(job).map(|(_, node)| node.id()).unwrap();
    let running = boxes::running(edit.tree());
    match (step, running) {
        (Step::Begin(job, minutes), _) => boxes::begin(edit, id(job), minutes, "point"),
        (Step::Tick(job), _) => status::tick(edit, id(job)),
        (Step::Untick(job), _) => status::untick(edit, id(job)),
        (Step::End(minutes), Some(running)) => boxes::end(edit, &running, minutes),
        (Step::Pause, Some(running)) => boxes::toggle_pause(edit, &running),
        (Step::More, Some(running)) => boxes::extend(edit, &running, 5),
        (_, None) => Err("Nothing runs.".into()),
    }
}

/// The tree after `steps`, with how it was before each of them, and what can be taken back.
fn walked(steps: &[(i64, Step)]) -> (Vec<Tree>, Tree, History) {
    let (mut tree, mut ids, mut history) = (Tree::default(), Ids::seeded(5), History::default());
    let mut now = at("2026-11-16T09:00:00Z");
    let items = outline::parse("One ~15m\nTwo\nThree ~5m *day\nFour ~90m\n", now.day());
    Edit::new(&mut tree, &mut ids, now)
        .run("test", |edit| goaltree::edit::shape::plant(edit, goaltree::model::Place::default(), &items))
        .unwrap();
    let mut befores = Vec::new();
    for (minutes, step) in steps {
        now = Now { time: now.time + TimeDelta::minutes(*minutes), ..now };
        let before = tree.clone();
        if let Ok((change, ())) = Edit::new(&mut tree, &mut ids, now).run("step", |edit| take(edit, *step)) {
            befores.push(before);
            history.record(&change);
        }
    }
    (befores, tree, history)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_box_is_counted_once(steps in steps()) {
        let (_, tree, _) = walked(&steps);
        check(&tree);
        for (_, node) in tree.walk(None) {
            let mut boxed = 0;
            let (mut since, mut credited, mut wanted) = (0, 0, 0);
            for day in tree.days().values() {
                credited += day.credits().filter(|(id, _)| *id == node.id()).map(|(_, m)| m).sum::<u32>();
                let boxes = day.boxes.iter().filter(|boxed| boxed.id == node.id());
                let mut events: Vec<(String, Option<u32>, Option<Measured>)> =
                    boxes.map(|boxed| (boxed.at.to_string(), boxed.minutes, None)).collect();
                let dones = day.done.iter().filter(|done| done.id == node.id());
                events.extend(dones.map(|done| (done.at.to_string(), None, Some((done.minutes, done.guess)))));
                // Times before 04:00 are of the night after.
                events.sort_by_key(|event| (event.0.as_str() < "04:00", event.0.clone(), event.2.is_some()));
                for (_, minutes, done) in events {
                    since += minutes.unwrap_or(0);
                    boxed += minutes.unwrap_or(0);
                    wanted += minutes.unwrap_or(0);
                    match done {
                        Some(found) if since > 0 => {
                            prop_assert_eq!(found, (Some(since), Some(node.minutes().unwrap_or(15))));
                            since = 0;
                        }
                        Some(found) => {
                            prop_assert_eq!(found, (node.minutes(), None));
                            wanted += node.minutes().unwrap_or(0);
                        }
                        None => {}
                    }
                }
            }
            prop_assert_eq!(credited, wanted);
            let spent = node.number(goaltree::model::Key::Spent).unwrap_or(0);
            prop_assert_eq!(spent, boxed);
        }
        let running = tree.days().values().flat_map(|day| &day.boxes).filter(|boxed| boxed.minutes.is_none());
        prop_assert!(running.count() <= 1, "at most one runs");
    }

    #[test]
    fn undo_takes_each_step_back(steps in steps()) {
        let (befores, mut tree, mut history) = walked(&steps);
        for before in befores.into_iter().rev() {
            prop_assert!(history.undo(&mut tree, 1).is_some());
            prop_assert!(tree == before);
        }
    }
}
