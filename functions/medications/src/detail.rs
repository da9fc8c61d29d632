//! One medicine.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use nazar::catalogue::MedicineId;
use nazar::http::{Code, Problem, ProblemBody, ValidPath};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;
use crate::answer::{DataVersions, cached};
use crate::views::MedicineView;

/// A medicine with what the answer was made from.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MedicineAnswer {
    #[serde(flatten)]
    pub(crate) medicine: MedicineView,
    /// What the answer was made from.
    pub(crate) data: DataVersions,
}

/// Show a medicine
#[utoipa::path(
    get,
    path = "/api/v1/medications/{id}",
    operation_id = "get_medication",
    tag = "medications",
    params(("id" = MedicineId, Path, description = "The medicine.")),
    responses(
        (status = 200, description = "The medicine.", body = MedicineAnswer,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "It is the one that you have."),
        (status = 404, description = "No such medicine.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    headers: HeaderMap,
    ValidPath(id): ValidPath<MedicineId>,
) -> Result<Response, Problem> {
    let catalogue = context.catalogue().await;
    let medicine = catalogue
        .data
        .medicine(&id)
        .ok_or(Problem::new(Code::NotFound))?;
    let answer = MedicineAnswer {
        medicine: MedicineView::of(&catalogue.data, medicine),
        data: DataVersions {
            catalogue: catalogue.version,
            ..DataVersions::default()
        },
    };
    cached(&headers, &answer)
}
