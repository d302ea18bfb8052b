//! The disk and the file go wrong under an open window: it answers, says so in one line, and loses nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::home::Home;
use crate::system::until;
use crate::window::{PATIENCE, Window};

/// A disk of its own, which is gone afterwards.
struct Disk(PathBuf);

impl Disk {
    /// Mounts one of so many bytes in `folder`, if this machine lets us.
    fn mount(folder: &Path, bytes: usize) -> Option<Self> {
        fs::create_dir_all(folder).expect("a folder");
        let size = format!("size={bytes}");
        let disk = Self(folder.to_owned());
        let mounted = run(
            "mount",
            &["-t".as_ref(), "tmpfs".as_ref(), "-o".as_ref(), size.as_ref(), "none".as_ref(), folder],
        );
        if mounted {
            return Some(disk);
        }
        std::mem::forget(disk);
        println!("skipped: mounting a small disk takes root");
        None
    }

    fn remount(&self, how: &str) -> bool {
        run("mount", &["-o".as_ref(), format!("remount,{how}").as_ref(), &self.0])
    }

    /// Takes up all the room there is.
    fn fill(&self) {
        for (nth, size) in [1 << 20, 4_096, 1].into_iter().enumerate() {
            // Writing ends where the room does.
            let _ = fs::write(self.0.join(format!("filler{nth}")), vec![b'x'; size]);
        }
    }

    fn make_room(&self) {
        for nth in 0..3 {
            // Where there was no room for a name there is no file.
            let _ = fs::remove_file(self.0.join(format!("filler{nth}")));
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run("umount", &["-l".as_ref(), &self.0]);
    }
}

fn run(program: &str, arguments: &[&Path]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}

/// Adds a job at the end, and waits until it is shown.
fn add(window: &Window, title: &str) {
    window.keys("Ga");
    window.wait("Enter save");
    window.keys(&format!("{title}\r"));
    window.wait(&format!("○ {title}"));
    window.keys("\x1b");
    window.wait_gone("Enter save");
}

fn open(home: &Home) -> Window {
    let window = Window::open_sized(home, 150, 24);
    window.wait_cursor("Alpha");
    window
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    for killed in [false, true] {
        let mut home = Home::new();
        let Some(disk) = Disk::mount(&home.path("disk"), 256 << 10) else { return };
        home.name = "disk/goals.json".into();
        home.put_jobs(&["Alpha"]);
        let window = open(&home);
        add(&window, "Before");
        until(PATIENCE, "the checkpoint", || home.read().contains("Before"));
        disk.fill();
        add(&window, "Full");
        window.wait("the disk is full");
        window.wait("make room");
        add(&window, "Fuller");
        if killed {
            window.kill();
            assert!(home.run(&["list"]).out.contains("Fuller"), "while the disk is full");
            disk.make_room();
            assert_eq!(home.run(&["add", "After"]).code, Some(0));
        } else {
            disk.make_room();
            window.wait_gone("the disk is full");
            add(&window, "After");
            window.quit();
        }
        assert_eq!(home.titles(None), ["Alpha", "Before", "Full", "Fuller", "After"]);
    }
    println!("| a real disk is full | 2 | 0 | 0 | 0 | 0 |");
}

#[test]
fn a_disk_that_becomes_read_only_is_told_and_loses_nothing() {
    let mut home = Home::new();
    let Some(disk) = Disk::mount(&home.path("disk"), 4 << 20) else { return };
    home.name = "disk/goals.json".into();
    home.put_jobs(&["Alpha"]);
    // While it is read-only from the start, nothing can be changed, and that is said.
    assert!(disk.remount("ro"));
    let window = open(&home);
    window.keys(" ");
    window.wait("Read-only");
    window.quit();
    assert!(disk.remount("rw"));
    let window = open(&home);
    add(&window, "Before");
    until(PATIENCE, "the checkpoint", || home.read().contains("Before"));
    window.rest();
    // The kernel refuses as long as the window has the journal open to write; a lazy copy of the mount does not care.
    if disk.remount("ro") {
        add(&window, "Read-only");
        window.wait("no permission for");
        assert!(disk.remount("rw"));
        window.wait_gone("no permission for");
    }
    window.quit();
    assert!(home.titles(None).starts_with(&["Alpha".into(), "Before".into()]));
    println!("| a real disk is read-only | 2 | 0 | 0 | 0 | 0 |");
}

#[test]
fn a_read_only_folder_is_told_at_the_start() {
    let mut home = Home::new();
    home.name = "folder/goals.json".into();
    home.put_jobs(&["Alpha"]);
    let folder = home.path("folder");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).expect("a mode");
    let before = home.read();
    let window = open(&home);
    window.keys(" ");
    window.wait("Read-only");
    window.quit();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("a mode");
    assert_eq!(home.read(), before);
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1, "nothing was left in it");
}

/// What happens to the file, what is said about it, and how that ends.
struct Disaster {
    words: &'static str,
    happens: fn(&Path),
    ends: fn(&Path),
}

const DISASTERS: [Disaster; 4] = [
    Disaster {
        words: "goals.json is gone; the next change writes it again",
        happens: |file| fs::remove_file(file).expect("removed"),
        ends: |_| (),
    },
    Disaster {
        words: "is a folder, not a file",
        happens: |file| {
            fs::remove_file(file).expect("removed");
            fs::create_dir(file).expect("a folder");
        },
        ends: |file| fs::remove_dir(file).expect("removed"),
    },
    Disaster {
        words: "was changed outside and cannot be read",
        happens: |file| fs::write(file, "rubbish").expect("written"),
        ends: |file| fs::remove_file(file).expect("removed"),
    },
    Disaster {
        words: "was changed outside and cannot be read",
        happens: |file| {
            let text = fs::read(file).expect("a file");
            fs::write(file, &text[..text.len() / 2]).expect("written");
        },
        ends: |file| fs::remove_file(file).expect("removed"),
    },
];

#[test]
fn whatever_becomes_of_the_file_is_told_and_loses_nothing() {
    for disaster in &DISASTERS {
        let home = Home::with_jobs(&["Alpha", "Beta"]);
        let window = open(&home);
        add(&window, "Before");
        until(PATIENCE, "the checkpoint", || home.read().contains("Before"));
        (disaster.happens)(&home.file());
        window.wait(disaster.words);
        // It answers, and takes changes.
        window.keys("gt");
        window.wait_for("the cursor", |view| view.at_cursor().is_some());
        add(&window, "During");
        // A crash now would lose nothing either: the journal has it, or the file.
        std::thread::sleep(Duration::from_millis(1_500));
        (disaster.ends)(&home.file());
        window.wait_gone(disaster.words);
        add(&window, "After");
        until(PATIENCE, "the file", || home.read().contains("After"));
        window.wait_gone("goals.json is gone");
        window.quit();
        assert_eq!(home.titles(None), ["Alpha", "Beta", "Before", "During", "After"], "{}", disaster.words);
    }
    println!(
        "| the file is removed, a folder, rubbish or cut while open | {} | 0 | 0 | 0 | 0 |",
        DISASTERS.len()
    );
}
