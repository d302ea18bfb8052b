//! A rough day: Today shrinks to one small thing, and grows back as it was.
//!
//! The ledger says that the day is rough, and keeps what was set aside in a field of the day.

use serde_json::{Value as Json, json};

use super::{Edit, Outcome};
use crate::model::{Day, Fact, Mark, NodeId, Text, Tree};

/// In the ledger of a day: what the list was before, which job took its place, and what kind of day it was.
const ASIDE: &str = "aside";

/// Makes today a rough day: the list is set aside, and `job` is all that is on it.
///
/// # Errors
/// It is one already.
pub fn begin(edit: &mut Edit<'_>, job: Option<NodeId>) -> Outcome {
    let day = edit.now().day();
    let record = edit.tree().day(day).cloned().unwrap_or_default();
    if record.is_rough() {
        return Err("It is a rough day already.".into());
    }
    let kind = kind(&record);
    let names: Vec<String> = record.list.iter().map(ToString::to_string).collect();
    let said = match &kind {
        Some(Fact::Kind(kind)) => Json::from(&**kind),
        _ => Json::Null,
    };
    let aside = json!({ "job": job.map(|id| id.to_string()), "kind": said, "list": names });
    let old = record.unknown.iter().find(|(name, _)| &**name == ASIDE).cloned();
    let old = old.map(|(name, json)| Mark::Unknown(name, json));
    edit.mark(day, kind.map(Mark::Fact), Some(Mark::Fact(Fact::Kind("rough".into()))))?;
    edit.mark(day, old, Some(Mark::Unknown(ASIDE.into(), aside.to_string().into())))?;
    relist(edit, &job.into_iter().collect::<Vec<_>>())
}

/// Brings the list back as it was before the day was rough, with what was put on it since behind it.
///
/// # Errors
/// It is not a rough day.
pub fn end(edit: &mut Edit<'_>) -> Outcome {
    let day = edit.now().day();
    let record = edit.tree().day(day).cloned().unwrap_or_default();
    if !record.is_rough() {
        return Err("It is no rough day.".into());
    }
    let aside = record.unknown.iter().find(|(name, _)| &**name == ASIDE).cloned();
    let said: Json = aside.as_ref().and_then(|(_, json)| serde_json::from_str(json).ok()).unwrap_or_default();
    let ids = said["list"].as_array().into_iter().flatten().filter_map(Json::as_str);
    let mut list: Vec<NodeId> = ids.map(NodeId::parse).collect();
    let job = said["job"].as_str().map(NodeId::parse);
    let since: Vec<NodeId> =
        record.list.iter().copied().filter(|id| Some(*id) != job && !list.contains(id)).collect();
    list.extend(since);
    let before = said["kind"].as_str().map(|kind| Mark::Fact(Fact::Kind(Text::from(kind))));
    edit.mark(day, kind(&record).map(Mark::Fact), before)?;
    edit.mark(day, aside.map(|(name, json)| Mark::Unknown(name, json)), None)?;
    relist(edit, &list)
}

/// Whether today is a rough day.
#[must_use]
pub fn is_on(tree: &Tree, day: chrono::NaiveDate) -> bool {
    tree.day(day).is_some_and(Day::is_rough)
}

fn kind(record: &Day) -> Option<Fact> {
    record.facts.iter().find(|fact| matches!(fact, Fact::Kind(_))).cloned()
}

/// Puts another list in the place of today's.
fn relist(edit: &mut Edit<'_>, list: &[NodeId]) -> Outcome {
    let day = edit.now().day();
    let old = edit.tree().day(day).map(|record| record.list.clone()).unwrap_or_default();
    for id in old {
        edit.mark(day, Some(Mark::Listed { id, after: None }), None)?;
    }
    let mut after = None;
    for id in list.iter().copied() {
        edit.mark(day, None, Some(Mark::Listed { id, after }))?;
        after = Some(id);
    }
    Ok(())
}
