//! The idea shelf: text copied from a site where people sell small jobs, cleaned into titles.

use std::collections::HashSet;

use crate::text::outline;

/// Most titles that one text gives.
const MOST_OFFERS: usize = 200;
/// So many lines make a text one that was copied from such a site.
const LEAST_SIGNS: usize = 2;

/// How sellers begin.
const OPENINGS: &[&[&str]] = &[&["i", "will"], &["i'll"], &["i’ll"]];
/// What may stand in front of a price and says nothing without it.
const LEADS: &[&str] = &["as", "at", "for", "from", "just", "low", "only", "price:", "starting", "starts"];
/// What is counted beside stars.
const COUNTED: &[&str] = &[
    "order", "orders", "rating", "ratings", "review", "reviews", "sale", "sales", "sold", "star", "stars",
    "vote", "votes",
];
/// Signs of currencies.
const SIGNS: &[char] = &['$', '€', '£', '¥', '₹', '₩', '₽', '₺'];
/// Their names and codes, where they stand as words.
const CURRENCIES: &[&str] = &["aud", "cad", "chf", "dollars", "eur", "euro", "euros", "gbp", "inr", "usd"];
const STARS: &[char] = &['★', '☆', '⭐', '✩', '✮', '✭', '🌟'];
/// What stands between parts of a line, or around them, and is no word.
const SEPARATORS: &[char] =
    &['-', '–', '—', '|', '·', '•', ',', ':', ';', '/', '.', '(', ')', '[', ']', '*', '+'];

/// The jobs that a copied text offers, as titles: without "I will", prices, stars, counts, and what says nothing else;
/// each once, at most 200.
#[must_use]
pub fn offers(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let titles = text.lines().map(title).filter(|title| !title.is_empty());
    titles.filter(|title| seen.insert(title.to_lowercase())).take(MOST_OFFERS).collect()
}

/// Whether a text was copied from such a site, and is no outline: at least two of its lines begin with "I will" or
/// have prices or stars as only such sites write them. `$5` alone is a token of the line syntax and no sign; an
/// estimate or a box says that it is an outline.
#[must_use]
pub fn looks_like_offers(text: &str) -> bool {
    let is_outlined = |line: &str| {
        let body = line.trim();
        body.split_whitespace().any(is_estimate)
            || ["[ ]", "[x]", "[X]"].iter().any(|mark| body.contains(mark))
    };
    text.lines().filter(|line| is_sign(line)).take(LEAST_SIGNS).count() == LEAST_SIGNS
        && !text.lines().any(is_outlined)
}

fn is_estimate(word: &str) -> bool {
    word.strip_prefix('~').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// Whether a line is one that only sellers and their sites write.
fn is_sign(line: &str) -> bool {
    let words = words(line);
    if without_opening(&words).len() < words.len() {
        return true;
    }
    let noise = noise(&words);
    let is_noise_only = |at: usize| noise[at] != Noise::None || !has_letters(words[at]);
    let has = |wanted: Noise| noise.contains(&wanted);
    has(Noise::Stars)
        || (has(Noise::Price)
            && ((0..words.len()).all(is_noise_only) || has(Noise::Lead) && says_from(&words)))
}

/// "From $5", "Starting at €20": *for $5* could stand in any list.
fn says_from(words: &[&str]) -> bool {
    words.iter().any(|word| ["from", "starting", "starts"].contains(&&*word.to_lowercase()))
}

/// The title that a line gives; empty if there is nothing in it.
fn title(line: &str) -> String {
    let (_, body) = outline::strip_marks(line.trim());
    let words = words(body);
    let noise = noise(&words);
    let kept: Vec<&str> =
        words.iter().zip(&noise).filter(|(_, noise)| **noise == Noise::None).map(|(word, _)| *word).collect();
    let kept = without_opening(&kept);
    let is_edge = |word: &&str| word.chars().all(|letter| SEPARATORS.contains(&letter));
    let first = kept.iter().position(|word| !is_edge(word)).unwrap_or(kept.len());
    let last = kept.iter().rposition(|word| !is_edge(word)).map_or(first, |last| last + 1);
    let text = kept[first..last].join(" ");
    let text = text.trim_end_matches(['|', '·', '•', ',', ':', ';', '–', '—', '-']).trim_end();
    if !has_letters(text) {
        return String::new();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The words of a line, without marks that cannot be seen; joiners within words stay.
fn words(line: &str) -> Vec<&str> {
    let is_blank = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    line.split(is_blank).filter(|word| !word.is_empty()).collect()
}

fn has_letters(word: &str) -> bool {
    word.contains(char::is_alphanumeric)
}

/// The words behind "I will".
fn without_opening<'w, 't>(words: &'w [&'t str]) -> &'w [&'t str] {
    let begins = |opening: &&&[&str]| {
        let start = words.get(..opening.len()).unwrap_or_default();
        !start.is_empty() && start.iter().zip(**opening).all(|(word, wanted)| word.to_lowercase() == *wanted)
    };
    &words[OPENINGS.iter().find(begins).map_or(0, |opening| opening.len())..]
}

/// What a word is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Noise {
    None,
    Price,
    /// Stands in front of a price, or behind it: *from*, *per hour*.
    Lead,
    Stars,
}

/// What each word of a line is taken for.
fn noise(words: &[&str]) -> Vec<Noise> {
    let mut noise = vec![Noise::None; words.len()];
    for at in 0..words.len() {
        if noise[at] == Noise::None {
            mark_price(words, at, &mut noise);
        }
        if noise[at] == Noise::None {
            mark_stars(words, at, &mut noise);
        }
    }
    noise
}

/// Marks a price that begins at this word, with what leads to it and what it is for.
fn mark_price(words: &[&str], at: usize, noise: &mut [Noise]) {
    let is = |at: usize, test: fn(&str) -> bool| words.get(at).is_some_and(|word| test(bare(word)));
    let length = if is_price(bare(words[at])) {
        1
    } else if is(at, is_number) && is(at + 1, is_currency) || is(at, is_currency) && is(at + 1, is_number) {
        2
    } else {
        return;
    };
    noise[at..at + length].fill(Noise::Price);
    for before in (0..at).rev() {
        let leads = LEADS.contains(&&*words[before].to_lowercase()) || !has_letters(words[before]);
        if !leads || noise[before] != Noise::None {
            break;
        }
        noise[before] = Noise::Lead;
    }
    let behind = at + length;
    let follows = match words.get(behind).map(|word| word.to_lowercase()).as_deref() {
        Some("per") => 2,
        Some("only" | "each") => 1,
        Some(word) if word.starts_with('/') => 1,
        _ => 0,
    };
    let end = (behind + follows).min(words.len());
    noise[behind..end].fill(Noise::Lead);
}

/// Marks stars, what they come to, and how many gave them.
fn mark_stars(words: &[&str], at: usize, noise: &mut [Noise]) {
    let is_rated = |at: usize| words.get(at).is_some_and(|word| is_rating(bare(word)));
    let is_rated_before = at > 0 && noise[at - 1] == Noise::None && is_rated(at - 1);
    let count = count_length(words, at);
    let stars = words[at].chars().filter(|letter| STARS.contains(letter)).count();
    if count > 0 {
        noise[at..at + count].fill(Noise::Stars);
    } else if is_rated_with_count(words[at]) {
        noise[at] = Noise::Stars;
    } else if stars == 0 || !words[at].chars().all(is_star_or_figure) {
        return;
    } else if is_rated(at + 1) {
        noise[at..=at + 1].fill(Noise::Stars);
    } else {
        // A single star in front of words is a bullet.
        let is_bullet = stars < 3 && !has_letters(words[at]) && words.len() > 1 && !is_rated_before;
        noise[at] = if is_bullet { Noise::Lead } else { Noise::Stars };
    }
    if is_rated_before && noise[at] == Noise::Stars {
        noise[at - 1] = Noise::Stars;
    }
}

/// How many words a count has that begins here: `(1k+)`, `(231 reviews)`, and `231 reviews` if nothing else is there.
fn count_length(words: &[&str], at: usize) -> usize {
    let next = words.get(at + 1).map(|word| bare(word).to_lowercase());
    let is_counted = next.is_some_and(|next| COUNTED.contains(&&*next));
    let word = words[at];
    if !is_number(bare(word)) {
        0
    } else if word.starts_with('(') && word.trim_end_matches([',', '.']).ends_with(')') {
        1
    } else if is_counted && (word.starts_with('(') || words.len() == 2) {
        2
    } else {
        0
    }
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches([',', ';', ':', '.', '(', ')', '[', ']'])
}

/// `1,200`, `4.5`, `1k+`
fn is_number(word: &str) -> bool {
    let word = word.strip_suffix('+').unwrap_or(word);
    let word = word.strip_suffix(['k', 'K', 'm', 'M']).unwrap_or(word);
    word.starts_with(|letter: char| letter.is_ascii_digit())
        && word.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\''))
}

/// `4.9`, `5`, `4.9/5`
fn is_rating(word: &str) -> bool {
    let word = word.strip_suffix("/5").unwrap_or(word).replace(',', ".");
    word.len() <= 4 && is_number(&word) && word.parse().is_ok_and(|rating: f32| (0.0..=5.0).contains(&rating))
}

/// `4.9(1k+)`
fn is_rated_with_count(word: &str) -> bool {
    let halves = word.strip_suffix(')').and_then(|word| word.split_once('('));
    halves.is_some_and(|(rating, count)| is_rating(rating) && is_number(count))
}

fn is_star_or_figure(letter: char) -> bool {
    // Stars may be followed by a mark that asks for a picture.
    STARS.contains(&letter)
        || letter.is_ascii_digit()
        || matches!(letter, '.' | ',' | '/' | '(' | ')' | '+' | 'k' | '\u{fe0f}')
}

/// `$`, `US$`, `EUR`
fn is_currency(word: &str) -> bool {
    let prefix = word.strip_suffix(SIGNS);
    prefix.is_some_and(is_country) || CURRENCIES.contains(&&*word.to_lowercase())
}

fn is_country(prefix: &str) -> bool {
    prefix.len() <= 3 && prefix.chars().all(|letter| letter.is_ascii_uppercase())
}

/// `$25`, `US$1,200`, `30€`, `$5-$25`
fn is_price(word: &str) -> bool {
    let is_one = |word: &str| {
        let sign_first =
            word.split_once(SIGNS).is_some_and(|(prefix, sum)| is_country(prefix) && is_number(sum));
        sign_first || word.strip_suffix(SIGNS).is_some_and(is_number)
    };
    match word.split_once(['-', '–']) {
        Some((least, most)) => {
            (is_one(least) && (is_one(most) || is_number(most))) || (is_number(least) && is_one(most))
        }
        None => is_one(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_titles() {
        for (line, wanted) in [
            ("I will design 3 minimalist logo designs for $25", "Design 3 minimalist logo designs"),
            ("i will  write\u{a0}an SEO article", "Write an SEO article"),
            ("I’ll translate 500 words - from US$30", "Translate 500 words"),
            ("★ 4.9 (1k+)", ""),
            ("⭐️4.9(1,234)", ""),
            ("4.9(1k+)", ""),
            ("5.0 ★ (12)", ""),
            ("★★★★☆", ""),
            ("4.8 (231 reviews)", ""),
            ("231 reviews", ""),
            ("4.9/5 (12 ratings)", ""),
            ("From US$30", ""),
            ("Starting at €5.50 per hour", ""),
            ("$25 /hr", ""),
            ("$5-$25", ""),
            ("25 USD", ""),
            ("EUR 25", ""),
            ("30 €", ""),
            ("I will", ""),
            ("   ", ""),
            ("- | ·", ""),
            ("Logo design | 4.9 (1k+) | From $25", "Logo design"),
            ("1. I will edit your video for as low as £10, in 2 days", "Edit your video in 2 days"),
            ("• ★ Draw a cat", "Draw a cat"),
            ("I will écrire un poème for 10€", "Écrire un poème"),
            ("I will ölwechsel machen", "Ölwechsel machen"),
            ("ロゴを作ります ¥5,000", "ロゴを作ります"),
            ("I will collect 10 reviews", "Collect 10 reviews"),
            ("I will read chapter 3 (of 12)", "Read chapter 3 (of 12)"),
            ("I will beat any price", "Beat any price"),
            ("I willingly go", "I willingly go"),
            ("Learn C++", "Learn C++"),
        ] {
            assert_eq!(title(line), wanted, "{line:?}");
        }
    }

    #[test]
    fn a_page_becomes_a_list() {
        let page = "I will design a logo for $25\n★ 4.9 (1k+)\nFrom US$30\n\nI will draw a cat\r\n4.8 (231 reviews)\n\
                    I WILL design a Logo\n";
        assert_eq!(offers(page), ["Design a logo", "Draw a cat"]);
        assert!(looks_like_offers(page));
        assert!(offers("").is_empty());
        let many: String = (0..300).map(|number| format!("I will draw cat {number}\n")).collect();
        assert_eq!(offers(&many).len(), MOST_OFFERS);
    }

    #[test]
    fn what_looks_like_offers() {
        for text in [
            "I will draw a cat\nI will draw a dog",
            "  i'll draw a cat\n\nname\n  I will draw a dog",
            "Logo design\n★ 4.9 (1k+)\nBanner\n4.8 (231 reviews)",
            "Logo\nFrom US$30\nBanner\nStarting at €20",
            "Logo from $30\nBanner, starting at $20",
        ] {
            assert!(looks_like_offers(text), "{text}");
        }
        for text in [
            "",
            "I will draw a cat",
            "I will draw a cat ~15m\nI will draw a dog",
            "- [ ] I will draw a cat\n- [ ] I will draw a dog",
            "Find two pictures $5\nBuy a lamp $20\n",
            "Sell the bike for $200\nSell the lamp for $20",
            "★ Call Ana\n★ Call Ben\n⭐ Rest",
            "Collect 10 reviews\nWrite 5 reviews\nAsk for 3 ratings",
            "Read chapter 4\nRead chapter 5 (long)\nRun 5 km",
            "Goal\n  Job one #write\n  Job two @ana $5",
            "日本語\n中国語",
            "4.9\n5.0",
        ] {
            assert!(!looks_like_offers(text), "{text}");
        }
    }

    #[test]
    fn no_template_looks_like_offers() {
        for template in crate::text::template::built_in() {
            assert!(!looks_like_offers(&template.body), "{}", template.slug);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_clean_titles(text in "([I]( will )?[a$★5.() k\\n-]{0,12}){0,6}") {
            for offer in offers(&text) {
                proptest::prop_assert!(has_letters(&offer), "{offer:?}");
                proptest::prop_assert_eq!(offer.trim(), &offer);
            }
        }
    }
}
