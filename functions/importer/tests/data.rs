//! The demonstration data, row by row, and the real register where it lies beside the project.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

use std::collections::HashSet;
use std::path::PathBuf;

use bytes::Bytes;
use nazar::catalogue::{Form, Prescription, Source as Origin};
use nazar_importer::{Built, Files, Problem, Source, build, demonstration};

fn demonstration_files() -> Files {
    demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect()
}

/// A file of the data at hand; `None`, with a word about it, where there is none.
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

#[test]
fn defect_18_every_row_of_the_demonstration_data_is_understood() {
    let built = build(&demonstration_files()).unwrap();
    for (source, findings) in &built.findings {
        assert!(findings.rows > 0, "{source}");
        let texts: Vec<&str> = findings
            .findings
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        // One recall names a span of lots on purpose: it shows that lots which cannot be read all count.
        let expected: &[&str] = if source.to_string() == "recalls" {
            &["Lots R2210 through R2230"]
        } else {
            &[]
        };
        assert_eq!(texts, expected, "{source}");
    }
    assert!(built.catalogue.medicines().len() >= 150);
    assert_eq!(built.directory.all().len(), 25);
    let mut gtins = HashSet::new();
    for medicine in built.catalogue.medicines() {
        assert!(medicine.is_demonstration(), "{}", medicine.id);
        assert!(medicine.id.as_str().starts_with("demo-"), "{}", medicine.id);
        assert!(
            medicine.gtins[0].to_string().starts_with("02999"),
            "{}",
            medicine.id
        );
        assert!(gtins.insert(medicine.gtins[0]), "{}", medicine.id);
        assert_ne!(medicine.form, Form::Other, "{}", medicine.id);
        assert!(medicine.name_cyrillic.is_some(), "{}", medicine.id);
        let (parts, substances) = (medicine.strengths[0].0.len(), medicine.ingredients.len());
        assert_eq!(parts, substances, "{}", medicine.id);
        assert!(
            !built.market.history(&medicine.id).is_empty(),
            "{}",
            medicine.id
        );
    }
    for pharmacy in built.directory.all() {
        let id = &pharmacy.id;
        let phone = pharmacy.phone.as_deref().unwrap_or_default();
        assert!(pharmacy.is_demonstration() && phone.starts_with("+998 71 000 "));
        assert!((41.15..41.42).contains(&pharmacy.place.latitude()), "{id}");
        assert!((69.10..69.40).contains(&pharmacy.place.longitude()), "{id}");
        assert!(pharmacy.hours.is_some(), "{id}");
    }
}

#[test]
fn the_same_files_make_the_same_bytes() {
    let files = demonstration_files();
    let [one, other] = [(); 2].map(|()| build(&files).unwrap().snapshots);
    assert_eq!(one, other);
}

fn with_register() -> Option<Built> {
    let mut files = demonstration_files();
    files.insert(
        Source::Register,
        at_hand("uz/state_register_2025-10-21.csv")?,
    );
    files.insert(Source::Inn, at_hand("uz/inn-medication-name.tsv")?);
    files.insert(Source::Atc, at_hand("uz/atc-classification.tsv")?);
    Some(build(&files).unwrap())
}

#[test]
fn the_register_is_read_to_its_last_row() {
    let Some(built) = with_register() else { return };
    let findings = &built.findings[&Source::Register];
    let problems = findings.by_problem();
    println!("{problems:#?} {:?}", findings.repaired);
    let of_register =
        |medicine: &&nazar::catalogue::Medicine| medicine.source == Origin::StateRegister;
    let medicines: Vec<_> = built
        .catalogue
        .medicines()
        .iter()
        .filter(of_register)
        .collect();
    assert_eq!(findings.rows, 8225);
    assert_eq!(medicines.len(), 8225);

    let by_prescription = |wanted: Prescription| {
        medicines
            .iter()
            .filter(|medicine| medicine.prescription == wanted)
            .count()
    };
    assert_eq!(by_prescription(Prescription::Required), 6629);
    assert_eq!(by_prescription(Prescription::NotRequired), 1576);
    assert_eq!(by_prescription(Prescription::Mixed), 10);
    assert_eq!(by_prescription(Prescription::Hospital), 2);
    assert_eq!(by_prescription(Prescription::Unknown), 8);

    let count = |problem: Problem| problems.get(&problem).copied().unwrap_or_default();
    assert_eq!(count(Problem::RowUnreadable), 0);
    assert_eq!(count(Problem::AtcMissing), 155);
    assert_eq!(count(Problem::AtcUnreadable), 19);
    assert_eq!(findings.repaired["atc"], 1449);
    assert_eq!(count(Problem::DateUnreadable), 0);
    assert_eq!(count(Problem::DispensingUnclear), 8);
    assert_eq!(count(Problem::NameWithoutLatin), 14);
    assert!(count(Problem::FormUnknown) <= 10);
    assert!(count(Problem::IngredientsMissing) <= 64);
    // Most of these are registered without one: plants, fixed mixtures, infusions by volume.
    assert!(count(Problem::StrengthMissing) <= 1751);
}
