//! The cards that look up and back: each is a room with keys of its own and a page that the view draws.

mod commands;
mod horizon;
mod lens;

pub use commands::TABLES;
pub use horizon::VisionCard;
pub use lens::Lens;
