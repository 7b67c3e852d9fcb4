//! What can happen to a build from outside: it is killed, the disk fills up, somebody else builds
//! too, a file goes away or cannot be read. The output of the build before stays whole, and the next
//! build ends where a clean one does.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use sayyar_tests::{Folder, repository, said, sayyar};

type Files = BTreeMap<String, Vec<u8>>;

/// The small site of the suite with `pages` more pages in two languages, not yet built.
fn site(pages: usize) -> Folder {
    let folder = Folder::copy_of(&repository().join("tests/suite/base"));
    for number in 0..pages {
        for lang in ["az", "en"] {
            folder.write(&format!("content/{lang}/p{number}.md"), page(number, "first"));
        }
    }
    folder
}

fn page(number: usize, edition: &str) -> String {
    let text = format!("Paragraph of the {edition} edition. ").repeat(60);
    format!(
        "+++\ntitle = \"Page {number}, {edition}\"\ndescription = \"One of many\"\nreviewed = 2026-11-20\n+++\n{text}\n"
    )
}

/// Every page says something else than before.
fn second_edition(folder: &Folder, pages: usize) {
    for number in 0..pages {
        for lang in ["az", "en"] {
            folder.write(&format!("content/{lang}/p{number}.md"), page(number, "second"));
        }
    }
}

#[track_caller]
fn succeeds(folder: &Folder) -> Files {
    let output = folder.run(&["build"]);
    assert!(output.status.success(), "{}", said(folder, &output));
    folder.files("public")
}

#[track_caller]
fn same(actual: &Files, expected: &Files, why: &str) {
    let parted: Vec<_> =
        expected.keys().chain(actual.keys()).filter(|path| actual.get(*path) != expected.get(*path)).take(10).collect();
    assert!(parted.is_empty(), "{why}: {parted:?}");
}

/// Every file is what one of the two builds made of it: none is cut off, none is a mixture.
#[track_caller]
fn old_or_new(actual: &Files, old: &Files, new: &Files) {
    // What waits beside the site is not the site.
    for (path, bytes) in actual.iter().filter(|(path, _)| !path.starts_with(".sayyar-stage/")) {
        let whole = old.get(path) == Some(bytes) || new.get(path) == Some(bytes);
        assert!(whole, "{path} is neither the old file nor the new one ({} bytes)", bytes.len());
    }
    for path in old.keys().filter(|path| new.contains_key(*path)) {
        assert!(actual.contains_key(path), "{path} is gone");
    }
}

/// This repository's own site, not yet built.
fn own_site() -> Folder {
    let folder = Folder::new();
    folder.write("sayyar.toml", fs::read(repository().join("sayyar.toml")).expect("the site is here"));
    for part in ["content", "forms", "keys", "themes"] {
        let copy = Folder::copy_of(&repository().join(part));
        for (path, bytes) in copy.files("").into_iter().rev() {
            folder.write(&format!("{part}/{path}"), bytes);
        }
    }
    folder
}

#[test]
fn neither_threads_nor_clock_nor_place_show_in_the_output() {
    let build = |folder: &Folder, threads: &str, zone: &str, lang: &str| {
        let mut command = folder.command(&["build", "--always"]);
        let output = command
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", zone)
            .env("LANG", lang)
            .output()
            .expect("the program starts");
        assert!(output.status.success(), "{}", said(folder, &output));
        folder.files("public")
    };
    let (here, there) = (own_site(), own_site());
    let first = build(&here, "1", "UTC", "C");
    assert!(first.len() > 150, "only {} files", first.len());
    // The other one is another day in that zone for hours, and a language with its own ideas of letter case.
    same(&build(&there, "8", "Pacific/Kiritimati", "tr_TR.UTF-8"), &first, "another machine");
    same(&build(&here, "3", "Pacific/Pago_Pago", "ar_EG.UTF-8"), &first, "built again");
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_finishes() {
    const PAGES: usize = 300;
    let folder = site(PAGES);
    let old = succeeds(&folder);
    second_edition(&folder, PAGES);
    let clean = Folder::copy_of(folder.path());
    fs::remove_dir_all(clean.path().join("public")).expect("it was built");
    fs::remove_dir_all(clean.path().join(".sayyar")).expect("it was built");
    let new = succeeds(&clean);

    // From before anything is written to after everything is.
    let mut killed = 0;
    for step in 0..30 {
        let mut child =
            folder.command(&["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
        sleep(Duration::from_millis(4 * step));
        killed += u32::from(child.try_wait().expect("a child of ours").is_none());
        child.kill().expect("a child of ours");
        child.wait().expect("a child of ours");
        old_or_new(&folder.files("public"), &old, &new);
    }
    assert!(killed > 3, "the builds were over before they could be killed");
    same(&succeeds(&folder), &new, "after a kill and another build");
    let left: Vec<_> =
        folder.files(".sayyar").into_keys().filter(|name| !clean.files(".sayyar").contains_key(name)).collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}

#[test]
fn two_builds_at_once_end_in_one_whole_site() {
    const PAGES: usize = 150;
    let folder = site(PAGES);
    succeeds(&folder);
    second_edition(&folder, PAGES);
    let children: Vec<_> = (0..4)
        .map(|_| {
            folder
                .command(&["build"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program starts")
        })
        .collect();
    let outputs: Vec<Output> =
        children.into_iter().map(|child| child.wait_with_output().expect("a child of ours")).collect();
    assert!(outputs.iter().any(|output| output.status.success()), "none got through");
    for output in outputs.iter().filter(|output| !output.status.success()) {
        let text = said(&folder, output);
        assert!(text.contains("another"), "it does not say that another build is at work:\n{text}");
    }
    let together = folder.files("public");
    fs::remove_dir_all(folder.path().join("public")).expect("it was built");
    fs::remove_dir_all(folder.path().join(".sayyar")).expect("it was built");
    same(&together, &succeeds(&folder), "two builds at once");
}

/// A shell that lets no file grow past `blocks` of 512 bytes, and tells a program so instead of killing it.
fn limited(folder: &Folder, blocks: u32) -> Output {
    Command::new("bash")
        .current_dir(folder.path())
        .env("NO_COLOR", "1")
        .args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" build"), &sayyar().to_string_lossy()])
        .output()
        .expect("bash is there")
}

#[test]
fn a_write_that_fails_leaves_the_output_whole() {
    let folder = site(20);
    let old = succeeds(&folder);
    second_edition(&folder, 20);
    let output = limited(&folder, 1);
    let text = said(&folder, &output);
    assert!(!output.status.success(), "files of more than a kilobyte cannot have been written:\n{text}");
    assert!(text.contains("error"), "{text}");
    assert!(!text.contains("panicked"), "{text}");
    same(&folder.files("public"), &old, "after a failed write");
    assert_ne!(succeeds(&folder), old, "the next build finishes");
}

#[test]
fn a_full_disk_leaves_the_output_whole() {
    let folder = site(60);
    // Room for the first edition, its staging and little else. Only root may make such a disk.
    let small = |what: &[&str]| {
        Command::new("mount").args(what).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    let disk = Folder::new();
    let path = disk.path().to_string_lossy().into_owned();
    if !small(&["-t", "tmpfs", "-o", "size=4m", "none", &path]) {
        return;
    }
    let unmount = Unmount(&path);
    for (name, bytes) in folder.files("") {
        disk.write(&name, bytes);
    }
    let old = succeeds(&disk);
    for number in 0..60 {
        for lang in ["az", "en"] {
            disk.write(&format!("content/{lang}/p{number}.md"), page(number, "second"));
        }
    }
    // Somebody else takes the rest.
    let rest = disk.path().join("rest");
    let _ = Command::new("dd")
        .args(["if=/dev/zero", "bs=4k", &format!("of={}", rest.display())])
        .stderr(Stdio::null())
        .status();
    let output = disk.run(&["build"]);
    let text = said(&disk, &output);
    assert!(!output.status.success(), "the disk is full:\n{text}");
    assert!(text.contains("no room is left on the disk"), "it does not say that the disk is full:\n{text}");
    assert!(!text.contains("panicked"), "{text}");
    same(&disk.files("public"), &old, "on a full disk");
    fs::remove_file(rest).expect("it is ours");
    assert_ne!(succeeds(&disk), old, "with room again the next build finishes");
    drop(unmount);
}

/// Takes the small disk away whatever happens.
struct Unmount<'a>(&'a str);

impl Drop for Unmount<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").args(["-l", self.0]).status();
    }
}

#[test]
fn files_that_go_away_while_building_do_no_harm() {
    const PAGES: usize = 200;
    let folder = site(PAGES);
    let mut before = succeeds(&folder);
    for round in 0..12_u64 {
        second_edition(&folder, PAGES);
        let child = folder
            .command(&["build"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        sleep(Duration::from_millis(round * 3));
        for number in (0..PAGES).step_by(7) {
            let _ = fs::remove_file(folder.path().join(format!("content/en/p{number}.md")));
        }
        let output = child.wait_with_output().expect("a child of ours");
        let text = said(&folder, &output);
        assert!(!text.contains("panicked"), "{text}");
        let after = folder.files("public");
        if output.status.success() {
            before = after;
        } else {
            assert!(text.contains(".md"), "it does not name the file:\n{text}");
            same(&after, &before, "after a build that failed");
        }
    }
    // What was deleted stays deleted, and a last build agrees with a clean one.
    let built = succeeds(&folder);
    let clean = Folder::copy_of(folder.path());
    fs::remove_dir_all(clean.path().join("public")).expect("it was built");
    fs::remove_dir_all(clean.path().join(".sayyar")).expect("it was built");
    same(&built, &succeeds(&clean), "built again");
}

#[test]
fn an_unreadable_file_is_named() {
    let folder = site(3);
    let old = succeeds(&folder);
    let open = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("ours");
    let hidden = folder.path().join("content/en/p1.md");
    open(&hidden, 0o000);
    let mut command = folder.command(&["build"]);
    if fs::read(&hidden).is_ok() {
        // Root reads everything: nobody tries instead, in folders that are open to all.
        for folder in [folder.path().to_path_buf(), folder.path().join("public"), folder.path().join(".sayyar")] {
            open(&folder, 0o777);
        }
        let copy = folder.path().join("program");
        fs::copy(sayyar(), &copy).expect("ours");
        open(&copy, 0o755);
        command = Command::new(copy);
        command.current_dir(folder.path()).arg("build").env("NO_COLOR", "1").uid(65534).gid(65534);
    }
    let output = command.output().expect("the program starts");
    let text = said(&folder, &output);
    assert!(!output.status.success(), "{text}");
    assert!(text.contains("content/en/p1.md"), "it does not name the file:\n{text}");
    assert!(!text.contains("panicked"), "{text}");
    open(&hidden, 0o644);
    same(&folder.files("public"), &old, "after an unreadable file");
}
