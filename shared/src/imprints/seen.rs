//! A pill as it was seen, by a picture or by a person who describes it.

use serde::{Deserialize, Serialize};

use super::background::Background;
use super::{Colour, Lattice, Pill, Shape};

/// What is shorter, in pixels of its picture, is not read, and how it looks denies nothing. NLM's photos, made four and eight times
/// smaller, are read well down to pills of about 33 pixels (`evaluate-decisions --shrink`); of smaller boxes most hold print: 21 of
/// the 25 boxes on 140 pictures of codes in which something was read.
pub const LEGIBLE: f32 = 32.0;

/// A true length and one that was measured by a picture differ by so many millimetres, one time in three by more.
const SIZE_DEVIATION: f32 = 1.0;
/// Lengths of pills lie within about so many millimetres.
const SIZE_RANGE: f32 = 18.0;
/// A colour of a pill with two was not seen: it is on the other side, or in shadow.
const COLOUR_UNSEEN: f32 = 0.4;

/// A pill as it was seen. What is empty or absent was not looked at, and says nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// What was read on each side that was looked at: one or two.
    pub sides: Vec<Lattice>,
    /// Outlines with their probabilities.
    pub shapes: Vec<(Shape, f32)>,
    /// Its one or two colours with their probabilities.
    pub colours: Vec<(Colour, f32)>,
    /// Its length in millimetres, where something in the picture tells it.
    pub size_mm: Option<f32>,
}

impl Seen {
    /// Whether an imprint was read.
    pub fn has_imprint(&self) -> bool {
        self.sides.iter().any(|side| !side.is_empty())
    }

    /// Whether anything of it can be compared.
    pub fn says_something(&self) -> bool {
        self.has_imprint() || !self.shapes.is_empty() || !self.colours.is_empty()
    }

    /// Logarithm of the likelihood of the outline: of this pill, or of an unknown one.
    pub(super) fn shape(&self, pill: Option<&Pill>, background: &Background) -> f32 {
        if self.shapes.is_empty() {
            return 0.0;
        }
        let of = |truth: Shape| -> f32 {
            self.shapes
                .iter()
                .map(|(seen, share)| share * truth.taken_for(*seen))
                .sum()
        };
        match pill.and_then(|pill| pill.shape) {
            Some(shape) => of(shape).max(1e-6).ln(),
            None => background.shape(of),
        }
    }

    /// Logarithm of the likelihood of the colours: of this pill, or of an unknown one.
    pub(super) fn colour(&self, pill: Option<&Pill>, background: &Background) -> f32 {
        let mut sum = 0.0;
        for (seen, sure) in &self.colours {
            let of = |truth: Colour| sure * truth.taken_for(*seen) + (1.0 - sure) / 12.0;
            let colours = pill.map(|pill| pill.colours.as_slice()).unwrap_or_default();
            sum += match colours.iter().map(|truth| of(*truth)).reduce(f32::max) {
                Some(best) => best.max(1e-6).ln(),
                None => background.colour(of),
            };
        }
        let more = pill
            .map_or(0, |pill| pill.colours.len())
            .saturating_sub(self.colours.len());
        if !self.colours.is_empty() && more > 0 {
            sum += COLOUR_UNSEEN.ln();
        }
        sum
    }

    /// Logarithm of the likelihood of the length per millimetre: of this pill, or of an unknown one.
    pub(super) fn size(&self, pill: Option<&Pill>) -> f32 {
        let Some(seen) = self.size_mm else { return 0.0 };
        match pill.and_then(|pill| pill.size_mm) {
            Some(truth) => {
                let deviations = (seen - truth) / SIZE_DEVIATION;
                // A tenth for gross mistakes, so that size alone never excludes a pill.
                let near = 0.9 * 0.4 / SIZE_DEVIATION * (-0.5 * deviations * deviations).exp();
                (near + 0.1 / SIZE_RANGE).ln()
            }
            None => (1.0 / SIZE_RANGE).ln(),
        }
    }
}
