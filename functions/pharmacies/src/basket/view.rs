//! A basket as it is sent, and what is answered.

use std::collections::BTreeSet;

use garde::Validate;
use jiff::Timestamp;
use nazar::catalogue::market::Tiyin;
use nazar::catalogue::{MedicineId, PharmacyId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::compare::{Bill, Line};
use crate::answer::DataVersions;
use crate::views::PharmacySummary;

/// A medicine of a basket.
#[derive(Debug, Deserialize, Validate, ToSchema)]
pub(crate) struct BasketItem {
    /// The medicine: its identifier, a GTIN, or a name that one medicine alone has.
    #[garde(length(chars, min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "demo-no-shpa-40-mg")]
    pub(super) medication: String,
    /// Packs; one when absent.
    #[garde(inner(range(min = 1, max = 1_000)))]
    #[schema(minimum = 1, maximum = 1_000, default = 1)]
    pub(super) packs: Option<u32>,
}

/// A basket of medicines, and where you are.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"items": [{"medication": "demo-no-shpa-40-mg", "packs": 2}, {"medication": "demo-acc-200"}],
    "lat": 41.3111, "lon": 69.2797, "radius_km": 5}))]
pub(crate) struct BasketRequest {
    /// What is wanted.
    #[garde(length(min = 1, max = 20), dive)]
    #[schema(min_items = 1, max_items = 20)]
    pub(super) items: Vec<BasketItem>,
    /// Degrees north of where you are; with `lon`, or neither.
    #[garde(inner(range(min = -90.0, max = 90.0)))]
    #[schema(minimum = -90, maximum = 90)]
    pub(super) lat: Option<f64>,
    /// Degrees east of where you are.
    #[garde(inner(range(min = -180.0, max = 180.0)))]
    #[schema(minimum = -180, maximum = 180)]
    pub(super) lon: Option<f64>,
    /// How far, in kilometres, when it is known where you are; 10 when absent.
    #[garde(inner(range(min = 0.1, max = 50.0)))]
    #[schema(minimum = 0.1, maximum = 50, default = 10)]
    pub(super) radius_km: Option<f64>,
    /// Pharmacies in the answer, 10 when absent.
    #[garde(inner(range(min = 1, max = 50)))]
    #[schema(minimum = 1, maximum = 50, default = 10)]
    pub(super) limit: Option<u16>,
}

/// A line of a bill.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LineView {
    /// The medicine's place in the request, from 0.
    item: usize,
    /// The medicine.
    medicine: MedicineId,
    /// The pharmacy.
    pub(super) pharmacy: PharmacyId,
    /// Price of a pack in tiyin.
    #[schema(value_type = u64, example = 2_100_000)]
    price: Tiyin,
    /// Price of all its packs in tiyin.
    #[schema(value_type = u64, example = 4_200_000)]
    pub(super) total: Tiyin,
    /// When the pharmacy said so.
    #[schema(value_type = String, format = DateTime)]
    updated: Timestamp,
}

/// What a basket costs at one pharmacy.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PharmacyBill {
    /// The pharmacy.
    pub(super) pharmacy: PharmacySummary,
    /// Metres to it in a straight line; absent when it is not known where you are.
    pub(super) distance_m: Option<u32>,
    /// What it has enough of.
    pub(super) lines: Vec<LineView>,
    /// Places in the request of what it does not have, or not enough of.
    pub(super) missing: Vec<usize>,
    /// Price of all lines in tiyin.
    #[schema(value_type = u64, example = 6_300_000)]
    pub(super) total: Tiyin,
    /// What it costs less than the mean of the pharmacies that have everything; absent for one that does not, and
    /// negative where it costs more.
    pub(super) saving: Option<i64>,
}

/// Each medicine where it is cheapest.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SplitBill {
    /// A line for each medicine that anybody has.
    pub(super) lines: Vec<LineView>,
    /// Places in the request of what nobody has.
    pub(super) missing: Vec<usize>,
    /// How many pharmacies that takes one to.
    pub(super) pharmacies: usize,
    /// Price of all lines in tiyin.
    #[schema(value_type = u64, example = 5_900_000)]
    pub(super) total: Tiyin,
}

/// What a basket costs, and where.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Comparison {
    /// Always `UZS`; amounts are in tiyin, its hundredth.
    #[schema(example = "UZS")]
    pub(super) currency: &'static str,
    /// Pharmacies, those with the most of the basket first, then the cheapest, then the nearest.
    pub(super) pharmacies: Vec<PharmacyBill>,
    /// Pharmacies that have everything, among all that were looked at.
    pub(super) complete: usize,
    /// Each medicine where it is cheapest.
    pub(super) split: SplitBill,
    /// What the answer was made from.
    pub(super) data: DataVersions,
}

impl LineView {
    pub(super) fn of(line: Line) -> Self {
        Self {
            item: line.item,
            medicine: line.offer.medicine,
            pharmacy: line.offer.pharmacy,
            price: line.offer.price,
            total: line.total,
            updated: line.offer.updated,
        }
    }
}

impl SplitBill {
    pub(super) fn of(bill: Bill) -> Self {
        let pharmacies: BTreeSet<&PharmacyId> =
            bill.lines.iter().map(|line| &line.offer.pharmacy).collect();
        Self {
            pharmacies: pharmacies.len(),
            total: bill.total(),
            lines: bill.lines.into_iter().map(LineView::of).collect(),
            missing: bill.missing,
        }
    }
}
