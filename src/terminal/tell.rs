//! The bell, and a word from the terminal while the person looks elsewhere.
//!
//! Terminals know three sequences for it: OSC 9 (iTerm2, and most others), OSC 777 (rxvt), OSC 99 (kitty). Those that know
//! none pass over them. Inside tmux a sequence is wrapped, so that it reaches the terminal outside.

use crate::config::Channel;
use crate::text::safe;

/// The longest word, in columns.
const MOST_COLUMNS: usize = 120;
/// Ends a sequence.
const END: &str = "\x1b\\";

/// The sequence that a terminal knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sequence {
    /// The bell is all there is.
    None,
    /// Nothing, not even the bell.
    Off,
    Osc9,
    Osc99,
    Osc777,
}

/// How the terminal is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    sequence: Sequence,
    is_in_tmux: bool,
}

impl Way {
    /// As the person has set it, or else as these variables tell of the terminal.
    pub fn of(channel: Channel, variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let sequence = match channel {
            Channel::Auto => Sequence::of(variable),
            Channel::Osc9 => Sequence::Osc9,
            Channel::Osc99 => Sequence::Osc99,
            Channel::Osc777 => Sequence::Osc777,
            Channel::Bell => Sequence::None,
            Channel::Off => Sequence::Off,
        };
        Self { sequence, is_in_tmux: variable("TMUX").is_some() }
    }
}

impl Sequence {
    /// Sources disagree on ghostty and OSC 99, so it gets OSC 777.
    fn of(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let is = |name: &str, parts: &[&str]| {
            let value = variable(name).unwrap_or_default().to_lowercase();
            parts.iter().any(|part| value.contains(part))
        };
        let names = ["ghostty", "wezterm", "foot", "rxvt", "konsole", "contour"];
        let says =
            |parts: &[&str]| ["TERM", "TERM_PROGRAM", "LC_TERMINAL"].into_iter().any(|name| is(name, parts));
        if says(&names) {
            Self::Osc777
        } else if says(&["kitty"]) || variable("KITTY_WINDOW_ID").is_some() {
            Self::Osc99
        } else if matches!(variable("TERM").as_deref(), None | Some("" | "dumb" | "linux")) {
            Self::None
        } else {
            Self::Osc9
        }
    }
}

/// How the person is told that a box is over, or reminded, while they look elsewhere, and what to do where nothing comes.
#[must_use]
pub fn say(channel: Channel, variable: &dyn Fn(&str) -> Option<String>) -> String {
    let Way { sequence, is_in_tmux } = Way::of(channel, variable);
    let number = match sequence {
        Sequence::Off => return "off, as `remind.terminal` says".to_owned(),
        Sequence::None if channel == Channel::Bell => {
            return "the bell alone, as `remind.terminal` says".to_owned();
        }
        Sequence::None => return "the bell alone; kitty, foot, WezTerm and others show words too".to_owned(),
        Sequence::Osc9 => 9,
        Sequence::Osc99 => 99,
        Sequence::Osc777 => 777,
    };
    let next = if is_in_tmux {
        "in tmux: `set -g allow-passthrough on`"
    } else {
        "where none comes, allow them in its settings"
    };
    let by = if channel == Channel::Auto { "" } else { ", as `remind.terminal` says" };
    format!("the bell, and words by the terminal (OSC {number}{by}); {next}")
}

/// A variable of the environment, if it is set to something.
#[must_use]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// One bell, if it is wanted or all there is, and the words.
pub fn ring(way: Way, bell: bool, words: &str) -> Vec<u8> {
    // A semicolon parts the fields of a sequence.
    let words = safe::clean(words).replace(';', ",");
    let words = safe::cut(&words, MOST_COLUMNS, "…");
    let sequence = match way.sequence {
        Sequence::Off => return Vec::new(),
        Sequence::None => return vec![7],
        Sequence::Osc9 => format!("\x1b]9;{words}{END}"),
        Sequence::Osc99 => format!("\x1b]99;;{words}{END}"),
        Sequence::Osc777 => format!("\x1b]777;notify;goaltree;{words}{END}"),
    };
    let sequence = if way.is_in_tmux {
        format!("\x1bPtmux;{}{END}", sequence.replace('\x1b', "\x1b\x1b"))
    } else {
        sequence
    };
    let bell = if bell { "\x07" } else { "" };
    format!("{bell}{sequence}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rung(environment: &[(&str, &str)], words: &str) -> String {
        let variable = |name: &str| {
            environment.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
        };
        String::from_utf8(ring(Way::of(Channel::Auto, &variable), true, words)).unwrap()
    }

    #[test]
    fn each_terminal_is_told_in_its_own_way() {
        let tmux = ("TMUX", "/tmp/tmux-1000/default,1,0");
        for (environment, wanted) in [
            (vec![("TERM", "xterm-256color")], "\x07\x1b]9;Time: Tea\x1b\\"),
            (vec![("TERM", "xterm-kitty")], "\x07\x1b]99;;Time: Tea\x1b\\"),
            (vec![("TERM", "screen"), ("KITTY_WINDOW_ID", "1")], "\x07\x1b]99;;Time: Tea\x1b\\"),
            (vec![("TERM", "xterm-ghostty")], "\x07\x1b]777;notify;goaltree;Time: Tea\x1b\\"),
            (
                vec![("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")],
                "\x07\x1b]777;notify;goaltree;Time: Tea\x1b\\",
            ),
            (vec![("TERM", "foot-extra")], "\x07\x1b]777;notify;goaltree;Time: Tea\x1b\\"),
            (vec![("TERM", "konsole-256color")], "\x07\x1b]777;notify;goaltree;Time: Tea\x1b\\"),
            (vec![("TERM", "contour")], "\x07\x1b]777;notify;goaltree;Time: Tea\x1b\\"),
            (vec![("TERM", "rxvt-unicode")], "\x07\x1b]777;notify;goaltree;Time: Tea\x1b\\"),
            (vec![("TERM", "xterm"), ("LC_TERMINAL", "iTerm2")], "\x07\x1b]9;Time: Tea\x1b\\"),
            (vec![("TERM", "tmux-256color"), tmux], "\x07\x1bPtmux;\x1b\x1b]9;Time: Tea\x1b\x1b\\\x1b\\"),
            (
                vec![("TERM", "tmux"), ("KITTY_WINDOW_ID", "1"), tmux],
                "\x07\x1bPtmux;\x1b\x1b]99;;Time: Tea\x1b\x1b\\\x1b\\",
            ),
            (vec![("TERM", "linux")], "\x07"),
            (vec![("TERM", "dumb"), tmux], "\x07"),
            (vec![], "\x07"),
        ] {
            assert_eq!(rung(&environment, "Time: Tea"), wanted, "{environment:?}");
        }
    }

    #[test]
    fn a_setting_counts_more_than_the_terminal() {
        for (name, wanted, said) in [
            ("auto", "\x1b]777;notify;goaltree;Tea\x1b\\", "the bell, and words by the terminal (OSC 777);"),
            (
                "9",
                "\x1b]9;Tea\x1b\\",
                "the bell, and words by the terminal (OSC 9, as `remind.terminal` says);",
            ),
            ("99", "\x1b]99;;Tea\x1b\\", "the bell, and words by the terminal (OSC 99, as"),
            ("777", "\x1b]777;notify;goaltree;Tea\x1b\\", "the bell, and words by the terminal (OSC 777, as"),
            ("bell", "\x07", "the bell alone, as"),
            ("off", "", "off, as"),
        ] {
            let channel = Channel::named(name).unwrap();
            let foot = |name: &str| (name == "TERM").then(|| "foot".to_owned());
            let rung = ring(Way::of(channel, &foot), false, "Tea");
            assert_eq!(String::from_utf8(rung).unwrap(), wanted, "{name}");
            assert!(say(channel, &foot).starts_with(said), "{name}: {}", say(channel, &foot));
        }
        assert_eq!(Channel::named("osc"), None);
    }

    #[test]
    fn the_way_is_told_with_the_next_step() {
        let tmux = ("TMUX", "/tmp/tmux-1000/default,1,0");
        for (environment, parts) in [
            (vec![("TERM", "xterm-256color")], ["OSC 9)", "allow them in its settings"]),
            (vec![("TERM", "xterm-kitty")], ["OSC 99)", "allow them in its settings"]),
            (vec![("TERM", "foot"), tmux], ["OSC 777)", "allow-passthrough"]),
            (vec![("TERM", "linux")], ["the bell alone", "kitty"]),
        ] {
            let variable = |name: &str| {
                environment.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
            };
            let said = say(Channel::Auto, &variable);
            assert!(parts.iter().all(|part| said.contains(part)), "{environment:?}: {said}");
        }
    }

    #[test]
    fn words_are_short_and_cannot_act() {
        let told = rung(&[("TERM", "xterm")], "a\x1b\\b\x07c;d\u{9b}e\u{202e}f");
        let inside = told.strip_prefix("\x07\x1b]9;").and_then(|rest| rest.strip_suffix(END)).unwrap();
        assert!(!inside.contains(['\x1b', '\x07', '\u{9b}', '\u{202e}', ';']), "{inside:?}");
        assert!(safe::width(&rung(&[("TERM", "foot")], &"long ".repeat(100))) < 160);
    }
}
