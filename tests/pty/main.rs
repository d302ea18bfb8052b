//! The real program in a real terminal: processes, signals, bytes. What one session does is tested in `it`, where it
//! costs no process.

#![cfg(unix)]
#![allow(clippy::print_stdout, reason = "the figures of the README's table")]

mod ask;
mod boxes;
mod copies;
mod crash;
mod editor;
mod faults;
mod files;
mod home;
mod input;
mod kills;
mod leave;
mod many;
mod output;
mod screen;
mod system;
mod window;
mod work;
