//! The cards that look up and back: each is a room with keys of its own and a page that the view draws.

mod back;
mod commands;
mod day;
mod forecast;
mod glow;
mod page;
mod reached;
mod rest;
mod review;

pub use back::LookCard;
pub use commands::TABLES;
pub use day::LookDayCard;
pub use forecast::ForecastCard;
pub use glow::Looking;
pub use reached::ReachedCard;
pub use review::ReviewCard;
