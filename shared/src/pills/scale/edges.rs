//! Edges of a picture: points where it changes most, between pixels, and which way.

use image::RgbImage;

/// A point of an edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct EdgePoint {
    pub(super) x: f32,
    pub(super) y: f32,
    /// The direction in which it gets lighter, in radians.
    pub(super) angle: f32,
}

/// All of them, by pixel.
#[derive(Debug)]
pub(super) struct Edges {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) points: Vec<EdgePoint>,
    /// The number of the point in each pixel, counted from 1; 0 where there is none.
    places: Vec<u32>,
}

/// Weaker steps are noise, in levels of 255 per pixel...
const WEAKEST: f32 = 2.5;
/// ...or what the ground shows everywhere, as a multiple of its median.
const OF_MEDIAN: f32 = 1.5;

impl Edges {
    pub(super) fn of(picture: &RgbImage) -> Self {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let mut steps = vec![(0.0_f32, 0.0_f32); width * height];
        // Of the three colours the one that changes most: a red card on a grey table may be as light as it.
        for channel in 0..3 {
            let levels: Vec<f32> = picture
                .pixels()
                .map(|pixel| f32::from(pixel.0[channel]))
                .collect();
            let smooth = smoothed(&levels, width, height);
            for row in 1..height.saturating_sub(1) {
                for column in 1..width - 1 {
                    let at = row * width + column;
                    let right = (smooth[at + 1] - smooth[at - 1]) / 2.0;
                    let down = (smooth[at + width] - smooth[at - width]) / 2.0;
                    if right * right + down * down > squared(steps[at]) {
                        steps[at] = (right, down);
                    }
                }
            }
        }
        let mut edges = Self {
            width,
            height,
            points: Vec::new(),
            places: vec![0; width * height],
        };
        edges.find(&steps);
        edges
    }

    /// Keeps the points where a step is greater than before and behind it.
    fn find(&mut self, steps: &[(f32, f32)]) {
        let strengths: Vec<f32> = steps.iter().map(|step| squared(*step).sqrt()).collect();
        let least = WEAKEST.max(OF_MEDIAN * median(&strengths));
        for row in 2..self.height.saturating_sub(2) {
            for column in 2..self.width.saturating_sub(2) {
                let at = row * self.width + column;
                if strengths[at] < least {
                    continue;
                }
                let Some((x, y)) = peak(&strengths, self.width, at, steps[at]) else {
                    continue;
                };
                self.points.push(EdgePoint {
                    x: column as f32 + 0.5 + x,
                    y: row as f32 + 0.5 + y,
                    angle: steps[at].1.atan2(steps[at].0),
                });
                self.places[at] = self.points.len() as u32;
            }
        }
    }

    /// The point whose pixel holds this place.
    pub(super) fn at(&self, x: f64, y: f64) -> Option<&EdgePoint> {
        let is_inside = x >= 0.0 && y >= 0.0 && x < self.width as f64 && y < self.height as f64;
        let place = is_inside.then(|| self.places[y as usize * self.width + x as usize])?;
        self.points.get((place as usize).checked_sub(1)?)
    }
}

/// How far from a pixel's middle the step is greatest, if it is greater there than before and behind it. Two pixels around it are
/// within the picture.
fn peak(
    strengths: &[f32],
    width: usize,
    at: usize,
    (right, down): (f32, f32),
) -> Option<(f32, f32)> {
    // One pixel along the greater part of the direction, and as far across as that takes.
    let is_level = right.abs() >= down.abs();
    let (along, across) = if is_level { (1, width) } else { (width, 1) };
    let slope = if is_level { down / right } else { right / down };
    let aside = if slope < 0.0 { -1 } else { 1 };
    let beyond = |sign: isize| {
        let straight = at.wrapping_add_signed(sign * along as isize);
        let beside = straight.wrapping_add_signed(sign * aside * across as isize);
        strengths[straight] * (1.0 - slope.abs()) + strengths[beside] * slope.abs()
    };
    let (before, behind) = (beyond(-1), beyond(1));
    if strengths[at] < before || strengths[at] <= behind {
        return None;
    }
    // The top of the parabola through the three.
    let bend = before + behind - 2.0 * strengths[at];
    let offset = if bend < 0.0 {
        ((before - behind) / (2.0 * bend)).clamp(-0.5, 0.5)
    } else {
        0.0
    };
    Some(if is_level {
        (offset, offset * slope)
    } else {
        (offset * slope, offset)
    })
}

fn squared((right, down): (f32, f32)) -> f32 {
    right * right + down * down
}

fn median(values: &[f32]) -> f32 {
    let mut sample: Vec<f32> = values.iter().copied().step_by(7).collect();
    let middle = sample.len() / 2;
    if sample.is_empty() {
        return 0.0;
    }
    *sample.select_nth_unstable_by(middle, f32::total_cmp).1
}

/// Smoothed by the binomial weights of five, across and down; beyond the picture its edge goes on.
fn smoothed(levels: &[f32], width: usize, height: usize) -> Vec<f32> {
    const WEIGHTS: [f32; 5] = [1.0 / 16.0, 4.0 / 16.0, 6.0 / 16.0, 4.0 / 16.0, 1.0 / 16.0];
    let mut across = vec![0.0; levels.len()];
    let mut both = vec![0.0; levels.len()];
    let near = |place: usize, offset: usize, count: usize| {
        (place + offset).saturating_sub(2).min(count - 1)
    };
    for row in 0..height {
        let line = &levels[row * width..(row + 1) * width];
        for column in 0..width {
            across[row * width + column] = (0..5)
                .map(|offset| WEIGHTS[offset] * line[near(column, offset, width)])
                .sum();
        }
    }
    for row in 0..height {
        for (offset, weight) in WEIGHTS.iter().enumerate() {
            let other = near(row, offset, height) * width;
            for column in 0..width {
                both[row * width + column] += weight * across[other + column];
            }
        }
    }
    both
}
