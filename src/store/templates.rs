//! The folder with the person's own templates: one file each, read all at once, written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::text::template::{self, Template};

/// How the files of templates end.
const ENDING: &str = "outline";

/// All templates by slug: the person's own ones, and those that come with the program under other names. What cannot
/// be used is left out and told.
#[must_use]
pub fn load(folder: &Path) -> (Vec<Template>, Vec<String>) {
    let mut notices = Vec::new();
    let mut templates: Vec<Template> = Vec::new();
    for path in files(folder, &mut notices) {
        let read = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()));
        let parsed = read.and_then(|text| {
            template::parse(&text).map_err(|misfit| format!("{}, {misfit}", path.display()))
        });
        match parsed {
            Ok(own) if template::named(&templates, &own.slug).is_some() => {
                notices.push(format!("{}: another file is called {:?} too", path.display(), own.slug));
            }
            Ok(own) => templates.push(own),
            Err(why) => notices.push(why),
        }
    }
    for built_in in template::built_in() {
        if template::named(&templates, &built_in.slug).is_none() {
            templates.push(built_in);
        }
    }
    templates.sort_by(|one, other| one.slug.cmp(&other.slug));
    (templates, notices.into_iter().map(|notice| format!("template left out: {notice}")).collect())
}

/// The files of templates, by name.
fn files(folder: &Path, notices: &mut Vec<String>) -> Vec<PathBuf> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            if error.kind() != io::ErrorKind::NotFound {
                notices.push(format!("{}: {error}", folder.display()));
            }
            return Vec::new();
        }
    };
    let paths = entries.flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == ENDING)).collect();
    paths.sort();
    paths
}

/// Keeps a template under its slug, over another one only by force; says in which file.
///
/// # Errors
/// The file cannot be written, in words that name it; [`io::ErrorKind::AlreadyExists`] if it is there.
pub fn save(folder: &Path, template: &Template, force: bool) -> io::Result<PathBuf> {
    let path = folder.join(format!("{}.{ENDING}", template.slug));
    let named = |error: io::Error| {
        let words = match error.kind() {
            io::ErrorKind::AlreadyExists => format!("{} is there already", path.display()),
            _ => format!("{} cannot be written: {error}", path.display()),
        };
        io::Error::new(error.kind(), words)
    };
    fs::create_dir_all(folder).map_err(named)?;
    let mut file = NamedTempFile::new_in(folder).map_err(named)?;
    file.write_all(template.print().as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(named)?;
    let kept = if force { file.persist(&path) } else { file.persist_noclobber(&path) };
    kept.map_err(|error| named(error.error))?;
    Ok(path)
}
