//! What a publisher signs, gone mad: the index of forms, the archive of a release, its comment.
//!
//! The first byte chooses which, and how deep the rest goes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_base::{Date, canonical};
use sayyar_seal::Digest;
use sayyar_seal::minisign::Signature;
use sayyar_seal::release::{Bundle, FORM, HTML, Index, README, Release, SCHEMA, test_key};
use sayyar_seal::zip::Writer;

fuzz_target!(|input: &[u8]| {
    let Some((depth, rest)) = input.split_first() else { return };
    let (key, keys) = (test_key(), [test_key().public()]);
    match depth % 4 {
        0 => {
            let Ok(comment) = std::str::from_utf8(rest) else { return };
            if let Ok((release, file)) = Release::read(comment) {
                assert_eq!(release.comment(file), comment);
            }
        }
        1 => {
            let Ok(json) = serde_json::from_slice::<serde_json::Value>(rest) else { return };
            let of = |name: &str| json[name].as_str().map_or_else(|| json[name].to_string(), str::to_owned);
            let [site, sequence, issued, expires] = ["site", "sequence", "issued", "expires"].map(of);
            let comment = format!("forms site:{site} sequence:{sequence} issued:{issued} expires:{expires}");
            let Ok(signature) = Signature::sign(&key, rest, "signature of an index of forms", &comment) else { return };
            if let Ok(index) = Index::open(rest, signature.to_file().as_bytes(), &keys) {
                assert_eq!(index.encode().as_deref().map(str::as_bytes), Some(rest));
            }
        }
        deep => {
            let parts: Vec<&[u8]> = rest.split(|byte| *byte == 0).collect();
            let zip = if deep == 2 {
                rest.to_vec()
            } else {
                let mut writer = Writer::new(Vec::new());
                for (name, content) in [HTML, FORM, SCHEMA, README].iter().zip(&parts) {
                    writer.add(name, content).expect("a good name");
                }
                writer.finish().expect("a small archive")
            };
            let facts = parts.get(1).and_then(|form| serde_json::from_slice::<serde_json::Value>(form).ok());
            let form = facts.and_then(|facts| canonical::to_string(&facts["form"]).ok()).unwrap_or_default();
            let (id, date) = ("work-permit".parse().expect("an id"), Date { year: 2026, month: 11, day: 23 });
            let release = Release { id, version: 1, build: 1, date, digest: Digest::of(form.as_bytes()), test: true };
            let signature = release.sign(&key, &Bundle::name(&release), &zip).expect("a good comment");
            if let Ok(bundle) = Bundle::open(&zip, signature.to_file().as_bytes(), &keys) {
                assert_eq!(bundle.files.pack().expect("what was read is written"), zip);
            }
        }
    }
});
