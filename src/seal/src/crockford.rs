//! Crockford's base 32 (<https://www.crockford.com/base32.html>) with a Luhn check character: what people
//! read aloud, write down and type. Every single wrong character shows, and nearly every swapped pair.

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first five-bit letters of the bytes, most significant bit first.
pub(crate) fn encode<const N: usize>(bytes: &[u8]) -> [u8; N] {
    std::array::from_fn(|place| {
        let bit = |i: usize| bytes[(place * 5 + i) / 8] >> (7 - (place * 5 + i) % 8) & 1;
        LETTERS[usize::from((0..5).fold(0, |value, i| value << 1 | bit(i)))]
    })
}

fn value(letter: u8) -> u32 {
    LETTERS.iter().position(|known| *known == letter).unwrap_or(0) as u32
}

/// The check character of letters: Luhn modulo 32.
pub(crate) fn check(letters: &[u8]) -> u8 {
    let sum: u32 = letters
        .iter()
        .rev()
        .enumerate()
        .map(|(place, letter)| {
            let product = value(*letter) * if place.is_multiple_of(2) { 2 } else { 1 };
            product / 32 + product % 32
        })
        .sum();
    LETTERS[((32 - sum % 32) % 32) as usize]
}

/// The letters of a text a person typed, without its check character: any case, `O` for `0`, `I` and `L` for
/// `1`, hyphens and spaces anywhere. Nothing when the number of letters or the check character is wrong.
pub(crate) fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut letters = [0; N];
    let mut checked = None;
    for (count, byte) in text.bytes().filter(|byte| !matches!(byte, b'-' | b' ')).enumerate() {
        let letter = match byte.to_ascii_uppercase() {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            letter if LETTERS.contains(&letter) => letter,
            _ => return None,
        };
        match count {
            _ if count < N => letters[count] = letter,
            _ if count == N => checked = Some(letter),
            _ => return None,
        }
    }
    (checked? == check(&letters)).then_some(letters)
}

/// Groups of four joined by hyphens, then the check character.
pub(crate) fn grouped(letters: &[u8]) -> String {
    let mut text = String::with_capacity(letters.len() / 4 * 5 + 1);
    for group in letters.chunks(4) {
        text.extend(group.iter().map(|letter| char::from(*letter)));
        text.push('-');
    }
    text.push(char::from(check(letters)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answers() {
        assert_eq!(encode::<12>(&[0; 8]), *b"000000000000");
        assert_eq!(encode::<12>(&[0xff; 8]), *b"ZZZZZZZZZZZZ");
        assert_eq!(encode::<12>(&[0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]), *b"04HMASW9NF6Y");
        assert_eq!(check(b"000000000000"), b'0');
        assert_eq!(check(b"1"), b'Y');
    }

    #[test]
    fn every_wrong_character_shows_and_nearly_every_swap() {
        let good = *b"04HMASW9NF6Y";
        let text = grouped(&good);
        for place in (0..text.len()).filter(|place| text.as_bytes()[*place] != b'-') {
            for letter in LETTERS {
                let mut changed = text.clone().into_bytes();
                changed[place] = *letter;
                let changed = String::from_utf8(changed).unwrap();
                assert_eq!(read::<12>(&changed).is_some(), changed == text, "{changed}");
            }
        }
        // Luhn does not see the first letter swapped with the last.
        for (a, b) in LETTERS.iter().flat_map(|a| LETTERS.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b) {
            let blind = (a, b) == (b'0', b'Z') || (a, b) == (b'Z', b'0');
            assert_eq!(check(&[a, b]) == check(&[b, a]), blind, "{a} {b}");
        }
    }

    #[test]
    fn people_type_as_they_like() {
        let letters = *b"0123456789AB";
        let check = char::from(check(&letters));
        for text in ["0123-4567-89AB-", "o123-4567-89ab", "OL23 4567 89AB ", "0I234567 - 89ab", "0l23-4567-89AB"] {
            assert_eq!(read(&format!("{text}{check}")), Some(letters), "{text}");
        }
        for text in ["", "0123-4567-89A", "0123-4567-89ABC", "U123-4567-89AB", "0123_4567_89AB", "0123-4567-89Aə"] {
            assert_eq!(read::<12>(&format!("{text}{check}")), None, "{text}");
        }
        assert_eq!(read::<12>(&format!("0123-4567-89AB-{check}{check}")), None);
    }
}
