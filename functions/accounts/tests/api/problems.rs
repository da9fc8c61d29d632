use axum::body::Body;
use http::{Request, StatusCode, header};

use crate::bundle::{Bundle, person, post};

const PATH: &str = "/api/v1/auth/sign-up";

#[tokio::test]
async fn every_kind_of_bad_request_is_a_problem() {
    let bundle = Bundle::new().await;
    let json = |body: &'static str| {
        Request::post(PATH)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body))
            .unwrap()
    };
    let cases = [
        (json("{"), 400, "malformed-body"),
        (json("{}"), 422, "validation-failed"),
        (
            Request::post(PATH).body(Body::from("{}")).unwrap(),
            415,
            "unsupported-media-type",
        ),
        (
            Request::get(PATH).body(Body::empty()).unwrap(),
            405,
            "method-not-allowed",
        ),
        (
            Request::get("/api/v1/auth/nothing")
                .body(Body::empty())
                .unwrap(),
            404,
            "not-found",
        ),
    ];
    for (request, status, code) in cases {
        let answer = bundle.send(request).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code()),
            (status, code),
            "{answer:?}"
        );
        assert_eq!(
            answer.headers[header::CONTENT_TYPE],
            "application/problem+json"
        );
        assert_eq!(answer.body["status"], status);
        assert_eq!(answer.text("type"), format!("/docs/problems#{code}"));
        assert_eq!(
            answer.text("instance"),
            answer.headers["x-request-id"].to_str().unwrap()
        );
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let bundle = Bundle::new().await;
    let answer = bundle
        .send(Request::get(PATH).body(Body::empty()).unwrap())
        .await;
    assert_eq!(answer.headers[header::ALLOW], "POST");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() {
    let bundle = Bundle::new().await;
    let mut body = person("sunita");
    body["given_name"] = "a".repeat(70_000).into();
    let answer = bundle.post(PATH, &body).await;
    assert_eq!(
        (answer.status, answer.code()),
        (StatusCode::PAYLOAD_TOO_LARGE, "payload-too-large")
    );
}

#[tokio::test]
async fn problems_speak_the_readers_language_and_name_the_gateways_request() {
    let bundle = Bundle::new().await;
    let mut seen = std::collections::HashSet::new();
    for language in ["en", "ru", "uz", "uz-Cyrl", "ne"] {
        let mut request = post(PATH, &serde_json::json!({}));
        request
            .headers_mut()
            .insert(header::ACCEPT_LANGUAGE, language.parse().unwrap());
        let answer = bundle.send(request).await;
        assert_eq!(answer.headers[header::CONTENT_LANGUAGE], language);
        assert_eq!(answer.text("instance"), "gateway-request-id");
        seen.insert(answer.text("title"));
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
}
