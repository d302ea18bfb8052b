//! Text from strangers, wherever text can come from: what is drawn of it can do nothing, and no column moves.

use goaltree::app::{Effect, Msg};
use goaltree::text::{json, outline, safe, template};
use serde_json::{Value, json};

use crate::cells;
use crate::drive::Drive;

/// What has been used against terminals and readers, and what merely is hard to lay out.
pub const NASTY: &[&str] = &[
    "\u{1b}[2J\u{1b}[31337mred",
    "a\u{1b}]52;c;ZXZpbA==\u{7}b",
    "\u{1b}]0;title\u{1b}\\\u{1b}]8;;http://x\u{1b}\\link",
    "\u{1b}P1$r0m\u{1b}\\dcs\u{1b}_apc\u{1b}\\\u{1b}^pm\u{1b}\\\u{1b}Xsos\u{1b}\\",
    "c1 \u{9b}31m \u{9d}0;t\u{9c} \u{90}q\u{9c} \u{85}next \u{8d}up",
    "\u{202e}desrever\u{202c} \u{2066}isolated\u{2069} \u{2067}\u{2068}open \u{200f}\u{200e}\u{61c}",
    "zero\u{200b}width\u{200c}non\u{200d}join\u{2060}word\u{feff}bom\u{ad}shy\u{180e}mvs",
    "nul\0nul\u{1}\u{8}\u{8}back\u{7f}del",
    "tab\ttab\rcr\nlf\r\ncrlf\u{b}vt\u{c}ff",
    "\u{feff}bom first\u{2028}line\u{2029}paragraph",
    "\u{301}\u{302}\u{303} marks on nothing \u{20dd}",
    "\u{fe0f}\u{fe0e}lone selectors a\u{fe0f}b\u{fe0e}☎\u{fe0f}☎\u{fe0e}",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦🏳\u{fe0f}\u{200d}🌈👋🏿🇩🇪🇩🏴\u{e0067}\u{e0062}\u{e007f}\u{200d}\u{200d}",
    "日本語ｶﾞｷﾞﾞﾟ한글\u{1100}\u{1161}\u{11a8}\u{1100}\u{1100}\u{1100}\u{1100}\u{3164}\u{ffa0}",
    "ambiguous ±×÷°§¶αβ①②─│■★…—“”㎏ﬀ",
    "नमस्ते क्\u{200d}ष \u{915}\u{94d}\u{915}\u{94d}\u{915}\u{94d}\u{915} ไม่ได้ ก็\u{e47}\u{e47}",
    "\u{fff9}anno\u{fffa}tation\u{fffb}\u{fffc}\u{fffd}\u{fffe}\u{ffff}\u{10ffff}\u{e000}\u{1d173}",
    "`$(touch /tmp/x)`; rm -rf ~ | sh & %s%n {topic} {{}} \\ ' \" <b>",
    "=>../../../etc/passwd =>blog-post --file -rf",
    "𝐳̷̨̛̗a̴̡͂l̸g̵o̶ ﷽﷽﷽ 𒐫𒐫 ⸻",
    "",
    " ",
    "\u{a0}\u{2003}\u{3000} blanks \u{2800}",
];

/// What is too long to stand in the table; `count` is for how much of it there is time.
fn floods(count: usize) -> Vec<String> {
    vec![
        format!("e{} flood", "\u{301}".repeat(count)),
        format!("{}conjoined", "\u{1100}".repeat(count)),
        format!("👩{}", "\u{200d}👩".repeat(count)),
        "word ".repeat(count),
        "日".repeat(count),
    ]
}

/// The table and the floods.
pub fn nasty() -> Vec<String> {
    NASTY.iter().map(|text| (*text).to_owned()).chain(floods(300)).collect()
}

/// A file in which every text is this one.
pub fn file(text: &str) -> Vec<u8> {
    let fields = |id: &str, title: &str| -> Value {
        json!({"id": id, "title": title, "note": format!("{text}\n{text}"), "tags": [text, format!("{text}x")],
            "vision": text, "why": text, "obstacle": text, "ifthen": text, "cue": text, "mini": text,
            "horizon": "long", "minutes": 45, "dread": 3, "importance": 5, "due": "2026-11-20", "hard": true,
            "goal": {"count": 3, "unit": text}, "adds": {"count": 1, "unit": text},
            "cost": {"amount": "12.00", "currency": text}, "hand": {"to": text, "state": "asked", "at": "2026-11-01"},
            "template": text, "repeat": text, text: {text: text}})
    };
    let mut nodes = vec![fields("top", text)];
    for (id, parent) in [("one", "top"), ("two", "top"), ("three", "two"), ("four", "two")] {
        let mut node = fields(id, text);
        node["parent"] = parent.into();
        nodes.push(node);
    }
    let mut done = fields("past", text);
    (done["state"], done["closed"]) = ("done".into(), "2026-11-20T09:00:00Z".into());
    nodes.push(done);
    let entry =
        |id: &str| json!({"id": id, "at": "08:00", "title": text, "point": text, "planned": 5, "minutes": 5});
    let day = |date: &str| {
        json!({"day": date, "list": ["one", "three", "gone", text], "done": [entry("gone"), entry(text)],
            "boxes": [entry("one")], "dropped": [entry("past")], "looks": ["08:00", text], "kind": text,
            "helped": text, text: text})
    };
    let whole = json!({"goaltree": 1, "nodes": nodes, "days": [day("2026-11-20"), day("2026-11-21")],
        "pledge": {"text": text, "times": ["08:00", text]}, text: text});
    serde_json::to_vec(&whole).expect("JSON")
}

/// A session on such a file, with such drafts, settings, templates and positions.
fn session(text: &str, width: u16, height: u16) -> Drive {
    let mut drive = Drive::tree(json::read(&file(text)).expect("it opens").tree);
    drive.app.templates.extend(template::parse(&format!(
        "= {text} t\nslug: own\nkeys: {text}, the\na {text}\n  b {text}\n"
    )));
    drive.app.config.ideas.command = vec![text.to_owned(), text.to_owned()];
    for slot in ["line", "inbox", "edit:one", "split:one", "split:top", text] {
        drive.app.drafts.insert(slot.to_owned(), text.to_owned());
    }
    let session = json!({"cursor": text, "top": text, "zoom": text, "today_cursor": text, "folds": [text],
        "open_by_default": true, "approved": [text], "told": [[text, text, 1, true]], "today_columns": 65_535});
    drive.app.restore(&session.to_string());
    drive.send(Msg::Resize(width, height));
    drive
}

/// To every card, and back.
const ROOMS: &[&str] = &[
    "home",
    "t",
    "tab",
    "tab down",
    "e",
    "esc",
    "a",
    "esc",
    "A",
    "esc",
    "i",
    "esc",
    "s",
    "C-t down",
    "C-t esc",
    "home s C-g",
    "esc esc",
    "/ \"e\"",
    "enter n",
    "esc ?",
    "esc :",
    "\"te\"",
    "esc",
    ": \"templates\" enter",
    "\"t\"",
    "esc",
    ": \"file\" enter",
    "\"e\"",
    "esc",
    ": \"now\" enter",
    "esc",
    ": \"audit\" enter",
    "esc",
    "m down m",
    "x",
    "u",
    "space",
    "u",
    "del",
    "u",
    "z",
    "Z",
    "home y",
    ": \"pledge\" enter",
    "M",
    "u",
];

#[test]
fn nothing_that_is_drawn_can_act_and_no_column_moves() {
    for text in nasty() {
        for (width, height) in [(80, 24), (121, 36), (33, 9)] {
            let mut drive = session(&text, width, height);
            cells::check(&drive.app);
            for keys in ROOMS {
                drive.press(keys);
                cells::check(&drive.app);
            }
            for msg in [
                Msg::Notice(text.clone()),
                Msg::Trouble(Some(text.clone())),
                Msg::Answer(Ok(text.clone())),
                Msg::Composed(Err(text.clone())),
            ] {
                drive.send(msg);
                cells::check(&drive.app);
            }
            for keys in ["esc esc esc home a", "esc esc esc home s", "esc esc / ", "esc esc :", "esc esc i"] {
                drive.press(keys);
                drive.send(Msg::Paste(text.clone()));
                cells::check(&drive.app);
                drive.send(Msg::Paste(format!("{text}\n  {text}\n")));
                cells::check(&drive.app);
            }
        }
    }
}

#[test]
fn a_flood_is_drawn_like_any_other_text() {
    for text in floods(10_000) {
        let mut drive = session(&text, 80, 24);
        for keys in ["", "t tab", "e", "esc tab s", "esc esc"] {
            drive.press(keys);
            cells::check(&drive.app);
        }
    }
}

const CUT: &str = "Cut at 50,000 lines or 4 MB; `goaltree import` takes more.";

#[test]
fn a_paste_of_ten_megabytes_is_cut() {
    let (words, lines) = ("word ".repeat(2_000_000), "a line of some length ~5m\n".repeat(400_000));
    for (keys, text, most) in [
        ("home s", &lines, 4 << 20),
        ("home s", &words, 4 << 20),
        ("home a", &words, 1 << 20),
        ("home i", &words, 1 << 20),
        ("/", &words, 1 << 20),
        ("/", &lines, 1 << 20),
        (":", &lines, 1 << 20),
    ] {
        let mut drive = Drive::outline("- Goal <");
        drive.press(keys).send(Msg::Paste(text.clone()));
        let line = "Cut at 1 MB, the most that goes into a line.";
        assert_eq!(drive.said(), if most > 1 << 20 { CUT } else { line }, "{keys}");
        cells::check(&drive.app);
        drive.send(Msg::KeepDrafts);
        for effect in &drive.effects {
            if let Effect::Draft(_, Some(draft)) = effect {
                assert!(draft.len() <= most, "{keys}: {}", draft.len());
            }
        }
    }
    for text in [&lines, &"x\n".repeat(60_000)] {
        let mut drive = Drive::outline("- Goal <");
        drive.send(Msg::Paste(text.clone()));
        assert_eq!(drive.said(), CUT);
        assert!((10_000..=50_001).contains(&drive.app.tree.len()), "{}", drive.app.tree.len());
        drive.press("u");
        assert_eq!(drive.app.tree.len(), 1);
    }
}

#[test]
fn what_is_copied_has_no_control_characters() {
    for text in nasty() {
        let mut drive = session(&text, 80, 24);
        drive.press("home y");
        let copied: Vec<&String> = drive
            .effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Copy(text) => Some(text),
                _ => None,
            })
            .collect();
        assert_eq!(copied.len(), 1);
        for line in copied[0].split('\n') {
            assert_eq!(safe::without_controls(line), line);
        }
    }
}

#[test]
fn a_file_is_kept_as_it_came() {
    for text in nasty() {
        let read = json::read(&file(&text)).expect("it opens");
        let titled = read.tree.walk(None).filter(|(_, node)| node.title() == text).count();
        assert_eq!(titled, 6, "{text:?}");
        let mut written = Vec::new();
        json::write(&read.tree, &mut written).unwrap();
        assert!(json::read(&written).expect("again").tree == read.tree);
        let items =
            outline::parse(&outline::print(&read.tree, None), crate::drive::at(crate::drive::NOW).day());
        assert_eq!(items.len(), read.tree.len(), "{text:?}");
    }
}

/// Whatever keys are pressed over a stranger's file, nothing leaves the session but what the program itself has.
#[test]
fn a_file_of_a_stranger_can_run_nothing() {
    let command = ["touch", "/tmp/goaltree-was-here"];
    let mut whole: Value = serde_json::from_slice(&file("`touch x` =>../../x file:///bin/sh")).expect("JSON");
    let config = json!({"command": command, "timeout_s": 60});
    for name in ["ideas", "config", "market", "editor", "approved", "hooks"] {
        whole[name] = if name == "ideas" || name == "config" { config.clone() } else { json!(command) };
        whole["nodes"][0][name] = whole[name].clone();
    }
    let bytes = serde_json::to_vec(&whole).expect("JSON");
    let mut drive = Drive::tree(json::read(&bytes).expect("it opens").tree);
    assert_eq!(drive.app.config, goaltree::config::Config::default());
    for keys in
        ROOMS.iter().chain(&["esc esc home s C-g enter", "C-g enter", "C-t enter", "esc esc home e enter"])
    {
        drive.press(keys);
    }
    for effect in &drive.effects {
        let is_ours = matches!(effect, Effect::Commit(_) | Effect::Draft(..) | Effect::Copy(_));
        assert!(is_ours, "{effect:?}");
    }
    drive.press("esc esc esc home s C-g");
    assert_eq!(drive.said(), "No idea command is set: `goaltree config show`, [ideas].");
}

#[test]
fn a_command_runs_after_consent_to_this_very_command() {
    let asked = |approved: &[&str]| {
        let mut drive = Drive::outline("- Goal <");
        drive.app.config.ideas.command = vec!["ideas".into(), "--fast".into()];
        drive.app.restore(&json!({"approved": approved}).to_string());
        drive.press("s C-g");
        drive.effects.iter().any(|effect| matches!(effect, Effect::Ask(_)))
    };
    assert!(asked(&["ideas", "--fast"]));
    for other in
        [&[][..], &["ideas"], &["ideas --fast"], &["ideas", "--fast", "--slow"], &["sh", "-c", "ideas"]]
    {
        assert!(!asked(other), "{other:?}");
    }
}

#[test]
fn the_template_of_an_item_is_a_name_and_no_path() {
    for slug in ["../../x", "/etc/passwd", "own/../own", "own.outline", "OWN", "~"] {
        let node = json!({"goaltree": 1, "nodes": [{"id": "a", "title": "Thing", "template": slug}]});
        let mut drive = Drive::tree(json::read(node.to_string().as_bytes()).expect("it opens").tree);
        drive.press("home s");
        let goaltree::app::Card::Split(card) = &drive.app.card else { panic!("{}", drive.said()) };
        assert!(card.editor.is_empty(), "{slug}: {}", card.editor.text());
        assert_eq!(drive.said(), format!("No template is called {slug}."));
    }
}

/// The row of the reached goals is no node, and no file can make a node of it.
#[test]
fn no_item_of_a_file_is_the_row_of_what_is_reached() {
    let name = goaltree::app::reached::row();
    for id in ["all that is reached", "no node", &name.to_string(), &format!("{name}\0")] {
        let node = |id: &str, parent: &str, state: &str| json!({"id": id, "title": id, "parent": parent, "state": state});
        let nodes = [
            node(id, "", "open"),
            node("in it", id, "open"),
            node("first", "", "done"),
            node("one", "first", "done"),
            node("last", "", "open"),
        ];
        let bytes = serde_json::to_vec(&json!({"goaltree": 1, "nodes": nodes})).expect("JSON");
        let mut drive = Drive::tree(json::read(&bytes).expect("it opens").tree);
        assert!(!drive.app.tree.contains(name), "{id:?}");
        drive.press("* end right home");
        let rows: Vec<_> = drive.app.rows().from(drive.app.rows().first().unwrap()).take(9).collect();
        assert_eq!(rows.len(), 6, "{id:?}: {rows:?}");
        let last = drive.app.rows().last().unwrap();
        let up: Vec<_> =
            std::iter::successors(Some(last), |id| drive.app.rows().previous(*id)).take(9).collect();
        assert!(up.iter().rev().eq(rows.iter().map(|(id, _)| id)), "{id:?}: {up:?}");
    }
}
