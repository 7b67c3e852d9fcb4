//! Where the agency can be visited.

use sayyar_base::toml::{Node, Read, Table};
use sayyar_base::{At, Diagnostic, Id, Time};
use sayyar_forms::WordId;
use serde_json::Value;

use super::{Phone, Point, Row, Words, list};

/// One office. Words: `office-<id>` with `.address` and, if wanted, `.town`; `office-kind-<kind>`,
/// `region-<region>`, `metro-<metro>`, `days-<days>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// Names it.
    pub id: At<Id>,
    /// What kind it is.
    pub kind: OfficeKind,
    /// In which region it stands.
    pub region: At<Id>,
    /// Where it stands.
    pub point: Point,
    /// Whom to ring.
    pub phone: Phone,
    /// The metro station beside it.
    pub metro: Option<At<Id>>,
    /// When it is open, in the order written; never empty.
    pub hours: Vec<Hours>,
    /// What it takes: ids of services, or `all` alone.
    pub services: Vec<At<Id>>,
}

/// What kind an office is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfficeKind {
    /// The central one.
    Headquarters,
    /// One of a region.
    Regional,
}

impl OfficeKind {
    const ALL: [(&'static str, Self); 2] = [("headquarters", Self::Headquarters), ("regional", Self::Regional)];

    /// The name definitions and data use; the word `office-kind-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headquarters => "headquarters",
            Self::Regional => "regional",
        }
    }

    /// The kind of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(one, _)| *one == name).map(|(_, kind)| *kind)
    }
}

/// On which days and from when to when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// A day or a run of days.
    pub days: At<Days>,
    /// When it opens.
    pub from: Time,
    /// When it closes, later than `from`.
    pub to: Time,
}

/// A day of the week or a run of them, `sat` or `mon-fri`; a run may go over Sunday, as `sun-thu` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// 1 is Monday, 7 is Sunday.
    pub first: u8,
    /// The same as `first` for a single day.
    pub last: u8,
}

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Days {
    /// Whether that weekday (1 is Monday) is among them.
    pub fn contains(self, weekday: u8) -> bool {
        (weekday + 7 - self.first) % 7 <= (self.last + 7 - self.first) % 7
    }

    /// As written: `mon-fri`; the word `days-<name>`.
    pub fn name(self) -> String {
        let day = |day: u8| WEEK[usize::from(day - 1) % 7];
        if self.first == self.last { day(self.first).into() } else { format!("{}-{}", day(self.first), day(self.last)) }
    }
}

impl Read for Days {
    fn read(node: &Node<'_>) -> Option<Self> {
        let text = node.text()?;
        let day = |name: &str| (1..).zip(WEEK).find(|(_, one)| *one == name).map(|(number, _)| number);
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        match (day(first), day(last)) {
            (Some(first), Some(last)) if first != last || !text.contains('-') => Some(Self { first, last }),
            _ => {
                let problem = Diagnostic::error("bad-days", format!("`{text}` is not a day or a run of days"));
                node.report(problem.at(node.span(), "").help("write it as \"mon-fri\" or \"sat\""))
            }
        }
    }
}

impl Read for Hours {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.table(|table| {
            let days = table.required("days");
            let (from, to) = read_times(table)?;
            Some(Self { days: days?, from, to })
        })
    }
}

/// `from` and `to`, the one before the other.
pub(super) fn read_times(table: &mut Table<'_>) -> Option<(Time, Time)> {
    let from: Option<At<Time>> = table.required("from");
    let to: Option<At<Time>> = table.required("to");
    let (from, to) = (from?, to?);
    if from.value >= to.value {
        let problem = Diagnostic::error("backwards-hours", format!("`to` ({to}) is not after `from` ({from})"));
        return table.report(problem.at(to.span, "").at(from.span, "from here"));
    }
    Some((from.value, to.value))
}

impl Read for Office {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.table(|table| {
            let id = table.required("id");
            let kind = table.required_node("kind").and_then(|node| node.choice("kind of office", &OfficeKind::ALL));
            let region = table.required("region");
            let point = Point::read(table);
            let phone = table.required("phone");
            let metro = table.optional("metro");
            let hours: Vec<Hours> = table.some("hours");
            let services = read_services(table);
            overlaps(table, &hours);
            Some(Self { id: id?, kind: kind?, region: region?, point: point?, phone: phone?, metro, hours, services })
        })
    }
}

/// Ids of services, or `all` alone.
pub(super) fn read_services(table: &mut Table<'_>) -> Vec<At<Id>> {
    let services: Vec<At<Id>> = list::some(table, "services");
    if let Some(all) = services.iter().find(|id| id.as_str() == "all")
        && services.len() > 1
    {
        let problem = Diagnostic::error("all-and-more", "`all` stands alone: the others are in it");
        table.report::<()>(problem.at(all.span.clone(), ""));
    }
    services
}

fn overlaps(table: &Table<'_>, hours: &[Hours]) {
    for (i, later) in hours.iter().enumerate() {
        let meets = |first: &&Hours| {
            let same_day = (1..=7).any(|day| first.days.value.contains(day) && later.days.value.contains(day));
            same_day && first.from < later.to && later.from < first.to
        };
        if let Some(first) = hours[..i].iter().find(meets) {
            let problem = Diagnostic::error("hours-overlap", "these hours overlap with others on the same day");
            table.report::<()>(problem.at(later.days.span.clone(), "").at(first.days.span.clone(), "the others"));
        }
    }
}

impl Office {
    /// Whether a service named there is taken here.
    pub fn takes(&self, service: &str) -> bool {
        self.services.iter().any(|id| id.as_str() == service || id.as_str() == "all")
    }

    pub(super) fn words(&self) -> Vec<WordId> {
        let own = WordId::new(format!("office-{}", self.id), &self.id.span);
        let kind = WordId::new(format!("office-kind-{}", self.kind.name()), &self.id.span);
        let region = WordId::new(format!("region-{}", self.region), &self.region.span);
        let mut words = vec![own.attr("address"), own.attr("town").optional(), own, kind, region];
        words.extend(self.metro.iter().map(|metro| WordId::new(format!("metro-{metro}"), &metro.span)));
        words.extend(self.hours.iter().map(|hours| WordId::new(hours.word(), &hours.days.span)));
        words
    }

    pub(super) fn row(&self, words: Words<'_>) -> Value {
        let own = format!("office-{}", self.id);
        let row = Row::default()
            .set("id", self.id.as_str())
            .word("title", words, &own, None)
            .word("address", words, &own, Some("address"))
            .set_some("town", words(&own, Some("town")))
            .set("kind", self.kind.name())
            .word("kind_title", words, &format!("office-kind-{}", self.kind.name()), None)
            .set("region", self.region.as_str())
            .word("region_title", words, &format!("region-{}", self.region), None)
            .set("lat", self.point.lat)
            .set("lon", self.point.lon)
            .set("phone", self.phone.to_string())
            .set("hours", self.hours.iter().map(Hours::row).collect::<Vec<_>>())
            .set("hours_text", self.hours.iter().map(|hours| hours.text(words)).collect::<Vec<_>>())
            .set("services", list::texts(&self.services));
        match &self.metro {
            Some(metro) => {
                row.set("metro", metro.as_str()).word("metro_title", words, &format!("metro-{metro}"), None).done()
            }
            None => row.done(),
        }
    }
}

impl Hours {
    fn word(&self) -> String {
        format!("days-{}", self.days.name())
    }

    fn row(&self) -> Value {
        Row::default()
            .set("days", self.days.name())
            .set("from", self.from.to_string())
            .set("to", self.to.to_string())
            .done()
    }

    /// "Monday to Friday, 09:00–18:00".
    fn text(&self, words: Words<'_>) -> Value {
        let days = words(&self.word(), None).unwrap_or_else(|| self.word());
        format!("{days}, {}–{}", self.from, self.to).into()
    }
}
