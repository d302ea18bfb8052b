//! Dates, instants and lengths as they are typed and written.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, Timelike, Weekday};

use crate::model::Stamp;
pub use crate::model::Today;

const DAY_SECONDS: i64 = 86_400;

/// `2026-11-21`, and nothing looser.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = digits(&bytes[..4])?;
    NaiveDate::from_ymd_opt(year.cast_signed(), digits(&bytes[5..7])?, digits(&bytes[8..])?)
}

/// A day as typed on the day `today`: `today tom fri eow eom eoq eoy 2026-12-31 31-12 +3d +2w +1mo +1y`.
///
/// A weekday is the next one, never today; `31-12` is the next such day; a month that is too short gives its last day.
#[must_use]
pub fn parse_day(text: &str, today: impl Into<Today>) -> Option<NaiveDate> {
    let Today { day: today, week_starts } = today.into();
    let text = text.to_ascii_lowercase();
    let days = |count: u32| today.checked_add_days(Days::new(count.into()));
    let day = match &*text {
        "today" => Some(today),
        "tom" | "tomorrow" => days(1),
        "eow" => days(6 - today.weekday().days_since(week_starts)),
        "eom" => end_of(today, 1),
        "eoq" => end_of(today, 3),
        "eoy" => end_of(today, 12),
        _ => match text.parse::<Weekday>() {
            Ok(weekday) => days((weekday.days_since(today.weekday()) + 6) % 7 + 1),
            Err(_) => {
                parse_date(&text).or_else(|| ahead(&text, today)).or_else(|| day_of_month(&text, today))
            }
        },
    };
    day.filter(|day| (0..=9_999).contains(&day.year()))
}

/// The last day of the period of so many months in which `today` lies.
fn end_of(today: NaiveDate, months: u32) -> Option<NaiveDate> {
    let first = today.month0() / months * months;
    let start = NaiveDate::from_ymd_opt(today.year(), first + 1, 1)?;
    start.checked_add_months(Months::new(months))?.pred_opt()
}

/// `+3d`, `+2w`, `+1mo`, `+1y`.
fn ahead(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.strip_prefix('+')?;
    let (count, unit) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit())?);
    let count = number(count)?;
    match unit {
        "d" => today.checked_add_days(Days::new(count.into())),
        "w" => today.checked_add_days(Days::new(u64::from(count) * 7)),
        "mo" => today.checked_add_months(Months::new(count)),
        "y" => today.checked_add_months(Months::new(count * 12)),
        _ => None,
    }
}

/// `31-12`: today or the next day of that name. The 29th of February may be eight years away.
fn day_of_month(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (day, month) = text.split_once('-').filter(|(day, month)| day.len() <= 2 && month.len() <= 2)?;
    let (day, month) = (number(day)?, number(month)?);
    let mut years = today.year()..=today.year() + 8;
    years.find_map(|year| NaiveDate::from_ymd_opt(year, month, day).filter(|date| *date >= today))
}

/// `2026-02-03T07:12:00Z` by its fixed layout, which is three times faster than a general parser; else any RFC 3339.
#[must_use]
pub fn parse_stamp(text: &str) -> Option<Stamp> {
    fixed_stamp(text.as_bytes())
        .or_else(|| DateTime::parse_from_rfc3339(text).ok().map(|time| Stamp(time.timestamp())))
}

fn fixed_stamp(bytes: &[u8]) -> Option<Stamp> {
    let bytes: &[u8; 20] = bytes.try_into().ok()?;
    let date = parse_date(std::str::from_utf8(&bytes[..10]).ok()?)?;
    if bytes[10] != b'T' || bytes[13] != b':' || bytes[16] != b':' || bytes[19] != b'Z' {
        return None;
    }
    let (hour, minute, second) = (digits(&bytes[11..13])?, digits(&bytes[14..16])?, digits(&bytes[17..19])?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let days = date.signed_duration_since(NaiveDate::default()).num_days();
    Some(Stamp(days * DAY_SECONDS + i64::from(hour * 3_600 + minute * 60 + second)))
}

/// The instant as the file writes it, UTC.
#[must_use]
pub fn print_stamp(stamp: Stamp) -> String {
    let time = DateTime::from_timestamp(stamp.0, 0).unwrap_or_default();
    // By hand: the general formatter takes half of the time of writing a file.
    let (date, clock) = (time.date_naive(), time.time());
    let (year, month, day) = (date.year(), date.month(), date.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", clock.hour(), clock.minute(), clock.second())
}

/// A time of day as typed: `18:00`, `9:05`.
#[must_use]
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let (hour, minute) =
        text.split_once(':').filter(|(hour, minute)| hour.len() <= 2 && minute.len() == 2)?;
    NaiveTime::from_hms_opt(number(hour)?, number(minute)?, 0)
}

/// The time of day as the file has it: `09:05`.
#[must_use]
pub fn print_time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

/// A length as typed: `25`, `25m`, `1h`, `1h30`, `1h30m`, `1.5h`. In minutes, at least one, at most a hundred hours.
#[must_use]
pub fn parse_minutes(text: &str) -> Option<u32> {
    let minutes = match text.split_once('h') {
        None => number(text.strip_suffix('m').unwrap_or(text))?,
        Some((hours, "")) if hours.contains('.') => {
            let (whole, tenth) = hours.split_once('.')?;
            number(whole)? * 60 + number(tenth).filter(|_| tenth.len() == 1)? * 6
        }
        Some((hours, "")) => number(hours)? * 60,
        Some((hours, rest)) => {
            number(hours)? * 60 + number(rest.strip_suffix('m').unwrap_or(rest)).filter(|part| *part < 60)?
        }
    };
    (1..=6_000).contains(&minutes).then_some(minutes)
}

fn number(text: &str) -> Option<u32> {
    let short = (1..=4).contains(&text.len());
    short.then(|| digits(text.as_bytes())).flatten()
}

/// The shortest way to type it: `25m`, `1h`, `1h30`.
#[must_use]
pub fn print_minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes:02}"),
    }
}

/// A sum of minutes for reading: `45 m`, `3 h 05`.
#[must_use]
pub fn say_minutes(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} m"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

/// A day without its weekday, for reading: `3 Feb`, with its year where that is another than `today`'s.
#[must_use]
pub fn say_date(day: NaiveDate, today: NaiveDate) -> String {
    let format = if day.year() == today.year() { "%-d %b" } else { "%-d %b %Y" };
    day.format(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        for (text, minutes) in
            [("25", 25), ("25m", 25), ("1h", 60), ("1h30", 90), ("1h30m", 90), ("1.5h", 90)]
        {
            assert_eq!(parse_minutes(text), Some(minutes), "{text}");
            assert_eq!(parse_minutes(&print_minutes(minutes)), Some(minutes));
        }
        for text in ["", "0", "m", "h", "abc", "1h60", "1.55h", "-5", "99999", "１２"] {
            assert_eq!(parse_minutes(text), None, "{text}");
        }
    }

    #[test]
    fn times_of_day() {
        for (text, printed) in [("18:00", "18:00"), ("9:05", "09:05"), ("00:00", "00:00"), ("23:59", "23:59")]
        {
            assert_eq!(parse_time(text).map(print_time).as_deref(), Some(printed), "{text}");
        }
        for text in ["", "18", "24:00", "12:60", "9:5", "18:00:00", "-1:00", "a:00", ":30", "１8:00"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    fn date(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    #[test]
    fn days_as_typed() {
        // A Saturday, the last days of months of each length, and a leap day.
        for (today, text, day) in [
            ("2026-11-21", "today", "2026-11-21"),
            ("2026-11-21", "tom", "2026-11-22"),
            ("2026-12-31", "tom", "2027-01-01"),
            ("2026-11-21", "sun", "2026-11-22"),
            ("2026-11-21", "mon", "2026-11-23"),
            ("2026-11-21", "Fri", "2026-11-27"),
            ("2026-11-21", "sat", "2026-11-28"),
            ("2026-11-21", "eow", "2026-11-22"),
            ("2026-11-22", "eow", "2026-11-22"),
            ("2026-11-23", "eow", "2026-11-29"),
            ("2026-11-21", "eom", "2026-11-30"),
            ("2026-11-30", "eom", "2026-11-30"),
            ("2028-02-01", "eom", "2028-02-29"),
            ("2026-02-28", "eom", "2026-02-28"),
            ("2026-11-21", "eoq", "2026-12-31"),
            ("2026-04-01", "eoq", "2026-06-30"),
            ("2026-03-31", "eoq", "2026-03-31"),
            ("2026-11-21", "eoy", "2026-12-31"),
            ("2026-11-21", "2026-12-31", "2026-12-31"),
            ("2026-11-21", "1999-01-01", "1999-01-01"),
            ("2026-11-21", "31-12", "2026-12-31"),
            ("2026-11-21", "21-11", "2026-11-21"),
            ("2026-11-21", "20-11", "2027-11-20"),
            ("2026-11-21", "5-3", "2027-03-05"),
            ("2026-11-21", "29-02", "2028-02-29"),
            ("2096-03-01", "29-2", "2104-02-29"),
            ("2026-11-21", "+0d", "2026-11-21"),
            ("2026-11-21", "+3d", "2026-11-24"),
            ("2026-11-21", "+2w", "2026-12-05"),
            ("2026-11-21", "+1mo", "2026-12-21"),
            ("2026-01-31", "+1mo", "2026-02-28"),
            ("2028-01-31", "+1mo", "2028-02-29"),
            ("2026-10-31", "+1mo", "2026-11-30"),
            ("2026-12-31", "+2mo", "2027-02-28"),
            ("2028-02-29", "+1y", "2029-02-28"),
            ("2026-11-21", "+1y", "2027-11-21"),
        ] {
            assert_eq!(parse_day(text, date(today)), Some(date(day)), "{text} on {today}");
        }
        for text in [
            "",
            "+",
            "+3",
            "3d",
            "+d",
            "+3x",
            "+9999y",
            "32nov",
            "32-12",
            "31-13",
            "30-2",
            "0-1",
            "12-31",
            "31-12-2026",
            "2026-13-01",
            "2026-1-1",
            "mo",
            "frid",
            "someday",
            "+３d",
            "ё",
        ] {
            assert_eq!(parse_day(text, date("2026-11-21")), None, "{text}");
        }
    }

    #[test]
    fn weeks_start_on_monday_unless_told() {
        let saturday = date("2026-11-21");
        let on = |text: &str, week_starts| parse_day(text, Today { day: saturday, week_starts });
        assert_eq!(on("eow", Weekday::Mon), Some(date("2026-11-22")));
        assert_eq!(on("eow", Weekday::Sun), Some(saturday));
        assert_eq!(on("eow", Weekday::Sat), Some(date("2026-11-27")));
        assert_eq!(on("sun", Weekday::Sun), Some(date("2026-11-22")));
    }

    #[test]
    fn a_weekday_is_within_a_week_and_never_today() {
        for offset in 0..7 {
            let today = date("2026-11-16") + Days::new(offset);
            for name in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
                let day = parse_day(name, today).unwrap();
                assert!((1..=7).contains(&(day - today).num_days()), "{name} on {today}");
                assert_eq!(day.weekday(), name.parse::<Weekday>().unwrap());
            }
        }
    }

    #[test]
    fn instants() {
        let stamp = parse_stamp("2026-02-03T07:12:00Z");
        assert_eq!(stamp.map(print_stamp).as_deref(), Some("2026-02-03T07:12:00Z"));
        assert_eq!(parse_stamp("2026-02-03T08:12:00+01:00"), stamp);
        for text in ["2026-13-03T07:12:00Z", "2026-02-03T24:12:00Z", "2026-02-03", ""] {
            assert_eq!(parse_stamp(text), None, "{text}");
        }
    }
}
