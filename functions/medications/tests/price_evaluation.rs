//! What the price check finds among real prices: 8,755 retail prices of Bangladesh, with errors put in.
//!
//! Every price of a group of nine or more (same substance, strength and form) is judged by the others of its group, once
//! as it stands and once with each error. The threshold is the one that 1 % of the prices as they stand are above, so
//! the figures are recall at 1 % false alarms. Competing brands of one substance differ in price by design, so these
//! groups are far wider than the offers of one product that the function compares.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use nazar_importer::{Files, build, demonstration};
use nazar_medications::price::{
    Features, Forest, MIN_PRICES, PriceBook, Seen, Spread, Verdict, features, judge, unit_price,
};

/// What is done to a price, and the least recall that is accepted of the better judge.
const ERRORS: [(&str, f64, f64); 4] = [
    ("x10", 10.0, 0.90),
    ("/10", 0.1, 0.90),
    ("+60 %", 1.6, 0.0),
    ("-50 %", 0.5, 0.10),
];

/// Groups of at least nine prices; `None` where the data are not at hand.
fn groups() -> Option<Vec<Vec<f64>>> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/prices/bangladesh_prices.csv");
    let Ok(bytes) = std::fs::read(&file) else {
        println!("skipped: there is no {}", file.display());
        return None;
    };
    let mut groups: BTreeMap<(String, String, String), Vec<f64>> = BTreeMap::new();
    for row in csv::Reader::from_reader(bytes.as_slice()).records() {
        let row = row.unwrap();
        let key = [1, 2, 3].map(|column| row[column].trim().to_lowercase());
        let price = row[4].parse().unwrap_or_default();
        if price > 0.0 {
            groups.entry(key.into()).or_default().push(price);
        }
    }
    let large = groups
        .into_values()
        .filter(|prices| prices.len() > MIN_PRICES);
    Some(large.collect())
}

/// The spread of a group without one of its prices.
fn others(group: &[f64], place: usize) -> Option<Spread> {
    let others = group
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != place);
    Spread::of(others.map(|(_, price)| *price))
}

/// These prices are of one tablet or bottle. Region and age are not in the data.
fn of_unit(price: f64) -> Seen {
    Seen {
        unit_price: Some(price),
        ..Seen::from(price)
    }
}

/// A judge by name: how odd a price looks to it.
type Judge<'a> = (&'a str, &'a dyn Fn(&Features) -> f64);

/// Every price, times a factor, as the judges see it.
fn seen(groups: &[Vec<f64>], factor: f64) -> Vec<Features> {
    let mut rows = Vec::new();
    for group in groups {
        for (place, price) in group.iter().enumerate() {
            let row = |spread: Spread| features(of_unit(price * factor), &spread);
            rows.extend(others(group, place).map(row));
        }
    }
    rows
}

fn recall(honest: &mut [f64], wrong: &[f64]) -> f64 {
    honest.sort_unstable_by(f64::total_cmp);
    let threshold = honest[honest.len() * 99 / 100];
    wrong.iter().filter(|score| **score > threshold).count() as f64 / wrong.len() as f64
}

#[test]
fn defect_12_errors_are_found_at_one_false_alarm_in_a_hundred() {
    let Some(groups) = groups() else { return };
    let honest = seen(&groups, 1.0);
    println!("{} prices in {} groups", honest.len(), groups.len());
    let forest = Forest::grow(&honest);
    let deviation = |row: &Features| row[0].abs();
    let robust = |row: &Features| row[1].abs();
    let isolated = |row: &Features| forest.score(row);
    let judges: [Judge<'_>; 3] = [
        ("deviation alone", &deviation),
        ("robust rule", &robust),
        ("isolation forest", &isolated),
    ];
    for (name, factor, least) in ERRORS {
        let wrong = seen(&groups, factor);
        let mut best = 0.0_f64;
        for (judge, score) in judges {
            let mut plain: Vec<f64> = honest.iter().map(score).collect();
            let scores: Vec<f64> = wrong.iter().map(score).collect();
            let found = recall(&mut plain, &scores);
            println!("{name:>6} {judge:<17} {:.1} %", found * 100.0);
            best = best.max(found);
        }
        assert!(best >= least, "{name}: {best}");
    }
}

/// Verdicts other than usual on prices times a factor, as a share; over groups that spread no further than `widest`.
fn objections(groups: &[Vec<f64>], forest: &Forest, factor: f64, widest: f64) -> (f64, usize) {
    let (mut all, mut objected) = (0, 0);
    for group in groups {
        for (place, price) in group.iter().enumerate() {
            let spread = others(group, place).filter(|spread| spread.scale <= widest);
            if spread.is_some() {
                all += 1;
                let judgement = judge(of_unit(price * factor), spread.as_ref(), forest);
                objected += usize::from(judgement.verdict != Verdict::Usual);
            }
        }
    }
    (
        f64::from(u32::try_from(objected).unwrap()) / all as f64,
        all,
    )
}

#[test]
fn the_verdict_itself_is_right_where_prices_agree() {
    let Some(groups) = groups() else { return };
    let forest = Forest::grow(&seen(&groups, 1.0));
    for widest in [f64::INFINITY, 0.3, 0.15] {
        let (alarms, all) = objections(&groups, &forest, 1.0, widest);
        println!(
            "spread up to {widest}: {all} prices, {:.1} % false alarms",
            alarms * 100.0
        );
        for (name, factor, _) in ERRORS {
            let (found, _) = objections(&groups, &forest, factor, widest);
            println!("{name:>6} {:.1} %", found * 100.0);
        }
    }
    let (found, _) = objections(&groups, &forest, 10.0, 0.3);
    assert!(found > 0.99, "{found}");
}

/// The market that ships, where districts and ages differ too: each offer as it stands and with each error.
#[test]
fn errors_are_found_in_the_demonstration_market() {
    let files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    let built = build(&files).unwrap();
    let book = PriceBook::new(built.market.clone());
    let forest = book.forest(&built.catalogue);
    let objected = |factor: f64| {
        let (mut all, mut objected) = (0, 0);
        for medicine in built.catalogue.medicines() {
            let offers = built.market.offers(&medicine.id);
            let spread = Spread::of(offers.iter().map(|offer| offer.price as f64));
            for offer in offers.iter().filter(|_| spread.is_some()) {
                let price = offer.price as f64 * factor;
                let unit = unit_price(medicine, offer.price).map(|unit| unit.tiyin * factor);
                let seen = Seen {
                    unit_price: unit,
                    ..Seen::from(price)
                };
                all += 1;
                let judgement = judge(seen, spread.as_ref(), forest);
                objected += usize::from(judgement.verdict != Verdict::Usual);
                if factor <= 0.1 {
                    assert!(judgement.counterfeit_warning, "{}: {price}", medicine.id);
                }
            }
        }
        println!("x{factor}: {objected} of {all}");
        objected as f64 / f64::from(all)
    };
    assert!(objected(1.0) < 0.02);
    for factor in [10.0, 0.1, 1.6, 0.5] {
        assert!(objected(factor) > 0.95, "{factor}");
    }
}
