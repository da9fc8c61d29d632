//! A pill's surface with its print and its relief made alike.

use super::blur::blur;
use crate::pills::Area;

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

/// Of squares of grain (a normal deviate) the mean is so many times the median.
const MEAN_OF_GRAIN: f32 = 2.2;
/// A pill without any grain is a drawing; less than a tenth of a level is nothing.
const LEAST_USUAL: f32 = 0.01;
/// Grain is smoothed away by so much of the pill's length: less than the breadth of a stroke.
const STROKE: f32 = 0.006;

/// How much of every spot is stroke: squares of its gap to its surroundings, its grain smoothed away.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strokes {
    width: usize,
    squares: Vec<f32>,
    /// What is usual on this pill: of its spots half are below.
    usual: f32,
}

impl Strokes {
    /// Of the levels of a pill; `inside` says where it is.
    pub(super) fn of(surface: &Surface, inside: &[bool]) -> Self {
        let length = surface.width.max(surface.height) as f32;
        let weights: Vec<f32> = inside
            .iter()
            .map(|inside| f32::from(u8::from(*inside)))
            .collect();
        let smooth = within(&surface.levels, &weights, surface.width, length * STROKE);
        let means = within(
            &surface.levels,
            &weights,
            surface.width,
            length * SURROUNDINGS,
        );
        let squares: Vec<f32> = smooth
            .iter()
            .zip(&means)
            .zip(inside)
            .map(|((level, mean), inside)| if *inside { (level - mean).powi(2) } else { 0.0 })
            .collect();
        let mut known: Vec<f32> = squares
            .iter()
            .zip(inside)
            .filter(|(_, inside)| **inside)
            .map(|(square, _)| *square)
            .collect();
        known.sort_by(f32::total_cmp);
        let usual = known.get(known.len() / 2).copied().unwrap_or(0.0);
        Self {
            width: surface.width,
            squares,
            usual,
        }
    }

    /// How much more stroke an area holds than is usual on the pill: 1 is what even grain has.
    pub(super) fn within(&self, area: &Area) -> f32 {
        let height = self.squares.len() / self.width.max(1);
        let area = area.clipped(self.width as u32, height as u32);
        let (left, top) = (area.x as usize, area.y as usize);
        let (right, bottom) = (left + area.width as usize, top + area.height as usize);
        let rows = self.squares.chunks_exact(self.width.max(1));
        let spots = rows
            .take(bottom)
            .skip(top)
            .flat_map(|row| row.iter().take(right).skip(left))
            .filter(|square| **square > 0.0);
        let (sum, count) = spots.fold((0.0, 0.0_f32), |(sum, count), square| {
            (sum + square, count + 1.0)
        });
        sum / count.max(1.0) / (self.usual * MEAN_OF_GRAIN).max(LEAST_USUAL)
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
    fn grain_is_no_stroke_however_strong_and_a_faint_letter_is() {
        let mut state = 7_u32;
        let mut grain = |strength: f32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 16) as f32 / 65_536.0 - 0.5) * strength
        };
        let middle = Area::between((20.0, 8.0), (44.0, 56.0));
        for strength in [2.0, 10.0, 40.0] {
            let (mut blank, inside) = letter(150.0, 150.0);
            blank
                .levels
                .iter_mut()
                .for_each(|level| *level += grain(strength));
            let found = Strokes::of(&blank, &inside).within(&middle);
            assert!(found < 1.6, "{strength}: {found}");
        }
        let (mut faint, inside) = letter(150.0, 144.0);
        faint
            .levels
            .iter_mut()
            .for_each(|level| *level += grain(10.0));
        let found = Strokes::of(&faint, &inside).within(&middle);
        assert!(found > 1.8, "{found}");
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
