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
}

impl Home {
    /// A home without a file of goals.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// A home whose goals are these titles, all jobs at the root.
    pub fn with_jobs<T: AsRef<str>>(titles: &[T]) -> Self {
        let home = Self::new();
        let lines: Vec<String> = titles
            .iter()
            .enumerate()
            .map(|(at, title)| format!("{{\"id\":\"job{at:07}\",\"title\":{}}}", Value::from(title.as_ref())))
            .collect();
        home.write(&format!("{{\n\"goaltree\": 1,\n\"nodes\": [\n{}\n]\n}}\n", lines.join(",\n")));
        home
    }

    /// The folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The file of goals.
    pub fn file(&self) -> PathBuf {
        self.path("goals.json")
    }

    /// Puts this into the file of goals.
    pub fn write(&self, text: &str) {
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
