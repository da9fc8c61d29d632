//! Of boxes that show the same pill, the surest one.

use super::Detection;

/// Two boxes that overlap by more are one pill.
const SAME_PILL: f32 = 0.5;
/// A box of which more lies within a surer one is a part of that pill: its imprint, or a glint. A surer box within another
/// says nothing of that one, which may hold a second pill.
const PART_OF_IT: f32 = 0.8;

/// Keeps the surest of all that show the same pill, at most so many, the surest first. (Non-maximum suppression.)
pub(super) fn suppress(mut found: Vec<Detection>, most: usize) -> Vec<Detection> {
    found.sort_by(|one, other| other.score.total_cmp(&one.score));
    let mut kept: Vec<Detection> = Vec::new();
    for detection in found {
        if kept.len() == most {
            break;
        }
        if !kept.iter().any(|surer| shows(surer, &detection)) {
            kept.push(detection);
        }
    }
    kept
}

/// Whether a surer box shows what another one does.
fn shows(surer: &Detection, other: &Detection) -> bool {
    surer.area.overlap(&other.area) > SAME_PILL || other.area.within(&surer.area) > PART_OF_IT
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pills::Area;

    fn any_detection() -> impl Strategy<Value = Detection> {
        let sides = (0.0_f32..100.0, 0.0_f32..100.0, 1.0_f32..60.0, 1.0_f32..60.0);
        (sides, 0.0_f32..1.0).prop_map(|((x, y, width, height), score)| Detection {
            area: Area {
                x,
                y,
                width,
                height,
            },
            score,
        })
    }

    fn square(left: f32, side: f32, score: f32) -> Detection {
        Detection {
            area: Area::between((left, 0.0), (left + side, side)),
            score,
        }
    }

    #[test]
    fn a_part_of_a_surer_pill_is_none_and_a_surer_pill_in_a_larger_box_is_one() {
        let (pill, part) = (square(0.0, 100.0, 0.6), square(10.0, 40.0, 0.5));
        assert_eq!(suppress(vec![part, pill], 9), [pill]);
        let surer = square(10.0, 40.0, 0.9);
        assert_eq!(suppress(vec![pill, surer], 9), [surer, pill]);
    }

    proptest! {
        #[test]
        fn what_is_kept_is_apart_and_what_is_dropped_was_covered(
            found in proptest::collection::vec(any_detection(), 0..40),
        ) {
            let kept = suppress(found.clone(), 100);
            prop_assert!(kept.windows(2).all(|pair| pair[0].score >= pair[1].score));
            for (index, one) in kept.iter().enumerate() {
                prop_assert!(!kept[..index].iter().any(|surer| shows(surer, one)));
            }
            for one in &found {
                let covered = |surer: &Detection| surer.score >= one.score && shows(surer, one);
                prop_assert!(kept.contains(one) || kept.iter().any(covered));
            }
            prop_assert_eq!(suppress(kept.clone(), 100), kept);
        }

        #[test]
        fn no_more_than_asked_for_are_kept(found in proptest::collection::vec(any_detection(), 0..40), most in 0_usize..9) {
            prop_assert!(suppress(found, most).len() <= most);
        }
    }
}
