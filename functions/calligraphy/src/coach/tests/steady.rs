//! What is no fault costs nothing: where on the sheet, how large, a little turned.

use nazar::image::{FineGlyph, raster};
use nazar_lab::flaws::{Flaw, Raster};

use crate::coach::trial::{drawing, reference, spoilt};
use crate::coach::{Aspect, Leniency, analyse};

/// A raster as it comes from a sheet of paper on which it lies turned (in degrees), enlarged and off the middle.
fn photographed(source: &Raster, degrees: f32, scale: f32, aside: f32) -> FineGlyph {
    const SHEET: u32 = 400;
    let (sin, cos) = degrees.to_radians().sin_cos();
    let side = source.side() as f32;
    let sheet = image::GrayImage::from_fn(SHEET, SHEET, |x, y| {
        let (x, y) = (
            x as f32 + 0.5 - 200.0 - aside,
            y as f32 + 0.5 - 200.0 + aside,
        );
        let across = (cos * x + sin * y) / scale + side / 2.0;
        let down = (cos * y - sin * x) / scale + side / 2.0;
        let inside = (0.0..side).contains(&across) && (0.0..side).contains(&down);
        let level = if inside {
            source.pixels()[down as usize * source.side() + across as usize]
        } else {
            0
        };
        image::Luma([255 - level])
    });
    let pixels = raster(&image::DynamicImage::ImageLuma8(sheet), FineGlyph::SIDE).unwrap();
    FineGlyph::from_pixels(&pixels).unwrap()
}

/// The longer side of the box around the ink, in pixels.
fn longer_side(glyph: &FineGlyph) -> f32 {
    let ink = || (0..FineGlyph::AREA).filter(|&index| glyph.pixels()[index] > 127);
    let length = |of: fn(usize) -> usize| {
        let (first, last) = (ink().map(of).min().unwrap(), ink().map(of).max().unwrap());
        (last + 1 - first) as f32
    };
    length(|index| index % FineGlyph::SIDE).max(length(|index| index / FineGlyph::SIDE))
}

#[test]
fn place_size_and_a_small_turn_cost_next_to_nothing() {
    for class_id in [0, 21, 45, 50, 53, 58] {
        let form = reference(class_id);
        for (degrees, scale, aside) in [(0.0, 1.3, 20.0), (2.0, 1.0, -30.0), (-2.0, 1.5, 0.0)] {
            let sheet = photographed(&form, degrees, scale, aside);
            let analysis = analyse(class_id, &sheet, Leniency::Normal).unwrap();
            let aspects: Vec<u8> = analysis.aspects.iter().map(|scored| scored.score).collect();
            assert!(
                analysis.score >= 95,
                "{class_id} turned by {degrees}: {aspects:?}"
            );
        }
    }
}

#[test]
fn a_missing_head_line_does_not_rescale_the_rest() {
    for class_id in [24, 31, 36] {
        let lacking = spoilt(class_id, Flaw::MissingHead, 1.0, 1);
        // As preprocessing would have it: the rest fills the square.
        let refitted = photographed(
            &Raster::new(lacking.pixels().to_vec()).unwrap(),
            0.0,
            1.4,
            0.0,
        );
        let analysis = analyse(class_id, &refitted, Leniency::Normal).unwrap();
        // What was left had filled the square: it is brought back to the size that it has in the reference.
        let scale = analysis.facts.alignment.scale;
        let kept = longer_side(&lacking) / longer_side(&drawing(&reference(class_id)));
        assert!((scale - kept).abs() < 0.02, "{class_id}: {scale}, {kept}");
        let score = |aspect| analysis.score_of(aspect).unwrap();
        assert!(
            score(Aspect::Completeness) < 50,
            "{class_id}: {:?}",
            analysis.facts.ink
        );
        for kept in [
            Aspect::Cleanness,
            Aspect::Slant,
            Aspect::Weight,
            Aspect::Proportion,
        ] {
            assert!(score(kept) >= 85, "{class_id}: {kept:?} {}", score(kept));
        }
    }
}

#[test]
fn a_stroke_too_much_does_not_rescale_the_rest() {
    for class_id in [2, 24, 31] {
        let extended = spoilt(class_id, Flaw::ExtraStroke, 1.0, 4);
        let refitted = photographed(
            &Raster::new(extended.pixels().to_vec()).unwrap(),
            0.0,
            1.4,
            0.0,
        );
        let analysis = analyse(class_id, &refitted, Leniency::Normal).unwrap();
        for kept in [
            Aspect::Completeness,
            Aspect::Slant,
            Aspect::Proportion,
            Aspect::Weight,
        ] {
            let score = analysis.score_of(kept).unwrap();
            assert!(
                score >= 90,
                "{class_id}: {kept:?} {score}, {:?}",
                analysis.facts.alignment
            );
        }
    }
}

#[test]
fn a_thin_pen_is_too_light_and_nothing_is_missing() {
    let thin = spoilt(36, Flaw::Light, 0.8, 0);
    let analysis = analyse(36, &thin, Leniency::Normal).unwrap();
    assert!(
        analysis.score_of(Aspect::Completeness).unwrap() > 80,
        "{:?}",
        analysis.facts.ink
    );
    assert!(
        analysis.score_of(Aspect::Weight).unwrap() < 75,
        "{:?}",
        analysis.facts.weight
    );
    assert_eq!(
        analyse(36, &drawing(&reference(36)), Leniency::Normal)
            .unwrap()
            .facts
            .weight
            .ratio(),
        1.0
    );
}
