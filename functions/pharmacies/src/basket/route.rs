//! The path.

use axum::Json;
use axum::extract::State;
use futures::{StreamExt, TryStreamExt, stream};
use garde::Validate;
use jiff::Timestamp;
use nazar::catalogue::market::Tiyin;
use nazar::catalogue::{Catalogue, Medicine, MedicineId, PharmacyId};
use nazar::http::{Problem, ProblemBody, ValidJson};
use nazar::pharmacies::{Directory, Pharmacy, Place};
use nazar::store::StoreError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::compare::{Bill, Line, Wanted, bills, split};
use crate::Context;
use crate::answer::DataVersions;
use crate::meant::meant;
use crate::origin::optional_place;
use crate::views::{PharmacySummary, whole_metres};

/// Medicines whose offers are read at the same time.
const AT_ONCE: usize = 8;
const DEFAULT_RADIUS_KM: f64 = 10.0;
const DEFAULT_LIMIT: u16 = 10;

/// A medicine of a basket.
#[derive(Debug, Deserialize, Validate, ToSchema)]
pub(crate) struct BasketItem {
    /// The medicine: its identifier, a GTIN, or a name that one medicine alone has.
    #[garde(length(chars, min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "demo-no-shpa-40-mg")]
    medication: String,
    /// Packs; one when absent.
    #[garde(inner(range(min = 1, max = 1_000)))]
    #[schema(minimum = 1, maximum = 1_000, default = 1)]
    packs: Option<u32>,
}

/// A basket of medicines, and where you are.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"items": [{"medication": "demo-no-shpa-40-mg", "packs": 2}, {"medication": "demo-acc-200"}],
    "lat": 41.3111, "lon": 69.2797, "radius_km": 5}))]
pub(crate) struct BasketRequest {
    /// What is wanted.
    #[garde(length(min = 1, max = 20), dive)]
    #[schema(min_items = 1, max_items = 20)]
    items: Vec<BasketItem>,
    /// Degrees north of where you are; with `lon`, or neither.
    #[garde(inner(range(min = -90.0, max = 90.0)))]
    #[schema(minimum = -90, maximum = 90)]
    lat: Option<f64>,
    /// Degrees east of where you are.
    #[garde(inner(range(min = -180.0, max = 180.0)))]
    #[schema(minimum = -180, maximum = 180)]
    lon: Option<f64>,
    /// How far, in kilometres, when it is known where you are; 10 when absent.
    #[garde(inner(range(min = 0.1, max = 50.0)))]
    #[schema(minimum = 0.1, maximum = 50, default = 10)]
    radius_km: Option<f64>,
    /// Pharmacies in the answer, 10 when absent.
    #[garde(inner(range(min = 1, max = 50)))]
    #[schema(minimum = 1, maximum = 50, default = 10)]
    limit: Option<u16>,
}

/// A line of a bill.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LineView {
    /// The medicine's place in the request, from 0.
    item: usize,
    /// The medicine.
    medicine: MedicineId,
    /// The pharmacy.
    pharmacy: PharmacyId,
    /// Price of a pack in tiyin.
    #[schema(value_type = u64, example = 2_100_000)]
    price: Tiyin,
    /// Price of all its packs in tiyin.
    #[schema(value_type = u64, example = 4_200_000)]
    total: Tiyin,
    /// When the pharmacy said so.
    #[schema(value_type = String, format = DateTime)]
    updated: Timestamp,
}

/// What a basket costs at one pharmacy.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PharmacyBill {
    /// The pharmacy.
    pharmacy: PharmacySummary,
    /// Metres to it in a straight line; absent when it is not known where you are.
    distance_m: Option<u32>,
    /// What it has enough of.
    lines: Vec<LineView>,
    /// Places in the request of what it does not have, or not enough of.
    missing: Vec<usize>,
    /// Price of all lines in tiyin.
    #[schema(value_type = u64, example = 6_300_000)]
    total: Tiyin,
    /// What it costs less than the mean of the pharmacies that have everything; absent for one that does not, and
    /// negative where it costs more.
    saving: Option<i64>,
}

/// Each medicine where it is cheapest.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SplitBill {
    /// A line for each medicine that anybody has.
    lines: Vec<LineView>,
    /// Places in the request of what nobody has.
    missing: Vec<usize>,
    /// How many pharmacies that takes one to.
    pharmacies: usize,
    /// Price of all lines in tiyin.
    #[schema(value_type = u64, example = 5_900_000)]
    total: Tiyin,
}

/// What a basket costs, and where.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Comparison {
    /// Always `UZS`; amounts are in tiyin, its hundredth.
    #[schema(example = "UZS")]
    currency: &'static str,
    /// Pharmacies, those with the most of the basket first, then the cheapest, then the nearest.
    pharmacies: Vec<PharmacyBill>,
    /// Pharmacies that have everything, among all that were looked at.
    complete: usize,
    /// Each medicine where it is cheapest.
    split: SplitBill,
    /// What the answer was made from.
    data: DataVersions,
}

/// Compare what a basket costs
///
/// At each pharmacy that has a part of it, and bought where each medicine is cheapest. Only what is in stock counts.
#[utoipa::path(
    post,
    path = "/api/v1/pharmacies/compare-prices",
    operation_id = "compare_prices",
    tag = "pharmacies",
    request_body = BasketRequest,
    responses(
        (status = 200, description = "What it costs.", body = Comparison),
        (status = 422, description = "A field breaks its rule; no medicine has a name, or several have.",
            body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn compare_prices(
    State(context): State<Context>,
    ValidJson(request): ValidJson<BasketRequest>,
) -> Result<Json<Comparison>, Problem> {
    let point = optional_place(request.lat, request.lon)?;
    let (catalogue, directory) = tokio::join!(context.catalogue(), context.directory());
    let medicines = medicines(&catalogue.data, &request.items)?;
    let radius = request.radius_km.unwrap_or(DEFAULT_RADIUS_KM) * 1_000.0;
    let around = Around {
        directory: &directory.data,
        point,
        radius,
    };
    let basket = read(&context, &around, &request.items, &medicines).await?;

    let bills = bills(&basket);
    let complete: Vec<Tiyin> = bills
        .values()
        .filter(|bill| bill.missing.is_empty())
        .map(Bill::total)
        .collect();
    let mut placed: Vec<(&Pharmacy, Option<f64>, Bill)> = bills
        .into_iter()
        .filter_map(|(id, bill)| {
            let pharmacy = directory.data.pharmacy(&id)?;
            Some((pharmacy, around.metres(pharmacy), bill))
        })
        .collect();
    placed.sort_by(|(one, near, bill), (other, far, dearer)| {
        let metres = |metres: &Option<f64>| metres.unwrap_or_default();
        bill.missing
            .len()
            .cmp(&dearer.missing.len())
            .then_with(|| bill.total().cmp(&dearer.total()))
            .then_with(|| metres(near).total_cmp(&metres(far)))
            .then_with(|| one.id.cmp(&other.id))
    });
    placed.truncate(usize::from(request.limit.unwrap_or(DEFAULT_LIMIT)));
    let ids: Vec<&PharmacyId> = placed.iter().map(|(pharmacy, ..)| &pharmacy.id).collect();
    let ratings = context.inventory.ratings(&ids).await?;
    let now = Timestamp::now();
    let pharmacies = placed.into_iter().zip(ratings);
    Ok(Json(Comparison {
        currency: "UZS",
        pharmacies: pharmacies
            .map(|((pharmacy, metres, bill), rating)| PharmacyBill {
                pharmacy: PharmacySummary::of(pharmacy, rating, now),
                distance_m: metres.map(whole_metres),
                saving: saving(&bill, &complete),
                total: bill.total(),
                lines: bill.lines.into_iter().map(LineView::of).collect(),
                missing: bill.missing,
            })
            .collect(),
        complete: complete.len(),
        split: SplitBill::of(split(&basket)),
        data: DataVersions {
            pharmacies: directory.version,
            catalogue: catalogue.version,
        },
    }))
}

/// Which pharmacies are considered.
struct Around<'a> {
    directory: &'a Directory,
    point: Option<Place>,
    radius: f64,
}

impl Around<'_> {
    fn metres(&self, pharmacy: &Pharmacy) -> Option<f64> {
        self.point.map(|point| point.distance_to(pharmacy.place))
    }

    fn has(&self, id: &PharmacyId) -> bool {
        let pharmacy = self.directory.pharmacy(id);
        pharmacy.is_some_and(|pharmacy| {
            self.metres(pharmacy)
                .is_none_or(|metres| metres <= self.radius)
        })
    }
}

fn medicines<'a>(
    catalogue: &'a Catalogue,
    items: &[BasketItem],
) -> Result<Vec<&'a Medicine>, Problem> {
    let named = items.iter().enumerate().map(|(place, item)| {
        let pointer = format!("/items/{place}/medication");
        meant(catalogue, &item.medication, &pointer)
    });
    named.collect()
}

/// The basket with the offers around.
async fn read(
    context: &Context,
    around: &Around<'_>,
    items: &[BasketItem],
    medicines: &[&Medicine],
) -> Result<Vec<Wanted>, StoreError> {
    let reading: Vec<_> = items
        .iter()
        .zip(medicines)
        .map(|(item, medicine)| async move {
            let mut offers = context.inventory.offers_of(&medicine.id).await?;
            offers.retain(|offer| around.has(&offer.pharmacy));
            Ok::<_, StoreError>(Wanted {
                packs: item.packs.unwrap_or(1),
                offers,
            })
        })
        .collect();
    stream::iter(reading).buffered(AT_ONCE).try_collect().await
}

/// What a whole basket costs less than the mean of all whole ones.
fn saving(bill: &Bill, complete: &[Tiyin]) -> Option<i64> {
    if !bill.missing.is_empty() {
        return None;
    }
    let sum: u128 = complete.iter().copied().map(u128::from).sum();
    let mean = sum.checked_div(complete.len() as u128)?;
    let saving = i128::try_from(mean).ok()? - i128::from(bill.total());
    i64::try_from(saving).ok()
}

impl LineView {
    fn of(line: Line) -> Self {
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
    fn of(bill: Bill) -> Self {
        let pharmacies: std::collections::BTreeSet<&PharmacyId> =
            bill.lines.iter().map(|line| &line.offer.pharmacy).collect();
        Self {
            pharmacies: pharmacies.len(),
            total: bill.total(),
            lines: bill.lines.into_iter().map(LineView::of).collect(),
            missing: bill.missing,
        }
    }
}
