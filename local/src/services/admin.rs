//! Paths under `/_local/`, for the command line and for tests: things that have no address in AWS.
//!
//! - `POST /_local/invoke/<function>` gives the body to a function and answers with its payload.
//! - `POST /_local/schedules/<name>` fires a schedule and answers with the function's payload.

use std::sync::Arc;

use axum::body::Body;
use http::header::ORIGIN;
use http::{Method, Request, Response, StatusCode};
use serde_json::json;

use super::message;
use crate::invoke::{InvokeError, Invoker, MAX_PAYLOAD_BYTES};
use crate::sources::schedule::{ScheduleError, Scheduler};

/// The administration of a running `local`.
pub(crate) struct Admin {
    pub(crate) invoker: Arc<dyn Invoker>,
    pub(crate) scheduler: Scheduler,
}

impl Admin {
    /// Answers one request.
    pub(super) async fn handle(&self, request: Request<Body>) -> Response<Body> {
        // Pages send their origin: no web site may steer what runs on this machine.
        if request.headers().contains_key(ORIGIN) {
            return message(StatusCode::FORBIDDEN, "this is not for web pages");
        }
        let path = request.uri().path().to_owned();
        let parts: Vec<&str> = path.trim_start_matches("/_local/").split('/').collect();
        match (request.method(), parts.as_slice()) {
            (&Method::POST, ["invoke", function]) => {
                self.invoke(function, request.into_body()).await
            }
            (&Method::POST, ["schedules", name]) => self.fire(name).await,
            _ => message(StatusCode::NOT_FOUND, "there is nothing under this path"),
        }
    }

    async fn invoke(&self, function: &str, body: Body) -> Response<Body> {
        let Ok(payload) = axum::body::to_bytes(body, MAX_PAYLOAD_BYTES).await else {
            return message(StatusCode::PAYLOAD_TOO_LARGE, "the event is over 6 MB");
        };
        match self.invoker.invoke(function, payload).await {
            Ok(answer) => Response::new(Body::from(answer)),
            Err(error) => failure(&error),
        }
    }

    async fn fire(&self, name: &str) -> Response<Body> {
        match self.scheduler.run_now(name, self.invoker.as_ref()).await {
            Ok(answer) => Response::new(Body::from(answer)),
            Err(ScheduleError::Invoke(error)) => failure(&error),
            Err(error) => message(StatusCode::NOT_FOUND, &error.to_string()),
        }
    }
}

fn failure(error: &InvokeError) -> Response<Body> {
    let status = match error {
        InvokeError::UnknownFunction(_) => StatusCode::NOT_FOUND,
        InvokeError::RequestTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        InvokeError::Stopping => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_GATEWAY,
    };
    let mut response = message(status, &error.to_string());
    if let InvokeError::Function { kind, message, .. } = error {
        *response.body_mut() =
            Body::from(json!({"errorType": kind, "errorMessage": message}).to_string());
    }
    response
}
