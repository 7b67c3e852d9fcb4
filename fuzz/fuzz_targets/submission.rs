//! Whatever somebody who can seal puts under the seal is refused or opened, without panic.
//!
//! The first byte chooses how deep the rest goes: as the archive itself, or as the content of one file of an
//! otherwise good archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_seal::age::{self, Identity, Kind};
use sayyar_seal::submission::{Limits, open_whole};
use sayyar_seal::zip::Writer;

const NAMES: [&str; 8] = [
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha512.txt",
    "tagmanifest-sha512.txt",
    "signatures/applicant.sshsig",
    "data/submission.json",
    "data/answers.json",
    "data/attachments/photo/1-photo.jpeg",
];

fuzz_target!(|input: &[u8]| {
    let Some((depth, rest)) = input.split_first() else { return };
    let plain = if depth & 1 == 0 {
        rest.to_vec()
    } else {
        let mut writer = Writer::new(Vec::new());
        // The contents of the files, each ended by a byte that JSON and the manifests do not have.
        for (name, content) in NAMES.iter().zip(rest.split(|byte| *byte == 0)) {
            writer.add(name, content).expect("a good name");
        }
        writer.finish().expect("a small archive")
    };
    let identity = Identity::from_seed(Kind::X25519, &[1; 32]);
    let sealed = age::encrypt(&plain, &identity.recipient().into(), &mut |bytes: &mut [u8]| bytes.fill(7));
    _ = open_whole(&sealed, &[identity], Limits::default());
});
