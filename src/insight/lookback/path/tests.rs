//! Labels stand at their points, and never touch.

use chrono::Days;
use proptest::prelude::*;

use super::*;

fn path(days: &[(u64, &str, Kind)], next: Option<&str>) -> Path {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let mut points: Vec<Point> = days
        .iter()
        .map(|(back, label, kind)| Point {
            day: today - Days::new(*back),
            label: (*label).into(),
            kind: *kind,
        })
        .collect();
    points.sort_by_key(|point| point.day);
    Path { title: "Coffee site".into(), points, today, next: next.map(str::to_owned) }
}

/// Line and labels as text.
fn text(drawn: &Drawn, width: usize) -> String {
    let mut line = vec!['-'; width];
    drawn.points.iter().for_each(|(at, _)| line[*at] = '*');
    line[drawn.today] = '@';
    drawn.next.iter().for_each(|at| line[*at] = 'o');
    let mut text: String = line.into_iter().collect();
    for row in &drawn.rows {
        let mut line = String::new();
        for label in row {
            line.push_str(&" ".repeat(label.start - safe::width(&line)));
            line.push_str(&label.text);
        }
        text.push_str(&format!("\n{line}"));
    }
    text
}

#[test]
fn labels_stand_at_their_points() {
    let coffee = path(
        &[
            (291, "domain", Kind::First),
            (260, "home", Kind::Part),
            (150, "10 posts", Kind::Ten),
            (90, "first sale", Kind::Part),
            (88, "a newsletter that goes out", Kind::Part),
        ],
        Some("100 posts"),
    );
    let drawn = coffee.draw(72, "…").unwrap();
    assert_eq!(
        text(&drawn, 72),
        "\
*-----*---------------------*----------**----------------@-------------o
│     home                  10 posts   first sale      today   100 posts
domain"
    );
}

proptest! {
    #[test]
    fn labels_never_touch_and_points_keep_their_order(
        days in prop::collection::vec((0u64..4_000, "[a-z ]{0,30}|日本語{1,9}|\u{1b}.{0,9}", 0u8..6), 1..40),
        next in prop::option::of("[a-z]{1,40}"),
        width in 0usize..140,
    ) {
        let kinds = [Kind::Goal, Kind::Part, Kind::First, Kind::Hundred, Kind::Ten, Kind::Deep];
        let days: Vec<(u64, &str, Kind)> =
            days.iter().map(|(back, label, kind)| (*back, &**label, kinds[usize::from(*kind)])).collect();
        let Some(drawn) = path(&days, next.as_deref()).draw(width, "…") else {
            prop_assert!(width < LEAST_COLUMNS);
            return Ok(());
        };
        prop_assert!(drawn.points.is_sorted_by(|one, other| one.0 < other.0));
        prop_assert!(drawn.points.iter().all(|(at, _)| *at < drawn.today) && drawn.today < width);
        prop_assert!(drawn.next.is_none_or(|next| drawn.today < next && next < width));
        for row in &drawn.rows {
            let mut free = 0;
            for label in row {
                prop_assert!(label.start >= free, "{drawn:?}");
                free = label.start + safe::width(&label.text) + GAP;
                prop_assert!(free <= width + GAP, "{drawn:?}");
            }
        }
        let is_told = |text: &str| drawn.rows.iter().flatten().any(|label| label.text == text);
        prop_assert!(is_told(TODAY), "{drawn:?}");
    }
}
