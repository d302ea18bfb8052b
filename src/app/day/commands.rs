//! The keys of the day's cards.

use crate::app::App;
use crate::app::command::{Command, Room, row};

/// The commands of all cards of the day.
pub const TABLES: &[&[Command]] = &[FILE, INBOX, NOW, BOX, STUCK];

#[rustfmt::skip]
const FILE: &[Command] = &[
    row(Room::File, "file-up", &["up", "C-p"], "", "One up", App::file_up),
    row(Room::File, "file-down", &["down", "C-n"], "", "One down", App::file_down),
    row(Room::File, "file-take", &["enter"], "move there", "Move it there", App::file_take),
    row(Room::File, "file-leave", &["esc", "C-c"], "leave", "Leave it where it is", App::close_card),
];

#[rustfmt::skip]
const INBOX: &[Command] = &[
    row(Room::Inbox, "inbox-save", &["enter"], "keep", "Keep it in the inbox", App::inbox_save),
    row(Room::Inbox, "inbox-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept for next time", App::inbox_leave),
];

#[rustfmt::skip]
const NOW: &[Command] = &[
    row(Room::Now, "now-tick", &["space"], "done", "It is done; on to the next", App::now_tick),
    row(Room::Now, "now-split", &["s"], "split", "Split it into smaller jobs", App::now_split),
    row(Room::Now, "now-next", &["n", "down", "right"], "another", "Another job", App::now_next),
    row(Room::Now, "now-box", &["b"], "box", "A box on it: minutes that count down", App::now_box),
    row(Room::Now, "now-inbox", &["i"], "", "A line for the inbox", App::open_inbox),
    row(Room::Now, "now-leave", &["esc", "q", "C-c"], "back", "Back", App::now_leave),
];

#[rustfmt::skip]
const BOX: &[Command] = &[
    row(Room::BoxLine, "box-take", &["enter"], "go on", "Begin the box; take the minutes; end the rest", App::box_take),
    row(Room::BoxLine, "box-drop", &["esc", "C-c"], "leave", "Leave; of a box that is over, what was planned counts", App::box_drop),
    row(Room::Box, "box-there", &["space"], "there", "There: the job is done; on to the next", App::box_there),
    row(Room::Box, "box-more", &["+"], "5 min", "Five more minutes, twice", App::box_more),
    row(Room::Box, "box-split", &["S"], "split", "Note what is done, and split off the rest", App::box_split),
    row(Room::Box, "box-inbox", &["i"], "note a thought", "A thought for the inbox; the box goes on", App::open_inbox),
    row(Room::Box, "box-pause", &["p"], "pause", "Pause, or go on", App::box_pause),
    row(Room::Box, "box-rest", &["r"], "rest 5", "End the box, and rest for five minutes", App::box_rest),
    row(Room::Box, "box-leave", &["esc", "C-c"], "leave it", "Leave; the minutes so far count", App::box_leave),
];

#[rustfmt::skip]
const STUCK: &[Command] = &[
    row(Room::Stuck, "stuck-1", &["1"], "", "The first answer", App::stuck_1),
    row(Room::Stuck, "stuck-2", &["2"], "", "The second", App::stuck_2),
    row(Room::Stuck, "stuck-3", &["3"], "", "The third", App::stuck_3),
    row(Room::Stuck, "stuck-4", &["4"], "", "The fourth", App::stuck_4),
    row(Room::Stuck, "stuck-5", &["5"], "", "The fifth", App::stuck_5),
    row(Room::Stuck, "stuck-leave", &["esc", "C-c"], "leave", "Leave", App::stuck_leave),
    row(Room::StuckLine, "stuck-take", &["enter"], "go on", "Take the answer; an empty one is fine", App::stuck_take),
    row(Room::StuckLine, "stuck-line-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept for next time", App::stuck_leave),
];
