//! The order of offers.

use nazar::pharmacies::{PharmacySource, Place};
use proptest::prelude::*;

use super::*;

const NOW: &str = "2026-11-23T06:00:00Z";

fn pharmacy(number: usize, hours: &str) -> Pharmacy {
    Pharmacy {
        id: format!("p-{number}").parse().unwrap(),
        name: String::new(),
        chain: None,
        region: String::new(),
        district: String::new(),
        district_ru: None,
        address: String::new(),
        place: Place::new(41.3, 69.2).unwrap(),
        hours: hours.parse().ok(),
        hours_text: None,
        phone: None,
        website: None,
        delivery: None,
        source: PharmacySource::List,
    }
}

fn candidate(pharmacy: &Pharmacy, price: u64, quantity: u32, metres: Option<f64>) -> Candidate<'_> {
    let updated: Timestamp = NOW.parse().unwrap();
    Candidate {
        pharmacy,
        metres,
        offer: Offer {
            pharmacy: pharmacy.id.clone(),
            medicine: "m".parse().unwrap(),
            price,
            quantity,
            updated,
            price_since: updated,
            version: 1,
        },
        rating: Rating::default(),
    }
}

#[test]
fn of_very_many_the_first_are_kept_by_what_was_asked_for() {
    let pharmacies: Vec<Pharmacy> = (0..6).map(|number| pharmacy(number, "24/7")).collect();
    let prices = [60, 10, 50, 20, 40, 30];
    let offers = pharmacies.iter().zip(prices);
    let all: Vec<Candidate<'_>> = offers
        .map(|(pharmacy, price)| candidate(pharmacy, price, 5, None))
        .collect();
    let now = NOW.parse().unwrap();
    let kept = foremost(all.clone(), 3, Sort::Price, now);
    let kept: Vec<u64> = kept.iter().map(|one| one.offer.price).collect();
    assert_eq!(kept, [10, 20, 30]);
    assert_eq!(foremost(all, 6, Sort::Price, now).len(), 6);
}

fn ids(placed: &[Placed<'_>]) -> Vec<String> {
    let ids = placed
        .iter()
        .map(|placed| placed.candidate.pharmacy.id.to_string());
    ids.collect()
}

#[test]
fn stock_goes_before_all_and_reasons_are_told() {
    let open = pharmacy(1, "24/7");
    let closed = pharmacy(2, "sat 09:00-10:00");
    let silent = pharmacy(3, "");
    let candidates = vec![
        candidate(&silent, 100, 0, Some(10.0)),
        candidate(&closed, 1_000, 2, Some(50.0)),
        candidate(&open, 1_010, 90, Some(300.0)),
    ];
    let now = NOW.parse().unwrap();
    let placed = ranked(candidates.clone(), Sort::Best, now);
    assert_eq!(ids(&placed), ["p-1", "p-2", "p-3"]);
    assert_eq!(placed[0].why, [Why::OpenNow]);
    let wanted = [Why::Cheapest, Why::Nearest, Why::ClosedNow, Why::FewLeft];
    assert_eq!(placed[1].why, wanted);
    assert_eq!(placed[2].why, [Why::HoursUnknown, Why::SoldOut]);
    assert_eq!(
        ids(&ranked(candidates.clone(), Sort::Price, now)),
        ["p-2", "p-1", "p-3"]
    );
    assert_eq!(
        ids(&ranked(candidates, Sort::Distance, now)),
        ["p-2", "p-1", "p-3"]
    );
}

#[test]
fn without_a_point_the_way_counts_for_nothing() {
    let open = pharmacy(1, "24/7");
    let placed = ranked(
        vec![candidate(&open, 500, 9, None)],
        Sort::Best,
        NOW.parse().unwrap(),
    );
    let points = placed[0].points;
    assert_eq!(points.distance, None);
    // 0.4 for the price, 0.2 for the door, half of 0.1 for no rating, over 0.7.
    assert!((points.total - 0.93).abs() < 1e-9, "{points:?}");
}

proptest! {
    #[test]
    fn points_are_shares_and_cheaper_is_never_worse(
        prices in proptest::collection::vec(1_u64..1_000_000, 2..20),
    ) {
        let open = pharmacy(1, "24/7");
        let candidates = prices.iter().map(|price| candidate(&open, *price, 5, Some(100.0)));
        let placed = ranked(candidates.collect(), Sort::Best, NOW.parse().unwrap());
        for pair in placed.windows(2) {
            prop_assert!(pair[0].candidate.offer.price <= pair[1].candidate.offer.price);
        }
        for one in placed {
            prop_assert!((0.0..=1.0).contains(&one.points.total));
        }
    }
}
