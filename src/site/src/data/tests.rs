//! Every complaint about data, and what templates get, by files in `cases`.

use sayyar_base::diag::{plain, sort};
use sayyar_forms::{Lists, Service};

use super::*;

fn files(files: &[(&str, &str)]) -> Vec<(String, Arc<str>, String)> {
    let file = |(name, text): &(&str, &str)| (name.to_string(), format!("{name}.toml").into(), text.to_string());
    files.iter().map(file).collect()
}

/// Says every message but those with `mute` in their id.
fn words(id: &str, attr: Option<&str>) -> Option<String> {
    let attr = attr.map(|attr| format!(".{attr}")).unwrap_or_default();
    (!id.contains("mute")).then(|| format!("<{id}{attr}>"))
}

/// `offices.wrong.toml` is read as `offices.toml`.
#[test]
fn files_by_themselves() {
    sayyar_cases::check(env!("CARGO_MANIFEST_DIR"), "cases/data", "toml", |file, text| {
        let name = file.split('.').next().unwrap_or_default();
        let (data, problems) = Data::parse(&[(name.to_owned(), Arc::from(file), text.to_owned())]);
        let rows = data.rows(name, &words);
        let rows = rows.map_or("nothing".to_owned(), |rows| format!("{rows:#}"));
        let word = |word: &WordId| {
            let attr = word.attr.as_ref().map(|attr| format!(".{attr}")).unwrap_or_default();
            format!("{}{attr}{}\n", word.id, if word.optional { "?" } else { "" })
        };
        let words: String = data.words().iter().map(word).collect();
        let problems = plain(&problems, |path| (path == file).then_some(text));
        format!("{rows}\n--- words\n{words}--- problems\n{problems}")
    });
}

/// Between files: `# file: visits.toml` begins a file, `# file: forms/visa/service.toml` a definition.
#[test]
fn files_together() {
    sayyar_cases::check(env!("CARGO_MANIFEST_DIR"), "cases/data-check", "toml", |_, text| {
        let parts: Vec<(&str, &str)> =
            text.split("# file: ").skip(1).filter_map(|part| part.split_once(".toml\n")).collect();
        let (services, rest): (Vec<_>, Vec<_>) = parts.iter().partition(|(name, _)| name.starts_with("forms/"));
        let service = |(path, text): &(&str, &str)| {
            let id = path.split('/').nth(1).unwrap_or_default();
            Service::parse(id, &Arc::from(format!("{path}.toml")), text, &Lists::default())
        };
        let (services, problems): (Vec<_>, Vec<_>) = services.iter().map(service).unzip();
        let (data, found) = Data::parse(&files(&rest));
        let mut all: Diagnostics = problems.into_iter().flatten().chain(found).collect();
        all.extend(data.check(services.iter().flatten()));
        sort(&mut all);
        let source = |path: &str| parts.iter().find(|(name, _)| Some(*name) == path.strip_suffix(".toml"));
        plain(&all, |path| source(path).map(|(_, text)| *text))
    });
}

#[test]
fn runs_of_days() {
    let days = |first, last| Days { first, last };
    let weekdays = |days: Days| (1..=7).filter(|day| days.contains(*day)).collect::<Vec<_>>();
    assert_eq!(weekdays(days(1, 5)), [1, 2, 3, 4, 5]);
    assert_eq!(weekdays(days(6, 6)), [6]);
    assert_eq!(weekdays(days(7, 4)), [1, 2, 3, 4, 7]);
    assert_eq!(days(7, 4).name(), "sun-thu");
}

#[test]
fn visits_come_in_the_order_of_time() {
    let visit = |id: &str, date: &str| {
        format!(
            "[[visit]]\nid = \"{id}\"\nplace = \"a\"\nvenue = \"b\"\ndate = {date}\nfrom = \"10:00\"\nto = \"11:00\"\n\
             lat = 40\nlon = 48\nlanguages = [\"az\"]\nservices = [\"all\"]\n"
        )
    };
    let text = visit("b", "2026-12-01") + &visit("a", "2026-12-01") + &visit("c", "2026-11-30");
    let (data, problems) = Data::parse(&files(&[("visits", &text)]));
    assert_eq!(problems, []);
    assert_eq!(data.visits().iter().map(|visit| visit.id.as_str()).collect::<Vec<_>>(), ["c", "a", "b"]);
    assert_eq!(data.names().collect::<Vec<_>>(), ["visits"]);
    assert_eq!(data.rows("offices", &words), None);
}
