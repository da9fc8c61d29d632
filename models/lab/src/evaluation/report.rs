//! What is counted over labelled drawings.

use std::collections::BTreeMap;

use nazar::glyphs::{CHARACTERS, Group};
use nazar::inference::{ModelIdentity, THRESHOLD};
use serde::Serialize;

use super::comparisons::Comparisons;
use super::outcome::Outcome;
use super::share::Share;

/// How long the drawings took.
#[derive(Debug, Serialize)]
pub struct Times {
    /// Half of the drawings took less than this.
    pub median: f64,
    /// Nine in ten took less than this.
    pub p90: f64,
}

/// All figures of a run.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The classifier's and the encoder's identity.
    pub models: Vec<ModelIdentity>,
    /// Drawings that were classified.
    pub drawings: usize,
    /// Drawings that were refused, by code.
    pub refused: BTreeMap<&'static str, usize>,
    /// The first candidate is right.
    pub top_1: Share,
    /// One of five candidates is right.
    pub top_5: Share,
    /// The classifier named no character.
    pub abstained: Share,
    /// The first candidate is right where it did not abstain.
    pub top_1_when_sure: Share,
    /// The mean gap between confidence and accuracy over ten bins.
    pub calibration_error: f64,
    /// Top-1 by group.
    pub groups: BTreeMap<&'static str, Share>,
    /// Top-1 by class.
    pub classes: BTreeMap<u8, Share>,
    /// True class, taken for, how often; most frequent first.
    pub confusions: Vec<(u8, u8, usize)>,
    /// The nearest of the 62 references is that of the true character.
    pub nearest_reference: Share,
    /// Pairs judged right at the threshold: each drawing with its own reference and with a random other one.
    pub pairs_random: Share,
    /// The same with the other reference that is nearest: the hardest there is.
    pub pairs_hardest: Share,
    /// What comparisons take drawings for.
    pub comparisons: Comparisons,
    /// Preprocessing and classifying, in milliseconds; none in a build that is not optimised, where they would say nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<Times>,
}

impl Report {
    /// Counts outcomes.
    pub fn of(
        models: Vec<ModelIdentity>,
        outcomes: &[Outcome],
        refused: BTreeMap<&'static str, usize>,
    ) -> Self {
        let share = |chosen: &dyn Fn(&Outcome) -> bool, hit: &dyn Fn(&Outcome) -> bool| {
            let of = outcomes.iter().filter(|outcome| chosen(outcome));
            Share::count(of, |outcome| hit(outcome))
        };
        let any = |_: &Outcome| true;
        let in_group = |group: Group| {
            move |outcome: &Outcome| CHARACTERS[usize::from(outcome.class_id)].group == group
        };
        let groups = [Group::Consonant, Group::Vowel, Group::Digit];
        Self {
            models,
            drawings: outcomes.len(),
            refused,
            top_1: share(&any, &Outcome::is_right),
            top_5: share(&any, &Outcome::is_in_top),
            abstained: share(&any, &|outcome| outcome.found.abstained),
            top_1_when_sure: share(&|outcome| !outcome.found.abstained, &Outcome::is_right),
            calibration_error: calibration_error(outcomes),
            groups: groups
                .map(|group| (group.name(), share(&in_group(group), &Outcome::is_right)))
                .into(),
            classes: (0..CHARACTERS.len() as u8)
                .map(|class| {
                    (
                        class,
                        share(&|outcome| outcome.class_id == class, &Outcome::is_right),
                    )
                })
                .collect(),
            confusions: confusions(outcomes),
            nearest_reference: share(&any, &Outcome::is_nearest_own),
            pairs_random: pairs(outcomes, random_other),
            pairs_hardest: pairs(outcomes, |outcome, _| outcome.hardest_other()),
            comparisons: Comparisons::of(outcomes),
            milliseconds: (!cfg!(debug_assertions)).then(|| times(outcomes)),
        }
    }
}

fn times(outcomes: &[Outcome]) -> Times {
    let mut sorted: Vec<f64> = outcomes
        .iter()
        .map(|outcome| outcome.milliseconds)
        .collect();
    sorted.sort_by(f64::total_cmp);
    Times {
        median: quantile(&sorted, 0.5),
        p90: quantile(&sorted, 0.9),
    }
}

fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1) as f64;
    sorted
        .get((last * share).round() as usize)
        .copied()
        .unwrap_or(0.0)
}

fn calibration_error(outcomes: &[Outcome]) -> f64 {
    let mut bins = [(0.0, 0.0, 0.0); 10];
    for outcome in outcomes {
        let confidence = f64::from(outcome.found.confidence);
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        bin.0 += 1.0;
        bin.1 += confidence;
        bin.2 += f64::from(u8::from(outcome.is_right()));
    }
    let gaps: f64 = bins
        .iter()
        .map(|(_, confidence, right)| f64::abs(confidence - right))
        .sum();
    gaps / outcomes.len().max(1) as f64
}

fn confusions(outcomes: &[Outcome]) -> Vec<(u8, u8, usize)> {
    let wrong = outcomes.iter().filter(|outcome| !outcome.is_right());
    counted(wrong.filter_map(|outcome| {
        let first = outcome.found.top.first()?;
        Some((outcome.class_id, first.class_id))
    }))
}

/// How often each pair occurs, most frequent first.
pub(super) fn counted(pairs: impl Iterator<Item = (u8, u8)>) -> Vec<(u8, u8, usize)> {
    let mut counts: BTreeMap<(u8, u8), usize> = BTreeMap::new();
    for pair in pairs {
        *counts.entry(pair).or_default() += 1;
    }
    let mut sorted: Vec<_> = counts
        .into_iter()
        .map(|((from, to), count)| (from, to, count))
        .collect();
    sorted.sort_by_key(|&(from, to, count)| (std::cmp::Reverse(count), from, to));
    sorted
}

/// Each drawing makes two pairs: with its own reference, and with another one that `choose` names.
fn pairs(outcomes: &[Outcome], choose: fn(&Outcome, usize) -> usize) -> Share {
    let judged = outcomes.iter().enumerate().map(|(index, outcome)| {
        let genuine = outcome.distances[usize::from(outcome.class_id)] < THRESHOLD;
        let foreign = outcome.distances[choose(outcome, index)] >= THRESHOLD;
        usize::from(genuine) + usize::from(foreign)
    });
    Share::new(judged.sum(), 2 * outcomes.len())
}

/// Another class, spread evenly and the same in every run.
fn random_other(outcome: &Outcome, index: usize) -> usize {
    let step = 1 + (index * 37 + 11) % (CHARACTERS.len() - 1);
    (usize::from(outcome.class_id) + step) % CHARACTERS.len()
}

#[cfg(test)]
mod tests {
    use nazar::inference::{Candidate, Classification};

    use super::*;

    fn outcome(class_id: u8, said: u8, confidence: f32) -> Outcome {
        let top = vec![
            Candidate {
                class_id: said,
                confidence,
            },
            Candidate {
                class_id: 9,
                confidence: 0.01,
            },
        ];
        let mut distances = vec![1.0; CHARACTERS.len()];
        distances[usize::from(said)] = 0.2;
        let found = Classification {
            top,
            confidence,
            abstained: confidence < 0.5,
        };
        Outcome {
            class_id,
            found,
            distances,
            milliseconds: 1.0,
        }
    }

    #[test]
    fn shares_confusions_and_pairs_are_counted() {
        let outcomes = [
            outcome(1, 1, 0.95),
            outcome(40, 40, 0.45),
            outcome(9, 2, 0.85),
            outcome(60, 60, 1.0),
        ];
        let report = Report::of(Vec::new(), &outcomes, BTreeMap::new());
        assert_eq!(
            (report.top_1.hits, report.top_5.hits, report.abstained.hits),
            (3, 4, 1)
        );
        assert_eq!(
            (report.top_1_when_sure.hits, report.top_1_when_sure.of),
            (2, 3)
        );
        assert_eq!(report.confusions, [(9, 2, 1)]);
        assert_eq!(report.groups["vowel"], Share::new(1, 1));
        assert_eq!(report.nearest_reference, Share::new(3, 4));
        // A comparison with its own character takes it for the other one too; with any other wanted, all four look like what the
        // classifier said.
        assert_eq!(report.comparisons.taken_for_another, Share::new(1, 4));
        assert_eq!(report.comparisons.confusions, [(9, 2, 1)]);
        assert_eq!(report.comparisons.told, Share::new(3 * 61, 4 * 61));
        assert_eq!(report.comparisons.mistaken, Share::new(61, 4 * 61));
        // The mistaken drawing is far from its own reference and near to another.
        assert_eq!((report.pairs_hardest.hits, report.pairs_hardest.of), (6, 8));
        // Two right ones share the topmost bin, the other two are alone in theirs.
        let expected = ((2.0 - 1.95) + 0.55 + 0.85) / 4.0;
        assert!((report.calibration_error - expected).abs() < 1e-6);
    }
}
