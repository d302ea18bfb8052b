//! A burn-up: a thin line of all there is over a thick one of what is done, week by week.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Points};

use super::paint;
use super::theme::Theme;
use crate::app::page::Chart;
use crate::text::safe;

/// Points of a line between two columns: enough for braille, which has two of them in a column and four in a row.
const FINE: u16 = 8;

/// Draws it: the sum at its top, the lines, and below them from when to when.
pub fn render(theme: &Theme, area: Rect, buffer: &mut Buffer, chart: &Chart) {
    let label = u16::try_from(safe::width(&chart.top)).unwrap_or(0);
    if area.height < 3 || area.width < label + 8 {
        return;
    }
    let plot = Rect { x: area.x + label + 1, width: area.width - label - 1, height: area.height - 1, ..area };
    paint::text(buffer, theme, (area.x, area.y), label, &chart.top, theme.dim);
    paint::text(buffer, theme, (area.x + label - 1, plot.bottom() - 1), 1, "0", theme.dim);
    paint::text(buffer, theme, (plot.x, plot.bottom()), plot.width, &chart.left, theme.dim);
    let end = (plot.right(), plot.bottom());
    paint::right(buffer, theme, end, plot.width, &[(chart.right.clone(), theme.dim)]);
    // A letter fills its whole cell, so it is drawn where the line has passed the middle of it.
    let fine = if theme.glyphs.is_ascii { 1 } else { FINE };
    let points = |values, is_thick| points(chart, values, (plot.width * fine, plot.height * fine), is_thick);
    let (thin, thick) = (points(&chart.above, false), points(&chart.below, true));
    let (thin, thick) = ((&thin[..], theme.dim), (&thick[..], theme.accent));
    if theme.glyphs.is_ascii {
        draw(plot, buffer, Marker::Custom('.'), &[thin]);
        draw(plot, buffer, Marker::Custom('#'), &[thick]);
    } else {
        // In one picture, so that both lines keep their dots where they share a cell.
        draw(plot, buffer, Marker::Braille, &[thin, thick]);
    }
}

fn draw(plot: Rect, buffer: &mut Buffer, marker: Marker, lines: &[(&[(f64, f64)], Style)]) {
    let canvas = Canvas::default().marker(marker).x_bounds([0.0, 1.0]).y_bounds([0.0, 1.0]);
    let canvas = canvas.paint(|context| {
        for (coords, style) in lines {
            context.draw(&Points { coords, color: style.fg.unwrap_or_default() });
        }
    });
    canvas.render(plot, buffer);
}

/// The points of a line, each from 0 to 1; those of a thick one go down to the ground, so that it is told without
/// colour as well.
fn points(chart: &Chart, values: &[u64], (columns, rows): (u16, u16), is_thick: bool) -> Vec<(f64, f64)> {
    let most = chart.above.iter().chain(&chart.below).copied().max().unwrap_or(0).max(1);
    let mut points: Vec<(f64, f64)> = Vec::new();
    for column in 0..=columns {
        let x = f64::from(column) / f64::from(columns);
        let y = value_at(values, column, columns) / to_float(most);
        if !is_thick {
            points.push((x, y));
        } else if y > 0.0 {
            let middle = |row: u16| (f64::from(row) + 0.5) / f64::from(rows);
            let below = (0..rows).map(middle).take_while(|row| *row < y);
            points.extend(below.map(|row| (x, row)));
        }
    }
    points
}

/// The value at a column, on straight lines between the weeks.
fn value_at(values: &[u64], column: u16, columns: u16) -> f64 {
    let last = values.len().saturating_sub(1);
    let place = usize::from(column) * last;
    let (week, rest) = (place / usize::from(columns), place % usize::from(columns));
    let value = |week: usize| values.get(week.min(last)).copied().map_or(0.0, to_float);
    value(week) + (value(week + 1) - value(week)) * to_float(rest as u64) / f64::from(columns)
}

#[expect(clippy::cast_precision_loss, reason = "minutes of a few years")]
fn to_float(number: u64) -> f64 {
    number as f64
}
