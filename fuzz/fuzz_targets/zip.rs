//! The promise of the canonical archive: one that is accepted is what writing its files again gives.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_seal::zip::{Reader, Writer, ZipError};

fn files(archive: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ZipError> {
    let (mut reader, mut files) = (Reader::new(archive, 100), Vec::new());
    while let Some(file) = reader.next_file()? {
        let name = file.name().to_owned();
        files.push((name, file.read_all(1 << 20)?.unwrap_or_default()));
    }
    Ok(files)
}

fuzz_target!(|archive: &[u8]| {
    if let Ok(files) = files(archive) {
        let mut writer = Writer::new(Vec::new());
        files.iter().for_each(|(name, content)| writer.add(name, content).expect("it was read"));
        assert_eq!(writer.finish().expect("it was read"), archive);
    }
});
