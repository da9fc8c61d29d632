//! Another number of samples a second, without the tones that it cannot hold.

use std::f64::consts::PI;

/// Zeros of the sine on each side of a sample that still count.
const ZEROS: f64 = 16.0;
/// Rates that a recording of speech has.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=192_000;

/// `samples` of one rate at another: each new sample is the old ones around it, weighed by a sine over its angle under
/// a Hann window, cut off below half of the lower rate. Empty for a rate that no recording has.
pub(super) fn resample(samples: &[f32], from: u32, to: u32) -> Vec<f32> {
    if from == to {
        return samples.to_vec();
    }
    if !RATES.contains(&from) || !RATES.contains(&to) {
        return Vec::new();
    }
    let (from, to) = (u64::from(from), u64::from(to));
    let shared = divisor(from, to);
    let weights = Weights::new(from, to);
    // New samples fall between the old ones at places that come again, as often as the rates have it.
    let phases: Vec<Vec<f32>> = (0..to / shared)
        .map(|phase| weights.at((phase * shared) as f64 / to as f64))
        .collect();
    let count = samples.len() as u64 * to / from;
    let sample = |place: u64| {
        let (whole, part) = (place * from / to, place * from % to);
        let weights = &phases[(part / shared) as usize];
        // The first weight is for the old sample that lies `reach` before.
        let first = whole as i64 - weights.len() as i64 / 2 + 1;
        let skipped = usize::try_from(-first).unwrap_or(0);
        let around = samples
            .get(usize::try_from(first).unwrap_or(0)..)
            .unwrap_or_default();
        let weighed = weights.iter().skip(skipped).zip(around);
        weighed.map(|(weight, sample)| weight * sample).sum()
    };
    (0..count).map(sample).collect()
}

/// The window's shape for two rates.
struct Weights {
    /// The share of the old rate's tones that is let through.
    kept: f64,
    /// Old samples on each side.
    reach: i64,
}

impl Weights {
    fn new(from: u64, to: u64) -> Self {
        // A little less than could be held, so that the edge is not heard back.
        let kept = (to as f64 / from as f64).min(1.0) * 0.96;
        Self {
            kept,
            reach: (ZEROS / kept).ceil() as i64,
        }
    }

    /// The weights of the old samples around a place that lies `fraction` behind one.
    fn at(&self, fraction: f64) -> Vec<f32> {
        let weight = |away: f64| {
            let angle = PI * away * self.kept;
            let sine = if angle == 0.0 {
                1.0
            } else {
                angle.sin() / angle
            };
            let window = 0.5 + 0.5 * (PI * away / self.reach as f64).cos();
            (self.kept * sine * window) as f32
        };
        (1 - self.reach..=self.reach)
            .map(|step| weight(fraction - step as f64))
            .collect()
    }
}

fn divisor(one: u64, other: u64) -> u64 {
    if other == 0 {
        one
    } else {
        divisor(other, one % other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(hertz: f64, rate: u32) -> Vec<f32> {
        let at = |place: u32| (2.0 * PI * hertz * f64::from(place) / f64::from(rate)).sin() as f32;
        (0..rate / 4).map(at).collect()
    }

    fn loudness(samples: &[f32]) -> f32 {
        let middle = &samples[200..samples.len() - 200];
        (middle.iter().map(|sample| sample * sample).sum::<f32>() / middle.len() as f32).sqrt()
    }

    #[test]
    fn a_tone_stays_what_it_is() {
        for rate in [8_000, 11_025, 22_050, 24_000, 44_100, 48_000] {
            let new = resample(&tone(440.0, rate), rate, 16_000);
            let expected = tone(440.0, 16_000);
            let count = expected.len().min(new.len());
            assert!(new.len().abs_diff(expected.len()) <= 2, "{rate}");
            let apart = (200..count - 200).map(|at| (new[at] - expected[at]).abs());
            assert!(apart.fold(0.0, f32::max) < 0.02, "{rate}");
        }
    }

    #[test]
    fn what_the_new_rate_cannot_hold_is_gone() {
        let new = resample(&tone(12_000.0, 48_000), 48_000, 16_000);
        assert!(loudness(&new) < 0.01, "{}", loudness(&new));
        assert!(resample(&[0.5; 100], 7, 16_000).is_empty());
    }
}
