//! Whether a pharmacy has a medicine.

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use http::HeaderMap;
use nazar::catalogue::{MedicineId, PharmacyId};
use nazar::http::{Locale, Problem, ProblemBody, ValidPath, ValidQuery};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::answer::{DataVersions, cached};
use crate::detail::held;
use crate::meant::meant;
use crate::opening::{Moment, OpeningView};
use crate::stock::StockView;

/// Which medicine.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct MedicationQuery {
    /// The medicine: its identifier, a GTIN, or a name that one medicine alone has.
    #[garde(length(chars, min = 1, max = 200))]
    #[param(example = "demo-no-shpa-40-mg", min_length = 1, max_length = 200)]
    medication: String,
}

/// Whether a pharmacy has a medicine.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Availability {
    /// The pharmacy.
    pharmacy: PharmacyId,
    /// Its name.
    pharmacy_name: String,
    /// The medicine.
    medicine: MedicineId,
    /// Its name.
    medicine_name: String,
    /// What the pharmacy said last.
    availability: AvailabilityKind,
    /// Price and stock; absent when the pharmacy has said nothing of this medicine.
    stock: Option<StockView>,
    /// Whether the pharmacy is open.
    #[serde(flatten)]
    opening: OpeningView,
    /// Whether the pharmacy or the medicine is invented for demonstration.
    demonstration: bool,
    /// What the answer was made from.
    data: DataVersions,
}

/// What a pharmacy said of a medicine last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AvailabilityKind {
    /// It has it.
    InStock,
    /// It has sold it out.
    SoldOut,
    /// It has said nothing of it: it may have it or not.
    Unknown,
}

/// Ask whether a pharmacy has a medicine
///
/// What the pharmacy said last, and when. A medicine of which it has said nothing is `unknown`, never guessed.
#[utoipa::path(
    get,
    path = "/api/v1/pharmacies/{id}/availability",
    operation_id = "get_pharmacy_availability",
    tag = "pharmacies",
    params(("id" = PharmacyId, Path, description = "The pharmacy."), MedicationQuery),
    responses(
        (status = 200, description = "What the pharmacy said.", body = Availability,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "It is what you have."),
        (status = 400, description = "`medication` is missing.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "No such pharmacy.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "No medicine has this name, or several have.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    locale: Locale,
    headers: HeaderMap,
    ValidPath(id): ValidPath<PharmacyId>,
    ValidQuery(query): ValidQuery<MedicationQuery>,
) -> Result<Response, Problem> {
    let (catalogue, directory) = tokio::join!(context.catalogue(), context.directory());
    let pharmacy = held(&directory.data, &id)?;
    let medicine = meant(&catalogue.data, &query.medication, "/medication")?;
    let offer = context.inventory.offer(&id, &medicine.id).await?;
    let availability = match &offer {
        None => AvailabilityKind::Unknown,
        Some(offer) if offer.is_in_stock() => AvailabilityKind::InStock,
        Some(_) => AvailabilityKind::SoldOut,
    };
    let answer = Availability {
        pharmacy_name: pharmacy.name.clone(),
        medicine: medicine.id.clone(),
        medicine_name: medicine.name.clone(),
        availability,
        stock: offer
            .as_ref()
            .map(|offer| StockView::of(&catalogue.data, offer)),
        opening: OpeningView::of(pharmacy.hours.as_ref(), Moment::now(locale)),
        demonstration: pharmacy.is_demonstration() || medicine.is_demonstration(),
        data: DataVersions {
            pharmacies: directory.version,
            catalogue: catalogue.version,
        },
        pharmacy: id,
    };
    cached(&headers, &answer)
}
