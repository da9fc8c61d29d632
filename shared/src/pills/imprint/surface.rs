//! A pill's surface with its print and its relief made alike.

use super::blur::blur;

/// Levels of light from 0 to 255, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Surface {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) levels: Vec<f32>,
}

/// What stands beyond the pill: neither dark nor light.
const GREY: f32 = 128.0;
/// How far the surroundings of a spot reach, as a share of the pill's length.
const SURROUNDINGS: f32 = 0.04;
/// One deviation becomes so many levels.
const STRENGTH: f32 = 45.0;
/// The variance of light on a plain surface; it keeps grain from being made as strong as letters.
const GRAIN: f32 = 4.0;

impl Surface {
    /// Each spot against the mean and the spread of what surrounds it on the pill; `inside` says where that is.
    pub(super) fn relief(&self, inside: &[bool]) -> Self {
        let length = self.width.max(self.height) as f32;
        let (near, far) = (length * SURROUNDINGS, length * SURROUNDINGS * 2.0);
        let weights: Vec<f32> = inside
            .iter()
            .map(|inside| f32::from(u8::from(*inside)))
            .collect();
        let means = within(&self.levels, &weights, self.width, near);
        let gaps: Vec<f32> = self
            .levels
            .iter()
            .zip(&means)
            .map(|(level, mean)| level - mean)
            .collect();
        let squares: Vec<f32> = gaps.iter().map(|gap| gap * gap).collect();
        let spreads = within(&squares, &weights, self.width, far);
        let levels = gaps
            .iter()
            .zip(&spreads)
            .zip(inside)
            .map(|((gap, spread), inside)| {
                let level = GREY + STRENGTH * gap / (spread + GRAIN).sqrt();
                if *inside {
                    level.clamp(0.0, 255.0)
                } else {
                    GREY
                }
            });
        Self {
            levels: levels.collect(),
            ..*self
        }
    }

    /// How steep it is everywhere, dark where it is steepest: strokes by their edges, whichever side the light is on.
    pub(super) fn slopes(&self, inside: &[bool]) -> Self {
        let length = self.width.max(self.height) as f32;
        let smooth = blur(&self.levels, self.width, (length * 0.004).max(0.8));
        let at = |x: usize, y: usize| smooth[y * self.width + x];
        let steep = |index: usize| {
            let (x, y) = (index % self.width, index / self.width);
            let (left, right) = (x.saturating_sub(1), (x + 1).min(self.width - 1));
            let (above, below) = (y.saturating_sub(1), (y + 1).min(self.height - 1));
            if inside[index] {
                (at(right, y) - at(left, y)).hypot(at(x, below) - at(x, above))
            } else {
                0.0
            }
        };
        let slopes: Vec<f32> = (0..self.levels.len()).map(steep).collect();
        let mut known: Vec<f32> = slopes
            .iter()
            .copied()
            .filter(|slope| *slope > 0.0)
            .collect();
        known.sort_by(f32::total_cmp);
        let steepest = known
            .get(known.len() * 99 / 100)
            .copied()
            .unwrap_or(1.0)
            .max(1e-3);
        let levels = slopes
            .iter()
            .map(|slope| (255.0 - 220.0 * slope / steepest).clamp(0.0, 255.0));
        Self {
            levels: levels.collect(),
            ..*self
        }
    }
}

/// Means over the neighbourhood, of what lies inside alone.
fn within(values: &[f32], weights: &[f32], width: usize, radius: f32) -> Vec<f32> {
    let weighted: Vec<f32> = values
        .iter()
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .collect();
    let sums = blur(&weighted, width, radius);
    let totals = blur(weights, width, radius);
    sums.iter()
        .zip(&totals)
        .map(|(sum, total)| sum / (total + 1e-3))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(ground: f32, stroke: f32) -> (Surface, Vec<bool>) {
        let levels = (0..64 * 64)
            .map(|index| {
                let (x, y) = (index % 64, index / 64);
                let slope = x as f32 * 0.5;
                if (30..34).contains(&x) && (16..48).contains(&y) {
                    stroke + slope
                } else {
                    ground + slope
                }
            })
            .collect();
        let surface = Surface {
            width: 64,
            height: 64,
            levels,
        };
        (surface, vec![true; 64 * 64])
    }

    #[test]
    fn a_faint_stroke_stands_out_as_a_strong_one_does() {
        for (ground, stroke) in [(200.0, 20.0), (120.0, 108.0), (90.0, 102.0)] {
            let (surface, inside) = letter(ground, stroke);
            let relief = surface.relief(&inside);
            let gap = (relief.levels[32 * 64 + 32] - relief.levels[32 * 64 + 50]).abs();
            assert!(gap > 40.0, "{ground} {stroke} {gap}");
        }
    }

    #[test]
    fn beyond_the_pill_there_is_nothing() {
        let (surface, _) = letter(200.0, 20.0);
        let relief = surface.relief(&vec![false; 64 * 64]);
        assert!(relief.levels.iter().all(|level| *level == GREY));
        let slopes = surface.slopes(&vec![false; 64 * 64]);
        assert!(slopes.levels.iter().all(|level| *level == 255.0));
    }
}
