//! A counted share.

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

    /// The share of those for which `hit` holds.
    pub fn count<T>(all: impl IntoIterator<Item = T>, hit: impl Fn(&T) -> bool) -> Self {
        let (mut hits, mut of) = (0, 0);
        for one in all {
            of += 1;
            hits += usize::from(hit(&one));
        }
        Self::new(hits, of)
    }

    /// Both counts together.
    pub fn and(self, other: Self) -> Self {
        Self::new(self.hits + other.hits, self.of + other.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_stays_within_nothing_and_all() {
        let all = Share::new(50, 50);
        assert!(all.low > 0.9 && all.high <= 1.0);
        let none = Share::new(0, 50);
        assert!(none.low >= 0.0 && none.high < 0.1);
        assert_eq!(Share::new(0, 0), Share::default());
    }

    #[test]
    fn counts_are_joined() {
        let even = Share::count(1..=10, |number| number % 2 == 0);
        assert_eq!((even.hits, even.of), (5, 10));
        assert_eq!(even.and(Share::new(3, 4)), Share::new(8, 14));
    }
}
