//! The bytes of the headers: the one place that knows the format. Both writer and reader take them from here.

/// "Local file header" (APPNOTE 4.3.7).
pub(super) const LOCAL: [u8; 4] = *b"PK\x03\x04";
/// Length of a local header without its name.
pub(super) const LOCAL_SIZE: usize = 30;
/// The largest number that does not mean "see the ZIP64 field".
pub(super) const LARGEST: u64 = 0xffff_fffe;
/// The most files an archive may have, for the same reason.
pub(super) const MOST: usize = 0xfffe;

/// What the headers say of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) size: u32,
    pub(super) crc: u32,
    /// Where its local header stands.
    pub(super) offset: u32,
}

impl Entry {
    pub(super) fn local(&self) -> Vec<u8> {
        [&LOCAL[..], &self.common(), self.name.as_bytes()].concat()
    }

    /// Version needed, flags, method, time and date, checksum, sizes, lengths of name and extra field.
    fn common(&self) -> [u8; 26] {
        let mut bytes = [0; 26];
        bytes[0] = 10;
        // Bit 11: the name is UTF-8.
        bytes[3] = 0x08;
        // 1980-01-01, the first day there is.
        bytes[8] = 0x21;
        bytes[10..14].copy_from_slice(&self.crc.to_le_bytes());
        bytes[14..18].copy_from_slice(&self.size.to_le_bytes());
        bytes[18..22].copy_from_slice(&self.size.to_le_bytes());
        bytes[22..24].copy_from_slice(&(self.name.len() as u16).to_le_bytes());
        bytes
    }

    /// "Central directory header" (APPNOTE 4.3.12): made by version 1.0 on no system in particular.
    fn central(&self) -> Vec<u8> {
        let offset = self.offset.to_le_bytes();
        [b"PK\x01\x02\x0a\x00", &self.common()[..], &[0; 10], &offset, self.name.as_bytes()].concat()
    }
}

/// Everything behind the files: the central directory and its end (APPNOTE 4.3.16). Nothing when it stands
/// too far back for an archive without ZIP64.
pub(super) fn tail(entries: &[Entry], offset: u64) -> Option<Vec<u8>> {
    let directory: Vec<u8> = entries.iter().flat_map(Entry::central).collect();
    let (count, size) = (u16::try_from(entries.len()).ok()?, u32::try_from(directory.len()).ok()?);
    let offset = u32::try_from(offset).ok().filter(|offset| u64::from(*offset) <= LARGEST)?;
    let (count, size, offset) = (count.to_le_bytes(), size.to_le_bytes(), offset.to_le_bytes());
    Some([&directory[..], b"PK\x05\x06", &[0; 4], &count, &count, &size, &offset, &[0; 2]].concat())
}
