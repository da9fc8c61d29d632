//! Scores, in tenths: whole numbers add up, and subtract on deletion, without a rest.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A score of 0.0 to 100.0 in steps of a tenth, as it is kept, shown and counted. A finer one would say more than the model
/// knows, and a boundary such as 75 is met exactly or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Score(u16);

impl Score {
    /// From here on a score is high.
    pub const HIGH: Self = Self(900);
    /// From here on, up to the high ones, a score is good; below it, the character needs practice.
    pub const GOOD: Self = Self(750);
    /// The best that there is.
    pub const BEST: Self = Self(1_000);

    /// The step nearest to what a model says. Anything outside 0-100 counts as its nearest bound, not a number as 0.
    pub fn nearest(score: f32) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 0..=1,000"
        )]
        let tenths = (f64::from(score).clamp(0.0, 100.0) * 10.0).round() as u16;
        Self(tenths)
    }

    /// So many tenths; `None` above 1,000.
    pub fn from_tenths(tenths: u16) -> Option<Self> {
        (tenths <= Self::BEST.0).then_some(Self(tenths))
    }

    /// Tenths, 0 to 1,000.
    pub fn tenths(self) -> u16 {
        self.0
    }

    /// The score itself, 0.0 to 100.0.
    pub fn value(self) -> f32 {
        f32::from(self.0) / 10.0
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f32(self.value())
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f32::deserialize(deserializer).map(Self::nearest)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scores_are_the_nearest_tenth_within_bounds() {
        for (score, tenths) in [
            (87.654, 877),
            (100.0, 1_000),
            (100.4, 1_000),
            (-1.0, 0),
            (f32::NAN, 0),
            (74.949, 749),
            (89.96, 900),
        ] {
            assert_eq!(Score::nearest(score).tenths(), tenths, "{score}");
        }
        assert_eq!(Score::from_tenths(1_001), None);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(tenths in 0_u16..=1_000) {
            let score = Score::from_tenths(tenths).unwrap();
            prop_assert_eq!(Score::nearest(score.value()), score);
            let json = serde_json::to_string(&score).unwrap();
            prop_assert!(json.len() <= 5, "{}", json);
            prop_assert_eq!(serde_json::from_str::<Score>(&json).unwrap(), score);
        }
    }
}
