//! Applications for the archive: each revision as the very bag its applicant signed, unpacked into a folder that tools
//! which know nothing of Sayyar can check: `sha512sum -c manifest-sha512.txt`, `ssh-keygen -Y verify`, a BagIt validator.
//! The last receipt lies beside it.
//!
//! **Invariant.** A folder under its name is whole and was checked from the disk after it was written: it stands under
//! another name until then.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sayyar_seal::Digest;
use sayyar_seal::age::Decryptor;
use sayyar_seal::zip::Reader;
use sha2::Digest as _;

use crate::applications::{Application, Revision};
use crate::ingest::{IngestError, Intake};
use crate::store::StoreError;
use crate::system;

/// The file whose digest is the content's.
const TAGMANIFEST: &str = "tagmanifest-sha512.txt";
/// The manifests of a bag.
const MANIFESTS: [&str; 2] = [TAGMANIFEST, "manifest-sha512.txt"];
/// Files in a bag at most, beside what the limits of this desk say of attachments.
const FIXED: usize = 16;

/// What became of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bagged {
    /// It is in this folder now.
    Written(PathBuf),
    /// It was there already, whole.
    Already(PathBuf),
}

impl Intake {
    /// Writes a revision as a bag into `<folder>/<number>-r<revision>`, and its receipt beside it. A folder that is there
    /// already is checked. Reading is written down under the officer's name.
    pub fn bag(
        &self,
        application: &Application,
        revision: &Revision,
        folder: &Path,
        officer: &str,
    ) -> Result<Bagged, IngestError> {
        let out = folder.join(format!("{}-r{}", application.number, revision.revision));
        if out.exists() {
            checked(&out, revision.content).map_err(files)?;
            return Ok(Bagged::Already(out));
        }
        system::private_folder(folder).map_err(files)?;
        // Every check there is, attachments and all; only then anything is unpacked.
        self.read(application, revision, officer, &mut ())?;
        let staged = folder.join(format!(".{}.tmp", system::token::<8>()));
        let written = self
            .unpack(revision, &staged)
            .and_then(|()| checked(&staged, revision.content))
            .and_then(|()| self.receipt_beside_bag(revision, &out))
            .and_then(|()| fs::rename(&staged, &out))
            .and_then(|()| system::sync_folder(folder));
        if written.is_err() {
            _ = fs::remove_dir_all(&staged);
        }
        written.map_err(files)?;
        Ok(Bagged::Written(out))
    }

    fn unpack(&self, revision: &Revision, staged: &Path) -> io::Result<()> {
        let file = self.store.files.read(&revision.sha256)?;
        let plain = Decryptor::new(io::BufReader::new(file), self.keys.identities())?;
        let mut reader = Reader::new(plain, FIXED + self.limits.attachments);
        let damaged = |error: sayyar_seal::zip::ZipError| io::Error::new(io::ErrorKind::InvalidData, error.to_string());
        while let Some(mut file) = reader.next_file().map_err(damaged)? {
            let path = staged.join(file.name());
            system::private_folder(path.parent().unwrap_or(staged))?;
            let mut out = File::create_new(path)?;
            io::copy(&mut file, &mut out)?;
            out.sync_all()?;
        }
        Ok(())
    }

    fn receipt_beside_bag(&self, revision: &Revision, out: &Path) -> io::Result<()> {
        let receipt = self.store.records.read(|tx| crate::ingest::receipt(tx, &revision.sha256));
        let receipt = receipt.map_err(|error| io::Error::other(error.to_string()))?;
        let mut name = out.as_os_str().to_owned();
        name.push(".receipt");
        receipt.map_or(Ok(()), |receipt| system::replace(Path::new(&name), receipt.as_bytes()))
    }
}

fn files(error: io::Error) -> IngestError {
    StoreError::Files(error).into()
}

/// Checks a bag from the disk: its manifests name exactly the files there are, with their digests, and it is the content
/// that was taken in.
fn checked(folder: &Path, content: Digest) -> io::Result<()> {
    let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {what}", folder.display()));
    let mut there = BTreeMap::new();
    walk(folder, "", &mut there)?;
    if there.get(TAGMANIFEST) != Some(&content.to_string()) {
        return Err(wrong("it is not the content that was taken in"));
    }
    // Beside what manifests name there are the first of them, and the signature over it.
    let mut left = there.len().saturating_sub(2);
    for manifest in MANIFESTS {
        for line in fs::read_to_string(folder.join(manifest))?.lines() {
            let (digest, name) = line.split_once("  ").ok_or_else(|| wrong("a manifest is malformed"))?;
            if there.get(name).map(String::as_str) != Some(digest) {
                return Err(wrong("a file is missing or was changed"));
            }
            left = left.checked_sub(1).ok_or_else(|| wrong("a file is named twice"))?;
        }
    }
    if left == 0 { Ok(()) } else { Err(wrong("a file lies there that does not belong")) }
}

/// The digest of every file below a folder.
fn walk(folder: &Path, prefix: &str, there: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{name}/"), there)?;
            continue;
        }
        let (mut file, mut digest, mut buffer) = (File::open(entry.path())?, sha2::Sha512::new(), vec![0; 64 * 1024]);
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                count => digest.update(&buffer[..count]),
            }
        }
        there.insert(name, system::hex(&digest.finalize()));
    }
    Ok(())
}
