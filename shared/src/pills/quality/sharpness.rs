//! How sharp a picture is, whatever it shows.
//!
//! The usual measure, the spread of second differences, grows with contrast and noise: a plain sharp picture counts as
//! blurred and a noisy blurred one as sharp. Here an edge is judged by itself: the steepest step within it, divided by
//! all that it crosses. A sharp edge crosses most of it within one pixel; one that a Gaussian of two pixels blurred, a
//! quarter.

/// Over how many pixels an edge is followed.
const REACH: usize = 7;
/// An edge crosses at least this share of what lies between the darkest and the lightest...
const LEAST_SHARE: f32 = 0.16;
/// ...and at least this much, below which it is noise.
const LEAST_STEP: f32 = 0.02;
/// With fewer places than this there is no edge to judge by.
const LEAST_PLACES: usize = 60;
/// Every third line is followed: edges are longer than that.
const LINES: usize = 3;
/// The sharpest quarter of places decides: blur of the depth behind a pill does not count against it.
const QUANTILE: f32 = 0.75;
/// Shares are counted in so many steps.
const STEPS: usize = 200;

/// The sharpness of a row-major picture of lightness from 0 to 1, `width` wide; `None` where there is no edge.
/// `contrast` is the distance of its darkest and lightest levels.
pub(super) fn sharpness(lightness: &[f32], width: usize, contrast: f32) -> Option<f32> {
    let height = lightness.len() / width.max(1);
    let least = (contrast * LEAST_SHARE).max(LEAST_STEP);
    let mut counts = [0_usize; STEPS + 1];
    for y in (0..height).step_by(LINES) {
        let row = |x: usize| lightness[y * width + x];
        follow(row, width, least, &mut counts);
    }
    for x in (0..width).step_by(LINES) {
        let column = |y: usize| lightness[y * width + x];
        follow(column, height, least, &mut counts);
    }
    let places: usize = counts.iter().sum();
    if places < LEAST_PLACES {
        return None;
    }
    let rank = (places as f32 * QUANTILE) as usize;
    let mut seen = 0;
    for (step, count) in counts.iter().enumerate() {
        seen += count;
        if seen > rank {
            return Some(step as f32 / STEPS as f32);
        }
    }
    Some(1.0)
}

/// Counts the steepest share of each place on one line at which enough is crossed.
fn follow(
    level: impl Fn(usize) -> f32,
    length: usize,
    least: f32,
    counts: &mut [usize; STEPS + 1],
) {
    for start in 0..length.saturating_sub(REACH) {
        let crossed = (level(start + REACH) - level(start)).abs();
        if crossed < least {
            continue;
        }
        let steepest = (start..start + REACH)
            .map(|at| (level(at + 1) - level(at)).abs())
            .fold(0.0, f32::max);
        let share = (steepest / crossed).min(1.0);
        counts[(share * STEPS as f32) as usize] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A light band on a dark ground; each of its two edges is `ramp` pixels wide.
    fn edges(ramp: usize) -> Vec<f32> {
        let risen = |x: usize, from: f32| ((x as f32 - from) / ramp as f32).clamp(0.0, 1.0);
        let level = |x: usize| risen(x, 16.0) - risen(x, 44.0);
        (0..64 * 64).map(|index| level(index % 64)).collect()
    }

    #[test]
    fn a_wider_edge_is_less_sharp() {
        let found = [1, 2, 4, 8].map(|ramp| sharpness(&edges(ramp), 64, 1.0).unwrap());
        assert!(found.windows(2).all(|pair| pair[0] >= pair[1]), "{found:?}");
        assert!(found[0] > 0.9 && found[3] < 0.45, "{found:?}");
    }

    #[test]
    fn half_the_contrast_is_as_sharp() {
        let strong = edges(3);
        let weak: Vec<f32> = strong.iter().map(|level| 0.3 + level * 0.3).collect();
        let gap = sharpness(&strong, 64, 1.0).unwrap() - sharpness(&weak, 64, 0.3).unwrap();
        assert!(gap.abs() < 0.02);
    }

    #[test]
    fn an_even_picture_has_no_edge() {
        assert_eq!(sharpness(&[0.5; 4096], 64, 0.0), None);
        assert_eq!(sharpness(&[], 0, 0.0), None);
        assert_eq!(sharpness(&[1.0], 1, 1.0), None);
    }
}
