//! `src/offline/dist` is what these sources make.

use std::collections::BTreeSet;
use std::fs;

use sayyar_offline_tests::{Part, repository, sources};

#[track_caller]
fn fresh(part: Part) {
    let kept = fs::read_to_string(repository().join(part.file())).unwrap_or_default();
    let now = sources(part).expect("the sources can be read");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let differing: BTreeSet<String> = lines(&kept)
        .symmetric_difference(&lines(&now))
        .filter_map(|line| line.split_once("  ").map(|(_, name)| name.to_owned()))
        .collect();
    let list: String = differing.iter().map(|name| format!("\n  {name}")).collect();
    assert!(
        differing.is_empty(),
        "src/offline/dist was made from other sources. Run `{}` and commit what it writes.\nWhat differs:{list}",
        part.command()
    );
}

#[test]
fn the_engine_is_made_from_these_sources() {
    fresh(Part::Engine);
}

#[test]
fn the_page_is_made_from_these_sources() {
    fresh(Part::Page);
}

#[test]
fn the_engine_of_the_tracking_page_is_made_from_these_sources() {
    fresh(Part::Track);
}
