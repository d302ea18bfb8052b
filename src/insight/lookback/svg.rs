//! The heatmap and the path as a picture to show to somebody: an SVG with a title and a description for those who
//! cannot see it.

use chrono::NaiveDate;

use super::path::{Drawn, Kind};
use super::{Lookback, day};
use crate::insight::heat::{Heat, Map, WEEKS};
use crate::text::safe;
use crate::text::when::say_date;

/// One cell with the space behind it, and the cell.
const STEP: usize = 14;
const CELL: usize = 11;
const MARGIN: usize = 24;
/// Where the map begins: below the heading and the months, behind the days of the week.
const LEFT: usize = MARGIN + 30;
const TOP: usize = 104;
/// Columns of text of the path, each so wide.
const COLUMNS: usize = 106;
const COLUMN: usize = 7;
/// Colours of nothing, and of the four levels.
const COLOURS: [&str; 5] = ["#ebedf0", "#b8e0dc", "#6fc0b8", "#2f9c95", "#0f6b66"];
const INK: &str = "#24292f";
const DIM: &str = "#57606a";

/// The picture of a look-back, of a person whose weeks begin as the map's do.
#[must_use]
pub fn svg(back: &Lookback, today: NaiveDate) -> String {
    let shown = back.map.around(back.map.cells.len(), WEEKS);
    let weeks = shown.cells.len() / 7;
    let drawn = back.path.as_ref().and_then(|path| path.draw(COLUMNS, "…"));
    let width = (LEFT + weeks * STEP).max(MARGIN + COLUMNS * COLUMN) + MARGIN;
    let path_top = TOP + 7 * STEP + 46;
    let height = if drawn.is_some() { path_top + 64 } else { TOP + 7 * STEP } + MARGIN;
    let (head, sum) = back.head().unwrap_or_else(|| ("Nothing is done yet".into(), String::new()));
    let title = if back.title.is_empty() { "How far it has come".to_owned() } else { back.title.clone() };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"title description\" font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\" font-size=\"12\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#ffffff\"/>\n",
        escape(&title),
        escape(&description(back, &shown, today)),
    );
    text(&mut svg, (MARGIN, 40), &format!("fill=\"{INK}\" font-size=\"18\" font-weight=\"600\""), &title);
    let sum = if sum.is_empty() { head } else { format!("{head} · {sum}") };
    text(&mut svg, (MARGIN, 62), &format!("fill=\"{DIM}\""), &sum);
    map(&mut svg, &shown, today);
    if let (Some(path), Some(drawn)) = (&back.path, &drawn) {
        let style = format!("fill=\"{DIM}\"");
        text(&mut svg, (MARGIN, path_top - 18), &style, &format!("The path of {}", path.title));
        line(&mut svg, drawn, path_top);
    }
    svg + "</svg>\n"
}

/// What the picture shows, in words.
fn description(back: &Lookback, shown: &Map, today: NaiveDate) -> String {
    let mut parts = Vec::new();
    parts.extend(back.head().map(|(head, sum)| format!("{head}: {sum}, {} active days.", back.active)));
    parts.push(format!(
        "The map has a cell for each day from {} to {}, darker the more was done.",
        shown.first, today
    ));
    if let Some(path) = &back.path {
        let points: Vec<String> = path
            .points
            .iter()
            .map(|point| format!("{}, {}", point.label, say_date(point.day, today)))
            .collect();
        let next = path.next.as_ref().map(|next| format!(" Next: {next}.")).unwrap_or_default();
        parts.push(format!("The path of {}: {}.{next}", path.title, points.join("; ")));
    }
    parts.join(" ")
}

fn map(svg: &mut String, map: &Map, today: NaiveDate) {
    let style = format!("fill=\"{DIM}\" font-size=\"10\"");
    for (week, name) in map.month_names() {
        text(svg, (LEFT + week * STEP, TOP - 8), &style, &name);
    }
    for row in [0, 2, 4] {
        let name = map.day(row).map(|day| day.format("%a").to_string()).unwrap_or_default();
        text(svg, (MARGIN, TOP + row * STEP + 9), &style, &name);
    }
    for (at, heat) in map.cells.iter().enumerate() {
        let (x, y) = (LEFT + at / 7 * STEP, TOP + at % 7 * STEP);
        let level = match heat {
            Heat::Ahead | Heat::Rest => continue,
            Heat::Empty | Heat::Hollow => 0,
            Heat::Level(level) => usize::from(*level).min(4),
        };
        let ring = if *heat == Heat::Hollow { " stroke=\"#b8e0dc\"" } else { "" };
        let name = map.day(at).map(|date| day::name(date, today)).unwrap_or_default();
        svg.push_str(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{CELL}\" height=\"{CELL}\" rx=\"2\" fill=\"{}\"{ring}><title>{name}</title></rect>\n",
            COLOURS[level],
        ));
    }
}

fn line(svg: &mut String, drawn: &Drawn, y: usize) {
    let x = |column: usize| MARGIN + column * COLUMN + COLUMN / 2;
    let mut stroke = |from: usize, to: usize, dashes: &str| {
        svg.push_str(&format!(
            "<line x1=\"{}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\" stroke=\"{}\" stroke-width=\"2\"{dashes}/>\n",
            x(from),
            x(to),
            COLOURS[3],
        ));
    };
    stroke(drawn.points.first().map_or(0, |point| point.0), drawn.today, "");
    drawn.next.iter().for_each(|next| stroke(drawn.today, *next, " stroke-dasharray=\"2 5\""));
    let mut dot = |column: usize, radius: usize, fill: &str| {
        svg.push_str(&format!(
            "<circle cx=\"{}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{}\" stroke-width=\"2\"/>\n",
            x(column),
            COLOURS[4],
        ));
    };
    drawn.points.iter().for_each(|(column, _)| dot(*column, 4, COLOURS[4]));
    dot(drawn.today, 6, COLOURS[2]);
    drawn.next.iter().for_each(|next| dot(*next, 5, "#ffffff"));
    for (row, labels) in drawn.rows.iter().enumerate() {
        for label in labels.iter().filter(|label| !label.is_bar()) {
            let weight = if label.kind == Kind::Now { " font-weight=\"600\"" } else { "" };
            let columns = safe::width(&label.text) * COLUMN;
            let style = format!("fill=\"{INK}\" font-size=\"11\"{weight} data-columns=\"{columns}\"");
            text(svg, (MARGIN + label.start * COLUMN, y + 24 + row * 18), &style, &label.text);
        }
    }
}

fn text(svg: &mut String, (x, y): (usize, usize), style: &str, words: &str) {
    svg.push_str(&format!("<text x=\"{x}\" y=\"{y}\" {style}>{}</text>\n", escape(words)));
}

/// Text as it may stand in XML: nothing that could end it or act on a reader.
fn escape(words: &str) -> String {
    let words = safe::clean(words);
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
