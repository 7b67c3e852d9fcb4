//! Bech32 (BIP 173) without its limit of 90 characters, as age writes recipients and identities.
//!
//! Only lower case is spoken here; identities, which are written in capitals, are turned by who reads them.

const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const CHECKSUM: usize = 6;

/// `prefix`, the separator `1`, the data and a checksum.
pub(super) fn encode(prefix: &str, data: &[u8]) -> String {
    let mut values = regroup::<8, 5>(data);
    let checked = polymod(expand(prefix).chain(values.iter().copied()).chain([0; CHECKSUM])) ^ 1;
    values.extend((0..CHECKSUM).map(|i| (checked >> (5 * (CHECKSUM - 1 - i))) as u8 & 31));
    let letters = values.iter().map(|value| char::from(LETTERS[usize::from(*value)]));
    prefix.chars().chain(['1']).chain(letters).collect()
}

/// The data behind exactly this prefix, if the text is one [`encode`] writes.
pub(super) fn decode(prefix: &str, text: &str) -> Option<Vec<u8>> {
    let letters = text.strip_prefix(prefix)?.strip_prefix('1')?;
    let value = |byte: u8| LETTERS.iter().position(|letter| *letter == byte).map(|place| place as u8);
    let values: Vec<u8> = letters.bytes().map(value).collect::<Option<_>>()?;
    let split = values.len().checked_sub(CHECKSUM)?;
    if polymod(expand(prefix).chain(values.iter().copied())) != 1 {
        return None;
    }
    let mut data = regroup::<5, 8>(&values[..split]);
    // Five-bit letters end in up to four bits of padding, which are zeros and no letter of their own.
    data.truncate(split * 5 / 8);
    (regroup::<8, 5>(&data) == values[..split]).then_some(data)
}

/// The bits of `FROM`-bit values in `TO`-bit values, the last filled up with zeros.
fn regroup<const FROM: usize, const TO: usize>(values: &[u8]) -> Vec<u8> {
    let (mut bits, mut held, mut out) = (0u32, 0, Vec::with_capacity(values.len() * FROM / TO + 1));
    for value in values {
        bits = (bits << FROM | u32::from(*value)) & 0xfff;
        held += FROM;
        while held >= TO {
            held -= TO;
            out.push((bits >> held) as u8 & ((1u16 << TO) - 1) as u8);
        }
    }
    if held > 0 {
        out.push((bits << (TO - held)) as u8 & ((1u16 << TO) - 1) as u8);
    }
    out
}

fn expand(prefix: &str) -> impl Iterator<Item = u8> {
    prefix.bytes().map(|byte| byte >> 5).chain([0]).chain(prefix.bytes().map(|byte| byte & 31))
}

fn polymod(values: impl Iterator<Item = u8>) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
    values.fold(1, |check, value| {
        let shifted = (check & 0x1ff_ffff) << 5 ^ u32::from(value);
        GENERATOR.iter().enumerate().filter(|(i, _)| check >> (25 + i) & 1 == 1).fold(shifted, |sum, (_, g)| sum ^ g)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// BIP 173, valid strings, and the examples of the age specification.
    #[test]
    fn known_answers() {
        assert_eq!(encode("a", &[]), "a12uel5l");
        assert_eq!(decode("a", "a12uel5l").as_deref(), Some(&[][..]));
        let text = "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw";
        let data = decode("abcdef", text).unwrap();
        assert_eq!(data.len(), 20);
        assert_eq!(encode("abcdef", &data), text);
        let age = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
        assert_eq!(decode("age", age).map(|key| encode("age", &key)).as_deref(), Some(age));
        let identity = "age-secret-key-1gfpyysjzgfpyysjzgfpyysjzgfpyysjzgfpyysjzgfpyysjzgfpq4egaex";
        assert_eq!(decode("age-secret-key-", identity).as_deref(), Some(&[0x42; 32][..]));
    }

    #[test]
    fn one_text_for_one_key() {
        let text = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
        for place in 4..text.len() {
            let mut changed = text.as_bytes().to_vec();
            changed[place] = if changed[place] == b'q' { b'p' } else { b'q' };
            assert_eq!(decode("age", std::str::from_utf8(&changed).unwrap()), None, "{place}");
        }
        for bad in ["", "age", "age1", "age1qqqqq", "Age1zvkyg2l", "age2zvkyg2l", "ag1zvkyg2l"] {
            assert_eq!(decode("age", bad), None, "{bad}");
        }
        // A letter of padding alone, and padding that is not zeros, under checksums that fit.
        for values in [vec![0; 3], vec![0, 1], vec![31; 7]] {
            let checked = polymod(expand("age").chain(values.iter().copied()).chain([0; CHECKSUM])) ^ 1;
            let check = (0..CHECKSUM).map(|i| (checked >> (5 * (5 - i))) as u8 & 31);
            let letters = values.iter().copied().chain(check).map(|v| char::from(LETTERS[usize::from(v)]));
            assert_eq!(decode("age", &format!("age1{}", letters.collect::<String>())), None, "{values:?}");
        }
    }
}
