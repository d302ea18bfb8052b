//! The binary: picks the command line or the terminal, says what went wrong, and sets the exit code.

use std::process::ExitCode;

use goaltree::cli::Call;

fn main() -> ExitCode {
    match Call::from_env().and_then(|call| call.run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
