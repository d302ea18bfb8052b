//! Near duplicates: what says the same as something that is there already.

use super::words::stems;

/// Whether two titles say the same: the same meaningful words in any order and form, or nearly the same letters.
///
/// Titles whose numbers differ never do: chapter 1 is another than chapter 2.
#[must_use]
pub fn is_near(one: &str, other: &str) -> bool {
    Near::new(one).is_near(&Near::new(other))
}

/// A title prepared for being compared with many others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The stems of its meaningful words, sorted.
    stems: Vec<String>,
    /// Its words with a digit, in their order.
    numbers: Vec<String>,
    /// The pairs of letters that stand side by side in a word, sorted, doubled ones too.
    pairs: Vec<(char, char)>,
    /// For each pair a bit, which several pairs share.
    bits: u64,
}

impl Near {
    /// Prepares a title.
    #[must_use]
    pub fn new(title: &str) -> Self {
        let lower = title.to_lowercase();
        let words = || lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let numbers =
            words().filter(|word| word.contains(char::is_numeric)).map(str::to_owned).collect::<Vec<_>>();
        let mut pairs: Vec<(char, char)> =
            words().flat_map(|word| word.chars().zip(word.chars().skip(1))).collect();
        pairs.sort_unstable();
        let mut stems = stems(title);
        stems.sort_unstable();
        let bits = pairs.iter().fold(0, |bits, pair| bits | bit(*pair));
        Self { stems, numbers, pairs, bits }
    }

    /// See [`is_near`].
    #[must_use]
    pub fn is_near(&self, other: &Self) -> bool {
        (self.has_same_words(other) || self.has_same_letters(other)) && self.numbers == other.numbers
    }

    fn has_same_words(&self, other: &Self) -> bool {
        !self.stems.is_empty() && self.stems == other.stems
    }

    /// Dice's coefficient (1945) of the letter pairs, 2 · shared ÷ (all of one + all of the other), is at least 0.9.
    fn has_same_letters(&self, other: &Self) -> bool {
        let all = self.pairs.len() + other.pairs.len();
        // A pair that one has and the other has not is missed; at most a tenth of all may be. Bits that differ are such
        // pairs, though not all of them, and are counted in no time.
        let missed = (self.bits ^ other.bits).count_ones() as usize;
        missed.max(self.pairs.len().abs_diff(other.pairs.len())) * 10 <= all
            && all > 0
            && 2 * shared(&self.pairs, &other.pairs) * 10 >= 9 * all
    }
}

/// How many items two sorted lists share.
fn shared<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (mut at, mut to, mut count) = (0, 0, 0);
    while let (Some(mine), Some(theirs)) = (one.get(at), other.get(to)) {
        count += usize::from(mine == theirs);
        at += usize::from(mine <= theirs);
        to += usize::from(theirs <= mine);
    }
    count
}

/// One of 64 bits for a pair; letters that are alphabet neighbours get different ones.
fn bit((first, second): (char, char)) -> u64 {
    let mixed = (u64::from(u32::from(first)) * 31 + u64::from(u32::from(second))) % 64;
    1 << mixed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn near_ones_and_others() {
        for (one, other) in [
            ("Write the opening", "Writing an opening"),
            ("Find two pictures", "Pictures: find two"),
            ("Upload and caption them", "upload and caption them!"),
            ("Write the call to action and place it", "Write the call to acton and place it"),
            ("Ölwechsel machen", "ölwechsel  MACHEN"),
            ("日本語を読む", "日本語を読む。"),
            ("To do", "to do"),
        ] {
            assert!(is_near(one, other), "{one} | {other}");
        }
        for (one, other) in [
            ("", ""),
            ("!", "!"),
            ("", "Write"),
            ("The", "A"),
            ("Write the opening", "Write the ending"),
            ("Post 1", "Post 2"),
            ("Fill in the whole of chapter 11", "Fill in the whole of chapter 12"),
            ("Call Ana", "Call Ann"),
            ("Write the opening", "Write the opening of the second part"),
            ("日本語", "中国語"),
        ] {
            assert!(!is_near(one, other), "{one} | {other}");
        }
    }

    #[test]
    fn pairs_are_shared_as_often_as_both_have_them() {
        assert_eq!(shared(&[1, 1, 2, 5], &[1, 2, 2, 5, 7]), 3);
        assert_eq!(shared::<u8>(&[], &[1]), 0);
    }

    proptest! {
        #[test]
        fn looking_at_bits_first_changes_nothing(one in "[abc ]{0,24}", other in "[abc ]{0,24}") {
            let (one, other) = (Near::new(&one), Near::new(&other));
            let all = one.pairs.len() + other.pairs.len();
            let slow = all > 0 && 20 * shared(&one.pairs, &other.pairs) >= 9 * all;
            prop_assert_eq!(one.has_same_letters(&other), slow);
            prop_assert_eq!(one.is_near(&other), other.is_near(&one));
            prop_assert_eq!(one.is_near(&one), !(one.stems.is_empty() && one.pairs.is_empty()));
        }

        #[test]
        fn a_changed_letter_in_a_long_title_is_near(title in "[a-e]{30,40}", at in 0_usize..30) {
            let mut changed = title.clone();
            changed.replace_range(at..=at, "f");
            prop_assert!(is_near(&title, &changed));
        }
    }
}
