use sayyar_base::{Dir, Tag};

use super::*;
use crate::disk::MemoryDisk;
use crate::ledger::{Key, Ledger, Status};

fn languages() -> Vec<Language> {
    let language = |tag: &str, name: &str, complete, fallback: &[usize]| Language {
        tag: Tag::try_from(tag.to_owned()).unwrap(),
        name: name.into(),
        dir: Dir::Ltr,
        locale: tag.into(),
        complete,
        fallback: fallback.to_vec(),
    };
    vec![
        language("az", "Azərbaycanca", true, &[]),
        language("en", "English", true, &[0]),
        language("ar", "العربية", false, &[1, 0]),
    ]
}

const VISA_AZ: &str = "+++\ntitle = \"Viza\"\ndescription = \"Necə almalı\"\nservices = [\"visa\"]\nweight = 10\n+++\n\n\
    ## Kimə lazımdır {#who}\n\nHər kəsə.\n\n## Haqq {#fee}\n\nHaqq {{ fee(service=\"visa\") }} təşkil edir.\n";
const VISA_EN: &str = "+++\ntitle = \"Visa\"\ndescription = \"How to get it\"\nweight = 10\n+++\n\n\
    ## Who needs it {#who}\n\nEverybody.\n\n## Fee {#fee}\n\nThe fee is {{ fee(service=\"visa\") }}.\n";

fn site() -> MemoryDisk {
    MemoryDisk::from([
        ("content/az/services/visa.md", VISA_AZ),
        ("content/en/services/visa.md", VISA_EN),
        ("content/az/about.md", "+++\ntitle = \"Haqqımızda\"\n+++\n\nBiz xidmətik.\n"),
        (
            "content/az/site.ftl",
            "# The agency\n-agency = Xidmət\nname = Ad\nhello = Salam, { $who }\n    .hint = Kömək\n",
        ),
        ("content/en/site.ftl", "# Names\nname = Name\n\n## Greetings\nhello = Hello, { $who }\n    .hint = Help\n"),
        ("forms/visa/az.ftl", "service-title = Viza\n"),
        ("content/data/offices.toml", "x = 1\n"),
    ])
}

fn today() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

/// Runs a command line against a site; returns what it printed and the diagnostics.
fn sayyar(disk: &MemoryDisk, words: &[&str]) -> (String, Vec<String>) {
    #[derive(clap::Parser)]
    struct Cli {
        #[command(flatten)]
        args: TranslateArgs,
    }
    let cli =
        <Cli as clap::Parser>::try_parse_from(["translate"].iter().chain(words)).unwrap_or_else(|e| panic!("{e}"));
    let mut out = Vec::new();
    let problems = run(&cli.args, disk, &languages(), "gov", today(), &mut out).unwrap();
    let line = |one: &sayyar_base::Diagnostic| {
        let path = one.span().map(|span| span.path.to_string()).unwrap_or_default();
        format!(
            "{} {} {path}: {} | {}",
            if one.severity == sayyar_base::Severity::Error { "E" } else { "W" },
            one.code,
            one.message,
            one.help.as_deref().unwrap_or("-")
        )
    };
    (String::from_utf8(out).unwrap(), problems.iter().map(line).collect())
}

/// A table in a file of its own.
struct Table(PathBuf);

impl Table {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("sayyar-translate-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder.join(format!("{name}.csv")))
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.0).unwrap()
    }

    /// What a translator does to the table.
    fn change(&self, change: impl Fn(&mut sheet::Row)) {
        let mut rows = sheet::read("x", &std::fs::read(&self.0).unwrap()).unwrap();
        rows.iter_mut().for_each(change);
        std::fs::write(&self.0, sheet::write(&rows, true).unwrap()).unwrap();
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn text(disk: &MemoryDisk, path: &str) -> String {
    String::from_utf8(disk.read(path).unwrap()).unwrap()
}

fn put(disk: &MemoryDisk, path: &str, text: &str) {
    disk.put(path, text);
}

#[test]
fn status_counts_and_lists() {
    let disk = site();
    sayyar(&disk, &["mark", "content/en/services", "--reviewed", "--by", "Leyla"]);
    sayyar(&disk, &["mark", "content/en/site.ftl#hello"]);
    put(&disk, "content/az/services/visa.md", &VISA_AZ.replace("Hər kəsə", "Bəzilərinə"));
    let (out, problems) = sayyar(&disk, &["status"]);
    let expected = "
                        reviewed  machine  stale  untracked  missing  total
English (en)  pages            0        0      1          0        1      2
              messages         0        1      0          1        1      3
العربية (ar)  pages            0        0      0          0        2      2
              messages         0        0      0          0        3      3

English (en): 17 words to translate or look through
  missing    content/en/about.md  (3 words)
  missing    forms/visa/en.ftl  (1 words): service-title
  stale      content/en/services/visa.md  (13 words, made 2026-11-20 by Leyla)
  untracked  content/en/site.ftl  (1 words): name
";
    assert_eq!((format!("\n{out}").as_str(), problems), (expected, vec![]));
    let (out, _) = sayyar(&disk, &["status", "--lang", "ar", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&json[0]["pages"]["missing"], json[0]["todo"].as_array().unwrap().len()), (&2.into(), 5));
}

#[test]
fn marking_is_remembered_and_repeated_marking_changes_nothing() {
    let disk = site();
    let (out, _) = sayyar(&disk, &["mark", "--all", "--lang", "en", "--by", "a machine"]);
    assert_eq!(out, "3 recorded as machine in content/en/translations.toml\n");
    let before = disk.files();
    assert_eq!(sayyar(&disk, &["mark", "--all"]).0, "nothing to record: all of it was recorded already\n");
    assert_eq!(disk.files(), before);
    let (out, _) = sayyar(&disk, &["mark", "content/en/services/visa.md", "--reviewed", "--by", "Leyla"]);
    assert_eq!(out, "1 recorded as reviewed in content/en/translations.toml\n");
    let ledger = text(&disk, "content/en/translations.toml");
    assert_eq!(ledger.matches("by = \"a machine\"").count(), 2, "{ledger}");
    assert!(ledger.contains("state = \"reviewed\", by = \"Leyla\", on = 2026-11-20 }"), "{ledger}");
    // A page that is gone takes its record with it.
    disk.remove("content/en/services/visa.md").unwrap();
    sayyar(&disk, &["mark", "--all"]);
    assert!(!text(&disk, "content/en/translations.toml").contains("visa.md"));
    let (_, problems) = sayyar(&disk, &["mark", "content/en/aboot.md", "content/az/about.md"]);
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[1].contains("this is the source"), "{problems:?}");
}

#[test]
fn nothing_is_forgotten_while_a_file_cannot_be_read() {
    let disk = site();
    sayyar(&disk, &["mark", "--all"]);
    let before = text(&disk, "content/en/translations.toml");
    put(&disk, "content/en/site.ftl", "name Name\nhello = Hello, { $who }\n    .hint = Help\n");
    let (_, problems) = sayyar(&disk, &["mark", "--all"]);
    assert!(problems.iter().any(|one| one.starts_with("E ftl-syntax content/en/site.ftl")), "{problems:?}");
    assert_eq!(text(&disk, "content/en/translations.toml"), before);
}

#[test]
fn a_table_goes_out_and_comes_back_unchanged() {
    let disk = site();
    sayyar(&disk, &["mark", "--all"]);
    let before = disk.files();
    let table = Table::new("unchanged");
    let (out, _) = sayyar(&disk, &["export", "--lang", "en", "--only", "all", "--to", table.path()]);
    assert!(out.starts_with("13 texts, "), "{out}");
    assert!(table.text().starts_with("\u{feff}kind,path,id,source,translation,state,digest\r\n"));
    let (out, problems) = sayyar(&disk, &["import", table.path()]);
    assert_eq!((out.as_str(), problems.as_slice()), ("0 pages and messages changed, 6 as they were\n", &[][..]));
    assert_eq!(disk.files(), before);
}

#[test]
fn a_translated_table_makes_files_and_records() {
    let disk = site();
    sayyar(&disk, &["mark", "--all"]);
    put(&disk, "content/az/site.ftl", &text(&disk, "content/az/site.ftl").replace("Salam,", "Sabahınız xeyir,"));
    let table = Table::new("translated");
    sayyar(&disk, &["export", "--lang", "en", "--to", table.path()]);
    table.change(|row| {
        let translation = match (row.path.as_str(), row.id.as_str()) {
            (_, "hello") => "{ $who ->\n    [you] You!\n   *[other] Good morning, { $who }\n}",
            (_, "-agency") => "Service",
            (_, "service-title") => "=Visa",
            (_, "title") => "About us",
            (_, "body-1") => "We are\n\na service.",
            (_, "hello.hint") => return row.state = "reviewed".into(),
            other => panic!("{other:?}"),
        };
        row.translation = translation.into();
        row.state = "reviewed".into();
    });
    let dry = disk.files();
    let (out, _) = sayyar(&disk, &["import", table.path(), "--dry-run"]);
    assert!(out.starts_with("4 pages and messages would change, 0 as they were\n"), "{out}");
    assert_eq!(disk.files(), dry);
    let (out, problems) = sayyar(&disk, &["import", table.path(), "--reviewed", "--by", "Leyla"]);
    assert_eq!(problems, [""; 0]);
    assert!(out.contains("  content/en/about.md\n") && out.ends_with("  content/en/translations.toml\n"), "{out}");
    assert_eq!(text(&disk, "content/en/about.md"), "+++\ntitle = \"About us\"\n+++\n\nWe are\n\na service.\n");
    assert_eq!(text(&disk, "forms/visa/en.ftl"), "service-title = =Visa\n");
    let expected = "# Names\nname = Name\n\n## Greetings\nhello =\n    { $who ->\n        [you] You!\n       *[other] Good morning, { $who }\n    }\n    .hint = Help\n-agency = Service\n";
    assert_eq!(text(&disk, "content/en/site.ftl"), expected);
    let (material, _) = Material::gather(&disk, &languages(), "gov");
    let status = material.status(1);
    let of = |key: Key| status[&key];
    let reviewed = Status::Current(State::Reviewed);
    assert_eq!(of(Key::Page("about.md".into())), reviewed);
    assert_eq!(of(Key::Message("content/site".into(), "hello".into())), reviewed);
    assert_eq!(of(Key::Message("content/site".into(), "name".into())), Status::Current(State::Machine));
}

#[test]
fn a_translator_may_say_that_nothing_need_change() {
    let disk = site();
    sayyar(&disk, &["mark", "--all"]);
    put(&disk, "content/az/services/visa.md", &VISA_AZ.replace("Hər kəsə.", "Hamıya."));
    let table = Table::new("confirmed");
    sayyar(&disk, &["export", "--lang", "en", "--only", "stale", "--to", table.path()]);
    let before = text(&disk, "content/en/services/visa.md");
    assert!(sayyar(&disk, &["import", table.path()]).0.starts_with("0 pages and messages changed, 1 as"));
    table.change(|row| row.state = "reviewed".into());
    let (out, _) = sayyar(&disk, &["import", table.path(), "--by", "Leyla"]);
    assert_eq!(out, "1 pages and messages changed, 0 as they were\n  content/en/translations.toml\n");
    assert_eq!(text(&disk, "content/en/services/visa.md"), before);
    assert_eq!(check(&disk, &languages(), "gov").iter().filter(|one| one.code == "stale-translation").count(), 0);
}

#[test]
fn a_wrong_table_changes_nothing() {
    let disk = site();
    sayyar(&disk, &["mark", "--all"]);
    let table = Table::new("wrong");
    let refused = |change: &dyn Fn(&mut sheet::Row), expected: &str| {
        sayyar(&disk, &["export", "--lang", "en", "--only", "all", "--to", table.path()]);
        table.change(change);
        let before = disk.files();
        let (out, problems) = sayyar(&disk, &["import", table.path()]);
        assert_eq!((out.as_str(), disk.files() == before), ("", true), "{expected}");
        assert!(
            problems.iter().any(|one| one.starts_with("E ") && one.contains(expected)),
            "{expected}: {problems:#?}"
        );
    };
    let set = |id: &'static str, text: &'static str| {
        move |row: &mut sheet::Row| {
            if row.id == id && row.path != "content/en/about.md" {
                row.translation = text.into();
            } else if row.id == "name" {
                row.translation = "Fine".into();
            }
        }
    };
    refused(&set("hello", "Hello, { $hwo }"), "nobody fills in `$hwo` | did you mean `who`?");
    refused(&set("hello", "Hello, friend"), "`$who` is lost");
    refused(&set("hello", "Hello, { $who"), "the braces do not match");
    refused(&set("hello", "{ $who }\n.hint = x"), "this is more than one text");
    refused(&set("hello", "{ DATE($who) }"), "there is no function `DATE`");
    refused(&set("hello", "{ $who } { nmae }"), "there is no `nmae`");
    refused(&set("name", "{ name }"), "`name` leads back to itself");
    refused(&set("body-4", "The fee is 40 USD."), "the component `fee` is lost in the translation");
    refused(&set("body-3", "## Fee"), "the heading's id `{#fee}` is lost");
    refused(
        &set("body-2", "{{ deadline(service=\"visa\") }}"),
        "the component `deadline` is in the translation, not in the source",
    );
    let untitled = |row: &mut sheet::Row| {
        if row.path.ends_with("about.md") && row.id != "title" {
            row.translation = "Text".into();
        }
    };
    refused(&untitled, "a new page needs its title");
    refused(&set("body-2", ""), "1 texts of this page are not translated, this one first");
    refused(
        &|row| row.id = row.id.replace("hello", "helo"),
        "there is no message `helo` in content/az/site.ftl | did you mean `hello`?",
    );
    refused(&|row| row.id = row.id.replace(".hint", ".hnit"), "`hello` has no such attribute | did you mean `hint`?");
    refused(
        &|row| row.id = row.id.replace("description", "descriptoin"),
        "a page has no text `descriptoin` | did you mean `description`?",
    );
    refused(&|row| row.path = row.path.replace("about", "../../etc/about"), "the default language has no page");
    refused(&|row| row.path = row.path.replace("content/en", "content/az"), "this is not the path of a translation");
    refused(&|row| row.digest.truncate(4), "its digest is damaged");
    refused(&|row| row.id = row.id.replace("name", "hello"), "this text is in the table twice");
}

#[test]
fn what_changed_after_the_export_is_noticed() {
    let disk = site();
    sayyar(&disk, &["mark", "--all"]);
    let table = Table::new("changed");
    let rename = |row: &mut sheet::Row| {
        if row.id == "name" {
            row.translation = "Full name".into();
        }
    };
    sayyar(&disk, &["export", "--lang", "en", "--only", "all", "--to", table.path()]);
    table.change(rename);
    put(&disk, "content/az/site.ftl", &text(&disk, "content/az/site.ftl").replace("name = Ad", "name = Adınız"));
    let (_, problems) = sayyar(&disk, &["import", table.path()]);
    assert!(
        problems.iter().all(|one| one.starts_with("W ")) && problems[0].contains("the source has changed"),
        "{problems:?}"
    );
    let name = Key::Message("content/site".into(), "name".into());
    let (material, _) = Material::gather(&disk, &languages(), "gov");
    assert_eq!(material.status(1)[&name], Status::Stale(State::Machine));
    // Somebody else was quicker.
    sayyar(&disk, &["export", "--lang", "en", "--only", "all", "--to", table.path()]);
    table.change(|row| {
        if row.id == "name" {
            row.translation = "Given name".into();
        }
    });
    put(&disk, "content/en/site.ftl", &text(&disk, "content/en/site.ftl").replace("Full name", "Your name"));
    let (_, problems) = sayyar(&disk, &["import", table.path()]);
    assert!(problems[0].contains("somebody changed the translation after the export"), "{problems:?}");
    assert!(text(&disk, "content/en/site.ftl").contains("Your name"));
    sayyar(&disk, &["import", table.path(), "--overwrite"]);
    assert!(text(&disk, "content/en/site.ftl").contains("Given name"));
}

#[test]
fn a_full_disk_or_a_death_leaves_whole_files() {
    let start = site();
    sayyar(&start, &["mark", "--all"]);
    let table = Table::new("death");
    sayyar(&start, &["export", "--lang", "en", "--only", "all", "--to", table.path()]);
    table.change(|row| {
        if matches!(row.id.as_str(), "name" | "title") {
            row.translation = "New".into();
        } else if row.path.contains("about") {
            row.translation = row.source.clone();
        }
    });
    let run = |disk: &MemoryDisk| {
        let import = ImportArgs {
            file: table.0.clone(),
            reviewed: false,
            by: None,
            partial: false,
            overwrite: false,
            dry_run: false,
        };
        super::run(
            &TranslateArgs { action: Action::Import(import) },
            disk,
            &languages(),
            "gov",
            today(),
            &mut Vec::new(),
        )
    };
    let copy = || {
        let disk = MemoryDisk::new();
        start.files().iter().for_each(|(path, bytes)| disk.put(path, bytes));
        disk
    };
    let whole = copy();
    run(&whole).unwrap();
    let full = copy();
    full.set_room(Some(full.used() + 200));
    assert!(run(&full).is_err());
    assert_eq!(full.files(), start.files());
    for operations in 0..whole.operations() {
        let disk = copy();
        disk.die_after(Some(operations));
        let died = run(&disk).map_or(true, |found| any_error(&found));
        disk.die_after(None);
        for (path, bytes) in disk.files().iter().filter(|(path, _)| !path.contains("/.")) {
            let known = [start.files(), whole.files()].iter().any(|files| files.get(path) == Some(bytes));
            assert!(known, "{path} after {operations}");
        }
        if died {
            run(&disk).unwrap();
        }
        let visible =
            |disk: &MemoryDisk| disk.files().into_iter().filter(|(path, _)| !path.contains("/.")).collect::<Vec<_>>();
        assert_eq!(visible(&disk), visible(&whole), "after {operations}");
    }
}

#[test]
fn check_speaks_of_what_must_not_be_published() {
    let disk = site();
    let codes = |disk: &MemoryDisk| {
        let found = check(disk, &languages(), "gov");
        found
            .iter()
            .map(|one| format!("{:?} {} {}", one.severity, one.code, one.span().unwrap().path))
            .collect::<Vec<_>>()
    };
    let missing = "Error missing-translation content/en/about.md";
    assert_eq!(codes(&disk), [missing, "Warning untracked-translation content/en/translations.toml"]);
    sayyar(&disk, &["mark", "--all"]);
    assert_eq!(codes(&disk), [missing]);
    put(&disk, "content/ar/site.ftl", "name = اسم\n");
    sayyar(&disk, &["mark", "content/ar"]);
    put(&disk, "content/az/site.ftl", &text(&disk, "content/az/site.ftl").replace("= Ad", "= Adınız"));
    put(&disk, "content/en/about.md", "+++\ntitle = \"About\"\n+++\n");
    let expected = [
        "Error stale-translation content/en/site.ftl",
        "Warning untracked-translation content/en/about.md",
        "Warning stale-translation content/ar/site.ftl",
    ];
    let mut found = codes(&disk);
    found.sort_by_key(|one| expected.iter().position(|known| known == one));
    assert_eq!(found, expected);
    put(&disk, "content/en/translations.toml", "[page]\n");
    assert!(codes(&disk)[0].contains("unknown-key content/en/translations.toml"), "{:?}", codes(&disk));
}

#[test]
fn languages_are_named_by_tag() {
    let named = |tags: &[&str]| langs(&languages(), &tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>());
    assert_eq!(named(&["ar", "en", "ar"]).unwrap(), [2, 1]);
    assert!(named(&["az"]).unwrap_err().to_string().contains("the default language"));
    assert_eq!(named(&["enn"]).unwrap_err().to_string(), "this site has no language `enn`: did you mean `en`?");
    assert_eq!(Ledger::default().write().lines().filter(|line| !line.starts_with('#')).count(), 0);
}

/// The texts of this repository's own site, all of them, out and in again.
#[test]
fn the_site_of_this_repository_survives_the_way_out_and_in() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let disk = crate::disk::RealDisk::new(root);
    let toml = String::from_utf8(disk.read("sayyar.toml").unwrap()).unwrap();
    let config = crate::config::Config::parse(&toml, &mut Diagnostics::new()).unwrap();
    let (material, problems) = Material::gather(&disk, &config.languages, &config.theme);
    assert_eq!(problems, []);
    for lang in 1..config.languages.len() {
        let rows = sheet::rows(&material, lang, Only::All);
        let bytes = sheet::write(&rows, true).unwrap();
        let back = sheet::read("table.csv", &bytes).unwrap();
        let word = Word { state: State::Machine, by: None, on: today() };
        let options = import::Options { word, partial: false, overwrite: false };
        let (plan, problems) = import::plan(&material, "table.csv", &back, &options);
        assert_eq!((plan.files.as_slice(), plan.changed, problems.as_slice()), (&[][..], 0, &[][..]));
        // And a page or file made anew from its own table says the same.
        for (path, page) in &material.pages[lang] {
            let blocks: Vec<String> = page.blocks().iter().map(|block| (*block).to_owned()).collect();
            let texts = page.texts().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
            let again = page::Page::parse(path, &page.translated(&texts, &blocks)).unwrap();
            assert_eq!(again.digest(), page.digest(), "{path}");
        }
    }
}
