use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

const SIDE: usize = 96;

fn ka() -> Raster {
    Raster::reference(0, SIDE).unwrap()
}

/// Ink that one has and the other lacks, in whole pixels.
fn beyond(one: &Raster, other: &Raster) -> f32 {
    let levels = one.pixels().iter().zip(other.pixels());
    levels
        .map(|(one, other)| f32::from(one.saturating_sub(*other)) / 255.0)
        .sum()
}

#[test]
fn without_strength_nothing_changes_and_with_it_every_kind_shows() {
    let drawing = ka();
    for flaw in Flaw::ALL {
        assert_eq!(apply(&drawing, flaw, 0.0, 1), drawing, "{flaw:?}");
        let spoilt = apply(&drawing, flaw, 1.0, 1);
        let changed = beyond(&drawing, &spoilt) + beyond(&spoilt, &drawing);
        assert!(changed > 20.0, "{flaw:?} changed {changed} pixels");
    }
}

#[test]
fn the_seed_decides_where() {
    let drawing = ka();
    let seen: HashSet<Vec<u8>> = (0..12)
        .map(|seed| {
            apply(&drawing, Flaw::MissingPart, 0.6, seed)
                .pixels()
                .to_vec()
        })
        .collect();
    assert!(seen.len() > 8, "{} different of 12", seen.len());
}

#[test]
fn a_form_that_encloses_nothing_has_no_counter_to_fill() {
    let stripe: Vec<u8> = (0..SIDE * SIDE)
        .map(|index| if index % SIDE < 20 { 255 } else { 0 })
        .collect();
    let stripe = Raster::new(stripe).unwrap();
    assert_eq!(apply(&stripe, Flaw::FilledCounter, 1.0, 3), stripe);
    assert_eq!(apply(&stripe, Flaw::OpenedCounter, 1.0, 3), stripe);
}

#[test]
fn only_squares_are_rasters() {
    assert!(Raster::new(vec![0; 12]).is_none());
    assert_eq!(
        Raster::new(vec![0; 16]).map(|raster| raster.side()),
        Some(4)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_stronger_fault_contains_the_weaker(
        class_id in 0_u8..62,
        weak in 0.05_f32..0.9,
        more in 0.02_f32..0.5,
        seed in any::<u64>(),
    ) {
        let drawing = Raster::reference(class_id, SIDE).unwrap();
        let strengths = [weak, (weak + more).min(1.0)];
        for flaw in [Flaw::MissingPart, Flaw::MissingHead, Flaw::Light, Flaw::OpenedCounter] {
            let [weaker, stronger] = strengths.map(|strength| apply(&drawing, flaw, strength, seed));
            prop_assert_eq!(beyond(&stronger, &weaker), 0.0, "{:?} gave ink back", flaw);
            prop_assert_eq!(beyond(&weaker, &drawing), 0.0, "{:?} added ink", flaw);
        }
        for flaw in [Flaw::ExtraStroke, Flaw::Blot, Flaw::Heavy, Flaw::FilledCounter] {
            let [weaker, stronger] = strengths.map(|strength| apply(&drawing, flaw, strength, seed));
            prop_assert_eq!(beyond(&weaker, &stronger), 0.0, "{:?} took ink back", flaw);
            prop_assert_eq!(beyond(&drawing, &weaker), 0.0, "{:?} removed ink", flaw);
        }
    }
}
