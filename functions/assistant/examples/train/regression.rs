//! Two softmax regressions on hashed features, learnt together with AdaGrad and a little decay.

use nazar_assistant::nlu::features::BUCKET_BITS;
use nazar_assistant::nlu::{Intent, Language, Model, ROWS};

const RATE: f32 = 0.35;
const DECAY: f32 = 2e-5;

/// Features of an utterance with what it is.
pub(crate) struct Example {
    pub(crate) features: Vec<u32>,
    pub(crate) intent: Intent,
    pub(crate) language: Language,
}

/// Weights that are being learnt.
pub(crate) struct Regression {
    weights: Vec<f32>,
    squares: Vec<f32>,
    biases: [f32; ROWS],
}

impl Regression {
    pub(crate) fn new() -> Self {
        Self {
            weights: vec![0.0; ROWS << BUCKET_BITS],
            squares: vec![1e-3; ROWS << BUCKET_BITS],
            biases: [0.0; ROWS],
        }
    }

    /// Learns from one example and answers how wrong the intent was before.
    pub(crate) fn learn(&mut self, example: &Example) -> f32 {
        let share = 1.0 / (example.features.len().max(1) as f32).sqrt();
        let mut scores = self.biases;
        for bucket in &example.features {
            let start = *bucket as usize * ROWS;
            for (score, weight) in scores.iter_mut().zip(&self.weights[start..start + ROWS]) {
                *score += weight * share;
            }
        }
        let intents = Intent::ALL.len();
        let intent = example.intent as usize;
        let language = intents + example.language as usize;
        softmax(&mut scores[..intents]);
        softmax(&mut scores[intents..]);
        let loss = -scores[intent].max(1e-6).ln();
        let mut slope = scores;
        slope[intent] -= 1.0;
        slope[language] -= 1.0;
        for bucket in &example.features {
            let start = *bucket as usize * ROWS;
            for (row, slope) in slope.iter().enumerate() {
                let place = start + row;
                let step = slope * share + DECAY * self.weights[place];
                self.squares[place] += step * step;
                self.weights[place] -= RATE * step / self.squares[place].sqrt();
            }
        }
        for (bias, slope) in self.biases.iter_mut().zip(slope) {
            *bias -= 0.01 * slope;
        }
        loss
    }

    /// The model with whole-number weights of one byte.
    pub(crate) fn model(&self, vocabulary: Vec<u32>) -> Model {
        let mut scales = [1.0; ROWS];
        for (row, scale) in scales.iter_mut().enumerate() {
            let of_row = self.weights.iter().skip(row).step_by(ROWS);
            let largest = of_row.fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
            *scale = (largest / 127.0).max(f32::MIN_POSITIVE);
        }
        let weights = self.weights.iter().enumerate();
        Model {
            temperature: 1.0,
            threshold: 0.4,
            scales,
            biases: self.biases,
            weights: weights
                .map(|(place, weight)| (weight / scales[place % ROWS]).round() as i8)
                .collect(),
            vocabulary,
        }
    }
}

fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    for score in scores.iter_mut() {
        *score = (*score - highest).exp();
    }
    let sum: f32 = scores.iter().sum();
    for score in scores {
        *score /= sum;
    }
}
