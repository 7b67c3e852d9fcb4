use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::disk::{MemoryDisk, RealDisk};
use crate::stamp::digest;

fn output(files: &[(&str, &str)]) -> Output {
    Output { files: files.iter().map(|(path, text)| ((*path).into(), text.as_bytes().into())).collect() }
}

fn build_with(disk: &MemoryDisk, output: &Output, force: bool) -> Result<Report, WriteError> {
    let out = disk.at("public");
    let target = Target { source: disk, out: &out, stamp: "stamp", force };
    write(&target, output, &Origin::default())
}

fn build(disk: &MemoryDisk, output: &Output) -> Result<Report, WriteError> {
    build_with(disk, output, false)
}

/// What is published: path -> text.
fn published(disk: &MemoryDisk) -> BTreeMap<String, String> {
    let text = |bytes: Arc<[u8]>| String::from_utf8(bytes.to_vec()).unwrap();
    disk.at("public").files().into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
}

fn wanted(output: &Output) -> BTreeMap<String, String> {
    let text = |bytes: &Arc<[u8]>| String::from_utf8(bytes.to_vec()).unwrap();
    output.files.iter().map(|(path, bytes)| (path.to_string(), text(bytes))).collect()
}

/// Two builds with everything that can happen between them: kept, changed, new in an old folder, new
/// in new folders, removed with its folder, a file that becomes a folder and the other way round.
fn before_and_after() -> (Output, Output) {
    let before = output(&[
        ("404.html", "not found"),
        ("assets/old.1111.css", "old style"),
        ("az/a/index.html", "a, old.1111"),
        ("az/b/index.html", "b"),
        ("az/news/deep/old/index.html", "old news"),
        ("az/turn", "a file"),
        ("az/urn/x/index.html", "in a folder"),
        ("index.html", "languages"),
    ]);
    let after = output(&[
        ("404.html", "not found"),
        ("assets/new.2222.css", "new style"),
        ("az/a/index.html", "a, new.2222!"),
        ("az/b/index.html", "b"),
        ("az/c/index.html", "c"),
        ("az/turn/index.html", "a folder"),
        ("az/urn", "not in a folder"),
        ("en/c/d/index.html", "d"),
        ("index.html", "languages"),
    ]);
    (before, after)
}

#[test]
fn writes_what_changed_and_removes_what_is_gone() {
    let (before, after) = before_and_after();
    let disk = MemoryDisk::new();
    let report = build(&disk, &before).unwrap();
    assert_eq!((report.written, report.kept, report.removed), (8, 0, 0));
    assert_eq!(published(&disk), wanted(&before));
    let report = build(&disk, &after).unwrap();
    assert_eq!((report.written, report.kept), (6, 3));
    assert_eq!(published(&disk), wanted(&after));
    let report = build(&disk, &after).unwrap();
    assert_eq!((report.written, report.kept, report.removed), (0, 9, 0));
    assert!(disk.at("public").kind("az/news").is_err(), "empty folders go");
    assert_eq!(disk.at(".sayyar").files().keys().collect::<Vec<_>>(), ["lock", "stamp"]);
}

#[test]
fn unchanged_files_are_not_read() {
    let (before, _) = before_and_after();
    let disk = MemoryDisk::new();
    build(&disk, &before).unwrap();
    for path in before.files.keys() {
        disk.at("public").forbid(path);
    }
    assert_eq!(build(&disk, &before).unwrap().kept, 8);
}

#[test]
fn what_somebody_broke_is_mended() {
    let (before, _) = before_and_after();
    let disk = MemoryDisk::new();
    build(&disk, &before).unwrap();
    disk.put("public/az/b/index.html", "B");
    disk.at("public").remove("404.html").unwrap();
    assert_eq!(build(&disk, &before).unwrap().written, 2);
    assert_eq!(published(&disk), wanted(&before));
}

#[test]
fn files_of_others_are_left_alone() {
    let (before, after) = before_and_after();
    let disk = MemoryDisk::new();
    disk.put("public/CNAME", "own");
    disk.put("public/az/news/deep/own.txt", "own");
    build(&disk, &before).unwrap();
    disk.put("public/assets/old.1111.css", "changed by hand");
    let report = build(&disk, &after).unwrap();
    assert_eq!(report.left, ["assets/old.1111.css"]);
    let mut expected = wanted(&after);
    expected.extend([
        ("CNAME".to_owned(), "own".to_owned()),
        ("az/news/deep/own.txt".into(), "own".into()),
        ("assets/old.1111.css".into(), "changed by hand".into()),
    ]);
    assert_eq!(published(&disk), expected);
}

#[test]
fn a_clash_with_a_file_of_somebody_elses_is_an_error() {
    let (before, after) = before_and_after();
    for (path, old, new) in [
        ("public/index.html", None, &before),
        ("public/az", None, &before),
        ("public/index.html/own", None, &before),
        ("public/az/turn/own", Some(&before), &after),
        ("public/az/urn/own", Some(&before), &after),
    ] {
        let disk = MemoryDisk::new();
        if let Some(old) = old {
            build(&disk, old).unwrap();
            if path.contains("turn") {
                disk.at("public").remove("az/turn").unwrap();
            }
        }
        disk.put(path, "own");
        let was = published(&disk);
        let built = build(&disk, new);
        match path {
            // A folder of somebody else's is no clash: the site's files go beside what is in it.
            "public/az/turn/own" => assert_eq!(built.unwrap().written, 6),
            _ => {
                assert!(matches!(built, Err(WriteError::Foreign(_, 1))), "{path}: {built:?}");
                assert_eq!(published(&disk), was, "{path}");
            }
        }
        assert_eq!(disk.at("public").read(path.strip_prefix("public/").unwrap()).unwrap(), b"own");
    }
    let disk = MemoryDisk::from([("public/index.html", "own"), ("public/az", "own")]);
    build_with(&disk, &before, true).unwrap();
    assert_eq!(published(&disk), wanted(&before));
}

#[test]
fn without_a_stamp_equal_files_are_taken_over_and_no_others() {
    let (before, after) = before_and_after();
    let disk = MemoryDisk::new();
    build(&disk, &before).unwrap();
    disk.put(".sayyar/stamp", "sayyar-stamp 1\nbroken");
    assert_eq!(build(&disk, &before).unwrap().kept, 8);
    disk.remove(".sayyar/stamp").unwrap();
    let error = build(&disk, &after).unwrap_err();
    assert!(error.to_string().contains("`az/a/index.html`"), "{error}");
    assert_eq!(published(&disk), wanted(&before));
}

#[test]
fn two_builds_at_once() {
    let (before, _) = before_and_after();
    let disk = MemoryDisk::new();
    let guard = disk.lock(".sayyar/lock").unwrap();
    assert!(matches!(build(&disk, &before), Err(WriteError::Locked(None))));
    drop(guard);
    build(&disk, &before).unwrap();
}

#[test]
fn paths_that_cannot_be_are_refused() {
    for bad in ["../x", "/x", "a//b", "", ".sayyar-stage/x"] {
        assert!(matches!(build(&MemoryDisk::new(), &output(&[(bad, "")])), Err(WriteError::Path(_))), "{bad}");
    }
    let both = output(&[("a", ""), ("a-b", ""), ("a/b/c", "")]);
    assert!(matches!(build(&MemoryDisk::new(), &both), Err(WriteError::Path(path)) if path == "a"));
}

/// Kills a build in every operation, from a first one and from a second one, and asks at each death:
/// is every file that has a final name whole? Does the next build end where an undisturbed one ends?
#[test]
fn a_build_killed_anywhere_leaves_whole_files_and_the_next_one_finishes() {
    let (before, after) = before_and_after();
    for first in [None, Some(&before)] {
        let mut killed_at = 0;
        loop {
            let disk = MemoryDisk::from([("public/CNAME", "own")]);
            if let Some(first) = first {
                build(&disk, first).unwrap();
            }
            disk.die_after(Some(killed_at));
            let survived = build(&disk, &after).is_ok();
            disk.die_after(None);
            assert_whole(&disk, &[Some(&before), Some(&after)], killed_at);
            if !survived && killed_at % 3 == 0 {
                // Killed once more, and on the way to another site, before it may finish.
                disk.die_after(Some(killed_at / 2));
                let _ = build(&disk, &before);
                disk.die_after(None);
                assert_whole(&disk, &[Some(&before), Some(&after)], killed_at);
            }
            build(&disk, &after).unwrap();
            let mut expected = wanted(&after);
            expected.insert("CNAME".into(), "own".into());
            assert_eq!(published(&disk), expected, "killed at {killed_at}");
            assert_eq!(disk.at(".sayyar").files().keys().collect::<Vec<_>>(), ["lock", "stamp"]);
            assert_eq!(build(&disk, &after).unwrap().written, 0);
            if survived {
                break;
            }
            killed_at += 1;
        }
        assert!(killed_at > 30, "{killed_at}");
    }
}

fn assert_whole(disk: &MemoryDisk, builds: &[Option<&Output>], moment: usize) {
    for (path, text) in published(disk) {
        let whole =
            builds.iter().flatten().any(|one| one.files.get(&*path).is_some_and(|bytes| **bytes == *text.as_bytes()));
        assert!(whole || path == "CNAME" || path.starts_with(STAGE), "killed at {moment}: {path}: {text:?}");
    }
}

#[test]
fn a_full_disk_costs_nothing() {
    let (before, after) = before_and_after();
    let fresh = MemoryDisk::new();
    build(&fresh, &before).unwrap();
    let (start, mut failed) = (fresh.used(), 0);
    for room in (start..start + 6000).step_by(13) {
        let disk = MemoryDisk::new();
        build(&disk, &before).unwrap();
        disk.set_room(Some(room));
        let built = build(&disk, &after);
        match built {
            Ok(_) => assert_eq!(published(&disk), wanted(&after), "room for {room}"),
            Err(error) => {
                failed += 1;
                assert!(matches!(error, WriteError::Full(_)), "{error}");
                assert_eq!(published(&disk), wanted(&before), "room for {room}");
                disk.set_room(None);
                build(&disk, &after).unwrap();
                assert_eq!(published(&disk), wanted(&after));
            }
        }
    }
    assert!(failed > 10);
}

#[test]
fn the_stamp_knows_what_was_written() {
    let (before, _) = before_and_after();
    let disk = MemoryDisk::from([("content/a.md", "a")]);
    disk.wait(Duration::from_secs(10));
    let found = crate::disk::walk(&disk, &["content"]).files;
    let origin = Origin { options: "x=1".into(), inputs: vec![Seen::new(&found[0], b"a")] };
    let out = disk.at("public");
    let target = Target { source: &disk, out: &out, stamp: "stamp", force: false };
    write(&target, &before, &origin).unwrap();
    let stamp = Stamp::read(&disk, "stamp").unwrap();
    assert!(stamp.is_current(&disk, "stamp", &found, "x=1", &out));
    assert_eq!(stamp.outputs.len(), 8);
    assert_eq!(stamp.outputs[0].digest, digest(b"not found"));
    disk.put("public/index.html", "changed");
    assert!(!stamp.is_current(&disk, "stamp", &found, "x=1", &out));
}

#[test]
fn on_a_real_disk() {
    let (before, after) = before_and_after();
    let root = std::env::temp_dir().join(format!("sayyar-write-{}", std::process::id()));
    let (source, out) = (RealDisk::new(&root), RealDisk::new(root.join("public")));
    let target = Target { source: &source, out: &out, stamp: "stamp", force: false };
    for (output, written, kept) in [(&before, 8, 0), (&after, 6, 3), (&after, 0, 9), (&before, 5, 3)] {
        let report = write(&target, output, &Origin::default()).unwrap();
        assert_eq!((report.written, report.kept), (written, kept));
        let walked = crate::disk::walk(&out, &[""]);
        let there: BTreeMap<_, _> = walked
            .files
            .iter()
            .map(|one| (one.path.clone(), String::from_utf8(out.read(&one.path).unwrap()).unwrap()))
            .collect();
        assert_eq!(there, wanted(output));
    }
    std::fs::remove_dir_all(&root).unwrap();
}
