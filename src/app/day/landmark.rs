//! What a box looks like: its line before it begins, the landmark while it runs, and what is asked behind it.

use super::boxed::{BoxCard, MOST_MORE, Run};
use crate::app::App;
use crate::app::page::{Page, PageLine};
use crate::edit::boxes;

/// So many columns have room for all words about keys.
const MANY_COLUMNS: u16 = 70;
/// Boxes in a row after which a pause is proposed.
const MANY_BOXES: usize = 4;

impl BoxCard {
    pub(super) fn show(&self, app: &App) -> Page<'_> {
        match self {
            Self::Plan { typing, .. } => {
                let mut page = Page { title: "Box".into(), ..Page::default() };
                page.lines.push(PageLine::Typing("", typing));
                page.dim("Minutes, and what is to be there at their end. Enter begins.");
                if boxes::in_a_row(&app.tree, app.now) >= MANY_BOXES {
                    page.say("An hour of boxes. A pause?");
                }
                page
            }
            Self::Run(run) => run.page(app),
            Self::Really { running, typing, .. } => {
                let mut page = Page { title: running.boxed.title.to_string(), ..Page::default() };
                page.say("How long was it really?");
                page.lines.push(PageLine::Typing("minutes", typing));
                page.dim(format!("{} were planned; Esc counts those.", running.boxed.planned));
                page
            }
            Self::Rest { until, .. } => {
                let left = (*until - app.now.time).num_seconds();
                let words = if left > 0 { clock(left) } else { "Rest is over. Go on?".into() };
                alone("Rest", &words, None, app.status.clone(), &app.keys_of(&["box-take", "box-drop"]))
            }
        }
    }
}

impl Run {
    pub(super) fn page<'p>(&self, app: &App) -> Page<'p> {
        let left = self.running.left(app.now);
        let is_paused = self.running.is_paused();
        let words = match (left > 0, is_paused) {
            (false, _) => "Time. Are you there?".into(),
            (true, true) => format!("pause, {} left", clock(left)),
            (true, false) => clock(left),
        };
        let more = if self.more < MOST_MORE { "box-more" } else { "box-split" };
        let keys = match (left > 0, is_paused) {
            (false, _) => app.keys_of(&["box-there", more, "box-rest", "box-leave"]),
            (true, true) => {
                app.keys_of(&["box-there", "box-inbox", "box-pause", "box-leave"]).replace("pause", "go on")
            }
            (true, false) => app.keys_of(&["box-there", more, "box-inbox", "box-pause", "box-leave"]),
        };
        let keys = if app.screen().width < MANY_COLUMNS { keys.replace(" a thought", "") } else { keys };
        alone(self.point(), &words, app.vision_of(self.running.boxed.id), app.status.clone(), &keys)
    }
}

/// The landmark: a point, a clock, what it is all for, what is said, and the keys.
fn alone<'p>(point: &str, clock: &str, vision: Option<&str>, said: Option<String>, keys: &str) -> Page<'p> {
    let mut page = Page { is_alone: true, ..Page::default() };
    page.lines.push(PageLine::Strong(point.to_owned()));
    page.blank();
    page.blank();
    page.say(clock);
    page.blank();
    if let Some(vision) = vision {
        page.say(vision);
    }
    page.blank();
    page.blank();
    // Its place is kept, so that nothing moves when something is said.
    match said {
        Some(said) => page.say(said),
        None => page.blank(),
    }
    page.dim(keys);
    page
}

/// `11:40`
fn clock(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
