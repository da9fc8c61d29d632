//! The model speaks last, as a guess, and never reassures.

use proptest::prelude::*;

use super::*;
use crate::catalogue::Atc;
use crate::interactions::testing::rule_of;
use crate::interactions::{RuleSet, Source};

/// Names with codes; the first two are in a list, dexibuprofen and the others in none.
const MEDICINES: [(&str, &str); 6] = [
    ("warfarin", "B01AA03"),
    ("naproxen", "M01AE02"),
    ("dexibuprofen", "M01AE14"),
    ("acenocoumarol", "B01AA07"),
    ("lactulose", "A06AD11"),
    ("moxidectin", "P02CX03"),
];

/// Rules of these sources about others, which make the first two known to a list.
fn knowledge(sources: &[Source], pair: (&str, &str)) -> Knowledge {
    let rules = sources.iter().flat_map(|source| {
        let said = |one, other| rule_of(*source, (one, other), "major", "bleeding");
        [
            said("warfarin", "phenylbutazone"),
            said("naproxen", "methotrexate"),
            said(pair.0, pair.1),
        ]
    });
    let set = RuleSet {
        rules: rules.collect(),
        ..RuleSet::default()
    };
    let catalogue: Vec<(IngredientId, Vec<Atc>)> = MEDICINES
        .map(|(name, code)| (name.parse().unwrap(), vec![code.parse().unwrap()]))
        .into();
    Knowledge::build(set, catalogue.iter().map(|(id, atc)| (id, atc.as_slice())))
}

fn all_lists() -> Knowledge {
    knowledge(&Source::REQUIRED, ("methotrexate", "phenylbutazone"))
}

fn asked(knowledge: &Knowledge, names: &[&str]) -> Report {
    let taken: Vec<Taken> = names
        .iter()
        .map(|name| Taken {
            ingredients: vec![name.parse().unwrap()],
            complete: true,
        })
        .collect();
    check(knowledge, &taken, &Person::default())
}

#[test]
fn a_medicine_that_no_list_has_is_expected_to_behave_like_its_kin() {
    let report = asked(&all_lists(), &["warfarin", "dexibuprofen"]);
    let [finding] = report.findings.as_slice() else {
        unreachable!("{report:?}")
    };
    let predicted = finding.predicted.as_ref().unwrap();
    assert!(predicted.probability > 0.5 && predicted.probability < 1.0);
    assert!(predicted.rests_on.iter().all(|ground| !ground.is_empty()));
    assert_eq!(finding.merged.severity, Severity::Moderate);
    assert!(finding.merged.evidence.is_empty());
    // It stays unchecked all the same.
    assert_eq!(report.outcome(), Outcome::Incomplete);
    assert!(
        asked(&all_lists(), &["lactulose", "moxidectin"])
            .findings
            .is_empty()
    );
}

#[test]
fn the_model_is_not_asked_where_a_list_speaks_or_knows_both_or_is_not_there() {
    // A rule of the pair.
    let knows = knowledge(&Source::REQUIRED, ("warfarin", "dexibuprofen"));
    let report = asked(&knows, &["warfarin", "dexibuprofen"]);
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings[0].predicted, None);
    // Both in the lists, and no rule between them.
    assert!(
        asked(&all_lists(), &["warfarin", "naproxen"])
            .findings
            .is_empty()
    );
    // A list that was not imported may have the pair.
    let without = knowledge(&[Source::Ansm], ("methotrexate", "phenylbutazone"));
    assert!(
        asked(&without, &["warfarin", "dexibuprofen"])
            .findings
            .is_empty()
    );
}

proptest! {
    #[test]
    fn a_prediction_changes_with_no_order_and_makes_nothing_milder(
        names in prop::sample::subsequence(MEDICINES.map(|(name, _)| name).to_vec(), 2..=6),
    ) {
        let knowledge = all_lists();
        let report = asked(&knowledge, &names);
        let mut turned = names.clone();
        turned.reverse();
        let other = asked(&knowledge, &turned);
        let told = |report: &Report| -> Vec<String> {
            let findings = report.findings.iter();
            findings.map(|finding| format!("{:?} {:?}", finding.merged, finding.predicted)).collect()
        };
        prop_assert_eq!(told(&report), told(&other));
        for finding in report.findings.iter().filter(|finding| finding.predicted.is_some()) {
            prop_assert_eq!(finding.merged.severity, Severity::Moderate);
        }
        let mut unasked = report.clone();
        unasked.findings.retain(|finding| finding.predicted.is_none());
        // The list of outcomes runs from the gravest to the mildest.
        prop_assert!(report.outcome() <= unasked.outcome());
        prop_assert_eq!(&report.gaps, &unasked.gaps);
    }
}
