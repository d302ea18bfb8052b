//! A number of things in words.

use std::fmt::Display;

/// `1 job`, `3 jobs`: a number and the word for one of them, with an `s` where there is not one.
#[must_use]
pub fn counted<N: Display + PartialEq + From<u8>>(number: N, one: &str) -> String {
    let ending = if number == N::from(1) { "" } else { "s" };
    format!("{number} {one}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_all_else_is_many() {
        assert_eq!([0_u32, 1, 2].map(|number| counted(number, "job")), ["0 jobs", "1 job", "2 jobs"]);
    }
}
