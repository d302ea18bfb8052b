//! The system's clipboard, by whichever of the usual programs there is. Nothing goes through a shell.

use std::io::Write;
use std::process::{Command, Stdio};

/// Programs that take text from standard input, and the variable that tells that they have somewhere to put it.
const PROGRAMS: &[(&str, &[&str], Option<&str>)] = &[
    ("wl-copy", &[], Some("WAYLAND_DISPLAY")),
    ("xclip", &["-selection", "clipboard"], Some("DISPLAY")),
    ("xsel", &["--clipboard", "--input"], Some("DISPLAY")),
    ("pbcopy", &[], None),
];

/// Hands text to the first program that takes it. Where there is none, the terminal's own way is all there is.
pub fn offer(text: &str) {
    for (program, arguments, variable) in PROGRAMS {
        if variable.is_none_or(|name| std::env::var_os(name).is_some()) && give(program, arguments, text) {
            return;
        }
    }
}

/// The first of these programs that this machine seems to have.
#[must_use]
pub fn program() -> Option<&'static str> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let is_there = |name: &str| std::env::split_paths(&folders).any(|folder| folder.join(name).is_file());
    let has_place = |variable: Option<&str>| variable.is_none_or(|name| std::env::var_os(name).is_some());
    let found = PROGRAMS.iter().find(|(name, _, variable)| has_place(*variable) && is_there(name));
    found.map(|(name, ..)| *name)
}

fn give(program: &str, arguments: &[&str], text: &str) -> bool {
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return false };
    let text = text.to_owned();
    // The program may take its time: nobody waits for it on the way to the next frame.
    std::thread::spawn(move || {
        if let Some(mut input) = child.stdin.take() {
            let _ = input.write_all(text.as_bytes());
        }
        let _ = child.wait();
    });
    true
}
