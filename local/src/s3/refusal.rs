//! Answers that AWS gives with another status than `s3s`.
//!
//! A form that breaks its own policy gets 403 `AccessDenied` from S3 (its troubleshooting page for browser uploads) and
//! 400 `InvalidPolicyDocument` from `s3s`, which AWS keeps for a policy that cannot be read.

use axum::body::Body;
use http::{Response, StatusCode};

/// An error document is a few hundred bytes.
const ERROR_BYTES: usize = 64 * 1024;
const POLICY_CODE: &str = "<Code>InvalidPolicyDocument</Code>";
/// `s3s` says what did not match, and nothing when the policy itself cannot be read.
const REASON: &str = "<Message>";
const DENIED_CODE: &str = "<Code>AccessDenied</Code>";

/// The answer to a form as AWS would give it.
pub(super) async fn of_form(response: Response<Body>) -> Response<Body> {
    if response.status() != StatusCode::BAD_REQUEST {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, ERROR_BYTES).await else {
        return Response::from_parts(head, Body::empty());
    };
    let text = String::from_utf8_lossy(&bytes);
    if !text.contains(POLICY_CODE) || !text.contains(REASON) {
        return Response::from_parts(head, Body::from(bytes));
    }
    let denied = text
        .replace(POLICY_CODE, DENIED_CODE)
        .replace(REASON, "<Message>Invalid according to Policy: ");
    head.status = StatusCode::FORBIDDEN;
    head.headers.remove(http::header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(denied))
}
