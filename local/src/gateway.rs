//! API Gateway's HTTP API: from a request to an event of payload version 2.0, and from the function's answer back.
//!
//! Limits and messages are those of
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html>.

mod answer;
mod cors;
mod event;
mod routes;

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use tokio::time::timeout;
use ulid::Ulid;

use self::cors::Cors;
use self::routes::{Match, Routes};
use crate::invoke::{InvokeError, Invoker};
use crate::template::model::HttpApi;

/// Largest body that API Gateway takes.
const MAX_BODY_BYTES: usize = 10 * 1024 * 1024;

/// The HTTP API of the template.
pub struct Gateway {
    api_id: String,
    routes: Routes,
    cors: Option<Cors>,
    invoker: Arc<dyn Invoker>,
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Gateway")
            .field("api_id", &self.api_id)
            .finish_non_exhaustive()
    }
}

impl Gateway {
    /// A gateway for one API.
    #[must_use]
    pub fn new(api: &HttpApi, invoker: Arc<dyn Invoker>) -> Self {
        Self {
            api_id: api.id.to_lowercase(),
            routes: Routes::new(&api.routes),
            cors: api.cors.clone().map(Cors::new),
            invoker,
        }
    }

    /// Whether some route answers this method and path.
    #[must_use]
    pub fn answers(&self, method: &str, path: &str) -> bool {
        self.routes.find(method, path).is_some()
    }

    /// Answers one request that came from `source`.
    pub async fn handle(&self, request: Request<Body>, source: IpAddr) -> Response<Body> {
        let (head, body) = request.into_parts();
        if let Some(preflight) = self.cors.as_ref().and_then(|cors| cors.preflight(&head)) {
            return preflight;
        }
        let mut response = self.integrate(&head, body, source).await;
        if let Some(cors) = &self.cors {
            cors.apply(&head.headers, response.headers_mut());
        }
        response
    }

    async fn integrate(
        &self,
        head: &http::request::Parts,
        body: Body,
        source: IpAddr,
    ) -> Response<Body> {
        let path = event::decode(head.uri.path());
        let Some(matched) = self.routes.find(head.method.as_str(), &path) else {
            return message(StatusCode::NOT_FOUND, "Not Found");
        };
        let body = match read(body).await {
            Ok(body) => body,
            Err(StatusCode::PAYLOAD_TOO_LARGE) => return too_large(),
            Err(status) => return message(status, "Bad Request"),
        };
        let request_id = Ulid::generate().to_string();
        let context = event::Context {
            api_id: &self.api_id,
            request_id: &request_id,
            source,
        };
        let payload = event::payload(head, &path, &body, &matched, &context).to_string();
        let mut response = self.invoke(&matched, payload.into()).await;
        if let Ok(id) = HeaderValue::try_from(request_id) {
            response.headers_mut().insert("apigw-requestid", id);
        }
        response
    }

    async fn invoke(&self, matched: &Match<'_>, payload: Bytes) -> Response<Body> {
        let invocation = self.invoker.invoke(&matched.route.function, payload);
        match timeout(matched.route.timeout, invocation).await {
            Ok(Ok(payload)) => answer::response(&payload).unwrap_or_else(|| {
                message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
            }),
            Ok(Err(InvokeError::RequestTooLarge { .. })) => too_large(),
            Ok(Err(InvokeError::Stopping)) | Err(_) => {
                message(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable")
            }
            // What went wrong inside stands in the log, never in the answer.
            Ok(Err(_)) => message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"),
        }
    }
}

/// Reads a body of at most [`MAX_BODY_BYTES`]. A longer one is read on and thrown away for a while: a client that is
/// still sending would otherwise see its connection break instead of the answer.
async fn read(mut body: Body) -> Result<Bytes, StatusCode> {
    let (mut kept, mut size) = (BytesMut::new(), 0);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        size += data.len();
        if size <= MAX_BODY_BYTES {
            kept.extend_from_slice(&data);
        } else if size > 10 * MAX_BODY_BYTES {
            break;
        }
    }
    if size > MAX_BODY_BYTES {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    Ok(kept.freeze())
}

fn too_large() -> Response<Body> {
    message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large")
}

/// An answer of the gateway itself: `{"message": ...}`.
fn message(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(format!("{{\"message\":\"{text}\"}}")));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
#[path = "gateway/tests.rs"]
mod tests;
