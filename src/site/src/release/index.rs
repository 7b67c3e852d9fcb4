//! The next index: what the one before said, with a release, with releases that end, and with today's keys.

use std::fmt;

use sayyar_base::{Date, Id};
use sayyar_seal::release::{Index, IntakeKey, Listed, ListedForm, PublisherKey, State};

use crate::load::keys::Keys;

/// How long an index may be relied on unless somebody says otherwise: a form is looked after at least once a year.
pub const LASTS: i64 = 400;
/// How long what was filled in with the release before is taken unless somebody says otherwise.
pub const ACCEPTED: i64 = 365;

/// What becomes of the index.
#[derive(Debug, Clone)]
pub struct Change {
    /// Where the site is.
    pub site: String,
    /// The day.
    pub today: Date,
    /// The last day on which the new index may be relied on.
    pub expires: Date,
    /// New releases, which become the current ones of their forms.
    pub released: Vec<(Id, Listed)>,
    /// The last day of the releases they replace, and of those named under `ended`.
    pub accept_until: Date,
    /// Releases that are taken until that day, although nothing replaces them.
    pub ended: Vec<Named>,
    /// Releases that are no longer taken at all.
    pub withdrawn: Vec<Named>,
}

/// A release as people name it: `work-permit/1.2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The form.
    pub id: Id,
    /// The version of its rules.
    pub version: u32,
    /// The build of that version.
    pub build: u32,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}.{}", self.id, self.version, self.build)
    }
}

impl std::str::FromStr for Named {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(id, number)| {
            let (version, build) = crate::load::released::number_of(number)?;
            Some(Self { id: id.parse().ok()?, version, build })
        });
        parts.ok_or_else(|| format!("`{text}` names no release: write it as `work-permit/1.2`"))
    }
}

/// Why there is no next index.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum IndexError {
    /// No such release was ever listed.
    Unknown(Named),
    /// It is withdrawn already, and stays so.
    Withdrawn(Named),
    /// It is listed already.
    Twice(Named),
    /// It is the one that is offered, and would only end.
    Current(Named),
    /// Today, or the day it ends, is before the last index.
    Backwards(Date),
    /// It would contradict itself.
    Inconsistent,
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(named) => write!(f, "the index lists no release `{named}`"),
            Self::Withdrawn(named) => write!(f, "`{named}` is withdrawn, and stays so"),
            Self::Twice(named) => write!(f, "the index lists `{named}` already"),
            Self::Current(named) => {
                write!(f, "`{named}` is the release that is offered: it ends when another replaces it, or is withdrawn")
            }
            Self::Backwards(date) => write!(f, "the last index was signed on {date}, and time does not go back"),
            Self::Inconsistent => f.write_str("the index would contradict itself"),
        }
    }
}

impl std::error::Error for IndexError {}

/// The index after the change, and its text.
pub fn next(before: Option<&Index>, keys: &Keys, change: &Change) -> Result<(Index, String), IndexError> {
    let today = change.today;
    if let Some(before) = before.filter(|before| today < before.issued) {
        return Err(IndexError::Backwards(before.issued));
    }
    if change.expires < today || change.accept_until < today {
        return Err(IndexError::Backwards(today));
    }
    let sequence = before.map_or(1, |before| before.sequence.saturating_add(1));
    let mut index = Index::new(change.site.clone(), sequence, today, change.expires);
    index.publishers = publishers(before, keys, today);
    index.recipients = recipients(before, keys, today);
    index.forms = before.map(|before| before.forms.clone()).unwrap_or_default();
    for (id, listed) in &change.released {
        add(&mut index.forms, id, listed.clone(), change.accept_until)?;
    }
    for named in &change.ended {
        let listed = find(&mut index.forms, named)?;
        listed.state = match listed.state {
            State::Current => return Err(IndexError::Current(named.clone())),
            State::Withdrawn { .. } => return Err(IndexError::Withdrawn(named.clone())),
            State::Accepted { .. } => State::Accepted { until: Some(change.accept_until) },
        };
    }
    for named in &change.withdrawn {
        let listed = find(&mut index.forms, named)?;
        if let State::Withdrawn { .. } = listed.state {
            return Err(IndexError::Withdrawn(named.clone()));
        }
        listed.state = State::Withdrawn { since: today };
    }
    let text = index.encode().ok_or(IndexError::Inconsistent)?;
    Ok((index, text))
}

fn find<'a>(forms: &'a mut [ListedForm], named: &Named) -> Result<&'a mut Listed, IndexError> {
    let form = forms.iter_mut().find(|form| form.id == named.id);
    let mut releases = form.into_iter().flat_map(|form| &mut form.releases);
    let found = releases.find(|listed| (listed.version, listed.build) == (named.version, named.build));
    found.ok_or_else(|| IndexError::Unknown(named.clone()))
}

/// Puts a release where it belongs; the one that was current is taken for a while longer.
fn add(forms: &mut Vec<ListedForm>, id: &Id, listed: Listed, until: Date) -> Result<(), IndexError> {
    let at = forms.binary_search_by(|form| form.id.cmp(id)).unwrap_or_else(|at| {
        forms.insert(at, ListedForm { id: id.clone(), releases: Vec::new() });
        at
    });
    let releases = &mut forms[at].releases;
    let number = |listed: &Listed| (listed.version, listed.build);
    if releases.iter().any(|other| number(other) == number(&listed)) {
        return Err(IndexError::Twice(Named { id: id.clone(), version: listed.version, build: listed.build }));
    }
    for other in releases.iter_mut().filter(|other| other.state == State::Current) {
        other.state = State::Accepted { until: Some(until) };
    }
    releases.push(listed);
    releases.sort_by_key(number);
    Ok(())
}

/// Keys that sign: the present one first, then those before it, as long as the site still names them.
fn publishers(before: Option<&Index>, keys: &Keys, today: Date) -> Vec<PublisherKey> {
    let known = before.map(|before| before.publishers.as_slice()).unwrap_or_default();
    let one = |(at, key): (usize, &sayyar_seal::minisign::PublicKey)| {
        let old = known.iter().find(|known| known.key == *key);
        let until = if at == 0 { None } else { Some(old.and_then(|old| old.until).unwrap_or(today)) };
        PublisherKey { key: *key, from: old.map_or(today, |old| old.from), until }
    };
    keys.publishers().iter().enumerate().map(one).collect()
}

/// Keys that open: those of the site, then those that once were. What was sealed to them stays so.
fn recipients(before: Option<&Index>, keys: &Keys, today: Date) -> Vec<IntakeKey> {
    let known = before.map(|before| before.recipients.as_slice()).unwrap_or_default();
    let now: Vec<_> = keys.recipients.iter().flat_map(|recipients| recipients.iter()).collect();
    let present = now.iter().map(|key| {
        let from = known.iter().find(|known| known.key == **key).map_or(today, |known| known.from);
        IntakeKey { key: (*key).clone(), from, until: None }
    });
    let gone = known.iter().filter(|known| !now.contains(&&known.key));
    let gone = gone.map(|known| IntakeKey { until: known.until.or(Some(today)), ..known.clone() });
    present.chain(gone).collect()
}

/// So many days later.
pub fn days_after(date: Date, days: i64) -> Date {
    Date::from_days_since_epoch(date.days_since_epoch().saturating_add(days)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use sayyar_seal::Digest;
    use sayyar_seal::age::{Kind, Recipients};
    use sayyar_seal::minisign::{KeyId, SecretKey};
    use sayyar_seal::release::test_identity;

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn keys(seed: u8, former: &[u8]) -> Keys {
        let key = |seed: u8| SecretKey::from_seed(KeyId([seed; 8]), &[seed; 32]).public();
        let recipients = Recipients::from(test_identity(Kind::X25519).recipient());
        Keys {
            publisher: Some(key(seed)),
            former: former.iter().map(|seed| key(*seed)).collect(),
            recipients: Some(recipients),
        }
    }

    fn listed(version: u32, build: u32) -> (Id, Listed) {
        let digest = Digest::of(&version.to_le_bytes());
        let date = day("2026-11-23");
        (
            "visa".parse().unwrap(),
            Listed { version, build, date, digest, zip: digest, html: digest, state: State::Current },
        )
    }

    fn change(today: &str) -> Change {
        let today = day(today);
        Change {
            site: "https://example.org".into(),
            today,
            expires: days_after(today, LASTS),
            released: Vec::new(),
            accept_until: days_after(today, ACCEPTED),
            ended: Vec::new(),
            withdrawn: Vec::new(),
        }
    }

    fn named(text: &str) -> Named {
        text.parse().unwrap()
    }

    #[test]
    fn releases_follow_each_other() {
        let keys = keys(1, &[]);
        let first = Change { released: vec![listed(1, 1)], ..change("2026-11-23") };
        let (first, _) = next(None, &keys, &first).unwrap();
        assert_eq!((first.sequence, first.expires), (1, day("2027-12-28")));
        let second = Change { released: vec![listed(1, 2)], accept_until: day("2027-01-31"), ..change("2026-12-01") };
        let (second, _) = next(Some(&first), &keys, &second).unwrap();
        assert_eq!(second.find("visa", 1, 1).unwrap().state, State::Accepted { until: Some(day("2027-01-31")) });
        assert_eq!(second.find("visa", 1, 2).unwrap().state, State::Current);
        let third = Change { withdrawn: vec![named("visa/1.1")], ..change("2026-12-02") };
        let (third, text) = next(Some(&second), &keys, &third).unwrap();
        assert_eq!(third.find("visa", 1, 1).unwrap().state, State::Withdrawn { since: day("2026-12-02") });
        assert_eq!((third.sequence, text.contains("\"sequence\":3")), (3, true));
        assert_eq!(third.publishers[0].from, day("2026-11-23"));
    }

    #[test]
    fn what_cannot_be_is_said() {
        let keys = keys(1, &[]);
        let (first, _) = next(None, &keys, &Change { released: vec![listed(1, 1)], ..change("2026-11-23") }).unwrap();
        let error = |change: Change| next(Some(&first), &keys, &change).unwrap_err();
        let today = || change("2026-11-24");
        assert_eq!(error(Change { released: vec![listed(1, 1)], ..today() }), IndexError::Twice(named("visa/1.1")));
        assert_eq!(
            error(Change { withdrawn: vec![named("visa/1.2")], ..today() }),
            IndexError::Unknown(named("visa/1.2"))
        );
        assert_eq!(error(Change { ended: vec![named("visa/1.1")], ..today() }), IndexError::Current(named("visa/1.1")));
        let both = vec![named("visa/1.1"), named("visa/1.1")];
        assert_eq!(error(Change { withdrawn: both, ..today() }), IndexError::Withdrawn(named("visa/1.1")));
        assert_eq!(error(change("2026-11-22")), IndexError::Backwards(day("2026-11-23")));
        let other_rules = listed(1, 2).1;
        let other_rules = Listed { digest: Digest::of(b"other"), ..other_rules };
        let id = "visa".parse().unwrap();
        assert_eq!(error(Change { released: vec![(id, other_rules)], ..today() }), IndexError::Inconsistent);
    }

    #[test]
    fn keys_come_and_go_with_their_days() {
        let (first, _) = next(None, &keys(1, &[]), &change("2026-11-23")).unwrap();
        let (second, _) = next(Some(&first), &keys(2, &[1]), &change("2026-12-23")).unwrap();
        let days: Vec<_> = second.publishers.iter().map(|key| (key.from, key.until)).collect();
        let (old, new) = (day("2026-11-23"), day("2026-12-23"));
        assert_eq!(days, [(new, None), (old, Some(new))]);
        let without = Keys { recipients: None, ..keys(2, &[1]) };
        let (third, _) = next(Some(&second), &without, &change("2027-01-01")).unwrap();
        assert_eq!(third.recipients[0].until, Some(day("2027-01-01")));
        assert_eq!(third.publishers[1].until, Some(new));
    }

    #[test]
    fn releases_have_names() {
        assert_eq!(named("work-permit/1.12").to_string(), "work-permit/1.12");
        for bad in ["", "visa", "visa/1", "visa/1.0", "Visa/1.1", "visa/1.1/2"] {
            assert!(bad.parse::<Named>().is_err(), "{bad}");
        }
    }
}
