//! goaltree: goals into jobs of minutes, a few a day. See README.md.
pub mod app;
pub mod clock;
pub mod edit;
pub mod insight;
pub mod model;
pub mod store;
pub mod terminal;
pub mod text;
pub mod view;
