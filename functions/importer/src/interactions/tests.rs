//! The real lists, where `shared/data` lies beside the project, against what we know of medicines.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use bytes::Bytes;
use nazar::catalogue::Resolution;
use nazar::interactions::names::identifier;
use nazar::interactions::predicted::TAUGHT;
use nazar::interactions::{Knowledge, Outcome, Person, Severity, Taken, check};

use crate::sources::{Files, Source, demonstration};
use crate::{Built, build};

/// Two names, and the least severity that a check has to give; `none` for pairs that are taken together every day.
const GOLD: &str = include_str!("gold.tsv");

/// Sources whose files are not ours, by their place in the data folder. DDInter is not among them: what it alone knows
/// must not be what makes these tests pass. One test adds it.
const FILES: [(Source, &str); 9] = [
    (Source::Inn, "uz/inn-medication-name.tsv"),
    (Source::Atc, "uz/atc-classification.tsv"),
    (Source::Register, "uz/state_register_2025-10-21.csv"),
    (Source::DrugVocabulary, "drugs/drugbank_vocabulary.csv"),
    (Source::AnsmClasses, "ddi/ansm_en_2016_class_members.tsv"),
    (Source::AnsmRules, "ddi/ansm_en_2016_interactions.tsv"),
    (Source::InteractionsOpen, "ddi/combined_open_sources.tsv.gz"),
    (Source::OncHighPriority, "ddi/ONC_High_Priority_Mapped.csv"),
    (
        Source::OncNonInterruptive,
        "ddi/ONC_Non_Interruptive_Mapped.csv",
    ),
];

fn folder() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let given = std::env::var_os("NAZAR_DATA").map(PathBuf::from);
    given
        .into_iter()
        .chain([beside])
        .find(|path| path.join("ddi").is_dir())
}

/// Everything imported, once for all tests, or nothing where the files are not there.
fn imported() -> Option<&'static Built> {
    static BUILT: OnceLock<Option<Built>> = OnceLock::new();
    BUILT.get_or_init(|| import(&FILES)).as_ref()
}

fn import(lists: &[(Source, &str)]) -> Option<Built> {
    let Some(folder) = folder() else {
        eprintln!("SKIPPED: the public data are not beside the project");
        return None;
    };
    let mut files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    for (source, path) in lists {
        files.insert(
            *source,
            Bytes::from(std::fs::read(folder.join(path)).unwrap()),
        );
    }
    Some(build(&files).unwrap())
}

fn knowledge(built: &Built) -> Knowledge {
    let ingredients = built.catalogue.ingredients().iter();
    let codes = ingredients.map(|ingredient| (&ingredient.id, ingredient.atc.as_slice()));
    Knowledge::build(built.rules.clone(), codes)
}

/// A substance as the function resolves it: by the catalogue, and where that does not have it, by its name.
fn taken(built: &Built, name: &str) -> Taken {
    let id = match built.catalogue.resolve(name) {
        Resolution::Ingredient(id) => Some(id),
        _ => identifier(name),
    };
    Taken {
        ingredients: vec![id.unwrap()],
        complete: true,
    }
}

fn gold() -> impl Iterator<Item = [&'static str; 3]> {
    let rows = GOLD.lines().skip(1);
    rows.map(|row| row.split('\t').collect::<Vec<_>>().try_into().unwrap())
}

#[test]
fn the_gold_is_large_enough_and_names_each_pair_once() {
    let mut seen = HashSet::new();
    let (mut known, mut harmless) = (0, 0);
    for [one, other, least] in gold() {
        let mut pair = [one, other];
        pair.sort_unstable();
        assert!(seen.insert(pair), "{one} and {other} stand twice");
        match least {
            "none" => harmless += 1,
            severity => {
                severity.parse::<Severity>().unwrap();
                known += 1;
            }
        }
    }
    assert!(
        known >= 150 && harmless >= 100,
        "{known} known, {harmless} harmless"
    );
}

#[test]
fn known_pairs_are_found_and_harmless_ones_raise_no_danger_after_the_real_lists_are_imported() {
    let Some(built) = imported() else { return };
    for (source, findings) in &built.findings {
        let problems = findings.by_problem();
        eprintln!(
            "{source}: {} rows, {:?}, {problems:?}",
            findings.rows, findings.repaired
        );
    }
    let wrong = judged(built, &knowledge(built));
    assert!(
        wrong.is_empty(),
        "{} pairs:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// With DDInter too, which rates some pairs that are taken together every day: it must not outvote the authorities.
#[test]
#[ignore = "takes a minute without optimisation, and needs DDInter's file"]
fn known_pairs_and_harmless_ones_stay_what_they_are_when_ddinter_is_imported_too() {
    let mut lists = FILES.to_vec();
    lists.push((Source::Ddinter, "ddi/ddinter.csv.gz"));
    let Some(built) = import(&lists) else { return };
    let wrong = judged(&built, &knowledge(&built));
    assert!(
        wrong.is_empty(),
        "{} pairs:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Pairs of the gold that come out otherwise than they have to.
fn judged(built: &Built, knowledge: &Knowledge) -> Vec<String> {
    assert_eq!(knowledge.missing_sources(), []);
    let mut wrong = Vec::new();
    for [one, other, least] in gold() {
        let report = check(
            knowledge,
            &[taken(built, one), taken(built, other)],
            &Person::default(),
        );
        let worst = report
            .findings
            .iter()
            .map(|finding| finding.merged.severity)
            .max();
        let is_right = match least.parse::<Severity>() {
            Ok(least) => worst.is_some_and(|worst| worst >= least),
            Err(_) => report.outcome() != Outcome::Danger,
        };
        if !is_right {
            let said: Vec<String> = report
                .findings
                .iter()
                .map(|finding| format!("{:?}", finding.merged.evidence))
                .collect();
            wrong.push(format!(
                "{one} + {other}: wanted {least}, got {worst:?} {said:?}"
            ));
        }
    }
    wrong
}

/// Defect 8.1.7, on the real register: what is on the shelf meets the rules, whatever its salt and brand.
#[test]
fn defect_7_most_of_the_register_is_covered_by_a_source() {
    let Some(built) = imported() else { return };
    let knowledge = knowledge(built);
    let (mut whole, mut covered) = (0, 0);
    for medicine in built.catalogue.medicines() {
        if !medicine.is_whole {
            continue;
        }
        whole += 1;
        let is_covered = medicine.ingredients.iter().all(|id| {
            let known = knowledge.ingredient(id);
            known.is_some_and(|known| knowledge.sources_of_ingredient(known).next().is_some())
        });
        covered += usize::from(is_covered);
    }
    eprintln!(
        "{covered} of {whole} medicines have a rule for each of their ingredients; {} rules",
        knowledge.rules()
    );
    assert!(covered * 100 >= whole * 55, "{covered} of {whole}");
}

#[test]
fn wrong_class_expansions_are_left_out_and_counted() {
    let Some(built) = imported() else { return };
    let knowledge = knowledge(built);
    for source in [Source::OncNonInterruptive, Source::InteractionsOpen] {
        let left_out = &built.findings[&source].repaired["wrong class expansions left out"];
        assert!(*left_out > 0, "{source}");
    }
    // Methacholine was taken for a salicylate: the only thing that ACE inhibitors had against it.
    let report = check(
        &knowledge,
        &[taken(built, "benazepril"), taken(built, "methacholine")],
        &Person::default(),
    );
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

/// What the model says beside the real lists: of what is sold and in no list, seldom anything, and never of what the lists know.
#[test]
fn predictions_are_of_what_no_list_knows_and_never_worse_than_moderate() {
    let Some(built) = imported() else { return };
    let knowledge = knowledge(built);
    let common = [
        "warfarin",
        "digoxin",
        "carbamazepine",
        "clarithromycin",
        "ibuprofen",
    ];
    let common: Vec<Taken> = common.iter().map(|name| taken(built, name)).collect();
    let (mut asked, mut warned) = (0, 0);
    for ingredient in built.catalogue.ingredients() {
        let one = Taken {
            ingredients: vec![ingredient.id.clone()],
            complete: true,
        };
        for other in &common {
            let pair = [one.clone(), other.clone()];
            let report = check(&knowledge, &pair, &Person::default());
            asked += 1;
            for finding in report.findings.iter().filter(|one| one.predicted.is_some()) {
                warned += 1;
                assert_eq!(finding.merged.severity, Severity::Moderate);
                assert!(finding.merged.evidence.is_empty());
                let known = knowledge.ingredient(&ingredient.id).unwrap();
                let mut sources = knowledge.sources_of_ingredient(known);
                assert!(
                    !sources.any(|source| TAUGHT.contains(&source)),
                    "{}",
                    ingredient.id
                );
            }
        }
    }
    eprintln!("{warned} warnings of {asked} pairs with five common medicines");
    assert!(warned > 0 && warned * 20 < asked, "{warned} of {asked}");
}
