//! `goaltree restore`: the backups, in what each differs from now, and one of them brought back as one change.

use std::fs;

use super::output::{Look, Output, note};
use super::session::Session;
use super::{Failure, Options, args, locate, open};
use crate::model::Tree;
use crate::store::backup::{self, Backup};
use crate::store::{Difference, Error, Location, Store, put_back};
use crate::text::count::counted;

/// A number up to this is one of the list.
const MOST_NUMBERED: usize = 999;

/// `goaltree restore`.
pub(super) fn restore(options: &Options, typed: &args::Restore) -> Result<(), Failure> {
    let location = locate(options)?;
    let backups = backup::list(&location);
    match &typed.which {
        None => list(options, &location, &backups),
        Some(which) => {
            let backup = find(&backups, which)?;
            if typed.dry_run { rehearse(options, backup) } else { bring_back(options, &location, backup) }
        }
    }
}

/// The tree as it is now; none if the file cannot be read.
fn now(options: &Options, location: &Location) -> Result<Option<Tree>, Failure> {
    match Store::open(location, options.clock) {
        Ok((_, opened)) => Ok(Some(opened.tree)),
        Err(error @ (Error::Unreadable { .. } | Error::Gone { .. } | Error::TooLarge { .. })) => {
            note(&error.to_string());
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// `+2 -0 ~1`: what bringing it back would add, remove and change.
fn say(difference: Difference) -> String {
    format!("+{} -{} ~{}", difference.new, difference.gone, difference.changed)
}

fn list(options: &Options, location: &Location, backups: &[Backup]) -> Result<(), Failure> {
    let mut out = Output::open();
    if backups.is_empty() {
        out.plain("no backups yet; one an hour is made when the file changes")?;
        return Ok(out.finish()?);
    }
    let now = now(options, location)?;
    for (at, backup) in backups.iter().enumerate() {
        let kilobytes = fs::metadata(&backup.path).map_or(0, |metadata| metadata.len().div_ceil(1_000));
        let (items, difference) = match backup::read(backup) {
            Ok(tree) => {
                let against = now.as_ref().map(|now| say(Difference::between(now, &tree)));
                (counted(tree.len(), "item"), against.unwrap_or_default())
            }
            Err(_) => ("cannot be read".to_owned(), String::new()),
        };
        let time = backup.at.format("%Y-%m-%d %H:%M");
        out.line(&[
            (Look::Bold, &format!("{:>3}", at + 1)),
            (Look::Plain, &format!("  {time}  {kilobytes:>6} kB  {items:>14}  ")),
            (Look::Dim, &difference),
        ])?;
    }
    out.finish()?;
    note("what `goaltree restore N` would add, remove and change: + - ~; one undo takes it back");
    Ok(())
}

/// By its number in the list, or by a part of its name that no other has.
fn find<'b>(backups: &'b [Backup], which: &str) -> Result<&'b Backup, Failure> {
    let none = || Failure::could_not(format!("no backup is {which:?}")).hint("`goaltree restore` lists them");
    // A number that is not in the list is no part of a name: it would bring back whatever happens to have it.
    if let Ok(number @ 0..=MOST_NUMBERED) = which.parse::<usize>() {
        return number.checked_sub(1).and_then(|at| backups.get(at)).ok_or_else(none);
    }
    let name = |backup: &Backup| backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let fitting: Vec<&Backup> = backups.iter().filter(|backup| name(backup).contains(which)).collect();
    match fitting[..] {
        [backup] => Ok(backup),
        [] => Err(none()),
        _ => Err(Failure::wrong_use(format!("{which:?} is in the names of {} backups", fitting.len()))
            .details(fitting.iter().map(|backup| name(backup)).collect())
            .hint("name more of it, or its number")),
    }
}

fn rehearse(options: &Options, backup: &Backup) -> Result<(), Failure> {
    let (_, opened) = open(options)?;
    let tree = backup::read(backup)?;
    let mut out = Output::open();
    for (_, node) in tree.walk(None) {
        let id = node.id();
        let moved = opened.tree.parent(id) != tree.parent(id);
        let mark = match opened.tree.get(id) {
            None => "+ ",
            Some(now) if now != node || moved => "~ ",
            Some(_) => continue,
        };
        out.line(&[(Look::Good, mark), (Look::Dim, &format!("{id}  ")), (Look::Plain, node.title())])?;
    }
    for (_, node) in opened.tree.walk(None).filter(|(_, node)| !tree.contains(node.id())) {
        out.line(&[
            (Look::Bad, "- "),
            (Look::Dim, &format!("{}  ", node.id())),
            (Look::Plain, node.title()),
        ])?;
    }
    out.finish()?;
    let sum = say(Difference::between(&opened.tree, &tree));
    note(&format!("would bring back {}: {sum}; nothing was changed", backup.at.format("%Y-%m-%d %H:%M")));
    Ok(())
}

fn bring_back(options: &Options, location: &Location, backup: &Backup) -> Result<(), Failure> {
    let wanted = backup::read(backup)?;
    let time = backup.at.format("%Y-%m-%d %H:%M");
    let mut out = Output::open();
    if let Some(tree) = now(options, location)? {
        let difference = Difference::between(&tree, &wanted);
        if tree == wanted {
            return Err(Failure::could_not(format!("everything is as on {time} already")));
        }
        let mut session = Session::open(options)?;
        session.put(&format!("return to {time}"), &wanted)?;
        session.close();
        out.plain(&format!("back to {time}: {}; `goaltree undo` takes it back", say(difference)))?;
    } else {
        let aside = put_back(location, backup, options.clock)?;
        let aside = aside.map(|path| format!("; what could not be read is in {}", path.display()));
        out.plain(&format!("back to {time}{}", aside.unwrap_or_default()))?;
    }
    Ok(out.finish()?)
}
