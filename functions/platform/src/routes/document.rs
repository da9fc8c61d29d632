//! `GET /api/v1/openapi.json`

use axum::response::Response;
use http::HeaderMap;

use crate::pages::file;

/// The merged document over all functions, as it stands in the repository: this function links none of the others. A
/// test holds it against the code.
pub const DOCUMENT: &str = include_str!("../../openapi.json");

/// The OpenAPI document
///
/// OpenAPI 3.1, over all functions.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "openapi",
    tag = "platform",
    responses((status = OK, description = "The document.", content_type = "application/json", body = Object)),
)]
pub(crate) async fn document(headers: HeaderMap) -> Response {
    file(&headers, "application/json", DOCUMENT)
}
