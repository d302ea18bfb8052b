//! `goaltree sync`: commits the state file, takes in what others sent, and sends ours; all by git, item by item.
//!
//! The network is used without a lock. What touches the file is done while no other goaltree writes, and only when the
//! file has all that the journal has; an open window then takes the merged file in as it takes in every outside change.

mod git;
mod init;
mod left_over;
mod repo;

use std::fs;
use std::path::Path;

use super::output::{Output, note};
use super::{Failure, Options, args, locate, open};
use crate::insight::news::{self, News};
use crate::model::{Tree, rival};
use crate::store::{self, Location};
use git::{Git, NETWORK};
use repo::{Repo, name_of};

/// Others may be first so often before it is given up.
const MOST_TRIES: usize = 6;

/// What one sync did.
#[derive(Debug, Default)]
struct Done {
    committed: Option<News>,
    came: Option<News>,
    went: Option<News>,
    /// Properties that wait for a choice now and did not before.
    conflicts: usize,
}

/// Why the remote has nothing to say.
enum Reach {
    Yes,
    /// There is none, or it was not reached; a sentence says so.
    No(String),
}

/// `goaltree sync`.
pub(super) fn sync(options: &Options, typed: &args::Sync) -> Result<(), Failure> {
    if options.demo {
        return Err(Failure::wrong_use("the demo is a throw-away copy").hint("leave --demo out"));
    }
    let location = locate(options)?;
    let folder = location.file.parent().unwrap_or(Path::new(".")).to_owned();
    let repo = if let Some(remote) = &typed.init {
        init::init(&location, &folder, remote.as_deref())?
    } else {
        if !folder.is_dir() {
            return Err(repo::not_set_up(&folder));
        }
        Repo::find(Git::at(&folder)?, &location)?
    };
    let mut done = Done::default();
    let waited = waiting(&location);
    store::alone(&location, |_| left_over::finish(&repo, &location))??;
    merge_in(options, &repo, &location, &mut done)?;
    let reach = exchange(options, &repo, &location, &mut done)?;
    done.conflicts = waiting(&location).saturating_sub(waited);
    tell(&repo, &reach, &done)
}

/// Fetches, merges and pushes, and again if somebody was first.
fn exchange(options: &Options, repo: &Repo, location: &Location, done: &mut Done) -> Result<Reach, Failure> {
    let Some(remote) = &repo.remote else {
        return Ok(Reach::No(
            "kept here; `goaltree sync --init REMOTE` names a repository to share".to_owned(),
        ));
    };
    for _ in 0..MOST_TRIES {
        let fetched = repo.git.run(NETWORK, &["fetch", "-q", "--no-tags", "--prune", "--", remote])?;
        if !fetched.ok {
            if repo::is_refused(&fetched.err) {
                return Err(Failure::could_not(format!("{remote}: {}", fetched.complaint()))
                    .hint("everything is committed here; see whether git can fetch without asking"));
            }
            let why = fetched.complaint();
            return Ok(Reach::No(format!("kept here; {remote} was not reached: {why}")));
        }
        merge_in(options, repo, location, done)?;
        let theirs = repo.tree_at(&repo.tracked());
        let ours = repo.tree_at("HEAD").unwrap_or_default();
        if repo.is_sent()? {
            return Ok(Reach::Yes);
        }
        let target = format!("HEAD:refs/heads/{}", repo.branch);
        let pushed = repo.git.run(NETWORK, &["push", "-u", "--porcelain", "--", remote, &target])?;
        if pushed.ok {
            done.went = Some(news::between(&theirs.unwrap_or_default(), &ours));
            return Ok(Reach::Yes);
        }
        let said = format!("{}\n{}", pushed.text(), pushed.err);
        if !repo::was_first(&said) {
            return Err(Failure::could_not(format!(
                "{remote} did not take it: {}",
                repo::push_complaint(&said)
            ))
            .hint("everything is committed here; the next sync sends it"));
        }
    }
    Err(Failure::could_not("others send at the same time").hint("everything is committed here; try it later"))
}

/// Commits the file, and merges what was fetched, if anything; both while no other goaltree writes.
fn merge_in(options: &Options, repo: &Repo, location: &Location, done: &mut Done) -> Result<(), Failure> {
    for _ in 0..MOST_TRIES {
        fold(options, location)?;
        let mode = fs::metadata(&location.file).ok().map(|metadata| metadata.permissions());
        let merged = store::alone(location, |settled| {
            if !settled {
                return Ok(false);
            }
            let tree = || fs::read(&location.file).ok().and_then(|bytes| super::merge::parse(&bytes).ok());
            if let Some(news) = repo.commit(tree().as_ref())? {
                done.committed = Some(news);
            }
            let before = tree().unwrap_or_default();
            if repo.merge(location)? {
                keep_mode(location, mode.as_ref());
                done.came = Some(news::between(&before, &tree().unwrap_or_default()));
            }
            store::expect(location);
            Ok::<bool, Failure>(true)
        })??;
        if merged {
            return Ok(());
        }
    }
    Err(Failure::could_not("others change the file all the time").hint("try it later"))
}

/// git makes files anew, with the mode that it likes; one that is new here is the person's alone.
fn keep_mode(location: &Location, mode: Option<&fs::Permissions>) {
    #[cfg(unix)]
    let mode = Some(mode.cloned().unwrap_or_else(|| std::os::unix::fs::PermissionsExt::from_mode(0o600)));
    #[cfg(not(unix))]
    let mode = mode.cloned();
    if let Some(mode) = mode {
        // A file that others may read is no reason to stop.
        let _ = fs::set_permissions(&location.file, mode);
    }
}

/// Brings what the journal has into the file.
fn fold(options: &Options, location: &Location) -> Result<(), Failure> {
    if !location.file.exists() && !location.journal().exists() {
        return Ok(());
    }
    let (store, opened) = open(options)?;
    if let Some(why) = opened.read_only {
        return Err(Failure::could_not(format!("{} is read-only: {why}", location.file.display())));
    }
    Ok(store.close()?)
}

fn waiting(location: &Location) -> usize {
    let tree = fs::read(&location.file).ok().and_then(|bytes| super::merge::parse(&bytes).ok());
    tree.map_or(0, |tree: Tree| rival::all_waiting(&tree).count())
}

fn tell(repo: &Repo, reach: &Reach, done: &Done) -> Result<(), Failure> {
    let mut out = Output::open();
    let say = |news: &Option<News>| news.and_then(|news| news.say());
    match reach {
        Reach::Yes => {
            let (came, went) = (say(&done.came), say(&done.went));
            if came.is_none() && went.is_none() {
                out.plain(&format!("nothing new here or at {}", repo.remote.as_deref().unwrap_or_default()))?;
            }
            for (word, news) in [("came", came), ("went", went)] {
                if let Some(news) = news {
                    out.plain(&format!("{word}: {news}"))?;
                }
            }
        }
        Reach::No(why) => {
            if let Some(news) = say(&done.committed) {
                out.plain(&format!("committed: {news}"))?;
            }
            out.plain(why)?;
        }
    }
    out.finish()?;
    match done.conflicts {
        0 => {}
        1 => note("1 property was changed on both sides; `:conflicts` in the program shows both values"),
        count => note(&format!(
            "{count} properties were changed on both sides; `:conflicts` in the program shows both values"
        )),
    }
    Ok(())
}
