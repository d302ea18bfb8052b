//! What each key does, as outlines: before, keys, after.

mod audit;
mod compose;
mod conflicts;
mod day;
mod ideas;
mod nudges;
mod repeats;
mod session;
mod templates;
mod tokens;
mod tree;

/// Two goals, the cursor on a job.
const SITE: &str = "
    - [ ] Coffee site
      - [ ] Posts
        - [ ] Write ~15m  <
        - [x] Draw
      - [ ] Ads
    - [ ] Health
    ";
