//! The keys of the day's cards.

use crate::app::App;
use crate::app::command::{Command, Room, row};

/// The commands of all cards of the day.
pub const TABLES: &[&[Command]] =
    &[FILE, INBOX, NOW, PLAN, WHY, FIT, DATES, TRIAGE, WELCOME, EVENING, CHALLENGE, BOX, STUCK, CONFLICTS];

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
const PLAN: &[Command] = &[
    row(Room::Hours, "hours-more", &["right", "l", "up"], "more", "15 minutes more", App::hours_more),
    row(Room::Hours, "hours-less", &["left", "h", "down"], "less", "15 minutes less", App::hours_less),
    row(Room::Hours, "hours-learnt", &["y"], "", "As it was lately", App::hours_learnt),
    row(Room::Hours, "hours-keep", &["enter"], "go on", "Keep it, and choose", App::hours_keep),
    row(Room::Hours, "hours-leave", &["esc", "q", "C-c"], "leave", "Leave; what you set is kept", App::hours_leave),
    row(Room::Plan, "plan-up", &["up", "k"], "", "One up", App::plan_up),
    row(Room::Plan, "plan-down", &["down", "j"], "", "One down", App::plan_down),
    row(Room::Plan, "plan-take", &["space"], "take/leave", "Take it for today, or leave it", App::plan_toggle),
    row(Room::Plan, "plan-why", &["e"], "why", "What it comes to, and why", App::plan_why),
    row(Room::Plan, "plan-split", &["s"], "split", "Split it; the plan comes back", App::plan_split),
    row(Room::Plan, "plan-start", &["enter"], "start", "Put what is taken on Today", App::plan_start),
    row(Room::Plan, "plan-formula", &["?"], "formula", "How jobs are ranked, with your weights", App::plan_formula),
    row(Room::Plan, "plan-inbox", &["i"], "", "File what is in the inbox, one after another", App::plan_inbox),
    row(Room::Plan, "plan-room", &["left", "backspace"], "", "Back to how much of the day is yours", App::plan_room),
    row(Room::Plan, "plan-zoom-out", &["V"], "", "Zoom out; the plan comes back", App::plan_zoom_out),
    row(Room::Plan, "plan-leave", &["esc", "q", "C-c"], "leave", "Leave; what you took is kept for `p`", App::plan_leave),
];

#[rustfmt::skip]
const WHY: &[Command] = &[
    row(Room::Why, "why-up", &["up", "k"], "", "One up", App::why_up),
    row(Room::Why, "why-down", &["down", "j"], "", "One down", App::why_down),
    row(Room::Why, "why-leave", &["esc", "enter", "e", "?", "q", "C-c"], "back", "Back", App::why_leave),
];

#[rustfmt::skip]
const FIT: &[Command] = &[
    row(Room::Fit, "fit-up", &["up", "k"], "", "One up", App::fit_up),
    row(Room::Fit, "fit-down", &["down", "j"], "", "One down", App::fit_down),
    row(Room::Fit, "fit-begin", &["enter"], "begin", "Begin it", App::fit_begin),
    row(Room::Fit, "fit-leave", &["esc", "q", "C-c"], "leave", "Leave", App::close_card),
    row(Room::FitLine, "fit-line-begin", &["enter"], "begin", "Make it the first job there, and begin it", App::fit_line_begin),
    row(Room::FitLine, "fit-line-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept for next time", App::fit_line_leave),
];

#[rustfmt::skip]
const DATES: &[Command] = &[
    row(Room::Dates, "dates-save", &["enter"], "save", "Save; an empty line means no dates", App::date_save),
    row(Room::Dates, "dates-leave", &["esc", "C-c"], "leave", "Leave them as they were", App::close_card),
];

#[rustfmt::skip]
const TRIAGE: &[Command] = &[
    row(Room::Triage, "triage-usual", &["enter"], "", "The usual answer, which the card names", App::triage_usual),
    row(Room::Triage, "triage-today", &["t"], "today", "On Today", App::triage_today),
    row(Room::Triage, "triage-later", &["l"], "later", "Back to the tree, with no day planned", App::triage_later),
    row(Room::Triage, "triage-date", &["d"], "date", "Its dates", App::triage_date),
    row(Room::Triage, "triage-split", &["s"], "split", "Split it into smaller jobs", App::triage_split),
    row(Room::Triage, "triage-hand", &["&"], "hand over", "Note that it could be handed over", App::triage_hand),
    row(Room::Triage, "triage-let-go", &["x"], "let go", "Let it go", App::triage_let_go),
    row(Room::Triage, "triage-leave", &["esc", "L", "C-c"], "", "All of them later", App::triage_leave),
];

#[rustfmt::skip]
const WELCOME: &[Command] = &[
    row(Room::Welcome, "welcome-take", &["enter"], "on Today", "Put it on Today", App::welcome_take),
    row(Room::Welcome, "welcome-leave", &["esc", "C-c"], "not now", "Not now", App::close_card),
];

#[rustfmt::skip]
const EVENING: &[Command] = &[
    row(Room::Evening, "evening-next", &["enter"], "go on", "On to the next part, with what is chosen or typed", App::evening_next),
    row(Room::Evening, "evening-up", &["up", "C-p"], "", "One up", App::evening_up),
    row(Room::Evening, "evening-down", &["down", "C-n"], "", "One down", App::evening_down),
    row(Room::Evening, "evening-leave", &["esc", "C-c"], "leave", "End the evening here", App::close_card),
    row(Room::EveningOpen, "evening-stay", &["enter"], "", "Leave it for the morning", App::evening_next),
    row(Room::EveningOpen, "evening-tomorrow", &["t"], "tomorrow", "Plan it for tomorrow", App::evening_tomorrow),
    row(Room::EveningOpen, "evening-later", &["l"], "later", "Back to the tree, with no day planned", App::evening_later),
    row(Room::EveningOpen, "evening-split", &["s"], "split", "Split it into smaller jobs", App::evening_split),
    row(Room::EveningOpen, "evening-hand", &["&"], "hand over", "Note that it could be handed over", App::evening_hand),
    row(Room::EveningOpen, "evening-let-go", &["x"], "let go", "Let it go", App::evening_let_go),
    row(Room::EveningOpen, "evening-end", &["esc", "C-c"], "", "End the evening here", App::close_card),
];

#[rustfmt::skip]
const CHALLENGE: &[Command] = &[
    row(Room::Challenge, "challenge-keep", &["y"], "keep it", "It goes on, without an end", App::challenge_keep),
    row(Room::Challenge, "challenge-end", &["n", "esc", "C-c"], "it is done", "It is done", App::close_card),
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
