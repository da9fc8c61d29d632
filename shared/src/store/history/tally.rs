//! What some similarities come to.
//!
//! A tally can be added to another and a record taken from it again, exactly. That is why it has no maximum, which nobody could
//! lower again, but how often each score was met: the best is the highest that still is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Score, SimilarityRecord};
use crate::store::{AttributeValue, Item};

/// Attributes of a tally's row. How often a score was met stands under `s` and its tenths: `s874`.
pub(super) const COUNT: &str = "count";
pub(super) const MATCHES: &str = "matches";
pub(super) const SCORE_TENTHS: &str = "score_tenths";

/// How often, how well, and how well at best. Some hundred bytes; eight kilobytes when every score was met.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    count: u64,
    matches: u64,
    pub(super) score_tenths: u64,
    pub(super) scores: BTreeMap<Score, u64>,
}

impl Tally {
    /// The tally of one record.
    pub fn of(record: &SimilarityRecord) -> Self {
        Self {
            count: 1,
            matches: u64::from(record.is_same_character),
            score_tenths: record.score.tenths().into(),
            scores: BTreeMap::from([(record.score, 1)]),
        }
    }

    /// Adds another one's records.
    pub fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.matches += other.matches;
        self.score_tenths += other.score_tenths;
        for (score, count) in &other.scores {
            *self.scores.entry(*score).or_default() += count;
        }
    }

    /// Comparisons.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Those that were the wanted character.
    pub fn matches(&self) -> u64 {
        self.matches
    }

    /// Those that were not.
    pub fn mismatches(&self) -> u64 {
        self.count.saturating_sub(self.matches)
    }

    /// Mean score, 0-100; `None` of nothing.
    pub fn average(&self) -> Option<f64> {
        self.of_each(self.score_tenths).map(|tenths| tenths / 10.0)
    }

    /// Share of the matches, 0-1; `None` of nothing.
    pub fn match_share(&self) -> Option<f64> {
        self.of_each(self.matches)
    }

    /// The highest score; `None` of nothing.
    pub fn best(&self) -> Option<Score> {
        self.scores.last_key_value().map(|(score, _)| *score)
    }

    /// Scores of 90 and above.
    pub fn high(&self) -> u64 {
        self.scores
            .range(Score::HIGH..)
            .map(|(_, count)| count)
            .sum()
    }

    /// Scores from 75 to below 90.
    pub fn good(&self) -> u64 {
        self.between(Score::GOOD..Score::HIGH)
    }

    /// Scores below 75.
    pub fn needs_practice(&self) -> u64 {
        self.between(Score::default()..Score::GOOD)
    }

    fn between(&self, scores: Range<Score>) -> u64 {
        self.scores.range(scores).map(|(_, count)| count).sum()
    }

    fn of_each(&self, sum: u64) -> Option<f64> {
        // Sums of a person's scores are far below 2^53.
        (self.count > 0).then(|| sum as f64 / self.count as f64)
    }
}

impl From<&Item> for Tally {
    /// Reads a row; attributes that are no part of a tally are left alone.
    fn from(item: &Item) -> Self {
        let scores = item.iter().filter_map(|(name, value)| {
            let tenths = name.strip_prefix('s')?.parse().ok()?;
            Some((Score::from_tenths(tenths)?, whole(value)?))
        });
        let number = |name| item.get(name).and_then(whole).unwrap_or_default();
        Self {
            count: number(COUNT),
            matches: number(MATCHES),
            score_tenths: number(SCORE_TENTHS),
            scores: scores.filter(|(_, count)| *count > 0).collect(),
        }
    }
}

/// The attribute that counts a score.
pub(super) fn score_attribute(score: Score) -> String {
    format!("s{}", score.tenths())
}

/// A whole number of an attribute.
pub(super) fn whole(value: &AttributeValue) -> Option<u64> {
    value.as_n().ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::tests::similarity;
    use super::*;

    fn tally(scores: &[f32]) -> Tally {
        let mut sum = Tally::default();
        for score in scores {
            let mut record = similarity(3, true);
            record.score = Score::nearest(*score);
            sum.add(&Tally::of(&record));
        }
        sum
    }

    #[test]
    fn ninety_is_high_and_seventy_five_is_good() {
        let tally = tally(&[100.0, 90.0, 89.9, 75.0, 74.9, 0.0]);
        assert_eq!(
            (tally.high(), tally.good(), tally.needs_practice()),
            (2, 2, 2)
        );
        assert_eq!(tally.best(), Some(Score::BEST));
        assert_eq!(tally.average(), Some(4_298.0 / 6.0 / 10.0));
    }

    #[test]
    fn nothing_has_no_mean_and_no_best() {
        let nothing = Tally::default();
        assert_eq!(
            (nothing.average(), nothing.best(), nothing.match_share()),
            (None, None, None)
        );
        assert_eq!(nothing.mismatches(), 0);
    }
}
