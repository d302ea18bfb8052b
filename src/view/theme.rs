//! Every style and every mark, by role. Nothing is told by colour alone: each role that matters has a mark or a word.

use ratatui::style::{Color, Modifier, Style};

use crate::app::list::MARKS;
use crate::app::page::Tone;

/// What the terminal's background is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Background {
    /// Light text on dark ground.
    #[default]
    Dark,
    /// Dark text on light ground.
    Light,
}

/// The styles by role, and the marks.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// Titles of open items.
    pub text: Style,
    /// What is there but does not matter now.
    pub dim: Style,
    /// Goals, and headings.
    pub strong: Style,
    /// What can be acted on: keys, the pane that has them.
    pub accent: Style,
    /// What is done.
    pub done: Style,
    /// Something to look at.
    pub notice: Style,
    /// The row under the cursor in the pane that has the keys.
    pub cursor: Style,
    /// The row under the cursor in the other pane.
    pub cursor_idle: Style,
    /// A tag or another token.
    pub token: Style,
    /// How much there was, from nothing to most; the marks differ as well.
    pub levels: [Style; 5],
    /// The marks.
    pub glyphs: &'static Glyphs,
}

/// The marks, one column each unless said otherwise.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named after what it marks")]
pub struct Glyphs {
    /// Whether they are plain ASCII.
    pub is_ascii: bool,
    pub cursor: &'static str,
    /// The cursor of a pane that has not the keys.
    pub idle: &'static str,
    pub marked: &'static str,
    pub folded: &'static str,
    pub unfolded: &'static str,
    pub open: &'static str,
    pub done: &'static str,
    pub waits: &'static str,
    pub handed: &'static str,
    pub let_go: &'static str,
    pub resting: &'static str,
    pub ready: &'static str,
    pub on_today: &'static str,
    pub unsaved: &'static str,
    pub bar_done: &'static str,
    pub bar_left: &'static str,
    pub line: &'static str,
    pub wall: &'static str,
    pub more_above: &'static str,
    pub more_left: &'static str,
    pub more_below: &'static str,
    /// Of a frame: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Up to three columns.
    pub ellipsis: &'static str,
    pub crumb: &'static str,
    pub dot: &'static str,
}

impl Glyphs {
    /// The marks that the help explains, in its order.
    #[must_use]
    pub fn explained(&self) -> [&'static str; MARKS.len()] {
        let Self { folded, open, done, waits, handed, let_go, ready, on_today, marked, .. } = *self;
        [folded, open, done, waits, handed, let_go, ready, on_today, marked, "21 of 28"]
    }
}

const UNICODE: Glyphs = Glyphs {
    is_ascii: false,
    cursor: "»",
    idle: "›",
    marked: "*",
    folded: "▸",
    unfolded: "▾",
    open: "○",
    done: "✓",
    waits: "·",
    handed: "◷",
    let_go: "×",
    resting: "z",
    ready: "◆",
    on_today: "T",
    unsaved: "•",
    bar_done: "━",
    bar_left: "╌",
    line: "─",
    wall: "│",
    more_above: "↑",
    more_left: "‹",
    more_below: "↓",
    corners: ["╭", "╮", "╰", "╯"],
    ellipsis: "…",
    crumb: "›",
    dot: "·",
};

const ASCII: Glyphs = Glyphs {
    is_ascii: true,
    cursor: ">",
    idle: ":",
    marked: "*",
    folded: "+",
    unfolded: "-",
    open: "o",
    done: "x",
    waits: ".",
    handed: "@",
    let_go: "/",
    resting: "z",
    ready: "!",
    on_today: "T",
    unsaved: "*",
    bar_done: "=",
    bar_left: ".",
    line: "-",
    wall: "|",
    more_above: "^",
    more_left: "<",
    more_below: "v",
    corners: ["+", "+", "+", "+"],
    ellipsis: "...",
    crumb: ">",
    dot: "-",
};

/// The colours of nothing and of the four levels, on dark and on light ground.
const LEVELS: [(u8, u8); 5] = [(240, 249), (30, 73), (37, 37), (43, 30), (79, 23)];

impl Theme {
    /// The style of a piece of a line.
    #[must_use]
    pub fn tone(&self, tone: Tone) -> Style {
        match tone {
            Tone::Text => self.text,
            Tone::Dim => self.dim,
            Tone::Strong => self.strong,
            Tone::Accent => self.accent,
            Tone::Selected => self.cursor,
            Tone::Level(level) => self.levels[usize::from(level).min(4)],
        }
    }

    /// The mark of a cursor and its style, in a pane with or without the keys.
    #[must_use]
    pub fn pointer(&self, has_keys: bool) -> (&'static str, Style) {
        if has_keys { (self.glyphs.cursor, self.accent) } else { (self.glyphs.idle, self.dim) }
    }

    /// The theme for a background; without colours where there shall be none, with plain marks where there must be.
    #[must_use]
    pub fn new(background: Background, colour: bool, ascii: bool) -> Self {
        let plain = Self::plain(if ascii { &ASCII } else { &UNICODE });
        if !colour {
            return plain;
        }
        // Indexed colours: the same in every terminal of the last twenty years, also without true colour.
        let pick =
            |dark: u8, light: u8| Color::Indexed(if background == Background::Dark { dark } else { light });
        Self {
            dim: Style::new().fg(pick(245, 243)),
            strong: plain.strong.fg(pick(255, 232)),
            accent: Style::new().fg(pick(79, 30)).add_modifier(Modifier::BOLD),
            done: plain.done.fg(pick(245, 243)),
            notice: Style::new().fg(pick(215, 130)).add_modifier(Modifier::BOLD),
            cursor: Style::new().fg(pick(255, 232)).bg(pick(24, 153)).add_modifier(Modifier::BOLD),
            cursor_idle: Style::new().bg(pick(236, 254)),
            token: Style::new().fg(pick(110, 25)),
            levels: LEVELS.map(|(dark, light)| Style::new().fg(pick(dark, light))),
            ..plain
        }
    }

    fn plain(glyphs: &'static Glyphs) -> Self {
        Self {
            text: Style::new(),
            dim: Style::new().add_modifier(Modifier::DIM),
            strong: Style::new().add_modifier(Modifier::BOLD),
            accent: Style::new().add_modifier(Modifier::BOLD),
            done: Style::new().add_modifier(Modifier::CROSSED_OUT),
            notice: Style::new().add_modifier(Modifier::BOLD),
            cursor: Style::new().add_modifier(Modifier::REVERSED),
            cursor_idle: Style::new().add_modifier(Modifier::UNDERLINED),
            token: Style::new(),
            levels: [Style::new(); 5],
            glyphs,
        }
    }
}
