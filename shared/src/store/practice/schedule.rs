//! The memory model: FSRS-6, the free spaced repetition scheduler, with its authors' default parameters.
//!
//! The formulas and the parameters are the published ones (<https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm>).
//! They are written out here because the authors' crate links a library under LGPL or MPL, and the other kept one is of the
//! version before; the tests hold them against numbers that the authors' crate computed. What concerns two reviews on one day is
//! left out: a card has one review a day at most.
//!
//! Days are whole days of the person's calendar, as in the programs that the parameters were fitted to.

use serde::{Deserialize, Serialize};

use super::Grade;

/// The chance of recalling a character on the day on which it falls due.
pub const RETENTION: f64 = 0.9;

/// The longest time to the next review, in days: a character that has not been drawn for a year is worth a look.
pub const LONGEST_INTERVAL: u16 = 365;

/// Stability after a first review with each grade (`w0` to `w3`), in days.
const FIRST_STABILITY: [f64; 4] = [0.212, 1.2931, 2.3065, 8.2956];
/// Difficulty after a first review: where it starts, and how it falls with the grade (`w4`, `w5`).
const FIRST_DIFFICULTY: (f64, f64) = (6.4133, 0.8334);
/// How far a grade moves the difficulty (`w6`), and how much it is drawn back to that of an easy start (`w7`).
const DIFFICULTY: (f64, f64) = (3.0194, 0.001);
/// After a success: the general factor, and what stability and fading do to it (`w8` to `w10`).
const SUCCESS: (f64, f64, f64) = (1.8722, 0.1666, 0.796);
/// After a failure: the general factor, and what difficulty, stability and fading do to it (`w11` to `w14`).
const FAILURE: (f64, f64, f64, f64) = (1.4835, 0.0614, 0.2629, 1.6483);
/// What is left of a success that was hard, and added to one that was easy (`w15`, `w16`).
const HARD_AND_EASY: (f64, f64) = (0.6014, 1.8729);
/// A failure keeps at most `1/e` to this power of the stability (`w17` times `w18`).
const LOSS: f64 = 0.5425 * 0.0912;
/// How flat forgetting is (`w20`).
const DECAY: f64 = 0.1542;

/// Stabilities are kept within these bounds, in days.
const STABILITY: (f64, f64) = (0.001, 36_500.0);

/// What is assumed about a person's memory of one character.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Days after which the chance of recall has fallen to [`RETENTION`].
    pub stability: f64,
    /// How hard the character is for this person, 1 to 10.
    pub difficulty: f64,
}

impl Memory {
    /// The memory after the very first review.
    pub fn first(grade: Grade) -> Self {
        let [again, hard, good, easy] = FIRST_STABILITY;
        let stability = match grade {
            Grade::Again => again,
            Grade::Hard => hard,
            Grade::Good => good,
            Grade::Easy => easy,
        };
        Self {
            stability,
            difficulty: first_difficulty(grade).clamp(1.0, 10.0),
        }
    }

    /// The memory after a review that comes so many days after the one before, at least one.
    #[must_use]
    pub fn reviewed(self, days: u32, grade: Grade) -> Self {
        let recall = self.retrievability(days.max(1));
        let stability = match grade {
            Grade::Again => self.stability_after_failure(recall),
            Grade::Hard => self.stability_after_success(recall, HARD_AND_EASY.0),
            Grade::Good => self.stability_after_success(recall, 1.0),
            Grade::Easy => self.stability_after_success(recall, HARD_AND_EASY.1),
        };
        Self {
            stability: stability.clamp(STABILITY.0, STABILITY.1),
            difficulty: self.difficulty_after(grade),
        }
    }

    /// The chance of recall so many days after the review, 0 to 1.
    pub fn retrievability(self, days: u32) -> f64 {
        let factor = RETENTION.powf(-1.0 / DECAY) - 1.0;
        (1.0 + factor * f64::from(days) / self.stability).powf(-DECAY)
    }

    /// Days until the next review, 1 to [`LONGEST_INTERVAL`]: the stability, by its definition.
    pub fn interval(self) -> u16 {
        let days = self.stability.round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 1..=365"
        )]
        let days = days.clamp(1.0, f64::from(LONGEST_INTERVAL)) as u16;
        days
    }

    /// Grows the more, the easier the character, the weaker the memory and the nearer it was to being forgotten.
    fn stability_after_success(self, recall: f64, bonus: f64) -> f64 {
        let (general, saturation, fading) = SUCCESS;
        let growth = general.exp()
            * (11.0 - self.difficulty)
            * self.stability.powf(-saturation)
            * ((1.0 - recall) * fading).exp_m1()
            * bonus;
        self.stability * (1.0 + growth)
    }

    fn stability_after_failure(self, recall: f64) -> f64 {
        let (general, hardness, saturation, fading) = FAILURE;
        let anew = general
            * self.difficulty.powf(-hardness)
            * ((self.stability + 1.0).powf(saturation) - 1.0)
            * ((1.0 - recall) * fading).exp();
        anew.min(self.stability / LOSS.exp())
    }

    /// The nearer to the top, the smaller the steps; and a little back towards an easy start each time.
    fn difficulty_after(self, grade: Grade) -> f64 {
        let (step, reversion) = DIFFICULTY;
        let change = -step * (number(grade) - number(Grade::Good));
        let moved = self.difficulty + change * (10.0 - self.difficulty) / 9.0;
        let reverted = reversion * first_difficulty(Grade::Easy) + (1.0 - reversion) * moved;
        reverted.clamp(1.0, 10.0)
    }
}

fn first_difficulty(grade: Grade) -> f64 {
    let (start, fall) = FIRST_DIFFICULTY;
    start - (fall * (number(grade) - 1.0)).exp() + 1.0
}

/// The number of a grade in the formulas.
fn number(grade: Grade) -> f64 {
    match grade {
        Grade::Again => 1.0,
        Grade::Hard => 2.0,
        Grade::Good => 3.0,
        Grade::Easy => 4.0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GRADES: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];

    fn memory() -> impl Strategy<Value = Memory> {
        (0.01..2_000.0, 1.0..=10.0).prop_map(|(stability, difficulty)| Memory {
            stability,
            difficulty,
        })
    }

    #[test]
    fn the_first_review_gives_the_published_stabilities() {
        let stabilities = GRADES.map(|grade| Memory::first(grade).stability);
        assert_eq!(stabilities, FIRST_STABILITY);
        let intervals = GRADES.map(|grade| Memory::first(grade).interval());
        assert_eq!(intervals, [1, 1, 2, 8]);
    }

    /// Stability, difficulty and days; then stability and difficulty after each grade, as the crate `fsrs` 6.6.2 has them.
    #[test]
    fn reviews_are_those_of_the_authors() {
        let cases = [
            (
                (2.3065, 2.118, 2),
                [
                    (0.6076, 7.3945),
                    (7.5134, 4.7528),
                    (10.9644, 2.1111),
                    (18.5220, 1.0),
                ],
            ),
            (
                (2.3065, 2.118, 10),
                [
                    (0.7592, 7.3945),
                    (16.0199, 4.7528),
                    (25.1090, 2.1111),
                    (45.0133, 1.0),
                ],
            ),
            (
                (46.0, 2.1, 46),
                [
                    (2.9278, 7.3886),
                    (116.0963, 4.7408),
                    (162.5552, 2.0931),
                    (264.2962, 1.0),
                ],
            ),
            (
                (46.0, 8.0, 20),
                [
                    (2.4970, 9.3278),
                    (58.3536, 8.6575),
                    (66.5415, 7.9872),
                    (84.4721, 7.3169),
                ],
            ),
            (
                (0.212, 6.4133, 1),
                [
                    (0.1009, 8.8063),
                    (1.2192, 7.6042),
                    (1.8868, 6.4021),
                    (3.3487, 5.2),
                ],
            ),
            (
                (500.0, 10.0, 365),
                [
                    (6.0618, 9.9852),
                    (545.5748, 9.9852),
                    (575.7813, 9.9852),
                    (641.9308, 9.9852),
                ],
            ),
        ];
        for ((stability, difficulty, days), expected) in cases {
            let before = Memory {
                stability,
                difficulty,
            };
            for (grade, (stability, difficulty)) in GRADES.into_iter().zip(expected) {
                let after = before.reviewed(days, grade);
                let near = |one: f64, other: f64| (one - other).abs() < 1e-4 * other + 1e-4;
                assert!(
                    near(after.stability, stability) && near(after.difficulty, difficulty),
                    "{before:?} after {days} days, {grade:?}: {after:?}"
                );
            }
        }
    }

    #[test]
    fn a_character_drawn_well_each_time_is_soon_asked_for_rarely() {
        let mut memory = Memory::first(Grade::Good);
        let mut intervals = vec![memory.interval()];
        for _ in 0..5 {
            memory = memory.reviewed(u32::from(memory.interval()), Grade::Good);
            intervals.push(memory.interval());
        }
        assert_eq!(intervals, [2, 11, 46, 163, 365, 365]);
    }

    proptest! {
        #[test]
        fn recall_is_ninety_in_a_hundred_after_the_stability(days in 1_u32..2_000, difficulty in 1.0..=10.0) {
            let memory = Memory { stability: f64::from(days), difficulty };
            prop_assert!((memory.retrievability(days) - RETENTION).abs() < 1e-9);
            prop_assert_eq!(memory.retrievability(0), 1.0);
        }

        #[test]
        fn recall_only_fades(memory in memory(), first in 0_u32..1_000, second in 0_u32..1_000) {
            let (sooner, later) = (first.min(second), first.max(second));
            prop_assert!(memory.retrievability(sooner) >= memory.retrievability(later));
        }

        #[test]
        fn success_strengthens_and_failure_weakens(memory in memory(), days in 1_u32..1_000) {
            for grade in [Grade::Hard, Grade::Good, Grade::Easy] {
                prop_assert!(memory.reviewed(days, grade).stability > memory.stability, "{:?}", grade);
            }
            prop_assert!(memory.reviewed(days, Grade::Again).stability < memory.stability);
        }

        #[test]
        fn a_better_grade_never_brings_a_character_back_sooner(memory in memory(), days in 1_u32..1_000) {
            let intervals = GRADES.map(|grade| memory.reviewed(days, grade).interval());
            prop_assert!(intervals.is_sorted(), "{:?}", intervals);
            let difficulties = GRADES.map(|grade| memory.reviewed(days, grade).difficulty);
            prop_assert!(difficulties.is_sorted_by(|one, next| one >= next), "{:?}", difficulties);
        }

        #[test]
        fn numbers_stay_within_their_bounds(
            memory in memory(),
            reviews in proptest::collection::vec((0_u32..5_000, 0..4_usize), 0..40),
        ) {
            let mut memory = memory;
            for (days, grade) in reviews {
                memory = memory.reviewed(days, GRADES[grade]);
                prop_assert!((STABILITY.0..=STABILITY.1).contains(&memory.stability));
                prop_assert!((1.0..=10.0).contains(&memory.difficulty));
                prop_assert!((1..=LONGEST_INTERVAL).contains(&memory.interval()));
            }
        }
    }
}
