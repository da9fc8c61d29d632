//! The middle of a group of prices and how far they lie from it.

/// Fewer prices say nothing.
pub const MIN_PRICES: usize = 8;

/// Makes the median absolute deviation of a normal distribution its standard deviation.
const NORMAL: f64 = 1.4826;

/// Prices that all agree still differ by rounding and small change: the least spread that is assumed, 4 %.
const LEAST: f64 = 0.04;

/// Middle and spread of a group, both of the natural logarithms of its prices: a price twice as high and one half as
/// high are equally far off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Median of the logarithms.
    pub middle: f64,
    /// Median absolute deviation, scaled to a standard deviation; at least 0.04.
    pub scale: f64,
    /// Prices in the group.
    pub count: usize,
}

impl Spread {
    /// The spread of prices, which must be above 0; `None` for fewer than [`MIN_PRICES`].
    pub fn of(prices: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut logarithms: Vec<f64> = prices
            .into_iter()
            .filter(|price| *price > 0.0)
            .map(f64::ln)
            .collect();
        if logarithms.len() < MIN_PRICES {
            return None;
        }
        let middle = median(&mut logarithms);
        let mut distances: Vec<f64> = logarithms
            .iter()
            .map(|value| (value - middle).abs())
            .collect();
        Some(Self {
            middle,
            scale: (median(&mut distances) * NORMAL).max(LEAST),
            count: logarithms.len(),
        })
    }

    /// The median price.
    pub fn median(&self) -> f64 {
        self.middle.exp()
    }

    /// Lowest and highest price that are usual: two spreads around the median, some 95 % of honest prices.
    pub fn fair(&self) -> (f64, f64) {
        let width = 2.0 * self.scale;
        ((self.middle - width).exp(), (self.middle + width).exp())
    }

    /// How far a price lies from the median, in natural logarithms.
    pub fn deviation(&self, price: f64) -> f64 {
        price.ln() - self.middle
    }
}

/// The median; the list must not be empty.
fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() % 2 {
        0 => (values[half - 1] + values[half]) / 2.0,
        _ => values[half],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mad_price_moves_nothing() {
        let honest = [100.0, 102.0, 98.0, 101.0, 99.0, 103.0, 97.0, 100.0];
        let before = Spread::of(honest).unwrap();
        let after = Spread::of(honest.into_iter().chain([10_000.0])).unwrap();
        assert!((before.median() - after.median()).abs() < 1.5);
        assert!((before.scale - after.scale).abs() < 0.02);
    }

    #[test]
    fn few_prices_say_nothing_and_equal_ones_spread_a_little() {
        assert_eq!(Spread::of([1.0; MIN_PRICES - 1]), None);
        assert_eq!(Spread::of([0.0; 20]), None);
        let equal = Spread::of([50.0; 9]).unwrap();
        assert!((equal.median() - 50.0).abs() < 1e-9 && equal.scale == LEAST);
        let (low, high) = equal.fair();
        assert!(low > 45.0 && high < 55.0);
    }
}
