//! What is known of prices as a whole, and the prices that one is compared with.

use nazar::catalogue::market::{self, Market};
use nazar::catalogue::{Catalogue, Medicine};
use nazar::snapshots::FrameError;
use nazar::store::inventory::Offer;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Features, Forest, MIN_PRICES, Spread, features};
use crate::offering::Offered;

/// An imported market with the forest that was grown from it.
#[derive(Debug, Clone, Default)]
pub struct PriceBook {
    market: Market,
    forest: Forest,
}

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
    /// Reads a market's snapshot and grows its forest.
    ///
    /// # Errors
    /// [`FrameError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        Market::decode(bytes).map(Self::new)
    }

    /// Grows the forest of a market.
    pub fn new(market: Market) -> Self {
        let rows: Vec<Features> = market
            .all_offers()
            .chunk_by(|one, other| one.medicine == other.medicine)
            .flat_map(group_features)
            .collect();
        Self {
            forest: Forest::grow(&rows),
            market,
        }
    }

    /// The market.
    pub fn market(&self) -> &Market {
        &self.market
    }

    /// The forest.
    pub fn forest(&self) -> &Forest {
        &self.forest
    }
}

/// Everything with the same substances, a strength in common and the same way of giving, the medicine itself too.
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
    same.collect()
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

fn group_features(offers: &[market::Offer]) -> Vec<Features> {
    let prices = || offers.iter().map(|offer| offer.price as f64);
    match Spread::of(prices()) {
        Some(spread) => prices().map(|price| features(price, &spread)).collect(),
        None => Vec::new(),
    }
}
