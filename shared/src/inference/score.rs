//! From a distance to a score that a learner can read.

/// The distance below which two glyphs show the same character. Fixed in the API; training finds where genuine and
/// foreign pairs are told apart best and scales the distances so that this point lies here.
pub const THRESHOLD: f32 = 0.45;

/// A falling table of distance and score. The distances are percentiles of genuine drawings against their reference,
/// so a score says how a drawing stands among real ones: half of them score above the middle entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ScoreTable(Vec<(f32, f32)>);

impl ScoreTable {
    /// A table from its JSON, `[[distance, score], ...]`; `None` unless distances rise and scores fall from 100 to 0.
    pub(super) fn parse(json: &str) -> Option<Self> {
        let knots: Vec<(f32, f32)> = serde_json::from_str(json).ok()?;
        let (first, last) = (knots.first()?, knots.last()?);
        let ends = first.0 == 0.0 && first.1 == 100.0 && last.1 == 0.0;
        let falls = knots
            .windows(2)
            .all(|pair| pair[0].0 < pair[1].0 && pair[0].1 > pair[1].1);
        (ends && falls).then_some(Self(knots))
    }

    /// The score of a distance, 0 to 100, on straight lines between the entries.
    pub(super) fn score(&self, distance: f32) -> f32 {
        for pair in self.0.windows(2) {
            let ((near, high), (far, low)) = (pair[0], pair[1]);
            if distance <= far {
                let share = ((distance - near) / (far - near)).max(0.0);
                return high + (low - high) * share;
            }
        }
        0.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TABLE: &str = "[[0, 100], [0.1, 90], [0.45, 50], [1.2, 0]]";

    #[test]
    fn a_score_lies_on_the_line_between_its_entries() {
        let table = ScoreTable::parse(TABLE).unwrap();
        assert_eq!(table.score(0.0), 100.0);
        assert_eq!(table.score(0.05), 95.0);
        assert_eq!(table.score(THRESHOLD), 50.0);
        assert_eq!(table.score(2.0), 0.0);
    }

    #[test]
    fn a_table_that_rises_or_does_not_end_is_refused() {
        for json in [
            "[]",
            "[[0, 100]]",
            "[[0, 100], [0.1, 0], [0.2, 10]]",
            "[[0, 90], [1, 0]]",
            "[[0, 100], [0, 0]]",
            "{}",
        ] {
            assert_eq!(ScoreTable::parse(json), None, "{json}");
        }
    }

    proptest! {
        #[test]
        fn a_greater_distance_never_scores_higher(first in 0.0_f32..2.0, second in 0.0_f32..2.0) {
            let table = ScoreTable::parse(TABLE).unwrap();
            let (near, far) = (first.min(second), first.max(second));
            prop_assert!(table.score(near) >= table.score(far));
            prop_assert!((0.0..=100.0).contains(&table.score(near)));
        }
    }
}
