//! What a calendar says is read by a reader of another make, with every title as it was.

use chrono::NaiveDate;
use goaltree::exchange::ics::{self, Event, When};
use goaltree::model::Stamp;
use goaltree::text::safe;
use icalendar::parser::{read_calendar, unfold};
use icalendar::{Calendar, CalendarComponent, Component};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::config;

fn titles() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "\r\n",
        "\n",
        "\u{1b}]0;x\u{7}",
        "\u{0}",
        "\u{9b}",
        ",",
        ";",
        "\\",
        ":",
        "\"",
        "🎹",
        "👩‍👩‍👧",
        "é",
        "牛",
        " ",
        "BEGIN:VEVENT",
    ]);
    vec(prop_oneof![odd.prop_map(str::to_owned), "[a-z]{1,20}"], 0..30).prop_map(|parts| parts.concat())
}

fn whens() -> impl Strategy<Value = When> {
    (0_u64..800, 0_u32..24, 1_u32..600).prop_flat_map(|(days, hour, minutes)| {
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(days);
        let time = day.and_hms_opt(hour, 30, 0).unwrap();
        select(vec![When::Day(day), When::Time(time, minutes), When::Daily(time, minutes)])
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..config() })]

    #[test]
    fn another_reader_reads_what_was_written(entries in vec((titles(), whens(), any::<bool>()), 0..5)) {
        let events: Vec<Event> = entries.iter().enumerate().map(|(nth, (title, when, told))| Event {
            id: format!("n{nth}-20260101-at"),
            when: *when,
            title: told.then(|| title.clone()),
            stamp: Stamp(1_795_000_000),
            sequence: 3,
        }).collect();
        let text = ics::print(&events);
        prop_assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        prop_assert!(!text.replace("\r\n", "").contains(char::is_control));

        let unfolded = unfold(&text);
        let calendar = Calendar::from(read_calendar(&unfolded).expect("a calendar"));
        prop_assert_eq!(calendar.components.len(), events.len());
        for (component, event) in calendar.components.iter().zip(&events) {
            let CalendarComponent::Event(read) = component else { panic!("no event: {component:?}") };
            let title = event.title.as_deref().map_or("Busy".into(), safe::clean);
            prop_assert_eq!(read.get_summary().unwrap_or_default(), &*title);
            prop_assert_eq!(read.get_uid(), Some(&*format!("{}@goaltree", event.id)));
            prop_assert_eq!(read.get_sequence(), Some(3));
            prop_assert_eq!(read.property_value("DTSTAMP"), Some("20261118T110640Z"));
            prop_assert_eq!(read.property_value("RRULE").is_some(), matches!(event.when, When::Daily(..)));
            let start = read.property_value("DTSTART").unwrap();
            prop_assert!(!start.ends_with('Z') && !text.contains("TZID"), "floating");
            let wanted = match event.when {
                When::Day(day) => day.format("%Y%m%d").to_string(),
                When::Time(time, _) | When::Daily(time, _) => time.format("%Y%m%dT%H%M%S").to_string(),
            };
            prop_assert_eq!(start, wanted);
        }
    }

    #[test]
    fn a_calendar_of_the_busy_has_no_title(title in "[a-zäöü]{9,60}") {
        let day = When::Day(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
        let event = Event { id: "n".into(), when: day, title: None, stamp: Stamp(0), sequence: 0 };
        let told = Event { title: Some(title.clone()), ..event.clone() };
        prop_assert!(!ics::print(&[event]).contains(&title));
        prop_assert!(unfold(&ics::print(&[told])).contains(&title));
    }
}
