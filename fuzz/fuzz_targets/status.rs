//! A shard of statuses: as it comes from the network, and what a desk gone mad seals and signs.
//!
//! The first byte chooses how deep the rest goes: the shard itself, what is in a record, or what is signed in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_seal::Number;
use sayyar_seal::age::{self, Identity, Kind};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::sshsig::{STATUS, Signature};
use sayyar_seal::status::{RECORD, find};

#[path = "../common/mod.rs"]
mod common;

fuzz_target!(|input: &[u8]| {
    let Some((depth, rest)) = input.split_first() else { return };
    let desk = SigningKey::from_seed(&[3; 32]);
    let identity = Identity::from_seed(Kind::X25519, &[1; 32]);
    let number = Number::of(&SigningKey::from_seed(&[9; 32]).public());
    // Nobody should have to guess whose status it is.
    let named = String::from_utf8_lossy(rest).replace("NUMBER", &number.to_string());
    let mut plain = match depth % 3 {
        0 => {
            _ = find(rest, &identity, &number, &[desk.public()]);
            return;
        }
        1 => rest.to_vec(),
        _ => {
            let line = named.trim_end_matches('\n').to_owned() + "\n";
            let signature = Signature::sign(&desk, STATUS, line.as_bytes()).encode();
            (line + &signature).into_bytes()
        }
    };
    // Header, nonce and tag of a file to one recipient.
    plain.resize(RECORD - 200, b' ');
    let record = age::encrypt(&plain, &identity.recipient().into(), &mut |bytes: &mut [u8]| common::entropy(bytes));
    assert_eq!(record.len(), RECORD);
    _ = find(&record, &identity, &number, &[desk.public()]);
});
