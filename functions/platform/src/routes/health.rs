//! `GET /health` and `GET /api/v1/health`

use axum::{Json, extract::State};
use http::StatusCode;

use crate::{Context, health};

/// Health
///
/// Asks every table, bucket and queue, says which of them answered, and which reference data are in force. A report is at most five seconds old.
#[utoipa::path(
    get,
    path = "/api/v1/health",
    operation_id = "health",
    tag = "platform",
    responses(
        (status = OK, description = "Everything answers.", body = health::Report,
            example = json!({"status": "ok", "parts": {"accounts": "ok", "control": "ok", "history": "ok", "inventory": "ok", "keys": "ok", "recalls": "ok", "media": "ok", "uploads": "ok", "similarities": "ok", "scans": "ok", "records": "ok", "imports": "ok", "data": "ok"}, "versions": {"catalogue": "0af6911cbcc93f4da6e1faeb7ca9a81cc4d0e1cc8768b547a63b9d1e11b059fc"}})),
        (status = SERVICE_UNAVAILABLE, description = "Something does not.", body = health::Report,
            example = json!({"status": "unavailable", "parts": {"accounts": "ok", "control": "ok", "history": "ok", "inventory": "ok", "keys": "ok", "recalls": "ok", "media": "unavailable", "uploads": "ok", "similarities": "ok", "scans": "ok", "records": "ok", "imports": "ok", "data": "ok"}, "versions": {"catalogue": "0af6911cbcc93f4da6e1faeb7ca9a81cc4d0e1cc8768b547a63b9d1e11b059fc"}})),
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
