//! Whatever is drawn, there is an answer, and it is whole.

use nazar::i18n::Locale;
use nazar::image::FineGlyph;
use proptest::prelude::*;

use crate::coach::pictures::regions_svg;
use crate::coach::{Analysis, Leniency, RegionKind, analyse};

/// Filled rectangles and speckles.
fn drawings() -> impl Strategy<Value = FineGlyph> {
    let rectangle = (0..160_usize, 0..160_usize, 1..80_usize, 1..80_usize);
    let rectangles = proptest::collection::vec(rectangle, 0..7);
    let specks = proptest::collection::vec(0..FineGlyph::AREA, 0..60);
    (rectangles, specks).prop_map(|(rectangles, specks)| {
        let mut pixels = vec![0; FineGlyph::AREA];
        for (left, top, width, height) in rectangles {
            for y in top..(top + height).min(FineGlyph::SIDE) {
                for x in left..(left + width).min(FineGlyph::SIDE) {
                    pixels[y * FineGlyph::SIDE + x] = 255;
                }
            }
        }
        for speck in specks {
            pixels[speck] = 255 - pixels[speck];
        }
        FineGlyph::from_pixels(&pixels).unwrap()
    })
}

fn is_whole(analysis: &Analysis) {
    assert!(analysis.score <= 100);
    assert!(analysis.aspects.len() >= 8);
    assert!(analysis.aspects.iter().all(|scored| scored.score <= 100));
    for focus in analysis.focus {
        assert!(focus.region < analysis.regions.len());
    }
    for region in &analysis.regions {
        assert!(
            region.polygon.len() >= 3 && region.polygon.len() <= 48,
            "{region:?}"
        );
        let inside = |corner: &[f32; 2]| corner.iter().all(|value| (0.0..=1.0).contains(value));
        assert!(region.polygon.iter().all(inside), "{region:?}");
        assert!(region.area.is_finite() && region.area > 0.0 && region.depth <= 1.0);
        assert!(region.kind == RegionKind::Part || region.depth > 0.0);
    }
    // Numbers that are none would be null in JSON and could not be read back.
    let stored = serde_json::to_string(analysis).unwrap();
    assert_eq!(
        serde_json::from_str::<Analysis>(&stored).unwrap(),
        *analysis
    );
}

#[test]
fn a_sheet_without_ink_scores_nothing() {
    let blank = FineGlyph::from_pixels(&vec![0; FineGlyph::AREA]).unwrap();
    let analysis = analyse(0, &blank, Leniency::Gentle).unwrap();
    is_whole(&analysis);
    assert!(analysis.score < 5, "{}", analysis.score);
}

#[test]
fn a_sheet_full_of_ink_scores_little() {
    let full = FineGlyph::from_pixels(&vec![255; FineGlyph::AREA]).unwrap();
    let analysis = analyse(0, &full, Leniency::Normal).unwrap();
    is_whole(&analysis);
    assert!(analysis.score < 45, "{}", analysis.score);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn every_drawing_gets_a_whole_answer(drawing in drawings(), target in 0_u8..62) {
        let analysis = analyse(target, &drawing, Leniency::Normal).unwrap();
        is_whole(&analysis);
        prop_assert_eq!(analysis.words(Locale::Nepali).points.len(), 4);
        prop_assert!(regions_svg(&analysis, Locale::Russian).is_ok());
    }
}
