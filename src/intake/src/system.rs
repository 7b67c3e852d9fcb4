//! The clock, randomness and files of the machine: what the crates below are handed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use sayyar_base::Date;
use sayyar_seal::Time;

/// Now, by this machine.
///
/// A clock that stands outside the years 1 to 9999 counts as 1970: plainly wrong, and seen as such.
pub fn now() -> Time {
    let seconds = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(0),
        Err(before) => i64::try_from(before.duration().as_secs()).map_or(0, |seconds| -seconds),
    };
    Time::from_unix(seconds).unwrap_or_else(|_| Time::from_unix(0).expect("1970 is a year"))
}

/// The day of a moment in UTC.
pub fn day(time: Time) -> Date {
    Date::from_days_since_epoch(time.unix().div_euclid(24 * 60 * 60)).expect("a time is within the years of dates")
}

/// Bytes nobody can guess.
///
/// # Panics
/// When the system has none: nothing that goes on without would be worth having.
pub fn entropy(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the system gives random bytes");
}

/// A name nobody can guess: so many random bytes in hexadecimal.
pub fn token<const N: usize>() -> String {
    let mut bytes = [0; N];
    entropy(&mut bytes);
    hex(&bytes)
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}

/// Writes a file that only its owner may read, durably, and only where there is none.
pub fn write_secret(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// A folder that only its owner may enter, with those above it.
pub fn private_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes the names in a folder durable. Where folders cannot be opened (Windows) the file system does so itself.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// Whether anybody on this machine may read the file.
pub fn is_open_to_all(path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Ok(fs::metadata(path)?.permissions().mode() & 0o007 != 0)
    }
    #[cfg(not(unix))]
    fs::metadata(path).map(|_| false)
}

/// Replaces a file by another content, whole at every moment.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let staged = folder.join(format!(".{}.tmp", token::<8>()));
    let written = File::create_new(&staged).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    let renamed = written.and_then(|()| fs::rename(&staged, path));
    if renamed.is_err() {
        _ = fs::remove_file(&staged);
    }
    renamed.and_then(|()| sync_folder(folder))
}
