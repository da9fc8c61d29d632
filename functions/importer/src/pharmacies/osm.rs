//! Pharmacies of OpenStreetMap as GeoJSON, as Overpass and osmium export it (<https://wiki.openstreetmap.org/wiki/Tag:amenity%3Dpharmacy>).
//!
//! A feature that is no pharmacy is passed over. A building counts as its middle. The data are © OpenStreetMap contributors
//! under the ODbL, which every pharmacy of theirs says.

use nazar::catalogue::PharmacyId;
use nazar::pharmacies::{Hours, Pharmacy, PharmacySource, Place};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::some;
use crate::report::{Findings, Problem};
use crate::table::TableError;

/// What a pharmacy without a name is called: pharmacy.
const NAMELESS: &str = "Dorixona";

/// The part of a file that is read. A feature is read by itself, so that a broken one stops no other.
#[derive(Deserialize)]
struct Collection {
    features: Vec<Value>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    id: Option<Value>,
    #[serde(default)]
    properties: Map<String, Value>,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Geometry {
    coordinates: Value,
}

/// The pharmacies of a file. A finding's line is the feature's number, from 1.
pub(crate) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Vec<Pharmacy>, TableError> {
    let collection: Collection = serde_json::from_slice(bytes).map_err(TableError::NotGeoJson)?;
    let mut pharmacies = Vec::new();
    for (feature, number) in collection.features.into_iter().zip(1..) {
        let feature: Feature = match serde_json::from_value(feature) {
            Ok(feature) => feature,
            Err(error) => {
                findings.rows += 1;
                findings.note(number, Problem::RowUnreadable, &error.to_string());
                continue;
            }
        };
        if feature.tag(&["amenity"]) == Some("pharmacy")
            || feature.tag(&["healthcare"]) == Some("pharmacy")
        {
            findings.rows += 1;
            pharmacies.extend(pharmacy(&feature, number, findings));
        }
    }
    Ok(pharmacies)
}

impl Feature {
    /// The first of these tags that is there.
    fn tag(&self, names: &[&str]) -> Option<&str> {
        let mut values = names
            .iter()
            .map(|name| self.properties.get(*name)?.as_str());
        values.find_map(|value| value.filter(|text| !text.trim().is_empty()))
    }

    fn owned(&self, names: &[&str]) -> Option<String> {
        self.tag(names).and_then(some)
    }

    /// `node/123`, wherever the exporter writes it; the type is missing in some exports.
    fn identifier(&self) -> Option<PharmacyId> {
        let of = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let id = self.id.as_ref().or_else(|| self.properties.get("@id"));
        PharmacyId::of(&format!("osm {}", of(id?)?.replace('/', " ")))
    }

    /// The point, or the middle of the corners of a line or an area.
    fn place(&self) -> Option<Place> {
        let mut corners = Vec::new();
        gather(&self.geometry.coordinates, &mut corners, 0);
        // An area's last corner is its first one again.
        if corners.len() > 1 && corners.first() == corners.last() {
            corners.pop();
        }
        if corners.is_empty() {
            return None;
        }
        let count = corners.len() as f64;
        let sum = corners.iter().fold((0.0, 0.0), |sum, corner| {
            (sum.0 + corner.0, sum.1 + corner.1)
        });
        Place::new(sum.1 / count, sum.0 / count).ok()
    }
}

/// Every pair of numbers, however deep; GeoJSON nests four deep at most.
fn gather(value: &Value, corners: &mut Vec<(f64, f64)>, depth: u8) {
    let Some(parts) = value.as_array().filter(|_| depth < 5) else {
        return;
    };
    if let (Some(east), Some(north)) = (
        parts.first().and_then(Value::as_f64),
        parts.get(1).and_then(Value::as_f64),
    ) {
        corners.push((east, north));
        return;
    }
    for part in parts {
        gather(part, corners, depth + 1);
    }
}

fn pharmacy(feature: &Feature, number: u64, findings: &mut Findings) -> Option<Pharmacy> {
    let Some(id) = feature.identifier() else {
        findings.note(number, Problem::RowUnreadable, "it has no id");
        return None;
    };
    let Some(place) = feature.place() else {
        findings.note(number, Problem::PlaceUnreadable, id.as_str());
        return None;
    };
    let hours_text = feature.owned(&["opening_hours"]);
    let hours: Option<Hours> = hours_text.as_deref().and_then(|text| text.parse().ok());
    if let (None, Some(text)) = (&hours, &hours_text) {
        findings.note(number, Problem::HoursUnclear, text);
    }
    let name = feature.owned(&["name:uz", "name", "name:ru", "name:en", "brand"]);
    Some(Pharmacy {
        id,
        name: name.unwrap_or_else(|| NAMELESS.to_owned()),
        chain: feature.owned(&["brand", "operator"]),
        region: feature
            .owned(&["addr:region", "addr:province", "addr:city"])
            .unwrap_or_default(),
        district: feature
            .owned(&["addr:district", "addr:suburb"])
            .unwrap_or_default(),
        district_ru: None,
        address: address(feature),
        place,
        hours,
        hours_text,
        phone: feature.owned(&["phone", "contact:phone", "contact:mobile"]),
        website: feature.owned(&["website", "contact:website"]),
        delivery: match feature.tag(&["delivery"]) {
            Some("yes" | "only") => Some(true),
            Some("no") => Some(false),
            _ => None,
        },
        source: PharmacySource::OpenStreetMap,
    })
}

fn address(feature: &Feature) -> String {
    let parts = [
        feature.tag(&["addr:street", "addr:place"]),
        feature.tag(&["addr:housenumber"]),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(str::trim).collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn points_and_buildings_become_pharmacies() {
        let file = json!({"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": "node/42",
             "properties": {"amenity": "pharmacy", "name": "Аптека", "name:uz": "Dorixona 999",
                "opening_hours": "Mo-Fr 08:00-20:00; Sa off", "addr:street": "Navoiy koʻchasi",
                "addr:housenumber": "7", "contact:phone": "+998 71 123 45 67", "delivery": "yes"},
             "geometry": {"type": "Point", "coordinates": [69.25, 41.31]}},
            {"type": "Feature",
             "properties": {"@id": "way/7", "healthcare": "pharmacy", "opening_hours": "PH off"},
             "geometry": {"type": "Polygon", "coordinates":
                [[[69.0, 41.0], [69.2, 41.0], [69.2, 41.2], [69.0, 41.2], [69.0, 41.0]]]}},
            {"type": "Feature", "id": "node/1", "properties": {"amenity": "cafe"},
             "geometry": {"type": "Point", "coordinates": [69.25, 41.31]}},
            {"type": "Feature", "id": "node/2", "properties": {"amenity": "pharmacy"},
             "geometry": {"type": "Point", "coordinates": [690.0, 41.31]}},
            {"type": "Feature", "properties": {"amenity": "pharmacy"}},
        ]});
        let mut findings = Findings::default();
        let read = read(file.to_string().as_bytes(), &mut findings).unwrap();
        assert_eq!(read.len(), 2);
        let first = &read[0];
        assert_eq!(
            (first.id.as_str(), first.name.as_str()),
            ("osm-node-42", "Dorixona 999")
        );
        assert_eq!(first.address, "Navoiy koʻchasi, 7");
        assert_eq!(
            first.hours.as_ref().unwrap().to_string(),
            "mon-fri 08:00-20:00; sat-sun closed"
        );
        assert_eq!(first.delivery, Some(true));
        let second = &read[1];
        assert_eq!(
            (second.id.as_str(), second.name.as_str()),
            ("osm-way-7", NAMELESS)
        );
        assert!((second.place.latitude() - 41.1).abs() < 1e-9);
        assert!((second.place.longitude() - 69.1).abs() < 1e-9);
        assert_eq!(findings.rows, 4);
        let problems: Vec<Problem> = findings
            .findings
            .iter()
            .map(|found| found.problem)
            .collect();
        let wanted = [
            Problem::HoursUnclear,
            Problem::PlaceUnreadable,
            Problem::RowUnreadable,
        ];
        assert_eq!(problems, wanted);
    }

    #[test]
    fn another_kind_of_file_is_refused_whole() {
        for bytes in [&b"id,name\n"[..], b"{}", b"[]"] {
            let refused = read(bytes, &mut Findings::default());
            assert!(matches!(refused, Err(TableError::NotGeoJson(_))));
        }
    }
}
