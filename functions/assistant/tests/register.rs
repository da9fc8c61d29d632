//! Names of the state register as people write them, with endings: the demonstration data have fewer, and chosen ones.
//!
//! The register lies beside the project in `shared/data`; without it the test says so and ends.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use bytes::Bytes;
use nazar::catalogue::{Catalogue, Medicine, Resolution, Source as Origin};
use nazar_assistant::nlu::{Mention, Names, Nlu};
use nazar_importer::{Files, Source, build, demonstration};

/// Every so many-th brand is tried.
const STEP: usize = 12;
/// What was measured, rounded down: shares of the tried brands that are found.
const PLAIN: f64 = 0.99;
const INFLECTED: f64 = 0.99;

/// Questions around a name that ends in a consonant, and what stands there in Uzbek and English.
const QUESTIONS: [&str; 5] = [
    "{} narxi qancha",
    "{}ning narxi qancha",
    "{}ni topib bering",
    "{}dan bormi sizlarda",
    "how much is {}",
];

fn at_hand(path: &str) -> Option<Bytes> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(path);
    match std::fs::read(&file) {
        Ok(bytes) => Some(bytes.into()),
        Err(_) => {
            println!("skipped: there is no {}", file.display());
            None
        }
    }
}

fn register() -> Option<Catalogue> {
    let mut files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    files.insert(
        Source::Register,
        at_hand("uz/state_register_2025-10-21.csv")?,
    );
    files.insert(Source::Atc, at_hand("uz/atc-classification.tsv")?);
    Some(build(&files).unwrap().catalogue)
}

/// Brands of one word of at least four letters with the medicines of that brand.
fn brands(catalogue: &Catalogue) -> BTreeMap<String, Vec<&Medicine>> {
    let mut brands: BTreeMap<String, Vec<&Medicine>> = BTreeMap::new();
    for medicine in catalogue.medicines() {
        let is_word = medicine.brand.chars().all(char::is_alphabetic);
        if medicine.source == Origin::StateRegister && is_word && medicine.brand.len() >= 4 {
            brands
                .entry(medicine.brand.to_lowercase())
                .or_default()
                .push(medicine);
        }
    }
    brands
}

/// Whether a mention means one of these medicines, or a substance that one of them holds.
fn means(mention: &Mention, medicines: &[&Medicine]) -> bool {
    match &mention.resolution {
        Resolution::Medicine(id) => medicines.iter().any(|medicine| medicine.id == *id),
        Resolution::Several(ids) => medicines.iter().any(|medicine| ids.contains(&medicine.id)),
        Resolution::Ingredient(id) => medicines
            .iter()
            .any(|medicine| medicine.ingredients.contains(id)),
        Resolution::Unknown => false,
    }
}

#[test]
fn names_of_the_register_are_found_through_their_endings() {
    let Some(catalogue) = register() else { return };
    assert!(catalogue.medicines().len() > 8_225);
    let names = Names::of(&catalogue);
    let nlu = Nlu::load().unwrap();
    let brands = brands(&catalogue);
    let tried: Vec<_> = brands.iter().step_by(STEP).collect();
    assert!(tried.len() > 100, "{}", tried.len());
    let mut found = [0_usize; QUESTIONS.len()];
    for (brand, medicines) in &tried {
        for (place, question) in QUESTIONS.iter().enumerate() {
            let text = question.replace("{}", brand);
            let understood = nlu.understand(&text, &catalogue, &names);
            let is_found = understood
                .mentions
                .iter()
                .any(|mention| means(mention, medicines));
            found[place] += usize::from(is_found);
            if !is_found {
                println!("not found: {text}");
            }
        }
    }
    let share = |count: usize| count as f64 / tried.len() as f64;
    println!("{} of {} brands tried", tried.len(), brands.len());
    for (question, count) in QUESTIONS.iter().zip(found) {
        println!("{question}: {count} ({:.1} %)", 100.0 * share(count));
    }
    assert!(share(found[0]) >= PLAIN);
    let inflected = found[1..4].iter().map(|count| share(*count)).sum::<f64>() / 3.0;
    assert!(inflected >= INFLECTED, "{inflected}");
}
