//! `DELETE /api/v1/users/me/adherence/{medication}/…`

use axum::extract::State;
use garde::Validate;
use http::StatusCode;
use jiff::civil::Date;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath, ValidQuery};
use nazar::ids::{MemberId, RecordId};
use nazar::store::adherence::{DoseKey, Undone};
use nazar::store::medicine_list::Due;
use serde::Deserialize;

use crate::Context;

/// Whose dose it was.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct UndoQuery {
    /// A member of my family; me when absent.
    #[garde(skip)]
    member: Option<MemberId>,
}

/// Take back what I logged of a dose
///
/// For a log that was a mistake. The dose is open again, and its units are back in the stock.
#[utoipa::path(
    delete,
    path = "/api/v1/users/me/adherence/{medication}/{due}",
    operation_id = "undo_dose",
    tag = "adherence",
    security(("bearer" = [])),
    params(
        ("medication" = RecordId, Path, description = "The entry."),
        ("due" = String, Path, description = "When the dose was due.", example = "2026-01-31T08:00"),
        UndoQuery,
    ),
    responses(
        (status = NO_CONTENT, description = "The dose is open again."),
        (status = NOT_FOUND, description = "No dose of mine that was logged.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn undo_dose(
    State(context): State<Context>,
    caller: Caller,
    ValidPath((medication, due)): ValidPath<(RecordId, Due)>,
    ValidQuery(query): ValidQuery<UndoQuery>,
) -> Result<StatusCode, Problem> {
    let key = DoseKey::planned(due, medication);
    undo(&context, &caller, query.member, &key).await
}

/// Take back that I took a medicine when it was needed
#[utoipa::path(
    delete,
    path = "/api/v1/users/me/adherence/{medication}/{day}/{id}",
    operation_id = "undo_needed_dose",
    tag = "adherence",
    security(("bearer" = [])),
    params(
        ("medication" = RecordId, Path, description = "The entry."),
        ("day" = String, Path, description = "The day that it counts for.", example = "2026-01-31"),
        ("id" = RecordId, Path, description = "The log."),
        UndoQuery,
    ),
    responses(
        (status = NO_CONTENT, description = "It is as if it had not been logged."),
        (status = NOT_FOUND, description = "No dose of mine that was logged.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn undo_needed_dose(
    State(context): State<Context>,
    caller: Caller,
    ValidPath((medication, day, id)): ValidPath<(RecordId, Date, RecordId)>,
    ValidQuery(query): ValidQuery<UndoQuery>,
) -> Result<StatusCode, Problem> {
    let key = DoseKey::needed(day, id, medication);
    undo(&context, &caller, query.member, &key).await
}

async fn undo(
    context: &Context,
    caller: &Caller,
    member: Option<MemberId>,
    key: &DoseKey,
) -> Result<StatusCode, Problem> {
    match context.doses.undo(caller.owner, member, key).await? {
        Undone::Yes => Ok(StatusCode::NO_CONTENT),
        Undone::Nothing => Err(Problem::new(Code::NotFound)),
        Undone::Busy => Err(Problem::new(Code::Conflict)),
    }
}
