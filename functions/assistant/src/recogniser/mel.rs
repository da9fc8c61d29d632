//! What the network is given: 40 mel bands of every ten milliseconds, as `models/speech/features.py` makes them.
//!
//! Loudness is taken out: what is far below the loudest is floor, and each band's mean over the recording is taken away, so
//! that neither the distance from a microphone nor its colour says anything.

use super::fourier::{FREQUENCIES, Fourier, POINTS};
use crate::sound::RATE;

/// Bands of a frame.
pub(super) const BANDS: usize = 40;
/// Samples of a frame: 25 ms.
const WINDOW: usize = 400;
/// Samples from frame to frame: 10 ms.
const STEP: usize = 160;
/// Hertz at the edges of the lowest and the highest band.
const EDGES: (f64, f64) = (60.0, 7_600.0);
/// Natural logarithms of power between the loudest and the floor.
const DEPTH: f32 = 12.0;
const SCALE: f32 = 3.0;

/// What every recording's features need.
#[derive(Debug)]
pub(super) struct Mel {
    fourier: Fourier,
    window: Vec<f32>,
    /// For each band its first frequency and the weights from there on.
    bands: Vec<(usize, Vec<f32>)>,
}

/// Features of a recording: frames one behind the other, [`BANDS`] numbers each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frames {
    pub(super) count: usize,
    pub(super) values: Vec<f32>,
}

impl Mel {
    pub(super) fn new() -> Self {
        let turn = 2.0 * std::f64::consts::PI / WINDOW as f64;
        let window = (0..WINDOW).map(|at| (0.5 - 0.5 * (turn * at as f64).cos()) as f32);
        Self {
            fourier: Fourier::new(),
            window: window.collect(),
            bands: bands(),
        }
    }

    /// The features of samples at [`RATE`]; a recording shorter than a frame is filled up with silence.
    pub(super) fn frames(&self, samples: &[f32]) -> Frames {
        let count = samples.len().saturating_sub(WINDOW) / STEP + 1;
        let mut values = Vec::with_capacity(count * BANDS);
        let mut windowed = [0.0; WINDOW];
        for frame in 0..count {
            let rest = samples.get(frame * STEP..).unwrap_or_default();
            for (place, (held, weight)) in windowed.iter_mut().zip(&self.window).enumerate() {
                *held = rest.get(place).copied().unwrap_or(0.0) * weight;
            }
            let power = self.fourier.power(&windowed);
            values.extend(self.bands.iter().map(|(first, weights)| {
                let heard: f32 = weights
                    .iter()
                    .zip(&power[*first..])
                    .map(|(w, p)| w * p)
                    .sum();
                (heard + 1e-10).ln()
            }));
        }
        level(&mut values, count);
        Frames { count, values }
    }
}

fn level(values: &mut [f32], count: usize) {
    let loudest = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut means = [0.0_f64; BANDS];
    for frame in values.chunks_exact_mut(BANDS) {
        for (value, mean) in frame.iter_mut().zip(&mut means) {
            *value = value.max(loudest - DEPTH);
            *mean += f64::from(*value);
        }
    }
    for frame in values.chunks_exact_mut(BANDS) {
        for (value, mean) in frame.iter_mut().zip(&means) {
            *value = (*value - (mean / count as f64) as f32) / SCALE;
        }
    }
}

/// Triangles that stand at equal distances on the scale of mel.
fn bands() -> Vec<(usize, Vec<f32>)> {
    let mel = |hertz: f64| 2_595.0 * (1.0 + hertz / 700.0).log10();
    let hertz = |mel: f64| 700.0 * (10_f64.powf(mel / 2_595.0) - 1.0);
    let (low, high) = (mel(EDGES.0), mel(EDGES.1));
    let edge = |place: usize| hertz(low + (high - low) * place as f64 / (BANDS + 1) as f64);
    let band = |number: usize| {
        let (low, middle, high) = (edge(number), edge(number + 1), edge(number + 2));
        let weights: Vec<f32> = (0..FREQUENCIES)
            .map(|place| {
                let at = place as f64 * f64::from(RATE) / POINTS as f64;
                let weight = ((at - low) / (middle - low)).min((high - at) / (high - middle));
                weight.max(0.0) as f32
            })
            .collect();
        let first = weights.iter().position(|weight| *weight > 0.0).unwrap_or(0);
        let mut held = weights[first..].to_vec();
        while held.last().is_some_and(|weight| *weight == 0.0) {
            held.pop();
        }
        (first, held)
    };
    (0..BANDS).map(band).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `python models/speech/features.py` prints for [`signal`]: frame, then the bands.
    const EXPECTED: &str = include_str!("../../../../models/speech/parity.tsv");

    /// Tones and noise that a formula gives, the same in both languages.
    fn signal() -> Vec<f32> {
        let mut state = 12_345_u32;
        (0..8_000)
            .map(|place| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let noise = f64::from(state >> 8) / f64::from(1 << 24) - 0.5;
                let time = f64::from(place) / f64::from(RATE);
                let tone = (2.0 * std::f64::consts::PI * (200.0 + 2_000.0 * time) * time).sin();
                (0.3 * tone + 0.02 * noise) as f32
            })
            .collect()
    }

    #[test]
    fn features_are_those_of_training() {
        let frames = Mel::new().frames(&signal());
        assert_eq!(frames.count, 48);
        for line in EXPECTED.lines() {
            let mut numbers = line
                .split('\t')
                .map(|number| number.parse::<f32>().unwrap());
            let frame = numbers.next().unwrap() as usize;
            for (band, expected) in numbers.enumerate() {
                let value = frames.values[frame * BANDS + band];
                assert!(
                    (value - expected).abs() < 2e-3,
                    "{frame} {band}: {value} {expected}"
                );
            }
        }
    }

    #[test]
    fn loudness_says_nothing() {
        let mel = Mel::new();
        let quiet: Vec<f32> = signal().iter().map(|sample| sample * 0.01).collect();
        let (loud, quiet) = (mel.frames(&signal()), mel.frames(&quiet));
        let apart = loud
            .values
            .iter()
            .zip(&quiet.values)
            .map(|(a, b)| (a - b).abs());
        assert!(apart.fold(0.0, f32::max) < 0.02);
    }

    #[test]
    fn what_is_shorter_than_a_frame_is_one_frame() {
        assert_eq!(Mel::new().frames(&[]).count, 1);
        assert_eq!(Mel::new().frames(&[0.1; 559]).count, 1);
        assert_eq!(Mel::new().frames(&[0.1; 560]).count, 2);
    }
}
