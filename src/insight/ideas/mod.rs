//! Where ideas come from when something is split: templates that fit its title, own past splits of such things, texts
//! copied from elsewhere, and questions to ask oneself.

pub mod near;
pub mod past;
pub mod shelf;

pub mod words;

use std::collections::HashMap;

use self::words::stems;
use crate::text::template::Template;

/// Questions that lead to the next job of a split, shown one at a time.
pub const PROMPTS: [&str; 8] = [
    "What comes right before this?",
    "What right after?",
    "What must lie on the table?",
    "Who has to know?",
    "What would a helper ask?",
    "What would you check at the end?",
    "What is the first thing one would see you do?",
    "Can half of it be left out?",
];

/// Most templates that are offered for one title.
const MOST: usize = 3;
/// What scores less is not offered.
const LEAST_SCORE: f32 = 0.5;
/// A phrase of several words counts from this share of them on.
const LEAST_COVER: f32 = 0.6;

/// Up to three templates that fit `title`, the best first, each with its score from 0.5 to 1.
#[must_use]
pub fn matching<'t>(title: &str, templates: &'t [Template]) -> Vec<(&'t Template, f32)> {
    let found = Finder::new(templates).matching(title);
    found.into_iter().map(|(at, score)| (&templates[at], score)).collect()
}

/// The key phrases of many templates by their words, made once, so that a title looks up no more than its own words.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// The phrases that have a word, by its stem.
    by_stem: HashMap<Box<str>, Vec<u32>>,
    /// Of each phrase, the place of its template and its number of words.
    phrases: Vec<(usize, usize)>,
}

impl Finder {
    /// Prepares the search among these templates.
    #[must_use]
    pub fn new(templates: &[Template]) -> Self {
        let mut finder = Self::default();
        for (at, template) in templates.iter().enumerate() {
            for phrase in &template.keys {
                let stems = stems(phrase);
                let place = finder.phrases.len() as u32;
                finder.phrases.push((at, stems.len()));
                for stem in stems {
                    finder.by_stem.entry(stem.into()).or_default().push(place);
                }
            }
        }
        finder
    }

    /// The places of up to three templates that fit `title`, the best first, each with its score from 0.5 to 1.
    #[must_use]
    pub fn matching(&self, title: &str) -> Vec<(usize, f32)> {
        let title = stems(title);
        let mut hits: HashMap<u32, usize> = HashMap::new();
        for phrase in title.iter().filter_map(|stem| self.by_stem.get(&**stem)).flatten() {
            *hits.entry(*phrase).or_default() += 1;
        }
        let mut best: HashMap<usize, f32> = HashMap::new();
        for (phrase, hits) in hits {
            let (template, words) = self.phrases[phrase as usize];
            let score = score(words, hits, title.len());
            if score >= LEAST_SCORE {
                let kept = best.entry(template).or_default();
                *kept = kept.max(score);
            }
        }
        let mut found: Vec<(usize, f32)> = best.into_iter().collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        found.truncate(MOST);
        found
    }
}

/// How well a phrase of `words` words fits a title of `titled`, of which it has `hits`. The more words it has and the
/// more of the title it is, the better it fits: cover × min(1, 0.55 + 0.20 · (words − 1) + 0.15 · hits ÷ titled).
#[expect(clippy::cast_precision_loss, reason = "numbers of words")]
fn score(words: usize, hits: usize, titled: usize) -> f32 {
    if hits == 0 {
        return 0.0;
    }
    let (words, hits, titled) = (words as f32, hits as f32, titled as f32);
    // A phrase of one word has all of it or nothing.
    let cover = hits / words;
    if cover < LEAST_COVER {
        return 0.0;
    }
    cover * (0.55 + 0.20 * (words - 1.0) + 0.15 * hits / titled).min(1.0)
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
        let fits = |phrase: &str, title: &str| {
            let (phrase, title) = (stems(phrase), stems(title));
            let hits = phrase.iter().filter(|word| title.contains(word)).count();
            score(phrase.len(), hits, title.len())
        };
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
    fn a_finder_finds_what_a_search_through_all_finds() {
        let all = built_in();
        let finder = Finder::new(&all);
        for title in
            all.iter().map(|template| &*template.title).chain(["Review", "Buy milk", "", "Blog blog"])
        {
            let found = matching(title, &all);
            let slow = |template: &Template| {
                let title = stems(title);
                let scores = template.keys.iter().map(|phrase| {
                    let phrase = stems(phrase);
                    let hits = phrase.iter().filter(|word| title.contains(word)).count();
                    score(phrase.len(), hits, title.len())
                });
                scores.fold(0.0, f32::max)
            };
            let best = all.iter().map(slow).fold(0.0, f32::max);
            let fast = found.first().map_or(0.0, |(_, score)| *score);
            assert!((fast - best).abs() < 0.001 || best < LEAST_SCORE, "{title}: {fast} and {best}");
            let places: Vec<&str> =
                finder.matching(title).into_iter().map(|(at, _)| &*all[at].slug).collect();
            assert_eq!(places, found.iter().map(|(template, _)| &*template.slug).collect::<Vec<_>>());
        }
    }

    #[test]
    fn prompts_are_questions_that_fit_the_pane() {
        assert!(PROMPTS.iter().all(|prompt| prompt.ends_with('?') && prompt.len() <= 60));
    }
}
