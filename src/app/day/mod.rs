//! The cards of the day: each is a room with keys of its own and a page that the view draws.

mod alarm;
mod boxed;
mod challenge;
mod commands;
mod conflicts;
mod date;
mod evening;
mod file;
mod fit;
mod inbox;
mod landmark;
mod now;
mod plan;
mod remind;
mod rough;
mod stuck;
mod triage;
mod welcome;
mod why;

pub use boxed::BoxCard;
pub use challenge::ChallengeCard;
pub use commands::TABLES;
pub use conflicts::ConflictsCard;
pub use date::DateCard;
pub use evening::EveningCard;
pub use file::FileCard;
pub use fit::FitCard;
pub use inbox::InboxCard;
pub use now::NowCard;
pub use plan::PlanCard;
pub(super) use plan::{Planning, less_room, more_room};
pub use stuck::StuckCard;
pub use triage::TriageCard;
pub(super) use triage::{Answer, job_row, say_keys, whereabouts};
pub use welcome::WelcomeCard;
pub use why::WhyCard;
