//! The memory model: FSRS-6 with its authors' default parameters.
//!
//! The crate `fsrs` computes; here is what we ask of it. Days are whole days of the person's calendar, as in the programs that
//! the parameters were fitted to.

use std::sync::LazyLock;

use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, MemoryState, current_retrievability};
use serde::{Deserialize, Serialize};

use super::Grade;

/// The chance of recalling a character on the day on which it falls due.
pub const RETENTION: f32 = 0.9;

/// The longest time to the next review, in days: a character that has not been drawn for a year is worth a look.
pub const LONGEST_INTERVAL: u16 = 365;

static MODEL: LazyLock<FSRS> = LazyLock::new(FSRS::default);

/// What is assumed about a person's memory of one character.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Days after which the chance of recall has fallen to 90 %.
    pub stability: f32,
    /// How hard the character is for this person, 1 to 10.
    pub difficulty: f32,
}

impl Memory {
    /// The memory after the very first review.
    pub fn first(grade: Grade) -> Self {
        Self::next(None, 0, grade).unwrap_or(Self {
            stability: 1.0,
            difficulty: 5.0,
        })
    }

    /// The memory after a review that comes so many days after the one before, at least one.
    ///
    /// Sane numbers give sane numbers; from others nothing follows, and the memory stays as it is.
    #[must_use]
    pub fn reviewed(self, days: u32, grade: Grade) -> Self {
        Self::next(Some(self), days.max(1), grade).unwrap_or(self)
    }

    /// The chance of recall so many days after the review, 0 to 1; 0.9 when the days are the stability.
    pub fn retrievability(self, days: f32) -> f32 {
        let state = MemoryState::from(self);
        current_retrievability(state, days.max(0.0), FSRS6_DEFAULT_DECAY)
    }

    /// Days until the next review, 1 to [`LONGEST_INTERVAL`].
    pub fn interval(self) -> u16 {
        // The interval to a retention of 90 % is the stability by its definition.
        let days = self.stability.round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 1..=365"
        )]
        let days = days.clamp(1.0, f32::from(LONGEST_INTERVAL)) as u16;
        days
    }

    fn next(before: Option<Self>, days: u32, grade: Grade) -> Option<Self> {
        let states = MODEL
            .next_states(before.map(MemoryState::from), RETENTION, days)
            .ok()?;
        let state = match grade {
            Grade::Again => states.again,
            Grade::Hard => states.hard,
            Grade::Good => states.good,
            Grade::Easy => states.easy,
        };
        Some(Self {
            stability: state.memory.stability,
            difficulty: state.memory.difficulty,
        })
    }
}

impl From<Memory> for MemoryState {
    fn from(memory: Memory) -> Self {
        Self {
            stability: memory.stability,
            difficulty: memory.difficulty,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GRADES: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];

    fn memory() -> impl Strategy<Value = Memory> {
        (0.01_f32..2_000.0, 1.0_f32..=10.0).prop_map(|(stability, difficulty)| Memory {
            stability,
            difficulty,
        })
    }

    #[test]
    fn the_first_review_is_the_published_one() {
        // The first four of the published parameters are the first stabilities.
        let stabilities = GRADES.map(|grade| Memory::first(grade).stability);
        assert_eq!(stabilities, [0.212, 1.2931, 2.3065, 8.2956]);
        let intervals = GRADES.map(|grade| Memory::first(grade).interval());
        assert_eq!(intervals, [1, 1, 2, 8]);
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
        fn recall_is_ninety_in_a_hundred_after_the_stability(memory in memory()) {
            let chance = memory.retrievability(memory.stability);
            prop_assert!((chance - RETENTION).abs() < 1e-3, "{chance}");
            prop_assert_eq!(memory.retrievability(0.0), 1.0);
        }

        #[test]
        fn recall_only_fades(memory in memory(), first in 0.0_f32..1_000.0, second in 0.0_f32..1_000.0) {
            let (sooner, later) = (first.min(second), first.max(second));
            prop_assert!(memory.retrievability(sooner) >= memory.retrievability(later));
        }

        #[test]
        fn success_strengthens_and_failure_does_not(memory in memory(), days in 1_u32..1_000) {
            for grade in [Grade::Hard, Grade::Good, Grade::Easy] {
                prop_assert!(memory.reviewed(days, grade).stability >= memory.stability, "{grade:?}");
            }
            prop_assert!(memory.reviewed(days, Grade::Again).stability <= memory.stability);
        }

        #[test]
        fn a_better_grade_never_brings_a_character_back_sooner(memory in memory(), days in 1_u32..1_000) {
            let intervals = GRADES.map(|grade| memory.reviewed(days, grade).interval());
            prop_assert!(intervals.is_sorted(), "{intervals:?}");
            let difficulties = GRADES.map(|grade| memory.reviewed(days, grade).difficulty);
            prop_assert!(difficulties.is_sorted_by(|one, next| one >= next), "{difficulties:?}");
        }

        #[test]
        fn numbers_stay_within_their_bounds(memory in memory(), reviews in proptest::collection::vec((0_u32..5_000, 0..4_usize), 0..40)) {
            let mut memory = memory;
            for (days, grade) in reviews {
                memory = memory.reviewed(days, GRADES[grade]);
                prop_assert!(memory.stability.is_finite() && memory.stability > 0.0);
                prop_assert!((1.0..=10.0).contains(&memory.difficulty));
                prop_assert!((1..=LONGEST_INTERVAL).contains(&memory.interval()));
            }
        }
    }
}
