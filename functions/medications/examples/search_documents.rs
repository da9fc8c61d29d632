//! What `scripts/compare_search.py` and `benchmarks/dori` need: `search_documents DATA OUT`.
//!
//! `DATA` is the folder of public files (`uz/`, `drugs/`, `ddi/`). Written to `OUT`: every snapshot that is made of them; `documents.tsv`, every medicine with the texts that our index
//! reads, as they are and as they sound; `queries.tsv`, our queries with the places of the medicines that each means, as
//! they are and as they sound, the places that our index finds first, and the microseconds that it took.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a tool for the laboratory: it speaks to a person and stops where a file is not there"
)]

use std::fmt::Write;
use std::path::PathBuf;
use std::time::Instant;

use nazar::catalogue::fold::{fold, sound};
use nazar::catalogue::search::{Filter, SearchIndex};
use nazar::catalogue::{Catalogue, Medicine};
use nazar_importer::{Files, Source, build, demonstration};

/// Everything that is imported where it may be.
const FILES: [(Source, &str); 12] = [
    (Source::Register, "uz/state_register_2025-10-21.csv"),
    (Source::Inn, "uz/inn-medication-name.tsv"),
    (Source::Atc, "uz/atc-classification.tsv"),
    (Source::DrugVocabulary, "drugs/drugbank_vocabulary.csv"),
    (Source::AnsmClasses, "ddi/ansm_en_2016_class_members.tsv"),
    (Source::AnsmRules, "ddi/ansm_en_2016_interactions.tsv"),
    (Source::InteractionsOpen, "ddi/combined_open_sources.tsv.gz"),
    (Source::OncHighPriority, "ddi/ONC_High_Priority_Mapped.csv"),
    (Source::Ddinter, "ddi/ddinter.csv.gz"),
    (Source::FdaRecalls, "drugs/fda_recalls_2012_2025.csv.gz"),
    (Source::DoseForms, "uz/medication-doseform.tsv"),
    (Source::Allergens, "uz/allergens.tsv"),
];

const QUERIES: &str = include_str!("../tests/search_queries.tsv");

fn main() {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (data, out) = (arguments.next(), arguments.next());
    let (data, out) = (
        data.expect("the folder of data"),
        out.expect("a folder for tables"),
    );
    std::fs::create_dir_all(&out).expect("the folder can be made");
    let mut files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    for (source, path) in FILES {
        let bytes = std::fs::read(data.join(path)).expect("a file of the data is not there");
        files.insert(source, bytes.into());
    }
    let built = build(&files).expect("the data can be built");
    for (kind, snapshot) in &built.snapshots {
        let path = out.join(format!("{kind}.snapshot"));
        std::fs::write(path, &snapshot.bytes).expect("the snapshot can be written");
    }
    let catalogue = built.catalogue;

    let mut documents = String::new();
    for medicine in catalogue.medicines() {
        // Writing to a string cannot fail.
        let _ = writeln!(documents, "{}", texts(&catalogue, medicine).join("\t"));
    }
    std::fs::write(out.join("documents.tsv"), documents).expect("the table can be written");

    let index = SearchIndex::build(&catalogue);
    let mut queries = String::new();
    for line in QUERIES.lines().skip(1) {
        let (query, expected) = line.split_once('\t').expect("a query and what it means");
        let meant = places(&catalogue, |medicine| is_meant(medicine, expected));
        let (found, took) = asked(&index, &catalogue, query);
        let _ = writeln!(
            queries,
            "{query}\t{}\t{meant}\t{found}\t{took}",
            said(query)
        );
    }
    std::fs::write(out.join("queries.tsv"), queries).expect("the table can be written");
    println!(
        "{} medicines, {} queries",
        catalogue.medicines().len(),
        QUERIES.lines().count() - 1
    );
}

/// Trade names, substances with their synonyms, and the rest, each as it is and as it sounds.
fn texts(catalogue: &Catalogue, medicine: &Medicine) -> [String; 6] {
    let cyrillic = medicine.name_cyrillic.clone().unwrap_or_default();
    let names = format!("{} {} {cyrillic}", medicine.name, medicine.brand);
    let substances: Vec<&str> = catalogue
        .ingredients_of(medicine)
        .flat_map(|one| {
            one.names
                .iter()
                .chain(one.synonyms.iter().map(String::as_str))
        })
        .collect();
    let substances = substances.join(" ");
    let strengths: Vec<String> = medicine.strengths.iter().map(ToString::to_string).collect();
    let rest = format!(
        "{} {} {} {}",
        strengths.join(" "),
        medicine.form.as_str(),
        medicine.form_text,
        medicine.maker
    );
    let plain = [names, substances, rest].map(|text| text.replace(['\t', '\n', '\r'], " "));
    let [names, substances, rest] = plain.clone().map(|text| said(&text));
    let [own_names, own_substances, own_rest] = plain;
    [own_names, own_substances, own_rest, names, substances, rest]
}

fn said(text: &str) -> String {
    let words: Vec<String> = fold(text).split(' ').map(sound).collect();
    words.join(" ")
}

fn is_meant(medicine: &Medicine, expected: &str) -> bool {
    match expected.split_once(':') {
        Some(("medicine", start)) => medicine.id.as_str().starts_with(start),
        Some((_, substance)) => medicine
            .ingredients
            .iter()
            .any(|held| held.as_str() == substance),
        None => false,
    }
}

fn places(catalogue: &Catalogue, is_wanted: impl Fn(&Medicine) -> bool) -> String {
    let medicines = catalogue.medicines().iter().enumerate();
    let wanted = medicines.filter(|(_, medicine)| is_wanted(medicine));
    wanted
        .map(|(place, _)| place.to_string())
        .collect::<Vec<_>>()
        .join(",")
}

/// The first three, and the least of five times that it took.
fn asked(index: &SearchIndex, catalogue: &Catalogue, query: &str) -> (String, u128) {
    let mut least = u128::MAX;
    let mut hits = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        hits = index.search(query, Filter::default(), 0, 20).hits;
        least = least.min(start.elapsed().as_micros());
    }
    let places = hits
        .iter()
        .take(3)
        .filter_map(|hit| catalogue.place(&hit.medicine));
    (
        places
            .map(|place| place.to_string())
            .collect::<Vec<_>>()
            .join(","),
        least,
    )
}
