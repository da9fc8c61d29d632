//! A price as the judges see it.

use super::{FEATURES, Features, Spread};

/// A price with what is known of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// For a pack, in any unit of money that its group has too; above 0.
    pub price: f64,
    /// For a piece or a millilitre, where the pack says how many it holds.
    pub unit_price: Option<f64>,
    /// How dear the region is beside the others, as a natural logarithm: 0 for one like all, or one that is not known.
    pub region: f64,
    /// Days since somebody said so; 0 for a price that is asked now.
    pub age: f64,
}

impl From<f64> for Seen {
    /// A price of which nothing else is known.
    fn from(price: f64) -> Self {
        Self {
            price,
            unit_price: None,
            region: 0.0,
            age: 0.0,
        }
    }
}

/// A price as the forest sees it: its distance from the group's median, the same in spreads, how wide the group spreads,
/// what a unit costs, how dear the region is, and how old the price is. All but the second and the region are natural
/// logarithms. What is not known is 0 and so, where it is never known, parts nothing.
pub fn features(seen: impl Into<Seen>, spread: &Spread) -> Features {
    let seen = seen.into();
    let deviation = spread.deviation(seen.price);
    let unit = seen.unit_price.filter(|unit| *unit > 0.0);
    let row: [f64; FEATURES] = [
        deviation,
        deviation / spread.scale,
        spread.scale.ln(),
        unit.map_or(0.0, f64::ln),
        seen.region,
        seen.age.max(0.0).ln_1p(),
    ];
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_stays_out_of_the_way() {
        let spread = Spread::of((1..=9).map(f64::from)).unwrap();
        let plain = features(5.0, &spread);
        assert_eq!(plain[3..], [0.0, 0.0, 0.0]);
        let whole = Seen {
            price: 5.0,
            unit_price: Some(1.0_f64.exp()),
            region: 0.1,
            age: 1.0_f64.exp() - 1.0,
        };
        let row = features(whole, &spread);
        assert_eq!(row[..3], plain[..3]);
        assert!((row[3] - 1.0).abs() < 1e-9 && (row[5] - 1.0).abs() < 1e-9);
        // A price of half and one of double are equally far off.
        let [half, double] = [2.5, 10.0].map(|price| features(price, &spread)[0]);
        assert!((half + double).abs() < 1e-9);
    }
}
