//! Keys as the program knows them, and how they are written: `s`, `C-r`, `A-up`, `space`.

use std::fmt;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names on the keys")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMES: &[(Code, &str, &str)] = &[
    (Code::Char(' '), "space", "space"),
    (Code::Enter, "enter", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::BackTab, "S-tab", "Shift-Tab"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Delete, "del", "Del"),
    (Code::Up, "up", "↑"),
    (Code::Down, "down", "↓"),
    (Code::Left, "left", "←"),
    (Code::Right, "right", "→"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::PageUp, "pageup", "PgUp"),
    (Code::PageDown, "pagedown", "PgDn"),
];

/// A key with what was held beside it. Shift is in the character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

impl Key {
    /// A key alone.
    #[must_use]
    pub fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A key as written in the table of commands.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut key = Self::plain(Code::Enter);
        let mut rest = text;
        loop {
            if let Some(after) = rest.strip_prefix("C-").filter(|after| !after.is_empty()) {
                key.ctrl = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("A-").filter(|after| !after.is_empty()) {
                key.alt = true;
                rest = after;
            } else {
                break;
            }
        }
        let named = NAMES.iter().find(|row| row.1 == rest).map(|row| row.0);
        let mut characters = rest.chars();
        let single = characters.next().filter(|_| characters.next().is_none()).map(Code::Char);
        key.code = named.or(single)?;
        Some(key)
    }

    /// The character that it types, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(character) if !self.ctrl && !self.alt => Some(character),
            _ => None,
        }
    }
}

/// As written in the table of commands.
impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            formatter.write_str("C-")?;
        }
        if self.alt {
            formatter.write_str("A-")?;
        }
        match (NAMES.iter().find(|row| row.0 == self.code), self.code) {
            (Some(row), _) => formatter.write_str(row.1),
            (None, Code::Char(character)) => write!(formatter, "{character}"),
            (None, _) => Ok(()),
        }
    }
}

/// A key of the table as a person reads it: `Alt-↑` for `A-up`, `^R` for `C-r`; without arrows in plain ASCII.
#[must_use]
pub fn say(notation: &str, ascii: bool) -> String {
    let Some(key) = Key::parse(notation) else { return notation.to_owned() };
    let name = match (NAMES.iter().find(|row| row.0 == key.code), key.code) {
        (Some(row), _) if ascii && !row.2.is_ascii() => row.1.to_owned(),
        (Some(row), _) => row.2.to_owned(),
        (None, Code::Char(character)) if key.ctrl => character.to_uppercase().to_string(),
        (None, Code::Char(character)) => character.to_string(),
        (None, _) => String::new(),
    };
    match (key.ctrl, key.alt) {
        (true, _) => format!("^{name}"),
        (false, true) => format!("Alt-{name}"),
        (false, false) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for text in ["s", "S", "C-r", "A-up", "space", "S-tab", "<", "?", "del", "C-A-x", "-", "A--"] {
            assert_eq!(Key::parse(text).map(|key| key.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Key::parse("upside"), None);
        assert_eq!(
            (&*say("A-up", false), &*say("C-r", false), &*say("A-up", true)),
            ("Alt-↑", "^R", "Alt-up")
        );
    }
}
