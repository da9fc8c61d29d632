//! From measures to advice and a score.
//!
//! The thresholds lie between what good pictures measure and what the same pictures measure when something is done to
//! them: 42 real photos of pills, darkened, brightened, blurred, flattened, lit by a flash. `evaluate-pills`, in
//! models/lab, counts how often the advice is then right.

use super::{Advice, Measures, Quality};

/// Below this range of lightness nothing is to be seen.
const BLANK: f32 = 0.03;
/// Shorter sides in pixels: too small, and from where on there are enough.
const SMALL: (f32, f32) = (200.0, 480.0);
/// The lightest level of a picture that is too dark, and of one with light enough. A white pill on black cloth is dark on
/// the whole, but not too dark.
const DARK: (f32, f32) = (0.36, 0.55);
/// The mean lightness of a picture with light enough, and of one that is too bright, if much of it is washed out.
const BRIGHT: (f32, f32) = (0.78, 0.86);
/// How much of a bright picture is washed out.
const BRIGHT_WASHED_OUT: f32 = 0.25;
/// Sharpness: blurred (a Gaussian of about a pixel and a half), and sharp.
const BLUR: (f32, f32) = (0.36, 0.47);
/// Ranges of lightness: too even, and enough.
const EVEN: (f32, f32) = (0.13, 0.2);
/// Shares of washed-out pixels of a picture that is not too bright on the whole: none to speak of, and glare.
const GLARE: (f32, f32) = (0.008, 0.02);

/// What each defect takes from the score when it is as bad as the threshold of its advice; worse takes up to half more.
const COSTS: [(Advice, f32); 6] = [
    (Advice::TooSmall, 35.0),
    (Advice::TooDark, 35.0),
    (Advice::TooBright, 40.0),
    (Advice::Blurred, 40.0),
    (Advice::LowContrast, 25.0),
    (Advice::Glare, 22.0),
];

/// Judges a picture by its measures.
pub(super) fn judge(measures: Measures) -> Quality {
    if measures.contrast < BLANK {
        return Quality {
            score: 0,
            advice: vec![Advice::Blank],
            measures,
        };
    }
    let mut found: Vec<(Advice, f32)> = COSTS
        .iter()
        .map(|(advice, cost)| (*advice, badness(*advice, &measures), *cost))
        .filter(|(_, badness, _)| *badness > 0.0)
        .map(|(advice, badness, cost)| (advice, badness, cost * badness.min(1.5)))
        .map(|(advice, badness, cost)| (advice, if badness >= 1.0 { cost } else { -cost }))
        .collect();
    let lost: f32 = found.iter().map(|(_, cost)| cost.abs()).sum();
    // What only costs a little is no reason for advice.
    found.retain(|(_, cost)| *cost > 0.0);
    found.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    Quality {
        score: (100.0 - lost).clamp(0.0, 100.0).round() as u8,
        advice: found.into_iter().map(|(advice, _)| advice).collect(),
        measures,
    }
}

/// How bad something is: 0 where it is good enough, 1 at the threshold of advice, more beyond.
fn badness(advice: Advice, measures: &Measures) -> f32 {
    let washed_out = measures.washed_out;
    let is_bright = measures.brightness > BRIGHT.0 && washed_out > BRIGHT_WASHED_OUT;
    match advice {
        Advice::TooSmall => falling(measures.shorter_side as f32, SMALL),
        Advice::TooDark => falling(measures.lightest, DARK),
        Advice::TooBright if is_bright => rising(measures.brightness, BRIGHT),
        Advice::Blurred => measures
            .sharpness
            .map_or(0.0, |sharpness| falling(sharpness, BLUR)),
        // In the dark and in too much light everything is even: what is to be done about it is said already.
        Advice::LowContrast if measures.lightest > DARK.0 && !is_bright => {
            falling(measures.contrast, EVEN)
        }
        Advice::Glare if !is_bright => rising(washed_out, GLARE),
        _ => 0.0,
    }
}

/// 1 at the bad end and below it more, 0 from the good end on.
fn falling(value: f32, (bad, good): (f32, f32)) -> f32 {
    ((good - value) / (good - bad)).max(0.0)
}

/// 0 up to the good end, 1 at the bad end, more beyond.
fn rising(value: f32, (good, bad): (f32, f32)) -> f32 {
    ((value - good) / (bad - good)).max(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GOOD: Measures = Measures {
        shorter_side: 1200,
        brightness: 0.5,
        lightest: 0.9,
        sharpness: Some(0.6),
        contrast: 0.8,
        washed_out: 0.0,
    };

    #[test]
    fn a_good_picture_needs_no_advice() {
        let quality = judge(GOOD);
        assert_eq!((quality.score, quality.advice), (100, vec![]));
    }

    #[test]
    fn each_defect_alone_has_its_advice() {
        let cases = [
            (
                Measures {
                    shorter_side: 150,
                    ..GOOD
                },
                Advice::TooSmall,
            ),
            (
                Measures {
                    brightness: 0.1,
                    lightest: 0.2,
                    contrast: 0.18,
                    ..GOOD
                },
                Advice::TooDark,
            ),
            (
                Measures {
                    brightness: 0.92,
                    washed_out: 0.6,
                    ..GOOD
                },
                Advice::TooBright,
            ),
            (
                Measures {
                    sharpness: Some(0.25),
                    ..GOOD
                },
                Advice::Blurred,
            ),
            (
                Measures {
                    contrast: 0.1,
                    lightest: 0.55,
                    ..GOOD
                },
                Advice::LowContrast,
            ),
            (
                Measures {
                    washed_out: 0.05,
                    ..GOOD
                },
                Advice::Glare,
            ),
            (
                Measures {
                    contrast: 0.0,
                    sharpness: None,
                    ..GOOD
                },
                Advice::Blank,
            ),
        ];
        for (measures, advice) in cases {
            let quality = judge(measures);
            assert_eq!(quality.advice, [advice]);
            assert!(quality.score < 80, "{advice:?} {}", quality.score);
        }
    }

    #[test]
    fn a_white_pill_on_black_cloth_is_not_too_dark() {
        let quality = judge(Measures {
            brightness: 0.08,
            lightest: 0.85,
            ..GOOD
        });
        assert_eq!(quality.advice, []);
    }

    proptest! {
        #[test]
        fn a_blurrier_picture_never_scores_more(sharp in 0.0_f32..1.0, less in 0.0_f32..1.0) {
            let (sharp, blurred) = (sharp.max(less), sharp.min(less));
            let score = |sharpness| judge(Measures { sharpness: Some(sharpness), ..GOOD }).score;
            prop_assert!(score(blurred) <= score(sharp));
        }
    }
}
