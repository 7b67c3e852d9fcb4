//! A form as templates see it: where it is to be had, how large it is, who signed it.

use tera::Value;

use super::Renderer;
use super::view::{map, maybe};
use crate::resolve::{PageId, Site};
use sayyar_seal::Digest;
use sayyar_seal::release::{Bundle, HTML};

use crate::forms::{Archive, Offer};
use crate::load::released::SIGNATURE;

/// The path of the page that tells where a form is to be had.
pub(super) fn path(id: &str) -> String {
    format!("forms/{id}.md")
}

/// What a service's view says of its form: enough for a button.
pub(super) fn short(site: &Site, offer: &Offer, lang: usize) -> Value {
    let page = site.find(&path(&offer.release.id)).and_then(|path| site.page(PageId { path, lang }));
    map([
        ("id", Value::from(offer.release.id.as_str())),
        ("url", maybe(page.map(|page| Value::from(&*page.url)))),
        ("fill", fill(site, offer, lang).into()),
        ("kind", Value::from(if offer.application { "application" } else { "checker" })),
        ("test", offer.release.test.into()),
    ])
}

/// The address at which it is filled in: always the current one, in the reader's language where it speaks that.
fn fill(site: &Site, offer: &Offer, lang: usize) -> String {
    let spoken = site.lenders(lang).find(|lang| offer.languages.contains(lang));
    let tag = spoken.map(|lang| format!("#lang={}", site.languages()[lang].tag)).unwrap_or_default();
    format!("/forms/{}/{HTML}{tag}", offer.release.id)
}

fn kilobytes(bytes: usize) -> Value {
    Value::from(bytes.div_ceil(1_000) as i64)
}

/// All of it.
pub(super) fn view(renderer: &Renderer, offer: &Offer, lang: usize) -> Value {
    let site = &renderer.site;
    let id = offer.release.id.as_str();
    let languages = offer.languages.iter().map(|lang| {
        let language = &site.languages()[*lang];
        map([
            ("tag", Value::from(language.tag.as_str())),
            ("name", Value::from(language.name.as_str())),
            ("dir", super::view::dir(site, *lang)),
        ])
    });
    let page = |path: Option<usize>| {
        let id = path.map(|path| PageId { path, lang }).filter(|id| site.page(*id).is_some());
        maybe(id.map(|id| super::view::card(site, id)))
    };
    let hand_in = site.corpus.config.ways.hand_in.as_ref().filter(|_| offer.application);
    map([
        ("id", Value::from(id)),
        ("fill", fill(site, offer, lang).into()),
        ("file", format!("/forms/{id}/{HTML}").into()),
        ("kind", Value::from(if offer.application { "application" } else { "checker" })),
        ("test", offer.release.test.into()),
        ("number", offer.release.number().into()),
        ("date", offer.release.date.to_string().into()),
        ("size", kilobytes(offer.html.len())),
        ("digest", offer.release.digest.to_string().into()),
        ("languages", Value::from(languages.collect::<Vec<_>>())),
        ("archive", maybe(offer.archive.as_ref().map(|archive| archive_view(offer, archive)))),
        ("guide", page(site.guide(id))),
        ("hand_in", page(hand_in.and_then(|page| site.find(&page.value)))),
    ])
}

fn archive_view(offer: &Offer, archive: &Archive) -> Value {
    let name = Bundle::name(&offer.release);
    let url = format!("/forms/{}/{}/{name}", offer.release.id, offer.release.number());
    let inside = archive.inside.iter().map(|(name, size)| {
        let word = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let word = if *name == HTML { "html".to_owned() } else { word };
        map([("name", Value::from(*name)), ("word", word.into()), ("size", kilobytes(*size))])
    });
    map([
        ("url", url.as_str().into()),
        ("name", name.as_str().into()),
        ("signature", format!("{url}{SIGNATURE}").into()),
        ("size", kilobytes(archive.zip.len())),
        ("digest", Digest::of(&archive.zip).to_string().into()),
        ("key", archive.key.to_string().into()),
        ("command", format!("minisign -Vm {name} -P {}", archive.key).into()),
        ("inside", Value::from(inside.collect::<Vec<_>>())),
    ])
}
