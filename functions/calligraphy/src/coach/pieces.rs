//! Connected pieces of the square.

use super::frame::{AREA, SIDE};

/// Which neighbours count as connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    /// By a side: paper, which ends where ink meets at a corner.
    Sides,
    /// By a side or a corner: ink.
    Corners,
}

/// The pieces of what is wanted, each as its pixels, in the order of their topmost pixels.
pub(super) fn pieces(wanted: &[bool], touch: Touch) -> Vec<Vec<usize>> {
    let mut left = wanted.to_vec();
    let mut found = Vec::new();
    for start in 0..AREA {
        if std::mem::take(&mut left[start]) {
            found.push(spread(&mut left, start, touch));
        }
    }
    found
}

/// Takes everything that is connected with a start out of what is left.
fn spread(left: &mut [bool], start: usize, touch: Touch) -> Vec<usize> {
    let mut piece = vec![start];
    let mut next = 0;
    while next < piece.len() {
        let (x, y) = ((piece[next] % SIDE) as isize, (piece[next] / SIDE) as isize);
        next += 1;
        for (right, down) in steps(touch) {
            if let Some(index) = inside(x + right, y + down)
                && std::mem::take(&mut left[index])
            {
                piece.push(index);
            }
        }
    }
    piece
}

fn steps(touch: Touch) -> impl Iterator<Item = (isize, isize)> {
    const STEPS: [(isize, isize); 8] = [
        (-1, 0),
        (1, 0),
        (0, -1),
        (0, 1),
        (-1, -1),
        (1, -1),
        (-1, 1),
        (1, 1),
    ];
    let count = match touch {
        Touch::Sides => 4,
        Touch::Corners => 8,
    };
    STEPS.into_iter().take(count)
}

fn inside(x: isize, y: isize) -> Option<usize> {
    let range = 0..SIDE as isize;
    (range.contains(&x) && range.contains(&y)).then(|| y as usize * SIDE + x as usize)
}

/// Whether any of the pixels lies on the square's rim.
pub(super) fn touches_rim(piece: &[usize]) -> bool {
    let last = SIDE - 1;
    piece.iter().any(|&index| {
        let (x, y) = (index % SIDE, index / SIDE);
        x == 0 || y == 0 || x == last || y == last
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_connect_ink_and_not_paper() {
        let mut wanted = vec![false; AREA];
        for index in [0, SIDE + 1, SIDE + 2, 5] {
            wanted[index] = true;
        }
        let by = |touch| pieces(&wanted, touch);
        assert_eq!(by(Touch::Corners), [vec![0, SIDE + 1, SIDE + 2], vec![5]]);
        assert_eq!(by(Touch::Sides).len(), 3);
        assert!(touches_rim(&[SIDE + 4, 3]) && !touches_rim(&[SIDE + 1]));
    }
}
