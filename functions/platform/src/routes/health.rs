//! `GET /health` and `GET /api/v1/health`

use axum::{Json, extract::State};
use http::StatusCode;

use crate::{Context, health};

/// Health
///
/// Asks every table, the bucket and the queue, and says which of them answered. A report is at most five seconds old.
#[utoipa::path(
    get,
    path = "/api/v1/health",
    operation_id = "health",
    tag = "platform",
    responses(
        (status = OK, description = "Everything answers.", body = health::Report,
            example = json!({"status": "ok", "parts": {"accounts": "ok", "control": "ok", "history": "ok", "keys": "ok", "media": "ok", "queue": "ok"}})),
        (status = SERVICE_UNAVAILABLE, description = "Something does not.", body = health::Report,
            example = json!({"status": "unavailable", "parts": {"accounts": "ok", "control": "ok", "history": "ok", "keys": "ok", "media": "unavailable", "queue": "ok"}})),
    ),
)]
pub(crate) async fn health(State(context): State<Context>) -> (StatusCode, Json<health::Report>) {
    let report = context.health.report().await;
    let status = match report.status {
        health::State::Ok => StatusCode::OK,
        health::State::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    (status, Json(report))
}
