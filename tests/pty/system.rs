//! Processes as the system knows them.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Sends a signal to a process.
pub fn signal(pid: u32, name: &str) {
    let sent = Command::new("kill").arg(format!("-{name}")).arg(pid.to_string()).status();
    assert!(sent.is_ok_and(|status| status.success()), "kill -{name} {pid}");
}

/// Looks again and again until it is so.
pub fn until(limit: Duration, what: &str, mut so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < limit, "waited for {what} in vain");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The state and the CPU time of a process, where the system tells.
pub fn process(pid: u32) -> Option<(char, Duration)> {
    let stat = std::fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    // Hundredths of a second: the kernel's fixed unit towards programs.
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some((fields.first()?.chars().next()?, Duration::from_millis(10 * ticks)))
}
