//! Templates: outlines of jobs that fit a kind of goal, one file each.
//!
//! A file is `= Title`, a line `slug:`, a line `keys:` with the phrases that find it, and the outline in the syntax of
//! the split editor. Which template fits a title is told by `insight::ideas`; where files lie is not known here.

mod built_in;
mod save;

use std::fmt;

use super::line::Line;
use super::line::token::Token;
use super::outline::{self, Item};
use super::when::Today;

pub use built_in::built_in;
pub use save::{Keep, of};

/// Stands for the title of the item that is filled.
pub const TOPIC: &str = "{topic}";

/// An outline to fill an item from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its name in `=>slug` and of its file.
    pub slug: String,
    /// Its name for reading.
    pub title: String,
    /// The phrases that find it.
    pub keys: Vec<String>,
    /// The outline as it is written, with days relative to the day on which it is used.
    pub body: String,
}

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// In which line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "line {}: {}", self.line, self.what)
    }
}

/// Reads a template.
///
/// # Errors
/// The first line that is not as it must be, and why.
pub fn parse(text: &str) -> Result<Template, Misfit> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let misfit = |line: usize, what: &str| Misfit { line, what: what.to_owned() };
    let (mut title, mut slug, mut keys) = (None, None, None);
    let mut body = String::new();
    let mut first = 1;
    for (number, raw) in (1..).zip(text.lines()) {
        let line = raw.trim();
        let is_head = body.is_empty();
        if is_head && (line.is_empty() || line.starts_with("//")) {
            continue;
        }
        if title.is_none() {
            let name = line.strip_prefix('=').map(str::trim).filter(|name| !name.is_empty());
            title = Some(name.ok_or_else(|| misfit(number, "a template begins with `= Title`"))?.to_owned());
        } else if let Some(name) = line.strip_prefix("slug:").filter(|_| is_head && slug.is_none()) {
            let fits = Some(name.trim()).filter(|name| is_slug(name));
            let what = "a slug is small letters and digits with hyphens between";
            slug = Some(fits.ok_or_else(|| misfit(number, what))?.to_owned());
        } else if let Some(names) = line.strip_prefix("keys:").filter(|_| is_head && keys.is_none()) {
            let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
            keys = Some(names.map(str::to_owned).collect());
        } else {
            first = if is_head { number } else { first };
            body.push_str(raw.trim_end());
            body.push('\n');
        }
    }
    let title = title.ok_or_else(|| misfit(1, "a template begins with `= Title`"))?;
    let slug = slug.ok_or_else(|| misfit(first, "a line `slug: name` is missing above this"))?;
    let template = Template { slug, title, keys: keys.unwrap_or_default(), body };
    if template.jobs() == 0 {
        return Err(misfit(first, "there is no job in it"));
    }
    Ok(template)
}

/// Whether a text can be the name of a template, and of its file.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let inside = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    text.chars().all(inside)
        && matches!(Token::read(&format!("=>{text}"), Today::default()), Some(Token::Template(_)))
}

/// The template called `slug`.
#[must_use]
pub fn named<'t>(templates: &'t [Template], slug: &str) -> Option<&'t Template> {
    templates.iter().find(|template| template.slug == slug)
}

impl Template {
    /// The template as a file.
    #[must_use]
    pub fn print(&self) -> String {
        let Self { slug, title, keys, body } = self;
        format!("= {title}\nslug: {slug}\nkeys: {}\n{body}", keys.join(", "))
    }

    /// How many jobs it has, numbered copies counted.
    #[must_use]
    pub fn jobs(&self) -> usize {
        outline::leaves(&outline::parse(&self.body, Today::default())).count()
    }

    /// Its items for an item called `topic`, on the day `today`.
    #[must_use]
    pub fn items(&self, topic: &str, today: impl Into<Today>) -> Vec<Item> {
        let mut items = outline::parse(&self.body, today);
        for item in &mut items {
            item.line.title = with_topic(&item.line.title, topic);
            item.note = item.note.take().map(|note| with_topic(&note, topic));
        }
        items
    }

    /// Its outline as text for an item called `topic`: read on the day `today`, it gives [`Template::items`].
    #[must_use]
    pub fn text(&self, topic: &str, today: impl Into<Today>) -> String {
        let today = today.into();
        let lines = self.body.lines().map(|raw| {
            let line = raw.trim_start();
            if !line.contains(TOPIC) {
                return raw.to_owned();
            }
            let indent = &raw[..raw.len() - line.len()];
            if line.starts_with('|') || line.starts_with("//") {
                return format!("{indent}{}", with_topic(line, topic));
            }
            // Words of the topic that look like tokens stay words.
            let mut line = Line::parse(line, today);
            line.title = with_topic(&line.title, topic);
            format!("{indent}{}", line.print())
        });
        lines.map(|line| line + "\n").collect()
    }
}

/// The text with the topic in its place; without a topic, as it stands.
fn with_topic(text: &str, topic: &str) -> String {
    let topic = topic.split_whitespace().collect::<Vec<_>>().join(" ");
    if topic.is_empty() { text.to_owned() } else { text.replace(TOPIC, &topic) }
}

#[cfg(test)]
mod tests;
