//! Ideas beside the split editor: what could stand in the text. Nothing of it gets there without a key.

use super::{App, Card};
use crate::insight::ideas::past::{self, Past};
use crate::insight::ideas::{self, near, shelf};
use crate::model::{Key as Property, NodeId, Tree};
use crate::text::count::counted;
use crate::text::line::Line;
use crate::text::outline::{self, Levels};
use crate::text::template::{self, Template};
use crate::text::when;

/// Where the ideas of a sheet come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A split of the person's own that is finished.
    Past(NodeId),
    /// The template with this slug.
    Template(String),
    /// What the idea command answered.
    Answer,
    /// Pasted offers, cleaned.
    Offers,
    /// The same paste as it came.
    AsPasted,
    /// Not ideas yet: what would be run, and what it would get.
    Consent,
}

/// One line that could be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idea {
    /// How deep, from 0.
    pub depth: usize,
    /// The line as it would stand in the text.
    pub text: String,
    /// Whether it was picked.
    pub marked: bool,
    /// Whether something like it is there already.
    pub near: bool,
}

/// Ideas from one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Where they come from.
    pub source: Source,
    /// What they are called.
    pub title: String,
    /// How many they are, or what they took.
    pub about: String,
    /// The lines.
    pub lines: Vec<Idea>,
    /// Whether something of it was put into the text.
    pub is_taken: bool,
}

impl Sheet {
    /// A sheet of the lines of an outline.
    #[must_use]
    pub fn new(source: Source, title: &str, about: String, text: &str) -> Self {
        let mut levels = Levels::default();
        let lines = text.lines().filter(|raw| !raw.trim().is_empty());
        let idea = |raw: &str| {
            let (depth, text) = (levels.depth(raw), raw.trim().to_owned());
            Idea { depth, text, marked: false, near: false }
        };
        Self { source, title: title.to_owned(), about, lines: lines.map(idea).collect(), is_taken: false }
    }

    fn of_template(template: &Template, topic: &str, today: when::Today) -> Self {
        let source = Source::Template(template.slug.clone());
        Self::new(source, &template.title, counted(template.jobs(), "job"), &template.text(topic, today))
    }

    fn of_past(tree: &Tree, past: &Past) -> Self {
        let about = match past.took {
            0 => counted(past.jobs, "job"),
            took => format!("{}, took {}", counted(past.jobs, "job"), when::say_minutes(took)),
        };
        let title = format!("Last time: {}", past.title);
        Self::new(Source::Past(past.id), &title, about, &past.outline(tree))
    }

    /// The line at `at` and what lies below it.
    fn branch(&self, at: usize) -> std::ops::Range<usize> {
        let below = self.lines[at + 1..].iter().position(|line| line.depth <= self.lines[at].depth);
        at..below.map_or(self.lines.len(), |count| at + 1 + count)
    }

    /// The outline of some of its lines.
    fn outline(&self, takes: impl Fn(usize, &Idea) -> bool) -> String {
        // A line whose heading is not taken stands as deep as the nearest line above it that is.
        let mut above: Vec<usize> = Vec::new();
        let mut text = String::new();
        for (_, line) in self.lines.iter().enumerate().filter(|(at, line)| takes(*at, line)) {
            above.retain(|depth| *depth < line.depth);
            text.push_str(&format!("{}{}\n", "  ".repeat(above.len()), line.text));
            above.push(line.depth);
        }
        text
    }
}

/// A row of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The heading of a sheet.
    Heading(usize),
    /// A line of a sheet.
    Line(usize, usize),
}

/// Everything that could help with one split.
#[derive(Debug, Default)]
pub struct Ideas {
    /// The sheets, the best first.
    pub sheets: Vec<Sheet>,
    /// The sheet that is open.
    pub sheet: usize,
    /// The line of it under the cursor; none on its heading.
    pub line: Option<usize>,
    /// Whether the keys go to the pane.
    pub has_keys: bool,
    /// The question that is asked, of [`ideas::PROMPTS`].
    pub prompt: Option<usize>,
    /// Whether the idea command is running.
    pub is_asking: bool,
    /// The text as a sheet was put there, as long as nothing of it is the person's own.
    put: Option<String>,
    /// The template that was taken whole.
    taken: Option<String>,
}

impl Ideas {
    /// Whether the text is a sheet's as it was put there: nothing of it is the person's own.
    pub(super) fn is_untouched(&self, text: &str) -> bool {
        self.put.as_ref().is_some_and(|put| put == text)
    }

    /// The pasted offers that were not put into the text.
    pub(super) fn untaken_offers(&self) -> String {
        let offers = self.sheets.iter().find(|sheet| sheet.source == Source::Offers && !sheet.is_taken);
        offers.map_or_else(String::new, |sheet| sheet.outline(|_, _| true))
    }

    /// The template that the text was filled from.
    pub(super) fn template(&self) -> Option<&str> {
        self.taken.as_deref()
    }

    /// The rows of the pane: all headings, and the lines of the open sheet.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let rows = self.sheets.iter().enumerate().flat_map(|(sheet, content)| {
            let open = if sheet == self.sheet { content.lines.len() } else { 0 };
            std::iter::once(Row::Heading(sheet)).chain((0..open).map(move |line| Row::Line(sheet, line)))
        });
        rows.collect()
    }

    /// The row under the cursor.
    #[must_use]
    pub fn row(&self) -> Row {
        self.line.map_or(Row::Heading(self.sheet), |line| Row::Line(self.sheet, line))
    }

    fn step(&mut self, steps: isize) {
        let rows = self.rows();
        let at = rows.iter().position(|row| *row == self.row()).unwrap_or(0);
        match rows.get(at.saturating_add_signed(steps).min(rows.len().saturating_sub(1))) {
            Some(Row::Heading(sheet)) => {
                // From below, one comes to the end of the sheet above, which opens.
                let upwards = *sheet < self.sheet;
                (self.sheet, self.line) = (*sheet, None);
                let last = self.sheets[*sheet].lines.len().checked_sub(1);
                self.line = last.filter(|_| upwards && steps == -1);
            }
            Some(Row::Line(_, line)) => self.line = Some(*line),
            None => {}
        }
    }

    /// Picks the line under the cursor with what lies below it, or takes the pick back.
    fn mark(&mut self) -> bool {
        let (Some(sheet), Some(line)) = (self.sheets.get_mut(self.sheet), self.line) else { return false };
        if sheet.source == Source::Consent || line >= sheet.lines.len() {
            return false;
        }
        let marked = !sheet.lines[line].marked;
        let branch = sheet.branch(line);
        sheet.lines[branch].iter_mut().for_each(|line| line.marked = marked);
        true
    }

    /// Puts a sheet first and opens it, in the place of one from the same source.
    pub(super) fn open(&mut self, sheet: Sheet) {
        self.sheets.retain(|other| other.source != sheet.source);
        self.sheets.insert(0, sheet);
        (self.sheet, self.line) = (0, None);
    }
}

impl App {
    /// The ideas of the split that is open.
    pub(super) fn ideas(&mut self) -> Option<&mut Ideas> {
        match &mut self.card {
            Card::Split(card) => Some(&mut card.ideas),
            _ => None,
        }
    }

    /// Looks for what fits the item that is being split; an item that names a template begins with its text.
    pub(super) fn gather_ideas(&mut self) {
        let Card::Split(card) = &self.card else { return };
        let Some(node) = self.tree.get(card.node) else { return };
        let (today, title) = (self.now.today(), node.title());
        let named = node.text(Property::Template).filter(|_| self.tree.is_leaf(node.id())).map(str::to_owned);
        let past = past::past(&self.tree, card.node, past::MOST);
        let mut sheets: Vec<Sheet> = past.iter().map(|past| Sheet::of_past(&self.tree, past)).collect();
        let mut fitting: Vec<&Template> =
            ideas::matching(title, &self.templates).into_iter().map(|(template, _)| template).collect();
        if let Some(template) = named.as_ref().and_then(|slug| template::named(&self.templates, slug)) {
            fitting.retain(|other| other.slug != template.slug);
            fitting.insert(0, template);
        }
        // What the item was filled from is seldom wanted twice: it comes last, and says so.
        let used = node.text(Property::Template).filter(|_| !self.tree.is_leaf(node.id()));
        fitting.sort_by_key(|template| used == Some(&*template.slug));
        sheets.extend(fitting.into_iter().map(|template| Sheet::of_template(template, title, today)));
        for sheet in &mut sheets {
            if matches!((&sheet.source, used), (Source::Template(slug), Some(used)) if slug == used) {
                sheet.about = "used here already".into();
            }
        }
        let first = sheets.first().map(|sheet| format!("{}, {}", sheet.title, sheet.about));
        let unknown = named.as_ref().filter(|slug| template::named(&self.templates, slug).is_none()).cloned();
        let is_empty = card.editor.is_empty();
        if let Some(ideas) = self.ideas() {
            ideas.sheets = sheets;
        }
        self.dim_what_is_there();
        match (named, unknown, first) {
            _ if !is_empty => {}
            (_, Some(slug), _) => self.say(format!("No template is called {slug}.")),
            (Some(slug), None, _) => self.put_template(&slug),
            (None, None, Some(first)) => self.say(format!("Ideas: {first}. Ctrl-T goes there.")),
            (None, None, None) => {}
        }
    }

    /// Fills the editor from a template.
    pub(super) fn put_template(&mut self, slug: &str) {
        let Some(ideas) = self.ideas() else { return };
        let wanted = Source::Template(slug.to_owned());
        let Some(at) = ideas.sheets.iter().position(|sheet| sheet.source == wanted) else { return };
        (ideas.sheet, ideas.line) = (at, None);
        self.take_ideas(true);
    }

    /// Opens a template beside the text, also one that does not fit the title.
    pub(super) fn open_sheet_of(&mut self, slug: &str) {
        let Card::Split(card) = &self.card else { return };
        let title = self.title(card.node).to_owned();
        let Some(template) = template::named(&self.templates, slug) else { return };
        let sheet = Sheet::of_template(template, &title, self.now.today());
        if let Some(ideas) = self.ideas() {
            ideas.open(sheet);
        }
    }

    /// To the ideas, and back to the text.
    pub(super) fn split_ideas(&mut self) {
        let Some(ideas) = self.ideas() else { return };
        ideas.has_keys = !ideas.has_keys && !ideas.sheets.is_empty();
        let is_empty = ideas.sheets.is_empty();
        self.dim_what_is_there();
        if is_empty {
            self.say("No ideas for this title; `:templates` shows all.");
        }
    }

    pub(super) fn ideas_up(&mut self) {
        self.ideas().into_iter().for_each(|ideas| ideas.step(-1));
    }

    pub(super) fn ideas_down(&mut self) {
        self.ideas().into_iter().for_each(|ideas| ideas.step(1));
    }

    pub(super) fn ideas_page_up(&mut self) {
        self.ideas().into_iter().for_each(|ideas| ideas.step(-10));
    }

    pub(super) fn ideas_page_down(&mut self) {
        self.ideas().into_iter().for_each(|ideas| ideas.step(10));
    }

    pub(super) fn ideas_mark(&mut self) {
        let marked = self.ideas().is_some_and(Ideas::mark);
        if !marked {
            return self.say("Enter takes all of it; ↓ goes to its lines.");
        }
        self.ideas_down();
    }

    pub(super) fn ideas_take(&mut self) {
        self.take_ideas(false);
    }

    pub(super) fn ideas_take_all(&mut self) {
        self.take_ideas(true);
    }

    /// Puts what is picked into the text: else the line under the cursor with what lies below it, else all of the sheet
    /// that is not there already.
    fn take_ideas(&mut self, all: bool) {
        let Card::Split(card) = &mut self.card else { return };
        let Some(sheet) = card.ideas.sheets.get(card.ideas.sheet) else { return };
        if sheet.source == Source::Consent {
            return self.consent_to_ask();
        }
        let marked = sheet.lines.iter().any(|line| line.marked);
        let whole = all || (!marked && card.ideas.line.is_none());
        let text = match card.ideas.line {
            _ if whole => sheet.outline(|_, line| !line.near),
            _ if marked => sheet.outline(|_, line| line.marked),
            Some(at) => {
                let branch = sheet.branch(at);
                sheet.outline(|at, _| branch.contains(&at))
            }
            None => String::new(),
        };
        let near = sheet.lines.iter().filter(|line| line.near && whole).count();
        let jobs = outline::leaves(&outline::parse(&text, self.now.today())).count();
        let title = sheet.title.clone();
        let slug = match &sheet.source {
            Source::Template(slug) if whole => Some(slug.clone()),
            _ => None,
        };
        let was_empty = card.editor.is_empty();
        if was_empty {
            card.editor = super::editor::Editor::new(text.trim_end()).at_the_top();
        } else {
            card.editor.add_below(text.trim_end());
        }
        let ideas = &mut card.ideas;
        ideas.put = (was_empty && whole).then(|| card.editor.text());
        ideas.taken = slug.or_else(|| ideas.taken.take());
        ideas.has_keys = false;
        if let Some(sheet) = ideas.sheets.get_mut(ideas.sheet) {
            sheet.lines.iter_mut().for_each(|line| line.marked = false);
            sheet.is_taken = true;
        }
        self.drafts_due = !was_empty || !whole;
        self.say(match near {
            0 => format!("{title}: {} taken. Ctrl-S saves.", counted(jobs, "job")),
            near => format!("{} taken; {near} like what is there left out.", counted(jobs, "job")),
        });
    }

    /// The next question that may help to find a job.
    pub(super) fn split_prompt(&mut self) {
        if let Some(ideas) = self.ideas() {
            ideas.prompt = Some(ideas.prompt.map_or(0, |at| (at + 1) % ideas::PROMPTS.len()));
        }
    }

    /// Text that looks like offers of people who do small jobs goes beside the text, cleaned.
    pub(super) fn paste_offers(&mut self, text: &str) {
        let offers = shelf::offers(text);
        let count = counted(offers.len(), "job");
        let raw = Sheet::new(Source::AsPasted, "As it was pasted", String::new(), text);
        let sheet = Sheet::new(Source::Offers, "Pasted offers", count.clone(), &offers.join("\n"));
        let Some(ideas) = self.ideas() else { return };
        ideas.open(raw);
        ideas.open(sheet);
        ideas.has_keys = true;
        self.dim_what_is_there();
        self.say(format!("Offers, cleaned: {count}. Enter takes them."));
    }

    /// Marks the ideas that are like an item that is there or a line of the text.
    pub(super) fn dim_what_is_there(&mut self) {
        let Card::Split(card) = &self.card else { return };
        let there = self.split_children(card.node);
        let titles = there.iter().map(|id| self.title(*id).to_owned());
        let lines =
            outline::parse(&card.editor.text(), self.now.today()).into_iter().map(|item| item.line.title);
        let there: Vec<near::Near> = titles.chain(lines).map(|title| near::Near::new(&title)).collect();
        let today = self.now.today();
        let Some(ideas) = self.ideas() else { return };
        for line in ideas.sheets.iter_mut().flat_map(|sheet| &mut sheet.lines) {
            let idea = near::Near::new(&Line::parse(&line.text, today).title);
            line.near = there.iter().any(|other| other.is_near(&idea));
        }
    }
}
