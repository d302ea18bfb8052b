//! The person's own editor in the terminal: it gets every key, and the program comes back however it ends.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use crate::home::Home;
use crate::window::{PATIENCE, Window};

/// How long the program may take to end.
const SOON: Duration = Duration::from_secs(10);
const CTRL_E: &str = "\x05";

/// A window in which `One` stands in the split editor of a job, and where this script is the editor.
fn window(home: &Home, script: &str) -> Window {
    let path = home.path("editor");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
    window_with(home, "EDITOR='./editor --flag'")
}

fn window_with(home: &Home, setting: &str) -> Window {
    let window = Window::open_in_shell(home, &format!("export {setting}; exec \"$0\" --file \"$1\""));
    window.wait_cursor("Alpha");
    window.keys("s");
    window.wait("one job a line");
    window.keys("One");
    window.wait("1 job");
    window
}

#[test]
fn what_is_saved_in_the_editor_stands_in_the_split() {
    let home = Home::with_jobs(&["Alpha"]);
    let script = r#"cp "$2" ../found; ls -ld "$2" "$(dirname "$2")" | cut -c1-10 > modes; echo "$1 $2" > words
        printf 'Two ~5m\n  Three\n' > "$2.new"; mv "$2.new" "$2""#;
    let window = window(&home, &script.replace("../found", "found"));
    window.keys(CTRL_E);
    window.wait_for("the new text", |view| view.has("Two ~5m") && view.has("Three") && !view.has("One"));
    let said = |name: &str| fs::read_to_string(home.path(name)).expect("the editor ran");
    assert_eq!((&*said("found"), &*said("modes")), ("One\n", "drwx------\n-rw-------\n"));
    let words = said("words");
    let file = words.trim().strip_prefix("--flag ").expect("the argument comes first");
    assert!(file.ends_with(".outline") && !std::path::Path::new(file).parent().expect("a folder").exists());
    window.keys("\x13");
    window.wait_gone("SPLIT");
    window.quit();
    assert_eq!(home.titles(None), ["Alpha", "Two", "Three"]);
}

/// As editors do: no lines, no echo, every key by itself. The modes are left as they are, for the program to mend.
#[test]
fn every_key_reaches_the_editor() {
    let home = Home::with_jobs(&["Alpha"]);
    let script = r"stty -icanon -echo -isig -ixon min 1 time 0
        cat round; dd bs=1 count=5 >> keys 2>/dev/null; printf '\n' >> keys";
    let window = window(&home, script);
    for round in 0..20 {
        let (mark, ready) = (window.mark(), format!("READY{round:02}."));
        fs::write(home.path("round"), &ready).expect("a file");
        window.keys(CTRL_E);
        window.wait(&ready);
        for key in ["a", "\x13", "\x1b", "\x03", "b"] {
            window.keys(key);
            std::thread::sleep(Duration::from_millis(u64::from(round % 4 == 0)));
        }
        window
            .wait_for("the split", |view| view.0.alternate_screen() && view.has("SPLIT") && view.has("One"));
        assert_eq!((window.count(mark, "\x1b[?1049h"), window.count(mark, "\x1b[?1049l")), (1, 1));
    }
    assert_eq!(fs::read(home.path("keys")).expect("keys"), b"a\x13\x1b\x03b\n".repeat(20));
    window.keys(" more");
    window.wait("One more");
    window.quit_from_editor();
}

#[test]
fn an_editor_that_does_not_work_leaves_the_text() {
    for (setting, said) in [
        ("VISUAL=' ' EDITOR='sh -c \"exit 3\"'", "The editor ended with 2; your text is as it was."),
        ("EDITOR=./editor", "The editor ended with 3; your text is as it was."),
        ("VISUAL=./none EDITOR=./editor", "No editor `./none`; $EDITOR names one."),
        ("EDITOR=.", "`.` cannot be started: "),
    ] {
        let home = Home::with_jobs(&["Alpha"]);
        let path = home.path("editor");
        fs::write(&path, "#!/bin/sh\necho Other > \"$1\"; exit 3\n").expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
        let window = window_with(&home, setting);
        window.keys(CTRL_E);
        window.wait(said);
        window.keys(" more");
        window.wait("One more");
        window.quit_from_editor();
    }
}

#[test]
fn keys_that_end_or_stop_programs_are_the_editors() {
    let home = Home::with_jobs(&["Alpha"]);
    let window = window(
        &home,
        "trap 'printf INT' INT; trap 'printf QUIT' QUIT; printf READY; read line; read line; read line; exit 0",
    );
    window.keys(CTRL_E);
    window.wait("READY");
    window.keys("\x03");
    window.wait("INT");
    window.keys("\x1c");
    window.wait("QUIT");
    window.resize(100, 30);
    window.keys("\r\r\r");
    window.wait_for("the split at its new size", |view| view.0.alternate_screen() && view.has("SPLIT"));
    window.keys(" more");
    window.wait("One more");
    window.quit_from_editor();
}

#[test]
fn an_editor_that_a_key_ends_leaves_the_text() {
    let home = Home::with_jobs(&["Alpha"]);
    let window = window(&home, "printf READY; exec sleep 30");
    window.keys(CTRL_E);
    window.wait("READY");
    window.keys("\x03");
    window.wait("A signal ended the editor; your text is as it was.");
    window.quit_from_editor();
}

/// An editor stops its process group on Ctrl-Z, as vim does; the shell wakes both up.
#[cfg(target_os = "linux")]
#[test]
fn an_editor_can_be_stopped() {
    use crate::system::{process, until};
    let home = Home::with_jobs(&["Alpha"]);
    let window = window(&home, "printf READY; kill -TSTP 0; read line; echo Two > \"$2\"");
    window.keys(CTRL_E);
    window.wait("READY");
    until(SOON, "the stop", || process(window.pid).is_some_and(|(state, _)| state == 'T'));
    window.signal("CONT");
    window.keys("\r");
    window.wait_for("the split", |view| view.0.alternate_screen() && view.has("Two"));
    window.quit_from_editor();
}

/// Ended by `end` while an editor runs that has saved `Two`: that is the draft.
fn ends(code: Option<u32>, end: impl FnOnce(&mut Window)) {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let mut ended =
        window(&home, "echo Two > \"$2\"; echo $$ > pid; printf READY; trap '' HUP; exec sleep 30");
    ended.keys(CTRL_E);
    ended.wait("READY");
    end(&mut ended);
    let status = ended.wait_end(SOON);
    if let Some(code) = code {
        assert_eq!(status.exit_code(), code);
        ended.assert_given_back();
    }
    #[cfg(target_os = "linux")]
    {
        let pid: u32 = fs::read_to_string(home.path("pid")).expect("an id").trim().parse().expect("a number");
        assert!(crate::system::process(pid).is_none_or(|(state, _)| state == 'Z'), "the editor is gone too");
    }
    let again = Window::open(&home);
    again.wait_cursor("Alpha");
    again.keys("s");
    again.wait("Two");
    again.quit_from_editor();
}

#[test]
fn the_program_can_be_ended_under_an_editor() {
    ends(Some(143), |window| window.signal("TERM"));
    ends(Some(129), |window| window.signal("HUP"));
}

#[test]
fn a_closed_terminal_ends_both() {
    ends(None, Window::close);
}

#[test]
fn others_are_heard_while_an_editor_runs() {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let window = window(&home, "printf READY; read line");
    window.keys(CTRL_E);
    window.wait("READY");
    let changed = home.read().replace("\"title\":\"Beta\"", "\"title\":\"Better\"");
    home.write(&changed);
    // Longer than a look at the file takes: whatever is drawn meanwhile would show.
    std::thread::sleep(Duration::from_secs(2));
    assert!(window.look(|view| view.has("READY") && !view.0.alternate_screen()), "{}", window.text());
    window.keys("\r");
    window.wait_within(PATIENCE, "the split", |view| view.0.alternate_screen() && view.has("SPLIT"));
    window.keys("\x1b");
    window.wait("Better");
    window.quit();
}
