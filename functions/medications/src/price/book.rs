//! What is known of prices as a whole, and the prices that one is compared with.

use std::sync::OnceLock;

use nazar::catalogue::market::Market;
use nazar::catalogue::{Catalogue, Medicine};
use nazar::snapshots::FrameError;
use nazar::store::inventory::Offer;
use serde::Serialize;
use utoipa::ToSchema;

use super::levels::{Levels, groups};
use super::{Features, Forest, MIN_PRICES, Seen, Spread, features};
use crate::offering::Offered;

/// An imported market with what was learned from it.
#[derive(Debug, Clone, Default)]
pub struct PriceBook {
    market: Market,
    levels: Levels,
    /// Grown when a price is judged first: it needs the catalogue, which says what a pack holds.
    forest: OnceLock<Forest>,
}

const SECONDS_OF_A_DAY: f64 = 86_400.0;

/// What a piece or a millilitre costs, in tiyin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct UnitPrice {
    /// The price.
    #[schema(example = 150_000.0)]
    pub tiyin: f64,
    /// What it is of.
    pub of: PricedUnit,
}

/// What a unit price is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PricedUnit {
    /// One tablet, ampoule or sachet.
    Piece,
    /// One millilitre or gram.
    Millilitre,
}

/// The unit price of a pack, for medicines of which all packs are alike.
pub fn unit_price(medicine: &Medicine, price: u64) -> Option<UnitPrice> {
    let (amount, of) = match (
        medicine.pack.pieces.as_slice(),
        medicine.pack.volumes.as_slice(),
    ) {
        ([pieces], _) => (f64::from(*pieces), PricedUnit::Piece),
        ([], [volume]) => (f64::from(*volume) / 1000.0, PricedUnit::Millilitre),
        _ => return None,
    };
    (amount > 0.0).then(|| UnitPrice {
        tiyin: price as f64 / amount,
        of,
    })
}

/// A group of prices that one price is compared with, all for the same amount as the pack that is asked about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) spread: Option<Spread>,
    pub(crate) prices: usize,
    /// Whether other makers' products had to be brought in.
    pub(crate) is_wider: bool,
}

impl PriceBook {
    /// Reads a market's snapshot.
    ///
    /// # Errors
    /// [`FrameError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        Market::decode(bytes).map(Self::new)
    }

    /// Learns from a market.
    pub fn new(market: Market) -> Self {
        Self {
            levels: Levels::of(&market),
            forest: OnceLock::new(),
            market,
        }
    }

    /// The market.
    pub fn market(&self) -> &Market {
        &self.market
    }

    /// The forest of all prices of the market.
    pub fn forest(&self, catalogue: &Catalogue) -> &Forest {
        self.forest
            .get_or_init(|| Forest::grow(&self.rows(catalogue)))
    }

    /// A price that is asked now, in a district or nobody knows where.
    pub(crate) fn seen(&self, medicine: &Medicine, price: u64, district: Option<&str>) -> Seen {
        Seen {
            price: price as f64,
            unit_price: unit_price(medicine, price).map(|unit| unit.tiyin),
            region: district.map_or(0.0, |district| self.levels.level(district)),
            age: 0.0,
        }
    }

    fn rows(&self, catalogue: &Catalogue) -> Vec<Features> {
        let newest = self
            .market
            .all_offers()
            .iter()
            .map(|offer| offer.updated)
            .max();
        let mut rows = Vec::new();
        for (spread, offers) in groups(&self.market) {
            for offer in offers {
                let age = newest.map(|newest| newest.duration_since(offer.updated));
                let seen = Seen {
                    price: offer.price as f64,
                    unit_price: catalogue
                        .medicine(&offer.medicine)
                        .and_then(|medicine| unit_price(medicine, offer.price))
                        .map(|unit| unit.tiyin),
                    region: self
                        .market
                        .pharmacy(offer)
                        .map_or(0.0, |pharmacy| self.levels.level(&pharmacy.district)),
                    age: age.map_or(0.0, |age| age.as_secs_f64() / SECONDS_OF_A_DAY),
                };
                rows.push(features(seen, &spread));
            }
        }
        rows
    }
}

/// Medicines whose offers are brought in where those of one are too few: each costs a query, and eight prices are enough.
const MOST_EQUIVALENTS: usize = 60;

/// What has the same substances, a strength in common and the same way of giving, the medicine itself too; no more than 60.
pub(crate) fn equivalents<'a>(catalogue: &'a Catalogue, medicine: &Medicine) -> Vec<&'a Medicine> {
    let Some(first) = medicine.ingredients.first() else {
        return Vec::new();
    };
    let same = catalogue.holding(first).filter(|other| {
        other.holds_the_same_as(medicine)
            && other.form.route() == medicine.form.route()
            && other
                .strengths
                .iter()
                .any(|dose| medicine.strengths.contains(dose))
    });
    same.take(MOST_EQUIVALENTS).collect()
}

impl Group {
    /// The prices of the medicine's own offers, if they are enough.
    pub(crate) fn own(offers: &[Offer]) -> Option<Self> {
        if offers.len() < MIN_PRICES {
            return None;
        }
        Some(Self {
            prices: offers.len(),
            spread: Spread::of(offers.iter().map(|offer| offer.price as f64)),
            is_wider: false,
        })
    }

    /// The prices of equivalents, for the amount in a pack of this medicine; of a medicine whose packs differ, no price
    /// can be reckoned for another's.
    pub(crate) fn wider(medicine: &Medicine, own: &[Offer], equivalents: &[Offered<'_>]) -> Self {
        let prices: Vec<f64> = match unit_price(medicine, 1) {
            None => own.iter().map(|offer| offer.price as f64).collect(),
            Some(unit) => equivalents
                .iter()
                .flat_map(|other| for_amount(other, unit))
                .collect(),
        };
        Self {
            prices: prices.len(),
            spread: Spread::of(prices),
            is_wider: true,
        }
    }
}

/// A medicine's prices for the amount of which `unit` is the price of a tiyin's worth.
fn for_amount(offered: &Offered<'_>, unit: UnitPrice) -> Vec<f64> {
    let prices = offered.offers.iter().filter_map(|offer| {
        let price = unit_price(offered.medicine, offer.price)?;
        (price.of == unit.of).then(|| price.tiyin / unit.tiyin)
    });
    prices.collect()
}
