//! The program itself, from `init` to a receipt, with forms that `sayyar-forms` compiled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use sayyar_base::canonical;
use sayyar_forms::{Form, FormSource, Lists, Service};
use sayyar_intake::{store, system};
use sayyar_seal::age::{Identity, Kind, Recipient, Recipients};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::minisign::SecretKey;
use sayyar_seal::receipt::Signed;
use sayyar_seal::release::{Bundle, Files, Release};
use sayyar_seal::submission::{Details, FormBuild, SignedBag};
use sayyar_seal::{Digest, Number};
use serde_json::{Value, json};

const FORM: &str = r#"
kind = "application"
version = 1
[[section]]
id = "job"
fields = [
  { id = "family_name", type = "text", required = true, max = 80 },
  { id = "months", type = "integer", min = 1, max = 12, required = true },
  { id = "fee", type = "computed", value = "fee('state', months=months)" },
  { id = "contract", type = "files", files = ["pdf", "png"], each_mb = 20, max = 3 },
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
cases = [
  { months = "1..6", amount = "350 AZN" },
  { months = "7..12", amount = "600 AZN" },
]
"#;

/// A whole PDF, as `sniff` wants it.
pub(crate) fn pdf(filling: usize) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n".to_vec();
    file.extend(std::iter::repeat_n(b"% filling\n".as_slice(), filling / 10).flatten());
    let start = file.len();
    file.extend(b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R >>\nstartxref\n");
    file.extend(format!("{start}\n%%EOF\n").into_bytes());
    file
}

/// A desk in a folder, made by the program, with a publisher and a form.
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    pub(crate) recipients: Vec<Recipient>,
    publisher: SecretKey,
    pub(crate) store: store::Place,
    pub(crate) form: FormBuild,
}

impl Drop for Place {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.folder);
    }
}

/// What a program printed and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    pub(crate) fn json(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
            .collect()
    }
}

impl Place {
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayyar-intake"));
        command.current_dir(&self.folder).arg("--passphrase-file").arg(self.folder.join("passphrase"));
        command.env_remove("SAYYAR_FAIL").env_remove("SAYYAR_OFFICER").env_remove("SAYYAR_PASSPHRASE_FILE");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command().args(args).output().expect("the program starts"))
    }

    /// The program's desk, and the form added.
    pub(crate) fn new(kind: Kind) -> Self {
        let folder = std::env::temp_dir().join(format!("sayyar-place-{}", system::token::<8>()));
        fs::create_dir_all(&folder).expect("a folder");
        system::write_secret(&folder.join("passphrase"), b"correct horse battery\n").expect("a file");
        let publisher = SecretKey::generate(&mut system::entropy);
        let (form, _) = compiled();
        let store = store::Place::local(folder.join("store"));
        let mut place = Self { folder, recipients: vec![], publisher, form, store };
        let key = place.publisher.public().to_string();
        let mut args = vec!["init", "--json", "--name", "Bakı", "--publisher", &key];
        args.extend((kind == Kind::X25519).then_some("--x25519"));
        let made = place.run(&args);
        assert_eq!(made.code, Some(0), "{made:?}");
        let made = made.json().remove(0);
        place.put_store(crate::stores::place(&place.folder));
        place.recipients = made["recipients"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one.as_str().expect("text").parse().expect("a recipient"))
            .collect();
        let added = place.add_form(&place.recipients);
        assert_eq!((added.code, added.out.as_str()), (Some(0), "work-permit 1.1: added\n"), "{added:?}");
        place
    }

    /// Writes another place for the store into the configuration.
    pub(crate) fn put_store(&mut self, store: store::Place) {
        let path = self.folder.join("sayyar-intake.toml");
        let text = fs::read_to_string(&path).expect("a configuration");
        let (before, rest) = text.split_once("[store]\n").expect("a section");
        let after = rest.find("\n[").map_or("", |at| &rest[at + 1..]);
        fs::write(&path, format!("{before}{}\n{after}", crate::stores::section(&store))).expect("a file");
        self.store = store;
    }

    /// Begins with an empty store.
    pub(crate) fn empty(&mut self) {
        self.empty_at(crate::stores::place(&self.folder));
    }

    /// The same, there.
    pub(crate) fn empty_at(&mut self, store: store::Place) {
        _ = fs::remove_dir_all(&self.store.folder);
        self.put_store(store);
    }

    fn add_form(&self, recipients: &[Recipient]) -> Ran {
        let (build, form) = compiled();
        let facts = json!({
            "format": "sayyar-form/1", "kind": "application", "id": "work-permit", "version": 1, "build": 1,
            "date": "2026-11-01", "digest": build.digest, "form": form, "words": { "az": {} },
            "words_digest": { "az": Digest::of(b"words") }, "languages": ["az"], "recipients": recipients,
            "engine": "0", "sensitive": false, "retention_months": 60, "index": ["family_name"],
        });
        let form = canonical::to_string(&facts).expect("canonical").into_bytes();
        let files = Files { html: b"<!doctype html>".into(), form, schema: b"{}".into(), readme: b"Read".into() };
        let archive = files.pack().expect("an archive");
        let (id, date) = (build.id.clone(), "2026-11-01".parse().expect("a day"));
        let release = Release { id, version: 1, build: 1, date, digest: build.digest, test: false };
        let name = Bundle::name(&release);
        let signature = release.sign(&self.publisher, &name, &archive).expect("signed").to_file();
        fs::write(self.folder.join(&name), archive).expect("a file");
        fs::write(self.folder.join(format!("{name}.minisig")), signature).expect("a file");
        self.run(&["forms", "add", &name])
    }

    /// A sealed submission in a file; its name tells the number.
    pub(crate) fn submission(&self, folder: &Path, filling: usize) -> (PathBuf, Number) {
        self.submission_of(folder, "ƏLİYEVA", ("contract/1-muqavile.pdf", &pdf(filling), "application/pdf"))
    }

    /// The same of somebody of this name, with this attachment: its path, content and type.
    pub(crate) fn submission_of(
        &self,
        folder: &Path,
        name: &str,
        (path, content, media): (&str, &[u8], &str),
    ) -> (PathBuf, Number) {
        let key = SigningKey::generate(&mut system::entropy);
        let file = json!({
            "name": path.split('/').next_back().expect("a name").replace("1-muqavile", "müqavilə"), "path": path,
            "sha512": Digest::of(content), "size": content.len(), "type": media,
        });
        let answers = json!({ "contract": [file], "fee": { "amount": 35_000, "currency": "AZN" }, "family_name": name, "months": 6 });
        let answers = canonical::to_string(&answers).expect("canonical");
        let attached = [(path, content)];
        let kind = self.recipients[0].kind();
        let details = Details {
            form: self.form.clone(),
            words: Digest::of(b"words"),
            language: "az".parse().expect("a tag"),
            filled_on: system::day(system::now()),
            previous: None,
            status: Identity::generate(kind, &mut system::entropy).recipient(),
            engine: "test".into(),
            assisted: false,
        };
        let recipients = Recipients::new(self.recipients.clone()).expect("two of a kind");
        let bag = SignedBag::sign(details, answers.as_bytes(), &attached, &key, &recipients).expect("a bag");
        let path = folder.join(format!("{}.age", bag.number()));
        fs::write(&path, bag.seal(&mut system::entropy).expect("sealed")).expect("a file");
        (path, bag.number())
    }
}

fn compiled() -> (FormBuild, Value) {
    let lists = Lists::default();
    let path = Arc::from("form.toml");
    let (service, problems) = Service::parse("work-permit", &Arc::from("service.toml"), SERVICE, &lists);
    assert!(problems.is_empty(), "{problems:?}");
    let source = FormSource { id: "work-permit", path: &path, text: FORM, service: service.as_ref(), lists: &lists };
    let (compiled, problems) = Form::compile(&source);
    let form = compiled.unwrap_or_else(|| panic!("{problems:?}")).form.to_json();
    let digest = Digest::of(canonical::to_string(&form).expect("canonical").as_bytes());
    (FormBuild { id: "work-permit".parse().expect("an id"), version: 1, build: 1, digest }, form)
}

#[test]
fn from_init_to_a_receipt() {
    let place = Place::new(Kind::Hybrid);
    let again = place.run(&["init"]);
    assert_eq!(again.code, Some(2), "{again:?}");
    assert!(again.err.contains("nothing was changed"), "{again:?}");
    let foreign = place.add_form(&[Identity::generate(Kind::Hybrid, &mut system::entropy).recipient()]);
    assert_eq!(foreign.code, Some(1));
    assert!(foreign.err.contains("seals to nobody whose identity is configured here"), "{foreign:?}");

    let (file, number) = place.submission(&place.folder, 1000);
    let name = file.file_name().unwrap().to_str().unwrap();
    let verified = place.run(&["verify", name]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert!(verified.out.contains("  ok  The applicant’s key signed all of it.\n"), "{verified:?}");
    assert!(verified.out.contains(&format!("Number {number}, revision 1, form work-permit 1.1, az")), "{verified:?}");

    let taken = place.run(&["ingest", name, "--receipts", "receipts", "--json"]);
    assert_eq!(taken.code, Some(0), "{taken:?}");
    let told = &taken.json()[0];
    assert_eq!((&told["outcome"], &told["number"]), (&json!("taken-in"), &json!(number.to_string())));
    let receipt = told["receipt"].as_str().unwrap();
    assert!(Signed::parse(receipt.as_bytes()).is_ok());
    let sha256 = told["sha256"].as_str().unwrap();
    assert_eq!(fs::read_to_string(place.folder.join(format!("receipts/{sha256}.receipt"))).unwrap(), receipt);
    assert_eq!(place.run(&["receipt", sha256]).out, receipt);
    // From standard input, the same bytes: the same receipt.
    let mut command = place.command();
    let input = fs::File::open(&file).unwrap();
    let known = Ran::of(command.args(["ingest", "-", "--json"]).stdin(input).output().unwrap());
    assert_eq!((known.code, &known.json()[0]["known"]), (Some(0), &json!(true)), "{known:?}");
    assert_eq!(known.json()[0]["receipt"].as_str().unwrap(), receipt);

    let found = place.run(&["list", "--search", "aliyeva"]);
    assert!(
        found.out.starts_with(&number.to_string())
            || place.run(&["list", "--search", "eliyeva"]).out.contains("ƏLİYEVA"),
        "{found:?}"
    );
    assert!(place.run(&["list", "--search", "nobody"]).out.contains("Nothing found"));
    let anonymous = place.run(&["show", &number.to_string()]);
    assert_eq!(anonymous.code, Some(2), "{anonymous:?}");
    assert!(anonymous.err.contains("who are you?"), "{anonymous:?}");
    // As people type it.
    let typed = number.to_string().replace('-', " ").to_ascii_lowercase();
    let shown = place.run(&["--as", "Aysel", "show", &typed]);
    assert!(shown.out.contains("family_name: ƏLİYEVA\nfee: 350 AZN\nmonths: 6"), "{shown:?}");
    let extracted = place.run(&["--as", "Aysel", "extract", &number.to_string(), "--out", "opened"]);
    assert_eq!(extracted.code, Some(0), "{extracted:?}");
    assert_eq!(fs::read(place.folder.join("opened/attachments/contract/1-muqavile.pdf")).unwrap(), pdf(1000));
    assert_eq!(place.run(&["--as", "Aysel", "extract", &number.to_string(), "--out", "opened"]).code, Some(3));
    let audit = place.run(&["audit", "--json"]).json().remove(0);
    assert_eq!((&audit["entries"], &audit["broken"]), (&json!(3), &Value::Null), "once taken in, twice read");
}

#[test]
fn refusals_are_explained_and_decided() {
    let place = Place::new(Kind::X25519);
    fs::create_dir(place.folder.join("stick")).unwrap();
    place.submission(&place.folder.join("stick"), 100);
    fs::write(place.folder.join("stick/photo.jpeg"), [0xff, 0xd8, 0xff]).unwrap();
    fs::write(place.folder.join("stick/\u{1b}[2Jevil.age"), b"-----BEGIN AGE ENCRYPTED FILE-----\n").unwrap();
    fs::write(place.folder.join("stick/.hidden"), b"x").unwrap();
    let told = place.run(&["ingest", "stick"]);
    assert_eq!(told.code, Some(1), "{told:?}");
    assert!(told.out.contains("1 taken in, 2 refused"), "{told:?}");
    assert!(
        told.out.contains("photo.jpeg: refused: age-not-age: this is not a sealed file\n  It is no sealed application")
    );
    assert!(told.out.contains("␛[2Jevil.age") && !told.out.contains('\u{1b}'), "{told:?}");
    let listed = place.run(&["quarantine", "list", "--json"]).json();
    assert_eq!(listed.len(), 2);
    let sha256 = listed.iter().find(|one| one["code"] == "age-not-age").unwrap()["sha256"].as_str().unwrap().to_owned();
    let shown = place.run(&["quarantine", "show", &sha256[..8]]);
    assert!(shown.out.contains("Ask for the file called application-....age"), "{shown:?}");
    let released = place.run(&["--as", "Aysel", "quarantine", "release", &sha256[..8], "--reason", "x"]);
    assert!(released.code == Some(2) && released.err.contains("nobody can overrule age-not-age"), "{released:?}");
    assert_eq!(place.run(&["quarantine", "drop", &sha256[..8], "--reason", "x"]).code, Some(2), "an officer is named");
    assert_eq!(place.run(&["--as", "Aysel", "quarantine", "drop", &sha256[..8], "--reason", "a photo"]).code, Some(0));
    assert_eq!(place.run(&["quarantine", "list", "--json"]).json().len(), 1);
    assert_eq!(place.run(&["quarantine", "retry"]).code, Some(1));
    let missing = place.run(&["ingest", "stick", "nowhere"]);
    assert!(missing.code == Some(2) && missing.err.contains("there is no nowhere"), "{missing:?}");
}

#[test]
fn keys_and_configuration_are_looked_after() {
    let place = Place::new(Kind::X25519);
    place.submission(&place.folder, 100);
    fs::write(place.folder.join("wrong"), "wrong passphrase\n").unwrap();
    let open = place.run(&["--passphrase-file", "wrong", "list"]);
    assert_eq!(open.code, Some(2), "given twice: {open:?}");
    let run = |args: &[&str], file: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayyar-intake"));
        Ran::of(command.current_dir(&place.folder).args(["--passphrase-file", file]).args(args).output().unwrap())
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name: &str, mode| {
            fs::set_permissions(place.folder.join(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        mode("wrong", 0o644);
        let told = run(&["ingest", "."], "wrong");
        assert!(told.code == Some(2) && told.err.contains("chmod 600 wrong"), "{told:?}");
        mode("wrong", 0o600);
        let told = run(&["ingest", "."], "wrong");
        assert!(told.code == Some(2) && told.err.contains("the passphrase does not open"), "{told:?}");
        mode("keys/intake.age", 0o604);
        let told = run(&["ingest", "."], "passphrase");
        assert!(told.code == Some(2) && told.err.contains("everybody on this machine may read"), "{told:?}");
        mode("keys/intake.age", 0o600);
        let modes = ["keys", "store", "keys/receipt.age", "keys/recovery.age", "store/sayyar.db"];
        for name in modes {
            let mode = fs::metadata(place.folder.join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{name}");
        }
    }
    let text = fs::read_to_string(place.folder.join("sayyar-intake.toml")).unwrap();
    fs::write(place.folder.join("sayyar-intake.toml"), text.replace("hours = 24", "hors = 24")).unwrap();
    let told = run(&["list"], "passphrase");
    assert!(told.code == Some(2) && told.err.contains("error[unknown-key]: unknown key `hors`"), "{told:?}");
    assert!(told.err.contains("help: did you mean `hours`?"), "{told:?}");
    let elsewhere = std::env::temp_dir().join(format!("sayyar-empty-{}", system::token::<8>()));
    fs::create_dir(&elsewhere).unwrap();
    let told = Ran::of(
        Command::new(env!("CARGO_BIN_EXE_sayyar-intake")).current_dir(&elsewhere).arg("list").output().unwrap(),
    );
    assert!(told.code == Some(2) && told.err.contains("sayyar-intake init"), "{told:?}");
    fs::remove_dir(elsewhere).unwrap();
}

/// The recovery key opens with age itself, given the passphrase that `init` showed.
#[test]
fn key_files_are_plain_age_files() {
    let place = Place::new(Kind::X25519);
    let file = fs::read(place.folder.join("keys/intake.age")).unwrap();
    let plain =
        sayyar_seal::age::decrypt_with(&file, &sayyar_seal::age::Passphrase::new(b"correct horse battery")).unwrap();
    let text = std::str::from_utf8(&plain).unwrap();
    assert!(
        text.starts_with(&format!("# public key: {}\nAGE-SECRET-KEY-1", place.recipients[0])),
        "an age identity file"
    );
    let public = fs::read_to_string(place.folder.join("keys/public.toml")).unwrap();
    assert!(place.recipients.iter().all(|one| public.contains(&one.to_string())));
}
