//! How several lines, from one side or both, cover the parts of an imprint.
//!
//! Nobody who looks at a pill knows which side is first or which line belongs to which part, and a reader joins what
//! stands close and cuts what stands apart. So every line may be any part, or several in any order, or a scratch, and what
//! fits best counts.

use super::align::{Fit, Reading};
use super::face::Face;

/// A part that no line shows, when both sides were seen.
const MISSED: f32 = 0.02;
/// A part that no line shows, when one side was seen: it may stand on the other.
const ON_THE_OTHER_SIDE: f32 = 0.6;
/// A part that is there twice and was seen once.
const SHOWN_ONCE: f32 = 0.6;
/// Lines and parts whose lengths differ by more are not compared.
const MAX_GAP: usize = 4;

/// The lines that were read.
#[derive(Debug)]
pub(super) struct Lines {
    readings: Vec<Reading>,
    joined: Option<Reading>,
    sides: usize,
}

/// How they cover an imprint.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cover {
    pub(super) fit: Fit,
    /// Parts that no line shows, those that are there twice left out.
    pub(super) unseen: u8,
}

impl Lines {
    /// `sides`: how many sides of the pill were looked at, 1 or 2.
    pub(super) fn new(readings: Vec<Reading>, sides: usize) -> Self {
        // A pill bears few lines: what is more is noise, and the longest are kept.
        let mut readings = readings;
        readings.sort_by_key(|reading| std::cmp::Reverse(reading.positions.len()));
        readings.truncate(6);
        let joined = (readings.len() > 1).then(|| Reading::joined(readings.iter()));
        Self {
            readings,
            joined,
            sides,
        }
    }

    pub(super) fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// The best way in which these lines came from this imprint.
    pub(super) fn cover(&self, face: &Face) -> Cover {
        let apart = self.cover_by(face, &self.readings);
        match &self.joined {
            Some(joined) => apart.or(self.cover_by(face, std::slice::from_ref(joined))),
            None => apart,
        }
    }

    fn cover_by(&self, face: &Face, readings: &[Reading]) -> Cover {
        let count = face.parts.len();
        let mut best = vec![Fit::NEVER; 1 << count];
        best[0] = Fit::step(0.0, 0);
        for reading in readings {
            let options = options(reading, &face.parts);
            let noise = reading.as_noise();
            let mut next: Vec<Fit> = best.iter().map(|fit| fit.and(noise)).collect();
            for (mask, fit) in &options {
                for used in 0..best.len() {
                    if used & mask == 0 && best[used].score.is_finite() {
                        let sum = best[used].and(*fit);
                        next[used | mask] = next[used | mask].or(sum);
                    }
                }
            }
            best = next;
        }
        let covers = best
            .iter()
            .enumerate()
            .map(|(used, fit)| self.with_rest(face, used, *fit));
        covers.fold(Cover::NEVER, Cover::or)
    }

    /// Adds what it costs that the other parts were not seen.
    fn with_rest(&self, face: &Face, used: usize, fit: Fit) -> Cover {
        let mut cover = Cover { fit, unseen: 0 };
        for index in (0..face.parts.len()).filter(|index| used & (1 << index) == 0) {
            let is_repeated = face.repeated & (1 << index) != 0;
            let cost = match (is_repeated, self.sides) {
                (true, _) => SHOWN_ONCE,
                (false, 1) => ON_THE_OTHER_SIDE,
                (false, _) => MISSED,
            };
            cover.fit.score += cost.ln();
            cover.unseen += u8::from(!is_repeated);
        }
        cover
    }
}

impl Cover {
    const NEVER: Self = Self {
        fit: Fit::NEVER,
        unseen: u8::MAX,
    };

    /// Nothing was read, which has this probability on a pill of so many parts.
    pub(super) fn of_nothing(probability: f32, parts: usize) -> Self {
        Self {
            fit: Fit::step(probability.ln(), 0),
            unseen: u8::try_from(parts).unwrap_or(u8::MAX),
        }
    }

    fn or(self, other: Self) -> Self {
        if other.fit.score > self.fit.score {
            other
        } else {
            self
        }
    }
}

/// What a line may be: one part, two or three in a row in any order, with the best order for each set of parts.
fn options(reading: &Reading, parts: &[Vec<u8>]) -> Vec<(usize, Fit)> {
    let mut options: Vec<(usize, Fit)> = Vec::new();
    let mut text = Vec::new();
    extend(reading, parts, 0, &mut text, &mut options);
    options
}

fn extend(
    reading: &Reading,
    parts: &[Vec<u8>],
    mask: usize,
    text: &mut Vec<u8>,
    options: &mut Vec<(usize, Fit)>,
) {
    let length = reading.positions.len();
    for (index, part) in parts.iter().enumerate() {
        let bit = 1 << index;
        if mask & bit != 0 || text.len() + part.len() > length + MAX_GAP {
            continue;
        }
        let before = text.len();
        text.extend(part);
        if text.len() + MAX_GAP >= length {
            let fit = reading.fit(text);
            match options.iter_mut().find(|(known, _)| *known == mask | bit) {
                Some((_, known)) => *known = known.or(fit),
                None => options.push((mask | bit, fit)),
            }
        }
        if (mask | bit).count_ones() < 3 {
            extend(reading, parts, mask | bit, text, options);
        }
        text.truncate(before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imprints::Lattice;
    use crate::imprints::confusion::readings;
    use crate::imprints::testing::pill;

    fn cover(read: &str, sides: usize, truth: &str) -> Cover {
        let table = readings();
        let lattice = Lattice::certain(read, 0.95);
        let lines = lattice
            .lines
            .iter()
            .map(|line| Reading::new(line, &table))
            .collect();
        Lines::new(lines, sides).cover(&Face::new(&pill("X", truth)))
    }

    #[test]
    fn sides_in_either_order_and_lines_joined_or_cut_are_the_same_imprint() {
        for read in [
            "WATSON;853",
            "853;WATSON",
            "WATSON853",
            "WAT;SON;853",
            "853WATSON",
        ] {
            let cover = cover(read, 2, "WATSON;853");
            assert_eq!((cover.fit.edits, cover.unseen), (0, 0), "{read}");
        }
    }

    #[test]
    fn one_side_leaves_the_other_open() {
        let one = cover("853", 1, "WATSON;853");
        let both = cover("853", 2, "WATSON;853");

        assert_eq!((one.fit.edits, one.unseen), (0, 1));
        assert!(one.fit.score > both.fit.score);
    }

    #[test]
    fn a_number_printed_twice_may_show_once() {
        assert_eq!(cover("93;7384", 1, "93;7384;93;7384").unseen, 0);
    }
}
