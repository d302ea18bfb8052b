//! What an hour is worth, and the places where work for others is offered. None is compiled in: sites come and go.

use toml::de::{DeFloat, DeInteger, DeValue};

use super::Config;
use crate::text::money::{DOLLARS, Fee, Money};

/// How money is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneySettings {
    /// What an hour of one's own is worth, as typed; empty if it is not set.
    pub(super) my_hour: String,
    /// The currency of an amount without one.
    pub currency: String,
}

impl Default for MoneySettings {
    fn default() -> Self {
        Self { my_hour: String::new(), currency: DOLLARS.into() }
    }
}

/// A place where work for others is offered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Market {
    /// What it is called.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Its search, with `{q}` where the words stand; empty if there is none.
    pub search: String,
    /// What it keeps of a price, on top of it.
    pub fee: Fee,
    /// Prices that are usual there.
    pub presets: Vec<u32>,
}

impl Config {
    /// What an hour of one's own is worth, if it is set.
    #[must_use]
    pub fn my_hour(&self) -> Option<Money> {
        Money::parse(&self.money.my_hour, &self.money.currency)
    }

    /// The market of this name, however it is written.
    #[must_use]
    pub fn market(&self, name: &str) -> Option<&Market> {
        self.markets.iter().find(|market| market.name.to_lowercase() == name.trim().to_lowercase())
    }
}

impl Market {
    /// The address that looks for these words there, or its page where it has no search.
    #[must_use]
    pub fn address(&self, words: &str) -> String {
        if self.search.is_empty() { self.url.clone() } else { self.search.replace("{q}", &encode(words)) }
    }
}

/// Words as a part of an address (RFC 3986, 2.1): all but letters, digits and `-._~` by their bytes.
fn encode(words: &str) -> String {
    let letter = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    words.bytes().map(letter).collect()
}

/// Whether it is the address of a page, and nothing else that an opener might run.
fn is_page(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic());
    is_plain && rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric()))
}

/// An amount that an hour may be worth, or nothing.
pub(super) fn hour(value: &DeValue<'_>) -> Option<String> {
    let text = match value.as_integer() {
        Some(number) if number.radix() == 10 => number.as_str().to_owned(),
        _ => value.as_str()?.trim().to_owned(),
    };
    (text.is_empty() || Money::parse(&text, DOLLARS).is_some()).then_some(text)
}

pub(super) fn currency(value: &DeValue<'_>) -> Option<String> {
    let text = value.as_str()?;
    Money::parse(&format!("1 {text}"), "").map(|money| money.currency)
}

pub(super) fn markets(value: &DeValue<'_>) -> Option<Vec<Market>> {
    value.as_array()?.iter().map(|one| market(one.get_ref())).collect()
}

fn market(value: &DeValue<'_>) -> Option<Market> {
    let mut market = Market::default();
    for (name, value) in value.as_table()? {
        let value = value.get_ref();
        let page = || value.as_str().filter(|text| is_page(text)).map(str::to_owned);
        match name.get_ref().as_ref() {
            "name" => market.name = value.as_str()?.trim().into(),
            "url" => market.url = page()?,
            "search" => market.search = page().filter(|text| text.contains("{q}"))?,
            "fee" => {
                let whole = value.as_integer().map(DeInteger::as_str);
                market.fee = Fee::parse(whole.or_else(|| value.as_float().map(DeFloat::as_str))?)?;
            }
            "presets" => {
                let number =
                    |one: &toml::Spanned<DeValue<'_>>| one.get_ref().as_integer()?.as_str().parse().ok();
                market.presets = value.as_array()?.iter().map(number).collect::<Option<_>>()?;
            }
            _ => return None,
        }
    }
    let has_page = !market.url.is_empty() || !market.search.is_empty();
    (has_page && !market.name.is_empty()).then_some(market)
}

#[cfg(test)]
mod tests {
    use crate::config::read;

    const FILE: &str = r#"
[money]
my_hour = 30
currency = "eur"

[[market]]
name = "Gigs"
url = "https://gigs.example"
search = "https://gigs.example/find?q={q}"
fee = 0.05
presets = [5, 10]
"#;

    #[test]
    fn markets_are_read_and_looked_through_by_a_plain_address() {
        let read = read(FILE);
        assert_eq!(read.problems, []);
        assert_eq!(read.config.my_hour().unwrap().say(), "30 EUR");
        let market = read.config.market(" gigs").unwrap();
        assert_eq!((market.fee.say(), &*market.presets), ("5 %".to_owned(), &[5, 10][..]));
        let address = market.address("Logo; rm -rf \"$HOME\" & ü");
        assert_eq!(address, "https://gigs.example/find?q=Logo%3B%20rm%20-rf%20%22%24HOME%22%20%26%20%C3%BC");
        assert_eq!(read.config.market("other"), None);
        assert_eq!(crate::config::read(&read.print()).config, read.config, "as it is shown, it is read");
    }

    #[test]
    fn what_is_no_page_is_no_market() {
        for (line, is_fine) in [
            ("url = \"http://a.example/x\"", true),
            ("url = \"file:///etc/passwd\"", false),
            ("url = \"javascript:alert(1)\"", false),
            ("url = \"https://-o\"", false),
            ("url = \"https://a b\"", false),
            ("search = \"https://a.example/\"", false),
            ("fee = 0.1", false),
            ("url = \"https://a.example\"\nfee = 7.0", false),
            ("url = \"https://a.example\"\nmood = 1", false),
        ] {
            let read = read(&format!("[[market]]\nname = \"A\"\n{line}\n"));
            assert_eq!(read.problems.is_empty(), is_fine, "{line}: {:?}", read.problems);
        }
    }
}
