//! Services and typed data as templates see them: facts from the definition, words from the messages.

use sayyar_base::diag::did_you_mean;
use sayyar_base::quantity::Unit;
use sayyar_base::{At, Id, Money, Quantity};
use sayyar_forms::cover::Side;
use sayyar_forms::fee::{Axis, AxisKind, Case};
use sayyar_forms::{Document, Fee, Price, Service};
use tera::Value;
use tera::value::Key;

use super::Renderer;
use super::view::{map, maybe};
use crate::resolve::{PageId, Site};
use crate::words::{Arg, Locale, Strings};

/// Says messages of one service in one language.
struct Speaker<'a> {
    site: &'a Site,
    service: &'a str,
    lang: usize,
    strings: &'a Strings,
}

type Said<T> = Result<T, String>;

impl Speaker<'_> {
    fn locale(&self) -> &Locale {
        &self.site.locales[self.lang]
    }

    fn maybe(&self, id: &str, attr: Option<&str>, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let found = self.strings.text(self.lang, Some(self.service), id, attr, args)?;
        Some(found.text.into_owned())
    }

    fn say(&self, id: &str, attr: Option<&str>, args: &[(&str, Arg<'_>)]) -> Said<String> {
        self.maybe(id, attr, args).ok_or_else(|| {
            let near = did_you_mean(id, self.strings.ids());
            let attr = attr.map(|attr| format!(".{attr}")).unwrap_or_default();
            format!("there is no message `{id}{attr}` for service `{}`: {near}", self.service)
        })
    }

    /// The messages `<kind>-<id>` of a list of ids.
    fn all(&self, kind: &str, ids: &[At<Id>]) -> Said<Vec<String>> {
        ids.iter().map(|id| self.say(&format!("{kind}-{}", id.value), None, &[])).collect()
    }

    /// "20 working days".
    fn quantity(&self, quantity: Quantity) -> Said<String> {
        let number = i64::from(quantity.number);
        match quantity.unit {
            Unit::Count => Ok(self.locale().integer(number)),
            unit => self.say(&format!("duration-{}", unit.name()), None, &[("count", Arg::Number(number))]),
        }
    }

    fn money(&self, money: Money) -> Said<String> {
        if money.is_zero() {
            self.say("fee-free", None, &[])
        } else {
            Ok(self.locale().money(money.minor, money.currency.code()))
        }
    }

    fn money_range(&self, low: Money, high: Money) -> Said<String> {
        if high.is_zero() {
            return self.money(high);
        }
        Ok(self.locale().money_range(low.minor, high.minor, low.currency.code()))
    }
}

fn list(texts: Vec<String>) -> Value {
    Value::from(texts.into_iter().map(Value::from).collect::<Vec<_>>())
}

/// One service. The error is a sentence for the author.
pub(super) fn view(renderer: &Renderer, service: &Service, lang: usize) -> Said<Value> {
    let (site, strings) = (&*renderer.site, &renderer.strings);
    let speaker = Speaker { site, service: service.id.as_str(), lang, strings };
    let title = speaker.say("service-title", None, &[])?;
    let summary = speaker.say("service-summary", None, &[])?;
    let fees = service.fees.iter().map(|fee| fee_view(&speaker, fee)).collect::<Said<Vec<_>>>()?;
    let guide = site.guide(service.id.as_str()).and_then(|path| site.page(PageId { path, lang }));
    let quantity = |quantity: Option<Quantity>| quantity.map(|quantity| speaker.quantity(quantity)).transpose();
    let category = service.category.name();
    let mut facts = tera::Map::new();
    for (name, value) in &service.facts {
        facts.insert(Key::from(name.value.to_string()), speaker.quantity(*value)?.into());
    }
    let deadline = service.deadline.as_ref();
    let after =
        deadline.map(|deadline| speaker.say(&format!("after-{}", deadline.after.value), None, &[])).transpose()?;
    Ok(map([
        ("id", Value::from(service.id.as_str())),
        ("title", Value::from(title.as_str())),
        ("summary", Value::from(summary.as_str())),
        ("form", maybe(renderer.forms.offer(service.id.as_str()).map(|offer| super::forms::short(site, offer, lang)))),
        ("category", Value::from(category)),
        ("category_title", speaker.say(&format!("category-{category}"), None, &[])?.into()),
        ("audience", list(speaker.all("audience", &service.audience)?)),
        ("guide", maybe(guide.map(|page| Value::from(&*page.url)))),
        ("fee", maybe(headline(&speaker, &service.fees)?)),
        ("fees", Value::from(fees)),
        ("processing", maybe(quantity(service.processing)?)),
        ("validity", maybe(quantity(service.validity)?)),
        ("deadline", maybe(quantity(deadline.map(|deadline| deadline.within))?)),
        ("deadline_after", maybe(after)),
        (
            "documents",
            Value::from(
                service.documents.iter().map(|document| document_view(&speaker, document)).collect::<Said<Vec<_>>>()?,
            ),
        ),
        ("steps", Value::from(service.steps.iter().map(|step| step_view(&speaker, step)).collect::<Said<Vec<_>>>()?)),
        ("eligibility", list(speaker.all("eligibility", &service.eligibility)?)),
        ("channels", Value::from(titled(&speaker, "channel", &service.channels)?)),
        ("offices", Value::from(service.offices.iter().map(|id| Value::from(id.value.as_str())).collect::<Vec<_>>())),
        ("legal", list(speaker.all("legal", &service.legal)?)),
        ("reviewed", service.reviewed.to_string().into()),
        ("facts", Value::from(facts)),
        ("json_ld", Value::safe_string(&json_ld(&speaker, service, &title, &summary, guide.map(|page| &*page.url)))),
    ]))
}

fn titled(speaker: &Speaker<'_>, kind: &str, ids: &[At<Id>]) -> Said<Vec<Value>> {
    let one = |id: &At<Id>| {
        let title = speaker.say(&format!("{kind}-{}", id.value), None, &[])?;
        Ok(map([("id", Value::from(id.value.as_str())), ("title", title.into())]))
    };
    ids.iter().map(one).collect()
}

/// The fee in one line: all fees from the lowest to the highest; what varies has its own words.
fn headline(speaker: &Speaker<'_>, fees: &[Fee]) -> Said<Option<String>> {
    let ranges: Vec<(Money, Money)> = fees.iter().filter_map(Fee::range).collect();
    let Some((first, rest)) = ranges.split_first() else {
        let Some(fee) = fees.first() else { return Ok(None) };
        return speaker.say(&format!("fee-{}", fee.id.value), Some("varies"), &[]).map(Some);
    };
    let (mut low, mut high) = *first;
    for (from, to) in rest.iter().filter(|(from, _)| from.currency == first.0.currency) {
        low = if from.minor < low.minor { *from } else { low };
        high = if to.minor > high.minor { *to } else { high };
    }
    speaker.money_range(low, high).map(Some)
}

fn fee_view(speaker: &Speaker<'_>, fee: &Fee) -> Said<Value> {
    let id = format!("fee-{}", fee.id.value);
    let (axes, rows) = match &fee.price {
        Price::Varies => (Vec::new(), Vec::new()),
        Price::Cases { axes, cases } => {
            let ids: Vec<At<Id>> = axes.iter().map(|axis| axis.id.clone()).collect();
            let rows = cases.iter().map(|case| row(speaker, axes, case)).collect::<Said<Vec<_>>>()?;
            (titled(speaker, "axis", &ids)?, rows)
        }
    };
    let text = match fee.range() {
        Some((low, high)) => speaker.money_range(low, high)?,
        None => speaker.say(&id, Some("varies"), &[])?,
    };
    Ok(map([
        ("id", Value::from(fee.id.value.as_str())),
        ("title", speaker.say(&id, None, &[])?.into()),
        ("note", maybe(speaker.maybe(&id, Some("note"), &[]))),
        ("free", fee.is_free().into()),
        ("varies", matches!(fee.price, Price::Varies).into()),
        ("text", text.into()),
        ("axes", Value::from(axes)),
        ("rows", Value::from(rows)),
    ]))
}

fn row(speaker: &Speaker<'_>, axes: &[Axis], case: &Case) -> Said<Value> {
    let cells = axes.iter().zip(&case.cells).map(|(axis, side)| cell(speaker, axis, side)).collect::<Said<Vec<_>>>()?;
    Ok(map([
        ("cells", list(cells)),
        ("amount", speaker.money(case.amount)?.into()),
        ("minor", case.amount.minor.into()),
        ("currency", Value::from(case.amount.currency.code())),
    ]))
}

/// "up to 3 months", "4 to 6 months", or the values of a list.
fn cell(speaker: &Speaker<'_>, axis: &Axis, side: &Side) -> Said<String> {
    match (side, &axis.kind) {
        (Side::Range { from, to }, _) => {
            let form = match (*from, *to) {
                (from, to) if from == to => "-one",
                (_, u32::MAX) => "-from",
                (0 | 1, _) => "-up-to",
                _ => "",
            };
            let args = [("from", Arg::Number(i64::from(*from))), ("to", Arg::Number(i64::from(*to)))];
            speaker.say(&format!("range-{}{form}", axis.id.value), None, &args)
        }
        (Side::Values(places), AxisKind::List { list, values }) => {
            let names = places.iter().filter_map(|place| values.get(*place));
            let names =
                names.map(|value| speaker.say(&format!("{list}-{value}"), None, &[])).collect::<Said<Vec<_>>>()?;
            Ok(speaker.locale().list(&names))
        }
        (Side::Values(_), AxisKind::Integer) => Err("a case names values on an axis of whole numbers".into()),
    }
}

fn document_view(speaker: &Speaker<'_>, document: &Document) -> Said<Value> {
    let id = format!("document-{}", document.id.value);
    let formats: Vec<&str> = document.files.iter().map(|format| format.label()).collect();
    let size = speaker.say("size-mb", None, &[("count", Arg::Number(i64::from(document.each_mb)))])?;
    let when = if document.required { None } else { Some(speaker.say(&id, Some("when"), &[])?) };
    Ok(map([
        ("id", Value::from(document.id.value.as_str())),
        ("title", speaker.say(&id, None, &[])?.into()),
        ("hint", maybe(speaker.maybe(&id, Some("hint"), &[]))),
        ("formats", formats.join(", ").into()),
        ("size", size.into()),
        ("max", document.max.into()),
        ("required", document.required.into()),
        ("when", maybe(when)),
    ]))
}

fn step_view(speaker: &Speaker<'_>, step: &At<Id>) -> Said<Value> {
    let id = format!("step-{}", step.value);
    Ok(map([
        ("id", Value::from(step.value.as_str())),
        ("title", speaker.say(&id, None, &[])?.into()),
        ("detail", maybe(speaker.maybe(&id, Some("detail"), &[]))),
    ]))
}

/// Services in the order of their categories, then of their guides.
pub(super) fn ordered(site: &Site) -> Vec<String> {
    let mut all: Vec<_> = site
        .corpus
        .services
        .iter()
        .map(|(id, service)| {
            let guide = site.guide(id).and_then(|path| site.page(PageId { path, lang: 0 }));
            let place = guide.and_then(|page| page.services.iter().position(|other| other == id));
            (service.category, guide.map(|page| page.source.front.weight), place, id.clone())
        })
        .collect();
    all.sort();
    all.into_iter().map(|(.., id)| id).collect()
}

/// The service for search engines (schema.org `GovernmentService`), safe inside a `<script>` element.
fn json_ld(speaker: &Speaker<'_>, service: &Service, title: &str, summary: &str, url: Option<&str>) -> String {
    use serde_json::json;
    let base = &speaker.site.corpus.config.base_url;
    let agency = speaker.maybe("site-name", None, &[]).unwrap_or_default();
    let offers: Vec<_> = service
        .fees
        .iter()
        .filter_map(|fee| match &fee.price {
            Price::Cases { cases, .. } => Some(cases),
            Price::Varies => None,
        })
        .flatten()
        .map(|case| {
            let digits = u32::from(case.amount.currency.digits());
            let unit = 10_i64.pow(digits);
            let price =
                format!("{}.{:0width$}", case.amount.minor / unit, case.amount.minor % unit, width = digits as usize);
            json!({ "@type": "Offer", "price": price, "priceCurrency": case.amount.currency.code() })
        })
        .collect();
    let value = json!({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": title,
        "description": summary,
        "inLanguage": speaker.site.languages()[speaker.lang].tag.as_str(),
        "url": url.map(|url| format!("{base}{url}")),
        "serviceOperator": { "@type": "GovernmentOrganization", "name": agency, "url": format!("{base}/") },
        "offers": offers,
    });
    // `<` never occurs outside of strings in JSON, and inside it may be escaped.
    value.to_string().replace('<', "\\u003c")
}

/// Typed data with its words.
pub(super) fn data(site: &Site, strings: &Strings, name: &str, lang: usize) -> Said<Value> {
    let words =
        |id: &str, attr: Option<&str>| strings.text(lang, None, id, attr, &[]).map(|found| found.text.into_owned());
    let rows = site.corpus.data.rows(name, &words).ok_or_else(|| format!("there is no data `{name}`"))?;
    Ok(Value::from_serializable(&rows))
}
