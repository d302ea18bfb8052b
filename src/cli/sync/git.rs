//! git, called so that it can neither ask anything nor run for ever.
//!
//! Hooks, signatures and editors are left out: any of them may wait for a person. Variables that point git to another
//! repository, as it sets them for its hooks, are taken away.

use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::cli::Failure;

/// For what needs no network.
pub const LOCAL: Duration = Duration::from_secs(30);
/// For what does.
pub const NETWORK: Duration = Duration::from_secs(90);
const PAUSE: Duration = Duration::from_millis(2);
/// How long a pipe may stay open when git has ended.
const LINGER: Duration = Duration::from_secs(2);

/// What would lead git elsewhere.
const ELSEWHERE: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_LITERAL_PATHSPECS",
];

/// Settings for every call.
const SETTINGS: [&str; 8] = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.autocrlf=false",
    "commit.gpgSign=false",
    "push.gpgSign=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "merge.renames=false",
];

/// git in one folder.
#[derive(Debug)]
pub struct Git {
    folder: PathBuf,
    /// The merge driver, as git's settings have it.
    pub driver: String,
    ssh: OsString,
    /// Who commits, where git does not know.
    pub nobody: bool,
}

/// What a call came to.
#[derive(Debug)]
pub struct Ran {
    /// Whether it did what it was asked for.
    pub ok: bool,
    /// What it printed.
    pub out: Vec<u8>,
    /// What it complained of.
    pub err: String,
}

impl Git {
    /// git in `folder`.
    ///
    /// # Errors
    /// It is not installed.
    pub fn at(folder: &Path) -> Result<Self, Failure> {
        let mut git =
            Self { folder: folder.to_owned(), driver: driver(), ssh: OsString::new(), nobody: false };
        if !git.run(LOCAL, &["--version"])?.ok {
            return Err(missing());
        }
        git.ssh = git.ssh_command()?;
        git.nobody = !git.run(LOCAL, &["var", "GIT_COMMITTER_IDENT"])?.ok;
        Ok(git)
    }

    /// The person's own way to call ssh, told not to ask.
    fn ssh_command(&self) -> Result<OsString, Failure> {
        let own = std::env::var_os("GIT_SSH_COMMAND").filter(|command| !command.is_empty());
        let mut command = if let Some(command) = own {
            command
        } else {
            let set = self.run(LOCAL, &["config", "core.sshCommand"])?;
            if set.ok { set.text().into() } else { "ssh".into() }
        };
        command.push(" -o BatchMode=yes -o ConnectTimeout=10");
        Ok(command)
    }

    /// Runs git with these arguments, which go to it as they are.
    ///
    /// # Errors
    /// It cannot be started, or took too long.
    pub fn run(&self, patience: Duration, args: &[&str]) -> Result<Ran, Failure> {
        let mut command = Command::new("git");
        command.arg("--literal-pathspecs").arg("--no-pager");
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command.args(["-c", &format!("merge.goaltree.driver={}", self.driver)]);
        if self.nobody {
            command.args(["-c", "user.name=goaltree", "-c", "user.email=goaltree@localhost"]);
        }
        command.args(args).current_dir(&self.folder);
        for name in ELSEWHERE {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0").env("GIT_SSH_COMMAND", &self.ssh);
        command.env("GIT_ASKPASS", "").env("SSH_ASKPASS_REQUIRE", "never").env("GCM_INTERACTIVE", "never");
        command.env("GIT_EDITOR", "true").env("GIT_SEQUENCE_EDITOR", "true").env("GIT_MERGE_AUTOEDIT", "no");
        command.env("GIT_HTTP_LOW_SPEED_LIMIT", "1").env("GIT_HTTP_LOW_SPEED_TIME", "20");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => missing(),
            _ => Failure::could_not(format!("git cannot be run: {error}")),
        })?;
        finish(child, patience, args.first().copied().unwrap_or_default())
    }

    /// As [`Git::run`] for what has to work.
    ///
    /// # Errors
    /// Also what git complains of.
    pub fn must(&self, args: &[&str]) -> Result<Ran, Failure> {
        let ran = self.run(LOCAL, args)?;
        if ran.ok { Ok(ran) } else { Err(ran.failure(args.first().copied().unwrap_or_default())) }
    }
}

impl Ran {
    /// What it printed, without the last line end.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).trim_end_matches(['\n', '\r']).to_owned()
    }

    /// The line of its complaint that says most.
    pub fn complaint(&self) -> String {
        let lines = || self.err.lines().map(str::trim).filter(|line| !line.is_empty());
        let telling = |line: &&str| {
            ["fatal: ", "error: ", "! [", "ERROR: "].iter().any(|start| line.starts_with(start))
        };
        let line = lines().find(telling).or_else(|| lines().next_back()).unwrap_or("it did not say why");
        let line = line.trim_start_matches("fatal: ").trim_start_matches("error: ");
        // What it lists stands below the line that says so.
        let listed =
            line.ends_with(':').then(|| lines().skip_while(|other| !other.ends_with(line)).nth(1)).flatten();
        listed.map_or_else(|| line.to_owned(), |listed| format!("{line} {listed}"))
    }

    /// It did not work.
    pub fn failure(&self, verb: &str) -> Failure {
        Failure::could_not(format!("git {verb}: {}", self.complaint()))
            .hint("nothing is lost: the file is as it was, and so is what was committed")
    }
}

fn missing() -> Failure {
    Failure::could_not("git is not installed").hint("install git, or let Syncthing carry the file")
}

/// Waits for it, and ends it with its children when it takes too long.
fn finish(mut child: Child, patience: Duration, verb: &str) -> Result<Ran, Failure> {
    let out = Pipe::read(child.stdout.take());
    let err = Pipe::read(child.stderr.take());
    let since = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if since.elapsed() < patience => thread::sleep(PAUSE),
            _ => {
                end(&mut child);
                let seconds = patience.as_secs();
                return Err(Failure::could_not(format!("git {verb} did not end within {seconds} s"))
                    .hint("nothing is lost; `goaltree sync` goes on where it was"));
            }
        }
    };
    let (out, err) = (out.all(), err.all());
    Ok(Ran { ok: status.success(), out, err: String::from_utf8_lossy(&err).into_owned() })
}

/// What comes out of a pipe, which a child that goes on alone (a connection that ssh keeps) may hold open for hours.
struct Pipe {
    bytes: Arc<Mutex<Vec<u8>>>,
    reader: JoinHandle<()>,
}

impl Pipe {
    fn read(pipe: Option<impl Read + Send + 'static>) -> Self {
        let bytes = Arc::<Mutex<Vec<u8>>>::default();
        let shared = Arc::clone(&bytes);
        let reader = thread::spawn(move || {
            let Some(mut pipe) = pipe else { return };
            let mut chunk = vec![0; 64 << 10];
            // What was read until a pipe broke is what there is.
            while let Ok(count @ 1..) = pipe.read(&mut chunk) {
                shared.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&chunk[..count]);
            }
        });
        Self { bytes, reader }
    }

    /// All that was written before the program ended.
    fn all(self) -> Vec<u8> {
        let since = Instant::now();
        while !self.reader.is_finished() && since.elapsed() < LINGER {
            thread::sleep(Duration::from_millis(1));
        }
        std::mem::take(&mut self.bytes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(pid, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// This program as a merge driver. git gives the line to a shell, so the path is quoted, and % is doubled.
fn driver() -> String {
    let path = std::env::current_exe().ok().and_then(|path| path.into_os_string().into_string().ok());
    let path = path.unwrap_or_else(|| "goaltree".to_owned());
    format!("'{}' merge %O %A %B", path.replace('\'', "'\\''").replace('%', "%%"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn start(script: &str) -> Child {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn().expect("a shell")
    }

    #[test]
    fn what_hangs_is_ended_and_what_it_leaves_behind_keeps_nobody() {
        let since = Instant::now();
        assert!(finish(start("sleep 60 & sleep 60"), Duration::from_millis(50), "fetch").is_err());
        let ran = finish(start("echo said; sleep 5 & exit 0"), LOCAL, "fetch").expect("it ended");
        assert!(ran.ok && ran.text() == "said");
        assert!(since.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn the_line_that_says_most_is_told() {
        for (err, told) in [
            ("hint: x\nfatal: no such place\n", "no such place"),
            ("error: would be lost:\n\tletter.txt\nAborting\n", "would be lost: letter.txt"),
            ("Connection closed\n", "Connection closed"),
            ("", "it did not say why"),
        ] {
            assert_eq!(Ran { ok: false, out: vec![], err: err.into() }.complaint(), told);
        }
    }
}
