//! What is noted under a key.

use axum::{
    body::{Body, Bytes},
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};

/// Bytes of an answer's body that are kept; an item may have 400 KB, and base64 takes a third more.
const MAX_BODY: usize = 256 * 1024;
/// The header that tells a replayed answer from a first one.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The headers that are kept: those that say something about the thing that was made.
const KEPT: [HeaderName; 5] = [
    header::CONTENT_TYPE,
    header::LOCATION,
    header::ETAG,
    header::LINK,
    crate::http::PREFERENCE_APPLIED,
];

/// A request that was seen.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Record {
    /// What makes another request the same.
    pub(super) fingerprint: String,
    /// Which attempt holds the key.
    pub(super) attempt: String,
    /// When the attempt counts as lost, in seconds since 1970.
    pub(super) locked_until: i64,
    /// The answer, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) answer: Option<Answer>,
    /// When the note is forgotten, in seconds since 1970.
    pub(super) expires_at: i64,
}

/// An answer that can be given again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    /// Base64, because answers need not be text.
    body: String,
}

impl Answer {
    /// The answer of this response, or nothing when it is too large to keep.
    pub(super) fn of(status: StatusCode, headers: &HeaderMap, body: &Bytes) -> Option<Self> {
        if body.len() > MAX_BODY {
            return None;
        }
        let kept = KEPT.into_iter().filter_map(|name| {
            let value = headers.get(&name)?.to_str().ok()?;
            Some((name.as_str().to_owned(), value.to_owned()))
        });
        Some(Self {
            status: status.as_u16(),
            headers: kept.collect(),
            body: STANDARD.encode(body),
        })
    }

    /// The response again; `None` when what was kept cannot be read.
    pub(super) fn replay(&self) -> Option<Response> {
        let body = STANDARD.decode(&self.body).ok()?;
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = StatusCode::from_u16(self.status).ok()?;
        for (name, value) in &self.headers {
            let name: HeaderName = name.parse().ok()?;
            response
                .headers_mut()
                .insert(name, HeaderValue::from_str(value).ok()?);
        }
        response
            .headers_mut()
            .insert(REPLAYED, HeaderValue::from_static("true"));
        Some(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_is_given_again_as_it_was() {
        let headers = HeaderMap::from_iter([
            (header::LOCATION, HeaderValue::from_static("/api/v1/jobs/1")),
            (header::SET_COOKIE, HeaderValue::from_static("never=kept")),
        ]);
        let body = Bytes::from_static(&[0, 159, 146, 150]);
        let replayed = Answer::of(StatusCode::ACCEPTED, &headers, &body)
            .unwrap()
            .replay()
            .unwrap();
        assert_eq!(replayed.status(), StatusCode::ACCEPTED);
        assert_eq!(replayed.headers()[header::LOCATION], "/api/v1/jobs/1");
        assert_eq!(replayed.headers()[REPLAYED], "true");
        assert!(!replayed.headers().contains_key(header::SET_COOKIE));
        assert_eq!(
            axum::body::to_bytes(replayed.into_body(), 10)
                .await
                .unwrap(),
            body
        );
    }

    #[test]
    fn what_is_too_large_is_not_kept() {
        let body = Bytes::from(vec![0; MAX_BODY + 1]);
        assert_eq!(Answer::of(StatusCode::OK, &HeaderMap::new(), &body), None);
    }
}
