//! How far somebody has come: a level for every hundred points ever earned, and six names for them.

use serde::Serialize;

/// Points of one level.
const STEP: u64 = 100;

/// The name of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LevelName {
    /// Level 1.
    Beginner,
    /// 2 to 5.
    Novice,
    /// 6 to 10.
    Intermediate,
    /// 11 to 20.
    Advanced,
    /// 21 to 50.
    Expert,
    /// From 51 on.
    Master,
}

impl LevelName {
    /// The word on the wire and in the catalogues of messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Beginner => "beginner",
            Self::Novice => "novice",
            Self::Intermediate => "intermediate",
            Self::Advanced => "advanced",
            Self::Expert => "expert",
            Self::Master => "master",
        }
    }
}

/// A level, from 1. It follows from the points that were ever earned; spending them does not lower it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(u64);

impl Level {
    /// The level of somebody who has earned this many points.
    pub fn of(earned: u64) -> Self {
        Self(earned / STEP + 1)
    }

    /// Its number, from 1.
    pub fn number(self) -> u64 {
        self.0
    }

    /// Its name.
    pub fn name(self) -> LevelName {
        match self.0 {
            ..=1 => LevelName::Beginner,
            2..=5 => LevelName::Novice,
            6..=10 => LevelName::Intermediate,
            11..=20 => LevelName::Advanced,
            21..=50 => LevelName::Expert,
            _ => LevelName::Master,
        }
    }

    /// The points with which the next level begins.
    pub fn next_threshold(self) -> u64 {
        self.0.saturating_mul(STEP)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn six_names_for_all_levels() {
        let name = |level: u64| Level::of((level - 1) * STEP).name().as_str();
        for (level, expected) in [
            (1, "beginner"),
            (2, "novice"),
            (5, "novice"),
            (6, "intermediate"),
            (10, "intermediate"),
            (11, "advanced"),
            (20, "advanced"),
            (21, "expert"),
            (50, "expert"),
            (51, "master"),
            (5_000, "master"),
        ] {
            assert_eq!(name(level), expected, "{level}");
        }
        assert_eq!(Level::of(99).number(), 1);
        assert_eq!(Level::of(100).number(), 2);
    }

    proptest! {
        #[test]
        fn more_points_are_never_a_lower_level(earned in 0..u64::MAX / 2, more in 0..u64::MAX / 2) {
            let (before, after) = (Level::of(earned), Level::of(earned + more));
            prop_assert!(before <= after);
            prop_assert!(before.name() <= after.name());
        }

        #[test]
        fn the_next_level_begins_at_its_threshold(earned in 0..1_000_000_000_u64) {
            let level = Level::of(earned);
            let threshold = level.next_threshold();
            prop_assert!(earned < threshold && threshold - earned <= STEP);
            prop_assert_eq!(Level::of(threshold).number(), level.number() + 1);
            prop_assert_eq!(Level::of(threshold - 1), level);
        }
    }
}
