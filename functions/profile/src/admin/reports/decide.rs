//! `PUT /api/v1/admin/pharmacies/{pharmacy}/reports/{report}/state`

use axum::Json;
use axum::extract::State;
use garde::Validate;
use nazar::catalogue::PharmacyId;
use nazar::http::{Admin, Code, FieldCode, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::ids::RecordId;
use nazar::people::audit::{self, Act};
use nazar::store::inventory::ReportState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::ReportView;
use crate::Context;
use crate::admin::still;
use crate::answer::TRIES;

/// What is decided about a report.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"state": "accepted", "reason": "The owner says that it closed in May."}))]
pub(crate) struct ReportDecision {
    /// `accepted` or `dismissed`: what was decided cannot be as if nobody had looked.
    #[garde(skip)]
    state: ReportState,
    /// Why.
    #[garde(length(chars, min = 3, max = 500))]
    #[schema(min_length = 3, max_length = 500)]
    reason: String,
}

/// Accept or dismiss a report
///
/// Decision and audit are written together or not at all. The same again changes the reason.
#[utoipa::path(
    put,
    path = "/api/v1/admin/pharmacies/{pharmacy}/reports/{report}/state",
    operation_id = "decide_report",
    tag = "administration",
    security(("bearer" = [])),
    params(
        ("pharmacy" = PharmacyId, Path, description = "The pharmacy."),
        ("report" = RecordId, Path, description = "The report."),
    ),
    request_body = ReportDecision,
    responses(
        (status = OK, description = "The report as it stands now.", body = ReportView),
        (status = FORBIDDEN, description = "`forbidden`: not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such report: perhaps who made it is gone.", body = ProblemBody, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`conflict`: others decided again and again at the same time.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "No reason, or no such state.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn decide_report(
    State(context): State<Context>,
    admin: Admin,
    ValidPath((pharmacy, report)): ValidPath<(PharmacyId, RecordId)>,
    ValidJson(body): ValidJson<ReportDecision>,
) -> Result<Json<ReportView>, Problem> {
    let actor = still(&context, &admin).await?;
    let act = match body.state {
        ReportState::Open => return Err(Problem::field("/state", FieldCode::NotOneOf)),
        ReportState::Accepted => Act::AcceptedReport,
        ReportState::Dismissed => Act::DismissedReport,
    };
    let inventory = &context.inventory;
    for _ in 0..TRIES {
        let found = inventory.report_of(&pharmacy, report).await?;
        let seen = found.ok_or_else(|| Problem::new(Code::NotFound))?;
        let about = format!("{pharmacy}/{report}");
        let reason = body.reason.clone();
        let row = audit::deciding(context.accounts.table(), actor, act, about, reason.clone())?;
        if inventory
            .decide_report(&seen, body.state, reason, row)
            .await?
        {
            let now = inventory.report_of(&pharmacy, report).await?;
            let now = now.ok_or_else(|| Problem::new(Code::NotFound))?;
            return Ok(Json(now.into()));
        }
    }
    Err(Problem::new(Code::Conflict))
}
