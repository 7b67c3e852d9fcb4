//! The canonical archive: one for each list of files, and no other is read.

use std::io::Read;

use sayyar_seal::zip::{NotWritten, Reader, Writer, ZipError};

const FILES: [(&str, &[u8]); 4] =
    [("bagit.txt", b"text"), ("empty", b""), ("data/a.json", b"{}"), ("data/Long_name-1.pdf", &[0x42; 300])];

fn archive() -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    FILES.iter().for_each(|(name, content)| writer.add(name, content).expect("a good name"));
    writer.finish().expect("a small archive")
}

fn read(archive: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ZipError> {
    let (mut reader, mut files) = (Reader::new(archive, 10), Vec::new());
    while let Some(file) = reader.next_file()? {
        let name = file.name().to_owned();
        files.push((name, file.read_all(1000)?.expect("a small file")));
    }
    Ok(files)
}

/// As a reader that only wants to know whether the archive is good.
fn check(archive: &[u8]) -> Result<(), ZipError> {
    let mut reader = Reader::new(archive, 10);
    while reader.next_file()?.is_some() {}
    Ok(())
}

#[test]
fn what_is_written_reads_back() {
    let files = FILES.map(|(name, content)| (name.to_owned(), content.to_vec()));
    assert_eq!(read(&archive()), Ok(files.to_vec()));
    assert_eq!(check(&archive()), Ok(()));
    let empty = Writer::new(Vec::new()).finish().unwrap();
    assert_eq!(empty.len(), 22);
    assert_eq!(read(&empty), Ok(vec![]));
}

#[test]
fn content_may_be_written_in_pieces() {
    let mut writer = Writer::new(Vec::new());
    for (name, content) in FILES {
        writer.add_with(name, |out| Ok(content.chunks(7).try_for_each(|piece| out.write_all(piece))?)).unwrap();
    }
    assert!(writer.finish().unwrap() == archive());
    let calls = std::cell::Cell::new(0u8);
    let changing = |out: &mut dyn std::io::Write| {
        calls.set(calls.get() + 1);
        Ok(out.write_all(&[calls.get()])?)
    };
    assert!(matches!(Writer::new(Vec::new()).add_with("a", changing), Err(NotWritten::Changed)));
}

#[test]
fn every_truncation_is_refused() {
    let archive = archive();
    for length in 0..archive.len() {
        assert_eq!(check(&archive[..length]), Err(ZipError::Truncated), "{length}");
    }
}

#[test]
fn every_flipped_bit_is_refused() {
    let archive = archive();
    for place in 0..archive.len() {
        for bit in 0..8 {
            let mut changed = archive.clone();
            changed[place] ^= 1 << bit;
            assert!(read(&changed).is_err(), "{place} {bit}");
            assert!(check(&changed).is_err(), "{place} {bit}");
        }
    }
}

#[test]
fn nothing_stands_before_between_or_behind() {
    let archive = archive();
    assert_eq!(check(&[b"MZ", &archive[..]].concat()), Err(ZipError::NotCanonical));
    assert_eq!(check(&[&archive[..], b"\n"].concat()), Err(ZipError::NotCanonical));
    assert_eq!(check(&[&archive[..], &archive[..]].concat()), Err(ZipError::NotCanonical));
    let directory = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    let mut gap = archive.clone();
    gap.splice(directory..directory, *b"gap!");
    assert_eq!(check(&gap), Err(ZipError::NotCanonical));
}

#[test]
fn names_clash_with_case_and_with_folders() {
    for (first, second) in [("a", "a"), ("a/b", "A/B"), ("a", "a/b"), ("a/b", "a")] {
        let mut writer = Writer::new(Vec::new());
        writer.add(first, b"").unwrap();
        assert!(matches!(writer.add(second, b""), Err(NotWritten::Twice)), "{first} {second}");
    }
    // The reader refuses them too: the same archive with the names changed in both places.
    let mut writer = Writer::new(Vec::new());
    ["aa", "ab"].iter().for_each(|name| writer.add(name, b"").unwrap());
    let archive = writer.finish().unwrap();
    let renamed = |name: &[u8; 2]| {
        let mut archive = archive.clone();
        for place in (0..archive.len() - 1).filter(|place| archive[*place..][..2] == *b"ab").collect::<Vec<_>>() {
            archive[place..place + 2].copy_from_slice(name);
        }
        archive
    };
    assert_eq!(check(&renamed(b"zz")), Ok(()));
    assert_eq!(check(&renamed(b"AA")), Err(ZipError::Twice));
    for name in [b"a/", b"/a", b"..", b"a.", b"\xc9\x99", b"\xff\xff", b"a\\", b"a\0"] {
        assert_eq!(check(&renamed(name)), Err(ZipError::Name), "{name:?}");
    }
    for name in ["", "..", "a/", "ə", "con"] {
        assert!(matches!(Writer::new(Vec::new()).add(name, b""), Err(NotWritten::Name)), "{name}");
    }
}

#[test]
fn only_so_many_files() {
    let mut writer = Writer::new(Vec::new());
    (0..11).for_each(|i| writer.add(&i.to_string(), b"").unwrap());
    assert_eq!(check(&writer.finish().unwrap()), Err(ZipError::TooMany));
}

#[test]
fn a_file_larger_than_wanted_is_not_read() {
    let archive = archive();
    let mut reader = Reader::new(archive.as_slice(), 10);
    assert_eq!(reader.next_file().unwrap().unwrap().read_all(3), Ok(None));
    let mut text = String::new();
    assert_eq!(reader.next_file().unwrap().unwrap().read_to_string(&mut text).unwrap(), 0);
}

/// Sizes of four gigabytes in a few bytes: refused at the end of the bytes, without room made for them.
#[test]
fn sizes_are_not_believed() {
    let mut archive = archive();
    for place in [18, 22] {
        archive[place..place + 4].copy_from_slice(&0xffff_fffeu32.to_le_bytes());
    }
    assert_eq!(check(&archive), Err(ZipError::Truncated));
    for place in [18, 22] {
        archive[place..place + 4].copy_from_slice(&0xffff_ffffu32.to_le_bytes());
    }
    assert_eq!(check(&archive), Err(ZipError::NotCanonical));
}

/// The checksum of a file may be wrong in both places at once.
#[test]
fn checksums_are_checked() {
    for content in [&b""[..], b"text"] {
        let mut writer = Writer::new(Vec::new());
        writer.add("a", content).unwrap();
        let mut archive = writer.finish().unwrap();
        let directory = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
        archive[14] ^= 1;
        archive[directory + 16] ^= 1;
        assert_eq!(check(&archive), Err(ZipError::Checksum));
    }
}
