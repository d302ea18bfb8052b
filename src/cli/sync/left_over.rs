//! A merge that was begun, here or by hand, and not finished.

use std::fs;

use super::git::LOCAL;
use super::repo::Repo;
use crate::cli::Failure;
use crate::cli::merge::parse;
use crate::cli::output::note;
use crate::model::{Tree, merge};
use crate::store::{self, Location, Store};

/// What git calls other work that is half done.
const OTHERS: [(&str, &str); 4] = [
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
];

/// Finishes a merge of the state file, if one waits. The caller keeps others from writing.
pub fn finish(repo: &Repo, location: &Location) -> Result<(), Failure> {
    for (name, what) in OTHERS {
        let path = repo.git.must(&["rev-parse", "--git-path", name])?.text();
        if repo.folder.join(path).exists() {
            return Err(Failure::could_not(format!(
                "a git {what} is half done in {}",
                repo.folder.display()
            ))
            .hint(format!("`git {what} --continue` or `git {what} --abort` first")));
        }
    }
    let merging = repo.git.run(LOCAL, &["rev-parse", "-q", "--verify", "MERGE_HEAD"])?.ok;
    if merging { resolve(repo, location) } else { Ok(()) }
}

/// Merges the three states that git has kept, adds what was done to the file since, and commits.
pub fn resolve(repo: &Repo, location: &Location) -> Result<(), Failure> {
    let listed = repo.git.must(&["diff", "--name-only", "--diff-filter=U", "--no-relative", "-z"])?.out;
    let unmerged: Vec<String> = listed
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    let ours = format!("{}{}", repo.prefix, repo.name);
    if let Some(other) = unmerged.iter().find(|name| **name != ours) {
        return Err(Failure::could_not(format!(
            "{other} was changed on both sides, and git could not merge it"
        ))
        .hint("mend it and `git add` it, or `git merge --abort`; then sync"));
    }
    if !unmerged.is_empty() {
        let tree = of_stages(repo, location)?;
        Store::write_over(&location.file, &tree)?;
        store::expect(location);
        repo.git.must(&["add", "-f", "--", &repo.name])?;
    }
    repo.git.must(&["commit", "-q", "--no-edit"]).map(|_| ())
}

fn of_stages(repo: &Repo, location: &Location) -> Result<Tree, Failure> {
    let stage = |number: u8| -> Result<Option<Tree>, Failure> {
        let Some(bytes) = repo.blob(&format!(":{number}:./{}", repo.name))? else { return Ok(None) };
        parse(&bytes).map(Some).map_err(|why| {
            Failure::could_not(format!("{} cannot be merged: {why}", repo.name))
                .hint("`git merge --abort` goes back; nothing is lost")
        })
    };
    let base = stage(1)?.unwrap_or_default();
    let (ours, theirs) = match (stage(2)?, stage(3)?) {
        // One side took the file away: what the other has done to it stays.
        (Some(one), None) | (None, Some(one)) => (one.clone(), one),
        (Some(ours), Some(theirs)) => (ours, theirs),
        (None, None) => (Tree::default(), Tree::default()),
    };
    let (merged, conflicts) = merge(&base, &ours, &theirs);
    crate::cli::merge::tell(&merged, &conflicts);
    let there = fs::read(&location.file).unwrap_or_default();
    if let Ok(there) = parse(&there) {
        // As it was, as the driver left it, or with changes since: those are fitted on.
        return Ok(merge(&ours, &merged, &there).0);
    }
    let aside = repo.folder.join(format!("{}.unmerged", repo.name));
    if !there.is_empty() && fs::copy(&location.file, &aside).is_ok() {
        note(&format!("what git had left is kept as {}", aside.display()));
    }
    Ok(merged)
}
