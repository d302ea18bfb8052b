//! A page in the person's browser, by the system's own opener: the address is one argument, and no shell reads it.

use std::process::{Command, Stdio};

/// The opener of this system, and what stands before the address.
const OPENER: (&str, &[&str]) = if cfg!(target_os = "macos") {
    ("open", &[])
} else if cfg!(windows) {
    ("rundll32", &["url.dll,FileProtocolHandler"])
} else {
    ("xdg-open", &[])
};

/// Opens a page. Says whether an opener was begun; addresses that are no page are refused.
pub fn page(address: &str) -> bool {
    if !(address.starts_with("https://") || address.starts_with("http://")) {
        return false;
    }
    let (program, arguments) = OPENER;
    let mut command = Command::new(program);
    command.args(arguments).arg(address);
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return false };
    // Nobody waits for a browser on the way to the next frame.
    std::thread::spawn(move || child.wait());
    true
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_no_page_is_not_opened() {
        for address in ["file:///etc/passwd", "-h", "javascript:1", ""] {
            assert!(!super::page(address), "{address}");
        }
    }
}
