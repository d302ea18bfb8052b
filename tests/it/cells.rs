//! One frame, cell by cell: nothing in it that could act on a terminal, and every row as wide as the screen.

use goaltree::app::App;
use goaltree::text::safe;
use goaltree::view::{self, Background, Theme};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};

/// Panics unless the frame of this session is so.
pub fn check(app: &App) {
    let area: Rect = app.screen();
    let mut buffer = Buffer::empty(area);
    let theme = Theme::new(Background::Dark, true, app.ascii);
    let cursor = view::render(app, &theme, area, &mut buffer);
    assert_eq!(buffer.area, area);
    let is_inside = cursor.is_none_or(|at| area.contains(Position { x: at.x, y: at.y }));
    assert!(is_inside, "the cursor at {cursor:?} in {area:?}");
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let symbol = buffer[(x, y)].symbol();
            assert_eq!(safe::clean(symbol), symbol, "a cell at {x}, {y}");
            let width = symbol.cell_width();
            assert!(width > 0 && usize::from(width) == safe::width(symbol), "{symbol:?} at {x}, {y}");
            let hidden = (x + 1..(x + width).min(area.width)).map(|x| buffer[(x, y)].symbol());
            for other in hidden {
                assert_eq!(other, " ", "under {symbol:?} at {x}, {y} of {area:?}\n{}", text(&buffer, y));
            }
            x += width;
        }
        assert_eq!(x, area.width, "row {y}\n{}", text(&buffer, y));
    }
}

fn text(buffer: &Buffer, y: u16) -> String {
    (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect()
}
