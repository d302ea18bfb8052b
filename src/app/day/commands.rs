//! The keys of the day's cards.

use crate::app::App;
use crate::app::command::{Command, Room, row};

/// The commands of all cards of the day.
pub const TABLES: &[&[Command]] = &[FILE, INBOX, NOW, CONFLICTS];

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
    row(Room::Now, "now-inbox", &["i"], "", "A line for the inbox", App::open_inbox),
    row(Room::Now, "now-leave", &["esc", "q", "C-c"], "back", "Back", App::now_leave),
];

#[rustfmt::skip]
const CONFLICTS: &[Command] = &[
    row(Room::Conflicts, "conflict-take", &["o"], "take the other", "Take what was set elsewhere", App::conflict_take),
    row(Room::Conflicts, "conflict-keep", &["space"], "keep this", "Keep what stands here", App::conflict_keep),
    row(Room::Conflicts, "conflict-edit", &["e", "enter"], "edit", "Edit the line; the choice waits on", App::conflict_edit),
    row(Room::Conflicts, "conflict-next", &["down", "j", "n"], "next", "The next one", App::conflict_next),
    row(Room::Conflicts, "conflict-back", &["up", "k", "N"], "", "The one before", App::conflict_back),
    row(Room::Conflicts, "conflict-undo", &["u"], "", "Take the last change back", App::undo),
    row(Room::Conflicts, "conflict-leave", &["esc", "q", "C-c"], "close", "Close; what is left waits on", App::close_card),
];
