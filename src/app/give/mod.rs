//! Handing over: the card of one job, its brief, and who has what.

mod ask;
mod brief;
mod card;
mod commands;
mod keys;
mod waiting;

pub use brief::BriefCard;
pub use card::HandCard;
pub use commands::TABLES;
pub use waiting::WaitingCard;
