//! The smallest whole file of each format, for examples: what a person would attach matters to none of them.

use crate::document::Format;

/// A file of that format.
pub fn bytes(format: Format) -> &'static [u8] {
    match format {
        Format::Pdf => include_bytes!("sample.pdf"),
        Format::Jpeg => include_bytes!("sample.jpg"),
        Format::Png => include_bytes!("sample.png"),
    }
}

/// The SHA-512 of [`bytes`], in hexadecimal.
pub fn digest(format: Format) -> &'static str {
    match format {
        Format::Pdf => {
            "a134c0f2ec337977a7d42b61ec234f997af7733bcb015330e3a89ec671e73c81\
             b3aeba0b8544fd573ec55d70101f4312c297dd1018d7f7a25174b3569dcae929"
        }
        Format::Jpeg => {
            "f7a86508caa69886c205b1d49c8ed48d0ae18393025a3f7d64645d4db7441f5e\
             746e8d75f2660a0fe28fc21e42996ca93d2bacede4605c455e943cea9abc7441"
        }
        Format::Png => {
            "59c14e69209de463598a00b0d5da69aa8126fc393499f81e72f53516df49fb5f\
             0ea24bc9020de3a63a3727e7dbbdec9d135c13d4704a8dd83d7d69f08a44fd2b"
        }
    }
}

/// The format a name of a file says.
pub(super) fn of_name(name: &str) -> Option<Format> {
    let (_, extension) = name.rsplit_once('.')?;
    let is = |one: &str| extension.eq_ignore_ascii_case(one);
    let format = [("pdf", Format::Pdf), ("jpg", Format::Jpeg), ("jpeg", Format::Jpeg), ("png", Format::Png)];
    format.into_iter().find(|(one, _)| is(one)).map(|(_, format)| format)
}
