//! The engine against the defects of the service that this one replaces, and its order-independence.

use proptest::prelude::*;

use super::*;
use crate::catalogue::Atc;
use crate::interactions::testing::{class, rule, rule_of};
use crate::interactions::{Condition, Food, RuleSet, Source};

fn id(text: &str) -> IngredientId {
    text.parse().unwrap()
}

fn of(ingredients: &[&str]) -> Taken {
    Taken {
        ingredients: ingredients.iter().map(|text| id(text)).collect(),
        complete: true,
    }
}

/// Rules from every required source, so that gaps come from the medicines alone.
fn knowledge() -> Knowledge {
    let rules = vec![
        rule("warfarin", "class:nsaids", "major", "bleeding"),
        rule_of(
            Source::Ansm,
            ("class:anticoagulants", "class:nsaids"),
            "contraindicated",
            "bleeding",
        ),
        rule_of(
            Source::NdfRt,
            ("warfarin", "simvastatin"),
            "moderate",
            "enzyme_inhibition",
        ),
        rule_of(
            Source::OncHighPriority,
            ("simvastatin", "clarithromycin"),
            "major",
            "muscle_damage",
        ),
        rule_of(
            Source::Ddinter,
            ("warfarin", "omeprazole"),
            "major",
            "not_stated",
        ),
        rule("warfarin", "omeprazole", "minor", "enzyme_inhibition"),
        rule("paracetamol", "alcohol", "moderate", "liver_damage"),
        rule(
            "simvastatin",
            "food:grapefruit",
            "moderate",
            "enzyme_inhibition",
        ),
        rule(
            "simvastatin",
            "pregnancy",
            "contraindicated",
            "harm_to_unborn",
        ),
        rule(
            "propranolol",
            "condition:asthma",
            "contraindicated",
            "harm_by_condition",
        ),
        rule("codeine", "age:<12", "contraindicated", "harm_by_age"),
        rule("cetirizine", "class:sedatives", "moderate", "sedation"),
        rule("loratadine", "condition:epilepsy", "minor", "seizures"),
    ];
    let classes = vec![
        class("nsaids", &["M01A"], &["acetylsalicylic-acid"]),
        class("anticoagulants", &[], &["warfarin", "heparin"]),
        class("sedatives", &["N05B"], &[]),
    ];
    let set = RuleSet {
        classes,
        rules,
        ..RuleSet::default()
    };
    let catalogue: Vec<(IngredientId, Vec<Atc>)> = [
        ("ibuprofen", "M01AE01"),
        ("diclofenac", "M01AB05"),
        ("diazepam", "N05BA01"),
        ("tilorone", "J05AX19"),
    ]
    .map(|(name, code)| (id(name), vec![code.parse().unwrap()]))
    .into();
    Knowledge::build(set, catalogue.iter().map(|(id, atc)| (id, atc.as_slice())))
}

fn severities(report: &Report) -> Vec<Severity> {
    report
        .findings
        .iter()
        .map(|finding| finding.merged.severity)
        .collect()
}

/// Defect 8.1.7: Panadol against paracetamol, class terms, alcohol and food never matched.
#[test]
fn defect_7_classes_salts_and_foreign_names_match() {
    let knowledge = knowledge();
    for pair in [
        ["warfarin-sodium", "ibuprofen"],
        ["warfarin", "diclofenac-sodium"],
        ["warfarin", "aspirin"],
        ["heparin-sodium", "acetylsalicylic-acid"],
    ] {
        let report = check(
            &knowledge,
            &[of(&[pair[0]]), of(&[pair[1]])],
            &Person::default(),
        );
        assert_eq!(severities(&report), [Severity::Contraindicated], "{pair:?}");
    }
    let report = check(
        &knowledge,
        &[of(&["acetaminophen"]), of(&["simvastatin"])],
        &Person::default(),
    );
    let met: Vec<&Between> = report
        .precautions
        .iter()
        .map(|finding| &finding.between)
        .collect();
    let subject = |wanted: Subject| {
        met.iter().any(
            |between| matches!(between, Between::Circumstance(_, subject) if *subject == wanted),
        )
    };
    assert!(
        subject(Subject::Alcohol) && subject(Subject::Food(Food::Grapefruit)),
        "{met:?}"
    );
    assert_eq!(report.outcome(), Outcome::Caution);
}

/// Defect 8.1.6: a pair had two rows of different severity, and half of the pairs could not be found from one side.
#[test]
fn defect_6_a_pair_has_one_record_from_either_side() {
    let knowledge = knowledge();
    let known = |name: &str| knowledge.ingredient(&id(name)).unwrap();
    let there = knowledge
        .between(known("warfarin"), known("ibuprofen"))
        .unwrap();
    let back = knowledge
        .between(known("ibuprofen"), known("warfarin"))
        .unwrap();
    assert_eq!(there, back);
    assert_eq!(there.severity, Severity::Contraindicated);
    assert_eq!(there.evidence.len(), 2, "both sources are named: {there:?}");
    let listed = |name: &str, partner: &str| {
        let partners = knowledge.partners(known(name));
        partners
            .iter()
            .any(|(subject, _)| subject.to_string() == partner)
    };
    assert!(listed("simvastatin", "warfarin") && listed("warfarin", "simvastatin"));
    assert!(listed("ibuprofen", "warfarin") && listed("warfarin", "class:nsaids"));
}

#[test]
fn the_most_severe_trusted_source_decides_and_ddinter_does_not_overrule_it() {
    let knowledge = knowledge();
    let report = check(
        &knowledge,
        &[of(&["warfarin"]), of(&["omeprazole"])],
        &Person::default(),
    );
    let merged = &report.findings[0].merged;
    assert_eq!(merged.severity, Severity::Minor);
    assert_eq!(merged.mechanism, Mechanism::EnzymeInhibition);
    let sources: Vec<Source> = merged
        .evidence
        .iter()
        .map(|(_, said)| said.source)
        .collect();
    assert_eq!(sources, [Source::Demonstration, Source::Ddinter]);
}

/// Defect 8.1.5: "no known interactions" for what was never looked at.
#[test]
fn defect_5_what_was_not_asked_makes_the_check_incomplete() {
    let knowledge = knowledge();
    let outcome = |medicines: &[Taken]| check(&knowledge, medicines, &Person::default()).outcome();
    let whole = [of(&["cetirizine"]), of(&["loratadine"])];
    assert_eq!(outcome(&whole), Outcome::NothingKnown);

    let unread = Taken {
        ingredients: vec![],
        complete: true,
    };
    assert_eq!(outcome(&[whole[0].clone(), unread]), Outcome::Incomplete);
    let partly = Taken {
        complete: false,
        ..of(&["loratadine"])
    };
    assert_eq!(outcome(&[whole[0].clone(), partly]), Outcome::Incomplete);
    // In the catalogue, yet no source has a rule about it.
    assert_eq!(
        outcome(&[whole[0].clone(), of(&["tilorone"])]),
        Outcome::Incomplete
    );
    assert_eq!(
        outcome(&[whole[0].clone(), of(&["moonstone"])]),
        Outcome::Incomplete
    );
    // A danger is said all the same.
    let dangerous = [of(&["warfarin"]), of(&["ibuprofen"]), of(&["moonstone"])];
    assert_eq!(outcome(&dangerous), Outcome::Danger);
}

#[test]
fn without_a_required_source_nothing_is_complete() {
    let rules = vec![rule("cetirizine", "alcohol", "minor", "sedation")];
    let set = RuleSet {
        rules,
        ..RuleSet::default()
    };
    let knowledge = Knowledge::build(set, std::iter::empty());
    assert_eq!(knowledge.missing_sources(), Source::REQUIRED);
    let report = check(
        &knowledge,
        &[of(&["cetirizine"]), of(&["cetirizine"])],
        &Person::default(),
    );
    assert_eq!(report.gaps.len(), 3);
    let nothing = Knowledge::build(RuleSet::default(), std::iter::empty());
    let report = check(
        &nothing,
        &[of(&["warfarin"]), of(&["aspirin"])],
        &Person::default(),
    );
    assert_eq!(report.outcome(), Outcome::Incomplete);
}

#[test]
fn the_same_ingredient_and_the_same_class_twice_are_findings_of_their_own() {
    let knowledge = knowledge();
    let medicines = [of(&["paracetamol"]), of(&["acetaminophen", "caffeine"])];
    let report = check(&knowledge, &medicines, &Person::default());
    assert!(matches!(
        report.findings[0].between,
        Between::SameIngredient(..)
    ));
    assert_eq!(report.findings[0].merged.severity, Severity::Major);

    let report = check(
        &knowledge,
        &[of(&["ibuprofen"]), of(&["diclofenac"])],
        &Person::default(),
    );
    assert!(
        matches!(&report.findings[0].between, Between::SameClass(class, ..) if class.as_str() == "nsaids")
    );
}

/// Defect 8.1.10: what a person had told of themselves was ignored.
#[test]
fn defect_10_what_a_person_tells_counts_and_what_is_untold_is_a_precaution() {
    let knowledge = knowledge();
    let medicines = [of(&["simvastatin"]), of(&["propranolol"]), of(&["codeine"])];
    let untold = check(&knowledge, &medicines, &Person::default());
    assert!(untold.findings.is_empty());
    assert_eq!(untold.precautions.len(), 4);

    let told = Person {
        conditions: Some([Condition::Asthma].into()),
        pregnancy: Some(None),
        breastfeeding: Some(false),
        age: Some(11),
        allergies: None,
    };
    let report = check(&knowledge, &medicines, &told);
    assert_eq!(severities(&report), [Severity::Contraindicated; 2]);
    let grapefruit_alone = report.precautions.len();
    assert_eq!(grapefruit_alone, 1);
    let pregnant = Person {
        pregnancy: Some(Some(crate::interactions::Pregnancy::Second)),
        age: Some(30),
        conditions: Some([].into()),
        ..told
    };
    assert_eq!(
        severities(&check(&knowledge, &medicines, &pregnant)),
        [Severity::Contraindicated]
    );
}

const NAMES: [&str; 12] = [
    "warfarin",
    "ibuprofen",
    "diclofenac",
    "aspirin",
    "simvastatin",
    "clarithromycin",
    "omeprazole",
    "heparin",
    "cetirizine",
    "diazepam",
    "tilorone",
    "moonstone",
];

/// Findings as they read without the places of the medicines.
fn told(report: &Report) -> Vec<String> {
    let mut told: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            let pair = match &finding.between {
                Between::Ingredients(one, other)
                | Between::SameIngredient(one, other)
                | Between::SameClass(_, one, other) => {
                    format!("{} {}", one.ingredient, other.ingredient)
                }
                Between::Circumstance(party, subject) => format!("{} {subject}", party.ingredient),
            };
            format!("{pair} {:?}", finding.merged)
        })
        .collect();
    told.sort();
    told
}

proptest! {
    #[test]
    fn the_order_of_the_medicines_changes_nothing(
        chosen in prop::collection::vec(prop::collection::vec(0..NAMES.len(), 1..3), 2..8),
        turn in any::<prop::sample::Index>(),
    ) {
        let knowledge = knowledge();
        let medicines: Vec<Taken> = chosen
            .iter()
            .map(|places| of(&places.iter().map(|place| NAMES[*place]).collect::<Vec<_>>()))
            .collect();
        let mut turned = medicines.clone();
        turned.rotate_left(turn.index(medicines.len()));
        turned.reverse();
        let one = check(&knowledge, &medicines, &Person::default());
        let other = check(&knowledge, &turned, &Person::default());
        prop_assert_eq!(told(&one), told(&other));
        prop_assert_eq!(one.outcome(), other.outcome());
    }

    #[test]
    fn a_further_medicine_never_reassures(places in prop::collection::vec(0..NAMES.len(), 2..6), more in 0..NAMES.len()) {
        let knowledge = knowledge();
        let mut medicines: Vec<Taken> = places.iter().map(|place| of(&[NAMES[*place]])).collect();
        let before = check(&knowledge, &medicines, &Person::default()).outcome();
        medicines.push(of(&[NAMES[more]]));
        let after = check(&knowledge, &medicines, &Person::default()).outcome();
        prop_assert!(after <= before, "{before:?} became {after:?}");
    }
}

/// Defect 8.1.10: allergies were kept and ignored.
#[test]
fn defect_10_what_somebody_is_allergic_to_is_found_by_ingredient_and_by_class() {
    let allergic = |to: &str| Person {
        allergies: Some([to.parse().unwrap()].into()),
        ..Person::default()
    };
    let found = |medicine: &str, to: &str| {
        let report = check(&knowledge(), &[of(&[medicine])], &allergic(to));
        let met = report.findings.iter();
        met.filter(|finding| finding.merged.mechanism == Mechanism::Allergy)
            .map(|finding| finding.merged.severity)
            .collect::<Vec<_>>()
    };
    for (medicine, to) in [
        ("ibuprofen", "ibuprofen"),
        ("acetylsalicylic-acid", "aspirin"),
        ("diclofenac-sodium", "class:nsaids"),
        ("moonstone", "moonstone"),
    ] {
        assert_eq!(
            found(medicine, to),
            [Severity::Contraindicated],
            "{medicine} {to}"
        );
    }
    for (medicine, to) in [
        ("ibuprofen", "warfarin"),
        ("warfarin", "class:nsaids"),
        ("warfarin", "class:moons"),
    ] {
        assert_eq!(found(medicine, to), [], "{medicine} {to}");
    }
}
