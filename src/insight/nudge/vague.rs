//! Whether a title says what to do. A title is called vague only by words that are known: a language or a word that
//! is not known here is left in peace.

/// Beginnings that hide what is to be done.
const PHRASES: &[&[&str]] = &[
    &["handle"],
    &["deal", "with"],
    &["sort", "out"],
    &["work", "on"],
    &["look", "into"],
    &["think", "about"],
    &["figure", "out"],
    &["do"],
];

/// What stands in front of a thing and never in front of a verb.
const POINTERS: &[&str] =
    &["her", "his", "my", "our", "that", "the", "their", "these", "this", "those", "your"];

/// Things that people write down in place of what to do with them, sorted. Words that are verbs too (email, book,
/// garden, phone, study, resume) are left out.
const THINGS: &[&str] = &[
    "accounting",
    "admin",
    "analytics",
    "apartment",
    "app",
    "appointment",
    "attic",
    "backup",
    "balcony",
    "basement",
    "bathroom",
    "bedroom",
    "bicycle",
    "birthday",
    "bookkeeping",
    "branding",
    "brochure",
    "business",
    "career",
    "cellar",
    "christmas",
    "closet",
    "clothes",
    "computer",
    "contract",
    "cv",
    "database",
    "dentist",
    "documentation",
    "ebook",
    "family",
    "finances",
    "fitness",
    "flat",
    "french",
    "friends",
    "furniture",
    "garage",
    "german",
    "groceries",
    "guitar",
    "health",
    "hobby",
    "holiday",
    "holidays",
    "homepage",
    "homework",
    "house",
    "household",
    "inbox",
    "income",
    "insurance",
    "italian",
    "japanese",
    "job",
    "kitchen",
    "laptop",
    "laundry",
    "lawyer",
    "logo",
    "marketing",
    "meditation",
    "money",
    "mortgage",
    "newsletter",
    "office",
    "onboarding",
    "paperwork",
    "passport",
    "pension",
    "photos",
    "piano",
    "podcast",
    "portfolio",
    "portuguese",
    "presentation",
    "project",
    "property",
    "proposal",
    "relationship",
    "renovation",
    "retirement",
    "savings",
    "school",
    "seo",
    "shed",
    "shopping",
    "software",
    "spanish",
    "spreadsheet",
    "strategy",
    "tax",
    "taxes",
    "thesis",
    "trip",
    "university",
    "vacation",
    "wardrobe",
    "webshop",
    "website",
    "wedding",
    "yard",
];

/// More words than this say enough, even without a verb.
const MOST_WORDS: usize = 4;
/// With more words than this, what follows "do" says what.
const MOST_WORDS_TO_DO: usize = 3;

/// Whether a title leaves open what one would see the person do.
///
/// It does if it begins with a phrase such as "deal with", or with "do" and up to two words more, or if it has up to
/// four words and begins with a thing or what points at one: "Taxes", "Website launch", "The kitchen". A number or a
/// colon makes the latter two plain: "Do 20 push-ups", "Kitchen: wipe the shelf".
#[must_use]
pub fn is_vague(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words =
        lower.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let begins = |phrase: &&[&str]| words.starts_with(phrase);
    let is_plain = title.contains(|letter: char| letter.is_numeric() || letter == ':');
    match (PHRASES.iter().copied().find(|phrase| begins(phrase)), words.first()) {
        (Some(["do"]), _) => words.len() <= MOST_WORDS_TO_DO && !is_plain,
        (Some(_), _) => true,
        (None, Some(first)) => {
            let is_thing = POINTERS.binary_search(first).is_ok() || THINGS.binary_search(first).is_ok();
            is_thing && words.len() <= MOST_WORDS && !is_plain
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::text::{json, outline, template};

    #[test]
    fn the_lists_are_sorted() {
        assert!(POINTERS.is_sorted() && THINGS.is_sorted());
    }

    #[test]
    fn titles_that_leave_it_open_and_others() {
        for title in [
            "Taxes",
            "taxes.",
            "TAX return",
            "Website",
            "Website launch",
            "My website",
            "The kitchen",
            "Handle",
            "Handle the invoices",
            "Deal with Ana",
            "Sort out the cellar of 12",
            "Work on chapter 3",
            "Do",
            "Do it",
            "do the dishes",
            "Look into pensions",
            "Think about it",
            "Figure out: why",
            "This",
            "“Health”",
        ] {
            assert!(is_vague(title), "{title}");
        }
        for title in [
            "",
            "…",
            "Call Ana",
            "Email Ana",
            "Ring",
            "Do 20 push-ups",
            "Do the easiest exercise once",
            "Dough for bread",
            "Sort the mail",
            "Sort out-of-date files",
            "Work one hour",
            "Look up the word",
            "Kitchen: wipe the shelf",
            "Chapter 3",
            "Website 2.0",
            "The one thing that Ana asked for",
            "Thesaurus",
            "Steuer machen",
            "Aufräumen",
            "Küche",
            "税金",
            "Налоги",
            "Dona Inês",
            "Publish the Cold brew post",
            "Garden",
            "Book",
            "Zoë",
            "Handles on the door",
        ] {
            assert!(!is_vague(title), "{title}");
        }
    }

    /// A false alarm costs trust: at most one in fifty of our own jobs, whatever their estimates.
    #[test]
    fn jobs_of_the_templates_and_the_sample_are_hardly_ever_called_vague() {
        let mut titles: Vec<String> = Vec::new();
        for template in template::built_in() {
            let items = outline::parse(&template.body, NaiveDate::default());
            titles.extend(outline::leaves(&items).map(|item| item.line.title.clone()));
        }
        let sample = json::read(include_bytes!("../../../assets/demo.json")).unwrap().tree;
        let jobs = sample.walk(None).filter(|(_, node)| sample.is_leaf(node.id()));
        titles.extend(jobs.map(|(_, node)| node.title().to_owned()));
        let vague: Vec<&String> = titles.iter().filter(|title| is_vague(title)).collect();
        assert!(
            titles.len() > 300 && vague.len() * 50 <= titles.len(),
            "{} of {}: {vague:?}",
            vague.len(),
            titles.len()
        );
    }
}
