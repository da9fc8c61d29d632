//! Who is calling: the token is checked once a request, before limits, which count by caller.

use axum::{extract::Request, middleware::Next, response::Response};
use http::{HeaderMap, header};

use crate::{auth::Caller, http::Edge};

/// What the `Authorization` header came to.
#[derive(Debug, Clone)]
pub(in crate::http) enum Identity {
    /// There was none.
    None,
    /// A valid access token.
    Known(Caller),
    /// Something that is no valid access token.
    Rejected,
}

/// Checks the bearer token, if there is one. Whether a route needs it is for the handler's [`Caller`] to say.
pub(in crate::http) async fn identify(mut request: Request, next: Next) -> Response {
    let verifier = request
        .extensions()
        .get::<Edge>()
        .and_then(|edge| edge.verifier.clone());
    let identity = match (bearer(request.headers()), verifier) {
        (Bearer::Absent, _) | (_, None) => Identity::None,
        (Bearer::Unreadable, _) => Identity::Rejected,
        (Bearer::Token(token), Some(verifier)) => match verifier.access(&token).await {
            Ok(caller) => Identity::Known(caller),
            Err(reason) => {
                tracing::info!(%reason, "access token refused");
                Identity::Rejected
            }
        },
    };
    request.extensions_mut().insert(identity);
    next.run(request).await
}

enum Bearer {
    Absent,
    Unreadable,
    Token(String),
}

/// Reads `Authorization: Bearer <token>`. The scheme's case does not matter (RFC 9110 section 11.1).
fn bearer(headers: &HeaderMap) -> Bearer {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Bearer::Absent;
    };
    let Ok(text) = value.to_str() else {
        return Bearer::Unreadable;
    };
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            Bearer::Token(token.trim().to_owned())
        }
        _ => Bearer::Unreadable,
    }
}
