//! DDInter's whole file, where it lies beside the project: its terms (CC BY-NC-SA 4.0) leave importing it to operators whom
//! they allow it, and it is trained on by nothing here.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use bytes::Bytes;
use nazar::interactions::{Severity, Source as Said};
use nazar_importer::{Files, Source, build, demonstration};

#[test]
#[ignore = "takes a minute without optimisation, and needs DDInter's file"]
fn ddinter_is_read_to_its_last_row() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let mut files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    for (source, path) in [
        (Source::Inn, "uz/inn-medication-name.tsv"),
        (Source::DrugVocabulary, "drugs/drugbank_vocabulary.csv"),
        (Source::Ddinter, "ddi/ddinter.csv.gz"),
    ] {
        let file = folder.join(path);
        let Ok(bytes) = std::fs::read(&file) else {
            println!("SKIPPED: there is no {}", file.display());
            return;
        };
        files.insert(source, Bytes::from(bytes));
    }
    let built = build(&files).unwrap();
    let findings = &built.findings[&Source::Ddinter];
    println!("{:?} {:?}", findings.repaired, findings.by_problem());
    // 160,235 pairs, many of them once for each of their two drugs.
    assert_eq!(findings.rows, 222_383);
    assert_eq!(findings.findings, [], "a row was not understood");
    assert_eq!(findings.repaired["pairs of unknown level left out"], 47_182);

    let rules = built.rules.rules.iter();
    let mut levels: BTreeMap<Severity, usize> = BTreeMap::new();
    for rule in rules.filter(|rule| rule.evidence.source == Said::Ddinter) {
        *levels.entry(rule.severity).or_default() += 1;
        assert!(rule.evidence.citation.contains("CC BY-NC-SA 4.0"));
    }
    println!("{levels:?}");
    assert_eq!(
        levels.keys().collect::<Vec<_>>(),
        [&Severity::Minor, &Severity::Moderate, &Severity::Major]
    );
}
