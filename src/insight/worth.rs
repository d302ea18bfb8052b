//! Whether it pays to hand a job over: what it saves, and what an hour of that costs.

use crate::text::money::{Fee, Money};
use crate::text::when;

/// Minutes for writing down what is wanted, once.
const BRIEF_MINUTES: i64 = 10;
/// Minutes for looking at each that comes back.
const CHECK_MINUTES: i64 = 10;
/// From which dread on an hour is worth twice as much.
const DREADED: u32 = 2;

/// What handing over saves and costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worth {
    /// Minutes saved; below zero where the way round takes longer.
    pub saved: i64,
    /// The whole price, with the fee.
    pub price: Money,
}

/// Saved are the minutes of all copies less 10 for the brief and 10 for each look at what comes back.
#[must_use]
pub fn worth(minutes: u32, copies: u32, price: &Money, fee: Fee) -> Worth {
    let copies_made = i64::from(copies.max(1));
    let saved = i64::from(minutes) * copies_made - BRIEF_MINUTES - CHECK_MINUTES * copies_made;
    Worth { saved, price: price.times(copies.max(1), fee) }
}

impl Worth {
    /// What an hour that is saved costs, rounded to a hundredth; none if nothing is saved.
    #[must_use]
    pub fn an_hour(&self) -> Option<Money> {
        let saved = u128::try_from(self.saved).ok().filter(|saved| *saved > 0)?;
        let hundredths = (u128::from(self.price.hundredths) * 60 + saved / 2) / saved;
        let hundredths = u64::try_from(hundredths).unwrap_or(u64::MAX);
        Some(Money { hundredths, currency: self.price.currency.clone() })
    }

    /// In a sentence, beside what an hour is worth to the person; twice that, where the job is dreaded.
    #[must_use]
    pub fn say(&self, my_hour: Option<&Money>, dread: Option<u32>) -> String {
        let Some(an_hour) = self.an_hour() else { return "Quicker yourself.".into() };
        let saves =
            format!("Saves {} for {}", when::say_minutes(self.saved.unsigned_abs()), self.price.say());
        let Some(mine) = my_hour.filter(|mine| mine.currency == self.price.currency) else {
            return format!("{saves}: {} an hour.", an_hour.say());
        };
        let is_dreaded = dread >= Some(DREADED);
        let factor = if is_dreaded { 2 } else { 1 };
        // Both sides times saved: no rounding has a say.
        let costs = u128::from(self.price.hundredths) * 60;
        let is_worth = costs <= u128::from(mine.hundredths) * factor * u128::from(self.saved.unsigned_abs());
        let verdict = match (is_worth, is_dreaded) {
            (true, _) => "Worth it.",
            (false, true) => "Dear.",
            (false, false) => "Dear, unless you dread it.",
        };
        format!("{saves}. {verdict}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_worked_examples() {
        let hour = Money::parse("$30", "").unwrap();
        for (minutes, copies, price, dread, saved, an_hour, said) in [
            (15, 1, "$5", None, -5, None, "Quicker yourself."),
            (15, 10, "$5", None, 40, Some("$78.75"), "Saves 40 m for $52.50. Dear, unless you dread it."),
            (60, 1, "$10", None, 40, Some("$15.75"), "Saves 40 m for $10.50. Worth it."),
            (60, 1, "$30", Some(1), 40, Some("$47.25"), "Saves 40 m for $31.50. Dear, unless you dread it."),
            (60, 1, "$30", Some(2), 40, Some("$47.25"), "Saves 40 m for $31.50. Worth it."),
            (15, 10, "$5", Some(3), 40, Some("$78.75"), "Saves 40 m for $52.50. Dear."),
        ] {
            let worth = worth(minutes, copies, &Money::parse(price, "").unwrap(), Fee(500));
            let an_hour = (saved, an_hour.map(str::to_owned));
            assert_eq!((worth.saved, worth.an_hour().map(|money| money.say())), an_hour);
            assert_eq!(worth.say(Some(&hour), dread), said);
        }
        let euros = worth(60, 1, &Money::parse("10 EUR", "").unwrap(), Fee(0));
        assert_eq!(euros.say(Some(&hour), None), "Saves 40 m for 10 EUR: 15 EUR an hour.");
        assert_eq!(euros.say(None, None), "Saves 40 m for 10 EUR: 15 EUR an hour.");
    }
}
