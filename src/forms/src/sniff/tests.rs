//! Files made here, byte by byte: good ones, and each way to be bad.

use proptest::prelude::*;

use super::Damage::{Behind, Checksum, Cut, Empty, Hidden, Structure};
use super::SniffProblem::{Damaged, Locked, Pixels, Type};
use super::{SniffProblem, sniff};
use crate::document::Format::{self, Jpeg, Pdf, Png};

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], data].concat()
}

fn frame(width: u16, height: u16) -> Vec<u8> {
    let [[w1, w2], [h1, h2]] = [width.to_be_bytes(), height.to_be_bytes()];
    segment(0xc0, &[8, h1, h2, w1, w2, 1, 1, 0x11, 0])
}

/// A scan with a stuffed zero, a restart and fill bytes in it.
fn scan() -> Vec<u8> {
    [segment(0xda, &[1, 1, 0, 0, 63, 0]), vec![1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xff, 0, 5]].concat()
}

fn jpeg_of(parts: &[&[u8]]) -> Vec<u8> {
    [&[0xff, 0xd8], &parts.concat()[..], &[0xff, 0xd9]].concat()
}

fn jpeg() -> Vec<u8> {
    let app = segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    jpeg_of(&[&app, &segment(0xdb, &[0; 65]), &frame(8, 8), &segment(0xc4, &[0; 19]), &scan()])
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    let whole = [kind, data].concat();
    [&length, &whole[..], &crc(&whole).to_be_bytes()].concat()
}

fn header(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour, 0, 0, 0]].concat())
}

fn png_of(parts: &[&[u8]]) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n", &parts.concat()[..]].concat()
}

/// One grey pixel: a stored block of two bytes.
fn data() -> Vec<u8> {
    chunk(b"IDAT", &[0x78, 0x01, 1, 2, 0, 0xfd, 0xff, 0, 0, 0, 2, 0, 1])
}

fn end() -> Vec<u8> {
    chunk(b"IEND", &[])
}

fn png() -> Vec<u8> {
    png_of(&[&header(1, 1, 8, 0), &chunk(b"tEXt", b"Title\0x"), &data(), &end()])
}

fn pdf_of(body: &str, trailer: &str) -> Vec<u8> {
    let body = format!("%PDF-1.7\n%\u{e2}\u{e3}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n{body}");
    let xref = "xref\n0 2\n0000000000 65535 f \n0000000015 00000 n \n";
    format!("{body}{xref}trailer\n<< /Size 2 /Root 1 0 R {trailer} >>\nstartxref\n{}\n%%EOF\n", body.len()).into()
}

fn pdf() -> Vec<u8> {
    pdf_of("", "")
}

/// With a cross-reference stream, as PDF 1.5 and later have.
fn pdf_stream(dictionary: &str) -> Vec<u8> {
    let body = "%PDF-1.5\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";
    let stream =
        format!("2 0 obj\n<< /Type /XRef /Root 1 0 R {dictionary} /Length 3 >>\nstream\n/En\nendstream\nendobj\n");
    format!("{body}{stream}startxref\n{}\n%%EOF", body.len()).into()
}

fn zip() -> Vec<u8> {
    [b"PK\x05\x06", &[0; 18][..]].concat()
}

fn and(mut file: Vec<u8>, more: &[u8]) -> Vec<u8> {
    file.extend(more);
    file
}

fn replaced(file: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    let at = super::find(&file, from.as_bytes()).unwrap();
    [&file[..at], to.as_bytes(), &file[at + from.len()..]].concat()
}

fn without(file: Vec<u8>, last: usize) -> Vec<u8> {
    file[..file.len() - last].to_vec()
}

#[track_caller]
fn check(cases: Vec<(&str, Vec<u8>, Result<Format, SniffProblem>)>) {
    for (about, file, expected) in cases {
        assert_eq!(sniff(&file, ""), expected, "{about}");
    }
}

#[test]
fn whatever_it_is_called() {
    for (file, format, names) in [
        (pdf(), Pdf, ["a.pdf", "A.PDF", "müqavilə.2026.pdf", "noextension", "", "a.pdf."]),
        (jpeg(), Jpeg, ["a.jpg", "a.JPEG", "a.jfif", "a.png", "IMG_0001", "şəkil.jpg "]),
        (png(), Png, ["a.png", "a.PNG", "a.jpg", "x", "a b.png", "a.pdf.png"]),
    ] {
        for name in names {
            assert_eq!(sniff(&file, name), Ok(format), "{name}");
        }
    }
    for (file, name) in [
        (pdf(), "a.jpg"),
        (pdf(), "a.pdf.exe"),
        (pdf(), "a.html"),
        (jpeg(), "a.pdf"),
        (jpeg(), "a.svg"),
        (jpeg(), "a.jpg.js"),
        (png(), "a.zip"),
        (png(), ".htaccess"),
        (zip(), "a.pdf"),
    ] {
        assert_eq!(sniff(&file, name), Err(Type), "{name}");
    }
}

#[test]
fn others() {
    check(vec![
        ("nothing", vec![], Err(Damaged(Empty))),
        ("text", b"Hello".to_vec(), Err(Type)),
        ("HTML", b"<!doctype html><p>".to_vec(), Err(Type)),
        ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), Err(Type)),
        ("GIF", b"GIF89a\x01\0\x01\0".to_vec(), Err(Type)),
        ("a program", b"MZ\x90\0".to_vec(), Err(Type)),
        ("ZIP", zip(), Err(Type)),
        ("DOCX", b"PK\x03\x04\x14\0".to_vec(), Err(Type)),
        ("HEIC", b"\0\0\0\x18ftypheic".to_vec(), Err(Type)),
        ("only a magic number", b"%PDF-".to_vec(), Err(Damaged(Cut))),
        ("only a magic number", vec![0xff, 0xd8, 0xff], Err(Damaged(Cut))),
        ("only a magic number", b"\x89PNG\r\n\x1a\n".to_vec(), Err(Damaged(Cut))),
        ("a PNG whose ends of lines were changed", replaced_line_ends(), Err(Type)),
    ]);
}

fn replaced_line_ends() -> Vec<u8> {
    [b"\x89PNG\n\x1a\n", &png()[8..]].concat()
}

#[test]
fn jpegs() {
    let app = |text: &[u8]| jpeg_of(&[&segment(0xfe, text), &frame(8, 8), &scan()]);
    check(vec![
        ("good", jpeg(), Ok(Jpeg)),
        (
            "progressive, two scans",
            jpeg_of(&[&replaced_marker(0xc2), &scan(), &segment(0xc4, &[0; 19]), &scan()]),
            Ok(Jpeg),
        ),
        ("fill bytes before a marker", jpeg_of(&[&[0xff, 0xff], &frame(8, 8), &scan()]), Ok(Jpeg)),
        ("a comment", app(b"from a scanner"), Ok(Jpeg)),
        ("blanks behind", and(jpeg(), &[0; 1024]), Ok(Jpeg)),
        ("too many blanks behind", and(jpeg(), &[0; 1025]), Err(Damaged(Behind))),
        ("a film behind", and(jpeg(), b"\0\0\0\x18ftypmp42"), Err(Damaged(Behind))),
        ("a second picture behind", and(jpeg(), &jpeg()), Err(Damaged(Behind))),
        ("an archive behind", and(jpeg(), &zip()), Err(Damaged(Behind))),
        ("a page behind", and(jpeg(), b"<script>alert(1)</script>"), Err(Damaged(Behind))),
        ("a page in a comment", app(b"<HTML><body>"), Err(Damaged(Hidden))),
        ("script in a comment", app(b"*/=1;<ScRiPt>"), Err(Damaged(Hidden))),
        ("PHP in a comment", app(b"<?php system($_GET[0]);"), Err(Damaged(Hidden))),
        ("an archive in a comment, the picture its comment", archive_in_comment(), Err(Damaged(Hidden))),
        (
            "letters of an archive",
            app(b"PK\x05\x06\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
            Ok(Jpeg),
        ),
        ("no end", without(jpeg(), 2), Err(Damaged(Cut))),
        ("half an end", without(jpeg(), 1), Err(Damaged(Cut))),
        ("no scan", jpeg_of(&[&frame(8, 8)]), Err(Damaged(Structure))),
        ("no frame", jpeg_of(&[&scan()]), Err(Damaged(Structure))),
        ("nothing at all", jpeg_of(&[]), Err(Damaged(Structure))),
        ("two frames", jpeg_of(&[&frame(8, 8), &frame(8, 8), &scan()]), Err(Damaged(Structure))),
        ("a picture in the picture", jpeg_of(&[&[0xff, 0xd8], &frame(8, 8), &scan()]), Err(Damaged(Structure))),
        ("no width", jpeg_of(&[&frame(0, 8), &scan()]), Err(Damaged(Structure))),
        ("no height", jpeg_of(&[&frame(8, 0), &scan()]), Err(Damaged(Structure))),
        ("a bomb", jpeg_of(&[&frame(65535, 65535), &scan()]), Err(Pixels)),
        ("a restart between segments", jpeg_of(&[&[0xff, 0xd0], &frame(8, 8), &scan()]), Err(Damaged(Structure))),
        ("no marker", jpeg_of(&[&frame(8, 8), &[0x41], &scan()]), Err(Damaged(Structure))),
        ("a segment of no length", jpeg_of(&[&[0xff, 0xe0, 0, 1], &frame(8, 8), &scan()]), Err(Damaged(Structure))),
        ("a segment beyond the end", jpeg_of(&[&frame(8, 8), &[0xff, 0xe0, 0xff, 0xff]]), Err(Damaged(Cut))),
        (
            "a frame without components",
            jpeg_of(&[&segment(0xc0, &[8, 0, 8, 0, 8, 0]), &scan()]),
            Err(Damaged(Structure)),
        ),
        ("a frame cut short", jpeg_of(&[&segment(0xc0, &[8, 0, 8]), &scan()]), Err(Damaged(Structure))),
    ]);
}

fn replaced_marker(marker: u8) -> Vec<u8> {
    let mut frame = frame(8, 8);
    frame[1] = marker;
    frame
}

/// What follows the comment is as long as the comment of the archive claims.
fn archive_in_comment() -> Vec<u8> {
    let behind = [frame(8, 8), scan(), vec![0xff, 0xd9]].concat();
    let mut record = zip();
    record[20..].copy_from_slice(&u16::try_from(behind.len()).unwrap().to_le_bytes());
    jpeg_of(&[&segment(0xfe, &record), &frame(8, 8), &scan()])
}

#[test]
fn pngs() {
    let mut wrong_sum = png();
    wrong_sum[30] ^= 1;
    let palette = chunk(b"PLTE", &[1, 2, 3]);
    let grey = header(1, 1, 8, 0);
    check(vec![
        ("good", png(), Ok(Png)),
        ("a palette", png_of(&[&header(1, 1, 1, 3), &palette, &data(), &end()]), Ok(Png)),
        ("data in pieces", png_of(&[&grey, &chunk(b"IDAT", &[0x78]), &chunk(b"IDAT", &[1]), &end()]), Ok(Png)),
        ("a chunk behind the data", png_of(&[&grey, &data(), &chunk(b"tIME", &[0; 7]), &end()]), Ok(Png)),
        ("blanks behind", and(png(), b"\r\n"), Ok(Png)),
        ("something behind", and(png(), b"x"), Err(Damaged(Behind))),
        ("an archive behind", and(png(), &zip()), Err(Damaged(Behind))),
        (
            "an archive in a text",
            png_of(&[&grey, &data(), &chunk(b"tEXt", &and(b"a\0".to_vec(), &zip())), &end()]),
            Err(Damaged(Hidden)),
        ),
        (
            "a page in a text",
            png_of(&[&grey, &chunk(b"tEXt", b"a\0<!DOCTYPE html>"), &data(), &end()]),
            Err(Damaged(Hidden)),
        ),
        ("a wrong checksum", wrong_sum, Err(Damaged(Checksum))),
        ("no end", without(png(), 12), Err(Damaged(Cut))),
        ("half an end", without(png(), 1), Err(Damaged(Cut))),
        ("no header", png_of(&[&data(), &end()]), Err(Damaged(Structure))),
        ("two headers", png_of(&[&grey, &grey, &data(), &end()]), Err(Damaged(Structure))),
        ("no data", png_of(&[&grey, &end()]), Err(Damaged(Structure))),
        (
            "data in two runs",
            png_of(&[&grey, &data(), &chunk(b"tIME", &[0; 7]), &data(), &end()]),
            Err(Damaged(Structure)),
        ),
        ("data that is not compressed", png_of(&[&grey, &chunk(b"IDAT", b"<?xml"), &end()]), Err(Damaged(Structure))),
        ("no palette", png_of(&[&header(1, 1, 1, 3), &data(), &end()]), Err(Damaged(Structure))),
        (
            "a broken palette",
            png_of(&[&header(1, 1, 1, 3), &chunk(b"PLTE", &[1, 2]), &data(), &end()]),
            Err(Damaged(Structure)),
        ),
        ("an unknown critical chunk", png_of(&[&grey, &chunk(b"EVIL", &[]), &data(), &end()]), Err(Damaged(Structure))),
        ("a chunk without a name", png_of(&[&grey, &chunk(b"a\0b!", &[]), &data(), &end()]), Err(Damaged(Structure))),
        ("an end that holds something", png_of(&[&grey, &data(), &chunk(b"IEND", b"x")]), Err(Damaged(Structure))),
        ("no pixels", png_of(&[&header(0, 1, 8, 0), &data(), &end()]), Err(Damaged(Structure))),
        ("a bomb", png_of(&[&header(20_000, 20_000, 8, 0), &data(), &end()]), Err(Pixels)),
        ("a larger bomb", png_of(&[&header(u32::MAX, u32::MAX, 8, 0), &data(), &end()]), Err(Pixels)),
        ("colours there are not", png_of(&[&header(1, 1, 8, 1), &data(), &end()]), Err(Damaged(Structure))),
        ("depths there are not", png_of(&[&header(1, 1, 16, 3), &palette, &data(), &end()]), Err(Damaged(Structure))),
        ("a chunk of four gigabytes", png_of(&[&grey, &[0xff; 4], b"IDAT"]), Err(Damaged(Structure))),
        ("a chunk beyond the end", png_of(&[&grey, &[0, 0, 1, 0], b"IDAT"]), Err(Damaged(Cut))),
    ]);
}

#[test]
fn pdfs() {
    let update = |trailer: &str| {
        let first = pdf();
        let xref = first.len();
        and(
            first,
            format!("xref\n0 0\ntrailer\n<< /Root 1 0 R /Prev 9 {trailer} >>\nstartxref\n{xref}\n%%EOF\r\n").as_bytes(),
        )
    };
    let nowhere = |file: Vec<u8>| {
        let text = String::from_utf8(file).unwrap();
        let at = text.rfind("startxref").unwrap();
        format!("{}startxref\n7\n%%EOF\n", &text[..at]).into_bytes()
    };
    check(vec![
        ("good", pdf(), Ok(Pdf)),
        ("a cross-reference stream", pdf_stream(""), Ok(Pdf)),
        ("an update", update(""), Ok(Pdf)),
        ("version 2", replaced(pdf(), "PDF-1.7", "PDF-2.0"), Ok(Pdf)),
        ("ends of lines of another system", replaced(pdf(), "%%EOF\n", "%%EOF\r\n\r\n"), Ok(Pdf)),
        ("blanks behind", and(pdf(), &[0; 1000]), Ok(Pdf)),
        ("a reference that points nowhere", nowhere(pdf()), Ok(Pdf)),
        ("a page behind", and(pdf(), b"<html>"), Err(Damaged(Behind))),
        ("an archive behind", and(pdf(), &zip()), Err(Damaged(Behind))),
        ("much behind", and(pdf(), &[b'x'; 5000]), Err(Damaged(Behind))),
        ("an archive inside, the end its comment", archive_in_pdf(), Err(Damaged(Hidden))),
        ("something before", [b"\n", &pdf()[..]].concat(), Err(Type)),
        ("a page before", [b"<html>", &pdf()[..]].concat(), Err(Type)),
        ("a byte order mark before", [b"\xef\xbb\xbf", &pdf()[..]].concat(), Err(Type)),
        ("no version", replaced(pdf(), "PDF-1.7", "PDF-x.y"), Err(Damaged(Structure))),
        ("no end", replaced(pdf(), "%%EOF", "%EOF"), Err(Damaged(Cut))),
        ("cut in the middle", without(pdf(), 60), Err(Damaged(Cut))),
        ("no way to the cross-reference", replaced(pdf(), "startxref", "startxxxx"), Err(Damaged(Structure))),
        ("no place of the cross-reference", replaced(pdf(), "%%EOF", "x %%EOF"), Err(Damaged(Structure))),
        ("no root anywhere", replaced(pdf(), "/Root", "/Toor"), Err(Damaged(Structure))),
        ("a header and an end", b"%PDF-1.4\nstartxref\n0\n%%EOF".to_vec(), Err(Damaged(Structure))),
        ("encrypted", pdf_of("", "/Encrypt 3 0 R"), Err(Locked)),
        ("encrypted, written close", pdf_of("", "/Encrypt<</Filter/Standard>>"), Err(Locked)),
        ("encrypted, letters hidden", pdf_of("", "/#45ncryp#74 3 0 R"), Err(Locked)),
        ("encrypted, in a stream", pdf_stream("/Encrypt 3 0 R"), Err(Locked)),
        ("encrypted, in an update", update("/Encrypt 3 0 R"), Err(Locked)),
        ("encrypted, the reference points nowhere", nowhere(pdf_of("", "/Encrypt 3 0 R")), Err(Locked)),
        ("a name that only begins so", pdf_of("", "/EncryptMetadata true"), Ok(Pdf)),
        ("a text that speaks of it", pdf_of("3 0 obj\n(see /Encrypt )\nendobj\n", ""), Ok(Pdf)),
    ]);
}

fn archive_in_pdf() -> Vec<u8> {
    let mut record = zip();
    let file =
        |record: &[u8]| pdf_of(&format!("3 0 obj\n{}\nendobj\n", String::from_utf8(record.to_vec()).unwrap()), "");
    let whole = file(&record);
    let at = super::find(&whole, b"PK\x05\x06").unwrap();
    record[20] = u8::try_from(whole.len() - at - 22).unwrap();
    let mut file = whole;
    file[at..at + 22].copy_from_slice(&record);
    file
}

fn any_good() -> impl Strategy<Value = Vec<u8>> {
    prop::sample::select(vec![jpeg(), png(), pdf(), pdf_stream("")])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(start in any_good(), cut in 0_usize..60, more in prop::collection::vec(any::<u8>(), 0..60)) {
        let start = &start[..cut.min(start.len())];
        _ = sniff(&[start, &more].concat(), "a.pdf");
        _ = sniff(&[start, &more].concat(), "");
    }

    #[test]
    fn changed_bytes_do_not_panic(mut file in any_good(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        _ = sniff(&file, "");
    }

    #[test]
    fn what_is_cut_short_is_refused(file in any_good(), at in any::<prop::sample::Index>()) {
        let cut = &file[..at.index(file.len())];
        // A PDF may lose the end of its last line.
        prop_assume!(!cut.ends_with(b"%%EOF"));
        prop_assert!(sniff(cut, "").is_err());
    }

    #[test]
    fn what_is_continued_is_refused(file in any_good(), more in prop::collection::vec(any::<u8>(), 1..3000)) {
        prop_assume!(more.iter().any(|byte| !matches!(byte, 0 | 9 | 10 | 13 | 32)));
        prop_assert!(sniff(&[file, more].concat(), "").is_err());
    }

    #[test]
    fn a_changed_png_is_refused(at in any::<prop::sample::Index>(), by in 1_u8..) {
        let mut file = png();
        let at = at.index(file.len());
        file[at] ^= by;
        prop_assert!(sniff(&file, "").is_err());
    }
}
