//! The word that somebody may have meant.

/// The one of `known` that is nearest to `word`, if it is near enough to be a slip: a third of its letters differ at
/// most.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let ranked = known.into_iter().map(|other| (distance(word, other), other));
    let fits = |(distance, other): &(usize, &str)| *distance <= other.chars().count().div_ceil(3);
    ranked.filter(fits).min_by_key(|(distance, _)| *distance).map(|(_, other)| other)
}

/// How many letters must be put in, taken out, replaced or swapped with the next one (optimal string alignment).
/// A long word is near to nothing.
fn distance(one: &str, other: &str) -> usize {
    const LONGEST: usize = 64;
    let (one, other): (Vec<char>, Vec<char>) =
        (one.to_lowercase().chars().take(LONGEST).collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut here = vec![row + 1];
        for (column, wanted) in other.iter().enumerate() {
            let replaced = above[column] + usize::from(letter != wanted);
            let mut least = replaced.min(above[column + 1] + 1).min(here[column] + 1);
            let swapped = row > 0 && column > 0 && one[row - 1] == *wanted && *letter == other[column - 1];
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            here.push(least);
        }
        before = std::mem::replace(&mut above, here);
    }
    above[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        let known = ["command", "timeout_s", "week_starts", "big", "all"];
        for (word, meant) in [
            ("comand", Some("command")),
            ("Command", Some("command")),
            ("ocmmand", Some("command")),
            ("timeout", Some("timeout_s")),
            ("week_start", Some("week_starts")),
            ("bgi", Some("big")),
            ("al", Some("all")),
            ("colour", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
        for (one, other, steps) in
            [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1), ("kitten", "sitting", 3)]
        {
            assert_eq!((distance(one, other), distance(other, one)), (steps, steps), "{one} {other}");
        }
    }
}
