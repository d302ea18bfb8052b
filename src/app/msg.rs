//! What happened, and what the outside shall do about it.

use super::{Copies, Key};
use crate::insight::remind::Slot;
use crate::model::Change;
use crate::text::template::Template;

/// What happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// Something was done with the mouse at a column and a row.
    Mouse(Pointer, u16, u16),
    /// The screen has this size now.
    Resize(u16, u16),
    /// Others changed the file: what they did, and what of ours is not in it yet.
    Foreign {
        /// Their changes, to be applied as they are.
        theirs: Vec<Change>,
        /// Our changes that the tree has and the file does not, oldest first.
        unstored: Vec<Change>,
    },
    /// The file cannot be written: what is wrong and what to do. It stays until it is over.
    Trouble(Option<String>),
    /// Something to tell, once.
    Notice(String),
    /// Whether everything on the screen is safe on the disk.
    Safe(bool),
    /// The person's own editor has ended: the text that was saved in it, or why there is none.
    Composed(Result<String, String>),
    /// Write the half-typed text down.
    KeepDrafts,
    /// The time that [`super::App::wakes_in`] told has gone by.
    Tick,
    /// What the idea command answered, or why it did not.
    Answer(Result<String, String>),
    /// What lies beside the file.
    Copies(Copies),
    /// A template was written, with what to say; or why it was not.
    TemplateSaved(Result<(Vec<Template>, String), String>),
}

/// What is done with a mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// The left button went down.
    Click,
    /// The wheel turned towards the top.
    WheelUp,
    /// The wheel turned towards the bottom.
    WheelDown,
}

/// What the outside shall do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write a change down before the next frame.
    Commit(Change),
    /// Keep half-typed text, or forget it.
    Draft(String, Option<String>),
    /// Write the whole tree to another file.
    WriteCopy(String),
    /// Put text on the clipboard.
    Copy(String),
    /// Open this page, an http or https address, in the browser.
    Open(String),
    /// Give this to the idea command.
    Ask(String),
    /// Stop the idea command.
    StopAsking,
    /// Keep a template of the person's own under its slug.
    SaveTemplate(Template),
    /// Read the copies that lie beside the file.
    ReadCopies,
    /// Set those aside that were read, when all changes are stored.
    SetCopiesAside,
    /// Open the person's own editor on this text.
    Compose(String),
    /// Ring the bell, and tell this where the terminal can.
    Ring(String),
    /// Tell this, if nobody has told of these slots yet.
    Remind(Vec<Slot>, String),
    /// The person has seen what they were reminded of.
    Looked,
    /// The person was asked whether they want fewer reminders, or other times.
    AskedAboutReminders,
    /// Try a notification of the desktop.
    TestReminder,
    /// Stop until the shell wakes the program up.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Quit,
}
