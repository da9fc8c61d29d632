//! Answers that say which version of a thing they show, and changes that name the version that they mean.

use super::{Code, Problem, etag};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;

/// Tries of a change that others overtake and that names no version.
pub const TRIES: usize = 4;

/// A thing with its `ETag`, or `304` for somebody who has it. It tells of a person: nobody else is to keep it.
///
/// # Errors
/// `internal` when the thing cannot be written as JSON.
pub fn tagged<T: Serialize>(asked: &HeaderMap, view: &T) -> Result<Response, Problem> {
    let content = serde_json::to_vec(view).map_err(Problem::internal)?;
    let tag = etag::of(&content);
    let known = etag::matches(asked, &tag);
    let headers = HeaderMap::from_iter([
        (header::ETAG, tag),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ),
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
    ]);
    if known {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    Ok((headers, content).into_response())
}

/// As [`tagged`], for the answer to a change: always whole.
///
/// # Errors
/// As [`tagged`].
pub fn changed<T: Serialize>(view: &T) -> Result<Response, Problem> {
    tagged(&HeaderMap::new(), view)
}

/// As [`changed`], for something new that stands at this path.
///
/// # Errors
/// As [`tagged`], and for a path that no header can have.
pub fn created<T: Serialize>(path: &str, view: &T) -> Result<Response, Problem> {
    let mut response = changed(view)?;
    *response.status_mut() = StatusCode::CREATED;
    let location = HeaderValue::from_str(path).map_err(Problem::internal)?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// Refuses a change of something that is not as the request expects it.
///
/// # Errors
/// `precondition-failed` when `If-Match` names another version.
pub fn expect<T: Serialize>(asked: &HeaderMap, view: &T) -> Result<(), Problem> {
    let content = serde_json::to_vec(view).map_err(Problem::internal)?;
    if etag::is_expected(asked, &etag::of(&content)) {
        Ok(())
    } else {
        Err(Problem::new(Code::PreconditionFailed))
    }
}
