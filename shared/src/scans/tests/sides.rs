//! Two sides of one pill: in one picture, in two, and what only looks like it.

use super::{list, picture, reference, reference_with, seen};
use crate::imprints::Shape;
use crate::scans::{Conclusion, Evidence, Made, OtherSide, OwnList, SeenPill, conclude};
use crate::store::scans::{Check, Difference, Outcome, ScanRecord, ScanSource};

/// A pill that looks as the table of these tests describes them, with what its record says of it.
fn lying(imprint: &str, shape: Shape) -> SeenPill {
    let mut pill = seen(imprint, shape);
    pill.record.shape = Some(shape.as_str().to_owned());
    pill.record.colours = vec!["white".to_owned()];
    pill
}

fn concluded(evidence: &Evidence) -> Conclusion {
    conclude(evidence, &reference(), &OwnList::default())
}

fn earlier(pill: SeenPill) -> ScanRecord {
    let evidence = picture(vec![pill], &[], 90);
    let made = Made {
        id: crate::ids::RecordId::generate(),
        source: ScanSource::Image,
        models: Vec::new(),
        other_side_of: None,
    };
    concluded(&evidence).record(made, evidence, &reference(), &OwnList::default())
}

#[test]
fn two_pills_with_different_sides_up_are_one_medicine() {
    let pills = vec![lying("MTFN", Shape::Oval), lying("500", Shape::Oval)];
    let own = list(&["metformin-500"]);
    let conclusion = conclude(&picture(pills, &[], 90), &reference(), &own);

    assert_eq!(conclusion.outcome(), Outcome::PillRecognised);
    let first = &conclusion.candidates()[0];
    assert_eq!(first.medication_id.as_deref(), Some("metformin-500"));
    assert!(!first.differs.contains(&Difference::ImprintUnseen));
    assert!(conclusion.warnings.contains(&"two_sides"));
    assert!(!conclusion.warnings.contains(&"several_pills"));
}

/// `WATSON` beside `853` may be Watson 853, or Watson 540 beside it: a side that many medicines have proves nothing.
#[test]
fn a_side_that_several_medicines_have_is_only_supposed_to_belong() {
    let reference = reference_with(&[("WATSON;853", "one"), ("WATSON;540", "other")]);
    let pills = vec![lying("WATSON", Shape::Round), lying("853", Shape::Round)];
    let conclusion = conclude(&picture(pills, &[], 90), &reference, &OwnList::default());

    assert_eq!(conclusion.outcome(), Outcome::SeveralFit);
    assert!(conclusion.warnings.contains(&"two_sides_supposed"));
    assert!(conclusion.questions.contains(&"both_sides"));
    assert_eq!(
        conclusion.candidates()[0].imprint.as_deref(),
        Some("WATSON 853")
    );
}

#[test]
fn pills_that_look_different_are_not_two_sides() {
    let pills = vec![lying("MTFN", Shape::Oval), lying("500", Shape::Round)];
    let conclusion = concluded(&picture(pills, &[], 90));

    assert_ne!(conclusion.outcome(), Outcome::PillRecognised);
    assert!(conclusion.warnings.contains(&"several_pills"));
}

#[test]
fn the_size_is_taken_from_the_picture_that_tells_it() {
    let sized = |imprint: &str, size_mm: Option<f32>| {
        let mut pill = lying(imprint, Shape::Oval);
        pill.record.size_mm = size_mm;
        pill.seen.size_mm = size_mm;
        pill
    };
    let together = |first: Option<f32>, second: Option<f32>| {
        let first = earlier(sized("MTFN", first));
        let mut evidence = picture(vec![sized("500", second)], &[], 90);
        evidence.other_side = OtherSide::of(&first);
        concluded(&evidence)
    };
    let is_same = |conclusion: &Conclusion| !conclusion.warnings.contains(&"other_side_differs");
    let passed = |conclusion: &Conclusion| {
        let checks = &conclusion.verified.checks;
        let size = checks.iter().find(|check| check.check == Check::Size);
        size.and_then(|check| check.passed)
    };
    // The table says 9 millimetres.
    for (length, is_right) in [(9.0, true), (15.0, false)] {
        let (of_first, of_second) = (together(Some(length), None), together(None, Some(length)));
        assert!(is_same(&of_first) && is_same(&of_second));
        assert_eq!(passed(&of_first), Some(is_right), "{length}");
        assert_eq!(passed(&of_second), Some(is_right), "{length}");
    }
    assert_eq!(passed(&together(None, None)), None);
    assert!(is_same(&together(Some(15.0), Some(16.0))));
    assert!(!is_same(&together(Some(15.0), Some(9.0))));
}

#[test]
fn a_second_picture_of_the_other_side_completes_the_first() {
    let first = earlier(lying("MTFN", Shape::Oval));
    assert_eq!(first.outcome, Outcome::SeveralFit);
    let mut second = picture(vec![lying("500", Shape::Oval)], &[], 90);
    second.other_side = OtherSide::of(&first);

    assert_eq!(concluded(&second).outcome(), Outcome::PillRecognised);
}

#[test]
fn another_pill_is_no_other_side() {
    let first = earlier(lying("MTFN", Shape::Oval));
    let mut second = picture(vec![lying("500", Shape::Round)], &[], 90);
    second.other_side = OtherSide::of(&first);
    let conclusion = concluded(&second);

    assert_ne!(conclusion.outcome(), Outcome::PillRecognised);
    assert!(conclusion.warnings.contains(&"other_side_differs"));
    let blank = earlier(lying("", Shape::Oval));
    assert_eq!(OtherSide::of(&blank), None, "nothing was read on it");
}
