//! Programs that are killed at any instant: what they were told is stored is there.

use std::io::Write;
use std::process::{Child, Command};
use std::time::Duration;

use super::*;

const WHERE: &str = "GOALTREE_TEST_VICTIM";

/// Not a test of its own: the program that is killed. It writes down what it was told is stored.
#[test]
fn victim() {
    let Ok(name) = std::env::var(WHERE) else { return };
    let (folder, name) = name.rsplit_once('#').unwrap();
    let folder = Path::new(folder);
    let clock = Clock::from_setting(Some(NOW)).unwrap();
    let location = Location::new(&folder.join("data/goals.json"), &folder.join("state")).unwrap();
    let mut told = fs::OpenOptions::new().create(true).append(true).open(folder.join("told")).unwrap();
    for round in 0.. {
        let (store, opened) = Store::open(&location, clock).unwrap();
        let mut window = Window { tree: opened.tree.clone(), store, opened };
        for nth in 0..3 {
            let title = format!("{name}-{round}-{nth}");
            window.add(&title);
            told.write_all(format!("{title}\n").as_bytes()).unwrap();
        }
        window.store.close().unwrap();
    }
}

fn spawn(folder: &Path, name: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "killed::victim"]).env(WHERE, format!("{}#{name}", folder.display()));
    command.stdout(std::process::Stdio::null()).spawn().unwrap()
}

#[test]
fn what_was_told_is_there() {
    let desk = Desk::new();
    // So many trials, if somebody says so, in pairs.
    let asked = std::env::var("GOALTREE_TRIALS").ok().and_then(|text| text.parse::<usize>().ok());
    let rounds = asked.map_or(12, |trials| trials.div_ceil(2));
    for round in 0..rounds {
        let mut victims: Vec<Child> =
            (0..2).map(|nth| spawn(desk.folder.path(), &format!("{round}{nth}"))).collect();
        std::thread::sleep(Duration::from_millis(60 + fastrand::u64(..60)));
        for victim in &mut victims {
            assert!(victim.try_wait().unwrap().is_none(), "it ended by itself");
            victim.kill().unwrap();
            victim.wait().unwrap();
        }
        let window = desk.open();
        assert_eq!(window.opened.notices, Vec::<String>::new());
        let told = fs::read_to_string(desk.path("told")).unwrap_or_default();
        for title in told.lines() {
            assert!(window.tree.contains(NodeId::parse(title)), "{title}");
        }
    }
    let count = fs::read_to_string(desk.path("told")).unwrap().lines().count();
    println!(
        "| `kill -9` of two programs that write without a screen ({count} changes told) | {} | 0 | 0 | 0 | 0 |",
        2 * rounds
    );
    assert!(count > 50, "{count}");
}
