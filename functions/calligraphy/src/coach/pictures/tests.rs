use nazar::i18n::Locale;
use nazar_lab::flaws::Flaw;

use super::*;
use crate::coach::trial::{drawing, perfect, reference, spoilt};
use crate::coach::{Leniency, RegionKind, analyse};

fn pixels(png: &[u8]) -> image::RgbImage {
    image::load_from_memory(png).unwrap().into_rgb8()
}

fn count(picture: &image::RgbImage, colour: [u8; 3]) -> usize {
    picture.pixels().filter(|pixel| pixel.0 == colour).count()
}

#[test]
fn a_perfect_drawing_is_plain_ink() {
    let picture = pixels(&overlay_png(&perfect(), &drawing(&reference(0))).unwrap());
    assert_eq!(picture.dimensions(), (OVERLAY_SIDE, OVERLAY_SIDE));
    assert!(count(&picture, MATCH_COLOUR) > 10_000);
    assert_eq!(
        count(&picture, MISSING_COLOUR) + count(&picture, EXTRA_COLOUR),
        0
    );
}

#[test]
fn missing_and_extra_ink_have_their_colours() {
    let lacking = spoilt(0, Flaw::MissingPart, 0.7, 4);
    let analysis = analyse(0, &lacking, Leniency::Normal).unwrap();
    let picture = pixels(&overlay_png(&analysis, &lacking).unwrap());
    assert!(count(&picture, MISSING_COLOUR) > 500 && count(&picture, EXTRA_COLOUR) == 0);

    let blotted = spoilt(0, Flaw::Blot, 0.9, 4);
    let analysis = analyse(0, &blotted, Leniency::Normal).unwrap();
    let picture = pixels(&overlay_png(&analysis, &blotted).unwrap());
    assert!(count(&picture, EXTRA_COLOUR) > 500 && count(&picture, MISSING_COLOUR) == 0);
}

#[test]
fn the_svg_has_a_title_a_description_and_a_polygon_for_each_region() {
    let lacking = spoilt(36, Flaw::MissingPart, 0.8, 2);
    let analysis = analyse(36, &lacking, Leniency::Normal).unwrap();
    let marked = analysis
        .regions
        .iter()
        .filter(|region| region.kind != RegionKind::Part)
        .count();
    assert!(marked > 0);
    for locale in Locale::ALL {
        let svg = regions_svg(&analysis, locale).unwrap();
        assert_eq!(svg.matches("<polygon ").count(), marked);
        assert_eq!(svg.matches("<title").count(), marked + 1);
        assert!(svg.contains("<desc ") && svg.contains(locale.tag()));
        for unwanted in ["<script", "href", "coach-", "NaN", "inf"] {
            assert!(!svg.contains(unwanted), "{unwanted} in {svg}");
        }
    }
}

#[test]
fn a_stored_analysis_draws_the_same_pictures() {
    let blotted = spoilt(3, Flaw::Blot, 0.8, 9);
    let analysis = analyse(3, &blotted, Leniency::Strict).unwrap();
    let stored = serde_json::to_string(&analysis).unwrap();
    let again: crate::coach::Analysis = serde_json::from_str(&stored).unwrap();
    assert_eq!(again, analysis);
    assert_eq!(
        overlay_png(&again, &blotted).unwrap(),
        overlay_png(&analysis, &blotted).unwrap()
    );
    assert_eq!(
        regions_svg(&again, Locale::Nepali).unwrap(),
        regions_svg(&analysis, Locale::Nepali).unwrap()
    );
}

#[test]
fn an_analysis_of_no_character_has_no_picture() {
    let mut analysis = perfect();
    analysis.target = 62;
    assert!(matches!(
        regions_svg(&analysis, Locale::English),
        Err(PictureError::Character(_))
    ));
}
