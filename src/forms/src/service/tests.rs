//! Every complaint about a definition, by files in `cases`, and what a good one says.

use sayyar_base::diag::plain;

use super::*;
use crate::fee::Price;
use crate::list::List;

fn lists() -> Lists {
    let files = [
        ("forms/lists/purposes.toml", "values = [\"family\", \"study\", \"work\"]"),
        ("forms/lists/speeds.toml", "values = [\"normal\", \"fast\"]"),
    ];
    let files: Vec<(Arc<str>, _)> = files.map(|(path, text)| (Arc::from(path), text)).into();
    let (lists, problems) = Lists::parse(files.iter().map(|(path, text)| (path, *text)));
    assert_eq!(problems, []);
    lists
}

#[test]
fn services() {
    sayyar_cases::check(env!("CARGO_MANIFEST_DIR"), "cases/service", "toml", |name, text| {
        let (service, problems) = Service::parse("permit", &Arc::from(name), text, &lists());
        let read = if service.is_some() { "a service\n" } else { "nothing\n" };
        read.to_owned() + &plain(&problems, |path| (path == name).then_some(text))
    });
}

#[test]
fn list_files() {
    sayyar_cases::check(env!("CARGO_MANIFEST_DIR"), "cases/list", "toml", |name, text| {
        let (list, problems) = List::parse(&Arc::from(name), text);
        let ids = |list: List| list.words().into_iter().map(|word| word.id + "\n").collect();
        list.map_or("nothing\n".to_owned(), ids) + &plain(&problems, |path| (path == name).then_some(text))
    });
}

fn good() -> Service {
    let text = include_str!("../../cases/service/good.toml");
    let (service, problems) = Service::parse("permit", &Arc::from("forms/permit/service.toml"), text, &lists());
    assert_eq!(problems, []);
    service.unwrap()
}

#[test]
fn fees_are_looked_up() {
    let service = good();
    let months = |months: i64, purpose, speed| {
        let place = [
            ("months", AxisValue::Integer(months)),
            ("purpose", AxisValue::Value(purpose)),
            ("speed", AxisValue::Value(speed)),
        ];
        service.fee("state", &place).map(|money| money.to_string())
    };
    assert_eq!(months(1, "work", "normal").as_deref(), Some("350 AZN"));
    assert_eq!(months(6, "study", "normal").as_deref(), Some("100 AZN"));
    assert_eq!(months(7, "work", "normal").as_deref(), Some("600 AZN"));
    assert_eq!(months(1_000_000, "work", "fast").as_deref(), Some("1000 AZN"));
    assert_eq!(months(0, "work", "normal"), None);
    assert_eq!(months(-1, "work", "normal"), None);
    assert_eq!(months(1, "leisure", "normal"), None);
    assert_eq!(service.fee("state", &[("months", AxisValue::Integer(1))]), None);
    assert_eq!(service.fee("express", &[]), None);
    assert_eq!(service.fee("card", &[]).map(|money| money.to_string()).as_deref(), Some("20.50 USD"));
    let range = |id: &str| service.fees.iter().find(|fee| *fee.id.value == *id).and_then(Fee::range);
    assert_eq!(range("state").map(|(low, high)| format!("{low} {high}")).as_deref(), Some("100 AZN 1000 AZN"));
    assert_eq!(range("express"), None);
    let free: Vec<_> = service.fees.iter().filter(|fee| fee.is_free()).map(|fee| fee.id.as_str()).collect();
    assert_eq!(free, ["form"]);
}

#[test]
fn what_is_written_is_kept_in_order() {
    let service = good();
    let Price::Cases { axes, .. } = &service.fees[0].price else { unreachable!() };
    let axes: Vec<_> = axes.iter().map(|axis| axis.id.as_str()).collect();
    assert_eq!(axes, ["months", "purpose", "speed"]);
    let facts: Vec<_> =
        service.facts.iter().map(|(id, fact)| format!("{id} {} {}", fact.number, fact.unit.name())).collect();
    assert_eq!(facts, ["threshold 90 days", "answer 48 hours", "copies 2 count"]);
}

#[test]
fn words_it_needs() {
    let words = good().words();
    let shown = |word: &WordId| {
        let attr = word.attr.as_ref().map(|attr| format!(".{attr}")).unwrap_or_default();
        format!("{}{attr}{}\n", word.id, if word.optional { "?" } else { "" })
    };
    let expected = "service-title service-summary category-work audience-foreigner after-arrival channel-online \
        channel-office step-check step-collect eligibility-contract legal-code step-check.detail step-collect.detail \
        fee-state fee-state.note? axis-months axis-purpose axis-speed purposes-family purposes-study purposes-work \
        speeds-normal speeds-fast fee-express fee-express.note? fee-express.varies fee-card fee-card.note? fee-form \
        fee-form.note? document-passport document-passport.hint? document-photo document-photo.hint? \
        document-photo.when ";
    assert_eq!(words.iter().map(shown).collect::<String>().replace('\n', " "), expected);
}

/// Whatever is written, reading ends with an answer. Pieces of good definitions are cut out, doubled and mixed.
#[test]
fn no_text_is_too_strange() {
    let pieces: Vec<&str> =
        [include_str!("../../cases/service/good.toml"), include_str!("../../cases/service/fee-mistakes.toml")]
            .into_iter()
            .flat_map(|text| text.split_inclusive(['\n', ' ', '"', '.']))
            .chain(["ə", "\u{feff}", "\"\"\"", "[[", "4294967295..", "..", "[fee.by]\n", "é\n"])
            .collect();
    let (lists, mut seed) = (lists(), 1_u64);
    let mut random = |below: usize| {
        // xorshift64 (Marsaglia, "Xorshift RNGs")
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for _ in 0..2_000 {
        let from = random(pieces.len());
        let mut text: Vec<&str> = pieces[from..].iter().take(random(200)).copied().collect();
        for _ in 0..random(6) {
            let place = random(text.len() + 1);
            text.insert(place, pieces[random(pieces.len())]);
        }
        let text = text.concat();
        let (_, problems) = Service::parse("permit", &Arc::from("x"), &text, &lists);
        assert!(!plain(&problems, |_| Some(&text)).is_empty(), "{text}");
    }
}
