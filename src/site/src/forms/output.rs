//! Everything below `forms/` in the output: pages, archives, signatures and the index.

use std::collections::BTreeMap;
use std::sync::Arc;

use sayyar_base::Date;
use sayyar_seal::Digest;
use sayyar_seal::age::Recipient;
use sayyar_seal::release::{Bundle, HTML, Index, IntakeKey, Listed, ListedForm, PublisherKey, State, test_key};

use super::Offer;
use crate::load::released::{INDEX, Released, SIGNATURE, SignedIndex};
use crate::resolve::Site;

/// An index of tests never expires: it proves nothing.
const NEVER: Date = Date { year: 9999, month: 12, day: 31 };

pub(super) fn files(site: &Site, offers: &BTreeMap<String, Arc<Offer>>) -> Vec<(String, Arc<[u8]>)> {
    let mut files = Vec::new();
    let forms = &site.corpus.forms;
    for (id, form) in &forms.all {
        for released in form.released.iter().filter(|released| is_kept(forms.index.as_ref(), id, released)) {
            let folder = format!("forms/{id}/{}", released.bundle.release.number());
            let name = Bundle::name(&released.bundle.release);
            put(&mut files, &folder, &name, &released.zip, &released.zip_signature);
            put(&mut files, &folder, HTML, &released.html, &released.html_signature);
        }
    }
    for (id, offer) in offers {
        files.push((format!("forms/{id}/{HTML}"), offer.html.clone()));
        if let (true, Some(archive)) = (offer.release.test, &offer.archive) {
            let folder = format!("forms/{id}/{}", offer.release.number());
            put(&mut files, &folder, &Bundle::name(&offer.release), &archive.zip, &archive.zip_signature);
            put(&mut files, &folder, HTML, &offer.html, &archive.html_signature);
        }
    }
    let (file, signature) = match &forms.index {
        Some(signed) if !offers.values().any(|offer| offer.release.test) => {
            (signed.file.clone(), signed.signature.clone())
        }
        signed => match test_index(site, signed.as_ref(), offers) {
            Some(made) => made,
            None => return files,
        },
    };
    files.push((INDEX.into(), file));
    files.push((format!("{INDEX}{SIGNATURE}"), signature));
    files
}

fn put(files: &mut Vec<(String, Arc<[u8]>)>, folder: &str, name: &str, bytes: &Arc<[u8]>, signature: &Arc<[u8]>) {
    files.push((format!("{folder}/{name}"), bytes.clone()));
    files.push((format!("{folder}/{name}{SIGNATURE}"), signature.clone()));
}

/// What is withdrawn is not handed out any more.
fn is_kept(index: Option<&SignedIndex>, id: &str, released: &Released) -> bool {
    let (version, build) = released.number();
    let listed = index.and_then(|signed| signed.index.find(id, version, build));
    listed.is_some_and(|listed| !matches!(listed.state, State::Withdrawn { .. }))
}

/// A file and its signature.
type WithSignature = (Arc<[u8]>, Arc<[u8]>);

/// An index of what is released and of tests, with the key that everybody knows; none where there is nothing.
fn test_index(
    site: &Site,
    before: Option<&SignedIndex>,
    offers: &BTreeMap<String, Arc<Offer>>,
) -> Option<WithSignature> {
    let tests: Vec<_> = offers.values().filter(|offer| offer.release.test).collect();
    let newest = tests.iter().map(|offer| offer.release.date).max()?;
    let mut index = match before {
        Some(signed) => signed.index.clone(),
        None => Index::new(site.corpus.config.base_url.clone(), 0, newest, NEVER),
    };
    (index.test, index.expires) = (true, NEVER);
    index.publishers.push(PublisherKey { key: test_key().public(), from: newest, until: None });
    let recipients = site.corpus.keys.recipients.iter().flat_map(|recipients| recipients.iter().cloned());
    let mut recipients: Vec<Recipient> = recipients.collect();
    if recipients.is_empty() {
        recipients.push(super::test_recipient());
    }
    for key in recipients {
        if index.recipients.iter().all(|known| known.key != key) {
            index.recipients.push(IntakeKey { key, from: newest, until: None });
        }
    }
    for offer in tests {
        list(&mut index.forms, offer);
    }
    let file = index.encode()?;
    let signature = index.sign(&test_key(), file.as_bytes()).ok()?.to_file();
    Some((file.into_bytes().into(), signature.into_bytes().into()))
}

fn list(forms: &mut Vec<ListedForm>, offer: &Offer) {
    let Some(archive) = &offer.archive else { return };
    let release = &offer.release;
    let at = forms.binary_search_by(|form| form.id.cmp(&release.id)).unwrap_or_else(|at| {
        forms.insert(at, ListedForm { id: release.id.clone(), releases: Vec::new() });
        at
    });
    let releases = &mut forms[at].releases;
    for other in releases.iter_mut().filter(|other| other.state == State::Current) {
        other.state = State::Accepted { until: None };
    }
    // What was released of these rules before has their digest; other rules under the same version would contradict it.
    releases.retain(|other| other.version != release.version || other.digest == release.digest);
    releases.push(Listed {
        version: release.version,
        build: release.build,
        date: release.date,
        digest: release.digest,
        zip: Digest::of(&archive.zip),
        html: Digest::of(&offer.html),
        state: State::Current,
    });
    releases.sort_by_key(|listed| (listed.version, listed.build));
}
