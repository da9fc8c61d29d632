//! Where a request came from.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::{Extensions, request::Parts};
use lambda_http::request::RequestContext;

/// The client's address as API Gateway saw it, or `unknown` outside of it. `X-Forwarded-For` is never read: whoever
/// sends the request writes it, and limits by address would be limits by imagination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientAddress(pub String);

impl ClientAddress {
    /// Reads it from the event's `requestContext.http.sourceIp`.
    pub fn of(extensions: &Extensions) -> Self {
        let address = match extensions.get::<RequestContext>() {
            Some(RequestContext::ApiGatewayV2(context)) => context.http.source_ip.clone(),
            _ => None,
        };
        Self(address.unwrap_or_else(|| "unknown".to_owned()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.extensions))
    }
}
