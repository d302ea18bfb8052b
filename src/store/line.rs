//! The lines of the journal: pure text. Each ends in a checksum of itself, so that a torn one is known.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

use serde::Deserialize;
use serde_json::value::RawValue;
use xxhash_rust::xxh3::xxh3_64;

use super::atomic::FileId;
use crate::model::{Change, Stamp};
use crate::text::json::print_text;
use crate::text::{change, when};

/// The version of the journal that this program writes.
const VERSION: u64 = 1;
/// `,"sum":"0123456789abcdef"}`
const SEAL: usize = 26;

/// The first line: what the journal continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Stays the same from journal to journal as long as their numbers go on; a journal that was begun without the one
    /// before it has another.
    pub life: u64,
    /// The state file that it continues; none if there was no file.
    pub file: Option<FileId>,
    /// The number of the last change that this file contains.
    pub n: u64,
}

impl Head {
    pub fn print(&self) -> Vec<u8> {
        let file = self.file.map_or("null".to_owned(), print_id);
        seal(format!(
            "{{\"goaltree-journal\":{VERSION},\"life\":\"{:016x}\",\"file\":{file},\"n\":{}",
            self.life, self.n
        ))
    }
}

/// A change line.
pub(super) fn print_change(n: u64, at: Stamp, change: &Change) -> Vec<u8> {
    seal(format!("{{\"n\":{n},\"at\":\"{}\",\"change\":{}", when::print_stamp(at), change::print(change)))
}

/// The line that says which file is about to appear, and the last change that it contains.
pub(super) fn print_mark(file: FileId, n: u64) -> Vec<u8> {
    seal(format!("{{\"checkpoint\":{},\"n\":{n}", print_id(file)))
}

/// Half-typed text; none ends it.
pub(super) fn print_draft(slot: &str, text: Option<&str>) -> Vec<u8> {
    let mut body = b"{\"draft\":".to_vec();
    print_text(&mut body, slot);
    body.extend_from_slice(b",\"text\":");
    match text {
        Some(text) => print_text(&mut body, text),
        None => body.extend_from_slice(b"null"),
    }
    seal_bytes(body)
}

fn print_id(file: FileId) -> String {
    format!("{{\"len\":{},\"sum\":\"{:016x}\"}}", file.len, file.sum)
}

fn seal(body: String) -> Vec<u8> {
    seal_bytes(body.into_bytes())
}

fn seal_bytes(mut body: Vec<u8>) -> Vec<u8> {
    let sum = xxh3_64(&body);
    body.extend_from_slice(format!(",\"sum\":\"{sum:016x}\"}}\n").as_bytes());
    body
}

/// Whether the line is as it was written.
fn is_whole(line: &[u8]) -> bool {
    let Some(at) = line.len().checked_sub(SEAL) else { return false };
    let (body, seal) = line.split_at(at);
    seal == format!(",\"sum\":\"{:016x}\"}}", xxh3_64(body)).as_bytes()
}

/// Whether the line ends as whole ones do, but for one byte, or one more: a bit may have flipped there, or in its end.
fn is_sealed(line: &[u8]) -> bool {
    let like_seal = |end: &[u8]| {
        let is = b",\"sum\":\"0000000000000000\"}";
        let frame = (0..8).chain(SEAL - 2..SEAL);
        frame.filter(|at| end.get(*at) != is.get(*at)).count() <= 1
    };
    [SEAL, SEAL + 1].iter().any(|length| line.len() > *length && like_seal(&line[line.len() - length..]))
}

#[derive(Deserialize)]
struct Raw<'a> {
    #[serde(rename = "goaltree-journal")]
    version: Option<u64>,
    #[serde(borrow)]
    life: Option<Cow<'a, str>>,
    file: Option<RawId>,
    n: Option<u64>,
    #[serde(borrow)]
    change: Option<&'a RawValue>,
    checkpoint: Option<RawId>,
    draft: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct RawId {
    len: u64,
    sum: String,
}

impl RawId {
    fn id(&self) -> Option<FileId> {
        Some(FileId { len: self.len, sum: u64::from_str_radix(&self.sum, 16).ok()? })
    }
}

/// A change line as it stands in the journal.
#[derive(Debug, Clone)]
pub(super) struct Numbered {
    pub n: u64,
    pub change: Change,
    /// With its end.
    pub line: Box<[u8]>,
}

/// What stands in a journal, as far as it could be read.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    pub head: Option<Head>,
    /// One number after the other. The first may be in the file already.
    pub changes: VecDeque<Numbered>,
    /// The files that checkpoints were about to write.
    pub marks: Vec<(FileId, u64)>,
    pub drafts: BTreeMap<String, String>,
    /// Where the next line goes.
    pub tail: u64,
    /// Behind the remains of a torn line, which the next line overwrites.
    pub dirt: u64,
    /// Something that is not the journal's stands in the middle; what comes behind it was not read.
    pub damaged: bool,
    /// Whole, but of a newer program.
    pub newer: bool,
}

impl Page {
    /// Reads a whole journal.
    pub fn read(bytes: &[u8]) -> Self {
        let mut page = Self::default();
        page.go_on(bytes);
        page
    }

    /// Reads what stands behind what was read before.
    pub fn go_on(&mut self, bytes: &[u8]) {
        let start = self.tail;
        let mut rest = bytes;
        self.dirt = self.dirt.max(start);
        while !rest.is_empty() {
            // Most of a journal is room for what is to come.
            let blank = rest.iter().position(|byte| *byte != b'\n').unwrap_or(rest.len());
            if blank > 0 {
                rest = &rest[blank..];
                continue;
            }
            let length = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
            let (line, behind) = rest.split_at(length);
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            rest = behind;
            if text.iter().all(|byte| *byte == 0) {
                continue;
            }
            let end = start + (bytes.len() - behind.len()) as u64;
            // Without its end, the line was cut, even if only the end is missing.
            let whole = line.len() > text.len() && is_whole(text);
            if whole && self.take(text) {
                self.tail = end;
            } else {
                self.dirt = end;
                // A torn line has no seal. One that has, and does not fit it, was whole once: somebody may have seen
                // what it says.
                let was_whole = line.len() > text.len() && is_sealed(text);
                let goes_on = || behind.iter().any(|byte| !matches!(byte, b'\n' | 0));
                self.damaged |= !self.newer && (self.head.is_none() || whole || was_whole || goes_on());
                return;
            }
        }
    }

    /// Takes in a whole line, if it is the next.
    fn take(&mut self, text: &[u8]) -> bool {
        let line = std::str::from_utf8(text).ok().and_then(|text| serde_json::from_str::<Raw<'_>>(text).ok());
        let taken = line.is_some_and(|raw| self.take_raw(raw, text));
        // It is whole, and means nothing to this program, although it begins well.
        self.newer |= !taken && !self.damaged && self.head.is_some();
        taken
    }

    fn take_raw(&mut self, raw: Raw<'_>, text: &[u8]) -> bool {
        match raw {
            Raw { version: Some(version), life, file, n, .. } => {
                self.newer = version > VERSION;
                if self.newer || self.head.is_some() {
                    return false;
                }
                let life = life.and_then(|life| u64::from_str_radix(&life, 16).ok()).unwrap_or_default();
                self.head = Some(Head { life, file: file.and_then(|id| id.id()), n: n.unwrap_or_default() });
                true
            }
            Raw { change: Some(json), n: Some(n), .. } => {
                let Some(head) = self.head else { return false };
                self.damaged |= !self.changes.back().map_or(n <= head.n + 1, |last| n == last.n + 1);
                let Some(change) = change::parse(json.get()).ok() else { return false };
                if self.damaged {
                    return false;
                }
                self.changes.push_back(Numbered { n, change, line: [text, b"\n"].concat().into() });
                true
            }
            Raw { checkpoint: Some(id), n: Some(n), .. } => {
                self.marks.extend(id.id().map(|id| (id, n)));
                true
            }
            Raw { draft: Some(slot), text, .. } => {
                match text {
                    Some(text) => self.drafts.insert(slot, text),
                    None => self.drafts.remove(&slot),
                };
                true
            }
            _ => false,
        }
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        self.head.is_none() && self.dirt == 0
    }

    /// The number of the last change.
    pub fn number(&self) -> u64 {
        let start = self.head.map_or(0, |head| head.n);
        self.changes.back().map_or(start, |last| last.n.max(start))
    }

    /// The changes behind number `n`.
    pub fn after(&self, n: u64) -> impl Iterator<Item = &Numbered> {
        self.changes.iter().filter(move |change| change.n > n)
    }
}
