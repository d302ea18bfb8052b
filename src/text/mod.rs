//! What it looks like as text: strings in, values out, and back. Nothing here touches a file.

pub mod change;
pub mod choice;
pub mod count;
pub mod dates;
pub mod hand;
pub mod json;
pub mod line;
pub mod money;
pub mod outline;
pub mod safe;
pub mod template;
pub mod when;
