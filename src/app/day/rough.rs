//! The rough day: one small thing, and back.

use crate::app::App;
use crate::edit::rough;
use crate::insight::rough as small;
use crate::model::NodeId;

impl App {
    /// Whether today is a rough day.
    #[must_use]
    pub fn is_rough(&self) -> bool {
        rough::is_on(&self.tree, self.now.day())
    }

    /// What a job is called on Today.
    #[must_use]
    pub fn today_title(&self, id: NodeId) -> &str {
        small::title(&self.tree, self.now.day(), id)
    }

    /// Makes the day a rough one, or brings its list back.
    pub(in crate::app) fn toggle_rough(&mut self) {
        if self.is_rough() {
            if self.change("end of the rough day", rough::end).is_some() {
                self.say("The list is back as it was.");
            }
            return;
        }
        let job = small::one_small_thing(&self.tree, &self.context());
        if self.change("rough day", |edit| rough::begin(edit, job)).is_some() {
            self.today_place.cursor = job.or(self.today_place.cursor);
            self.say("Rough day. One small thing, the rest can wait.");
        }
    }
}
