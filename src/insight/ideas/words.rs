//! The meaningful words of a title, cut to their stems: what two titles are compared by.

/// Words that say nothing about what a title is about, sorted.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "another", "at", "by", "do", "first", "for", "from", "get", "i", "in", "into", "is",
    "it", "make", "me", "my", "new", "next", "of", "off", "on", "or", "our", "out", "per", "set", "some",
    "start", "the", "this", "to", "up", "want", "with", "your",
];

/// The endings that are cut, longest first; the plural is cut before.
const ENDINGS: &[&str] = &["ing", "ed", "er", "e"];
/// Letters that remain of a word at least.
const LEAST_STEM: usize = 3;

/// The meaningful words of a text, each once, cut to their stems.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    let mut stems: Vec<String> = Vec::new();
    for word in words(text, &mut String::new()).filter(|word| STOP_WORDS.binary_search(word).is_err()) {
        let stem = stem(word);
        if !stems.iter().any(|other| other == stem) {
            stems.push(stem.to_owned());
        }
    }
    stems
}

/// Whether a text may have one of these stems: no if none of its words begins with one. `lower` is room that is used
/// again from text to text, so that ten thousand titles are passed over without a word being copied.
pub(super) fn may_have(text: &str, stems: &[String], lower: &mut String) -> bool {
    words(text, lower).any(|word| stems.iter().any(|stem| word.starts_with(&**stem)))
}

/// The words of a text in small letters, which are put into `lower`.
fn words<'l>(text: &str, lower: &'l mut String) -> impl Iterator<Item = &'l str> {
    lower.clear();
    if text.is_ascii() {
        lower.push_str(text);
        lower.make_ascii_lowercase();
    } else {
        // Not letter by letter: what a small sigma looks like is told by its word.
        lower.push_str(&text.to_lowercase());
    }
    lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A word without its ending; a double letter at its end is one, so that *running* is *run* and *programme* is
/// *program*.
fn stem(word: &str) -> &str {
    let singular =
        word.strip_suffix('s').filter(|rest| !rest.ends_with('s') && rest.len() > 1).unwrap_or(word);
    let cut = ENDINGS
        .iter()
        .find_map(|ending| singular.strip_suffix(ending).filter(|rest| rest.chars().count() >= LEAST_STEM));
    let cut = cut.unwrap_or(singular);
    let mut letters = cut.chars().rev();
    let is_double = letters.next() == letters.next() && cut.chars().count() > LEAST_STEM;
    let end = cut.chars().next_back().filter(|_| is_double).map_or(0, char::len_utf8);
    &cut[..cut.len() - end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_cut() {
        for (one, other) in [
            ("programme", "programs"),
            ("running", "run"),
            ("moves", "moving"),
            ("boxes", "box"),
            ("launched", "launch"),
            ("writer", "write"),
            ("classes", "class"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("add"), stem("ads"));
        assert_eq!((stem("s"), stem("seo"), stem("ééé")), ("s", "seo", "ééé"));
    }

    #[test]
    fn meaningful_words_stand_there_once() {
        assert_eq!(stems("Write the first post, then WRITING posts"), ["writ", "post", "then"]);
        assert_eq!(stems("Ölwechsel – ÖLWECHSEL"), ["ölwechsel"]);
        assert!(stems("").is_empty() && stems("The … of it").is_empty());
    }

    #[test]
    fn a_stem_that_a_text_has_is_never_passed_over() {
        for text in ["Running programmes, boxes", "ÖLWECHSEL machen", "ÉÉÉs", "日本語 を"] {
            for stem in stems(text) {
                assert!(may_have(text, std::slice::from_ref(&stem), &mut String::new()), "{stem} in {text}");
            }
        }
        assert!(!may_have("Running programmes", &stems("Ran milk"), &mut String::new()));
        assert!(!may_have("", &stems("Ran"), &mut String::new()));
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }
}
