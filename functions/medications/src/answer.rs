//! What every answer has: the data's version, a tag for asking again, and how long it may be kept.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use nazar::http::{Problem, etag};
use nazar::snapshots::Version;
use serde::Serialize;
use utoipa::ToSchema;

/// A minute, and an hour more while it is asked for anew: data change a few times a day.
const CACHING: HeaderValue =
    HeaderValue::from_static("public, max-age=60, stale-while-revalidate=3600");

/// Which versions of the data an answer was made from: SHA-256 of the snapshots. Absent where an answer uses none of
/// that kind, or nothing has been imported yet.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub(crate) struct DataVersions {
    /// Medicines and ingredients.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^[0-9a-f]{64}$")]
    pub(crate) catalogue: Option<Version>,
    /// Pharmacies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^[0-9a-f]{64}$")]
    pub(crate) pharmacies: Option<Version>,
    /// The prices that the price check has learned from what is unusual.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^[0-9a-f]{64}$")]
    pub(crate) market: Option<Version>,
}

/// The value as JSON, or `304` for whoever has it already.
pub(crate) fn cached<T: Serialize>(asked: &HeaderMap, value: &T) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(Problem::internal)?;
    let tag = etag::of(&body);
    let known = etag::matches(asked, &tag);
    let caching = [(header::ETAG, tag), (header::CACHE_CONTROL, CACHING)];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let json = HeaderValue::from_static("application/json");
    Ok((caching, [(header::CONTENT_TYPE, json)], body).into_response())
}
