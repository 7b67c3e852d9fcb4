use sayyar_base::Tag;

use super::*;

fn language(tag: &str, dir: Dir, complete: bool, fallback: &[usize]) -> Language {
    Language {
        tag: Tag::try_from(tag.to_owned()).unwrap(),
        name: tag.to_ascii_uppercase(),
        dir,
        locale: if tag == "ar" { "ar-u-nu-latn".into() } else { tag.into() },
        complete,
        fallback: fallback.to_vec(),
    }
}

/// az (default), en and ru complete, ar borrowing from en, then az.
fn languages() -> Vec<Language> {
    vec![
        language("az", Dir::Ltr, true, &[]),
        language("en", Dir::Ltr, true, &[0]),
        language("ru", Dir::Ltr, true, &[0]),
        language("ar", Dir::Rtl, false, &[1, 0]),
    ]
}

/// Files as `path: text`, the language and the scope taken from the path.
fn files(all: &[(&str, &str)]) -> Vec<FtlFile> {
    let tags = ["az", "en", "ru", "ar"];
    let file = |(path, text): &(&str, &str)| {
        let lang = tags.iter().position(|tag| group_of(path, tag).is_some()).unwrap();
        let scope = match path.split('/').collect::<Vec<_>>()[..] {
            ["themes", ..] => Scope::Theme,
            ["content", ..] => Scope::Site,
            ["forms", "lists", ..] => Scope::Lists,
            ["forms", form, ..] => Scope::Form(form.into()),
            _ => panic!("{path}"),
        };
        FtlFile { lang, scope, path: (*path).into(), text: (*text).into() }
    };
    all.iter().map(file).collect()
}

fn strings(all: &[(&str, &str)]) -> Strings {
    let (strings, problems) = Strings::parse(&languages(), files(all));
    assert_eq!(problems, []);
    strings
}

#[track_caller]
fn says(strings: &Strings, lang: usize, id: &str, args: &[(&str, Arg)], expected: &str) {
    let text = strings.text(lang, None, id, None, args).map(|text| text.text.into_owned());
    assert_eq!(text.as_deref(), Some(expected));
}

/// What is wrong, as `code path:line message | help`.
fn said(problems: &[Diagnostic], all: &[(&str, &str)]) -> Vec<String> {
    let line = |span: &Span| {
        let text = all.iter().find(|(path, _)| *path == &*span.path).map_or("", |(_, text)| text);
        text[..span.range().start].matches('\n').count() + 1
    };
    let one = |problem: &Diagnostic| {
        let place = problem.span().map(|span| format!("{}:{}", span.path, line(span))).unwrap_or_default();
        let help = problem.help.as_deref().unwrap_or("-");
        format!("{} {place} {} | {help}", problem.code, problem.message)
    };
    problems.iter().map(one).collect()
}

#[test]
fn nearer_files_and_nearer_languages_win() {
    let strings = strings(&[
        (
            "themes/gov/strings/az.ftl",
            "back = Geri\nstep = Tema\n    .detail = tema\nonly-theme = { -agency } burada\n",
        ),
        ("themes/gov/strings/en.ftl", "back = Back\n"),
        ("content/az/site.ftl", "-agency = Xidmət\nstep = Sayt\n"),
        ("forms/lists/az.ftl", "step = Siyahı\n    .hint = kömək\n"),
        ("forms/visa/az.ftl", "step = Viza\n"),
    ]);
    let text =
        |lang, form, id, attr| strings.text(lang, form, id, attr, &[]).map(|text| (text.text.into_owned(), text.lang));
    assert_eq!(text(1, None, "back", None), Some(("Back".into(), 1)));
    assert_eq!(text(3, None, "back", None), Some(("Back".into(), 1)));
    assert_eq!(text(2, None, "back", None), Some(("Geri".into(), 0)));
    assert_eq!(text(0, None, "step", None), Some(("Siyahı".into(), 0)));
    assert_eq!(text(0, Some("visa"), "step", None), Some(("Viza".into(), 0)));
    assert_eq!(text(0, Some("visa"), "step", Some("hint")), Some(("kömək".into(), 0)));
    assert_eq!(text(0, Some("visa"), "step", Some("detail")), Some(("tema".into(), 0)));
    assert_eq!(text(0, Some("other"), "only-theme", None), Some(("Xidmət burada".into(), 0)));
    assert_eq!(text(0, None, "nothing", None), None);
    assert_eq!(text(9, None, "back", None), None);
    let ids = strings.naming();
    assert_eq!(ids.text(1, None, "step", Some("hint"), &[]).unwrap().text, "[step.hint]");
    assert_eq!(ids.text(1, None, "nothing", None, &[]), None);
    assert_eq!(strings.ids().collect::<Vec<_>>(), ["back", "only-theme", "step"]);
}

#[test]
fn plain_text_is_borrowed_and_may_be_shared() {
    fn shared<T: Send + Sync>(_: &T) {}
    let strings = strings(&[("content/az/site.ftl", "a = Mətn { \"{\" }x{ \"}\" }\n    davamı\n")]);
    shared(&strings);
    let text = strings.text(0, None, "a", None, &[("unused", Arg::Number(1))]).unwrap().text;
    assert!(matches!(text, Cow::Borrowed("Mətn {x}\ndavamı")), "{text}");
}

#[test]
fn plurals_and_numbers_follow_the_language() {
    let days = "days = { $n ->\n    [one] { $n } день\n    [few] { $n } дня\n   *[many] { $n } дней\n}\n";
    let strings = strings(&[
        ("content/ru/site.ftl", days),
        ("content/az/site.ftl", "sum = { $n } manat\nyear = { NUMBER($n, useGrouping: 0) }\n"),
        (
            "content/en/site.ftl",
            "sum = { NUMBER($n, minimumFractionDigits: 2) } manats\nplace = { NUMBER($n, type: \"ordinal\") ->\n    [one] { $n }st\n    [2] second\n   *[other] { $n }th\n}\n",
        ),
        ("content/ar/site.ftl", "sum = { $n } مانات\nwho = اسم { $name } هنا\nalone = { $name }\n"),
    ]);
    let n = |n| [("n", Arg::Number(n))];
    for (count, expected) in [(1, "1 день"), (3, "3 дня"), (11, "11 дней"), (21, "21 день"), (1_000, "1\u{a0}000 дней")]
    {
        says(&strings, 2, "days", &n(count), expected);
    }
    says(&strings, 0, "sum", &n(10_000), "10.000 manat");
    says(&strings, 0, "year", &n(2026), "2026");
    says(&strings, 1, "sum", &n(10_000), "10,000.00 manats");
    says(&strings, 3, "sum", &n(10_000), "10,000 مانات");
    for (count, expected) in [(1, "1st"), (2, "second"), (11, "11th"), (21, "21st")] {
        says(&strings, 1, "place", &n(count), expected);
    }
}

#[test]
fn only_what_runs_the_other_way_is_isolated() {
    let strings = strings(&[
        ("content/az/site.ftl", "who = { $name } gəldi\n"),
        ("content/ar/site.ftl", "who = جاء { $name } اليوم\nalone = { $name }\n"),
    ]);
    let name = |name| [("name", Arg::Text(name))];
    says(&strings, 0, "who", &name("Əli"), "Əli gəldi");
    says(&strings, 0, "who", &name("علي"), "\u{2068}علي\u{2069} gəldi");
    says(&strings, 3, "who", &name("350 AZN"), "جاء \u{2068}350 AZN\u{2069} اليوم");
    says(&strings, 3, "alone", &name("350 AZN"), "350 AZN");
    let lost = strings.text(0, None, "who", None, &[("nmae", Arg::Text("x"))]).unwrap();
    assert_eq!((&*lost.text, lost.lost.as_deref()), ("{$name} gəldi", Some("$name")));
}

#[test]
fn messages_lead_to_messages_and_terms_to_cases() {
    let strings = strings(&[
        ("themes/gov/strings/ru.ftl", "contact = Обратитесь { -agency(case: \"dative\") }: { office.phone }\n"),
        (
            "content/ru/site.ftl",
            "-agency = { $case ->\n    [dative] в Службу\n   *[nominative] Служба\n}\n    .gender = f\noffice = Офис\n    .phone = { $number }\nwas = { -agency.gender ->\n    [f] была\n   *[m] был\n}\n",
        ),
        ("forms/visa/ru.ftl", "office = Виза-офис\nhere = { office } { -agency }\n"),
    ]);
    says(&strings, 2, "contact", &[("number", Arg::Text("919"))], "Обратитесь в Службу: 919");
    says(&strings, 2, "was", &[], "была");
    assert_eq!(strings.text(2, Some("visa"), "here", None, &[]).unwrap().text, "Виза-офис Служба");
    assert_eq!(strings.variables(None, "contact", None), BTreeSet::new());
}

#[test]
fn mistakes_in_files_are_all_reported_in_their_place() {
    let all = [
        ("content/az/site.ftl", "ok = Yaxşı\nbad: x\nagain = 1\nagain = 2\n    .a = x\n    .a = y\n"),
        (
            "content/az/data.ftl",
            "ok = Yenə\nempty =\n    .hint = x\nasks = { empty } { emtpy } { empty.hnit } { -agncy }\n",
        ),
        (
            "content/en/site.ftl",
            "-agency = Agency\na = { b }\nb = { c.x }\nc =\n    .x = { a }\nf = { DATE($x) } { NUMBER($x, style: \"x\") }\n",
        ),
        ("forms/visa/az.ftl", "mine = x\n"),
        ("forms/work/az.ftl", "theirs = { mine }\n"),
        ("forms/lists/az.ftl", "shared = { mine }\n"),
    ];
    let (_, problems) = Strings::parse(&languages(), files(&all));
    let expected = [
        "unknown-reference content/az/data.ftl:4 `empty` has no `.hnit` | did you mean `hint`?",
        "unknown-reference content/az/data.ftl:4 there is no `-agncy` | did you mean `-agency`?",
        "unknown-reference content/az/data.ftl:4 there is no `emtpy` | did you mean `empty`?",
        "message-without-value content/az/data.ftl:4 `empty` has attributes only, no text of its own | name one of its attributes, as `{ empty.hint }`, or give it a text",
        "ftl-syntax content/az/site.ftl:2 a message's id must be followed by `=` | a message is `id = text`; further lines of its text are indented",
    ];
    let said = said(&problems, &all);
    for line in expected {
        assert!(said.iter().any(|one| one == line), "{line}\nis not in\n{}", said.join("\n"));
    }
    let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
    let count = |code: &str| codes.iter().filter(|one| **one == code).count();
    assert_eq!((count("duplicate-message"), count("message-cycle"), count("unknown-function")), (3, 3, 2), "{said:#?}");
    assert_eq!(count("unknown-reference"), 4, "{said:#?}");
    assert!(
        said.iter()
            .any(|one| { one.starts_with("unknown-reference forms/work/az.ftl:1 `mine` is in forms/visa/az.ftl") })
    );
}

#[test]
fn translations_are_held_against_the_default_language() {
    let all = [
        ("content/az/site.ftl", "name = Ad\n    .short = A\nhello = Salam, { $who }\nold = Köhnə\n"),
        ("content/az/data.ftl", "office = Ofis\n"),
        ("content/en/site.ftl", "nmae = Name\nhello = Hello, { $hwo }\n"),
        ("content/ru/site.ftl", "name = Имя\n    .shrot = И\nhello = Привет\nold = Старый\n"),
        ("content/ru/data.ftl", "office = Офис\n"),
        ("content/ar/site.ftl", "hello = { $who }\nextra = x\n"),
    ];
    let problems = strings(&all).check();
    let expected = [
        "unknown-message content/ar/site.ftl:2 the default language has no `extra` | there is `hello`, `name`, `office`, `old`",
        "missing-message content/en/data.ftl:1 all 1 messages of this file are missing in EN | write the file, or let `sayyar translate export` and `import` make it",
        "missing-message content/en/site.ftl:1 `name` is missing in EN | add it to content/en/site.ftl",
        "missing-message content/en/site.ftl:1 `old` is missing in EN | add it to content/en/site.ftl",
        "unknown-message content/en/site.ftl:1 the default language has no `nmae` | did you mean `name`?",
        "missing-variable content/en/site.ftl:2 `hello` leaves out `$who`, which the default language says | put `{ $who }` where it belongs",
        "unknown-variable content/en/site.ftl:2 `hello` is not given `$hwo` | did you mean `who`?",
        "missing-message content/ru/site.ftl:1 `name` lacks its `.short` in RU | -",
        "unknown-message content/ru/site.ftl:2 in the default language `name` does not have `.shrot` | did you mean `short`?",
        "missing-variable content/ru/site.ftl:3 `hello` leaves out `$who`, which the default language says | put `{ $who }` where it belongs",
    ];
    assert_eq!(said(&problems, &all), expected);
}

#[test]
fn plural_forms_are_those_of_the_language() {
    let all = [
        ("content/az/site.ftl", "a = { $n ->\n    [one] bir\n    [few] x\n   *[other] çox\n}\n"),
        ("content/ru/site.ftl", "a = { $n ->\n    [one] день\n   *[other] дней\n}\n"),
        ("content/en/site.ftl", "a = { $n ->\n    [0] none\n    [one] one\n   *[other] more\n}\n"),
    ];
    let expected = [
        "plural-forms content/az/site.ftl:1 no number is `few` in AZ | AZ has `one`, `other`",
        "plural-forms content/ru/site.ftl:1 one wording stands for `few` and `many` in RU | RU has `few`, `many`, `one`",
    ];
    assert_eq!(said(&strings(&all).check(), &all), expected);
}

#[test]
fn digests_name_the_wording_only() {
    let digest = |text: &str| {
        let strings = strings(&[("content/az/site.ftl", text)]);
        strings.units()[0].digest()
    };
    let first = digest("a = Bir\n    iki\n    .x = X\n    .y = Y\n");
    assert_eq!(first.len(), 16);
    assert_eq!(first, digest("# comment\na =\n  Bir\n  iki\n  .y = Y\n  .x = X\n\n\n"));
    assert_ne!(first, digest("a = Bir iki\n    .x = X\n    .y = Y\n"));
    assert_ne!(digest("a = { $n }\n"), digest("a = { $m }\n"));
    assert_ne!(digest("a = x\n"), digest("a =\n    .x = x\n"));
}

#[test]
fn messages_for_a_page_stand_alone() {
    let strings = strings(&[
        (
            "themes/gov/strings/az.ftl",
            "form-next = { -agency(case: \"of\") } { form-step }\nform-step = { $n } addım\nproblem-x = y\n    .z = z\nother = x\n",
        ),
        (
            "content/az/site.ftl",
            "-agency = { $case ->\n    [of] Xidmətin\n   *[is] Xidmət\n}\n    .kind = big\nsize = { -agency.kind ->\n    [big] Böyük\n   *[small] Kiçik\n} { -agency }\n",
        ),
        (
            "forms/visa/az.ftl",
            "form-step = { $n ->\n    [one] { -agency } bir\n   *[other] { NUMBER($n, minimumFractionDigits: 1) }\n}\n",
        ),
        ("content/en/site.ftl", "size = Big\n"),
    ]);
    let flat = |form: &str, id: &str| strings.flat(0, form, id, None).unwrap();
    let says = |pattern: &Pattern, n: i64| {
        let voice = Voice { shared: &strings.shared, lang: 0, form: None };
        let mut text = String::new();
        pattern.write(&voice, &[("n", Value::Number(n.into()))], &mut text).unwrap();
        text
    };
    let next = flat("other", "form-next");
    assert_eq!((next.0.len(), &*says(&next, 3)), (3, "Xidmətin 3 addım"));
    let next = flat("visa", "form-next");
    assert_eq!((&*says(&next, 1), &*says(&next, 2)), ("Xidmətin Xidmət bir", "Xidmətin 2,0"));
    assert_eq!(flat("visa", "size").plain(), Some("Böyük Xidmət"));
    assert_eq!(strings.flat(1, "visa", "form-next", None), None);
    let ids = strings.beginning(0, &["form-", "problem-"]);
    let ids: Vec<_> = ids.iter().map(|(id, attribute)| (&**id, attribute.as_deref())).collect();
    assert_eq!(ids, [("form-next", None), ("form-step", None), ("problem-x", None), ("problem-x", Some("z"))]);
}

/// Every sentence of a file that uses all Fluent has, by our evaluator and by Mozilla's.
#[test]
fn we_read_fluent_as_its_makers_do() {
    use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
    const FILE: &str = include_str!("fluent.ftl");
    let ours = strings(&[("content/en/site.ftl", FILE)]);
    let mut theirs = FluentBundle::new_concurrent(vec!["en".parse().unwrap()]);
    theirs.set_use_isolating(false);
    theirs.add_builtins().unwrap();
    theirs.add_resource(FluentResource::try_new(FILE.into()).unwrap()).unwrap();
    for n in [0, 1, 2, 3, 5, 21, 100] {
        let mut args = FluentArgs::new();
        args.set("n", n);
        args.set("who", "Leyla");
        args.set("tone", "warm");
        let given = [("n", Arg::Number(n)), ("who", Arg::Text("Leyla")), ("tone", Arg::Text("warm"))];
        for unit in ours.units().iter().filter(|unit| !unit.id.starts_with('-')) {
            let message = theirs.get_message(&unit.id).unwrap();
            for name in unit.wordings.iter().map(|wording| &wording.attribute) {
                let pattern = match name {
                    None => message.value().unwrap(),
                    Some(name) => message.get_attribute(name).unwrap().value(),
                };
                let expected = theirs.format_pattern(pattern, Some(&args), &mut Vec::new());
                let text = ours.text(1, None, &unit.id, name.as_deref(), &given).unwrap().text;
                assert_eq!(text, expected, "{} {name:?} for {n}", unit.id);
            }
        }
    }
}

/// Files as half-written as an editor can save them: reported, never a panic.
#[test]
fn broken_files_are_survived() {
    const FILE: &str = include_str!("fluent.ftl");
    let mut state = 42u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let pieces =
        ["{", "}", "\n", "=", "ə", "\r\n", "#", "*[", "->", "-", "\"", " ", "$", ".", "\u{2068}", "#\n\n#", "(", "\t"];
    for _ in 0..200 {
        let letters: Vec<char> = FILE.chars().collect();
        let from = random(letters.len());
        let mut text: String = letters[from..(from + random(400)).min(letters.len())].iter().collect();
        for _ in 0..random(6) {
            let at = (0..=random(text.len() + 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.insert_str(at, pieces[random(pieces.len())]);
        }
        let (strings, problems) = Strings::parse(&languages(), files(&[("content/az/site.ftl", &text)]));
        let checked = strings.check();
        let mut spans = problems.iter().chain(&checked).flat_map(|one| &one.labels).map(|label| &label.span);
        assert!(spans.all(|span| &*span.path != "content/az/site.ftl" || text.get(span.range()).is_some()), "{text}");
        for unit in strings.units() {
            assert_eq!(text.get(unit.span.range()), Some(&*unit.id), "{text}");
            strings.text(0, None, &unit.id, None, &[]);
        }
    }
}
