//! The wire: AWS JSON 1.0 over HTTP.

use axum::body::Body;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderValue, Request, Response, StatusCode};
use serde_json::{Value, json};
use ulid::Ulid;

use super::error::{ErrorCode, SqsError};
use super::operations;
use super::service::Sqs;

/// `x-amz-target` of every SQS operation starts with this.
const TARGET_PREFIX: &str = "AmazonSQS.";
const JSON: HeaderValue = HeaderValue::from_static("application/x-amz-json-1.0");
/// 1 MiB of text can be six times as long once JSON has escaped it.
const REQUEST_BYTES: usize = 8 * 1024 * 1024;

impl Sqs {
    /// Answers one SQS request. Signatures are not checked: whoever reaches the port may use the queues.
    pub async fn handle(&self, request: Request<Body>) -> Response<Body> {
        match self.answer(request).await {
            Ok(body) => respond(StatusCode::OK, &body),
            Err(error) => refuse(&error),
        }
    }

    async fn answer(&self, request: Request<Body>) -> Result<Value, SqsError> {
        let (head, body) = request.into_parts();
        let target = head
            .headers
            .get("x-amz-target")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let Some(operation) = target.strip_prefix(TARGET_PREFIX) else {
            let text = "Only the AWS JSON protocol is supported here: x-amz-target must be AmazonSQS.<operation>.";
            return Err(SqsError::new(ErrorCode::UnsupportedOperation, text));
        };
        let host = head
            .headers
            .get(HOST)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("127.0.0.1");
        let bytes = axum::body::to_bytes(body, REQUEST_BYTES)
            .await
            .map_err(|_| SqsError::invalid("The request is too long or was cut off."))?;
        let parsed = if bytes.is_empty() {
            Ok(json!({}))
        } else {
            serde_json::from_slice(&bytes)
        };
        let request = parsed
            .map_err(|error| SqsError::invalid(format!("The request is not JSON: {error}.")))?;
        operations::run(self, operation, request, &format!("http://{host}")).await
    }
}

fn refuse(error: &SqsError) -> Response<Body> {
    let (status, fault) = if error.code.is_sender_fault() {
        (StatusCode::BAD_REQUEST, "Sender")
    } else {
        (StatusCode::INTERNAL_SERVER_ERROR, "Receiver")
    };
    let body = json!({ "__type": format!("com.amazonaws.sqs#{}", error.code.shape()), "message": error.message });
    let mut response = respond(status, &body);
    // SDKs made for the older query protocol look for its codes here.
    if let Ok(value) = HeaderValue::try_from(format!("{};{fault}", error.code.query_code())) {
        response.headers_mut().insert("x-amzn-query-error", value);
    }
    response
}

fn respond(status: StatusCode, body: &Value) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    if let Ok(id) = HeaderValue::try_from(Ulid::generate().to_string()) {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
    response
}
