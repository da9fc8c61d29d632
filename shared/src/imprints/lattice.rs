//! What was read on one side of a pill, with the doubts that the reader had.

use serde::{Deserialize, Serialize};

/// One character that may stand at a position.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// The character as it was read; case and kind are settled when it is compared.
    pub character: char,
    /// How likely it stands there, 0 to 1.
    pub probability: f32,
}

/// One place in a line where something stands.
///
/// The probabilities of its alternatives add up to one at most; what is missing is the probability that there is no
/// character here at all, but a scratch, a score line or the shine of the coating.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// What may stand there, the likeliest first.
    pub alternatives: Vec<Alternative>,
}

impl Position {
    /// A position from what may stand there, in any order. Probabilities that are not between 0 and 1 are brought there,
    /// and those that add up to more than one are divided by their sum.
    pub fn new(alternatives: impl IntoIterator<Item = (char, f32)>) -> Self {
        let mut kept: Vec<Alternative> = alternatives
            .into_iter()
            .map(|(character, probability)| Alternative {
                character,
                probability: if probability.is_nan() {
                    0.0
                } else {
                    probability.clamp(0.0, 1.0)
                },
            })
            .collect();
        let sum: f32 = kept.iter().map(|alternative| alternative.probability).sum();
        if sum > 1.0 {
            for alternative in &mut kept {
                alternative.probability /= sum;
            }
        }
        kept.sort_by(|left, right| right.probability.total_cmp(&left.probability));
        Self { alternatives: kept }
    }

    /// The likeliest character, `None` where none was read.
    pub fn best(&self) -> Option<Alternative> {
        self.alternatives.first().copied()
    }

    /// The probability that no character stands here, 0 to 1.
    pub fn nothing(&self) -> f32 {
        let sum: f32 = self
            .alternatives
            .iter()
            .map(|alternative| alternative.probability)
            .sum();
        (1.0 - sum).max(0.0)
    }
}

/// One line of text on a pill, from left to right.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its positions.
    pub positions: Vec<Position>,
}

/// Everything that was read on one side of a pill.
///
/// Empty where nothing was read, which is not the same as a pill that is known to bear nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Lattice {
    /// Its lines, from top to bottom as the reader turned the pill. Their order is a hint only: who looks at a pill
    /// cannot know which line comes first.
    pub lines: Vec<Line>,
}

impl Lattice {
    /// What a person typed or a certain reader saw: every character with the same probability. Lines are divided by
    /// `;` or a line's end, as in the table of imprints.
    pub fn certain(text: &str, probability: f32) -> Self {
        let lines = text
            .split([';', '\n'])
            .map(|line| Line {
                positions: line
                    .chars()
                    .filter(|character| !character.is_whitespace())
                    .map(|character| Position::new([(character, probability)]))
                    .collect(),
            })
            .filter(|line: &Line| !line.positions.is_empty())
            .collect();
        Self { lines }
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.positions.is_empty())
    }

    /// The number of positions in all lines.
    pub fn len(&self) -> usize {
        self.lines.iter().map(|line| line.positions.len()).sum()
    }

    /// The likeliest reading, lines divided by `;`, for people and for logs: it is never compared.
    pub fn best(&self) -> String {
        let lines: Vec<String> = self
            .lines
            .iter()
            .map(|line| {
                line.positions
                    .iter()
                    .filter_map(|position| {
                        let best = position.best()?;
                        (best.probability >= position.nothing()).then_some(best.character)
                    })
                    .collect()
            })
            .filter(|line: &String| !line.is_empty())
            .collect();
        lines.join(";")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_brought_into_bounds_and_order() {
        let position = Position::new([('5', 0.4), ('S', 1.2), ('B', f32::NAN)]);

        assert_eq!(position.best().map(|best| best.character), Some('S'));
        assert!(
            position.nothing() < 1e-6,
            "more than one in sum leaves nothing over"
        );
        assert!(
            position
                .alternatives
                .iter()
                .all(|one| (0.0..=1.0).contains(&one.probability))
        );
    }

    #[test]
    fn what_is_missing_to_one_says_that_nothing_stands_there() {
        let position = Position::new([('I', 0.25)]);

        assert!((position.nothing() - 0.75).abs() < 1e-6);
    }

    #[test]
    fn a_doubtful_stroke_is_not_in_the_likeliest_reading() {
        let lattice = Lattice {
            lines: vec![Line {
                positions: vec![Position::new([('L', 0.9)]), Position::new([('I', 0.2)])],
            }],
        };

        assert_eq!(lattice.best(), "L");
        assert_eq!(lattice.len(), 2);
    }

    #[test]
    fn typed_lines_are_kept_apart_and_blanks_left_out() {
        let lattice = Lattice::certain("ACT IQ;200", 0.95);

        assert_eq!(lattice.best(), "ACTIQ;200");
        assert_eq!(lattice.lines.len(), 2);
        assert!(Lattice::certain(" ; ", 0.95).is_empty());
    }
}
