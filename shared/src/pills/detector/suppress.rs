//! Of boxes that show the same pill, the surest one.

use super::Detection;

/// Keeps the surest of all that overlap by more than `same`, at most so many, the surest first. (Non-maximum suppression.)
pub(super) fn suppress(mut found: Vec<Detection>, same: f32, most: usize) -> Vec<Detection> {
    found.sort_by(|one, other| other.score.total_cmp(&one.score));
    let mut kept: Vec<Detection> = Vec::new();
    for detection in found {
        if kept.len() == most {
            break;
        }
        if kept
            .iter()
            .all(|surer| surer.area.overlap(&detection.area) <= same)
        {
            kept.push(detection);
        }
    }
    kept
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

    proptest! {
        #[test]
        fn what_is_kept_is_apart_and_what_is_dropped_was_covered(
            found in proptest::collection::vec(any_detection(), 0..40),
        ) {
            let kept = suppress(found.clone(), 0.5, 100);
            prop_assert!(kept.windows(2).all(|pair| pair[0].score >= pair[1].score));
            for (index, one) in kept.iter().enumerate() {
                prop_assert!(kept[..index].iter().all(|other| other.area.overlap(&one.area) <= 0.5));
            }
            for one in &found {
                let covered = |surer: &Detection| surer.score >= one.score && surer.area.overlap(&one.area) > 0.5;
                prop_assert!(kept.contains(one) || kept.iter().any(covered));
            }
            prop_assert_eq!(suppress(kept.clone(), 0.5, 100), kept);
        }

        #[test]
        fn no_more_than_asked_for_are_kept(found in proptest::collection::vec(any_detection(), 0..40), most in 0_usize..9) {
            prop_assert!(suppress(found, 0.5, most).len() <= most);
        }
    }
}
