//! How well search finds what is meant: queries of ours in four spellings (English or Latin, Cyrillic, Uzbek Latin or
//! with a strength, and with a slip), each with what has to be among the first three.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

use std::path::PathBuf;

use nazar::catalogue::search::{Filter, SearchIndex};
use nazar::catalogue::{Catalogue, MedicineId};
use nazar_importer::{Files, Source, build, demonstration};

const QUERIES: &str = include_str!("search_queries.tsv");

fn queries() -> impl Iterator<Item = (&'static str, &'static str)> {
    QUERIES
        .lines()
        .skip(1)
        .map(|line| line.split_once('\t').unwrap())
}

/// Whether a medicine is what a query means: its identifier begins so, or this is the substance in it.
fn is_expected(catalogue: &Catalogue, id: &MedicineId, expected: &str) -> bool {
    match expected.split_once(':').unwrap() {
        ("medicine", start) => id.as_str().starts_with(start),
        ("substance", substance) => {
            let medicine = catalogue.medicine(id).unwrap();
            medicine
                .ingredients
                .iter()
                .any(|held| held.as_str() == substance)
        }
        (other, _) => unreachable!("{other}"),
    }
}

fn missed(catalogue: &Catalogue, index: &SearchIndex, wanted: &str) -> Vec<String> {
    queries()
        .filter(|(_, expected)| expected.starts_with(wanted))
        .filter(|(query, expected)| {
            let hits = index.search(query, Filter::default(), 0, 3).hits;
            !hits
                .iter()
                .any(|hit| is_expected(catalogue, &hit.medicine, expected))
        })
        .map(|(query, expected)| format!("{query} ({expected})"))
        .collect()
}

#[test]
fn what_is_meant_is_among_the_first_three() {
    let files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    let catalogue = build(&files).unwrap().catalogue;
    let index = SearchIndex::build(&catalogue);
    let asked = queries().count();
    let missed = missed(&catalogue, &index, "");
    println!("{} of {asked} missed: {missed:?}", missed.len());
    assert!(asked >= 200);
    assert!(missed.len() * 100 <= asked, "{missed:?}");
}

/// Among 8,000 other products it is harder: brands have look-alikes there, so only a few misses are allowed.
#[test]
fn substances_are_found_among_the_whole_register() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/uz");
    let mut files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    for (source, name) in [
        (Source::Register, "state_register_2025-10-21.csv"),
        (Source::Inn, "inn-medication-name.tsv"),
    ] {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            println!("skipped: there is no {}", folder.join(name).display());
            return;
        };
        files.insert(source, bytes.into());
    }
    let catalogue = build(&files).unwrap().catalogue;
    let index = SearchIndex::build(&catalogue);
    let asked = queries()
        .filter(|(_, expected)| expected.starts_with("substance"))
        .count();
    let missed = missed(&catalogue, &index, "substance");
    println!("{} of {asked} missed: {missed:?}", missed.len());
    assert!(missed.len() * 20 <= asked, "{missed:?}");
}
