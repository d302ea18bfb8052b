//! The verb `prompt`: what is left today in a few letters, for the prompt of a shell, from a cache as long as nothing
//! has changed.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::output::Output;
use super::{Failure, Options, locate, open};
use crate::insight::today;
use crate::store::Location;
use crate::text::when;

/// A file that was written so lately may be written once more without looking newer.
const TOO_FRESH: Duration = Duration::from_secs(1);

/// What was printed for which files on which day.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Cache {
    seen: String,
    text: String,
}

/// `goaltree prompt`.
pub(super) fn prompt(options: &Options) -> Result<(), Failure> {
    let location = locate(options)?;
    let path = location.state.join("prompt.json");
    let day = options.clock.now().day();
    let (seen, newest) = seen(&location, &day.to_string());
    let kept = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Cache>(&bytes).ok());
    let text = if let Some(kept) = kept.filter(|kept| kept.seen == seen) {
        kept.text
    } else {
        let (_, opened) = open(options)?;
        let text = words(&today::today(&opened.tree, day));
        let is_settled = newest.and_then(|newest| newest.elapsed().ok()).is_some_and(|age| age > TOO_FRESH);
        if is_settled {
            // Without the cache the next prompt takes longer and says the same.
            let _ = write(&path, &Cache { seen, text: text.clone() });
        }
        text
    };
    let mut out = Output::open();
    if !text.is_empty() {
        out.plain(&text)?;
    }
    Ok(out.finish()?)
}

/// `3 left 45m`; nothing where nothing is on Today.
fn words(today: &today::Today) -> String {
    match (today.list.len(), today.open, today.minutes_open) {
        (0, ..) => String::new(),
        (_, 0, _) => "done".to_owned(),
        (_, open, 0) => format!("{open} left"),
        (_, open, minutes) => {
            format!("{open} left {}", when::print_minutes(u32::try_from(minutes).unwrap_or(u32::MAX)))
        }
    }
}

/// What tells whether the goals changed, and the newest of the two times.
fn seen(location: &Location, day: &str) -> (String, Option<SystemTime>) {
    let mut seen = format!("{day} {}", env!("CARGO_PKG_VERSION"));
    let mut newest = None;
    for path in [location.file.clone(), location.journal()] {
        let data = fs::metadata(path).ok();
        let time = data.as_ref().and_then(|data| data.modified().ok());
        let since = time.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        seen.push_str(&format!(
            " {} {}",
            data.map_or(0, |data| data.len()),
            since.map_or(0, |since| since.as_nanos())
        ));
        newest = newest.max(time);
    }
    (seen, newest)
}

fn write(path: &Path, cache: &Cache) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    let file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&file, cache)?;
    file.persist(path)?;
    Ok(())
}
