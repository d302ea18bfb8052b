//! Drives a session by text: outline and keys in, outline or screen out.

use chrono::DateTime;
use goaltree::app::{App, Card, Effect, Key, Msg, Pointer};
use goaltree::edit::{Edit, shape};
use goaltree::model::{Ids, NodeId, Now, Place, State, Tree};
use goaltree::text::line::Line;
use goaltree::text::outline;
use goaltree::view::{self, Background, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A Saturday morning.
pub const NOW: &str = "2026-11-21T09:00:00Z";

/// A moment.
pub fn at(text: &str) -> Now {
    Now::new(DateTime::parse_from_rfc3339(text).expect("a time"))
}

/// A session, and what it asked for.
pub struct Drive {
    pub app: App,
    pub effects: Vec<Effect>,
    pub now: Now,
}

impl Drive {
    /// A session on an outline, all unfolded but for bullets `+`, the cursor on the line that ends with `<`.
    pub fn outline(text: &str) -> Self {
        let (mut tree, mut ids) = (Tree::default(), Ids::seeded(7));
        let bare: String =
            text.lines().map(|line| format!("{}\n", line.trim_end().trim_end_matches(" <"))).collect();
        let items = outline::parse(&bare, at(NOW).day());
        if !items.is_empty() {
            Edit::new(&mut tree, &mut ids, at("2026-11-01T09:00:00Z"))
                .run("test", |edit| shape::plant(edit, Place::default(), &items))
                .expect("an outline");
        }
        let mut drive = Self::tree(tree);
        drive.app.folds.set_all(true);
        let nodes: Vec<NodeId> = drive.app.tree.walk(None).map(|(_, node)| node.id()).collect();
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.trim().starts_with('|'));
        for (line, id) in lines.zip(&nodes) {
            if line.trim().starts_with('+') {
                drive.app.folds.set(*id, false);
            }
            if line.trim_end().ends_with(" <") {
                drive.app.tree_place.cursor = Some(*id);
                let root = drive.app.tree.ancestors(*id).last().unwrap_or(*id);
                if goaltree::insight::reached::is_closed_goal(&drive.app.tree, root) {
                    drive.app.folds.set(goaltree::app::reached::row(), true);
                }
            }
        }
        drive.send(Msg::Resize(80, 24));
        drive
    }

    /// A session on a tree.
    pub fn tree(tree: Tree) -> Self {
        let mut app = App::new(tree, at(NOW), 1);
        app.templates = goaltree::text::template::built_in();
        Self { app, effects: Vec::new(), now: at(NOW) }
    }

    /// A session on the demo.
    pub fn demo(width: u16, height: u16) -> Self {
        let read = goaltree::text::json::read(include_bytes!("../../assets/demo.json")).expect("the demo");
        assert_eq!(read.problems, []);
        let mut drive = Self::tree(read.tree);
        drive.send(Msg::Resize(width, height));
        drive
    }

    /// The program started anew on the same file at another time.
    pub fn restarted(&self, now: &str) -> Self {
        let mut app = App::new(self.app.tree.clone(), at(now), 2);
        app.history = self.app.history.clone();
        app.restore(&self.app.session());
        app.open_day();
        let mut drive = Self { app, effects: Vec::new(), now: at(now) };
        drive.send(Msg::Resize(80, 24));
        drive
    }

    pub fn send(&mut self, msg: Msg) {
        let effects = self.app.update(self.now, msg);
        self.effects.extend(effects);
    }

    /// Presses keys, separated by blanks; `"..."` is typed as it stands, `paste:` and `click:X,Y` do what they say.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys.trim_start();
        while !rest.is_empty() {
            let (word, after) = match rest.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
                Some((quoted, after)) => {
                    for character in quoted.chars() {
                        self.send(Msg::Key(Key::plain(goaltree::app::Code::Char(character))));
                    }
                    ("", after)
                }
                None => rest.split_once(' ').unwrap_or((rest, "")),
            };
            rest = after.trim_start();
            if let Some(text) = word.strip_prefix("paste:") {
                self.send(Msg::Paste(text.replace("\\n", "\n").replace('_', " ")));
            } else if let Some((x, y)) = word.strip_prefix("click:").and_then(|place| place.split_once(',')) {
                self.send(Msg::Mouse(Pointer::Click, x.parse().expect("x"), y.parse().expect("y")));
            } else if !word.is_empty() {
                let key = Key::parse(word).unwrap_or_else(|| panic!("no key: {word}"));
                self.send(Msg::Key(key));
            }
        }
        self
    }

    /// The tree as an outline, with the cursor, folds and Today.
    pub fn print(&self) -> String {
        let app = &self.app;
        let mut text = String::new();
        for (depth, node) in app.tree.walk(None) {
            let id = node.id();
            let folded = !app.tree.is_leaf(id) && !app.folds.is_open(id);
            let mark = match node.state() {
                State::Open => ' ',
                State::Done => 'x',
                State::Dropped => '-',
                State::Resting => '~',
            };
            let bullet = if folded { '+' } else { '-' };
            text.push_str(&format!("{}{bullet} [{mark}] {}", "  ".repeat(depth), Line::of(node).print()));
            if app.today().list.contains(&id) {
                text.push_str(" T");
            }
            if app.tree_place.cursor == Some(id) {
                text.push_str(" <");
            }
            text.push('\n');
        }
        text
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        let area: Rect = self.app.screen();
        let mut buffer = Buffer::empty(area);
        let theme = Theme::new(Background::Dark, true, self.app.ascii);
        let cursor = view::render(&self.app, &theme, area, &mut buffer);
        let mut text = String::new();
        for y in 0..area.height {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..area.width {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let cell = &buffer[(x, y)];
                if cursor.is_some_and(|cursor| (cursor.x, cursor.y) == (x, y)) {
                    line.push('█');
                } else {
                    line.push_str(cell.symbol());
                }
                skip = goaltree::text::safe::width(cell.symbol()).saturating_sub(1);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// Lets time go by: the clock wakes the program as often as it asks for.
    pub fn wait(&mut self, seconds: i64) -> &mut Self {
        let end = self.now.time + chrono::TimeDelta::seconds(seconds);
        while let Some(wait) = self.app.wakes_in(self.now) {
            let next = self.now.time + chrono::TimeDelta::from_std(wait).expect("a length");
            if next > end {
                break;
            }
            self.now.time = next;
            self.send(Msg::Tick);
        }
        self.sleep((end - self.now.time).num_seconds())
    }

    /// Lets time go by while the machine sleeps.
    pub fn sleep(&mut self, seconds: i64) -> &mut Self {
        self.now.time += chrono::TimeDelta::seconds(seconds);
        self
    }

    /// What the program says.
    pub fn said(&self) -> &str {
        self.app.status.as_deref().unwrap_or_default()
    }

    /// Whether the keys go to the panes.
    pub fn is_at_rest(&self) -> bool {
        matches!(self.app.card, Card::None)
    }
}

/// Outline and keys in, outline out.
pub fn check(before: &str, keys: &str, after: &str) {
    let mut drive = Drive::outline(before);
    drive.press(keys);
    let wanted: Vec<&str> = after.lines().filter(|line| !line.trim().is_empty()).collect();
    let margin = wanted.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let wanted: String = wanted.iter().map(|line| format!("{}\n", &line[margin..])).collect();
    let found = drive.print();
    assert!(found == wanted, "{keys}\n--- wanted\n{wanted}--- found\n{found}--- said: {}", drive.said());
}

/// The file of a tree.
pub fn bytes(tree: &Tree) -> String {
    let mut bytes = Vec::new();
    goaltree::text::json::write(tree, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A file without what is written down beside what a person does: nobody takes that back.
pub fn without_quiet(tree: &Tree) -> serde_json::Value {
    let mut file: serde_json::Value = serde_json::from_str(&bytes(tree)).expect("JSON");
    for day in file["days"].as_array_mut().into_iter().flatten() {
        let day = day.as_object_mut().expect("a day");
        day.retain(|name, _| !matches!(&**name, "review" | "forecasts"));
    }
    if let Some(days) = file["days"].as_array_mut() {
        days.retain(|day| day.as_object().is_some_and(|day| day.len() > 1));
    }
    file
}
