//! What a page carries as text: LZMA in letters that any HTML takes as they are.
//!
//! Words of several languages come down to a quarter; gzip in base 64 leaves four tenths. `src/offline/page/unpack.js`
//! reads it, and `src/offline/pack.py` packs the engine the same way, beforehand.

use std::io::Write;

use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};

/// Printable ASCII but `<`: nothing in these ends a script element.
const LETTERS: &[u8; 94] =
    b" !\"#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// Bytes of a group, and letters that hold them: 94^11 is a little more than 256^9.
const BYTES: usize = 9;
const GROUP: usize = 11;

/// Compressed and in letters.
pub(super) fn packed(bytes: &[u8]) -> String {
    letters(&lzma(bytes))
}

fn lzma(bytes: &[u8]) -> Vec<u8> {
    // As liblzma's `9e`, for texts.
    let options = LzmaOptions {
        dict_size: 1 << 20,
        lc: 3,
        lp: 0,
        pb: 0,
        mode: EncodeMode::Normal,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        mf: MfType::Bt4,
        depth_limit: 512,
        preset_dict: None,
    };
    let packed = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))
        .and_then(|mut writer| writer.write_all(bytes).and_then(|()| writer.finish()));
    #[expect(clippy::expect_used, reason = "a vector takes every write")]
    packed.expect("a vector takes every write")
}

fn letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(BYTES) * GROUP);
    for chunk in bytes.chunks(BYTES) {
        let mut number = (0..BYTES)
            .fold(0u128, |number, place| number << 8 | u128::from(chunk.get(place).copied().unwrap_or_default()));
        let mut group = [b' '; GROUP];
        for letter in group.iter_mut().rev() {
            *letter = LETTERS[(number % 94) as usize];
            number /= 94;
        }
        text.extend(group.map(char::from));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_bytes_are_eleven_letters() {
        assert_eq!(letters(&[0; 9]), " ".repeat(11));
        assert_eq!(letters(&[0, 0, 0, 0, 0, 0, 0, 0, 94 + 28]), "         !=");
        assert_eq!(letters(&[1]).len(), 11);
        let most = letters(&[255; 18]);
        assert_eq!(most.len(), 22);
        assert!(most.bytes().all(|letter| LETTERS.contains(&letter)));
        assert!(LETTERS.is_sorted() && !LETTERS.contains(&b'<'));
    }

    #[test]
    fn the_same_words_are_the_same_letters() {
        let words = "Neçə ay? ".repeat(1000);
        assert_eq!(packed(words.as_bytes()), packed(words.as_bytes()));
        assert!(packed(words.as_bytes()).len() < 200);
    }
}
