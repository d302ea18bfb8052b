//! What `--json` prints: the entries of the state file, and beside them what is derived.

use std::borrow::Cow;
use std::io;

use chrono::NaiveDate;

use super::output::Output;
use super::reference;
use crate::insight::progress::{self, Kind};
use crate::insight::rank::Points;
use crate::insight::today;
use crate::model::{Field, Node, NodeId, Tree};
use crate::text::json::{print_node, print_text};
use crate::text::safe;

/// Names that stand behind those of the file. A field of the file that has one of them is left out.
const DERIVED: [&str; 7] = ["kind", "depth", "path", "done", "total", "available", "today"];

/// The name under which it stands why an item is proposed. The verbs that print it explain it.
const PROPOSAL: &str = "proposal";

/// The long help of `goaltree list`. A test holds it against the names that are printed.
pub(super) const LIST_HELP: &str = "\
Examples:
  goaltree list
  goaltree list is:ready #write
  goaltree list --json | jq -r '.[] | select(.due) | .title'

The rows are: id; [ ] open, [x] done, [-] let go or [~] resting; the line; and of
an item with jobs below it, how many of them are done. With a filter, what stands
above a match is printed too.

--json prints an array with one object for each match, one on a line, in the order
of the tree. The names do not change. What is not set is not there; those with a
star are always there.

  id*               text; never changes, never used twice
  parent            id of the item above
  title*, note      text
  state, closed     \"done\", \"dropped\" or \"resting\" (not there: open); since when
  order             \"seq\": one after another below (not there: in any order)
  minutes, guess    estimate; what was guessed before the split
  spent             minutes that were credited
  start, plan, due  dates: not before, on Today on that day, wanted by
  hard              true when due is a must
  at                time of day: \"18:00\"
  tags              list of text
  repeat, anchor    the rule as typed; its first date
  times, until      how often, until when it repeats
  importance        1 to 5 (not there: 3)
  dread, keep       1 to 3; 1 to 5
  slot              \"short\" or \"long\"
  horizon           \"vision\", \"long\", \"medium\" or \"short\"
  vision, why, obstacle, ifthen, cue, mini
                    text
  goal, adds        {\"count\":100,\"unit\":\"posts\"}: counted; added by a tick
  cost              {\"amount\":\"12.00\",\"currency\":\"USD\"}: decimal as text
  budget            {\"amount\":\"200.00\",\"currency\":\"USD\"}: what it may cost
  hand              to whom it is given, and how far that is
  template          what it was filled from
  also              list of ids that it serves as well
  rolled            how often it was on Today and not ticked
  nudge             what is suggested about it: less, off
  conflicts         list of what other sides wanted: {\"title\":\"Tea\"}
  created           when it was added

Derived:
  kind*             \"goal\", \"subgoal\" or \"job\"
  depth*            how many items are above
  path*             their titles, the goal first
  done*, total*     jobs at and below it: done; done or open
  available*        true if it can be begun: open, nothing above it settled,
                    nothing before it in a sequence
  today*            true if it is on Today

Dates are \"2026-11-21\", times \"2026-11-21T09:12:00Z\". What another program wrote
into the file is printed as it is.";

/// Prints these items as an array.
pub(super) fn print(
    out: &mut Output,
    tree: &Tree,
    day: NaiveDate,
    ids: impl Iterator<Item = NodeId>,
) -> io::Result<()> {
    print_proposals(out, tree, day, ids.map(|id| (id, None)))
}

/// Why an item is proposed.
pub(super) struct Proposal<'r> {
    /// Its kind, and whether it is taken, in a plan.
    pub plan: Option<(&'static str, bool)>,
    pub minutes: u32,
    pub reasons: &'r [String],
    pub points: Option<Points>,
}

/// Prints these items as an array, with their proposals.
pub(super) fn print_proposals<'r>(
    out: &mut Output,
    tree: &Tree,
    day: NaiveDate,
    items: impl Iterator<Item = (NodeId, Option<Proposal<'r>>)>,
) -> io::Result<()> {
    let mut buffer = Vec::new();
    let mut start: &[u8] = b"[\n";
    for (id, proposal) in items {
        let Some(node) = tree.get(id) else { continue };
        buffer.clear();
        buffer.extend_from_slice(start);
        start = b",\n";
        print_entry(&mut buffer, tree, day, node, proposal.as_ref());
        out.bytes(escape(&String::from_utf8_lossy(&buffer)).as_bytes())?;
    }
    out.bytes(if start == b"[\n" { b"[]\n" } else { b"\n]\n" })
}

/// The same JSON, with everything escaped that could act on a terminal. JSON itself asks for that below U+0020 alone.
fn escape(json: &str) -> Cow<'_, str> {
    if json.bytes().all(|byte| byte < 0x7f) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if is_harmful(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

fn is_harmful(character: char) -> bool {
    let mut bytes = [0; 4];
    character >= '\u{7f}' && matches!(safe::clean(character.encode_utf8(&mut bytes)), Cow::Owned(_))
}

fn print_entry(
    buffer: &mut Vec<u8>,
    tree: &Tree,
    day: NaiveDate,
    node: &Node,
    proposal: Option<&Proposal<'_>>,
) {
    let id = node.id();
    let is_derived = |field: &Field| {
        let name = field.name();
        DERIVED.contains(&name) || matches!(name, "id" | "parent") || (name == PROPOSAL && proposal.is_some())
    };
    if node.fields().iter().any(is_derived) {
        let fields = node.fields().iter().filter(|field| !is_derived(field)).cloned().collect();
        print_node(buffer, &Node::with_fields(id, fields), tree.parent(id));
    } else {
        print_node(buffer, node, tree.parent(id));
    }
    // What comes now stands before the brace.
    buffer.pop();
    let path = reference::path(tree, id);
    let count = tree.count(Some(id));
    let entries = format!(",\"kind\":\"{}\",\"depth\":{},\"path\":[", Kind::of(tree, id).word(), path.len());
    buffer.extend_from_slice(entries.as_bytes());
    for (nth, title) in path.iter().enumerate() {
        if nth > 0 {
            buffer.push(b',');
        }
        print_text(buffer, title);
    }
    let entries = format!(
        "],\"done\":{},\"total\":{},\"available\":{},\"today\":{}",
        count.done,
        count.total,
        progress::is_available(tree, id),
        today::is_on(tree, day, id)
    );
    buffer.extend_from_slice(entries.as_bytes());
    if let Some(proposal) = proposal {
        print_proposal(buffer, proposal);
    }
    buffer.push(b'}');
}

fn print_proposal(buffer: &mut Vec<u8>, proposal: &Proposal<'_>) {
    let plan = proposal.plan.map(|(kind, taken)| format!("\"kind\":\"{kind}\",\"taken\":{taken},"));
    let entries = format!(
        ",\"{PROPOSAL}\":{{{}\"minutes\":{},\"reasons\":[",
        plan.unwrap_or_default(),
        proposal.minutes
    );
    buffer.extend_from_slice(entries.as_bytes());
    for (nth, reason) in proposal.reasons.iter().enumerate() {
        if nth > 0 {
            buffer.push(b',');
        }
        print_text(buffer, reason);
    }
    let points = proposal.points.map(|points| format!(",\"points\":{points}"));
    buffer.extend_from_slice(format!("]{}}}", points.unwrap_or_default()).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::KEYS;

    #[test]
    fn nothing_that_acts_is_printed_raw() {
        let text = "\"Graça \u{9b}31m \u{202e} \u{7f} \u{e0041}\"";
        assert_eq!(escape(text), r#""Graça \u009b31m \u202e \u007f \udb40\udc41""#);
        assert_eq!(serde_json::from_str::<String>(&escape(text)).ok(), serde_json::from_str(text).ok());
    }

    #[test]
    fn the_help_names_what_is_printed() {
        let listed: Vec<&str> = LIST_HELP
            .lines()
            .filter(|line| line.starts_with("  "))
            .flat_map(|line| line.trim_start().split("  ").next().unwrap_or_default().split(", "))
            .map(|name| name.trim_end_matches('*'))
            .collect();
        let names = KEYS.iter().map(|row| row.1).chain(DERIVED).chain(["id", "parent"]);
        for name in names {
            assert_eq!(listed.iter().filter(|listed| **listed == name).count(), 1, "{name}");
        }
    }
}
