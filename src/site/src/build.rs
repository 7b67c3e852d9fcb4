//! `sayyar build`: everything once, written to a folder, unless nothing changed since the last time.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use sayyar_base::{Date, Diagnostics};

use crate::config;
use crate::disk::{Disk, Entry, Found, Guard, Kind, Meta, RealDisk, walk};
use crate::render::Options;
use crate::stamp::{Digest, Origin, Seen as Input, Stamp, digest};
use crate::workshop::Workshop;
use crate::write::{Report, Target, WriteError, check_out, stamp_name, write};

/// Everything a site is made of.
const INPUTS: [&str; 5] = [config::FILE, "content", "forms", "keys", "themes"];

/// How a build went.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing changed since the last build into this folder.
    Current,
    /// Written.
    Written {
        /// What was done to the folder.
        report: Report,
        /// How many pages the site has.
        pages: usize,
        /// In how many languages.
        languages: usize,
    },
    /// The content has errors; the output folder is as it was.
    Wrong,
}

/// What to build, where to.
#[derive(Debug, Clone)]
pub struct Job {
    /// The site's folder.
    pub root: PathBuf,
    /// The output folder.
    pub out: PathBuf,
    /// How.
    pub options: Options,
    /// Whether files that no build wrote may be overwritten.
    pub force: bool,
    /// Whether to build although nothing changed.
    pub always: bool,
    /// The day by the clock, for what expires: nothing in the output depends on it.
    pub now: Date,
}

/// Builds. The diagnostics hold warnings even where all went well.
pub fn build(job: &Job, diagnostics: &mut Diagnostics) -> Result<Outcome, WriteError> {
    check_out(&job.root, &job.out)?;
    if job.out.is_file() {
        return Err(WriteError::NotFolder(job.out.display().to_string()));
    }
    let source = Arc::new(Recorder::new(RealDisk::new(&job.root)));
    let out = RealDisk::new(&job.out);
    let stamp = stamp_name(&job.root, &job.out);
    let options = describe(job.options);
    let found = inputs(&*source);
    if !job.always
        && let Some(last) = Stamp::read(&*source, &stamp)
        && last.is_current(&*source, &stamp, &found, &options, &out)
    {
        return Ok(Outcome::Current);
    }
    let mut workshop = Workshop::open(source.clone(), job.options);
    workshop.finish();
    diagnostics.extend_from_slice(workshop.diagnostics());
    if let (true, Some(site)) = (job.options.production, workshop.site()) {
        diagnostics.extend(crate::check::expiry(site, job.options.today.unwrap_or(job.now), true));
    }
    if sayyar_base::diag::any_error(diagnostics) {
        return Ok(Outcome::Wrong);
    }
    let (Some(output), Some(site)) = (workshop.output(), workshop.site()) else { return Ok(Outcome::Wrong) };
    // A build with warnings says them again next time, so it is never taken for current.
    let options = if diagnostics.is_empty() { options } else { format!("{options} warnings") };
    let origin = Origin { options, inputs: source.take(&found) };
    let target = Target { source: &*source, out: &out, stamp: &stamp, force: job.force };
    let report = write(&target, output, &origin)?;
    Ok(Outcome::Written { report, pages: site.pages().count(), languages: site.languages().len() })
}

/// Every file that a build reads or would read.
fn inputs(disk: &dyn Disk) -> Vec<Found> {
    let walked = walk(disk, &INPUTS);
    walked.files
}

fn describe(options: Options) -> String {
    let today = options.today.map(|day| day.to_string()).unwrap_or_default();
    format!("production={} today={today}", options.production)
}

/// The default output folder of a site.
pub fn default_out(root: &Path) -> PathBuf {
    if root == Path::new(".") { PathBuf::from("public") } else { root.join("public") }
}

/// A disk that remembers the digest of every file read, so that the stamp says what the output was made from
/// and not what stands there later.
struct Recorder {
    disk: RealDisk,
    read: Mutex<BTreeMap<String, Digest>>,
}

impl Recorder {
    fn new(disk: RealDisk) -> Self {
        Self { disk, read: Mutex::default() }
    }

    /// The inputs with their digests; files that nobody needed are read now.
    fn take(&self, found: &[Found]) -> Vec<Input> {
        let read = self.read.lock().map(|mut read| std::mem::take(&mut *read)).unwrap_or_default();
        let entry = |found: &Found| {
            let digest = read.get(&found.path).copied().or_else(|| Some(digest(&self.disk.read(&found.path).ok()?)))?;
            Some(Input { path: found.path.as_str().into(), meta: found.meta, digest })
        };
        found.iter().filter_map(entry).collect()
    }
}

impl Disk for Recorder {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let bytes = self.disk.read(path)?;
        let digest = digest(&bytes);
        if let Ok(mut read) = self.read.lock() {
            read.insert(path.to_owned(), digest);
        }
        Ok(bytes)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        self.disk.list(folder)
    }

    fn meta(&self, path: &str) -> io::Result<Meta> {
        self.disk.meta(path)
    }

    fn kind(&self, path: &str) -> io::Result<Kind> {
        self.disk.kind(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.disk.write(path, bytes)
    }

    fn create(&self, path: &str, bytes: &[u8]) -> io::Result<Meta> {
        self.disk.create(path, bytes)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.disk.rename(from, to)
    }

    fn make_folder(&self, path: &str) -> io::Result<()> {
        self.disk.make_folder(path)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        self.disk.remove(path)
    }

    fn remove_folder(&self, path: &str) -> io::Result<()> {
        self.disk.remove_folder(path)
    }

    fn lock(&self, path: &str) -> io::Result<Option<Guard>> {
        self.disk.lock(path)
    }
}
