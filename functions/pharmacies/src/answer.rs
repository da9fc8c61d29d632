//! What every answer has: the data's version, a tag for asking again, and how long it may be kept.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use nazar::http::{Problem, etag};
use nazar::snapshots::Version;
use serde::Serialize;
use utoipa::ToSchema;

/// Half a minute: doors open and close, and stock changes.
const CACHING: HeaderValue = HeaderValue::from_static("public, max-age=30");

/// Which versions of the data an answer was made from: SHA-256 of the snapshots. Absent where nothing has been imported.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub(crate) struct DataVersions {
    /// Pharmacies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^[0-9a-f]{64}$")]
    pub(crate) pharmacies: Option<Version>,
    /// Medicines and ingredients.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^[0-9a-f]{64}$")]
    pub(crate) catalogue: Option<Version>,
}

/// The value as JSON, or `304` for whoever has it already.
pub(crate) fn cached<T: Serialize>(asked: &HeaderMap, value: &T) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(Problem::internal)?;
    Ok(tagged(asked, etag::of(&body), body))
}

/// A body of JSON with this tag, or `304`.
pub(crate) fn tagged(asked: &HeaderMap, tag: HeaderValue, body: Vec<u8>) -> Response {
    let known = etag::matches(asked, &tag);
    let caching = [(header::ETAG, tag), (header::CACHE_CONTROL, CACHING)];
    if known {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    let json = HeaderValue::from_static("application/json");
    (caching, [(header::CONTENT_TYPE, json)], body).into_response()
}
