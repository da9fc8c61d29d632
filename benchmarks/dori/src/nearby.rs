//! Pharmacies near a point, among three times as many as a country has.

use nazar::pharmacies::{Directory, Pharmacy, PharmacySource, Place, decode, encode};

use crate::{median, report};

const PHARMACIES: u32 = 30_000;

/// The twenty nearest in a city, within a little and a long way, and where there are few; and loading them all.
pub(crate) fn measure() -> Result<(), Box<dyn std::error::Error>> {
    let directory = directory()?;
    for (name, latitude, longitude, radius) in [
        ("city, 1 km", 41.3111, 69.2797, 1_000.0),
        ("city, 50 km", 41.3111, 69.2797, 50_000.0),
        ("desert, 50 km", 42.5, 63.0, 50_000.0),
    ] {
        let from = Place::new(latitude, longitude)?;
        report(
            &format!("20 nearest of 30,000 pharmacies: {name}"),
            median(5, || directory.nearby(from, radius, 20)),
        );
    }
    let bytes = encode(&directory)?;
    report(
        "30,000 pharmacies: decode and index",
        median(3, || decode(&bytes)),
    );
    Ok(())
}

/// Half of them in and around Tashkent, the others all over the country, always at the same points.
fn directory() -> Result<Directory, Box<dyn std::error::Error>> {
    let mut state = 7_u64;
    let mut share = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as f64 / f64::from(1_u32 << 31)
    };
    let mut pharmacies = Vec::new();
    for number in 0..PHARMACIES {
        let (latitude, longitude) = match number % 2 {
            0 => (41.2 + 0.2 * share(), 69.1 + 0.3 * share()),
            _ => (37.2 + 8.0 * share(), 56.0 + 17.0 * share()),
        };
        pharmacies.push(Pharmacy {
            id: format!("p-{number}").parse()?,
            name: format!("Dorixona {number}"),
            chain: None,
            region: "Toshkent shahri".to_owned(),
            district: "Chilonzor".to_owned(),
            district_ru: None,
            address: String::new(),
            place: Place::new(latitude, longitude)?,
            hours: "mon-fri 09:00-21:00; sat-sun 10:00-20:00".parse().ok(),
            hours_text: None,
            phone: None,
            website: None,
            delivery: None,
            source: PharmacySource::List,
        });
    }
    Ok(Directory::new(pharmacies))
}
