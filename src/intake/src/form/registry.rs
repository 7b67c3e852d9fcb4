//! The forms known here: rows of the database, read once and kept as rules ready to be used; and the
//! publisher's index, which says which of them hold.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use sayyar_base::{Date, Id};
use sayyar_seal::minisign::PublicKey;
use sayyar_seal::release::{Index, IndexError, State};
use sayyar_seal::submission::FormBuild;
use sayyar_seal::{Time, age};

use super::{Bundle, BundleError, Facts, Knowledge, Rules};
use crate::Refusal;
use crate::store::{Records, Row, StoreError, Tx};
use crate::system;

/// A released form with its rules.
#[derive(Clone)]
pub struct Form {
    /// What it says of itself.
    pub facts: Facts,
    /// Its rules.
    pub rules: Arc<dyn Rules>,
    /// When it was added here.
    pub added: Time,
    /// The last day on which it is accepted; none: until further notice.
    pub until: Option<Date>,
    /// Whether it is not accepted any more, whatever the day.
    pub withdrawn: bool,
}

/// Whether and how a form is accepted.
pub struct Accepted<'a> {
    /// The form.
    pub form: &'a Form,
    /// Whether the very build is known, and so the words that were read.
    pub build_known: bool,
    /// Whether it arrives after its version stopped being accepted, though filled in before.
    pub late: Option<Date>,
}

/// All forms that are known.
pub struct Registry {
    forms: BTreeMap<(Id, u32, u32), Form>,
    index: Option<Index>,
    knowledge: Arc<dyn Knowledge>,
}

/// Why an index is not taken.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotTaken {
    /// Not genuine.
    Index(IndexError),
    /// A later one was seen: an old index could bring back what was withdrawn.
    Older {
        /// The sequence number of the later one.
        seen: u32,
    },
    /// It may not be relied on any more.
    Expired(Date),
    /// It lists test forms, where none are taken.
    Test,
}

impl NotTaken {
    /// The name of this error that programs and tests use.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Index(error) => error.code(),
            Self::Older { .. } => "index-older",
            Self::Expired(_) => "index-expired",
            Self::Test => "index-test",
        }
    }
}

impl fmt::Display for NotTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(error) => error.fmt(f),
            Self::Older { seen } => write!(f, "a later index was seen here, number {seen}"),
            Self::Expired(day) => write!(f, "the index expired on {day}"),
            Self::Test => f.write_str("the index lists test forms"),
        }
    }
}

impl std::error::Error for NotTaken {}

impl Registry {
    /// The forms in the database.
    pub fn read(records: &Records, knowledge: Arc<dyn Knowledge>) -> Result<Self, StoreError> {
        let (rows, index) =
            records.read(|tx| Ok((tx.run("SELECT json, at, until, withdrawn FROM form", &[])?, stored_index(tx)?)))?;
        let mut forms = BTreeMap::new();
        for row in rows {
            let form = form(&row, index.as_ref(), &*knowledge)?;
            forms.insert((form.facts.release.id.clone(), form.facts.release.version, form.facts.release.build), form);
        }
        Ok(Self { forms, index, knowledge })
    }

    /// What is known of forms in general.
    pub fn knowledge(&self) -> &dyn Knowledge {
        &*self.knowledge
    }

    /// The publisher's index, where one was added.
    pub fn index(&self) -> Option<&Index> {
        self.index.as_ref()
    }

    /// All of them, by id, version and build.
    pub fn iter(&self) -> impl Iterator<Item = &Form> {
        self.forms.values()
    }

    /// The form of a build, or of another build of its version: the rules are the same.
    pub fn get(&self, id: &Id, version: u32, build: u32) -> Option<&Form> {
        let exact = self.forms.get(&(id.clone(), version, build));
        exact.or_else(|| {
            let builds = (id.clone(), version, 0)..=(id.clone(), version, u32::MAX);
            self.forms.range(builds).next_back().map(|(_, form)| form)
        })
    }

    /// Looks a submission's form up and says whether it is accepted. `waived` is a refusal an officer has
    /// overruled.
    pub fn accept(
        &self,
        build: &FormBuild,
        filled_on: Date,
        today: Date,
        waived: Option<&str>,
    ) -> Result<Accepted<'_>, Refusal> {
        let name = format!("{} {}", build.id, build.version);
        let form = self.get(&build.id, build.version, build.build);
        let form = form.ok_or_else(|| Refusal::FormUnknown { form: name.clone() })?;
        if form.facts.release.digest != build.digest {
            return Err(Refusal::FormDigest { form: name });
        }
        if form.withdrawn && waived != Some("form-withdrawn") {
            return Err(Refusal::FormWithdrawn { form: name });
        }
        let over = form.until.filter(|until| today > *until);
        if let Some(until) = over.filter(|until| filled_on > *until && waived != Some("form-expired")) {
            return Err(Refusal::FormExpired { form: name, until });
        }
        Ok(Accepted { form, build_known: form.facts.release.build == build.build, late: over })
    }
}

fn form(row: &Row, index: Option<&Index>, knowledge: &dyn Knowledge) -> Result<Form, StoreError> {
    let facts = Facts::parse(&row.must::<String>(0)?).map_err(|_| StoreError::Damaged("a form is not as it was"))?;
    let rules = knowledge.rules(&facts.form).map_err(|_| StoreError::Damaged("a form's rules are not understood"))?;
    let (until, withdrawn) = standing(&facts, index, (row.get(2)?, row.must(3)?));
    Ok(Form { facts, rules, added: row.must(1)?, until, withdrawn })
}

/// Last day, and whether withdrawn: the stricter of what was said here and what the publisher's index says.
fn standing(facts: &Facts, index: Option<&Index>, own: (Option<Date>, bool)) -> (Option<Date>, bool) {
    let listed = index.and_then(|index| index.find(&facts.release.id, facts.release.version, facts.release.build));
    match listed.map(|listed| listed.state) {
        Some(State::Accepted { until: Some(until) }) => (Some(own.0.map_or(until, |own| own.min(until))), own.1),
        Some(State::Withdrawn { .. }) => (own.0, true),
        _ => own,
    }
}

fn stored_index(tx: &mut Tx<'_>) -> Result<Option<Index>, StoreError> {
    let row = tx.one("SELECT value FROM meta WHERE name = 'index'", &[])?;
    let text = row.map(|row| row.must::<String>(0)).transpose()?;
    // Its signature was verified when it was added.
    text.map(|text| serde_json::from_str(&text).map_err(|_| StoreError::Damaged("the index is not as it was")))
        .transpose()
}

/// Keeps the publisher's index. Says whether it is new.
pub fn add_index(
    records: &Records,
    (file, signature): (&[u8], &[u8]),
    signers: &[PublicKey],
    test: bool,
) -> Result<Result<Index, NotTaken>, StoreError> {
    let index = match Index::open(file, signature, signers) {
        Ok(index) => index,
        Err(error) => return Ok(Err(NotTaken::Index(error))),
    };
    if index.test && !test {
        return Ok(Err(NotTaken::Test));
    }
    if index.expires < system::day(system::now()) {
        return Ok(Err(NotTaken::Expired(index.expires)));
    }
    records.write(|tx| {
        let seen = stored_index(tx)?.map(|index| index.sequence);
        if let Some(seen) = seen.filter(|seen| *seen > index.sequence) {
            return Ok(Err(NotTaken::Older { seen }));
        }
        let text = String::from_utf8_lossy(file).into_owned();
        let sql = "INSERT INTO meta (name, value) VALUES ('index', $1) ON CONFLICT (name) DO UPDATE SET value = $1";
        tx.run(sql, &[text.into()])?;
        Ok(Ok(index.clone()))
    })
}

/// Keeps a form. Says whether it is new; a build that is known must be the same. `ours` are the recipients whose
/// identities are here; a form that seals to none of them is of no use.
pub fn add(
    records: &Records,
    bundle: &Bundle,
    knowledge: &dyn Knowledge,
    ours: &[age::Recipient],
) -> Result<Result<bool, BundleError>, StoreError> {
    let facts = &bundle.facts;
    match knowledge.rules(&facts.form) {
        Err(error) => return Ok(Err(BundleError::Rules(error))),
        Ok(rules) if rules.digest() != facts.release.digest => {
            return Ok(Err(BundleError::Rules("their digest is another".into())));
        }
        Ok(_) => {}
    }
    if !ours.is_empty() && !facts.recipients.iter().any(|recipient| ours.contains(recipient)) {
        return Ok(Err(BundleError::NotForUs));
    }
    let key = [facts.release.id.as_str().into(), facts.release.version.into(), facts.release.build.into()];
    records.write(|tx: &mut Tx<'_>| {
        let known = tx.one("SELECT json FROM form WHERE id = $1 AND version = $2 AND build = $3", &key)?;
        if let Some(known) = known {
            let same = known.must::<String>(0)? == bundle.json;
            return Ok(if same { Ok(false) } else { Err(BundleError::Differs) });
        }
        // A version keeps its last day when a new build of it comes.
        let sql = "INSERT INTO form (id, version, build, json, at, until, withdrawn) VALUES ($1, $2, $3, $4, \
                   $5, (SELECT max(until) FROM form WHERE id = $1 AND version = $2), 0)";
        let [id, version, build] = key.clone();
        tx.run(sql, &[id, version, build, bundle.json.as_str().into(), system::now().into()])?;
        Ok(Ok(true))
    })
}

/// Says until when a version is accepted: all its builds. Gives how many there are.
pub fn set_until(records: &Records, id: &Id, version: u32, until: Option<Date>) -> Result<usize, StoreError> {
    let sql = "UPDATE form SET until = $3 WHERE id = $1 AND version = $2 RETURNING build";
    records.write(|tx| Ok(tx.run(sql, &[id.as_str().into(), version.into(), until.into()])?.len()))
}

/// Says that a version is not accepted any more, or again. Gives how many builds there are.
pub fn set_withdrawn(records: &Records, id: &Id, version: u32, withdrawn: bool) -> Result<usize, StoreError> {
    let sql = "UPDATE form SET withdrawn = $3 WHERE id = $1 AND version = $2 RETURNING build";
    records.write(|tx| Ok(tx.run(sql, &[id.as_str().into(), version.into(), withdrawn.into()])?.len()))
}
