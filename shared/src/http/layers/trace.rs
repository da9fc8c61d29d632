//! The request's id, and one line in the log about it.

use std::{fmt, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use http::{Extensions, HeaderName, HeaderValue};
use lambda_http::{Context, request::RequestContext};
use tracing::Instrument;
use ulid::Ulid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// API Gateway's id of the request; a new ULID outside of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(extensions: &Extensions) -> Self {
        let given = match extensions.get::<RequestContext>() {
            Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone(),
            _ => None,
        };
        Self(given.unwrap_or_else(|| Ulid::generate().to_string()))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Opens a span with the request's id, route and trace, and writes one event when it is answered. The route is the
/// pattern (`/api/v1/jobs/{id}`), never the path: paths hold ids, and lines are grouped by route.
pub(in crate::http) async fn trace(mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let request_id = RequestId::of(request.extensions());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("none", MatchedPath::as_str)
        .to_owned();
    let trace_id = request
        .extensions()
        .get::<Context>()
        .and_then(|context| context.xray_trace_id.clone());
    let span = tracing::info_span!(
        "request",
        request_id = %request_id,
        method = %request.method(),
        route,
        trace_id = trace_id.as_deref().unwrap_or_default(),
    );
    request.extensions_mut().insert(request_id.clone());

    async move {
        let mut response = next.run(request).await;
        let milliseconds = (started.elapsed().as_secs_f64() * 10_000.0).round() / 10.0;
        tracing::info!(
            status = response.status().as_u16(),
            milliseconds,
            "answered"
        );
        if let Ok(value) = HeaderValue::from_str(request_id.as_str()) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
        response
    }
    .instrument(span)
    .await
}
