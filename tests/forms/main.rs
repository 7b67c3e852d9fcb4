//! Forms from the command line, from a definition to what a desk opens: released, published, filled in, opened.

use std::fs;

use sayyar_seal::age::Identity;
use sayyar_seal::minisign::PublicKey;
use sayyar_seal::release::Bundle;
use sayyar_seal::submission::{Kept, Limits, open_copy, open_whole};
use sayyar_seal::{Number, Password};
use sayyar_tests::{Folder, repository, said};
use serde_json::Value;

/// The example of the age specification; the site of these tests is sealed to it.
const IDENTITY: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
const RELEASE: [&str; 9] =
    ["form", "release", "permit", "--key", "publisher.key", "--password-file", "password", "--date", "2026-11-23"];

fn site() -> Folder {
    let site = Folder::copy_of(&repository().join("tests/suite/base"));
    site.lay(&repository().join("tests/suite/form"));
    site
}

/// What the command printed, when it went well.
#[track_caller]
fn ran(site: &Folder, arguments: &[&str]) -> String {
    let output = site.run(arguments);
    assert!(output.status.success(), "{arguments:?}\n{}", said(site, &output));
    String::from_utf8(output.stdout).expect("our words are UTF-8")
}

/// A PDF as small as can be.
fn pdf() -> &'static [u8] {
    sayyar_forms::example::sample::bytes(sayyar_forms::Format::Pdf)
}

#[test]
fn what_is_filled_in_opens_at_the_desk() {
    let site = site();
    ran(&site, &RELEASE);
    site.write("in/pasport \u{259}.pdf", pdf());
    site.write(
        "in/answers.json",
        r#"{"months": "6", "start": "2026-12-01", "passport": ["pasport \u{259}.pdf"]}"#.replace("\\u{259}", "\u{259}"),
    );
    fs::create_dir(site.path().join("out")).expect("a new folder");
    let made = ran(
        &site,
        &[
            "form",
            "fill",
            "permit",
            "in/answers.json",
            "--today",
            "2026-11-23",
            "--lang",
            "en",
            "--out",
            "out",
            "--assisted",
            "--json",
        ],
    );
    let made: Value = serde_json::from_str(&made).expect("JSON");
    let text = |key: &str| made[key].as_str().unwrap_or_default().to_owned();
    let sealed = fs::read(site.path().join("out").join(text("name"))).expect("the sealed file");
    let identity = Identity::parse(IDENTITY).expect("the specification's own");
    let (opened, kept) = open_whole(&sealed, &[identity], Limits::default()).expect("it opens");
    let header = opened.header();
    assert_eq!(header.number.to_string(), text("number"));
    assert_eq!((header.form.version, header.form.build, header.assisted, header.language.as_str()), (1, 1, true, "en"));
    assert_eq!(opened.content_digest().to_string(), text("digest"));
    assert_eq!(kept.0.len(), 1);
    let answers: Value = serde_json::from_slice(opened.answers()).expect("JSON");
    assert_eq!((answers["months"].as_i64(), answers["fee"]["amount"].as_i64()), (Some(6), Some(60_000)));
    assert_eq!(answers["passport"][0]["path"], "passport/1-pasport-e.pdf");

    let password = Password::parse(&text("password")).expect("it was printed");
    let copy = fs::read(site.path().join("out").join(text("copy"))).expect("the copy");
    let opened = open_copy(&copy[..], &password.passphrase(), Limits::default(), &mut Kept::default());
    assert_eq!(opened.unwrap_or_else(|why| panic!("{why}")).content_digest.to_string(), text("digest"));
    let number: Number = text("number").parse().expect("it was printed");
    let status = password.status_identity(&number, header.status.kind()).expect("64 MB");
    assert_eq!(status.recipient(), header.status);
}

#[test]
fn what_is_published_is_what_was_signed() {
    let site = site();
    ran(&site, &RELEASE);
    ran(&site, &["build", "--production"]);
    let (public, released) = (site.files("public/forms/permit/1.1"), site.files("forms/permit/released/1.1"));
    for (name, bytes) in &released {
        assert_eq!(public.get(name), Some(bytes), "{name}");
    }
    let key = fs::read_to_string(site.path().join("keys/publisher.pub")).expect("the public half");
    let key = PublicKey::parse(&key).expect("a key");
    let zip = &public["permit-1.1.zip"];
    let bundle = Bundle::open(zip, &public["permit-1.1.zip.minisig"], &[key]).unwrap_or_else(|why| panic!("{why}"));
    bundle.verify_html(&public["form.html.minisig"], &[key]).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(bundle.files.html, public["form.html"]);
    assert_eq!(site.files("public/forms/permit")["form.html"], public["form.html"]);
    assert_eq!(site.files("public/forms")["index.json"], site.files("forms")["index.json"]);
    let readme = String::from_utf8(bundle.files.readme).expect("UTF-8");
    assert!(readme.contains("\r\n") && readme.contains("Application for a work permit"), "{readme}");
    assert!(readme.contains(&format!("minisign -Vm permit-1.1.zip -P {key}")), "{readme}");
    assert!(readme.contains("https://example.org/en/forms/permit/"), "{readme}");
}

#[test]
fn a_downloaded_archive_can_be_filled_in_anywhere() {
    let site = site();
    ran(&site, &RELEASE);
    let elsewhere = Folder::new();
    for (name, bytes) in site.files("forms/permit/released/1.1") {
        elsewhere.write(&name, bytes);
    }
    elsewhere.write("agency.pub", site.files("keys")["publisher.pub"].clone());
    elsewhere.write("answers.json", r#"{"months": 3}"#);
    let fill = ["form", "fill", "permit-1.1.zip", "answers.json", "--publisher", "agency.pub", "--today", "2026-11-23"];
    assert!(ran(&elsewhere, &fill).contains("Password "));
    let stranger = PublicKey::to_file(&sayyar_seal::release::test_key().public());
    elsewhere.write("agency.pub", stranger);
    let output = elsewhere.run(&fill);
    assert_eq!(output.status.code(), Some(2), "{}", said(&elsewhere, &output));
}

#[test]
fn the_same_sources_make_the_same_bundle() {
    let (one, two) = (site(), site());
    ran(&one, &["build"]);
    ran(&two, &["build"]);
    assert!(one.files("public/forms") == two.files("public/forms"));
    let digest = ran(&one, &["form", "compile", "permit", "--digest"]);
    let compiled = ran(&two, &["form", "compile", "permit"]);
    assert_eq!(sayyar_seal::Digest::of(compiled.as_bytes()).to_string(), digest.trim());
    let schema: Value = serde_json::from_str(&ran(&one, &["form", "schema", "permit"])).expect("JSON");
    assert_eq!(schema["properties"]["months"]["maximum"], 12);
}

#[test]
fn a_release_interrupted_leaves_what_was() {
    let site = site();
    ran(&site, &RELEASE);
    let before = site.files("forms");
    // The folder that the next release is written to is a file: nothing can be staged there.
    site.write("forms/.permit-1.2.zip.tmp", "in the way");
    site.write("forms/permit/en.ftl", String::from_utf8_lossy(&before["permit/en.ftl"]).replace("State fee", "Fee"));
    let output = site.run(&RELEASE);
    assert_eq!(output.status.code(), Some(2), "{}", said(&site, &output));
    let after = site.files("forms");
    assert_eq!(after.get("index.json"), before.get("index.json"));
    assert!(!after.contains_key("permit/released/1.2/permit-1.2.zip"));
    fs::remove_file(site.path().join("forms/.permit-1.2.zip.tmp")).expect("it was put there");
    assert!(ran(&site, &RELEASE).contains("permit 1.2"));
    ran(&site, &["build", "--production"]);
}
