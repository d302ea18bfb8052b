//! Which templates fit a title: by its meaningful words, cut to their stems.

use crate::text::template::Template;

/// Most templates that are offered for one title.
const MOST: usize = 3;
/// What scores less is not offered.
const LEAST_SCORE: f32 = 0.5;
/// A phrase of several words counts from this share of them on.
const LEAST_COVER: f32 = 0.6;

/// Words that say nothing about what a title is about.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "another", "at", "by", "do", "first", "for", "from", "get", "i", "in", "into", "is",
    "it", "make", "me", "my", "new", "next", "of", "off", "on", "or", "our", "out", "per", "set", "some",
    "start", "the", "this", "to", "up", "want", "with", "your",
];

/// The endings that are cut, longest first; the plural is cut before.
const ENDINGS: &[&str] = &["ing", "ed", "er", "e"];
/// Letters that remain of a word at least.
const LEAST_STEM: usize = 3;

/// Up to three templates that fit `title`, the best first, each with its score from 0.5 to 1.
#[must_use]
pub fn matching<'t>(title: &str, templates: &'t [Template]) -> Vec<(&'t Template, f32)> {
    let title = stems(title);
    let mut found: Vec<(&Template, f32)> = Vec::new();
    for template in templates {
        let scores = template.keys.iter().map(|phrase| score(&stems(phrase), &title));
        let best = scores.fold(0.0, f32::max);
        if best >= LEAST_SCORE {
            found.push((template, best));
        }
    }
    found.sort_by(|one, other| other.1.total_cmp(&one.1));
    found.truncate(MOST);
    found
}

/// How well a phrase fits a title. The more words it has and the more of the title it is, the better it fits:
/// cover × min(1, 0.55 + 0.20 · (words − 1) + 0.15 · hits ÷ words of the title).
#[expect(clippy::cast_precision_loss, reason = "numbers of words")]
fn score(phrase: &[String], title: &[String]) -> f32 {
    let hits = phrase.iter().filter(|word| title.contains(word)).count() as f32;
    let (words, titled) = (phrase.len() as f32, title.len() as f32);
    if hits == 0.0 {
        return 0.0;
    }
    let cover = hits / words;
    let least = if phrase.len() == 1 { 1.0 } else { LEAST_COVER };
    if cover < least { 0.0 } else { cover * (0.55 + 0.20 * (words - 1.0) + 0.15 * hits / titled).min(1.0) }
}

/// The meaningful words of a text, each once, cut to their stems.
fn stems(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut stems: Vec<String> = Vec::new();
    for stem in words.filter(|word| !STOP_WORDS.contains(word)).map(stem) {
        if !stems.contains(&stem) {
            stems.push(stem);
        }
    }
    stems
}

/// A word without its ending; a double letter at its end is one, so that *running* is *run* and *programme* is
/// *program*.
fn stem(word: &str) -> String {
    let singular =
        word.strip_suffix('s').filter(|rest| !rest.ends_with('s') && rest.len() > 1).unwrap_or(word);
    let cut = ENDINGS
        .iter()
        .find_map(|ending| singular.strip_suffix(ending).filter(|rest| rest.chars().count() >= LEAST_STEM));
    let cut = cut.unwrap_or(singular);
    let mut letters = cut.chars().rev();
    let is_double = letters.next() == letters.next() && cut.chars().count() > LEAST_STEM;
    let end = cut.chars().next_back().filter(|_| is_double).map_or(0, char::len_utf8);
    cut[..cut.len() - end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::template::built_in;

    #[test]
    fn titles_find_their_templates() {
        let all = built_in();
        let found = |title: &str| -> Vec<String> {
            matching(title, &all).iter().map(|(template, _)| template.slug.clone()).collect()
        };
        for (title, slug) in [
            ("Google Ads for grinder page", "ppc-campaign"),
            ("Moving to Lisbon", "move-house"),
            ("Write a book about coffee", "write-a-book"),
            ("Blog post: cold brew", "blog-post"),
            ("Blogging", "blog-post"),
            ("Start my online business", "online-business"),
            ("Landing pages for the grinder", "landing-page"),
            ("Join the Acme affiliate program", "affiliate-programme"),
            ("Learning Portuguese", "learn-a-skill"),
            ("Run 5k in spring", "get-fit"),
            ("Product review of the V60", "review-post"),
        ] {
            assert_eq!(found(title).first().map(String::as_str), Some(slug), "{title}: {:?}", found(title));
        }
        for title in ["Pay tax", "Buy milk", "", "The", "Add a shelf", "Ring the plumber", "日本語"] {
            assert!(found(title).is_empty(), "{title}: {:?}", found(title));
        }
        assert!(found("Video review post for the launch of a website course").len() <= MOST);
    }

    #[test]
    fn each_template_finds_itself() {
        let all = built_in();
        for template in &all {
            for phrase in &template.keys {
                let found = matching(phrase, &all);
                assert!(found.iter().any(|(other, _)| other.slug == template.slug), "{phrase}: {found:?}");
            }
        }
    }

    #[test]
    fn scores_are_those_of_the_formula() {
        let fits = |phrase: &str, title: &str| score(&stems(phrase), &stems(title));
        for (phrase, title, wanted) in [
            ("google ads", "Google Ads for grinder page", 0.825),
            ("moving", "Moving to Lisbon", 0.625),
            ("landing page", "Landing page", 0.9),
            ("landing page", "Landing", 0.0),
            ("one two three", "one two", 0.666_667),
            ("one two three four", "one two three four", 1.0),
            ("milk", "tea", 0.0),
            ("the", "the", 0.0),
        ] {
            assert!((fits(phrase, title) - wanted).abs() < 0.001, "{phrase}: {}", fits(phrase, title));
        }
    }

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
        assert_eq!((&*stem("s"), &*stem("seo"), &*stem("ééé")), ("s", "seo", "ééé"));
    }
}
