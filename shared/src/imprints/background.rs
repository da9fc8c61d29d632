//! What is read on pills that are in no table.
//!
//! Without it any reading would belong to the nearest known imprint. An unknown imprint is made as known ones are: of the
//! same letters, in lines of the same lengths, often with the same maker's name on it.

use std::collections::HashMap;

use super::align::{Fit, Reading};
use super::confusion::CHARACTERS;
use super::face::characters;
use super::{Colour, Pill, Shape};

/// Share of lines that are a word which is known from other pills, such as a maker's name or a dose.
const KNOWN_WORD: f32 = 0.4;
/// Longest line whose length is counted.
const MAX_LENGTH: usize = 24;

/// Frequencies over a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Background {
    characters: Vec<f32>,
    lengths: Vec<f32>,
    words: Vec<(Vec<u8>, f32)>,
    shapes: Vec<(Shape, f32)>,
    colours: Vec<(Colour, f32)>,
}

impl Background {
    pub(super) fn of(pills: &[Pill]) -> Self {
        let mut counts = vec![1.0_f32; CHARACTERS];
        let mut lengths = vec![0.5_f32; MAX_LENGTH + 1];
        let mut words: HashMap<Vec<u8>, f32> = HashMap::new();
        for part in pills.iter().flat_map(|pill| &pill.imprint) {
            let text = characters(part);
            lengths[text.len().min(MAX_LENGTH)] += 1.0;
            for character in &text {
                counts[usize::from(*character)] += 1.0;
            }
            *words.entry(text).or_default() += 1.0;
        }
        // A word that stands on few pills says nothing of others.
        let mut words: Vec<_> = words
            .into_iter()
            .filter(|(_, count)| *count >= 3.0)
            .collect();
        words.sort_by(|one, other| one.0.cmp(&other.0));
        let all: f32 = lengths.iter().sum();
        for (_, count) in &mut words {
            *count /= all;
        }
        let shape_of = |shape: Shape| {
            let with = pills
                .iter()
                .filter(|pill| pill.shape == Some(shape))
                .count();
            (shape, with as f32 + 1.0)
        };
        let colour_of = |colour: Colour| {
            let with = pills
                .iter()
                .filter(|pill| pill.colours.contains(&colour))
                .count();
            (colour, with as f32 + 1.0)
        };
        Self {
            characters: shares(counts),
            lengths: shares(lengths),
            words,
            shapes: shared(Shape::ALL.iter().map(|shape| shape_of(*shape)).collect()),
            colours: shared(
                Colour::ALL
                    .iter()
                    .map(|colour| colour_of(*colour))
                    .collect(),
            ),
        }
    }

    /// Logarithm of the probability of a line on an unknown pill.
    pub(super) fn line(&self, reading: &Reading) -> f32 {
        let mut letters = self.lengths[reading.positions.len().min(MAX_LENGTH)].ln();
        for position in &reading.positions {
            let seen: f32 = position
                .plain
                .iter()
                .zip(&self.characters)
                .map(|(p, q)| p * q)
                .sum();
            letters += seen.max(position.nothing.exp()).max(1e-9).ln();
        }
        let words = self
            .words
            .iter()
            .filter(|(word, _)| word.len().abs_diff(reading.positions.len()) <= 1);
        let word = words
            .map(|(word, share)| share.ln() + reading.fit(word).score)
            .fold(f32::NEG_INFINITY, f32::max);
        add_logarithms(KNOWN_WORD.ln() + word, (1.0 - KNOWN_WORD).ln() + letters)
            .max(Fit::step(reading.as_noise().score, 0).score)
    }

    /// Logarithm of the probability of an outline on an unknown pill.
    pub(super) fn shape(&self, of: impl Fn(Shape) -> f32) -> f32 {
        let sum: f32 = self
            .shapes
            .iter()
            .map(|(shape, share)| share * of(*shape))
            .sum();
        sum.max(1e-6).ln()
    }

    /// Logarithm of the probability of a colour on an unknown pill.
    pub(super) fn colour(&self, of: impl Fn(Colour) -> f32) -> f32 {
        let sum: f32 = self
            .colours
            .iter()
            .map(|(colour, share)| share * of(*colour))
            .sum();
        sum.max(1e-6).ln()
    }
}

/// The logarithm of the sum of two numbers that are given by their logarithms.
pub(super) fn add_logarithms(one: f32, other: f32) -> f32 {
    let (high, low) = if one > other {
        (one, other)
    } else {
        (other, one)
    };
    if low == f32::NEG_INFINITY {
        return high;
    }
    high + (low - high).exp().ln_1p()
}

fn shares(mut counts: Vec<f32>) -> Vec<f32> {
    let sum: f32 = counts.iter().sum();
    for count in &mut counts {
        *count /= sum;
    }
    counts
}

fn shared<T>(mut counts: Vec<(T, f32)>) -> Vec<(T, f32)> {
    let sum: f32 = counts.iter().map(|(_, count)| count).sum();
    for (_, count) in &mut counts {
        *count /= sum;
    }
    counts
}
