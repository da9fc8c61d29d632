//! Tests of the gateway with functions that are closures.

use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Value, json};

use super::*;
use crate::template::model::{ApiCors, Route};

/// Answers with what `reply` makes of the event.
struct Fake(fn(&Value) -> Result<Value, InvokeError>);

#[async_trait]
impl Invoker for Fake {
    async fn invoke(&self, _function: &str, payload: Bytes) -> Result<Bytes, InvokeError> {
        let event = serde_json::from_slice(&payload).unwrap();
        (self.0)(&event).map(|value| value.to_string().into())
    }
}

/// Never answers.
struct Silent;

#[async_trait]
impl Invoker for Silent {
    async fn invoke(&self, _function: &str, _payload: Bytes) -> Result<Bytes, InvokeError> {
        std::future::pending().await
    }
}

fn gateway(invoker: impl Invoker + 'static, timeout: Duration) -> Gateway {
    let route = |path: &str| Route {
        method: "ANY".into(),
        path: path.into(),
        function: "F".into(),
        timeout,
    };
    let cors = ApiCors {
        allow_origins: vec!["https://app.example".into()],
        allow_methods: vec!["GET".into(), "POST".into()],
        allow_headers: vec!["authorization".into()],
        expose_headers: vec!["etag".into()],
        max_age: Some(600),
        allow_credentials: false,
    };
    let api = HttpApi {
        id: "Api".into(),
        cors: Some(cors),
        routes: vec![route("/x/{proxy+}")],
    };
    Gateway::new(&api, Arc::new(invoker))
}

fn echo() -> Gateway {
    gateway(Fake(|event| Ok(event.clone())), Duration::from_secs(30))
}

async fn send(
    gateway: &Gateway,
    request: http::request::Builder,
    body: impl Into<Body>,
) -> (http::response::Parts, Bytes) {
    let response = gateway
        .handle(request.body(body.into()).unwrap(), [10, 0, 0, 7].into())
        .await;
    let (head, body) = response.into_parts();
    (head, body.collect().await.unwrap().to_bytes())
}

async fn event(request: http::request::Builder, body: impl Into<Body>) -> Value {
    serde_json::from_slice(&send(&echo(), request, body).await.1).unwrap()
}

#[tokio::test]
async fn a_request_becomes_an_event() {
    let request = Request::post("/x/a%20b/%D1%8E?q=1&q=2&name=%D0%B0+b&empty=")
        .header("Host", "127.0.0.1:8700")
        .header("X-Many", "1")
        .header("X-Many", "2")
        .header("Cookie", "a=1; b=2")
        .header("User-Agent", "test")
        .header("X-Forwarded-For", "1.2.3.4")
        .header("Content-Type", "application/json; charset=utf-8");
    let event = event(request, "{}").await;
    assert_eq!(event["version"], "2.0");
    assert_eq!(event["routeKey"], "ANY /x/{proxy+}");
    assert_eq!(event["rawPath"], "/x/a b/ю");
    assert_eq!(event["rawQueryString"], "q=1&q=2&name=%D0%B0+b&empty=");
    assert_eq!(
        event["queryStringParameters"],
        json!({"q": "1,2", "name": "а b", "empty": ""})
    );
    assert_eq!(event["pathParameters"], json!({"proxy": "a b/ю"}));
    assert_eq!(event["cookies"], json!(["a=1", "b=2"]));
    assert_eq!(event["headers"]["x-many"], "1,2");
    assert_eq!(event["headers"].get("cookie"), None);
    assert_eq!(event["headers"]["x-forwarded-for"], "1.2.3.4, 10.0.0.7");
    assert_eq!(
        (&event["body"], &event["isBase64Encoded"]),
        (&json!("{}"), &json!(false))
    );
    let context = &event["requestContext"];
    assert_eq!(context["stage"], "$default");
    assert_eq!(context["http"]["sourceIp"], "10.0.0.7");
    assert_eq!(context["http"]["userAgent"], "test");
    assert_eq!(context["http"]["method"], "POST");
    assert_eq!(context["http"]["protocol"], "HTTP/1.1");
    assert!(context["timeEpoch"].as_i64().unwrap() > 1_700_000_000_000);
}

#[tokio::test]
async fn bodies_are_text_or_base64_by_their_type() {
    let cases = [
        ("text/csv", "a", "a", false),
        ("application/xml", "<a/>", "<a/>", false),
        ("application/x-www-form-urlencoded", "a=1", "YT0x", true),
        ("image/png", "png", "cG5n", true),
        ("", "x", "eA==", true),
    ];
    for (kind, body, expected, encoded) in cases {
        let event = event(Request::post("/x/y").header("Content-Type", kind), body).await;
        assert_eq!(
            (&event["body"], &event["isBase64Encoded"]),
            (&json!(expected), &json!(encoded)),
            "{kind}"
        );
    }
    let bytes = event(
        Request::post("/x/y").header("Content-Type", "text/plain"),
        vec![0xff_u8],
    )
    .await;
    assert_eq!(
        (&bytes["body"], &bytes["isBase64Encoded"]),
        (&json!("/w=="), &json!(true))
    );
    let none = event(Request::get("/x/y"), Body::empty()).await;
    assert_eq!(
        (none.get("body"), &none["isBase64Encoded"]),
        (None, &json!(false))
    );
}

#[tokio::test]
async fn what_is_not_routed_is_not_found() {
    let (head, body) = send(&echo(), Request::get("/y"), Body::empty()).await;
    assert_eq!(head.status, 404);
    assert_eq!(&body[..], br#"{"message":"Not Found"}"#);
}

#[tokio::test]
async fn a_body_over_ten_megabytes_is_too_large() {
    let (head, body) = send(
        &echo(),
        Request::post("/x/y"),
        vec![b'a'; MAX_BODY_BYTES + 1],
    )
    .await;
    assert_eq!(head.status, 413);
    assert_eq!(&body[..], br#"{"message":"Request Entity Too Large"}"#);
}

#[tokio::test]
async fn failures_say_nothing_about_the_inside() {
    let failing = gateway(
        Fake(|_| Err(InvokeError::Exited("secret".into()))),
        Duration::from_secs(30),
    );
    let malformed = gateway(
        Fake(|_| Ok(json!({"statusCode": 0}))),
        Duration::from_secs(30),
    );
    for gateway in [failing, malformed] {
        let (head, body) = send(&gateway, Request::get("/x/y"), Body::empty()).await;
        assert_eq!(head.status, 500);
        assert_eq!(&body[..], br#"{"message":"Internal Server Error"}"#);
    }
    let large = gateway(
        Fake(|_| Err(InvokeError::RequestTooLarge { size: 7 })),
        Duration::from_secs(30),
    );
    assert_eq!(
        send(&large, Request::get("/x/y"), Body::empty())
            .await
            .0
            .status,
        413
    );
}

#[tokio::test]
async fn the_gateway_waits_no_longer_than_the_route() {
    let gateway = gateway(Silent, Duration::from_millis(1));
    let (head, body) = send(&gateway, Request::get("/x/y"), Body::empty()).await;
    assert_eq!(head.status, 503);
    assert_eq!(&body[..], br#"{"message":"Service Unavailable"}"#);
}

#[tokio::test]
async fn cors_comes_from_the_template() {
    let preflight = |origin: &str| {
        Request::options("/x/y")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
    };
    let (allowed, _) = send(&echo(), preflight("https://app.example"), Body::empty()).await;
    assert_eq!(allowed.status, 204);
    assert_eq!(
        allowed.headers["access-control-allow-origin"],
        "https://app.example"
    );
    assert_eq!(allowed.headers["access-control-allow-methods"], "GET,POST");
    assert_eq!(allowed.headers["access-control-max-age"], "600");
    let (refused, _) = send(&echo(), preflight("https://other.example"), Body::empty()).await;
    assert_eq!(refused.status, 204);
    assert!(!refused.headers.contains_key("access-control-allow-origin"));

    let own = gateway(
        Fake(|_| Ok(json!({"statusCode": 200, "headers": {"Access-Control-Allow-Origin": "*"}}))),
        Duration::from_secs(30),
    );
    let (answer, _) = send(
        &own,
        Request::get("/x/y").header("Origin", "https://app.example"),
        Body::empty(),
    )
    .await;
    assert_eq!(
        answer.headers["access-control-allow-origin"],
        "https://app.example"
    );
    assert_eq!(answer.headers["access-control-expose-headers"], "etag");
    let (plain, _) = send(&own, Request::get("/x/y"), Body::empty()).await;
    assert!(!plain.headers.contains_key("access-control-allow-origin"));
}
