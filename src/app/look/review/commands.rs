//! The keys of the cards of the review.

use crate::app::App;
use crate::app::command::{Command, Room, row};

#[rustfmt::skip]
pub const REVIEW: &[Command] = &[
    row(Room::Review, "review-next", &["enter", "right", "l", "space"], "go on", "On to the next card", App::review_next),
    row(Room::Review, "review-back", &["left", "h", "backspace"], "before", "Back to the card before", App::review_back),
    row(Room::Review, "review-leave", &["esc", "q", "C-c"], "leave", "Leave; `R` goes on here this week", App::review_leave),
];

#[rustfmt::skip]
pub const REVIEW_GOALS: &[Command] = &[
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
pub const REVIEW_JOBS: &[Command] = &[
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
pub const REVIEW_LOOSE: &[Command] = &[
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
pub const REVIEW_ROOMS: &[Command] = &[
    row(Room::ReviewRooms, "review-room-up", &["up", "k"], "", "One day up", App::review_up),
    row(Room::ReviewRooms, "review-room-down", &["down", "j"], "", "One day down", App::review_down),
    row(Room::ReviewRooms, "review-room-less", &["left", "h", "-"], "less", "15 minutes less", App::review_less),
    row(Room::ReviewRooms, "review-room-more", &["right", "l", "+"], "more", "15 minutes more", App::review_more),
    row(Room::ReviewRooms, "review-rooms-next", &["enter"], "go on", "Keep the rooms, and go on", App::review_next),
    row(Room::ReviewRooms, "review-rooms-back", &["backspace"], "before", "Back to the goals of the week", App::review_back),
    row(Room::ReviewRooms, "review-rooms-leave", &["esc", "q", "C-c"], "leave", "Keep the rooms, and leave", App::review_leave),
];

#[rustfmt::skip]
pub const REVIEW_WEEK: &[Command] = &[
    row(Room::ReviewWeek, "review-week-up", &["up", "k"], "", "One up", App::review_up),
    row(Room::ReviewWeek, "review-week-down", &["down", "j"], "", "One down", App::review_down),
    row(Room::ReviewWeek, "review-week-choose", &["space"], "choose", "A goal of the week, or none any more", App::review_choose),
    row(Room::ReviewWeek, "review-week-next", &["enter", "right", "l"], "go on", "On to the room of the days", App::review_next),
    row(Room::ReviewWeek, "review-week-back", &["left", "h", "backspace"], "before", "Back to the card before", App::review_back),
    row(Room::ReviewWeek, "review-week-leave", &["esc", "q", "C-c"], "leave", "Leave; `R` goes on here this week", App::review_leave),
];
