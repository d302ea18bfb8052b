//! What a start cannot be faster than: reads a state file, parses it with `serde_json`, paints one static frame, and
//! leaves at the first byte that is typed. `floor FILE`
//!
//! It checks nothing, builds no tree, keeps no journal and takes no locks. The frame goes out in a single write.

use std::error::Error;
use std::io::{BufWriter, Read, stdin, stdout};

use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Constraint, Layout};
use ratatui::text::Line;
use ratatui::widgets::{Block, Borders, Paragraph};
use serde::Deserialize;

#[derive(Deserialize)]
struct State {
    nodes: Vec<Node>,
    days: Vec<Day>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "parsing them is the work that is timed")]
struct Node {
    id: String,
    parent: Option<String>,
    title: String,
    note: Option<String>,
    state: Option<String>,
    closed: Option<String>,
    order: Option<String>,
    minutes: Option<u32>,
    due: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    dread: Option<u32>,
    horizon: Option<String>,
    vision: Option<String>,
    created: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "as above")]
struct Day {
    day: String,
    #[serde(default)]
    list: Vec<String>,
    #[serde(default)]
    done: Vec<Done>,
    #[serde(default)]
    looks: Vec<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "as above")]
struct Done {
    id: String,
    at: String,
    minutes: Option<u32>,
    title: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: floor FILE")?;
    let state: State = serde_json::from_slice(&std::fs::read(path)?)?;
    enable_raw_mode()?;
    let mut out = BufWriter::with_capacity(1 << 18, stdout().lock());
    queue!(out, EnterAlternateScreen)?; // goes out with the frame
    let mut terminal = Terminal::new(CrosstermBackend::new(out))?;
    terminal.draw(|frame| {
        let [body, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(1)]).areas(frame.area());
        let [left, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(31)]).areas(body);
        let rows = state.nodes.iter().take(usize::from(left.height)).map(|node| {
            let mark = if node.state.is_some() { "x" } else { " " };
            Line::raw(format!("[{mark}] {}  {}", node.title, node.minutes.unwrap_or(0)))
        });
        frame.render_widget(Paragraph::new(rows.collect::<Vec<_>>()), left);
        let done = state.days.iter().rev().flat_map(|day| &day.done).take(usize::from(right.height));
        let pane = Paragraph::new(done.map(|done| Line::raw(&*done.title)).collect::<Vec<_>>());
        frame.render_widget(pane.block(Block::new().borders(Borders::LEFT)), right);
        frame.render_widget("any key leaves", foot);
    })?;
    stdin().read_exact(&mut [0])?;
    disable_raw_mode()?;
    execute!(terminal.backend_mut(), LeaveAlternateScreen)?;
    Ok(())
}
