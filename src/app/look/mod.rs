//! The cards that look up and back: each is a room with keys of its own and a page that the view draws.

mod back;
mod chain;
mod commands;
mod day;
mod forecast;
mod glow;
mod horizon;
mod lens;
mod page;
mod reached;
mod rest;
mod review;
mod ritual;
mod set;
mod trial;

pub use back::LookCard;
pub use chain::ChainCard;
pub use commands::TABLES;
pub use day::LookDayCard;
pub use forecast::ForecastCard;
pub use glow::Looking;
pub use horizon::VisionCard;
pub use lens::Lens;
pub use reached::ReachedCard;
pub use review::ReviewCard;
pub use ritual::RitualCard;
pub use set::SetCard;
pub use trial::TrialCard;
