//! From what a function returned to an HTTP response.
//!
//! Two forms are known: an object with a `statusCode`, and any other JSON, which becomes the body of a 200.

use axum::body::Body;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, SET_COOKIE, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde_json::{Map, Value};

/// The response for a function's payload; `None` when API Gateway would not understand it.
pub(super) fn response(payload: &[u8]) -> Option<Response<Body>> {
    let value: Value = serde_json::from_slice(payload).ok()?;
    match value
        .as_object()
        .filter(|object| object.contains_key("statusCode"))
    {
        Some(object) => structured(object),
        None => Some(bare(&value)),
    }
}

fn bare(value: &Value) -> Response<Body> {
    let body = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let mut response = Response::new(Body::from(body));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn structured(object: &Map<String, Value>) -> Option<Response<Body>> {
    let mut response = Response::new(body(object)?);
    *response.status_mut() = status(object.get("statusCode")?)?;
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain;charset=UTF-8"),
    );
    for (name, value) in object
        .get("headers")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let name = HeaderName::try_from(name.as_str()).ok()?;
        if ![CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING].contains(&name) {
            headers.insert(name, header(value)?);
        }
    }
    for cookie in object
        .get("cookies")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        headers.append(SET_COOKIE, header(cookie)?);
    }
    Some(response)
}

fn body(object: &Map<String, Value>) -> Option<Body> {
    let text = match object.get("body") {
        None | Some(Value::Null) => return Some(Body::empty()),
        Some(Value::String(text)) => text,
        Some(_) => return None,
    };
    match object.get("isBase64Encoded").and_then(Value::as_bool) {
        Some(true) => STANDARD.decode(text).ok().map(Body::from),
        _ => Some(Body::from(text.clone())),
    }
}

fn status(value: &Value) -> Option<StatusCode> {
    let code = match value {
        Value::String(text) => text.parse().ok()?,
        other => u16::try_from(other.as_u64()?).ok()?,
    };
    StatusCode::from_u16(code).ok()
}

fn header(value: &Value) -> Option<HeaderValue> {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    HeaderValue::try_from(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;
    use serde_json::json;

    async fn answered(value: Value) -> Option<(u16, Vec<(String, String)>, String)> {
        let response = response(value.to_string().as_bytes())?;
        let (head, body) = response.into_parts();
        let pairs = head
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
        let bytes = body.collect().await.unwrap().to_bytes();
        Some((
            head.status.as_u16(),
            pairs.collect(),
            String::from_utf8(bytes.to_vec()).unwrap(),
        ))
    }

    #[tokio::test]
    async fn a_structured_answer_is_taken_apart() {
        let (status, headers, body) = answered(json!({
            "statusCode": 201,
            "headers": {"Content-Type": "text/html", "X-N": 3, "Content-Length": "99"},
            "multiValueHeaders": {"x-many": ["a", "b"]},
            "cookies": ["a=1", "b=2; HttpOnly"],
            "body": "aGk=",
            "isBase64Encoded": true,
        }))
        .await
        .unwrap();
        let expected = [
            ("content-type", "text/html"),
            ("x-n", "3"),
            ("set-cookie", "a=1"),
            ("set-cookie", "b=2; HttpOnly"),
        ];
        assert_eq!(
            headers,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert_eq!((status, body.as_str()), (201, "hi"));
    }

    #[tokio::test]
    async fn bare_values_are_bodies() {
        for (value, body) in [
            (json!({"a": 1}), r#"{"a":1}"#),
            (json!("hi"), "hi"),
            (json!(null), "null"),
        ] {
            let (status, headers, text) = answered(value).await.unwrap();
            assert_eq!((status, text.as_str()), (200, body));
            assert_eq!(
                headers,
                [("content-type".to_owned(), "application/json".to_owned())]
            );
        }
    }

    #[tokio::test]
    async fn malformed_answers_are_refused() {
        let wrong = [
            json!({"statusCode": "many"}),
            json!({"statusCode": 99_999}),
            json!({"statusCode": 200, "body": {"a": 1}}),
            json!({"statusCode": 200, "body": "?", "isBase64Encoded": true}),
            json!({"statusCode": 200, "headers": {"bad name": "x"}}),
        ];
        for value in wrong {
            assert_eq!(answered(value.clone()).await, None, "{value}");
        }
        assert!(response(b"not json").is_none());
        assert!(response(b"").is_none());
    }
}
