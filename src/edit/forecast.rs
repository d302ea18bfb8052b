//! What was said on a Sunday of when goals will be done: kept in the ledger, so that it can be held against the truth.

use super::{Edit, Outcome};
use crate::insight::forecast::NAME;
use crate::model::Mark;

/// Writes down what was said today.
///
/// # Errors
/// It stands there already.
pub fn note(edit: &mut Edit<'_>, said: &str) -> Outcome {
    edit.mark(edit.now().day(), None, Some(Mark::Unknown(NAME.into(), said.into())))
}
