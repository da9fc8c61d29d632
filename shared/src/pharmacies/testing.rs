//! For tests: points anywhere, and pharmacies at them.

use proptest::prelude::*;

use super::{Pharmacy, PharmacySource, Place};

/// Points anywhere, with the awkward ones often: poles, the antimeridian, Tashkent's streets.
pub(super) fn place() -> impl Strategy<Value = Place> {
    let latitude = prop_oneof![
        3 => -90.0..=90.0,
        1 => 89.9..=90.0,
        1 => -90.0..=-89.9,
        1 => Just(90.0),
        4 => 41.2..=41.4,
    ];
    let longitude = prop_oneof![
        3 => -180.0..=180.0,
        1 => 179.9..=180.0,
        1 => -180.0..=-179.9,
        1 => Just(180.0),
        4 => 69.1..=69.4,
    ];
    (latitude, longitude).prop_map(|(north, east)| Place::new(north, east).unwrap())
}

/// A pharmacy of this number at a point.
pub(super) fn pharmacy(number: usize, place: Place) -> Pharmacy {
    Pharmacy {
        id: format!("p-{number}").parse().unwrap(),
        name: format!("Dorixona {number}"),
        chain: None,
        region: "Toshkent shahri".to_owned(),
        district: "Chilonzor".to_owned(),
        district_ru: Some("Чиланзар".to_owned()),
        address: String::new(),
        place,
        hours: None,
        hours_text: None,
        phone: None,
        website: None,
        delivery: None,
        source: PharmacySource::Demonstration,
    }
}
