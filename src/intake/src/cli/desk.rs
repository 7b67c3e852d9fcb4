//! What commands need of a configured desk: its store, its keys, its forms.

use std::sync::Arc;

use sayyar_seal::age::Kind;
use sayyar_seal::release::test_identity;

use super::Trouble;
use super::passphrase::Passphrases;
use crate::config::Config;
use crate::form::{Known, Registry, signers};
use crate::ingest::Intake;
use crate::keys::Keyring;
use crate::store::Store;

/// The store alone: for commands that open nothing and sign nothing.
pub(super) fn store(config: &Config) -> Result<Store, Trouble> {
    Ok(Store::at(&config.store)?)
}

/// The forms in a store.
pub(super) fn forms(store: &Store) -> Result<Registry, Trouble> {
    Ok(Registry::read(&store.records, Arc::new(Known))?)
}

/// Whose signatures on bundles are taken.
pub(super) fn publishers(config: &Config) -> Result<Vec<sayyar_seal::minisign::PublicKey>, Trouble> {
    signers(&config.keys.publishers, config.forms.test)
        .map_err(|error| Trouble::usage(error.to_string(), error.advice()))
}

/// Everything: asks for passphrases, and takes in what an earlier run left in the middle.
pub(super) fn intake(config: &Config, passphrases: &Passphrases) -> Result<Intake, Trouble> {
    let keys = keyring(config, passphrases)?.with_past(&config.keys.past);
    let signer = passphrases.signing_key(&config.keys.receipt)?;
    let mut intake = Intake::new(store(config)?, keys, signer, Arc::new(Known))?;
    intake.limits = config.limits;
    intake.index = config.forms.index.clone();
    intake.doors = config.keys.doors.clone();
    if intake.keys.is_empty() {
        // Whole files that were left behind: they arrived.
        intake.arrive_left()?;
    } else {
        intake.resume()?;
    }
    Ok(intake)
}

/// An intake that opens nothing and signs nothing that leaves: for commands that only look at rows.
pub(super) fn closed(config: &Config) -> Result<Intake, Trouble> {
    let nobody = sayyar_seal::ed25519::SigningKey::generate(&mut crate::system::entropy);
    Ok(Intake::new(store(config)?, Keyring::new(Vec::new()), nobody, Arc::new(Known))?)
}

/// An intake that signs and opens nothing: for publishing.
pub(super) fn signing(config: &Config, passphrases: &Passphrases) -> Result<Intake, Trouble> {
    let signer = passphrases.signing_key(&config.keys.receipt)?;
    let mut intake = Intake::new(store(config)?, Keyring::new(Vec::new()), signer, Arc::new(Known))?;
    (intake.limits, intake.doors) = (config.limits, config.keys.doors.clone());
    Ok(intake)
}

fn keyring(config: &Config, passphrases: &Passphrases) -> Result<Keyring, Trouble> {
    let mut identities = Vec::new();
    for path in &config.keys.identities {
        identities.extend(passphrases.identities(path)?);
    }
    // What unreleased forms of a site without recipients are sealed to: everybody has it.
    if config.forms.test && !identities.is_empty() {
        identities.extend([Kind::Hybrid, Kind::X25519].map(test_identity));
    }
    Ok(Keyring::new(identities))
}
