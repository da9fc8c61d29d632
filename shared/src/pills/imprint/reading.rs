//! Lines as they were read, and how to choose among them.

use crate::imprints::{Lattice, Line, Position};
use crate::pills::Area;

/// A position that is likelier a character than not counts as one.
const A_CHARACTER: f32 = 0.5;
/// A line that is less sure on the whole is grain or the seam of a capsule.
const LEAST_SURE: f32 = 0.5;

/// What both pictures say counts from so much stroke on...
const FAINT: f32 = 0.5;
/// ...and what one says from so much on, if it is as sure as this.
const GRAIN: f32 = 1.0;
const SURE_ALONE: f32 = 0.9;

/// One line and where it stands on the canvas.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) area: Area,
    pub(super) positions: Vec<Position>,
    /// Whether something was read there in both pictures, the one of spots and the one of slopes.
    pub(super) twice: bool,
}

impl Reading {
    /// How many characters were read.
    pub(super) fn characters(&self) -> usize {
        self.sure().count()
    }

    /// The mean probability of the characters that were read, 0 where there are none.
    pub(super) fn sureness(&self) -> f32 {
        let count = self.characters();
        if count == 0 {
            return 0.0;
        }
        self.sure().sum::<f32>() / count as f32
    }

    /// Whether it is a line at all.
    pub(super) fn is_line(&self) -> bool {
        self.sureness() >= LEAST_SURE
    }

    /// Whether it is writing, on a place with so much stroke (1 is what even grain has): grain is seldom read as the same line
    /// in both pictures, and has no strokes.
    ///
    /// Of 26 lines that were read rightly on 36 of NLM's photos this keeps 24 (of the other two one is a piece of a pill, one stands
    /// on the pill by chance alone), and of eleven that were read on drawn pills without any none.
    pub(super) fn is_written(&self, stroke: f32) -> bool {
        if self.twice {
            stroke > FAINT
        } else {
            stroke > GRAIN && self.sureness() >= SURE_ALONE
        }
    }

    /// What it speaks for: characters, less for doubtful ones.
    pub(super) fn weight(&self) -> f32 {
        self.sure().map(|chance| chance.powi(4)).sum()
    }

    /// This and another reading of the same place as one: where both have as many positions, the mean of both; otherwise
    /// the surer one.
    pub(super) fn joined(self, other: Self) -> Self {
        let twice = self.characters() > 0 && other.characters() > 0;
        if self.positions.len() != other.positions.len() {
            let surer = if other.weight() > self.weight() {
                other
            } else {
                self
            };
            return Self { twice, ..surer };
        }
        let (mine, its) = (self.weight().max(1e-3), other.weight().max(1e-3));
        let share = mine / (mine + its);
        let positions = self.positions.iter().zip(&other.positions);
        Self {
            area: self.area,
            positions: positions
                .map(|(one, another)| mean(one, another, share))
                .collect(),
            twice,
        }
    }

    fn sure(&self) -> impl Iterator<Item = f32> {
        self.positions
            .iter()
            .filter_map(Position::best)
            .map(|best| best.probability)
            .filter(|chance| *chance >= A_CHARACTER)
    }
}

/// The mean of two positions, the first counting by its share.
fn mean(one: &Position, other: &Position, share: f32) -> Position {
    let mut sums: Vec<(char, f32)> = Vec::new();
    let weighted = [(one, share), (other, 1.0 - share)];
    for (position, weight) in weighted {
        for alternative in &position.alternatives {
            let more = alternative.probability * weight;
            match sums
                .iter_mut()
                .find(|(character, _)| *character == alternative.character)
            {
                Some((_, sum)) => *sum += more,
                None => sums.push((alternative.character, more)),
            }
        }
    }
    Position::new(sums)
}

/// The lines in their order as a lattice.
pub(super) fn lattice(readings: Vec<Reading>) -> Lattice {
    let lines = readings
        .into_iter()
        .filter(Reading::is_line)
        .map(|reading| Line {
            positions: reading.positions,
        });
    Lattice {
        lines: lines.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str, probability: f32) -> Reading {
        Reading {
            area: Area::between((0.0, 0.0), (9.0, 9.0)),
            positions: text
                .chars()
                .map(|one| Position::new([(one, probability)]))
                .collect(),
            twice: true,
        }
    }

    #[test]
    fn two_readings_of_one_place_keep_both_doubts() {
        let joined = reading("NVR", 0.9).joined(reading("NYR", 0.9));
        let middle: Vec<char> = joined.positions[1]
            .alternatives
            .iter()
            .map(|one| one.character)
            .collect();
        assert_eq!((joined.characters(), middle.len()), (2, 2));
        assert!(joined.positions[0].best().unwrap().probability > 0.89);
    }

    #[test]
    fn of_two_of_different_length_the_surer_stays() {
        assert_eq!(
            reading("93", 0.6).joined(reading("930", 0.9)).characters(),
            3
        );
        assert_eq!(
            reading("93", 0.95)
                .joined(reading("930", 0.55))
                .characters(),
            2
        );
    }

    #[test]
    fn what_one_picture_alone_says_must_be_sure_and_stand_out() {
        let once = |probability| Reading {
            twice: false,
            ..reading("LT", probability)
        };
        assert!(!once(0.64).is_written(5.0) && !once(0.95).is_written(0.8));
        assert!(once(0.95).is_written(5.0));
        assert!(reading("54", 0.7).is_written(0.8) && !reading("54", 0.99).is_written(0.2));
        assert!(reading("LT", 0.9).joined(reading("LT", 0.9)).twice);
        assert!(!reading("LT", 0.9).joined(reading("", 0.9)).twice);
    }

    #[test]
    fn grain_is_no_line() {
        assert!(lattice(vec![reading("I", 0.3), reading("", 1.0)]).is_empty());
        assert_eq!(lattice(vec![reading("WAR", 0.9)]).lines.len(), 1);
    }
}
