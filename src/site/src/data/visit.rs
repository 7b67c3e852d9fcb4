//! Days on which the travelling desk comes to a town.

use sayyar_base::toml::{Node, Read};
use sayyar_base::{At, Date, Id, Tag, Time};
use sayyar_forms::WordId;
use serde_json::Value;

use super::{Point, Row, Words, list, office};

/// One visit. Words: `place-<place>`, `venue-<venue>`, `language-<tag>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// Names the calendar entry; never changes, even when the date does.
    pub id: At<Id>,
    /// The town.
    pub place: At<Id>,
    /// Where that is.
    pub point: Point,
    /// The day.
    pub date: Date,
    /// When the desk opens, by the clock on the spot.
    pub from: Time,
    /// When it closes, later than `from`.
    pub to: Time,
    /// Where in the town it stands.
    pub venue: At<Id>,
    /// Languages its officers speak; never empty.
    pub languages: Vec<At<Tag>>,
    /// What it takes: ids of services, or `all` alone.
    pub services: Vec<At<Id>>,
}

impl Read for Visit {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.table(|table| {
            let id = table.required("id");
            let place = table.required("place");
            let point = Point::read(table);
            let date = table.required("date");
            let times = office::read_times(table);
            let venue = table.required("venue");
            let languages = list::some(table, "languages");
            let services = office::read_services(table);
            let (from, to) = times?;
            let (id, place, point, date, venue) = (id?, place?, point?, date?, venue?);
            Some(Self { id, place, point, date, from, to, venue, languages, services })
        })
    }
}

impl Visit {
    pub(super) fn words(&self) -> Vec<WordId> {
        let place = WordId::new(format!("place-{}", self.place), &self.place.span);
        let venue = WordId::new(format!("venue-{}", self.venue), &self.venue.span);
        let languages = self.languages.iter().map(|tag| WordId::new(format!("language-{tag}"), &tag.span));
        [place, venue].into_iter().chain(languages).collect()
    }

    pub(super) fn row(&self, words: Words<'_>) -> Value {
        Row::default()
            .set("id", self.id.as_str())
            .set("place", self.place.as_str())
            .word("title", words, &format!("place-{}", self.place), None)
            .set("lat", self.point.lat)
            .set("lon", self.point.lon)
            .set("date", self.date.to_string())
            .set("from", self.from.to_string())
            .set("to", self.to.to_string())
            .set("hours_text", format!("{}–{}", self.from, self.to))
            .set("venue", self.venue.as_str())
            .word("venue_title", words, &format!("venue-{}", self.venue), None)
            .set("languages", list::texts(&self.languages))
            .each_word("language_titles", words, "language", self.languages.iter().map(|tag| tag.as_str()))
            .set("services", list::texts(&self.services))
            .done()
    }
}
