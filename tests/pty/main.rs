//! The real program in a real terminal: processes, signals, bytes. What one session does is tested in `it`, where it
//! costs no process.

#![cfg(unix)]

mod crash;
mod home;
mod window;
mod work;
