//! Answers with an entity tag, so that whoever has one already gets nothing again.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use nazar::http::{Problem, etag};
use serde::Serialize;

/// An hour, and a day more while it is asked for anew: what is the same for everybody until the next release.
const PUBLIC: HeaderValue =
    HeaderValue::from_static("public, max-age=3600, stale-while-revalidate=86400");

/// To be asked for each time, by its person alone.
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-cache");

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A file that anybody may keep, or `304`.
pub(crate) fn public(asked: &HeaderMap, content_type: HeaderValue, content: Vec<u8>) -> Response {
    tagged(asked, PUBLIC, content_type, content)
}

/// A value that anybody may keep, or `304`.
///
/// # Errors
/// `internal` when the value cannot be written as JSON.
pub(crate) fn public_json<T: Serialize>(asked: &HeaderMap, value: &T) -> Result<Response, Problem> {
    json(asked, PUBLIC, value)
}

/// A value that is one person's, or `304`.
///
/// # Errors
/// `internal` when the value cannot be written as JSON.
pub(crate) fn private_json<T: Serialize>(
    asked: &HeaderMap,
    value: &T,
) -> Result<Response, Problem> {
    json(asked, PRIVATE, value)
}

/// Sentences in it are in the reader's language, hence `Vary`.
fn json<T: Serialize>(
    asked: &HeaderMap,
    caching: HeaderValue,
    value: &T,
) -> Result<Response, Problem> {
    let content = serde_json::to_vec(value).map_err(Problem::internal)?;
    let mut response = tagged(asked, caching, JSON, content);
    let language = HeaderValue::from_static("accept-language");
    response.headers_mut().append(header::VARY, language);
    Ok(response)
}

fn tagged(
    asked: &HeaderMap,
    caching: HeaderValue,
    content_type: HeaderValue,
    content: Vec<u8>,
) -> Response {
    let tag = etag::of(&content);
    let known = etag::matches(asked, &tag);
    let headers = [(header::ETAG, tag), (header::CACHE_CONTROL, caching)];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, [(header::CONTENT_TYPE, content_type)], content).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_it_gets_nothing_again() {
        let first = private_json(&HeaderMap::new(), &"one").unwrap();
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::CACHE_CONTROL], PRIVATE);
        assert_eq!(first.headers()[header::VARY], "accept-language");
        let tag = first.headers()[header::ETAG].clone();
        let asked = HeaderMap::from_iter([(header::IF_NONE_MATCH, tag.clone())]);
        let again = private_json(&asked, &"one").unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()[header::ETAG], tag);
        let changed = private_json(&asked, &"two").unwrap();
        assert_eq!(changed.status(), StatusCode::OK);
    }
}
