//! What file and journal say together. Opening and every checkpoint use this one function; it writes nothing.

use std::io::{self, Read};

use super::atomic::{FileId, Stat, absent_is_none};
use super::disk::{self, File};
use super::line::{Numbered, Page};
use super::{Difference, Error, Location, OUTSIDE, backup};
use crate::model::history::{Others, rebase};
use crate::model::{Conflict, Tree, merge};
use crate::text::count::counted;
use crate::text::{choice, json};

/// What the disk holds.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// The state file; none if there is none.
    pub file: Option<Vec<u8>>,
    pub stat: Option<Stat>,
    pub page: Option<Page>,
}

impl Inputs {
    /// Reads file and journal. The caller holds the lock, so that they belong together.
    pub fn read(location: &Location) -> Result<Self, Error> {
        let (file, stat) = match open_state(location)? {
            Some(mut open) => {
                let stat = open.metadata().map_err(|error| Error::io(&location.file, error))?;
                (Some(read_state(location, &mut open)?), Some(Stat::of(&stat)))
            }
            None => (None, None),
        };
        let path = location.journal();
        let journal = absent_is_none(disk::read(&path)).map_err(|error| Error::io(&path, error))?;
        let page = journal.map(|bytes| Page::read(&bytes)).filter(|page| !page.is_blank());
        Ok(Self { file, stat, page })
    }
}

/// The state file, opened; none if there is none.
pub(super) fn open_state(location: &Location) -> Result<Option<File>, Error> {
    let path = &location.file;
    let there = absent_is_none(disk::metadata(path)).map_err(|error| Error::io(path, error))?;
    match there {
        Some(metadata) if metadata.is_dir() => Err(Error::IsFolder { file: path.clone() }),
        Some(metadata) if metadata.len() > disk::MOST_BYTES => Err(Error::TooLarge { file: path.clone() }),
        // Opening a pipe would wait for whoever writes to it.
        Some(metadata) if !metadata.is_file() => {
            Err(Error::io(path, io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")))
        }
        Some(_) => absent_is_none(File::open(path)).map_err(|error| Error::io(path, error)),
        None => Ok(None),
    }
}

/// What is in the opened state file.
pub(super) fn read_state(location: &Location, file: &mut File) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| Error::io(&location.file, error))?;
    Ok(bytes)
}

/// How file and journal hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// There is no journal.
    Fresh,
    /// The journal goes on where the file ends.
    Follows {
        /// The number of the last change that the file contains.
        contained: u64,
    },
    /// It does not, or not wholly: the file must be written and the journal begun anew before the next change.
    Unsettled,
}

/// File and journal as one tree.
#[derive(Debug)]
pub(super) struct Loaded {
    pub tree: Tree,
    pub link: Link,
    /// If the file was changed outside: what windows have that know nothing of this, and the journal can go on from.
    pub ours: Option<Tree>,
    /// Whether `tree` is just what the file says.
    pub is_file: bool,
    /// The number of the last change in the journal.
    pub number: u64,
    pub problems: Vec<json::Problem>,
    pub version: u64,
    /// Sentences on what was merged or mended.
    pub notices: Vec<String>,
    /// Whether a value of the file lost against ours.
    pub conflicts: bool,
}

/// Nothing, or what a crash leaves of something.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0)
}

/// Puts file and journal together.
///
/// # Errors
/// A file that cannot be read, or a journal whose file is gone without a copy.
pub(super) fn load(location: &Location, inputs: &Inputs) -> Result<Loaded, Error> {
    let id = inputs.file.as_deref().map(FileId::of);
    let follows = inputs.page.as_ref().and_then(|page| contained(page, id));
    let missing = inputs.file.as_deref().is_none_or(is_blank);
    if missing && follows.is_none() {
        return restore(location, inputs);
    }
    let read = match inputs.file.as_deref().filter(|bytes| !is_blank(bytes)) {
        Some(bytes) => parse(location, bytes)?,
        None => json::Read { tree: Tree::default(), problems: vec![], version: json::VERSION },
    };
    let mut loaded = Loaded {
        tree: read.tree,
        link: Link::Fresh,
        ours: None,
        is_file: true,
        number: inputs.page.as_ref().map_or(0, Page::number),
        problems: read.problems,
        version: read.version,
        notices: Vec::new(),
        conflicts: false,
    };
    let Some(page) = &inputs.page else { return Ok(loaded) };
    match follows {
        Some(contained) => {
            loaded.is_file = !replay(&mut loaded.tree, page.after(contained));
            loaded.link = if page.damaged { Link::Unsettled } else { Link::Follows { contained } };
        }
        None => merge_outside(location, page, id, &mut loaded),
    }
    if page.damaged {
        loaded.ours = None;
        loaded.notices.push(damage(location));
    }
    Ok(loaded)
}

fn damage(location: &Location) -> String {
    let journal = location.journal();
    format!("{} is damaged; it was read up to there, and is set aside at the next change", journal.display())
}

/// The number of the last change that the file `id` contains, if the journal knows that file.
fn contained(page: &Page, id: Option<FileId>) -> Option<u64> {
    let head = page.head?;
    let marked = page.marks.iter().rev().find(|mark| Some(mark.0) == id).map(|mark| mark.1);
    marked.or((head.file == id).then_some(head.n))
}

fn parse(location: &Location, bytes: &[u8]) -> Result<json::Read, Error> {
    json::read(bytes).map_err(|refused| Error::Unreadable {
        file: location.file.clone(),
        refused,
        backup: backup::newest(location),
    })
}

/// Applies what the journal says. Whether there was anything.
fn replay<'a>(tree: &mut Tree, changes: impl Iterator<Item = &'a Numbered>) -> bool {
    let mut any = false;
    for numbered in changes {
        any = true;
        if tree.apply_all(&numbered.change.ops).is_err() {
            rebase(tree, &numbered.change.ops, Others::Yield);
        }
    }
    any
}

/// The tree that those have who follow this journal, from a copy of a file that it names; and what it grew from.
pub(super) fn follow(location: &Location, page: &Page) -> Option<(Tree, Tree)> {
    let head = page.head?;
    let (base, contained) = match head.file {
        None => (Tree::default(), head.n),
        Some(_) => base(location, page)?,
    };
    let mut ours = base.clone();
    replay(&mut ours, page.after(contained));
    Some((base, ours))
}

/// The last state of the file of which there is a copy, and its number.
fn base(location: &Location, page: &Page) -> Option<(Tree, u64)> {
    let copy = disk::read(&location.base()).unwrap_or_default();
    let (bytes, contained) = if let Some(contained) = contained(page, Some(FileId::of(&copy))) {
        (copy, contained)
    } else {
        let head = page.head.and_then(|head| Some((head.file?, head.n)));
        let mut known = page.marks.iter().rev().copied().chain(head);
        known.find_map(|(id, n)| Some((backup::find(location, id)?, n)))?
    };
    if bytes.is_empty() {
        return Some((Tree::default(), contained));
    }
    json::read(&bytes).ok().map(|read| (read.tree, contained))
}

/// The file is not the one that the journal knows: what was done here and there, in one tree.
fn merge_outside(location: &Location, page: &Page, id: Option<FileId>, loaded: &mut Loaded) {
    loaded.link = Link::Unsettled;
    let head = page.head.map_or(0, |head| head.n);
    let followed = follow(location, page);
    let Some((base, ours)) = followed else {
        let before = loaded.tree.clone();
        let mut count = 0;
        for numbered in page.after(head).filter(|numbered| numbered.change.name != OUTSIDE) {
            count += 1;
            rebase(&mut loaded.tree, &numbered.change.ops, Others::Yield);
        }
        loaded.is_file = loaded.tree == before;
        if count > 0 && !loaded.is_file {
            loaded.conflicts = true;
            loaded.notices.push(format!(
                "{} was changed outside; on top of it came {} from its journal",
                location.name(),
                counted(count, "change")
            ));
        }
        return;
    };
    if base == ours {
        // Nothing was pending: the file is the truth.
        if !is_expected(location, id) {
            loaded.notices.extend(say_outside(location, &ours, &loaded.tree));
        }
        loaded.ours = Some(ours);
        return;
    }
    let (tree, conflicts) = merge(&base, &ours, &loaded.tree);
    loaded.is_file = tree == loaded.tree;
    if !loaded.is_file {
        let told =
            format!("{} was changed outside while changes were pending; both are kept", location.name());
        loaded.notices.push(told);
    }
    if !conflicts.is_empty() {
        loaded.conflicts = true;
        loaded.notices.push(say_conflicts(&tree, &conflicts));
    }
    loaded.tree = tree;
    loaded.ours = Some(ours);
}

/// Whether the file is the one that a tool of ours put there and has told of.
fn is_expected(location: &Location, id: Option<FileId>) -> bool {
    let told = disk::read(&location.expected()).unwrap_or_default();
    id.is_some_and(|id| told == format!("{id:?}").as_bytes())
}

/// Remembers that the file as it is now is meant, so that nobody is told that it was changed outside. What fails here
/// costs a sentence.
pub fn expect(location: &Location) {
    if let Ok(bytes) = disk::read(&location.file) {
        let _ = disk::make_folder(&location.state);
        let _ = super::atomic::replace(
            &location.expected(),
            format!("{:?}", FileId::of(&bytes)).as_bytes(),
            false,
        );
    }
}

/// In what the file differs from how it was left; a disk that has begun to forget shows itself so.
fn say_outside(location: &Location, left: &Tree, now: &Tree) -> Option<String> {
    if left == now {
        return None;
    }
    let what = match Difference::between(left, now) {
        Difference { new: 0, gone: 0, changed: 0 } => "the order, or a day".to_owned(),
        Difference { new, gone, changed } => format!("{new} new, {gone} gone, {changed} changed"),
    };
    Some(format!("{} was changed outside: {what}", location.name()))
}

fn say_conflicts(tree: &Tree, conflicts: &[Conflict]) -> String {
    let mut titles: Vec<String> = conflicts.iter().map(|conflict| choice::about(tree, conflict)).collect();
    titles.dedup();
    let more = titles.len().saturating_sub(3);
    titles.truncate(3);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!(
        "both sides changed {}{rest}; both values are kept, and `:conflicts` shows them",
        titles.join(", ")
    )
}

/// The file is gone or empty, which its journal does not expect: the last copy and the journal bring it back.
fn restore(location: &Location, inputs: &Inputs) -> Result<Loaded, Error> {
    let mut loaded = Loaded {
        tree: Tree::default(),
        link: Link::Unsettled,
        ours: None,
        is_file: false,
        number: inputs.page.as_ref().map_or(0, Page::number),
        problems: Vec::new(),
        version: json::VERSION,
        notices: Vec::new(),
        conflicts: false,
    };
    let how = if inputs.file.is_some() { "empty" } else { "gone" };
    let brought_back =
        format!("{} was {how}; it is brought back from its last copy and its journal", location.name());
    let copy = || disk::read(&location.base()).ok().and_then(|bytes| json::read(&bytes).ok());
    let backup = backup::newest(location);
    match &inputs.page {
        Some(page) => match follow(location, page) {
            Some((_, ours)) => {
                loaded.tree = ours.clone();
                loaded.ours = Some(ours);
                loaded.notices.push(brought_back);
            }
            // Nothing can be told from it; it is set aside.
            None if page.head.is_none() => {
                loaded.tree = copy().map(|read| read.tree).unwrap_or_default();
                loaded.notices.push(damage(location));
            }
            // Nothing is there to be lost.
            None if backup.is_none() && page.head.is_some_and(|head| page.after(head.n).next().is_none()) => {
            }
            None => return Err(Error::Gone { file: location.file.clone(), backup }),
        },
        None if inputs.file.is_none() => {
            loaded.link = Link::Fresh;
            if let Some(path) = backup {
                loaded.notices.push(format!(
                    "{} is new; a copy of an earlier one is {}",
                    location.name(),
                    path.display()
                ));
            }
        }
        None => match copy() {
            Some(read) => {
                loaded.tree = read.tree;
                loaded.notices.push(brought_back);
            }
            None => loaded.link = Link::Fresh,
        },
    }
    Ok(loaded)
}
