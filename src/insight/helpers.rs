//! Who helped before, as the ledger tells: how many jobs, in how many days, with how many stars.

use serde_json::Value as Json;

use crate::model::Tree;
use crate::text::hand::HELPED;

/// Somebody who did jobs for the person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Helper {
    /// The name.
    pub name: String,
    /// How many jobs came back and were taken.
    pub jobs: u32,
    /// In how many days, each that is known.
    days: Vec<u64>,
    /// With how many stars, each that was given.
    stars: Vec<u64>,
    tags: Vec<String>,
}

impl Helper {
    /// Half of the jobs took at most so many days.
    #[must_use]
    pub fn median_days(&self) -> Option<u64> {
        let mut days = self.days.clone();
        days.sort_unstable();
        days.get(days.len().checked_sub(1)? / 2).copied()
    }

    /// Tenths of stars on average.
    #[must_use]
    pub fn tenths_of_stars(&self) -> Option<u64> {
        let count = self.stars.len() as u64;
        let sum: u64 = self.stars.iter().sum();
        (sum * 10 + count / 2).checked_div(count)
    }

    /// `ana: 3 jobs, 4 days, 4.5 stars`
    #[must_use]
    pub fn say(&self) -> String {
        let count = |number: u64, word: &str| {
            if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
        };
        let jobs = format!("{}: {}", self.name, count(self.jobs.into(), "job"));
        let days = self.median_days().map(|days| count(days, "day"));
        let stars = self.tenths_of_stars().map(|tenths| match (tenths / 10, tenths % 10) {
            (whole, 0) => count(whole, "star"),
            (whole, rest) => format!("{whole}.{rest} stars"),
        });
        [Some(jobs), days, stars].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// All who helped, by name.
#[must_use]
pub fn helpers(tree: &Tree) -> Vec<Helper> {
    let mut helpers: Vec<Helper> = Vec::new();
    let done = tree.days().values().flat_map(|day| &day.done);
    let told = done.flat_map(|done| &done.unknown).filter(|(name, _)| &**name == HELPED);
    for said in told.filter_map(|(_, json)| serde_json::from_str::<Json>(json).ok()) {
        let Some(name) = said.get("by").and_then(Json::as_str) else { continue };
        let at = match helpers.binary_search_by(|helper| helper.name.as_str().cmp(name)) {
            Ok(at) => at,
            Err(at) => {
                helpers.insert(at, Helper { name: name.to_owned(), ..Helper::default() });
                at
            }
        };
        let helper = &mut helpers[at];
        helper.jobs += 1;
        helper.days.extend(said.get("days").and_then(Json::as_u64));
        helper.stars.extend(said.get("stars").and_then(Json::as_u64).filter(|stars| (1..=5).contains(stars)));
        let tags = said.get("tags").and_then(Json::as_array).into_iter().flatten();
        helper.tags.extend(tags.filter_map(Json::as_str).map(str::to_owned));
    }
    helpers
}

/// The one who did most with one of these tags, then the one with most stars, then with most jobs.
#[must_use]
pub fn best<'n>(tree: &Tree, tags: impl Iterator<Item = &'n str>) -> Option<Helper> {
    let tags: Vec<&str> = tags.collect();
    let fits = |helper: &Helper| helper.tags.iter().filter(|tag| tags.contains(&tag.as_str())).count();
    let rank = |helper: &Helper| (fits(helper), helper.tenths_of_stars(), helper.jobs);
    // Of equals the first by name.
    helpers(tree).into_iter().rev().max_by_key(rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json;

    #[test]
    fn helpers_are_learnt_from_the_ledger() {
        let file = r#"{"goaltree":1,"nodes":[],"days":[{"day":"2026-11-01","done":[
            {"id":"a","at":"09:00","title":"A","helped":{"by":"ana","days":2,"stars":4,"tags":["draw"]}},
            {"id":"b","at":"09:01","title":"B","helped":{"by":"ana","days":9,"stars":5}},
            {"id":"c","at":"09:02","title":"C","helped":{"by":"ana","days":4}},
            {"id":"d","at":"09:03","title":"D","helped":{"by":"bo","days":1,"stars":5,"tags":["text"]}},
            {"id":"e","at":"09:04","title":"E","helped":{"stars":5}},
            {"id":"f","at":"09:05","title":"F","helped":{"by":"cy","stars":9}}]}]}"#;
        let tree = json::read(file.as_bytes()).expect("a file").tree;
        let said: Vec<String> = helpers(&tree).iter().map(Helper::say).collect();
        assert_eq!(said, ["ana: 3 jobs, 4 days, 4.5 stars", "bo: 1 job, 1 day, 5 stars", "cy: 1 job"]);
        let best = |tag: &str| best(&tree, std::iter::once(tag)).expect("one").name;
        assert_eq!((best("draw"), best("text"), best("none")), ("ana".into(), "bo".into(), "bo".into()));
        assert_eq!(super::best(&Tree::default(), std::iter::empty()), None);
    }
}
