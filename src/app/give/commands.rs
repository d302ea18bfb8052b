//! The keys of handing over.

use crate::app::App;
use crate::app::command::{Command, Room, Run, row};

/// The commands of all its cards.
pub const TABLES: &[&[Command]] = &[PANES, HAND, BRIEF, WAITING];

#[rustfmt::skip]
const PANES: &[Command] = &[
    row(Room::Panes, "hand-over", &["&"], "", "Hand it over: whether it pays, who has it, what comes next", App::open_hand),
    row(Room::Today, "chase", &["c"], "", "It was asked how it goes; the next time in two working days", App::chase),
    row(Room::Panes, "waiting", &[], "", "Who has what, since when, and for when it is promised", App::open_waiting),
    Command { name: "budget", room: Room::Panes, keys: &[], doc: "What it may cost: budget 200, budget 40 EUR or budget off", hint: "", run: Run::With(App::set_budget) },
];

#[rustfmt::skip]
const HAND: &[Command] = &[
    row(Room::Hand, "hand-offer", &["&"], "could go", "Somebody else could do it", App::hand_offer),
    row(Room::Hand, "hand-brief", &["b"], "brief", "Write down what is wanted, line by line", App::hand_brief),
    row(Room::Hand, "hand-post", &["p"], "posted", "Somebody is looked for: where, for how much, until when", App::hand_post),
    row(Room::Hand, "hand-begin", &["w"], "in work", "Somebody is at it: who, until when", App::hand_begin),
    row(Room::Hand, "hand-chase", &["c"], "asked", "It was asked how it goes; the next time in two working days", App::hand_chase),
    row(Room::Hand, "hand-deliver", &["d"], "delivered", "It came back: ten minutes on Today to look at it", App::hand_deliver),
    row(Room::Hand, "hand-accept", &["space"], "take it", "It is as wanted, and done", App::hand_accept),
    row(Room::Hand, "hand-revise", &["r"], "change", "It goes back for a change", App::hand_revise),
    row(Room::Hand, "hand-take-back", &["m"], "mine", "It is yours once more; what was paid stays spent", App::hand_take_back),
    row(Room::Hand, "hand-price", &["$"], "price", "Price of one, how many, changes, paid so far", App::hand_price),
    row(Room::Hand, "hand-read", &["e"], "read brief", "The brief: see it, take lines out, copy it", App::hand_brief),
    row(Room::Hand, "hand-open", &["o"], "market", "Look for it in the market of your settings", App::hand_open),
    row(Room::Hand, "hand-undo", &["u"], "", "Take the last change back", App::undo),
    row(Room::Hand, "hand-leave", &["esc", "q", "C-c"], "leave", "Leave", App::close_card),
    row(Room::HandLine, "hand-line-take", &["enter"], "go on", "On to the next line; an empty one is fine", App::hand_line_take),
    row(Room::HandLine, "hand-line-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept for next time", App::hand_line_leave),
];

#[rustfmt::skip]
const BRIEF: &[Command] = &[
    row(Room::Brief, "brief-out", &["space"], "in or out", "Take the line out, or in", App::brief_toggle),
    row(Room::Brief, "brief-edit", &["e"], "edit", "Say this line in other words, where it is yours to say", App::brief_edit),
    row(Room::Brief, "brief-copy", &["y"], "copy", "Copy it", App::brief_copy),
    row(Room::Brief, "brief-markdown", &["Y"], "", "Copy it as Markdown", App::brief_copy_markdown),
    row(Room::Brief, "brief-done", &["enter"], "written", "It is written: on to the hand-over", App::brief_done),
    row(Room::Brief, "brief-later", &["l"], "later", "Ten minutes on Today for writing it", App::brief_later),
    row(Room::Brief, "brief-up", &["up", "k"], "", "One up", App::brief_up),
    row(Room::Brief, "brief-down", &["down", "j"], "", "One down", App::brief_down),
    row(Room::Brief, "brief-leave", &["esc", "q", "C-c"], "back", "Back; what is typed is kept", App::brief_leave),
    row(Room::BriefLine, "brief-line-take", &["enter"], "go on", "On to the next line; an empty one is fine", App::brief_line_take),
    row(Room::BriefLine, "brief-line-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept for next time", App::brief_line_leave),
];

#[rustfmt::skip]
const WAITING: &[Command] = &[
    row(Room::Waiting, "waiting-up", &["up", "k"], "", "One up", App::waiting_up),
    row(Room::Waiting, "waiting-down", &["down", "j"], "", "One down", App::waiting_down),
    row(Room::Waiting, "waiting-chase", &["c"], "asked", "It was asked how it goes; the next time in two working days", App::waiting_chase),
    row(Room::Waiting, "waiting-deliver", &["d"], "delivered", "It came back: ten minutes on Today to look at it", App::waiting_deliver),
    row(Room::Waiting, "waiting-take-back", &["m"], "mine", "It is yours once more; what was paid stays spent", App::waiting_take_back),
    row(Room::Waiting, "waiting-hand", &["enter", "&"], "open", "All about it, and what comes next", App::waiting_hand),
    row(Room::Waiting, "waiting-undo", &["u"], "", "Take the last change back", App::undo),
    row(Room::Waiting, "waiting-leave", &["esc", "q", "C-c"], "back", "Back", App::close_card),
];
