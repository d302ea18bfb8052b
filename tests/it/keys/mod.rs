//! What each key does, as outlines: before, keys, after.

mod audit;
mod boxes;
mod compose;
mod conflicts;
mod dates;
mod day;
mod evening;
mod fields;
pub mod forecast;
mod hand;
mod ideas;
mod nudges;
mod plan;
mod reached;
mod remind;
mod repeats;
mod rest;
pub mod review;
mod ritual;
mod rough;
mod session;
mod templates;
mod tokens;
mod tree;
mod triage;
mod trial;
mod zoom;

/// Two goals, the cursor on a job.
const SITE: &str = "
    - [ ] Coffee site
      - [ ] Posts
        - [ ] Write ~15m  <
        - [x] Draw
      - [ ] Ads
    - [ ] Health
    ";
