//! A secret key as OpenSSH keeps it (PROTOCOL.key, "openssh-key-v1"), without a password of its own: it only
//! ever stands inside a sealed file. So an applicant can sign with `ssh-keygen` too.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::{SigningKey, TYPE, put, take};

const BEGIN: &str = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
const END: &str = "-----END OPENSSH PRIVATE KEY-----\n";
const MAGIC: &[u8] = b"openssh-key-v1\0";
const COLUMNS: usize = 70;

/// The key file. Its two check numbers, which tell a right password from a wrong one, are zero; no comment.
pub fn encode(key: &SigningKey) -> Zeroizing<String> {
    let public = key.public();
    let mut secret = Zeroizing::new(vec![0; 8]);
    let pair = Zeroizing::new([&key.seed()[..], public.raw()].concat());
    for part in [TYPE.as_bytes(), public.raw(), &pair, b""] {
        put(&mut secret, part);
    }
    // Filled up to the block size of no cipher, which is 8.
    (1..=(8 - secret.len() % 8) % 8).for_each(|byte| secret.push(byte as u8));
    let mut blob = Zeroizing::new(MAGIC.to_vec());
    for part in [&b"none"[..], b"none", b""] {
        put(&mut blob, part);
    }
    blob.extend_from_slice(&1u32.to_be_bytes());
    put(&mut blob, &public.blob());
    put(&mut blob, &secret);
    let text = Zeroizing::new(STANDARD.encode(&*blob));
    let mut file = Zeroizing::new(String::with_capacity(512));
    file.push_str(BEGIN);
    for (place, letter) in text.chars().enumerate() {
        if place > 0 && place.is_multiple_of(COLUMNS) {
            file.push('\n');
        }
        file.push(letter);
    }
    file.push('\n');
    file.push_str(END);
    file
}

/// The key in a file that [`encode`] wrote.
pub fn decode(file: &[u8]) -> Option<SigningKey> {
    let text = std::str::from_utf8(file).ok()?.strip_prefix(BEGIN)?.strip_suffix(END)?;
    let text = Zeroizing::new(text.replace('\n', ""));
    let blob = Zeroizing::new(STANDARD.decode(text.as_bytes()).ok()?);
    let mut rest = blob.strip_prefix(MAGIC)?;
    (0..3).try_for_each(|_| take(&mut rest).map(|_| ()))?;
    let mut rest = rest.get(4..)?;
    take(&mut rest)?;
    let mut secret = take(&mut rest)?.get(8..)?;
    (0..2).try_for_each(|_| take(&mut secret).map(|_| ()))?;
    let seed = take(&mut secret)?.first_chunk()?;
    let key = SigningKey::from_seed(seed);
    // Everything that was passed over is compared here.
    (encode(&key).as_bytes() == file).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_and_nothing_else_does() {
        let key = SigningKey::from_seed(&[7; 32]);
        let file = encode(&key);
        assert_eq!(decode(file.as_bytes()).map(|key| *key.seed()), Some([7; 32]));
        for length in 0..file.len() {
            assert!(decode(&file.as_bytes()[..length]).is_none(), "{length}");
        }
        for place in 0..file.len() {
            let mut changed = file.as_bytes().to_vec();
            changed[place] ^= 1;
            assert!(decode(&changed).is_none_or(|key| *key.seed() != [7; 32]), "{place}");
        }
    }
}
