//! The pictures in the README: real screens, as SVG.
//!
//! `UPDATE=1 cargo test picture` draws it anew.

use goaltree::app::Msg;
use goaltree::view::{self, Background, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::drive::Drive;

const CELL_WIDTH: f32 = 8.4;
const CELL_HEIGHT: f32 = 18.0;
const MARGIN: f32 = 14.0;

/// The colours of a dark terminal: text, ground, and the indexed ones that the theme uses.
fn hex(colour: Color, otherwise: &str) -> String {
    match colour {
        Color::Indexed(index @ 16..=231) => {
            let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * u32::from(n) };
            let index = index - 16;
            format!("#{:02x}{:02x}{:02x}", level(index / 36), level(index / 6 % 6), level(index % 6))
        }
        Color::Indexed(index @ 232..) => {
            let grey = 8 + 10 * u32::from(index - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
        _ => otherwise.to_owned(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// One run of cells in the same style.
fn run(cells: &[&Cell], column: usize, row: usize) -> String {
    let first = cells[0];
    let x = MARGIN + CELL_WIDTH * column as f32;
    let y = MARGIN + CELL_HEIGHT * row as f32;
    let width = CELL_WIDTH * cells.len() as f32;
    let ground = hex(first.bg, "");
    let mut svg = String::new();
    if !ground.is_empty() {
        svg.push_str(&format!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{CELL_HEIGHT}\" fill=\"{ground}\"/>\n"
        ));
    }
    let text: String = cells.iter().map(|cell| cell.symbol()).collect();
    if text.trim().is_empty() {
        return svg;
    }
    let mut style = format!("fill=\"{}\"", hex(first.fg, "#d8dee9"));
    if first.modifier.contains(Modifier::BOLD) {
        style.push_str(" font-weight=\"bold\"");
    }
    if first.modifier.contains(Modifier::CROSSED_OUT) {
        style.push_str(" text-decoration=\"line-through\"");
    }
    svg.push_str(&format!(
        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" {style}>{}</text>\n",
        y + 13.5,
        escape(&text)
    ));
    svg
}

fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let width = 2.0 * MARGIN + CELL_WIDTH * f32::from(columns);
    let height = 2.0 * MARGIN + CELL_HEIGHT * f32::from(rows);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" xml:space=\"preserve\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1d1f28\"/>\n"
    );
    for row in 0..rows {
        let cells: Vec<&Cell> = (0..columns).map(|column| &buffer[(column, row)]).collect();
        let mut start = 0;
        while start < cells.len() {
            let like = cells[start];
            let same = |cell: &&&Cell| (cell.fg, cell.bg, cell.modifier) == (like.fg, like.bg, like.modifier);
            let count = cells[start..].iter().take_while(same).count();
            svg.push_str(&run(&cells[start..start + count], start, row.into()));
            start += count;
        }
    }
    svg + "</svg>\n"
}

/// Holds a picture against the screen of a session.
fn check(drive: &Drive, name: &str) {
    let mut buffer = Buffer::empty(drive.app.screen());
    view::render(&drive.app, &Theme::new(Background::Dark, true, false), buffer.area, &mut buffer);
    let drawn = svg(&buffer);
    let path = format!("{}/assets/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == drawn, "assets/{name}.svg is not the screen any more: UPDATE=1 cargo test picture");
}

#[test]
fn the_picture_is_the_real_screen() {
    let mut drive = Drive::demo(96, 28);
    drive.press("down down right down right down down right down down space");
    check(&drive, "screen");
}

#[test]
fn so_is_that_of_looking_back() {
    let mut drive = Drive::tree(crate::ledger::read(crate::look::YEAR));
    drive.send(Msg::Resize(116, 28));
    drive.press("L left left left left");
    check(&drive, "lookback");
}

#[test]
fn so_is_that_of_the_forecast() {
    let mut drive = Drive::demo(96, 28);
    drive.press("F");
    check(&drive, "forecast");
}
