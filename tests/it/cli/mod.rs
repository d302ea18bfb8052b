//! The command line: the real binary, its output, and its exit codes.

mod boxed;
mod calendar;
mod changing;
mod config;
mod exchange;
mod give;
mod hostile;
mod merge;
mod plan;
mod printing;
mod remind;
mod report;
mod restoring;
mod sync;
mod templates;
mod trouble;

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use tempfile::TempDir;

/// A home of its own, at a time of its own.
struct Shell {
    home: TempDir,
    now: &'static str,
}

/// What a call said.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Shell {
    fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap(), now: "2026-11-21T09:00:00Z" }
    }

    /// With this tree, and ids that a test can name.
    fn with_nodes(nodes: &[&str]) -> Self {
        let shell = Self::new();
        shell.write(&format!(
            "{{\n\"goaltree\": 1,\n\"nodes\": [\n{}\n],\n\"days\": [\n]\n}}\n",
            nodes.join(",\n")
        ));
        shell
    }

    fn small() -> Self {
        Self::with_nodes(&[
            r#"{"id":"goal","title":"Coffee site"}"#,
            r#"{"id":"part","parent":"goal","title":"Cold brew","order":"seq"}"#,
            r#"{"id":"one","parent":"part","title":"List ten titles","minutes":10,"tags":["write"]}"#,
            r#"{"id":"two","parent":"part","title":"Write the opening","minutes":15,"tags":["write"]}"#,
            r#"{"id":"loose","title":"Ring the plumber","minutes":5,"tags":["phone"]}"#,
        ])
    }

    fn file(&self) -> PathBuf {
        self.home.path().join("data/goaltree/goals.json")
    }

    fn write(&self, text: &str) {
        fs::create_dir_all(self.file().parent().unwrap()).unwrap();
        fs::write(self.file(), text).unwrap();
    }

    fn command(&self, args: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_goaltree"));
        command.args(args).env_clear().current_dir(&self.home);
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        let below = |name: &str| self.home.path().join(name).to_string_lossy().into_owned();
        vec![
            ("HOME", below("")),
            ("XDG_DATA_HOME", below("data")),
            ("XDG_CONFIG_HOME", below("config")),
            ("XDG_STATE_HOME", below("state")),
            ("TZ", "UTC".into()),
            ("GOALTREE_NOW", self.now.into()),
        ]
    }

    fn feed(&self, args: &[&str], input: &str) -> Said {
        Said::of(Command::from_std(self.command(args)).write_stdin(input))
    }

    fn run(&self, args: &[&str]) -> Said {
        self.feed(args, "")
    }

    /// What a call printed that must do what it is told, in silence.
    fn ok(&self, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!((said.code, &*said.err), (0, ""), "{args:?}: {said:?}");
        said.out
    }

    fn list(&self) -> String {
        self.ok(&["list"])
    }
}

impl Said {
    fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The id that `added ID  Title` names.
fn added(out: &str) -> &str {
    out.strip_prefix("added ").and_then(|rest| rest.split(' ').next()).expect("something was added")
}
