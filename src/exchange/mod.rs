//! The formats of other programs, one file each: strings in, items out, and back. Nothing here touches a file.

pub mod ics;
pub mod markdown;
