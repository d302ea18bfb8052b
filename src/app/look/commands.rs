//! The keys of the cards that look up and back.

use crate::app::App;
use crate::app::command::{Command, Room, Run, row};

/// The commands of all of them.
pub const TABLES: &[&[Command]] =
    &[FORECAST, PANES, REACHED, REVIEW, REVIEW_GOALS, REVIEW_JOBS, REVIEW_LOOSE, REVIEW_ROOMS, REVIEW_WEEK];

#[rustfmt::skip]
const FORECAST: &[Command] = &[
    row(Room::Forecast, "forecast-next", &["right", "l", "tab", "down", "j"], "next goal", "The next goal", App::forecast_next),
    row(Room::Forecast, "forecast-back", &["left", "h", "S-tab", "up", "k"], "", "The goal before", App::forecast_back),
    row(Room::Forecast, "forecast-open", &["enter"], "in the tree", "To the goal in the tree", App::forecast_open),
    row(Room::Forecast, "forecast-leave", &["esc", "q", "F", "C-c"], "back", "Back", App::close_card),
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
const REVIEW: &[Command] = &[
    row(Room::Review, "review-next", &["enter", "right", "l", "space"], "go on", "On to the next card", App::review_next),
    row(Room::Review, "review-back", &["left", "h", "backspace"], "before", "Back to the card before", App::review_back),
    row(Room::Review, "review-leave", &["esc", "q", "C-c"], "leave", "Leave; `R` goes on here this week", App::review_leave),
];

#[rustfmt::skip]
const REVIEW_GOALS: &[Command] = &[
    row(Room::ReviewGoals, "review-goal-keep", &["enter", "k"], "keep", "Keep it as it is, and on", App::review_keep),
    row(Room::ReviewGoals, "review-goal-rest", &["r"], "rest", "Let it rest; `:wake` brings it back", App::review_rest),
    row(Room::ReviewGoals, "review-goal-let-go", &["x"], "let go", "Let it go", App::review_let_go),
    row(Room::ReviewGoals, "review-goal-split", &["s"], "split", "Split it: what comes next in it?", App::review_split),
    row(Room::ReviewGoals, "review-goals-next", &["right", "l"], "", "On to the next card; the rest is asked next time", App::review_next),
    row(Room::ReviewGoals, "review-goals-back", &["left", "h", "backspace"], "", "Back to the card before", App::review_back),
    row(Room::ReviewGoals, "review-goals-undo", &["u"], "", "Take the last change back", App::review_undo),
    row(Room::ReviewGoals, "review-goals-leave", &["esc", "q", "C-c"], "leave", "Leave; `R` goes on here this week", App::review_leave),
];

#[rustfmt::skip]
const REVIEW_JOBS: &[Command] = &[
    row(Room::ReviewJobs, "review-job-split", &["s"], "split", "Split it into smaller jobs", App::review_split),
    row(Room::ReviewJobs, "review-job-keep", &["enter", "k"], "keep", "Keep it as it is, and on", App::review_keep),
    row(Room::ReviewJobs, "review-job-later", &["l"], "later", "Back to the tree, with no day planned", App::review_later),
    row(Room::ReviewJobs, "review-job-hand", &["&"], "hand", "Note that it could be handed over", App::review_hand),
    row(Room::ReviewJobs, "review-job-let-go", &["x"], "let go", "Let it go", App::review_let_go),
    row(Room::ReviewJobs, "review-jobs-next", &["right"], "", "On to the next card; the rest is asked next time", App::review_next),
    row(Room::ReviewJobs, "review-jobs-back", &["left", "h", "backspace"], "", "Back to the card before", App::review_back),
    row(Room::ReviewJobs, "review-jobs-undo", &["u"], "", "Take the last change back", App::review_undo),
    row(Room::ReviewJobs, "review-jobs-leave", &["esc", "q", "C-c"], "end", "Leave; `R` goes on here this week", App::review_leave),
];

#[rustfmt::skip]
const REVIEW_LOOSE: &[Command] = &[
    row(Room::ReviewLoose, "review-loose-file", &["f"], "file", "Move it under a goal by its name", App::review_file),
    row(Room::ReviewLoose, "review-loose-life", &["l"], "life", "Life: no vision, and no part in the sums", App::review_life),
    row(Room::ReviewLoose, "review-loose-let-go", &["x"], "let go", "Let it go", App::review_let_go),
    row(Room::ReviewLoose, "review-loose-keep", &["enter", "k"], "as it is", "Leave it as it is; it is not asked about once more", App::review_keep),
    row(Room::ReviewLoose, "review-loose-end", &["right"], "", "End the review; the rest is asked next time", App::review_next),
    row(Room::ReviewLoose, "review-loose-back", &["left", "h", "backspace"], "", "Back to the room of the days", App::review_back),
    row(Room::ReviewLoose, "review-loose-undo", &["u"], "", "Take the last change back", App::review_undo),
    row(Room::ReviewLoose, "review-loose-leave", &["esc", "q", "C-c"], "leave", "Leave; `R` goes on here this week", App::review_leave),
];

#[rustfmt::skip]
const REVIEW_ROOMS: &[Command] = &[
    row(Room::ReviewRooms, "review-room-up", &["up", "k"], "", "One day up", App::review_up),
    row(Room::ReviewRooms, "review-room-down", &["down", "j"], "", "One day down", App::review_down),
    row(Room::ReviewRooms, "review-room-less", &["left", "h", "-"], "less", "15 minutes less", App::review_less),
    row(Room::ReviewRooms, "review-room-more", &["right", "l", "+"], "more", "15 minutes more", App::review_more),
    row(Room::ReviewRooms, "review-rooms-next", &["enter"], "go on", "Keep the rooms, and go on", App::review_next),
    row(Room::ReviewRooms, "review-rooms-back", &["backspace"], "before", "Back to the goals of the week", App::review_back),
    row(Room::ReviewRooms, "review-rooms-leave", &["esc", "q", "C-c"], "leave", "Keep the rooms, and leave", App::review_leave),
];

#[rustfmt::skip]
const REVIEW_WEEK: &[Command] = &[
    row(Room::ReviewWeek, "review-week-up", &["up", "k"], "", "One up", App::review_up),
    row(Room::ReviewWeek, "review-week-down", &["down", "j"], "", "One down", App::review_down),
    row(Room::ReviewWeek, "review-week-choose", &["space"], "choose", "A goal of the week, or none any more", App::review_choose),
    row(Room::ReviewWeek, "review-week-next", &["enter", "right", "l"], "go on", "On to the room of the days", App::review_next),
    row(Room::ReviewWeek, "review-week-back", &["left", "h", "backspace"], "before", "Back to the card before", App::review_back),
    row(Room::ReviewWeek, "review-week-leave", &["esc", "q", "C-c"], "leave", "Leave; `R` goes on here this week", App::review_leave),
];
