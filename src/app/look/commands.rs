//! The keys of the cards that look up and back.

use crate::app::App;
use crate::app::command::{Command, Room, Run, row};

/// The commands of all of them.
pub const TABLES: &[&[Command]] = &[LENS, VISION];

#[rustfmt::skip]
const LENS: &[Command] = &[
    row(Room::Tree, "lens-farther", &["["], "", "Look from farther away: jobs, then what is short, medium, long gives way to a figure", App::lens_farther),
    row(Room::Tree, "lens-nearer", &["]"], "", "Look from nearer, down to the jobs", App::lens_nearer),
    Command { name: "horizon", room: Room::Panes, keys: &[], doc: "How far away it lies: horizon vision, long, medium, short or off", hint: "", run: Run::With(App::set_horizon) },
];

#[rustfmt::skip]
const VISION: &[Command] = &[
    Command { name: "vision", room: Room::Panes, keys: &[], doc: "The sentence to see every morning; vision off hides it, vision on shows it", hint: "", run: Run::With(App::set_vision) },
    row(Room::Vision, "vision-save", &["enter"], "save", "Save it", App::vision_save),
    row(Room::Vision, "vision-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept for next time", App::vision_leave),
];
