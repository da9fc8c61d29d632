//! Every outcome of a scan, on a small table and catalogue.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside test functions"
)]

mod amounts;
mod beside;
mod sides;

use std::sync::Arc;

use super::{Evidence, OwnList, Reference, SeenPill, conclude, read_code};
use crate::catalogue::{
    Catalogue, Dose, Form, Ingredient, Medicine, Names, Pack, Prescription, Source,
};
use crate::imprints::{Colour, ImprintTable, Lattice, Pill, PillSource, Seen, Shape, parts};
use crate::snapshots::Loaded;
use crate::store::medicine_list::{Entry, Medication};
use crate::store::scans::{
    BoxRecord, Check, Level, MineAnswer, Outcome, PillRecord, QualityRecord, ScanStatus,
};

const NUROFEN: &str = "2999000000111";

fn ingredient(id: &str) -> Ingredient {
    Ingredient {
        id: id.parse().unwrap(),
        names: Names {
            en: id.to_owned(),
            ..Names::default()
        },
        synonyms: Vec::new(),
        atc: Vec::new(),
    }
}

fn medicine(id: &str, name: &str, ingredient: &str, gtin: Option<&str>) -> Medicine {
    Medicine {
        id: id.parse().unwrap(),
        name: name.to_owned(),
        name_cyrillic: None,
        brand: name.to_owned(),
        ingredients: vec![ingredient.parse().unwrap()],
        is_whole: true,
        atc: None,
        form: Form::Tablet,
        form_text: "tablet".into(),
        strengths: vec![Dose(Vec::new())],
        pack: Pack::default(),
        maker: "Maker".into(),
        country: "Uzbekistan".into(),
        prescription: Prescription::NotRequired,
        pregnancy: None,
        gtins: gtin.map(|gtin| gtin.parse().unwrap()).into_iter().collect(),
        registration: None,
        source: Source::Demonstration,
    }
}

fn pill(medicine: &str, ingredient: &str, imprint: &str, shape: Shape) -> Pill {
    Pill {
        name: medicine.to_owned(),
        codes: Vec::new(),
        medicine: Some(medicine.parse().unwrap()),
        ingredients: vec![ingredient.parse().unwrap()],
        strength: String::new(),
        imprint: parts(imprint),
        shape: Some(shape),
        colours: vec![Colour::White],
        size_mm: Some(9.0),
        source: PillSource::Operator,
    }
}

fn reference() -> Reference {
    let ingredients = ["ibuprofen", "warfarin", "metformin"]
        .map(ingredient)
        .into();
    let medicines = vec![
        medicine("nurofen", "Nurofen", "ibuprofen", Some(NUROFEN)),
        medicine("warfarin-5", "Warfarin 5", "warfarin", None),
        medicine("metformin-500", "Metformin 500", "metformin", None),
    ];
    let pills = vec![
        pill("nurofen", "ibuprofen", "NRF;400", Shape::Round),
        pill("warfarin-5", "warfarin", "WRFN;5", Shape::Round),
        pill("metformin-500", "metformin", "MTFN;500", Shape::Oval),
    ];
    referring_to(ingredients, medicines, pills)
}

/// Pills with these imprints, each of a medicine that the catalogue does not have.
fn reference_with(imprints: &[(&str, &str)]) -> Reference {
    let pills = imprints
        .iter()
        .map(|(imprint, name)| pill(name, "ibuprofen", imprint, Shape::Round));
    referring_to(vec![ingredient("ibuprofen")], Vec::new(), pills.collect())
}

fn referring_to(
    ingredients: Vec<Ingredient>,
    medicines: Vec<Medicine>,
    pills: Vec<Pill>,
) -> Reference {
    Reference {
        catalogue: Arc::new(Loaded {
            version: None,
            data: Catalogue::new(ingredients, medicines).unwrap(),
        }),
        imprints: Arc::new(Loaded {
            version: None,
            data: ImprintTable::new(pills),
        }),
    }
}

fn seen(imprint: &str, shape: Shape) -> SeenPill {
    SeenPill {
        record: PillRecord {
            area: BoxRecord {
                x: 0.0,
                y: 0.0,
                width: 100.0,
                height: 100.0,
            },
            score: 0.9,
            shape: None,
            colours: Vec::new(),
            imprint: imprint.to_owned(),
            size_mm: None,
        },
        seen: Seen {
            sides: vec![Lattice::certain(imprint, 0.97)],
            shapes: vec![(shape, 1.0)],
            colours: vec![(Colour::White, 1.0)],
            size_mm: None,
        },
    }
}

fn picture(pills: Vec<SeenPill>, codes: &[&str], score: u8) -> Evidence {
    Evidence {
        quality: Some(QualityRecord {
            score,
            advice: Vec::new(),
        }),
        codes: codes
            .iter()
            .map(|text| read_code(text, None, None))
            .collect(),
        pills,
        codes_unsearched: false,
        card_unfound: false,
        other_side: None,
    }
}

fn outcome(evidence: &Evidence) -> Outcome {
    conclude(evidence, &reference(), &OwnList::default()).outcome()
}

fn list(medicines: &[&str]) -> OwnList {
    let entries: Vec<Entry> = medicines
        .iter()
        .map(|id| {
            let medication = Medication {
                medicine: Some((*id).to_owned()),
                name: (*id).to_owned(),
                ..Medication::default()
            };
            Entry::new(medication, *id, None)
        })
        .collect();
    OwnList::new(&entries, &reference().catalogue.data)
}

#[test]
fn a_code_names_its_pack() {
    assert_eq!(
        outcome(&picture(vec![], &[NUROFEN], 20)),
        Outcome::PackRecognised
    );
    let element_string = format!("010{NUROFEN}17280131");
    assert_eq!(
        outcome(&picture(vec![], &[&element_string], 90)),
        Outcome::PackRecognised
    );
}

#[test]
fn codes_that_name_no_medicine_are_told_apart() {
    for (text, expected) in [
        ("2999000099993", Outcome::CodeNotInCatalogue),
        ("2999000000112", Outcome::CodeWrong),
        ("https://example.org/", Outcome::CodeOfSomethingElse),
    ] {
        assert_eq!(outcome(&picture(vec![], &[text], 90)), expected, "{text}");
    }
}

#[test]
fn a_whole_imprint_with_the_right_look_is_recognised() {
    let evidence = picture(vec![seen("WRFN;5", Shape::Round)], &[], 90);
    let conclusion = conclude(&evidence, &reference(), &OwnList::default());

    assert_eq!(conclusion.outcome(), Outcome::PillRecognised);
    assert_eq!(
        conclusion.candidates[0].medication_id.as_deref(),
        Some("warfarin-5")
    );
    assert_eq!(conclusion.verified.level, Level::High);
}

// "LOW (1 of 4 checks) counts as recognised": looks alone never are.
#[test]
fn without_imprint_or_code_nothing_is_recognised() {
    for shape in [Shape::Round, Shape::Oval, Shape::Triangle] {
        let evidence = picture(vec![seen("", shape)], &[], 95);
        let conclusion = conclude(&evidence, &reference(), &list(&["warfarin-5"]));

        assert_eq!(conclusion.outcome(), Outcome::LooksLike);
        assert_eq!(conclusion.outcome().status(), ScanStatus::Candidates);
        assert!(conclusion.warnings.contains(&"imprint_unread"));
        assert!(conclusion.questions.contains(&"imprint"));
        assert!(conclusion.verified.ask_pharmacist);
        assert!(
            conclusion.candidates[0].mine,
            "the person's own come first among look-alikes"
        );
    }
}

#[test]
fn half_an_imprint_gives_candidates_and_asks_for_the_other_side() {
    let evidence = picture(vec![seen("500", Shape::Oval)], &[], 90);
    let conclusion = conclude(&evidence, &reference(), &OwnList::default());

    assert_eq!(conclusion.outcome(), Outcome::SeveralFit);
    assert!(conclusion.questions.contains(&"other_side"));
}

#[test]
fn a_pill_that_differs_by_a_figure_is_another_strength_and_never_recognised() {
    let reference = reference_with(&[("COREG;CR;20;MG", "carvedilol-20")]);
    let outcome = |imprint: &str| {
        let evidence = Evidence {
            pills: vec![seen(imprint, Shape::Round)],
            ..Evidence::default()
        };
        let conclusion = conclude(&evidence, &reference, &OwnList::default());
        (
            conclusion.outcome(),
            conclusion.candidates()[0].name.clone(),
        )
    };
    for read in ["COREG;CR;20;MG", "C0REG;CR;20;MG", "COREG;CR;2O;MG"] {
        assert_eq!(outcome(read).0, Outcome::PillRecognised, "{read}");
    }
    for read in ["COREG;CR;80;MG", "COREG;CR;120;MG", "COREG;CR;0;MG"] {
        let (outcome, name) = outcome(read);
        assert_eq!(outcome, Outcome::SeveralFit, "{read}");
        assert_eq!(name, "carvedilol-20", "{read}");
    }
}

#[test]
fn codes_that_nobody_looked_for_are_said_to_be_unsearched() {
    for pills in [Vec::new(), vec![seen("NRF;400", Shape::Round)]] {
        let warns = |codes_unsearched: bool| {
            let evidence = Evidence {
                pills: pills.clone(),
                codes_unsearched,
                ..Evidence::default()
            };
            let conclusion = conclude(&evidence, &reference(), &OwnList::default());
            conclusion.warnings.contains(&"codes_unsearched")
        };
        assert!(warns(true));
        assert!(!warns(false));
    }
}

#[test]
fn a_card_that_was_not_found_is_said() {
    let evidence = Evidence {
        card_unfound: true,
        ..picture(vec![seen("NRF;400", Shape::Round)], &[], 90)
    };
    let conclusion = conclude(&evidence, &reference(), &OwnList::default());
    assert!(conclusion.warnings.contains(&"card_unfound"));
}

#[test]
fn an_imprint_that_no_table_has_is_nobodys() {
    let unknown = outcome(&picture(vec![seen("QXZ;7716", Shape::Round)], &[], 90));
    assert_eq!(unknown, Outcome::NotInTables);
}

#[test]
fn an_empty_picture_is_no_pill_and_a_poor_one_says_nothing() {
    assert_eq!(outcome(&picture(vec![], &[], 90)), Outcome::NothingFound);
    assert_eq!(outcome(&picture(vec![], &[], 30)), Outcome::TooPoor);
    assert_eq!(
        outcome(&picture(vec![seen("", Shape::Round)], &[], 30)),
        Outcome::TooPoor
    );
}

#[test]
fn a_pill_of_another_medicine_beside_the_pack_is_a_mismatch() {
    let wrong = picture(vec![seen("WRFN;5", Shape::Round)], &[NUROFEN], 90);
    let conclusion = conclude(&wrong, &reference(), &OwnList::default());
    assert_eq!(conclusion.outcome(), Outcome::Mismatch);
    assert_eq!(conclusion.verified.level, Level::Critical);
    assert_eq!(conclusion.outcome().status(), ScanStatus::Candidates);

    let right = picture(vec![seen("NRF;400", Shape::Round)], &[NUROFEN], 90);
    assert_eq!(outcome(&right), Outcome::PackRecognised);
}

// "skipped size check counts as passed": what was not checked has no part in the mean.
#[test]
fn a_check_that_was_not_made_is_not_passed() {
    let evidence = picture(vec![seen("WRFN;5", Shape::Round)], &[], 90);
    let conclusion = conclude(&evidence, &reference(), &OwnList::default());
    let checks = &conclusion.verified.checks;
    let size = checks
        .iter()
        .find(|check| check.check == Check::Size)
        .unwrap();

    assert_eq!((size.passed, size.confidence), (None, None));
    let (mut sum, mut weights) = (0.0, 0.0);
    for check in checks.iter().filter(|check| check.confidence.is_some()) {
        sum += f32::from(check.weight) * check.confidence.unwrap();
        weights += f32::from(check.weight);
    }
    assert!((conclusion.verified.confidence.unwrap() - sum / weights).abs() < 1e-5);
    assert!(weights < 100.0);
}

#[test]
fn my_list_is_asked_first() {
    let own = list(&["warfarin-5", "metformin-500"]);
    let mine = |imprint, shape| {
        let evidence = picture(vec![seen(imprint, shape)], &[], 90);
        conclude(&evidence, &reference(), &own).mine
    };
    let yes = mine("WRFN;5", Shape::Round);
    assert_eq!(
        (yes.answer, yes.fits),
        (MineAnswer::Yes, vec!["warfarin-5".to_owned()])
    );
    assert_eq!(mine("NRF;400", Shape::Round).answer, MineAnswer::No);
    assert_eq!(mine("", Shape::Round).answer, MineAnswer::Unclear);
    let nothing = conclude(&picture(vec![], &[], 90), &reference(), &OwnList::default()).mine;
    assert_eq!(nothing.answer, MineAnswer::NothingToCompare);
}

#[test]
fn a_pack_is_compared_with_my_list_by_what_acts_in_it() {
    let own = list(&["nurofen"]);
    let mine = conclude(&picture(vec![], &[NUROFEN], 90), &reference(), &own).mine;
    assert_eq!(mine.answer, MineAnswer::Yes);
    let other = list(&["warfarin-5"]);
    let mine = conclude(&picture(vec![], &[NUROFEN], 90), &reference(), &other).mine;
    assert_eq!(mine.answer, MineAnswer::No);
}
