//! The tables that `models/predicted/train.py` learns from and is judged by: `interaction_pairs DATA OUT`.
//!
//! `DATA` is the folder of public files (`uz/`, `drugs/`, `ddi/`). Written to `OUT`:
//! - `drugs.tsv`: every ingredient of which ANSM, NDF-RT or the ONC's list of pairs that must always alert has a rule, with its
//!   ATC codes and its name;
//! - `pairs.tsv`: the pairs that one of these or our own rules have, by the numbers of the drugs, with the severity;
//! - `judge.tsv`: DDInter's pairs of the same drugs, where its file is there. Its licence (CC BY-NC-SA 4.0) allows to
//!   measure with it and not to train: nothing reads this file but the evaluation.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a tool for the laboratory: it speaks to a person and stops where a file is not there"
)]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use nazar::catalogue::IngredientId;
use nazar::interactions::names::canonical;
use nazar::interactions::{Knowledge, RuleSet, Source as Said, Subject};
use nazar_importer::{Built, Files, Source, build, demonstration};

/// Files without which there is nothing to learn from.
const FILES: [(Source, &str); 8] = [
    (Source::Inn, "uz/inn-medication-name.tsv"),
    (Source::Atc, "uz/atc-classification.tsv"),
    (Source::Register, "uz/state_register_2025-10-21.csv"),
    (Source::DrugVocabulary, "drugs/drugbank_vocabulary.csv"),
    (Source::AnsmClasses, "ddi/ansm_en_2016_class_members.tsv"),
    (Source::AnsmRules, "ddi/ansm_en_2016_interactions.tsv"),
    (Source::InteractionsOpen, "ddi/combined_open_sources.tsv.gz"),
    (Source::OncHighPriority, "ddi/ONC_High_Priority_Mapped.csv"),
];

/// Sources whose terms allow to learn from them.
const TAUGHT: [Said; 4] = [
    Said::Demonstration,
    Said::Ansm,
    Said::NdfRt,
    Said::OncHighPriority,
];

fn main() {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (data, out) = (arguments.next(), arguments.next());
    let (data, out) = (
        data.expect("the folder of data"),
        out.expect("a folder for tables"),
    );
    std::fs::create_dir_all(&out).expect("the folder can be made");

    let built = build(&files(&data)).expect("the data can be built");
    let (judged, taught): (Vec<_>, Vec<_>) = built
        .rules
        .rules
        .iter()
        .cloned()
        .partition(|rule| rule.evidence.source == Said::Ddinter);
    let of = |rules| {
        let classes = built.rules.classes.clone();
        let set = RuleSet {
            rules,
            classes,
            ..RuleSet::default()
        };
        let ingredients = built.catalogue.ingredients().iter();
        Knowledge::build(set, ingredients.map(|one| (&one.id, one.atc.as_slice())))
    };
    let taught = taught
        .into_iter()
        .filter(|rule| TAUGHT.contains(&rule.evidence.source));
    let (taught, judged) = (of(taught.collect()), of(judged));

    let drugs = drugs(&built, &taught);
    write(&out.join("drugs.tsv"), &drug_table(&built, &drugs));
    write(&out.join("pairs.tsv"), &pair_table(&taught, &drugs));
    write(&out.join("judge.tsv"), &pair_table(&judged, &drugs));
}

fn files(data: &Path) -> Files {
    let mut files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    for (source, path) in FILES {
        let bytes = std::fs::read(data.join(path)).expect("a file of the data is not there");
        files.insert(source, bytes.into());
    }
    if let Ok(bytes) = std::fs::read(data.join("ddi/ddinter.csv.gz")) {
        files.insert(Source::Ddinter, bytes.into());
    }
    files
}

/// Ingredients, under the names by which rules are kept, that a source for learning knows.
fn drugs(built: &Built, taught: &Knowledge) -> Vec<IngredientId> {
    let of_catalogue = built
        .catalogue
        .ingredients()
        .iter()
        .map(|one| canonical(&one.id));
    let of_rules = built.rules.rules.iter().flat_map(|rule| {
        let (one, other) = rule.pair();
        [one, other]
            .into_iter()
            .filter_map(|subject| match subject {
                Subject::Ingredient(id) => Some(canonical(id)),
                _ => None,
            })
    });
    let of_classes = built
        .rules
        .classes
        .iter()
        .flat_map(|class| class.members.iter().map(canonical));
    let all: BTreeSet<IngredientId> = of_catalogue.chain(of_rules).chain(of_classes).collect();
    let is_taught = |id: &IngredientId| {
        taught.ingredient(id).is_some_and(|known| {
            let mut sources = taught.sources_of_ingredient(known);
            sources.any(|source| source != Said::Demonstration)
        })
    };
    all.into_iter().filter(is_taught).collect()
}

fn drug_table(built: &Built, drugs: &[IngredientId]) -> String {
    let mut table = String::from("number\tid\tatc\n");
    for (number, id) in drugs.iter().enumerate() {
        let same = built
            .catalogue
            .ingredients()
            .iter()
            .filter(|one| canonical(&one.id) == *id);
        let codes: BTreeSet<String> = same
            .flat_map(|one| one.atc.iter().map(ToString::to_string))
            .collect();
        let codes: Vec<String> = codes.into_iter().collect();
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{number}\t{id}\t{}", codes.join(";"));
    }
    table
}

fn pair_table(knowledge: &Knowledge, drugs: &[IngredientId]) -> String {
    let mut table = String::from("one\tother\tseverity\n");
    for (first, one) in drugs.iter().enumerate() {
        for (second, other) in drugs.iter().enumerate().skip(first + 1) {
            let pair = (knowledge.ingredient(one), knowledge.ingredient(other));
            let (Some(one), Some(other)) = pair else {
                continue;
            };
            if let Some(merged) = knowledge.between(one, other) {
                let _ = writeln!(table, "{first}\t{second}\t{}", merged.severity);
            }
        }
    }
    table
}

fn write(path: &Path, table: &str) {
    std::fs::write(path, table).expect("the table can be written");
    println!("{}: {} rows", path.display(), table.lines().count() - 1);
}
