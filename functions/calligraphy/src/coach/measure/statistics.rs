//! Means and middles.

/// The mean; `None` of nothing.
pub(super) fn mean(values: impl IntoIterator<Item = f32>) -> Option<f32> {
    let (mut sum, mut count) = (0.0_f64, 0_u32);
    for value in values {
        sum += f64::from(value);
        count += 1;
    }
    (count > 0).then(|| (sum / f64::from(count)) as f32)
}

/// Standard deviation divided by mean; 0 of nothing.
pub(super) fn spread(values: &[f32]) -> f32 {
    let Some(middle) = mean(values.iter().copied()) else {
        return 0.0;
    };
    let squares = mean(values.iter().map(|value| (value - middle).powi(2)));
    squares.map_or(0.0, |square| square.sqrt() / middle.max(f32::EPSILON))
}

/// The value below which this share of the weight lies, of pairs of value and weight, which are sorted; `None` of nothing.
pub(super) fn quantile(weighted: &mut [(f32, f32)], share: f32) -> Option<f32> {
    weighted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let whole: f32 = weighted.iter().map(|(_, weight)| weight).sum();
    let mut passed = 0.0;
    for (value, weight) in weighted.iter() {
        passed += weight;
        if passed >= share * whole {
            return Some(*value);
        }
    }
    weighted.last().map(|(value, _)| *value)
}

/// The mean of the middle half of the weight: a part that is quite different does not move it, and it moves smoothly.
pub(super) fn middle_mean(weighted: &mut [(f32, f32)]) -> Option<f32> {
    weighted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let whole: f32 = weighted.iter().map(|(_, weight)| weight).sum();
    let (first, last) = (0.25 * whole, 0.75 * whole);
    let (mut passed, mut sum, mut counted) = (0.0, 0.0, 0.0);
    for (value, weight) in weighted.iter() {
        let within = (passed + weight).min(last) - f32::max(passed, first);
        if within > 0.0 {
            sum += value * within;
            counted += within;
        }
        passed += weight;
    }
    (counted > 0.0).then(|| sum / counted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_count_in_a_quantile() {
        let mut pairs = [(3.0, 1.0), (1.0, 5.0), (2.0, 1.0)];
        assert_eq!(quantile(&mut pairs, 0.5), Some(1.0));
        assert_eq!(quantile(&mut pairs, 0.8), Some(2.0));
        assert_eq!(quantile(&mut pairs, 1.0), Some(3.0));
        assert_eq!(quantile(&mut [], 0.5), None);
    }

    #[test]
    fn a_quarter_of_strays_does_not_move_the_middle() {
        assert_eq!(
            middle_mean(&mut [(9.0, 1.0), (2.0, 1.0), (2.0, 1.0), (2.0, 1.0)]),
            Some(2.0)
        );
        assert_eq!(middle_mean(&mut [(1.0, 2.0), (3.0, 2.0)]), Some(2.0));
        assert_eq!(middle_mean(&mut []), None);
    }

    #[test]
    fn spread_is_relative() {
        assert_eq!(spread(&[]), 0.0);
        assert!((spread(&[1.0, 3.0]) - 0.5).abs() < 1e-6);
        assert!((spread(&[10.0, 30.0]) - 0.5).abs() < 1e-6);
        assert_eq!(mean([]), None);
    }
}
