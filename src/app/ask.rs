//! Asking the person's own command for ideas: what it gets, their consent, and its answer.

use serde::Serialize;

use super::ideas::{Sheet, Source};
use super::{App, Card, Effect};
use crate::insight::progress::BIG_MINUTES;
use crate::model::Key as Property;
use crate::text::count::counted;
use crate::text::outline;

/// How finely to split, from 1 to 3.
pub(super) const USUAL_FINENESS: u8 = 2;

/// What the command reads on its standard input.
#[derive(Debug, Serialize)]
struct Question<'a> {
    version: u8,
    title: &'a str,
    /// The titles above it, the farthest first.
    path: Vec<&'a str>,
    why: Option<&'a str>,
    /// What is inside it already, and what stands in the text.
    existing: Vec<String>,
    limit_minutes: u32,
    fineness: u8,
    language: &'static str,
}

impl App {
    /// Asks the idea command, or first whether it may be asked.
    pub(super) fn split_ask(&mut self) {
        let command = &self.config.ideas.command;
        if command.is_empty() {
            return self.say("No idea command is set: `goaltree config show`, [ideas].");
        }
        let words = command.join(" ");
        let is_approved = self.approved == *command;
        let Some(ideas) = self.ideas() else { return };
        if ideas.is_asking {
            return self.say("It is being asked; Esc stops it.");
        }
        if is_approved {
            return self.ask();
        }
        let text = format!(
            "{words}\nIt gets the title, the titles above,\nwhy, and what is inside.\nNotes are not sent.\nEnter runs it."
        );
        ideas.open(Sheet::new(Source::Consent, "Run this command?", String::new(), &text));
        ideas.has_keys = true;
        self.say("Enter runs the command, Ctrl-T goes back.");
    }

    pub(super) fn consent_to_ask(&mut self) {
        self.approved.clone_from(&self.config.ideas.command);
        if let Some(ideas) = self.ideas() {
            ideas.sheets.retain(|sheet| sheet.source != Source::Consent);
            ideas.has_keys = false;
        }
        self.ask();
    }

    fn ask(&mut self) {
        let Some(question) = self.question() else { return };
        self.effects.push(Effect::Ask(question));
        if let Some(ideas) = self.ideas() {
            ideas.is_asking = true;
        }
        self.say("Asking. Go on typing; Esc stops it.");
    }

    fn question(&self) -> Option<String> {
        let Card::Split(card) = &self.card else { return None };
        let node = self.tree.get(card.node)?;
        let mut path: Vec<&str> = self.tree.ancestors(card.node).map(|id| self.title(id)).collect();
        path.reverse();
        let inside = self.split_children(card.node).into_iter().map(|id| self.title(id).to_owned());
        let typed = outline::parse(&card.editor.text(), self.now.today());
        let why = self.tree.path(card.node);
        let question = Question {
            version: 1,
            title: node.title(),
            path,
            why: why.into_iter().find_map(|id| self.tree.get(id)?.text(Property::Why)),
            existing: inside.chain(typed.into_iter().map(|item| item.line.title)).collect(),
            limit_minutes: BIG_MINUTES,
            fineness: self.fineness,
            language: "en",
        };
        serde_json::to_string(&question).ok()
    }

    /// Stops the command; false if it is not running.
    pub(super) fn stop_asking(&mut self) -> bool {
        let was_asking = self.ideas().is_some_and(|ideas| std::mem::take(&mut ideas.is_asking));
        if was_asking {
            self.effects.push(Effect::StopAsking);
            self.say("Stopped asking.");
        }
        was_asking
    }

    /// What the command answered, or why it did not.
    pub(super) fn hear_answer(&mut self, answer: Result<String, String>) {
        let today = self.now.today();
        let Some(ideas) = self.ideas().filter(|ideas| ideas.is_asking) else { return };
        ideas.is_asking = false;
        let text = match answer {
            Ok(text) => text,
            Err(why) => return self.say(why),
        };
        let jobs = outline::leaves(&outline::parse(&text, today)).count();
        if jobs == 0 {
            return self.say("The command answered nothing.");
        }
        ideas.open(Sheet::new(Source::Answer, "Answer", counted(jobs, "job"), &text));
        self.dim_what_is_there();
        self.say(format!("The answer is there: {}. Ctrl-T goes there.", counted(jobs, "job")));
    }

    pub(super) fn fineness_coarse(&mut self) {
        self.set_fineness(1, "Coarse: a few jobs.");
    }

    pub(super) fn fineness_usual(&mut self) {
        self.set_fineness(USUAL_FINENESS, "The usual size of jobs.");
    }

    pub(super) fn fineness_fine(&mut self) {
        self.set_fineness(3, "Fine: many small jobs.");
    }

    fn set_fineness(&mut self, fineness: u8, words: &str) {
        self.fineness = fineness;
        self.say(words);
    }
}
