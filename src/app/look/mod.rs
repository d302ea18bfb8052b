//! The cards that look up and back: each is a room with keys of its own and a page that the view draws.

mod chain;
mod commands;
mod forecast;
mod horizon;
mod lens;
mod ritual;
mod set;
mod trial;

pub use chain::ChainCard;
pub use commands::TABLES;
pub use forecast::ForecastCard;
pub use horizon::VisionCard;
pub use lens::Lens;
pub use ritual::RitualCard;
pub use set::SetCard;
pub use trial::TrialCard;
