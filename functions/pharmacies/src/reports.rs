//! Saying that something about a pharmacy is wrong.

use axum::Json;
use axum::extract::State;
use garde::Validate;
use http::StatusCode;
use jiff::Timestamp;
use nazar::catalogue::PharmacyId;
use nazar::http::{Caller, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::ids::RecordId;
use nazar::store::inventory::{Report, ReportKind, Reported};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::detail::held;

/// What is wrong.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"kind": "wrong-hours", "description": "Yakshanba kuni yopiq"}))]
pub(crate) struct ReportRequest {
    /// What is wrong.
    #[garde(skip)]
    kind: ReportKind,
    /// In your own words.
    #[garde(inner(length(chars, min = 1, max = 1_000)))]
    #[schema(min_length = 1, max_length = 1_000)]
    description: Option<String>,
}

/// A report that is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportView {
    /// Names it.
    id: RecordId,
    /// The pharmacy.
    pharmacy: PharmacyId,
    /// What is wrong.
    kind: ReportKind,
    /// In your own words.
    description: Option<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl ReportView {
    fn of(report: Report) -> Self {
        Self {
            id: report.id,
            pharmacy: report.pharmacy,
            kind: report.kind,
            description: report.description,
            created_at: report.created_at,
        }
    }
}

/// Report that something is wrong
///
/// The same kind of report of the same pharmacy within 30 days is the same report: it is answered as it was made first.
#[utoipa::path(
    post,
    path = "/api/v1/pharmacies/{id}/report",
    operation_id = "report_pharmacy",
    tag = "pharmacies",
    security(("bearer" = [])),
    params(
        ("id" = PharmacyId, Path, description = "The pharmacy."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe."),
    ),
    request_body = ReportRequest,
    responses(
        (status = 201, description = "It is kept.", body = ReportView),
        (status = 200, description = "You have reported this before.", body = ReportView),
        (status = 401, description = "No token, or not a good one.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "No such pharmacy.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "A field breaks its rule.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn report(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<PharmacyId>,
    ValidJson(request): ValidJson<ReportRequest>,
) -> Result<(StatusCode, Json<ReportView>), Problem> {
    let directory = context.directory().await;
    held(&directory.data, &id)?;
    let reported = context
        .inventory
        .report(caller.owner, &id, request.kind, request.description)
        .await?;
    Ok(match reported {
        Reported::New(report) => (StatusCode::CREATED, Json(ReportView::of(report))),
        Reported::Before(report) => (StatusCode::OK, Json(ReportView::of(report))),
    })
}
