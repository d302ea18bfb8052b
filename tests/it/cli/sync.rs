//! `goaltree sync`, with real git and repositories on the disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Said, Shell};

/// Whether git is there; without it there is nothing to sync.
fn has_git() -> bool {
    Command::new("git").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// git as a person calls it.
fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "init.defaultBranch=main"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{args:?}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text.trim_end().to_owned()
}

/// Machines that share a bare repository.
struct Machines {
    shared: tempfile::TempDir,
    all: Vec<Shell>,
}

impl Machines {
    fn new(count: usize) -> Self {
        let shared = tempfile::tempdir().unwrap();
        git(shared.path(), &["init", "-q", "--bare", "all.git"]);
        let machines = Self { shared, all: (0..count).map(|_| Shell::new()).collect() };
        for shell in &machines.all {
            machines.set_up(shell);
        }
        machines
    }

    fn remote(&self) -> PathBuf {
        self.shared.path().join("all.git")
    }

    fn set_up(&self, shell: &Shell) -> Said {
        let said = shell.run(&["sync", "--init", self.remote().to_str().unwrap()]);
        assert_eq!(said.code, 0, "{said:?}");
        said
    }

    /// Until nobody has anything new.
    fn settle(&self) -> String {
        for shell in self.all.iter().chain(&self.all) {
            let said = shell.run(&["sync"]);
            assert_eq!(said.code, 0, "{said:?}");
        }
        let texts: Vec<String> =
            self.all.iter().map(|shell| fs::read_to_string(shell.file()).unwrap()).collect();
        assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "{texts:#?}");
        texts[0].clone()
    }
}

fn folder(shell: &Shell) -> PathBuf {
    shell.file().parent().unwrap().to_owned()
}

#[test]
fn two_machines_get_what_the_other_did() {
    if !has_git() {
        return;
    }
    let machines = Machines::new(2);
    let [one, two] = &machines.all[..] else { panic!() };
    one.ok(&["add", "Ring the plumber ~5m"]);
    assert_eq!(one.ok(&["sync"]), "went: 1 added\n");
    assert_eq!(two.ok(&["sync"]), "came: 1 added\n");
    assert_eq!(two.ok(&["sync"]), "nothing new here or at origin\n");
    one.ok(&["add", "Write"]);
    two.ok(&["done", "plumber"]);
    assert_eq!(two.ok(&["sync"]), "went: 1 done\n");
    assert_eq!(one.ok(&["sync"]), "came: 1 done\nwent: 1 added\n");
    machines.settle();
    assert_eq!(git(&folder(one), &["log", "-1", "--format=%s", "--no-merges"]), "1 added");
    let status = git(&folder(one), &["status", "--porcelain", "--ignored"]);
    assert_eq!(status, "!! goals.json.journal\n!! goals.json.lock", "what is not for others is ignored");
    assert!(two.ok(&["doctor"]).lines().all(|line| line.starts_with("ok")));
}

#[test]
fn what_both_changed_stays_in_sight_everywhere() {
    if !has_git() {
        return;
    }
    let machines = Machines::new(2);
    let [one, two] = &machines.all[..] else { panic!() };
    one.ok(&["add", "Coffee"]);
    machines.settle();
    for (shell, title) in [(one, "Tea"), (two, "Milk")] {
        let text = fs::read_to_string(shell.file()).unwrap().replace("Coffee", title);
        shell.write(&text);
    }
    // Edited by hand, it tells so.
    assert_eq!(one.run(&["sync"]).code, 0);
    let said = two.run(&["sync"]);
    assert_eq!(said.code, 0);
    assert!(said.err.contains("1 property was changed on both sides"), "{said:?}");
    let text = machines.settle();
    assert!(text.contains(r#""conflicts":[{"title":"Milk"}]"#) && text.contains("Tea"), "{text}");
    assert!(one.ok(&["show", "tea"]).contains("title \"Milk\""));
}

#[test]
fn machines_that_began_apart_are_joined() {
    if !has_git() {
        return;
    }
    let mut machines = Machines::new(1);
    machines.all[0].ok(&["add", "From one"]);
    machines.all[0].ok(&["sync"]);
    let late = Shell::new();
    late.ok(&["add", "From two"]);
    let said = machines.set_up(&late);
    assert_eq!(said.out, "came: 1 added\nwent: 1 added\n");
    // A clone made by hand needs no setting up.
    let clone = Shell::new();
    fs::create_dir_all(folder(&clone).parent().unwrap()).unwrap();
    git(clone.home.path(), &["clone", "-q", machines.remote().to_str().unwrap(), "data/goaltree"]);
    clone.ok(&["add", "From three"]);
    assert_eq!(clone.ok(&["sync"]), "went: 1 added\n");
    machines.all.extend([late, clone]);
    let text = machines.settle();
    assert!(["one", "two", "three"].iter().all(|name| text.contains(&format!("From {name}"))), "{text}");
}

#[test]
fn without_a_remote_or_a_network_it_commits_and_says_so() {
    if !has_git() {
        return;
    }
    let shell = Shell::new();
    let said = shell.run(&["sync"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("goaltree sync --init"), "{said:?}");
    shell.ok(&["add", "One"]);
    assert!(shell.ok(&["sync", "--init"]).starts_with("committed: 1 added\nkept here; "));
    shell.ok(&["add", "Two"]);
    git(&folder(&shell), &["remote", "add", "origin", "/nowhere/at all.git"]);
    let out = shell.ok(&["sync"]);
    assert!(out.starts_with("committed: 1 added\nkept here; origin was not reached: "), "{out}");
    assert_eq!(git(&folder(&shell), &["log", "--format=%s"]), "1 added\n1 added");
    // Nothing of another project is taken in, and nothing asks for a password.
    assert_eq!(shell.run(&["sync", "--init", "--upload-pack=touch x"]).code, 2);
}

#[test]
fn half_done_work_is_finished_or_named() {
    if !has_git() {
        return;
    }
    let machines = Machines::new(2);
    let [one, two] = &machines.all[..] else { panic!() };
    one.ok(&["add", "Coffee"]);
    machines.settle();
    for (shell, title) in [(one, "Tea"), (two, "Milk")] {
        shell.write(&fs::read_to_string(shell.file()).unwrap().replace("Coffee", title));
    }
    assert_eq!(one.run(&["sync"]).code, 0);
    // Somebody merges by hand, without the driver, and leaves the marks of git in the file.
    let at = folder(two);
    git(&at, &["commit", "-qam", "by hand"]);
    git(&at, &["fetch", "-q"]);
    let merged = Command::new("git")
        .args(["-c", "merge.goaltree.driver=false", "merge", "origin/main"])
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .current_dir(&at)
        .output()
        .unwrap();
    assert!(!merged.status.success());
    assert_eq!(two.run(&["sync"]).code, 0);
    let text = machines.settle();
    assert!(text.contains("Tea") && text.contains("Milk"), "{text}");
    git(&at, &["checkout", "-q", "--detach"]);
    two.ok(&["add", "More"]);
    let said = two.run(&["sync"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("is on no branch") && said.err.contains("git switch"), "{said:?}");
    git(&at, &["switch", "-q", "main"]);
    assert_eq!(two.ok(&["sync"]), "went: 1 added\n");
}

#[test]
fn files_of_the_person_and_odd_names_are_left_as_they_are() {
    if !has_git() {
        return;
    }
    let machines = Machines::new(0);
    let [one, two] = [Shell::new(), Shell::new()];
    let name = "-my *goals [1].json";
    let at = |shell: &Shell| shell.home.path().join("odd");
    let run = |shell: &Shell, args: &[&str]| {
        let file = at(shell).join(name);
        shell.ok(&[&["--file", file.to_str().unwrap()], args].concat())
    };
    for shell in [&one, &two] {
        run(shell, &["add", "Mine"]);
        run(shell, &["sync", "--init", machines.remote().to_str().unwrap()]);
    }
    fs::write(at(&one).join("letter.txt"), "Dear").unwrap();
    run(&one, &["add", "More"]);
    // Staged by the person, and not ours to commit: git does not merge over it.
    git(&at(&one), &["add", "letter.txt"]);
    let said = one.run(&["--file", at(&one).join(name).to_str().unwrap(), "sync"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("letter.txt\n  hint: commit or unstage"), "{said:?}");
    git(&at(&one), &["reset", "-q"]);
    assert_eq!(run(&one, &["sync"]), "came: 1 added\nwent: 1 added\n");
    assert_eq!(git(&at(&one), &["status", "--porcelain"]), "?? letter.txt");
    assert_eq!(run(&two, &["sync"]), "came: 1 added\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(at(&two).join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "as it was before git wrote it");
    }
}

/// What one machine does next, by chance.
fn do_something(shell: &Shell, nth: usize, titles: &mut Vec<String>) {
    let title = format!("Job number {nth} of all");
    match fastrand::u8(..4) {
        0 => {
            let said = shell.run(&["add", "--today", &title]);
            assert_eq!(said.code, 0, "{said:?}");
            titles.push(title);
        }
        1 => {
            // A row may be ticked already, or there is none.
            shell.run(&["done", "1"]);
        }
        2 => {
            let text = fs::read_to_string(shell.file()).unwrap_or_default();
            if let Some(at) = text.find("Shared") {
                let end = at + text[at..].find('"').unwrap();
                shell.write(&format!("{}Shared {nth}{}", &text[..at], &text[end..]));
            }
        }
        _ => {
            let said = shell.run(&["sync"]);
            assert_eq!(said.code, 0, "{said:?}");
        }
    }
}

#[test]
fn three_machines_end_with_the_same_bytes_and_every_job() {
    if !has_git() {
        return;
    }
    for history in 0..3 {
        fastrand::seed(history);
        let machines = Machines::new(3);
        machines.all[0].ok(&["add", "Shared"]);
        machines.settle();
        let mut titles = Vec::new();
        for nth in 0..24 {
            do_something(&machines.all[fastrand::usize(..3)], nth, &mut titles);
        }
        let text = machines.settle();
        for title in titles {
            assert_eq!(
                text.matches(&format!("\"title\":\"{title}\",\"")).count().min(1),
                1,
                "{title}: {text}"
            );
        }
        for shell in &machines.all {
            assert_eq!(git(&folder(shell), &["status", "--porcelain"]), "");
        }
    }
}

/// A window that is open: a store with its tree, which goes on working while others sync.
#[test]
fn an_open_window_takes_in_what_came_and_loses_nothing() {
    use goaltree::clock::Clock;
    use goaltree::model::{Change, Node, NodeId, Op};
    use goaltree::store::{Commit, Location, Store};
    if !has_git() {
        return;
    }
    let machines = Machines::new(2);
    let [one, two] = &machines.all[..] else { panic!() };
    one.ok(&["add", "First"]);
    machines.settle();
    let location = Location::new(&one.file(), &one.home.path().join("state/goaltree")).unwrap();
    let clock = Clock::from_setting(Some(one.now)).unwrap();
    let (mut store, opened) = Store::open(&location, clock).unwrap();
    let mut tree = opened.tree;
    let mut add = |title: &str| loop {
        let op = Op::Create { node: Node::new(NodeId::parse(title), title), place: tree.end_of(None) };
        let change = Change { key: fastrand::u64(..), name: title.into(), ops: vec![op], of: None };
        match store.commit(std::slice::from_ref(&change)).unwrap() {
            Commit::Stored { .. } => return tree.apply_all(&change.ops).unwrap(),
            Commit::Behind(theirs) => theirs.iter().for_each(|change| tree.apply_all(&change.ops).unwrap()),
        }
    };
    add("typed before");
    two.ok(&["add", "Elsewhere"]);
    two.ok(&["sync"]);
    assert_eq!(one.ok(&["sync"]), "came: 1 added\nwent: 1 added\n", "what was only in the journal went too");
    add("typed after");
    store.close().unwrap();
    let list = one.list();
    for title in ["First", "typed before", "Elsewhere", "typed after"] {
        assert!(list.contains(title), "{title}: {list}");
    }
    let text = machines.settle();
    assert!(text.contains("typed after"));
}

#[test]
fn another_project_is_not_mixed_with_goals() {
    if !has_git() {
        return;
    }
    let machines = Machines::new(0);
    let work = machines.shared.path().join("work");
    git(machines.shared.path(), &["clone", "-q", "all.git", "work"]);
    fs::write(work.join("main.c"), "int main;").unwrap();
    git(&work, &["add", "."]);
    git(&work, &["commit", "-qm", "c"]);
    git(&work, &["push", "-q", "origin", "HEAD:main"]);
    let shell = Shell::new();
    shell.ok(&["add", "Mine"]);
    let said = shell.run(&["sync", "--init", machines.remote().to_str().unwrap()]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("origin holds another project, without goals.json"), "{said:?}");
    assert!(!folder(&shell).join("main.c").exists() && shell.list().contains("Mine"));
}

#[test]
fn a_remote_that_refuses_or_is_empty_is_told_apart() {
    if !has_git() {
        return;
    }
    let machines = Machines::new(1);
    let shell = &machines.all[0];
    shell.ok(&["add", "One"]);
    fs::remove_dir_all(machines.remote()).unwrap();
    assert!(shell.ok(&["sync"]).contains("origin was not reached"));
    git(machines.shared.path(), &["init", "-q", "--bare", "all.git"]);
    assert_eq!(shell.ok(&["sync"]), "went: 1 added\n", "a remote without the branch gets it");
    // One that takes nothing: its checked-out branch is not pushed to.
    fs::remove_dir_all(machines.remote()).unwrap();
    git(machines.shared.path(), &["clone", "-q", folder(shell).to_str().unwrap(), "all.git"]);
    shell.ok(&["add", "Two"]);
    let said = shell.run(&["sync"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("origin did not take it: ") && said.err.contains("committed here"), "{said:?}");
    assert_eq!(git(&folder(shell), &["log", "-1", "--format=%s"]), "1 added");
}
