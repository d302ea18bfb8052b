//! The keys of the cards that look up and back.

use super::review::commands as review;
use crate::app::App;
use crate::app::command::{Command, Room, Run, row};

/// The commands of all of them.
pub const TABLES: &[&[Command]] = &[
    CHAIN,
    FORECAST,
    LENS,
    LOOK,
    LOOK_DAY,
    PANES,
    REACHED,
    review::REVIEW,
    review::REVIEW_GOALS,
    review::REVIEW_JOBS,
    review::REVIEW_LOOSE,
    review::REVIEW_ROOMS,
    review::REVIEW_WEEK,
    RITUAL,
    SET,
    TRIAL,
    VISION,
];

#[rustfmt::skip]
const CHAIN: &[Command] = &[
    row(Room::Panes, "why-chain", &["w"], "", "What it is good for, and that, up to the vision", App::open_chain),
    row(Room::Chain, "chain-up", &["up", "k"], "", "One up", App::chain_up),
    row(Room::Chain, "chain-down", &["down", "j"], "", "One down", App::chain_down),
    row(Room::Chain, "chain-go", &["enter"], "go there", "Go there in the tree", App::chain_go),
    row(Room::Chain, "chain-edit", &["e"], "say why", "Say what this one is good for", App::chain_edit),
    row(Room::Chain, "chain-leave", &["esc", "w", "q", "C-c"], "back", "Back", App::close_card),
    row(Room::ChainLine, "chain-save", &["enter"], "save", "Save it; an empty line takes it away", App::chain_save),
    row(Room::ChainLine, "chain-line-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept for next time", App::chain_line_leave),
];

#[rustfmt::skip]
const FORECAST: &[Command] = &[
    row(Room::Forecast, "forecast-next", &["right", "l", "tab", "down", "j"], "next goal", "The next goal", App::forecast_next),
    row(Room::Forecast, "forecast-back", &["left", "h", "S-tab", "up", "k"], "", "The goal before", App::forecast_back),
    row(Room::Forecast, "forecast-open", &["enter"], "in the tree", "To the goal in the tree", App::forecast_open),
    row(Room::Forecast, "forecast-leave", &["esc", "q", "F", "C-c"], "back", "Back", App::close_card),
];

#[rustfmt::skip]
const LENS: &[Command] = &[
    row(Room::Tree, "lens-farther", &["["], "", "Look from farther away: jobs give way to a figure", App::lens_farther),
    row(Room::Tree, "lens-nearer", &["]"], "", "Look from nearer, down to the jobs", App::lens_nearer),
    Command { name: "horizon", room: Room::Panes, keys: &[], doc: "How far away it lies: horizon vision, long, medium, short or off", hint: "", run: Run::With(App::set_horizon) },
];

#[rustfmt::skip]
const LOOK: &[Command] = &[
    row(Room::Look, "look-day-before", &["left", "h"], "day", "One day back", App::look_day_before),
    row(Room::Look, "look-day-after", &["right", "l"], "", "One day on", App::look_day_after),
    row(Room::Look, "look-week-before", &["up", "k"], "week", "One week back", App::look_week_before),
    row(Room::Look, "look-week-after", &["down", "j"], "", "One week on", App::look_week_after),
    row(Room::Look, "look-first", &["home", "g"], "", "To the first day", App::look_first),
    row(Room::Look, "look-today", &["end", "G"], "", "To today", App::look_today),
    row(Room::Look, "look-open", &["enter"], "open it", "Open the day: all that was done", App::look_open),
    row(Room::Look, "look-next", &["tab", "n"], "goal", "The next goal, then what repeats, then everything", App::look_next),
    row(Room::Look, "look-previous", &["S-tab", "N"], "", "The one before", App::look_previous),
    row(Room::Look, "look-copy", &["y"], "copy", "Copy the page as text", App::look_copy),
    row(Room::Look, "look-lower", &["pagedown", "space"], "", "On to what is below, where it does not fit", App::look_lower),
    row(Room::Look, "look-higher", &["pageup"], "", "Back up", App::look_higher),
    row(Room::Look, "look-leave", &["esc", "q", "L", "C-c"], "back", "Back", App::close_card),
];

#[rustfmt::skip]
const LOOK_DAY: &[Command] = &[
    row(Room::LookDay, "look-day-left", &["left", "h"], "day before", "The day before", App::look_day_left),
    row(Room::LookDay, "look-day-right", &["right", "l"], "day after", "The day after", App::look_day_right),
    row(Room::LookDay, "look-day-up", &["up", "k"], "", "One row up", App::look_day_up),
    row(Room::LookDay, "look-day-down", &["down", "j"], "", "One row down", App::look_day_down),
    row(Room::LookDay, "look-day-leave", &["esc", "enter", "q", "C-c"], "back", "Back to the look-back, on this day", App::look_day_leave),
];

#[rustfmt::skip]
const PANES: &[Command] = &[
    Command { name: "confetti", room: Room::Panes, keys: &[], doc: "Dots on the card of a reached goal: confetti on, confetti off", hint: "", run: Run::With(App::set_confetti) },
    row(Room::Panes, "rest", &[], "", "Let it rest: kept, but out of every list and count", App::rest),
    row(Room::Panes, "review", &["R"], "", "The weekly review: six cards, one after another", App::open_review),
    row(Room::Panes, "wake", &[], "", "Wake what rests", App::wake),
];

#[rustfmt::skip]
const REACHED: &[Command] = &[
    row(Room::Reached, "reached-look", &["L"], "look back", "Look back at it", App::reached_look),
    row(Room::Reached, "reached-next", &["s"], "something next", "A line for the next goal", App::reached_next),
    row(Room::Reached, "reached-undo", &["u"], "", "Take the closing back", App::undo),
    row(Room::Reached, "reached-leave", &["enter", "esc", "C-c"], "close", "Close; it stands under reached", App::close_card),
    row(Room::Lived, "lived-keep", &["enter"], "keep", "Keep the sentence in its note", App::lived_keep),
    row(Room::Lived, "lived-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept in its note", App::lived_keep),
];

#[rustfmt::skip]
const RITUAL: &[Command] = &[
    row(Room::Panes, "zoom-out-ritual", &["V"], "", "Seven questions, from ten years on to a small job on Today", App::open_ritual),
    row(Room::Ritual, "ritual-next", &["enter"], "go on", "On to the next; after the last one it ends", App::ritual_next),
    row(Room::Ritual, "ritual-up", &["up", "S-tab"], "", "Back to the one before", App::ritual_up),
    row(Room::Ritual, "ritual-down", &["down", "tab"], "", "To the next one", App::ritual_down),
    row(Room::Ritual, "ritual-pick", &["C-n"], "take one", "Take one of those that are there, then the next", App::ritual_pick),
    row(Room::Ritual, "ritual-leave", &["esc", "C-c"], "leave", "Leave; every word is kept for next time", App::ritual_leave),
];

#[rustfmt::skip]
const SET: &[Command] = &[
    row(Room::Panes, "set", &[], "", "What is seldom set: why, importance, dread, keep, slot, cue, mini", App::open_set),
    row(Room::Set, "set-up", &["up", "k"], "", "One up", App::set_up),
    row(Room::Set, "set-down", &["down", "j"], "", "One down", App::set_down),
    row(Room::Set, "set-edit", &["enter", "e"], "set", "Type its value", App::set_edit),
    row(Room::Set, "set-clear", &["del", "backspace", "x"], "take away", "Take its value away", App::set_clear),
    row(Room::Set, "set-undo", &["u"], "", "Take the last change back", App::undo),
    row(Room::Set, "set-leave", &["esc", "q", "C-c"], "back", "Back", App::close_card),
    row(Room::SetLine, "set-save", &["enter"], "save", "Save it; an empty line takes it away", App::set_save),
    row(Room::SetLine, "set-line-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept for next time", App::set_line_leave),
];

#[rustfmt::skip]
const TRIAL: &[Command] = &[
    Command { name: "trial", room: Room::Panes, keys: &[], doc: "Try one of the marked goals for a while: trial 14", hint: "", run: Run::With(App::open_trial) },
    row(Room::Trial, "trial-up", &["up", "k"], "", "One up", App::trial_up),
    row(Room::Trial, "trial-down", &["down", "j"], "", "One down", App::trial_down),
    row(Room::Trial, "trial-more", &["right", "l"], "more", "A day more", App::trial_more),
    row(Room::Trial, "trial-less", &["left", "h"], "less", "A day less", App::trial_less),
    row(Room::Trial, "trial-begin", &["enter"], "begin", "Begin; the others wait", App::trial_begin),
    row(Room::Trial, "trial-leave", &["esc", "q", "C-c"], "leave", "Leave everything as it is", App::close_card),
    row(Room::TrialEnd, "trial-keep", &["k"], "keep", "It goes on; what waits rests", App::trial_keep),
    row(Room::TrialEnd, "trial-switch", &["s"], "switch", "It rests; what waits begins", App::trial_switch),
    row(Room::TrialEnd, "trial-both", &["b"], "both", "All of them go on", App::trial_both),
    row(Room::TrialEnd, "trial-end-leave", &["esc", "q", "C-c"], "not now", "Not now; it is asked another day", App::close_card),
];

#[rustfmt::skip]
const VISION: &[Command] = &[
    Command { name: "vision", room: Room::Panes, keys: &[], doc: "The sentence to see every morning; vision off hides it, vision on shows it", hint: "", run: Run::With(App::set_vision) },
    row(Room::Vision, "vision-save", &["enter"], "save", "Save it", App::vision_save),
    row(Room::Vision, "vision-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept for next time", App::vision_leave),
];
