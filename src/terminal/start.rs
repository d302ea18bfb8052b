//! The session at its start: what the file says, where the person was, and what is to be told.

use super::Options;
use super::copies::FOUND;
use super::remind;
use crate::app::App;
use crate::store::{self, Opened, Store};

pub fn app(options: &Options, opened: Opened) -> App {
    let seed = fastrand::u64(..);
    let mut app = App::new(opened.tree, options.clock.now(), seed);
    app.ascii = options.ascii;
    app.is_demo = options.is_demo;
    app.templates.clone_from(&options.templates);
    app.config.clone_from(&options.config);
    app.history = opened.history;
    app.read_only = opened.read_only;
    app.drafts = opened.drafts.into_iter().map(|draft| (draft.slot, draft.text)).collect();
    if let Some(session) = Store::load_session(&options.location) {
        app.restore(&session);
    }
    remind::begin(options, &mut app);
    app.open_day();
    let mut notices = opened.notices;
    if !opened.problems.is_empty() {
        let count = opened.problems.len();
        notices.push(format!("{count} things in the file were mended; `goaltree doctor` lists them."));
    }
    if !store::copies::list(&options.location).is_empty() {
        notices.push(FOUND.to_owned());
    }
    notices.extend(options.notices.iter().cloned());
    app.status = notices.into_iter().next();
    app.resume_box();
    if app.status.is_none() {
        app.status = app.say_drafts();
    }
    app
}
