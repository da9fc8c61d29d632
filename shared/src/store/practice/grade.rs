//! How a drawing is graded.

use serde::{Deserialize, Serialize};

use crate::store::history::Score;

/// How well a character was recalled, in the four steps that FSRS knows.
///
/// The steps are those of the statistics, so that a person reads one story in both: a drawing that is not the character
/// was not recalled at all; one that is, but scores below 75, was recalled with effort; 75 to below 90 is good; 90 and above is easy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Not the character: it is learnt anew.
    Again,
    /// The character, below 75.
    Hard,
    /// The character, from 75 to below 90.
    Good,
    /// The character, 90 or above.
    Easy,
}

impl Grade {
    /// The grade of a comparison: its score, and whether both were the same character.
    pub fn of(score: Score, is_same_character: bool) -> Self {
        if !is_same_character {
            return Self::Again;
        }
        match score {
            _ if score >= Score::HIGH => Self::Easy,
            _ if score >= Score::GOOD => Self::Good,
            _ => Self::Hard,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn steps_begin_at_their_scores() {
        for (score, grade) in [
            (0.0, Grade::Hard),
            (74.9, Grade::Hard),
            (75.0, Grade::Good),
            (89.9, Grade::Good),
            (90.0, Grade::Easy),
            (100.0, Grade::Easy),
        ] {
            let score = Score::nearest(score);
            assert_eq!(Grade::of(score, true), grade, "{score:?}");
            assert_eq!(Grade::of(score, false), Grade::Again, "{score:?}");
        }
    }

    proptest! {
        #[test]
        fn a_higher_score_is_never_graded_lower(first in 0_u16..=1_000, second in 0_u16..=1_000, same: bool) {
            let of = |tenths| Grade::of(Score::from_tenths(tenths).unwrap(), same);
            prop_assert!(of(first.min(second)) <= of(first.max(second)));
        }
    }
}
