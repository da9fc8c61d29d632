//! All prices, ready to be compared.

use nazar::catalogue::market::{Market, Offer};
use nazar::catalogue::{Catalogue, Medicine};
use nazar::snapshots::FrameError;
use serde::Serialize;
use utoipa::ToSchema;

use super::judge::features;
use super::{Features, Forest, MIN_PRICES, Spread};

/// The market with the forest that was grown from it.
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

    /// The prices that a pack of this medicine is compared with.
    pub(crate) fn group(&self, catalogue: &Catalogue, medicine: &Medicine) -> Group {
        let own: Vec<f64> = self
            .market
            .offers(&medicine.id)
            .iter()
            .map(|offer| offer.price as f64)
            .collect();
        if own.len() >= MIN_PRICES {
            return Group {
                prices: own.len(),
                spread: Spread::of(own),
                is_wider: false,
            };
        }
        let wider = self.equivalents(catalogue, medicine).unwrap_or(own);
        Group {
            prices: wider.len(),
            spread: Spread::of(wider),
            is_wider: true,
        }
    }

    /// Prices of everything with the same substances, a strength in common and the same way of giving, for the amount
    /// in a pack of this medicine.
    fn equivalents(&self, catalogue: &Catalogue, medicine: &Medicine) -> Option<Vec<f64>> {
        let own = unit_price(medicine, 1)?;
        let first = medicine.ingredients.first()?;
        let same = catalogue.holding(first).filter(|other| {
            other.holds_the_same_as(medicine)
                && other.form.route() == medicine.form.route()
                && other
                    .strengths
                    .iter()
                    .any(|dose| medicine.strengths.contains(dose))
        });
        let mut prices = Vec::new();
        for other in same {
            for offer in self.market.offers(&other.id) {
                let unit = unit_price(other, offer.price).filter(|unit| unit.of == own.of);
                prices.extend(unit.map(|unit| unit.tiyin / own.tiyin));
            }
        }
        Some(prices)
    }
}

fn group_features(offers: &[Offer]) -> Vec<Features> {
    let prices = || offers.iter().map(|offer| offer.price as f64);
    match Spread::of(prices()) {
        Some(spread) => prices().map(|price| features(price, &spread)).collect(),
        None => Vec::new(),
    }
}
