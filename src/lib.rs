//! goaltree: goals into jobs of minutes, a few a day. See README.md.
pub mod clock;
pub mod model;
pub mod store;
pub mod text;
