//! What data and definitions say of each other.

use sayyar_base::diag::did_you_mean;
use sayyar_base::{At, Diagnostic, Diagnostics, Id};
use sayyar_forms::Service;

use super::office::OfficeKind;
use super::{Data, Office, point};

/// The channel by which the travelling desk takes a service.
const DESK: &str = "travelling-desk";

impl Data {
    /// Compares what data names with the services there are, and what services name with the offices there are.
    pub fn check<'a>(&self, services: impl IntoIterator<Item = &'a Service>) -> Diagnostics {
        let services: Vec<&Service> = services.into_iter().collect();
        let mut problems = Diagnostics::new();
        for office in self.offices() {
            for (named, service) in named(&office.services, &services, &mut problems) {
                problems.extend(office_disagrees(office, named, service));
            }
        }
        for visit in self.visits() {
            for (named, service) in named(&visit.services, &services, &mut problems) {
                problems.extend(desk_disagrees(named, service));
            }
        }
        for service in services.iter().filter(|_| !self.broken.contains("offices")) {
            problems.extend(service.offices.iter().filter_map(|id| self.unknown_office(id)));
        }
        let offices = self.offices().iter().map(|office| &office.point);
        problems.extend(point::swapped(offices.chain(self.visits().iter().map(|visit| &visit.point))));
        problems
    }

    fn unknown_office(&self, id: &At<Id>) -> Option<Diagnostic> {
        let offices = self.offices();
        let known = match OfficeKind::of(id.as_str()) {
            Some(kind) => offices.iter().any(|office| office.kind == kind),
            None => offices.iter().any(|office| office.id.value == id.value),
        };
        if known {
            return None;
        }
        let mut names: Vec<&str> = offices.iter().flat_map(|office| [office.kind.name(), office.id.as_str()]).collect();
        names.sort_unstable();
        names.dedup();
        let problem = Diagnostic::error("unknown-office", format!("there is no office or kind of office `{id}`"));
        Some(problem.at(id.span.clone(), "").help(did_you_mean(id.as_str(), names)))
    }
}

/// The services named, with their definitions; names of none are reported.
fn named<'a>(
    ids: &'a [At<Id>],
    services: &[&'a Service],
    problems: &mut Diagnostics,
) -> Vec<(&'a At<Id>, &'a Service)> {
    let mut found = Vec::new();
    for id in ids.iter().filter(|id| id.as_str() != "all") {
        if let Some(service) = services.iter().find(|service| service.id == id.value) {
            found.push((id, *service));
        } else {
            let names = services.iter().map(|service| service.id.as_str()).chain(["all"]);
            let problem = Diagnostic::error("unknown-service", format!("there is no service `{id}`"));
            problems.push(problem.at(id.span.clone(), "").help(did_you_mean(id.as_str(), names.collect::<Vec<_>>())));
        }
    }
    found
}

/// A reader of the office's page would come where a reader of the guide would not.
fn office_disagrees(office: &Office, named: &At<Id>, service: &Service) -> Option<Diagnostic> {
    let here = |id: &At<Id>| id.as_str() == office.kind.name() || id.value == office.id.value;
    if service.offices.iter().any(here) {
        return None;
    }
    let message =
        format!("office `{}` takes `{named}`, but the service does not name this office or its kind", office.id);
    let problem = Diagnostic::warning("office-disagrees", message);
    Some(
        problem
            .at(named.span.clone(), "")
            .help(format!("add it to `offices` in {}, or take it out here", service.path)),
    )
}

fn desk_disagrees(named: &At<Id>, service: &Service) -> Option<Diagnostic> {
    if service.channels.iter().any(|channel| channel.as_str() == DESK) {
        return None;
    }
    let message = format!("the travelling desk takes `{named}` here, but the service does not name this channel");
    let problem = Diagnostic::warning("desk-disagrees", message);
    let help = format!("add `{DESK}` to `channels` in {}, or take it out here", service.path);
    Some(problem.at(named.span.clone(), "").help(help))
}
