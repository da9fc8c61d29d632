//! The path.

use axum::Json;
use axum::extract::State;
use futures::{StreamExt, TryStreamExt, stream};
use nazar::catalogue::market::Tiyin;
use nazar::catalogue::{Catalogue, Medicine, PharmacyId};
use nazar::http::{Locale, Problem, ProblemBody, ValidJson};
use nazar::pharmacies::{Directory, Pharmacy, Place};
use nazar::store::StoreError;

use super::compare::{Bill, Wanted, bills, split};
use super::view::{BasketItem, BasketRequest, Comparison, LineView, PharmacyBill, SplitBill};
use crate::Context;
use crate::answer::DataVersions;
use crate::meant::meant;
use crate::opening::Moment;
use crate::origin::optional_place;
use crate::views::{PharmacySummary, whole_metres};

/// Medicines whose offers are read at the same time.
const AT_ONCE: usize = 8;
const DEFAULT_RADIUS_KM: f64 = 10.0;
const DEFAULT_LIMIT: u16 = 10;

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
    locale: Locale,
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
    let at = Moment::now(locale);
    let pharmacies = placed.into_iter().zip(ratings);
    Ok(Json(Comparison {
        currency: "UZS",
        pharmacies: pharmacies
            .map(|((pharmacy, metres, bill), rating)| PharmacyBill {
                pharmacy: PharmacySummary::of(pharmacy, rating, at),
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
