//! `sayyar form release`: signs forms where the publisher's key is, and puts them among the sources.
//!
//! A release is written once and never again: its folder is new, and the index that names it has a higher number than
//! every one before. Which number a release gets follows from what changed: rules need a new version, which people
//! decide on; anything else is the next build.

pub mod index;

use std::path::PathBuf;

use clap::Args;
use sayyar_base::diag::any_error;
use sayyar_base::{Date, Diagnostic, Diagnostics, Id};
use sayyar_forms::Compiled;
use sayyar_forms::speech::Speech;
use sayyar_seal::Digest;
use sayyar_seal::minisign::SecretKey;
use sayyar_seal::release::{self as format, HTML, Listed, State};

use crate::bundle::{self, Bundle, Facts, Signed};
use crate::disk::Disk;
use crate::form_command::{Bench, Ended, Failed, site, unknown};
use crate::forms::{Making, next_build};
use crate::load::forms::FormFile;
use crate::load::released::{INDEX, Released, SIGNATURE, folder_of};
use crate::render::Options;
use crate::resolve::Site;
use crate::secret::{self, Password};
use index::{ACCEPTED, Change, LASTS, Named, days_after};

/// Sign forms and put them among the sources
///
/// Writes forms/FORM/released/VERSION.BUILD/ and forms/index.json; commit both. A build only verifies and copies
/// them: the key is needed here and nowhere else.
///
/// When the rules changed, raise `version` in form.toml; when only words, keys or addresses changed, the build number
/// rises by itself. When nothing changed, nothing is released. Without a form only the index is signed anew: with
/// today's date, for another year.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    sayyar form release work-permit --key ~/publisher.key\n  \
    sayyar form release registration --key ~/publisher.key --accept-until 2027-03-31\n  \
    sayyar form release --key ~/publisher.key --withdraw work-permit/1.1")]
pub struct ReleaseArgs {
    /// The forms
    #[arg(value_name = "FORM")]
    forms: Vec<String>,
    /// The publisher's secret key
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// A file whose first line is the key's password; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// The last day on which what was filled in with the release before is taken [default: in a year]
    #[arg(long, value_name = "YYYY-MM-DD")]
    accept_until: Option<Date>,
    /// A former release that is taken until that day and no longer
    #[arg(long, value_name = "FORM/V.B", requires = "accept_until")]
    end: Vec<Named>,
    /// A release that is no longer taken at all, from today
    #[arg(long, value_name = "FORM/V.B")]
    withdraw: Vec<Named>,
    /// The last day on which the index may be relied on [default: in 400 days]
    #[arg(long, value_name = "YYYY-MM-DD")]
    expires: Option<Date>,
    /// The day of the release [default: today by this computer's clock]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Print the result as JSON, for programs
    #[arg(long)]
    json: bool,
}

/// A form ready to be written.
struct Ready {
    bundle: Bundle,
    signed: Signed,
}

/// Runs the command.
pub fn release(bench: &Bench<'_>, args: &ReleaseArgs) -> Result<Ended, Failed> {
    let site = match site(bench) {
        Ok(site) => site,
        Err(problems) => return Ok(Ended::with(problems)),
    };
    let all = &site.corpus.forms.all;
    let strangers = args.forms.iter().filter(|id| all.get(*id).is_none_or(|form| form.compiled.is_none()));
    let strangers: Diagnostics = strangers.map(|id| unknown(id, all.keys().map(String::as_str))).collect();
    if !strangers.is_empty() {
        return Ok(Ended::with(strangers));
    }
    let mut problems = keys(&site);
    for id in &args.forms {
        ready_to_release(&site, id, &mut problems);
    }
    if any_error(&problems) {
        return Ok(Ended::with(problems));
    }
    let key = secret::publisher_key(&args.key, &Password::of(args.password_file.as_deref()))?;
    if site.corpus.keys.publisher.is_none_or(|publisher| publisher != key.public()) {
        let message = format!("`{}` is not the key whose public half the site names", args.key.display());
        return Err(Failed::new(
            message,
            "take the key that belongs to `publisher` in `sayyar.toml`: `sayyar keys show`",
        ));
    }
    let today = args.date.unwrap_or(bench.today);
    let mut made = Vec::new();
    let mut kept = Vec::new();
    for id in &args.forms {
        let (Some(file), Some(compiled)) = (all.get(id), all.get(id).and_then(|form| form.compiled.as_ref())) else {
            continue;
        };
        match make(&site, id, file, compiled, today, &key) {
            Ok(Some(ready)) => made.push(ready),
            Ok(None) => kept.push(id.clone()),
            Err(found) => problems.extend(found),
        }
    }
    if any_error(&problems) {
        return Ok(Ended::with(problems));
    }
    let asked_for_index = args.forms.is_empty() || !args.end.is_empty() || !args.withdraw.is_empty();
    if made.is_empty() && !asked_for_index {
        let text = format!("Nothing to release: {} as released\n", are(&kept));
        return Ok(Ended { diagnostics: problems, ..said(args, &[], None, &text) });
    }
    let change = Change {
        site: site.corpus.config.base_url.clone(),
        today,
        expires: args.expires.unwrap_or_else(|| days_after(today, LASTS)),
        released: made.iter().map(|ready| (ready.bundle.release.id.clone(), ready.listed())).collect(),
        accept_until: args.accept_until.unwrap_or_else(|| days_after(today, ACCEPTED)),
        ended: args.end.clone(),
        withdrawn: args.withdraw.clone(),
    };
    let before = site.corpus.forms.index.as_ref().map(|signed| &signed.index);
    let (next, text) = index::next(before, &site.corpus.keys, &change)
        .map_err(|why| Failed::new(why.to_string(), "look at `forms/index.json` for what was released, and when"))?;
    let signature =
        next.sign(&key, text.as_bytes()).map_err(|why| Failed::new(why.to_string(), "shorten `base_url`"))?;
    write(bench.disk, &made, &text, &signature.to_file()).map_err(|error| {
        Failed::new(format!("the release cannot be written: {error}"), "make room or mend rights, and release again")
    })?;
    verify(bench, &made)?;
    let mut text: String = made.iter().map(Ready::sentence).collect();
    if !kept.is_empty() {
        text += &format!("Unchanged: {} as released\n", are(&kept));
    }
    text += &format!("Index {} of {}, good until {}: forms/index.json\n", next.sequence, next.issued, next.expires);
    text += "Commit forms/: a build verifies and publishes it.\n";
    Ok(Ended { diagnostics: problems, ..said(args, &made, Some(next.sequence), &text) })
}

fn are(ids: &[String]) -> String {
    if ids.len() == 1 { format!("{} is", ids[0]) } else { format!("{} are", ids.join(", ")) }
}

fn said(args: &ReleaseArgs, made: &[Ready], sequence: Option<u32>, text: &str) -> Ended {
    if !args.json {
        return Ended::well(text);
    }
    let release = |ready: &Ready| {
        let release = &ready.bundle.release;
        serde_json::json!({
            "id": release.id.as_str(), "version": release.version, "build": release.build, "date": release.date,
            "digest": release.digest, "folder": ready.folder(),
        })
    };
    let json = serde_json::json!({ "released": made.iter().map(release).collect::<Vec<_>>(), "sequence": sequence });
    Ended { json: true, ..Ended::well(format!("{json}\n")) }
}

/// Without these nothing can be released.
fn keys(site: &Site) -> Diagnostics {
    let keys = &site.corpus.keys;
    let missing = [
        (keys.publisher.is_none(), "publisher", "sayyar keys new SECRET_FILE"),
        (keys.recipients.is_none(), "recipients", "sayyar keys new SECRET_FILE --intake NAME"),
    ];
    let missing = missing.into_iter().filter(|(missing, ..)| *missing);
    let problem = |(_, key, command): (bool, &str, &str)| {
        Diagnostic::error("no-key", format!("`{key}` is missing: without it no form can be released"))
            .in_file(crate::config::FILE)
            .help(format!("make a key with `{command}`, and name its public half here"))
    };
    missing.map(problem).collect()
}

/// What speaks against releasing a form, besides what a build says.
fn ready_to_release(site: &Site, id: &str, problems: &mut Diagnostics) {
    let Some(file) = site.corpus.forms.all.get(id) else { return };
    let Some(compiled) = &file.compiled else { return };
    if !bundle::is_application(&compiled.form) {
        problems.push(
            Diagnostic::error("checker-release", "a checker is never handed in, and needs no release")
                .in_file(file.path.clone())
                .help("every build publishes it as it is"),
        );
        return;
    }
    for example in &file.examples {
        problems.extend(example.run(&compiled.form));
    }
    problems.extend(compiled.prove());
    number(file, compiled, problems);
}

/// Whether the version fits what was released before.
fn number(file: &FormFile, compiled: &Compiled, problems: &mut Diagnostics) {
    let form = &compiled.form;
    let version = form.version();
    let Some(last) = file.released.last() else { return };
    let span = compiled.spans.get("version");
    let digest = bundle::form_digest(&form.to_json());
    let same = file.released.iter().find(|released| released.number().0 == version);
    let (newest, _) = last.number();
    if version < newest {
        let problem = Diagnostic::error(
            "release-version",
            format!("version {version} is older than {newest}, which is released"),
        );
        problems.push(problem.at(span, "").help(format!("write `version = {}`", newest + 1)));
    } else if same.is_some_and(|released| released.bundle.release.digest != digest) {
        let message = format!("the rules are not those that were released as version {version}");
        let problem = Diagnostic::error("release-version", message);
        problems.push(problem.at(span, "").help(format!(
            "write `version = {}`: what was filled in with other rules must be told apart",
            version + 1
        )));
    }
}

/// The next release of a form; nothing where it is as it was released.
fn make(
    site: &Site,
    id: &str,
    file: &FormFile,
    compiled: &Compiled,
    today: Date,
    key: &SecretKey,
) -> Result<Option<Ready>, Diagnostics> {
    let making = Making::new(site, id, compiled);
    let mut problems = Diagnostics::new();
    let Some(speeches) = making.speeches(&mut problems) else { return Err(problems) };
    if let Some(last) = crate::forms::current(site, id, file)
        && same(&making, &speeches, last, key)?
    {
        return Ok(None);
    }
    let build = next_build(file, compiled.form.version());
    let facts = Facts { date: today, test: false, ..making.facts(build, Options::default()) };
    let bundle = making.make(&speeches, &facts, Some(key.public()))?;
    let signed = bundle.sign(key)?;
    Ok(Some(Ready { bundle, signed }))
}

/// Whether making the last release again, today, would give the same bytes.
fn same(making: &Making<'_>, speeches: &[Speech], last: &Released, key: &SecretKey) -> Result<bool, Diagnostics> {
    let release = &last.bundle.release;
    let facts = making.facts(release.build, Options::default());
    if making.compiled.form.version() != release.version {
        return Ok(false);
    }
    let again = making.make(speeches, &Facts { date: release.date, test: false, ..facts }, Some(key.public()))?;
    let files = &last.bundle.files;
    Ok(again.html == files.html
        && again.form_json == files.form
        && again.readme == files.readme
        && again.schema_json == files.schema)
}

impl Ready {
    fn id(&self) -> &Id {
        &self.bundle.release.id
    }

    fn folder(&self) -> String {
        format!("{}/{}", folder_of(self.id()), self.bundle.release.number())
    }

    fn listed(&self) -> Listed {
        let release = &self.bundle.release;
        Listed {
            version: release.version,
            build: release.build,
            date: release.date,
            digest: release.digest,
            zip: Digest::of(&self.signed.zip),
            html: Digest::of(&self.bundle.html),
            state: State::Current,
        }
    }

    fn sentence(&self) -> String {
        let size = self.bundle.html.len().div_ceil(1_000);
        format!("Released {} {}, {size} KB: {}/\n", self.id(), self.bundle.release.number(), self.folder())
    }
}

/// Writes everything beside its place first, then moves it there: folders, the index, its signature.
fn write(disk: &dyn Disk, made: &[Ready], index: &str, signature: &str) -> std::io::Result<()> {
    let staged = |name: &str| format!("forms/.{name}.tmp");
    let mut moves = Vec::new();
    for ready in made {
        let folder = ready.folder();
        if disk.kind(&folder).is_ok() {
            let text = format!("`{folder}` is there already, and a release is never written over");
            return Err(std::io::Error::new(std::io::ErrorKind::AlreadyExists, text));
        }
        let name = format::Bundle::name(&ready.bundle.release);
        let temporary = staged(&name);
        for file in disk.list(&temporary).unwrap_or_default() {
            disk.remove(&format!("{temporary}/{}", file.name))?;
        }
        disk.write(&format!("{temporary}/{name}"), &ready.signed.zip)?;
        disk.write(&format!("{temporary}/{name}{SIGNATURE}"), ready.signed.zip_signature.as_bytes())?;
        disk.write(&format!("{temporary}/{HTML}{SIGNATURE}"), ready.signed.html_signature.as_bytes())?;
        moves.push((temporary, folder));
    }
    let (own, its) = (staged("index"), staged("index.minisig"));
    disk.write(&own, index.as_bytes())?;
    disk.write(&its, signature.as_bytes())?;
    moves.extend([(own, INDEX.to_owned()), (its, format!("{INDEX}{SIGNATURE}"))]);
    moves.iter().try_for_each(|(from, to)| disk.rename(from, to))
}

/// Reads back what was written, as every build will.
fn verify(bench: &Bench<'_>, made: &[Ready]) -> Result<(), Failed> {
    let mut problems = Diagnostics::new();
    let corpus = crate::form_command::corpus(bench, &mut problems);
    let there = |ready: &Ready| {
        let number = (ready.bundle.release.version, ready.bundle.release.build);
        let form = corpus.as_ref()?.forms.all.get(ready.id().as_str())?;
        form.released.iter().find(|released| released.number() == number).map(|_| ())
    };
    let whole = made.iter().all(|ready| there(ready).is_some());
    let indexed = corpus.as_ref().is_some_and(|corpus| corpus.forms.index.is_some());
    if whole && indexed {
        return Ok(());
    }
    let why = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
    Err(Failed::new(
        format!("what was written cannot be verified: {why}"),
        "look at the disk; bring `forms/` back from version control, and release again",
    ))
}
