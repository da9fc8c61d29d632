//! Connected pieces of ink, in two passes with a union of labels.

use super::mask::Mask;

/// A label per pixel: 0 where there is no ink, else 1 and up without a break, the same for all ink that is connected, corners
/// included.
pub(super) fn label(mask: &Mask) -> Vec<u32> {
    let mut parents = vec![0_u32];
    let mut labels = vec![0_u32; mask.ink.len()];
    for y in 0..mask.height {
        for x in 0..mask.width {
            if mask.at(x, y) {
                let label = joined(&neighbours(mask, &labels, x, y), &mut parents);
                labels[y * mask.width + x] = label;
            }
        }
    }
    renumber(&mut labels, &mut parents);
    labels
}

/// The labels of the four neighbours that come before a pixel.
fn neighbours(mask: &Mask, labels: &[u32], x: usize, y: usize) -> [u32; 4] {
    let at = |column: Option<usize>, row: Option<usize>| match (column, row) {
        (Some(column), Some(row)) if column < mask.width => labels[row * mask.width + column],
        _ => 0,
    };
    let (left, above) = (x.checked_sub(1), y.checked_sub(1));
    [
        at(left, Some(y)),
        at(left, above),
        at(Some(x), above),
        at(Some(x + 1), above),
    ]
}

/// One label for a pixel and its neighbours: the least of theirs, or a new one.
fn joined(around: &[u32; 4], parents: &mut Vec<u32>) -> u32 {
    let least = around
        .iter()
        .filter(|&&label| label > 0)
        .map(|&label| root(parents, label))
        .min();
    let Some(least) = least else {
        let label = parents.len() as u32;
        parents.push(label);
        return label;
    };
    for &label in around.iter().filter(|&&label| label > 0) {
        let top = root(parents, label);
        parents[top as usize] = least;
    }
    least
}

fn root(parents: &mut [u32], label: u32) -> u32 {
    let mut at = label;
    while parents[at as usize] != at {
        let above = parents[at as usize];
        parents[at as usize] = parents[above as usize];
        at = above;
    }
    at
}

fn renumber(labels: &mut [u32], parents: &mut [u32]) {
    let mut numbers = vec![0_u32; parents.len()];
    let mut last = 0;
    for label in labels.iter_mut().filter(|label| **label > 0) {
        let top = root(parents, *label) as usize;
        if numbers[top] == 0 {
            last += 1;
            numbers[top] = last;
        }
        *label = numbers[top];
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mask(rows: &[&str]) -> Mask {
        let ink = rows
            .iter()
            .flat_map(|row| row.bytes().map(|byte| byte == b'#'))
            .collect();
        Mask {
            width: rows[0].len(),
            height: rows.len(),
            ink,
        }
    }

    #[test]
    fn arms_that_meet_late_are_one_piece_and_corners_connect() {
        let labels = label(&mask(&["#.#.#", "#.#..", "###.#"]));
        assert_eq!(labels, [1, 0, 1, 0, 2, 1, 0, 1, 0, 0, 1, 1, 1, 0, 3]);
        assert_eq!(label(&mask(&["#.", ".#"])), [1, 0, 0, 1]);
    }

    proptest! {
        #[test]
        fn neighbours_share_a_label_and_labels_have_no_gaps(
            ink in proptest::collection::vec(any::<bool>(), 12 * 9),
        ) {
            let mask = Mask { width: 12, height: 9, ink };
            let labels = label(&mask);
            for (index, &own) in labels.iter().enumerate() {
                prop_assert_eq!(own > 0, mask.ink[index]);
                let (x, y) = (index % 12, index / 12);
                for (right, down) in [(x + 1, y), (x, y + 1), (x + 1, y + 1)] {
                    if own > 0 && right < 12 && down < 9 && mask.at(right, down) {
                        prop_assert_eq!(own, labels[down * 12 + right]);
                    }
                }
            }
            let most = labels.iter().copied().max().unwrap_or(0);
            prop_assert!((1..=most).all(|number| labels.contains(&number)));
        }
    }
}
