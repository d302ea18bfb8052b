//! Real programs that behave as programs do.

#[cfg(target_os = "linux")]
use std::fs;
use std::sync::mpsc::{self, Receiver};

use super::*;

/// How long anything may take on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks a script of the shell; its words are `$1` and so on.
fn ask(
    script: &str,
    words: &[&str],
    input: &str,
    timeout: Duration,
) -> (Ask, Receiver<Result<String, String>>) {
    let command = [&["sh", "-c", script, "sh"], words].concat().into_iter().map(str::to_owned);
    let (sender, receiver) = mpsc::channel();
    let ask = Ask::start(&command.collect::<Vec<_>>(), input.to_owned(), timeout, move |result| {
        sender.send(result).expect("somebody waits");
    });
    (ask, receiver)
}

/// What it comes to, and that it comes in time.
fn answer(script: &str, timeout: Duration) -> Result<String, String> {
    let (_ask, answer) = ask(script, &[], "{}", timeout);
    answer.recv_timeout(PATIENCE).expect("an end")
}

/// Whether a process runs; one that has ended and that nobody waited for yet does not.
#[cfg(target_os = "linux")]
fn is_alive(pid: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with('Z'))
}

#[cfg(target_os = "linux")]
fn wait_until(what: &str, so: impl Fn() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn words_reach_it_as_they_are_and_lines_come_back() {
    let (_ask, answer) =
        ask(r#"cat; printf '\n%s|%s\n' "$1" "$2""#, &["a b; exit 3", "$HOME"], "{\"title\":\"x\"}", PATIENCE);
    assert_eq!(answer.recv_timeout(PATIENCE).unwrap(), Ok("{\"title\":\"x\"}\na b; exit 3|$HOME\n".into()));
}

#[test]
fn what_programs_do_comes_to() {
    let long = Duration::from_secs(30);
    for (script, result) in [
        ("exit 0", Ok("")),
        ("printf 'no line end'", Ok("no line end\n")),
        (
            "printf 'a\\r\\n\\tb\\n\\n\\033[31mred\\033[0m \\007\\n\\302\\2333\\n'",
            Ok("a\n\tb\n\n␛[31mred␛[0m ␇\n\u{fffd}3\n"),
        ),
        ("printf '\\033]52;c;x\\007' >&2; exit 1", Err("sh ended with 1: ␛]52;c;x␇.")),
        ("echo Lines; printf '\\n  no key set\\nmore\\n' >&2; exit 4", Err("sh ended with 4: no key set.")),
        ("exit 7", Err("sh ended with 7.")),
        ("kill -9 $$", Err("A signal ended sh.")),
        ("echo well; echo warning >&2", Ok("well\n")),
        // Neither of the outputs can fill up.
        ("head -c 300000 /dev/zero | tr '\\0' x >&2; echo well", Ok("well\n")),
        // Its input is given up when it ends.
        ("exec <&-; echo well", Ok("well\n")),
        // Its child holds the output for longer than it lives.
        ("sleep 30 & echo well", Ok("well\n")),
        // It closes its output and goes on.
        ("echo well; exec >&-; sleep 30", Ok("well\n")),
        ("trap '' TERM HUP INT; echo well; exec >&- 2>&-; while :; do sleep 1; done", Ok("well\n")),
    ] {
        let start = Instant::now();
        assert_eq!(answer(script, long), result.map(str::to_owned).map_err(str::to_owned), "{script}");
        assert!(start.elapsed() < Duration::from_secs(8), "{script}: {:?}", start.elapsed());
    }
    let line = "x".repeat(500);
    let said = answer(&format!("echo {line} >&2; exit 1"), long).unwrap_err();
    assert!(
        said.starts_with("sh ended with 1: xxx")
            && said.ends_with('…')
            && safe::width(&said) == STATUS_COLUMNS,
        "{said}"
    );
}

#[test]
fn a_program_that_takes_too_long_is_ended() {
    for script in [
        "sleep 30",
        "trap '' TERM; while :; do sleep 1; done",
        "echo half; sleep 30 & wait",
        "cat /dev/zero >&2",
    ] {
        let start = Instant::now();
        let said = answer(script, Duration::from_secs(1));
        assert_eq!(said, Err("`sh` took over 1 s and was stopped.".into()), "{script}");
        assert!(start.elapsed() < Duration::from_secs(5), "{script}: {:?}", start.elapsed());
    }
}

/// The pipe to a program holds 64 KiB; what it does not read keeps nobody.
#[test]
fn a_program_that_never_reads_keeps_nobody() {
    let (_ask, answer) = ask("sleep 30", &[], &"x".repeat(10 << 20), Duration::from_secs(1));
    assert!(answer.recv_timeout(PATIENCE).unwrap().is_err());
    let (_ask, answer) = ask("echo well", &[], &"x".repeat(10 << 20), PATIENCE);
    assert_eq!(answer.recv_timeout(PATIENCE).unwrap(), Ok("well\n".into()));
}

#[test]
fn a_flood_is_cut_and_used() {
    let text = answer("while :; do echo line; done", Duration::from_secs(30)).unwrap();
    assert_eq!(text, "line\n".repeat(MOST_LINES));
    let text = answer("head -c 10000000 /dev/zero | tr '\\0' x", Duration::from_secs(30)).unwrap();
    assert_eq!(text, "x".repeat(MOST_BYTES) + "\n");
    // Of the line in the middle of which was stopped, nothing is used.
    let text = answer("while :; do printf '%01000d\\n' 1; done", Duration::from_secs(30)).unwrap();
    assert!(text.len() <= MOST_BYTES && text.lines().count() == MOST_BYTES / 1_001, "{}", text.len());
    assert!(text.lines().all(|line| line.len() == 1_000));
}

#[cfg(target_os = "linux")]
#[test]
fn stopping_ends_it_and_its_children_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pids");
    let script = "trap '' TERM HUP; sleep 30 & echo $! > \"$1.new\"; echo $$ >> \"$1.new\"; mv \"$1.new\" \"$1\"; wait";
    for by_dropping in [false, true] {
        let (ask, answer) = ask(script, &[&file.to_string_lossy()], "{}", PATIENCE);
        wait_until("the start", || file.exists());
        let pids = fs::read_to_string(&file).unwrap();
        assert!(pids.lines().count() == 2 && pids.lines().all(is_alive));
        let start = Instant::now();
        if by_dropping {
            drop(ask);
        } else {
            ask.stop();
        }
        assert!(start.elapsed() < Duration::from_millis(100), "{:?}", start.elapsed());
        wait_until("their end", || !pids.lines().any(is_alive));
        assert!(answer.recv_timeout(PATIENCE).is_err(), "nothing is told of it any more");
        fs::remove_file(&file).unwrap();
    }
}

#[test]
fn a_program_that_cannot_be_started_is_told() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_string_lossy().into_owned();
    for (command, said) in [
        (vec![], "No program is set: `command` in [ideas]."),
        (vec!["/nowhere/my-splitter".to_owned()], "There is no program `my-splitter`."),
        (
            vec!["no \u{1b}[31m such thing as this one".to_owned()],
            "There is no program `no ␛[31m such thing…`.",
        ),
        (vec![path], "cannot be started: "),
    ] {
        let (sender, receiver) = mpsc::channel();
        let ask = Ask::start(&command, String::new(), PATIENCE, move |result| sender.send(result).unwrap());
        let why = receiver.recv_timeout(PATIENCE).unwrap().unwrap_err();
        assert!(why.contains(said) && safe::width(&why) <= STATUS_COLUMNS, "{command:?}: {why}");
        ask.stop();
    }
}
