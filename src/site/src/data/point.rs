//! Points on the map.

use sayyar_base::toml::Table;
use sayyar_base::{Diagnostic, Diagnostics, Span};

/// A point on the map in degrees (WGS 84).
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// North of the equator, -90 to 90.
    pub lat: f64,
    /// East of Greenwich, -180 to 180.
    pub lon: f64,
    /// Where `lat` is written.
    pub span: Span,
}

impl Point {
    /// Reads `lat` and `lon`.
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let span = table.node("lat").map(|node| node.span());
        let lat = table.required_node("lat").and_then(|node| node.number(-90.0..=90.0));
        let lon = table.required_node("lon").and_then(|node| node.number(-180.0..=180.0));
        Some(Self { lat: lat?, lon: lon?, span: span? })
    }
}

/// A point that lies far from all others, and among them with latitude and longitude exchanged, is a slip.
/// Far is 5 degrees; an office abroad is far, too, but not nearer when exchanged.
pub(super) fn swapped<'a>(points: impl Iterator<Item = &'a Point> + Clone) -> Diagnostics {
    let middle = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    let lat = middle(points.clone().map(|point| point.lat).collect());
    let lon = middle(points.clone().map(|point| point.lon).collect());
    let far = |a: f64, b: f64| (a - lat).abs().max((b - lon).abs());
    points
        .filter(|point| far(point.lat, point.lon) > 5.0 && far(point.lon, point.lat) < 5.0)
        .map(|point| {
            Diagnostic::warning("swapped-coordinates", "this is far from all other places")
                .at(point.span.clone(), "")
                .help("are `lat` and `lon` exchanged?")
        })
        .collect()
}
