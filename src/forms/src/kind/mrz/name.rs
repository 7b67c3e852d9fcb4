//! Names: the field of names taken apart, and whether a name as people write it is the one in the zone.

use super::words;

/// Latin letters that the zone writes as one letter (part 3, section 6.A), small and capital.
const PLAIN: [(char, &str); 19] = [
    ('A', "ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ"),
    ('C', "ÇçĆćĈĉĊċČč"),
    ('D', "ĎďÐðĐđ"),
    ('E', "ÈÉÊËèéêëĒēĔĕĖėĘęĚěẸẹẺẻẼẽẾếỀềỂểỄễỆệƏə"),
    ('G', "ĜĝĞğĠġĢģ"),
    ('H', "ĤĥĦħ"),
    ('I', "ÌÍÎÏìíîïĨĩĪīĬĭĮįİǏǐỈỉỊịı"),
    ('J', "Ĵĵ"),
    ('K', "Ķķĸ"),
    ('L', "ĹĺĻļĽľŁł"),
    ('N', "ÑñŃńŅņŇňŊŋ"),
    ('O', "ÒÓÔÕÖòóôõöŌōŎŏŐőƠơǑǒỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợØø"),
    ('R', "ŔŕŖŗŘř"),
    ('S', "ŚśŜŝŞşŠšȘș"),
    ('T', "ŢţŤťȚțŦŧ"),
    ('U', "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜỤụỦủỨứỪừỬửỮữỰự"),
    ('W', "ŴŵẀẁẂẃẄẅ"),
    ('Y', "ÝýÿŶŷŸỲỳỴỵỶỷỸỹ"),
    ('Z', "ŹźŻżŽž"),
];

/// What else stands for a letter: part 3, section 6.A, and the ways states that write these letters go. Azerbaijan's
/// passports have `ALIYEV` for Əliyev, `KHALILOV` for Xəlilov, `JAFAROV` for Cəfərov, `GULIYEV` for Quliyev.
const OTHERWISE: [(&str, &[&str]); 19] = [
    ("ÄäÆæ", &["AE"]),
    ("Åå", &["AA"]),
    ("Əə", &["A", "AE"]),
    ("ÖöŒœØø", &["OE"]),
    ("Üü", &["UE", "UXX"]),
    ("Ññ", &["NXX"]),
    ("ßẞ", &["SS"]),
    ("Þþ", &["TH"]),
    ("Ĳĳ", &["IJ"]),
    ("Çç", &["CH"]),
    ("Şş", &["SH"]),
    ("Ğğ", &["GH"]),
    ("IiıİÍí", &["Y"]),
    ("Yy", &["I"]),
    ("Cc", &["J"]),
    ("Jj", &["ZH"]),
    ("Qq", &["G"]),
    ("Xx", &["KH", "H"]),
    ("Ģģ", &["GJ"]),
];

/// Surname and given names; nothing where there is no surname (part 3, section 4.6).
pub(super) fn split(field: &[u8]) -> Option<(String, String)> {
    let apart = field.windows(2).position(|two| two == b"<<").unwrap_or(field.len());
    let (surname, given) = (words(&field[..apart]), words(&field[apart..]));
    (!surname.is_empty()).then_some((surname, given))
}

/// Whether a name as people write it can be what the zone has; `cut` says that the zone may have only its beginning.
/// A name in another script than Latin cannot be compared, and a zone that has no name says nothing: both agree.
pub fn same(zone: &str, written: &str, cut: bool) -> bool {
    let zone: Vec<u8> = zone.bytes().filter(u8::is_ascii_uppercase).collect();
    if zone.is_empty() {
        return true;
    }
    // How many letters of the zone the letters so far can stand for.
    let mut reached = vec![0];
    for c in written.chars() {
        if !c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}') {
            continue;
        }
        let spellings = spellings(c);
        if spellings.is_empty() {
            return true;
        }
        let mut next = Vec::new();
        for from in reached {
            if cut && from == zone.len() {
                return true;
            }
            let fits = spellings.iter().filter(|spelling| zone[from..].starts_with(spelling.as_bytes()));
            next.extend(fits.map(|spelling| from + spelling.len()));
        }
        next.sort_unstable();
        next.dedup();
        reached = next;
    }
    reached.contains(&zone.len())
}

/// What may stand for a letter; nothing for letters that are not Latin.
fn spellings(c: char) -> Vec<String> {
    let plain = PLAIN.iter().find(|(_, letters)| letters.contains(c)).map(|(plain, _)| *plain);
    let plain = plain.or_else(|| c.is_ascii_alphabetic().then(|| c.to_ascii_uppercase()));
    let otherwise = OTHERWISE.iter().filter(|(letters, _)| letters.contains(c)).flat_map(|(_, spellings)| *spellings);
    plain.map(String::from).into_iter().chain(otherwise.map(|spelling| (*spelling).to_owned())).collect()
}
