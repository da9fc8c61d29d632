//! How well a character is mastered.

use jiff::civil::Date;
use nazar::store::practice::{Card, LONGEST_INTERVAL};
use serde::Serialize;
use utoipa::ToSchema;

/// What a first drawing is worth before time has tested it.
const UNTESTED: f64 = 0.25;

/// How well a character is mastered, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MasteryLevel)]
pub(super) enum Level {
    /// Never drawn.
    New,
    /// Below 40: drawn, and not yet tested by time or not yet drawn well.
    Learning,
    /// From 40.
    Familiar,
    /// From 65.
    Strong,
    /// From 85: drawn well, and remembered for months.
    Mastered,
}

impl Level {
    /// The level of a mastery, 0 to 100.
    pub(super) fn of(mastery: u8) -> Self {
        match mastery {
            85.. => Self::Mastered,
            65.. => Self::Strong,
            40.. => Self::Familiar,
            _ => Self::Learning,
        }
    }
}

/// Mastery on a day, 0 to 100: how well the character is drawn (the mean of the recent scores), times how firmly it stands in
/// memory (the logarithm of the stability, full at the longest interval; a quarter is given in advance), times the chance that it
/// is remembered today.
///
/// A better score, a firmer memory and a fresher one never lower it.
pub(super) fn mastery(card: &Card, today: Date) -> u8 {
    let longest = f64::from(LONGEST_INTERVAL);
    let firmness = (card.memory.stability.ln_1p() / longest.ln_1p()).min(1.0);
    let memory = UNTESTED + (1.0 - UNTESTED) * firmness;
    let hundredths = f64::from(card.mean_score) * memory * card.retrievability(today);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=100"
    )]
    let whole = hundredths.clamp(0.0, 100.0).round() as u8;
    whole
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::practice::testing::{drawn, scored};

    const DAY: Date = date(2026, 1, 1);

    #[test]
    fn time_and_not_zeal_makes_a_master() {
        let mut card = scored(0, DAY, 92.0);
        assert_eq!(Level::of(mastery(&card, DAY)), Level::Familiar);
        for _ in 0..50 {
            card = card.after(&drawn(0, DAY, 92.0));
        }
        assert_eq!(Level::of(mastery(&card, DAY)), Level::Familiar);

        let mut levels = Vec::new();
        for _ in 0..3 {
            card = card.after(&drawn(0, card.due_on, 92.0));
            levels.push(Level::of(mastery(&card, card.reviewed_on)));
        }
        assert_eq!(levels, [Level::Strong, Level::Mastered, Level::Mastered]);
    }

    #[test]
    fn levels_begin_at_their_masteries() {
        for (mastery, level) in [
            (0, Level::Learning),
            (39, Level::Learning),
            (40, Level::Familiar),
            (64, Level::Familiar),
            (65, Level::Strong),
            (84, Level::Strong),
            (85, Level::Mastered),
            (100, Level::Mastered),
        ] {
            assert_eq!(Level::of(mastery), level, "{mastery}");
        }
    }

    proptest! {
        #[test]
        fn it_only_fades_while_nothing_is_drawn(score in 0.0_f32..=100.0, sooner in 0_i32..400, later in 0_i32..400) {
            let card = scored(0, DAY, score);
            let on = |days: i32| mastery(&card, DAY + days.days());
            prop_assert!(on(sooner.min(later)) >= on(sooner.max(later)));
            prop_assert!(on(0) <= 100);
        }

        #[test]
        fn what_is_better_known_is_better_mastered(first in 0.0_f32..=100.0, second in 0.0_f32..=100.0, stability in 0.01..500.0, more in 0.0..500.0) {
            let of = |score: f32, stability: f64| {
                let mut card = scored(0, DAY, 80.0);
                card.mean_score = score;
                card.memory.stability = stability;
                mastery(&card, DAY + 1.day())
            };
            prop_assert!(of(first.min(second), stability) <= of(first.max(second), stability));
            prop_assert!(of(first, stability) <= of(first, stability + more));
        }
    }
}
