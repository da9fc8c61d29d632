//! Outlines with fewer corners.

/// The error that is allowed at first, in pixels, and by how much it grows where corners are still too many.
const ERROR: f32 = 0.8;
const GROWTH: f32 = 1.5;

/// An outline with no more than `most` corners (four at least), none of the others far from it.
pub(super) fn simplified(outline: &[[f32; 2]], most: usize) -> Vec<[f32; 2]> {
    let mut error = ERROR;
    loop {
        let corners = simplify(outline, error);
        if corners.len() <= most.max(4) {
            return corners;
        }
        error *= GROWTH;
    }
}

/// Douglas and Peucker's algorithm on a ring, which is cut at its first corner and the one farthest from it.
fn simplify(outline: &[[f32; 2]], error: f32) -> Vec<[f32; 2]> {
    let Some(&first) = outline.first() else {
        return Vec::new();
    };
    let farthest = (0..outline.len())
        .max_by(|&one, &other| apart(first, outline[one]).total_cmp(&apart(first, outline[other])))
        .unwrap_or(0);
    let ring: Vec<[f32; 2]> = outline.iter().copied().chain([first]).collect();
    let mut kept = vec![false; ring.len()];
    keep(&ring, 0, farthest, error, &mut kept);
    keep(&ring, farthest, outline.len(), error, &mut kept);
    let corners = outline.iter().zip(&kept).filter(|(_, kept)| **kept);
    corners.map(|(corner, _)| *corner).collect()
}

/// Keeps both ends, and between them what is farther from the line than allowed. A list of what is left to do instead of
/// recursion: an outline can be long.
fn keep(ring: &[[f32; 2]], first: usize, last: usize, error: f32, kept: &mut [bool]) {
    let mut left = vec![(first, last)];
    kept[first] = true;
    kept[last] = true;
    while let Some((from, to)) = left.pop() {
        let distance = |index: usize| from_line(ring[index], ring[from], ring[to]);
        let farthest =
            (from + 1..to).max_by(|&one, &other| distance(one).total_cmp(&distance(other)));
        if let Some(index) = farthest.filter(|&index| distance(index) > error) {
            kept[index] = true;
            left.push((from, index));
            left.push((index, to));
        }
    }
}

fn apart([x, y]: [f32; 2], [to_x, to_y]: [f32; 2]) -> f32 {
    (x - to_x).hypot(y - to_y)
}

fn from_line(point: [f32; 2], start: [f32; 2], end: [f32; 2]) -> f32 {
    let length = apart(start, end);
    if length == 0.0 {
        return apart(point, start);
    }
    let (across, down) = (end[0] - start[0], end[1] - start[1]);
    (across * (point[1] - start[1]) - down * (point[0] - start[0])).abs() / length
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn steps_of_pixels_become_a_line() {
        let mut stairs: Vec<[f32; 2]> = (0..20)
            .flat_map(|step| [[step as f32, step as f32], [step as f32 + 1.0, step as f32]])
            .collect();
        stairs.push([0.0, 20.0]);
        let corners = simplified(&stairs, 48);
        assert!(corners.len() <= 5, "{corners:?}");
    }

    proptest! {
        #[test]
        fn no_outline_has_more_corners_than_allowed(
            outline in proptest::collection::vec([0.0_f32..224.0, 0.0_f32..224.0], 1..200),
            most in 4_usize..60,
        ) {
            let corners = simplified(&outline, most);
            prop_assert!(!corners.is_empty() && corners.len() <= most);
            prop_assert!(corners.iter().all(|corner| outline.contains(corner)));
        }
    }
}
