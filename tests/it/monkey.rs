//! Random keys, mouse and paste for a bounded number of steps, with every invariant after each.

use goaltree::app::command;
use goaltree::app::{App, Card, Code, Effect, Key, Msg, Pane, Pointer};
use goaltree::model::{Builder, Tree};
use goaltree::text::json;

use crate::drive::Drive;

const STEPS: usize = 20_000;

/// The file without what is noted on Sundays by itself, which no undo takes back.
fn bytes(tree: &Tree) -> String {
    let mut builder = Builder::default();
    for (_, node) in tree.walk(None) {
        builder.node(node.clone(), tree.parent(node.id()));
    }
    for (date, day) in tree.days() {
        let mut day = day.clone();
        day.unknown.retain(|(name, _)| &**name != "forecasts");
        if !day.is_empty() {
            builder.day(*date, day);
        }
    }
    tree.file().iter().for_each(|(name, value)| builder.file(name, value));
    let mut bytes = Vec::new();
    json::write(&builder.finish().0, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn some_msg(random: &mut fastrand::Rng) -> Msg {
    let letters = ['a', 'x', ' ', '~', '5', 'm', '#', '日', '\u{301}', '\u{1b}', 'ß'];
    let keys: Vec<&str> = command::all().flat_map(|command| command.keys).copied().collect();
    match random.u8(..100) {
        0..=69 => Msg::Key(Key::parse(keys[random.usize(..keys.len())]).unwrap()),
        70..=89 => Msg::Key(Key::plain(Code::Char(letters[random.usize(..letters.len())]))),
        90..=92 => Msg::Paste("One ~5m\n  Two\n\tThree\n- [x] Four\n".repeat(random.usize(..3))),
        93..=95 => {
            let pointer = [Pointer::Click, Pointer::WheelUp, Pointer::WheelDown][random.usize(..3)];
            Msg::Mouse(pointer, random.u16(..130), random.u16(..40))
        }
        96 => Msg::Resize(random.u16(..140), random.u16(..50)),
        97 => Msg::Tick,
        98 => Msg::KeepDrafts,
        _ => Msg::Safe(random.bool()),
    }
}

fn invariants(app: &App) {
    let rows = app.rows();
    let place = app.tree_place;
    assert_eq!(place.cursor.is_none(), app.tree.is_empty());
    if let Some(cursor) = place.cursor {
        assert_eq!(rows.nearest_shown(cursor), Some(cursor), "the cursor stands on a row in sight");
        let height = usize::from(app.layout().tree.height);
        let typing = matches!(app.card, Card::Line(_));
        let shown: Vec<_> = rows.from(place.top.unwrap()).take(height.max(1)).map(|row| row.0).collect();
        assert!(
            typing || shown.contains(&cursor),
            "and on one of those that are drawn: {:?} {:?} {:?} {:?}",
            app.card,
            app.screen(),
            place,
            app.layout().tree
        );
    }
    if let Some(cursor) = app.today_place.cursor {
        assert!(app.today().rows().contains(&cursor));
    }
    assert!(app.pane == Pane::Tree || app.pane == Pane::Today);
    let is_at_rest = matches!(app.card, Card::None);
    if let Some((id, _)) = app.nudge() {
        assert!(is_at_rest && app.cursor() == Some(id), "what is said is said of the cursor's row");
    }
    if app.audit.is_some() && is_at_rest {
        let looked_at = app.audited().map(|(id, _)| id);
        assert!(looked_at.is_some() && looked_at == app.cursor(), "the audit looks at something");
    }
}

#[test]
fn no_keys_break_anything_and_all_can_be_taken_back() {
    for seed in 0..4 {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut drive = Drive::demo(80, 24);
        // Those with numbered copies make trees that only take time.
        drive.app.templates.retain(|template| template.jobs() < 12);
        let before = bytes(&drive.app.tree);
        let mut replayed = drive.app.tree.clone();
        for step in 0..STEPS / 4 {
            // Now and then a night goes by.
            if random.u16(..500) == 0 {
                drive.now.time += chrono::TimeDelta::days(1);
            }
            if random.u8(..10) == 0 {
                drive.sleep(random.i64(0..90));
            }
            drive.send(some_msg(&mut random));
            invariants(&drive.app);
            // Chance hardly ever finds its name.
            if step % 250 == 0 {
                drive.app.card = Card::None;
                drive.press(": \"audit\" enter");
            }
            if step % 10 == 0 {
                drive.screen();
            }
            for effect in drive.effects.drain(..) {
                if let Effect::Commit(change) = effect {
                    replayed.apply_all(&change.ops).expect("the journal fits");
                }
            }
        }
        assert!(replayed == drive.app.tree, "what went to the journal is what is on the screen");
        while !drive.app.history.done().is_empty() {
            drive.app.card = Card::None;
            drive.press("u");
        }
        assert_eq!(bytes(&drive.app.tree), before, "seed {seed}");
    }
}
