//! How dear districts are.

use std::collections::BTreeMap;

use nazar::catalogue::market::{Market, Offer};

use super::Spread;

/// Fewer prices say nothing about a district.
const LEAST: usize = 20;

/// For each district, how far its prices lie from the medians of their medicines, as a natural logarithm.
#[derive(Debug, Clone, Default)]
pub(crate) struct Levels(BTreeMap<String, f64>);

impl Levels {
    /// The levels of a market: in each district the median over everything that is sold there.
    pub(crate) fn of(market: &Market) -> Self {
        let mut found: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for (spread, offers) in groups(market) {
            for offer in offers {
                if let Some(pharmacy) = market.pharmacy(offer) {
                    let deviation = spread.deviation(offer.price as f64);
                    found.entry(&pharmacy.district).or_default().push(deviation);
                }
            }
        }
        let enough = found.into_iter().filter(|(_, all)| all.len() >= LEAST);
        Self(
            enough
                .map(|(district, mut all)| {
                    all.sort_unstable_by(f64::total_cmp);
                    (district.to_owned(), all[all.len() / 2])
                })
                .collect(),
        )
    }

    /// How dear a district is; 0, like all, for one that is not known.
    pub(crate) fn level(&self, district: &str) -> f64 {
        self.0.get(district).copied().unwrap_or_default()
    }
}

/// The offers of each medicine with enough of them, and their spread.
pub(crate) fn groups(market: &Market) -> impl Iterator<Item = (Spread, &[Offer])> {
    let groups = market
        .all_offers()
        .chunk_by(|one, other| one.medicine == other.medicine);
    groups.filter_map(|offers| {
        let spread = Spread::of(offers.iter().map(|offer| offer.price as f64))?;
        Some((spread, offers))
    })
}
