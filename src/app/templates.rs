//! Templates in a session: the browser, and what the split editor offers. Nothing is put into a tree here: a template
//! becomes text in the editor, and the person saves it.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::editor::{Editor, Typing};
use super::split::say_jobs;
use super::{App, Card};
use crate::insight::ideas;
use crate::model::Key as Property;
use crate::text::template::{self, Template};

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

/// What the split editor was offered for a title.
#[derive(Debug, Default)]
pub struct Offer {
    /// The slugs, the best first.
    slugs: Vec<String>,
    /// Which one stands in the editor, and its text there.
    taken: Option<(usize, String)>,
}

impl Offer {
    /// Whether the text is a template's as it was put there: nothing of it is the person's own.
    pub(super) fn is_untouched(&self, text: &str) -> bool {
        self.taken.as_ref().is_some_and(|(_, taken)| taken == text)
    }
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
        let Card::Split(card) = &mut self.card else { return };
        card.offer = Offer { slugs: vec![slug], taken: None };
        if card.editor.is_empty() {
            return self.put_template(0);
        }
        let kept = card.editor.text();
        self.put_template(0);
        if let Card::Split(card) = &mut self.card {
            card.editor = Editor::new(&format!("{kept}\n{}", card.editor.text()));
            card.offer = Offer::default();
            self.drafts_due = true;
        }
        self.say("The template stands below your draft.");
    }

    /// What an empty editor that has just been opened begins with: the text of the template that the item names, or a
    /// word about the one that fits its title.
    pub(super) fn offer_templates(&mut self) {
        let Card::Split(card) = &self.card else { return };
        if !card.editor.is_empty() {
            return;
        }
        let Some(node) = self.tree.get(card.node) else { return };
        let is_leaf = self.tree.is_leaf(node.id());
        let named = node.text(Property::Template).filter(|_| is_leaf).map(str::to_owned);
        let fitting = ideas::matching(node.title(), &self.templates);
        let mut slugs: Vec<String> = fitting.iter().map(|(template, _)| template.slug.clone()).collect();
        if let Some(slug) = &named {
            slugs.retain(|other| other != slug);
            slugs.insert(0, slug.clone());
        }
        let Some(first) = slugs.first() else { return };
        let words = template::named(&self.templates, first).map(say);
        if let Card::Split(card) = &mut self.card {
            card.offer = Offer { slugs, taken: None };
        }
        match (named, words) {
            (Some(slug), None) => {
                if let Card::Split(card) = &mut self.card {
                    card.offer.slugs.remove(0);
                }
                self.say(format!("No template is called {slug}."));
            }
            (Some(_), Some(_)) => self.put_template(0),
            (None, Some(words)) => self.say(format!("Template: {words}. Ctrl-T takes it.")),
            (None, None) => {}
        }
    }

    /// The next template that was offered takes the place of the one before.
    pub(super) fn split_template(&mut self) {
        let Card::Split(card) = &self.card else { return };
        let text = card.editor.text();
        let count = card.offer.slugs.len();
        if !card.editor.is_empty() && !card.offer.is_untouched(&text) {
            return self.say("Your text stays; Ctrl-T fills an empty editor.");
        }
        match (&card.offer.taken, count) {
            (_, 0) => self.say("No template matches this title; `:templates` shows all."),
            (Some(_), 1) => self.say("No other template matches; `:templates` shows all."),
            (Some((at, _)), _) => self.put_template((at + 1) % count),
            (None, _) => self.put_template(0),
        }
    }

    /// Puts an offered template into the editor in place of what stands there.
    fn put_template(&mut self, at: usize) {
        let Card::Split(card) = &mut self.card else { return };
        let offered = card.offer.slugs.get(at).and_then(|slug| template::named(&self.templates, slug));
        let Some(template) = offered else { return };
        let topic = self.tree.get(card.node).map_or("", |node| node.title());
        card.editor = Editor::new(template.text(topic, self.now.day()).trim_end()).at_the_top();
        card.offer.taken = Some((at, card.editor.text()));
        let (words, count) = (say(template), card.offer.slugs.len());
        self.say(match count {
            1 => format!("Template: {words}."),
            _ => format!("Template: {words}; {} of {count}, Ctrl-T shows the next.", at + 1),
        });
    }
}

/// `Blog post, 14 jobs`
fn say(template: &Template) -> String {
    format!("{}, {}", template.title, say_jobs(template.jobs()))
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
