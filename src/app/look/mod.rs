//! The cards that look up and back: each is a room with keys of its own and a page that the view draws.

mod commands;
mod forecast;

pub use commands::TABLES;
pub use forecast::ForecastCard;
