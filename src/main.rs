//! The binary: picks the command line or the terminal, says what went wrong, and sets the exit code.

use std::process::ExitCode;

use goaltree::cli::{Call, Failure};

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn start() -> Result<(), Failure> {
    let call = Call::from_env()?;
    match &call.verb {
        Some(verb) => verb.run(&call.options),
        // TODO(lead): `None => Ok(goaltree::terminal::run(&call.options)?)`
        None => Err(Failure::could_not("the terminal program is not part of this build")),
    }
}
