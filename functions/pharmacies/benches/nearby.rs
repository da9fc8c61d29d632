//! Pharmacies near a point among as many as a country has.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark stops where something unexpected is met"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nazar::pharmacies::{Directory, Pharmacy, PharmacySource, Place, decode, encode};

/// Some three times as many as Uzbekistan has.
const PHARMACIES: u32 = 30_000;

/// Half of them in and around Tashkent, the others all over the country, always at the same points.
fn directory() -> Directory {
    let mut state = 7_u64;
    let mut share = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as f64 / f64::from(1_u32 << 31)
    };
    let pharmacies = (0..PHARMACIES).map(|number| {
        let place = if number % 2 == 0 {
            Place::new(41.2 + 0.2 * share(), 69.1 + 0.3 * share())
        } else {
            Place::new(37.2 + 8.0 * share(), 56.0 + 17.0 * share())
        };
        Pharmacy {
            id: format!("p-{number}").parse().unwrap(),
            name: format!("Dorixona {number}"),
            chain: None,
            region: "Toshkent shahri".to_owned(),
            district: "Chilonzor".to_owned(),
            district_ru: None,
            address: String::new(),
            place: place.unwrap(),
            hours: "mon-fri 09:00-21:00; sat-sun 10:00-20:00".parse().ok(),
            hours_text: None,
            phone: None,
            website: None,
            delivery: None,
            source: PharmacySource::List,
        }
    });
    Directory::new(pharmacies.collect())
}

fn benchmarks(criterion: &mut Criterion) {
    let directory = directory();
    let city = Place::new(41.3111, 69.2797).unwrap();
    let desert = Place::new(42.5, 63.0).unwrap();
    for (name, from, radius) in [
        ("city, 1 km", city, 1_000.0),
        ("city, 5 km", city, 5_000.0),
        ("city, 50 km", city, 50_000.0),
        ("desert, 50 km", desert, 50_000.0),
    ] {
        criterion.bench_function(&format!("nearby 20 of 30,000: {name}"), |bencher| {
            bencher.iter(|| black_box(directory.nearby(from, radius, 20)));
        });
    }
    let bytes = encode(&directory).unwrap();
    criterion.bench_function("pharmacies snapshot 30,000: decode and index", |bencher| {
        bencher.iter(|| black_box(decode(&bytes).unwrap()));
    });
}

criterion_group!(benches, benchmarks);
criterion_main!(benches);
