//! The verb `remind`: what comes today, what has come, and a try of the desktop.

use super::args;
use super::output::{Look, Output, note};
use super::{Failure, Options, locate, timers};
use crate::insight::remind::{self, Told};
use crate::store::{Location, kept};
use crate::terminal::{self, REMINDERS, TEST_REMINDER};
use crate::text::when;

/// `goaltree remind`.
pub(super) fn remind(options: &Options, typed: &args::Remind) -> Result<(), Failure> {
    let location = locate(options)?;
    match typed.install {
        Some(timer) => timers::install(options, &location, timer, typed.write),
        None if typed.test => test(&location),
        None if typed.check => check(options, &location),
        None => list(options, &location),
    }
}

/// Changes what is remembered of reminders.
fn change<T>(location: &Location, work: impl FnOnce(&mut Told) -> T) -> Result<T, Failure> {
    let kept = kept::change(location, REMINDERS, |json| {
        let mut told = Told::read(json);
        let outcome = work(&mut told);
        (told.json(), outcome)
    });
    let path = location.state.join(REMINDERS);
    kept.map_err(|error| Failure::could_not(format!("{} cannot be written: {error}", path.display())))
}

/// Shows one on the desktop.
fn test(location: &Location) -> Result<(), Failure> {
    let hint = "`goaltree remind --check` prints reminders; in the program they come by the terminal";
    terminal::notify_desktop(TEST_REMINDER).map_err(|why| Failure::could_not(why).hint(hint))?;
    change(location, |told| told.desktop = true)?;
    let mut out = Output::open();
    out.plain("the desktop was told; from now on it tells you")?;
    Ok(out.finish()?)
}

/// Tells what has come since the last check, once. What cannot be remembered is not told: it would come each time.
fn check(options: &Options, location: &Location) -> Result<(), Failure> {
    let (now, config) = (options.clock.now(), &options.settings.config);
    let tree = kept::peek(location)?;
    let (words, desktop) = change(location, |told| {
        told.look_in(&tree, now);
        let manner = config.manner(told);
        let new = told.tell(&remind::due(&tree, now, &manner, told), now);
        (remind::say_all(&tree, now, &manner, &new), told.desktop && config.remind.desktop)
    })?;
    let mut out = Output::open();
    for line in &words {
        out.plain(line)?;
    }
    out.finish()?;
    if desktop && let Some(why) = words.iter().find_map(|line| terminal::notify_desktop(line).err()) {
        note(&why);
    }
    Ok(())
}

/// What comes today, and what was told.
fn list(options: &Options, location: &Location) -> Result<(), Failure> {
    let (now, config) = (options.clock.now(), &options.settings.config);
    let (_, opened) = super::open(options)?;
    let told = Told::read(kept::read(location, REMINDERS).as_deref());
    let manner = config.manner(&told);
    let mut out = Output::open();
    let slots = remind::schedule(&opened.tree, now.day(), now.calendar, &manner);
    for slot in &slots {
        let (mark, look) = if told.has(slot) { ("told ", Look::Dim) } else { ("     ", Look::Plain) };
        let time = when::print_time(slot.at.time());
        let words = remind::say(&opened.tree, now, &manner, slot);
        let words = words.strip_prefix(&format!("{time}: ")).unwrap_or(&words);
        out.line(&[(Look::Dim, mark), (Look::Bold, &time), (look, "  "), (look, words)])?;
    }
    out.finish()?;
    if slots.is_empty() {
        note("nothing comes today; `:pledge 08:00` in the program, at:18:00 in a line, or ^^fri brings one");
    }
    Ok(())
}
