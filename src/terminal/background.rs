//! Whether the terminal is dark or light: told by a setting, or asked without waiting for the answer.
//!
//! The question goes out with the first frame; the answer comes back among the keys, at once, late over a slow line,
//! or never. It is picked out of the keys whenever it comes, so that no answer is ever typed into anything.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use crate::view::Background;

/// The question: which colour has the background?
pub const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";
/// Keys of one answer come without a pause; a person's do not.
const LONGEST_PAUSE: Duration = Duration::from_millis(100);
/// The longest answer.
const LONGEST_ANSWER: usize = 64;

/// Which theme is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// The one that fits the terminal.
    #[default]
    Auto,
    /// Light text on dark ground.
    Dark,
    /// Dark text on light ground.
    Light,
}

impl ThemeChoice {
    /// The background to draw for, if a setting or the environment tells; else the terminal is to be asked.
    #[must_use]
    pub fn told(self) -> Option<Background> {
        match self {
            Self::Dark => Some(Background::Dark),
            Self::Light => Some(Background::Light),
            Self::Auto => from_environment(),
        }
    }
}

/// `COLORFGBG` as some terminals set it: the last number is the background's. A bare console is dark.
fn from_environment() -> Option<Background> {
    if matches!(std::env::var("TERM").as_deref(), Ok("linux" | "dumb")) {
        return Some(Background::Dark);
    }
    let setting = std::env::var("COLORFGBG").ok()?;
    let ground: u8 = setting.rsplit(';').next()?.parse().ok()?;
    Some(if matches!(ground, 7 | 9..=15) { Background::Light } else { Background::Dark })
}

/// What the keys turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nothing yet, or part of an answer.
    Nothing,
    /// The terminal's answer.
    Answer(Background),
    /// Keys, to be taken as such.
    Events(Vec<Event>),
}

/// Picks answers of the terminal (`ESC ] 11 ; rgb:... ESC \`) out of what crossterm takes for keys.
#[derive(Debug, Default)]
pub struct Answers {
    held: Vec<Event>,
    text: String,
    last: Option<Instant>,
}

impl Answers {
    /// Takes one event that came at `now`.
    pub fn hear(&mut self, event: Event, now: Instant) -> Heard {
        let paused = self.last.replace(now).is_some_and(|last| now.duration_since(last) > LONGEST_PAUSE);
        let Event::Key(KeyEvent { code: KeyCode::Char(character), modifiers, .. }) = &event else {
            return self.release(event);
        };
        let (character, alt) = (*character, modifiers.contains(KeyModifiers::ALT));
        if self.held.is_empty() {
            if (character, alt) != (']', true) {
                return Heard::Events(vec![event]);
            }
            self.held.push(event);
            return Heard::Nothing;
        }
        let ends = (character, alt) == ('\\', true) || modifiers.contains(KeyModifiers::CONTROL);
        if ends && !self.text.is_empty() && !paused {
            self.held.clear();
            let text = std::mem::take(&mut self.text);
            return brightness(&text).map_or(Heard::Nothing, Heard::Answer);
        }
        let begins_like_one = !self.text.is_empty() || character.is_ascii_digit();
        if paused || alt || !begins_like_one || self.held.len() >= LONGEST_ANSWER {
            return self.release(event);
        }
        self.text.push(character);
        self.held.push(event);
        Heard::Nothing
    }

    /// They were keys after all.
    fn release(&mut self, event: Event) -> Heard {
        self.text.clear();
        let mut events = std::mem::take(&mut self.held);
        events.push(event);
        Heard::Events(events)
    }
}

/// Reads `11;rgb:1e1e/1e1e/2e2e`: light if the mean of the channels weighted for the eye is above the middle
/// (ITU-R BT.601).
fn brightness(answer: &str) -> Option<Background> {
    let channels = answer.strip_prefix("11;rgb:")?;
    let mut parts = channels.split('/').map(|part| {
        let most = 16_u32.pow(u32::try_from(part.len()).ok().filter(|length| (1..=4).contains(length))?) - 1;
        Some(1_000 * u32::from_str_radix(part, 16).ok()? / most)
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    let light = 299 * red + 587 * green + 114 * blue > 500_000;
    Some(if light { Background::Light } else { Background::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut alt = KeyModifiers::NONE;
        for character in text.chars() {
            if character == '\x1b' {
                alt = KeyModifiers::ALT;
                continue;
            }
            events.push(Event::Key(KeyEvent::new(KeyCode::Char(character), alt)));
            alt = KeyModifiers::NONE;
        }
        events
    }

    fn hear(text: &str) -> (usize, Option<Background>) {
        let (mut answers, now) = (Answers::default(), Instant::now());
        let (mut count, mut found) = (0, None);
        for event in keys(text) {
            match answers.hear(event, now) {
                Heard::Nothing => {}
                Heard::Answer(background) => found = Some(background),
                Heard::Events(events) => count += events.len(),
            }
        }
        (count, found)
    }

    #[test]
    fn answers_are_picked_out_and_keys_go_through() {
        assert_eq!(hear("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\ab"), (2, Some(Background::Dark)));
        assert_eq!(hear("a\x1b]11;rgb:ff/ff/f0\x1b\\"), (1, Some(Background::Light)));
        assert_eq!(hear("\x1b]10;rgb:cdcd/d6d6/f4f4\x1b\\x"), (1, None));
        assert_eq!(hear("\x1b]x\x1b\\"), (3, None));
        assert_eq!(hear("hello"), (5, None));
    }
}
