//! Whether what is told comes as often as the probabilities say, and by which exponent they would come true.
//!
//! Probabilities to the power of an exponent, made to add up to one again, are surer for one above 1 and less sure below: a network's
//! temperature is its inverse. The exponent that suits some photos best is judged on a photo that it was not found on.

use serde::Serialize;

/// The probabilities that were given, and which of them was right; `None` where the truth was not among them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub(super) chances: Vec<f32>,
    pub(super) right: Option<usize>,
}

/// How far probabilities can be believed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Calibration {
    /// Answers.
    pub answers: usize,
    /// How often the likeliest is right.
    pub right: f64,
    /// The mean probability of the likeliest: the same as `right` where they can be believed.
    pub confidence: f64,
    /// The mean of what the truth's probability lacks, as a negative logarithm: the less the better.
    pub loss: f64,
    /// The exponent by which it would be least.
    pub exponent: f64,
    /// What it then is, each answer judged with the exponent that suits the others best.
    pub loss_left_out: f64,
}

/// What the right answer is given at least when its loss is counted.
const LEAST: f64 = 1e-4;

/// Judges answers.
pub(super) fn calibration(answers: &[Answer]) -> Calibration {
    if answers.is_empty() {
        return Calibration::default();
    }
    let count = answers.len() as f64;
    let best = |answer: &Answer| likeliest(&answer.chances);
    let right = answers
        .iter()
        .filter(|answer| best(answer).map(|best| best.0) == answer.right);
    let confidence: f64 = answers.iter().filter_map(best).map(|best| best.1).sum();
    let left_out = (0..answers.len()).map(|index| {
        let others: Vec<&Answer> = answers
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .map(|(_, answer)| answer)
            .collect();
        loss(&answers[index], exponent(&others))
    });
    let all: Vec<&Answer> = answers.iter().collect();
    Calibration {
        answers: answers.len(),
        right: right.count() as f64 / count,
        confidence: confidence / count,
        loss: answers.iter().map(|answer| loss(answer, 1.0)).sum::<f64>() / count,
        exponent: exponent(&all),
        loss_left_out: left_out.sum::<f64>() / count,
    }
}

fn likeliest(chances: &[f32]) -> Option<(usize, f64)> {
    let chances = chances.iter().copied().enumerate();
    let best = chances.max_by(|one, other| one.1.total_cmp(&other.1))?;
    Some((best.0, f64::from(best.1)))
}

/// The exponent from a quarter to four by which the answers lose least.
fn exponent(answers: &[&Answer]) -> f64 {
    let tried = (-28..=28).map(|step| 1.05_f64.powi(step));
    let of = |exponent: f64| {
        answers
            .iter()
            .map(|answer| loss(answer, exponent))
            .sum::<f64>()
    };
    tried
        .min_by(|one, other| of(*one).total_cmp(&of(*other)))
        .unwrap_or(1.0)
}

fn loss(answer: &Answer, exponent: f64) -> f64 {
    let raised = |chance: &f32| f64::from(*chance).powf(exponent);
    let sum: f64 = answer.chances.iter().map(raised).sum();
    let right = answer.right.and_then(|right| answer.chances.get(right));
    let share = right.map_or(0.0, raised) / sum.max(f64::MIN_POSITIVE);
    -share.max(LEAST).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(chance: f32, right: usize, of: usize) -> Vec<Answer> {
        let answer = |index| Answer {
            chances: vec![chance, 1.0 - chance],
            right: Some(usize::from(index >= right)),
        };
        (0..of).map(answer).collect()
    }

    #[test]
    fn doubts_that_are_too_great_ask_for_a_larger_exponent() {
        let timid = calibration(&answers(0.6, 18, 20));
        assert!(timid.exponent > 3.5, "{timid:?}");
        assert!(timid.loss_left_out < timid.loss);
        let bold = calibration(&answers(0.99, 14, 20));
        assert!(bold.exponent < 0.3, "{bold:?}");
        let true_ones = calibration(&answers(0.8, 16, 20));
        assert!((true_ones.exponent - 1.0).abs() < 0.06, "{true_ones:?}");
        assert!((true_ones.right - true_ones.confidence).abs() < 1e-6);
    }

    #[test]
    fn nothing_said_is_nothing_to_judge() {
        assert_eq!(calibration(&[]), Calibration::default());
        let absent = Answer {
            chances: vec![1.0],
            right: None,
        };
        assert!(calibration(&[absent]).loss > 9.0);
    }
}
