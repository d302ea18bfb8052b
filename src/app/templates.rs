//! Templates in a session: the browser, and what the split editor offers. Nothing is put into a tree here: a template
//! becomes text in the editor, and the person saves it.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::editor::{Editor, Typing};
use super::{App, Card, Effect};
use crate::text::template::{self, Keep, Template};

/// The templates that match what is typed.
#[derive(Debug)]
pub struct TemplatesCard {
    /// What is typed.
    pub typing: Typing,
    /// The places in [`App::templates`] of those that match, the best first.
    pub found: Vec<usize>,
    /// Which of them is selected.
    pub at: usize,
}

impl TemplatesCard {
    /// The template under the cursor.
    #[must_use]
    pub fn selected<'a>(&self, app: &'a App) -> Option<&'a Template> {
        app.templates.get(*self.found.get(self.at)?)
    }
}

impl App {
    pub(super) fn open_templates(&mut self) {
        let found = (0..self.templates.len()).collect();
        self.card = Card::Templates(TemplatesCard { typing: Typing::default(), found, at: 0 });
    }

    /// Matches the templates anew after something was typed.
    pub(super) fn filter_templates(&mut self) {
        let Card::Templates(card) = &mut self.card else { return };
        card.found = matching(card.typing.text().trim(), &self.templates);
        card.at = 0;
    }

    /// Puts the selected template into the split editor of the item under the cursor, below what is kept for it.
    pub(super) fn take_template(&mut self) {
        let Card::Templates(card) = &self.card else { return };
        let Some(slug) = card.selected(self).map(|template| template.slug.clone()) else {
            return self.say("No template matches.");
        };
        self.card = Card::None;
        let Some(node) = self.cursor() else { return self.say("Nothing to fill yet; `a` adds a goal.") };
        self.open_split(node, false);
        self.open_sheet_of(&slug);
        let had_draft = matches!(&self.card, Card::Split(card) if !card.editor.is_empty());
        if had_draft {
            self.split_ideas();
            return self.say("Enter puts it into your draft.");
        }
        self.put_template(&slug);
    }

    /// `template save NAME`: what is inside the item under the cursor as a template, in the editor first.
    pub(super) fn begin_template(&mut self, words: &str) {
        let name = words.strip_prefix("save ").map(str::trim).unwrap_or_default();
        if !template::is_slug(name) {
            return self.say("template save NAME: small letters, digits and hyphens.");
        }
        let Some(node) = self.cursor().filter(|id| !self.tree.is_leaf(*id)) else {
            return self.say("Nothing is inside; a template is made of jobs inside.");
        };
        self.open_split(node, false);
        let text = template::of(&self.tree, node, name, Keep::default()).print();
        let Card::Split(card) = &mut self.card else { return };
        card.template = Some(name.to_owned());
        let kept = self.drafts.get(&card.draft());
        card.editor = Editor::new(kept.map_or(text.trim_end(), String::as_str)).at_the_top();
        self.say("Look it over; Ctrl-S keeps it as a template.");
    }

    pub(super) fn save_template(&mut self) {
        let Card::Split(card) = &self.card else { return };
        match template::parse(&card.editor.text()) {
            Ok(template) => self.effects.push(Effect::SaveTemplate(template)),
            Err(misfit) => self.say(misfit.to_string()),
        }
    }

    /// All templates after one was written, or why it was not: then the text stays.
    pub(super) fn take_saved_template(&mut self, result: Result<(Vec<Template>, String), String>) {
        match result {
            Ok((templates, words)) => {
                self.templates = templates;
                if let Card::Split(card) = &self.card {
                    let draft = card.draft();
                    self.forget_draft(&draft);
                    self.card = Card::None;
                }
                self.say(words);
            }
            Err(why) => self.say(why),
        }
    }
}

/// The places of the templates whose title, slug or keys match, the best first.
fn matching(text: &str, templates: &[Template]) -> Vec<usize> {
    let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, usize)> = Vec::new();
    for (at, template) in templates.iter().enumerate() {
        let names = [&template.title, &template.slug].into_iter().chain(&template.keys);
        let scores = names.filter_map(|name| pattern.score(Utf32Str::new(name, &mut buffer), &mut matcher));
        scored.extend(scores.max().map(|score| (score, at)));
    }
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, at)| at).collect()
}
