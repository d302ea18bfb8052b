//! The keys of the cards that look up and back.

use crate::app::App;
use crate::app::command::{Command, Room, row};

/// The commands of all of them.
pub const TABLES: &[&[Command]] = &[FORECAST];

#[rustfmt::skip]
const FORECAST: &[Command] = &[
    row(Room::Forecast, "forecast-next", &["right", "l", "tab", "down", "j"], "next goal", "The next goal", App::forecast_next),
    row(Room::Forecast, "forecast-back", &["left", "h", "S-tab", "up", "k"], "", "The goal before", App::forecast_back),
    row(Room::Forecast, "forecast-open", &["enter"], "in the tree", "To the goal in the tree", App::forecast_open),
    row(Room::Forecast, "forecast-leave", &["esc", "q", "F", "C-c"], "back", "Back", App::close_card),
];
