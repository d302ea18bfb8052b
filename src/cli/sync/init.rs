//! `goaltree sync --init`: a repository in the folder of the state file, and what it needs to know.

use std::fs;
use std::io;
use std::path::Path;

use super::Repo;
use super::git::{Git, LOCAL, NETWORK};
use crate::cli::Failure;
use crate::model::Tree;
use crate::store::{Location, Store};

pub const ATTRIBUTES: &str = ".gitattributes";
pub const IGNORE: &str = ".gitignore";

/// Sets everything up; what is there already stays.
pub fn init(location: &Location, folder: &Path, remote: Option<&str>) -> Result<Repo, Failure> {
    if remote.is_some_and(|remote| remote.starts_with('-') || remote.trim().is_empty()) {
        return Err(Failure::wrong_use("that is not the address of a repository")
            .hint("such as git@example.org:me/goals.git, or the folder of a bare repository"));
    }
    let io = |error: io::Error| Failure::could_not(format!("{}: {error}", folder.display()));
    let mut maker = fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder).map_err(io)?;
    let git = Git::at(folder)?;
    if !git.run(LOCAL, &["rev-parse", "--is-inside-work-tree"])?.ok {
        let branch = remote.map(|remote| branch_of(&git, remote)).transpose()?.flatten();
        git.must(&["init", "-q"])?;
        let head = format!("refs/heads/{}", branch.as_deref().unwrap_or("main"));
        git.must(&["symbolic-ref", "HEAD", &head])?;
    }
    git.must(&["config", "merge.goaltree.name", "goaltree, item by item"])?;
    git.must(&["config", "merge.goaltree.driver", &git.driver])?;
    if let Some(remote) = remote {
        let known = git.run(LOCAL, &["remote", "get-url", "origin"])?;
        if !known.ok {
            git.must(&["remote", "add", "--", "origin", remote])?;
        } else if known.text() != remote {
            git.must(&["remote", "set-url", "--", "origin", remote])?;
        }
    }
    let name = super::name_of(location)?;
    let pattern = pattern(&name);
    let attributes = [
        format!("{} merge=goaltree -text", quoted(&pattern)),
        format!("/{ATTRIBUTES} merge=union"),
        format!("/{IGNORE} merge=union"),
    ];
    add_lines(&folder.join(ATTRIBUTES), &attributes).map_err(io)?;
    let ignored = [".journal*", ".lock", ".before-repair-*", ".damaged-*", ".unmerged"]
        .map(|end| format!("{pattern}{end}"));
    add_lines(&folder.join(IGNORE), &[&ignored[..], &[format!("/.{}.*.tmp", &pattern[1..])]].concat())
        .map_err(io)?;
    let repo = Repo::find(git, location)?;
    if !location.file.exists() && !repo.has_commit()? && remote.is_none() {
        // Something to begin with: an empty tree is a tree.
        Store::write_over(&location.file, &Tree::default())?;
    }
    Ok(repo)
}

/// The branch that a remote has in use; none if it has none yet or cannot be reached.
fn branch_of(git: &Git, remote: &str) -> Result<Option<String>, Failure> {
    let said = git.run(NETWORK, &["ls-remote", "--symref", "--", remote, "HEAD"])?;
    let head = said
        .text()
        .lines()
        .find_map(|line| line.strip_prefix("ref: refs/heads/")?.split('\t').next().map(str::to_owned));
    Ok(head.filter(|_| said.ok))
}

/// The lines that a file lacks, behind those that it has.
fn add_lines(path: &Path, lines: &[String]) -> io::Result<()> {
    let mut text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        other => other?,
    };
    let missing: Vec<&String> =
        lines.iter().filter(|line| !text.lines().any(|there| there == line.as_str())).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for line in missing {
        text.push_str(line);
        text.push('\n');
    }
    fs::write(path, text)
}

/// The file of this folder alone, with the signs of patterns taken as letters.
fn pattern(name: &str) -> String {
    let mut pattern = String::from("/");
    for letter in name.chars() {
        if matches!(letter, '*' | '?' | '[' | ']' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

/// A pattern with blanks or quotes as an attributes file takes it.
fn quoted(pattern: &str) -> String {
    if pattern.chars().all(|letter| !letter.is_whitespace() && letter != '"' && letter != '\\') {
        return pattern.to_owned();
    }
    format!("\"{}\"", pattern.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_are_meant_as_they_are() {
        for (name, ignored, attribute) in [
            ("goals.json", "/goals.json", "/goals.json"),
            ("-my goals.json", "/-my goals.json", "\"/-my goals.json\""),
            ("a*[1].json", "/a\\*\\[1\\].json", "\"/a\\\\*\\\\[1\\\\].json\""),
            ("say \"x\".json", "/say \"x\".json", "\"/say \\\"x\\\".json\""),
        ] {
            assert_eq!(pattern(name), ignored);
            assert_eq!(quoted(&pattern(name)), attribute);
        }
    }
}
