//! The discrete Fourier transform of 512 points, as the features need it.

use std::f32::consts::PI;

/// Points of a transform.
pub(super) const POINTS: usize = 512;
/// Frequencies from none to half the rate.
pub(super) const FREQUENCIES: usize = POINTS / 2 + 1;

/// What every transform uses again: the order of the points and the turns of the unit circle.
#[derive(Debug)]
pub(super) struct Fourier {
    order: Vec<usize>,
    turns: Vec<(f32, f32)>,
}

impl Fourier {
    pub(super) fn new() -> Self {
        let bits = POINTS.trailing_zeros();
        let order = (0..POINTS).map(|place| place.reverse_bits() >> (usize::BITS - bits));
        let turns = (0..POINTS / 2).map(|place| {
            let angle = -2.0 * PI * place as f32 / POINTS as f32;
            (angle.cos(), angle.sin())
        });
        Self {
            order: order.collect(),
            turns: turns.collect(),
        }
    }

    /// The power at each frequency of a real signal; what it lacks of the points is silence.
    pub(super) fn power(&self, signal: &[f32]) -> [f32; FREQUENCIES] {
        let mut points = [(0.0_f32, 0.0_f32); POINTS];
        for (point, &place) in points.iter_mut().zip(&self.order) {
            point.0 = signal.get(place).copied().unwrap_or(0.0);
        }
        let mut span = 1;
        while span < POINTS {
            let stride = POINTS / (2 * span);
            for start in (0..POINTS).step_by(2 * span) {
                for step in 0..span {
                    let (cosine, sine) = self.turns[step * stride];
                    let (low, high) = (points[start + step], points[start + step + span]);
                    let turned = (
                        high.0 * cosine - high.1 * sine,
                        high.0 * sine + high.1 * cosine,
                    );
                    points[start + step] = (low.0 + turned.0, low.1 + turned.1);
                    points[start + step + span] = (low.0 - turned.0, low.1 - turned.1);
                }
            }
            span *= 2;
        }
        let mut power = [0.0; FREQUENCIES];
        for (power, point) in power.iter_mut().zip(points) {
            *power = point.0 * point.0 + point.1 * point.1;
        }
        power
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pure_tone_has_one_frequency() {
        let tone: Vec<f32> = (0..POINTS)
            .map(|at| (2.0 * PI * 32.0 * at as f32 / POINTS as f32).cos())
            .collect();
        let power = Fourier::new().power(&tone);
        assert!((power[32] - 65_536.0).abs() < 1.0, "{}", power[32]);
        let rest: f32 = power.iter().sum::<f32>() - power[32];
        assert!(rest < 1.0, "{rest}");
    }

    #[test]
    fn one_click_has_all_frequencies_alike() {
        let power = Fourier::new().power(&[1.0]);
        assert!(power.iter().all(|power| (power - 1.0).abs() < 1e-5));
    }
}
