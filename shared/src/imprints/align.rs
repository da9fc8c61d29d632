//! How likely one line is read when a part of an imprint stands there.

use super::confusion::{CHARACTERS, Readings, is_figure, look_alike, place};
use super::face::{Counts, kind};
use super::normal::normal;
use super::{Line, Position};

/// A character that stands there is not read at all: worn, in a fold of light, at the edge. Of those on NLM's photos, which are good
/// ones, a quarter is not read at its place (`evaluate-pills`); the number was chosen by what is found when two are missing
/// (`evaluate-imprints`).
const DROPPED: f32 = 0.4;
/// Something is read where no character stands, and the reader is sure of it.
const INVENTED: f32 = 0.000_3;
/// A character stands where the reader says that there is none.
const UNSEEN: f32 = 0.002;

/// A line that was read, ready to be compared: for every position the logarithm of its probability if a character
/// stands there, for each character, and if none does.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub(super) positions: Vec<Emission>,
}

/// One position.
#[derive(Debug, Clone)]
pub(super) struct Emission {
    pub(super) of: [f32; CHARACTERS],
    /// Without any model of what stands there: what was read, as a distribution.
    pub(super) plain: [f32; CHARACTERS],
    pub(super) nothing: f32,
    best: Option<usize>,
    /// For each character, whether it and what was read differ by a figure.
    figures: [bool; CHARACTERS],
}

/// How a line and a text fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    /// Logarithm of the probability.
    pub(super) score: f32,
    /// Characters dropped, exchanged or invented on the likeliest way.
    pub(super) edits: u8,
    /// Those of them that were read and do not stand there: exchanged or invented.
    pub(super) foreign: u8,
    /// Those of the edits that change a figure otherwise than by taking it for a letter that looks like it, or a letter for it.
    pub(super) figures: u8,
}

impl Reading {
    pub(super) fn new(line: &Line, readings: &Readings) -> Self {
        let positions = line.positions.iter();
        Self {
            positions: positions
                .map(|position| Emission::new(position, readings))
                .collect(),
        }
    }

    /// Counts every kind of character that may have been read.
    pub(super) fn count(&self, counts: &mut Counts) {
        for position in &self.positions {
            let mut seen = [false; 12];
            for (character, probability) in (0_u8..).zip(position.plain) {
                seen[kind(character)] |= probability > 0.0;
            }
            for (count, seen) in counts.iter_mut().zip(seen) {
                *count = count.saturating_add(u8::from(seen));
            }
        }
    }

    /// One line after the other, as if they were one: a part that was read in two pieces.
    pub(super) fn joined<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        Self {
            positions: all
                .flat_map(|reading| reading.positions.iter().cloned())
                .collect(),
        }
    }

    /// The likeliest way in which `text` was read as this line.
    pub(super) fn fit(&self, text: &[u8]) -> Fit {
        let worn = DROPPED.ln();
        let mut row = vec![Fit::step(0.0, 0)];
        for (index, character) in text.iter().enumerate() {
            row.push(row[index].and(dropped(*character, worn)));
        }
        for position in &self.positions {
            let mut diagonal = row[0];
            row[0] = row[0].and(position.invented());
            for (index, character) in text.iter().enumerate() {
                let matched = diagonal.and(position.read_for(*character));
                diagonal = row[index + 1];
                let invented = diagonal.and(position.invented());
                let without = row[index].and(dropped(*character, worn));
                row[index + 1] = matched.or(invented).or(without);
            }
        }
        row[text.len()]
    }

    /// What the line is worth if it is nothing but scratches.
    pub(super) fn as_noise(&self) -> Fit {
        let all = self.positions.iter();
        all.fold(Fit::step(0.0, 0), |sum, position| {
            sum.and(position.invented())
        })
    }
}

impl Emission {
    fn new(position: &Position, readings: &Readings) -> Self {
        let mut plain = [0.0; CHARACTERS];
        let mut lost = 0.0;
        for alternative in &position.alternatives {
            match normal(alternative.character).and_then(place) {
                Some(place) => plain[place] += alternative.probability,
                None => lost += alternative.probability,
            }
        }
        let nothing = position.nothing() + lost;
        let mut of = [0.0; CHARACTERS];
        for (truth, probability) in of.iter_mut().enumerate() {
            let read: f32 = plain
                .iter()
                .zip(&readings[truth])
                .map(|(seen, read)| seen * read)
                .sum();
            *probability = (read + nothing * UNSEEN).max(1e-9).ln();
        }
        let best = (0..CHARACTERS).max_by(|one, other| plain[*one].total_cmp(&plain[*other]));
        let best = best.filter(|best| plain[*best] > nothing);
        Self {
            of,
            // The surer a reader is of a character, the more seldom it is a scratch: more seldom than it says.
            nothing: (nothing * nothing * 0.5 + (1.0 - nothing) * INVENTED)
                .max(1e-9)
                .ln(),
            best,
            figures: std::array::from_fn(|truth| {
                best != Some(truth) && changes_figure(truth, best)
            }),
            plain,
        }
    }

    fn invented(&self) -> Fit {
        // A scratch that the reader itself took for one is no slip.
        Fit {
            figures: u8::from(self.best.is_some_and(is_figure)),
            ..Fit::step(self.nothing, u8::from(self.best.is_some()))
        }
    }

    fn read_for(&self, character: u8) -> Fit {
        let truth = usize::from(character);
        let slip = self.best != Some(truth);
        Fit {
            figures: u8::from(self.figures[truth]),
            ..Fit::step(self.of[truth], u8::from(slip))
        }
    }
}

impl Fit {
    /// What cannot be.
    pub(super) const NEVER: Self = Self {
        score: f32::NEG_INFINITY,
        edits: u8::MAX,
        foreign: u8::MAX,
        figures: u8::MAX,
    };

    /// A step on which so many characters were read that do not stand there.
    pub(super) fn step(score: f32, foreign: u8) -> Self {
        Self {
            score,
            edits: foreign,
            foreign,
            figures: 0,
        }
    }

    pub(super) fn and(self, next: Self) -> Self {
        Self {
            score: self.score + next.score,
            edits: self.edits.saturating_add(next.edits),
            foreign: self.foreign.saturating_add(next.foreign),
            figures: self.figures.saturating_add(next.figures),
        }
    }

    pub(super) fn or(self, other: Self) -> Self {
        if other.score > self.score {
            other
        } else {
            self
        }
    }
}

/// A character that was not read, which has this logarithm of a probability.
fn dropped(character: u8, score: f32) -> Fit {
    Fit {
        edits: 1,
        figures: u8::from(is_figure(usize::from(character))),
        ..Fit::step(score, 0)
    }
}

/// Whether what stands there and what was read differ by a figure: 20 and 30 are two strengths, 2O is 20.
fn changes_figure(truth: usize, read: Option<usize>) -> bool {
    match read {
        Some(read) if is_figure(truth) != is_figure(read) => !look_alike(truth, read),
        _ => is_figure(truth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imprints::Lattice;
    use crate::imprints::confusion::readings;
    use crate::imprints::face::characters;

    fn fit(read: &str, truth: &str) -> Fit {
        let lattice = Lattice::certain(read, 0.95);
        Reading::new(&lattice.lines[0], &readings()).fit(&characters(truth))
    }

    #[test]
    fn slips_are_counted_and_cost() {
        let exact = fit("WATSON", "WATSON");
        assert_eq!(exact.edits, 0);
        for (read, truth, edits, foreign) in [
            ("WATS0N", "WATSON", 1, 1),
            ("WATSN", "WATSON", 1, 0),
            ("WATSONI", "WATSON", 1, 1),
            ("ATS0N", "WATSON", 2, 1),
            ("WTON", "WATSON", 2, 0),
        ] {
            let slipped = fit(read, truth);
            assert_eq!((slipped.edits, slipped.foreign), (edits, foreign), "{read}");
            assert!(slipped.score < exact.score, "{read}");
        }
    }

    #[test]
    fn what_makes_another_number_is_told_from_other_slips() {
        for (read, truth, figures) in [
            ("CR30", "CR20", 1),
            ("CR0", "CR20", 1),
            ("CR120", "CR20", 1),
            ("CRX0", "CR20", 1),
            ("CR2O", "CR20", 0),
            ("C820", "CR20", 1),
            ("CP20", "CR20", 0),
            ("C20", "CR20", 0),
        ] {
            let slipped = fit(read, truth);
            assert_eq!((slipped.edits, slipped.figures), (1, figures), "{read}");
        }
    }

    #[test]
    fn what_looks_alike_fits_better_than_what_does_not() {
        assert!(fit("WATS0N", "WATSON").score > fit("WATSXN", "WATSON").score);
        assert!(fit("I0", "10").score > fit("W0", "10").score);
    }

    #[test]
    fn a_doubtful_stroke_costs_little() {
        let sure = Lattice::certain("L5", 0.95);
        let mut doubtful = sure.clone();
        doubtful.lines[0]
            .positions
            .insert(1, Position::new([('I', 0.2)]));
        let text = characters("L5");
        let table = readings();
        let fit = |lattice: &Lattice| Reading::new(&lattice.lines[0], &table).fit(&text);

        assert_eq!(fit(&doubtful).edits, 0);
        assert!(fit(&sure).score - fit(&doubtful).score < 1.5);
    }
}
