//! What the ritual shows: one question a screen, and how long it takes.

use super::{PARTS, Part, RitualCard};
use crate::app::App;
use crate::app::page::{Page, PageLine};
use crate::text::safe;

/// Columns from which on an answer is shown once more in full.
const LONG: usize = 56;
/// Columns for the title of the goal.
const TITLE: usize = 26;
/// The screens.
const SCREENS: usize = 7;

impl RitualCard {
    pub(super) fn show(&self, app: &App) -> Page<'_> {
        let screen = PARTS[self.at].1;
        let minutes = (app.now.time - self.opened).num_minutes().max(0);
        let mut page = Page {
            title: "Zoom out".into(),
            right: format!("{screen} of {SCREENS} · {minutes} min"),
            ..Page::default()
        };
        let goal = self.text(Part::Goal);
        if !goal.is_empty() {
            page.title = format!("Zoom out: {}", safe::cut(goal, TITLE, "…"));
        }
        page.say(question(screen));
        page.blank();
        for (at, (_, _, label)) in PARTS.iter().enumerate().filter(|(_, part)| part.1 == screen) {
            let typing = &self.texts[at];
            if at == self.at {
                page.lines.push(PageLine::Typing(label, typing));
            } else {
                let text = format!("{label}   {}", typing.text());
                page.lines.push(PageLine::Dim(safe::cut(&text, LONG + 8, "…").into_owned()));
            }
        }
        let text = self.texts[self.at].text();
        if safe::width(text) > LONG {
            page.blank();
            page.dim(text);
        }
        page.blank();
        self.aside(app, &mut page);
        page
    }

    /// What helps with the part that is typed.
    fn aside(&self, app: &App, page: &mut Page<'_>) {
        match self.part() {
            Part::Vision => page.dim("As if it were so already."),
            Part::Goal => page.dim("A goal that is there, or the title of a new one."),
            Part::Milestone(_) => page.dim("Each inside the one above; empty ones are left out."),
            Part::Step => page.dim("Fifteen minutes at most; it goes on Today."),
            Part::Repeat => page.dim("day, mon,thu, 3x/week; empty means once. Enter ends it."),
            _ => page.dim("Enter goes on; an empty line is fine."),
        }
        let there = self.there(&app.tree);
        if !there.is_empty() {
            page.dim(format!("There: {}. `^N` takes one.", there.join(" · ")));
        }
    }
}

fn question(screen: usize) -> &'static str {
    match screen {
        1 => "An ordinary day ten years on: where, with whom, what do you do before noon?",
        2 => "What does the work make possible?",
        3 => "One sentence to see every morning.",
        4 => "What in you is most likely to get in the way?",
        5 => "If that happens, then I will",
        6 => "So what stands by then?",
        _ => "And the smallest next step?",
    }
}
