//! How far spelling may be forgiven where it decides what is checked: all names of DrugBank's vocabulary and of the
//! international names, and every spelling that the register's import put right.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use nazar::catalogue::fold::{compact, fold, respelling, sound};
use nazar_importer::{Files, Problem, Source, build, demonstration};

/// A file of the data at hand; `None`, with a word about it, where there is none.
fn at_hand(path: &str) -> Option<Vec<u8>> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(path);
    std::fs::read(&file)
        .inspect_err(|_| println!("skipped: there is no {}", file.display()))
        .ok()
}

/// Every name in DrugBank's open vocabulary with the drug that it names.
fn names() -> Option<Vec<(String, String)>> {
    let bytes = at_hand("drugs/drugbank_vocabulary.csv")?;
    let mut names = Vec::new();
    for row in csv::Reader::from_reader(bytes.as_slice()).records() {
        let row = row.unwrap();
        let synonyms = row[5].split(" | ").filter(|name| !name.trim().is_empty());
        for name in std::iter::once(&row[2]).chain(synonyms) {
            names.push((name.to_owned(), row[0].to_owned()));
        }
    }
    Some(names)
}

/// Keys under which names of drugs meet that have no name in common: two substances taken for one.
fn wrongly_equal(
    names: &[(String, String)],
    key: impl Fn(&str) -> Option<String>,
) -> (usize, BTreeSet<String>) {
    let mut meeting: BTreeMap<String, BTreeMap<String, BTreeSet<&str>>> = BTreeMap::new();
    for (name, drug) in names {
        if let Some(key) = key(name) {
            let spellings = meeting.entry(key).or_default();
            spellings.entry(compact(name)).or_default().insert(drug);
        }
    }
    let keys = meeting.len();
    let wrong = meeting.into_iter().filter(|(_, spellings)| {
        let mut drugs = spellings.values();
        let first = drugs.next().cloned().unwrap_or_default();
        let shared = drugs.fold(first, |shared, of| {
            shared.intersection(of).copied().collect()
        });
        shared.is_empty()
    });
    (keys, wrong.map(|(key, _)| key).collect())
}

#[test]
fn no_respelling_equates_two_drugs_of_the_whole_vocabulary() {
    let Some(names) = names() else { return };
    let by_sound = |name: &str| Some(fold(name).split(' ').map(sound).collect());
    let (keys, wrong) = wrongly_equal(&names, by_sound);
    println!(
        "by sound: {} of {keys} keys are two substances",
        wrong.len()
    );
    assert!(wrong.len() > 30, "the sound alone would do: {wrong:?}");
    let (keys, wrong) = wrongly_equal(&names, respelling);
    println!(
        "respelled: {} of {keys} keys are two substances",
        wrong.len()
    );
    assert_eq!(wrong, BTreeSet::new());
}

/// Every spelling that was put right in the register of 2025-10-21, looked at one by one.
const REVIEWED: &str = include_str!("spelling.tsv");

#[test]
fn every_spelling_that_the_register_s_import_puts_right_was_looked_at() {
    let mut files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    for (source, path) in [
        (Source::Register, "uz/state_register_2025-10-21.csv"),
        (Source::Inn, "uz/inn-medication-name.tsv"),
        (Source::Atc, "uz/atc-classification.tsv"),
    ] {
        let Some(bytes) = at_hand(path) else { return };
        files.insert(source, bytes.into());
    }
    let built = build(&files).unwrap();
    let respelled: BTreeSet<&str> = built.findings[&Source::Register]
        .findings
        .iter()
        .filter(|finding| finding.problem == Problem::IngredientRespelled)
        .map(|finding| finding.text.as_str())
        .collect();
    let reviewed: BTreeSet<&str> = REVIEWED.lines().skip(1).collect();
    let new: Vec<&&str> = respelled.difference(&reviewed).collect();
    println!(
        "{} spellings put right, {} not looked at:",
        respelled.len(),
        new.len()
    );
    for spelling in &new {
        println!("{spelling}");
    }
    assert!(new.is_empty());
}
