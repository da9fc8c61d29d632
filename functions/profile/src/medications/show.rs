//! `GET /api/v1/users/me/medications/{id}`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath};
use nazar::ids::RecordId;

use super::view::MedicationView;
use crate::Context;
use crate::answer::tagged;

/// Show a medicine of my list, or of a member's of my family
#[utoipa::path(
    get,
    path = "/api/v1/users/me/medications/{id}",
    operation_id = "my_medication",
    tag = "medicine list",
    security(("bearer" = [])),
    params(
        ("id" = RecordId, Path, description = "The entry."),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer."),
    ),
    responses(
        (status = OK, description = "The entry.", body = MedicationView,
            headers(("ETag" = String, description = "Changes with the entry."))),
        (status = NOT_MODIFIED, description = "As it was."),
        (status = NOT_FOUND, description = "No entry of mine.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn my_medication(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<Response, Problem> {
    let held = context.data.get().await?;
    let found = context.lists.get(caller.owner, id).await?;
    let entry = found.ok_or_else(|| Problem::new(Code::NotFound))?;
    tagged(&asked, &MedicationView::new(entry, &held))
}
