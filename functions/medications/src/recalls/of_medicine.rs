//! The recalls of a medicine.

use axum::{Json, extract::State};
use garde::Validate;
use http::HeaderMap;
use nazar::catalogue::MedicineId;
use nazar::http::{Code, FieldCode, Locale, Problem, ProblemBody, ValidPath, ValidQuery};
use nazar::recalls::{Lot, MAX_LOT_LENGTH, Question};
use serde::Deserialize;

use super::not_kept;
use super::view::RecallCheckView;
use crate::Context;

/// Which of its packs.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RecallsQuery {
    /// The lot as it stands on the pack; without one, every lot that is recalled counts.
    #[garde(inner(length(chars, min = 1, max = MAX_LOT_LENGTH)))]
    #[param(example = "LOT2026-A123", min_length = 1, max_length = 40)]
    lot: Option<String>,
}

/// List the recalls of a medicine
///
/// Open ones first, then by class. The answer is that of a check: an empty list is a good sign only where the verdict is
/// `clear`.
#[utoipa::path(
    get,
    path = "/api/v1/medications/{id}/recalls",
    operation_id = "list_medication_recalls",
    tag = "recalls",
    params(("id" = MedicineId, Path, description = "The medicine."), RecallsQuery),
    responses(
        (status = 200, description = "What is known of recalls of this medicine.", body = RecallCheckView),
        (status = 404, description = "No such medicine.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "The lot has no letter and no digit, or too many.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(context): State<Context>,
    locale: Locale,
    ValidPath(id): ValidPath<MedicineId>,
    ValidQuery(query): ValidQuery<RecallsQuery>,
) -> Result<(HeaderMap, Json<RecallCheckView>), Problem> {
    let lot = query.lot.as_deref().map(str::parse::<Lot>).transpose();
    let lot = lot.map_err(|_| Problem::field("/lot", FieldCode::InvalidFormat))?;
    let catalogue = context.catalogue().await;
    if catalogue.data.medicine(&id).is_none() {
        return Err(Problem::new(Code::NotFound));
    }
    let question = Question {
        medicine: Some(id),
        gtin: None,
        lot,
    };
    let answer = context.recalls.check(&catalogue.data, &question).await;
    let view = RecallCheckView::new(&catalogue, &answer, locale);
    Ok((not_kept(), Json(view)))
}
