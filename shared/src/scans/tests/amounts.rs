//! The same substance in another amount, where only a row of a table tells the amount and no medicine of the catalogue stands behind it.

use super::{NUROFEN, ingredient, medicine, picture, referring_to, seen};
use crate::catalogue::{Dose, Strength};
use crate::imprints::{Colour, Pill, PillSource, Shape, parts};
use crate::scans::{Conclusion, OwnList, Reference, are_two, conclude, is_another};
use crate::store::medicine_list::{Entry, Medication};
use crate::store::scans::{MineAnswer, Outcome};

fn row(name: &str, strength: &str, imprint: &str) -> Pill {
    Pill {
        name: name.to_owned(),
        codes: Vec::new(),
        medicine: None,
        ingredients: vec!["ibuprofen".parse().unwrap()],
        strength: strength.to_owned(),
        imprint: parts(imprint),
        shape: Some(Shape::Round),
        colours: vec![Colour::White],
        size_mm: None,
        source: PillSource::C3pi,
    }
}

/// A medicine of 200 mg, of whose pills nothing is known, and pills of others that hold the same substance.
fn reference() -> Reference {
    let mut sold = medicine("ibuprofen-200", "Nurofen", "ibuprofen", Some(NUROFEN));
    sold.strengths = vec![Dose(vec![Strength::milligrams(200)])];
    let rows = vec![
        row("IBUPROFEN 200 MG ORAL TABLET", "200 MG", "ADVL"),
        row("IBUPROFEN 800 MG ORAL TABLET", "800 MG", "BRUF"),
        row("IBUPROFEN ORAL TABLET", "", "IQQX"),
        row(
            "12 HR IBUPROFEN 200 MG EXTENDED RELEASE ORAL TABLET",
            "200 MG",
            "KRTD",
        ),
    ];
    referring_to(vec![ingredient("ibuprofen")], vec![sold], rows)
}

fn of(imprint: &str, codes: &[&str], own: &OwnList) -> Conclusion {
    let evidence = picture(vec![seen(imprint, Shape::Round)], codes, 90);
    conclude(&evidence, &reference(), own)
}

fn list(names: &[&str]) -> OwnList {
    let entries = names.iter().map(|name| {
        let medication = Medication {
            medicine: Some((*name).to_owned()),
            name: (*name).to_owned(),
            ..Medication::default()
        };
        Entry::new(medication, *name, None)
    });
    OwnList::new(&entries.collect::<Vec<_>>(), &reference().catalogue.data)
}

/// The defect: a pill of 800 mg passed as proven beside a pack of 200, because the same substance acts in both.
#[test]
fn a_pill_of_another_amount_is_not_from_the_pack() {
    let beside = |imprint| of(imprint, &[NUROFEN], &OwnList::default());
    assert_eq!(beside("BRUF").outcome(), Outcome::Mismatch);

    let same = beside("ADVL");
    assert_eq!(same.outcome(), Outcome::PackRecognised);
    assert!(same.warnings().is_empty());
    for unsure in ["IQQX", "KRTD"] {
        let conclusion = beside(unsure);
        assert_eq!(conclusion.outcome(), Outcome::PackRecognised, "{unsure}");
        assert_eq!(conclusion.warnings(), ["pill_not_compared"], "{unsure}");
    }
}

/// The defect: a pill of 800 mg was one of the medicines of somebody who takes 200.
#[test]
fn a_pill_of_another_amount_is_none_of_mine() {
    let own = list(&["ibuprofen-200"]);
    for (imprint, answer) in [
        ("ADVL", MineAnswer::Yes),
        ("BRUF", MineAnswer::No),
        ("IQQX", MineAnswer::Unclear),
        ("KRTD", MineAnswer::Unclear),
    ] {
        let conclusion = of(imprint, &[], &own);
        assert_eq!(conclusion.outcome(), Outcome::PillRecognised, "{imprint}");
        assert_eq!(conclusion.mine.answer, answer, "{imprint}");
        let is_mine = conclusion.candidates()[0].mine;
        assert_eq!(is_mine, answer == MineAnswer::Yes, "{imprint}");
    }
}

/// The defect: a list that said no amount was met by any.
#[test]
fn a_substance_of_the_list_is_unclear() {
    let own = list(&["ibuprofen"]);
    let pill = of("BRUF", &[], &own);
    assert_eq!(pill.mine.answer, MineAnswer::Unclear);
    assert_eq!(pill.mine.fits, ["ibuprofen"]);
    assert!(!pill.candidates()[0].mine);
    let pack = conclude(&picture(Vec::new(), &[NUROFEN], 90), &reference(), &own);
    assert_eq!(pack.mine.answer, MineAnswer::Unclear);
    assert_eq!(pack.mine.fits, ["ibuprofen"]);
    assert!(!pack.candidates()[0].mine);
}

#[test]
fn a_candidate_of_another_amount_is_another_medicine() {
    let reference = reference();
    let number = NUROFEN.parse().unwrap();
    let sold = reference.catalogue.data.by_gtin(number).unwrap();
    let candidate = |imprint| {
        let conclusion = of(imprint, &[], &OwnList::default());
        conclusion.candidates()[0].clone()
    };
    assert!(is_another(&candidate("BRUF"), sold, &reference));
    assert!(!is_another(&candidate("ADVL"), sold, &reference));
    let unsaid = candidate("IQQX");
    assert!(!is_another(&unsaid, sold, &reference), "it may be the same");

    // The defect: whoever named a candidate by its code was never contradicted.
    assert!(are_two(&candidate("BRUF"), &candidate("ADVL"), &reference));
    assert!(!are_two(&unsaid, &candidate("ADVL"), &reference));
    assert!(!are_two(&unsaid, &unsaid, &reference));

    let mut stranger = candidate("ADVL");
    stranger.name = "FENTANYL 0.2 MG ORAL LOZENGE".to_owned();
    stranger.ingredients.clear();
    assert!(
        is_another(&stranger, sold, &reference),
        "what the catalogue does not know is not what it knows"
    );
}
