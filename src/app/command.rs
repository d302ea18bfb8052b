//! The one table of commands. It feeds dispatch, the footer, `?`, the palette and the README: a key that is not here
//! does nothing but say so, and a command that is not here does not exist.

use super::key::{self, Key};
use super::{App, Card, Pane, day, give, look};

pub use super::room::Room;

/// What a command does.
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// Something with the session.
    Plain(fn(&mut App)),
    /// Something with the words behind its name in the palette.
    With(fn(&mut App, &str)),
}

/// One command.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Its name in the palette.
    pub name: &'static str,
    /// Where it works.
    pub room: Room,
    /// The keys that run it, the usual one first.
    pub keys: &'static [&'static str],
    /// What it does, for the help, the palette and the README.
    pub doc: &'static str,
    /// One or two words for the footer; empty if it never stands there.
    pub hint: &'static str,
    /// What it does.
    pub run: Run,
}

/// A row of a table of commands.
pub(super) const fn row(
    room: Room,
    name: &'static str,
    keys: &'static [&'static str],
    hint: &'static str,
    doc: &'static str,
    run: fn(&mut App),
) -> Command {
    Command { name, room, keys, doc, hint, run: Run::Plain(run) }
}

/// The commands of the panes and of what lies over them; those of the day's cards are with the cards.
#[rustfmt::skip]
const COMMANDS: &[Command] = &[
    row(Room::Panes, "up", &["up", "k"], "", "One row up", App::up),
    row(Room::Panes, "down", &["down", "j"], "", "One row down", App::down),
    row(Room::Panes, "page-up", &["pageup"], "", "One page up", App::page_up),
    row(Room::Panes, "page-down", &["pagedown"], "", "One page down", App::page_down),
    row(Room::Panes, "first", &["home", "g"], "", "To the first row", App::first_row),
    row(Room::Panes, "last", &["end", "G"], "", "To the last row", App::last_row),
    row(Room::Tree, "unfold", &["right", "l"], "open", "Unfold, then to the first item inside", App::unfold),
    row(Room::Tree, "fold", &["left", "h"], "fold", "Fold, then to the item above it", App::fold),
    row(Room::Tree, "unfold-all", &["*"], "", "Unfold everything, or fold it as before", App::toggle_all),
    row(Room::Today, "show-in-tree", &["right", "l"], "in tree", "To the same job in the tree", App::leave_today),
    row(Room::Panes, "other-pane", &["tab", "S-tab"], "other pane", "To the other pane", App::other_pane),
    row(Room::Panes, "wall-left", &["C-left"], "", "Make Today wider", App::wall_left),
    row(Room::Panes, "wall-right", &["C-right"], "", "Make Today narrower", App::wall_right),
    row(Room::Panes, "tick", &["space"], "tick", "Tick, or take it back; close a goal", App::tick),
    row(Room::Panes, "split", &["s"], "split", "Split into smaller jobs", App::split),
    row(Room::Panes, "templates", &[], "", "Look through the templates, and split by one", App::open_templates),
    Command { name: "template", room: Room::Panes, keys: &[], doc: "Make a template of what is inside: template save NAME", hint: "", run: Run::With(App::begin_template) },
    row(Room::Panes, "audit", &[], "", "Look through the big and the vague jobs, one by one", App::open_audit),
    Command { name: "nudge", room: Room::Panes, keys: &[], doc: "Nudges about this item: nudge off, nudge on; with all: everywhere", hint: "", run: Run::With(App::set_nudges) },
    row(Room::Panes, "split-off-done", &["S"], "", "Split off what is done of it", App::split_off_done),
    row(Room::Tree, "merge-back", &["M"], "", "Fold what is inside back into one job", App::merge_back),
    row(Room::Tree, "wrap", &["W"], "", "Wrap the marked items in a new one", App::wrap),
    row(Room::Panes, "copy", &["y"], "", "Copy as an outline", App::copy),
    row(Room::Panes, "today", &["t"], "today", "Put on Today, or take off", App::toggle_today),
    row(Room::Tree, "add", &["a"], "add", "Add items after this one, one a line", App::add_after),
    row(Room::Panes, "later", &[], "", "Back to the tree: off Today, with no day planned", App::later),
    row(Room::Panes, "rough", &["~"], "", "Rough day: one small thing; once more brings the list back", App::toggle_rough),
    row(Room::Panes, "evening", &["v"], "", "Evening: what was done, the rest, the first thing tomorrow", App::open_evening),
    row(Room::Panes, "dates", &["d"], "", "The dates: planned, due, not before", App::open_dates),
    row(Room::Tree, "add-inside", &["A"], "", "Add items inside this one", App::add_inside),
    row(Room::Today, "add-today", &["a"], "add", "Add a job to the tree and to Today", App::add_today),
    row(Room::Panes, "edit", &["enter", "e"], "edit", "Edit the line", App::edit_line),
    row(Room::Panes, "move-up", &["A-up", "K"], "", "Move up among its neighbours", App::move_up),
    row(Room::Panes, "move-down", &["A-down", "J"], "", "Move down among its neighbours", App::move_down),
    row(Room::Tree, "indent", &["A-right", ">"], "", "Put under the item above", App::indent),
    row(Room::Tree, "outdent", &["A-left", "<"], "", "Move out, after its parent", App::outdent),
    row(Room::Panes, "let-go", &["x"], "let go", "Let go: keep it, but decide against it", App::let_go),
    row(Room::Panes, "remove", &["del"], "", "Remove; undo brings it back", App::remove),
    row(Room::Tree, "mark", &["m"], "", "Mark for a bulk action, and on to the next row", App::mark),
    row(Room::Panes, "inbox", &["i"], "", "One line for the inbox, from anywhere", App::open_inbox),
    row(Room::Panes, "box", &["b"], "", "A box: minutes that count down on it, or the one that runs", App::open_box),
    row(Room::Panes, "stuck", &["!"], "", "Stuck: three short questions, then five minutes", App::open_stuck),
    row(Room::Panes, "file", &[], "", "Move under another item by its name", App::open_file),
    row(Room::Panes, "plan", &["p"], "plan", "Plan the day: how much of it is yours, and what goes in", App::open_plan),
    row(Room::Panes, "fit", &["f"], "", "Jobs for fifteen minutes, or as many as are typed before", App::open_fit),
    row(Room::Panes, "why", &[], "", "Why it is proposed for a plan, or why not", App::open_why),
    row(Room::Panes, "look-back", &["L"], "", "Look back: how far you have come, day by day", App::open_look),
    row(Room::Panes, "forecast", &["F"], "", "How far the goal is, week by week, and when it may be done", App::open_forecast),
    row(Room::Panes, "conflicts", &[], "", "Choose where both sides changed one thing", App::open_conflicts),
    row(Room::Panes, "merge-copies", &[], "", "Take in a copy from another device beside the file", App::merge_copies),
    row(Room::Panes, "undo", &["u"], "undo", "Take the last change back", App::undo),
    row(Room::Panes, "redo", &["C-r"], "", "Redo what was taken back", App::redo),
    row(Room::Tree, "zoom", &["z"], "zoom", "Zoom in: this item becomes the whole tree", App::zoom_in),
    row(Room::Tree, "zoom-out", &["backspace"], "zoom out", "Zoom out by one", App::zoom_out),
    row(Room::Tree, "zoom-all", &["Z"], "", "Zoom all the way out", App::zoom_all),
    row(Room::Panes, "find", &["/"], "find", "Find as you type, folded or not", App::open_find),
    row(Room::Panes, "find-next", &["n"], "", "Now: one job and nothing else; finding: the next match", App::next_or_now),
    row(Room::Panes, "find-previous", &["N"], "", "To the previous match", App::find_previous),
    row(Room::Panes, "cancel", &["esc"], "", "End the find, take marks and the lens off, refuse a nudge", App::cancel),
    row(Room::Panes, "palette", &[":", "C-p"], "commands", "All commands by name", App::open_palette),
    row(Room::Panes, "help", &["?"], "keys", "The keys that work here", App::open_help),
    Command { name: "write", room: Room::Panes, keys: &[], doc: "Save a copy: write PATH", hint: "", run: Run::With(App::write_copy) },
    Command { name: "remind", room: Room::Panes, keys: &[], doc: "When the next reminder comes; remind test tries the desktop", hint: "", run: Run::With(App::remind) },
    Command { name: "pledge", room: Room::Panes, keys: &[], doc: "When you look at Today: pledge 08:00 17:30 WORDS", hint: "", run: Run::With(App::set_pledge) },
    Command { name: "rest-day", room: Room::Panes, keys: &[], doc: "A day of rest, or a range: rest-day 12-11 19-11; once more: none", hint: "", run: Run::With(App::set_rest) },
    Command { name: "repeat", room: Room::Panes, keys: &[], doc: "How often it comes again: repeat day, mon,thu, 2w, 3x/week, off", hint: "", run: Run::With(App::set_repeat) },
    row(Room::Panes, "redraw", &["C-l"], "", "Draw the screen anew", App::redraw),
    row(Room::Panes, "suspend", &["C-z"], "", "Back to the shell; fg returns", App::suspend),
    row(Room::Panes, "quit", &["q", "C-c"], "quit", "Quit; everything is saved", App::quit),
    row(Room::Audit, "audit-split", &["s"], "split", "Split into smaller jobs, and on to the next", App::split),
    row(Room::Audit, "audit-edit", &["enter", "e"], "edit", "Edit the line", App::edit_line),
    row(Room::Audit, "audit-let-go", &["x"], "let go", "Let go, and on to the next", App::let_go),
    row(Room::Audit, "audit-next", &["down", "j", "space", "right", "l"], "leave it", "Leave it as it is, and on to the next", App::audit_next),
    row(Room::Audit, "audit-back", &["up", "k", "left", "h"], "", "Back to the one before", App::audit_back),
    row(Room::Audit, "audit-undo", &["u"], "", "Take the last change back", App::audit_undo),
    row(Room::Audit, "audit-help", &["?"], "keys", "The keys that work here", App::open_help),
    row(Room::Audit, "audit-leave", &["esc", "q", "C-c"], "end", "End; what is left stays as it is", App::audit_leave),
    row(Room::Line, "line-save", &["enter"], "save", "Save; after adding, begin the next line", App::line_save),
    row(Room::Line, "line-deeper", &["tab"], "", "One level deeper", App::line_deeper),
    row(Room::Line, "line-shallower", &["S-tab"], "", "One level shallower", App::line_shallower),
    row(Room::Line, "line-leave", &["esc", "C-c"], "leave", "Leave; what is typed is kept for next time", App::line_leave),
    row(Room::Split, "split-save", &["C-s", "A-enter"], "save", "Save as one step", App::split_save),
    row(Room::Split, "split-ideas", &["C-t"], "ideas", "To the ideas: templates, your own past, answers", App::split_ideas),
    row(Room::Split, "split-prompt", &["C-o"], "", "A question that may help, then the next one", App::split_prompt),
    row(Room::Split, "split-ask", &["C-g"], "", "Ask your idea command", App::split_ask),
    row(Room::Split, "ask-coarse", &["A-1"], "", "Ask it for a few jobs", App::fineness_coarse),
    row(Room::Split, "ask-usual", &["A-2"], "", "Ask it for jobs of the usual size", App::fineness_usual),
    row(Room::Split, "ask-fine", &["A-3"], "", "Ask it for many small jobs", App::fineness_fine),
    row(Room::Split, "split-deeper", &["tab"], "deeper", "One level deeper", App::split_deeper),
    row(Room::Split, "split-shallower", &["S-tab"], "shallower", "One level shallower", App::split_shallower),
    row(Room::Split, "split-editor", &["C-e"], "", "Write on in the editor that $EDITOR names", App::split_compose),
    row(Room::Split, "split-leave", &["esc", "C-c"], "leave", "Leave; the text is kept as a draft", App::split_leave),
    row(Room::Ideas, "ideas-up", &["up", "k"], "", "One row up", App::ideas_up),
    row(Room::Ideas, "ideas-down", &["down", "j"], "", "One row down; the next heading opens", App::ideas_down),
    row(Room::Ideas, "ideas-page-up", &["pageup"], "", "One page up", App::ideas_page_up),
    row(Room::Ideas, "ideas-page-down", &["pagedown"], "", "One page down", App::ideas_page_down),
    row(Room::Ideas, "ideas-take", &["enter"], "take", "Put into the text: what is picked, else the row", App::ideas_take),
    row(Room::Ideas, "ideas-pick", &["space"], "pick", "Pick a line with what is below it", App::ideas_mark),
    row(Room::Ideas, "ideas-all", &["a"], "all", "Put all of it into the text", App::ideas_take_all),
    row(Room::Ideas, "ideas-prompt", &["C-o"], "", "A question that may help", App::split_prompt),
    row(Room::Ideas, "ideas-save", &["C-s", "A-enter"], "", "Save the text as one step", App::split_save),
    row(Room::Ideas, "ideas-leave", &["C-t", "esc", "C-c"], "text", "Back to the text", App::split_ideas),
    row(Room::Find, "find-down", &["down", "C-n"], "next", "To the next match", App::find_next),
    row(Room::Find, "find-up", &["up", "C-p"], "", "To the previous match", App::find_previous),
    row(Room::Find, "find-keep", &["enter"], "stay here", "Stay here; n and N go on", App::find_keep),
    row(Room::Find, "find-leave", &["esc", "C-c"], "back", "Back to where you were", App::find_leave),
    row(Room::List, "list-up", &["up", "C-p"], "", "One up", App::list_up),
    row(Room::List, "list-down", &["down", "C-n"], "", "One down", App::list_down),
    row(Room::List, "list-page-up", &["pageup"], "", "One page up", App::list_page_up),
    row(Room::List, "list-page-down", &["pagedown"], "more", "One page down", App::list_page_down),
    row(Room::List, "list-first", &["home"], "", "To the first", App::list_first),
    row(Room::List, "list-last", &["end"], "", "To the last", App::list_last),
    row(Room::List, "list-take", &["enter"], "take it", "Take it", App::list_take),
    row(Room::List, "list-leave", &["esc", "C-c"], "close", "Close", App::list_leave),
];

/// Every command there is.
pub fn all() -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().chain(day::TABLES.iter().chain(look::TABLES).chain(give::TABLES).copied().flatten())
}

/// The command called `name`.
#[must_use]
pub fn named(name: &str) -> Option<&'static Command> {
    all().find(|command| command.name == name)
}

impl Command {
    /// Its first key as a person reads it.
    #[must_use]
    pub fn key(&self, ascii: bool) -> String {
        self.keys.first().map(|notation| key::say(notation, ascii)).unwrap_or_default()
    }

    /// All its keys as a person reads them.
    #[must_use]
    pub fn all_keys(&self, ascii: bool) -> String {
        self.keys.iter().map(|notation| key::say(notation, ascii)).collect::<Vec<_>>().join(" ")
    }

    /// Whether it works in `room`.
    #[must_use]
    pub fn works_in(&self, room: Room) -> bool {
        self.room == room || (self.room == Room::Panes && matches!(room, Room::Tree | Room::Today))
    }
}

impl App {
    /// Where the keys go now.
    #[must_use]
    pub fn room(&self) -> Room {
        match &self.card {
            Card::None if self.audit.is_some() => Room::Audit,
            Card::None if self.pane == Pane::Tree => Room::Tree,
            Card::None => Room::Today,
            Card::Line(_) | Card::First(_) => Room::Line,
            Card::Split(card) if card.ideas.has_keys => Room::Ideas,
            Card::Split(_) => Room::Split,
            Card::Find => Room::Find,
            Card::Page(card) => card.room(),
            Card::Palette(_) | Card::Templates(_) | Card::Help(_) | Card::Choose(_) => Room::List,
        }
    }

    /// The commands for the footer: what matters where the cursor stands.
    #[must_use]
    pub fn hints(&self) -> Vec<&'static Command> {
        let on_job = self.cursor().is_some_and(|id| self.tree.is_leaf(id));
        let names: &[&str] = match (self.room(), self.cursor()) {
            (Room::Tree, None) if self.is_on_reached() => &["unfold", "fold", "add", "help"],
            (Room::Tree, None) => &["add", "palette", "help", "quit"],
            (Room::Tree, Some(_)) if on_job => &["tick", "split", "today", "add", "help"],
            (Room::Tree, Some(id)) if self.rows().shown_children(id) => {
                &["split", "add", "fold", "zoom", "help"]
            }
            (Room::Tree, Some(_)) => &["unfold", "split", "add", "zoom", "help"],
            (Room::Today, None) => &["plan", "other-pane", "add-today", "help", "quit"],
            (Room::Today, Some(_)) => &["tick", "split", "today", "other-pane", "help"],
            (Room::Audit, _) => {
                &["audit-split", "audit-edit", "audit-let-go", "audit-next", "audit-leave", "audit-help"]
            }
            (Room::Line, _) => &["line-save", "line-leave"],
            (Room::Split, _) => {
                &["split-save", "split-ideas", "split-deeper", "split-shallower", "split-leave"]
            }
            (Room::Ideas, _) => &["ideas-take", "ideas-pick", "ideas-all", "ideas-leave"],
            (Room::Find, _) => &["find-down", "find-keep", "find-leave"],
            (Room::List | Room::Panes, _) if matches!(self.card, Card::Help(_)) => {
                &["list-page-down", "list-leave"]
            }
            (Room::List | Room::Panes, _) => &["list-take", "list-leave"],
            // These say their keys themselves, so that what is said of the last answer has its place as well.
            (room, _) if room.says_its_keys() => &[],
            (room, _) => {
                return all().filter(|command| command.room == room && !command.hint.is_empty()).collect();
            }
        };
        names.iter().filter_map(|name| named(name)).collect()
    }

    /// The keys of a room in one line.
    #[must_use]
    pub fn key_line(&self, room: Room) -> String {
        let told = all().filter(|command| command.room == room && !command.hint.is_empty());
        let parts: Vec<String> =
            told.map(|command| format!("{} {}", command.key(self.ascii), command.hint)).collect();
        parts.join("   ")
    }

    /// A key of the panes with the word for what it does: `s split`.
    #[must_use]
    pub fn key_and_hint(&self, notation: &str) -> String {
        let here = |command: &&Command| command.works_in(self.room()) && command.keys.contains(&notation);
        let hint = all().find(here).map_or("", |command| command.hint);
        format!("{} {hint}", key::say(notation, self.ascii)).trim_end().to_owned()
    }

    /// The keys of these commands in one line.
    #[must_use]
    pub fn keys_of(&self, names: &[&str]) -> String {
        let commands = names.iter().filter_map(|name| named(name));
        let parts: Vec<String> =
            commands.map(|command| format!("{} {}", command.key(self.ascii), command.hint)).collect();
        parts.join("   ")
    }

    /// `n`: the next match of a find, else the one job to do now.
    fn next_or_now(&mut self) {
        if self.find.is_some() { self.find_next() } else { self.open_now() }
    }

    /// What a key does: its command, or text where text is typed, or a word that it does nothing.
    pub(super) fn press(&mut self, key: Key) {
        if !self.type_count(key) {
            self.run_key(key);
            self.count = None;
        }
    }

    fn run_key(&mut self, key: Key) {
        let room = self.room();
        let notation = key.to_string();
        let armed = self.armed.take();
        let found = all().find(|command| command.works_in(room) && command.keys.contains(&&*notation));
        if let Some(Command { run: Run::Plain(run), name, .. }) = found {
            // A second press of the same key is what an armed one waits for.
            self.armed = armed.filter(|_| matches!(*name, "tick" | "let-go" | "audit-let-go" | "quit"));
            return run(self);
        }
        if !self.type_key(key) {
            let name = key::say(&notation, self.ascii);
            let help = if matches!(room, Room::Tree | Room::Today) { " ? shows the keys." } else { "" };
            self.say(format!("{name} does nothing here.{help}"));
        }
    }

    /// Gives a key to whatever is being typed.
    fn type_key(&mut self, key: Key) -> bool {
        match &mut self.card {
            Card::Line(card) => {
                let taken = card.typing.press(key);
                self.drafts_due |= taken;
                taken
            }
            Card::Split(card) if card.ideas.has_keys => false,
            Card::Split(card) => {
                let taken = card.editor.press(key);
                self.drafts_due |= taken;
                taken
            }
            Card::First(typing) => typing.press(key),
            Card::Templates(card) => card.typing.press(key).then(|| self.filter_templates()).is_some(),
            Card::Palette(card) => card.typing.press(key).then(|| self.filter_palette()).is_some(),
            Card::Find => self.type_find(key),
            Card::Page(card) => {
                let taken = card.typing().is_some_and(|typing| typing.press(key));
                if taken {
                    self.typed_in_card();
                }
                taken
            }
            Card::None | Card::Help(_) | Card::Choose(_) => false,
        }
    }
}
