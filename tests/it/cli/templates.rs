//! goaltree template: list, show, apply, save, path.

use std::fs;
use std::path::PathBuf;

use super::Shell;

const OWN: &str =
    "= Drink post\nslug: blog-post\nkeys: drink post\nTaste {topic} ~5m\nWrite it ~20m start:+2d\n";

fn folder(shell: &Shell) -> PathBuf {
    shell.home.path().join("config/goaltree/templates")
}

fn put(shell: &Shell, name: &str, text: &str) {
    fs::create_dir_all(folder(shell)).unwrap();
    fs::write(folder(shell).join(name), text).unwrap();
}

#[test]
fn all_templates_are_listed_with_their_jobs() {
    let list = Shell::new().ok(&["template", "list"]);
    assert_eq!(list.lines().count(), 30);
    assert!(list.starts_with("ad-creative          13 jobs  Ad creative\n"), "{list}");
    assert!(list.contains("\nblog-post            14 jobs  Blog post\n"), "{list}");
}

#[test]
fn a_template_is_printed_as_its_file() {
    let file = include_str!("../../../assets/templates/blog-post.outline");
    assert_eq!(Shell::new().ok(&["template", "show", "blog-post"]), file);
    let said = Shell::new().run(&["template", "show", "nothing"]);
    assert_eq!(said.code, 1);
    assert_eq!(
        said.err,
        "goaltree: no template is called \"nothing\"\n  hint: `goaltree template list` prints them\n"
    );
}

#[test]
fn a_template_fills_an_item_in_one_step() {
    let shell = Shell::small();
    put(&shell, "mine.outline", OWN);
    let out = shell.ok(&["template", "apply", "blog-post", "ring", "the", "plumber"]);
    assert!(out.starts_with("filled loose  Ring the plumber  2 jobs, 25 m left\nfirst "), "{out}");
    assert!(out.ends_with("  Taste Ring the plumber ~5m\n"), "{out}");
    let list = shell.list();
    assert!(list.contains("[ ] Ring the plumber #phone =>blog-post  0/2\n"), "{list}");
    assert!(list.contains("[ ]   Write it ~20m start:2026-11-23\n"), "{list}");
    assert_eq!(shell.ok(&["undo"]), "Taken back: Drink post in Ring the plumber (2 jobs).\n");
    assert!(shell.list().contains("[ ] Ring the plumber ~5m #phone\n"));
}

#[test]
fn what_is_filled_on_demand_stays_single() {
    let shell = Shell::small();
    shell.ok(&["template", "apply", "online-business", "loose"]);
    let list = shell.list();
    assert!(list.contains("[ ]     First ten blog posts 10 =>blog-post\n"), "{list}");
    assert!(list.lines().count() < 40, "{list}");
}

#[test]
fn own_templates_come_first_and_broken_ones_are_named() {
    let shell = Shell::new();
    put(&shell, "blog-post.outline", OWN);
    put(&shell, "copy.outline", OWN);
    put(&shell, "broken.outline", "= Broken\nslug: No Good\nOne\n");
    fs::write(folder(&shell).join("bytes.outline"), b"= A\xff\n").unwrap();
    put(&shell, "notes.txt", "not looked at");
    let said = shell.run(&["template", "list"]);
    assert_eq!(said.code, 0);
    assert_eq!(said.out.lines().count(), 30);
    assert!(said.out.contains("\nblog-post             2 jobs  Drink post\n"), "{}", said.out);
    let name = |file: &str| folder(&shell).join(file).display().to_string();
    let notes: Vec<&str> = said.err.lines().collect();
    assert_eq!(notes.len(), 3, "{notes:?}");
    assert_eq!(
        notes[0],
        format!(
            "note: template left out: {}, line 2: a slug is small letters and digits with hyphens between",
            name("broken.outline")
        )
    );
    assert!(notes[1].contains("bytes.outline: "), "{notes:?}");
    assert!(notes[2].ends_with("copy.outline: another file is called \"blog-post\" too"), "{notes:?}");
}

#[test]
fn a_branch_is_saved_and_used_again() {
    let shell = Shell::with_nodes(&[
        r#"{"id":"goal","title":"Cold brew"}"#,
        r#"{"id":"one","parent":"goal","title":"Draft cold brew","minutes":10,"state":"done","start":"2026-11-01","note":"why"}"#,
        r#"{"id":"two","parent":"goal","title":"Ask for a picture","hand":{"to":"ana"},"due":"2026-11-05"}"#,
    ]);
    let out = shell.ok(&["template", "save", "cold", "brew", "drink-post"]);
    let path = folder(&shell).join("drink-post.outline");
    assert_eq!(out, format!("saved drink-post  2 jobs  {}\n", path.display()));
    let body = "Draft {topic} ~10m\nAsk for a picture ^+4d\n";
    let wanted = format!("= Cold brew\nslug: drink-post\nkeys: cold brew\n{body}");
    assert_eq!(fs::read_to_string(&path).unwrap(), wanted);

    let said = shell.run(&["template", "save", "goal", "drink-post", "--notes"]);
    let wanted = format!("goaltree: {} is there already\n  hint: `--force` writes over it\n", path.display());
    assert_eq!((said.code, said.err), (1, wanted));
    shell.ok(&["template", "save", "goal", "drink-post", "--notes", "--force"]);
    assert!(fs::read_to_string(&path).unwrap().contains("Draft {topic} ~10m\n  | why\n"));

    shell.ok(&["add", "Iced tea"]);
    shell.ok(&["template", "apply", "drink-post", "iced tea"]);
    assert!(shell.list().contains("[ ]   Draft Iced tea ~10m\n"), "{}", shell.list());
    assert_eq!(shell.ok(&["template", "list"]).lines().count(), 31);
}

#[test]
fn what_cannot_be_saved_is_told() {
    let shell = Shell::small();
    let said = shell.run(&["template", "save", "goal", "../evil"]);
    assert_eq!(said.code, 2);
    assert!(said.err.starts_with("goaltree: \"../evil\" is no name for a template\n"), "{}", said.err);
    let said = shell.run(&["template", "save", "loose", "plumber"]);
    assert_eq!(said.code, 1);
    assert!(said.err.starts_with("goaltree: nothing is below Ring the plumber\n"), "{}", said.err);
    assert!(!folder(&shell).exists());
}

#[test]
fn the_folder_is_printed() {
    let shell = Shell::new();
    assert_eq!(shell.ok(&["template", "path"]), format!("{}\n", folder(&shell).display()));
    let demo = shell.ok(&["--demo", "template", "path"]);
    assert!(demo.ends_with("/templates\n") && demo != format!("{}\n", folder(&shell).display()));
}
