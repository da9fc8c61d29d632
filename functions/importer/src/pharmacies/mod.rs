//! Lists of pharmacies: our own layout, and OpenStreetMap's.

mod list;
mod osm;

use nazar::pharmacies::{Directory, Pharmacy};

pub(crate) use list::read as read_list;
pub(crate) use osm::read as read_map;

/// So near, in metres, one name is one pharmacy: maps and lists place a door some houses apart.
const SAME_DOOR: f64 = 60.0;

/// The lists as one directory. A pharmacy of the map that a list has too, under the same name at the same place, is the
/// list's.
pub(crate) fn merged(list: Vec<Pharmacy>, map: Vec<Pharmacy>) -> Directory {
    let listed = Directory::new(list);
    let name = |pharmacy: &Pharmacy| nazar::catalogue::fold::compact(&pharmacy.name);
    let new: Vec<Pharmacy> = map
        .into_iter()
        .filter(|found| {
            let around = listed.nearby_where(found.place, SAME_DOOR, 1, |held| {
                !held.is_demonstration() && name(held) == name(found)
            });
            around.is_empty()
        })
        .collect();
    let mut all: Vec<Pharmacy> = listed.all().iter().cloned().collect();
    all.extend(new);
    Directory::new(all)
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use nazar::pharmacies::{PharmacySource, Place};

    use super::*;

    fn pharmacy(id: &str, name: &str, north: f64, source: PharmacySource) -> Pharmacy {
        Pharmacy {
            id: id.parse().unwrap(),
            name: name.to_owned(),
            chain: None,
            region: String::new(),
            district: String::new(),
            district_ru: None,
            address: String::new(),
            place: Place::new(north, 69.2).unwrap(),
            hours: None,
            hours_text: None,
            phone: None,
            website: None,
            delivery: None,
            source,
        }
    }

    #[test]
    fn what_two_lists_have_is_there_once() {
        let list = vec![
            pharmacy("ours", "Shifo Nur", 41.3, PharmacySource::List),
            pharmacy("demo-1", "Salomat", 41.3, PharmacySource::Demonstration),
        ];
        let map = vec![
            pharmacy("osm-1", "Шифо нур", 41.3003, PharmacySource::OpenStreetMap),
            pharmacy("osm-2", "Shifo Nur", 41.302, PharmacySource::OpenStreetMap),
            // An invented pharmacy hides no real one.
            pharmacy("osm-3", "Salomat", 41.3, PharmacySource::OpenStreetMap),
        ];
        let merged = merged(list, map);
        let ids: Vec<&str> = merged.all().iter().map(|held| held.id.as_str()).collect();
        assert_eq!(ids, ["demo-1", "osm-2", "osm-3", "ours"]);
    }
}
