//! A pill beside a pack: it cannot be from it, or it is not recognised, and the answer says which.

use super::{NUROFEN, ingredient, medicine, picture, pill, reference, referring_to, seen};
use crate::catalogue::{Dose, Strength};
use crate::imprints::{Colour, Shape};
use crate::scans::{Conclusion, Evidence, OwnList, Reference, SeenPill, conclude};
use crate::store::scans::{BoxRecord, Level, Outcome};

fn of(pill: SeenPill, reference: &Reference) -> Conclusion {
    let evidence = picture(vec![pill], &[NUROFEN], 90);
    conclude(&evidence, reference, &OwnList::default())
}

fn coloured(imprint: &str, shape: Shape, colour: Colour) -> SeenPill {
    let mut pill = seen(imprint, shape);
    pill.seen.colours = vec![(colour, 0.9)];
    pill
}

/// The defect: two characters of another imprint, on a pill of another shape and colour, passed as the pack's.
#[test]
fn a_part_of_another_imprint_on_a_pill_that_looks_other_is_a_mismatch() {
    let mut other = coloured("25", Shape::Capsule, Colour::Blue);
    // Too unsure a box for its looks alone to count.
    other.record.score = 0.35;
    let conclusion = of(other, &reference());

    assert_eq!(conclusion.outcome(), Outcome::Mismatch);
    assert_eq!(conclusion.verified.level, Level::Critical);
    assert!(conclusion.verified.ask_pharmacist);
}

#[test]
fn a_pill_of_another_shape_and_colour_is_a_mismatch_without_any_imprint() {
    let other = coloured("", Shape::Capsule, Colour::Blue);
    let conclusion = of(other.clone(), &reference());
    assert_eq!(conclusion.outcome(), Outcome::Mismatch);
    assert_eq!(conclusion.warnings, ["mismatch_look"]);

    let mut unsure = other;
    unsure.record.score = 0.35;
    let conclusion = of(unsure, &reference());
    assert_eq!(conclusion.outcome(), Outcome::PackRecognised);
    assert_eq!(
        conclusion.warnings,
        ["pill_unproven"],
        "what may be no pill contradicts nothing by its looks, and proves nothing"
    );
}

#[test]
fn a_pill_that_only_looks_right_is_not_recognised_with_its_pack() {
    for imprint in ["", "NRF"] {
        let conclusion = of(coloured(imprint, Shape::Round, Colour::White), &reference());
        assert_eq!(conclusion.outcome(), Outcome::PackRecognised, "{imprint}");
        assert_eq!(conclusion.warnings, ["pill_unproven"], "{imprint}");
    }
    let whole = of(
        coloured("NRF;400", Shape::Round, Colour::White),
        &reference(),
    );
    assert_eq!(whole.outcome(), Outcome::PackRecognised);
    assert!(whole.warnings.is_empty());
}

/// The defect: where the detector had missed the pill, nothing said that the answer is about the pack alone.
#[test]
fn a_picture_of_a_pack_says_that_no_pill_was_seen() {
    let of_picture = picture(Vec::new(), &[NUROFEN], 90);
    let of_text = Evidence {
        quality: None,
        ..of_picture.clone()
    };
    let warnings = |evidence: &Evidence| {
        let conclusion = conclude(evidence, &reference(), &OwnList::default());
        assert_eq!(conclusion.outcome(), Outcome::PackRecognised);
        conclusion.warnings
    };
    assert_eq!(warnings(&of_picture), ["pill_unseen"]);
    assert!(warnings(&of_text).is_empty(), "no picture, no pill");
}

#[test]
fn one_wrong_pill_among_right_ones_is_a_mismatch() {
    let outcome = |left: f32| {
        let mut pills = vec![
            coloured("NRF;400", Shape::Round, Colour::White),
            coloured("WRFN;5", Shape::Round, Colour::White),
        ];
        pills[1].record.area.x = left;
        let evidence = picture(pills, &[NUROFEN], 90);
        conclude(&evidence, &reference(), &OwnList::default()).outcome()
    };
    assert_eq!(outcome(500.0), Outcome::Mismatch);
    assert_eq!(
        outcome(30.0),
        Outcome::PackRecognised,
        "a second box around the right pill is no second pill"
    );
}

#[test]
fn a_pack_whose_pills_nobody_has_described_is_not_compared() {
    let reference = referring_to(
        vec![ingredient("ibuprofen"), ingredient("warfarin")],
        vec![
            medicine("nurofen", "Nurofen", "ibuprofen", Some(NUROFEN)),
            medicine("warfarin-5", "Warfarin 5", "warfarin", None),
        ],
        vec![pill("warfarin-5", "warfarin", "WRFN;5", Shape::Round)],
    );
    let conclusion = of(coloured("", Shape::Capsule, Colour::Blue), &reference);
    assert_eq!(conclusion.outcome(), Outcome::PackRecognised);
    assert_eq!(conclusion.warnings, ["pill_not_compared"]);
    let other = of(coloured("WRFN;5", Shape::Round, Colour::White), &reference);
    assert_eq!(
        other.outcome(),
        Outcome::Mismatch,
        "what it surely is, it is beside any pack"
    );
}

#[test]
fn the_same_substance_in_another_amount_is_another_medicine() {
    let holding = |id: &str, gtin, amount| {
        let mut one = medicine(id, id, "ibuprofen", gtin);
        one.strengths = vec![Dose(vec![Strength::milligrams(amount)])];
        one
    };
    let reference = referring_to(
        vec![ingredient("ibuprofen")],
        vec![
            holding("ibuprofen-200", Some(NUROFEN), 200),
            holding("ibuprofen-400", None, 400),
        ],
        vec![
            pill("ibuprofen-200", "ibuprofen", "NRF;2", Shape::Round),
            pill("ibuprofen-400", "ibuprofen", "NRF;4", Shape::Round),
        ],
    );
    let other = of(coloured("NRF;4", Shape::Round, Colour::White), &reference);
    assert_eq!(other.outcome(), Outcome::Mismatch);
    let same = of(coloured("NRF;2", Shape::Round, Colour::White), &reference);
    assert_eq!(same.outcome(), Outcome::PackRecognised);
}

/// The defect: figures of a ruler, and print of the pack, were taken for pills, read, and called a mismatch.
#[test]
fn what_is_too_small_to_be_a_pill_denies_nothing() {
    let outcome = |longest: f32, of_the_other: f32| {
        let mut pills = vec![
            coloured("NRF;400", Shape::Round, Colour::White),
            coloured("WRFN;5", Shape::Capsule, Colour::Blue),
        ];
        (pills[0].record.area.width, pills[0].record.area.height) = (of_the_other, of_the_other);
        pills[1].record.area = BoxRecord {
            x: 900.0,
            y: 0.0,
            width: longest,
            height: longest / 2.0,
        };
        let evidence = picture(pills, &[NUROFEN], 90);
        let conclusion = conclude(&evidence, &reference(), &OwnList::default());
        (conclusion.outcome(), conclusion.warnings)
    };
    assert_eq!(outcome(40.0, 100.0).0, Outcome::Mismatch);
    for (longest, of_the_other) in [(30.0, 100.0), (40.0, 400.0)] {
        let (outcome, warnings) = outcome(longest, of_the_other);
        assert_eq!(outcome, Outcome::PackRecognised, "{longest}");
        assert_eq!(warnings, ["pill_unproven"], "it proves nothing either");
    }
}

/// The defect: a box around a part on which nothing was read spoke for the pill that it is a part of.
#[test]
fn a_piece_on_which_nothing_fits_does_not_speak_for_the_whole() {
    let outcome = |on_the_piece: &str| {
        let mut pills = vec![
            coloured("WRFN;5", Shape::Capsule, Colour::Blue),
            coloured(on_the_piece, Shape::Round, Colour::White),
        ];
        pills[1].record.area.width = 50.0;
        let evidence = picture(pills, &[NUROFEN], 90);
        conclude(&evidence, &reference(), &OwnList::default()).outcome()
    };
    assert_eq!(outcome(""), Outcome::Mismatch);
    assert_eq!(
        outcome("NRF;400"),
        Outcome::PackRecognised,
        "the larger box may hold two pills"
    );
}

#[test]
fn a_piece_contradicts_only_with_the_whole() {
    let mut pills = vec![
        coloured("", Shape::Round, Colour::White),
        coloured("WRFN;5", Shape::Capsule, Colour::Blue),
    ];
    pills[1].record.area.width = 50.0;
    let evidence = picture(pills, &[NUROFEN], 90);
    let conclusion = conclude(&evidence, &reference(), &OwnList::default());
    assert_eq!(conclusion.outcome(), Outcome::PackRecognised);
}
