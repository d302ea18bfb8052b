//! A notification of the desktop, by the program that the system has for it. The words are arguments or a variable of
//! that program: no shell ever reads them.

use std::io::{self, Read};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::text::safe;

/// How long the program may take.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(10);
/// The longest words, in columns.
const MOST_COLUMNS: usize = 120;
/// The variable in which a script finds the words.
const WORDS: &str = "GOALTREE_WORDS";
/// What Windows is told: the words come by the environment, so they are never a part of it.
const BALLOON: &str = "Add-Type -AssemblyName System.Windows.Forms; Add-Type -AssemblyName System.Drawing; \
    $icon = New-Object System.Windows.Forms.NotifyIcon; $icon.Icon = [System.Drawing.SystemIcons]::Information; \
    $icon.Visible = $true; $icon.ShowBalloonTip(5000, 'goaltree', $env:GOALTREE_WORDS, 'None'); \
    Start-Sleep -Seconds 3; $icon.Dispose()";

/// The program of a system and its arguments.
fn program(system: &str, words: &str) -> (&'static str, Vec<String>) {
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    match system {
        "macos" => {
            let script = "display notification (item 1 of argv) with title \"goaltree\"";
            let lines = ["-e", "on run argv", "-e", script, "-e", "end run", "--", words];
            ("osascript", own(&lines))
        }
        "windows" => ("powershell", own(&["-NoProfile", "-NonInteractive", "-Command", BALLOON])),
        _ => {
            // Some desktops read the words as markup.
            let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            ("notify-send", own(&["--app-name=goaltree", "--", "goaltree", &words]))
        }
    }
}

/// Shows the words.
///
/// # Errors
/// The program is not there, or does not do it: a sentence.
pub fn notify(words: &str) -> Result<(), String> {
    let words = safe::clean(words);
    let words = safe::cut(&words, MOST_COLUMNS, "…");
    let (name, arguments) = program(std::env::consts::OS, &words);
    let child = Command::new(name)
        .args(arguments)
        .env(WORDS, &*words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("{name} is not there, so the desktop shows nothing"),
        _ => format!("{name} cannot be started: {error}"),
    })?;
    match wait(&mut child) {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("{name} refused{}", reason(&mut child))),
        Err(error) => Err(format!("{name} gave no answer: {error}")),
    }
}

/// Whether it ended well; it is ended if it takes too long.
fn wait(child: &mut Child) -> io::Result<bool> {
    let since = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if since.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        thread::sleep(PAUSE);
    }
}

/// The first line of what it complained about. More than a pipe holds is nothing to be read to its end.
fn reason(child: &mut Child) -> String {
    let mut said = vec![0; 512];
    let read = child.stderr.as_mut().and_then(|pipe| pipe.read(&mut said).ok()).unwrap_or(0);
    let said = String::from_utf8_lossy(&said[..read]);
    said.lines().next().map_or_else(String::new, |line| format!(": {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_read_as_anything_else() {
        let words = "-x $(rm) `id` \"; quit; <b>&";
        for (system, name, last) in [
            ("linux", "notify-send", "-x $(rm) `id` \"; quit; &lt;b&gt;&amp;"),
            ("freebsd", "notify-send", "-x $(rm) `id` \"; quit; &lt;b&gt;&amp;"),
            ("macos", "osascript", words),
            ("windows", "powershell", BALLOON),
        ] {
            let (program, arguments) = program(system, words);
            assert_eq!((program, arguments.last().map(String::as_str)), (name, Some(last)), "{system}");
            // Nothing but the last one has the words, and before them stands what ends the options.
            assert!(arguments[..arguments.len() - 1].iter().all(|word| !word.contains("rm")), "{system}");
            assert!(system == "windows" || arguments.contains(&"--".to_owned()), "{system}");
        }
        assert!(BALLOON.contains(&format!("$env:{WORDS}")));
    }
}
