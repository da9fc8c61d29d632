//! What a pharmacy has.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use nazar::catalogue::market::Tiyin;
use nazar::catalogue::{Catalogue, MedicineId, PharmacyId};
use nazar::http::{PageQuery, Problem, ProblemBody, ValidPath, ValidQuery, cursor, next_link};
use nazar::store::PageRequest;
use nazar::store::inventory::Offer;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;
use crate::answer::DataVersions;
use crate::detail::held;

/// The list's name in its cursors.
const LIST: &str = "pharmacy-inventory";

/// What a pharmacy asks for a medicine.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct StockView {
    /// The medicine.
    pub(crate) medicine: MedicineId,
    /// Its name; absent when the catalogue does not have it any more.
    #[schema(example = "No-Shpa 40 mg")]
    name: Option<String>,
    /// Price of a pack in tiyin; 100 tiyin are one soʻm.
    #[schema(value_type = u64, example = 2_100_000)]
    price: Tiyin,
    /// Always `UZS`; amounts are in tiyin, its hundredth.
    #[schema(example = "UZS")]
    currency: &'static str,
    /// Packs in stock; 0 is sold out.
    #[schema(example = 12)]
    quantity: u32,
    /// Whether there is a pack to be had.
    in_stock: bool,
    /// When the pharmacy said so.
    #[schema(value_type = String, format = DateTime)]
    updated: Timestamp,
    /// Since when the price is what it is, as far as is known.
    #[schema(value_type = String, format = DateTime)]
    price_since: Timestamp,
}

impl StockView {
    pub(crate) fn of(catalogue: &Catalogue, offer: &Offer) -> Self {
        Self {
            medicine: offer.medicine.clone(),
            name: catalogue
                .medicine(&offer.medicine)
                .map(|medicine| medicine.name.clone()),
            price: offer.price,
            currency: "UZS",
            quantity: offer.quantity,
            in_stock: offer.is_in_stock(),
            updated: offer.updated,
            price_since: offer.price_since,
        }
    }
}

/// A page of what a pharmacy has, in the order of the medicines' identifiers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockPage {
    /// The page's medicines, sold out ones too.
    items: Vec<StockView>,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// Whether the pharmacy is invented for demonstration.
    demonstration: bool,
    /// What the answer was made from.
    data: DataVersions,
}

/// List what a pharmacy has
#[utoipa::path(
    get,
    path = "/api/v1/pharmacies/{id}/inventory",
    operation_id = "list_pharmacy_inventory",
    tag = "pharmacies",
    params(("id" = PharmacyId, Path, description = "The pharmacy."), PageQuery),
    responses(
        (status = 200, description = "A page of medicines with price and stock.", body = StockPage,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "The cursor is not one of this list.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "No such pharmacy.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(context): State<Context>,
    OriginalUri(uri): OriginalUri,
    ValidPath(id): ValidPath<PharmacyId>,
    ValidQuery(query): ValidQuery<PageQuery>,
) -> Result<Response, Problem> {
    let (catalogue, directory) = tokio::join!(context.catalogue(), context.directory());
    let pharmacy = held(&directory.data, &id)?;
    let list = format!("{LIST}:{id}");
    let request = PageRequest {
        limit: query.limit(),
        after: query.position::<MedicineId>(&list)?,
    };
    let page = context.inventory.stock_of(&id, request).await?;
    let body = StockPage {
        items: page
            .items
            .iter()
            .map(|offer| StockView::of(&catalogue.data, offer))
            .collect(),
        next_cursor: page
            .next
            .map(|medicine| cursor::encode(&list, &medicine))
            .transpose()?,
        demonstration: pharmacy.is_demonstration(),
        data: DataVersions {
            pharmacies: directory.version,
            catalogue: catalogue.version,
        },
    };
    let headers = next_link(body.next_cursor.as_deref(), &uri);
    Ok((headers, Json(body)).into_response())
}
