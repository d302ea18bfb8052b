//! Settings: where they are, what they do, and what is told of those that cannot be used.

use std::fs;

use super::Shell;

impl Shell {
    /// With this text as the person's settings.
    fn set(&self, text: &str) {
        let folder = self.home.path().join("config/goaltree");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("config.toml"), text).unwrap();
    }
}

#[test]
fn weeks_and_days_begin_when_the_person_says() {
    let mut shell = Shell::new();
    // A Saturday.
    let due = |shell: &Shell| shell.ok(&["add", "Ring the plumber ^eow"]);
    assert!(due(&shell).contains("2026-11-22"));
    shell.set("week_starts = \"sun\"");
    assert!(due(&shell).contains("2026-11-21") && !due(&shell).contains("2026-11-22"));
    shell.set("day_starts = \"02:00\"");
    shell.now = "2026-11-22T03:00:00Z";
    assert!(shell.ok(&["doctor"]).contains("the day is 2026-11-22"));
    shell.set("");
    assert!(shell.ok(&["doctor"]).contains("the day is 2026-11-21"));
    // A throw-away copy has settings of its own: none.
    shell.set("day_starts = \"02:00\"");
    assert!(shell.ok(&["--demo", "doctor"]).contains("the day is 2026-11-21"));
}

#[test]
fn settings_are_printed_as_the_file_that_says_them() {
    let shell = Shell::new();
    let path = shell.home.path().join("config/goaltree/config.toml");
    assert_eq!(shell.ok(&["config", "path"]), format!("{}\n", path.display()));
    let all = shell.ok(&["config", "show"]);
    assert!(
        all.contains(
            "# The first day of a week, for `eow` and such (default: \"mon\")\nweek_starts = \"mon\"\n"
        ),
        "{all}"
    );
    let out = shell.ok(&["config", "check"]);
    assert_eq!(out, format!("{} is not there; every key has its default\n", path.display()));
    assert!(!path.exists(), "nothing was made");
    shell.set("[ideas]\ncommand = [\"my-splitter\", \"--jobs\", \"12\"]\n[nudges]\nvague = false\n");
    assert_eq!(shell.ok(&["config", "check"]), format!("{} is in order\n", path.display()));
    let mine = shell.ok(&["config", "show"]);
    assert!(
        mine.contains("\n[ideas]\n") && mine.contains("command = [\"my-splitter\", \"--jobs\", \"12\"]"),
        "{mine}"
    );
    assert!(mine.contains("\nvague = false\n") && mine.contains("\nbig = true\n"), "{mine}");
    shell.set(&mine);
    assert_eq!(shell.ok(&["config", "show"]), mine);
}

#[test]
fn what_cannot_be_used_is_told_and_the_rest_holds() {
    let shell = Shell::new();
    shell.set("week_starts = \"sun\"\n[ideas]\ncomand = [\"x\"]\ntimeout_s = \"long\"\n");
    let said = shell.run(&["config", "check"]);
    assert_eq!(
        (said.code, &*said.out, &*said.err),
        (
            1,
            "config.toml line 3: no key is called `comand`; did you mean `command`?\n\
             config.toml line 4: `timeout_s` is to be a whole number from 1 to 3600\n",
            ""
        )
    );
    let said = shell.run(&["add", "Ring the plumber ^eow"]);
    assert!(
        said.code == 0 && said.err.starts_with("note: config.toml line 3: no key is called `comand`"),
        "{said:?}"
    );
    assert_eq!(said.err.lines().count(), 1, "{said:?}");
    assert!(shell.run(&["list", "--json"]).out.contains("2026-11-21"), "weeks start on Sunday");
    let said = shell.run(&["doctor"]);
    assert!(said.code == 1 && said.err.is_empty() && said.out.contains("config.toml line 4: "), "{said:?}");

    for (text, told) in
        [(&b"week_starts = \"\xff\""[..], "it is not text in UTF-8"), (b"a\x1b[31m = 1", "line 1: ")]
    {
        fs::write(shell.home.path().join("config/goaltree/config.toml"), text).unwrap();
        let said = shell.run(&["config", "check"]);
        assert!(said.code == 1 && said.out.contains(told) && !said.out.contains('\x1b'), "{said:?}");
    }
    fs::remove_file(shell.home.path().join("config/goaltree/config.toml")).unwrap();
    fs::create_dir(shell.home.path().join("config/goaltree/config.toml")).unwrap();
    let said = shell.run(&["list"]);
    assert!(said.code == 0 && said.err.contains("config.toml: it cannot be read: "), "{said:?}");
}
