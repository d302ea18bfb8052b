//! What the monkey begins with.

use goaltree::edit::Edit;
use goaltree::model::{Field, Ids, Key, NodeId};

use crate::drive::Drive;

/// A tree by the number of the run.
pub fn start(seed: u64) -> Drive {
    let mut drive = match seed % 5 {
        0 => Drive::demo(80, 24),
        1 => Drive::outline(""),
        2 => Drive::outline(
            "- Goal\n  - Part >>\n    - One ~5m <\n    - Two ~1h30 #x ^^Tom\n  - Move *day ~5m\n- Logo ~20m @ana\n- Walk *day times:1\n- [x] Past",
        ),
        3 => lived(),
        _ => Drive::outline("- Goal\n  - A long job ~3h <\n  - Organize all that is left ~2h"),
    };
    // Those with many jobs make trees that only take time.
    drive.app.templates.retain(|template| template.jobs() < 8);
    drive.app.config.ideas.command = vec!["idea".into()];
    drive
}

/// Visions of which all is done but the closing.
fn lived() -> Drive {
    let mut drive = Drive::outline("- a <\n  - [x] b\n- c\n  - [x] d\n- e\n  - [x] f");
    let visions: Vec<NodeId> = drive.app.tree.children(None).collect();
    let far = Field::text(Key::Horizon, "vision");
    let far_away = |edit: &mut Edit<'_>| {
        visions.iter().try_for_each(|id| edit.set(*id, Key::Horizon, Some(far.clone())))
    };
    Edit::new(&mut drive.app.tree, &mut Ids::seeded(3), drive.now)
        .run("far", far_away)
        .expect("they are there");
    drive
}
