//! `PATCH /api/v1/users/me/medications/{id}`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::ids::RecordId;
use nazar::store;
use nazar::store::medicine_list::Replaced;

use super::body::MedicationChange;
use super::follow;
use super::view::MedicationView;
use crate::Context;
use crate::answer::{TRIES, changed, expect};
use crate::household::zone;

/// Change what I tell of a medicine on my list, or on that of a member of my family
///
/// With `If-Match` only what was read is changed; a dose that was logged meanwhile has changed the stock.
#[utoipa::path(
    patch,
    path = "/api/v1/users/me/medications/{id}",
    operation_id = "change_medication",
    tag = "medicine list",
    security(("bearer" = [])),
    params(
        ("id" = RecordId, Path, description = "The entry."),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of what was read."),
    ),
    request_body = MedicationChange,
    responses(
        (status = OK, description = "The entry as it is now.", body = MedicationView,
            headers(("ETag" = String, description = "Changes with the entry."))),
        (status = NOT_FOUND, description = "No entry of mine.", body = ProblemBody, content_type = "application/problem+json"),
        (status = PRECONDITION_FAILED, description = "`precondition-failed`: it has changed since it was read.",
            body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_medication(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidPath(id): ValidPath<RecordId>,
    ValidJson(body): ValidJson<MedicationChange>,
) -> Result<Response, Problem> {
    let zone = zone(&context, &caller).await?;
    let held = context.data.get().await?;
    for _ in 0..TRIES {
        let found = context.lists.get(caller.owner, id).await?;
        let entry = found.ok_or_else(|| Problem::new(Code::NotFound))?;
        expect(&asked, &MedicationView::new(entry.clone(), &held))?;
        let next = entry.changed(body.apply(&entry.medication)?, store::now());
        if context.lists.replace(caller.owner, &next).await? == Replaced::Yes {
            follow::changed(&context, caller.owner, &next, &zone, store::now()).await;
            return changed(&MedicationView::new(next, &held));
        }
    }
    Err(Problem::new(Code::Conflict))
}
