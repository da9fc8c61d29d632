//! Left is not mistaken for right, nor up for down.

use nazar_lab::flaws::{Flaw, Raster};

use crate::coach::trial::{drawing, reference};
use crate::coach::{Analysis, Facts, FocusCode, Leniency, analyse};

/// A reference of which every pixel shows what `from` leads to: places from the middle, in pixels.
fn bent(class_id: u8, from: impl Fn(f32, f32) -> (f32, f32)) -> Raster {
    let form = reference(class_id);
    let side = form.side();
    let middle = side as f32 / 2.0;
    let level = |index: usize| {
        let (x, y) = from(
            (index % side) as f32 + 0.5 - middle,
            (index / side) as f32 + 0.5 - middle,
        );
        let (column, row) = ((x + middle).floor(), (y + middle).floor());
        let inside = (0.0..side as f32).contains(&column) && (0.0..side as f32).contains(&row);
        if inside {
            form.pixels()[row as usize * side + column as usize]
        } else {
            0
        }
    };
    Raster::new((0..side * side).map(level).collect()).unwrap()
}

fn analysed(raster: &Raster) -> Analysis {
    analyse(0, &drawing(raster), Leniency::Normal).unwrap()
}

fn says(analysis: &Analysis, code: FocusCode) -> bool {
    analysis.focus.iter().any(|focus| focus.code == code)
}

#[test]
fn a_lean_has_its_side_and_its_angle() {
    // What shows at the top was on the left: the top has gone to the right.
    let right = analysed(&bent(0, |x, y| (x + 0.25 * y, y)));
    let left = analysed(&bent(0, |x, y| (x - 0.25 * y, y)));
    assert!(says(&right, FocusCode::LeansRight) && says(&left, FocusCode::LeansLeft));
    for (facts, expected) in [(right.facts, 14.0), (left.facts, -14.0)] {
        assert!(
            (facts.slant_degrees - expected).abs() < 3.5,
            "{}",
            facts.slant_degrees
        );
        assert!(
            (facts.proportion.ratio() - 1.0).abs() < 0.08,
            "{:?}",
            facts.proportion
        );
    }
}

#[test]
fn wide_is_not_narrow() {
    let narrow = analysed(&bent(0, |x, y| (x * 1.3, y)));
    let wide = analysed(&bent(0, |x, y| (x, y * 1.3)));
    assert!(says(&narrow, FocusCode::TooNarrow) && says(&wide, FocusCode::TooWide));
    for (facts, expected) in [(narrow.facts, 1.0 / 1.3), (wide.facts, 1.3)] {
        let ratio: f32 = facts.proportion.ratio() / expected;
        assert!((ratio - 1.0).abs() < 0.06, "{ratio}");
        assert!(facts.slant_degrees.abs() < 3.0, "{}", facts.slant_degrees);
    }
}

#[test]
fn a_turned_drawing_is_known_to_be_turned() {
    // Turned clockwise by five degrees: the head line falls to the right.
    let (sin, cos) = 5.0_f32.to_radians().sin_cos();
    let Facts {
        alignment,
        head_line,
        slant_degrees,
        ..
    } = analysed(&bent(0, |x, y| (cos * x + sin * y, cos * y - sin * x))).facts;
    assert!(
        (alignment.turn_degrees + 5.0).abs() < 1.5,
        "{}",
        alignment.turn_degrees
    );
    assert!(
        (head_line.unwrap().slope_degrees + 5.0).abs() < 1.5,
        "{head_line:?}"
    );
    assert!(slant_degrees.abs() < 2.0, "{slant_degrees}");
}

#[test]
fn a_head_line_rises_or_falls() {
    let rising = |by: f32| {
        bent(0, move |x, y| {
            let share = ((-y - 25.0) / 30.0).clamp(0.0, 1.0);
            (x, y + by * share * x)
        })
    };
    let up = analysed(&rising(0.16));
    let down = analysed(&rising(-0.16));
    assert!(says(&up, FocusCode::HeadLineRises) && says(&down, FocusCode::HeadLineFalls));
    assert!(up.facts.head_line.unwrap().slope_degrees > 5.0);
    assert!(down.facts.head_line.unwrap().slope_degrees < -5.0);
}

#[test]
fn thick_is_not_thin() {
    for (flaw, code) in [
        (Flaw::Heavy, FocusCode::TooHeavy),
        (Flaw::Light, FocusCode::TooLight),
    ] {
        let analysis = analysed(&nazar_lab::flaws::apply(&reference(0), flaw, 0.8, 0));
        assert!(says(&analysis, code), "{flaw:?}: {:?}", analysis.focus);
        let heavier = analysis.facts.weight.ratio() > 1.0;
        assert_eq!(heavier, flaw == Flaw::Heavy);
    }
}
