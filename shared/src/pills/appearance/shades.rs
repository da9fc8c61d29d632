//! Which colour a shade bears the name of.
//!
//! Each of NLM's colours is described by two normal distributions in Lab, of its strong and of its pale shades, under the
//! light that photos are taken in. They come from the ranges that the renderer paints from (models/pills/shades.py), not
//! from photos. On NLM's photos this names colours more often right than the network that was trained on renders did, and
//! its doubts are better founded: the network took pale green for white with a probability of 0.96.

use super::Distribution;
use super::lab::Lab;
use crate::imprints::Colour;
use crate::inference::InferenceError;

/// Written by models/pills/shades.py.
const TABLE: &str = include_str!("shades.tsv");

/// The shades of all colours.
#[derive(Debug, Clone)]
pub(super) struct Shades {
    parts: Vec<Part>,
}

/// Some shades of a colour: a normal distribution.
#[derive(Debug, Clone)]
struct Part {
    colour: Colour,
    mean: Lab,
    /// The inverse of the covariance.
    precision: [[f32; 3]; 3],
    /// The share of these shades among all, divided by the root of the covariance's determinant.
    weight: f32,
}

impl Shades {
    /// Reads the table.
    pub(super) fn load() -> Result<Self, InferenceError> {
        let parts: Option<Vec<Part>> = TABLE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(part)
            .collect();
        parts
            .filter(|parts| !parts.is_empty())
            .map(|parts| Self { parts })
            .ok_or_else(|| InferenceError::Model("the table of shades cannot be read".to_owned()))
    }

    /// How likely a shade bears which name; `None` for one that is no colour at all.
    pub(super) fn names(&self, shade: Lab) -> Option<Distribution<Colour>> {
        let weights = Colour::ALL.iter().map(|colour| {
            let own = self.parts.iter().filter(|part| part.colour == *colour);
            (*colour, own.map(|part| part.density(shade)).sum::<f32>())
        });
        Distribution::from_weights(weights)
    }
}

impl Part {
    fn density(&self, shade: Lab) -> f32 {
        let gap: Lab = std::array::from_fn(|index| shade[index] - self.mean[index]);
        let square: f32 = (0..3)
            .map(|row| {
                let along: f32 = (0..3)
                    .map(|column| self.precision[row][column] * gap[column])
                    .sum();
                gap[row] * along
            })
            .sum();
        // Far from everything all densities would vanish; what is nearest stays nearest.
        self.weight * (-0.5 * square.min(160.0)).exp()
    }
}

fn part(line: &str) -> Option<Part> {
    let mut cells = line.split('\t');
    let colour = Colour::from_word(cells.next()?)?;
    let numbers: Vec<f32> = cells.filter_map(|cell| cell.parse().ok()).collect();
    let &[share, lightness, red, yellow, a, b, c, d, e, f] = numbers.as_slice() else {
        return None;
    };
    let covariance = [[a, b, c], [b, d, e], [c, e, f]];
    let (precision, determinant) = inverse(covariance)?;
    Some(Part {
        colour,
        mean: [lightness, red, yellow],
        precision,
        weight: share / determinant.sqrt(),
    })
}

/// The inverse of a covariance, and its determinant; `None` where it has no volume.
fn inverse(m: [[f32; 3]; 3]) -> Option<([[f32; 3]; 3], f32)> {
    let minor = |row: usize, column: usize| {
        let (above, below) = ((row + 1) % 3, (row + 2) % 3);
        let (left, right) = ((column + 1) % 3, (column + 2) % 3);
        m[above][left] * m[below][right] - m[above][right] * m[below][left]
    };
    let determinant: f32 = (0..3).map(|column| m[0][column] * minor(0, column)).sum();
    let inverted =
        std::array::from_fn(|row| std::array::from_fn(|column| minor(column, row) / determinant));
    (determinant > 1e-6).then_some((inverted, determinant))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::lab::lab;
    use super::*;

    #[test]
    fn plain_shades_bear_their_names() {
        let shades = Shades::load().unwrap();
        for (levels, colour) in [
            ([238, 237, 232], Colour::White),
            ([225, 190, 45], Colour::Yellow),
            ([228, 120, 40], Colour::Orange),
            ([230, 160, 175], Colour::Pink),
            ([175, 30, 35], Colour::Red),
            ([110, 70, 45], Colour::Brown),
            ([70, 150, 75], Colour::Green),
            ([60, 95, 190], Colour::Blue),
            ([110, 60, 140], Colour::Purple),
            ([128, 128, 128], Colour::Gray),
            ([20, 20, 22], Colour::Black),
        ] {
            assert_eq!(
                shades.names(lab(levels)).unwrap().best().0,
                colour,
                "{levels:?}"
            );
        }
    }

    #[test]
    fn a_pale_shade_is_doubted() {
        // Between white and the palest green: neither is certain.
        let (_, chance) = Shades::load()
            .unwrap()
            .names(lab([210, 216, 206]))
            .unwrap()
            .best();
        assert!(chance < 0.97, "{chance}");
    }

    proptest! {
        #[test]
        fn every_shade_has_a_name(levels in proptest::array::uniform3(0_u8..=255)) {
            prop_assert!(Shades::load().unwrap().names(lab(levels)).is_some());
        }
    }
}
