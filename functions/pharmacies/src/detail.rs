//! One pharmacy.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use nazar::catalogue::PharmacyId;
use nazar::http::{Code, Locale, Problem, ProblemBody, ValidPath};
use nazar::pharmacies::{Directory, Pharmacy};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;
use crate::answer::{DataVersions, cached};
use crate::opening::Moment;
use crate::views::PharmacyView;

/// A pharmacy with what the answer was made from.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PharmacyAnswer {
    #[serde(flatten)]
    pharmacy: PharmacyView,
    /// What the answer was made from.
    data: DataVersions,
}

/// The pharmacy of a path.
///
/// # Errors
/// `not-found`.
pub(crate) fn held<'a>(directory: &'a Directory, id: &PharmacyId) -> Result<&'a Pharmacy, Problem> {
    directory.pharmacy(id).ok_or(Problem::new(Code::NotFound))
}

/// Show a pharmacy
///
/// With its hours, and whether it is open now in Asia/Tashkent.
#[utoipa::path(
    get,
    path = "/api/v1/pharmacies/{id}",
    operation_id = "get_pharmacy",
    tag = "pharmacies",
    params(("id" = PharmacyId, Path, description = "The pharmacy.")),
    responses(
        (status = 200, description = "The pharmacy.", body = PharmacyAnswer,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "It is the one that you have."),
        (status = 404, description = "No such pharmacy.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    locale: Locale,
    headers: HeaderMap,
    ValidPath(id): ValidPath<PharmacyId>,
) -> Result<Response, Problem> {
    let directory = context.directory().await;
    let pharmacy = held(&directory.data, &id)?;
    let rating = context.inventory.rating(&id).await?;
    let answer = PharmacyAnswer {
        pharmacy: PharmacyView::of(pharmacy, rating, Moment::now(locale)),
        data: DataVersions {
            pharmacies: directory.version,
            catalogue: None,
        },
    };
    cached(&headers, &answer)
}
