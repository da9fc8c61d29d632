//! What a medicine costs, and who near has it.

use jiff::Timestamp;
use nazar::catalogue::{MedicineId, PharmacyId};
use nazar::pharmacies::Place;
use nazar::store::StoreError;
use nazar::store::inventory::Offer;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;

/// How far a pharmacy may be, in metres.
const RADIUS: f64 = 5_000.0;
/// Most pharmacies of an answer.
const MAX_NEAR: usize = 5;
/// Pharmacies that are looked at for those that have it.
const LOOKED_AT: usize = 100;

/// What a medicine costs where there is some of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScanPrice)]
pub(crate) struct PriceView {
    /// The lowest price of a pack, in tiyin.
    #[schema(example = 2_450_000)]
    lowest: u64,
    /// The one in the middle, in tiyin.
    #[schema(example = 2_610_000)]
    median: u64,
    /// The highest, in tiyin.
    #[schema(example = 2_890_000)]
    highest: u64,
    /// Pharmacies that have it.
    #[schema(example = 14)]
    pharmacies: usize,
    /// The newest of these prices.
    #[schema(value_type = String, format = DateTime)]
    as_of: Timestamp,
}

/// A pharmacy near that has the medicine.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScanPharmacy)]
pub(crate) struct NearView {
    /// Names it.
    id: PharmacyId,
    /// Its name.
    name: String,
    /// Street and house.
    address: String,
    /// How far it is in a straight line, in metres.
    #[schema(example = 640)]
    metres: u32,
    /// Whether it is open now; absent where its hours are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    is_open: Option<bool>,
    /// Its price of a pack, in tiyin.
    #[schema(example = 2_450_000)]
    price: u64,
    /// Packs in stock.
    #[schema(example = 12)]
    quantity: u32,
    /// When it said so.
    #[schema(value_type = String, format = DateTime)]
    as_of: Timestamp,
    /// Whether it is invented for demonstration.
    demonstration: bool,
}

/// What a medicine costs, and the pharmacies near a place that have it.
///
/// # Errors
/// Whatever reading the offers met.
pub(super) async fn market(
    context: &Context,
    medicine: &MedicineId,
    place: Option<Place>,
) -> Result<(Option<PriceView>, Vec<NearView>), StoreError> {
    let mut offers = context.inventory.offers_of(medicine).await?;
    offers.retain(Offer::is_in_stock);
    offers.sort_by_key(|offer| offer.price);
    let near = match place {
        Some(place) => near(context, &offers, place).await,
        None => Vec::new(),
    };
    Ok((price(&offers), near))
}

fn price(offers: &[Offer]) -> Option<PriceView> {
    Some(PriceView {
        lowest: offers.first()?.price,
        median: offers[offers.len() / 2].price,
        highest: offers.last()?.price,
        pharmacies: offers.len(),
        as_of: offers.iter().map(|offer| offer.updated).max()?,
    })
}

async fn near(context: &Context, offers: &[Offer], place: Place) -> Vec<NearView> {
    let directory = context.directory.get().await;
    let now = Timestamp::now();
    let found = directory.data.nearby(place, RADIUS, LOOKED_AT);
    let with_offer = found.iter().filter_map(|near| {
        let offer = offers
            .iter()
            .find(|offer| offer.pharmacy == near.pharmacy.id)?;
        Some(NearView {
            id: near.pharmacy.id.clone(),
            name: near.pharmacy.name.clone(),
            address: near.pharmacy.address.clone(),
            metres: near.metres.round() as u32,
            is_open: near
                .pharmacy
                .hours
                .as_ref()
                .map(|hours| hours.at(now).is_open()),
            price: offer.price,
            quantity: offer.quantity,
            as_of: offer.updated,
            demonstration: near.pharmacy.is_demonstration(),
        })
    });
    with_offer.take(MAX_NEAR).collect()
}
