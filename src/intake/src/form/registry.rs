//! The forms known here: rows of the database, read once and kept as rules ready to be used.

use std::collections::BTreeMap;
use std::sync::Arc;

use sayyar_base::{Date, Id};
use sayyar_seal::submission::FormBuild;

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
    /// Until when it is accepted; none: until further notice.
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
    knowledge: Arc<dyn Knowledge>,
}

impl Registry {
    /// The forms in the database.
    pub fn read(records: &Records, knowledge: Arc<dyn Knowledge>) -> Result<Self, StoreError> {
        let rows = records.read(|tx| tx.run("SELECT json, until, withdrawn FROM form", &[]))?;
        let mut forms = BTreeMap::new();
        for row in rows {
            let form = form(&row, &*knowledge)?;
            forms.insert((form.facts.id.clone(), form.facts.version, form.facts.build), form);
        }
        Ok(Self { forms, knowledge })
    }

    /// What is known of forms in general.
    pub fn knowledge(&self) -> &dyn Knowledge {
        &*self.knowledge
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
        if form.facts.digest != build.digest {
            return Err(Refusal::FormDigest { form: name });
        }
        if form.withdrawn && waived != Some("form-withdrawn") {
            return Err(Refusal::FormWithdrawn { form: name });
        }
        let over = form.until.filter(|until| today > *until);
        if let Some(until) = over.filter(|until| filled_on > *until && waived != Some("form-expired")) {
            return Err(Refusal::FormExpired { form: name, until });
        }
        Ok(Accepted { form, build_known: form.facts.build == build.build, late: over })
    }
}

fn form(row: &Row, knowledge: &dyn Knowledge) -> Result<Form, StoreError> {
    let facts = Facts::parse(&row.must::<String>(0)?).map_err(|_| StoreError::Damaged("a form is not as it was"))?;
    let rules = knowledge.rules(&facts.form).map_err(|_| StoreError::Damaged("a form's rules are not understood"))?;
    Ok(Form { facts, rules, until: row.get(1)?, withdrawn: row.must(2)? })
}

/// Keeps a form. Says whether it is new; a build that is known must be the same.
pub fn add(
    records: &Records,
    bundle: &Bundle,
    knowledge: &dyn Knowledge,
) -> Result<Result<bool, BundleError>, StoreError> {
    let facts = &bundle.facts;
    match knowledge.rules(&facts.form) {
        Err(error) => return Ok(Err(BundleError::Rules(error))),
        Ok(rules) if rules.digest() != facts.digest => {
            return Ok(Err(BundleError::Rules("their digest is another".into())));
        }
        Ok(_) => {}
    }
    let key = [facts.id.as_str().into(), facts.version.into(), facts.build.into()];
    records.write(|tx: &mut Tx<'_>| {
        let known = tx.one("SELECT json FROM form WHERE id = $1 AND version = $2 AND build = $3", &key)?;
        if let Some(known) = known {
            let same = known.must::<String>(0)? == bundle.json;
            return Ok(if same { Ok(false) } else { Err(BundleError::Differs) });
        }
        // A version keeps its last day when a new build of it comes.
        let sql = "INSERT INTO form (id, version, build, json, comment, at, until, withdrawn) VALUES ($1, $2, $3, $4, \
                   $5, $6, (SELECT max(until) FROM form WHERE id = $1 AND version = $2), 0)";
        let [id, version, build] = key;
        let rest = [bundle.json.as_str().into(), bundle.comment.as_str().into(), system::now().into()];
        tx.run(sql, &[vec![id, version, build], rest.into()].concat())?;
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

/// Id, version, build, when it was added, last day, whether withdrawn; without reading rules.
#[expect(clippy::type_complexity, reason = "six columns of one listing, used in one place")]
pub fn list(records: &Records) -> Result<Vec<(String, u32, u32, sayyar_seal::Time, Option<Date>, bool)>, StoreError> {
    let sql = "SELECT id, version, build, at, until, withdrawn FROM form ORDER BY id, version, build";
    let rows = records.read(|tx| tx.run(sql, &[]))?;
    let read = |row: &Row| Ok((row.must(0)?, row.must(1)?, row.must(2)?, row.must(3)?, row.get(4)?, row.must(5)?));
    rows.iter().map(read).collect()
}
