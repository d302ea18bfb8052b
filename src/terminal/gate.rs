//! Holds the thread that reads the terminal while another program has it, so that no key of that one is taken.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the reader may take to stand still: what it waits for comes at once, or in the middle of a key.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where the reader passes before each event.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    closed: bool,
    /// Whether the reader stands before the gate, or is gone.
    still: bool,
}

impl Gate {
    /// Closes the gate, and tells whether the reader stands still.
    pub fn close(&self) -> bool {
        self.state().closed = true;
        // The reader waits in crossterm for the terminal or for a new size, and for nothing else. The signal of a new
        // size brings it back without taking a byte of the terminal; no clock has to run for that.
        #[cfg(unix)]
        if signal_hook::low_level::raise(signal_hook::consts::SIGWINCH).is_err() {
            return false;
        }
        let waited = self.0.1.wait_timeout_while(self.state(), PATIENCE, |state| !state.still);
        waited.is_ok_and(|(state, _)| state.still)
    }

    /// Lets the reader go on.
    pub fn open(&self) {
        self.state().closed = false;
        self.0.1.notify_all();
    }

    /// The reader waits here until the gate is open.
    pub fn pass(&self) {
        let mut state = self.state();
        while state.closed {
            state.still = true;
            self.0.1.notify_all();
            state = self.0.1.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.still = false;
    }

    /// The reader is gone for good.
    pub fn end(&self) {
        self.state().still = true;
        self.0.1.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_passes_a_closed_gate() {
        let gate = Gate::default();
        gate.pass();
        let (sender, passed) = std::sync::mpsc::channel();
        let reader = std::thread::spawn({
            let gate = gate.clone();
            // Stands for a reader that comes round when the signal wakes it up.
            move || {
                while sender.send(()).is_ok() {
                    gate.pass();
                }
                gate.end();
            }
        });
        for _ in 0..100 {
            assert!(gate.close());
            while passed.try_recv().is_ok() {}
            std::thread::yield_now();
            assert!(passed.try_recv().is_err());
            gate.open();
            passed.recv().unwrap();
        }
        drop(passed);
        assert!(gate.close(), "a reader that is gone stands still");
        gate.open();
        reader.join().unwrap();
    }
}
