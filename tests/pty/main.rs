//! The real program in a real terminal: processes, signals, bytes. What one session does is tested in `it`, where it
//! costs no process.

#![cfg(unix)]

mod ask;
mod copies;
mod crash;
mod editor;
mod files;
mod home;
mod input;
mod leave;
mod output;
mod screen;
mod system;
mod window;
mod work;
