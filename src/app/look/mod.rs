//! The cards that look up and back: each is a room with keys of its own and a page that the view draws.

mod commands;
mod forecast;

pub use forecast::ForecastCard;
mod glow;
mod reached;
mod rest;
mod review;

pub use commands::TABLES;
pub use glow::Looking;
pub use reached::ReachedCard;
pub use review::ReviewCard;
