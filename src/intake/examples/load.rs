//! What `tests/bench/intake.py` takes in: a form, sealed submissions by the thousand, and stores that have grown.
//!
//! ```text
//! load form FOLDER RECIPIENT...                    a test bundle of a form, to be added with `forms add`
//! load submissions FOLDER COUNT BYTES RECIPIENT... sealed submissions with an attachment of so many bytes
//! load identity KEY PASSPHRASE-FILE OUT            the key as a plain age identity, for other tools
//! load s3 FOLDER                                   an S3 server (s3s-fs) with the bucket `sayyar`; prints its port
//! load rows CONFIGURATION COUNT                    straight into the database, until there are so many
//! ```
//!
//! Rows are what taking in would have written, but for the sealed files, which are not there, and the texts of receipts,
//! which are as long as real ones and signed by nobody. Never for a store that is in use.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use sayyar_base::canonical;
use sayyar_forms::{Form, FormSource, Lists, Service};
use sayyar_intake::audit::{self, Entry};
use sayyar_intake::config::Config;
use sayyar_intake::store::{Store, StoreError, Tx, Value};
use sayyar_intake::system;
use sayyar_seal::age::{Identity, Kind, Passphrase, Recipient, Recipients, decrypt_with};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::release::{Bundle, Files, Release, test_key};
use sayyar_seal::submission::{Details, FormBuild, SignedBag};
use sayyar_seal::{Digest, Locator, Number, Time};
use serde_json::{Value as Json, json};
use tokio::net::TcpListener;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const FORM: &str = r#"
kind = "application"
version = 1
max_mb = 50
[[section]]
id = "job"
fields = [
  { id = "family_name", type = "text", required = true, max = 80 },
  { id = "months", type = "integer", min = 1, max = 12, required = true },
  { id = "fee", type = "computed", value = "fee('state', months=months)" },
  { id = "contract", type = "files", files = ["pdf"], each_mb = 50, max = 3 },
]
"#;

const SERVICE: &str = r#"
category = "work"
audience = ["foreigner"]
processing = { days = 20, count = "working" }
channels = ["form"]
steps = ["fill"]
retention = { months = 60 }
index = ["family_name"]
reviewed = 2026-11-20
[[fee]]
id = "state"
by = { months = "integer" }
cases = [{ months = "1..12", amount = "350 AZN" }]
"#;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["form", folder, to @ ..] => form(Path::new(folder), to),
        ["submissions", folder, count, bytes, to @ ..] => submissions(Path::new(folder), count, bytes, to),
        ["identity", key, passphrase, out] => identity(key, passphrase, out),
        ["s3", folder] => s3(Path::new(folder)),
        ["rows", configuration, count] => rows(Path::new(configuration), count),
        _ => Err("there are form, submissions, identity, s3 and rows: see the head of the source".into()),
    };
    let Err(error) = outcome else { return ExitCode::SUCCESS };
    _ = writeln!(std::io::stderr(), "load: {error}");
    ExitCode::FAILURE
}

fn compiled() -> Outcome<(FormBuild, Json)> {
    let (lists, path) = (Lists::default(), Arc::from("form.toml"));
    let (service, _) = Service::parse("load", &Arc::from("service.toml"), SERVICE, &lists);
    let source = FormSource { id: "load", path: &path, text: FORM, service: service.as_ref(), lists: &lists };
    let form = Form::compile(&source).0.ok_or("the form does not compile")?.form.to_json();
    let digest = Digest::of(canonical::to_string(&form)?.as_bytes());
    Ok((FormBuild { id: "load".parse()?, version: 1, build: 1, digest }, form))
}

fn recipients(texts: &[&str]) -> Outcome<Vec<Recipient>> {
    Ok(texts.iter().map(|text| text.parse()).collect::<Result<_, _>>()?)
}

fn form(folder: &Path, to: &[&str]) -> Outcome<()> {
    let (build, form) = compiled()?;
    let facts = json!({
        "format": "sayyar-form/1", "kind": "application", "id": "load", "version": 1, "build": 1,
        "date": "2026-11-01", "digest": build.digest, "form": form, "words": { "az": {} },
        "words_digest": { "az": Digest::of(b"words") }, "languages": ["az"], "recipients": recipients(to)?,
        "engine": "0", "test": true, "sensitive": false, "retention_months": 60, "index": ["family_name"],
    });
    let form = canonical::to_string(&facts)?.into_bytes();
    let archive =
        Files { html: b"<!doctype html>".into(), form, schema: b"{}".into(), readme: b"Read".into() }.pack()?;
    let release =
        Release { id: build.id, version: 1, build: 1, date: "2026-11-01".parse()?, digest: build.digest, test: true };
    let name = Bundle::name(&release);
    let signature = release.sign(&test_key(), &name, &archive)?.to_file();
    fs::write(folder.join(&name), archive)?;
    fs::write(folder.join(format!("{name}.minisig")), signature)?;
    Ok(writeln!(std::io::stdout(), "{name}")?)
}

fn identity(key: &str, passphrase: &str, out: &str) -> Outcome<()> {
    let text = fs::read_to_string(passphrase)?;
    let passphrase = Passphrase::new(text.lines().next().unwrap_or_default().as_bytes());
    let plain = decrypt_with(&fs::read(key)?, &passphrase)?;
    _ = fs::remove_file(out);
    Ok(system::write_secret(Path::new(out), &plain)?)
}

/// A whole PDF of so many bytes that does not compress.
fn pdf(bytes: usize) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ".to_vec();
    let mut filling = vec![0; bytes.saturating_sub(300)];
    system::entropy(&mut filling);
    // No letters that mean something in a PDF.
    file.extend(filling.iter().map(|byte| b'0' + byte % 10));
    let start = file.len() + 1;
    file.extend(b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R >>\nstartxref\n");
    file.extend(format!("{start}\n%%EOF\n").into_bytes());
    file
}

fn submissions(folder: &Path, count: &str, bytes: &str, to: &[&str]) -> Outcome<()> {
    let (count, bytes): (usize, usize) = (count.parse()?, bytes.parse()?);
    let (form, to) = (compiled()?.0, Recipients::new(recipients(to)?)?);
    let threads = thread::available_parallelism()?.get();
    thread::scope(|scope| {
        let work = |first: usize| {
            let (form, to) = (&form, &to);
            move || (first..count).step_by(threads).try_for_each(|place| submission(folder, place, bytes, form, to))
        };
        let all: Vec<_> = (0..threads).map(|first| scope.spawn(work(first))).collect();
        all.into_iter().try_for_each(|one| one.join().map_err(|_| "a thread panicked")?)
    })
}

fn submission(folder: &Path, place: usize, bytes: usize, form: &FormBuild, to: &Recipients) -> Outcome<()> {
    let (key, content) = (SigningKey::generate(&mut system::entropy), pdf(bytes));
    let path = "contract/1-contract.pdf";
    let file = json!({
        "name": "contract.pdf", "path": path, "sha512": Digest::of(&content), "size": content.len(), "type": "application/pdf",
    });
    let fee = json!({ "amount": 35_000, "currency": "AZN" });
    let answers = json!({ "contract": [file], "fee": fee, "family_name": format!("ƏLİYEVA {place}"), "months": 6 });
    let details = Details {
        form: form.clone(),
        words: Digest::of(b"words"),
        language: "az".parse()?,
        filled_on: system::day(system::now()),
        previous: None,
        status: Identity::generate(Kind::X25519, &mut system::entropy).recipient(),
        engine: "load".into(),
        assisted: false,
    };
    let bag = SignedBag::sign(details, canonical::to_string(&answers)?.as_bytes(), &[(path, &content)], &key, to)?;
    Ok(fs::write(folder.join(format!("{place:07}.age")), bag.seal(&mut system::entropy)?)?)
}

/// Serves until it is killed. The key is `desk`, its secret `hush hush`.
fn s3(folder: &Path) -> Outcome<()> {
    fs::create_dir_all(folder.join("sayyar"))?;
    let files = FileSystem::new(folder).map_err(|error| format!("{error:?}"))?;
    let mut builder = S3ServiceBuilder::new(files);
    builder.set_auth(SimpleAuth::from_single("desk", "hush hush"));
    let service = builder.build();
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        writeln!(std::io::stdout(), "{}", listener.local_addr()?.port())?;
        loop {
            let (stream, _) = listener.accept().await?;
            let serving =
                hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service.clone());
            tokio::spawn(async { _ = serving.await });
        }
    })
}

/// Applications of one transaction.
const AT_ONCE: usize = 500;
/// As long as receipts are.
const RECEIPT: usize = 900;

fn rows(configuration: &Path, count: &str) -> Outcome<()> {
    let config = Config::read(configuration).map_err(|error| format!("{error:?}"))?;
    let (store, count) = (Store::at(&config.store)?, count.parse::<usize>()?);
    let mut statements = BTreeMap::new();
    let sql = "SELECT count(*) FROM receipt WHERE signer = 'load'";
    let found = store.records.read(|tx| tx.one(sql, &[])?.map_or(Ok(0), |row| row.must::<u64>(0)))?;
    let mut done = usize::try_from(found)?;
    while done < count {
        let made: Vec<Made> = (done..count.min(done + AT_ONCE)).map(Made::new).collect();
        for table in ["arrival", "submission", "application", "answer", "event", "receipt"] {
            let columns = made[0].row(table);
            statements.entry((table, made.len())).or_insert_with(|| statement(table, &columns, made.len()));
        }
        store.records.write(|tx| grow(tx, &statements, &made))?;
        done += made.len();
    }
    Ok(())
}

fn grow(
    tx: &mut Tx<'_>,
    statements: &BTreeMap<(&'static str, usize), &'static str>,
    made: &[Made],
) -> Result<(), StoreError> {
    for ((table, rows), sql) in statements.iter().filter(|((_, rows), _)| *rows == made.len()) {
        let values = made.iter().flat_map(|one| one.row(table)).map(|(_, value)| value).collect::<Vec<Value>>();
        debug_assert!(values.len().is_multiple_of(*rows));
        tx.run(sql, &values)?;
    }
    let mut head = audit::head(tx)?;
    for one in made {
        let detail = [("content", one.content.to_string()), ("number", one.number.to_string())];
        let applicant = Some(one.applicant.as_slice());
        let entry = Entry { at: one.at, actor: "intake", action: "taken-in", applicant, detail: &detail };
        audit::append(tx, &mut head, &entry)?;
    }
    Ok(())
}

/// Kept to the end of the program, as the store wants its statements.
fn statement(table: &str, columns: &[(&str, Value)], rows: usize) -> &'static str {
    let names = columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let row = |row: usize| {
        let places = (1..=columns.len()).map(|column| format!("${}", row * columns.len() + column));
        format!("({})", places.collect::<Vec<_>>().join(", "))
    };
    let rows = (0..rows).map(row).collect::<Vec<_>>().join(", ");
    Box::leak(format!("INSERT INTO {table} ({names}) VALUES {rows}").into_boxed_str())
}

/// An application as rows.
struct Made {
    place: usize,
    at: Time,
    applicant: Vec<u8>,
    number: Number,
    content: Digest,
    sha256: Vec<u8>,
    recipient: Recipient,
}

impl Made {
    fn new(place: usize) -> Self {
        let key = SigningKey::generate(&mut system::entropy).public();
        let mut random = [0; 32];
        system::entropy(&mut random);
        let applicant = key.raw().to_vec();
        Self {
            place,
            at: system::now(),
            number: Number::of(&key),
            content: Digest::of(&applicant),
            applicant,
            sha256: random.to_vec(),
            recipient: Identity::generate(Kind::X25519, &mut system::entropy).recipient(),
        }
    }

    fn row(&self, table: &str) -> Vec<(&'static str, Value)> {
        let (applicant, sha256) = (Value::from(self.applicant.as_slice()), Value::from(self.sha256.as_slice()));
        let (content, at, one) = (Value::from(self.content), Value::from(self.at), Value::from(1_i64));
        let (number, recipient) = (Value::from(self.number), Value::from(self.recipient.raw()));
        let day = Value::from(system::day(self.at));
        let name = format!("əliyeva {}", self.place);
        let (fee, none) = (Value::from("350 AZN"), Value::from(0_i64));
        let common = [("content", content.clone()), ("applicant", applicant.clone()), ("number", number)];
        let facts = [("revision", one.clone()), ("recipient", recipient), ("form", "load".into()), ("fee", fee)];
        let facts = [&facts[..], &[("language", "az".into()), ("assisted", none), ("filed", at.clone())]].concat();
        let own: Vec<(&'static str, Value)> = match table {
            "arrival" => vec![
                ("sha256", sha256),
                ("size", 20_000_i64.into()),
                ("at", at.clone()),
                ("filed", at),
                ("outcome", "taken-in".into()),
                ("content", content),
                ("kept", one),
            ],
            "submission" => vec![
                ("sha256", sha256),
                ("size", 20_000_i64.into()),
                ("at", at),
                ("state", "taken".into()),
                ("version", one.clone()),
                ("build", one),
                ("filled_on", day),
                ("indexed", "{}".into()),
                ("warnings", "[]".into()),
            ],
            "application" => vec![
                ("locator", Locator::of(&self.recipient).0.to_vec().into()),
                ("state", "received".into()),
                ("changed", at),
            ],
            "answer" => vec![
                ("applicant", applicant),
                ("field", "family_name".into()),
                ("value", format!("ƏLİYEVA {}", self.place).into()),
                ("folded", name.replace('ə', "e").into()),
            ],
            "event" => vec![
                ("applicant", applicant),
                ("position", one),
                ("day", day),
                ("state", r#"{"state":"received"}"#.into()),
                ("at", at),
            ],
            _ => vec![
                ("signer", "load".into()),
                ("sequence", Value::Int(self.place as i64 + 1)),
                ("sha256", sha256),
                ("kind", "taken-in".into()),
                ("digest", content),
                ("file", "x".repeat(RECEIPT).into()),
            ],
        };
        match table {
            "submission" | "application" => [&common[..], &facts, &own].concat(),
            _ => own,
        }
    }
}
