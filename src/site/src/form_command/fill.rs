//! `sayyar form fill`: a form filled in by a program. What comes out is what the page would make: a sealed file to
//! hand in and a copy to keep.

use std::path::{Path, PathBuf};

use clap::Args;
use sayyar_base::{Date, Tag, canonical};
use sayyar_forms::speech::Speech;
use sayyar_forms::{Entries, Field, FieldKind, Form, Report, sniff};
use sayyar_seal::age::{Kind, Recipient, Recipients};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::minisign::PublicKey;
use sayyar_seal::release::Bundle;
use sayyar_seal::submission::{Details, FormBuild, SignedBag, attachment_path};
use sayyar_seal::{Digest, Number, Password};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

use super::{Bench, Ended, Failed, site, unknown};
use crate::digest::sha256;
use crate::forms::{self, Making};
use crate::load::released::SIGNATURE;
use crate::render::Options;
use crate::secret;

/// Fill in a form from a file of answers
///
/// For kiosks, scanners of paper forms and tests of many submissions. Answers are a JSON object of fields as people
/// type them or as `schema` describes them; a file is the path of a file beside it:
///
///   {"months": 6, "start": "2026-12-01", "contract": ["contract.pdf"], "relatives": [{"relative_name": "Əli"}]}
///
/// The result is checked, signed with a new key and sealed as the form's page would do it. Number and password are
/// printed; nobody can find them out again.
#[derive(Debug, Args)]
pub struct FillArgs {
    /// The form: its id on this site, or an archive that was downloaded (with its .minisig beside it)
    #[arg(value_name = "FORM")]
    form: String,
    /// The answers; `-` reads standard input
    #[arg(value_name = "ANSWERS.json")]
    answers: PathBuf,
    /// Where the files go: an existing folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// The language in which it was filled in [default: the form's first]
    #[arg(long, value_name = "TAG")]
    lang: Option<Tag>,
    /// A file with a password made earlier; without it one is made
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Write number and password to this new file, for its owner alone, instead of printing the password
    #[arg(long, value_name = "FILE")]
    password_out: Option<PathBuf>,
    /// The day it is filled in [default: today by this computer's clock]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    /// Somebody fills it in for the applicant, and the submission says so
    #[arg(long)]
    assisted: bool,
    /// The key that must have signed the archive [default: the publisher of this site]
    #[arg(long, value_name = "FILE")]
    publisher: Option<PathBuf>,
    /// Print the result as JSON, for programs
    #[arg(long)]
    json: bool,
}

/// A form that can be filled in, as `form.json` describes it.
struct Blank {
    form: Form,
    facts: Value,
}

impl Blank {
    fn read(facts: Value) -> Result<Self, Failed> {
        let wrong =
            || Failed::new("this form cannot be read", "it was made by a newer program: bring this one up to date");
        let form = Form::from_json(facts.get("form").unwrap_or(&Value::Null)).map_err(|_| wrong())?;
        Ok(Self { form, facts })
    }

    fn text(&self, key: &str) -> &str {
        self.facts.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn number(&self, key: &str) -> u32 {
        self.facts.get(key).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
    }

    fn languages(&self) -> Vec<&str> {
        let all = self.facts.get("languages").and_then(Value::as_array);
        all.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn recipients(&self) -> Result<Recipients, Failed> {
        let all = self.facts.get("recipients").and_then(Value::as_array);
        let all: Option<Vec<Recipient>> = all.into_iter().flatten().map(|text| text.as_str()?.parse().ok()).collect();
        let none = || Failed::new("this form is sealed to nobody", "a checker is not handed in; open it in a browser");
        Recipients::new(all.unwrap_or_default()).map_err(|_| none())
    }
}

/// A file to attach.
struct Attached {
    path: String,
    bytes: Vec<u8>,
}

pub(super) fn fill(bench: &Bench<'_>, args: &FillArgs) -> Result<Ended, Failed> {
    let (blank, note) = match blank(bench, args)? {
        Ok(found) => found,
        Err(ended) => return Ok(*ended),
    };
    let today = args.today.unwrap_or(bench.today);
    let language = language(&blank, args.lang.as_ref())?;
    let (entries, attached) = entries(&blank.form, &args.answers)?;
    let report = blank.form.check(&entries, today);
    if !report.is_valid() {
        return Ok(problems(&blank, &language, &report, args.json));
    }
    let answers = canonical::to_string(&Value::Object(report.answers.clone()))
        .map_err(|_| Failed::new("an answer has a number that is too large", "write it as text"))?;
    if !blank.form.verify(answers.as_bytes(), today).is_ok_and(|report| report.is_valid()) {
        return Err(Failed::new(
            "the answers do not stand up to the desk's check",
            "this is a mistake of the program: report it with the form",
        ));
    }
    let made = seal(&blank, &language, today, args, answers.as_bytes(), &attached)?;
    let mut ended = made.written(args)?;
    ended.notes.extend(note);
    Ok(ended)
}

type Found = Result<(Blank, Option<String>), Box<Ended>>;

/// The form as it is offered, or as an archive has it.
fn blank(bench: &Bench<'_>, args: &FillArgs) -> Result<Found, Failed> {
    if args.form.ends_with(".zip") {
        return archive(bench, args).map(|blank| Ok((blank, None)));
    }
    let site = match site(bench) {
        Ok(site) => site,
        Err(problems) => return Ok(Err(Box::new(Ended::with(problems)))),
    };
    let all = &site.corpus.forms.all;
    let Some((file, compiled)) = all.get(&args.form).and_then(|file| Some((file, file.compiled.as_ref()?))) else {
        return Ok(Err(Box::new(Ended::with(vec![unknown(&args.form, all.keys().map(String::as_str))]))));
    };
    if let Some(released) = forms::current(&site, &args.form, file) {
        return Blank::read(released.bundle.facts.clone()).map(|blank| Ok((blank, None)));
    }
    let mut problems = Vec::new();
    let making = Making::new(&site, &args.form, compiled);
    let Some(speeches) = making.speeches(&mut problems) else { return Ok(Err(Box::new(Ended::with(problems)))) };
    let build = forms::next_build(file, compiled.form.version());
    let facts = making.json(&speeches, &making.facts(build, Options::default()));
    let note = "note: this form is not released: the submission is a test, which no desk takes in".to_owned();
    Blank::read(facts).map(|blank| Ok((blank, Some(note))))
}

/// An archive somebody downloaded, once its signature is verified.
fn archive(bench: &Bench<'_>, args: &FillArgs) -> Result<Blank, Failed> {
    let read = |path: &Path| {
        std::fs::read(path).map_err(|error| {
            Failed::new(format!("`{}`: {error}", path.display()), "look at what the system says, and try again")
        })
    };
    let zip = read(Path::new(&args.form))?;
    let signature = read(Path::new(&format!("{}{SIGNATURE}", args.form)))?;
    let keys = match &args.publisher {
        Some(path) => {
            let text = String::from_utf8_lossy(&read(path)?).into_owned();
            let wrong = |_| {
                Failed::new(format!("`{}` is no minisign public key", path.display()), "name the agency's `.pub` file")
            };
            vec![PublicKey::parse(&text).map_err(wrong)?]
        }
        None => {
            let mut problems = Vec::new();
            let config = crate::load::load_config(bench.disk, &mut problems);
            config
                .map(|config| crate::load::keys::load(bench.disk, &config, &mut problems).publishers())
                .unwrap_or_default()
        }
    };
    let bundle = Bundle::open(&zip, &signature, &keys).map_err(|why| {
        Failed::new(
            format!("`{}`: {why}", args.form),
            "get the form from its own address, and name the agency's key with `--publisher FILE`",
        )
    })?;
    Blank::read(bundle.facts)
}

fn language(blank: &Blank, wanted: Option<&Tag>) -> Result<Tag, Failed> {
    let spoken = blank.languages();
    let tag = match wanted {
        Some(tag) if spoken.contains(&tag.as_str()) => Some(tag.clone()),
        Some(tag) => {
            return Err(Failed::new(
                format!("the form does not speak `{tag}`"),
                format!("it speaks {}", spoken.join(", ")),
            ));
        }
        None => spoken.first().and_then(|tag| tag.parse().ok()),
    };
    tag.ok_or_else(|| Failed::new("the form speaks no language", "give it words: `sayyar form check` says which"))
}

/// The answers with every named file read, told what it is, and given its place.
fn entries(form: &Form, path: &Path) -> Result<(Entries, Vec<Attached>), Failed> {
    let unreadable = |error: std::io::Error| {
        Failed::new(format!("`{}`: {error}", path.display()), "look at what the system says, and try again")
    };
    let (text, folder) = if path == Path::new("-") {
        (std::io::read_to_string(std::io::stdin()).map_err(unreadable)?, PathBuf::from("."))
    } else {
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        (std::fs::read_to_string(path).map_err(unreadable)?, folder)
    };
    let shape = |error: String| {
        Failed::new(format!("`{}`: {error}", path.display()), "answers are a JSON object, a key for each field")
    };
    let mut entries: Entries = serde_json::from_str(&text).map_err(|error| shape(error.to_string()))?;
    let mut attached = Vec::new();
    for (key, entry) in &mut entries {
        let Some(field) = form.field(key) else { return Err(shape(format!("the form has no field `{key}`"))) };
        attach(field, entry, &folder, &mut attached)?;
    }
    Ok((entries, attached))
}

fn attach(field: &Field, entry: &mut Value, folder: &Path, attached: &mut Vec<Attached>) -> Result<(), Failed> {
    match &field.kind {
        FieldKind::Files { .. } => {
            let names = match entry.take() {
                Value::Array(items) => items,
                one => vec![one],
            };
            let names = names.iter().map(|name| name.as_str().map(str::to_owned));
            let names: Option<Vec<String>> = names.collect();
            let names = names.ok_or_else(|| {
                Failed::new(
                    format!("`{}` holds no names of files", field.id),
                    "write the paths of files: [\"contract.pdf\"]",
                )
            })?;
            let files = names.iter().map(|name| one_file(field, name, folder, attached));
            *entry = Value::Array(files.collect::<Result<_, _>>()?);
        }
        FieldKind::Repeat { .. } => {
            for row in entry.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
                for inner in field.walk().skip(1) {
                    if let Some(entry) = row.get_mut(&*inner.id) {
                        attach(inner, entry, folder, attached)?;
                    }
                }
            }
        }
        _ => {}
    }
    Ok(())
}

fn one_file(field: &Field, name: &str, folder: &Path, attached: &mut Vec<Attached>) -> Result<Value, Failed> {
    let place = folder.join(name);
    let bytes = std::fs::read(&place).map_err(|error| {
        Failed::new(format!("`{}`: {error}", place.display()), "files are named by their path from the file of answers")
    })?;
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let number = 1 + attached.iter().filter(|one| one.path.starts_with(&format!("{}/", field.id))).count();
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let path = attachment_path(&field.id, number, &name)
        .map_err(|why| Failed::new(format!("`{name}`: {why}"), "give the file another name"))?;
    let mut json = json!({ "name": name, "path": path, "sha512": Digest::of(&bytes), "size": bytes.len() });
    match sniff::sniff(&bytes, &name) {
        Ok(format) => json["type"] = format.media_type().into(),
        Err(problem) => {
            json["type"] = "application/octet-stream".into();
            json["problem"] = problem.kind().into();
        }
    }
    attached.push(Attached { path, bytes });
    Ok(json)
}

/// What is wrong with the answers, in the language they were given in.
fn problems(blank: &Blank, language: &Tag, report: &Report, as_json: bool) -> Ended {
    let all = report.to_json();
    if as_json {
        let text = format!("{}\n", json!({ "valid": false, "problems": all.get("problems") }));
        return Ended { wrong: true, json: true, ..Ended::well(text) };
    }
    let words = blank.facts.get("words").and_then(|words| words.get(language.as_str()));
    let speech = words.and_then(|words| Speech::from_json(words).ok());
    let mut text = String::from("The form cannot be handed in like this:\n");
    for (at, problem) in report.problems() {
        let field = at.rsplit('.').next().unwrap_or(&at).split('[').next().unwrap_or(&at);
        let said = speech.as_ref().and_then(|speech| say(speech, &blank.form, field, &problem.to_json()));
        text += &format!("  {at}: {}\n", said.unwrap_or_else(|| problem.to_string()));
    }
    Ended { wrong: true, ..Ended::well(text) }
}

/// The words for a problem: the field's own, those for its type, those for its kind.
fn say(speech: &Speech, form: &Form, field: &str, problem: &Value) -> Option<String> {
    let kind = problem.get("kind")?.as_str()?;
    let ty = form.field(field)?.kind.name();
    let own = match problem.get("check").and_then(Value::as_str) {
        Some(check) => format!("{field}.check-{check}"),
        None => format!("{field}.{kind}"),
    };
    let end = match (problem.get("min"), problem.get("max")) {
        (Some(_), None) if kind == "range" => "-min",
        (None, Some(_)) if kind == "range" => "-max",
        _ => "",
    };
    let ids = [own, format!("problem-{kind}{end}-{ty}"), format!("problem-{kind}{end}"), format!("problem-{kind}")];
    let found = ids.iter().find(|id| speech.has(id))?;
    let arguments =
        problem.as_object()?.iter().filter_map(|(name, value)| Some((name.as_str(), speech.argument(value)?)));
    speech.say(found, &arguments.collect::<Vec<_>>())
}

/// What is handed out.
struct Made {
    number: Number,
    password: Zeroizing<String>,
    sealed: Vec<u8>,
    copy: Vec<u8>,
    digest: Digest,
}

fn seal(
    blank: &Blank,
    language: &Tag,
    today: Date,
    args: &FillArgs,
    answers: &[u8],
    attached: &[Attached],
) -> Result<Made, Failed> {
    let mut entropy = secret::entropy()?;
    let password = match &args.password_file {
        Some(file) => {
            let text = secret::Password::of(Some(file)).get("the application")?;
            Password::parse(&text)
                .map_err(|why| Failed::new(why.to_string(), "a password was made by a form: it is not chosen"))?
        }
        None => Password::generate(&mut entropy),
    };
    let wrong = |why: &dyn std::fmt::Display| Failed::new(format!("the submission cannot be made: {why}"), "try again");
    let damaged = || Failed::new("this form contradicts itself", "get it again from its own address");
    let key = SigningKey::generate(&mut entropy);
    let number = Number::of(&key.public());
    let status = password.status_identity(&number, Kind::Hybrid).map_err(|why| wrong(&why))?.recipient();
    let words = blank.facts.get("words_digest").and_then(|words| words.get(language.as_str())).and_then(Value::as_str);
    let details = Details {
        form: FormBuild {
            id: blank.text("id").parse().map_err(|_| damaged())?,
            version: blank.number("version"),
            build: blank.number("build"),
            digest: blank.text("digest").parse().map_err(|_| damaged())?,
        },
        words: words.and_then(|digest| digest.parse().ok()).ok_or_else(damaged)?,
        language: language.clone(),
        filled_on: today,
        previous: None,
        status,
        engine: format!("sayyar {}", env!("CARGO_PKG_VERSION")),
        assisted: args.assisted,
    };
    let files: Vec<(&str, &[u8])> = attached.iter().map(|one| (one.path.as_str(), one.bytes.as_slice())).collect();
    let bag = SignedBag::sign(details, answers, &files, &key, &blank.recipients()?).map_err(|why| wrong(&why))?;
    let sealed = bag.seal(&mut entropy).map_err(|why| wrong(&why))?;
    let copy = bag.copy(&key, &password.passphrase(), &mut entropy).map_err(|why| wrong(&why))?;
    Ok(Made { number, password: password.to_text(), sealed, copy, digest: bag.content_digest() })
}

impl Made {
    /// Writes the files, and says what they are.
    fn written(&self, args: &FillArgs) -> Result<Ended, Failed> {
        let digest: String = sha256(&self.sealed).iter().map(|byte| format!("{byte:02x}")).collect();
        let (name, copy) =
            (format!("application-{}.age", &digest[..8]), format!("application-{}-copy.age", &digest[..8]));
        for (name, bytes) in [(&name, &self.sealed), (&copy, &self.copy)] {
            let path = args.out.join(name);
            let failed = |error: std::io::Error| {
                Failed::new(format!("`{}`: {error}", path.display()), "name an existing folder with `--out DIR`")
            };
            std::fs::write(&path, bytes).map_err(failed)?;
        }
        if let Some(file) = &args.password_out {
            let text = Zeroizing::new(format!("{}\n{}\n", self.number, &*self.password));
            secret::write_new(file, text.as_bytes())?;
        }
        let shown = args.password_out.is_none();
        let mut object = Map::new();
        object.insert("number".into(), self.number.to_string().into());
        if shown {
            object.insert("password".into(), self.password.as_str().into());
        }
        object.insert("name".into(), name.as_str().into());
        object.insert("copy".into(), copy.as_str().into());
        object.insert("sha256".into(), digest.into());
        object.insert("digest".into(), self.digest.to_string().into());
        if args.json {
            return Ok(Ended { json: true, ..Ended::well(format!("{}\n", Value::Object(object))) });
        }
        let password = if shown { format!("Password {}\n", &*self.password) } else { String::new() };
        let out = args.out.display();
        Ok(Ended::well(format!("Number   {}\n{password}Hand in  {out}/{name}\nKeep     {out}/{copy}\n", self.number)))
    }
}
