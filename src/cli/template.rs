//! The verb `template`: print, use and save templates; and where the person's own ones are read.

use std::io;

use clap::{Args, Subcommand};

use super::args::REFERENCES;
use super::output::{Look, Output, note};
use super::session::Session;
use super::{Failure, Options, open, places, reference};
use crate::edit::split;
use crate::model::Node;
use crate::store::templates;
use crate::text::count::counted;
use crate::text::line::Line;
use crate::text::template::{self, Keep, Template};
use crate::text::when;

/// What can be done with templates.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Print all templates: slug, jobs, title
    #[command(after_help = "\
Examples:
  goaltree template list
  goaltree template list | grep -i video")]
    List,
    /// Print one template as its file
    #[command(after_help = "\
Examples:
  goaltree template show blog-post
  mkdir -p \"$(goaltree template path)\"
  goaltree template show blog-post > \"$(goaltree template path)/blog-post.outline\"

The last two make a copy of your own: it takes the place of the one that came with the program.")]
    Show(Show),
    /// Put the jobs of a template below an item
    #[command(after_help = format!("\
Example:
  goaltree template apply blog-post \"cold brew\"

Days count from today; {{topic}} becomes the title of the item. `goaltree undo` takes it back.
{REFERENCES}"))]
    Apply(Apply),
    /// Make a template of what is below an item
    #[command(after_help = format!("\
Examples:
  goaltree template save \"cold brew\" drink-post
  goaltree template save k7q2 drink-post --notes --force

Ticks, people and plans are left out; start and due dates count from the first start. Where a job
says the title of the item, the template says {{topic}}.
{REFERENCES}"))]
    Save(Save),
    /// Print the folder with your own templates
    #[command(after_help = "Example: ls \"$(goaltree template path)\"")]
    Path,
}

/// See [`Verb::Show`].
#[derive(Debug, Args)]
pub struct Show {
    /// Which template
    slug: String,
}

/// See [`Verb::Apply`].
#[derive(Debug, Args)]
pub struct Apply {
    /// Which template
    slug: String,
    /// Which item
    #[arg(required = true, value_name = "REF")]
    words: Vec<String>,
}

/// See [`Verb::Save`].
#[derive(Debug, Args)]
pub struct Save {
    /// Which item
    #[arg(required = true, value_name = "REF")]
    words: Vec<String>,
    /// The name of the template: small letters and digits with hyphens between
    #[arg(required = true)]
    slug: String,
    /// Keep the notes
    #[arg(long)]
    notes: bool,
    /// Write over a template of yours with that name
    #[arg(long)]
    force: bool,
}

impl Verb {
    /// Does it.
    ///
    /// # Errors
    /// Why it could not.
    pub fn run(&self, options: &Options) -> Result<(), Failure> {
        match self {
            Self::List => list(options),
            Self::Show(typed) => show(options, typed),
            Self::Apply(typed) => apply(options, typed),
            Self::Save(typed) => save(options, typed),
            Self::Path => path(options),
        }
    }
}

fn load_and_tell(options: &Options) -> Vec<Template> {
    let (templates, notices) = templates::load(&options.templates);
    notices.iter().for_each(|notice| note(notice));
    templates
}

fn find(options: &Options, slug: &str) -> Result<Template, Failure> {
    let mut templates = load_and_tell(options);
    let at = templates.iter().position(|template| template.slug == slug);
    let at = at.ok_or_else(|| {
        Failure::could_not(format!("no template is called {slug:?}"))
            .hint("`goaltree template list` prints them")
    })?;
    Ok(templates.swap_remove(at))
}

fn list(options: &Options) -> Result<(), Failure> {
    let templates = load_and_tell(options);
    let width = templates.iter().map(|template| template.slug.len()).max().unwrap_or(0);
    let mut out = Output::open();
    for template in &templates {
        out.line(&[
            (Look::Plain, &format!("{:<width$}", template.slug)),
            (Look::Dim, &format!("  {:>7}  ", counted(template.jobs(), "job"))),
            (Look::Plain, &template.title),
        ])?;
    }
    Ok(out.finish()?)
}

fn show(options: &Options, typed: &Show) -> Result<(), Failure> {
    let template = find(options, &typed.slug)?;
    let mut out = Output::open();
    for line in template.print().lines() {
        out.plain(line)?;
    }
    Ok(out.finish()?)
}

fn apply(options: &Options, typed: &Apply) -> Result<(), Failure> {
    let template = find(options, &typed.slug)?;
    let mut session = Session::open(options)?;
    let id = reference::find(&session.tree, &typed.words.join(" "))?;
    let title = session.tree.get(id).map(|node| node.title().to_owned()).unwrap_or_default();
    let jobs = counted(template.jobs(), "job");
    let name = format!("{} in {title} ({jobs})", template.title);
    let first = session.change(&name, |edit| split::fill(edit, id, &template))?;
    let tree = session.close();
    let mut out = Output::open();
    let minutes = tree.count(Some(id)).minutes_left;
    let left = if minutes == 0 { String::new() } else { format!(", {} left", when::say_minutes(minutes)) };
    out.line(&[
        (Look::Plain, "filled"),
        (Look::Dim, &format!(" {id}  ")),
        (Look::Plain, &title),
        (Look::Dim, &format!("  {jobs}{left}")),
    ])?;
    if let Some(node) = first.and_then(|first| tree.get(first)) {
        let line = Line::of(node).print();
        out.line(&[(Look::Plain, "first"), (Look::Dim, &format!(" {}  ", node.id())), (Look::Plain, &line)])?;
    }
    Ok(out.finish()?)
}

fn save(options: &Options, typed: &Save) -> Result<(), Failure> {
    let slug = &*typed.slug;
    if !template::is_slug(slug) {
        return Err(Failure::wrong_use(format!("{slug:?} is no name for a template"))
            .hint("small letters and digits with hyphens between: drink-post"));
    }
    let (_, opened) = open(options)?;
    let id = reference::find(&opened.tree, &typed.words.join(" "))?;
    if opened.tree.is_leaf(id) {
        let title = opened.tree.get(id).map_or("", Node::title);
        return Err(Failure::could_not(format!("nothing is below {title}"))
            .hint("a template is made of the jobs below an item"));
    }
    let template = template::of(&opened.tree, id, slug, Keep { notes: typed.notes });
    let path = templates::save(&options.templates, &template, typed.force).map_err(|error| {
        let failure = Failure::could_not(error.to_string());
        let is_there = error.kind() == io::ErrorKind::AlreadyExists;
        if is_there { failure.hint("`--force` writes over it") } else { failure }
    })?;
    let mut out = Output::open();
    let jobs = format!("  {}  ", counted(template.jobs(), "job"));
    out.line(&[
        (Look::Plain, "saved "),
        (Look::Plain, slug),
        (Look::Dim, &jobs),
        (Look::Plain, &path.to_string_lossy()),
    ])?;
    Ok(out.finish()?)
}

fn path(options: &Options) -> Result<(), Failure> {
    let mut out = Output::open();
    places::print(&mut out, &options.templates)?;
    Ok(out.finish()?)
}
