//! The real lists of recalls and terms, where they lie beside the project, with their counts.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use bytes::Bytes;
use nazar::recalls::{Lots, RecallClass, RecallSource, RecallStatus};
use nazar::terminology::Vocabulary;
use nazar_importer::{Built, Files, Problem, Source, build, demonstration};

/// Files of the data at hand; `None`, with a word about it, where there are none.
fn imported(wanted: &[(Source, &str)]) -> Option<Built> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let mut files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    for (source, path) in wanted {
        let file = folder.join(path);
        let Ok(bytes) = std::fs::read(&file) else {
            println!("SKIPPED: there is no {}", file.display());
            return None;
        };
        files.insert(*source, Bytes::from(bytes));
    }
    Some(build(&files).unwrap())
}

#[test]
fn the_demonstration_recalls_are_understood_whole() {
    let built = imported(&[]).unwrap();
    let problems = built.findings[&Source::Recalls].by_problem();
    // One row is there to show lots that cannot be read.
    assert_eq!(
        problems.into_iter().collect::<Vec<_>>(),
        [(Problem::LotsUnreadable, 1)]
    );
    assert!(built.recalls.is_demonstration());
    for recall in built.recalls.recalls() {
        assert!(recall.number.starts_with("DEMO-"), "{}", recall.number);
        let is_named = !recall.medicines.is_empty()
            || !recall.gtins.is_empty()
            || !recall.ingredients.is_empty();
        assert!(is_named, "{}", recall.number);
    }
    let classes = RecallClass::ALL.map(Some).into_iter().chain([None]);
    for class in classes {
        assert!(
            built
                .recalls
                .recalls()
                .iter()
                .any(|recall| recall.class == class),
            "{class:?}"
        );
    }
}

#[test]
fn the_archive_of_recalls_is_read_to_its_last_row() {
    let wanted = [
        (Source::Inn, "uz/inn-medication-name.tsv"),
        (Source::Register, "uz/state_register_2025-10-21.csv"),
        (Source::FdaRecalls, "drugs/fda_recalls_2012_2025.csv.gz"),
    ];
    let Some(built) = imported(&wanted) else {
        return;
    };
    let findings = &built.findings[&Source::FdaRecalls];
    println!("{:?}", findings.by_problem());
    let archive = || {
        let all = built.recalls.recalls().iter();
        all.filter(|recall| recall.source == RecallSource::FdaArchive)
    };
    assert_eq!(findings.rows, 16_908);
    assert_eq!(archive().count(), 16_908);
    let of_class = |class| {
        archive()
            .filter(|recall| recall.class == Some(class))
            .count()
    };
    assert_eq!(RecallClass::ALL.map(of_class), [1_690, 13_592, 1_626]);
    let of_status = |status| archive().filter(|recall| recall.status == status).count();
    assert_eq!(RecallStatus::ALL.map(of_status), [1_879, 0, 607, 14_422]);
    assert!(archive().all(|recall| recall.date.is_some()));
    let recognised = archive()
        .filter(|recall| !recall.ingredients.is_empty())
        .count();
    let with_number = archive().filter(|recall| !recall.gtins.is_empty()).count();
    println!("{recognised} recognised, {with_number} with the number of a pack");
    let problems = findings.by_problem();
    assert_eq!(
        problems.keys().collect::<Vec<_>>(),
        [&Problem::ProductUnrecognised]
    );
    assert_eq!(
        problems[&Problem::ProductUnrecognised] as usize,
        16_908 - recognised
    );
    assert!(recognised >= 12_600 && with_number >= 7_800);
}

/// The archive has no field for lots, but firms name some among other words, where a sentence may follow. What is not wholly read
/// makes every lot doubtful, so this counts how often that is.
#[test]
fn lots_in_the_archive_s_free_texts_are_read_or_doubtful() {
    let Some(built) = imported(&[(Source::FdaRecalls, "drugs/fda_recalls_2012_2025.csv.gz")])
    else {
        return;
    };
    let archive = built.recalls.recalls().iter();
    let archive = archive.filter(|recall| recall.source == RecallSource::FdaArchive);
    let fields = archive.flat_map(|recall| [&recall.product, &recall.reason]);
    let texts: BTreeSet<&str> = fields.filter_map(|field| about_lots(field)).collect();
    let (mut whole, mut doubtful, mut unnamed) = (0, 0, 0);
    for text in &texts {
        match Lots::read(text) {
            Lots::Listed(lots) if lots.is_empty() => panic!("{text}"),
            Lots::All | Lots::Listed(_) => whole += 1,
            Lots::Unread(_) => doubtful += 1,
            Lots::NotNamed => unnamed += 1,
        }
    }
    println!(
        "{} texts: {whole} wholly read, {doubtful} doubtful, {unnamed} name none",
        texts.len()
    );
    assert_eq!((texts.len(), unnamed), (130, 0));
    assert!(whole >= 18, "{whole}");
}

/// The text from its last word `lot` on, if a number is named behind it.
fn about_lots(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let is_word = |place: &usize| {
        let before = lower[..*place].chars().next_back();
        let behind = lower[place + 3..].trim_start_matches('s').chars().next();
        let is_border = |letter: Option<char>| letter.is_none_or(|one| !one.is_alphanumeric());
        is_border(before) && is_border(behind)
    };
    let places = lower.match_indices("lot").map(|(place, _)| place);
    let text = &text[places.filter(is_word).last()?..];
    text.contains(|letter: char| letter.is_ascii_digit())
        .then_some(text)
}

#[test]
fn the_terms_are_read_to_their_last_row() {
    let wanted = [
        (Source::Inn, "uz/inn-medication-name.tsv"),
        (Source::DoseForms, "uz/medication-doseform.tsv"),
        (Source::Allergens, "uz/allergens.tsv"),
    ];
    let Some(built) = imported(&wanted) else {
        return;
    };
    for (source, vocabulary, terms) in [
        (Source::Inn, Vocabulary::Inn, 9_347),
        (Source::DoseForms, Vocabulary::DoseForm, 836),
        (Source::Allergens, Vocabulary::Allergen, 295),
    ] {
        assert_eq!(built.findings[&source].rows, terms, "{source}");
        assert_eq!(
            built.terminology.terms(vocabulary).len() as u64,
            terms,
            "{source}"
        );
    }
    let allergen = |name: &str| {
        let found = built.terminology.by_name(Vocabulary::Allergen, name);
        found.first().map(|term| term.code.clone())
    };
    let peas = allergen("Peas").unwrap();
    for name in ["No'xat", "НЎХАТ", "горох", "Peas (Pis s)"] {
        assert_eq!(allergen(name).as_ref(), Some(&peas), "{name}");
    }
    let abacavir = built
        .terminology
        .by_code(Vocabulary::Inn, "000002")
        .unwrap();
    assert_eq!(abacavir.uz.as_deref(), Some("abakavir"));
}
