//! How well pills are found: average precision at an overlap of a half (AP50), with an interval over photos.

use nazar::pills::{Area, Detection};
use serde::Serialize;

/// Two boxes are one pill from this overlap on.
const SAME: f32 = 0.5;
/// So often photos are drawn anew for the interval.
const DRAWS: usize = 1000;

/// What was found in one photo, and how many pills lie there.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// Score, and whether it was a pill that no surer box had found.
    hits: Vec<(f32, bool)>,
    pills: usize,
}

/// Average precision with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Precision {
    /// The area under the curve of precision over recall, 0 to 1.
    pub ap50: f64,
    /// The interval's lower end: 2.5 % of a thousand draws of as many photos.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
    /// The share of pills that any box found, however unsure.
    pub recall: f64,
    /// Photos.
    pub photos: usize,
    /// Pills in them.
    pub pills: usize,
}

/// Compares what was found with the boxes, the surest first; each pill is found once.
pub(super) fn compare(detections: &[Detection], boxes: &[Area]) -> Found {
    let mut open: Vec<&Area> = boxes.iter().collect();
    let mut hits = Vec::new();
    for detection in detections {
        let best = (0..open.len()).max_by(|one, other| {
            let overlap = |index: &usize| open[*index].overlap(&detection.area);
            overlap(one).total_cmp(&overlap(other))
        });
        let hit = best.filter(|index| open[*index].overlap(&detection.area) >= SAME);
        if let Some(index) = hit {
            open.swap_remove(index);
        }
        hits.push((detection.score, hit.is_some()));
    }
    Found {
        hits,
        pills: boxes.len(),
    }
}

/// The precision over all photos.
pub(super) fn precision(found: &[Found]) -> Precision {
    let whole = average(found.iter());
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut drawn: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let chosen: Vec<&Found> = found
                .iter()
                .map(|_| &found[draw(&mut state, found.len())])
                .collect();
            average(chosen.into_iter())
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    let pills: usize = found.iter().map(|one| one.pills).sum();
    let hit = found
        .iter()
        .flat_map(|one| &one.hits)
        .filter(|(_, hit)| *hit)
        .count();
    Precision {
        ap50: whole,
        low: drawn[DRAWS / 40],
        high: drawn[DRAWS - 1 - DRAWS / 40],
        recall: hit as f64 / pills.max(1) as f64,
        photos: found.len(),
        pills,
    }
}

/// A number below `count`: xorshift, the same at every run.
fn draw(state: &mut u64, count: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state % count.max(1) as u64) as usize
}

/// The area under the curve, precision taken as the highest at any greater recall.
fn average<'a>(found: impl Iterator<Item = &'a Found>) -> f64 {
    let (mut hits, mut pills) = (Vec::new(), 0);
    for one in found {
        hits.extend_from_slice(&one.hits);
        pills += one.pills;
    }
    hits.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut right = 0_usize;
    let mut curve = Vec::with_capacity(hits.len());
    for (count, (_, hit)) in (1..).zip(&hits) {
        right += usize::from(*hit);
        curve.push((right as f64 / f64::from(count), *hit));
    }
    let (mut highest, mut sum) = (0.0_f64, 0.0);
    for (precision, hit) in curve.iter().rev() {
        highest = highest.max(*precision);
        if *hit {
            sum += highest;
        }
    }
    sum / pills.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detection(left: f32, score: f32) -> Detection {
        Detection {
            area: Area::between((left, 0.0), (left + 10.0, 10.0)),
            score,
        }
    }

    #[test]
    fn a_false_box_between_two_true_ones_costs_a_sixth() {
        let boxes = [detection(0.0, 1.0).area, detection(50.0, 1.0).area];
        let found = compare(
            &[
                detection(0.0, 0.9),
                detection(200.0, 0.8),
                detection(51.0, 0.7),
            ],
            &boxes,
        );
        let precision = precision(&[found]);
        assert!((precision.ap50 - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-9);
        assert_eq!((precision.recall, precision.pills), (1.0, 2));
    }

    #[test]
    fn the_second_box_of_one_pill_is_false() {
        let boxes = [detection(0.0, 1.0).area];
        let found = compare(&[detection(0.0, 0.9), detection(1.0, 0.8)], &boxes);
        assert_eq!(found.hits, [(0.9, true), (0.8, false)]);
    }
}
