//! A folder that is a person's home, with one file of goals.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

/// When it is, for every process.
pub const NOW: &str = "2026-11-21T09:00:00Z";

/// A home of its own for each test.
pub struct Home {
    folder: TempDir,
    /// Where in it the file of goals is.
    pub name: String,
}

/// What a command of the shell said.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Home {
    /// A home without a file of goals.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), name: "goals.json".into() }
    }

    /// A home whose goals are these titles, all jobs at the root.
    pub fn with_jobs<T: AsRef<str>>(titles: &[T]) -> Self {
        let home = Self::new();
        home.put_jobs(titles);
        home
    }

    /// Makes the file of goals with these titles, all jobs at the root.
    pub fn put_jobs<T: AsRef<str>>(&self, titles: &[T]) {
        let lines: Vec<String> = titles
            .iter()
            .enumerate()
            .map(|(at, title)| format!("{{\"id\":\"job{at:07}\",\"title\":{}}}", Value::from(title.as_ref())))
            .collect();
        self.write(&format!("{{\n\"goaltree\": 1,\n\"nodes\": [\n{}\n]\n}}\n", lines.join(",\n")));
    }

    /// Runs a command of the shell on the file of goals.
    pub fn run(&self, arguments: &[&str]) -> Said {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_goaltree"));
        command.arg("--file").arg(self.file()).args(arguments).env_clear().envs(self.environment());
        let output = command.output().expect("a process");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Said { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The file of goals.
    pub fn file(&self) -> PathBuf {
        self.path(&self.name)
    }

    /// Puts this into the file of goals.
    pub fn write(&self, text: &str) {
        let folder = self.file().parent().map(std::path::Path::to_owned).expect("a folder");
        fs::create_dir_all(folder).expect("a folder");
        fs::write(self.file(), text).expect("a file");
    }

    /// What the file of goals says now.
    pub fn read(&self) -> String {
        fs::read_to_string(self.file()).unwrap_or_default()
    }

    /// The nodes in the file of goals, as they are there now.
    pub fn nodes(&self) -> Vec<Value> {
        let file: Value = serde_json::from_str(&self.read()).expect("a file of goals");
        file["nodes"].as_array().cloned().unwrap_or_default()
    }

    /// The titles in the file of goals that are in this state, in its order; open is none.
    pub fn titles(&self, state: Option<&str>) -> Vec<String> {
        let nodes = self.nodes();
        let fitting = nodes.iter().filter(|node| node.get("state").and_then(Value::as_str) == state);
        fitting.map(|node| node["title"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// What a process is told of its surroundings.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let folder = |name: &str| self.path(name).to_string_lossy().into_owned();
        vec![
            ("HOME", folder("")),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("XDG_DATA_HOME", folder("data")),
            ("XDG_STATE_HOME", folder("state")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            ("TZ", "UTC".into()),
            ("GOALTREE_NOW", NOW.into()),
        ]
    }
}
