//! The keys of the cards that look up and back.

use super::review::commands as review;
use crate::app::App;
use crate::app::command::{Command, Room, Run, row};

/// The commands of all of them.
pub const TABLES: &[&[Command]] = &[
    FORECAST,
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
];

#[rustfmt::skip]
const FORECAST: &[Command] = &[
    row(Room::Forecast, "forecast-next", &["right", "l", "tab", "down", "j"], "next goal", "The next goal", App::forecast_next),
    row(Room::Forecast, "forecast-back", &["left", "h", "S-tab", "up", "k"], "", "The goal before", App::forecast_back),
    row(Room::Forecast, "forecast-open", &["enter"], "in the tree", "To the goal in the tree", App::forecast_open),
    row(Room::Forecast, "forecast-leave", &["esc", "q", "F", "C-c"], "back", "Back", App::close_card),
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
