//! Every complaint about a form, by files in `cases/form`; forms that are too large; words and places.

use std::fmt::Write;
use std::sync::Arc;

use sayyar_base::diag::plain;

use super::*;

fn lists() -> Lists {
    let many: Vec<_> = (0..1_000).map(|n| format!("\"v{n}\"")).collect();
    let files = [
        ("regions", "values = [\"baku\", \"ganja\"]".to_owned()),
        (
            "districts",
            "columns = { region = \"regions\", people = \"integer\" }\n\
             row = [{ id = \"sabunchu\", region = \"baku\", people = 1 }]"
                .to_owned(),
        ),
        (
            "countries",
            "columns = { home = \"yes-no\" }\nrow = [{ id = \"AZ\", home = true }, { id = \"TR\" }]".to_owned(),
        ),
        ("many", format!("values = [{}]", many.join(","))),
    ];
    let files: Vec<(Arc<str>, String)> =
        files.map(|(name, text)| (format!("forms/lists/{name}.toml").into(), text)).into();
    let (lists, problems) = Lists::parse(files.iter().map(|(path, text)| (path, text.as_str())));
    assert_eq!(problems, []);
    lists
}

fn service(index: &str) -> Service {
    let text = include_str!("../../../../tests/vectors/form/definitions/permit/service.toml");
    let text = text.replace("index = [\"family_name\"]", &format!("index = [{index}]"));
    let (service, problems) = Service::parse("permit", &Arc::from("service.toml"), &text, &lists());
    assert_eq!(problems, []);
    service.unwrap()
}

fn compile(name: &str, text: &str) -> (Option<Compiled>, Diagnostics) {
    let (path, lists, service) = (Arc::from(name), lists(), service(""));
    Form::compile(&FormSource { id: "permit", path: &path, text, service: Some(&service), lists: &lists })
}

#[test]
fn forms() {
    sayyar_cases::check(env!("CARGO_MANIFEST_DIR"), "cases/form", "toml", |name, text| {
        let (compiled, problems) = compile(name, text);
        let read = if compiled.is_some() { "a form\n" } else { "nothing\n" };
        read.to_owned() + &plain(&problems, |path| (path == name).then_some(text))
    });
}

/// A form of so many small fields.
fn many_fields(count: usize) -> String {
    let mut text = "kind = \"application\"\nversion = 1\n[[section]]\nid = \"s\"\nfields = [\n".to_owned();
    for n in 0..count {
        writeln!(text, "{{id=\"f{n}\",type=\"note\"}},").unwrap();
    }
    text + "]\n"
}

#[test]
fn forms_that_are_too_large() {
    let codes = |text: &str| compile("form.toml", text).1.iter().map(|one| one.code).collect::<Vec<_>>();
    assert_eq!(codes(&many_fields(500)), [] as [&str; 0]);
    assert_eq!(codes(&many_fields(501)), ["too-many"]);
    assert_eq!(codes(&many_fields(5_000)), ["too-many"]);
    assert_eq!(codes(&many_fields(10_000)), ["too-large"]);
    let section = |n: usize| format!("[[section]]\nid = \"s{n}\"\nfields = [{{ id = \"f{n}\", type = \"text\" }}]\n");
    let head = "kind = \"application\"\nversion = 1\n".to_owned();
    assert_eq!(codes(&(head.clone() + &(0..50).map(section).collect::<String>())), [] as [&str; 0]);
    assert_eq!(codes(&(head + &(0..51).map(section).collect::<String>())), ["too-many"]);
}

#[test]
fn what_the_desk_keeps_must_be_there() {
    let text = include_str!("../../cases/form/good.toml");
    let (path, lists, service) =
        (Arc::from("form.toml"), lists(), service("\"a\", \"b\", \"who\", \"contract\", \"hint\""));
    let source = FormSource { id: "permit", path: &path, text, service: Some(&service), lists: &lists };
    let told: Vec<_> = Form::compile(&source).1.into_iter().map(|one| (one.code, one.message)).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told.iter().all(|(code, _)| *code == "unknown-field"));
}

#[test]
fn an_application_belongs_to_a_service() {
    let text = include_str!("../../cases/form/good.toml");
    let (path, lists) = (Arc::from("form.toml"), lists());
    let source = FormSource { id: "Permit", path: &path, text, service: None, lists: &lists };
    let codes: Vec<_> = Form::compile(&source).1.into_iter().map(|one| one.code).collect();
    assert_eq!(codes, ["bad-id", "no-service", "unknown-document"]);
}

#[test]
fn words_it_needs() {
    let (compiled, _) = compile("form.toml", include_str!("../../cases/form/good.toml"));
    let shown = |word: &WordId| {
        let attr = word.attr.as_ref().map(|attr| format!(".{attr}")).unwrap_or_default();
        format!("{}{attr}{}", word.id, if word.optional { "?" } else { "" })
    };
    let words = compiled.unwrap().words;
    let shown: Vec<_> = words.iter().map(shown).collect();
    let expected = "form-title form-summary privacy.detail? privacy section-one section-one.lead? a a.hint? a.required? \
        a.malformed? a.unsafe-text? a.too-short? a.too-long? a.pattern? a.mrz-differs? region region.hint? \
        region.required? region.malformed? region.unknown-value? region.not-offered? region.mrz-differs? \
        regions-baku.hint? regions-baku regions-ganja.hint? regions-ganja speed speed.hint? speed.required? \
        speed.malformed? speed.unknown-value? speed.not-offered? speed.mrz-differs? speed-slow.hint? speed-slow \
        speed-fast.hint? speed-fast day day.hint? day.check-past day.required? day.malformed? day.range? \
        day.mrz-differs? hint hint.title? people people.one people.add people.hint? people.required? \
        people.malformed? people.too-few? people.too-many? who who.hint? who.required? who.malformed? \
        who.unsafe-text? who.too-short? who.too-long? who.pattern? who.mrz-differs? contract contract.hint? \
        contract.required? contract.malformed? contract.too-few? contract.too-many? contract.file-type? \
        contract.file-damaged? contract.file-locked? contract.file-pixels? contract.file-too-large? \
        contract.files-too-large?";
    assert_eq!(shown.join(" "), expected);
}

#[test]
fn places_are_known() {
    let text = include_str!("../../cases/form/good.toml");
    let spans = compile("form.toml", text).0.unwrap().spans;
    let at = |key: &str| text.get(spans.get(key).range()).unwrap_or_default();
    assert_eq!(at("region"), "\"region\"");
    assert_eq!(at("region.list"), "list");
    assert_eq!(at("day.check-past"), "\"day >= today\"");
    assert_eq!(at("speed-fast"), "\"fast\"");
    assert_eq!(at("section-one"), "\"one\"");
    assert_eq!(at("day.visible"), "\"day\"");
    assert_eq!(spans.get("nothing").end, 0);
}

/// Whatever is written, reading ends with an answer. Pieces of definitions are cut out, doubled and mixed.
#[test]
fn no_text_is_too_strange() {
    let pieces: Vec<&str> = [
        include_str!("../../../../tests/vectors/form/definitions/permit/form.toml"),
        include_str!("../../cases/form/types.toml"),
        include_str!("../../cases/form/circles.toml"),
    ]
    .into_iter()
    .flat_map(|text| text.split_inclusive(['\n', ' ', '"', ',']))
    .chain(["ə", "\u{feff}", "\"\"\"", "[[", "[[section]]\n", "{ id = \"x\", type = \"text\" },\n", "é\n"])
    .collect();
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        // xorshift64 (Marsaglia, "Xorshift RNGs")
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let (path, lists, service) = (Arc::from("form.toml"), lists(), service(""));
    for round in 0..1_000 {
        let from = if round % 2 == 0 { 0 } else { random(pieces.len()) };
        let mut text: Vec<&str> =
            pieces[from..].iter().take(if from == 0 { 800 } else { random(300) }).copied().collect();
        for _ in 0..random(6) {
            let place = random(text.len() + 1);
            if random(2) == 0 && place < text.len() {
                text.remove(place);
            } else {
                text.insert(place, pieces[random(pieces.len())]);
            }
        }
        let text = text.concat();
        let source = FormSource { id: "permit", path: &path, text: &text, service: Some(&service), lists: &lists };
        let (compiled, problems) = Form::compile(&source);
        assert_eq!(compiled.is_none(), any_error(&problems), "{text}");
        plain(&problems, |_| Some(&text));
    }
}
