//! What the last build read and wrote, so that the next one can tell that there is nothing to do,
//! and which files in the output folder are its own.
//!
//! One text file per output folder under `.sayyar/`:
//! ```text
//! sayyar-stamp 1
//! tool 0.1.0 ...
//! options production=false
//! in 1042 1795132800123456789 <sha-256> content/az/fees.md
//! out 5120 1795132801123456789 <sha-256> az/fees/index.html
//! end <sha-256 of everything above>
//! ```
//! Before a build changes anything in the output folder its stamp is written as `<name>.next`, with
//! what it is going to remove as `gone` lines; in the end it is renamed over `<name>`, where those lines
//! say nothing any more. So after a kill at any moment the two together name every file that any build
//! wrote, and no others.
//!
//! A stamp that cannot be read, or whose checksum is wrong, counts as absent.
//!
//! # When an entry would be wrong, and why it is not
//! - *An input changed but kept size and time.* A second change within the time steps of the file
//!   system does that. So an input whose time is less than [`RACY`] before the stamp's own is read
//!   and hashed again, whatever its size and time say. What else sets times back (`touch -d`,
//!   `rsync --times` over a file of equal size) defeats this as it defeats git and make.
//! - *An input changed while the build ran.* The entry's size and time were taken before the file
//!   was read, so they differ from what is there now, and the file is hashed again.
//! - *An output changed but kept size and time.* Nobody writes there by hand within the time step
//!   of the build's own write.
//! - *The generator changed.* Its version, size and time are in the stamp.

use std::fmt::Write as _;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::disk::{Disk, Found, Meta};

/// SHA-256.
pub type Digest = [u8; 32];

/// How close to the stamp's own time a file's time may be before size and time prove nothing:
/// the coarsest file systems still met keep steps of two seconds.
pub const RACY: u128 = 2_000_000_000;

/// The folder beside the sources where stamps and the lock are.
pub const FOLDER: &str = ".sayyar";

/// The digest of some bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// What a file was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its path from the root of its disk.
    pub path: Arc<str>,
    /// Its size and time, taken before it was read or after it was written.
    pub meta: Meta,
    /// The digest of what it holds.
    pub digest: Digest,
}

impl Seen {
    /// A file that was found, and then read.
    pub fn new(found: &Found, bytes: &[u8]) -> Self {
        Self { path: found.path.as_str().into(), meta: found.meta, digest: digest(bytes) }
    }
}

/// What a build was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Everything else that the output depends on, such as `production=true`; one line.
    pub options: String,
    /// Every file that the build read or would have read, sorted by path.
    pub inputs: Vec<Seen>,
}

/// What the last build read and wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub(crate) tool: String,
    pub(crate) options: String,
    /// Sorted by path, as are the others.
    pub(crate) inputs: Vec<Seen>,
    pub(crate) outputs: Vec<Seen>,
    /// What is to be removed; of a build that is finished, what was.
    pub(crate) gone: Vec<Seen>,
    /// When the stamp was written, by the clock of its file system; 0 before that.
    pub(crate) written: u128,
}

impl Stamp {
    /// The stamp of that name, if it is whole.
    pub fn read(source: &dyn Disk, name: &str) -> Option<Self> {
        let path = path_of(name);
        let written = source.meta(&path).ok()?.modified;
        let text = String::from_utf8(source.read(&path).ok()?).ok()?;
        Some(Self { written, ..parse(&text)? })
    }

    /// Writes the stamp under that name, whole or not at all.
    pub(crate) fn save(&self, source: &dyn Disk, name: &str) -> io::Result<()> {
        let passing = path_of(&format!("{name}.tmp"));
        let result =
            source.write(&passing, self.to_text().as_bytes()).and_then(|()| source.rename(&passing, &path_of(name)));
        if result.is_err() {
            let _ = source.remove(&passing);
        }
        result
    }

    /// Whether a build would write just what is there: same generator and options, same inputs,
    /// every output in place. `found` is what there is to read now, as [`walk`](crate::disk::walk) found it.
    ///
    /// Files whose size and time prove nothing are hashed; where they turn out to be the same the
    /// stamp is renewed, so that the next look is quick again.
    pub fn is_current(&self, source: &dyn Disk, name: &str, found: &[Found], options: &str, out: &dyn Disk) -> bool {
        let same_kind = self.tool == tool() && self.options == one_line(options);
        if !same_kind || self.inputs.len() != found.len() || source.kind(&path_of(&next(name))).is_ok() {
            return false;
        }
        let looked: Option<Vec<bool>> =
            self.inputs.par_iter().zip(found).map(|(entry, found)| self.look(source, entry, found)).collect();
        let Some(looked) = looked else { return false };
        let in_place = |entry: &Seen| out.meta(&entry.path).is_ok_and(|meta| meta == entry.meta);
        if !self.outputs.par_iter().all(in_place) {
            return false;
        }
        if looked.contains(&true) {
            self.renew(source, name, found);
        }
        true
    }

    /// Whether the input had to be hashed to be found the same; nothing if it is not the same.
    fn look(&self, source: &dyn Disk, entry: &Seen, found: &Found) -> Option<bool> {
        if *entry.path != *found.path || entry.meta.len != found.meta.len {
            return None;
        }
        if entry.meta == found.meta && found.meta.modified + RACY <= self.written {
            return Some(false);
        }
        let bytes = source.read(&entry.path).ok()?;
        (digest(&bytes) == entry.digest).then_some(true)
    }

    /// Failing to renew costs time at the next build, nothing else.
    fn renew(&self, source: &dyn Disk, name: &str, found: &[Found]) {
        let Ok(Some(_guard)) = source.lock(&path_of("lock")) else { return };
        if source.meta(&path_of(name)).is_ok_and(|meta| meta.modified == self.written) {
            let inputs = self.inputs.iter().zip(found).map(|(entry, found)| Seen { meta: found.meta, ..entry.clone() });
            let _ = Self { inputs: inputs.collect(), ..self.clone() }.save(source, name);
        }
    }

    fn to_text(&self) -> String {
        let lines = self.inputs.len() + self.outputs.len() + self.gone.len();
        let mut text = String::with_capacity(300 + lines * 160);
        let _ = writeln!(text, "{HEAD}\ntool {}\noptions {}", self.tool, self.options);
        for (word, entries) in [("in", &self.inputs), ("out", &self.outputs), ("gone", &self.gone)] {
            for Seen { path, meta, digest } in entries {
                let _ = write!(text, "{word} {} {} ", meta.len, meta.modified);
                push_hex(digest, &mut text);
                text.push(' ');
                push_escaped(path, &mut text);
                text.push('\n');
            }
        }
        let end = digest(text.as_bytes());
        text.push_str("end ");
        push_hex(&end, &mut text);
        text.push('\n');
        text
    }
}

const HEAD: &str = "sayyar-stamp 1";

/// The generator: its version, and the size and time of its file, which tell builds of one version apart.
pub fn tool() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let modified = file.as_ref().ok().and_then(|meta| meta.modified().ok());
    let modified = modified.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {} {}", env!("CARGO_PKG_VERSION"), file.map_or(0, |meta| meta.len()), modified.as_nanos())
}

/// The path of a file beside the sources.
pub(crate) fn path_of(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

/// The name of the stamp of a build that is not finished.
pub(crate) fn next(name: &str) -> String {
    format!("{name}.next")
}

/// Options as they stand in a stamp.
pub(crate) fn one_line(options: &str) -> String {
    options.replace(['\n', '\r'], " ")
}

fn parse(text: &str) -> Option<Stamp> {
    let body = text.trim_end_matches('\n');
    let end = body.rfind('\n')? + 1;
    let sum = text[end..].strip_prefix("end ").and_then(|hex| unhex(hex.strip_suffix('\n')?))?;
    if sum != digest(&text.as_bytes()[..end]) {
        return None;
    }
    let mut lines = text[..end].lines();
    (lines.next()? == HEAD).then_some(())?;
    let tool = lines.next()?.strip_prefix("tool ")?.to_owned();
    let options = lines.next()?.strip_prefix("options ")?.to_owned();
    let mut stamp = Stamp { tool, options, inputs: Vec::new(), outputs: Vec::new(), gone: Vec::new(), written: 0 };
    for line in lines {
        let (word, rest) = line.split_once(' ')?;
        let entry = parse_entry(rest)?;
        match word {
            "in" => stamp.inputs.push(entry),
            "out" => stamp.outputs.push(entry),
            "gone" => stamp.gone.push(entry),
            _ => return None,
        }
    }
    Some(stamp)
}

fn parse_entry(text: &str) -> Option<Seen> {
    let mut parts = text.splitn(4, ' ');
    let len = parts.next()?.parse().ok()?;
    let modified = parts.next()?.parse().ok()?;
    let digest = unhex(parts.next()?)?;
    let path = unescaped(parts.next()?).into();
    Some(Seen { path, meta: Meta { len, modified }, digest })
}

fn push_hex(digest: &Digest, text: &mut String) {
    for byte in digest {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
        }
    }
}

fn unhex(text: &str) -> Option<Digest> {
    let mut digest = [0; 32];
    let bytes = text.as_bytes();
    if bytes.len() != 64 {
        return None;
    }
    let nibble = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    for (to, pair) in digest.iter_mut().zip(bytes.chunks_exact(2)) {
        *to = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Some(digest)
}

/// A file's name may hold a line break; a line of the stamp may not.
fn push_escaped(path: &str, text: &mut String) {
    if !path.contains(['\n', '\r', '\\']) {
        return text.push_str(path);
    }
    text.push_str(&path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r"));
}

fn unescaped(text: &str) -> String {
    let mut path = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(next) = chars.next() {
        path.push(match (next, next == '\\') {
            (_, true) => match chars.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                other => other.unwrap_or('\\'),
            },
            (plain, false) => plain,
        });
    }
    path
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::disk::{MemoryDisk, walk};

    const NAME: &str = "stamp";

    fn site() -> (MemoryDisk, MemoryDisk) {
        let disk = MemoryDisk::from([("content/a.md", "one"), ("content/b.md", "two"), ("public/a.html", "A")]);
        disk.wait(Duration::from_secs(60));
        let out = disk.at("public");
        (disk, out)
    }

    fn entries(disk: &MemoryDisk, start: &str) -> Vec<Seen> {
        let found = walk(disk, &[start]).files;
        found.iter().map(|one| Seen::new(one, &disk.read(&one.path).unwrap())).collect()
    }

    fn stamped(disk: &MemoryDisk, out: &MemoryDisk) {
        let stamp = Stamp {
            tool: tool(),
            options: "production=false".into(),
            inputs: entries(disk, "content"),
            outputs: entries(out, ""),
            gone: Vec::new(),
            written: 0,
        };
        stamp.save(disk, NAME).unwrap();
    }

    fn current(disk: &MemoryDisk, out: &MemoryDisk) -> bool {
        let found = walk(disk, &["content"]).files;
        Stamp::read(disk, NAME).is_some_and(|stamp| stamp.is_current(disk, NAME, &found, "production=false", out))
    }

    #[test]
    fn text_and_back() {
        let entry = |path: &str| Seen {
            path: path.into(),
            meta: Meta { len: 7, modified: 1_795_132_800_123_456_789 },
            digest: digest(path.as_bytes()),
        };
        let stamp = Stamp {
            tool: tool(),
            options: "a=1 b=".into(),
            inputs: vec![entry("content/az/ə page.md"), entry("odd\nname\\n\r.md")],
            outputs: vec![entry("az/index.html")],
            gone: vec![entry("old")],
            written: 0,
        };
        let text = stamp.to_text();
        assert_eq!(parse(&text), Some(stamp));
        // Cut anywhere, or with any byte wrong, it is no stamp.
        for cut in 0..text.len() {
            assert_eq!(text.get(..cut).and_then(parse), None, "cut at {cut}");
        }
        let bytes = text.as_bytes();
        for at in (0..bytes.len()).step_by(7) {
            let mut bad = bytes.to_vec();
            bad[at] ^= 1;
            assert_eq!(String::from_utf8(bad).ok().as_deref().and_then(parse), None, "changed at {at}");
        }
    }

    #[test]
    fn nothing_changed_is_seen_without_reading() {
        let (disk, out) = site();
        stamped(&disk, &out);
        disk.forbid("content/a.md");
        disk.forbid("content/b.md");
        assert!(current(&disk, &out));
    }

    #[test]
    fn every_change_is_seen() {
        type Change = fn(&MemoryDisk);
        let changes: [(&str, Change); 8] = [
            ("same size", |disk| disk.put("content/a.md", "eno")),
            ("other size", |disk| disk.put("content/a.md", "ones")),
            ("new file", |disk| disk.put("content/c.md", "new")),
            ("removed", |disk| disk.remove("content/b.md").unwrap()),
            ("renamed", |disk| disk.rename("content/b.md", "content/c.md").unwrap()),
            ("output gone", |disk| disk.remove("public/a.html").unwrap()),
            ("output changed", |disk| disk.put("public/a.html", "B")),
            ("unfinished build", |disk| disk.put(".sayyar/stamp.next", "")),
        ];
        for (what, change) in changes {
            let (disk, out) = site();
            stamped(&disk, &out);
            change(&disk);
            assert!(!current(&disk, &out), "{what}");
        }
        let (disk, out) = site();
        stamped(&disk, &out);
        let found = walk(&disk, &["content"]).files;
        assert!(!Stamp::read(&disk, NAME).unwrap().is_current(&disk, NAME, &found, "production=true", &out));
    }

    #[test]
    fn a_touched_file_is_hashed_once() {
        let (disk, out) = site();
        stamped(&disk, &out);
        disk.put("content/a.md", "one");
        disk.wait(Duration::from_secs(3));
        assert!(current(&disk, &out));
        disk.forbid("content/a.md");
        assert!(current(&disk, &out), "the stamp was renewed");
    }

    #[test]
    fn times_too_close_to_the_stamp_prove_nothing() {
        let (disk, out) = site();
        disk.put("content/a.md", "one");
        stamped(&disk, &out);
        disk.forbid("content/a.md");
        assert!(!current(&disk, &out), "would have to be read");
    }
}
