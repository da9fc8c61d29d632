//! The Lambda Runtime API, version 2018-06-01, as the functions see it.
//!
//! Paths, headers, statuses and error types are those of
//! <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http::header::CONTENT_TYPE;
use http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};

use super::instance::{Instance, Taken};
use crate::invoke::{InvokeError, MAX_RESPONSE_BYTES};

const VERSION: &str = "2018-06-01/runtime/";
const JSON: &str = "application/json";

/// Answers one call; `call` is the path after the instance's own prefix.
pub(super) async fn answer(
    instance: &Instance,
    call: &str,
    request: Request<Body>,
) -> Response<Body> {
    let Some(call) = call.strip_prefix(VERSION) else {
        return refuse(
            StatusCode::NOT_FOUND,
            "UnknownPath",
            "this is not a path of the runtime API",
        );
    };
    let method = request.method().clone();
    let parts: Vec<&str> = call.split('/').collect();
    match (method, parts.as_slice()) {
        (Method::GET, ["invocation", "next"]) => next(instance).await,
        (Method::POST, ["invocation", id, "response"]) => {
            response(instance, id, request.into_body()).await
        }
        (Method::POST, ["invocation", id, "error"]) => {
            error(instance, id, request.into_body()).await
        }
        (Method::POST, ["init", "error"]) => init_error(instance, request.into_body()).await,
        _ => refuse(
            StatusCode::NOT_FOUND,
            "UnknownPath",
            "this is not a path of the runtime API",
        ),
    }
}

/// Answer to a process that nobody knows, such as one left over from before a restart.
pub(super) fn unknown_instance() -> Response<Body> {
    refuse(
        StatusCode::FORBIDDEN,
        "UnknownInstance",
        "this instance is not one of ours",
    )
}

async fn next(instance: &Instance) -> Response<Body> {
    match instance.next().await {
        Some(taken) => event(instance, taken).unwrap_or_else(|_| internal()),
        None => refuse(
            StatusCode::FORBIDDEN,
            "InvalidStateTransition",
            "the last invocation has no answer yet",
        ),
    }
}

fn event(instance: &Instance, taken: Taken) -> http::Result<Response<Body>> {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let deadline = (now + taken.limit).as_millis();
    let digits = taken.request_id.replace('-', "");
    let trace = format!("Root=1-{:08x}-{};Sampled=0", now.as_secs(), &digits[8..]);
    Response::builder()
        .header(CONTENT_TYPE, JSON)
        .header("lambda-runtime-aws-request-id", taken.request_id)
        .header("lambda-runtime-deadline-ms", deadline.to_string())
        .header(
            "lambda-runtime-invoked-function-arn",
            instance.function_arn(),
        )
        .header("lambda-runtime-trace-id", trace)
        .body(Body::from(taken.payload))
}

async fn response(instance: &Instance, id: &str, body: Body) -> Response<Body> {
    if !instance.owes(id) {
        return unknown_request();
    }
    let Ok((kept, size)) = read(body, MAX_RESPONSE_BYTES).await else {
        return refuse(StatusCode::BAD_REQUEST, "Truncated", "the body was cut off");
    };
    if size > MAX_RESPONSE_BYTES {
        instance.finish(id, Err(InvokeError::ResponseTooLarge { size }));
        let message =
            format!("Exceeded maximum allowed payload size ({MAX_RESPONSE_BYTES} bytes).");
        return refuse(
            StatusCode::PAYLOAD_TOO_LARGE,
            "RequestEntityTooLarge",
            &message,
        );
    }
    if instance.finish(id, Ok(kept)) {
        accepted()
    } else {
        unknown_request()
    }
}

async fn error(instance: &Instance, id: &str, body: Body) -> Response<Body> {
    if !instance.owes(id) {
        return unknown_request();
    }
    let Ok((payload, _)) = read(body, MAX_RESPONSE_BYTES).await else {
        return refuse(StatusCode::BAD_REQUEST, "Truncated", "the body was cut off");
    };
    let (kind, message) = report(&payload);
    let failure = InvokeError::Function {
        kind,
        message,
        payload,
    };
    if instance.finish(id, Err(failure)) {
        accepted()
    } else {
        unknown_request()
    }
}

async fn init_error(instance: &Instance, body: Body) -> Response<Body> {
    let (payload, _) = read(body, MAX_RESPONSE_BYTES).await.unwrap_or_default();
    let (kind, message) = report(&payload);
    instance.set_failed(format!("{kind}: {message}"));
    accepted()
}

/// `errorType` and `errorMessage` of an error report.
fn report(payload: &Bytes) -> (String, String) {
    let report: Value = serde_json::from_slice(payload).unwrap_or_default();
    let text = |name: &str| report.get(name).and_then(Value::as_str).map(str::to_owned);
    let message =
        text("errorMessage").unwrap_or_else(|| String::from_utf8_lossy(payload).into_owned());
    (
        text("errorType").unwrap_or_else(|| "Unhandled".to_owned()),
        message,
    )
}

/// Reads a body to its end but keeps at most `limit` bytes: a function that answers too much has to hear the answer,
/// and it listens only once everything is sent.
async fn read(mut body: Body, limit: usize) -> Result<(Bytes, usize), axum::Error> {
    let (mut kept, mut size) = (BytesMut::new(), 0);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        size += data.len();
        if size <= limit {
            kept.extend_from_slice(&data);
        }
    }
    Ok((kept.freeze(), size))
}

fn accepted() -> Response<Body> {
    reply(StatusCode::ACCEPTED, &json!({"status": "OK"}))
}

fn unknown_request() -> Response<Body> {
    refuse(
        StatusCode::BAD_REQUEST,
        "InvalidRequestID",
        "this is not the invocation in progress",
    )
}

fn refuse(status: StatusCode, kind: &str, message: &str) -> Response<Body> {
    reply(status, &json!({"errorType": kind, "errorMessage": message}))
}

fn reply(status: StatusCode, body: &Value) -> Response<Body> {
    let built = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, JSON)
        .body(Body::from(body.to_string()));
    built.unwrap_or_else(|_| internal())
}

fn internal() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}
