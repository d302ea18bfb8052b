//! What may reach a terminal, and how many columns it takes there.
//!
//! Text is stored as it came and made harmless where it is shown: control characters and whatever turns or hides text
//! become visible marks, so that no file can act on a terminal or pretend to be another.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Most combining marks on one character.
const MOST_MARKS: usize = 8;
/// Stands for a character that must not be shown.
const MARK: char = '\u{FFFD}';

/// The text with everything replaced that could act on a terminal or deceive a reader. Line ends become blanks.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    if !text.chars().any(is_harmful) && !has_flood(text) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        // One that is several line ends or blanks is one blank; CR LF is one grapheme.
        if grapheme.chars().all(|character| matches!(character, '\n' | '\r' | '\t')) {
            cleaned.push(' ');
            continue;
        }
        let kept = grapheme.chars().take(1 + MOST_MARKS);
        cleaned
            .extend(kept.map(|character| if is_harmful(character) { visible(character) } else { character }));
    }
    Cow::Owned(cleaned)
}

/// The text as it is, but for control characters other than tabs: what goes into other programs' files.
#[must_use]
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let is_control = |character: char| character.is_control() && character != '\t';
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|character| match character {
        // What parts words goes on parting them.
        _ if is_control(character) && character.is_whitespace() => ' ',
        _ if is_control(character) => visible(character),
        _ => character,
    });
    Cow::Owned(replaced.collect())
}

fn has_flood(text: &str) -> bool {
    text.graphemes(true).any(|grapheme| grapheme.chars().nth(1 + MOST_MARKS).is_some())
}

fn is_harmful(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// The control pictures for C0 and DEL, else one mark for all.
fn visible(character: char) -> char {
    match character {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(MARK),
        '\u{7f}' => '\u{2421}',
        _ => MARK,
    }
}

/// Columns that cleaned text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(columns_of).sum() }
}

/// Columns of one grapheme, as ratatui counts them: it gives each halfwidth sound mark one more. To count otherwise
/// would lose the end of what is drawn.
fn columns_of(grapheme: &str) -> usize {
    let marks = grapheme.chars().filter(|character| matches!(character, '\u{ff9e}' | '\u{ff9f}')).count();
    grapheme.width() + marks
}

/// As much of cleaned text as fits into `columns`, with `ellipsis` at its end if something is missing.
#[must_use]
pub fn cut<'t>(text: &'t str, columns: usize, ellipsis: &str) -> Cow<'t, str> {
    // A megabyte of title is not measured for the sake of a row.
    let long = text.len() > 16 * columns.max(16);
    if !long && width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let room = columns.saturating_sub(width(ellipsis));
    let end = fitting(text, room);
    let ellipsis = if columns >= width(ellipsis) { ellipsis } else { "" };
    Cow::Owned(format!("{}{ellipsis}", &text[..end]))
}

/// How many bytes of cleaned text fit into `columns`.
#[must_use]
pub fn fitting(text: &str, columns: usize) -> usize {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += columns_of(grapheme);
        if used > columns {
            return at;
        }
    }
    text.len()
}

/// At most `bytes` of a text, cut between characters: for cleaning no more of a monster than will be shown.
#[must_use]
pub fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// The text in lines of at most `columns`, broken at blanks where there are some. Without columns there are no lines.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if columns == 0 {
        return lines;
    }
    for paragraph in text.lines() {
        let cleaned = clean(paragraph);
        let mut line = String::new();
        for word in cleaned.split(' ') {
            let mut word = word;
            let blank = usize::from(!line.is_empty());
            if width(&line) + blank + width(word) <= columns {
                if blank == 1 {
                    line.push(' ');
                }
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            while width(word) > columns {
                let end = fitting(word, columns);
                // A character that no line has room for leaves a mark.
                let wide = word.graphemes(true).next().filter(|_| end == 0).map_or(0, str::len);
                lines.push(if wide == 0 { word[..end].to_owned() } else { MARK.to_string() });
                word = &word[end + wide..];
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_gets_through() {
        assert_eq!(clean("plain"), "plain");
        assert_eq!(clean("Graça 日本 👩‍👩‍👧"), "Graça 日本 👩‍👩‍👧");
        assert_eq!(clean("a\u{1b}[2Jb\tc\r\nd"), "a␛[2Jb c d");
        assert_eq!(clean("\u{9b}31m \u{202e}abc"), "\u{fffd}31m \u{fffd}abc");
        assert_eq!(clean(&format!("e{}", "\u{301}".repeat(50))).chars().count(), 9);
    }

    #[test]
    fn files_of_others_get_all_but_control_characters() {
        assert_eq!(without_controls("a\tb \u{202e}\u{200f}日"), "a\tb \u{202e}\u{200f}日");
        assert_eq!(without_controls("a\u{1b}[2J\u{7f}\u{9b}\nb\u{85}c"), "a␛[2J\u{2421}\u{fffd} b c");
    }

    #[test]
    fn cutting_keeps_whole_characters_and_columns() {
        assert_eq!(cut("日本語", 5, "…"), "日本…");
        assert_eq!(cut("日本語", 6, "…"), "日本語");
        assert_eq!(cut("日本語", 4, "…"), "日…");
        assert_eq!(cut("abc", 0, "…"), "");
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        let family = "\u{1100}\u{1161}\u{1100}\u{1161}";
        for columns in 0..9 {
            for text in ["日本語 a日", "👩‍👩‍👧👩‍👩‍👧", family, "ｶﾞｷﾞ ｶﾞ", "e\u{301}日", &"\u{1100}".repeat(9)]
            {
                for line in wrap(text, columns) {
                    assert!(width(&line) <= columns, "{text} in {columns}: {line:?}");
                }
            }
        }
        assert_eq!(wrap("a日本 b", 1), ["a", "\u{fffd}", "\u{fffd}", "b"]);
        let widths = (width("ｶﾞ"), width("ﾞ"), width("か\u{3099}"));
        assert_eq!(widths, (3, 2, 2), "as wide as they are drawn");
        assert_eq!(cut("ｶﾞｷﾞ", 5, "…"), "ｶﾞ…");
    }
}
