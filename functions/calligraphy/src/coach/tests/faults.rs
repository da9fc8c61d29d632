//! Each kind of fault is called by its name, at its place.

use nazar_lab::flaws::{Flaw, Raster};

use crate::coach::trial::{drawing, reference, spoilt};
use crate::coach::{Analysis, FocusCode, Leniency, Part, Place, RegionKind, analyse};

fn codes(analysis: &Analysis) -> [FocusCode; 4] {
    analysis.focus.map(|focus| focus.code)
}

#[test]
fn every_kind_of_fault_is_named_first_or_second() {
    let expected: [(Flaw, &[FocusCode]); 14] = [
        (Flaw::MissingPart, &[FocusCode::Missing]),
        (Flaw::MissingHead, &[FocusCode::Missing]),
        (Flaw::ExtraStroke, &[FocusCode::Extra]),
        (Flaw::Blot, &[FocusCode::Extra]),
        (Flaw::Slant, &[FocusCode::LeansLeft, FocusCode::LeansRight]),
        (Flaw::Squeeze, &[FocusCode::TooNarrow, FocusCode::TooWide]),
        (
            Flaw::Wobble,
            &[FocusCode::Unsteady, FocusCode::HeadLineWavy],
        ),
        (
            Flaw::HeadTilt,
            &[FocusCode::HeadLineRises, FocusCode::HeadLineFalls],
        ),
        (Flaw::HeadWave, &[FocusCode::HeadLineWavy]),
        (Flaw::Heavy, &[FocusCode::TooHeavy]),
        (Flaw::Light, &[FocusCode::TooLight]),
        (Flaw::Uneven, &[FocusCode::Uneven, FocusCode::Unsteady]),
        (Flaw::FilledCounter, &[FocusCode::CounterFilled]),
        (Flaw::OpenedCounter, &[FocusCode::CounterOpened]),
    ];
    for class_id in [0, 36] {
        for (flaw, wanted) in expected {
            let analysis =
                analyse(class_id, &spoilt(class_id, flaw, 0.9, 7), Leniency::Normal).unwrap();
            let said = codes(&analysis);
            let named = said[..2].iter().any(|code| wanted.contains(code));
            assert!(
                named,
                "{flaw:?} of {class_id}: {said:?}, {:?}",
                analysis.aspects
            );
        }
    }
}

/// A reference with ink only where `kept` is true of its pixel.
fn cut(class_id: u8, kept: impl Fn(usize, usize) -> bool) -> Raster {
    let form = reference(class_id);
    let side = form.side();
    let level = |(index, &level): (usize, &u8)| {
        if kept(index % side, index / side) {
            level
        } else {
            0
        }
    };
    Raster::new(form.pixels().iter().enumerate().map(level).collect()).unwrap()
}

fn missing(class_id: u8, raster: &Raster) -> (Part, Place) {
    let analysis = analyse(class_id, &drawing(raster), Leniency::Normal).unwrap();
    assert_eq!(
        analysis.focus[0].code,
        FocusCode::Missing,
        "{:?}",
        codes(&analysis)
    );
    let region = &analysis.regions[analysis.focus[0].region];
    assert_eq!(region.kind, RegionKind::Missing);
    (region.part, region.place)
}

#[test]
fn a_missing_part_is_called_by_its_name_and_place() {
    // The letter ga: a head line, a bowl on the left, a stem on the right with a tail.
    assert_eq!(
        missing(2, &cut(2, |x, y| y > 38 || x > 78)),
        (Part::HeadLine, Place::TopLeft)
    );
    assert_eq!(
        missing(2, &cut(2, |x, y| y < 75 || x > 80)),
        (Part::Bowl, Place::Left)
    );
    assert_eq!(
        missing(2, &cut(2, |x, y| !(60..=110).contains(&y) || x < 85)),
        (Part::Stem, Place::Right)
    );
    assert_eq!(missing(50, &cut(50, |_, y| y > 40)).0, Part::Mark);
    assert_eq!(missing(54, &cut(54, |_, y| y < 95)).0, Part::Stroke);
}

#[test]
fn extra_ink_is_found_where_it_is() {
    let form = reference(2);
    for (place, left, top) in [
        (Place::Left, 4, 66),
        (Place::BottomLeft, 8, 125),
        (Place::Right, 135, 60),
        (Place::TopRight, 132, 14),
    ] {
        let mut pixels = form.pixels().to_vec();
        for y in top..top + 20 {
            for x in left..left + 20 {
                pixels[y * form.side() + x] = 255;
            }
        }
        let blotted = drawing(&Raster::new(pixels).unwrap());
        let analysis = analyse(2, &blotted, Leniency::Normal).unwrap();
        let focus = analysis.focus[0];
        assert_eq!(
            focus.code,
            FocusCode::Extra,
            "{place:?}: {:?}",
            codes(&analysis)
        );
        assert_eq!(analysis.regions[focus.region].place, place);
    }
}

#[test]
fn points_are_about_different_things() {
    for (flaw, seed) in [(Flaw::Wobble, 1), (Flaw::Slant, 2), (Flaw::Uneven, 3)] {
        let analysis = analyse(33, &spoilt(33, flaw, 1.0, seed), Leniency::Strict).unwrap();
        for code in codes(&analysis) {
            let alike = codes(&analysis)
                .iter()
                .filter(|other| **other == code)
                .count();
            assert!(
                alike <= 2 || code.kind() != crate::coach::FocusKind::Fault,
                "{:?}",
                codes(&analysis)
            );
        }
    }
}
