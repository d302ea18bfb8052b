//! Reading the text: what is known is taken, what is not is told with its line.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::keys::{KEYS, Row};
use super::nearest::nearest;
use super::{Config, Problem};

/// So many broken lines are told; a text with more of them is none of ours.
const MOST_BROKEN: usize = 100;

/// What a text says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    /// What holds: the defaults, and what the text sets.
    pub config: Config,
    /// What in the text cannot be used, from its top.
    pub problems: Vec<Problem>,
    /// The values that the text sets, as they are written there, by their places in [`KEYS`].
    written: BTreeMap<usize, String>,
}

impl Read {
    /// What is to be told instead of a text that cannot be read at all.
    #[must_use]
    pub fn unreadable(what: String) -> Self {
        Self { problems: vec![Problem { line: 0, what }], ..Self::default() }
    }

    /// Every key with what it means and its value, as a text that says the same.
    #[must_use]
    pub fn print(&self) -> String {
        let mut text = String::new();
        let mut section = "";
        for (at, row) in KEYS.iter().enumerate() {
            if row.section != section {
                section = row.section;
                text.push_str(&format!("\n[{section}]\n"));
            }
            let value = self.written.get(&at).map_or(row.default, String::as_str);
            text.push_str(&format!("# {} (default: {})\n{} = {value}\n", row.means, row.default, row.name));
        }
        text
    }
}

/// Reads the text of `config.toml`. Whatever is wrong with it, the rest holds.
#[must_use]
pub fn read(text: &str) -> Read {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (text, broken) = without_broken_lines(text);
    // What is left to recover from are texts that are broken all over.
    let (table, _) = DeTable::parse_recoverable(&text);
    let mut reader = Reader { text: &text, read: Read { problems: broken, ..Read::default() } };
    reader.table("", table.get_ref());
    let mut read = reader.read;
    read.problems.sort_by_key(|problem| problem.line);
    read
}

/// The text with blanks in place of the lines that are no TOML, and what is wrong with those.
fn without_broken_lines(text: &str) -> (String, Vec<Problem>) {
    let (mut text, mut problems) = (text.to_owned(), Vec::new());
    while problems.len() < MOST_BROKEN {
        let Err(error) = DeTable::parse(&text) else { break };
        let place = error.span().map_or(text.len(), |span| span.start);
        let Some((start, end)) = line_before(&text, place) else { break };
        let what = error.message().lines().collect::<Vec<_>>().join(" ");
        problems.push(Problem { line: line_number(&text, start), what });
        // Keys below a broken section must not fall to the section above it.
        let is_header = text[start..end].trim_start().starts_with('[');
        let end = if is_header { text[end..].find("\n[").map_or(text.len(), |at| end + at) } else { end };
        text.replace_range(start..end, &blanks(&text[start..end]));
    }
    (text, problems)
}

/// Where the line at `place` begins and ends, or the nearest one above it in which something stands.
fn line_before(text: &str, place: usize) -> Option<(usize, usize)> {
    let place = (0..=place.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let end = text[place..].find('\n').map_or(text.len(), |at| place + at);
    let end = text[..end].trim_end().len();
    (end > 0).then(|| (text[..end].rfind('\n').map_or(0, |at| at + 1), end))
}

/// As many bytes, with the line ends where they were.
fn blanks(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

fn line_number(text: &str, place: usize) -> usize {
    let before = text.as_bytes().get(..place).unwrap_or(text.as_bytes());
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

struct Reader<'t> {
    text: &'t str,
    read: Read,
}

impl Reader<'_> {
    fn tell(&mut self, line: usize, what: String) {
        self.read.problems.push(Problem { line, what });
    }

    fn table(&mut self, section: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let line = line_number(self.text, name.span().start);
            let name: &str = name.get_ref();
            let is_section =
                section.is_empty() && KEYS.iter().any(|row| row.section == name && !name.is_empty());
            let known = KEYS.iter().position(|row| row.section == section && row.name == name);
            match (known, value.get_ref()) {
                (Some(at), _) => self.value(at, line, value),
                (None, DeValue::Table(inner)) if is_section => self.table(name, inner),
                (None, _) if is_section => {
                    self.tell(line, format!("`{name}` is a section; write [{name}] and its keys below"));
                }
                (None, DeValue::Table(_)) if section.is_empty() => self.tell(line, unknown_section(name)),
                (None, _) => self.tell(line, unknown_key(section, name)),
            }
        }
    }

    fn value(&mut self, at: usize, line: usize, value: &Spanned<DeValue<'_>>) {
        let row = &KEYS[at];
        // A value may be taken in half: it is tried on a copy.
        let mut config = self.read.config.clone();
        match (row.take)(&mut config, value.get_ref()) {
            Some(()) => {
                self.read.config = config;
                let written = match value.get_ref() {
                    DeValue::Array(array) => inline(self.text, array),
                    _ => None,
                };
                let written = written.or_else(|| self.text.get(value.span()).map(str::to_owned));
                self.read.written.insert(at, written.unwrap_or_else(|| row.default.to_owned()));
            }
            None => self.tell(line, format!("`{}` is to be {}", row.name, row.wants)),
        }
    }
}

/// Tables of one name as one value: `[{ name = "A" }]`; nothing if there are none.
fn inline(text: &str, array: &DeArray<'_>) -> Option<String> {
    let table = |one: &Spanned<DeValue<'_>>| {
        let entry = |(name, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
            Some(format!("{} = {}", text.get(name.span())?, text.get(value.span())?))
        };
        let entries: Option<Vec<String>> = one.get_ref().as_table()?.iter().map(entry).collect();
        Some(format!("{{ {} }}", entries?.join(", ")))
    };
    let tables: Option<Vec<String>> = array.iter().map(table).collect();
    tables.filter(|tables| !tables.is_empty()).map(|tables| format!("[{}]", tables.join(", ")))
}

fn unknown_section(name: &str) -> String {
    let sections = KEYS.iter().map(|row| row.section).filter(|section| !section.is_empty());
    let meant = nearest(name, sections).map_or_else(String::new, |near| format!("; did you mean [{near}]?"));
    format!("no section is called [{name}]{meant}")
}

fn unknown_key(section: &str, name: &str) -> String {
    let here = |row: &&Row| row.section == section;
    if let Some(near) = nearest(name, KEYS.iter().filter(here).map(|row| row.name)) {
        return format!("no key is called `{name}`; did you mean `{near}`?");
    }
    match KEYS.iter().find(|row| row.name == name).map(|row| row.section) {
        Some("") => format!("`{name}` belongs above the first section"),
        Some(other) => format!("`{name}` belongs into the section [{other}]"),
        None => format!("no key is called `{name}`"),
    }
}

#[cfg(test)]
mod tests;
