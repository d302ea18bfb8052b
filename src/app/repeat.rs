//! What repeats: ticking it, for today or for its next date, and leaving one out.

use super::{App, Armed};
use crate::edit::{repeat, shape};
use crate::insight::{progress, today};
use crate::model::{Key, Node, NodeId, Value};
use crate::text::line::Line;
use crate::text::line::words::say_day;

impl App {
    /// `repeat day`, `repeat mon,thu times:5`, `repeat off`, or nothing: what it is.
    pub(super) fn set_repeat(&mut self, words: &str) {
        let Some(node) = self.cursor().and_then(|id| self.tree.get(id)) else {
            return self.say("Nothing here yet; `a` adds.");
        };
        let (id, mut line) = (node.id(), Line::of(node));
        let words = words.trim().trim_start_matches("every ");
        let words = match words {
            "daily" => "day",
            "weekly" => "week",
            "monthly" => "month",
            words => words,
        };
        if words.is_empty() {
            return self.say("`:repeat day`, mon,thu, 2w, month@15, 3x/week, or off.");
        }
        let said = Line::parse(&format!("x *{words}"), self.now.today());
        if words != "off" && (said.title != "x" || said.fields.is_empty()) {
            return self.say(format!("{words} is no rule; day, mon,thu, 2w or 3x/week are."));
        }
        line.fields.retain(|field| !matches!(field.key(), Key::Repeat | Key::Times | Key::Until));
        if words != "off" {
            line.fields.extend(said.fields);
        }
        let name = format!("repeat of {}", self.title(id));
        if self.change(name, |edit| shape::rewrite(edit, id, &line)).is_some() {
            self.say(if words == "off" {
                "It does not repeat.".into()
            } else {
                format!("Repeats: {words}.")
            });
        }
    }

    /// Whether a job is open and repeats.
    pub(super) fn repeats(&self, id: NodeId) -> bool {
        self.tree.is_leaf(id) && repeat::rule(&self.tree, id).is_some()
    }

    /// Ticks a job that repeats, or takes its tick of today back. A tick long before its date counts for today; a
    /// second one makes it count for the date.
    pub(super) fn tick_repeat(&mut self, id: NodeId) {
        let name = |what: &str, app: &Self| format!("{what} {}", app.title(id));
        let tick = name("tick of", self);
        let is_challenge = self.is_challenge(id);
        let is_armed = self.armed.take() == Some(Armed::Ahead(id));
        let is_done = today::is_done_for_now(&self.tree, self.now.day(), id);
        if is_armed && is_done {
            if self.change(tick, |edit| repeat::count_ahead(edit, id)).is_some() {
                self.say(progress::after_tick(&self.tree, id));
            }
        } else if is_done {
            if self.change(name("opening", self), |edit| repeat::untick(edit, id)).is_some() {
                self.say("Open once more.");
            }
        } else {
            match self.change(tick, |edit| repeat::tick(edit, id)) {
                Some(true) => {
                    self.armed = Some(Armed::Ahead(id));
                    let day = self.next_date(id);
                    self.say(format!("Counted for today. Space once more: for {day}."));
                }
                Some(false) => {
                    self.brighten(id);
                    let words = self.said_of_counter(id);
                    self.say(words.unwrap_or_else(|| progress::after_tick(&self.tree, id)));
                }
                None => {}
            }
            if is_challenge {
                self.close_challenge(id);
            }
        }
    }

    /// Leaves an occurrence out; pressed once more, ends the repeat.
    pub(super) fn skip_repeat(&mut self, id: NodeId) {
        if self.armed.take() == Some(Armed::End(id)) {
            if self.change(format!("end of {}", self.title(id)), |edit| repeat::end(edit, id)).is_some() {
                self.say("Let go; it repeats no more. `u` brings it back.");
            }
        } else if self.change(format!("skip of {}", self.title(id)), |edit| repeat::skip(edit, id)).is_some()
        {
            if self.repeats(id) {
                self.armed = Some(Armed::End(id));
                self.say(format!("Left out until {}. `x` once more ends it.", self.next_date(id)));
            } else {
                self.say("That was the last one; let go. `u` brings it back.");
            }
        }
    }

    fn next_date(&self, id: NodeId) -> String {
        match self.tree.get(id).and_then(|node| node.field(Key::Plan)).map(crate::model::Field::value) {
            Some(Value::Date(day)) => say_day(*day),
            _ => String::new(),
        }
    }

    /// Whether a job was done today and comes again another day.
    #[must_use]
    pub fn is_done_for_now(&self, node: &Node) -> bool {
        today::is_done_for_now(&self.tree, self.now.day(), node.id())
    }
}
