//! What is counted over labelled drawings.

use std::collections::BTreeMap;

use nazar::glyphs::{CHARACTERS, Group};
use nazar::inference::{Classification, Encoder, THRESHOLD};
use serde::Serialize;

/// A share with its count and its 95 % interval (Wilson's, which holds near 0 and 1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Share {
    /// How many of them.
    pub hits: usize,
    /// Of how many.
    pub of: usize,
    /// The share, 0 when there are none.
    pub share: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
}

impl Share {
    /// The share of hits in a number of trials.
    pub fn new(hits: usize, of: usize) -> Self {
        if of == 0 {
            return Self::default();
        }
        let (count, share, z) = (of as f64, hits as f64 / of as f64, 1.96_f64);
        let middle = (share + z * z / (2.0 * count)) / (1.0 + z * z / count);
        let inner = share * (1.0 - share) / count + z * z / (4.0 * count * count);
        let reach = z * inner.sqrt() / (1.0 + z * z / count);
        Self {
            hits,
            of,
            share,
            low: (middle - reach).max(0.0),
            high: (middle + reach).min(1.0),
        }
    }
}

/// One drawing's outcome.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The true class.
    pub class_id: u8,
    /// What the classifier said.
    pub found: Classification,
    /// The calibrated distance to every character's reference.
    pub distances: Vec<f32>,
    /// Preprocessing and classifying, in milliseconds; decoding is left out.
    pub milliseconds: f64,
}

impl Outcome {
    /// The calibrated distances of an embedding to all references.
    ///
    /// # Errors
    /// When the encoder lacks a reference.
    pub fn distances(
        encoder: &Encoder,
        embedding: &nazar::inference::Embedding,
    ) -> anyhow::Result<Vec<f32>> {
        CHARACTERS
            .iter()
            .map(|character| Ok(encoder.compare(embedding, character.class_id)?.distance))
            .collect()
    }

    fn is_right(&self) -> bool {
        self.found
            .top
            .first()
            .is_some_and(|first| first.class_id == self.class_id)
    }

    fn is_in_top(&self) -> bool {
        self.found
            .top
            .iter()
            .any(|candidate| candidate.class_id == self.class_id)
    }
}

/// All figures of a run.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The classifier's and the encoder's identity.
    pub models: Vec<nazar::inference::ModelIdentity>,
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
    /// Pairs judged right at the threshold: each drawing with its own reference and with a random other one.
    pub pairs_random: Share,
    /// The same with the other reference that is nearest: the hardest there is.
    pub pairs_hardest: Share,
    /// Half of the drawings took less than this.
    pub milliseconds_median: f64,
    /// Nine in ten took less than this.
    pub milliseconds_p90: f64,
}

impl Report {
    /// Counts outcomes.
    pub fn of(
        models: Vec<nazar::inference::ModelIdentity>,
        outcomes: &[Outcome],
        refused: BTreeMap<&'static str, usize>,
    ) -> Self {
        let share = |chosen: &dyn Fn(&Outcome) -> bool, hit: &dyn Fn(&Outcome) -> bool| {
            let of = outcomes.iter().filter(|outcome| chosen(outcome)).count();
            let hits = outcomes
                .iter()
                .filter(|outcome| chosen(outcome) && hit(outcome))
                .count();
            Share::new(hits, of)
        };
        let any = |_: &Outcome| true;
        let in_group = |group: Group| {
            move |outcome: &Outcome| CHARACTERS[usize::from(outcome.class_id)].group == group
        };
        let groups = [Group::Consonant, Group::Vowel, Group::Digit];
        let mut times: Vec<f64> = outcomes
            .iter()
            .map(|outcome| outcome.milliseconds)
            .collect();
        times.sort_by(f64::total_cmp);
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
            pairs_random: pairs(outcomes, random_other),
            pairs_hardest: pairs(outcomes, hardest_other),
            milliseconds_median: quantile(&times, 0.5),
            milliseconds_p90: quantile(&times, 0.9),
        }
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
    let mut counts: BTreeMap<(u8, u8), usize> = BTreeMap::new();
    for outcome in outcomes.iter().filter(|outcome| !outcome.is_right()) {
        if let Some(first) = outcome.found.top.first() {
            *counts
                .entry((outcome.class_id, first.class_id))
                .or_default() += 1;
        }
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

fn hardest_other(outcome: &Outcome, _index: usize) -> usize {
    let own = usize::from(outcome.class_id);
    let others = outcome
        .distances
        .iter()
        .enumerate()
        .filter(|(class, _)| *class != own);
    others
        .min_by(|first, second| first.1.total_cmp(second.1))
        .map_or(own, |(class, _)| class)
}

#[cfg(test)]
mod tests {
    use nazar::inference::Candidate;

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
        // The mistaken drawing is far from its own reference and near to another.
        assert_eq!((report.pairs_hardest.hits, report.pairs_hardest.of), (6, 8));
        // Two right ones share the topmost bin, the other two are alone in theirs.
        let expected = ((2.0 - 1.95) + 0.55 + 0.85) / 4.0;
        assert!((report.calibration_error - expected).abs() < 1e-6);
    }

    #[test]
    fn an_interval_stays_within_nothing_and_all() {
        let all = Share::new(50, 50);
        assert!(all.low > 0.9 && all.high <= 1.0);
        assert_eq!(Share::new(0, 0), Share::default());
    }
}
