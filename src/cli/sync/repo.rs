//! The repository in the folder of the state file.

use std::path::{Path, PathBuf};

use super::git::{Git, LOCAL};
use super::init::{ATTRIBUTES, IGNORE};
use super::left_over;
use crate::cli::Failure;
use crate::insight::news::{self, News};
use crate::model::Tree;
use crate::store::Location;
use crate::text::json;

/// See the module.
#[derive(Debug)]
pub struct Repo {
    pub git: Git,
    pub folder: PathBuf,
    /// The name of the state file in that folder.
    pub name: String,
    /// The folder within the repository, with a slash behind it; empty at its top.
    pub prefix: String,
    pub branch: String,
    pub remote: Option<String>,
}

/// The name of the state file, for git.
pub fn name_of(location: &Location) -> Result<String, Failure> {
    let name = location.file.file_name().and_then(|name| name.to_str());
    let name = name.filter(|name| !name.chars().any(char::is_control));
    name.map(str::to_owned).ok_or_else(|| {
        Failure::could_not(format!("{}: git and this name do not go together", location.file.display()))
            .hint("give the file another name")
    })
}

pub fn not_set_up(folder: &Path) -> Failure {
    Failure::could_not(format!("{} is not set up for syncing", folder.display()))
        .hint("`goaltree sync --init REMOTE`, or `goaltree sync --init` without another machine")
}

impl Repo {
    /// The repository, if it is set up and on a branch.
    pub fn find(git: Git, location: &Location) -> Result<Self, Failure> {
        let folder = location.file.parent().unwrap_or(Path::new(".")).to_owned();
        let name = name_of(location)?;
        let inside = git.run(LOCAL, &["rev-parse", "--is-inside-work-tree"])?;
        if !inside.ok {
            if inside.err.contains("dubious ownership") {
                return Err(inside.failure("rev-parse"));
            }
            return Err(not_set_up(&folder));
        }
        let attribute = git.must(&["check-attr", "-z", "merge", "--", &name])?.out;
        if attribute.split(|byte| *byte == 0).nth(2) != Some(b"goaltree") {
            return Err(not_set_up(&folder));
        }
        let head = git.run(LOCAL, &["symbolic-ref", "-q", "HEAD"])?;
        let Some(branch) = head.text().strip_prefix("refs/heads/").map(str::to_owned) else {
            return Err(Failure::could_not(format!("{} is on no branch of git", folder.display()))
                .hint("`git switch main`, or `git switch -c NAME` to keep what was committed; then sync"));
        };
        let configured = git.run(LOCAL, &["config", &format!("branch.{branch}.remote")])?;
        let remotes = git.must(&["remote"])?.text();
        let mut names = remotes.lines();
        let remote = if configured.ok {
            Some(configured.text()).filter(|name| name != ".")
        } else {
            names.clone().find(|name| *name == "origin").or_else(|| names.next()).map(str::to_owned)
        };
        let prefix = git.must(&["rev-parse", "--show-prefix"])?.text();
        Ok(Self { git, folder, name, prefix, branch, remote })
    }

    pub fn has_commit(&self) -> Result<bool, Failure> {
        Ok(self.git.run(LOCAL, &["rev-parse", "-q", "--verify", "HEAD^{commit}"])?.ok)
    }

    /// What the remote had when it was last asked.
    pub fn tracked(&self) -> String {
        format!("refs/remotes/{}/{}", self.remote.as_deref().unwrap_or_default(), self.branch)
    }

    /// Whether the remote has all that we have.
    pub fn is_sent(&self) -> Result<bool, Failure> {
        let ours = self.git.run(LOCAL, &["rev-parse", "-q", "--verify", "HEAD^{commit}"])?;
        let theirs = self.git.run(LOCAL, &["rev-parse", "-q", "--verify", &self.tracked()])?;
        Ok(!ours.ok || (theirs.ok && ours.text() == theirs.text()))
    }

    pub fn blob(&self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        let ran = self.git.run(LOCAL, &["cat-file", "blob", name])?;
        Ok(ran.ok.then_some(ran.out))
    }

    /// The tree that a commit holds.
    pub fn tree_at(&self, commit: &str) -> Option<Tree> {
        let bytes = self.blob(&format!("{commit}:./{}", self.name)).ok()??;
        json::read(&bytes).ok().map(|read| read.tree)
    }

    /// Commits the state file and what belongs to it, and nothing else; says what is new in it.
    pub fn commit(&self, tree: Option<&Tree>) -> Result<Option<News>, Failure> {
        let mut paths = vec![ATTRIBUTES, IGNORE];
        paths.retain(|name| self.folder.join(name).exists());
        if self.folder.join(&self.name).exists() {
            paths.push(&self.name);
        } else if self.has_commit()? && self.tree_at("HEAD").is_some() {
            // It was taken away by hand: that is no change of ours to send.
            self.git.must(&["checkout", "-q", "HEAD", "--", &self.name])?;
        }
        let status =
            [&["status", "--porcelain", "-z", "--ignored", "--untracked-files=all", "--"][..], &paths];
        if paths.is_empty() || self.git.must(&status.concat())?.out.is_empty() {
            return Ok(None);
        }
        self.git.must(&[&["add", "-f", "--"][..], &paths].concat())?;
        let before = self.tree_at("HEAD").unwrap_or_default();
        let news = tree.map(|tree| news::between(&before, tree)).unwrap_or_default();
        let message = news.say().unwrap_or_else(|| "set up".to_owned());
        self.git.must(&[&["commit", "-q", "-m", &message, "--only", "--"][..], &paths].concat())?;
        Ok(Some(news))
    }

    /// Merges what the remote has, and says whether there was anything new in it.
    pub fn merge(&self, location: &Location) -> Result<bool, Failure> {
        let theirs = self.tracked();
        if self.remote.is_none() || !self.git.run(LOCAL, &["rev-parse", "-q", "--verify", &theirs])?.ok {
            return Ok(false);
        }
        let had = self.has_commit()?;
        if had && self.git.run(LOCAL, &["merge-base", "--is-ancestor", &theirs, "HEAD"])?.ok {
            return Ok(false);
        }
        if let Some(bytes) = self.blob(&format!("{theirs}:./{}", self.name))?
            && let Err(why) = crate::cli::merge::parse(&bytes)
        {
            return Err(Failure::could_not(format!("{} of the other side: {why}", self.name))
                .hint("nothing was merged; sync from the machine that sent it, or update goaltree"));
        }
        let mut args = vec!["merge", "-q", "--no-edit", "--no-stat", "--no-autostash"];
        if had && !self.git.run(LOCAL, &["merge-base", "HEAD", &theirs])?.ok {
            self.refuse_another_project(&theirs)?;
            // Two machines that began apart.
            args.push("--allow-unrelated-histories");
        }
        args.push(&theirs);
        let merged = self.git.run(LOCAL, &args)?;
        if merged.ok {
            return Ok(true);
        }
        if !self.git.run(LOCAL, &["rev-parse", "-q", "--verify", "MERGE_HEAD"])?.ok {
            let failure = merged.failure("merge");
            // Git merges nothing over what a person has not committed.
            let hint = "commit or unstage your own files in that folder; ours are committed";
            return Err(if merged.err.contains("would be overwritten") {
                failure.hint(hint)
            } else {
                failure
            });
        }
        // What git could not do alone: both sides changed one property, or another file of the repository.
        if let Err(failure) = left_over::resolve(self, location) {
            self.git.must(&["merge", "--abort"])?;
            return Err(failure);
        }
        Ok(true)
    }
}

impl Repo {
    /// A repository that has nothing to do with goals is not mixed with them.
    fn refuse_another_project(&self, theirs: &str) -> Result<(), Failure> {
        let attributes = self.blob(&format!("{theirs}:./{ATTRIBUTES}"))?.unwrap_or_default();
        let is_ours = String::from_utf8_lossy(&attributes).contains("merge=goaltree");
        if is_ours || self.blob(&format!("{theirs}:./{}", self.name))?.is_some() {
            return Ok(());
        }
        let remote = self.remote.as_deref().unwrap_or_default();
        Err(Failure::could_not(format!("{remote} holds another project, without {}", self.name))
            .hint("`goaltree sync --init REMOTE` with an empty repository"))
    }
}

/// Whether the remote was there and did not let us in.
pub fn is_refused(err: &str) -> bool {
    let signs = [
        "Permission denied",
        "Authentication failed",
        "could not read Username",
        "could not read Password",
        "terminal prompts disabled",
        "Host key verification failed",
        "access denied",
        "dubious ownership",
    ];
    signs.iter().any(|sign| err.contains(sign))
}

/// Whether a push did not go through because somebody else's came first.
pub fn was_first(said: &str) -> bool {
    let signs =
        ["(fetch first)", "(non-fast-forward)", "(stale info)", "cannot lock ref", "failed to update ref"];
    signs.iter().any(|sign| said.contains(sign))
}

/// Why a push did not go through.
pub fn push_complaint(said: &str) -> String {
    let refused = said.lines().find_map(|line| line.strip_prefix("!\t")).map(|line| line.replace('\t', " "));
    refused
        .or_else(|| said.lines().find(|line| line.starts_with("fatal: ")).map(str::to_owned))
        .unwrap_or_else(|| "it did not say why".to_owned())
}
