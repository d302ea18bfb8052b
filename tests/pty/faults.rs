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

/// G7: a full disk still takes changes.
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

/// A folder in which nothing can be made or removed as long as this lives; what is open stays open.
struct Shut(PathBuf);

impl Shut {
    /// Root may write in every folder but those that the file system itself has shut.
    fn new(folder: &Path) -> Option<Self> {
        let shut = Self(folder.to_owned());
        fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).expect("a mode");
        let probe = folder.join("probe");
        if fs::write(&probe, "").is_err()
            || run("chattr", &["+i".as_ref(), folder]) && fs::remove_file(&probe).is_err()
        {
            return Some(shut);
        }
        println!("skipped: shutting a folder to root takes chattr");
        None
    }
}

impl Drop for Shut {
    fn drop(&mut self) {
        run("chattr", &["-i".as_ref(), &self.0]);
        // Where there is no probe, nothing could be made.
        let _ = fs::set_permissions(&self.0, fs::Permissions::from_mode(0o700));
        let _ = fs::remove_file(self.0.join("probe"));
    }
}

#[test]
fn a_folder_that_becomes_read_only_is_told_and_loses_nothing() {
    for killed in [false, true] {
        let mut home = Home::new();
        home.name = "folder/goals.json".into();
        home.put_jobs(&["Alpha"]);
        let window = open(&home);
        add(&window, "Before");
        until(PATIENCE, "the checkpoint", || home.read().contains("Before"));
        window.rest();
        let Some(shut) = Shut::new(&home.path("folder")) else { return };
        add(&window, "Shut");
        window.wait("no permission for");
        window.wait("see who owns it");
        add(&window, "Still");
        if killed {
            window.kill();
            let said = home.run(&["list"]);
            assert!(said.out.contains("Still"), "{said:?}");
            drop(shut);
            assert_eq!(home.run(&["add", "After"]).code, Some(0));
        } else {
            drop(shut);
            window.wait_gone("no permission for");
            add(&window, "After");
            window.quit();
        }
        assert_eq!(home.titles(None), ["Alpha", "Before", "Shut", "Still", "After"]);
    }
    println!("| a folder becomes read-only while open | 2 | 0 | 0 | 0 | 0 |");
}

#[test]
fn a_read_only_disk_is_told_at_the_start() {
    let mut home = Home::new();
    let Some(disk) = Disk::mount(&home.path("disk"), 4 << 20) else { return };
    home.name = "disk/goals.json".into();
    home.put_jobs(&["Alpha"]);
    assert!(disk.remount("ro"));
    let window = open(&home);
    window.keys(" ");
    window.wait("Read-only");
    window.quit();
    assert!(disk.remount("rw"));
    assert_eq!(home.titles(None), ["Alpha"]);
    println!("| a disk is read-only from the start | 1 | 0 | 0 | 0 | 0 |");
}

/// G9: what cannot be written says so before the first key.
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

/// It is told, keys work, changes are taken, and when it is over everything is in the file.
fn survive(disaster: &Disaster) {
    let home = Home::with_jobs(&["Alpha", "Beta"]);
    let window = open(&home);
    add(&window, "Before");
    until(PATIENCE, "the checkpoint", || home.read().contains("Before"));
    (disaster.happens)(&home.file());
    window.wait(disaster.words);
    window.keys("g");
    window.wait_cursor("Alpha");
    add(&window, "During");
    std::thread::sleep(Duration::from_millis(1_500));
    (disaster.ends)(&home.file());
    window.wait_gone(disaster.words);
    add(&window, "After");
    until(PATIENCE, "the file", || home.read().contains("After"));
    window.wait_gone("goals.json is gone");
    window.quit();
    assert_eq!(home.titles(None), ["Alpha", "Beta", "Before", "During", "After"], "{}", disaster.words);
}

#[test]
fn whatever_becomes_of_the_file_is_told_and_loses_nothing() {
    std::thread::scope(|scope| {
        DISASTERS.iter().for_each(|disaster| drop(scope.spawn(|| survive(disaster))));
    });
    println!(
        "| the file is removed, a folder, rubbish or cut while open | {} | 0 | 0 | 0 | 0 |",
        DISASTERS.len()
    );
}
