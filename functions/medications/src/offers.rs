//! What a medicine costs, where, and what it cost.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use jiff::Timestamp;
use nazar::catalogue::market::Tiyin;
use nazar::catalogue::{Medicine, MedicineId, PharmacyId};
use nazar::http::{Code, Problem, ProblemBody, ValidPath};
use nazar::pharmacies::Directory;
use nazar::store::inventory::{MonthlyPrice, Offer, PastPrice};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;
use crate::answer::{DataVersions, cached};
use crate::offering::offers_of;
use crate::price::{Spread, UnitPrice, unit_price};

/// Changes of prices that are told.
const CHANGES: u16 = 50;

/// What a pharmacy asks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferView {
    /// The pharmacy.
    pharmacy: PharmacyId,
    /// Its name.
    pharmacy_name: String,
    /// Its district.
    district: String,
    /// Price of a pack in tiyin; 100 tiyin are one soʻm.
    #[schema(value_type = u64, example = 2_100_000)]
    price: Tiyin,
    /// The same for one piece or millilitre, where all packs are alike.
    unit_price: Option<UnitPrice>,
    /// Whether it is in stock.
    in_stock: bool,
    /// When the pharmacy said so.
    #[schema(value_type = String, format = DateTime)]
    updated: Timestamp,
    /// Since when the price is what it is, as far as is known.
    #[schema(value_type = String, format = DateTime)]
    price_since: Timestamp,
    /// Whether the pharmacy is invented for demonstration.
    demonstration: bool,
}

/// A price that a pharmacy asked before it changed it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeView {
    /// The pharmacy.
    pharmacy: PharmacyId,
    /// Price of a pack, in tiyin.
    #[schema(value_type = u64, example = 1_950_000)]
    price: Tiyin,
    /// Since when it was asked, as far as is known.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// When it was changed.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

/// What a pack cost in a month, in tiyin.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MonthView {
    /// The month.
    #[schema(example = "2026-10")]
    month: String,
    /// The lowest price.
    #[schema(value_type = u64)]
    low: Tiyin,
    /// The median.
    #[schema(value_type = u64)]
    median: Tiyin,
    /// The highest price.
    #[schema(value_type = u64)]
    high: Tiyin,
    /// How many prices there were.
    prices: u32,
}

/// What most pharmacies ask for a pack, in tiyin.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) struct FairRange {
    /// The lowest price that is usual.
    #[schema(value_type = u64)]
    pub(crate) low: Tiyin,
    /// The median.
    #[schema(value_type = u64)]
    pub(crate) median: Tiyin,
    /// The highest price that is usual.
    #[schema(value_type = u64)]
    pub(crate) high: Tiyin,
    /// How many prices it was made from.
    pub(crate) prices: usize,
}

impl FairRange {
    pub(crate) fn of(spread: &Spread) -> Self {
        let (low, high) = spread.fair();
        // Prices are far below what a float holds exactly.
        Self {
            low: low.round() as Tiyin,
            median: spread.median().round() as Tiyin,
            high: high.round() as Tiyin,
            prices: spread.count,
        }
    }
}

/// A medicine's prices.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Prices {
    /// The medicine.
    medicine: MedicineId,
    /// Always `UZS`; amounts are in tiyin, its hundredth.
    #[schema(example = "UZS")]
    currency: &'static str,
    /// What pharmacies ask, cheapest first, sold out ones too.
    offers: Vec<OfferView>,
    /// What is usual; absent with fewer than eight prices.
    fair: Option<FairRange>,
    /// The months before, oldest first: all pharmacies together.
    history: Vec<MonthView>,
    /// Prices that pharmacies asked before, latest change first; at most 50.
    changes: Vec<ChangeView>,
    /// What the answer was made from.
    data: DataVersions,
}

/// Show a medicine's prices
///
/// Per pharmacy, by month, and the range that is usual now.
#[utoipa::path(
    get,
    path = "/api/v1/medications/{id}/prices",
    operation_id = "get_medication_prices",
    tag = "medications",
    params(("id" = MedicineId, Path, description = "The medicine.")),
    responses(
        (status = 200, description = "The prices.", body = Prices,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "They are the ones that you have."),
        (status = 404, description = "No such medicine.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(context): State<Context>,
    headers: HeaderMap,
    ValidPath(id): ValidPath<MedicineId>,
) -> Result<Response, Problem> {
    let (catalogue, directory) = tokio::join!(context.catalogue(), context.directory());
    let medicine = catalogue
        .data
        .medicine(&id)
        .ok_or(Problem::new(Code::NotFound))?;
    let (offers, months, past) = tokio::try_join!(
        offers_of(&context.inventory, &directory.data, &id),
        context.inventory.months_of(&id),
        context.inventory.past_prices_of(&id, CHANGES),
    )?;
    let spread = Spread::of(offers.iter().map(|offer| offer.price as f64));
    let answer = Prices {
        currency: "UZS",
        offers: offers
            .iter()
            .filter_map(|offer| offer_view(&directory.data, medicine, offer))
            .collect(),
        fair: spread.as_ref().map(FairRange::of),
        history: months.into_iter().map(MonthView::of).collect(),
        changes: past.into_iter().map(ChangeView::of).collect(),
        data: DataVersions {
            catalogue: catalogue.version,
            pharmacies: directory.version,
            market: None,
        },
        medicine: id,
    };
    cached(&headers, &answer)
}

fn offer_view(directory: &Directory, medicine: &Medicine, offer: &Offer) -> Option<OfferView> {
    let pharmacy = directory.pharmacy(&offer.pharmacy)?;
    Some(OfferView {
        pharmacy: pharmacy.id.clone(),
        pharmacy_name: pharmacy.name.clone(),
        district: pharmacy.district.clone(),
        price: offer.price,
        unit_price: unit_price(medicine, offer.price),
        in_stock: offer.is_in_stock(),
        updated: offer.updated,
        price_since: offer.price_since,
        demonstration: pharmacy.is_demonstration(),
    })
}

impl MonthView {
    fn of(month: MonthlyPrice) -> Self {
        Self {
            month: month.month,
            low: month.low,
            median: month.median,
            high: month.high,
            prices: month.prices,
        }
    }
}

impl ChangeView {
    fn of(past: PastPrice) -> Self {
        Self {
            pharmacy: past.pharmacy,
            price: past.price,
            since: past.since,
            until: past.until,
        }
    }
}
