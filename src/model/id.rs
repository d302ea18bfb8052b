//! Names of nodes: small, copyable, readable, and never reused.

use std::fmt;
use std::num::NonZeroU128;

use xxhash_rust::xxh3::xxh3_128;

/// Digits and letters without those that look alike (no `i`, `l`, `o`, `u`).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Length of a fresh id: 50 random bits.
const FRESH_LENGTH: usize = 10;
/// Longest id that is kept as it is written.
pub const LONGEST: usize = 16;

/// The name of a node, for as long as it lives.
///
/// Up to sixteen printable ASCII characters, packed into one integer, so that it is copied and compared like a
/// number. A longer or odder name from somebody else's file is replaced by one derived from it, always the same, so
/// that references to it stay true.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(NonZeroU128);

impl NodeId {
    /// What no node is called: it holds a blank, and what is read from a file never does. For a row that is no node.
    pub const NO_NODE: Self = match NonZeroU128::new(u128::from_be_bytes(*b"no node\0\0\0\0\0\0\0\0\0")) {
        Some(bits) => Self(bits),
        None => Self(NonZeroU128::MIN),
    };

    /// The id written as `text`, or the one derived from it where it cannot be kept as written.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::verbatim(text).unwrap_or_else(|| Self::derived(text.as_bytes(), LONGEST))
    }

    /// The id written as `text`, if it is one to sixteen printable ASCII characters without blanks.
    #[must_use]
    pub fn verbatim(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() > LONGEST || !bytes.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        Self::pack(bytes)
    }

    /// Another id for the `nth` node that claims `self`.
    #[must_use]
    pub fn doubled(self, nth: u32) -> Self {
        Self::derived(format!("{self} {nth}").as_bytes(), FRESH_LENGTH)
    }

    fn derived(bytes: &[u8], length: usize) -> Self {
        Self::spell(xxh3_128(bytes), length)
    }

    fn spell(mut bits: u128, length: usize) -> Self {
        let mut text = [0_u8; LONGEST];
        for byte in &mut text[..length] {
            *byte = ALPHABET[(bits & 31) as usize];
            bits >>= 5;
        }
        Self::pack(&text[..length]).unwrap_or(Self(NonZeroU128::MIN))
    }

    fn pack(bytes: &[u8]) -> Option<Self> {
        let mut all = [0_u8; LONGEST];
        all[..bytes.len()].copy_from_slice(bytes);
        NonZeroU128::new(u128::from_be_bytes(all)).map(Self)
    }

    /// Calls `read` with the id as text.
    pub fn with_str<R>(self, read: impl FnOnce(&str) -> R) -> R {
        let bytes = self.0.get().to_be_bytes();
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        read(std::str::from_utf8(&bytes[..end]).unwrap_or_default())
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_str(|text| formatter.pad(text))
    }
}

impl fmt::Debug for NodeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_str(|text| formatter.write_str(text))
    }
}

/// Makes fresh ids. It is seeded from outside, so that a test can foretell what it gives.
#[derive(Debug, Clone)]
pub struct Ids(fastrand::Rng);

impl Ids {
    /// A source whose ids follow from `seed` alone.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// An id that nobody has yet, but for one chance in 2^50 for each node that exists.
    pub fn fresh(&mut self) -> NodeId {
        NodeId::spell(self.0.u128(..), FRESH_LENGTH)
    }

    /// A number for naming a change across windows.
    pub fn number(&mut self) -> u64 {
        self.0.u64(..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_kept_is_kept() {
        for text in ["a", "k7q2m9x4tz", "0123456789abcdef"] {
            assert_eq!(NodeId::parse(text).to_string(), text);
        }
    }

    #[test]
    fn what_cannot_be_kept_always_becomes_the_same() {
        for text in ["", "two words", "550e8400-e29b-41d4-a716-446655440000", "\u{1b}[2J"] {
            let id = NodeId::parse(text);
            assert_eq!(id, NodeId::parse(text));
            assert_eq!(id, NodeId::parse(&id.to_string()));
        }
    }
}
