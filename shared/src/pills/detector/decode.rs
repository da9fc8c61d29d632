//! The network's maps as boxes.

use super::super::network::Output;
use super::Detection;
use crate::pills::Area;

/// Boxes in pixels of the network's input, of cells that no neighbour exceeds and that reach the least score. `None`
/// when the outputs are no maps of one and of four numbers a cell.
pub(super) fn decode(chances: &Output, distances: &Output, least: f32) -> Option<Vec<Detection>> {
    let &[1, 1, height, width] = chances.shape.as_slice() else {
        return None;
    };
    let area = height.checked_mul(width).filter(|area| *area > 0)?;
    if distances.shape != [1, 4, height, width]
        || chances.values.len() != area
        || distances.values.len() != 4 * area
    {
        return None;
    }
    let highest = |index: usize| {
        let score = chances.values[index];
        score >= least && !exceeded(&chances.values, width, height, index)
    };
    let found = (0..area).filter(|index| highest(*index)).map(|index| {
        let (x, y) = middle(index % width, index / width);
        let side = |which: usize| sane(distances.values[which * area + index]);
        Detection {
            area: Area::between((x - side(0), y - side(1)), (x + side(2), y + side(3))),
            score: chances.values[index].min(1.0),
        }
    });
    Some(found.collect())
}

/// Input pixels from one cell to the next.
const STRIDE: f32 = 4.0;

fn middle(column: usize, row: usize) -> (f32, f32) {
    ((column as f32 + 0.5) * STRIDE, (row as f32 + 0.5) * STRIDE)
}

/// No side is farther off than any picture is large.
fn sane(distance: f32) -> f32 {
    if distance.is_finite() {
        distance.clamp(0.0, 4096.0)
    } else {
        0.0
    }
}

/// Whether a neighbour is likelier; of equal ones the first stays.
fn exceeded(chances: &[f32], width: usize, height: usize, index: usize) -> bool {
    let (column, row) = (index % width, index / width);
    let rows = row.saturating_sub(1)..(row + 2).min(height);
    rows.flat_map(|near| {
        let columns = column.saturating_sub(1)..(column + 2).min(width);
        columns.map(move |beside| near * width + beside)
    })
    .any(|other| {
        chances[other] > chances[index] || (other < index && chances[other] == chances[index])
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn maps(
        width: usize,
        height: usize,
        chances: Vec<f32>,
        distances: Vec<f32>,
    ) -> (Output, Output) {
        let chances = Output {
            shape: vec![1, 1, height, width],
            values: chances,
        };
        let distances = Output {
            shape: vec![1, 4, height, width],
            values: distances,
        };
        (chances, distances)
    }

    #[test]
    fn a_peak_becomes_a_box_around_its_cell() {
        let mut chances = vec![0.0; 25];
        (chances[12], chances[11]) = (0.9, 0.6);
        let (chances, distances) = maps(
            5,
            5,
            chances,
            [[3.0; 25], [2.0; 25], [5.0; 25], [4.0; 25]].concat(),
        );
        let found = decode(&chances, &distances, 0.3).unwrap();
        let expected = Area {
            x: 7.0,
            y: 8.0,
            width: 8.0,
            height: 6.0,
        };
        assert_eq!(
            (found.len(), found[0].area, found[0].score),
            (1, expected, 0.9)
        );
    }

    #[test]
    fn outputs_of_another_form_are_refused() {
        let (chances, distances) = maps(2, 2, vec![0.0; 4], vec![0.0; 15]);
        assert_eq!(decode(&chances, &distances, 0.3), None);
        let (chances, distances) = maps(0, 0, vec![], vec![]);
        assert_eq!(decode(&chances, &distances, 0.3), None);
    }

    proptest! {
        #[test]
        fn whatever_comes_out_of_a_network_is_a_box(
            chances in proptest::collection::vec(proptest::num::f32::ANY, 36),
            distances in proptest::collection::vec(proptest::num::f32::ANY, 144),
        ) {
            let (chances, distances) = maps(6, 6, chances, distances);
            for detection in decode(&chances, &distances, 0.1).unwrap() {
                prop_assert!(detection.area.width.is_finite() && detection.area.width >= 0.0);
                prop_assert!((0.1..=1.0).contains(&detection.score));
            }
        }
    }
}
