//! The targets of `tests/fuzz` on samples that chance has changed: a minute of that fuzzing in every `cargo test`.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::config;
use crate::targets;

/// What the readers know, and what they stumble over.
const PIECES: &[&str] = &[
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "\r\n",
    "\t",
    "    ",
    "\0",
    "\u{1b}",
    "\u{9b}",
    "\u{202e}",
    "\u{feff}",
    "\u{301}",
    "\u{200d}",
    "\u{fe0f}",
    "日",
    "|",
    "- [x] ",
    "1. ",
    "# ",
    "// ",
    "~5m",
    "x10",
    "+1d",
    "*every day",
    "!!",
    "^^",
    "@@",
    "$",
    "=>",
    "\\~",
    "null",
    "-1",
    "1e999",
    "4294967296",
    "\"id\":",
    "\"parent\":",
    "\"title\":",
    "\"after\":",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"nodes\":[",
    "\"days\":[",
    "\"sum\":\"",
];

/// Samples of what each target reads.
fn samples(target: &str) -> &'static [&'static str] {
    match target {
        "state_file" => &[
            include_str!("../../samples/1-full.json"),
            include_str!("../../samples/1-days.json"),
            include_str!("../../samples/1-hostile.json"),
            include_str!("../../samples/1-left-by-a-merge.json"),
            include_str!("../../samples/1-typed-by-hand.json"),
            include_str!("../../samples/1-unknown-fields.json"),
        ],
        "journal" => &[include_str!("../../fuzz/seeds/journal.jsonl")],
        "config" => &[include_str!("../../fuzz/seeds/config.toml")],
        "template" | "import" | "line" => &[
            include_str!("../../../assets/templates/hand-over.outline"),
            include_str!("../../../assets/templates/website.outline"),
            include_str!("../../../assets/templates/zoom-out.outline"),
        ],
        _ => &["0123456789abcdefghijklmnopqrstuvwxyz"],
    }
}

/// One change of a text.
#[derive(Debug, Clone)]
enum Spoil {
    Put(Index, Index),
    Flip(Index, u8),
    Cut(Index, u8),
    Repeat(Index, Index, u8),
}

fn spoils() -> impl Strategy<Value = Spoil> {
    let at = any::<Index>;
    prop_oneof![
        4 => (at(), at()).prop_map(|(place, piece)| Spoil::Put(place, piece)),
        2 => (at(), any::<u8>()).prop_map(|(place, byte)| Spoil::Flip(place, byte)),
        2 => (at(), any::<u8>()).prop_map(|(place, count)| Spoil::Cut(place, count)),
        2 => (at(), at(), any::<u8>()).prop_map(|(from, to, count)| Spoil::Repeat(from, to, count)),
    ]
}

impl Spoil {
    fn act(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let end = |at: usize, count: u8| (at + usize::from(count)).min(bytes.len());
        match self {
            Self::Put(place, piece) => {
                let at = place.index(bytes.len());
                bytes.splice(at..at, piece.get(PIECES).bytes());
            }
            Self::Flip(place, byte) => *place.get_mut(bytes) ^= byte,
            Self::Cut(place, count) => {
                let at = place.index(bytes.len());
                bytes.drain(at..end(at, *count));
            }
            Self::Repeat(from, to, count) => {
                let at = from.index(bytes.len());
                let piece = bytes[at..end(at, *count)].to_vec();
                let to = to.index(bytes.len());
                bytes.splice(to..to, piece);
            }
        }
    }
}

/// A part of a sample, so that the changes meet, spoiled.
fn spoiled(target: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let sample = proptest::sample::select(samples(target));
    (sample, any::<Index>(), any::<bool>(), vec(spoils(), 0..12)).prop_map(
        |(sample, start, whole, spoils)| {
            let start = if whole { 0 } else { start.index(sample.len()) };
            let mut bytes = sample.as_bytes()[start..].to_vec();
            bytes.truncate(4_096);
            spoils.iter().for_each(|spoil| spoil.act(&mut bytes));
            bytes
        },
    )
}

fn spoil_all(target: &'static str, cases: u32) {
    let run = targets::ALL.iter().find(|row| row.0 == target).expect("a target").1;
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases, ..config() });
    let told = runner.run(&spoiled(target), |bytes| {
        run(&bytes);
        Ok(())
    });
    if let Err(proptest::test_runner::TestError::Fail(why, bytes)) = told {
        panic!("{target}: {why}\n{:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn no_state_file_breaks_its_reader() {
    spoil_all("state_file", 300);
}

#[test]
fn no_journal_breaks_its_reader() {
    spoil_all("journal", 300);
}

#[test]
fn no_line_breaks_its_reader() {
    spoil_all("line", 300);
}

#[test]
fn no_list_breaks_its_reader() {
    spoil_all("import", 300);
}

#[test]
fn no_settings_break_their_reader() {
    spoil_all("config", 300);
}

#[test]
fn no_template_breaks_its_reader() {
    spoil_all("template", 300);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..config() })]

    #[test]
    fn no_two_sides_break_the_merge(bytes in vec(any::<u8>(), 0..240)) {
        targets::merging(&bytes);
    }

    #[test]
    fn no_text_gets_through_uncleaned(text in "(.|[\u{0}-\u{20}\u{300}-\u{310}\u{200b}-\u{206f}\u{fe0f}\u{1f468}\u{e0020}]){0,40}") {
        targets::shown(text.as_bytes());
    }
}

/// What ten minutes of fuzzing found: tags stood in the order of what they were, and came back in that of what was
/// printed.
#[test]
fn what_was_found_stays_mended() {
    targets::import("- [ ] Outline ~20m #wr\u{19}\u{0}ite #write\n".as_bytes());
}
