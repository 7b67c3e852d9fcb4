//! Forms from a shell, for the tests that hold them against independent tools (`tests/interop/forms`).
//!
//! `forms compile DIR` prints a compiled form, `forms schema DIR` the JSON Schema of its answers. `forms answers DIR SEED
//! COUNT` prints good answers, one a line, made at random, at most so many; `forms verify DIR` reads answers, one a line,
//! and says of each whether it is good. `forms prove DIR` says what can be proved of a form, and in which time.
//! `forms sniff FILE...` says what files are.

use std::error::Error;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use sayyar_base::diag::plain;
use sayyar_base::{Date, canonical};
use sayyar_forms::{Compiled, Field, FieldKind, Form, FormSource, Lists, Service};
use serde_json::{Map, Value as Json, json};

const TODAY: &str = "2026-11-23";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["schema", dir] => schema(dir),
        ["compile", dir] => compile(dir),
        ["answers", dir, seed, count] => answers(dir, seed, count),
        ["verify", dir] => verify(dir),
        ["prove", dir] => prove(dir),
        ["sniff", files @ ..] => files.iter().try_for_each(|file| sniff(file)),
        _ => Err("unknown command".into()),
    };
    let Err(error) = outcome else { return ExitCode::SUCCESS };
    _ = writeln!(io::stderr(), "{error}");
    ExitCode::FAILURE
}

/// The form in a folder; the shared lists are beside it.
fn compiled(dir: &str) -> Result<Compiled, Box<dyn Error>> {
    let dir = Path::new(dir);
    let mut files: Vec<(Arc<str>, String)> = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(dir.join("../lists"))?.collect::<Result<_, _>>()?;
    paths.sort_by_key(std::fs::DirEntry::path);
    for path in paths.iter().map(std::fs::DirEntry::path).filter(|path| path.extension().is_some_and(|e| e == "toml")) {
        files.push((path.to_string_lossy().into(), std::fs::read_to_string(&path)?));
    }
    let (lists, _) = Lists::parse(files.iter().map(|(path, text)| (path, text.as_str())));
    let id = dir.file_name().ok_or("a folder has a name")?.to_string_lossy();
    let service = std::fs::read_to_string(dir.join("service.toml")).ok();
    let service = service.and_then(|text| Service::parse(&id, &"service.toml".into(), &text, &lists).0);
    let (path, text) = (Arc::from("form.toml"), std::fs::read_to_string(dir.join("form.toml"))?);
    let source = FormSource { id: &id, path: &path, text: &text, service: service.as_ref(), lists: &lists };
    let (compiled, problems) = Form::compile(&source);
    Ok(compiled.ok_or_else(|| format!("{problems:#?}"))?)
}

fn form(dir: &str) -> Result<Form, Box<dyn Error>> {
    Ok(compiled(dir)?.form)
}

fn compile(dir: &str) -> Result<(), Box<dyn Error>> {
    writeln!(io::stdout(), "{}", canonical::to_string(&form(dir)?.to_json())?)?;
    Ok(())
}

fn prove(dir: &str) -> Result<(), Box<dyn Error>> {
    let compiled = compiled(dir)?;
    let begin = Instant::now();
    let problems = compiled.prove();
    let text = std::fs::read_to_string(Path::new(dir).join("form.toml"))?;
    let told = plain(&problems, |_| Some(&text));
    writeln!(io::stdout(), "{told}{} problems, {:?}", problems.len(), begin.elapsed())?;
    Ok(())
}

fn sniff(file: &str) -> Result<(), Box<dyn Error>> {
    let said = match sayyar_forms::sniff::sniff(&std::fs::read(file)?, file) {
        Ok(format) => format.label(),
        Err(problem) => problem.kind(),
    };
    writeln!(io::stdout(), "{said}")?;
    Ok(())
}

fn today() -> Result<Date, Box<dyn Error>> {
    Ok(TODAY.parse()?)
}

fn schema(dir: &str) -> Result<(), Box<dyn Error>> {
    writeln!(io::stdout(), "{}", serde_json::to_string_pretty(&form(dir)?.schema())?)?;
    Ok(())
}

fn verify(dir: &str) -> Result<(), Box<dyn Error>> {
    let form = form(dir)?;
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let good = form.verify(line?.as_bytes(), today()?).is_ok_and(|report| report.is_valid());
        writeln!(out, "{}", if good { "good" } else { "bad" })?;
    }
    Ok(())
}

/// Answers that happen to be good; who knows the form can only guess them.
fn answers(dir: &str, seed: &str, count: &str) -> Result<(), Box<dyn Error>> {
    let (form, mut dice, mut wanted) = (form(dir)?, Dice(seed.parse::<u64>()? | 1), count.parse::<u32>()?);
    let mut out = io::stdout().lock();
    for _ in 0..100_000 {
        if wanted == 0 {
            break;
        }
        let mut entries = Map::new();
        form.sections().iter().for_each(|section| fill(&form, &section.fields, &mut dice, &mut entries));
        let mut report = form.check(&entries, today()?);
        // Cascading choices offer what they offer.
        for field in &report.fields {
            if let Some(one) = field.options.as_deref().and_then(|options| dice.one_of(options)) {
                entries.insert(field.id.to_string(), (**one).into());
            }
        }
        report = form.check(&entries, today()?);
        if report.is_valid() {
            wanted -= 1;
            writeln!(out, "{}", canonical::to_string(&Json::Object(report.answers))?)?;
        }
    }
    Ok(())
}

fn fill(form: &Form, fields: &[Field], dice: &mut Dice, entries: &mut Map<String, Json>) {
    for field in fields {
        match &field.kind {
            FieldKind::Group(inner) => fill(form, inner, dice, entries),
            FieldKind::Repeat { fields, min, max } => {
                let rows = (0..dice.between(i64::from(*min), i64::from(*max))).map(|_| {
                    let mut row = Map::new();
                    fill(form, fields, dice, &mut row);
                    Json::Object(row)
                });
                let rows: Vec<_> = rows.collect();
                entries.insert(field.id.to_string(), rows.into());
            }
            _ if field.required.is_none() && dice.below(4) == 0 => {}
            kind => {
                if let Some(answer) = answer(form, &field.id, kind, dice) {
                    entries.insert(field.id.to_string(), answer);
                }
            }
        }
    }
}

fn answer(form: &Form, id: &str, kind: &FieldKind, dice: &mut Dice) -> Option<Json> {
    let values = |kind: &FieldKind| kind.list().and_then(|list| form.list(list)).map(|list| list.values.clone());
    Some(match kind {
        FieldKind::Text { min, max, .. } => dice.text(*min, (*max).min(60)).into(),
        FieldKind::LongText { min, max } => dice.text(*min, (*max).min(200)).into(),
        FieldKind::Address { .. } => format!("{}\n{}", dice.text(3, 20), dice.text(3, 20)).into(),
        FieldKind::Integer { min, max } => dice.between(min.unwrap_or(-1000), max.unwrap_or(1000)).into(),
        FieldKind::Decimal { scale, .. } => {
            let unit = 10_i64.pow(*scale);
            let number = dice.between(-unit, 3 * unit);
            format!(
                "{}{}.{:0width$}",
                if number < 0 { "-" } else { "" },
                number.abs() / unit,
                number.abs() % unit,
                width = *scale as usize
            )
            .into()
        }
        FieldKind::Money { currency, min, max } => {
            let (low, high) = (min.map_or(0, |money| money.minor), max.map_or(10_000_000, |money| money.minor));
            json!({ "amount": dice.between(low, high), "currency": currency.code() })
        }
        FieldKind::Date { .. } => Date::from_days_since_epoch(dice.between(7_000, 23_000))?.to_string().into(),
        FieldKind::YesNo => (dice.below(2) == 0).into(),
        FieldKind::Choice { .. } | FieldKind::Country { .. } => (**dice.one_of(&values(kind)?)?).into(),
        FieldKind::Choices { .. } => {
            let values = values(kind)?;
            let chosen: Vec<Json> =
                values.iter().filter(|_| dice.below(2) == 0).map(|value| (**value).into()).collect();
            chosen.into()
        }
        FieldKind::Phone => format!("+99450{}", dice.between(1_000_000, 9_999_999)).into(),
        FieldKind::Email => format!("{}@Example.AZ", dice.between(0, 9999)).into(),
        FieldKind::PersonalCode => "5abc12o".into(),
        FieldKind::Passport { .. } => passport(dice).into(),
        FieldKind::Files { formats, min, max, .. } => {
            let count = dice.between(i64::from(*min), i64::from(*max)).max(1);
            let file = |number: i64| {
                let media = formats[0].media_type();
                json!({ "name": format!("Müqavilə {number}.pdf"), "path": format!("{id}/{number}-file.pdf"),
                    "sha512": "0a".repeat(64), "size": 1000 * number, "type": media })
            };
            (1..=count).map(file).collect()
        }
        FieldKind::Computed { .. } | FieldKind::Note | FieldKind::Group(_) | FieldKind::Repeat { .. } => return None,
    })
}

/// The specimen of ICAO Doc 9303, or a card.
fn passport(dice: &mut Dice) -> &'static str {
    let zones = [
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
        "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ];
    dice.one_of(&zones).copied().unwrap_or_default()
}

/// Random numbers that are the same every time (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) % end.max(1)
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).unsigned_abs()) as i64
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len() as u64) as usize)
    }

    fn text(&mut self, min: u32, max: u32) -> String {
        let letters: Vec<char> = if self.below(2) == 0 { "abcdefg xyz" } else { "əğışçöü ΩЖ😀ab" }.chars().collect();
        let length = self.between(i64::from(min.max(1)), i64::from(max));
        (0..length).map(|_| self.one_of(&letters).copied().unwrap_or('a')).collect()
    }
}
