//! Amounts of money: whole hundredths of one currency, never a float. Nothing is converted.

use serde_json::{Map, Value as Json, json};

/// The currency of `$5`.
pub const DOLLARS: &str = "USD";
/// Hundredths of a percent in the whole.
const WHOLE: u128 = 10_000;

/// So much of one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// Hundredths of it.
    pub hundredths: u64,
    /// `USD`; empty if none is said.
    pub currency: String,
}

/// What a market keeps, in hundredths of a percent: 500 are five percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fee(pub u32);

/// `12`, `12.5` or `12.50` as hundredths; further digits are cut off.
#[must_use]
pub fn hundredths(text: &str) -> Option<u64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let rest: u64 = format!("{rest:0<2}").get(..2)?.parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(rest)
}

impl Money {
    /// `{"amount":"12.50","currency":"USD"}`
    #[must_use]
    pub fn of(object: &Map<String, Json>) -> Option<Self> {
        let amount = hundredths(object.get("amount")?.as_str()?)?;
        let currency = object.get("currency").and_then(Json::as_str).unwrap_or_default().to_owned();
        Some(Self { hundredths: amount, currency })
    }

    /// As it is typed: `$12.50`, `12.50 EUR`, or `12.50` of the `usual` currency.
    #[must_use]
    pub fn parse(text: &str, usual: &str) -> Option<Self> {
        let text = text.trim();
        let (amount, currency) = match text.strip_prefix('$') {
            Some(rest) => (rest.trim(), DOLLARS),
            None => text.split_once(' ').map_or((text, usual), |(amount, rest)| (amount, rest.trim())),
        };
        let (whole, rest) = amount.split_once('.').unwrap_or((amount, "0"));
        let digits = |text: &str, most| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !digits(whole, 9) || !digits(rest, 2) || !is_code {
            return None;
        }
        Some(Self { hundredths: hundredths(amount)?, currency: currency.to_ascii_uppercase() })
    }

    /// As the file has it.
    #[must_use]
    pub fn json(&self) -> Json {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        json!({ "amount": format!("{whole}.{rest:02}"), "currency": self.currency })
    }

    /// For reading: `$12`, `12.50 EUR`.
    #[must_use]
    pub fn say(&self) -> String {
        let bare = self.say_bare();
        if self.currency == DOLLARS {
            format!("${bare}")
        } else {
            format!("{bare} {}", self.currency).trim_end().to_owned()
        }
    }

    /// Without its currency: `12`, `12.50`.
    #[must_use]
    pub fn say_bare(&self) -> String {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") }
    }

    /// So many times as much, and what the market keeps on top of it, rounded to a hundredth.
    #[must_use]
    pub fn times(&self, copies: u32, fee: Fee) -> Self {
        let all = u128::from(self.hundredths) * u128::from(copies);
        let kept = (all * u128::from(fee.0) + WHOLE / 2) / WHOLE;
        let hundredths = u64::try_from(all + kept).unwrap_or(u64::MAX);
        Self { hundredths, currency: self.currency.clone() }
    }
}

impl Fee {
    /// A part of the whole as it is written: `0.05` is five percent. At most all of it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
        let fits = (1..=4).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit());
        let rest: u32 = format!("{rest:0<4}").parse().ok().filter(|_| fits)?;
        match whole {
            "0" => Some(Self(rest)),
            "1" if rest == 0 => Some(Self(10_000)),
            _ => None,
        }
    }

    /// `0.05`, as [`Fee::parse`] reads it.
    #[must_use]
    pub fn print(self) -> String {
        format!("{}.{:04}", self.0 / 10_000, self.0 % 10_000)
            .trim_end_matches('0')
            .trim_end_matches('.')
            .into()
    }

    /// For reading: `5 %`.
    #[must_use]
    pub fn say(self) -> String {
        let percent = Money { hundredths: self.0.into(), currency: String::new() };
        format!("{} %", percent.say_bare())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_typed_written_and_said() {
        for (text, said) in [
            ("$12.50", Some("$12.50")),
            ("$ 7", Some("$7")),
            ("12.5 eur", Some("12.50 EUR")),
            (" 7 ", Some("7 CHF")),
            ("", None),
            ("$", None),
            ("1.234", None),
            ("-5", None),
            ("+5", None),
            ("5 euros", None),
            ("9999999999", None),
        ] {
            let money = Money::parse(text, "CHF");
            assert_eq!(money.as_ref().map(Money::say).as_deref(), said, "{text}");
            if let Some(money) = money {
                assert_eq!(Money::of(money.json().as_object().unwrap()), Some(money));
            }
        }
        assert_eq!(Money::parse("7", ""), None, "of what?");
    }

    #[test]
    fn fees_are_exact() {
        for (text, fee) in [
            ("0.05", Some(500)),
            ("0", Some(0)),
            ("1", Some(10_000)),
            ("0.125", Some(1_250)),
            ("1.5", None),
            ("5", None),
            ("0.", None),
            ("0.12345", None),
        ] {
            assert_eq!(Fee::parse(text), fee.map(Fee), "{text}");
            if let Some(fee) = fee {
                assert_eq!(Fee(fee).print(), text);
            }
        }
        let price = Money::parse("$5", "").unwrap();
        assert_eq!(price.times(10, Fee(500)).say(), "$52.50");
        assert_eq!(
            Money::parse("0.10", "EUR").unwrap().times(1, Fee(500)).say(),
            "0.11 EUR",
            "half is rounded up"
        );
        assert_eq!(Fee(1_250).say(), "12.50 %");
        let most = Money { hundredths: u64::MAX, currency: String::new() };
        assert_eq!(most.times(u32::MAX, Fee(10_000)).hundredths, u64::MAX);
    }
}
